package sandbox

import (
	"strings"
	"testing"
	"time"
)

// Meta: Calling API, User-initiated calls.

func callBody(action, id string) string {
	return `{"messaging_product":"whatsapp","call_id":"` + id + `","action":"` + action + `"}`
}

// callIn lets a user call the business and returns the id and the connect webhook.
func (r *rig) callIn(user, body string) (string, received) {
	r.Helper()
	id := r.post("/sandbox/users/"+user+"/calls", body).ok().Body["id"].(string)
	return id, r.event("connect")
}

// Meta: Calling API, User-initiated calls, June 2026: connect with an offer and both payloads, pre_accept, accept with the
// same SDP, terminate with the payloads. That line ends do not count is assumed.
func TestAUserCallsAndTheBusinessAccepts(t *testing.T) {
	r := stopped(t)
	id, w := r.callIn(ana, `{"cta_payload":"promo-17","deeplink_payload":"site-footer"}`)
	golden(t, "webhook-connect-offer", w.Raw)
	golden(t, "call-success", r.graph("POST", "calls", acceptBody("pre_accept", id, answerSDP)).ok().Raw)
	r.advance(3 * time.Second)
	// The same text with other line ends is the same answer.
	same := strings.ReplaceAll(answerSDP, "\r\n", "\n")
	r.graph("POST", "calls", strings.Replace(acceptBody("accept", id, same), `"session"`, `"biz_opaque_callback_data":"t-5","session"`, 1)).ok()
	r.quiet() // nobody tells the business what it did itself
	r.advance(5 * time.Second)
	r.post("/sandbox/calls/"+path(id)+"/hangup", "").ok()
	golden(t, "webhook-terminate-inbound", r.event("terminate").Raw)
}

// Meta: Calling API, User-initiated calls, June 2026: 30 to 60 s to accept, then terminate. 45 s is assumed; 138007 for what
// comes later is of Troubleshooting.
func TestACallOfAUserRingsOut(t *testing.T) {
	r := stopped(t)
	id, _ := r.callIn(ana, "")
	r.advance(r.s.timing.Ring - time.Second)
	r.quiet()
	r.advance(time.Second)
	if w := r.event("terminate").item(); w["duration"] != nil || w["direction"] != "USER_INITIATED" {
		t.Errorf("terminate %v", w)
	}
	r.graph("POST", "calls", acceptBody("accept", id, answerSDP)).fails(500, 138007, "in time")
}

// Meta: Calling API, User-initiated calls, June 2026: reject ends the call; what has ended cannot be accepted or rejected.
// The code 100 is assumed.
func TestABusinessRejectsOrTheUserGivesUp(t *testing.T) {
	r := stopped(t)
	id, _ := r.callIn(ana, "")
	r.graph("POST", "calls", callBody("reject", id)).ok()
	r.event("terminate")
	r.graph("POST", "calls", callBody("reject", id)).fails(400, 100, "already ended")
	r.graph("POST", "calls", acceptBody("accept", id, answerSDP)).fails(400, 100, "already ended")

	id, _ = r.callIn(ana, "")
	r.post("/sandbox/calls/"+path(id)+"/answer", "").refused(409, "")
	r.post("/sandbox/calls/"+path(id)+"/hangup", "").ok()
	r.event("terminate")
	if reason := r.get("/sandbox/calls/" + path(id)).ok().Body["ended_reason"]; reason != reasonCancelled {
		t.Errorf("ended as %v", reason)
	}
}

// Meta: Calling API, User-initiated calls, June 2026: one answer for pre_accept and accept, each once. Pages disagree: its
// tables say sdp_type offer, samples and practice answer.
func TestAcceptIsHeldToTheRules(t *testing.T) {
	r := stopped(t)
	id, _ := r.callIn(ana, "")
	accept := func(action, sdp string) answer { return r.graph("POST", "calls", acceptBody(action, id, sdp)) }
	offer := strings.Replace(acceptBody("accept", id, answerSDP), `"answer"`, `"offer"`, 1)
	r.graph("POST", "calls", offer).fails(400, 100, "Invalid sdp_type")
	accept("accept", strings.Replace(answerSDP, "setup:active", "setup:actpass", 1)).fails(400, 100, "active or passive")
	accept("accept", strings.Replace(answerSDP, "sha-256", "sha-1", 1)).fails(400, 100, "not SHA256")
	r.graph("POST", "calls", acceptBody("accept", "wacid.none", answerSDP)).fails(400, 100, "no such call")

	accept("pre_accept", answerSDP).ok()
	accept("pre_accept", answerSDP).fails(400, 100, "already been pre-accepted")
	accept("accept", strings.Replace(answerSDP, "cname:ramal", "cname:other", 1)).fails(400, 100, "differs from the SDP of pre_accept")
	accept("accept", answerSDP).ok()
	accept("accept", answerSDP).fails(400, 100, "already been accepted")
	r.graph("POST", "calls", callBody("reject", id)).fails(400, 100, "already been accepted")

	r.permit(bruno, true)
	out := r.connect(bruno)
	r.graph("POST", "calls", acceptBody("accept", out, answerSDP)).fails(400, 100, "calls of users only")
	r.graph("POST", "calls", callBody("reject", out)).fails(400, 100, "calls of users only")
}

// Meta: Calling API, User call permissions, June 2026: callback: an automatic temporary permission whose context is the call.
// When it comes is assumed: at the end of the call.
func TestACallOfAUserGrantsACallbackWhereThatIsEnabled(t *testing.T) {
	r := stopped(t)
	id, _ := r.callIn(ana, "")
	r.graph("POST", "calls", callBody("terminate", id)).ok()
	r.event("terminate")
	r.quiet() // not enabled

	r.graph("POST", "settings", `{"calling":{"callback_permission_status":"ENABLED"}}`).ok()
	r.event("account_settings_update")
	id, _ = r.callIn(ana, "")
	r.graph("POST", "calls", callBody("terminate", id)).ok()
	r.event("terminate")
	w := r.event("interactive")
	golden(t, "reply-e-callback", w.Raw)
	if about := w.item()["context"].(map[string]any)["id"]; about != id {
		t.Errorf("about %v, the call was %s", about, id)
	}
	if s := r.permission(ana); s != "temporary" {
		t.Errorf("permission %v", s)
	}
}

// Meta: Calling API, FAQ, Sep 2026: at the cap of concurrent calls the user gets a failure and the business no webhook. Pages
// disagree on the cap: 1,000 or 5,000.
func TestAUserCannotCallWhileInACallOrAtTheCap(t *testing.T) {
	r := stopped(t)
	r.callIn(ana, "")
	r.post("/sandbox/users/"+ana+"/calls", "").refused(409, "")
	r.post("/sandbox/account", `{"concurrent_limit":1}`).ok()
	r.post("/sandbox/users/"+bruno+"/calls", "").refused(409, "")
	r.post("/sandbox/users", `{"wa_id":"`+bruno+`","on_whatsapp":false}`).ok()
	r.post("/sandbox/users/"+bruno+"/calls", "").refused(409, "")
	r.quiet() // the business learns of none of it
	long := strings.Repeat("x", maxOpaque+1)
	r.post("/sandbox/users/"+bruno+"/calls", `{"cta_payload":"`+long+`"}`).refused(400, "cta_payload")
	r.post("/sandbox/users/"+bruno+"/calls", `{"deeplink_payload":"`+long+`"}`).refused(400, "deeplink_payload")
}

func TestAPhoneThatIsSwitchedOffCannotCall(t *testing.T) {
	r := stopped(t)
	r.change(ana, `"behaviour":"vanish"`)
	a := r.post("/sandbox/users/"+ana+"/calls", "")
	a.refused(409, "")
	if why, _ := a.Body["detail"].(string); !strings.Contains(why, "switched off") {
		t.Errorf("refused with %q", why)
	}
	r.quiet()
	r.change(ana, `"behaviour":"manual"`)
	r.callIn(ana, "")
}

// Meta: Calling API, overview, June 2026: a user's call, answered or not, opens the window.
func TestACallOfAUserOpensTheWindowAtOnce(t *testing.T) {
	r := stopped(t)
	r.callIn(ana, "")
	r.graph("POST", "messages", textBodyTo(ana, "x")).ok()
	r.advance(time.Second)
	r.event("sent")
}
