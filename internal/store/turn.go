package store

import (
	"context"
	"slices"
	"sync"
)

// othersBetween is how many others write after each who goes first. A batch of events takes about as long as a few of them.
const othersBetween = 4

// turns is the order in which writers get SQLite's one connection. The connection pool would pick any of those who wait,
// and while a flood of events is handled many wait; but Meta waits for the 200 of events that come in, which is due once they are
// stored. So who stores events goes first, and after each of those a few of the others, so that their work goes on too.
//
// A nil one lets everybody in at once: PostgreSQL has many connections.
type turns struct {
	mu     sync.Mutex
	busy   bool
	owed   int // how many of the others come before the next who goes first
	first  []chan struct{}
	others []chan struct{}
}

// enter waits for the turn, which ends with leave. An error, that ctx ended, gives no turn.
func (t *turns) enter(ctx context.Context, first bool) error {
	if t == nil {
		return nil
	}
	t.mu.Lock()
	if !t.busy {
		t.busy = true
		t.count(first)
		t.mu.Unlock()
		return nil
	}
	queue := &t.others
	if first {
		queue = &t.first
	}
	turn := make(chan struct{})
	*queue = append(*queue, turn)
	t.mu.Unlock()
	select {
	case <-turn:
		return nil
	case <-ctx.Done():
	}
	t.mu.Lock()
	place := slices.Index(*queue, turn)
	if place >= 0 {
		*queue = slices.Delete(*queue, place, place+1)
	}
	t.mu.Unlock()
	if place < 0 { // the turn came in the same moment
		t.leave()
	}
	return faultOf(ctx.Err())
}

// leave lets the next one in.
func (t *turns) leave() {
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	queue := &t.first
	if len(t.first) == 0 || t.owed > 0 && len(t.others) > 0 {
		queue = &t.others
	}
	if len(*queue) == 0 {
		t.busy = false
		return
	}
	turn := (*queue)[0]
	*queue = (*queue)[1:]
	t.count(queue == &t.first)
	close(turn)
}

// count notes who came in.
func (t *turns) count(first bool) {
	if first {
		t.owed = othersBetween
	} else if t.owed > 0 {
		t.owed--
	}
}
