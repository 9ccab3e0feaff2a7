package call_test

import (
	"testing"
	"time"

	"ramal/internal/call"
)

// Webhooks may be lost for good. Then the audio shows what happened, as exactly as it can.
func TestOutboundWithoutAWebhook(t *testing.T) {
	at := func(w want) want {
		w.metaID, w.alerted = wacid, sec(3)
		return w
	}
	for _, w := range []walk{
		{
			"ACCEPTED lost: alerting --spoke--> active since the first word", path(alerting, then(ours(call.Spoke, 10))),
			at(want{state: call.Active, answered: sec(10), effects: picked}),
		},
		{
			"RINGING and ACCEPTED lost: dialing --spoke--> active", path(placed, then(ours(call.Spoke, 10))),
			want{state: call.Active, metaID: wacid, answered: sec(10), effects: picked},
		},
		{
			"ACCEPTED only late: active --accepted--> active", path(alerting, then(ours(call.Spoke, 10), metas(call.Accepted, 9))),
			at(want{state: call.Active, answered: sec(10)}),
		},
		{
			"ACCEPTED lost: active --terminated--> Meta's figures", path(alerting, then(ours(call.Spoke, 10), talked(9, 60))),
			at(want{
				state: call.Ended, outcome: call.Completed, answered: sec(9), ended: sec(60), duration: 51 * time.Second, closed: true,
				effects: []call.EffectKind{call.CloseBridge},
			}),
		},
		{
			"terminate lost: active --meta_left--> completed when Meta left", path(active, then(ours(call.MetaLeft, 70))),
			at(want{
				state: call.Ended, outcome: call.Completed, answered: sec(10), ended: sec(70), duration: time.Minute, effects: shut,
			}),
		},
		{
			"terminate lost: held --meta_left--> completed when Meta left", path(held, then(ours(call.MetaLeft, 70))),
			at(want{
				state: call.Ended, outcome: call.Completed, answered: sec(10), ended: sec(70), duration: time.Minute, effects: shut,
			}),
		},
		{
			"terminate late: completed --terminated--> Meta's figures", path(active, then(ours(call.MetaLeft, 70), talked(10, 71))),
			at(want{
				state: call.Ended, outcome: call.Completed, answered: sec(10), ended: sec(71), duration: 61 * time.Second, closed: true,
			}),
		},
		{
			"terminate late: completed --terminated FAILED--> completed with the cause",
			path(active, then(ours(call.MetaLeft, 70), failing(talked(10, 71), 138021))),
			at(want{
				state: call.Ended, outcome: call.Completed, reason: call.ReasonMediaLost, answered: sec(10), ended: sec(71),
				duration: 61 * time.Second, closed: true,
			}),
		},
		{
			"terminate lost: alerting --meta_left--> unanswered", path(alerting, then(ours(call.MetaLeft, 40))),
			at(want{
				state: call.Ended, outcome: call.Unanswered, ended: sec(40), effects: append(shut[:2:2], call.CountMissed),
			}),
		},
		{
			"REJECTED late: unanswered --rejected--> declined", path(alerting, then(ours(call.MetaLeft, 40), metas(call.Rejected, 39))),
			at(want{state: call.Ended, outcome: call.Declined, ended: sec(40)}),
		},
		{
			"ACCEPTED late: unanswered --accepted--> completed", path(alerting, then(ours(call.MetaLeft, 40), metas(call.Accepted, 10))),
			at(want{
				state: call.Ended, outcome: call.Completed, answered: sec(10), ended: sec(40), duration: 30 * time.Second,
				effects: []call.EffectKind{call.CountAnswered, call.OpenWindow},
			}),
		},
		{
			"ACCEPTED and terminate lost: alerting --meta_left, heard--> completed",
			path(alerting, then(heard(ours(call.MetaLeft, 12), 10, 12))),
			at(want{
				state: call.Ended, outcome: call.Completed, answered: sec(10), ended: sec(12), duration: 2 * time.Second,
				effects: []call.EffectKind{call.CountAnswered, call.OpenWindow, call.PostTerminate, call.CloseBridge},
			}),
		},
		{
			"terminate lost: completed --close_confirmed by Meta's hand--> it went on until then",
			path(active, then(ours(call.HungUp, 50), heard(ours(call.CloseConfirmed, 62), 0, 61))),
			at(want{
				state: call.Ended, outcome: call.Completed, answered: sec(10), ended: sec(61), duration: 51 * time.Second, closed: true,
			}),
		},
		{
			"completed --close_confirmed at once--> by our clock",
			path(active, then(ours(call.HungUp, 50), heard(ours(call.CloseConfirmed, 50.2), 0, 50.2))),
			at(want{
				state: call.Ended, outcome: call.Completed, answered: sec(10), ended: sec(50), duration: 40 * time.Second, closed: true,
			}),
		},
		{
			"audio lost --close_confirmed, Meta was faster--> completed when last heard",
			path(active, then(ours(call.MediaLost, 50), over(ours(call.CloseConfirmed, 81)))),
			at(want{
				state: call.Ended, outcome: call.Completed, answered: sec(10), ended: sec(50), duration: 40 * time.Second, closed: true,
			}),
		},
		{
			"audio lost while it rings --close_confirmed, Meta was faster--> unanswered",
			path(alerting, then(ours(call.MediaLost, 40), over(ours(call.CloseConfirmed, 61)))),
			at(want{
				state: call.Ended, outcome: call.Unanswered, ended: sec(40), closed: true, effects: []call.EffectKind{call.CountMissed},
			}),
		},
		{
			"audio lost --close_confirmed by Meta's hand--> failed, and it went on until then",
			path(active, then(ours(call.MediaLost, 50), heard(ours(call.CloseConfirmed, 81), 0, 81))),
			at(want{
				state: call.Ended, outcome: call.Failed, reason: call.ReasonMediaLost, answered: sec(10), ended: sec(81),
				duration: 71 * time.Second, closed: true,
			}),
		},
		{
			"audio lost --close_confirmed by nobody--> failed", path(active, then(ours(call.MediaLost, 50), ours(call.CloseConfirmed, 86400))),
			at(want{
				state: call.Ended, outcome: call.Failed, reason: call.ReasonMediaLost, answered: sec(10), ended: sec(50),
				duration: 40 * time.Second, closed: true,
			}),
		},
		{
			"measured --close_confirmed--> Meta's figures", path(active, then(ours(call.HungUp, 50), talked(10, 52), heard(ours(call.CloseConfirmed, 62), 0, 61))),
			at(want{
				state: call.Ended, outcome: call.Completed, answered: sec(10), ended: sec(52), duration: 42 * time.Second, closed: true,
			}),
		},
	} {
		w.check(t, call.Outbound)
	}
}

func TestInboundWithoutAWebhook(t *testing.T) {
	for _, w := range []walk{
		{
			"terminate lost: ringing --meta_left--> missed", path(ringing, then(heard(ours(call.MetaLeft, 9), 1, 9))),
			want{
				state: call.Ended, outcome: call.Missed, metaID: wacid, ended: sec(9),
				effects: []call.EffectKind{call.PostReject, call.StopRinging, call.CloseBridge},
			},
		},
		{
			"audio lost while it rings --close_confirmed, Meta was faster--> missed",
			path(ringing, then(ours(call.MediaLost, 9), over(ours(call.CloseConfirmed, 29)))),
			want{state: call.Ended, outcome: call.Missed, metaID: wacid, ended: sec(9), closed: true},
		},
		{
			"terminate lost: active --meta_left--> completed when Meta left", path(talking, then(ours(call.MetaLeft, 16))),
			want{
				state: call.Ended, outcome: call.Completed, metaID: wacid, answered: sec(6), ended: sec(16), duration: 10 * time.Second,
				effects: shut,
			},
		},
	} {
		w.check(t, call.Inbound)
	}
}
