package call_test

import (
	"testing"
	"time"

	"ramal/internal/call"
)

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
