package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"ramal/internal/call"
	"ramal/internal/meta"
	"ramal/internal/sandbox/relay"
	"ramal/internal/store"
)

var callFigure = figure{
	name:  "call",
	title: "an operator calls",
	method: "Outbound calls, one after the other, through a server process with SQLite on disk; Meta is a Graph endpoint with a stop-watch and the " +
		"sandbox's media relay, the operator a WebRTC peer that speaks all the time. To the connect request: from before the console's POST " +
		"with the browser's offer until the request stands at Graph's door, so that no round trip of Graph is in it. To the first audio: " +
		"from before Meta's pick-up webhook (ACCEPTED) is posted until the first RTP packet is read from Meta's socket. The operator's " +
		"next frame of 20 ms is part of that, half of one on average.",
	run: measureCalls,
}

const (
	callTarget = 20               // ms
	callLimit  = 20 * time.Second // for one call
	ringFor    = 100 * time.Millisecond
)

func measureCalls(ctx context.Context, l *lab) ([]measure, error) {
	d, err := openDoor()
	if err != nil {
		return nil, err
	}
	defer d.close()
	times := pick(l, 5, 100)
	w, err := l.makeWorld(ctx, "", d.url(), func(ctx context.Context, w *world, db *store.DB) error { return w.meet(ctx, db, times) })
	if err != nil {
		return nil, err
	}
	s, err := l.serve(ctx, w.data, "")
	if err != nil {
		return nil, err
	}
	all, err := placeCalls(ctx, w, s, d)
	return all, errors.Join(err, s.stop())
}

// stopwatch is what calls took, part by part.
type stopwatch struct{ asked, joined, heard samples }

func placeCalls(ctx context.Context, w *world, s *server, d *door) ([]measure, error) {
	somebody, err := signIn(ctx, s)
	if err != nil {
		return nil, err
	}
	c := &caller{world: w, door: d, operator: somebody, hook: newPoster(w.hook(s), 4)}
	defer c.hook.close()
	for i := range w.contacts {
		if err := c.call(ctx, i); err != nil {
			return nil, fmt.Errorf("call %d: %w", i+1, err)
		}
	}
	t := &c.times
	return []measure{
		below("click to the connect request at Graph, p50", t.asked.ms(0.50), callTarget, "ms"),
		below("click to the connect request at Graph, p99", t.asked.ms(0.99), callTarget, "ms"),
		below("pick-up webhook to the first audio packet at Meta, p50", t.heard.ms(0.50), callTarget, "ms"),
		below("pick-up webhook to the first audio packet at Meta, p99", t.heard.ms(0.99), callTarget, "ms"),
		plain("Meta's answer to Meta's leg connected, p50", t.joined.ms(0.50), "ms"),
	}, nil
}

// caller places calls and plays Meta for them.
type caller struct {
	world    *world
	door     *door
	operator *operator
	hook     *poster
	times    stopwatch
}

// call goes through one call, from the click to the hang-up.
func (c *caller) call(ctx context.Context, i int) error {
	ctx, cancel := context.WithTimeout(ctx, callLimit)
	defer cancel()
	contact := c.world.contacts[i]
	b, err := newBrowser(ctx)
	if err != nil {
		return err
	}
	defer b.close()

	var answer struct {
		Call struct {
			ID call.ID `json:"id"`
		} `json:"call"`
		SDP string `json:"sdp"`
	}
	click := time.Now()
	err = c.operator.post(ctx, "/api/calls", map[string]string{
		"contactId": string(contact.ID), "accountId": string(c.world.account), "sdp": b.offer,
	}, &answer)
	if err != nil {
		return err
	}
	var p placed
	select {
	case p = <-c.door.placed:
	case <-ctx.Done():
		return errors.New("no connect reached Graph")
	}
	c.times.asked.add(p.at.Sub(click))
	k := call.Call{ID: answer.Call.ID, MetaID: p.wacid}
	if err := b.accept(ctx, answer.SDP); err != nil {
		return err
	}
	if err := c.pickUp(ctx, k, contact.WaID, p.request.Session.SDP); err != nil {
		return err
	}
	return c.operator.post(ctx, "/api/calls/"+string(k.ID)+"/hangup", struct{}{}, nil)
}

// pickUp is Meta's side: the answer, the ringing, and the moment somebody says hello.
func (c *caller) pickUp(ctx context.Context, k call.Call, waID, offer string) error {
	leg, sdp, err := c.door.relay.Answer(offer, relay.CallOptions{})
	if err != nil {
		return err
	}
	defer leg.Close()
	raw, err := answerOf(k, waID, sdp)
	if err != nil {
		return err
	}
	answered := time.Now()
	if err := c.hook.post(ctx, raw); err != nil {
		return err
	}
	if err := until(ctx, "Meta's leg is connected", func() bool { return leg.Report().DTLSConnectedMS != nil }); err != nil {
		return err
	}
	c.times.joined.add(time.Since(answered))
	if raw, err = statusOf(k, waID, meta.CallRinging); err != nil {
		return err
	}
	if err := c.hook.post(ctx, raw); err != nil {
		return err
	}
	if err := c.ring(ctx, k.ID); err != nil {
		return err
	}
	if raw, err = statusOf(k, waID, meta.CallAccepted); err != nil {
		return err
	}
	accepted := time.Now()
	leg.PickUp(relay.Silence)
	if err := c.hook.post(ctx, raw); err != nil {
		return err
	}
	if err := until(ctx, "Meta hears something", func() bool { return !leg.Report().FirstMedia.IsZero() }); err != nil {
		return err
	}
	r := leg.Report()
	if r.EarlyPackets > 0 {
		return fmt.Errorf("%d audio packets came before the call was picked up", r.EarlyPackets)
	}
	c.times.heard.add(r.FirstMedia.Sub(accepted))
	return nil
}

// ring waits until the server knows that it rings, and a moment more: nobody picks up that fast. The moment is never the
// same, so that pick-ups do not keep step with the frames of the sound.
func (c *caller) ring(ctx context.Context, id call.ID) error {
	var problem error
	err := until(ctx, "the call rings", func() bool {
		var shown struct {
			State call.State `json:"state"`
		}
		problem = c.operator.get(ctx, "/api/calls/"+string(id), &shown)
		return problem != nil || shown.State == call.Alerting
	})
	if err = errors.Join(err, problem); err != nil {
		return err
	}
	moment := time.NewTimer(ringFor + rand.N(20*time.Millisecond))
	defer moment.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-moment.C:
		return nil
	}
}

// until looks every millisecond whether something is so.
func until(ctx context.Context, what string, so func() bool) error {
	look := time.NewTicker(time.Millisecond)
	defer look.Stop()
	for !so() {
		select {
		case <-ctx.Done():
			return fmt.Errorf("never: %s: %w", what, ctx.Err())
		case <-look.C:
		}
	}
	return nil
}
