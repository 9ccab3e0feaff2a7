package main

import (
	"slices"
	"testing"
	"time"

	"ramal/internal/call"
	"ramal/internal/meta"
)

// word is what became of the webhooks of one call: by event, whether any arrived.
type word map[string]bool

// lost reports whether the webhook of an event was sent, and never arrived.
func (w word) lost(event string) bool {
	arrived, sent := w[event]
	return sent && !arrived
}

// nothing reports whether no webhook at all told of the call.
func (w word) nothing() bool {
	for _, arrived := range w {
		if arrived {
			return false
		}
	}
	return true
}

// told reads in Meta's log of deliveries what arrived of each call.
func told(t *testing.T, log []stormDelivery) map[string]word {
	t.Helper()
	all := map[string]word{}
	note := func(id, event string, arrived bool) {
		if all[id] == nil {
			all[id] = word{}
		}
		all[id][event] = all[id][event] || arrived
	}
	for _, d := range log {
		envelope, err := meta.ParseEnvelope([]byte(d.Body))
		must(t, err)
		for _, e := range envelope.Events() {
			v, err := e.Decode()
			must(t, err)
			if e.Field != meta.FieldCalls {
				continue
			}
			if d.Status != "delivered" && d.Status != "dropped" {
				t.Errorf("a webhook is still %s: %s", d.Status, d.Body)
			}
			for _, k := range v.Calls {
				note(k.ID, string(k.Event), d.Status == "delivered")
			}
			for _, k := range v.Statuses {
				note(k.ID, string(k.CallStatus()), d.Status == "delivered")
			}
		}
	}
	return all
}

// compare looks at each call from both sides.
func (s *storm) compare(all []plan, theirs []stormTruth, ours []call.Call, told map[string]word) {
	t := s.t
	t.Helper()
	plan := planOf(all)
	byMeta := map[string]call.Call{}
	for _, k := range ours {
		if k.State != call.Ended {
			t.Errorf("%s %s is still %s", k.Direction, k.ID, k.State)
		}
		if _, there := s.server.media.Bridge(string(k.WorkspaceID) + "/" + string(k.ID)); there {
			t.Errorf("%s %s has its audio still", k.Direction, k.ID)
		}
		switch {
		case k.MetaID != "":
			byMeta[k.MetaID] = k
		case k.Outcome != call.Failed && k.Outcome != call.Cancelled && k.Outcome != call.Busy:
			t.Errorf("%s was never placed, and is %s", k.ID, k.Outcome)
		}
	}
	counts, lost, talks := map[string]int{}, 0, 0
	for _, c := range theirs {
		p, w := plan[c.UserID], told[c.ID]
		k, known := byMeta[c.ID]
		delete(byMeta, c.ID)
		for event := range w {
			if w.lost(event) {
				lost++
			}
		}
		if c.Picked != 0 {
			talks++
		}
		switch {
		case c.State != "ended":
			t.Errorf("%v: at Meta it is still %s", p, c.State)
		case !known && w.nothing(): // nobody ever told us
		case !known:
			t.Errorf("%v: not known here, though %v", p, w)
		default:
			counts[string(k.Direction)+" "+string(k.Outcome)]++
			s.same(p, c, k, w)
		}
	}
	for id := range byMeta {
		t.Errorf("%s is not known at Meta", id)
	}
	if s.forgiven > talks/8 { // what is forgiven to a few would hide what is wrong with all
		t.Errorf("of %d talks %d were too quiet to judge: something is broken, or the machine is far too slow", talks, s.forgiven)
	}
	t.Logf("%d calls at Meta, %d here, %d webhooks lost, %d talks of which %d were too quiet to judge, %v", len(theirs), len(ours), lost, talks, s.forgiven, counts)
}

// same checks that a call is here what it is at Meta.
func (s *storm) same(p plan, c stormTruth, k call.Call, w word) {
	t := s.t
	t.Helper()
	if can := outcomes(p, c, k, w); !slices.Contains(can, k.Outcome) {
		t.Errorf("%v: %s here (%+v), want one of %v for %s %s, %v", p, k.Outcome, k.Failure, can, c.Reason, c.Status, w)
	}
	if !k.Closed {
		t.Errorf("%v: Meta's end is not confirmed", p)
	}
	var talked time.Duration
	if c.Picked != 0 {
		talked = time.Duration(c.Ended-c.Picked) * time.Second
	}
	switch {
	case k.Measured && k.Duration != talked:
		t.Errorf("%v: %v here by Meta's own figures, %v at Meta", p, k.Duration, talked)
	case !w.lost("terminate") && c.Picked != 0 && !k.Measured:
		t.Errorf("%v: Meta's figures are not here", p)
	case !k.Measured && !ghost(k):
		s.near(p, c, k, w, talked)
	}
}

// near checks a duration that nobody told: how long the talk was by what was seen and heard.
func (s *storm) near(p plan, c stormTruth, k call.Call, w word, talked time.Duration) {
	t := s.t
	t.Helper()
	lines, err := s.server.store.Timeline(s.t.Context(), k.WorkspaceID, k.ID)
	must(t, err)
	first := func(is func(call.Line) bool) call.Line {
		i := slices.IndexFunc(lines, is)
		if i < 0 {
			return call.Line{}
		}
		return lines[i]
	}
	heard := first(func(l call.Line) bool { return l.Kind == call.MediaUp }).At
	by := first(func(l call.Line) bool { return l.After == call.Ended }).Kind
	if c.Picked != 0 && (heard.IsZero() || k.Outcome == call.Unanswered) && (mute(c, w) || !audible(p, c)) {
		s.forgiven++
		return // its audio never came up, or as good as never: nothing here shows how long it took
	}
	const exact = 2 * time.Second // ours is right to a second, and Meta's is rounded to one
	least, most := talked-exact, talked+exact
	if w.lost("ACCEPTED") { // the talk began when it was first heard: as much later as the audio took to come up
		least -= max(0, heard.Sub(time.Unix(c.Picked, 0)))
	}
	if by == call.MediaLost && p.course == vanishes { // Meta's farewell got lost, and the phone was gone a while before that
		least -= stormMedia
	}
	if k.Duration <= least || k.Duration >= most {
		t.Errorf("%v: %v here by what was seen and heard (%s ended it), %v at Meta, want it between %v and %v, %v", p, k.Duration, by, talked, least, most, w)
	}
}

// ghost reports whether a call was given up here because Meta failed to say that it took it.
func ghost(k call.Call) bool {
	return k.Failure != nil && (k.Failure.Reason == call.ReasonUnreachable || k.Failure.Reason == call.ReasonTimeout)
}

// mute reports whether Meta ended a call because it never heard us, and did not get to say so: a machine that is too slow to
// bring audio up in time sees nothing of what happened then.
func mute(c stormTruth, w word) bool { return c.Reason == "no_media" && w.lost("terminate") }

// audible reports whether the audio was up for two seconds of the talk, by Meta's side and to a second, before the phone was
// gone. A machine that is too slow may bring it up when all is over.
func audible(p plan, c stormTruth) bool {
	if c.Media == nil || c.Media.Up == nil {
		return false
	}
	from := max(time.Duration(c.Picked)*time.Second, time.Duration(c.Created)*time.Second+time.Duration(*c.Media.Up)*time.Millisecond)
	until := time.Duration(c.Ended) * time.Second
	if p.course == vanishes {
		until = min(until, time.Duration(c.Picked)*time.Second+p.lasts)
	}
	return until-from >= 2*time.Second
}

// outcomes says what a call may be here. More than one is only where the word that tells them apart was lost.
func outcomes(p plan, c stormTruth, k call.Call, w word) []call.Outcome {
	switch {
	case ghost(k) && c.Picked == 0 && w["REJECTED"] && k.Failure.Code != 0: // what Meta says last counts
		return []call.Outcome{call.Declined}
	case ghost(k) && c.Picked == 0 && w["REJECTED"]: // nor did Meta say anything before, and we were who gave up
		return []call.Outcome{call.Failed, call.Declined}
	case ghost(k):
		return []call.Outcome{call.Failed, call.Completed}
	case mute(c, w):
		return []call.Outcome{call.Completed, call.Failed, call.Unanswered}
	case c.Picked != 0 && w.lost("ACCEPTED") && w.lost("terminate") && !audible(p, c): // who should know?
		return []call.Outcome{call.Completed, call.Unanswered}
	case c.Picked != 0:
		return []call.Outcome{call.Completed}
	case p.course.inbound():
		return []call.Outcome{call.Missed}
	case c.Status == "FAILED":
		return []call.Outcome{call.Failed}
	case p.course == cancelled || p.course == quick: // whoever gave up first: Meta's terminate is the same
		return []call.Outcome{call.Cancelled}
	case w.lost("REJECTED") && w.lost("terminate"): // not even whether its audio would have come up
		return []call.Outcome{call.Unanswered, call.Failed}
	case w.lost("REJECTED"): // Meta's terminate says no more than that nobody answered
		return []call.Outcome{call.Unanswered}
	case p.course == declined || p.course == busy:
		return []call.Outcome{call.Declined}
	}
	return []call.Outcome{call.Unanswered}
}

// planOf finds a plan by the user that Meta names.
func planOf(all []plan) map[string]plan {
	byUser := map[string]plan{}
	for _, p := range all {
		byUser[p.user] = p
	}
	return byUser
}
