package sandbox

import (
	"net/http"
	"strings"
	"testing"
)

// Meta: Graph API, versioning: any version prefix, or none. The versions that are out are not refused: assumed, so that old
// clients run.
func TestGraphAnswersWithAndWithoutAVersion(t *testing.T) {
	r := stopped(t)
	for _, prefix := range []string{"", "/v17.0", "/v26.0"} {
		a := r.request("GET", prefix+"/"+PhoneNumberID, "", map[string]string{"Authorization": "Bearer " + Token}).ok()
		if a.Body["id"] != PhoneNumberID {
			t.Errorf("%s: %s", prefix, a.Raw)
		}
	}
	a := r.request("GET", "/v26.0/"+WABAID+"/phone_numbers", "", map[string]string{"Authorization": "Bearer " + Token}).ok()
	if a.path("data", 0, "id") != PhoneNumberID {
		t.Errorf("phone numbers %s", a.Raw)
	}
}

// Meta: Error codes, Dec 2025: 190 with 401 for a bad token; its words, and 400 on some surfaces, are seen in practice.
func TestABadTokenIsCode190BeforeAnythingElse(t *testing.T) {
	r := stopped(t)
	for _, header := range []map[string]string{nil, {"Authorization": "Bearer wrong"}, {"Authorization": Token}} {
		r.request("POST", "/v26.0/"+PhoneNumberID+"/calls", `{broken`, header).fails(401, 190, "Cannot parse access token")
	}
	r.request("GET", "/"+PhoneNumberID+"/settings?access_token="+Token, "", nil).ok()
}

// Seen in practice, on no page of Meta's: 400, GraphMethodException, code 100 with subcode 33 for what is not there.
func TestAnUnknownObjectOrEdgeIsMetasUnsupportedRequest(t *testing.T) {
	r := stopped(t)
	auth := map[string]string{"Authorization": "Bearer " + Token}
	for _, c := range []struct{ method, path, words string }{
		{"GET", "/v26.0/123456789/settings", "Unsupported get request. Object with ID '123456789' does not exist"},
		{"POST", "/v26.0/" + PhoneNumberID + "/nothing", "Unsupported post request."},
		{"POST", "/v26.0/" + PhoneNumberID + "/calls/5", "Unsupported post request."},
		{"POST", "/v26.0/undefined/messages", "Object with ID 'undefined' does not exist"},
		{"GET", "/v26.0/1/Settings", "Object with ID '1' does not exist"},
		{"GET", "/1", "Object with ID '1' does not exist"},
		{"POST", "/v26.0/" + PhoneNumberID + "/call_permissions", "Unsupported post request."},
	} {
		a := r.request(c.method, c.path, "{}", auth)
		a.fails(400, 100, c.words)
		if a.path("error", "error_subcode") != 33.0 || a.path("error", "type") != "GraphMethodException" {
			t.Errorf("%s: %s", c.path, a.Raw)
		}
	}
}

// Meta: Calling API, Troubleshooting, June 2026: 100 for a bad parameter. The words about messaging_product are seen in
// practice, the others assumed.
func TestBrokenBodiesAreRefusedByEveryEdge(t *testing.T) {
	r := stopped(t)
	for _, edge := range []string{"settings", "messages", "calls"} {
		r.graph("POST", edge, `{"messaging_product":`).fails(400, 100, "not valid JSON")
		r.graph("POST", edge, ``).fails(400, 100, "not valid JSON")
		r.graph("POST", edge, `{} {}`).fails(400, 100, "more than one JSON value")
		r.graph("POST", edge, `{"x":"`+strings.Repeat("y", maxGraphBody)+`"}`).fails(http.StatusRequestEntityTooLarge, 1, "too large")
	}
	for _, edge := range []string{"messages", "calls"} {
		r.graph("POST", edge, `{}`).fails(400, 100, "(#100) The parameter messaging_product is required.")
		r.graph("POST", edge, `{"messaging_product":"x"}`).fails(400, 100, `must be one of {WHATSAPP} - got \"x\"`)
		r.graph("POST", edge, `{"messaging_product":5}`).fails(400, 100, "messaging_product")
	}
}

// Meta: Error codes, Dec 2025: 131016 with 500 and 2 with 503 pass by themselves.
func TestGraphFailsOnDemandAsOftenAsAsked(t *testing.T) {
	r := stopped(t)
	r.post("/sandbox/faults", `{"graph_errors":2}`).ok()
	r.graph("GET", "settings", "").fails(500, 131016, "Service unavailable")
	r.post("/sandbox/faults", `{"graph_status":503}`).ok()
	a := r.graph("GET", "settings", "")
	a.fails(503, 2, "(#2)")
	if a.path("error", "is_transient") != true {
		t.Errorf("not transient: %s", a.Raw)
	}
	r.graph("GET", "settings", "").ok()
}
