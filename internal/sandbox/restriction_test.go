package sandbox

import (
	"testing"
	"time"

	"ramal/internal/meta"
)

// Meta: Calling API, Call settings: restrictions for low quality, in force since 27 Jan 2026.

func TestLowQualityPausesTheBusinesssCallsForSevenDays(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	r.write(bruno, "oi")
	r.event("text")
	r.post("/sandbox/account", `{"quality":"low"}`).ok()
	golden(t, "webhook-violation", r.event("account_update").Raw)
	golden(t, "webhook-restriction", r.event("account_update").Raw)
	golden(t, "settings-restricted", r.graph("GET", "settings", "").ok().Raw)

	r.graph("POST", "calls", connectBody(ana, offerSDP)).fails(400, 138014, "low quality")
	r.graph("POST", "messages", requestBody(bruno, "?")).fails(400, 138014, "low quality")
	if s := r.permission(ana); s != "permanent" {
		t.Errorf("the pause took the permission: %v", s)
	}
	if v := r.s.showUserState(ana).Business.Call; !v.Allowed {
		t.Errorf("users cannot call: %+v", v)
	}

	r.advance(7*day - time.Second)
	r.graph("POST", "calls", connectBody(ana, offerSDP)).fails(400, 138014, "low quality")
	r.advance(time.Second)
	r.quiet() // no webhook for the end is documented
	a := r.get("/sandbox/account").ok()
	if a.Body["quality"] != "normal" || len(a.path("restrictions").([]any)) != 0 {
		t.Errorf("after 7 days: %s", a.Raw)
	}
	if c := r.graph("GET", "settings", "").ok().path("calling").(map[string]any); c["restrictions"] != nil {
		t.Errorf("settings still show %v", c["restrictions"])
	}
	r.connect(ana)
}

func TestRestrictionsAreSetAndLiftedDirectly(t *testing.T) {
	r := stopped(t)
	set := func(list string) { r.post("/sandbox/account", `{"restrictions":[`+list+`]}`).ok() }
	set(`{"type":"RESTRICTED_USER_INITIATED_CALLING"}`)
	r.event("account_update")
	r.event("account_update")
	if v := r.s.showUserState(ana).Business.Call; v.Allowed || v.Why != whyRestricted {
		t.Errorf("calling a paused business: %+v", v)
	}
	r.post("/sandbox/users/"+ana+"/calls", "").refused(409, "")

	// Another list replaces it: the first is lifted, the second has no end and a remediation.
	set(`{"type":"RESTRICTED_USER_INITIATED_CALLING_CALL_BUTTON_HIDDEN"}`)
	golden(t, "webhook-violation-pickup", r.event("account_update").Raw)
	golden(t, "webhook-restriction-button", r.event("account_update").Raw)
	if v := r.s.showUserState(ana).Business.Call; v.Why != whyHidden {
		t.Errorf("the button is not hidden: %+v", v)
	}
	id, _ := r.callIn(ana, "") // only the button is hidden
	r.post("/sandbox/calls/"+path(id)+"/hangup", "").ok()
	r.event("terminate")
	r.advance(30 * day)
	if v := r.s.showUserState(ana).Business.Call; v.Why != whyHidden {
		t.Errorf("the hidden button came back by itself: %+v", v)
	}
	set(`{"type":"RESTRICTED_USER_INITIATED_CALLING_CALL_BUTTON_HIDDEN"}`)
	set(``)
	r.quiet() // neither what stays nor what is lifted is told
	if v := r.s.showUserState(ana).Business.Call; !v.Allowed {
		t.Errorf("lifted: %+v", v)
	}
}

func TestAPauseIsLiftedWithItsQuality(t *testing.T) {
	r := stopped(t)
	until := start.Add(time.Hour).Unix()
	a := r.post("/sandbox/account", `{"restrictions":[{"type":"RESTRICTED_BUSINESS_INITIATED_CALLING","expiration_unix":`+itoa(int(until))+`,"reason":"spam"}]}`).ok()
	if a.Body["quality"] != "low" || a.path("restrictions", 0, "reason") != "spam" {
		t.Errorf("a pause of the business's calls: %s", a.Raw)
	}
	r.event("account_update")
	w := r.event("account_update")
	if e := w.Value["restriction_info"].([]any)[0].(map[string]any)["expiration"]; e != float64(until) {
		t.Errorf("until %v", e)
	}
	if a := r.post("/sandbox/account", `{"quality":"normal"}`).ok(); len(a.path("restrictions").([]any)) != 0 {
		t.Errorf("quality is back: %s", a.Raw)
	}
	r.quiet()
}

func TestARestrictionThatCannotBeIsRefused(t *testing.T) {
	r := stopped(t)
	for _, list := range []string{
		`[{"type":"RESTRICTED"}]`, `[{"type":"` + meta.RestrictedUserCalls + `","expiration_unix":1}]`,
		`[{"type":"` + meta.RestrictedUserCalls + `"},{"type":"` + meta.RestrictedUserCalls + `"}]`,
	} {
		r.post("/sandbox/account", `{"restrictions":`+list+`}`).refused(400, "restrictions")
	}
	r.post("/sandbox/account", `{"quality":"medium"}`).refused(400, "quality")
	r.post("/sandbox/account", `{"name":""}`).refused(400, "name")
	r.quiet()
}

func TestAPauseOutlivesARestart(t *testing.T) {
	dir := t.TempDir()
	r := rigged(t, Options{Clock: NewStoppedClock(start), DataDir: dir})
	r.post("/sandbox/account", `{"quality":"low"}`).ok()
	r.event("account_update")
	r.event("account_update")
	r.stop()
	r.startAgain(dir)
	r.graph("POST", "calls", connectBody(ana, offerSDP)).fails(400, 138014, "low quality")
	r.advance(7 * day)
	if a := r.get("/sandbox/account").ok(); a.Body["quality"] != "normal" {
		t.Errorf("the pause does not end after a restart: %s", a.Raw)
	}
}
