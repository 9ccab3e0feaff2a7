package call_test

import (
	"errors"
	"testing"
	"time"

	"ramal/internal/call"
	"ramal/internal/fault"
	"ramal/internal/org"
)

const wacid = "wacid.ONE"

var t0 = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)

// sec is a moment of the tests: n seconds after their beginning.
func sec(n float64) time.Time { return t0.Add(time.Duration(n * float64(time.Second))) }

func ours(k call.Kind, n float64) call.Event { return call.Event{Kind: k, At: sec(n), User: "paula"} }

func metas(k call.Kind, n float64) call.Event {
	e := call.Event{Kind: k, At: sec(n), MetaID: wacid}
	if k == call.Connected || k == call.Offered {
		e.SDP = "v=0"
	}
	return e
}

// ended is a terminate without figures: nobody picked up.
func ended(n float64) call.Event {
	e := metas(call.Terminated, n)
	e.Facts = &call.Facts{}
	return e
}

// talked is a terminate with figures.
func talked(from, to float64) call.Event {
	e := metas(call.Terminated, to)
	e.Facts = &call.Facts{StartedAt: sec(from), EndedAt: sec(to), Duration: sec(to).Sub(sec(from))}
	return e
}

// broken is a terminate that says that the call failed.
func broken(n float64, code int) call.Event {
	e := ended(n)
	e.Facts.Failed = true
	if code != 0 {
		e.Failure = &call.Failure{Reason: call.ReasonOf(code), Code: code}
	}
	return e
}

// failing makes a terminate one that says that the call failed.
func failing(e call.Event, code int) call.Event {
	facts := *e.Facts
	facts.Failed = true
	e.Facts = &facts
	return because(e, call.ReasonOf(code), code)
}

// spanned is a terminate that knows start and end and no duration.
func spanned(from, to float64) call.Event {
	e := metas(call.Terminated, to)
	e.Facts = &call.Facts{StartedAt: sec(from), EndedAt: sec(to)}
	return e
}

// lasted is a terminate that knows the duration and no more.
func lasted(seconds, to float64) call.Event {
	e := metas(call.Terminated, to)
	e.Facts = &call.Facts{Duration: time.Duration(seconds * float64(time.Second))}
	return e
}

// heard adds to an event of ours what is known of the talk without a terminate.
func heard(e call.Event, from, until float64) call.Event {
	e.Facts = &call.Facts{StartedAt: sec(from), EndedAt: sec(until)}
	return e
}

// over is Meta's word that a call was over before we ended it.
func over(e call.Event) call.Event {
	e.Facts = &call.Facts{}
	return e
}

func because(e call.Event, reason string, code int) call.Event {
	e.Failure = &call.Failure{Reason: reason, Code: code}
	return e
}

func by(e call.Event, user string) call.Event {
	e.User = org.UserID(user)
	return e
}

func fresh(d call.Direction) call.Call { return call.Call{ID: "call-1", Direction: d} }

// run takes a call through events, none of which may be illegal, and returns it with the effects of the last one.
func run(t testing.TB, c call.Call, events ...call.Event) (call.Call, []call.Effect) {
	t.Helper()
	var effects []call.Effect
	for i, e := range events {
		var err error
		c, effects, err = call.Next(c, e)
		if err != nil {
			t.Fatalf("event %d, %s in %q: %v", i+1, e.Kind, c.State, err)
		}
	}
	return c, effects
}

func kinds(effects []call.Effect) []call.EffectKind {
	var ks []call.EffectKind
	for _, e := range effects {
		ks = append(ks, e.Kind)
	}
	return ks
}

// wantConflict checks that the error is a conflict for this reason with something to read.
func wantConflict(t *testing.T, err error, reason string) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) {
		t.Fatalf("error is %v, want a fault", err)
	}
	if f.Code != fault.Conflict || f.Reason != reason || f.Message == "" {
		t.Errorf("fault is %s/%s %q, want conflict/%s", f.Code, f.Reason, f.Message, reason)
	}
}
