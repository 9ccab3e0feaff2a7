package relay

import (
	"math/rand/v2"
	"sync"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"
)

// frameTicks is one 20 ms Opus frame on the 48 kHz RTP clock.
const frameTicks = 960

// outlet sends one continuous RTP stream, whatever source feeds it: one SSRC, rising sequence numbers, a timestamp that
// follows the wall clock over a change of source, and no header extension of whoever sent it first.
type outlet struct {
	track *webrtc.TrackLocalStaticRTP

	mu      sync.Mutex
	started bool
	source  uint64
	seqOff  uint16
	tsOff   uint32
	seq     uint16
	ts      uint32
	at      time.Time
	packets int
	bytes   int64
}

func newOutlet(stream, track string) (*outlet, error) {
	t, err := webrtc.NewTrackLocalStaticRTP(webrtc.RTPCodecCapability{
		MimeType: webrtc.MimeTypeOpus, ClockRate: 48000, Channels: 2, // without parameters: whatever the other side asks for fits
	}, track, stream)
	if err != nil {
		return nil, err
	}
	return &outlet{track: t, seq: uint16(rand.Uint32()), ts: rand.Uint32()}, nil
}

// write forwards a packet of a source. Errors of a leg that is going away are of no interest to the sender.
func (o *outlet) write(source uint64, p *rtp.Packet, now time.Time) {
	o.mu.Lock()
	fresh := o.place(source, p.SequenceNumber, p.Timestamp, now)
	h := rtp.Header{
		Version: 2, Marker: p.Marker || fresh,
		SequenceNumber: p.SequenceNumber + o.seqOff, Timestamp: p.Timestamp + o.tsOff,
	}
	o.packets++
	o.bytes += int64(len(p.Payload))
	o.mu.Unlock()
	_ = o.track.WriteRTP(&rtp.Packet{Header: h, Payload: p.Payload})
}

// place moves the offsets when the source is new and remembers how far the stream got.
func (o *outlet) place(source uint64, seq uint16, ts uint32, now time.Time) (fresh bool) {
	if !o.started || o.source != source {
		fresh = true
		gap := uint32(frameTicks)
		if o.started {
			frames := uint32(now.Sub(o.at) / (20 * time.Millisecond))
			gap = max(frames, 1) * frameTicks
		}
		o.seqOff = o.seq + 1 - seq
		o.tsOff = o.ts + gap - ts
		o.started, o.source = true, source
	}
	if ahead := int16(seq + o.seqOff - o.seq); ahead > 0 {
		o.seq, o.ts, o.at = seq+o.seqOff, ts+o.tsOff, now
	}
	return fresh
}

func (o *outlet) sent() (packets int, bytes int64) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.packets, o.bytes
}
