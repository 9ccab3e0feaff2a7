package sandbox

import "testing"

// Meta: Cloud API, Phone numbers; Messaging limits, 26 Nov 2025.

func TestANumberShowsWhatIsAskedFor(t *testing.T) {
	r := stopped(t)
	golden(t, "number", r.object("GET", PhoneNumberID, Token, "").ok().Raw)
	golden(t, "number-list", r.object("GET", WABAID+"/phone_numbers", Token, "").ok().Raw)
	r.post("/sandbox/account", `{"test_number":true,"messaging_limit":250,"quality":"low","name":"Aurora"}`).ok()
	a := r.object("GET", PhoneNumberID+"?fields=account_mode,quality_rating,whatsapp_business_manager_messaging_limit,verified_name", Token, "").ok()
	want := map[string]any{
		"id": PhoneNumberID, "account_mode": "SANDBOX", "quality_rating": "RED", "verified_name": "Aurora",
		"whatsapp_business_manager_messaging_limit": "TIER_250",
	}
	for k, v := range want {
		if a.Body[k] != v {
			t.Errorf("%s is %v, want %v", k, a.Body[k], v)
		}
	}
	if len(a.Body) != len(want) {
		t.Errorf("more than was asked for: %s", a.Raw)
	}
	if a := r.object("GET", PhoneNumberID+"?fields=settings", Token, "").ok(); a.path("settings", "calling", "status") != "ENABLED" {
		t.Errorf("settings %s", a.Raw)
	}
}

func TestAMessagingLimitIsATier(t *testing.T) {
	for limit, want := range map[int]string{
		0: "TIER_250", 1999: "TIER_250", 2000: "TIER_2K", 10_000: "TIER_10K", 100_000: "TIER_100K", 5_000_000: "TIER_UNLIMITED",
	} {
		if got := tier(limit); got != want {
			t.Errorf("%d is %s", limit, got)
		}
	}
}

func TestANumberIsRegisteredWithAPIN(t *testing.T) {
	r := stopped(t)
	register := func(body string) answer { return r.object("POST", PhoneNumberID+"/register", Token, body) }
	register(`{"messaging_product":"whatsapp","pin":"212834"}`).ok()
	register(`{"messaging_product":"whatsapp"}`).fails(400, 100, "pin is required")
	register(`{"messaging_product":"whatsapp","pin":"12"}`).fails(400, 100, "6-digit")
	register(`{"pin":"212834"}`).fails(400, 100, "messaging_product is required")
	register(`{"pin":`).fails(400, 100, "not valid JSON")
}

// Meta: Messaging and Calling Health Status. The sentences of additional_info are ours.
func TestHealthFollowsTheAccount(t *testing.T) {
	r := stopped(t)
	health := func(id string) answer { return r.object("GET", id+"?fields=health_status", Token, "").ok() }
	golden(t, "health", health(PhoneNumberID).Raw)
	sum := func() any { return health(PhoneNumberID).path("health_status", "can_send_message") }

	r.post("/sandbox/account", `{"quality":"low"}`).ok()
	if s := sum(); s != "LIMITED" {
		t.Errorf("a pause of calls: %v", s)
	}
	r.post("/sandbox/account", `{"payment_method":false}`).ok()
	golden(t, "health-blocked", health(PhoneNumberID).Raw)
	if s := health(WABAID).path("health_status", "can_send_message"); s != "BLOCKED" {
		t.Errorf("the account: %v", s)
	}
	if n := len(health(WABAID).path("health_status", "entities").([]any)); n != 3 {
		t.Errorf("%d entities of the account, want no number among them", n)
	}
	r.post("/sandbox/account", `{"payment_method":true,"quality":"normal","messaging_limit":250}`).ok()
	if s := sum(); s != "LIMITED" {
		t.Errorf("a low messaging limit: %v", s)
	}
	r.post("/sandbox/account", `{"messaging_limit":2000}`).ok()
	r.graph("POST", "settings", `{"calling":{"sip":{"status":"ENABLED","servers":[{"hostname":"sbc.example.net"}]}}}`).ok()
	a := health(PhoneNumberID)
	for i, want := range []any{"AVAILABLE", nil, nil, "AVAILABLE"} {
		if got := a.path("health_status", "entities", i).(map[string]any)["can_receive_call_sip"]; got != want {
			t.Errorf("entity %d receives calls by SIP: %v, want %v", i, got, want)
		}
	}
	r.post("/sandbox/webhook", `{"url":""}`).ok()
	if s := sum(); s != "LIMITED" {
		t.Errorf("no subscription: %v", s)
	}
}
