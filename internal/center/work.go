package center

import (
	"context"
	"errors"
	"sync"
	"time"

	"ramal/internal/fault"
)

// work is what goes on beside requests: Graph posts that nobody waits for. It lets a shutdown wait for them.
type work struct {
	mu   sync.Mutex
	busy sync.WaitGroup
	done bool
	quit chan struct{} // closed by drain; made by whoever comes first
}

// outside is the longest that one step outside may take.
const outside = 15 * time.Second

// start runs fn beside the caller, with a context that outlives the caller's request. After drain it runs nothing:
// reconciliation finds at the next start what was left.
func (w *work) start(ctx context.Context, fn func(ctx context.Context)) {
	w.startWithin(ctx, outside, fn)
}

// startWithin is start for what may take longer, or has to take less.
func (w *work) startWithin(ctx context.Context, limit time.Duration, fn func(ctx context.Context)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.done {
		return
	}
	w.busy.Go(func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), limit)
		defer cancel()
		fn(ctx)
	})
}

// drain waits for what runs and lets nothing new start.
func (w *work) drain() {
	quit := w.quitting()
	w.mu.Lock()
	if !w.done {
		w.done = true
		close(quit)
	}
	w.mu.Unlock()
	w.busy.Wait()
}

func (w *work) quitting() chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.quit == nil {
		w.quit = make(chan struct{})
	}
	return w.quit
}

// pause waits, and reports false at once where nothing is to be tried again: ctx ended, or drain waits for what runs.
func (w *work) pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
	case <-w.quitting():
	}
	return false
}

// afterKey is where a transaction keeps what waits for its commit.
type afterKey struct{}

type after struct{ fns []func(ctx context.Context) }

// atomically is Store.Atomically, and runs after the commit what the transaction asked for with later.
func (c *Center) atomically(ctx context.Context, fn func(ctx context.Context) error) error {
	if _, nested := ctx.Value(afterKey{}).(*after); nested {
		return c.Store.Atomically(ctx, fn)
	}
	list := &after{}
	if err := c.Store.Atomically(context.WithValue(ctx, afterKey{}, list), fn); err != nil {
		return err
	}
	for _, f := range list.fns {
		f(ctx)
	}
	return nil
}

// raceTries is how often a lost race is run again. Each loss means that somebody else got on.
const raceTries = 10

// insist is atomically for what reads in the transaction whatever it changes: where somebody else came first, fn is run again on what is
// there now, and must leave nothing behind of the time before. A version that a person has in view, fn compares itself. Within a transaction it is for its beginner to try again.
func (c *Center) insist(ctx context.Context, fn func(ctx context.Context) error) error {
	_, nested := ctx.Value(afterKey{}).(*after)
	for try := 1; ; try++ {
		err := c.atomically(ctx, fn)
		if !raced(err) || nested || try == raceTries {
			return err
		}
	}
}

// raced reports that somebody else was first: what was read has changed, what was to be made is there, or two waited for each other. A
// refusal that has a reason of its own, or a field, is none.
func raced(err error) bool {
	var f *fault.Error
	return errors.As(err, &f) && f.Code == fault.Conflict && f.Field == "" && (f.Reason == "" || f.Reason == "exists")
}

// later runs fn after the commit of ctx's transaction, at once where there is none: neither announcements nor effects may
// be ahead of the facts. fn gets a context that is not of the transaction.
func (c *Center) later(ctx context.Context, fn func(ctx context.Context)) {
	if list, ok := ctx.Value(afterKey{}).(*after); ok {
		list.fns = append(list.fns, fn)
		return
	}
	fn(ctx)
}
