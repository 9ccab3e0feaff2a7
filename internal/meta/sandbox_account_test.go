package meta_test

import (
	"reflect"
	"testing"
	"time"

	"ramal/internal/meta"
	"ramal/internal/sandbox"
)

var sandboxApp = meta.App{ID: sandbox.AppID, Secret: sandbox.AppSecret}

func TestSandboxNumberAndAccount(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	n, err := w.Number(ctx)
	if err != nil || n.ID != sandbox.PhoneNumberID || meta.Digits(n.DisplayPhoneNumber) != sandbox.BusinessNumber || n.Throughput == nil {
		t.Errorf("number %+v, %v", n, err)
	}
	all, err := w.PhoneNumbers(ctx, sandbox.WABAID, "quality_rating")
	if err != nil || len(all) != 1 || all[0].QualityRating != "GREEN" || all[0].VerifiedName != "" {
		t.Errorf("numbers %+v, %v", all, err)
	}
	a, err := w.BusinessAccount(ctx, sandbox.WABAID, "name", "currency")
	if err != nil || a.Name != sandbox.BusinessName || a.Currency != "USD" {
		t.Errorf("account %+v, %v", a, err)
	}
	_, err = w.Number(ctx, "shoe_size")
	w.refused(err, meta.CodeInvalidParameter)

	h, err := w.Health(ctx)
	if err != nil || h.CanSendMessage != meta.HealthAvailable || len(h.Entities) != 4 {
		t.Errorf("health %+v, %v", h, err)
	}
	w.post("account", map[string]any{"payment_method": false})
	if h, err = w.Health(ctx); err != nil || h.CanSendMessage != meta.HealthBlocked || h.Entities[1].Errors[0].Code != 141006 {
		t.Errorf("health without a payment method %+v, %v", h, err)
	}
	if err := w.Register(ctx, "212834"); err != nil {
		t.Error(err)
	}
	w.refused(w.Register(ctx, "1"), meta.CodeInvalidParameter)
}

func TestSandboxSubscriptions(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	apps, err := w.SubscribedApps(ctx, sandbox.WABAID)
	if err != nil || len(apps) != 1 || apps[0].App.ID != sandbox.AppID {
		t.Errorf("apps %+v, %v", apps, err)
	}
	subs, err := w.Subscriptions(ctx, sandboxApp)
	if err != nil || len(subs) != 1 || !subs[0].Active || subs[0].Fields[0] != meta.FieldCalls {
		t.Fatalf("subscriptions %+v, %v", subs, err)
	}
	if err := w.UnsubscribeFields(ctx, sandboxApp); err != nil {
		t.Fatal(err)
	}
	if subs, err := w.Subscriptions(ctx, sandboxApp); err != nil || len(subs) != 0 {
		t.Errorf("subscriptions %+v, %v", subs, err)
	}
	again := meta.AppSubscription{CallbackURL: subs[0].CallbackURL, VerifyToken: sandbox.VerifyToken, Fields: []string{meta.FieldMessages}}
	if err := w.SubscribeFields(ctx, sandboxApp, again); err != nil {
		t.Fatal(err)
	}
	again.CallbackURL = "http://127.0.0.1:1/"
	w.refused(w.SubscribeFields(ctx, sandboxApp, again), 2200)
	w.refused(w.SubscribeFields(ctx, meta.App{ID: sandbox.AppID, Secret: "guess"}, again), meta.CodeTokenInvalid)

	if err := w.UnsubscribeApp(ctx, sandbox.WABAID); err != nil {
		t.Fatal(err)
	}
	w.post("users/"+ana+"/messages", map[string]any{"text": "nobody hears"})
	if err := w.SubscribeApp(ctx, sandbox.WABAID); err != nil {
		t.Fatal(err)
	}
	w.post("users/"+ana+"/messages", map[string]any{"text": "heard"})
	if v := w.value(meta.FieldMessages); v.Messages[0].Text.Body != "heard" {
		t.Errorf("message %+v", v)
	}
}

func TestSandboxTokens(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	own, err := w.DebugToken(ctx, sandboxApp, sandbox.Token)
	if err != nil || !own.Grants(meta.ScopeMessaging) || !own.Grants(meta.ScopeManagement) || own.AppID != sandbox.AppID || own.ExpiresAt != 0 ||
		!reflect.DeepEqual(own.Granular[0].TargetIDs, []string{sandbox.WABAID}) {
		t.Errorf("token %+v, %v", own, err)
	}
	if bad, err := w.DebugToken(ctx, sandboxApp, "stolen"); err != nil || bad.IsValid || bad.Grants(meta.ScopeMessaging) || bad.Error == nil {
		t.Errorf("a stolen token %+v, %v", bad, err)
	}
	w.post("faults", map[string]any{"missing_scope": meta.ScopeManagement})
	_, err = w.Settings(ctx)
	if e := w.refused(err, meta.CodePermissionDenied); !e.TokenInvalid() || e.Details == "" {
		t.Errorf("a token without the permission: %+v", e)
	}
}

func TestSandboxCallAnalytics(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	w.permit(ana)
	id := w.place(ana)
	w.onCall(id, "answer")
	w.sandbox.Clock().Advance(13 * time.Second)
	if err := w.Terminate(ctx, id); err != nil {
		t.Fatal(err)
	}
	now := w.sandbox.Clock().Now()
	a, err := w.CallAnalytics(ctx, sandbox.WABAID, meta.AnalyticsQuery{
		From: now.Add(-time.Hour), To: now.Add(time.Hour), Granularity: meta.PerHalfHour, Dimensions: []string{"country"},
		Directions: []meta.Direction{meta.BusinessInitiated}, Countries: []string{"BR"},
	})
	if err != nil || len(a.DataPoints) != 1 || *a.DataPoints[0].Count != 1 || *a.DataPoints[0].AverageDuration != 13 || *a.DataPoints[0].Cost <= 0 ||
		a.DataPoints[0].Country != "BR" {
		t.Errorf("analytics %+v, %v", a, err)
	}
	_, err = w.CallAnalytics(ctx, sandbox.WABAID, meta.AnalyticsQuery{From: now, To: now})
	w.refused(err, meta.CodeInvalidParameter)
}

func TestSandboxSIPCredentials(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	sip := &meta.SIPSettings{Status: meta.Enabled, Servers: []meta.SIPServer{{Hostname: "sbc.example.net"}}}
	if err := w.UpdateSettings(ctx, meta.CallingSettings{SIP: sip}); err != nil {
		t.Fatal(err)
	}
	if v, err := w.next(meta.FieldAccountSettings).AccountSettings(); err != nil || v.PhoneNumberSettings.Calling.SIP.Status != meta.Enabled {
		t.Errorf("webhook %+v, %v", v, err)
	}
	s, err := w.Settings(ctx)
	if err != nil || s.SIP.Servers[0].UserPassword != "" || s.SIP.Servers[0].Port != 5061 {
		t.Errorf("settings %+v, %v", s.SIP, err)
	}
	if s, err = w.SettingsWithCredentials(ctx); err != nil || s.SIP.Servers[0].UserPassword == "" || s.SIP.Servers[0].AppID != sandbox.AppID {
		t.Errorf("settings %+v, %v", s.SIP, err)
	}
	w.refused(w.Terminate(ctx, "wacid.QQ=="), meta.CodeSIPOnly)
}

func TestSandboxRestrictions(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	w.post("account", map[string]any{"quality": "low"})
	violation, err := w.next(meta.FieldAccountUpdate).AccountUpdate()
	if err != nil || violation.Event != meta.AccountViolation || violation.ViolationInfo.ViolationType != meta.ViolationBusinessCalls {
		t.Errorf("violation %+v, %v", violation, err)
	}
	pause, err := w.next(meta.FieldAccountUpdate).AccountUpdate()
	if err != nil || pause.Event != meta.AccountRestriction || pause.RestrictionInfo[0].RestrictionType != meta.RestrictedBusinessCalls {
		t.Errorf("restriction %+v, %v", pause, err)
	}
	s, err := w.Settings(ctx)
	if err != nil || s.Restrictions == nil || s.Restrictions.List[0].Expiration != pause.RestrictionInfo[0].Expiration {
		t.Errorf("settings %+v, %v", s.Restrictions, err)
	}
	_, err = w.SendCallPermissionRequest(ctx, meta.Recipient{To: ana}, "", "")
	w.refused(err, meta.CodeCallingRestricted)
}

func TestSandboxTokenLooksAtItself(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	info, err := w.OwnToken(ctx)
	if err != nil || info.AppID != sandbox.AppID || !info.Grants(meta.ScopeMessaging) || !info.Grants(meta.ScopeManagement) {
		t.Errorf("token %+v, %v", info, err)
	}
	w.post("faults", map[string]any{"missing_scope": meta.ScopeManagement})
	if info, err = w.OwnToken(ctx); err != nil || info.Grants(meta.ScopeManagement) {
		t.Errorf("token without a permission %+v, %v", info, err)
	}
	w.Token = "revoked"
	_, err = w.OwnToken(ctx)
	w.refused(err, meta.CodeTokenInvalid)
}
