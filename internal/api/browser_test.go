package api_test

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/pion/webrtc/v4"
	"github.com/pion/webrtc/v4/pkg/media"
)

// browser is the operator's WebRTC side: it speaks Opus frames and counts those that it hears.
type browser struct {
	t     *testing.T
	pc    *webrtc.PeerConnection
	mouth *webrtc.TrackLocalStaticSample
	heard atomic.Int64 // frames with sound in them; silence is three bytes
	quiet chan struct{}
}

// frame is what the browser says: any Opus packet of a sound does, since nobody on the way decodes it.
var frame = append([]byte{0x78}, make([]byte, 60)...)

func newBrowser(t *testing.T) *browser {
	t.Helper()
	var settings webrtc.SettingEngine
	settings.SetIncludeLoopbackCandidate(true)
	settings.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4})
	pc, err := webrtc.NewAPI(webrtc.WithSettingEngine(settings)).NewPeerConnection(webrtc.Configuration{})
	must(t, err)
	b := &browser{t: t, pc: pc, quiet: make(chan struct{})}
	b.mouth, err = webrtc.NewTrackLocalStaticSample(webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeOpus, ClockRate: 48000, Channels: 2}, "voice", "operator")
	must(t, err)
	_, err = pc.AddTrack(b.mouth)
	must(t, err)
	pc.OnTrack(func(track *webrtc.TrackRemote, _ *webrtc.RTPReceiver) {
		for {
			packet, _, err := track.ReadRTP()
			if err != nil {
				return
			}
			if len(packet.Payload) > 10 {
				b.heard.Add(1)
			}
		}
	})
	t.Cleanup(func() {
		close(b.quiet)
		must(t, pc.Close())
	})
	return b
}

// offer returns a complete offer.
func (b *browser) offer() string {
	b.t.Helper()
	gathered := webrtc.GatheringCompletePromise(b.pc)
	offer, err := b.pc.CreateOffer(nil)
	must(b.t, err)
	must(b.t, b.pc.SetLocalDescription(offer))
	<-gathered
	return b.pc.LocalDescription().SDP
}

// speak takes the answer, and speaks from then on.
func (b *browser) speak(answer string) {
	b.t.Helper()
	must(b.t, b.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: answer}))
	go func() {
		beat := time.NewTicker(20 * time.Millisecond)
		defer beat.Stop()
		for {
			select {
			case <-b.quiet:
				return
			case <-beat.C:
				_ = b.mouth.WriteSample(media.Sample{Data: frame, Duration: 20 * time.Millisecond}) // not connected yet, or no more
			}
		}
	}()
}

// hears waits until some frames of sound arrived.
func (b *browser) hears(frames int64) {
	b.t.Helper()
	look := time.NewTicker(10 * time.Millisecond)
	defer look.Stop()
	before, timeout := b.heard.Load(), time.After(patience)
	for b.heard.Load() < before+frames {
		select {
		case <-look.C:
		case <-timeout:
			b.t.Fatalf("the browser heard %d frames, want %d", b.heard.Load()-before, frames)
		}
	}
}
