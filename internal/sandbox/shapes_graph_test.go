package sandbox

import (
	"strings"
	"testing"
	"time"
)

// Every shape in which Graph refuses: Meta: Calling API, Troubleshooting, 24 June 2026 (codes and HTTP statuses), and Error
// codes, Dec 2025. The full form of the body and the subcodes 33 and 2494010 are seen in practice; the words of
// error_data.details are assumed where Meta's page has none.
func TestTheShapesOfRefusalsStay(t *testing.T) {
	r := stopped(t)
	r.permit(bruno, true)
	for name, c := range map[string]struct {
		status int
		ask    func() answer
	}{
		"token": {401, func() answer { return r.object("GET", PhoneNumberID+"/settings", "stolen", "") }},
		"scope": {403, func() answer {
			r.faults(`"missing_scope":"whatsapp_business_management"`)
			defer r.faults(`"missing_scope":""`)
			return r.graph("GET", "settings", "")
		}},
		"unknown-object": {400, func() answer { return r.object("POST", "123456789/calls", Token, "{}") }},
		"parameter":      {400, func() answer { return r.graph("POST", "calls", `{}`) }},
		"product":        {400, func() answer { return r.graph("POST", "calls", `{"messaging_product":"x"}`) }},
		"setting":        {400, func() answer { return r.graph("POST", "settings", `{"calling":{"status":"on"}}`) }},
		"no-permission":  {401, func() answer { return r.graph("POST", "calls", connectBody(ana, offerSDP)) }},
		"uncallable":     {400, func() answer { return r.graph("POST", "calls", connectBody("4915112345678", offerSDP)) }},
		"sdp":            {400, func() answer { return r.graph("POST", "calls", connectBody(bruno, "hello")) }},
		"fingerprint": {400, func() answer {
			return r.graph("POST", "calls", connectBody(bruno, strings.ReplaceAll(offerSDP, "sha-256", "sha-512")))
		}},
		"unknown-call": {400, func() answer { return r.graph("POST", "calls", callBody("reject", "wacid.none")) }},
		"permanent":    {400, func() answer { return r.graph("POST", "messages", requestBody(bruno, "?")) }},
		"header-and-free": {400, func() answer {
			return r.graph("POST", "messages", strings.Replace(requestBody(ana, "?"), `"body":`, `"footer":{"text":"x"},"body":`, 1))
		}},
		"transient": {503, func() answer {
			r.faults(`"graph_errors":1,"graph_status":503`)
			return r.graph("GET", "settings", "")
		}},
	} {
		a := c.ask()
		if a.Status != c.status {
			t.Errorf("%s: status %d", name, a.Status)
		}
		golden(t, "errors/"+name, a.Raw)
	}
}

// The answers that say that something was done. Pages disagree: {"success":true} with and without messaging_product.
func TestTheShapesOfShortAnswersStay(t *testing.T) {
	r := stopped(t)
	id := r.open(ana)
	golden(t, "success", r.graph("POST", "settings", `{"calling":{"call_icon_visibility":"DEFAULT"}}`).ok().Raw)
	r.event("account_settings_update")
	golden(t, "success", r.graph("POST", "messages", `{"messaging_product":"whatsapp","status":"read","message_id":"`+id+`"}`).ok().Raw)
	golden(t, "success", r.object("POST", WABAID+"/subscribed_apps", Token, "").ok().Raw)
	// Meta: Calling API, Call settings, voicemail, Jul 2026: the upload of the announcement.
	golden(t, "media-uploaded", r.uploadForm(map[string]string{
		"messaging_product": "whatsapp", "use_case": "call_voicemail_announcement", "description": "greeting",
	}, "audio/ogg", oggFile(time.Second, 1)).ok().Raw)
}

// Meta: Calling API, SIP, Dec 2025: include_sip_credentials adds the password that Meta made. The reference prints that line
// with POST: a slip.
func TestTheShapeOfSIPCredentialsStays(t *testing.T) {
	r := stopped(t)
	r.graph("POST", "settings", sipBody(`"servers":[`+sipServerJSON+`]`)).ok()
	a := r.graph("GET", "settings?include_sip_credentials=true", "").ok()
	password, _ := a.path("calling", "sip", "servers", 0, "sip_user_password").(string)
	if password == "" {
		t.Fatalf("settings %s", a.Raw)
	}
	golden(t, "settings-sip-credentials", []byte(strings.Replace(string(a.Raw), password, "PASSWORD", 1)))
}
