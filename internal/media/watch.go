package media

import "time"

// watch notices that Meta's side has gone quiet. It is armed by the gate: before, nobody owes us media. The zero value is
// not armed.
type watch struct {
	armed time.Time
	lost  bool // reported, until something is heard again
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
