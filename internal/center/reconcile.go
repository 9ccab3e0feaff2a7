package center

import (
	"context"
	"time"

	"golang.org/x/sync/errgroup"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/meta"
	"ramal/internal/org"
)

// How often the loops look, and how long things are kept.
const (
	reconcileEvery = 2 * time.Second
	tidyEvery      = 10 * time.Minute
	plansEvery     = 2 * time.Second
	settleBatch    = 200
	inboxLife      = 7 * 24 * time.Hour // Meta retries for up to 7 days (Meta: Webhooks overview, 2 Dec 2025); duplicates are known that long
	endGrace       = 10 * time.Second   // how long a terminate may be under way before it is posted again
	endPause       = time.Second        // between the first two posts of a terminate
	endLife        = 24 * time.Hour     // when a terminate that Meta never confirmed is given up: without audio the call is long over
	sendGrace      = time.Minute        // how long a message may be under way before it counts as lost
)

// Run puts right what a stop or a crash left behind, then takes calls, and keeps the outside in step with the rows until
// ctx ends.
func (c *Center) Run(ctx context.Context) error {
	c.takeOver(ctx)
	c.phase.mu.Lock()
	c.phase.ready = true
	c.phase.mu.Unlock()

	var loops errgroup.Group
	loops.Go(func() error { return c.handleInbox(ctx) })
	loops.Go(func() error { return every(ctx, reconcileEvery, c.reconcile) })
	loops.Go(func() error { return every(ctx, tidyEvery, c.tidy) })
	loops.Go(func() error { return every(ctx, mediaEvery, c.fetchMedia) })
	loops.Go(func() error { return c.runImports(ctx) })
	loops.Go(func() error { return every(ctx, plansEvery, c.watchPlans) })
	loops.Go(func() error { return every(ctx, callingLook, c.readCallings) })
	err := loops.Wait()
	c.work.drain()
	return err
}

// takeOver ends the calls whose audio this node had before it started: it is gone. Meta is told, and each is marked as
// failed with what happened.
func (c *Center) takeOver(ctx context.Context) {
	c.endAll(ctx, call.NodeLost, call.ReasonRestarted)
}

// endAll ends every call that has its audio here, and returns how many it could not end.
func (c *Center) endAll(ctx context.Context, kind call.Kind, reason string) (left int) {
	for {
		live, ended := c.live(ctx), 0
		for _, k := range live {
			e := call.Event{Kind: kind, At: c.now(), Failure: &call.Failure{Reason: reason}}
			if _, err := c.advance(ctx, k.WorkspaceID, k.ID, e); err != nil {
				c.log().Error("call not ended", "call", k.ID, "reason", reason, "error", err)
				continue
			}
			c.log().Info("call ended by the server", "call", k.ID, "state", k.State, "reason", reason)
			ended++
		}
		if ended == 0 {
			return len(live)
		}
	}
}

// reconcile looks for calls whose outside does not match their row and puts it right: a deadline passed, or an end that
// Meta has not confirmed.
func (c *Center) reconcile(ctx context.Context) {
	now := c.now()
	calls, err := c.Store.Unsettled(ctx, c.Node, now, settleBatch)
	if err != nil {
		c.backstage(ctx).Error("unsettled calls not read", "error", err)
		return
	}
	for _, k := range calls {
		switch {
		case k.State.Live() && !k.Deadline.IsZero() && !now.Before(k.Deadline):
			c.follow(ctx, k, call.Event{Kind: call.Expired, At: now})
		case k.Unsettled() && now.Sub(k.EndedAt) > endLife:
			c.follow(ctx, k, call.Event{Kind: call.CloseConfirmed, At: now})
		case k.Unsettled() && due(now.Sub(k.EndedAt)):
			c.work.start(ctx, func(ctx context.Context) { c.postEnd(ctx, k, (*meta.Client).Terminate) })
		}
	}
}

// due spreads the tries to end a call at Meta: 10, 20, 40… seconds after its end.
func due(sinceEnd time.Duration) bool {
	for at := endGrace; at <= sinceEnd; at *= 2 {
		if sinceEnd < at+reconcileEvery {
			return true
		}
	}
	return false
}

// tidy gives up what can no longer be known, and forgets what nobody needs.
func (c *Center) tidy(ctx context.Context) {
	now := c.now()
	pending, err := c.Store.PendingMessages(ctx, now.Add(-sendGrace), settleBatch)
	if err != nil {
		c.backstage(ctx).Error("pending messages not read", "error", err)
	}
	for _, k := range pending {
		c.settleMessage(ctx, k, "", &desk.Failure{Title: "The server stopped while it sent this message. It may have been sent: ask before you send it again."})
	}
	if err := c.Store.ForgetInbox(ctx, now.Add(-inboxLife)); err != nil {
		c.backstage(ctx).Error("inbox not tidied", "error", err)
	}
	if err := c.Store.DeleteInvitationsBefore(ctx, realNow().Add(-org.InvitationLife)); err != nil {
		c.backstage(ctx).Error("invitations not tidied", "error", err)
	}
	if err := c.Store.DeleteNoticesBefore(ctx, now.Add(-desk.NoticeLife)); err != nil {
		c.backstage(ctx).Error("notices not tidied", "error", err)
	}
	if err := c.tidyImports(ctx); err != nil {
		c.backstage(ctx).Error("imports not tidied", "error", err)
	}
	created, seen := c.Gate.Oldest(time.Now())
	if err := c.Store.DeleteSessionsBefore(ctx, created, seen); err != nil {
		c.backstage(ctx).Error("sessions not tidied", "error", err)
	}
	c.clearFields(ctx) // the last, because it may take a while
}

// Shutdown stops new calls, waits up to drain for the live ones to end, and hangs up the rest at Meta.
func (c *Center) Shutdown(ctx context.Context, drain time.Duration) error {
	c.phase.mu.Lock()
	c.phase.closed = true
	c.phase.mu.Unlock()

	waiting, cancel := context.WithTimeout(ctx, drain)
	defer cancel()
	for len(c.live(ctx)) > 0 && waiting.Err() == nil {
		wait(waiting, time.Second/4)
	}
	left := c.endAll(ctx, call.ShutDown, call.ReasonShutDown)
	c.work.drain()
	if left > 0 {
		return fault.New(fault.Internal, "%d calls could not be ended.", left)
	}
	return nil
}

// live lists a batch of the calls that have their audio here.
func (c *Center) live(ctx context.Context) []call.Call {
	calls, err := c.Store.Unsettled(ctx, c.Node, c.now(), settleBatch)
	if err != nil {
		c.log().Error("live calls not read", "error", err)
		return nil
	}
	here := calls[:0]
	for _, k := range calls {
		if k.State.Live() && k.Node == c.Node {
			here = append(here, k)
		}
	}
	return here
}

// every runs fn now and then until ctx ends.
func every(ctx context.Context, period time.Duration, fn func(context.Context)) error {
	for {
		fn(ctx)
		if !wait(ctx, period) {
			return nil
		}
	}
}

// wait waits, and reports false when ctx ended first.
func wait(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
