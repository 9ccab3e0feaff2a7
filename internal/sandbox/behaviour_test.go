package sandbox

import (
	"testing"
	"time"
)

func (r *rig) change(user, fields string) {
	r.Helper()
	r.post("/sandbox/users", `{"wa_id":"`+user+`",`+fields+`}`).ok()
}

// events waits for webhooks of these kinds, in this order.
func (r *rig) events(kinds ...string) (last received) {
	r.Helper()
	for _, kind := range kinds {
		last = r.event(kind)
	}
	return last
}

// How a busy phone looks at Meta is not documented; assumed: a refusal without ringing, which counts as unanswered.
func TestABusyPhoneDeclinesWithoutRinging(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	r.change(ana, `"behaviour":"busy"`)
	r.connect(ana)
	r.advance(time.Second)
	w := r.events("connect", "REJECTED", "terminate")
	if w.item()["status"] != "COMPLETED" || w.item()["duration"] != nil {
		t.Errorf("terminate %s", w.Raw)
	}
	st := r.phone(ana).until("the end", func(phoneState) bool { return true })
	if st.Call != nil || st.last().Text != "Missed call" || st.User.Call != nil {
		t.Errorf("the phone shows %+v", st)
	}
}

func TestAPhoneHangsUpByItself(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	r.change(ana, `"behaviour":"answer","answer_after_ms":0,"hang_up_after_ms":4000`)
	r.connect(ana)
	r.advance(time.Second)
	r.events("connect", "RINGING", "ACCEPTED")
	r.advance(2 * time.Second)
	r.change(ana, `"hang_up_after_ms":9000`) // of the call that is under way
	r.advance(5 * time.Second)
	r.quiet()
	r.advance(2 * time.Second)
	if w := r.event("terminate"); w.item()["duration"] != 9.0 || w.item()["status"] != "COMPLETED" {
		t.Errorf("terminate %s", w.Raw)
	}

	id, _ := r.callIn(ana, "")
	r.graph("POST", "calls", acceptBody("accept", id, answerSDP)).ok()
	r.change(ana, `"hang_up_after_ms":0`)
	r.change(ana, `"hang_up_after_ms":12000`)
	r.advance(12 * time.Second)
	if w := r.event("terminate"); w.item()["duration"] != 12.0 {
		t.Errorf("terminate %s", w.Raw)
	}
}

func TestAChangeOfBehaviourReachesARingingPhone(t *testing.T) {
	for _, c := range []struct{ name, before, change, end string }{
		{"answer sooner", `"behaviour":"answer","answer_after_ms":30000`, `"answer_after_ms":3000`, "ACCEPTED"},
		{"answer at once", `"behaviour":"ignore"`, `"behaviour":"answer","answer_after_ms":100`, "ACCEPTED"},
		{"decline instead", `"behaviour":"answer","answer_after_ms":3000`, `"behaviour":"decline"`, "REJECTED"},
		{"busy now", `"behaviour":"manual"`, `"behaviour":"busy"`, "REJECTED"},
		{"a person takes over", `"behaviour":"answer","answer_after_ms":3000`, `"behaviour":"manual"`, "terminate"},
		{"switched off", `"behaviour":"answer","answer_after_ms":3000`, `"behaviour":"vanish"`, "terminate"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := stopped(t)
			r.permit(ana, true)
			r.change(ana, c.before)
			id := r.connect(ana)
			r.advance(time.Second)
			r.events("connect", "RINGING")
			r.change(ana, c.change)
			r.advance(4 * time.Second)
			if c.end == "terminate" {
				r.quiet()
				r.advance(time.Minute)
			}
			r.event(c.end)
			r.post("/sandbox/calls/"+path(id)+"/answer", "").refused(409, "")
		})
	}
}

// Assumed, on no page of Meta's: a phone that went off rings out.
func TestAPhoneThatIsOffCanNeitherAnswerNorDecline(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	id := r.connect(ana)
	r.advance(time.Second)
	r.change(ana, `"behaviour":"vanish"`)
	for _, action := range []string{"answer", "decline", "hangup"} {
		r.post("/sandbox/calls/"+path(id)+"/"+action, "").refused(409, "")
	}
	r.change(ana, `"behaviour":"manual"`) // it is back in time
	r.post("/sandbox/calls/"+path(id)+"/answer", "").ok()
	r.events("connect", "RINGING", "ACCEPTED")
}

// Meta: Calling API, Troubleshooting, Jun 2026, describes 138022; that this is how a phone looks that lost its network is
// assumed.
func TestAPhoneThatLosesItsNetworkFailsTheCall(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	id := r.connect(ana)
	r.advance(time.Second)
	r.post("/sandbox/calls/"+path(id)+"/answer", "").ok()
	r.events("connect", "RINGING", "ACCEPTED")
	r.advance(5 * time.Second)
	r.change(ana, `"behaviour":"vanish"`)
	r.post("/sandbox/calls/"+path(id)+"/hangup", "").refused(409, "")
	r.advance(29 * time.Second)
	r.quiet()
	r.advance(time.Second)
	golden(t, "webhook-terminate-vanished", r.event("terminate").Raw)
}

// Meta: Calling API, Troubleshooting, Jun 2026: 138023, accepted, but no signals of media. When it comes is assumed.
func TestACallIsAcceptedAfterThePhoneLostItsNetwork(t *testing.T) {
	r := stopped(t)
	id, _ := r.callIn(ana, "")
	r.change(ana, `"behaviour":"vanish"`)
	r.post("/sandbox/calls/"+path(id)+"/hangup", "").refused(409, "")
	r.graph("POST", "calls", acceptBody("accept", id, answerSDP)).ok()
	r.advance(20 * time.Second)
	if w := r.event("terminate"); w.item()["status"] != "FAILED" || w.path("errors", 0, "code") != 138023.0 {
		t.Errorf("terminate %s", w.Raw)
	}
}

// A message that fails on its way fails, whatever is changed about the user meanwhile.
func TestAChangeOfAUserDoesNotRescueAMessageThatFails(t *testing.T) {
	r := stopped(t)
	r.graph("POST", "messages", textBodyTo(bruno, "x")).ok() // the window is closed
	r.change(bruno, `"name":"Bruno"`)
	r.advance(time.Minute)
	if w := r.event("failed"); w.path("statuses", 0, "errors", 0, "code") != 131047.0 {
		t.Errorf("status %s", w.Raw)
	}
	r.quiet()
}
