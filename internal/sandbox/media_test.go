package sandbox

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"
)

// line of media: a plain pion peer in the role of the server under test, or of the phone's page.
type mediaPeer struct {
	t     *testing.T
	pc    *webrtc.PeerConnection
	track *webrtc.TrackLocalStaticRTP
	heard chan *rtp.Packet
	up    chan struct{}
	sent  uint16
}

func newMediaPeer(t *testing.T) *mediaPeer {
	t.Helper()
	var s webrtc.SettingEngine
	s.SetIncludeLoopbackCandidate(true)
	s.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4})
	s.SetInterfaceFilter(func(name string) bool { return name == "lo" })
	opus := webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeOpus, ClockRate: 48000, Channels: 2}
	var m webrtc.MediaEngine
	err := m.RegisterCodec(webrtc.RTPCodecParameters{RTPCodecCapability: opus, PayloadType: 111}, webrtc.RTPCodecTypeAudio)
	if err != nil {
		t.Fatal(err)
	}
	event := webrtc.RTPCodecCapability{MimeType: "audio/telephone-event", ClockRate: 8000}
	err = m.RegisterCodec(webrtc.RTPCodecParameters{RTPCodecCapability: event, PayloadType: 126}, webrtc.RTPCodecTypeAudio)
	if err != nil {
		t.Fatal(err)
	}
	pc, err := webrtc.NewAPI(webrtc.WithSettingEngine(s), webrtc.WithMediaEngine(&m)).NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		t.Fatal(err)
	}
	p := &mediaPeer{t: t, pc: pc, heard: make(chan *rtp.Packet, 2000), up: make(chan struct{})}
	t.Cleanup(func() { _ = pc.GracefulClose() })
	if p.track, err = webrtc.NewTrackLocalStaticRTP(opus, "audio", "peer"); err != nil {
		t.Fatal(err)
	}
	if _, err := pc.AddTrack(p.track); err != nil {
		t.Fatal(err)
	}
	var once sync.Once
	pc.OnConnectionStateChange(func(st webrtc.PeerConnectionState) {
		if st == webrtc.PeerConnectionStateConnected {
			once.Do(func() { close(p.up) })
		}
	})
	pc.OnTrack(func(tr *webrtc.TrackRemote, _ *webrtc.RTPReceiver) {
		for {
			pkt, _, err := tr.ReadRTP()
			if err != nil {
				return
			}
			select {
			case p.heard <- pkt:
			default:
			}
		}
	})
	return p
}

func (p *mediaPeer) local(d webrtc.SessionDescription, err error) string {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
	done := webrtc.GatheringCompletePromise(p.pc)
	if err := p.pc.SetLocalDescription(d); err != nil {
		p.t.Fatal(err)
	}
	<-done
	return p.pc.LocalDescription().SDP
}

func (p *mediaPeer) offer() string { return p.local(p.pc.CreateOffer(nil)) }

func (p *mediaPeer) remote(kind webrtc.SDPType, sdp string) {
	p.t.Helper()
	if err := p.pc.SetRemoteDescription(webrtc.SessionDescription{Type: kind, SDP: sdp}); err != nil {
		p.t.Fatal(err)
	}
}

func (p *mediaPeer) connected() {
	p.t.Helper()
	select {
	case <-p.up:
	case <-time.After(10 * time.Second):
		p.t.Fatal("no media connection in 10 s")
	}
}

// say sends n frames at their pace.
func (p *mediaPeer) say(n int, mark byte) {
	p.t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for range n {
		p.sent++
		pkt := &rtp.Packet{
			Header:  rtp.Header{Version: 2, SequenceNumber: p.sent, Timestamp: uint32(p.sent) * 960},
			Payload: []byte{0xF8, mark, mark},
		}
		if err := p.track.WriteRTP(pkt); err != nil {
			p.t.Fatal(err)
		}
		<-tick.C
	}
}

func (p *mediaPeer) hear(n int) []*rtp.Packet {
	p.t.Helper()
	late := time.After(10 * time.Second)
	var got []*rtp.Packet
	for len(got) < n {
		select {
		case pkt := <-p.heard:
			got = append(got, pkt)
		case <-late:
			p.t.Fatalf("heard %d packets in 10 s, want %d", len(got), n)
		}
	}
	return got
}

// sdpOf is the description inside a connect webhook.
func sdpOf(w received) string {
	return w.item()["session"].(map[string]any)["sdp"].(string)
}

// ring places a call with real media and waits until the phone rings and the media stands.
func (r *rig) ring(user string, p *mediaPeer) string {
	r.Helper()
	a := r.graph("POST", "calls", connectBody(user, p.offer())).ok()
	r.advance(time.Second)
	answer := sdpOf(r.event("connect"))
	r.event("RINGING")
	p.remote(webrtc.SDPTypeAnswer, answer)
	p.connected()
	return a.path("calls", 0, "id").(string)
}

func (r *rig) mediaReport(id string) map[string]any {
	r.Helper()
	return r.get("/sandbox/calls/" + path(id) + "/report").ok().path("media").(map[string]any)
}

func TestAnEchoPhoneSendsTheBusinessItsOwnVoice(t *testing.T) {
	r, p := stopped(t), newMediaPeer(t)
	r.permit(eco, true)
	id := r.ring(eco, p)
	r.advance(2 * time.Second)
	r.event("ACCEPTED")
	p.say(25, 42)
	ssrc := p.hear(15)[0].SSRC
	for _, pkt := range p.hear(5) {
		if pkt.Payload[1] != 42 || pkt.SSRC != ssrc {
			t.Errorf("packet %v %x", pkt.Header, pkt.Payload)
		}
	}
	rep := r.mediaReport(id)
	if rep["ssrc_count"] != 1.0 || rep["early_media_packets"] != 0.0 || rep["packets_lost"] != 0.0 || rep["ice_role_conflicts"] != 0.0 {
		t.Errorf("report %v", rep)
	}
	if ms, _ := rep["first_media_after_accept_ms"].(float64); ms < 0 || ms > 5000 {
		t.Errorf("first media after %v ms", rep["first_media_after_accept_ms"])
	}
	for _, key := range []string{"ice_connected_ms", "dtls_connected_ms"} {
		if ms, ok := rep[key].(float64); !ok || ms < 0 {
			t.Errorf("%s is %v", key, rep[key])
		}
	}
	r.graph("POST", "calls", terminateBody(id)).ok()
	r.event("terminate")
	if after := r.mediaReport(id); after["packets_received"].(float64) < 25 {
		t.Errorf("the report of an ended call: %v", after)
	}
}

func TestMediaBeforeThePickUpIsNoticed(t *testing.T) {
	r, p := stopped(t), newMediaPeer(t)
	r.permit(ana, true)
	id := r.ring(ana, p)
	p.say(5, 1)
	r.post("/sandbox/users", `{"wa_id":"`+ana+`","sound":"tone"}`).ok()
	r.post("/sandbox/calls/"+path(id)+"/answer", "").ok()
	p.hear(10)
	rep := r.mediaReport(id)
	if rep["early_media_packets"] != 5.0 || rep["first_media_after_accept_ms"].(float64) >= 0 {
		t.Errorf("report %v", rep)
	}
}

func TestAUserCallsTheBusinessWithSound(t *testing.T) {
	r, p := stopped(t), newMediaPeer(t)
	r.post("/sandbox/users", `{"wa_id":"`+ana+`","sound":"tone"}`).ok()
	id, w := r.callIn(ana, "")
	p.remote(webrtc.SDPTypeOffer, sdpOf(w))
	answer := p.local(p.pc.CreateAnswer(nil))
	r.graph("POST", "calls", acceptBody("pre_accept", id, answer)).ok()
	p.connected() // the media path stands before the call is accepted
	if len(p.heard) != 0 {
		t.Error("the user was heard before accept")
	}
	r.graph("POST", "calls", acceptBody("accept", id, answer)).ok()
	for _, pkt := range p.hear(20) {
		if len(pkt.Payload) < 20 {
			t.Fatalf("a frame of %d bytes is no tone", len(pkt.Payload))
		}
	}
}

func TestThePageIsThePhoneOfACall(t *testing.T) {
	r, p, page := stopped(t), newMediaPeer(t), newMediaPeer(t)
	r.permit(ana, true)
	id := r.ring(ana, p)
	audio := "/sandbox/calls/" + path(id) + "/audio"
	r.post("/sandbox/calls/"+path(id)+"/answer", "").ok()
	r.post(audio, `{}`).refused(400, "sdp")
	r.post(audio, `{"sdp":"v=0"}`).refused(400, "sdp")
	page.remote(webrtc.SDPTypeAnswer, r.post(audio, `{"sdp":`+quoted(page.offer())+`}`).ok().Body["sdp"].(string))
	page.connected()
	page.say(10, 3)
	if pkt := p.hear(5)[4]; pkt.Payload[1] != 3 {
		t.Errorf("the business heard %x", pkt.Payload)
	}
	p.say(10, 4)
	if pkt := page.hear(5)[4]; pkt.Payload[1] != 4 {
		t.Errorf("the page heard %x", pkt.Payload)
	}
	r.post("/sandbox/calls/"+path(id)+"/hangup", "").ok()
	r.post(audio, `{"sdp":`+quoted(offerSDP)+`}`).refused(409, "")
}

func TestASilentBusinessLosesTheCallAfterTwentySeconds(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	id := r.connect(ana)
	r.advance(time.Second)
	r.post("/sandbox/calls/"+path(id)+"/answer", "").ok()
	for _, kind := range []string{"connect", "RINGING", "ACCEPTED"} {
		r.event(kind)
	}
	r.advance(20*time.Second - time.Millisecond)
	r.quiet()
	r.advance(time.Millisecond)
	golden(t, "webhook-terminate-failed", r.event("terminate").Raw)
}

func TestATalkingBusinessSurvivesAJumpOfTheClock(t *testing.T) {
	r, p := stopped(t), newMediaPeer(t)
	r.permit(eco, true)
	id := r.ring(eco, p)
	r.advance(2 * time.Second)
	r.event("ACCEPTED")
	p.say(10, 1)
	r.advance(10 * time.Minute)
	p.say(2, 1)
	if state := r.get("/sandbox/calls/" + path(id)).ok().Body["state"]; state != "active" {
		t.Errorf("the call is %v", state)
	}
	r.quiet()
}

func TestABusinessThatFallsSilentLosesTheCall(t *testing.T) {
	// Media runs in real time, so the watchdog is made short here rather than the clock long.
	r, p := rigged(t, Options{Timing: Timing{Media: 600 * time.Millisecond, FirstMedia: 2 * time.Second}}), newMediaPeer(t)
	r.permit(eco, true)
	r.post("/sandbox/users", `{"wa_id":"`+eco+`","answer_after_ms":1000}`).ok()
	r.graph("POST", "calls", connectBody(eco, p.offer())).ok()
	p.remote(webrtc.SDPTypeAnswer, sdpOf(r.event("connect")))
	r.event("RINGING")
	p.connected()
	r.event("ACCEPTED")
	p.say(40, 1) // longer than the limit
	r.s.courier.wait()
	select {
	case w := <-r.calls:
		t.Fatalf("ended while the business spoke: %s", w.Raw)
	default:
	}
	w := r.event("terminate")
	if !strings.Contains(string(w.Raw), "138021") || w.item()["status"] != "FAILED" || w.item()["duration"] == nil {
		t.Errorf("terminate %s", w.Raw)
	}
}
