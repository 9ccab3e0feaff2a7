package center

import (
	"context"
	"strconv"
	"strings"
	"time"

	"ramal/internal/meta"
)

// soon is how long before a token's end somebody should look.
const soon = 14 * 24 * time.Hour

// codePayment is Meta's code for a payment method that does not work (Meta: Messaging and Calling Health Status).
const codePayment = 141006

// token asks what the token may do, and for which business accounts.
func (k *check) token(ctx context.Context) AccountCheck {
	info, err := k.graph.OwnToken(ctx)
	if err != nil {
		return refusedStep(CheckToken, err)
	}
	if !info.IsValid {
		bad := failed("token_invalid")
		if info.Error != nil {
			bad.Meta = info.Error.Message
		}
		return bad
	}
	k.center.health.with(k.account.ID, func(h *accountHealth) { h.appID = info.AppID })
	facts := []Fact{{"app", nameAndID(info.Application, info.AppID)}}
	var missing, elsewhere []string
	for _, scope := range []string{meta.ScopeMessaging, meta.ScopeManagement} {
		switch {
		case !info.Grants(scope):
			missing = append(missing, scope)
		case !info.GrantsFor(scope, k.account.WABAID):
			elsewhere = append(elsewhere, scope)
		}
	}
	expires := time.Unix(int64(info.ExpiresAt), 0).UTC()
	switch {
	case len(missing) > 0:
		return failed("scopes", append(facts, Fact{"missing", strings.Join(missing, ", ")})...)
	case len(elsewhere) > 0:
		return failed("other_account", append(facts, Fact{"missing", strings.Join(elsewhere, ", ")})...)
	case info.ExpiresAt > 0 && expires.Before(time.Now().Add(soon)): // Meta's clock is the real one
		return warning("expires", append(facts, Fact{"expires", expires.Format(time.RFC3339)})...)
	case info.ExpiresAt > 0:
		facts = append(facts, Fact{"expires", expires.Format(time.RFC3339)})
	}
	return AccountCheck{State: CheckOK, Facts: facts}
}

// number reads what Meta says of the number.
func (k *check) number(ctx context.Context) AccountCheck {
	n, err := k.graph.Number(ctx, "display_phone_number", "verified_name", "quality_rating", "platform_type", "status")
	if err != nil {
		return refusedStep(CheckNumber, err)
	}
	facts := []Fact{{"number", n.DisplayPhoneNumber}, {"verifiedName", n.VerifiedName}, {"quality", n.QualityRating}}
	switch {
	case n.PlatformType != "" && n.PlatformType != "CLOUD_API":
		return failed("not_cloud", append(facts, Fact{"platform", n.PlatformType})...)
	case n.Status != "" && n.Status != "CONNECTED":
		return failed("number_status", append(facts, Fact{"status", n.Status})...)
	case n.QualityRating == "RED":
		return warning("quality_low", facts...)
	}
	return AccountCheck{State: CheckOK, Facts: facts}
}

// limit compares the messaging limit with what calling needs.
func (k *check) limit(ctx context.Context) AccountCheck {
	n, err := k.graph.Number(ctx, "account_mode", "whatsapp_business_manager_messaging_limit")
	if err != nil {
		return refusedStep(CheckLimit, err)
	}
	if n.AccountMode == "SANDBOX" {
		return AccountCheck{State: CheckOK, Facts: []Fact{{"testNumber", n.AccountMode}}}
	}
	reach, known := meta.Reach(n.MessagingLimit)
	switch {
	case !known:
		return warning("limit_unknown", Fact{"limit", n.MessagingLimit})
	case reach < meta.LeastReach:
		return failed("limit_low", Fact{"limit", strconv.Itoa(reach)})
	case n.MessagingLimit == "TIER_UNLIMITED":
		return AccountCheck{State: CheckOK, Facts: []Fact{{"limit", "∞"}}}
	}
	return AccountCheck{State: CheckOK, Facts: []Fact{{"limit", strconv.Itoa(reach)}}}
}

// payment reads the health of everything between the number and the app. What Meta blocks fails; what it limits is a warning.
func (k *check) payment(ctx context.Context) AccountCheck {
	h, err := k.graph.Health(ctx)
	if err != nil {
		return refusedStep(CheckPayment, err)
	}
	var blocked, limited *AccountCheck
	for _, e := range h.Entities {
		for _, wrong := range e.Errors {
			reason := "blocked"
			if wrong.Code == codePayment || wrong.Code == meta.CodePaymentEligibility || wrong.Code == meta.CodeNoPaymentMethod {
				reason = "payment"
			}
			if blocked == nil || reason == "payment" {
				found := failed(reason, Fact{"entity", e.EntityType})
				found.Meta = "(#" + strconv.FormatInt(int64(wrong.Code), 10) + ") " + strings.TrimSpace(wrong.Description+" "+wrong.Solution)
				blocked = &found
			}
		}
		if len(e.AdditionalInfo) > 0 && limited == nil {
			found := warning("limited", Fact{"entity", e.EntityType})
			found.Meta = strings.Join(e.AdditionalInfo, " ")
			limited = &found
		}
	}
	switch {
	case blocked != nil:
		return *blocked
	case h.CanSendMessage == meta.HealthBlocked:
		return failed("blocked")
	case limited != nil:
		return *limited
	}
	return AccountCheck{State: CheckOK}
}

// calling reads the calling settings: a number that signals by SIP refuses calls by Graph (131055).
func (k *check) calling(ctx context.Context) AccountCheck {
	s, err := k.graph.Settings(ctx)
	if err != nil {
		return refusedStep(CheckCalling, err)
	}
	switch {
	case s.SIP != nil && s.SIP.Status == meta.Enabled:
		return failed("sip")
	case s.Restrictions != nil && len(s.Restrictions.List) > 0:
		return warning("restricted")
	case s.Status != meta.Enabled:
		return warning("calling_off")
	}
	return AccountCheck{State: CheckOK}
}

func nameAndID(name, id string) string {
	if name == "" {
		return id
	}
	return name + " (" + id + ")"
}
