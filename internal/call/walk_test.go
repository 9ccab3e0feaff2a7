package call_test

import (
	"slices"
	"testing"
	"time"

	"ramal/internal/call"
)

// want is where a walk through events has to arrive. Zero fields are compared too.
type want struct {
	state    call.State
	outcome  call.Outcome
	reason   string // of the failure
	metaID   string
	alerted  time.Time
	answered time.Time
	ended    time.Time
	duration time.Duration
	deadline time.Time
	away     bool
	closed   bool
	effects  []call.EffectKind // of the last event
}

type walk struct {
	name   string
	events []call.Event
	want   want
}

func (w walk) check(t *testing.T, d call.Direction) {
	t.Helper()
	t.Run(w.name, func(t *testing.T) {
		c, effects := run(t, fresh(d), w.events...)
		got := want{
			state: c.State, outcome: c.Outcome, metaID: c.MetaID, alerted: c.AlertedAt, answered: c.AnsweredAt,
			ended: c.EndedAt, duration: c.Duration, deadline: c.Deadline, away: c.Away, closed: c.Closed,
		}
		if c.Failure != nil {
			got.reason = c.Failure.Reason
		}
		if e := kinds(effects); !slices.Equal(e, w.want.effects) {
			t.Errorf("effects are %v, want %v", e, w.want.effects)
		}
		w.want.effects = nil
		if !same(got, w.want) {
			t.Errorf("call is\n%+v, want\n%+v", got, w.want)
		}
	})
}

func same(a, b want) bool {
	return a.state == b.state && a.outcome == b.outcome && a.reason == b.reason && a.metaID == b.metaID &&
		a.alerted.Equal(b.alerted) && a.answered.Equal(b.answered) && a.ended.Equal(b.ended) &&
		a.duration == b.duration && a.deadline.Equal(b.deadline) && a.away == b.away && a.closed == b.closed
}

// path puts lists of events into one.
func path(parts ...[]call.Event) []call.Event { return slices.Concat(parts...) }

func then(e ...call.Event) []call.Event { return e }

// The stations of an outbound call, each the way there.
var (
	dialing  = then(ours(call.Dialed, 0))
	placed   = path(dialing, then(metas(call.Placed, 1)))
	alerting = path(placed, then(metas(call.Connected, 2), metas(call.Rang, 3)))
	active   = path(alerting, then(metas(call.Accepted, 10)))
	held     = path(active, then(ours(call.HeldHere, 20)))
	away     = path(active, then(ours(call.OperatorLeft, 20)))
	shut     = []call.EffectKind{call.PostTerminate, call.CloseBridge}
	picked   = []call.EffectKind{call.OpenGate, call.CountAnswered, call.OpenWindow}
)
