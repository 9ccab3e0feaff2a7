package sandbox

import (
	"strings"
	"testing"
	"time"
)

// Meta: Calling API, User call permissions, June 2026: what counts between one business number and one user, and what
// does not.

// usage is how much of a limit is used: of action 0 the requests, of action 1 the calls.
func (r *rig) usage(user string, action, limit int) float64 {
	r.Helper()
	n, _ := r.graph("GET", "call_permissions?user_wa_id="+user, "").ok().path("actions", action, "limits", limit, "current_usage").(float64)
	return n
}

// talk is a call of the business that the user picks up, and its end.
func (r *rig) talk(user string) {
	r.Helper()
	id := r.connect(user)
	r.advance(time.Second)
	r.post("/sandbox/calls/"+path(id)+"/answer", "").ok()
	r.graph("POST", "calls", terminateBody(id)).ok()
	r.events("connect", "RINGING", "ACCEPTED", "terminate")
}

// talkIn is a call of the user's that the business accepts, and its end; missIn is one that it does not.
func (r *rig) talkIn(user string) {
	r.Helper()
	id, _ := r.callIn(user, "")
	r.graph("POST", "calls", acceptBody("accept", id, answerSDP)).ok()
	r.post("/sandbox/calls/"+path(id)+"/hangup", "").ok()
	r.event("terminate")
}

func (r *rig) missIn(user string) {
	r.Helper()
	id, _ := r.callIn(user, "")
	r.post("/sandbox/calls/"+path(id)+"/hangup", "").ok()
	r.event("terminate")
}

// "Counts picked-up calls only", and those of the business.
func TestOnlyPickedUpCallsOfTheBusinessCount(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	for _, c := range []struct {
		name string
		do   func(user string)
		want float64
	}{
		{"nobody answered", r.unanswered, 0},
		{"picked up", r.talk, 1},
		{"the user called", r.talkIn, 1},
		{"the user called in vain", r.missIn, 1},
		{"picked up again", r.talk, 2},
	} {
		c.do(ana)
		if n := r.usage(ana, 1, 0); n != c.want {
			t.Errorf("%s: %v calls count, want %v", c.name, n, c.want)
		}
	}
	r.advance(day)
	if n := r.usage(ana, 1, 0); n != 0 {
		t.Errorf("a day later %v calls count", n)
	}
}

// Any connected call, of either direction, resets both counters of requests; one that nobody took resets none.
func TestWhatResetsTheCountersOfRequests(t *testing.T) {
	for name, c := range map[string]struct {
		do   func(r *rig)
		want float64
	}{
		"nothing":                       {func(*rig) {}, 1},
		"a message":                     {func(r *rig) { r.write(ana, "oi"); r.event("text") }, 1},
		"an answer to the request":      {func(r *rig) { r.permit(ana, false) }, 1},
		"a call of the user in vain":    {func(r *rig) { r.missIn(ana) }, 1},
		"a call of the user":            {func(r *rig) { r.talkIn(ana) }, 0},
		"a call to the user in vain":    {func(r *rig) { r.permit(ana, false); r.unanswered(ana) }, 1},
		"a call that the user answered": {func(r *rig) { r.permit(ana, false); r.talk(ana) }, 0},
	} {
		t.Run(name, func(t *testing.T) {
			r := stopped(t)
			r.open(ana)
			r.send(requestBody(ana, "?"))
			c.do(r)
			if d, w := r.usage(ana, 0, 0), r.usage(ana, 0, 1); d != c.want || w != c.want {
				t.Errorf("%v requests of the day and %v of the week, want %v", d, w, c.want)
			}
			again := r.graph("POST", "messages", requestBody(ana, "?"))
			if c.want == 0 {
				again.ok()
			} else {
				again.fails(400, 138009, "")
			}
		})
	}
}

// Four in a row: a call of the user's that was accepted ends the row, one that was not does not.
func TestWhatEndsARowOfUnansweredCalls(t *testing.T) {
	for name, c := range map[string]struct {
		between func(r *rig)
		revoked bool
	}{
		"nothing":                    {func(*rig) {}, true},
		"a message of the user":      {func(r *rig) { r.write(ana, "oi"); r.event("text") }, true},
		"a call of the user in vain": {func(r *rig) { r.missIn(ana) }, true},
		"a call of the user":         {func(r *rig) { r.talkIn(ana) }, false},
		"a call that was answered":   {func(r *rig) { r.talk(ana) }, false},
	} {
		t.Run(name, func(t *testing.T) {
			r := stopped(t)
			r.permit(ana, true)
			for range 3 {
				r.unanswered(ana)
			}
			c.between(r)
			r.unanswered(ana)
			if c.revoked {
				r.event("interactive")
			}
			r.quiet()
			if got := r.permission(ana); (got == "no_permission") != c.revoked {
				t.Errorf("the permission is %v", got)
			}
		})
	}
}

// Assumed: a permission that is given after a revocation starts a row of its own.
func TestAPermissionAfterARevocationStartsAnew(t *testing.T) {
	r := stopped(t)
	for range 2 {
		r.permit(ana, true)
		for range 4 {
			if got := r.permission(ana); got != "permanent" {
				t.Fatalf("the permission is %v", got)
			}
			r.unanswered(ana)
		}
		r.event("interactive")
		r.graph("POST", "calls", connectBody(ana, offerSDP)).fails(401, 138006, "")
	}
	r.quiet()
}

// A callback gives a temporary permission where there was none, after calls missed or connected. That it leaves another
// one as it is, and overrides a refusal, is assumed.
func TestACallbackGivesOnlyWhatIsMissing(t *testing.T) {
	for name, c := range map[string]struct {
		before func(r *rig)
		call   func(r *rig, user string)
		grants bool
		after  string
	}{
		"missed":           {func(*rig) {}, (*rig).missIn, true, "temporary"},
		"connected":        {func(*rig) {}, (*rig).talkIn, true, "temporary"},
		"with a temporary": {func(r *rig) { r.permit(ana, false) }, (*rig).missIn, false, "temporary"},
		"with a permanent": {func(r *rig) { r.permit(ana, true) }, (*rig).talkIn, false, "permanent"},
		"after a refusal": {func(r *rig) {
			r.post("/sandbox/users/"+ana+"/permission", `{"response":"reject"}`).ok()
			r.event("interactive")
		}, (*rig).missIn, true, "temporary"},
		"after the end of a temporary": {func(r *rig) { r.permit(ana, false); r.advance(permissionLife) }, (*rig).missIn, true, "temporary"},
	} {
		t.Run(name, func(t *testing.T) {
			r := stopped(t)
			r.graph("POST", "settings", `{"calling":{"callback_permission_status":"ENABLED"}}`).ok()
			r.event("account_settings_update")
			c.before(r)
			c.call(r, ana)
			if c.grants {
				reply := r.event("interactive").path("messages", 0, "interactive", "call_permission_reply").(map[string]any)
				if reply["response_source"] != "automatic" || reply["is_permanent"] != false {
					t.Errorf("reply %v", reply)
				}
			}
			r.quiet()
			if got := r.permission(ana); got != c.after {
				t.Errorf("the permission is %v, want %s", got, c.after)
			}
		})
	}
}

// A request is refused to a permanent permission only (Meta: Calling API, Troubleshooting: 138017); a temporary one may be
// asked for again, and a permanent answer takes its place.
func TestATemporaryPermissionMayBecomePermanent(t *testing.T) {
	r := stopped(t)
	r.open(ana)
	r.permit(ana, false)
	wamid := r.send(requestBody(ana, "?"))
	r.post("/sandbox/users/"+ana+"/permission", `{"response":"accept","permanent":true,"request":"`+wamid+`"}`).ok()
	r.event("interactive")
	r.advance(permissionLife)
	if got := r.permission(ana); got != "permanent" {
		t.Errorf("the permission is %v", got)
	}
}

// Meta: Calling API, Call settings, restrictions: a pause stops calls and requests; what the user has decided, or decides
// now, stays valid.
func TestAPauseLeavesTheUsersDecisionsAlone(t *testing.T) {
	r := stopped(t)
	r.open(ana)
	wamid := r.send(requestBody(ana, "?"))
	r.post("/sandbox/account", `{"quality":"low"}`).ok()
	r.events("account_update", "account_update")
	r.post("/sandbox/users/"+ana+"/permission", `{"response":"accept","permanent":true,"request":"`+wamid+`"}`).ok()
	r.event("interactive")
	golden(t, "permissions-restricted", r.graph("GET", "call_permissions?user_wa_id="+ana, "").ok().Raw)
	r.graph("POST", "calls", connectBody(ana, offerSDP)).fails(400, 138014, "")
	r.post("/sandbox/account", `{"quality":"normal"}`).ok()
	r.talk(ana)
}

// Whoever cannot be called looks like somebody who can, to a test number too: what its list keeps out is out, known or not.
func TestATestNumbersReadsRevealNobody(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	r.post("/sandbox/account", `{"test_number":true,"allowed_recipients":["`+bruno+`","4915112345678"]}`).ok()
	read := func(who string) string { return string(r.graph("GET", "call_permissions?"+who, "").ok().Raw) }
	if listed, unknown := read("user_wa_id="+bruno), read("user_wa_id=4915112345678"); listed != unknown || !strings.Contains(listed, `"can_perform_action":true`) {
		t.Errorf("on the list %s and %s", listed, unknown)
	}
	stranger := read("user_wa_id=4915187654321")
	for _, who := range []string{"user_wa_id=" + eco, "recipient=BR.10000000000000000004", "recipient=DE.12345"} {
		if got := read(who); got != stranger || strings.Contains(got, `"can_perform_action":true`) {
			t.Errorf("not on the list: %s and %s", got, stranger)
		}
	}
	if kept := read("user_wa_id=" + ana); !strings.Contains(kept, `"permanent"`) || strings.Contains(kept, `"can_perform_action":true`) {
		t.Errorf("a permission from before the list: %s", kept)
	}
}
