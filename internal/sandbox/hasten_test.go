package sandbox

import (
	"strings"
	"testing"
	"time"
)

// What a script does with a call that is under way to the phone lets it arrive, by the road that Meta: Calling API,
// Business-initiated calls, June 2026 describes.
func TestACallUnderWayArrivesForWhoeverDrivesThePhone(t *testing.T) {
	for action, want := range map[string][]string{
		"answer":  {"connect", "RINGING", "ACCEPTED"},
		"decline": {"connect", "RINGING", "REJECTED", "terminate"},
		"hangup":  {"connect", "RINGING", "REJECTED", "terminate"},
	} {
		t.Run(action, func(t *testing.T) {
			r := stopped(t)
			r.permit(ana, true)
			id := r.connect(ana)
			r.post("/sandbox/calls/"+path(id)+"/"+action, "").ok()
			for _, kind := range want {
				r.event(kind)
			}
			r.advance(2 * time.Second) // what was planned for then has happened
			r.quiet()
		})
	}
}

// A busy phone cannot answer, however soon it is asked to.
func TestACallUnderWayToABusyPhoneIsRefused(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	r.post("/sandbox/users", `{"wa_id":"`+ana+`","behaviour":"busy"}`).ok()
	id := r.connect(ana)
	r.post("/sandbox/calls/"+path(id)+"/answer", "").refused(409, "")
	for _, kind := range []string{"connect", "REJECTED", "terminate"} {
		r.event(kind)
	}
	r.advance(time.Minute)
	r.quiet()
}

// What a script does with a message that is under way to the phone lets it arrive (Meta: Webhooks, messages, status).
func TestAMessageUnderWayArrivesForWhoeverDrivesThePhone(t *testing.T) {
	button := callButtonBody(ana, "")
	for name, c := range map[string]struct {
		sent, where, body string // of the business, and of the user with %ID% for its id
		field             string // at fault while the phone is off
		want              []string
	}{
		"a request is answered": {requestBody(ana, "May we?"), "permission", `{"response":"accept","request":"%ID%"}`, "request", []string{"interactive"}},
		"a button is tapped":    {button, "taps", `{"message_id":"%ID%"}`, "message_id", []string{"connect"}},
		"it is read":            {button, "read", `{"message_id":"%ID%"}`, "message_id", []string{"read"}},
		"it is quoted":          {button, "messages", `{"text":"yes","reply_to":"%ID%"}`, "reply_to", []string{"text"}},
		"it is reacted to":      {button, "messages", `{"reaction":{"message_id":"%ID%","emoji":"👍"}}`, "reaction.message_id", []string{"reaction"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := stopped(t)
			r.open(ana)
			id := r.graph("POST", "messages", c.sent).ok().path("messages", 0, "id").(string)
			off := `{"wa_id":"` + ana + `","behaviour":"vanish"}`
			r.post("/sandbox/users", off).ok()
			body := strings.ReplaceAll(c.body, "%ID%", id)
			r.post("/sandbox/users/"+ana+"/"+c.where, body).refused(400, c.field)
			r.event("sent")
			r.post("/sandbox/users", strings.Replace(off, "vanish", "manual", 1)).ok()
			r.post("/sandbox/users/"+ana+"/"+c.where, body).ok()
			for _, kind := range append([]string{"delivered"}, c.want...) {
				r.event(kind)
			}
			r.advance(time.Second)
			r.quiet()
		})
	}
}
