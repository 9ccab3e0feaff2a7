package center_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"ramal/internal/call"
	"ramal/internal/center"
	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/sandbox"
)

// newAccounts is a world whose Graph may be private, with an administrator.
func newAccounts(t *testing.T) (*world, org.Member) {
	t.Helper()
	w := newWorld(t)
	w.center.PrivateGraph = true
	w.center.PublicURL = w.hooks.URL
	return w, w.person("admin@aurora.example", w.workspace, true)
}

func (w *world) theSandbox() center.NewAccount {
	return center.NewAccount{
		Name: " Segunda ", PhoneNumberID: sandbox.PhoneNumberID, WABAID: sandbox.WABAID, GraphURL: w.sandbox.URL() + "/", GraphVersion: "v24.0",
		Secrets: org.Secrets{Token: " " + sandbox.Token + "\n", AppSecret: sandbox.AppSecret},
	}
}

// detail returns what an error has for support.
func detail(err error) string {
	var f *fault.Error
	if errors.As(err, &f) {
		return f.Detail
	}
	return ""
}

// deed returns the newest line of the audit.
func (w *world) deed(m org.Member) org.Entry {
	w.t.Helper()
	page, err := w.store.Entries(w.t.Context(), m.Workspace.ID, org.AuditQuery{Limit: 1})
	must(w.t, err)
	if len(page.Items) == 0 {
		w.t.Fatal("the audit is empty")
	}
	return page.Items[0]
}

func TestANumberIsConnectedOnceMetaSaysThatItFits(t *testing.T) {
	w, admin := newAccounts(t)
	ctx := t.Context()
	// Another workspace may have the same number: its webhooks come to an address of their own.
	v, err := w.center.AddAccount(ctx, w.stranger, w.theSandbox())
	must(t, err)
	if v.Name != "Segunda" || v.DisplayPhone != sandbox.BusinessNumber || v.GraphURL != w.sandbox.URL() || v.Status != org.Connected || v.Version != 1 {
		t.Errorf("account %+v", v)
	}
	if !v.HasToken || !v.HasAppSecret || !v.HasVerifyToken || v.Webhook != w.hooks.URL+"/webhooks/"+string(v.ID) {
		t.Errorf("view %+v", v)
	}
	s, err := w.store.Secrets(ctx, v.ID)
	must(t, err)
	if s.Token != sandbox.Token || len(s.VerifyToken) < 20 {
		t.Error("the secrets are not those that were given, or no verify token was made up")
	}
	d := w.deed(w.stranger)
	if d.Action != "account.added" || d.Subject != string(v.ID) || d.ActorName != w.stranger.Name {
		t.Errorf("audit %+v", d)
	}
	for _, c := range d.Changes {
		if strings.Contains(c.After, sandbox.Token) || strings.Contains(c.After, sandbox.AppSecret) {
			t.Errorf("the audit has a secret: %+v", c)
		}
	}
	_, err = w.center.AddAccount(ctx, admin, w.theSandbox())
	if f := field(err); !fault.Is(err, fault.Conflict) || f != "phoneNumberId" {
		t.Errorf("the number twice in a workspace: %v", err)
	}
}

func TestWhatCannotBeAnAccountNamesItsField(t *testing.T) {
	w, _ := newAccounts(t)
	admin := w.stranger
	for name, c := range map[string]struct {
		change func(*center.NewAccount)
		field  string
		code   fault.Code
		detail string
	}{
		"no name":             {func(n *center.NewAccount) { n.Name = " " }, "name", fault.Invalid, ""},
		"a long name":         {func(n *center.NewAccount) { n.Name = strings.Repeat("x", 101) }, "name", fault.Invalid, ""},
		"the phone number":    {func(n *center.NewAccount) { n.PhoneNumberID = "+55 11 4002-8922" }, "phoneNumberId", fault.Invalid, ""},
		"no business account": {func(n *center.NewAccount) { n.WABAID = "" }, "wabaId", fault.Invalid, ""},
		"a version":           {func(n *center.NewAccount) { n.GraphVersion = "24" }, "graphVersion", fault.Invalid, ""},
		"no token":            {func(n *center.NewAccount) { n.Secrets.Token = "" }, "token", fault.Invalid, ""},
		"two lines of token":  {func(n *center.NewAccount) { n.Secrets.Token = "a\nb" }, "token", fault.Invalid, ""},
		"no app secret":       {func(n *center.NewAccount) { n.Secrets.AppSecret = "" }, "appSecret", fault.Invalid, ""},
		"a query":             {func(n *center.NewAccount) { n.GraphURL += "?x" }, "graphUrl", fault.Invalid, ""},
		"a user":              {func(n *center.NewAccount) { n.GraphURL = "https://a@graph.facebook.com" }, "graphUrl", fault.Invalid, ""},
		"nobody there":        {func(n *center.NewAccount) { n.GraphURL = "http://127.0.0.1:1" }, "graphUrl", fault.Unavailable, "refused"},
		"another token":       {func(n *center.NewAccount) { n.Secrets.Token = "guess" }, "token", fault.Invalid, "Invalid OAuth access token"},
		"another app secret":  {func(n *center.NewAccount) { n.Secrets.AppSecret = "guess" }, "appSecret", fault.Invalid, "fbtrace_id"},
		"another number":      {func(n *center.NewAccount) { n.PhoneNumberID = "700000000000002" }, "phoneNumberId", fault.Invalid, "fbtrace_id"},
		"another account":     {func(n *center.NewAccount) { n.WABAID = "880000000000002" }, "wabaId", fault.Invalid, "fbtrace_id"},
	} {
		t.Run(name, func(t *testing.T) {
			n := w.theSandbox()
			c.change(&n)
			_, err := w.center.AddAccount(t.Context(), admin, n)
			f, said := field(err), detail(err)
			if !fault.Is(err, c.code) || f != c.field {
				t.Errorf("%v on %q, want %s on %q", err, f, c.code, c.field)
			}
			if c.detail == "" && said != "" || !strings.Contains(said, c.detail) {
				t.Errorf("detail %q, want %q", said, c.detail)
			}
		})
	}
	w.center.PrivateGraph = false
	for _, url := range []string{w.sandbox.URL(), "https://127.0.0.1", "https://metadata.google.internal", "https://[::ffff:169.254.169.254]"} {
		n := w.theSandbox()
		n.GraphURL = url
		if _, err := w.center.AddAccount(t.Context(), admin, n); reason(err) != "graph_address" {
			t.Errorf("%s: %v", url, err)
		}
	}
	all, err := w.center.AccountSettings(t.Context(), admin)
	must(t, err)
	if len(all) > 0 {
		t.Errorf("something was stored: %+v", all)
	}
}

func TestOnlyAdministratorsChangeAccounts(t *testing.T) {
	w, admin := newAccounts(t)
	ctx, id := t.Context(), w.account.ID
	tries := func(m org.Member) map[string]error {
		_, add := w.center.AddAccount(ctx, m, w.theSandbox())
		_, change := w.center.ChangeAccount(ctx, m, id, center.AccountChange{Version: 1})
		_, off := w.center.DisconnectAccount(ctx, m, id, 1)
		_, on := w.center.ReconnectAccount(ctx, m, id, 1)
		_, check := w.center.CheckAccount(ctx, m, id, center.CheckToken, false)
		return map[string]error{"add": add, "change": change, "disconnect": off, "reconnect": on, "check": check}
	}
	for what, err := range tries(w.paula) {
		if !fault.Is(err, fault.Forbidden) || reason(err) != "not_admin" {
			t.Errorf("%s by an operator: %v", what, err)
		}
	}
	for what, err := range tries(w.stranger) {
		if what != "add" && !fault.Is(err, fault.NotFound) {
			t.Errorf("%s from another workspace: %v", what, err)
		}
	}
	if _, err := w.center.AccountSettings(ctx, w.paula); reason(err) != "no_settings" {
		t.Errorf("an operator looks: %v", err)
	}
	all, err := w.center.AccountSettings(ctx, admin)
	must(t, err)
	if len(all) != 1 || all[0].Version != 1 {
		t.Errorf("accounts %+v", all)
	}
}

func TestSecretsAreReplacedOneByOneAndNeverSaid(t *testing.T) {
	w, admin := newAccounts(t)
	ctx, id := t.Context(), w.account.ID
	name := "Aurora Vendas"
	v, err := w.center.ChangeAccount(ctx, admin, id, center.AccountChange{Name: &name, Secrets: org.Secrets{VerifyToken: "fresh"}, Version: 1})
	must(t, err)
	if v.Name != name || v.Version != 2 {
		t.Errorf("account %+v", v)
	}
	s, err := w.store.Secrets(ctx, id)
	must(t, err)
	if s != (org.Secrets{Token: sandbox.Token, AppSecret: sandbox.AppSecret, VerifyToken: "fresh"}) {
		t.Error("not only the verify token changed")
	}
	if d := w.deed(admin); d.Action != "account.changed" || len(d.Changes) != 2 || d.Changes[1] != (org.Change{Field: "verifyToken", After: "replaced"}) {
		t.Errorf("audit %+v", d)
	}
	_, err = w.center.ChangeAccount(ctx, admin, id, center.AccountChange{Secrets: org.Secrets{Token: sandbox.Token}, Version: 2})
	must(t, err)
	if d := w.deed(admin); d.Action != "account.secrets_replaced" || len(d.Changes) != 1 || d.Changes[0].Field != "token" {
		t.Errorf("audit %+v", d)
	}
	_, err = w.center.ChangeAccount(ctx, admin, id, center.AccountChange{Secrets: org.Secrets{Token: "expired"}, Version: 3})
	if f := field(err); f != "token" || reason(err) != "token_refused" {
		t.Errorf("a token that Meta refuses: %v", err)
	}
	if s, err := w.store.Secrets(ctx, id); err != nil || s.Token != sandbox.Token {
		t.Errorf("a refused token was stored, %v", err)
	}
	if _, err := w.center.ChangeAccount(ctx, admin, id, center.AccountChange{Name: &name, Version: 2}); !fault.Is(err, fault.Conflict) {
		t.Errorf("a stale version: %v", err)
	}
}

func TestWhoMovesAnAccountToAnotherAddressGivesItsSecretsAnew(t *testing.T) {
	w, admin := newAccounts(t)
	other := strings.Replace(w.sandbox.URL(), "127.0.0.1", "localhost", 1)
	change := center.AccountChange{GraphURL: &other, Version: 1}
	for _, want := range []string{"token", "appSecret", ""} {
		_, err := w.center.ChangeAccount(t.Context(), admin, w.account.ID, change)
		if f := field(err); f != want || want != "" && reason(err) != "secrets_needed" {
			t.Fatalf("%v, want it on %q", err, want)
		}
		if want == "token" {
			change.Secrets.Token = sandbox.Token
		} else {
			change.Secrets.AppSecret = sandbox.AppSecret
		}
	}
	a, err := w.store.Account(t.Context(), w.workspace, w.account.ID)
	must(t, err)
	if a.GraphURL != other {
		t.Errorf("address %s", a.GraphURL)
	}
}

func TestAnAccountWithLiveCallsIsNotDisconnected(t *testing.T) {
	w, admin := newAccounts(t)
	ctx, account := t.Context(), w.account.ID
	contact, err := w.center.CreateContact(ctx, admin, center.ContactRecord{Name: new("Ana"), Phone: new("+55 11 99999-0001")})
	must(t, err)
	k := call.Call{
		ID: call.ID(id()), WorkspaceID: w.workspace, AccountID: account, ContactID: contact.ID, Direction: call.Outbound, State: call.Active,
		Operator: w.paula.ID, Node: "elsewhere", CreatedAt: time.Now().UTC().Truncate(time.Millisecond),
	}
	must(t, w.store.CreateCall(ctx, &k, nil))
	_, err = w.center.DisconnectAccount(ctx, admin, account, 1)
	if !fault.Is(err, fault.Conflict) || reason(err) != "live_calls" || !strings.Contains(err.Error(), "1 call of this account is going on") {
		t.Fatalf("with a live call: %v", err)
	}
	elsewhere := strings.Replace(w.sandbox.URL(), "127.0.0.1", "localhost", 1)
	_, err = w.center.ChangeAccount(ctx, admin, account, center.AccountChange{
		GraphURL: &elsewhere, Secrets: org.Secrets{Token: sandbox.Token, AppSecret: sandbox.AppSecret}, Version: 1,
	})
	if reason(err) != "live_calls" {
		t.Errorf("another address during a call: %v", err)
	}
	k.State, k.EndedAt, k.Closed = call.Ended, time.Now(), true
	must(t, w.store.SaveCall(ctx, &k, nil))

	v, err := w.center.DisconnectAccount(ctx, admin, account, 1)
	must(t, err)
	if v.Status != org.Disconnected || v.Version != 2 {
		t.Errorf("account %+v", v)
	}
	if d := w.deed(admin); d.Action != "account.disconnected" || len(d.Changes) != 1 {
		t.Errorf("audit %+v", d)
	}
	w.control("/sandbox/users/"+ana+"/messages", map[string]any{"text": "Oi"})
	service := w.conversation(ana)
	if _, err := w.center.SendText(ctx, admin, service.ID, center.Outgoing{Text: "Olá", ClientKey: "1"}); reason(err) != call.WhyAccountDisconnected {
		t.Errorf("a message from a disconnected account: %v", err)
	}
	action, err := w.center.CallAction(ctx, w.paula, account, service.ContactID)
	must(t, err)
	if action.Call == nil || action.Call.Code != call.WhyAccountDisconnected || action.Request == nil {
		t.Errorf("action %+v", action)
	}
	if _, err := w.center.ReconnectAccount(ctx, admin, account, 1); !fault.Is(err, fault.Conflict) {
		t.Errorf("a stale version: %v", err)
	}
	if v, err = w.center.ReconnectAccount(ctx, admin, account, 2); err != nil || v.Status != org.Connected {
		t.Errorf("again: %+v, %v", v, err)
	}
	_, err = w.center.SendText(ctx, admin, service.ID, center.Outgoing{Text: "Olá", ClientKey: "1"})
	must(t, err)
}
