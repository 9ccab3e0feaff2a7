package relay

import (
	"math/rand/v2"
	"sync"
	"time"

	"github.com/pion/rtp"
)

// outlet sends one continuous RTP stream, whatever source feeds it: one SSRC, rising sequence numbers, a timestamp that
// follows the wall clock over a change of source, and no header extension of whoever sent it first.
type outlet struct {
	track *track

	mu      sync.Mutex
	codec   codec
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

// Sources that are no track: tracks count from one.
const (
	generated = 0              // sounds made here
	events    = ^uint64(0)     // digits
	chimes    = ^uint64(0) - 1 // announcements
)

func newOutlet(stream, name string, c codec) *outlet {
	o := &outlet{track: &track{id: name, stream: stream}, seq: uint16(rand.Uint32()), ts: rand.Uint32()}
	o.speak(c)
	return o
}

// speak sets the codec, before the first packet.
func (o *outlet) speak(c codec) {
	o.mu.Lock()
	o.codec = c
	o.mu.Unlock()
	o.track.codec.Store(&c)
}

// write forwards a packet of a source and tells the timestamp it got, and whether it is Opus.
func (o *outlet) write(source uint64, p *rtp.Packet, now time.Time) (ts uint32, opus bool) {
	o.mu.Lock()
	fresh := o.place(source, p.SequenceNumber, p.Timestamp, now)
	h := rtp.Header{
		Version: 2, Marker: p.Marker || fresh,
		SequenceNumber: p.SequenceNumber + o.seqOff, Timestamp: p.Timestamp + o.tsOff,
	}
	o.packets++
	o.bytes += int64(len(p.Payload))
	opus = o.codec.opus()
	o.mu.Unlock()
	o.track.audio(h, p.Payload)
	return h.Timestamp, opus
}

// place moves the offsets when the source is new and remembers how far the stream got.
func (o *outlet) place(source uint64, seq uint16, ts uint32, now time.Time) (fresh bool) {
	if !o.started || o.source != source {
		fresh = true
		o.seqOff = o.seq + 1 - seq
		o.tsOff = o.following(now) - ts
		o.started, o.source = true, source
	}
	if ahead := int16(seq + o.seqOff - o.seq); ahead > 0 {
		o.seq, o.ts, o.at = seq+o.seqOff, ts+o.tsOff, now
	}
	return fresh
}

// following is the timestamp of something that begins now, a frame after the last at least.
func (o *outlet) following(now time.Time) uint32 {
	frames := uint32(1)
	if o.started {
		frames = max(uint32(now.Sub(o.at)/frameTime), 1)
	}
	return o.ts + frames*o.codec.ticks()
}

// event sends a packet that is no audio on the audio's own stream. All packets of one event carry the timestamp of its
// beginning (RFC 4733, 2.2.2).
func (o *outlet) event(payloadType uint8, first bool, payload []byte, now time.Time) {
	o.mu.Lock()
	if first {
		o.ts, o.at = o.following(now), now
	}
	o.seq++
	o.started, o.source = true, events // the audio that comes back finds its place anew
	h := rtp.Header{Version: 2, Marker: first, PayloadType: payloadType, SequenceNumber: o.seq, Timestamp: o.ts}
	o.packets++
	o.bytes += int64(len(payload))
	o.mu.Unlock()
	o.track.event(h, payload)
}

func (o *outlet) sent() (packets int, bytes int64) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.packets, o.bytes
}
