package sandbox

import (
	"strings"
	"testing"
)

// Seen in practice, on no page of Meta's: NOT_SET before the first write.
func TestANumberThatWasNeverSetUpSaysNotSet(t *testing.T) {
	r := bare(t, Options{Clock: NewStoppedClock(start)})
	golden(t, "settings-not-set", r.graph("GET", "settings", "").ok().Raw)
}

// Meta: Calling API, Troubleshooting, June 2026: 138018 without a subscription to calls, 138015 below 2,000 users. Seen in
// practice: enabling leaves the rest NOT_SET.
func TestCallingCannotBeEnabledWithoutAWebhookForCalls(t *testing.T) {
	r := bare(t, Options{Clock: NewStoppedClock(start)})
	const enable = `{"calling":{"status":"ENABLED"}}`
	r.graph("POST", "settings", enable).fails(400, 138018, "No webhook is subscribed")
	r.post("/sandbox/webhook", `{"url":"`+r.hook.URL+`","fields":["messages"]}`).ok()
	r.graph("POST", "settings", enable).fails(400, 138018, "No webhook is subscribed")
	r.subscribe()
	r.post("/sandbox/account", `{"messaging_limit":250}`).ok()
	r.graph("POST", "settings", enable).fails(400, 138015, "2000")
	r.post("/sandbox/account", `{"messaging_limit":2000}`).ok()
	r.graph("POST", "settings", enable).ok()

	a := r.graph("GET", "settings", "").ok()
	if a.path("calling", "status") != "ENABLED" || a.path("calling", "call_icon_visibility") != "NOT_SET" {
		t.Errorf("enabling changed more than the status: %s", a.Raw)
	}
}

// Meta: Calling API, Call settings, July 2026: what is not sent stays. account_settings_update tells of five settings; pages
// disagree on the case of its type.
func TestSettingsChangeOnlyWhatIsSent(t *testing.T) {
	r := stopped(t)
	r.graph("POST", "settings", `{"calling":{"call_icon_visibility":"DISABLE_ALL","call_icons":{"restrict_to_user_countries":["BR","PT"]}}}`).ok()
	r.event("account_settings_update")
	r.graph("POST", "settings", `{"calling":{"callback_permission_status":"ENABLED","audio":{"additional_codecs":["PCMA"]}}}`).ok()
	w := r.event("account_settings_update")
	golden(t, "webhook-settings", w.Raw)
	golden(t, "settings-set", r.graph("GET", "settings", "").ok().Raw)

	r.graph("POST", "settings", `{"calling":{"call_icons":{"restrict_to_user_countries":[]}}}`).ok()
	r.quiet() // icons by country are not observed by that webhook
}

// Meta: Calling API, Call settings, July 2026: call_hours are replaced whole, and an omitted holiday_schedule deletes the
// stored one.
func TestCallHoursAreReplacedAsAWhole(t *testing.T) {
	r := stopped(t)
	hours := func(rest string) string {
		return `{"calling":{"call_hours":{"status":"ENABLED","timezone_id":"America/Sao_Paulo",
			"weekly_operating_hours":[{"day_of_week":"MONDAY","open_time":"0900","close_time":"1800"}]` + rest + `}}}`
	}
	r.graph("POST", "settings", hours(`,"holiday_schedule":[{"date":"2026-12-25","start_time":"0000","end_time":"2359"}]`)).ok()
	a := r.graph("GET", "settings", "").ok()
	if a.path("calling", "call_hours", "holiday_schedule", 0, "date") != "2026-12-25" {
		t.Fatalf("hours %s", a.Raw)
	}
	r.graph("POST", "settings", hours("")).ok()
	if a = r.graph("GET", "settings", "").ok(); len(a.path("calling", "call_hours", "holiday_schedule").([]any)) != 0 {
		t.Errorf("an omitted holiday_schedule was kept: %s", a.Raw)
	}
}

// Meta: Calling API, Call settings, July 2026: the values and limits of each field. The causes are listed there without
// codes: 100 is assumed, and so are the words.
func TestBadSettingsAreNamed(t *testing.T) {
	r := stopped(t)
	day := func(entries string) string {
		return `{"calling":{"call_hours":{"status":"ENABLED","timezone_id":"UTC","weekly_operating_hours":[` + entries + `]}}}`
	}
	const monday = `{"day_of_week":"MONDAY","open_time":"0900","close_time":"1000"}`
	const noon = `{"day_of_week":"MONDAY","open_time":"1200","close_time":"1300"}`
	const evening = `{"day_of_week":"MONDAY","open_time":"1800","close_time":"1900"}`
	holiday := func(h string) string {
		return strings.Replace(day(monday), `]}}}`, `],"holiday_schedule":[`+h+`]}}}`, 1)
	}
	for name, c := range map[string]struct{ body, words string }{
		"lower case":     {`{"calling":{"status":"enabled"}}`, "calling[status]"}, // the generated reference's spelling
		"legacy icon":    {`{"calling":{"call_icon_visibility":"HIDE_IN_CHAT"}}`, "calling[call_icon_visibility]"},
		"protocol":       {`{"calling":{"srtp_key_exchange_protocol":"DTLS-SRTP"}}`, "calling[srtp_key_exchange_protocol]"},
		"holiday twice":  {holiday(`{"date":"2026-12-25","start_time":"0900","end_time":"1200"},{"date":"2026-12-25","start_time":"1100","end_time":"1300"}`), "Overlapping entries for 2026-12-25"},
		"many holidays":  {holiday(strings.TrimSuffix(strings.Repeat(`{"date":"2026-12-25","start_time":"0900","end_time":"1200"},`, 21), ",")), "More than 20"},
		"identity":       {`{"user_identity_change":{}}`, "enable_identity_key_check"},
		"storage":        {`{"storage_configuration":{"region":"BR"}}`, "storage_configuration[status]"},
		"nothing":        {`{}`, "The parameter calling is required."},
		"two features":   {`{"calling":{},"storage_configuration":{}}`, "Only one feature"},
		"status":         {`{"calling":{"status":"ON"}}`, "calling[status]"},
		"icons":          {`{"calling":{"call_icon_visibility":"hidden"}}`, "calling[call_icon_visibility]"},
		"callback":       {`{"calling":{"callback_permission_status":""}}`, "calling[callback_permission_status]"},
		"country":        {`{"calling":{"call_icons":{"restrict_to_user_countries":["Brazil"]}}}`, "ISO 3166"},
		"codec":          {`{"calling":{"audio":{"additional_codecs":["G729"]}}}`, "additional_codecs"},
		"type":           {`{"calling":{"status":7}}`, "status"},
		"timezone":       {`{"calling":{"call_hours":{"status":"ENABLED","timezone_id":"Mars/Base"}}}`, "timezone_id"},
		"no days":        {day(""), "must not be empty"},
		"weekday":        {day(`{"day_of_week":"FUNDAY","open_time":"0900","close_time":"1000"}`), "day_of_week"},
		"open late":      {day(`{"day_of_week":"MONDAY","open_time":"1000","close_time":"0900"}`), "Invalid schedule for MONDAY"},
		"time format":    {day(`{"day_of_week":"MONDAY","open_time":"9","close_time":"1000"}`), "Invalid schedule for MONDAY"},
		"three":          {day(monday + "," + noon + "," + evening), "More than two entries"},
		"overlap":        {day(monday + `,{"day_of_week":"MONDAY","open_time":"0930","close_time":"1100"}`), "Overlapping"},
		"past holiday":   {holiday(`{"date":"2020-01-01","start_time":"0000","end_time":"2359"}`), "in the past"},
		"holiday format": {holiday(`{"date":"25.12.2026","start_time":"0000","end_time":"2359"}`), "date format"},
		"holiday hours":  {holiday(`{"date":"2026-12-25","start_time":"2359","end_time":"0000"}`), "Invalid schedule for 2026-12-25"},
	} {
		t.Run(name, func(*testing.T) { r.graph("POST", "settings", c.body).fails(400, 100, c.words) })
	}
	r.quiet()
}

// Meta: Calling API, Call settings. The error causes are listed there without codes: 100 is assumed.
func TestCallHoursAreReadInEveryWriting(t *testing.T) {
	r := stopped(t)
	r.graph("POST", "settings", `{"calling":{"call_hours":{"status":"ENABLED","timezone_id":"America/Sao_Paulo",
		"weekly_operating_hours":[{"day_of_week":"MONDAY","open_time":"09:00","close_time":"18:00"}],
		"holiday_schedule":[{"date":"2026-12-24","open_time":"0900","close_time":"12:00"}]}}}`).ok()
	golden(t, "settings-hours", r.graph("GET", "settings", "").ok().Raw)
}

// Meta: Calling API, SIP, Dec 2025: srtp_key_exchange_protocol is absent until it is set. The audio of SDES is not played
// here.
func TestSDESIsKeptThoughTheAudioStaysDTLS(t *testing.T) {
	r := stopped(t)
	if c := r.graph("GET", "settings", "").ok().path("calling").(map[string]any); c["srtp_key_exchange_protocol"] != nil {
		t.Errorf("the protocol is there before it was set: %v", c)
	}
	r.graph("POST", "settings", `{"calling":{"srtp_key_exchange_protocol":"SDES"}}`).ok()
	w := r.event("account_settings_update")
	if !strings.Contains(string(w.Raw), `"srtp_key_exchange_protocol":"SDES"`) {
		t.Errorf("webhook %s", w.Raw)
	}
	r.permit(ana, true)
	r.connect(ana)
}

func TestOtherFeaturesAreKeptOneARequest(t *testing.T) {
	r := stopped(t)
	r.graph("POST", "settings", `{"user_identity_change":{"enable_identity_key_check":true}}`).ok()
	r.graph("POST", "settings", `{"payload_encryption":{"status":"ENABLED","client_encryption_key":"a/b"}}`).ok()
	r.graph("POST", "settings", `{"storage_configuration":{"status":"IN_COUNTRY_STORAGE_ENABLED","data_localization_region":"BR"}}`).ok()
	r.quiet() // only five settings are observed, all of them of calling
	golden(t, "settings-features", r.graph("GET", "settings", "").ok().Raw)
}

func TestATokenThatLacksAPermissionIsToldSo(t *testing.T) {
	r := stopped(t)
	r.post("/sandbox/faults", `{"missing_scope":"whatsapp_business_management"}`).ok()
	r.graph("GET", "settings", "").fails(403, 10, "whatsapp_business_management")
	r.graph("POST", "settings", `{"calling":{}}`).fails(403, 10, "(#10)")
	r.graph("GET", "call_permissions?user_wa_id="+ana, "").ok()
	r.post("/sandbox/faults", `{"missing_scope":"whatsapp_business_messaging"}`).ok()
	r.graph("GET", "settings", "").ok()
	r.graph("POST", "calls", connectBody(ana, offerSDP)).fails(403, 10, "whatsapp_business_messaging")
	r.post("/sandbox/faults", `{"missing_scope":"email"}`).refused(400, "missing_scope")
}
