package media

import "time"

// awayAfter is how long a speaker may pause before silence is spoken for them: three frames, so that ordinary jitter
// does not put silence between two words.
const awayAfter = 3 * frame

// pacer says when a frame of silence is due. It is asked at every tick of the clock and does not need exact ticks: a frame
// that is due within half a frame is due now. The zero value is due at once.
type pacer struct {
	next time.Time
}

// spoke notes that a source's packet was sent.
func (p *pacer) spoke(now time.Time) { p.next = now.Add(awayAfter) }

// due reports whether a frame of silence goes out now, and counts on it being sent.
func (p *pacer) due(now time.Time) bool {
	if now.Before(p.next.Add(-frame / 2)) {
		return false
	}
	p.next = p.next.Add(frame)
	if now.Sub(p.next) > 0 { // a late tick, or the first: the frames missed are jumped over, not sent in a burst
		p.next = now.Add(frame)
	}
	return true
}
