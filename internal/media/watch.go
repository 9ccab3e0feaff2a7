package media

import "time"

// watch notices that Meta's side has gone quiet. It is armed by the gate: before, nobody owes us media. The zero value is
// not armed.
type watch struct {
	armed  time.Time
	lost   bool      // reported, until something is heard again
	left   time.Time // Meta closed its leg
	gone   bool      // reported
	spoken bool      // reported
}

// arm starts the watch; only the first time counts.
func (w *watch) arm(now time.Time) {
	if w.armed.IsZero() {
		w.armed = now
	}
}

// check reports, once per silence, that nothing was heard for too long. heard is when the last RTP or RTCP came, zero if never.
func (w *watch) check(heard, now time.Time) (limit time.Duration, lost bool) {
	if w.armed.IsZero() {
		return 0, false
	}
	since, limit := heard, QuietLimit
	if !heard.After(w.armed) {
		since, limit = w.armed, StartLimit
	}
	if now.Sub(since) < limit {
		w.lost = false
		return 0, false
	}
	if w.lost {
		return 0, false
	}
	w.lost = true
	return limit, true
}

// Of speech: how much is no stray packet, and how long a pause may be in it. A frame is 20 ms.
const (
	fewFrames   = 10
	someFrames  = 50
	speechPause = time.Second
)

// speaks reports, once, that somebody at Meta's side has been talking for SpeakGrace, though the watch was never armed: who
// talks has picked up.
func (w *watch) speaks(h hearing, now time.Time) bool {
	if w.spoken || !w.armed.IsZero() || h.frames < someFrames || now.Sub(h.from) < SpeakGrace || now.Sub(h.until) > speechPause {
		return false
	}
	w.spoken = true
	return true
}

// leave notes that Meta closed its leg.
func (w *watch) leave(now time.Time) { w.left = now }

// departed reports, once, that Meta's leg has been closed for LeaveGrace.
func (w *watch) departed(now time.Time) bool {
	if w.gone || w.left.IsZero() || now.Sub(w.left) < LeaveGrace {
		return false
	}
	w.gone = true
	return true
}

// hearing is what was heard of Meta's leg so far.
type hearing struct {
	frames int64     // of speech
	from   time.Time // the first of them; zero while there are too few to mean anything
	until  time.Time // the last RTP or RTCP
}
