package relay

import (
	"bytes"
	"testing"
	"time"

	"github.com/pion/rtp"
)

func TestAMessageIsLeftBehindTheAnnouncement(t *testing.T) {
	t.Parallel()
	r := open(t)
	leg, _, err := r.Offer(CallOptions{})
	if err != nil {
		t.Fatal(err)
	}
	page := newBusiness(t)
	joined, err := leg.JoinPhone(page.offer())
	if err != nil {
		t.Fatal(err)
	}
	page.accept(joined)
	page.connected()
	leg.SetSound(Microphone)
	var announcement [][]byte
	for i := range byte(20) {
		announcement = append(announcement, frame(i+1))
	}
	leg.Voicemail(announcement, time.Minute)
	leg.Voicemail(nil, 0) // again: nothing
	if ogg, d := leg.Message(); ogg != nil || d != 0 {
		t.Errorf("a message of %v before the announcement is over", d)
	}
	// The page is up a moment before the relay knows it, and the announcement does not wait: its beginning may be missed.
	last := announcement[len(announcement)-1]
	heard := page.hearUntil(func(p *rtp.Packet) bool { return bytes.Equal(p.Payload, last) })
	first := heard[0].Payload[1]
	for i, p := range heard {
		if !bytes.Equal(p.Payload, frame(first+byte(i))) {
			t.Errorf("packet %d of the announcement is %x, and it began with %d", i, p.Payload, first)
		}
	}
	page.say(30, 6)
	leg.Close()
	ogg, d := leg.Message()
	said := 0
	sides := channels(t, ogg)
	for _, p := range sides[0] {
		if p.toc == frameTOC && len(p.frames[0]) == 2 && p.frames[0][0] == 6 {
			said++
		}
	}
	if len(sides) != 1 || said < 25 || d < 500*time.Millisecond || d > 10*time.Second {
		t.Errorf("%d channels, %d frames said in %v", len(sides), said, d)
	}
	if packets, err := ReadOpus(ogg); err != nil || Duration(packets) != d {
		t.Errorf("read back: %v, %v", Duration(packets), err)
	}
}

func TestAMessageEndsAtItsGreatestLength(t *testing.T) {
	t.Parallel()
	r := open(t)
	leg, _, err := r.Offer(CallOptions{})
	if err != nil {
		t.Fatal(err)
	}
	leg.SetSound(Tone)
	leg.Voicemail([][]byte{frame(1)}, 100*time.Millisecond)
	deadline := time.After(10 * time.Second)
	for {
		if _, d := leg.Message(); d >= 100*time.Millisecond {
			break
		}
		select {
		case <-deadline:
			t.Fatal("no message in 10 s")
		case <-time.After(time.Millisecond):
		}
	}
	first, d := leg.Message()
	leg.Close()
	if second, same := leg.Message(); !bytes.Equal(first, second) && same > d+2*frameTime || d > 200*time.Millisecond {
		t.Errorf("%v, then %v", d, same)
	}
	tone := 0
	for _, p := range channels(t, first)[0] {
		if len(p.frames[0]) > 20 {
			tone++
		}
	}
	if tone < 3 {
		t.Errorf("%d frames of tone", tone)
	}
}

func TestACallWithoutAMailboxHasNoMessage(t *testing.T) {
	t.Parallel()
	r := open(t)
	leg, _, err := r.Offer(CallOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if ogg, d := leg.Message(); ogg != nil || d != 0 {
		t.Errorf("%d bytes, %v", len(ogg), d)
	}
	leg.Close()
	leg.Voicemail(nil, time.Second) // too late
	if ogg, _ := leg.Message(); ogg != nil {
		t.Error("a closed leg took a message")
	}
}
