package sandbox

import "testing"

// Meta: Calling API, overview, availability, June 2026: business-initiated calls by the country of the business number. Pages
// disagree on Türkiye: barred in Dec 2025, allowed in June 2026.
func TestWhichCountriesNumbersMayCall(t *testing.T) {
	r := stopped(t)
	r.open(ana)
	r.permit(ana, false)
	for country, allowed := range map[string]bool{
		"US": false, "CA": false, "EG": false, "VN": false, "NG": false, "BR": true, "GE": true, "TR": true, "IN": true, "DE": true,
	} {
		r.post("/sandbox/account", `{"country":"`+country+`"}`).ok()
		a := r.graph("GET", "call_permissions?user_wa_id="+ana, "").ok()
		if a.path("permission", "status") != "temporary" || a.path("actions", 1, "can_perform_action") != allowed {
			t.Errorf("%s: %s", country, a.Raw)
		}
		if !allowed {
			r.graph("POST", "calls", connectBody(ana, offerSDP)).fails(400, 138013, country)
			r.graph("POST", "messages", requestBody(ana, "?")).fails(400, 138013, country)
			continue
		}
		r.missOut(ana)
	}
	r.quiet()
}

// missOut is a call of the business that it takes back at once.
func (r *rig) missOut(user string) {
	r.Helper()
	r.graph("POST", "calls", terminateBody(r.connect(user))).ok()
	r.event("terminate")
}

// The same page: users may call wherever Cloud API is available, and the country of the callee does not matter.
func TestTheUsersCountryDoesNotMatter(t *testing.T) {
	r := stopped(t)
	for _, user := range []string{"12025550142", "201001234567", "84901234567", "2348012345678"} {
		r.post("/sandbox/users", `{"wa_id":"`+user+`","name":"`+user+`"}`).ok()
		r.permit(user, true)
		r.missOut(user)
	}
	r.post("/sandbox/account", `{"country":"US"}`).ok()
	id, _ := r.callIn(ana, "")
	r.graph("POST", "calls", acceptBody("accept", id, answerSDP)).ok()
}

// Meta: Calling API, FAQ: a number has 1,000 calls at once (pages disagree: 5,000 in Sep 2026) and Business-initiated calls,
// June 2026: 10,000 new ones in 24 hours. Overview, prerequisites: calling needs a messaging limit of 2,000.
func TestTheLimitsOfANewNumber(t *testing.T) {
	r := stopped(t)
	a := r.get("/sandbox/account").ok()
	if a.Body["concurrent_limit"] != 1000.0 || a.Body["calls_per_day"] != 10_000.0 || a.Body["payment_method"] != true {
		t.Errorf("account %s", a.Raw)
	}
	for limit, enough := range map[string]bool{"250": false, "1999": false, "2000": true, "100000": true} {
		r := bare(t, Options{Clock: NewStoppedClock(start)})
		r.subscribe()
		r.post("/sandbox/account", `{"messaging_limit":`+limit+`}`).ok()
		b := r.graph("POST", "settings", `{"calling":{"status":"ENABLED"}}`)
		if enough {
			b.ok()
		} else {
			b.fails(400, 138015, "2000")
		}
	}
}
