package media

import (
	"testing"
	"time"
)

func TestWatch(t *testing.T) {
	const never = -1
	type check struct {
		heard, at int // seconds; the gate opens at 100
		lost      bool
		limit     time.Duration
	}
	for _, c := range []struct {
		name   string
		closed bool // the gate
		checks []check
	}{
		{"before the gate opens nobody owes us sound", true, []check{{never, 1000, false, 0}, {50, 1000, false, 0}}},
		{"nothing at the start", false, []check{{never, 119, false, 0}, {never, 120, true, StartLimit}}},
		{"what came before the gate does not count", false, []check{{99, 119, false, 0}, {99, 120, true, StartLimit}}},
		{"it is said once", false, []check{{never, 120, true, StartLimit}, {never, 121, false, 0}, {never, 500, false, 0}}},
		{"silence in mid-call", false, []check{{110, 139, false, 0}, {110, 140, true, QuietLimit}, {110, 141, false, 0}}},
		{"sound that comes back and goes again", false, []check{
			{110, 140, true, QuietLimit}, {145, 146, false, 0}, {145, 174, false, 0}, {145, 175, true, QuietLimit},
		}},
		{"a call with sound", false, []check{{119, 120, false, 0}, {200, 201, false, 0}, {300, 329, false, 0}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			at := func(s int) time.Time {
				if s == never {
					return time.Time{}
				}
				return epoch.Add(time.Duration(s) * time.Second)
			}
			var w watch
			if !c.closed {
				w.arm(at(100))
				w.arm(at(119)) // opening it again does not renew the patience
			}
			for _, k := range c.checks {
				if limit, lost := w.check(at(k.heard), at(k.at)); lost != k.lost || limit != k.limit {
					t.Errorf("at %d s, heard at %d: lost %v after %v, want %v after %v", k.at, k.heard, lost, limit, k.lost, k.limit)
				}
			}
		})
	}
}

func TestWatchHearsAPickUpThatNobodyTold(t *testing.T) {
	at := func(ms int) time.Time { return epoch.Add(time.Duration(ms) * time.Millisecond) }
	talk := func(frames int64, from, until int) hearing {
		return hearing{frames: frames, from: at(from), until: at(until)}
	}
	for _, c := range []struct {
		name  string
		armed bool
		heard hearing
		now   int
		want  bool
	}{
		{"three seconds of speech", false, talk(150, 0, 3000), 3000, true},
		{"not three seconds yet", false, talk(140, 0, 2990), 2990, false},
		{"a few stray frames", false, talk(someFrames-1, 0, 3000), 3000, false},
		{"it stopped", false, talk(60, 0, 1200), 3000, false},
		{"nothing", false, hearing{}, 3000, false},
		{"the gate is open", true, talk(150, 0, 3000), 3000, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			var w watch
			if c.armed {
				w.arm(at(1))
			}
			if got := w.speaks(c.heard, at(c.now)); got != c.want {
				t.Errorf("speaks %v, want %v", got, c.want)
			}
			if w.speaks(c.heard, at(c.now)) {
				t.Error("it was said twice")
			}
		})
	}
}

func TestWatchGivesAFarewellTime(t *testing.T) {
	var w watch
	if w.departed(epoch.Add(time.Hour)) {
		t.Error("nobody left, and it is reported")
	}
	w.leave(epoch)
	for _, c := range []struct {
		after time.Duration
		want  bool
	}{{LeaveGrace - time.Millisecond, false}, {LeaveGrace, true}, {time.Hour, false}} {
		if got := w.departed(epoch.Add(c.after)); got != c.want {
			t.Errorf("after %v: %v, want %v", c.after, got, c.want)
		}
	}
}
