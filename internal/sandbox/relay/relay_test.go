package relay

import (
	"errors"
	"testing"

	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"
)

func TestAnAddressThatCannotBeHadIsAnError(t *testing.T) {
	r := open(t)
	for _, listen := range []string{"nonsense", "127.0.0.1:99999", r.Addr().String()} {
		if other, err := Open(Options{Listen: listen}); err == nil {
			t.Errorf("%s: opened at %v", listen, other.Addr())
			if err := other.Close(); err != nil {
				t.Error(err)
			}
		}
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Errorf("closed again: %v", err)
	}
}

func TestAnAnswerThatCannotBeUsedLeavesTheLegAsItWas(t *testing.T) {
	leg, _, err := open(t).Offer(CallOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var fault *SDPError
	for _, answer := range []string{"", good, good[:len(good)-20]} { // nothing, actpass, no Opus
		if err := leg.Apply(answer); !errors.As(err, &fault) {
			t.Errorf("%q: %v", answer, err)
		}
	}
	if rep := leg.Report(); rep.Codec != "opus" || rep.PhoneJoined || rep.Pretended || rep.BusinessLost != nil {
		t.Errorf("report %+v", rep)
	}
	if _, err := leg.JoinPhone("v=0"); !errors.As(err, &fault) {
		t.Errorf("a phone with half a description: %v", err)
	}
}

func TestATrackSpeaksOnlyWhatWasNegotiated(t *testing.T) {
	o := newOutlet("s", "t", g711Codec(PCMU, 0))
	o.write(1, &rtp.Packet{}, o.at) // not bound yet: nothing happens
	c := context{codecs: []webrtc.RTPCodecParameters{parameters(opusCodec(96))}}
	if _, err := o.track.Bind(c); !errors.Is(err, webrtc.ErrUnsupportedCodec) {
		t.Errorf("G.711 was bound to Opus: %v", err)
	}
	o.speak(opusCodec(opusPayload))
	p, err := o.track.Bind(c)
	if err != nil || p.PayloadType != 96 || o.track.bound.Load().payload != 96 || o.track.bound.Load().ssrc != 42 {
		t.Errorf("%+v, %v", p, err)
	}
	if err := o.track.Unbind(c); err != nil || o.track.bound.Load() != nil {
		t.Errorf("unbound: %v", err)
	}
	if o.track.ID() != "t" || o.track.StreamID() != "s" || o.track.RID() != "" || o.track.Kind() != webrtc.RTPCodecTypeAudio {
		t.Errorf("%+v", o.track)
	}
}

// context is as much of pion's as a track asks for.
type context struct {
	webrtc.TrackLocalContext
	codecs []webrtc.RTPCodecParameters
}

func (c context) CodecParameters() []webrtc.RTPCodecParameters { return c.codecs }
func (c context) SSRC() webrtc.SSRC                            { return 42 }
func (c context) WriteStream() webrtc.TrackLocalWriter         { return nil }

func TestEverySoundIsNamed(t *testing.T) {
	for _, s := range []Sound{Echo, Tone, Silence, Microphone, File} {
		if !s.Valid() {
			t.Errorf("%s is no sound", s)
		}
	}
	if Sound("radio").Valid() || Sound("").Valid() {
		t.Error("anything is a sound")
	}
}
