package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"testing"
	"time"

	"ramal/internal/sandbox"
)

// Whatever is done with a secret, well or badly, the log has nothing of it: not even the most talkative one.
func TestNoSecretIsLogged(t *testing.T) {
	t.Parallel()
	box, err := sandbox.Start(sandbox.Options{})
	must(t, err)
	t.Cleanup(func() { must(t, box.Close()) })
	c, dir := newCA(t), t.TempDir()
	certFile, keyFile := c.files(dir)
	p := start(t, dir, append([]string{
		"serve", "--data", "d", "--log-level", "debug", "--allow-private-graph", "--tls-cert", certFile, "--tls-key", keyFile, "--public-url", publicTLS,
	}, anyPorts...)...)
	a := p.ready()
	browser := c.browser(a.Listen)
	secrets := map[string]string{"the set-up code": a.SetupCode}
	secret := func(what, is string) string {
		secrets[what] = is
		return is
	}
	session := ""
	do := func(want int, method, path string, body any) map[string]any {
		t.Helper()
		got, answer := ask(t, browser, method, publicTLS+path, body, func(r *http.Request) {
			if session != "" {
				r.AddCookie(&http.Cookie{Name: "ramal_session", Value: session})
			}
		})
		if got.StatusCode != want {
			t.Fatalf("%s %s: %s, want %d\n%s", method, path, got.Status, want, answer)
		}
		for _, cookie := range got.Cookies() {
			session = secret(fmt.Sprintf("session %d", len(secrets)), cookie.Value)
		}
		var v map[string]any
		must(t, json.Unmarshal(answer, &v))
		return v
	}

	first := map[string]string{"code": secret("a wrong code", "WRNG-CODE-2345"), "workspace": "Aurora", "name": "Alice", "email": "alice@aurora.example", "password": secret("the first password", "correct horse battery"), "language": "en"}
	do(http.StatusForbidden, http.MethodPost, "/api/setup", first)
	first["code"] = a.SetupCode
	do(http.StatusOK, http.MethodPost, "/api/setup", first)
	in := map[string]string{"email": "alice@aurora.example", "password": secret("a wrong password", "wrong horse battery")}
	do(http.StatusUnauthorized, http.MethodPost, "/api/session", in)
	in["password"] = first["password"]
	do(http.StatusOK, http.MethodPost, "/api/session", in)

	seed := do(http.StatusOK, http.MethodPost, "/api/me/second-factor/seed", nil)
	do(http.StatusBadRequest, http.MethodPut, "/api/me/second-factor", map[string]any{"seed": secret("the seed", text(seed["seed"])), "code": secret("a wrong code of it", "918273"), "password": in["password"]})
	token := do(http.StatusCreated, http.MethodPost, "/api/me/tokens", map[string]any{"name": "Reports", "scopes": []string{"read"}, "expiresAt": time.Now().Add(time.Hour)})
	secret("the API token", text(token["text"]))

	account := map[string]string{
		"name": "Vendas", "phoneNumberId": sandbox.PhoneNumberID, "wabaId": sandbox.WABAID, "graphUrl": box.URL(),
		"token": secret("a wrong access token", "EAAGwrong|access token"), "appSecret": secret("the app secret", sandbox.AppSecret), "verifyToken": secret("the verify token", "verify-me/please"),
	}
	do(http.StatusBadRequest, http.MethodPost, "/api/settings/accounts", account)
	account["token"], account["graphUrl"] = secret("the access token", sandbox.Token), "http://127.0.0.1:1"
	do(http.StatusServiceUnavailable, http.MethodPost, "/api/settings/accounts", account)
	account["graphUrl"] = box.URL()
	made := do(http.StatusCreated, http.MethodPost, "/api/settings/accounts", account)
	for _, step := range []string{"token", "app", "webhook", "waba"} {
		do(http.StatusOK, http.MethodPost, "/api/settings/accounts/"+text(made["id"])+"/checks", map[string]any{"step": step, "repair": step == "app"})
	}

	link := do(http.StatusCreated, http.MethodPost, "/api/settings/invitations", map[string]string{"name": "Nina", "email": "nina@aurora.example", "language": "en"})
	invited := map[string]string{"token": secret("the link of the invitation", text(link["token"])), "password": "short"}
	do(http.StatusOK, http.MethodPost, "/api/invitations/look", map[string]string{"token": invited["token"]})
	do(http.StatusBadRequest, http.MethodPost, "/api/invitations/accept", invited)
	invited["password"] = secret("the second password", "battery horse staple")
	do(http.StatusOK, http.MethodPost, "/api/invitations/accept", invited)
	do(http.StatusNotFound, http.MethodPost, "/api/invitations/look", map[string]string{"token": invited["token"]})

	if code := p.stop(syscall.SIGTERM); code != 0 {
		t.Errorf("exit code %d, want 0", code)
	}
	log := p.stderr.String()
	if !strings.Contains(log, "POST /api/settings/accounts") || !strings.Contains(log, "POST /api/invitations/accept") {
		t.Errorf("the log does not tell what was asked:\n%s", log)
	}
	for what, is := range secrets {
		if len(is) < 6 {
			t.Errorf("%s is %q", what, is)
		}
		for _, written := range []string{is, url.QueryEscape(is), url.PathEscape(is)} {
			if strings.Contains(log, written) {
				t.Errorf("%s is in the log:\n%s", what, log)
			}
		}
	}
}

func text(v any) string {
	s, _ := v.(string)
	return s
}
