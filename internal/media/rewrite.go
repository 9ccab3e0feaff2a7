package media

import (
	"math/rand/v2"
	"time"
)

const (
	clockRate  = 48000                 // Opus in RTP, always (RFC 7587)
	frame      = 20 * time.Millisecond // one packet of sound
	frameTicks = clockRate / 50        // its length in RTP time

	maxReorder = 100  // an older number than this is a source that started over, not a late packet
	maxDropout = 3000 // RFC 3550 MAX_DROPOUT: a further jump ahead is no loss
	maxLeap    = 2 * clockRate
)

// timeline numbers one outgoing RTP stream whatever feeds it: sources that replace each other, silence, pauses. Its
// sequence numbers have no gap but the losses of the source, and its timestamps follow the wall clock over each change.
//
// A stretch is a run of packets from one source that are shifted by the same amounts. It is not safe for concurrent use.
type timeline struct {
	begun bool
	seq   uint16    // the highest sequence number given out
	ts    uint32    // the timestamp that goes with it
	at    time.Time // when that timestamp is due on the wall clock

	open     bool   // a stretch is running
	source   uint64 // who feeds it
	shiftSeq uint16
	shiftTS  uint32
	span     int // sequence numbers from the stretch's first packet to seq: what came before it cannot be placed any more
}

// newTimeline starts at random places, as RFC 3550 5.1 asks. The lower half of the numbers keeps the first wrap, where
// SRTP implementations are weakest when packets are lost, away from the first packets.
func newTimeline() timeline {
	return timeline{seq: uint16(rand.UintN(1 << 15)), ts: rand.Uint32()}
}

// place returns the number and timestamp of a source's packet, and whether a stretch begins with it. ok is false for a
// packet that came too late to have a place.
func (t *timeline) place(source uint64, seq uint16, ts uint32, now time.Time) (outSeq uint16, outTS uint32, first, ok bool) {
	if !t.open || source != t.source {
		return t.begin(source, seq, ts, now)
	}
	outSeq, outTS = seq+t.shiftSeq, ts+t.shiftTS
	ahead := int(int16(outSeq - t.seq))
	switch {
	case ahead > maxDropout || ahead < -maxReorder:
		return t.begin(source, seq, ts, now)
	case ahead <= 0:
		return outSeq, outTS, false, ahead != 0 && -ahead < t.span
	}
	leap := int64(int32(outTS - t.ts))
	if leap <= 0 || leap > ticks(now.Sub(t.at))+maxLeap {
		return t.begin(source, seq, ts, now)
	}
	t.seq, t.ts, t.at = outSeq, outTS, now
	t.span = min(t.span+ahead, 2*maxReorder)
	return outSeq, outTS, false, true
}

// begin starts a stretch right behind what was sent last.
func (t *timeline) begin(source uint64, seq uint16, ts uint32, now time.Time) (outSeq uint16, outTS uint32, first, ok bool) {
	outSeq, outTS = t.next(now)
	t.at = now
	t.open, t.source, t.span = true, source, 1
	t.shiftSeq, t.shiftTS = outSeq-seq, outTS-ts
	return outSeq, outTS, true, true
}

// silence returns the number and timestamp of a frame of ours, and ends the stretch.
func (t *timeline) silence(now time.Time) (seq uint16, ts uint32) {
	t.open = false
	return t.next(now)
}

// skip takes a packet of the running stretch out without leaving a hole that would look like loss.
func (t *timeline) skip(source uint64, seq uint16) {
	if t.open && source == t.source && seq+t.shiftSeq == t.seq+1 {
		t.shiftSeq--
	}
}

// cut ends the stretch: the next packet begins another, wherever its source's numbers are by then.
func (t *timeline) cut() { t.open = false }

// next moves on by one packet and by the frames that went by on the wall clock, at least one. at moves by whole frames,
// so that the lateness of one tick does not add up over thousands.
func (t *timeline) next(now time.Time) (uint16, uint32) {
	if !t.begun {
		t.begun, t.at = true, now
		return t.seq, t.ts
	}
	frames := max(1, int64((now.Sub(t.at)+frame/2)/frame))
	t.seq++
	t.ts += uint32(frames * frameTicks)
	t.at = t.at.Add(time.Duration(frames) * frame)
	return t.seq, t.ts
}

func ticks(d time.Duration) int64 { return int64(d) * clockRate / int64(time.Second) }
