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

func TestOutboundBeforePickUp(t *testing.T) {
	ring := sec(call.RingTimeout.Seconds())
	for _, w := range []walk{
		{
			"new --dialed--> dialing", dialing,
			want{state: call.Dialing, deadline: ring, effects: []call.EffectKind{call.PostConnect}},
		},
		{
			"dialing --placed--> dialing", placed,
			want{state: call.Dialing, metaID: wacid, deadline: ring},
		},
		{
			"dialing --connected--> dialing", path(placed, then(metas(call.Connected, 2))),
			want{state: call.Dialing, metaID: wacid, deadline: ring, effects: []call.EffectKind{call.ApplyAnswer}},
		},
		{
			"dialing --rang--> alerting", path(dialing, then(metas(call.Rang, 2))),
			want{state: call.Alerting, metaID: wacid, alerted: sec(2), deadline: ring},
		},
		{
			"alerting --connected--> alerting", path(dialing, then(metas(call.Rang, 2), metas(call.Connected, 3))),
			want{
				state: call.Alerting, metaID: wacid, alerted: sec(2), deadline: ring,
				effects: []call.EffectKind{call.ApplyAnswer},
			},
		},
		{
			"alerting --left--> alerting: the ringing goes on", path(alerting, then(ours(call.OperatorLeft, 5))),
			want{state: call.Alerting, metaID: wacid, alerted: sec(3), deadline: ring, away: true},
		},
		{
			"alerting --joined--> alerting", path(alerting, then(ours(call.OperatorLeft, 5), ours(call.OperatorJoined, 6))),
			want{state: call.Alerting, metaID: wacid, alerted: sec(3), deadline: ring},
		},
		{
			"dialing --place_failed--> failed", path(dialing, then(because(ours(call.PlaceFailed, 1), call.ReasonNoAuthorization, call.CodeNoPermission))),
			want{
				state: call.Ended, outcome: call.Failed, reason: call.ReasonNoAuthorization, ended: sec(1), closed: true,
				effects: []call.EffectKind{call.CloseBridge},
			},
		},
		{
			"dialing --place_failed 138003--> busy", path(dialing, then(because(ours(call.PlaceFailed, 1), call.ReasonContactBusy, call.CodeContactBusy))),
			want{
				state: call.Ended, outcome: call.Busy, reason: call.ReasonContactBusy, ended: sec(1), closed: true,
				effects: []call.EffectKind{call.CloseBridge},
			},
		},
		{
			"dialing --place_failed by time-out--> failed, perhaps alive at Meta",
			path(dialing, then(because(ours(call.PlaceFailed, 10), call.ReasonTimeout, 0))),
			want{
				state: call.Ended, outcome: call.Failed, reason: call.ReasonTimeout, ended: sec(10),
				effects: []call.EffectKind{call.CloseBridge},
			},
		},
		{
			"failed by time-out --connected--> terminate at Meta",
			path(dialing, then(because(ours(call.PlaceFailed, 10), call.ReasonTimeout, 0), metas(call.Connected, 11))),
			want{
				state: call.Ended, outcome: call.Failed, reason: call.ReasonTimeout, metaID: wacid, ended: sec(10),
				effects: []call.EffectKind{call.PostTerminate},
			},
		},
		{
			"dialing named by a webhook --place_failed--> dialing",
			path(dialing, then(metas(call.Connected, 2), because(ours(call.PlaceFailed, 10), call.ReasonTimeout, 0))),
			want{state: call.Dialing, metaID: wacid, deadline: ring},
		},
		{
			"dialing --hung_up--> cancelled: nothing to terminate yet", path(dialing, then(ours(call.HungUp, 1))),
			want{state: call.Ended, outcome: call.Cancelled, ended: sec(1), effects: []call.EffectKind{call.CloseBridge}},
		},
		{
			"cancelled --placed--> terminate at Meta", path(dialing, then(ours(call.HungUp, 1), metas(call.Placed, 2))),
			want{
				state: call.Ended, outcome: call.Cancelled, metaID: wacid, ended: sec(1),
				effects: []call.EffectKind{call.PostTerminate},
			},
		},
		{
			"cancelled --rang--> terminate at Meta", path(dialing, then(ours(call.HungUp, 1), metas(call.Rang, 2))),
			want{
				state: call.Ended, outcome: call.Cancelled, metaID: wacid, alerted: sec(2), ended: sec(1),
				effects: []call.EffectKind{call.PostTerminate},
			},
		},
		{
			"cancelled --place_failed--> nothing left at Meta",
			path(dialing, then(ours(call.HungUp, 1), because(ours(call.PlaceFailed, 2), call.ReasonUncallable, 138001))),
			want{state: call.Ended, outcome: call.Cancelled, ended: sec(1), closed: true},
		},
		{
			"cancelled --place_failed by time-out--> still open",
			path(dialing, then(ours(call.HungUp, 1), because(ours(call.PlaceFailed, 2), call.ReasonUnreachable, 0))),
			want{state: call.Ended, outcome: call.Cancelled, ended: sec(1)},
		},
		{
			"alerting --hung_up--> cancelled", path(alerting, then(ours(call.HungUp, 7))),
			want{state: call.Ended, outcome: call.Cancelled, metaID: wacid, alerted: sec(3), ended: sec(7), effects: shut},
		},
		{
			"cancelled --terminated--> cancelled and closed", path(alerting, then(ours(call.HungUp, 7), ended(8))),
			want{state: call.Ended, outcome: call.Cancelled, metaID: wacid, alerted: sec(3), ended: sec(7), closed: true},
		},
		{
			"alerting --rejected--> declined", path(alerting, then(metas(call.Rejected, 7))),
			want{
				state: call.Ended, outcome: call.Declined, metaID: wacid, alerted: sec(3), ended: sec(7),
				effects: []call.EffectKind{call.CloseBridge, call.CountMissed},
			},
		},
		{
			"declined --terminated--> declined and closed", path(alerting, then(metas(call.Rejected, 7), ended(8))),
			want{state: call.Ended, outcome: call.Declined, metaID: wacid, alerted: sec(3), ended: sec(7), closed: true},
		},
		{
			"unanswered --rejected--> declined, counted once", path(alerting, then(ended(8), metas(call.Rejected, 7))),
			want{state: call.Ended, outcome: call.Declined, metaID: wacid, alerted: sec(3), ended: sec(8), closed: true},
		},
		{
			"alerting --terminated--> unanswered", path(alerting, then(ended(50))),
			want{
				state: call.Ended, outcome: call.Unanswered, metaID: wacid, alerted: sec(3), ended: sec(50), closed: true,
				effects: []call.EffectKind{call.CloseBridge, call.CountMissed},
			},
		},
		{
			"dialing --terminated--> unanswered", path(dialing, then(ended(2))),
			want{
				state: call.Ended, outcome: call.Unanswered, metaID: wacid, ended: sec(2), closed: true,
				effects: []call.EffectKind{call.CloseBridge, call.CountMissed},
			},
		},
		{
			"unanswered --connected--> nothing", path(dialing, then(ended(2), metas(call.Connected, 2))),
			want{state: call.Ended, outcome: call.Unanswered, metaID: wacid, ended: sec(2), closed: true},
		},
		{
			"alerting --terminated FAILED--> failed", path(alerting, then(broken(9, 138020))),
			want{
				state: call.Ended, outcome: call.Failed, reason: call.ReasonSetup, metaID: wacid, alerted: sec(3),
				ended: sec(9), closed: true, effects: []call.EffectKind{call.CloseBridge},
			},
		},
		{
			"alerting --terminated FAILED without a cause--> failed", path(alerting, then(broken(9, 0))),
			want{
				state: call.Ended, outcome: call.Failed, reason: call.ReasonMeta, metaID: wacid, alerted: sec(3),
				ended: sec(9), closed: true, effects: []call.EffectKind{call.CloseBridge},
			},
		},
		{
			"alerting --expired early--> alerting", path(alerting, then(ours(call.Expired, 74.9))),
			want{state: call.Alerting, metaID: wacid, alerted: sec(3), deadline: ring},
		},
		{
			"alerting --expired--> unanswered", path(alerting, then(ours(call.Expired, 75))),
			want{
				state: call.Ended, outcome: call.Unanswered, metaID: wacid, alerted: sec(3), ended: sec(75),
				effects: []call.EffectKind{call.PostTerminate, call.CloseBridge, call.CountMissed},
			},
		},
		{
			"unanswered --terminated FAILED--> unanswered with the cause",
			path(alerting, then(ours(call.Expired, 75), broken(76, 138019))),
			want{
				state: call.Ended, outcome: call.Unanswered, reason: call.ReasonSetup, metaID: wacid, alerted: sec(3),
				ended: sec(75), closed: true,
			},
		},
		{
			"dialing --expired unnamed--> failed", path(dialing, then(ours(call.Expired, 75))),
			want{
				state: call.Ended, outcome: call.Failed, reason: call.ReasonTimeout, ended: sec(75),
				effects: []call.EffectKind{call.CloseBridge},
			},
		},
		{
			"alerting --node_lost--> failed", path(alerting, then(ours(call.NodeLost, 9))),
			want{
				state: call.Ended, outcome: call.Failed, reason: call.ReasonRestarted, metaID: wacid, alerted: sec(3),
				ended: sec(9), effects: shut,
			},
		},
		{
			"alerting --shut_down--> cancelled", path(alerting, then(ours(call.ShutDown, 9))),
			want{
				state: call.Ended, outcome: call.Cancelled, reason: call.ReasonShutDown, metaID: wacid, alerted: sec(3),
				ended: sec(9), effects: shut,
			},
		},
		{
			"dialing --answer_lost--> failed", path(placed, then(ours(call.AnswerLost, 3))),
			want{
				state: call.Ended, outcome: call.Failed, reason: call.ReasonSetup, metaID: wacid, ended: sec(3), effects: shut,
			},
		},
	} {
		w.check(t, call.Outbound)
	}
}

func TestOutboundPickUp(t *testing.T) {
	at := func(w want) want {
		w.metaID, w.alerted, w.answered = wacid, sec(3), sec(10)
		return w
	}
	for _, w := range []walk{
		{"alerting --accepted--> active", active, at(want{state: call.Active, effects: picked})},
		{
			"dialing --accepted--> active: before connect and ringing", path(dialing, then(metas(call.Accepted, 10))),
			want{state: call.Active, metaID: wacid, answered: sec(10), effects: picked},
		},
		{
			"active --connected--> active: the answer is still needed",
			path(dialing, then(metas(call.Accepted, 10), metas(call.Connected, 2))),
			want{state: call.Active, metaID: wacid, answered: sec(10), effects: []call.EffectKind{call.ApplyAnswer}},
		},
		{
			"active --rang--> active: late, but its time counts",
			path(dialing, then(metas(call.Accepted, 10), metas(call.Rang, 3))), at(want{state: call.Active}),
		},
		{"active --accepted--> active", path(active, then(metas(call.Accepted, 11))), at(want{state: call.Active})},
		{
			"active --rejected--> active: the terminate decides", path(active, then(metas(call.Rejected, 11))),
			at(want{state: call.Active}),
		},
		{
			"alerting away --accepted--> active, waiting for the operator",
			path(alerting, then(ours(call.OperatorLeft, 5), metas(call.Accepted, 10))),
			at(want{state: call.Active, away: true, deadline: sec(70), effects: picked}),
		},
		{"active --left--> active for a while", away, at(want{state: call.Active, away: true, deadline: sec(80)})},
		{
			"active --left again--> the grace is not prolonged", path(away, then(ours(call.OperatorLeft, 40))),
			at(want{state: call.Active, away: true, deadline: sec(80)}),
		},
		{
			"active --left by somebody else--> active", path(active, then(by(ours(call.OperatorLeft, 20), "diego"))),
			at(want{state: call.Active}),
		},
		{
			"active --left, nobody named--> the operator's leg is meant", path(active, then(by(ours(call.OperatorLeft, 20), ""))),
			at(want{state: call.Active, away: true, deadline: sec(80)}),
		},
		{"active --joined--> active", path(away, then(ours(call.OperatorJoined, 30))), at(want{state: call.Active})},
		{
			"active --expired after the return--> active",
			path(away, then(ours(call.OperatorJoined, 30), ours(call.Expired, 80))), at(want{state: call.Active}),
		},
		{
			"active --expired--> completed", path(away, then(ours(call.Expired, 80))),
			at(want{state: call.Ended, outcome: call.Completed, ended: sec(80), duration: 70 * time.Second, effects: shut}),
		},
		{
			"held --left--> held for a while", path(held, then(ours(call.OperatorLeft, 25))),
			at(want{state: call.Held, away: true, deadline: sec(85)}),
		},
		{"active --held_here--> held", held, at(want{state: call.Held, effects: []call.EffectKind{call.Hold}})},
		{"held --held_here--> held", path(held, then(ours(call.HeldHere, 21))), at(want{state: call.Held})},
		{
			"held --resumed--> active", path(held, then(ours(call.Resumed, 30))),
			at(want{state: call.Active, effects: []call.EffectKind{call.Resume}}),
		},
	} {
		w.check(t, call.Outbound)
	}
}

func TestOutboundEndOfATalk(t *testing.T) {
	at := func(w want) want {
		w.state, w.metaID, w.alerted = call.Ended, wacid, sec(3)
		if w.answered.IsZero() {
			w.answered = sec(10)
		}
		return w
	}
	hungUp := path(active, then(ours(call.HungUp, 98.4)))
	for _, w := range []walk{
		{
			"active --hung_up--> completed by our clock", hungUp,
			at(want{outcome: call.Completed, ended: sec(98.4), duration: 88400 * time.Millisecond, effects: shut}),
		},
		{
			"held --hung_up--> completed", path(held, then(ours(call.HungUp, 30))),
			at(want{outcome: call.Completed, ended: sec(30), duration: 20 * time.Second, effects: shut}),
		},
		{
			"completed --hung_up--> completed", path(hungUp, then(ours(call.HungUp, 99))),
			at(want{outcome: call.Completed, ended: sec(98.4), duration: 88400 * time.Millisecond}),
		},
		{
			"completed --close_confirmed--> closed", path(hungUp, then(ours(call.CloseConfirmed, 99))),
			at(want{outcome: call.Completed, ended: sec(98.4), duration: 88400 * time.Millisecond, closed: true}),
		},
		{
			"completed --terminated--> Meta's figures, though shorter than ours",
			path(hungUp, then(ours(call.CloseConfirmed, 99), talked(10, 98))),
			at(want{outcome: call.Completed, ended: sec(98), duration: 88 * time.Second, closed: true}),
		},
		{
			"active --terminated--> completed", path(active, then(talked(11, 99))),
			at(want{
				outcome: call.Completed, answered: sec(11), ended: sec(99), duration: 88 * time.Second, closed: true,
				effects: []call.EffectKind{call.CloseBridge},
			}),
		},
		{
			"active --terminated without figures--> completed by our clock", path(active, then(ended(40))),
			at(want{
				outcome: call.Completed, ended: sec(40), duration: 30 * time.Second, closed: true,
				effects: []call.EffectKind{call.CloseBridge},
			}),
		},
		{
			"completed --terminated without figures--> not shortened", path(active, then(talked(10, 98), ended(98))),
			at(want{outcome: call.Completed, ended: sec(98), duration: 88 * time.Second, closed: true}),
		},
		{
			"completed --terminated shorter--> not shortened", path(active, then(talked(10, 98), talked(10, 60))),
			at(want{outcome: call.Completed, ended: sec(98), duration: 88 * time.Second, closed: true}),
		},
		{
			"completed --terminated longer--> corrected", path(active, then(talked(10, 60), talked(10, 98))),
			at(want{outcome: call.Completed, ended: sec(98), duration: 88 * time.Second, closed: true}),
		},
		{
			"completed --terminated with an earlier start--> corrected",
			path(alerting, then(lasted(88, 98), metas(call.Accepted, 10), talked(9, 97))),
			at(want{outcome: call.Completed, answered: sec(9), ended: sec(97), duration: 88 * time.Second, closed: true}),
		},
		{
			"alerting --terminated with a duration alone--> completed", path(alerting, then(lasted(88, 98))),
			at(want{
				outcome: call.Completed, answered: sec(10), ended: sec(98), duration: 88 * time.Second, closed: true,
				effects: []call.EffectKind{call.CloseBridge, call.CountAnswered, call.OpenWindow},
			}),
		},
		{
			"unanswered --terminated with figures--> completed", path(alerting, then(ended(98), talked(12, 98))),
			at(want{
				outcome: call.Completed, answered: sec(12), ended: sec(98), duration: 86 * time.Second, closed: true,
				effects: []call.EffectKind{call.CountAnswered, call.OpenWindow},
			}),
		},
		{
			"cancelled --terminated with figures--> completed", path(alerting, then(ours(call.HungUp, 11), talked(11, 12))),
			at(want{
				outcome: call.Completed, answered: sec(11), ended: sec(12), duration: time.Second, closed: true,
				effects: []call.EffectKind{call.CountAnswered, call.OpenWindow},
			}),
		},
		{
			"failed at Meta --terminated with figures--> completed with the cause",
			path(alerting, then(broken(9, 138020), talked(10, 98))),
			at(want{
				outcome: call.Completed, reason: call.ReasonSetup, ended: sec(98), duration: 88 * time.Second, closed: true,
				effects: []call.EffectKind{call.CountAnswered, call.OpenWindow},
			}),
		},
		{
			"failed at Meta without a cause --terminated with figures--> completed",
			path(alerting, then(broken(9, 0), talked(10, 98))),
			at(want{
				outcome: call.Completed, ended: sec(98), duration: 88 * time.Second, closed: true,
				effects: []call.EffectKind{call.CountAnswered, call.OpenWindow},
			}),
		},
		{
			"failed after the pick-up --rejected late--> failed", path(active, then(broken(12, 138023), metas(call.Rejected, 9))),
			at(want{outcome: call.Failed, reason: call.ReasonSetup, ended: sec(12), closed: true}),
		},
		{
			"active --terminated with start and end alone--> completed",
			path(active, then(spanned(11, 99))),
			at(want{
				outcome: call.Completed, answered: sec(11), ended: sec(99), duration: 88 * time.Second, closed: true,
				effects: []call.EffectKind{call.CloseBridge},
			}),
		},
		{
			"unanswered --accepted late--> completed, never active again",
			path(alerting, then(ended(40), metas(call.Accepted, 10))),
			at(want{
				outcome: call.Completed, ended: sec(40), duration: 30 * time.Second, closed: true,
				effects: []call.EffectKind{call.CountAnswered, call.OpenWindow},
			}),
		},
		{
			"completed --accepted late--> completed", path(alerting, then(talked(10, 98), metas(call.Accepted, 10))),
			at(want{outcome: call.Completed, ended: sec(98), duration: 88 * time.Second, closed: true}),
		},
		{
			"active --terminated FAILED after talk--> completed with the cause",
			path(active, then(failing(talked(10, 98), 138021))),
			at(want{
				outcome: call.Completed, reason: call.ReasonMediaLost, ended: sec(98), duration: 88 * time.Second,
				closed: true, effects: []call.EffectKind{call.CloseBridge},
			}),
		},
		{
			"active --terminated FAILED without talk--> failed", path(active, then(broken(12, 138023))),
			at(want{
				outcome: call.Failed, reason: call.ReasonSetup, ended: sec(12), closed: true,
				effects: []call.EffectKind{call.CloseBridge},
			}),
		},
		{
			"active --media_lost--> failed, the talk is kept", path(active, then(ours(call.MediaLost, 50))),
			at(want{outcome: call.Failed, reason: call.ReasonMediaLost, ended: sec(50), duration: 40 * time.Second, effects: shut}),
		},
		{
			"failed --terminated--> failed with Meta's figures", path(active, then(ours(call.MediaLost, 50), talked(10, 49))),
			at(want{
				outcome: call.Failed, reason: call.ReasonMediaLost, ended: sec(49), duration: 39 * time.Second, closed: true,
			}),
		},
		{
			"active --node_lost--> failed, nobody knows how long they talked", path(active, then(ours(call.NodeLost, 5000))),
			at(want{outcome: call.Failed, reason: call.ReasonRestarted, ended: sec(5000), effects: shut}),
		},
		{
			"active --shut_down--> completed", path(active, then(ours(call.ShutDown, 50))),
			at(want{
				outcome: call.Completed, reason: call.ReasonShutDown, ended: sec(50), duration: 40 * time.Second, effects: shut,
			}),
		},
	} {
		w.check(t, call.Outbound)
	}
}
