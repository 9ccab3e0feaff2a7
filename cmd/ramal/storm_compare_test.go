package main

import (
	"slices"
	"time"

	"ramal/internal/call"
)

// compare looks at each call from both sides.
func (s *storm) compare(all []plan, theirs []stormTruth, ours []call.Call) {
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
		case k.Outcome != call.Failed && k.Outcome != call.Cancelled:
			t.Errorf("%s was never placed, and is %s", k.ID, k.Outcome)
		}
	}
	counts := map[string]int{}
	for _, c := range theirs {
		p := plan[c.UserID]
		k, known := byMeta[c.ID]
		delete(byMeta, c.ID)
		switch {
		case c.State != "ended":
			t.Errorf("%v: at Meta it is still %s", p, c.State)
		case !known && p.silent(): // nobody ever told us
		case !known:
			t.Errorf("%v: not known here", p)
		default:
			counts[string(k.Direction)+" "+string(k.Outcome)]++
			s.same(p, c, k)
		}
	}
	for id := range byMeta {
		t.Errorf("%s is not known at Meta", id)
	}
	t.Logf("%d calls at Meta, %d here, %v", len(theirs), len(ours), counts)
}

// same checks that a call is here what it is at Meta.
func (s *storm) same(p plan, c stormTruth, k call.Call) {
	t := s.t
	t.Helper()
	if !slices.Contains(outcomes(p, c), k.Outcome) {
		t.Errorf("%v: %s here (%+v), want one of %v for %s %s", p, k.Outcome, k.Failure, outcomes(p, c), c.Reason, c.Status)
	}
	if !k.Closed {
		t.Errorf("%v: Meta's end is not confirmed", p)
	}
	var talked time.Duration
	if c.Picked != 0 {
		talked = time.Duration(c.Ended-c.Picked) * time.Second
	}
	off := (k.Duration - talked).Abs()
	switch {
	case k.Measured && off != 0:
		t.Errorf("%v: %v here by Meta's own figures, %v at Meta", p, k.Duration, talked)
	case !p.loses("terminate") && c.Picked != 0 && !k.Measured:
		t.Errorf("%v: Meta's figures are not here", p)
	case off >= 2*time.Second: // ours is right to a second, and Meta's is rounded to one
		t.Errorf("%v: %v here by what was seen and heard, %v at Meta", p, k.Duration, talked)
	}
}

// outcomes says what a call may be here. More than one is only where the word that tells them apart was lost.
func outcomes(p plan, c stormTruth) []call.Outcome {
	switch {
	case c.Picked != 0:
		return []call.Outcome{call.Completed}
	case p.course.inbound():
		return []call.Outcome{call.Missed}
	case c.Status == "FAILED":
		return []call.Outcome{call.Failed}
	case c.Reason == "declined" && p.loses("REJECTED") && p.loses("terminate"): // or even that its audio never came up
		return []call.Outcome{call.Unanswered, call.Failed}
	case c.Reason == "declined" && p.loses("REJECTED"): // then Meta's terminate says no more than that nobody answered
		return []call.Outcome{call.Unanswered}
	case c.Reason == "declined":
		return []call.Outcome{call.Declined}
	case p.course == cancelled || p.course == quick: // whoever gave up first: Meta's terminate is the same
		return []call.Outcome{call.Cancelled}
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
