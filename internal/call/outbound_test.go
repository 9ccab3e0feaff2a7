package call_test

import (
	"testing"
	"time"

	"ramal/internal/call"
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
