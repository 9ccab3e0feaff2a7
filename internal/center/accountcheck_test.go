package center_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"ramal/internal/center"
	"ramal/internal/fault"
	"ramal/internal/meta"
	"ramal/internal/org"
	"ramal/internal/sandbox"
)

// checked is a world whose webhook address has the path that Meta is given, and its administrator.
func newChecked(t *testing.T) (*world, org.Member) {
	t.Helper()
	w, admin := newAccounts(t)
	w.control("/sandbox/webhook", map[string]any{"url": w.hooks.URL + "/webhooks/" + string(w.account.ID), "verify_token": sandbox.VerifyToken})
	return w, admin
}

func (w *world) check(m org.Member, step center.CheckStep) center.AccountCheck {
	w.t.Helper()
	k, err := w.center.CheckAccount(w.t.Context(), m, w.account.ID, step, false)
	must(w.t, err)
	if k.Step != step || k.At.IsZero() || k.Took <= 0 {
		w.t.Errorf("%s: %+v", step, k)
	}
	return k
}

func (w *world) repair(m org.Member, step center.CheckStep) center.AccountCheck {
	w.t.Helper()
	k, err := w.center.CheckAccount(w.t.Context(), m, w.account.ID, step, true)
	must(w.t, err)
	return k
}

func factOf(k center.AccountCheck, name string) string {
	for _, f := range k.Facts {
		if f.Name == name {
			return f.Value
		}
	}
	return ""
}

// app is the sandbox's app, speaking for itself.
func (w *world) app() (*meta.Client, meta.App) {
	return &meta.Client{BaseURL: w.sandbox.URL(), Token: sandbox.Token, PhoneNumberID: sandbox.PhoneNumberID}, meta.App{ID: sandbox.AppID, Secret: sandbox.AppSecret}
}

func TestAnAccountThatIsWellPassesEveryStep(t *testing.T) {
	w, admin := newChecked(t)
	for _, step := range center.CheckSteps() {
		if k := w.check(admin, step); k.State != center.CheckOK || k.Reason != "" || k.Repair {
			t.Errorf("%s: %+v", step, k)
		}
	}
	all, err := w.center.AccountSettings(t.Context(), admin)
	must(t, err)
	v := all[0]
	if v.AppID != sandbox.AppID || len(v.Checks) != len(center.CheckSteps()) || v.Checks[0].Step != center.CheckToken {
		t.Errorf("view %+v", v)
	}
	if n := factOf(v.Checks[1], "number"); meta.Digits(n) != sandbox.BusinessNumber {
		t.Errorf("number %q", n)
	}
	w.control("/sandbox/users/"+ana+"/messages", map[string]any{"text": "Oi"})
	eventually(t, "the webhook is noted", func() bool {
		all, err = w.center.AccountSettings(t.Context(), admin)
		return err == nil && !all[0].Heard.IsZero()
	})
	if _, err := w.center.CheckAccount(t.Context(), admin, w.account.ID, "luck", false); !fault.Is(err, fault.Invalid) {
		t.Errorf("no such step: %v", err)
	}
	name := "Other"
	_, err = w.center.ChangeAccount(t.Context(), admin, w.account.ID, center.AccountChange{Name: &name, Secrets: org.Secrets{VerifyToken: "fresh"}, Version: 1})
	must(t, err)
	if all, err = w.center.AccountSettings(t.Context(), admin); err != nil || len(all[0].Checks) > 0 || all[0].AppID != "" {
		t.Errorf("what was found before the change still shows: %+v, %v", all[0], err)
	}
}

func TestEachStepSaysWhatDoesNotHold(t *testing.T) {
	w, admin := newChecked(t)
	account := func(body map[string]any) func() { return func() { w.control("/sandbox/account", body) } }
	faults := func(body map[string]any) func() { return func() { w.control("/sandbox/faults", body) } }
	settings := func(s meta.CallingSettings) func() {
		return func() {
			graph, _ := w.app()
			must(t, graph.UpdateSettings(t.Context(), s))
		}
	}
	for name, c := range map[string]struct {
		wrong, mend func()
		step        center.CheckStep
		state       center.CheckState
		reason      string
		fact, meta  string
	}{
		"a permission is missing": {
			faults(map[string]any{"missing_scope": meta.ScopeManagement}), faults(map[string]any{"missing_scope": ""}),
			center.CheckToken, center.CheckFailed, "scopes", "missing: " + meta.ScopeManagement, "",
		},
		"the number needs it": {
			faults(map[string]any{"missing_scope": meta.ScopeManagement}), faults(map[string]any{"missing_scope": ""}),
			center.CheckNumber, center.CheckFailed, "no_access", "", "(#10)",
		},
		"a limit of 250": {
			account(map[string]any{"messaging_limit": 250}), account(map[string]any{"messaging_limit": 10_000}),
			center.CheckLimit, center.CheckFailed, "limit_low", "limit: 250", "",
		},
		"a test number": {
			account(map[string]any{"messaging_limit": 250, "test_number": true}), account(map[string]any{"messaging_limit": 10_000, "test_number": false}),
			center.CheckLimit, center.CheckOK, "", "testNumber: SANDBOX", "",
		},
		"no payment method": {
			account(map[string]any{"payment_method": false}), account(map[string]any{"payment_method": true}),
			center.CheckPayment, center.CheckFailed, "payment", "entity: WABA", "(#141006)",
		},
		"low quality": {
			account(map[string]any{"quality": "low"}), account(map[string]any{"quality": "normal"}),
			center.CheckNumber, center.CheckWarning, "quality_low", "quality: RED", "",
		},
		"a pause": {
			account(map[string]any{"quality": "low"}), account(map[string]any{"quality": "normal"}),
			center.CheckCalling, center.CheckWarning, "restricted", "", "",
		},
		"calling is off": {
			settings(meta.CallingSettings{Status: meta.Disabled}), settings(meta.CallingSettings{Status: meta.Enabled}),
			center.CheckCalling, center.CheckWarning, "calling_off", "", "",
		},
		"and Meta says that in its health": {
			settings(meta.CallingSettings{Status: meta.Disabled}), settings(meta.CallingSettings{Status: meta.Enabled}),
			center.CheckPayment, center.CheckWarning, "limited", "entity: PHONE_NUMBER", "Calling is not enabled",
		},
		"signalling by SIP": {
			settings(meta.CallingSettings{SIP: &meta.SIPSettings{Status: meta.Enabled, Servers: []meta.SIPServer{{Hostname: "sbc.example.net", Port: 5061}}}}),
			settings(meta.CallingSettings{SIP: &meta.SIPSettings{Status: meta.Disabled}}),
			center.CheckCalling, center.CheckFailed, "sip", "", "",
		},
		"Graph has a bad day": {
			faults(map[string]any{"graph_errors": 50}), faults(map[string]any{"graph_errors": 0}),
			center.CheckNumber, center.CheckFailed, "busy", "", "fbtrace_id",
		},
	} {
		t.Run(name, func(t *testing.T) {
			c.wrong()
			defer c.mend()
			k := w.check(admin, c.step)
			if k.State != c.state || k.Reason != c.reason || !strings.Contains(k.Meta, c.meta) || c.meta == "" && k.Meta != "" {
				t.Errorf("%+v", k)
			}
			if n, v, _ := strings.Cut(c.fact, ": "); factOf(k, n) != v {
				t.Errorf("facts %+v, want %s", k.Facts, c.fact)
			}
		})
	}
}

func TestATokenThatIsNoGoodFailsOnceAndTheRestWaitsForIt(t *testing.T) {
	w, admin := newChecked(t)
	must(t, w.store.SetSecrets(t.Context(), w.workspace, w.account.ID, org.Secrets{Token: "expired", AppSecret: sandbox.AppSecret, VerifyToken: sandbox.VerifyToken}))
	if k := w.check(admin, center.CheckToken); k.State != center.CheckFailed || k.Reason != "token_invalid" || !strings.Contains(k.Meta, "Invalid OAuth access token") {
		t.Errorf("token %+v", k)
	}
	for _, step := range center.CheckSteps()[1:] {
		if k := w.check(admin, step); k.State != center.CheckSkipped || k.Reason != "token" {
			t.Errorf("%s: %+v", step, k)
		}
	}
	must(t, w.store.SetSecrets(t.Context(), w.workspace, w.account.ID, org.Secrets{Token: sandbox.Token, AppSecret: "guess", VerifyToken: sandbox.VerifyToken}))
	if k := w.check(admin, center.CheckApp); k.State != center.CheckFailed || k.Reason != "app_secret" || strings.Contains(k.Meta, "guess") {
		t.Errorf("a wrong app secret: %+v", k)
	}
}

func TestSubscriptionsArePutRightByOneStepEach(t *testing.T) {
	w, admin := newChecked(t)
	ctx := t.Context()
	graph, app := w.app()

	must(t, graph.UnsubscribeFields(ctx, app))
	if k := w.check(admin, center.CheckApp); k.State != center.CheckFailed || k.Reason != "not_subscribed" || !k.Repair {
		t.Errorf("no subscription: %+v", k)
	}
	if k := w.check(admin, center.CheckWebhook); k.State != center.CheckSkipped || k.Reason != "app" {
		t.Errorf("a round trip without a subscription: %+v", k)
	}
	if k := w.repair(admin, center.CheckApp); k.State != center.CheckOK {
		t.Errorf("subscribed: %+v", k)
	}
	if d := w.deed(admin); d.Action != "account.app_subscribed" || d.Subject != string(w.account.ID) {
		t.Errorf("audit %+v", d)
	}
	if k := w.check(admin, center.CheckWebhook); k.State != center.CheckOK {
		t.Errorf("a round trip: %+v", k)
	}

	must(t, graph.SubscribeFields(ctx, app, meta.AppSubscription{CallbackURL: w.center.PublicURL + "/webhooks/" + string(w.account.ID), VerifyToken: sandbox.VerifyToken, Fields: []string{"messages", "security"}}))
	if k := w.check(admin, center.CheckApp); k.Reason != "fields" || !strings.HasPrefix(factOf(k, "missing"), "calls") || !k.Repair {
		t.Errorf("without calls: %+v", k)
	}
	if k := w.repair(admin, center.CheckApp); k.State != center.CheckOK || !strings.Contains(factOf(k, "fields"), "security") {
		t.Errorf("what was subscribed before is gone: %+v", k)
	}

	must(t, graph.UnsubscribeApp(ctx, sandbox.WABAID))
	if k := w.check(admin, center.CheckWABA); k.State != center.CheckFailed || k.Reason != "waba_not_subscribed" || !k.Repair {
		t.Errorf("the business account: %+v", k)
	}
	if k := w.repair(admin, center.CheckWABA); k.State != center.CheckOK || !strings.Contains(factOf(k, "apps"), sandbox.AppID) {
		t.Errorf("the business account: %+v", k)
	}
	if d := w.deed(admin); d.Action != "account.waba_subscribed" {
		t.Errorf("audit %+v", d)
	}
}

func TestWebhooksOfSomebodyElseAreNotTakenWithoutBeingAsked(t *testing.T) {
	w, admin := newChecked(t)
	ctx := t.Context()
	graph, app := w.app()
	asked := 0
	other := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		asked++
		_, _ = rw.Write([]byte(r.URL.Query().Get("hub.challenge")))
	}))
	defer other.Close()
	must(t, graph.SubscribeFields(ctx, app, meta.AppSubscription{CallbackURL: other.URL, VerifyToken: "theirs", Fields: []string{"calls", "messages"}}))
	if k := w.check(admin, center.CheckApp); k.Reason != "other_callback" || factOf(k, "callback") != other.URL || !k.Repair {
		t.Errorf("another address: %+v", k)
	}
	if k := w.check(admin, center.CheckWebhook); k.State != center.CheckSkipped {
		t.Errorf("a round trip to another address: %+v", k)
	}
	if asked != 1 {
		t.Errorf("the other address was asked %d times", asked)
	}
}

func TestAnAddressThatMetaDoesNotReachIsSaid(t *testing.T) {
	w, admin := newChecked(t)
	must(t, w.store.SetSecrets(t.Context(), w.workspace, w.account.ID, org.Secrets{Token: sandbox.Token, AppSecret: sandbox.AppSecret, VerifyToken: "not the one"}))
	w.hooks.Config.Handler = http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) { http.Error(rw, "no", http.StatusForbidden) })
	k := w.check(admin, center.CheckWebhook)
	if k.State != center.CheckFailed || k.Reason != "callback" || !strings.Contains(k.Meta, "#2200") || strings.Contains(k.Meta, "not+the+one") {
		t.Errorf("a callback that says no: %+v", k)
	}
	w.center.PrivateGraph = false // http is for a sandbox only
	if k := w.check(admin, center.CheckWebhook); k.Reason != "no_public_url" || k.Repair {
		t.Errorf("an address that is not https: %+v", k)
	}
	if k := w.repair(admin, center.CheckApp); k.Reason != "no_public_url" {
		t.Errorf("subscribed to an address that Meta cannot reach: %+v", k)
	}
}

// said is a Graph that always says the same.
type said string

func (s said) RoundTrip(*http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(string(s)))}, nil
}

func TestWhatTheSandboxHasNoTokensFor(t *testing.T) {
	w := newDesk(t)
	const scopes = `"scopes":["whatsapp_business_messaging","whatsapp_business_management"]`
	unix := func(in time.Duration) string { return strconv.FormatInt(time.Now().Add(in).Unix(), 10) }
	w.account = org.Account{ID: org.AccountID(id()), WorkspaceID: w.workspace, WABAID: "1", PhoneNumberID: "2", CreatedAt: time.Now()}
	must(t, w.store.CreateAccount(t.Context(), &w.account, org.Secrets{Token: "t"}))
	admin := w.person("admin@aurora.example", w.workspace, true)
	for name, c := range map[string]struct {
		token  string
		state  center.CheckState
		reason string
	}{
		"never ends":               {`"is_valid":true,"expires_at":0,` + scopes, center.CheckOK, ""},
		"ends in two months":       {`"is_valid":true,"expires_at":` + unix(60*24*time.Hour) + `,` + scopes, center.CheckOK, ""},
		"ends in three days":       {`"is_valid":true,"expires_at":` + unix(72*time.Hour) + `,` + scopes, center.CheckWarning, "expires"},
		"was taken back":           {`"is_valid":false,"error":{"code":190,"message":"The session has been invalidated"},` + scopes, center.CheckFailed, "token_invalid"},
		"of other accounts":        {`"is_valid":true,"granular_scopes":[{"scope":"whatsapp_business_management","target_ids":["9"]}],` + scopes, center.CheckFailed, "other_account"},
		"of this and others":       {`"is_valid":true,"granular_scopes":[{"scope":"whatsapp_business_management","target_ids":["9","1"]}],` + scopes, center.CheckOK, ""},
		"without any permission":   {`"is_valid":true,"scopes":[]`, center.CheckFailed, "scopes"},
		"an answer of another API": {`"is_valid":"maybe"`, center.CheckFailed, "token_invalid"},
	} {
		t.Run(name, func(t *testing.T) {
			w.center.HTTP = &http.Client{Transport: said(`{"data":{"app_id":"9",` + c.token + `}}`)}
			if k := w.check(admin, center.CheckToken); k.State != c.state || k.Reason != c.reason {
				t.Errorf("%+v", k)
			}
		})
	}
	for name, c := range map[string]struct{ number, reason string }{
		"still on the app": {`"platform_type":"NOT_APPLICABLE"`, "not_cloud"},
		"not connected":    {`"platform_type":"CLOUD_API","status":"BANNED"`, "number_status"},
	} {
		w.center.HTTP = &http.Client{Transport: said(`{"id":"2",` + c.number + `}`)}
		if k := w.check(admin, center.CheckNumber); k.State != center.CheckFailed || k.Reason != c.reason {
			t.Errorf("%s: %+v", name, k)
		}
	}
	w.center.HTTP = &http.Client{Transport: said(`<html>`)}
	if k := w.check(admin, center.CheckNumber); k.State != center.CheckFailed || k.Reason != "unreachable" || k.Meta == "" {
		t.Errorf("no Graph: %+v", k)
	}
}
