package sandbox

import (
	"net/url"
	"strings"
	"testing"
)

// Meta: Webhooks, Overview and Create webhook endpoint; Graph API, Debug token.

const appToken = AppID + "|" + AppSecret

func TestWebhooksFlowWhileTheAppIsSubscribedToTheAccount(t *testing.T) {
	r := stopped(t)
	waba := func(method string) answer { return r.object(method, WABAID+"/subscribed_apps", Token, "") }
	golden(t, "subscribed-apps", waba("GET").ok().Raw) // the control plane's subscription is one to both
	waba("DELETE").ok()
	if n := len(waba("GET").ok().path("data").([]any)); n != 0 {
		t.Errorf("%d apps", n)
	}
	r.write(ana, "nobody hears")
	r.quiet()
	r.graph("POST", "settings", `{"calling":{"status":"ENABLED"}}`).fails(400, 138018, "No webhook is subscribed")
	waba("POST").ok()
	r.write(ana, "heard")
	r.event("text")
	r.object("POST", WABAID+"/subscribed_apps", Token, `{"override_callback_uri":"https://other.example/hook"}`).fails(501, 100, "not part of this sandbox")
	r.object("POST", WABAID+"/subscribed_apps", appToken, "").fails(403, 10, "app access token")
}

func TestAnAppSubscribesByGraph(t *testing.T) {
	r := bare(t, Options{Clock: NewStoppedClock(start)})
	subscriptions := func(method, body string) answer { return r.object(method, AppID+"/subscriptions", appToken, body) }
	golden(t, "subscriptions-none", subscriptions("GET", "").ok().Raw)
	form := url.Values{
		"object": {"whatsapp_business_account"}, "callback_url": {r.hook.URL + "/hook"}, "verify_token": {VerifyToken},
		"fields": {"calls,messages,account_settings_update,message_template_status_update"},
	}
	header := map[string]string{"Authorization": "Bearer " + appToken, "Content-Type": "application/x-www-form-urlencoded"}
	r.request("POST", "/v25.0/"+AppID+"/subscriptions", form.Encode(), header).ok()
	raw := subscriptions("GET", "").ok().Raw
	golden(t, "subscriptions", []byte(strings.Replace(string(raw), strings.ReplaceAll(r.hook.URL, "/", `\/`), `https:\/\/app.example`, 1)))

	r.write(ana, "the account is not subscribed yet")
	r.quiet()
	r.object("POST", WABAID+"/subscribed_apps", Token, "").ok()
	r.graph("POST", "settings", `{"calling":{"status":"ENABLED"}}`).ok()
	r.event("account_settings_update")

	subscriptions("DELETE", `{"object":"whatsapp_business_account","fields":["messages"]}`).ok()
	r.write(ana, "not this field any more")
	r.quiet()
	subscriptions("DELETE", "").ok()
	if n := len(subscriptions("GET", "").ok().path("data").([]any)); n != 0 {
		t.Errorf("%d subscriptions", n)
	}
}

func TestASubscriptionThatCannotBeIsRefused(t *testing.T) {
	r := bare(t, Options{Clock: NewStoppedClock(start)})
	body := func(change func(url.Values)) string {
		v := url.Values{
			"object": {"whatsapp_business_account"}, "callback_url": {r.hook.URL}, "verify_token": {VerifyToken}, "fields": {"calls"},
		}
		change(v)
		return "?" + v.Encode() // parameters may be in the query as well
	}
	for name, c := range map[string]struct {
		change func(url.Values)
		code   int
		words  string
	}{
		"no object":    {func(v url.Values) { v.Del("object") }, 100, "object is required"},
		"no callback":  {func(v url.Values) { v.Del("callback_url") }, 100, "callback_url is required"},
		"no token":     {func(v url.Values) { v.Del("verify_token") }, 100, "verify_token is required"},
		"no fields":    {func(v url.Values) { v.Del("fields") }, 100, "fields is required"},
		"other object": {func(v url.Values) { v.Set("object", "page") }, 100, "whatsapp_business_account"},
		"other field":  {func(v url.Values) { v.Set("fields", "calls,feed") }, 100, "fields[1]"},
		"no address":   {func(v url.Values) { v.Set("callback_url", "mailto:x") }, 100, "valid URI"},
		"wrong token":  {func(v url.Values) { v.Set("verify_token", "guess") }, 2200, "Callback verification failed"},
		"nobody there": {func(v url.Values) { v.Set("callback_url", "http://127.0.0.1:1") }, 2200, "Callback verification failed"},
	} {
		t.Run(name, func(*testing.T) {
			r.object("POST", AppID+"/subscriptions"+body(c.change), appToken, "").fails(400, c.code, c.words)
		})
	}
	r.object("POST", AppID+"/subscriptions"+body(func(url.Values) {}), Token, "").fails(400, 15, "app access_token")
	r.object("GET", AppID+"/subscriptions", Token, "").fails(400, 15, "app access_token")
	r.object("GET", AppID+"/subscriptions", AppID+"|guess", "").fails(401, 190, "Cannot parse")
	if a := r.get("/sandbox/webhook").ok(); a.Body["url"] != "" {
		t.Errorf("something was subscribed: %s", a.Raw)
	}
}

func TestATokenIsLookedInto(t *testing.T) {
	r := stopped(t)
	debug := func(input string) answer {
		return r.object("GET", "debug_token?input_token="+url.QueryEscape(input), appToken, "").ok()
	}
	golden(t, "debug-token", debug(Token).Raw)
	golden(t, "debug-token-app", debug(appToken).Raw)
	golden(t, "debug-token-bad", debug("stolen").Raw)
	r.object("GET", "debug_token", Token, "").fails(400, 100, "input_token is required")
	r.post("/sandbox/faults", `{"missing_scope":"whatsapp_business_management"}`).ok()
	if s := debug(Token).path("data", "scopes").([]any); len(s) != 1 || s[0] != "whatsapp_business_messaging" {
		t.Errorf("scopes %v", s)
	}
	if a := r.object("GET", AppID, appToken, "").ok(); a.Body["name"] != appName {
		t.Errorf("app %s", a.Raw)
	}
}
