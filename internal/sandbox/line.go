package sandbox

import (
	"time"

	"ramal/internal/meta"
)

// Limits of Meta's "User call permissions" page for production numbers.
const (
	permissionLife = 7 * 24 * time.Hour
	requestLife    = 7 * 24 * time.Hour
	day            = 24 * time.Hour
	week           = 7 * 24 * time.Hour
	callsPerDay    = 100 // of test numbers too
	serviceWindow  = 24 * time.Hour
)

// pairLimits are those of a pair that a test number has more of.
type pairLimits struct {
	requestsPerDay, requestsPerWeek   int
	unansweredNudge, unansweredRevoke int
}

// limits are those of Meta's pages "User call permissions" and, for test numbers, "Sandbox" (Oct 2025).
func (w *world) limits() pairLimits {
	if w.Account.TestNumber {
		return pairLimits{requestsPerDay: 25, requestsPerWeek: 100, unansweredNudge: 5, unansweredRevoke: 10}
	}
	return pairLimits{requestsPerDay: 1, requestsPerWeek: 2, unansweredNudge: 2, unansweredRevoke: 4}
}

// line is what Meta remembers about one business number and one user. Times are unix seconds.
type line struct {
	Permission meta.PermissionStatus `json:"permission"`
	Expires    int64                 `json:"expires,omitempty"`
	Declined   bool                  `json:"declined,omitempty"` // the last word was no; only the phone shows it
	Unanswered int                   `json:"unanswered"`         // business calls in a row
	Requests   []int64               `json:"requests,omitempty"`
	Connected  []int64               `json:"connected,omitempty"` // picked-up business calls
	WindowEnds int64                 `json:"window_ends,omitempty"`
}

// permission is the state now: a temporary one ends by itself, and nobody is told.
func (l *line) permission(now time.Time) meta.PermissionStatus {
	switch {
	case l.Permission == meta.PermanentPermission:
		return meta.PermanentPermission
	case l.Permission == meta.TemporaryPermission && now.Unix() < l.Expires:
		return meta.TemporaryPermission
	}
	return meta.NoPermission
}

func (l *line) grant(permanent bool, now time.Time) {
	l.Permission, l.Expires, l.Declined = meta.PermanentPermission, 0, false
	if !permanent {
		l.Permission, l.Expires = meta.TemporaryPermission, now.Add(permissionLife).Unix()
	}
	l.Unanswered = 0
}

func (l *line) revoke() {
	l.Permission, l.Expires, l.Declined = meta.NoPermission, 0, true
}

// connected is a picked-up call of either direction: it resets what was counted against the pair.
func (l *line) connected(d meta.Direction, now time.Time) {
	l.Requests, l.Unanswered = nil, 0
	if d == meta.BusinessInitiated {
		l.Connected = append(within(l.Connected, day, now), now.Unix())
	}
	l.touch(now)
}

// touch opens the customer service window for 24 hours. The window of a magic user is never shut by it.
func (l *line) touch(now time.Time) { l.WindowEnds = max(l.WindowEnds, now.Add(serviceWindow).Unix()) }

func (l *line) windowOpen(now time.Time) bool { return now.Unix() < l.WindowEnds }

// within keeps the moments of the last d.
func within(at []int64, d time.Duration, now time.Time) []int64 {
	since := now.Add(-d).Unix()
	kept := make([]int64, 0, len(at))
	for _, t := range at {
		if t > since {
			kept = append(kept, t)
		}
	}
	return kept
}

// usage is one limit and how much of it is used. Free is when the next one is possible, if it is exhausted.
type usage struct {
	Period  string
	Max     int
	Current int
	Free    int64
}

func measure(period string, d time.Duration, most int, at []int64, now time.Time) usage {
	kept := within(at, d, now)
	u := usage{Period: period, Max: most, Current: len(kept)}
	if len(kept) >= most {
		u.Free = kept[len(kept)-most] + int64(d.Seconds())
	}
	return u
}

func (l *line) requestUsage(now time.Time, most pairLimits) []usage {
	return []usage{
		measure("PT24H", day, most.requestsPerDay, l.Requests, now),
		measure("P7D", week, most.requestsPerWeek, l.Requests, now),
	}
}

func (l *line) callUsage(now time.Time) usage {
	return measure("PT24H", day, callsPerDay, l.Connected, now)
}

func exhausted(limits ...usage) bool {
	for _, u := range limits {
		if u.Current >= u.Max {
			return true
		}
	}
	return false
}
