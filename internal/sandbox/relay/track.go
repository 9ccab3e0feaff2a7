package relay

import (
	"strings"
	"sync/atomic"

	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"
)

// track is one outgoing stream. Unlike pion's own it lets each packet choose its payload type, which events of RFC 4733
// need: they share the audio's SSRC, sequence numbers and timestamps.
type track struct {
	id, stream string
	codec      atomic.Pointer[codec]
	bound      atomic.Pointer[binding]
}

type binding struct {
	ssrc    uint32
	payload uint8 // of the audio, as the other side numbered it
	w       webrtc.TrackLocalWriter
}

// Bind takes the negotiated codec that the leg chose.
func (t *track) Bind(c webrtc.TrackLocalContext) (webrtc.RTPCodecParameters, error) {
	want := t.codec.Load().mime
	for _, p := range c.CodecParameters() {
		if strings.EqualFold(p.MimeType, want) {
			t.bound.Store(&binding{ssrc: uint32(c.SSRC()), payload: uint8(p.PayloadType), w: c.WriteStream()})
			return p, nil
		}
	}
	return webrtc.RTPCodecParameters{}, webrtc.ErrUnsupportedCodec
}

// Unbind stops the stream.
func (t *track) Unbind(webrtc.TrackLocalContext) error { t.bound.Store(nil); return nil }

// ID is the track's name in a=msid.
func (t *track) ID() string { return t.id }

// RID is empty: there is one encoding.
func (t *track) RID() string { return "" }

// StreamID is the stream's name in a=msid.
func (t *track) StreamID() string { return t.stream }

// Kind is audio.
func (t *track) Kind() webrtc.RTPCodecType { return webrtc.RTPCodecTypeAudio }

// audio sends a packet of the track's codec. Errors of a leg that is going away are of no interest to the sender.
func (t *track) audio(h rtp.Header, payload []byte) {
	if b := t.bound.Load(); b != nil {
		h.SSRC, h.PayloadType = b.ssrc, b.payload
		_, _ = b.w.WriteRTP(&h, payload)
	}
}

// event sends a packet with the payload type that its header names.
func (t *track) event(h rtp.Header, payload []byte) {
	if b := t.bound.Load(); b != nil {
		h.SSRC = b.ssrc
		_, _ = b.w.WriteRTP(&h, payload)
	}
}
