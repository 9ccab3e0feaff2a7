package relay

import (
	"encoding/binary"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"
)

// ear counts what the business sends on one leg.
type ear struct {
	loss atomic.Int32 // percent of media that is thrown away, both ways

	mu        sync.Mutex
	payloads  *[128]bool // negotiated payload types; nil while they are not known
	picked    time.Time
	firstDTLS time.Time
	first     time.Time // first RTP
	last      time.Time // last RTP or RTCP
	streams   map[uint32]*stream
	packets   int
	foreign   int // RTP of a payload type that was not negotiated
	early     int
	rtcp      int
	bytes     int64
	conflicts int
	dropped   int
}

// stream follows the sequence numbers of one SSRC (RFC 3550, appendix A.1, without its probation).
type stream struct {
	base, highest uint32
	received      uint32
}

func newEar() *ear { return &ear{streams: map[uint32]*stream{}} }

// expect names the payload types that were negotiated: anything else is no media.
func (e *ear) expect(payloads ...uint8) {
	var known [128]bool
	for _, p := range payloads {
		known[p&0x7F] = true
	}
	e.mu.Lock()
	e.payloads = &known
	e.mu.Unlock()
}

func (e *ear) dtls(at time.Time) {
	e.mu.Lock()
	if e.firstDTLS.IsZero() {
		e.firstDTLS = at
	}
	e.mu.Unlock()
}

func (e *ear) conflict() {
	e.mu.Lock()
	e.conflicts++
	e.mu.Unlock()
}

func (e *ear) pickUp(at time.Time) {
	e.mu.Lock()
	e.picked = at
	e.mu.Unlock()
}

// loses decides whether the phone's network loses the next packet of media.
func (e *ear) loses() bool {
	percent := e.loss.Load()
	if percent == 0 || percent < 100 && rand.Int32N(100) >= percent {
		return false
	}
	e.mu.Lock()
	e.dropped++
	e.mu.Unlock()
	return true
}

// lastAt is when the business was last heard, zero if never.
func (e *ear) lastAt() time.Time {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.last
}

func (e *ear) media(at time.Time, b []byte) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.bytes += int64(len(b))
	if kind := b[1]; kind >= 192 && kind <= 223 { // RTCP on the same port (RFC 5761)
		e.rtcp++
		// Reports keep a silent call alive, but not one that sends nothing but a codec nobody agreed on: such calls are seen to
		// end 20 s after their start.
		if e.foreign == 0 || e.packets > e.foreign {
			e.last = at
		}
		return
	}
	e.packets++
	ssrc, seq := binary.BigEndian.Uint32(b[8:]), binary.BigEndian.Uint16(b[2:])
	e.follow(ssrc, seq)
	if e.payloads != nil && !e.payloads[b[1]&0x7F] {
		e.foreign++
		return
	}
	e.last = at
	if e.first.IsZero() {
		e.first = at
	}
	if e.picked.IsZero() {
		e.early++
	}
}

func (e *ear) follow(ssrc uint32, seq uint16) {
	s := e.streams[ssrc]
	if s == nil {
		// Nobody needs more than a count of the excess, and a flood of SSRCs must not eat memory.
		if len(e.streams) < 64 {
			e.streams[ssrc] = &stream{base: uint32(seq), highest: uint32(seq), received: 1}
		}
		return
	}
	s.received++
	if ahead := int16(seq - uint16(s.highest)); ahead > 0 {
		s.highest += uint32(ahead)
	}
}

// lost sums expected minus received over all streams. Duplicates can hide a loss, as in RTCP.
func (e *ear) lost() int {
	total := 0
	for _, s := range e.streams {
		if d := int64(s.highest) - int64(s.base) + 1 - int64(s.received); d > 0 {
			total += int(d)
		}
	}
	return total
}
