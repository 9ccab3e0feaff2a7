package media

import (
	"sync"
	"time"
)

// clock calls tick of everything registered, every frame, from one goroutine. One timer serves all calls: a thousand
// timers of 20 ms would cost more than the work they start. It sleeps while nothing is registered.
type clock[T interface {
	comparable
	tick(now time.Time)
}] struct {
	mu     sync.Mutex
	parts  []T // replaced, never changed in place: run reads it without the lock
	wake   chan struct{}
	stopAt chan struct{}
	done   sync.WaitGroup
}

func newClock[T interface {
	comparable
	tick(now time.Time)
}]() *clock[T] {
	c := &clock[T]{wake: make(chan struct{}, 1), stopAt: make(chan struct{})}
	c.done.Go(c.run)
	return c
}

func (c *clock[T]) add(part T) {
	c.mu.Lock()
	c.parts = append(c.parts[:len(c.parts):len(c.parts)], part)
	c.mu.Unlock()
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

func (c *clock[T]) remove(part T) {
	c.mu.Lock()
	defer c.mu.Unlock()
	rest := make([]T, 0, len(c.parts))
	for _, p := range c.parts {
		if p != part {
			rest = append(rest, p)
		}
	}
	c.parts = rest
}

func (c *clock[T]) snapshot() []T {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.parts
}

func (c *clock[T]) run() {
	ticker := time.NewTicker(frame)
	defer ticker.Stop()
	for {
		select {
		case <-c.stopAt:
			return
		case now := <-ticker.C:
			parts := c.snapshot()
			for _, p := range parts {
				p.tick(now)
			}
			if len(parts) > 0 {
				continue
			}
			ticker.Stop()
			select {
			case <-c.stopAt:
				return
			case <-c.wake:
				ticker.Reset(frame)
			}
		}
	}
}

// stop ends the clock and waits for the tick under way. It must be called once, and not from a tick.
func (c *clock[T]) stop() {
	close(c.stopAt)
	c.done.Wait()
}
