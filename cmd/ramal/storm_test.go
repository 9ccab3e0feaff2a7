package main

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"os"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"
	"golang.org/x/sync/errgroup"

	"ramal/internal/auth"
	"ramal/internal/call"
	"ramal/internal/fault"
	"ramal/internal/meta"
	"ramal/internal/org"
	"ramal/internal/sandbox"
)

// The storm: many calls at once while Meta has the worst of days.
const (
	stormCalls     = 200
	stormAtOnce    = 24
	stormOperators = 70 // some wait for a deadline to the end
	stormPatience  = 3 * time.Minute
	stormRing      = 6 * time.Second // for WhatsApp's 45: what is unanswered should not hold the test up
	stormMedia     = 8 * time.Second // for WhatsApp's 20 and 30
)

// storm is a server and Meta, and the people of the calls.
type storm struct {
	t         *testing.T
	server    *server
	box       *sandbox.Server
	phones    stormPhones
	account   org.Account
	operators chan stormOperator
	contacts  map[string]string // by wa_id
	forgiven  int               // durations that nothing shows
}

// Two hundred calls of every kind, with webhooks shuffled, doubled, delayed and lost, and bursts of 5xx from Graph. In the
// end each call is here what it is at Meta. RAMAL_STORM_SEED repeats a storm.
func TestCallsSurviveAStorm(t *testing.T) {
	if testing.Short() {
		t.Skip("real audio for most of a minute")
	}
	seed := uint64(time.Now().UnixNano())
	if s, err := strconv.ParseUint(os.Getenv("RAMAL_STORM_SEED"), 10, 64); err == nil {
		seed = s
	}
	t.Logf("RAMAL_STORM_SEED=%d", seed)
	all := plans(rand.New(rand.NewPCG(seed, 1)), stormCalls)
	before := goleak.IgnoreCurrent()
	t.Cleanup(func() { // after all other cleanups: server and sandbox are closed
		http.DefaultClient.CloseIdleConnections()
		goleak.VerifyNone(t, before)
	})
	ctx, cancel := context.WithTimeoutCause(t.Context(), stormPatience, fmt.Errorf("the storm took longer than %v", stormPatience))
	defer cancel()
	s := newStorm(t)
	s.people(ctx, all)

	s.rage(ctx, all, rand.New(rand.NewPCG(seed, 2)))
	s.calm(ctx)

	theirs, err := s.phones.calls(ctx)
	must(t, err)
	webhooks, err := s.phones.deliveries(ctx)
	must(t, err)
	s.compare(all, theirs, s.ours(ctx), told(t, webhooks))
	if err := s.wait(ctx, func() (bool, error) { return s.box.MediaLegs() == 0, nil }); err != nil {
		t.Errorf("all calls are over, and Meta has %d legs open: %v", s.box.MediaLegs(), err)
	}
}

func newStorm(t *testing.T) *storm {
	t.Helper()
	box, err := sandbox.Start(sandbox.Options{Timing: sandbox.Timing{Ring: stormRing, FirstMedia: stormMedia, Media: stormMedia}})
	must(t, err)
	t.Cleanup(func() { must(t, box.Close()) })
	opened, err := openServer(t.Context(), serverOptions{
		databaseFlags: databaseFlags{Data: t.TempDir()}, listen: "127.0.0.1:0", mediaListen: "127.0.0.1:0", node: defaultNode, privateGraph: true,
		log: slog.New(slog.DiscardHandler), now: box.Clock().Now,
	})
	must(t, err)
	w, err := seed(t.Context(), opened.store, box.URL())
	must(t, err)
	s := &storm{
		t: t, server: opened, box: box, phones: stormPhones{box.URL()}, account: w.account,
		operators: make(chan stormOperator, stormOperators), contacts: map[string]string{},
	}
	ctx, stop := context.WithCancel(context.Background())
	ready, done := make(chan struct{}), make(chan error, 1)
	go func() {
		done <- opened.run(ctx, func(ctx context.Context) error {
			defer close(ready)
			return s.connect(ctx)
		})
	}()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	select {
	case <-ready:
	case err := <-done:
		t.Fatal(err)
	}
	s.hire(w.paula)
	return s
}

// connect joins the server and Meta.
func (s *storm) connect(ctx context.Context) error {
	hook := sandbox.Webhook{URL: s.server.url() + "/webhooks/" + string(s.account.ID), Fields: []string{"calls", "messages"}}
	if err := s.box.Subscribe(ctx, hook); err != nil {
		return err
	}
	graph := &meta.Client{BaseURL: s.box.URL(), Token: sandbox.Token, PhoneNumberID: sandbox.PhoneNumberID}
	if err := graph.UpdateSettings(ctx, meta.CallingSettings{Status: meta.Enabled}); err != nil {
		return err
	}
	return s.server.store.SetCallingEnabled(ctx, s.account.WorkspaceID, s.account.ID, true)
}

// hire signs operators in.
func (s *storm) hire(like org.Member) {
	t, now := s.t, time.Now().UTC().Truncate(time.Millisecond)
	t.Helper()
	for i := range stormOperators {
		u := org.User{
			ID: org.UserID(newID()), WorkspaceID: s.account.WorkspaceID, Name: fmt.Sprintf("Operator %d", i),
			Email: fmt.Sprintf("operator%d@aurora.example", i), Language: "en", Departments: like.User.Departments, CreatedAt: now,
		}
		must(t, s.server.store.CreateUser(t.Context(), &u, "no password"))
		token, hash := auth.NewToken()
		must(t, s.server.store.CreateSession(t.Context(), org.Session{Hash: hash, UserID: u.ID, CreatedAt: now, SeenAt: now}))
		s.operators <- stormOperator{url: s.server.url(), cookie: token}
	}
}

// people makes the customers: each wrote once and allowed calls for good.
func (s *storm) people(ctx context.Context, all []plan) {
	t := s.t
	t.Helper()
	for _, p := range all {
		behaviour := sandbox.Manual
		switch p.course {
		case customerEnds, operatorEnds, phoneEnds, vanishes, quick:
			behaviour = sandbox.Answer
		case busy:
			behaviour = sandbox.Busy
		case declined:
			behaviour = sandbox.Decline
		case unanswered:
			behaviour = sandbox.Ignore
		}
		var hangUp time.Duration
		if p.course == phoneEnds {
			hangUp = p.lasts
		}
		must(t, s.phones.post(ctx, "users", map[string]any{
			"wa_id": p.user, "name": "Customer " + p.user[5:], "behaviour": behaviour, "answer_after_ms": p.picks.Milliseconds(),
			"hang_up_after_ms": hangUp.Milliseconds(), "sound": "tone",
		}, nil))
		must(t, s.phones.post(ctx, "users/"+p.user+"/messages", map[string]any{"text": "Pode ligar"}, nil))
		must(t, s.phones.post(ctx, "users/"+p.user+"/permission", map[string]any{"response": "accept", "permanent": true}, nil))
	}
	for _, p := range all {
		must(t, s.wait(ctx, func() (bool, error) {
			k, err := s.server.store.FindContact(ctx, s.account.WorkspaceID, "", p.user, p.user)
			if fault.Is(err, fault.NotFound) {
				return false, nil // not yet
			}
			if err != nil {
				return false, err
			}
			s.contacts[p.user] = string(k.ID)
			permission, err := s.server.store.Permission(ctx, s.account.WorkspaceID, s.account.ID, k.ID)
			return permission.Grant == call.Permanent, err
		}))
		if p.course == phoneOff {
			must(t, s.phones.post(ctx, "users", map[string]any{"wa_id": p.user, "behaviour": sandbox.Vanish}, nil))
		}
	}
}

// rage lets all calls happen while the weather changes.
func (s *storm) rage(ctx context.Context, all []plan, dice *rand.Rand) {
	t := s.t
	t.Helper()
	var lose []map[string]string
	for _, p := range all {
		for _, event := range p.lost {
			lose = append(lose, map[string]string{"user": p.user, "event": event})
		}
	}
	must(t, s.phones.post(ctx, "faults", map[string]any{"lose": lose}, nil))
	var played atomic.Int64
	over := make(chan struct{})
	var sky sync.WaitGroup
	sky.Go(func() {
		change := time.NewTicker(100 * time.Millisecond)
		defer change.Stop()
		for {
			if err := s.phones.post(ctx, "faults", weather(dice, played.Load() < int64(len(all)*3/4)), nil); err != nil && ctx.Err() == nil {
				t.Error(err)
			}
			select {
			case <-change.C:
			case <-over:
				return
			}
		}
	})
	var calls errgroup.Group
	calls.SetLimit(stormAtOnce)
	for _, p := range all {
		calls.Go(func() error {
			defer played.Add(1)
			if err := s.play(ctx, p); err != nil {
				return fmt.Errorf("%v: %w", p, err)
			}
			return nil
		})
	}
	err := calls.Wait()
	close(over)
	sky.Wait()
	must(t, err)
}

// calm waits until everything has ended by itself, and then lets the time pass that ends what nobody told us of.
func (s *storm) calm(ctx context.Context) {
	t := s.t
	t.Helper()
	must(t, s.phones.post(ctx, "faults", map[string]any{
		"double": 0, "reorder": 0, "delay_ms": 0, "batch": 0, "graph_errors": 0, "graph_delay_ms": 0, "graph_lost": 0,
	}, nil))
	must(t, s.wait(ctx, func() (bool, error) {
		theirs, err := s.phones.calls(ctx)
		return !slices.ContainsFunc(theirs, func(c stormTruth) bool { return c.State != "ended" }), err
	}))
	settled := func(k call.Call) bool { return k.State == call.Ended && !k.Unsettled() }
	waits := func(k call.Call) bool { // for its deadline: no sound tells that it is over
		_, sounds := s.server.media.Bridge(string(k.WorkspaceID) + "/" + string(k.ID))
		return !k.Deadline.IsZero() && (!k.Joined || !sounds)
	}
	must(t, s.wait(ctx, func() (bool, error) {
		return !slices.ContainsFunc(s.ours(ctx), func(k call.Call) bool { return !settled(k) && !waits(k) }), nil
	}))
	must(t, s.phones.post(ctx, "clock", map[string]any{"advance_seconds": int(call.RingTimeout/time.Second) + 5}, nil))
	if err := s.wait(ctx, func() (bool, error) {
		return !slices.ContainsFunc(s.ours(ctx), func(k call.Call) bool { return !settled(k) }), nil
	}); err != nil {
		t.Error(err) // compare says which
	}
}

// ours is every call of the server.
func (s *storm) ours(ctx context.Context) (all []call.Call) {
	s.t.Helper()
	for after := ""; ; {
		page, err := s.server.store.Calls(ctx, s.account.WorkspaceID, call.Query{After: after, Limit: 200})
		must(s.t, err)
		all = append(all, page.Items...)
		if after = page.Next; after == "" {
			return all
		}
	}
}
