package sandbox

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// Meta: Calling API, API and webhook reference, and User-initiated calls, June 2026: what the actions of POST calls take and
// answer.

// Pages disagree: guides print {"success":true} alone for terminate; there is a switch for that.
func TestEveryActionOnACallAnswersAlike(t *testing.T) {
	r := stopped(t)
	for _, actions := range [][]string{
		{"reject"}, {"terminate"}, {"accept", "terminate"}, {"pre_accept", "reject"}, {"pre_accept", "terminate"}, {"pre_accept", "accept", "terminate"},
	} {
		id, _ := r.callIn(ana, "")
		for _, action := range actions {
			body := callBody(action, id)
			if strings.HasSuffix(action, "accept") {
				body = acceptBody(action, id, answerSDP)
			}
			golden(t, "call-success", r.graph("POST", "calls", body).ok().Raw)
		}
		w := r.event("terminate")
		if answered := slices.Contains(actions, "accept"); (w.item()["duration"] != nil) != answered {
			t.Errorf("after %v: %s", actions, w.Raw)
		}
	}
	r.quiet()
}

// A pre_accept brings the media up and no more: the call still rings, and still rings out. That its opaque data is not kept is
// assumed: the page names the field of accept only.
func TestAPreAcceptedCallStillRings(t *testing.T) {
	r := stopped(t)
	id, _ := r.callIn(ana, "")
	r.graph("POST", "calls", with(`"biz_opaque_callback_data":"early"`, acceptBody("pre_accept", id, answerSDP))).ok()
	if s := r.get("/sandbox/calls/" + path(id)).ok().Body["state"]; s != "ringing" {
		t.Errorf("the call is %v", s)
	}
	r.advance(r.s.timing.Ring)
	w := r.event("terminate").item()
	if w["status"] != "COMPLETED" || w["duration"] != nil || w["biz_opaque_callback_data"] != nil {
		t.Errorf("terminate %v", w)
	}
	r.graph("POST", "calls", acceptBody("accept", id, answerSDP)).fails(500, 138007, "")
}

// Samples of accept carry a to, which is ignored; to of connect may be a number as well as a string of digits, and a phone
// number may be written as people do.
func TestHowARecipientMayBeWritten(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	for _, to := range []string{`"` + ana + `"`, ana, `"+55 11 99999-0001"`, `"+` + ana + `"`} {
		body := strings.Replace(connectBody(ana, offerSDP), `"`+ana+`"`, to, 1)
		id := r.graph("POST", "calls", body).ok().path("calls", 0, "id").(string)
		r.graph("POST", "calls", terminateBody(id)).ok()
		r.event("terminate")
	}
	id, _ := r.callIn(ana, "")
	r.graph("POST", "calls", with(`"to":"`+bruno+`"`, acceptBody("accept", id, answerSDP))).ok()
	r.graph("POST", "calls", terminateBody(id)).ok()
	if w := r.event("terminate"); w.item()["from"] != ana || w.item()["to"] != BusinessNumber {
		t.Errorf("terminate %s", w.Raw)
	}
}

// Meta: Calling API, User-initiated calls and Call buttons: the payloads are on connect and on terminate, however the call
// ends; opaque data of accept is on terminate.
func TestPayloadsStayWithTheCall(t *testing.T) {
	for name, end := range map[string]func(r *rig, id string){
		"rings out":          func(r *rig, _ string) { r.advance(r.s.timing.Ring) },
		"the user gives up":  func(r *rig, id string) { r.post("/sandbox/calls/"+path(id)+"/hangup", "").ok() },
		"rejected":           func(r *rig, id string) { r.graph("POST", "calls", callBody("reject", id)).ok() },
		"terminated ringing": func(r *rig, id string) { r.graph("POST", "calls", terminateBody(id)).ok() },
		"accepted": func(r *rig, id string) {
			r.graph("POST", "calls", with(`"biz_opaque_callback_data":"t-1"`, acceptBody("accept", id, answerSDP))).ok()
			r.graph("POST", "calls", terminateBody(id)).ok()
		},
		"no media": func(r *rig, id string) {
			r.graph("POST", "calls", acceptBody("accept", id, answerSDP)).ok()
			r.advance(20 * time.Second)
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := stopped(t)
			id, w := r.callIn(ana, `{"cta_payload":"promo-17","deeplink_payload":"site-footer"}`)
			check := func(it map[string]any) {
				if it["id"] != id || it["cta_payload"] != "promo-17" || it["deeplink_payload"] != "site-footer" {
					t.Errorf("%v", it)
				}
			}
			check(w.item())
			end(r, id)
			it := r.event("terminate").item()
			check(it)
			if (it["biz_opaque_callback_data"] == "t-1") != (name == "accepted") {
				t.Errorf("opaque %v", it["biz_opaque_callback_data"])
			}
			_, w = r.callIn(ana, "") // the next call has none of it
			if it := w.item(); it["cta_payload"] != nil || it["deeplink_payload"] != nil || it["biz_opaque_callback_data"] != nil {
				t.Errorf("connect %s", w.Raw)
			}
		})
	}
}

// Meta: Calling API, Business-initiated calls and Call buttons: 512 characters, whatever they take in bytes. For the payload of
// a deep link no length is documented: 512 is assumed.
func TestDataOfTheBusinessIsCountedInCharacters(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	full, long := strings.Repeat("ã", maxOpaque), strings.Repeat("ã", maxOpaque+1)
	opaque := func(text string) string { return `"biz_opaque_callback_data":` + quoted(text) }
	connect := strings.Replace(connectBody(ana, offerSDP), `,`+opaque("ticket-9001"), "", 1)
	id, _ := r.callIn(bruno, `{"cta_payload":"`+full+`","deeplink_payload":"`+full+`"}`)
	accept, text := acceptBody("accept", id, answerSDP), messageBody(ana, `"text":{"body":"x"}`)
	r.graph("POST", "calls", with(opaque(long), connect)).fails(400, 100, "512")
	r.graph("POST", "calls", with(opaque(long), accept)).fails(400, 100, "512")
	r.graph("POST", "messages", with(opaque(long), text)).fails(400, 100, "512")
	r.graph("POST", "messages", with(opaque(full), text)).ok()
	r.graph("POST", "calls", with(opaque(full), accept)).ok()
	r.graph("POST", "calls", with(opaque(full), connect)).ok()
	r.advance(time.Second)
	for range 4 { // connect and RINGING, sent and delivered: the opaque data comes back in all of them
		select {
		case w := <-r.calls:
			if w.item()["biz_opaque_callback_data"] != full {
				t.Errorf("%s without its data: %s", w.kind(), w.Raw)
			}
		case <-time.After(10 * time.Second):
			t.Fatal("a webhook is missing")
		}
	}
	r.post("/sandbox/users/"+eco+"/calls", `{"cta_payload":"`+long+`"}`).refused(400, "cta_payload")
	r.post("/sandbox/users/"+eco+"/calls", `{"deeplink_payload":"`+long+`"}`).refused(400, "deeplink_payload")
}

// Meta: Calling API, Call recording, Aug 2026: the languages of the announcement. That the list of Call transcription is the
// same is assumed.
func TestTheLanguagesOfTheAnnouncement(t *testing.T) {
	r := stopped(t)
	for _, object := range []string{"recording", "transcription"} {
		accept := func(fields string) answer {
			id, _ := r.callIn(ana, "")
			a := r.graph("POST", "calls", with(`"`+object+`":{`+fields+`}`, acceptBody("accept", id, answerSDP)))
			r.graph("POST", "calls", terminateBody(id)).ok()
			r.event("terminate")
			return a
		}
		in := func(language string) answer {
			return accept(`"status":"ENABLED","purpose":"quality","announcement_language":"` + language + `"`)
		}
		for _, language := range []string{"ka", "ru", "pt_BR", "en_ZA", "es_MX", "EN", "english", "vi "} {
			in(language).fails(400, 100, object+"[announcement_language]")
		}
		for _, language := range strings.Fields("en en_US en_AU en_CA en_GB en_IN en_NZ nl fr de hi it kn pt es es_ES te vi") {
			in(language).ok()
		}
		accept(`"status":"DISABLED"`).ok() // needs nothing more
	}
}
