package sandbox

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/pion/webrtc/v4"
)

// TestACrowdOfEchoPhonesLosesNothing places calls to many headless phones at once, with real media on the one port.
func TestACrowdOfEchoPhonesLosesNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("real media for a few seconds")
	}
	const crowd, frames = 20, 50
	r := rigged(t, Options{})
	ids, peers := make([]string, crowd), make([]*mediaPeer, crowd)
	numbers := make([]string, crowd)
	for i := range numbers {
		number := fmt.Sprintf("55219777700%02d", i)
		numbers[i] = number
		r.post("/sandbox/users", `{"wa_id":"`+number+`","behaviour":"answer","sound":"echo"}`).ok()
		r.permit(number, true)
	}
	for i, number := range numbers {
		peers[i] = newMediaPeer(t)
		ids[i] = r.graph("POST", "calls", connectBody(number, peers[i].offer())).ok().path("calls", 0, "id").(string)
	}
	accepted := 0
	for accepted < crowd {
		select {
		case w := <-r.calls:
			switch w.kind() {
			case "connect":
				for i, id := range ids {
					if w.item()["id"] == id {
						peers[i].remote(webrtc.SDPTypeAnswer, sdpOf(w))
					}
				}
			case "ACCEPTED":
				accepted++
			case "terminate":
				t.Fatalf("a call ended: %s", w.Raw)
			}
		case <-time.After(20 * time.Second):
			t.Fatalf("%d of %d calls were accepted", accepted, crowd)
		}
	}
	var all sync.WaitGroup
	for _, p := range peers {
		p.connected()
		all.Go(func() { p.say(frames, 9) })
	}
	all.Wait()
	for i, p := range peers {
		p.hear(frames * 9 / 10)
		if rep := r.mediaReport(ids[i]); rep["packets_lost"] != 0.0 || rep["ssrc_count"] != 1.0 || rep["packets_received"] != float64(frames) {
			t.Errorf("call %d: %v", i, rep)
		}
	}
}

// TestAHugeCrowdNeedsNoMedia lets three hundred headless phones talk at once where media is pretended.
func TestAHugeCrowdNeedsNoMedia(t *testing.T) {
	const crowd = 300
	r := rigged(t, Options{NoMedia: true, Timing: Timing{Connect: time.Millisecond, Ringing: 2 * time.Millisecond}})
	ids, numbers := map[string]bool{}, make([]string, crowd)
	for i := range numbers {
		numbers[i] = fmt.Sprintf("5521977771%03d", i)
		r.post("/sandbox/users", `{"wa_id":"`+numbers[i]+`","behaviour":"answer","sound":"echo"}`).ok()
		r.permit(numbers[i], true)
	}
	for _, number := range numbers {
		ids[r.graph("POST", "calls", connectBody(number, offerSDP)).ok().path("calls", 0, "id").(string)] = true
	}
	seen := map[string]int{}
	await := func(kind string) {
		t.Helper()
		for seen[kind] < crowd {
			select {
			case w := <-r.calls:
				seen[w.kind()]++
				if id, _ := w.item()["id"].(string); !ids[id] {
					t.Fatalf("a webhook of no call: %s", w.Raw)
				}
			case <-time.After(20 * time.Second):
				t.Fatalf("of %d calls: %v", crowd, seen)
			}
		}
	}
	await("ACCEPTED")
	if seen["terminate"] != 0 {
		t.Fatalf("%d calls ended by themselves", seen["terminate"])
	}
	for id := range ids {
		r.graph("POST", "calls", `{"messaging_product":"whatsapp","call_id":"`+id+`","action":"terminate"}`).ok()
	}
	await("terminate")
	if seen["connect"] != crowd || seen["RINGING"] != crowd {
		t.Errorf("webhooks %v", seen)
	}
}

func TestAPhoneHasNoAudioToJoinWithoutMedia(t *testing.T) {
	r := rigged(t, Options{NoMedia: true})
	r.permit(ana, true)
	id := r.connect(ana)
	r.post("/sandbox/calls/"+path(id)+"/audio", `{"sdp":`+quoted(offerSDP)+`}`).refused(409, "")
}
