package sandbox

import (
	"container/heap"
	"sync"
	"time"
)

// Clock is the time that the rules follow. It runs with the wall clock and can be moved forward; timers that fall into a
// move fire in their order, each at its own time, before the move returns.
type Clock struct {
	run sync.Mutex // one timer at a time, in order

	mu     sync.Mutex
	wall   func() time.Time
	offset time.Duration
	timers timerHeap
	serial uint64
	wake   chan struct{}
	stop   chan struct{}
	done   chan struct{}
}

type clockTimer struct {
	at     time.Time
	serial uint64
	fire   func()
}

// NewClock is a clock that runs with the wall clock.
func NewClock() *Clock {
	return &Clock{wall: time.Now}
}

// NewStoppedClock is a clock that stands at a moment until it is moved: time for tests.
func NewStoppedClock(at time.Time) *Clock {
	return &Clock{wall: func() time.Time { return at }}
}

// Now is the sandbox's time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.wall().Add(c.offset)
}

// After calls fire once d has passed, from a goroutine of the clock or of whoever moves it. It never calls it at once, so
// it may be used under a lock.
func (c *Clock) After(d time.Duration, fire func()) {
	c.mu.Lock()
	c.serial++
	heap.Push(&c.timers, clockTimer{at: c.wall().Add(c.offset + d), serial: c.serial, fire: fire})
	wake := c.wake
	c.mu.Unlock()
	select {
	case wake <- struct{}{}:
	default:
	}
}

// Advance moves the clock forward by d and returns when all timers on the way have fired.
func (c *Clock) Advance(d time.Duration) {
	c.moveTo(c.Now().Add(d))
}

func (c *Clock) moveTo(to time.Time) {
	c.run.Lock()
	defer c.run.Unlock()
	for {
		c.mu.Lock()
		now := c.wall().Add(c.offset)
		if len(c.timers) == 0 || c.timers[0].at.After(to) {
			if to.After(now) {
				c.offset += to.Sub(now)
			}
			c.mu.Unlock()
			break
		}
		t := heap.Pop(&c.timers).(clockTimer)
		if t.at.After(now) {
			c.offset += t.at.Sub(now)
		}
		c.mu.Unlock()
		t.fire()
	}
	c.nudge()
}

// start lets timers fire as the wall clock reaches them; close ends it.
func (c *Clock) start() {
	c.mu.Lock()
	c.wake, c.stop, c.done = make(chan struct{}, 1), make(chan struct{}), make(chan struct{})
	c.mu.Unlock()
	go c.loop()
}

func (c *Clock) close() {
	close(c.stop)
	<-c.done
}

func (c *Clock) nudge() {
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

func (c *Clock) loop() {
	defer close(c.done)
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for {
		c.mu.Lock()
		wait := time.Hour
		if len(c.timers) > 0 {
			wait = c.timers[0].at.Sub(c.wall().Add(c.offset))
		}
		c.mu.Unlock()
		if wait <= 0 {
			c.moveTo(c.Now())
			continue
		}
		timer.Reset(wait)
		select {
		case <-c.stop:
			return
		case <-c.wake:
		case <-timer.C:
		}
	}
}

type timerHeap []clockTimer

func (h timerHeap) Len() int { return len(h) }
func (h timerHeap) Less(i, j int) bool {
	if h[i].at.Equal(h[j].at) {
		return h[i].serial < h[j].serial
	}
	return h[i].at.Before(h[j].at)
}
func (h timerHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *timerHeap) Push(x any)   { *h = append(*h, x.(clockTimer)) }
func (h *timerHeap) Pop() any {
	old := *h
	last := len(old) - 1
	t := old[last]
	old[last] = clockTimer{}
	*h = old[:last]
	return t
}

// moved is how far the clock is ahead of the wall clock.
func (c *Clock) moved() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.offset
}
