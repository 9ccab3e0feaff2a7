package sandbox

import (
	"strings"
	"testing"
	"time"
)

// Meta: Calling API, Business-initiated calls.

func terminateBody(id string) string {
	return `{"messaging_product":"whatsapp","call_id":"` + id + `","action":"terminate"}`
}

// Meta: Calling API, Business-initiated calls, June 2026: the call id, connect with the answer, RINGING, ACCEPTED, terminate
// with its times. Seen in practice: ACCEPTED is the moment of the pick-up.
func TestACallHasTheDocumentedShapes(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	a := r.graph("POST", "calls", connectBody(ana, offerSDP)).ok()
	golden(t, "call-answer", a.Raw)
	id := a.path("calls", 0, "id").(string)
	r.quiet()
	r.advance(time.Second)
	golden(t, "webhook-connect-answer", r.event("connect").Raw)
	golden(t, "webhook-ringing", r.event("RINGING").Raw)
	r.post("/sandbox/calls/"+path(id)+"/answer", "").ok()
	golden(t, "webhook-accepted", r.event("ACCEPTED").Raw)
	r.advance(12 * time.Second)
	r.post("/sandbox/calls/"+path(id)+"/hangup", "").ok()
	golden(t, "webhook-terminate-completed", r.event("terminate").Raw)
	r.quiet()
}

// Meta: Calling API, Business-initiated calls, June 2026: REJECTED is followed by terminate too.
func TestADeclinedCallIsRejectedAndThenTerminated(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	id := r.connect(ana)
	r.advance(time.Second)
	r.event("connect")
	r.event("RINGING")
	r.post("/sandbox/calls/"+path(id)+"/decline", "").ok()
	r.event("REJECTED")
	golden(t, "webhook-terminate-unanswered", r.event("terminate").Raw)
	r.post("/sandbox/calls/"+path(id)+"/answer", "").refused(409, "")
	r.post("/sandbox/calls/"+path(id)+"/decline", "").refused(409, "")
	r.post("/sandbox/calls/"+path(id)+"/hangup", "").refused(409, "")
}

// Meta: Calling API, Business-initiated calls, June 2026: who does not answer leaves a terminate without times. COMPLETED is
// its newest text (Sep 2026); the time of ringing is assumed.
func TestAnUnansweredCallEndsCompletedWithoutTimes(t *testing.T) {
	r := stopped(t)
	r.permit(ignore, true)
	r.connect(ignore)
	r.advance(r.s.timing.Ring - time.Second)
	r.event("connect")
	r.event("RINGING")
	r.quiet()
	r.advance(time.Second)
	w := r.event("terminate").item()
	if w["status"] != "COMPLETED" || w["duration"] != nil || w["start_time"] != nil || w["end_time"] != nil {
		t.Errorf("terminate %v", w)
	}
}

// Assumed, on no page of Meta's: a phone without a network gives connect and terminate, and no RINGING.
func TestAPhoneThatIsOffNeverRings(t *testing.T) {
	r := stopped(t)
	r.permit(absent, true)
	id := r.connect(absent)
	r.advance(time.Second)
	r.event("connect")
	r.post("/sandbox/calls/"+path(id)+"/answer", "").refused(409, "")
	r.advance(time.Minute)
	r.event("terminate")
}

func TestHeadlessPhonesDoWhatTheyAreToldTo(t *testing.T) {
	r := stopped(t)
	r.permit(eco, true)
	r.permit(refuse, true)
	r.connect(eco)
	r.advance(5 * time.Second)
	r.event("connect")
	r.event("RINGING")
	r.event("ACCEPTED")
	r.connect(refuse)
	r.advance(5 * time.Second)
	r.event("connect")
	r.event("RINGING")
	r.event("REJECTED")
	r.event("terminate")
}

// Meta: Calling API, Business-initiated calls, June 2026: terminate needs a call_id that is known and a call that has not
// ended; the code 100 is assumed.
func TestTheBusinessMayTakeACallBack(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	id := r.connect(ana)
	r.graph("POST", "calls", terminateBody(id)).ok()
	w := r.event("terminate").item()
	if w["status"] != "COMPLETED" || w["duration"] != nil {
		t.Errorf("terminate %v", w)
	}
	r.advance(time.Minute) // no connect, no ringing, no time-out after it
	r.quiet()
	r.graph("POST", "calls", terminateBody(id)).fails(400, 100, "already ended")
	r.graph("POST", "calls", terminateBody("wacid.none")).fails(400, 100, "no such call")
	r.graph("POST", "calls", terminateBody("")).fails(400, 100, "call_id is required")
}

// Meta: Calling API, Troubleshooting, June 2026: 138001, 138002, 138003, 138005, 138006 and 138013. That 10,000 new calls a
// day are 138005 is assumed. Pages disagree on Türkiye: allowed, says the newest.
func TestWhyACallIsNotPlaced(t *testing.T) {
	r := stopped(t)
	r.graph("POST", "calls", connectBody(ana, offerSDP)).fails(401, 138006, "No approved call permission")
	r.graph("POST", "calls", connectBody("4915112345678", offerSDP)).fails(400, 138001, "cannot be called")
	r.permit(ana, true)
	r.permit(bruno, true)

	r.post("/sandbox/users", `{"wa_id":"`+ana+`","client":"old"}`).ok()
	r.graph("POST", "calls", connectBody(ana, offerSDP)).fails(400, 138001, "cannot be called")
	r.post("/sandbox/users", `{"wa_id":"`+ana+`","client":"current","on_whatsapp":false}`).ok()
	r.graph("POST", "calls", connectBody(ana, offerSDP)).fails(400, 138001, "cannot be called")
	r.post("/sandbox/users", `{"wa_id":"`+ana+`","on_whatsapp":true}`).ok()

	r.post("/sandbox/account", `{"country":"US"}`).ok()
	r.graph("POST", "calls", connectBody(ana, offerSDP)).fails(400, 138013, "US")
	r.graph("POST", "messages", requestBody(ana, "?")).fails(400, 138013, "US")
	r.post("/sandbox/account", `{"country":"TR"}`).ok()

	id := r.connect(ana)
	r.graph("POST", "calls", connectBody(ana, offerSDP)).fails(400, 138003, "already going on")
	r.post("/sandbox/account", `{"concurrent_limit":1}`).ok()
	r.graph("POST", "calls", connectBody(bruno, offerSDP)).fails(429, 138002, "At most 1")
	r.graph("POST", "calls", terminateBody(id)).ok()
	r.post("/sandbox/account", `{"calls_per_day":1}`).ok()
	r.graph("POST", "calls", connectBody(bruno, offerSDP)).fails(429, 138005, "24 hours")
	r.advance(day)
	r.connect(bruno)
}

// Meta: Calling API, User call permissions, June 2026: 100 connected calls in 24 hours. FAQ and Troubleshooting, June 2026:
// the limit does not revoke; 138012 names the next time. Pages disagree: samples still show 5 and 10.
func TestAfterAHundredConnectedCallsTheNextIsNamed(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	r.s.must(func(t *tx) {
		for i := range callsPerDay {
			t.users[ana].Line.Connected = append(t.users[ana].Line.Connected, start.Unix()+int64(i))
		}
	})
	r.advance(time.Hour)
	r.graph("POST", "calls", connectBody(ana, offerSDP)).fails(400, 138012, "Next call allowed at 2026-11-23T12:00:00Z")
	a := r.graph("GET", "call_permissions?user_wa_id="+ana, "").ok()
	if a.path("permission", "status") != "permanent" || a.path("actions", 1, "can_perform_action") != false {
		t.Errorf("the limit does not revoke, but it stops: %s", a.Raw)
	}
	r.advance(23 * time.Hour)
	r.connect(ana)
}

// Meta: Calling API, Business-initiated calls, June 2026: format, SDP and ICE are checked, with the cause in
// error_data.details. Seen in practice: the words about the fingerprint and 2494010; the others are assumed.
func TestBadCallRequestsAreRefused(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	with := func(rest string) string { return `{"messaging_product":"whatsapp",` + rest + `}` }
	edit := func(old, text string) string { return connectBody(ana, strings.ReplaceAll(offerSDP, old, text)) }
	for name, c := range map[string]struct{ body, words string }{
		"no action":       {with(`"to":"` + ana + `"`), "The parameter action is required."},
		"unknown action":  {with(`"action":"hold"`), "Param action must be one of"},
		"pre-accept":      {with(`"action":"pre-accept"`), "PRE_ACCEPT"},
		"no recipient":    {with(`"action":"connect"`), "The parameter to is required."},
		"no session":      {with(`"action":"connect","to":"` + ana + `"`), "The parameter session is required."},
		"no sdp_type":     {with(`"action":"connect","to":"` + ana + `","session":{"sdp":"v=0"}`), "sdp_type"},
		"no sdp":          {with(`"action":"connect","to":"` + ana + `","session":{"sdp_type":"offer"}`), "session['sdp']"},
		"answer":          {strings.Replace(connectBody(ana, offerSDP), `"offer"`, `"answer"`, 1), "Invalid sdp_type"},
		"no fingerprint":  {edit("a=fingerprint:", "a=x-fingerprint:"), "No fingerprint found in SDP"},
		"sha-384":         {edit("sha-256", "sha-384"), "Fingerprint algo is not SHA256"},
		"a second print":  {edit("a=setup:", "a=fingerprint:sha-512 AA\r\na=setup:"), "Fingerprint algo is not SHA256"},
		"no audio":        {edit("m=audio", "m=video"), "No audio media section"},
		"two media":       {connectBody(ana, offerSDP+"m=video 9 UDP/TLS/RTP/SAVPF 96\r\n"), "exactly one media section"},
		"no opus":         {edit("opus/48000/2", "PCMU/8000"), "Opus codec not found"},
		"no ufrag":        {edit("a=ice-ufrag", "a=x"), "ice-ufrag"},
		"no pwd":          {edit("a=ice-pwd", "a=x"), "ice-pwd"},
		"no setup":        {edit("a=setup", "a=x"), "setup"},
		"not an sdp":      {connectBody(ana, "hello"), "could not be parsed"},
		"long opaque":     {strings.Replace(connectBody(ana, offerSDP), "ticket-9001", strings.Repeat("x", 513), 1), "512"},
		"escaped as JSON": {connectBody(ana, `{"type":"offer","sdp":"v=0"}`), "could not be parsed"},
	} {
		t.Run(name, func(*testing.T) { r.graph("POST", "calls", c.body).fails(400, 100, c.words) })
	}
	sub := r.graph("POST", "calls", edit("sha-256", "sha-512")).path("error", "error_subcode")
	if sub != 2494010.0 {
		t.Errorf("subcode %v", sub)
	}
	if n := len(r.get("/sandbox/calls").ok().path("calls").([]any)); n != 0 {
		t.Errorf("%d calls came of it", n)
	}
}

// Meta: Calling API, FAQ, Nov 2025: lines end with CRLF. What Meta does with others is not known: assumed to work.
func TestLineEndsThatAreNotCRLFAreNoted(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	a := r.graph("POST", "calls", connectBody(ana, strings.ReplaceAll(offerSDP, "\r\n", "\n"))).ok()
	rep := r.get("/sandbox/calls/" + path(a.path("calls", 0, "id").(string)) + "/report").ok()
	if w, _ := rep.path("warnings").([]any); len(w) != 1 {
		t.Errorf("report %s", rep.Raw)
	}
}

// Seen in practice, against Business-initiated calls: actpass in an answer, Completed for COMPLETED, connect without
// contacts. Pages disagree on the case.
func TestQuirksOfPracticeCanBeSwitchedOn(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	r.post("/sandbox/faults", `{"answer_setup":"actpass","status_case":"title","omit_contacts":true}`).ok()
	id := r.connect(ana)
	r.advance(time.Second)
	w := r.event("connect")
	if _, there := w.Value["contacts"]; there || !strings.Contains(string(w.Raw), `a=setup:actpass\r\n`) {
		t.Errorf("connect %s", w.Raw)
	}
	r.event("Ringing")
	r.graph("POST", "calls", terminateBody(id)).ok()
	if w := r.event("terminate"); w.item()["status"] != "Completed" {
		t.Errorf("terminate %s", w.Raw)
	}
}
