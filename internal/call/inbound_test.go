package call_test

import (
	"errors"
	"testing"
	"time"

	"ramal/internal/call"
)

// The stations of an inbound call.
var (
	ringing   = then(metas(call.Offered, 0))
	answering = path(ringing, then(ours(call.Claimed, 5)))
	talking   = path(answering, then(ours(call.AcceptConfirmed, 6)))
)

func TestInbound(t *testing.T) {
	for _, w := range []walk{
		{
			"new --offered--> ringing", ringing,
			want{
				state: call.Ringing, metaID: wacid, deadline: sec(40),
				effects: []call.EffectKind{call.PostPreAccept, call.RingOperators, call.OpenWindow},
			},
		},
		{
			"new --terminated--> missed: it overtook the offer", then(ended(1)),
			want{
				state: call.Ended, outcome: call.Missed, metaID: wacid, ended: sec(1), closed: true,
				effects: []call.EffectKind{call.OpenWindow, call.CloseBridge},
			},
		},
		{
			"missed --offered--> missed: no ghost rings", then(ended(1), metas(call.Offered, 0)),
			want{state: call.Ended, outcome: call.Missed, metaID: wacid, ended: sec(1), closed: true},
		},
		{
			"ringing --joined--> ringing", path(ringing, then(ours(call.OperatorJoined, 1), ours(call.OperatorLeft, 2))),
			want{state: call.Ringing, metaID: wacid, deadline: sec(40)},
		},
		{
			"ringing --claimed--> answering", answering,
			want{
				state: call.Answering, metaID: wacid, deadline: sec(25),
				effects: []call.EffectKind{call.PostAccept, call.StopRinging},
			},
		},
		{
			"answering --claimed by the same--> answering", path(answering, then(ours(call.Claimed, 6))),
			want{state: call.Answering, metaID: wacid, deadline: sec(25)},
		},
		{
			"answering --accept_confirmed--> active", talking,
			want{
				state: call.Active, metaID: wacid, answered: sec(6),
				effects: []call.EffectKind{call.OpenGate, call.CountAnswered},
			},
		},
		{
			"answering --left, accept_confirmed--> active, waiting for the operator",
			path(answering, then(ours(call.OperatorLeft, 5.5), ours(call.AcceptConfirmed, 6))),
			want{
				state: call.Active, metaID: wacid, answered: sec(6), away: true, deadline: sec(66),
				effects: []call.EffectKind{call.OpenGate, call.CountAnswered},
			},
		},
		{
			"answering --accept_failed--> failed", path(answering, then(because(ours(call.AcceptFailed, 6), call.ReasonSetup, 138007))),
			want{
				state: call.Ended, outcome: call.Failed, reason: call.ReasonSetup, metaID: wacid, ended: sec(6), effects: shut,
			},
		},
		{
			"answering --expired--> failed", path(answering, then(ours(call.Expired, 25))),
			want{
				state: call.Ended, outcome: call.Failed, reason: call.ReasonTimeout, metaID: wacid, ended: sec(25), effects: shut,
			},
		},
		{
			"answering --expired early--> answering", path(answering, then(ours(call.Expired, 24))),
			want{state: call.Answering, metaID: wacid, deadline: sec(25)},
		},
		{
			"answering --hung_up--> refused", path(answering, then(ours(call.HungUp, 5.5))),
			want{state: call.Ended, outcome: call.Refused, metaID: wacid, ended: sec(5.5), effects: shut},
		},
		{
			"answering --terminated--> missed", path(answering, then(ended(6))),
			want{
				state: call.Ended, outcome: call.Missed, metaID: wacid, ended: sec(6), closed: true,
				effects: []call.EffectKind{call.CloseBridge},
			},
		},
		{
			"answering --terminated with figures--> completed", path(answering, then(talked(6, 20))),
			want{
				state: call.Ended, outcome: call.Completed, metaID: wacid, answered: sec(6), ended: sec(20),
				duration: 14 * time.Second, closed: true, effects: []call.EffectKind{call.CloseBridge, call.CountAnswered},
			},
		},
		{
			"ringing --declined_here--> refused", path(ringing, then(ours(call.DeclinedHere, 3))),
			want{
				state: call.Ended, outcome: call.Refused, metaID: wacid, ended: sec(3),
				effects: []call.EffectKind{call.PostReject, call.StopRinging, call.CloseBridge},
			},
		},
		{
			"ringing --terminated--> missed", path(ringing, then(ended(9))),
			want{
				state: call.Ended, outcome: call.Missed, metaID: wacid, ended: sec(9), closed: true,
				effects: []call.EffectKind{call.StopRinging, call.CloseBridge},
			},
		},
		{
			"ringing --expired--> missed", path(ringing, then(ours(call.Expired, 40))),
			want{
				state: call.Ended, outcome: call.Missed, metaID: wacid, ended: sec(40),
				effects: []call.EffectKind{call.PostReject, call.StopRinging, call.CloseBridge},
			},
		},
		{
			"ringing --expired early--> ringing", path(ringing, then(ours(call.Expired, 39))),
			want{state: call.Ringing, metaID: wacid, deadline: sec(40)},
		},
		{
			"ringing --shut_down--> missed", path(ringing, then(ours(call.ShutDown, 3))),
			want{
				state: call.Ended, outcome: call.Missed, reason: call.ReasonShutDown, metaID: wacid, ended: sec(3),
				effects: []call.EffectKind{call.PostReject, call.StopRinging, call.CloseBridge},
			},
		},
		{
			"active --hung_up--> completed", path(talking, then(ours(call.HungUp, 16))),
			want{
				state: call.Ended, outcome: call.Completed, metaID: wacid, answered: sec(6), ended: sec(16),
				duration: 10 * time.Second, effects: shut,
			},
		},
		{
			"active --terminated--> completed", path(talking, then(talked(7, 17))),
			want{
				state: call.Ended, outcome: call.Completed, metaID: wacid, answered: sec(7), ended: sec(17),
				duration: 10 * time.Second, closed: true, effects: []call.EffectKind{call.CloseBridge},
			},
		},
		{
			"failed accept --terminated with figures--> failed",
			path(answering, then(because(ours(call.AcceptFailed, 6), call.ReasonSetup, 138007), talked(6, 26))),
			want{
				state: call.Ended, outcome: call.Failed, reason: call.ReasonSetup, metaID: wacid, answered: sec(6),
				ended: sec(26), duration: 20 * time.Second, closed: true, effects: []call.EffectKind{call.CountAnswered},
			},
		},
	} {
		w.check(t, call.Inbound)
	}
}

func TestSecondClaimNamesTheWinner(t *testing.T) {
	for name, events := range map[string][]call.Event{"answering": answering, "active": talking} {
		t.Run(name, func(t *testing.T) {
			before, _ := run(t, fresh(call.Inbound), events...)
			for _, k := range []call.Kind{call.Claimed, call.DeclinedHere} {
				after, effects, err := call.Next(before, by(ours(k, 7), "diego"))
				wantConflict(t, err, call.ReasonTaken)
				var taken call.Taken
				if !errors.As(err, &taken) || taken.By != "paula" {
					t.Errorf("%s: the winner is %q, want paula", k, taken.By)
				}
				if after != before || effects != nil {
					t.Errorf("%s moved the call", k)
				}
			}
		})
	}
}

func TestAcceptGetsTheOfferOfMeta(t *testing.T) {
	_, effects := run(t, fresh(call.Inbound), ringing...)
	if effects[0].Kind != call.PostPreAccept || effects[0].SDP != "v=0" {
		t.Errorf("first effect is %+v, want pre_accept with the offer", effects[0])
	}
}
