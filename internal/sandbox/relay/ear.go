package relay

import (
	"encoding/binary"
	"sync"
	"time"
)

// ear counts what the business sends on one leg.
type ear struct {
	mu        sync.Mutex
	picked    time.Time
	firstDTLS time.Time
	first     time.Time // first RTP
	last      time.Time // last RTP or RTCP
	streams   map[uint32]*stream
	packets   int
	early     int
	rtcp      int
	bytes     int64
	conflicts int
}

// stream follows the sequence numbers of one SSRC (RFC 3550, appendix A.1, without its probation).
type stream struct {
	base, highest uint32
	received      uint32
}

func newEar() *ear { return &ear{streams: map[uint32]*stream{}} }

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

// lastAt is when the business was last heard, zero if never.
func (e *ear) lastAt() time.Time {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.last
}

func (e *ear) media(at time.Time, b []byte) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.last = at
	e.bytes += int64(len(b))
	if kind := b[1]; kind >= 192 && kind <= 223 { // RTCP on the same port (RFC 5761)
		e.rtcp++
		return
	}
	if e.first.IsZero() {
		e.first = at
	}
	if e.picked.IsZero() {
		e.early++
	}
	e.packets++
	ssrc, seq := binary.BigEndian.Uint32(b[8:]), binary.BigEndian.Uint16(b[2:])
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
