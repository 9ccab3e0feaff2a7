package sandbox

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

func TestAMoveFiresTimersInOrderEachAtItsOwnTime(t *testing.T) {
	c := NewStoppedClock(start)
	var at []time.Duration
	note := func() { at = append(at, c.Now().Sub(start)) }
	c.After(3*time.Second, note)
	c.After(time.Second, func() {
		note()
		c.After(time.Second, note) // made on the way, due on the way
	})
	c.After(time.Hour, note)
	c.Advance(10 * time.Second)
	if want := []time.Duration{time.Second, 2 * time.Second, 3 * time.Second}; !slices.Equal(at, want) {
		t.Errorf("fired at %v, want %v", at, want)
	}
	if got := c.Now().Sub(start); got != 10*time.Second {
		t.Errorf("clock stands at %v", got)
	}
	if c.moved() != 10*time.Second {
		t.Errorf("moved %v", c.moved())
	}
}

func TestTimersOfTheSameMomentFireInTheOrderInWhichTheyWereMade(t *testing.T) {
	c := NewStoppedClock(start)
	var order []int
	for i := range 20 {
		c.After(time.Second, func() { order = append(order, i) })
	}
	c.Advance(time.Second)
	if len(order) != 20 || !slices.IsSorted(order) {
		t.Errorf("order %v", order)
	}
}

func TestARunningClockFiresWhenTheWallClockGetsThere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := NewClock()
		c.start()
		defer c.close()
		begin := c.Now()
		fired := make(chan time.Duration, 2)
		c.After(90*time.Minute, func() { fired <- c.Now().Sub(begin) })
		c.After(time.Minute, func() { fired <- c.Now().Sub(begin) })
		if d := <-fired; d != time.Minute {
			t.Errorf("first after %v", d)
		}
		if d := <-fired; d != 90*time.Minute {
			t.Errorf("second after %v", d)
		}
	})
}

func TestAMoveShortensTheWaitOfARunningClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := NewClock()
		c.start()
		defer c.close()
		wall := time.Now()
		fired := make(chan time.Duration, 1)
		c.After(2*time.Hour, func() { fired <- time.Since(wall) })
		c.Advance(time.Hour)
		if d := <-fired; d != time.Hour {
			t.Errorf("fired after %v of wall time, want the hour that was left", d)
		}
	})
}
