package sandbox

import (
	"context"
	"encoding/json"
	"testing"
	"time"
)

// The names of the control plane and of the phone's socket are public: these files are what pages and scripts rely on.

func TestTheShapesOfTheControlPlaneStay(t *testing.T) {
	r := stopped(t)
	r.permit(ana, false)
	id := r.connect(ana)
	r.advance(time.Second)
	r.event("connect")
	r.event("RINGING")
	golden(t, "control-user", r.get("/sandbox/users/"+ana).ok().Raw)
	golden(t, "control-call", r.get("/sandbox/calls/"+path(id)).ok().Raw)
	golden(t, "control-report", r.get("/sandbox/calls/"+path(id)+"/report").ok().Raw)
	golden(t, "control-faults", r.get("/sandbox/faults").ok().Raw)
	golden(t, "control-account", r.get("/sandbox/account").ok().Raw)
	golden(t, "control-problem", r.post("/sandbox/clock", `{"advance_seconds":-1}`).Raw)

	r.s.courier.wait()
	var log []map[string]any
	if err := json.Unmarshal(r.get("/sandbox/deliveries").ok().Raw, &log); err != nil {
		t.Fatal(err)
	}
	d := log[len(log)-1]
	for _, key := range []string{"id", "field", "body", "status", "attempts", "created_unix"} {
		if d[key] == nil {
			t.Errorf("a delivery without %s: %v", key, d)
		}
	}
	a := d["attempts"].([]any)[0].(map[string]any)
	if a["http_status"] != 200.0 || a["at_unix"] != float64(start.Unix()+1) {
		t.Errorf("attempt %v", a)
	}
}

func TestTheShapeOfAPhonesStateStays(t *testing.T) {
	r := stopped(t)
	r.write(ana, "Olá")
	r.graph("POST", "messages", textBodyTo(ana, "Bom dia")).ok()
	r.graph("POST", "messages", requestBody(ana, "Podemos ligar?")).ok()
	r.advance(time.Second)
	r.permit2(ana)
	r.connect(ana)
	r.advance(time.Second)
	p := r.phone(ana)
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	_, raw, err := p.conn.Read(ctx)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "phone-state", raw)
}

// permit2 lets a user allow calls while other webhooks are on their way.
func (r *rig) permit2(user string) {
	r.Helper()
	r.post("/sandbox/users/"+user+"/permission", `{"response":"accept"}`).ok()
}

// Meta: Business-scoped user IDs, with the calling fields of 28 May 2026: recipient takes the id; without a phone number only
// the ids remain.
func TestACallWithSomebodyWhoHidesTheNumberNamesNoNumber(t *testing.T) {
	r := stopped(t)
	r.post("/sandbox/users", `{"bsuid":"BR.abc123","name":"Gil","username":"gil","hide_phone":true}`).ok()
	r.permit("BR.abc123", true)
	body := `{"messaging_product":"whatsapp","recipient":"BR.abc123","action":"connect","session":{"sdp_type":"offer","sdp":` + quoted(offerSDP) + `}}`
	id := r.graph("POST", "calls", body).ok().path("calls", 0, "id").(string)
	r.graph("POST", "calls", body).fails(400, 138003, "already going on")
	r.advance(time.Second)
	golden(t, "webhook-connect-answer-hidden", r.event("connect").Raw)
	golden(t, "webhook-ringing-hidden", r.event("RINGING").Raw)
	r.post("/sandbox/calls/"+path(id)+"/decline", "").ok()
	r.event("REJECTED")
	golden(t, "webhook-terminate-hidden", r.event("terminate").Raw)

	id, w := r.callIn("BR.abc123", "")
	golden(t, "webhook-connect-offer-hidden", w.Raw)
	r.graph("POST", "calls", callBody("reject", id)).ok()
	r.event("terminate")
}

// Meta: Business-scoped user IDs, Feb 2026: with to and recipient, to wins.
func TestAPhoneNumberWinsOverABusinessScopedID(t *testing.T) {
	r := stopped(t)
	r.permit(bruno, true)
	body := `{"messaging_product":"whatsapp","to":"` + bruno + `","recipient":"BR.10000000000000000001","action":"connect","session":{"sdp_type":"offer","sdp":` +
		quoted(offerSDP) + `}}`
	r.graph("POST", "calls", body).ok()
	r.advance(time.Second)
	if to := r.event("connect").item()["to"]; to != bruno {
		t.Errorf("called %v", to)
	}
}

// Meta: Calling API, FAQ, Sep 2026: duplicates are possible and no order is guaranteed.
func TestACallSurvivesWebhooksThatAreLostDoubledAndOutOfOrder(t *testing.T) {
	r := stopped(t)
	r.permit(eco, true)
	r.post("/sandbox/faults", `{"reorder":1,"double":2}`).ok()
	r.connect(eco)
	r.advance(time.Second)
	// The connect webhook waits for the next one, which overtakes it and goes twice.
	r.event("RINGING")
	r.event("RINGING")
	r.event("connect")
	r.advance(time.Second)
	r.event("ACCEPTED")
	r.event("ACCEPTED")
	r.post("/sandbox/faults", `{"drop":1}`).ok()
	r.advance(time.Minute) // the watchdog ends the silent call, and nobody is told
	r.quiet()
	d := r.deliveries()
	last := d[len(d)-1]
	if last.Status != deliveryDropped || len(last.Attempts) != 0 {
		t.Errorf("log %+v", last)
	}
	r.post("/sandbox/deliveries/"+last.ID+"/redeliver", "").ok()
	r.event("terminate")
}

// Meta: Calling API, User-initiated calls, June 2026: accepting a call that is in progress is an error; its code is assumed.
func TestTwoRequestsForOneCallDoNotBothWin(t *testing.T) {
	r := stopped(t)
	id, _ := r.callIn(ana, "")
	answers := make(chan answer, 8)
	for range cap(answers) {
		go func() { answers <- r.graph("POST", "calls", acceptBody("accept", id, answerSDP)) }()
	}
	won := 0
	for range cap(answers) {
		if a := <-answers; a.Status == 200 {
			won++
		} else {
			a.fails(400, 100, "") // accepted already, or another request is at work
		}
	}
	if won != 1 {
		t.Errorf("%d requests accepted the call", won)
	}
}

// Meta: Calling API, Troubleshooting, June 2026: 138003 while a call with the receiver goes on.
func TestTwoCallsToOneUserDoNotBothStart(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	answers := make(chan answer, 8)
	for range cap(answers) {
		go func() { answers <- r.graph("POST", "calls", connectBody(ana, offerSDP)) }()
	}
	won := 0
	for range cap(answers) {
		if a := <-answers; a.Status == 200 {
			won++
		} else {
			a.fails(400, 138003, "already going on")
		}
	}
	if won != 1 {
		t.Errorf("%d calls were placed", won)
	}
}
