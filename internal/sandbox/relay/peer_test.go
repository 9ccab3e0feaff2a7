package relay

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"
)

// business is a plain, full-ICE pion peer in the role of the server under test.
type business struct {
	t     *testing.T
	pc    *webrtc.PeerConnection
	track *webrtc.TrackLocalStaticRTP
	heard chan *rtp.Packet
	up    chan struct{}
	sent  uint16
}

func newBusiness(t *testing.T) *business {
	t.Helper()
	return newSpeaker(t, webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeOpus, ClockRate: 48000, Channels: 2})
}

// newSpeaker is a business that speaks one of the codecs that it offers.
func newSpeaker(t *testing.T, speaks webrtc.RTPCodecCapability) *business {
	t.Helper()
	var s webrtc.SettingEngine
	s.SetIncludeLoopbackCandidate(true)
	s.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4})
	s.SetInterfaceFilter(func(name string) bool { return name == "lo" })
	var m webrtc.MediaEngine
	// Without parameters: pion keeps only the codecs that match exactly if any does, and its Opus has others than Meta's.
	for _, c := range []webrtc.RTPCodecParameters{
		parameters(opusCodec(opusPayload)), parameters(g711Codec(PCMU, pcmuPayload)), parameters(g711Codec(PCMA, pcmaPayload)),
		{RTPCodecCapability: webrtc.RTPCodecCapability{MimeType: "audio/telephone-event", ClockRate: 8000}, PayloadType: eventPayload},
	} {
		if err := m.RegisterCodec(c, webrtc.RTPCodecTypeAudio); err != nil {
			t.Fatal(err)
		}
	}
	pc, err := webrtc.NewAPI(webrtc.WithSettingEngine(s), webrtc.WithMediaEngine(&m)).NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		t.Fatal(err)
	}
	b := &business{t: t, pc: pc, heard: make(chan *rtp.Packet, 1000), up: make(chan struct{})}
	b.track, err = webrtc.NewTrackLocalStaticRTP(speaks, "audio", "business")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pc.AddTrack(b.track); err != nil {
		t.Fatal(err)
	}
	var once sync.Once
	pc.OnConnectionStateChange(func(st webrtc.PeerConnectionState) {
		if st == webrtc.PeerConnectionStateConnected {
			once.Do(func() { close(b.up) })
		}
	})
	pc.OnTrack(func(tr *webrtc.TrackRemote, _ *webrtc.RTPReceiver) {
		for {
			p, _, err := tr.ReadRTP()
			if err != nil {
				return
			}
			select {
			case b.heard <- p:
			default:
			}
		}
	})
	t.Cleanup(func() { _ = pc.GracefulClose() })
	return b
}

// offer is the complete offer, reduced to what Meta takes (the sha-256 fingerprint is pion's default).
func (b *business) offer() string {
	b.t.Helper()
	o, err := b.pc.CreateOffer(nil)
	if err != nil {
		b.t.Fatal(err)
	}
	sdp, err := settle(b.pc, o)
	if err != nil {
		b.t.Fatal(err)
	}
	return sdp
}

func (b *business) accept(answer string) {
	b.t.Helper()
	answer = strings.ReplaceAll(answer, "a=setup:actpass", "a=setup:active")
	if err := b.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: answer}); err != nil {
		b.t.Fatal(err)
	}
}

func (b *business) answer(offer string) string {
	b.t.Helper()
	if err := b.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: offer}); err != nil {
		b.t.Fatal(err)
	}
	a, err := b.pc.CreateAnswer(nil)
	if err != nil {
		b.t.Fatal(err)
	}
	sdp, err := settle(b.pc, a)
	if err != nil {
		b.t.Fatal(err)
	}
	return sdp
}

func (b *business) connected() {
	b.t.Helper()
	select {
	case <-b.up:
	case <-time.After(10 * time.Second):
		b.t.Fatal("the business's leg did not connect in 10 s")
	}
}

// frameTOC is the first byte of what the business says: 20 ms of CELT in mono.
const frameTOC = 0xF8

// say sends n frames of 20 ms, paced by a ticker as a codec would.
func (b *business) say(n int, payload byte) {
	b.t.Helper()
	tick := time.NewTicker(frameTime)
	defer tick.Stop()
	for i := range n {
		p := &rtp.Packet{Header: rtp.Header{
			Version: 2, SequenceNumber: 65530 + b.sent, Timestamp: uint32(b.sent) * frameTicks,
			Extension: true, ExtensionProfile: 0xBEDE,
		}, Payload: []byte{frameTOC, payload, byte(i)}}
		if err := p.SetExtension(1, []byte{9}); err != nil {
			b.t.Fatal(err)
		}
		if err := b.track.WriteRTP(p); err != nil {
			b.t.Fatal(err)
		}
		b.sent++
		<-tick.C
	}
}

// hear waits for n packets.
func (b *business) hear(n int) []*rtp.Packet {
	b.t.Helper()
	late := time.After(10 * time.Second)
	var got []*rtp.Packet
	for len(got) < n {
		select {
		case p := <-b.heard:
			got = append(got, p)
		case <-late:
			b.t.Fatalf("heard %d packets in 10 s, want %d", len(got), n)
		}
	}
	return got
}

// hearUntil waits for a packet that fits, and returns it and those before it.
func (b *business) hearUntil(fits func(*rtp.Packet) bool) []*rtp.Packet {
	b.t.Helper()
	var got []*rtp.Packet
	for {
		got = append(got, b.hear(1)...)
		if fits(got[len(got)-1]) {
			return got
		}
	}
}

// ring is a call that the business places, up to where the phone could be picked up.
func ring(t *testing.T, r *Relay, b *business, o CallOptions) *Leg {
	t.Helper()
	leg, answer, err := r.Answer(b.offer(), o)
	if err != nil {
		t.Fatal(err)
	}
	b.accept(answer)
	b.connected()
	return leg
}

// preferred is a description whose m-line names these formats first.
func preferred(t *testing.T, sdp string, formats ...string) string {
	t.Helper()
	before, rest, ok := strings.Cut(sdp, "UDP/TLS/RTP/SAVPF ")
	old, after, _ := strings.Cut(rest, "\r\n")
	if !ok {
		t.Fatalf("no m-line in\n%s", sdp)
	}
	for _, f := range strings.Fields(old) {
		if !slices.Contains(formats, f) {
			formats = append(formats, f)
		}
	}
	return before + "UDP/TLS/RTP/SAVPF " + strings.Join(formats, " ") + "\r\n" + after
}

func open(t *testing.T) *Relay {
	t.Helper()
	r, err := Open(Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

func toString(n uint32) string { return strconv.FormatUint(uint64(n), 10) }
