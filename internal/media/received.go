package media

import (
	"sync"
	"time"

	"github.com/pion/rtcp"
)

// received counts the RTP of one leg as RFC 3550 appendix A does, for the reports we send and the quality we show. A
// sender that changes its SSRC starts a new count of sequence numbers; totals go on.
type received struct {
	mu      sync.Mutex
	begun   bool
	ssrc    uint32
	first   int64 // extended sequence number of the SSRC's first packet
	highest int64 // the highest seen
	packets uint64
	earlier struct{ packets, expected uint64 } // of SSRCs before this one
	current uint64                             // packets of this SSRC

	jitter  float64 // in timestamp units
	transit int64

	lastExpected, lastPackets uint64 // at the report before
	fraction                  uint8  // lost in the latest interval, of 256

	senderReport uint32 // middle bits of the latest sender report's NTP time
	senderAt     time.Time
}

func (r *received) packet(ssrc uint32, seq uint16, ts uint32, now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	arrival := ticks(time.Duration(now.UnixNano()))
	if !r.begun || ssrc != r.ssrc {
		r.restart(ssrc, seq)
		r.transit = arrival - int64(ts)
	}
	r.highest = max(r.highest, r.highest+int64(int16(seq-uint16(r.highest))))
	r.packets++
	r.current++
	transit := arrival - int64(ts)
	d := int64(int32(transit - r.transit)) // the difference wraps with the timestamp
	r.transit = transit
	r.jitter += (float64(max(d, -d)) - r.jitter) / 16
}

func (r *received) restart(ssrc uint32, seq uint16) {
	if r.begun {
		r.earlier.packets += r.current
		r.earlier.expected += uint64(r.highest - r.first + 1)
	}
	r.begun, r.ssrc, r.current = true, ssrc, 0
	r.first, r.highest = int64(seq), int64(seq)
	r.senderAt, r.senderReport = time.Time{}, 0
}

// report notes a sender report, which our next block refers to for the sender's round-trip time.
func (r *received) report(sr *rtcp.SenderReport, now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.senderReport, r.senderAt = uint32(sr.NTPTime>>16), now
}

func (r *received) expected() uint64 {
	if !r.begun {
		return 0
	}
	return r.earlier.expected + uint64(r.highest-r.first+1)
}

func (r *received) lost() uint64 {
	if e := r.expected(); e > r.packets {
		return e - r.packets
	}
	return 0 // duplicates may outnumber losses
}

// block returns the reception report for our next RTCP packet and begins a new interval. ok is false before the first packet.
func (r *received) block(now time.Time) (block rtcp.ReceptionReport, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.begun {
		return block, false
	}
	expected := r.expected() - r.lastExpected
	packets := r.packets - r.lastPackets
	r.lastExpected, r.lastPackets = r.expected(), r.packets
	r.fraction = 0
	if expected > packets {
		r.fraction = uint8(min(255, (expected-packets)*256/expected))
	}
	block = rtcp.ReceptionReport{
		SSRC:               r.ssrc,
		FractionLost:       r.fraction,
		TotalLost:          uint32(min(r.lost(), 1<<23-1)),
		LastSequenceNumber: uint32(r.highest),
		Jitter:             uint32(r.jitter),
	}
	if !r.senderAt.IsZero() {
		block.LastSenderReport = r.senderReport
		block.Delay = uint32(now.Sub(r.senderAt) * 65536 / time.Second)
	}
	return block, true
}

func (r *received) flow() Flow {
	r.mu.Lock()
	defer r.mu.Unlock()
	return Flow{
		Packets:  r.packets,
		Lost:     r.lost(),
		Fraction: float64(r.fraction) / 256,
		Jitter:   duration(r.jitter),
	}
}

func duration(rtp float64) time.Duration {
	return time.Duration(rtp * float64(time.Second) / clockRate)
}

// ntp is t as RTCP writes it: seconds since 1900 in the upper half, their fraction in the lower.
func ntp(t time.Time) uint64 {
	const epochs = 2208988800 // seconds from 1900 to 1970
	ns := uint64(t.UnixNano())
	sec, frac := ns/1e9, ns%1e9
	return (sec+epochs)<<32 | frac<<32/1e9
}
