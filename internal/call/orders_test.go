package call_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ramal/internal/call"
)

// story is what really happened in a call: its webhooks can come in any order, any number of times.
type story struct {
	name     string
	d        call.Direction
	opens    []call.Event // what came first for certain
	facts    []call.Event
	outcome  call.Outcome
	answered time.Time
	duration time.Duration
	reason   string            // of the failure
	counts   []call.EffectKind // the permission's counters, without those that a later one corrected
}

var stories = []story{
	{
		name: "outbound, answered", d: call.Outbound, opens: dialing,
		facts: then(metas(call.Placed, 1), metas(call.Connected, 2), metas(call.Rang, 3), metas(call.Accepted, 10),
			talked(10, 98), ended(98)), // the second is the poor duplicate that Meta is known to send
		outcome: call.Completed, answered: sec(10), duration: 88 * time.Second,
		counts: []call.EffectKind{call.CountAnswered},
	},
	{
		name: "outbound, answered, Meta's start is not its ACCEPTED", d: call.Outbound, opens: dialing,
		facts: then(metas(call.Placed, 1), metas(call.Connected, 2), metas(call.Rang, 3), metas(call.Accepted, 10),
			talked(11, 98)),
		outcome: call.Completed, answered: sec(11), duration: 87 * time.Second,
		counts: []call.EffectKind{call.CountAnswered},
	},
	{
		name: "outbound, answered, no figures ever", d: call.Outbound, opens: dialing,
		facts:   then(metas(call.Placed, 1), metas(call.Connected, 2), metas(call.Rang, 3), metas(call.Accepted, 10), ended(40)),
		outcome: call.Completed, answered: sec(10), duration: 30 * time.Second,
		counts: []call.EffectKind{call.CountAnswered},
	},
	{
		name: "outbound, answered, audio lost", d: call.Outbound, opens: dialing,
		facts: then(metas(call.Placed, 1), metas(call.Connected, 2), metas(call.Rang, 3), metas(call.Accepted, 10),
			failing(talked(10, 98), 138021)),
		outcome: call.Completed, answered: sec(10), duration: 88 * time.Second, reason: call.ReasonMediaLost,
		counts: []call.EffectKind{call.CountAnswered},
	},
	{
		name: "outbound, accepted, no media path", d: call.Outbound, opens: dialing,
		facts: then(metas(call.Placed, 1), metas(call.Connected, 2), metas(call.Rang, 3), metas(call.Accepted, 10),
			broken(12, 138023)),
		outcome: call.Failed, answered: sec(10), reason: call.ReasonSetup,
		counts: []call.EffectKind{call.CountAnswered},
	},
	{
		name: "outbound, declined", d: call.Outbound, opens: dialing,
		facts:   then(metas(call.Placed, 1), metas(call.Connected, 2), metas(call.Rang, 3), metas(call.Rejected, 7), ended(8)),
		outcome: call.Declined, counts: []call.EffectKind{call.CountMissed},
	},
	{
		name: "outbound, declined, terminate says FAILED", d: call.Outbound, opens: dialing,
		facts:   then(metas(call.Placed, 1), metas(call.Connected, 2), metas(call.Rang, 3), metas(call.Rejected, 7), broken(8, 0)),
		outcome: call.Declined, counts: []call.EffectKind{call.CountMissed},
	},
	{
		name: "outbound, not answered", d: call.Outbound, opens: dialing,
		facts:   then(metas(call.Placed, 1), metas(call.Connected, 2), metas(call.Rang, 3), ended(50)),
		outcome: call.Unanswered, counts: []call.EffectKind{call.CountMissed},
	},
	{
		name: "outbound, failed before the ringing", d: call.Outbound, opens: dialing,
		facts:   then(metas(call.Placed, 1), metas(call.Connected, 2), broken(5, 138020)),
		outcome: call.Failed, reason: call.ReasonSetup,
	},
	{
		name: "inbound, missed", d: call.Inbound,
		facts: then(metas(call.Offered, 0), ended(2)), outcome: call.Missed,
	},
	{
		name: "inbound, answered", d: call.Inbound, opens: talking,
		facts: then(metas(call.Offered, 0), talked(7, 17), ended(17)), outcome: call.Completed,
		answered: sec(7), duration: 10 * time.Second, counts: []call.EffectKind{call.CountAnswered},
	},
}

// shuffled draws the facts in any order, with any of them doubled.
func shuffled(t *rapid.T, facts []call.Event) []call.Event {
	all := slices.Clone(facts)
	for i, n := range rapid.SliceOfN(rapid.IntRange(0, 2), len(facts), len(facts)).Draw(t, "extra") {
		for range n {
			all = append(all, facts[i])
		}
	}
	return rapid.Permutation(all).Draw(t, "order")
}

func TestAnyOrderOfAStoryEndsRight(t *testing.T) {
	for _, s := range stories {
		t.Run(s.name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				w := newWatch(t, s.d)
				for _, e := range path(s.opens, shuffled(t, s.facts)) {
					w.next(e)
				}
				c := w.call
				if c.State != call.Ended || c.Outcome != s.outcome {
					t.Fatalf("the call is %s %s, want ended %s", c.State, c.Outcome, s.outcome)
				}
				if !c.AnsweredAt.Equal(s.answered) || c.Duration != s.duration {
					t.Fatalf("answered %v for %v, want %v for %v", c.AnsweredAt, c.Duration, s.answered, s.duration)
				}
				if c.MetaID != wacid || !c.Closed || c.Unsettled() {
					t.Fatalf("Meta's id is %q, closed %v", c.MetaID, c.Closed)
				}
				reason := ""
				if c.Failure != nil {
					reason = c.Failure.Reason
				}
				if reason != s.reason {
					t.Fatalf("failure is %q, want %q", reason, s.reason)
				}
				w.wantCounts(s.counts)
			})
		})
	}
}

// The operator hangs up at any moment of a call that the customer picked up: whatever comes in what order, Meta's
// figures decide, and Meta is told at most once.
func TestAHangUpAmongTheWebhooksEndsRight(t *testing.T) {
	answered := stories[0]
	rapid.Check(t, func(t *rapid.T) {
		events := shuffled(t, answered.facts)
		at := rapid.IntRange(0, len(events)).Draw(t, "hang-up")
		events = slices.Insert(events, at, ours(call.HungUp, 98))
		if rapid.Bool().Draw(t, "confirmed") {
			at = rapid.IntRange(at+1, len(events)).Draw(t, "confirm")
			events = slices.Insert(events, at, ours(call.CloseConfirmed, 99))
		}
		w := newWatch(t, call.Outbound)
		for _, e := range path(dialing, events) {
			w.next(e)
		}
		if w.call.Outcome != call.Completed || w.call.Duration != answered.duration || !w.call.Closed {
			t.Fatalf("the call is %s for %v, want completed for %v", w.call.Outcome, w.call.Duration, answered.duration)
		}
		w.wantCounts(answered.counts)
	})
}

// A call hung up before Meta named it is terminated at Meta as soon as the name is known, exactly once.
func TestAHangUpBeforeTheNameIsNotForgotten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWatch(t, call.Outbound)
		w.next(ours(call.Dialed, 0))
		w.next(ours(call.HungUp, 1))
		for _, e := range shuffled(t, then(metas(call.Placed, 1), metas(call.Connected, 2), metas(call.Rang, 3))) {
			w.next(e)
		}
		if !w.call.Unsettled() || w.count[call.PostTerminate] != 1 {
			t.Fatalf("unsettled %v, terminated %d times", w.call.Unsettled(), w.count[call.PostTerminate])
		}
		w.next(ours(call.CloseConfirmed, 5))
		if w.call.Unsettled() {
			t.Fatal("a confirmed end is still unsettled")
		}
	})
}

// Whatever happens, in whatever order, the rules of a call hold. The watch checks them at each step.
func TestNoEventsBreakTheRules(t *testing.T) {
	ks := allKinds(t)
	rapid.Check(t, func(t *rapid.T) {
		w := newWatch(t, rapid.SampledFrom([]call.Direction{call.Outbound, call.Inbound}).Draw(t, "direction"))
		if w.call.Direction == call.Outbound {
			w.next(ours(call.Dialed, 0))
		}
		for range rapid.IntRange(1, 30).Draw(t, "events") {
			w.next(anyEvent(t, ks))
		}
	})
}

func anyEvent(t *rapid.T, ks []call.Kind) call.Event {
	n := float64(rapid.IntRange(0, 300).Draw(t, "second"))
	k := rapid.SampledFrom(ks).Draw(t, "kind")
	switch {
	case k == call.Terminated:
		from := float64(rapid.IntRange(0, 300).Draw(t, "from"))
		return rapid.SampledFrom(then(ended(n), talked(min(from, n), max(from, n)), broken(n, 0), broken(n, 138021))).Draw(t, "terminate")
	case k == call.MetaLeft || k == call.CloseConfirmed:
		from := float64(rapid.IntRange(0, 300).Draw(t, "from"))
		return rapid.SampledFrom(then(ours(k, n), heard(ours(k, n), min(from, n), n), over(ours(k, n)))).Draw(t, "heard")
	case k == call.PlaceFailed:
		return rapid.SampledFrom(then(
			because(ours(k, n), call.ReasonTimeout, 0),
			because(ours(k, n), call.ReasonContactBusy, call.CodeContactBusy),
			ours(k, n),
		)).Draw(t, "failure")
	case k.Source() == call.Metas || k == call.Placed:
		return metas(k, n)
	default:
		return by(ours(k, n), rapid.SampledFrom([]string{"paula", "diego", ""}).Draw(t, "user"))
	}
}
