package sandbox

import (
	"strings"
	"testing"
	"time"
)

// The conflicts between Meta's pages, and between them and practice: what is documented is the default, the other is a switch.

// Meta: Calling API, Business-initiated calls, June 2026: from and to swapped in one sample, connection.webrtc deprecated.
// Pages disagree on contacts of a status and the plus of numbers.
func TestQuirksOfBusinessCalls(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	r.faults(`"swap_from_to":true,"legacy_connection":true,"plus_numbers":true,"status_contacts":true`)
	r.connect(ana)
	r.advance(time.Second)
	w := r.event("connect")
	// One sample of Business-initiated calls has from and to swapped against its metadata.
	if it := w.item(); it["from"] != ana || it["to"] != BusinessNumber || it["from_user_id"] == nil || it["to_user_id"] != nil || it["direction"] != "BUSINESS_INITIATED" {
		t.Errorf("connect %s", w.Raw)
	}
	// The deprecated carrier of the SDP may still be there.
	old, _ := w.path("calls", 0, "connection", "webrtc", "sdp").(string)
	if !strings.Contains(old, `"type":"answer"`) || !strings.Contains(old, `v=0\r\n`) {
		t.Errorf("connection %q", old)
	}
	if w.path("metadata", "display_phone_number") != "+"+BusinessNumber {
		t.Errorf("metadata %s", w.Raw)
	}
	w = r.event("RINGING")
	if w.item()["recipient_id"] != "+"+ana || w.path("contacts", 0, "wa_id") != ana {
		t.Errorf("status %s", w.Raw)
	}
	r.faults(`"swap_from_to":false,"legacy_connection":false,"plus_numbers":false,"status_contacts":false`)
	r.post("/sandbox/calls/"+path(w.item()["id"].(string))+"/answer", "").ok()
	if w := r.event("ACCEPTED"); w.item()["recipient_id"] != ana || w.Value["contacts"] != nil {
		t.Errorf("status %s", w.Raw)
	}
}

// Meta: Calling API, User-initiated calls, June 2026: one sample has no direction; guides print success alone.
func TestQuirksOfUsersCalls(t *testing.T) {
	r := stopped(t)
	r.faults(`"omit_direction":true,"bare_success":true`)
	id, w := r.callIn(ana, "")
	if d, there := w.item()["direction"]; there {
		t.Errorf("direction %v", d)
	}
	a := r.graph("POST", "calls", callBody("reject", id)).ok()
	if a.Body["success"] != true || a.Body["messaging_product"] != nil {
		t.Errorf("reject answers %s", a.Raw)
	}
	if w := r.event("terminate"); w.item()["direction"] != "USER_INITIATED" {
		t.Errorf("terminate %s", w.Raw)
	}
}

// Meta: Calling API, Call settings and User call permissions. Pages disagree: tables and samples name four fields in two
// ways.
func TestQuirksOfSettingsAndPermissions(t *testing.T) {
	r := stopped(t)
	r.permit(ana, false)
	r.post("/sandbox/account", `{"quality":"low"}`).ok()
	r.events("account_update", "account_update")
	r.graph("POST", "settings", `{"calling":{"call_hours":{"status":"ENABLED","timezone_id":"America/Sao_Paulo","weekly_operating_hours":[
		{"day_of_week":"MONDAY","open_time":"0900","close_time":"1800"}],"holiday_schedule":[{"date":"2027-01-01","start_time":"1000","end_time":"1200"}]}}}`).ok()
	permissions := "call_permissions?user_wa_id=" + ana
	a, b := r.graph("GET", "settings", "").ok(), r.graph("GET", permissions, "").ok()
	if a.path("calling", "restrictions", "restrictions_list", 0, "type") == nil ||
		a.path("calling", "call_hours", "holiday_schedule", 0, "start_time") != "1000" || b.path("permission", "expiration_time") == nil {
		t.Errorf("by default %s %s", a.Raw, b.Raw)
	}
	r.faults(`"restrictions_name":"restriction_list","holiday_keys":"open_time","expiration_name":"expiration","settings_type":"upper"`)
	a, b = r.graph("GET", "settings", "").ok(), r.graph("GET", permissions, "").ok()
	if a.path("calling", "restrictions", "restriction_list", 0, "type") == nil || a.path("calling", "restrictions", "restrictions_list") != nil {
		t.Errorf("restrictions %s", a.Raw)
	}
	day := a.path("calling", "call_hours", "holiday_schedule", 0).(map[string]any)
	if day["open_time"] != "1000" || day["close_time"] != "1200" || day["start_time"] != nil {
		t.Errorf("holidays %s", a.Raw)
	}
	if a.path("calling", "call_hours", "weekly_operating_hours", 0, "open_time") != "0900" {
		t.Errorf("hours %s", a.Raw)
	}
	if b.path("permission", "expiration") == nil || b.path("permission", "expiration_time") != nil {
		t.Errorf("permissions %s", b.Raw)
	}
	r.graph("POST", "settings", `{"calling":{"call_icon_visibility":"DISABLE_ALL"}}`).ok()
	if w := r.event("account_settings_update"); w.Value["type"] != "PHONE_NUMBER_SETTINGS" {
		t.Errorf("settings update %s", w.Raw)
	}
}

// Meta: Calling API, User call permissions, June 2026: its samples name the customer in context.from, other replies of Cloud
// API the business: pages disagree.
func TestWhomAReplyNamesInItsContext(t *testing.T) {
	r := stopped(t)
	for _, c := range []struct{ from, want string }{{"business", BusinessNumber}, {"user", eco}} {
		r.write(eco, "oi")
		r.event("text")
		r.faults(`"context_from":"` + c.from + `"`)
		r.graph("POST", "messages", requestBody(eco, "?")).ok()
		r.advance(3 * time.Second) // it says yes by itself
		w := r.events("sent", "delivered", "interactive")
		if got := w.path("messages", 0, "context", "from"); got != c.want {
			t.Errorf("context.from of %s is %v", c.from, got)
		}
		r.advance(25 * time.Hour)
	}
}

// What Meta does with LF alone is not known: a warning by default, a refusal by a switch.
func TestLFLinesCanBeRefused(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	r.faults(`"lf_lines":"refuse"`)
	lf := strings.ReplaceAll(offerSDP, "\r\n", "\n")
	r.graph("POST", "calls", connectBody(ana, lf)).fails(400, 100, "line ends are not CRLF")
	r.graph("POST", "calls", connectBody(ana, offerSDP)).ok()
	id, _ := r.callIn(bruno, "")
	r.graph("POST", "calls", acceptBody("accept", id, strings.ReplaceAll(answerSDP, "\r\n", "\n"))).fails(400, 100, "CRLF")
	r.graph("POST", "calls", acceptBody("accept", id, answerSDP)).ok()
}
