package meta

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// readsPerSecond is how often call permissions are read: Meta's reference says 5 times a second, its guide 100 (Meta: Calling
// API, Reference, 26 Jun 2026; User call permissions, 26 Jun 2026). The lower one is safe under both.
const readsPerSecond = 5

// Pace keeps the reads of call permissions of one phone number to 5 in any second. The zero value is ready; it is safe for
// concurrent use. The standard library has no limiter and meta imports nothing else; and a bucket of tokens, which is what
// the usual one is, lets up to twice the number through in its first second.
type Pace struct {
	mu   sync.Mutex
	last [readsPerSecond]time.Time // when the last reads went out or will, in a ring
	next int
}

// Crowded means that a read of call permissions would have to wait longer for its turn than its context lasts. Meta was not
// asked.
type Crowded struct {
	Wait time.Duration // until the turn
}

// Error says how long the wait would have been.
func (e *Crowded) Error() string {
	return fmt.Sprintf("meta: %d reads of call permissions a second: the next turn is in %v", readsPerSecond, e.Wait)
}

// wait returns when it is the caller's turn. It returns *Crowded at once when that is too late for ctx, and takes no turn then.
func (p *Pace) wait(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return &Unreachable{NotSent: true, Err: err}
	}
	d, ok := p.turn(ctx)
	switch {
	case !ok:
		return &Crowded{Wait: d}
	case d > 0 && !sleep(ctx, d):
		return &Unreachable{NotSent: true, Err: ctx.Err()}
	}
	return nil
}

// turn takes the next turn and returns how far it is away, and false when ctx ends before it.
func (p *Pace) turn(ctx context.Context) (time.Duration, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	at := now
	if oldest := p.last[p.next]; !oldest.IsZero() && oldest.Add(time.Second).After(now) {
		at = oldest.Add(time.Second)
	}
	d := at.Sub(now)
	if deadline, limited := ctx.Deadline(); limited && !at.Before(deadline) {
		return d, false
	}
	p.last[p.next] = at
	p.next = (p.next + 1) % len(p.last)
	return d, true
}
