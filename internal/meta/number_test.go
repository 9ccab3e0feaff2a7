package meta_test

import (
	"math"
	"reflect"
	"testing"

	"ramal/internal/meta"
)

// Meta: Messaging and Calling Health Status; Cloud API, Phone numbers; Analytics, 12 Feb 2026; Graph API, Debug token.

func TestShapesOfAccounts(t *testing.T) {
	health := meta.HealthStatus{CanSendMessage: meta.HealthBlocked, Entities: []meta.HealthEntity{
		{EntityType: "PHONE_NUMBER", ID: "700000000000001", CanSendMessage: meta.HealthLimited, CanReceiveCallSIP: meta.HealthAvailable, AdditionalInfo: []string{"x"}},
		{EntityType: "WABA", ID: "880000000000001", CanSendMessage: meta.HealthBlocked, Errors: []meta.HealthError{
			{Code: 141006, Description: "There is an error with the payment method.", Solution: "Add a payment method."},
		}},
	}}
	shape(t, "account/number", meta.PhoneNumber{
		ID: "700000000000001", DisplayPhoneNumber: "+55 11 4002-8922", VerifiedName: "Aurora", QualityRating: "GREEN",
		CodeVerificationStatus: "VERIFIED", PlatformType: "CLOUD_API", AccountMode: "LIVE", MessagingLimit: "TIER_10K",
		Throughput: &meta.Throughput{Level: "STANDARD"}, HealthStatus: &health,
	})
	count, cost, average := meta.Int64(12), 0.314, meta.Int64(74)
	shape(t, "account/analytics", meta.CallAnalytics{Granularity: meta.PerDay, Directions: "BUSINESS_INITIATED", DataPoints: []meta.CallPoint{
		{Start: 1780000000, End: 1780086400, Count: &count, Cost: &cost, AverageDuration: &average},
		{Start: 1779913600, End: 1780000000, Country: "GE", Count: &count},
	}})
	shape(t, "account/subscription", meta.AppSubscription{
		Object: meta.ObjectAccount, CallbackURL: "https://app.example/hook", VerifyToken: "v", Fields: meta.SubscriptionNames{"calls", "messages"},
	})
	shape(t, "account/token", meta.TokenInfo{
		AppID: "990000000000001", Type: "SYSTEM_USER", IsValid: true, Scopes: []string{meta.ScopeManagement, meta.ScopeMessaging},
		Granular: []meta.GranularScope{{Scope: meta.ScopeManagement, TargetIDs: []string{"880000000000001"}}},
	})
	shape(t, "account/register", meta.RegisterRequest{MessagingProduct: meta.Product, PIN: "212834"})
}

func TestSubscriptionFieldsAreNamesOrObjects(t *testing.T) {
	for text, want := range map[string]meta.SubscriptionNames{
		`{"fields":["calls","messages"]}`:                                        {"calls", "messages"},
		`{"fields":[{"name":"calls","version":"v26.0"},{"name":"messages"}]}`:    {"calls", "messages"},
		`{"fields":[{"name":"calls"},7,{"version":"v26.0"},null,["x"],"extra"]}`: {"calls", "7", "extra"},
		`{"fields":[]}`: nil,
		`{}`:            nil,
	} {
		if got := decode[meta.AppSubscription](t, text).Fields; !reflect.DeepEqual(got, want) {
			t.Errorf("%s = %#v", text, got)
		}
	}
}

func TestATokenGrantsWhatItSays(t *testing.T) {
	valid := decode[meta.TokenInfo](t, `{"is_valid":true,"scopes":["whatsapp_business_messaging"],"expires_at":"0"}`)
	if !valid.Grants(meta.ScopeMessaging) || valid.Grants(meta.ScopeManagement) {
		t.Errorf("%+v", valid)
	}
	over := decode[meta.TokenInfo](t, `{"is_valid":false,"scopes":["whatsapp_business_messaging"],"expires_at":1780000000,"error":{"code":190,"message":"expired"}}`)
	if over.Grants(meta.ScopeMessaging) || over.Error.Code != meta.CodeTokenInvalid {
		t.Errorf("%+v", over)
	}
	if token := meta.AppToken("99", "shh"); token != "99|shh" {
		t.Errorf("app token %q", token)
	}
}

func TestReachOfAMessagingLimit(t *testing.T) {
	for limit, want := range map[string]int{
		"TIER_50": 50, "TIER_250": 250, "TIER_1K": 1000, "TIER_2K": 2000, "TIER_10K": 10_000, "tier_100k": 100_000, "TIER_UNLIMITED": math.MaxInt,
	} {
		if n, ok := meta.Reach(limit); n != want || !ok {
			t.Errorf("%s: %d, %t; want %d", limit, n, ok, want)
		}
	}
	for _, limit := range []string{"", "TIER_", "TIER_K", "TIER_NOT_SET", "2000", "TIER_-5"} {
		if n, ok := meta.Reach(limit); ok {
			t.Errorf("%q is read as %d", limit, n)
		}
	}
}
