package call_test

import (
	"slices"

	"pgregory.net/rapid"

	"ramal/internal/call"
)

// watch takes a call through events and checks at each that the rules hold which no order of events may break.
type watch struct {
	t      *rapid.T
	call   call.Call
	count  map[call.EffectKind]int
	counts []call.EffectKind // the permission's counters, in order
}

func newWatch(t *rapid.T, d call.Direction) *watch {
	return &watch{t: t, call: fresh(d), count: map[call.EffectKind]int{}}
}

func (w *watch) next(e call.Event) {
	w.t.Helper()
	before := w.call
	after, effects, err := call.Next(before, e)
	w.t.Logf("%-10s --%s--> %-10s %s %v %v", before.State, e.Kind, after.State, after.Outcome, kinds(effects), err)

	verdict := call.Judge(before, e)
	if (err != nil) != (verdict == call.Illegal) {
		w.t.Fatalf("%s is %s, with error %v", e.Kind, verdict, err)
	}
	if verdict != call.Moved && (after != before || len(effects) > 0) {
		w.t.Fatalf("%s is %s and still moved the call", e.Kind, verdict)
	}
	w.history(before, after, effects)
	w.shape(after)
	for _, f := range effects {
		w.count[f.Kind]++
		if f.Kind == call.CountAnswered || f.Kind == call.CountMissed {
			w.counts = append(w.counts, f.Kind)
		}
	}
	for _, k := range []call.EffectKind{
		call.OpenGate, call.ApplyAnswer, call.CloseBridge, call.CountAnswered, call.CountMissed, call.PostAccept, call.PostConnect,
	} {
		if w.count[k] > 1 {
			w.t.Fatalf("effect %s came %d times", k, w.count[k])
		}
	}
	w.call = after
}

// history checks what may not change any more.
func (w *watch) history(before, after call.Call, effects []call.Effect) {
	switch {
	case before.State == call.Ended && after.State != call.Ended:
		w.t.Fatal("a call that was over lives again")
	case before.State != call.New && after.State == call.New:
		w.t.Fatal("a call was forgotten")
	case before.MetaID != "" && after.MetaID != before.MetaID:
		w.t.Fatal("Meta's id changed")
	case before.Closed && !after.Closed:
		w.t.Fatal("a closed call opened again")
	case before.Measured && after.Duration < before.Duration:
		w.t.Fatalf("the talk was shortened from %v to %v", before.Duration, after.Duration)
	case before.Outcome == call.Completed && after.Outcome != call.Completed:
		w.t.Fatalf("a completed call became %s", after.Outcome)
	}
	if before.State == call.Ended {
		allowed := []call.EffectKind{call.CountAnswered, call.CountMissed, call.OpenWindow}
		if !before.Closed {
			allowed = append(allowed, call.PostTerminate)
		}
		for _, k := range kinds(effects) {
			if !slices.Contains(allowed, k) {
				w.t.Fatalf("a call that is over (closed %v) has the effect %s", before.Closed, k)
			}
		}
		return
	}
	if after.State != call.Ended {
		return
	}
	ks := kinds(effects)
	if !slices.Contains(ks, call.CloseBridge) {
		w.t.Fatal("the call ended and its bridge stays open")
	}
	if before.State == call.Ringing && !slices.Contains(ks, call.StopRinging) {
		w.t.Fatal("the call ended and operators still ring")
	}
	told := slices.Contains(ks, call.PostTerminate) || slices.Contains(ks, call.PostReject)
	if told && after.MetaID == "" {
		w.t.Fatal("a call without Meta's id was terminated there")
	}
	if after.Unsettled() && !told && after.Outcome != call.Declined {
		w.t.Fatal("the call ended here and Meta was not told")
	}
}

// shape checks what is true of every call in a state.
func (w *watch) shape(c call.Call) {
	early := c.State == call.Dialing || c.State == call.Alerting || c.State == call.Ringing || c.State == call.Answering
	talk := c.State == call.Active || c.State == call.Held
	switch {
	case c.State == call.Ended && (c.Outcome == "" || c.EndedAt.IsZero() || !c.Deadline.IsZero() || c.Away):
		w.t.Fatalf("an ended call is not complete: %+v", c)
	case c.State.Live() && (c.Outcome != "" || c.Closed || !c.EndedAt.IsZero()):
		w.t.Fatalf("a live call has an end: %+v", c)
	case early && (c.Deadline.IsZero() || !c.AnsweredAt.IsZero()):
		w.t.Fatalf("a call before the pick-up has no deadline, or was picked up: %+v", c)
	case talk && (c.AnsweredAt.IsZero() || c.Away == c.Deadline.IsZero()):
		w.t.Fatalf("a talk was not picked up, or waits for nobody: %+v", c)
	case c.Outcome == call.Failed && c.Failure == nil:
		w.t.Fatal("a failed call does not say why")
	case c.Duration < 0 || c.Duration > 0 && c.AnsweredAt.IsZero():
		w.t.Fatalf("the talk took %v, answered at %v", c.Duration, c.AnsweredAt)
	}
}

// wantCounts checks what the counters of the permission learned in the end: an answered call corrects a missed one.
func (w *watch) wantCounts(want []call.EffectKind) {
	w.t.Helper()
	got := w.counts
	if slices.Contains(got, call.CountAnswered) {
		got = slices.DeleteFunc(slices.Clone(got), func(k call.EffectKind) bool { return k == call.CountMissed })
		if w.counts[len(w.counts)-1] != call.CountAnswered {
			w.t.Fatalf("a missed call was counted after the answered one: %v", w.counts)
		}
	}
	if !slices.Equal(got, want) {
		w.t.Fatalf("counted %v, want %v", w.counts, want)
	}
}
