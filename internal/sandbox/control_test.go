package sandbox

import (
	"strings"
	"testing"
)

func TestTheFirstWorldHasItsPeople(t *testing.T) {
	r := stopped(t)
	users := r.get("/sandbox/users").ok().path("users").([]any)
	names := map[any]any{}
	for _, u := range users {
		u := u.(map[string]any)
		if u["magic"] != nil {
			continue
		}
		names[u["wa_id"]] = u["name"]
		if u["id"] != u["wa_id"] || u["call"] != nil || u["permission"].(map[string]any)["status"] != "none" {
			t.Errorf("user %v", u)
		}
	}
	if len(names) != 8 || names[ana] != "Ana Souza" || names[bruno] != "Bruno Lima" || names["5511999990003"] != "Carla Dias" {
		t.Errorf("people %v", names)
	}
}

func TestAUserIsAddedAndChangedByTheFieldsThatAreGiven(t *testing.T) {
	r := stopped(t)
	a := r.post("/sandbox/users", `{"wa_id":"5521988887777","name":"Zé","behaviour":"answer","answer_after_ms":50}`).ok()
	if a.Body["sound"] != "echo" || a.Body["on_whatsapp"] != true || a.Body["client"] != "current" || !strings.HasPrefix(a.Body["bsuid"].(string), "BR.") {
		t.Errorf("defaults %s", a.Raw)
	}
	a = r.post("/sandbox/users", `{"bsuid":"`+a.Body["bsuid"].(string)+`","name":"Zé Lima"}`).ok()
	if a.Body["wa_id"] != "5521988887777" || a.Body["name"] != "Zé Lima" || a.Body["behaviour"] != "answer" || a.Body["answer_after_ms"] != 50.0 {
		t.Errorf("after the change %s", a.Raw)
	}
	if a := r.get("/sandbox/users/5521988887777").ok(); a.Body["name"] != "Zé Lima" {
		t.Errorf("shown %s", a.Raw)
	}
	r.get("/sandbox/users/1").refused(404, "")
	r.post("/sandbox/users/1/messages", `{"text":"x"}`).refused(404, "")
	r.request("GET", "/sandbox/users/1/phone", "", nil).refused(404, "")
	r.get("/sandbox/nothing").refused(404, "")
}

func TestBadInputNamesItsField(t *testing.T) {
	r := stopped(t)
	for _, c := range []struct{ path, body, field string }{
		{"users", `{}`, "wa_id"},
		{"users", `{"wa_id":"12a"}`, "wa_id"},
		{"users", `{"wa_id":"` + BusinessNumber + `"}`, "wa_id"},
		{"users", `{"bsuid":"x"}`, "bsuid"},
		{"users", `{"wa_id":"` + ana + `","bsuid":"BR.2"}`, "bsuid"},
		{"users", `{"bsuid":"BR.10000000000000000001","wa_id":"5511000000000"}`, "wa_id"},
		{"users", `{"wa_id":"5521988887777","country":"Brazil"}`, "country"},
		{"users", `{"wa_id":"5521988887777","client":"beta"}`, "client"},
		{"users", `{"wa_id":"5521988887777","behaviour":"dance"}`, "behaviour"},
		{"users", `{"wa_id":"5521988887777","sound":"radio"}`, "sound"},
		{"users", `{"wa_id":"5521988887777","answer_after_ms":-1}`, "answer_after_ms"},
		{"users", `{"wa_id":"5521988887777","answer_after_ms":"soon"}`, "answer_after_ms"},
		{"users", `{"wa_id":"5521988887777","hang_up_after_ms":-1}`, "hang_up_after_ms"},
		{"users", `{"wa_id":"5521988887777","packet_loss_percent":91}`, "packet_loss_percent"},
		{"users", `{"wa_id":"5521988887777","colour":"red"}`, "colour"},
		{"users", `{"wa_id":"5521988887777","name":"` + strings.Repeat("x", 201) + `"}`, "name"},
		{"users", `{"wa_id":`, ""},
		{"users", `{"wa_id":"5521988887777"} {}`, ""},
		{"users/" + ana + "/messages", `{"text":" "}`, "text"},
		{"users/" + ana + "/messages", `{"text":"` + strings.Repeat("x", maxText+1) + `"}`, "text"},
		{"users/" + ana + "/messages", `{"body":"x"}`, "body"},
		{"users/" + ana + "/permission", `{"response":"maybe"}`, "response"},
		{"users/" + ana + "/read", `{"message":"x"}`, "message"},
		{"clock", `{}`, "advance_seconds"},
		{"clock", `{"advance_seconds":-1}`, "advance_seconds"},
		{"clock", `{"set_unix":1}`, "set_unix"},
		{"clock", `{"set_unix":99999999999}`, "set_unix"},
		{"clock", `{"set_unix":1,"advance_seconds":1}`, "set_unix"},
		{"account", `{"messaging_limit":-1}`, "messaging_limit"},
		{"account", `{"concurrent_limit":-1}`, "concurrent_limit"},
		{"account", `{"calls_per_day":-1}`, "calls_per_day"},
		{"account", `{"country":"br"}`, "country"},
		{"faults", `{"drop":-1}`, "drop"},
		{"faults", `{"delay_ms":2000000}`, "delay_ms"},
		{"faults", `{"graph_status":404}`, "graph_status"},
		{"faults", `{"answer_setup":"holdconn"}`, "answer_setup"},
		{"faults", `{"status_case":"lower"}`, "status_case"},
		{"faults", `{"calling_off_status":500}`, "calling_off_status"},
		{"faults", `{"window_error":"never"}`, "window_error"},
		{"reset", `{"everything":true}`, "everything"},
	} {
		t.Run(c.path+" "+c.field, func(*testing.T) { r.post("/sandbox/"+c.path, c.body).refused(400, c.field) })
	}
	r.post("/sandbox/users", `{"name":"`+strings.Repeat("x", maxControlBody)+`"}`).refused(413, "")
	for _, action := range []string{"answer", "decline", "hangup"} {
		r.post("/sandbox/calls/wacid.none/"+action, "").refused(404, "")
	}
	r.post("/sandbox/calls/wacid.none/audio", `{"sdp":"v=0"}`).refused(404, "")
	r.get("/sandbox/calls/wacid.none/report").refused(404, "")
	r.quiet()
}

func TestTheClockMovesForward(t *testing.T) {
	r := stopped(t)
	a := r.post("/sandbox/clock", `{"advance_seconds":604801}`).ok()
	if want := float64(start.Unix() + 604801); a.Body["now_unix"] != want {
		t.Errorf("clock %s", a.Raw)
	}
	r.post("/sandbox/clock", `{"set_unix":1800000000}`).ok()
	if a = r.get("/sandbox/clock").ok(); a.Body["now_unix"] != 1800000000.0 {
		t.Errorf("clock %s", a.Raw)
	}
}

func TestResetForgetsPeopleAndKeepsTheSetUp(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	id := r.connect(ana)
	r.post("/sandbox/users", `{"wa_id":"5521988887777"}`).ok()
	r.post("/sandbox/reset", "").ok()
	r.advance(1e9 * 120)
	r.quiet() // the forgotten call says nothing any more
	if n := len(r.get("/sandbox/users").ok().path("users").([]any)); n != 8+len(magicPeople()) {
		t.Errorf("%d users", n)
	}
	r.get("/sandbox/calls/"+path(id)).refused(404, "")
	if s := r.permission(ana); s != "no_permission" {
		t.Errorf("permission %v", s)
	}
	r.write(ana, "still subscribed")
	r.event("text")
	r.post("/sandbox/reset", `{"all":true}`).ok()
	if a := r.graph("GET", "settings", "").ok(); a.path("calling", "status") != "NOT_SET" {
		t.Errorf("settings %s", a.Raw)
	}
	r.write(ana, "nobody hears")
	r.quiet()
}

func TestFaultsAndAccountAreShownAndKeepWhatIsNotGiven(t *testing.T) {
	r := stopped(t)
	r.post("/sandbox/faults", `{"drop":3}`).ok()
	a := r.post("/sandbox/faults", `{"answer_setup":"passive"}`).ok()
	if a.Body["drop"] != 3.0 || string(r.get("/sandbox/faults").ok().Raw) != string(a.Raw) {
		t.Errorf("faults %s", a.Raw)
	}
	r.post("/sandbox/account", `{"country":"PT"}`).ok()
	if a := r.get("/sandbox/account").ok(); a.Body["country"] != "PT" || a.Body["concurrent_limit"] != 1000.0 {
		t.Errorf("account %s", a.Raw)
	}
}

func TestOtherPagesAndReboundNamesAreKeptOut(t *testing.T) {
	r := stopped(t)
	for _, host := range []string{"evil.example", "evil.example:8090", "192.168.1.5", "[2001:db8::1]:80"} {
		r.request("GET", "/sandbox/users", "", map[string]string{"Host": host}).refused(403, "")
	}
	for _, host := range []string{"localhost", "LOCALHOST:1", "127.0.0.1:8090", "[::1]:8090"} {
		r.request("GET", "/sandbox/users", "", map[string]string{"Host": host}).ok()
	}
	cross := map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
	if a := r.request("POST", "/sandbox/users/"+ana+"/messages", `{"text":"x"}`, cross); a.Status != 403 {
		t.Errorf("another site's page was let in: %d %s", a.Status, a.Raw)
	}
	r.quiet()

	named := bare(t, Options{Hosts: []string{"sandbox"}})
	named.request("GET", "/sandbox/users", "", map[string]string{"Host": "sandbox:8090"}).ok()
}

func TestThePageIsServed(t *testing.T) {
	r := stopped(t)
	for _, p := range []string{"/", "/phone/" + ana} {
		a := r.get(p)
		if a.Status != 200 || !strings.Contains(strings.ToLower(string(a.Raw)), "<!doctype html") {
			t.Errorf("%s: %d %.80s", p, a.Status, a.Raw)
		}
	}
}

func TestRefusalsSayWhatWouldBeRight(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	id := "/sandbox/calls/" + path(r.connect(ana))
	detail := func(method, where, body string) string {
		words, _ := r.request(method, where, body, nil).Body["detail"].(string)
		return words
	}
	said := func(got string, want ...string) {
		t.Helper()
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%q does not say %q", got, w)
			}
		}
	}
	r.post("/sandbox/users", `{"wa_id":"`+ana+`","behaviour":"vanish"}`).ok()
	for _, what := range []string{"/answer", "/decline", "/hangup"} {
		said(detail("POST", id+what, ""), "switched off")
	}
	r.post("/sandbox/users", `{"wa_id":"`+ana+`","behaviour":"manual"}`).ok()
	r.post(id+"/answer", "").ok()
	said(detail("POST", id+"/decline", ""), "it was picked up")
	r.post(id+"/hangup", "").ok()
	said(detail("POST", id+"/answer", ""), "it has ended (user_hangup)")
	in, _ := r.callIn(bruno, "")
	said(detail("POST", "/sandbox/calls/"+path(in)+"/answer", ""), "through Graph")

	said(detail("GET", "/sandbox/users/1", ""), "there is no user 1", "GET /sandbox/users")
	said(detail("GET", "/sandbox/calls/1", ""), "there is no call 1", "GET /sandbox/calls")
	said(detail("POST", "/sandbox/deliveries/1/redeliver", ""), "there is no delivery 1")
	said(detail("GET", "/sandbox/reset", ""), "there is no GET /sandbox/reset", "/sandbox/docs")
	said(detail("POST", "/sandbox/users", `{"colour":"red"}`), "no field colour", "/sandbox/docs")
	for body, want := range map[string]string{
		`{"wa_id":5511999990001}`:    "wa_id must be a string, not a number",
		`{"hide_phone":"yes"}`:       "hide_phone must be true or false, not a string",
		`{"answer_after_ms":"1"}`:    "answer_after_ms must be a whole number, not a string",
		`{"answer_after_ms":1.5}`:    "answer_after_ms must be a whole number, not 1.5",
		`{"answer_after_ms":[1]}`:    "answer_after_ms must be a whole number, not a list",
		`{"answer_after_ms":true}`:   "answer_after_ms must be a whole number, not true or false",
		`[{"wa_id":"551199999001"}]`: "must be a JSON object, not a list",
		`wa_id=5511999990001`:        "not valid JSON",
	} {
		said(detail("POST", "/sandbox/users", body), want)
	}
	said(detail("POST", "/sandbox/webhook", `{"fields":"calls"}`), "fields must be a list, not a string")
	evil := r.request("GET", "/sandbox/users", "", map[string]string{"Host": "box.test:1"})
	said(evil.Body["detail"].(string), "box.test", "--host box.test")
	cross := r.request("POST", "/sandbox/reset", "", map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"})
	said(cross.Body["detail"].(string), "another site")
}
