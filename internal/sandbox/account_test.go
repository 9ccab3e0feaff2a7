package sandbox

import (
	"fmt"
	"testing"
	"time"
)

// Meta: Calling API, Troubleshooting, User call permissions, Sandbox (test numbers), June 2026 and Oct 2025.

func TestATestNumberReachesItsListOnly(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	r.permit(bruno, true)
	r.write(ana, "oi")
	r.post("/sandbox/account", `{"test_number":true,"allowed_recipients":["+55 11 99999-0002"]}`).ok()
	r.graph("POST", "calls", connectBody(ana, offerSDP)).fails(400, 131030, "not in allowed list")
	r.graph("POST", "messages", requestBody(ana, "?")).fails(400, 131030, "not in allowed list")
	r.graph("POST", "messages", requestBody("15550001111", "?")).fails(400, 131030, "not in allowed list")
	byID := `{"messaging_product":"whatsapp","recipient":"BR.10000000000000000001","action":"connect","session":{"sdp_type":"offer","sdp":` + quoted(offerSDP) + `}}`
	r.graph("POST", "calls", byID).fails(400, 131030, "not in allowed list")
	a := r.graph("GET", "call_permissions?user_wa_id="+ana, "").ok()
	if a.path("actions", 1, "can_perform_action") != false {
		t.Errorf("a call to nobody on the list can be started: %s", a.Raw)
	}
	r.connect(bruno)
	r.post("/sandbox/account", `{"allowed_recipients":["nobody"]}`).refused(400, "allowed_recipients")
}

func TestATestNumberHasRelaxedLimits(t *testing.T) {
	r := stopped(t)
	r.post("/sandbox/account", `{"test_number":true,"allowed_recipients":["`+ana+`"],"messaging_limit":250}`).ok()
	r.graph("POST", "settings", `{"calling":{"status":"ENABLED"}}`).ok() // the messaging limit does not matter
	a := r.graph("GET", "call_permissions?user_wa_id="+ana, "").ok()
	golden(t, "permissions-test-number", a.Raw)
	for range 25 {
		r.post("/sandbox/users/"+ana+"/messages", `{"text":"oi"}`).ok()
		r.graph("POST", "messages", requestBody(ana, "?")).ok()
	}
	r.graph("POST", "messages", requestBody(ana, "?")).fails(400, 138009, "25")

	r.post("/sandbox/users/"+ana+"/permission", `{"response":"accept","permanent":true}`).ok()
	for n := 1; n <= 10; n++ {
		id := r.connect(ana)
		r.advance(time.Second)
		r.post("/sandbox/calls/"+path(id)+"/decline", "").ok()
		nudged := r.s.systemLines(ana) > 0
		if nudged != (n >= 5) {
			t.Errorf("after %d calls: asked to reconsider %v", n, nudged)
		}
		if got := r.permission(ana); (got == "permanent") != (n < 10) {
			t.Errorf("after %d calls: %s", n, got)
		}
	}
}

// systemLines counts the grey lines of a phone's chat.
func (s *Server) systemLines(user string) (n int) {
	for _, m := range s.showUserState(user).Messages {
		if m.Kind == kindSystem {
			n++
		}
	}
	return n
}

func TestWithoutAPaymentMethodNobodyCalls(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	r.post("/sandbox/account", `{"payment_method":false}`).ok()
	r.graph("POST", "calls", connectBody(ana, offerSDP)).fails(400, 131044, "payment method")
	r.post("/sandbox/users/"+ana+"/calls", "").refused(409, "")
	select {
	case w := <-r.calls:
		golden(t, "webhook-unpaid", w.Raw) // the shape is assumed: Meta gives the code only
	case <-time.After(10 * time.Second):
		t.Fatal("the business does not hear of it")
	}
	r.quiet()
	r.post("/sandbox/account", `{"payment_method":true}`).ok()
	id, _ := r.callIn(ana, "")
	r.post("/sandbox/account", `{"payment_method":false}`).ok()
	for _, action := range []string{"pre_accept", "accept"} {
		r.graph("POST", "calls", acceptBody(action, id, answerSDP)).fails(400, 131044, "payment method")
	}
	r.graph("POST", "calls", callBody("reject", id)).ok()
}

// Meta: Messaging limits, 26 Nov 2025. The code is assumed.
func TestATemplateReachesSoManyPeopleInADay(t *testing.T) {
	r := stopped(t)
	send := func(user, want string) {
		t.Helper()
		r.graph("POST", "messages", templateMessage(user, "hello", "en", "")).ok()
		r.advance(time.Second)
		r.event(want)
		if want == "sent" {
			r.event("delivered")
		}
	}
	r.create(templateBody("hello", "en", `{"type":"BODY","text":"Your repair is ready."}`))
	r.post("/sandbox/account", `{"messaging_limit":1}`).ok()
	send(ana, "sent")
	send(ana, "sent") // the same person again
	send(bruno, "failed")
	r.write(bruno, "oi")
	r.event("text")
	send(bruno, "sent") // an answer is not counted
	r.advance(day)
	send(bruno, "sent")
	send(ana, "failed")
	r.post("/sandbox/account", `{"test_number":true,"allowed_recipients":["`+ana+`"]}`).ok()
	send(ana, "sent")
	r.post("/sandbox/account", `{"test_number":false,"payment_method":false}`).ok()
	send(ana, "failed")
}

func TestTheIconIsHiddenButOtherWaysStayOpen(t *testing.T) {
	r := stopped(t)
	icon := func() callingView { return r.s.showUserState(ana).Business.Call }
	for _, c := range []struct {
		settings string
		want     callingView
	}{
		{`"call_icon_visibility":"DISABLE_ALL"`, callingView{Why: whyHidden}},
		{`"call_icon_visibility":"DEFAULT","call_icons":{"restrict_to_user_countries":["PT","AO"]}`, callingView{Why: whyCountry}},
		{`"call_icons":{"restrict_to_user_countries":["PT","BR"]}`, callingView{Allowed: true}},
		{`"call_icons":{"restrict_to_user_countries":[]}`, callingView{Allowed: true}},
	} {
		r.graph("POST", "settings", `{"calling":{`+c.settings+`}}`).ok()
		if v := icon(); v != c.want {
			t.Errorf("%s: %+v", c.settings, v)
		}
		id := r.post("/sandbox/users/"+ana+"/calls", "").ok().Body["id"].(string)
		r.post("/sandbox/calls/"+path(id)+"/hangup", "").ok()
	}
	r.graph("POST", "settings", `{"calling":{"status":"DISABLED"}}`).ok()
	if v := icon(); v != (callingView{Why: whyOff}) {
		t.Errorf("calling is off: %+v", v)
	}
	r.post("/sandbox/users/"+ana+"/calls", "").refused(409, "")
}

func TestACallFromACompanionDeviceGrantsNoCallback(t *testing.T) {
	r := stopped(t)
	r.graph("POST", "settings", `{"calling":{"callback_permission_status":"ENABLED"}}`).ok()
	r.event("account_settings_update")
	for _, companion := range []bool{true, false} {
		id, _ := r.callIn(ana, fmt.Sprintf(`{"companion":%v}`, companion))
		r.post("/sandbox/calls/"+path(id)+"/hangup", "").ok()
		r.event("terminate")
		if !companion {
			r.event("interactive")
		}
		r.quiet()
	}
}
