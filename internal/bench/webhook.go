package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"ramal/internal/desk"
	"ramal/internal/meta"
	"ramal/internal/sandbox/relay"
	"ramal/internal/store"
)

var webhookFigure = figure{
	name:  "webhook",
	title: "webhook to the operators' screens, at 50 calls a second",
	method: "A server process with SQLite on disk; signed webhooks are posted at an even 50 a second whatever the answers do, each about another " +
		"call, while ten websockets of signed-in operators listen. The time is from before the POST is sent until the call's change has " +
		"arrived, for each websocket: signature, storing, the move of the call, the bus and HTTP are all in it. Measured for RINGING " +
		"of outbound calls and for the connect of inbound ones, which also makes the service and the call. Inbound calls do not ring " +
		"at operators yet: what arrives is the change that will.",
	run: measureWebhooks,
}

const (
	webhookEvery  = 20 * time.Millisecond // 50 a second
	webhookScreen = 10
	webhookLimit  = 10 * time.Second // for the last changes to arrive
)

func measureWebhooks(ctx context.Context, l *lab) ([]measure, error) {
	meta, err := openDoor()
	if err != nil {
		return nil, err
	}
	defer meta.close()
	each := pick(l, 50, 1000)
	w, err := l.makeWorld(ctx, "", meta.url(), func(ctx context.Context, w *world, db *store.DB) error {
		if err := w.meet(ctx, db, 2*each); err != nil {
			return err
		}
		return w.dial(ctx, db, w.contacts[:each])
	})
	if err != nil {
		return nil, err
	}
	s, err := l.serve(ctx, w.data, "")
	if err != nil {
		return nil, err
	}
	all, err := screens(ctx, w, s, each)
	return all, errors.Join(err, s.kill()) // in order it would first end two thousand calls
}

// screens runs both parts, and takes each of their bodies from the world.
func screens(ctx context.Context, w *world, s *server, each int) ([]measure, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	somebody, err := signIn(ctx, s)
	if err != nil {
		return nil, err
	}
	watch := newWatch()
	for range webhookScreen {
		if err := somebody.listen(ctx, watch.heard); err != nil {
			return nil, err
		}
	}
	offer, err := anOffer()
	if err != nil {
		return nil, err
	}
	p := newPoster(w.hook(s), 64)
	defer p.close()
	var all []measure
	for _, part := range []struct {
		what string
		body func(i int) (desk.ContactID, []byte, error)
	}{
		{"RINGING of an outbound call", func(i int) (desk.ContactID, []byte, error) {
			raw, err := statusOf(w.calls[i], w.contacts[i].WaID, meta.CallRinging)
			return w.contacts[i].ID, raw, err
		}},
		{"connect of an inbound call", func(i int) (desk.ContactID, []byte, error) {
			c := w.contacts[each+i]
			raw, err := inboundCall("wacid.in."+newID(), c.WaID, offer)
			return c.ID, raw, err
		}},
	} {
		arrived, stored, err := watch.run(ctx, p, each, part.body)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", part.what, err)
		}
		all = append(
			all,
			plain(part.what+", p50", arrived.ms(0.50), "ms"),
			below(part.what+", p99", arrived.ms(0.99), 50, "ms"),
			plain(part.what+", the answer 200, p99", stored.ms(0.99), "ms"),
		)
	}
	return all, nil
}

// watch knows which changes are awaited, and since when.
type watch struct {
	mu      sync.Mutex
	sent    map[string]time.Time // by contact
	due     map[string]int       // websockets that have not told yet
	arrived *samples
	last    chan struct{} // closed when nothing is due
	open    int
}

func newWatch() *watch { return &watch{sent: map[string]time.Time{}, due: map[string]int{}} }

// heard takes a change from any of the websockets. Of a call that changes more than once, the first change of each socket
// counts: sockets tell at nearly the same time, so that counting to their number is enough.
func (w *watch) heard(c change) {
	now := time.Now()
	w.mu.Lock()
	defer w.mu.Unlock()
	if c.Type != "call" || w.due[c.ContactID] == 0 {
		return
	}
	w.due[c.ContactID]--
	w.arrived.add(now.Sub(w.sent[c.ContactID]))
	if w.open--; w.open == 0 {
		close(w.last)
	}
}

// run posts one webhook after the other at an even pace and waits for what they change.
func (w *watch) run(
	ctx context.Context, p *poster, times int, body func(i int) (desk.ContactID, []byte, error),
) (arrived, stored *samples, err error) {
	arrived, stored = &samples{}, &samples{}
	w.mu.Lock()
	w.arrived, w.open, w.last = arrived, times*webhookScreen, make(chan struct{})
	last := w.last
	w.mu.Unlock()
	var posts sync.WaitGroup
	var mu sync.Mutex
	pace := time.NewTicker(webhookEvery)
	defer pace.Stop()
	for i := range times {
		contact, raw, e := body(i)
		if e != nil {
			return nil, nil, e
		}
		select {
		case <-ctx.Done():
			return nil, nil, ctx.Err()
		case <-pace.C:
		}
		posts.Go(func() {
			begin := time.Now()
			w.mu.Lock()
			w.sent[string(contact)], w.due[string(contact)] = begin, webhookScreen
			w.mu.Unlock()
			e := p.post(ctx, raw)
			stored.add(time.Since(begin))
			mu.Lock()
			err = errors.Join(err, e)
			mu.Unlock()
		})
	}
	posts.Wait()
	if err != nil {
		return nil, nil, err
	}
	late := time.NewTimer(webhookLimit)
	defer late.Stop()
	select {
	case <-last:
		return arrived, stored, nil
	case <-late.C:
		return nil, nil, fmt.Errorf("only %d of %d changes arrived", arrived.count(), times*webhookScreen)
	}
}

// anOffer is the SDP of a person's call, as Meta's relay would write it.
func anOffer() (string, error) {
	r, err := relay.Open(relay.Options{})
	if err != nil {
		return "", err
	}
	defer func() { _ = r.Close() }() // only its words are needed
	leg, sdp, err := r.Offer(relay.CallOptions{})
	if err != nil {
		return "", err
	}
	leg.Close()
	return sdp, nil
}
