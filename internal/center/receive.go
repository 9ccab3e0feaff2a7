package center

import (
	"context"
	"crypto/subtle"
	"hash/maphash"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"ramal/internal/fault"
	"ramal/internal/meta"
	"ramal/internal/org"
)

// How webhook events are worked off. Events about one call or one contact are handled one after the other, in the order
// in which they came; different ones side by side.
const (
	lanes      = 16
	laneLength = 256
	sweepEvery = time.Second
	sweepBatch = 500
	maxTries   = 8 // an event about something unknown may be early; after this many looks it is given up
)

// Handshake answers Meta's check of a webhook address (Meta: Webhooks, Create a webhook endpoint): nil when the challenge
// may be echoed, else fault.Forbidden.
func (c *Center) Handshake(ctx context.Context, account org.AccountID, mode, token string) error {
	no := fault.New(fault.Forbidden, "The verify token is not the one of this account.").On("hub.verify_token")
	a, err := c.Store.AccountByID(ctx, account)
	if err != nil {
		return no.Wrap(err)
	}
	secrets, err := c.Store.Secrets(ctx, a.ID)
	if err != nil {
		return err
	}
	if mode != "subscribe" || secrets.VerifyToken == "" || subtle.ConstantTimeCompare([]byte(token), []byte(secrets.VerifyToken)) != 1 {
		return no
	}
	return nil
}

// Receive takes a webhook POST: it checks the signature over the raw bytes, stores each event that the POST holds, and
// returns when they are safe. They are handled after that. A wrong signature is fault.Unauthenticated and keeps nothing;
// what is not JSON is fault.Invalid.
func (c *Center) Receive(ctx context.Context, account org.AccountID, signature string, raw []byte) error {
	unsigned := fault.New(fault.Unauthenticated, "The signature does not fit the body and this account's app secret.").On("X-Hub-Signature-256")
	a, err := c.Store.AccountByID(ctx, account)
	if fault.Is(err, fault.NotFound) {
		return unsigned // whoever cannot sign is not told which accounts exist
	}
	if err != nil {
		return err
	}
	secrets, err := c.Store.Secrets(ctx, a.ID)
	if err != nil {
		return err
	}
	if !meta.Verify(secrets.AppSecret, signature, raw) {
		return unsigned
	}
	envelope, err := meta.ParseEnvelope(raw)
	if err != nil {
		return fault.New(fault.Invalid, "The body is not a webhook of Meta's.").On("body").Wrap(err)
	}
	events := envelope.Events()
	now := c.now()
	for i := range events {
		events[i].Account, events[i].ReceivedAt = string(a.ID), now
	}
	kept, err := c.Store.Keep(ctx, events)
	if err != nil {
		return err
	}
	c.health.heard(a.ID, now)
	for _, e := range kept {
		c.intake.offer(e)
	}
	return nil
}

// intake is the road from the stored events to those who handle them.
type intake struct {
	once  sync.Once
	lanes [lanes]chan meta.Event
	seed  maphash.Seed
	mu    sync.Mutex
	known map[int64]struct{} // events in a lane or in hand, so that the sweep does not offer them twice
}

func (in *intake) open() {
	in.once.Do(func() {
		in.seed, in.known = maphash.MakeSeed(), map[int64]struct{}{}
		for i := range in.lanes {
			in.lanes[i] = make(chan meta.Event, laneLength)
		}
	})
}

// offer puts an event into its lane. A full lane leaves it to the sweep: it is stored. Whoever offers holds no lock while
// the event is read for its lane: webhook posts wait here.
func (in *intake) offer(e meta.Event) {
	in.open()
	if !in.enter(e) {
		return
	}
	select {
	case in.lanes[maphash.String(in.seed, subjectOf(e))%lanes] <- e:
	default:
		in.done(e)
	}
}

// enter notes that an event is on the road, and reports false for one that is already.
func (in *intake) enter(e meta.Event) bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	if _, twice := in.known[e.ID]; twice {
		return false
	}
	in.known[e.ID] = struct{}{}
	return true
}

func (in *intake) done(e meta.Event) {
	in.mu.Lock()
	defer in.mu.Unlock()
	delete(in.known, e.ID)
}

// subjectOf names what an event is about, so that events about one thing share a lane.
func subjectOf(e meta.Event) string {
	v, err := e.Decode()
	switch {
	case err != nil:
		return e.Key
	case len(v.Calls) > 0:
		return v.Calls[0].ID
	case len(v.Statuses) > 0:
		return v.Statuses[0].ID
	case len(v.Messages) > 0:
		return v.Messages[0].From + v.Messages[0].FromUserID
	}
	return e.Account // what is about the account itself
}

// handleInbox works off the stored events until ctx ends.
func (c *Center) handleInbox(ctx context.Context) error {
	c.intake.open()
	var workers errgroup.Group
	for _, lane := range c.intake.lanes {
		workers.Go(func() error {
			for {
				select {
				case <-ctx.Done():
					return nil
				case e := <-lane:
					c.handle(context.WithoutCancel(ctx), e)
					c.intake.done(e)
				}
			}
		})
	}
	workers.Go(func() error { return every(ctx, sweepEvery, c.sweep) })
	return workers.Wait()
}

// sweep offers what is stored and was not handled: left by a crash, by a full lane, or come too early.
func (c *Center) sweep(ctx context.Context) {
	events, err := c.Store.Unhandled(ctx, c.now().Add(-sweepEvery), sweepBatch)
	if err != nil {
		c.backstage(ctx).Error("inbox not read", "error", err)
		return
	}
	for _, e := range events {
		c.intake.offer(e)
	}
}

// handle takes one event into the system and writes down what became of it. What it changes and that it is handled are one
// transaction: a crash before its end leaves the event to be handled, one after it leaves nothing to do.
func (c *Center) handle(ctx context.Context, e meta.Event) {
	err := c.insist(ctx, func(ctx context.Context) error {
		if err := c.take(ctx, e); err != nil {
			return err
		}
		return c.Store.Settle(ctx, e.ID, "")
	})
	switch {
	case err == nil:
	case (fault.Is(err, fault.NotFound) || fault.Is(err, fault.Conflict)) && e.Attempts+1 < maxTries,
		fault.Is(err, fault.Unavailable): // early, in a race with another event, or the database was away
		err = c.Store.Retry(ctx, e.ID, err.Error())
	default:
		c.log().Warn("webhook event given up", "event", e.ID, "field", e.Field, "error", err)
		err = c.Store.Settle(ctx, e.ID, err.Error())
	}
	if err != nil {
		c.backstage(ctx).Error("state of a webhook event not stored", "event", e.ID, "error", err)
	}
}
