package sandbox

import (
	"testing"
	"time"
)

// unanswered lets a call ring out and swallows its webhooks.
func (r *rig) unanswered(user string) {
	r.Helper()
	r.connect(user)
	r.advance(time.Minute)
	r.event("connect")
	r.event("RINGING")
	r.event("terminate")
}

func (r *rig) permission(user string) any {
	r.Helper()
	return r.graph("GET", "call_permissions?user_wa_id="+user, "").ok().path("permission", "status")
}

// Meta: Calling API, User call permissions, June 2026: 2 in a row ask the user to reconsider, without a webhook; 4 revoke,
// with response_source automatic.
func TestFourUnansweredCallsInARowRevokeThePermission(t *testing.T) {
	r := stopped(t)
	r.permit(ignore, true)
	for range 3 {
		r.unanswered(ignore)
	}
	if s := r.permission(ignore); s != "permanent" {
		t.Fatalf("after three: %s", s)
	}
	r.unanswered(ignore)
	golden(t, "reply-f-revoked", r.event("interactive").Raw)
	if s := r.permission(ignore); s != "no_permission" {
		t.Errorf("after four: %s", s)
	}
	var system int
	r.s.must(func(t *tx) {
		for _, m := range t.users[ignore].Messages {
			if m.Kind == kindSystem {
				system++
			}
		}
	})
	if system != 2 { // asked to reconsider after two, told after four
		t.Errorf("%d system messages on the phone", system)
	}
}

// Meta: Calling API, User call permissions, June 2026: rejected calls count like unanswered ones, consecutive ones only.
func TestADeclineCountsAsUnansweredAndAConnectedCallForgives(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	for range 3 {
		r.unanswered(ana)
	}
	id := r.connect(ana)
	r.advance(time.Second)
	r.post("/sandbox/calls/"+path(id)+"/answer", "").ok()
	r.graph("POST", "calls", terminateBody(id)).ok()
	for _, kind := range []string{"connect", "RINGING", "ACCEPTED", "terminate"} {
		r.event(kind)
	}
	for range 3 {
		id := r.connect(ana)
		r.advance(time.Second)
		r.post("/sandbox/calls/"+path(id)+"/decline", "").ok()
		for _, kind := range []string{"connect", "RINGING", "REJECTED", "terminate"} {
			r.event(kind)
		}
	}
	if s := r.permission(ana); s != "permanent" {
		t.Errorf("after three: %s", s)
	}
	r.unanswered(ana)
	r.event("interactive")
}

// Meta does not say whether a call that the business takes back counts. Assumed: not within the first seconds.
func TestACallThatIsTakenBackCountsOnlyAfterAWhile(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	count := func() (n int) {
		r.s.must(func(t *tx) { n = t.users[ana].Line.Unanswered })
		return n
	}
	id := r.connect(ana)
	r.advance(r.s.timing.Cancel - time.Second)
	r.graph("POST", "calls", terminateBody(id)).ok()
	if n := count(); n != 0 {
		t.Errorf("counted %d", n)
	}
	id = r.connect(ana)
	r.advance(r.s.timing.Cancel)
	r.graph("POST", "calls", terminateBody(id)).ok()
	if n := count(); n != 1 {
		t.Errorf("counted %d", n)
	}
}

// Meta: Calling API, User call permissions, June 2026: any connected call resets the requests. Calling API, overview, June
// 2026: an accepted call opens the window.
func TestAConnectedCallResetsTheRequestsAndOpensTheWindow(t *testing.T) {
	r := stopped(t)
	r.post("/sandbox/users/"+eco+"/messages", `{"text":"oi"}`).ok()
	r.graph("POST", "messages", requestBody(eco, "?")).ok()
	r.graph("POST", "messages", requestBody(eco, "?")).fails(400, 138009, "At most 1")
	r.advance(20 * time.Hour)
	r.connect(eco)
	r.advance(10 * time.Second)
	a := r.graph("GET", "call_permissions?user_wa_id="+eco, "").ok()
	if a.path("actions", 0, "limits", 0, "current_usage") != 0.0 || a.path("actions", 1, "limits", 0, "current_usage") != 1.0 {
		t.Errorf("permissions %s", a.Raw)
	}
	r.post("/sandbox/faults", `{"window_error":"sync"}`).ok()
	r.advance(10 * time.Hour) // 30 hours after the message, 10 after the call
	r.graph("POST", "messages", textBodyTo(eco, "x")).ok()
}
