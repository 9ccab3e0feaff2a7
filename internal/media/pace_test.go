package media

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestPacer(t *testing.T) {
	ms := func(n int) time.Time { return epoch.Add(time.Duration(n) * time.Millisecond) }
	type ask struct {
		at  int
		due bool
	}
	for _, c := range []struct {
		name  string
		spoke []int // milliseconds, before the first question
		asks  []ask
	}{
		{"nobody has spoken", nil, []ask{{0, true}, {20, true}, {40, true}}},
		{"a speaker has three frames of patience", []int{0}, []ask{{20, false}, {40, false}, {60, true}, {80, true}}},
		{"each word renews it", []int{0, 20, 40}, []ask{{60, false}, {80, false}, {100, true}}},
		{"early and late ticks", nil, []ask{{0, true}, {12, true}, {29, false}, {31, true}, {59, true}, {61, false}, {75, true}}},
		{"twice in a tick is once", nil, []ask{{0, true}, {0, false}, {5, false}, {10, true}}},
		{"a clock that stood still sends no burst", nil, []ask{{0, true}, {1000, true}, {1001, false}, {1020, true}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var p pacer
			for _, at := range c.spoke {
				p.spoke(ms(at))
			}
			for _, a := range c.asks {
				if got := p.due(ms(a.at)); got != a.due {
					t.Errorf("at %d ms: due %v, want %v", a.at, got, a.due)
				}
			}
		})
	}
}

// speaker is a part of the clock that fills the pauses of a timeline, as an egress does, and notes when.
type speaker struct {
	mu   sync.Mutex
	pace pacer
	sent []time.Time
}

func (s *speaker) tick(now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pace.due(now) {
		s.sent = append(s.sent, now)
	}
}

func (s *speaker) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.sent)
}

func TestClockPacesSilenceEveryFrame(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClock[*speaker]()
		defer c.stop()
		one, two := &speaker{}, &speaker{}
		c.add(one)
		c.add(two)
		time.Sleep(time.Second + time.Millisecond)
		if one.count() != 50 || two.count() != 50 {
			t.Errorf("%d and %d frames in a second, want 50", one.count(), two.count())
		}
		for i := 1; i < len(one.sent); i++ {
			if d := one.sent[i].Sub(one.sent[i-1]); d != frame {
				t.Errorf("frame %d came after %v", i, d)
			}
		}
		c.remove(one)
		time.Sleep(time.Second)
		if one.count() != 50 || two.count() != 100 {
			t.Errorf("%d and %d frames, want 50 of the one removed and 100", one.count(), two.count())
		}
	})
}

func TestClockSleepsWhileNothingIsRegistered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClock[*speaker]()
		defer c.stop()
		time.Sleep(time.Hour)
		part := &speaker{}
		c.add(part)
		time.Sleep(time.Second + time.Millisecond)
		if part.count() != 50 {
			t.Errorf("%d frames in the second after an hour of rest, want 50", part.count())
		}
		c.remove(part)
		c.remove(part)
		time.Sleep(time.Hour)
		c.add(part)
		time.Sleep(time.Second + time.Millisecond)
		if part.count() != 100 {
			t.Errorf("%d frames after a second rest, want 100", part.count())
		}
	})
}

func TestClockStopsInTheMiddleOfARest(t *testing.T) {
	synctest.Test(t, func(*testing.T) {
		c := newClock[*speaker]()
		time.Sleep(time.Second)
		c.stop() // synctest fails the test if the goroutine stays
	})
}
