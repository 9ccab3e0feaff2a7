package api_test

import (
	"net/http"
	"strings"
	"testing"

	"ramal/internal/api"
)

func TestWhatIsWrongWithARequestIsNamed(t *testing.T) {
	w := newWorld(t)
	c := w.signIn(w.paula)
	for name, r := range map[string]struct {
		method, path string
		body         any
		status       int
		code, field  string
	}{
		"broken JSON":             {"POST", "/api/contacts", `{"name":`, 400, "invalid", "body"},
		"no body":                 {"POST", "/api/contacts", nil, 400, "invalid", "body"},
		"a list for an object":    {"POST", "/api/contacts", `[]`, 400, "invalid", "body"},
		"a missing property":      {"POST", "/api/contacts", `{"name":"Ana"}`, 400, "invalid", "phone"},
		"a number for a text":     {"POST", "/api/contacts", `{"name":7,"phone":""}`, 400, "invalid", "name"},
		"an unknown property":     {"POST", "/api/contacts", `{"name":"","phone":"","fax":"1"}`, 400, "invalid", "fax"},
		"a phone with letters":    {"POST", "/api/contacts", api.NewContact{Name: "Ana", Phone: "11 9999-ABCD"}, 400, "invalid", "phone"},
		"neither name nor phone":  {"POST", "/api/contacts", api.NewContact{}, 400, "invalid", "name"},
		"a direction there isn't": {"GET", "/api/calls?direction=sideways", nil, 400, "invalid", "direction"},
		"a state there isn't":     {"GET", "/api/conversations?state=waiting,lost", nil, 400, "invalid", "state[1]"},
		"a limit of none":         {"GET", "/api/contacts?limit=0", nil, 400, "invalid", "limit"},
		"a limit in words":        {"GET", "/api/contacts?limit=ten", nil, 400, "invalid", "limit"},
		"a cursor of another":     {"GET", "/api/contacts?after=%21%21", nil, 400, "invalid", "after"},
		"a missing parameter":     {"GET", "/api/call-action", nil, 400, "invalid", "contactId"},
		"a body over the limit":   {"POST", "/api/contacts", `{"name":"` + strings.Repeat("x", 1<<20) + `","phone":""}`, 413, "too_large", "body"},
		"no such operation":       {"GET", "/api/faxes", nil, 404, "not_found", ""},
		"no such method":          {"PUT", "/api/session", nil, 404, "not_found", ""},
		"no such webhook path":    {"POST", "/webhooks/", nil, 404, "not_found", ""},
	} {
		t.Run(name, func(t *testing.T) {
			p := c.in(t).send(r.method, r.path, r.body).problem(r.status, r.code)
			if p.Field != r.field {
				t.Errorf("field %q, want %q: %s", p.Field, r.field, p.Detail)
			}
			if strings.Contains(p.Detail, strings.Repeat("x", 100)) {
				t.Error("the answer repeats what was sent")
			}
		})
	}
	c.header.Set("Content-Type", "text/plain")
	if p := c.send("POST", "/api/contacts", `{}`).problem(http.StatusUnsupportedMediaType, "invalid"); p.Field != "Content-Type" {
		t.Errorf("field %q", p.Field)
	}
}

func TestAnotherSiteIsRefused(t *testing.T) {
	w := newWorld(t)
	for name, header := range map[string]http.Header{
		"by origin":           {"Origin": {"https://evil.example"}},
		"by fetch metadata":   {"Sec-Fetch-Site": {"cross-site"}},
		"by a sibling origin": {"Sec-Fetch-Site": {"same-site"}, "Origin": {"https://app.evil.example"}},
	} {
		t.Run(name, func(t *testing.T) {
			c := w.signIn(w.paula).in(t)
			c.header = header
			p := c.send(http.MethodPost, "/api/contacts", api.NewContact{Name: "Planted"}).problem(http.StatusForbidden, "forbidden")
			if p.Reason != "cross_origin" {
				t.Errorf("reason %q", p.Reason)
			}
			c.send(http.MethodGet, "/api/session", nil).want(http.StatusOK) // reading is harmless: the other site cannot see it
		})
	}
}

func TestEveryAnswerCarriesTheHeaders(t *testing.T) {
	w := newWorld(t)
	for _, path := range []string{"/", "/setup", "/invitation", "/api/docs", "/api/session", "/api/faxes", "/healthz", "/webhooks/x"} {
		h := w.nobody().send(http.MethodGet, path, nil).header
		for name, want := range map[string]string{
			"Content-Security-Policy": "default-src 'none'; script-src 'self';",
			"X-Content-Type-Options":  "nosniff",
			"Referrer-Policy":         "no-referrer",
			"Permissions-Policy":      "microphone=(self)",
		} {
			if !strings.HasPrefix(h.Get(name), want) {
				t.Errorf("%s: %s is %q, want %q…", path, name, h.Get(name), want)
			}
		}
		csp := h.Get("Content-Security-Policy")
		for _, part := range []string{"frame-ancestors 'none'", "base-uri 'none'", "style-src-attr 'none'", "connect-src 'self'"} {
			if !strings.Contains(csp, part) {
				t.Errorf("%s: the policy lacks %s", path, part)
			}
		}
		if strings.Contains(csp, "unsafe-eval") || strings.Contains(csp, "script-src 'self' 'unsafe-inline'") {
			t.Errorf("%s: the policy lets scripts in: %s", path, csp)
		}
	}
}

func TestTheLogKeepsSecretsOut(t *testing.T) {
	w := newWorld(t)
	c := w.signIn(w.paula)
	c.send(http.MethodGet, "/api/contacts?search=5511999990001", nil).want(http.StatusOK)
	c.send(http.MethodPost, "/api/calls", api.NewCall{ContactID: newID(), SDP: "v=0 secret-sdp"})
	c.send(http.MethodGet, "/webhooks/"+string(w.account.ID)+"?hub.verify_token=sandbox-verify", nil)
	w.web.Close() // all lines are written
	log := w.log.String()
	if !strings.Contains(log, `route="GET /api/contacts"`) {
		t.Fatalf("requests are not logged by their route:\n%s", log)
	}
	for _, secret := range []string{c.cookie, password, "5511999990001", "secret-sdp", sandboxVerify} {
		if strings.Contains(log, secret) {
			t.Errorf("%q is in the log", secret)
		}
	}
}

func TestRefusalsAreToldInTheLanguageOfWhoeverAsks(t *testing.T) {
	w := newWorld(t)
	told := func(c *client, language, method, path string, body any, status int, code string) string {
		c.header = http.Header{"Accept-Language": {language}}
		return c.send(method, path, body).problem(status, code).Detail
	}
	paula := w.signIn(w.paula)
	for _, c := range []struct{ said, want string }{
		{told(w.nobody(), "pt-BR,en;q=0.8", "GET", "/api/contacts", nil, 401, "unauthenticated"), "Você não entrou."},
		{told(w.nobody(), "fr", "GET", "/api/contacts", nil, 401, "unauthenticated"), "You are not signed in."},
		{told(paula, "es", "POST", "/api/contacts", api.NewContact{}, 400, "invalid"), "Un contacto necesita un nombre o un número de WhatsApp."},
		{told(paula, "es", "POST", "/api/contacts", `{"name":"Ana"}`, 400, "invalid"), "phone es obligatorio."},
		{told(paula, "pt", "GET", "/api/contacts/"+newID(), nil, 404, "not_found"), "Isto não existe, ou não existe mais (contato)."},
		{told(paula, "pt", "GET", "/api/nothing", nil, 404, "not_found"), "Não existe esta operação. GET /api/openapi.json mostra todas."},
	} {
		if c.said != c.want {
			t.Errorf("%q, want %q", c.said, c.want)
		}
	}
}

func TestAFileIsSentReadBackInPartsAndNeverRuns(t *testing.T) {
	w := newWorld(t)
	paula := w.signIn(w.paula)
	v := w.writes(paula, ana, "Oi")
	page := "%PDF-1.4 " + strings.Repeat("0123456789", 70_000)
	var sent api.Message
	paula.keyed("1").send("POST", "/api/conversations/"+v.ID+"/files?name=or%C3%A7amento.pdf&caption=Aqui", page).want(http.StatusCreated).into(&sent)
	if m := sent.Medium; sent.Kind != "document" || m == nil || m.Shown || m.State != "here" || m.Size != int64(len(page)) || sent.Text != "Aqui" {
		t.Fatalf("%+v %+v", sent, sent.Medium)
	}
	whole := paula.send("GET", "/api/messages/"+sent.ID+"/medium", nil).want(http.StatusOK)
	for name, want := range map[string]string{
		"Content-Type": "application/octet-stream", "X-Content-Type-Options": "nosniff", "Content-Disposition": "attachment; filename*=utf-8''or%C3%A7amento.pdf",
	} {
		if got := whole.header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if string(whole.body) != page || !strings.HasPrefix(whole.header.Get("Content-Security-Policy"), "sandbox;") {
		t.Errorf("%d bytes under %s", len(whole.body), whole.header.Get("Content-Security-Policy"))
	}
	paula.header.Set("Range", "bytes=262140-262150") // across two stored pieces
	part := paula.send("GET", "/api/messages/"+sent.ID+"/medium", nil).want(http.StatusPartialContent)
	if string(part.body) != page[262140:262151] {
		t.Errorf("%q", part.body)
	}
	paula.header.Del("Range")

	text := paula.keyed("2").send("POST", "/api/conversations/"+v.ID+"/files?name=x.html", "<html><script>").problem(http.StatusBadRequest, "invalid")
	if text.Field != "file" || text.Reason != "wrong_kind" {
		t.Errorf("%+v", text)
	}
	large := paula.keyed("3").send("POST", "/api/conversations/"+v.ID+"/files?name=x.pdf", "%PDF-1.4"+strings.Repeat("x", 26<<20)).problem(http.StatusRequestEntityTooLarge, "too_large")
	if !strings.Contains(large.Detail, "25") {
		t.Errorf("%+v", large)
	}
}
