package api_test

import (
	"net/http"
	"strings"
	"testing"

	"ramal/internal/api"
	"ramal/internal/center"
	"ramal/internal/sandbox"
)

const settingsPath = "/api/settings/accounts"

func newAccounts(t *testing.T) (*world, *client) {
	t.Helper()
	w := newWorld(t)
	w.center.PublicURL, w.center.PrivateGraph = w.url, true
	admin := w.person("admin@aurora.example", "Alice", w.account.WorkspaceID, true)
	return w, w.enter(&admin)
}

func (w *world) newAccount() api.NewAccount {
	return api.NewAccount{
		Name: "Vendas", PhoneNumberID: sandbox.PhoneNumberID, WABAID: sandbox.WABAID, GraphURL: w.sandbox.URL(),
		Token: sandbox.Token, AppSecret: sandbox.AppSecret, VerifyToken: "verify-me-please",
	}
}

func TestAccountsAreForAdministrators(t *testing.T) {
	w, _ := newAccounts(t)
	paula, nobody := w.enter(&w.paula), w.nobody()
	one := settingsPath + "/" + string(w.account.ID)
	for _, try := range []struct {
		method, path string
		body         any
	}{
		{http.MethodPost, settingsPath, w.newAccount()},
		{http.MethodPatch, one, api.AccountSettingsChange{Version: 1}},
		{http.MethodPost, one + "/disconnect", api.AtVersion{Version: 1}},
		{http.MethodPost, one + "/reconnect", api.AtVersion{Version: 1}},
		{http.MethodPost, one + "/checks", api.CheckRequest{Step: "token"}},
	} {
		nobody.send(try.method, try.path, try.body).problem(http.StatusUnauthorized, "unauthenticated")
		if p := paula.send(try.method, try.path, try.body).problem(http.StatusForbidden, "forbidden"); p.Reason != "not_admin" {
			t.Errorf("%s %s: reason %s", try.method, try.path, p.Reason)
		}
	}
	nobody.send(http.MethodGet, settingsPath, nil).problem(http.StatusUnauthorized, "unauthenticated")
	paula.send(http.MethodGet, settingsPath, nil).problem(http.StatusForbidden, "forbidden")
}

func TestAnAccountFromNothingToARoundTrip(t *testing.T) {
	w, _ := newAccounts(t)
	other := w.enter(&w.other)
	var a api.AccountSettings
	made := other.send(http.MethodPost, settingsPath, w.newAccount()).want(http.StatusCreated)
	made.into(&a)
	if a.Phone != sandbox.BusinessNumber || a.Webhook != w.url+"/webhooks/"+a.ID || a.Version != 1 || !a.HasToken || a.GraphVersion == "" {
		t.Errorf("account %+v", a)
	}
	check := func(step string, repair bool) (k api.AccountCheck) {
		t.Helper()
		got := other.send(http.MethodPost, settingsPath+"/"+a.ID+"/checks", api.CheckRequest{Step: step, Repair: repair}).want(http.StatusOK)
		got.into(&k)
		for _, secret := range []string{sandbox.Token, sandbox.AppSecret, "verify-me-please"} {
			if strings.Contains(string(got.body), secret) {
				t.Errorf("%s shows a secret: %s", step, got.body)
			}
		}
		return k
	}
	// The app's webhooks go to the other workspace's account until somebody says otherwise.
	if k := check("app", false); k.State != "failed" || k.Reason != "other_callback" || !k.Repair {
		t.Errorf("app %+v", k)
	}
	if k := check("app", true); k.State != "ok" {
		t.Errorf("app after the repair %+v", k)
	}
	for _, step := range center.CheckSteps() {
		if k := check(string(step), false); k.State != "ok" || k.Step != string(step) || k.Facts == nil {
			t.Errorf("%s: %+v", step, k)
		}
	}
	var list api.AccountSettingsList
	got := other.send(http.MethodGet, settingsPath, nil).want(http.StatusOK)
	got.into(&list)
	if len(list.Items) != 1 || len(list.Items[0].Checks) != 8 || list.Items[0].AppID != sandbox.AppID {
		t.Errorf("list %+v", list)
	}
	for _, secret := range []string{sandbox.Token, sandbox.AppSecret, "verify-me-please"} {
		if strings.Contains(string(got.body)+string(made.body)+w.log.String(), secret) {
			t.Error("a secret is in an answer or in the log")
		}
	}
	if p := other.send(http.MethodPost, settingsPath+"/"+a.ID+"/checks", `{"step":"luck"}`).problem(http.StatusBadRequest, "invalid"); !strings.HasSuffix(p.Field, "step") {
		t.Errorf("no such step: %+v", p)
	}
}

func TestAStaleChangeAndTheSameNumberTwiceAreConflicts(t *testing.T) {
	w, admin := newAccounts(t)
	one := settingsPath + "/" + string(w.account.ID)
	if p := admin.send(http.MethodPost, settingsPath, w.newAccount()).problem(http.StatusConflict, "conflict"); p.Field != "phoneNumberId" {
		t.Errorf("the number twice: %+v", p)
	}
	name := "Aurora Vendas"
	var a api.AccountSettings
	admin.send(http.MethodPatch, one, api.AccountSettingsChange{Name: &name, Version: 1}).want(http.StatusOK).into(&a)
	if a.Name != name || a.Version != 2 {
		t.Errorf("account %+v", a)
	}
	if p := admin.send(http.MethodPatch, one, api.AccountSettingsChange{Name: &name, Version: 1}).problem(http.StatusConflict, "conflict"); p.Field != "" || p.Reason != "" {
		t.Errorf("a stale change: %+v", p)
	}
	bad := w.newAccount()
	p := admin.send(http.MethodPatch, one, api.AccountSettingsChange{Token: "expired", Version: 2}).problem(http.StatusBadRequest, "invalid")
	if p.Field != "token" || p.Reason != "token_refused" || !strings.Contains(p.Technical, "fbtrace_id") {
		t.Errorf("a token that Meta refuses: %+v", p)
	}
	bad.GraphURL = "ftp://graph.example.com"
	bad.PhoneNumberID = "12345"
	if p := admin.send(http.MethodPost, settingsPath, bad).problem(http.StatusBadRequest, "invalid"); p.Field != "graphUrl" {
		t.Errorf("a wrong address: %+v", p)
	}
	admin.send(http.MethodPost, one+"/disconnect", api.AtVersion{Version: 1}).problem(http.StatusConflict, "conflict")
	admin.send(http.MethodPost, one+"/disconnect", api.AtVersion{Version: 2}).want(http.StatusOK).into(&a)
	if a.Status != "disconnected" {
		t.Errorf("account %+v", a)
	}
	admin.send(http.MethodPost, one+"/reconnect", api.AtVersion{Version: 3}).want(http.StatusOK).into(&a)
	if a.Status != "connected" {
		t.Errorf("account %+v", a)
	}
}
