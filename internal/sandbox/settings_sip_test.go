package sandbox

import (
	"strings"
	"testing"
	"time"
)

// Meta: Calling API, SIP, and Call settings (webhook_delivery, 26 Jun 2026).

const sipServerJSON = `{"hostname":"sbc.example.net","request_uri_user_params":{"tgrp":"wa1"}}`

func sipBody(fields string) string { return `{"calling":{"sip":{` + fields + `}}}` }

func TestSIPNeedsAServerWithAName(t *testing.T) {
	r := stopped(t)
	server := func(s string) string { return sipBody(`"servers":[` + s + `]`) }
	long := strings.Repeat("x", 129)
	for name, c := range map[string]struct{ body, words string }{
		"status":      {sipBody(`"status":"ON"`), "calling[sip][status]"},
		"delivery":    {sipBody(`"webhook_delivery":"yes"`), "calling[sip][webhook_delivery]"},
		"no server":   {sipBody(`"status":"ENABLED"`), "At least one SIP server"},
		"no hostname": {server(`{}`), "hostname] is required"},
		"an address":  {server(`{"hostname":"192.0.2.1"}`), "cannot be an IP address"},
		"IPv6":        {server(`{"hostname":"2001:db8::1"}`), "cannot be an IP address"},
		"a bare name": {server(`{"hostname":"sbc"}`), "Invalid hostname"},
		"a URL":       {server(`{"hostname":"sips://sbc.example.net"}`), "Invalid hostname"},
		"port":        {server(`{"hostname":"sbc.example.net","port":70000}`), "must be 1 to 65535"},
		"long key":    {server(`{"hostname":"sbc.example.net","request_uri_user_params":{"` + long + `":""}}`), "128"},
		"long value":  {server(`{"hostname":"sbc.example.net","request_uri_user_params":{"tgrp":"` + long + `"}}`), "128"},
		"two":         {server(sipServerJSON + `,{"hostname":"sbc2.example.net"}`), "one SIP server at most"},
	} {
		t.Run(name, func(*testing.T) { r.graph("POST", "settings", c.body).fails(400, 100, c.words) })
	}
	r.quiet()
}

func TestSIPCredentialsAreMadeOnceForAServer(t *testing.T) {
	r := stopped(t)
	r.graph("POST", "settings", sipBody(`"servers":[`+sipServerJSON+`]`)).ok()
	r.event("account_settings_update") // sip.status was written for the first time
	password := func() any {
		return r.graph("GET", "settings?include_sip_credentials=true", "").ok().path("calling", "sip", "servers", 0, "sip_user_password")
	}
	first := password()
	golden(t, "settings-sip", r.graph("GET", "settings", "").ok().Raw)
	if s, _ := first.(string); len(s) < 16 {
		t.Fatalf("password %v", first)
	}
	r.graph("POST", "settings", sipBody(`"status":"ENABLED","servers":[`+sipServerJSON+`]`)).ok()
	r.event("account_settings_update")
	if again := password(); again != first {
		t.Errorf("password changed to %v", again)
	}
	r.graph("POST", "settings", sipBody(`"servers":[]`)).fails(400, 100, "At least one SIP server")
	r.graph("POST", "settings", sipBody(`"status":"DISABLED"`)).ok()
	if password() != first {
		t.Error("disabling did not keep the servers")
	}
	r.graph("POST", "settings", sipBody(`"servers":[]`)).ok()
	r.graph("POST", "settings", sipBody(`"servers":[`+sipServerJSON+`]`)).ok()
	if password() == first {
		t.Error("a server that was removed and added again has its old password")
	}
}

func TestSIPIsTheOtherWayToEnableCalling(t *testing.T) {
	r := bare(t, Options{Clock: NewStoppedClock(start)})
	r.graph("POST", "settings", `{"calling":{"status":"ENABLED"}}`).fails(400, 138018, "SIP is not configured")
	r.graph("POST", "settings", `{"calling":{"status":"ENABLED","sip":{"status":"ENABLED","servers":[`+sipServerJSON+`]}}}`).ok()
}

func TestASIPNumberHasNoCallsByGraph(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	r.graph("POST", "settings", sipBody(`"status":"ENABLED","servers":[`+sipServerJSON+`]`)).ok()
	golden(t, "webhook-settings-sip", r.event("account_settings_update").Raw)
	r.graph("POST", "calls", connectBody(ana, offerSDP)).fails(400, 131055, "SIP")
	r.graph("GET", "call_permissions?user_wa_id="+ana, "").ok()

	r.post("/sandbox/users/"+ana+"/calls", "").ok()
	r.advance(time.Minute)
	r.quiet() // the call rang out, and no webhook says so

	r.graph("POST", "settings", sipBody(`"webhook_delivery":"ENABLED"`)).ok()
	r.quiet() // not one of the observed settings
	id := r.post("/sandbox/users/"+ana+"/calls", `{"cta_payload":"promo-17"}`).ok().Body["id"].(string)
	w := r.event("call_created")
	golden(t, "webhook-call-created", w.Raw)
	if _, there := w.item()["session"]; there {
		t.Error("call_created has a session")
	}
	r.graph("POST", "calls", callBody("terminate", id)).fails(400, 131055, "SIP")
	r.advance(time.Minute)
	r.event("terminate")
}
