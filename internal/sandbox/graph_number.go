package sandbox

import (
	"regexp"

	"ramal/internal/meta"
)

// displayNumber is the business's number as people write it.
const displayNumber = "+55 11 4002-8922"

// numberNode is GET /{phone-number-id} (Meta: Cloud API, Phone numbers; which fields come unasked is seen in practice).
func numberNode() node {
	limit := func(t *tx, _ fieldQuery) (any, *graphError) { return tier(t.Account.MessagingLimit), nil }
	return node{
		id: PhoneNumberID, kind: "WhatsAppBusinessPhoneNumber",
		shown: []string{
			"verified_name", "code_verification_status", "display_phone_number", "quality_rating", "platform_type", "throughput",
		},
		fields: map[string]reader{
			"verified_name":                func(t *tx, _ fieldQuery) (any, *graphError) { return t.Account.Name, nil },
			"display_phone_number":         fixed(displayNumber),
			"code_verification_status":     fixed("VERIFIED"),
			"platform_type":                fixed("CLOUD_API"),
			"throughput":                   fixed(meta.Throughput{Level: "STANDARD"}),
			"name_status":                  fixed("APPROVED"),
			"status":                       fixed("CONNECTED"),
			"is_official_business_account": fixed(false),
			"is_pin_enabled":               fixed(true),
			"quality_rating":               func(t *tx, _ fieldQuery) (any, *graphError) { return t.rating(), nil },
			"account_mode":                 func(t *tx, _ fieldQuery) (any, *graphError) { return t.mode(), nil },
			"messaging_limit_tier":         limit,
			"whatsapp_business_manager_messaging_limit": limit,
			"health_status": func(t *tx, _ fieldQuery) (any, *graphError) { return t.health(true), nil },
			"settings":      func(t *tx, _ fieldQuery) (any, *graphError) { return t.settingsView(false), nil },
		},
	}
}

// rating is the number's quality in Meta's colours.
func (t *tx) rating() string {
	if t.Account.Quality == qualityLow {
		return "RED"
	}
	return "GREEN"
}

func (t *tx) mode() string {
	if t.Account.TestNumber {
		return "SANDBOX"
	}
	return "LIVE"
}

// tier is a messaging limit in Meta's steps (Meta: Messaging limits, 26 Nov 2025).
func tier(limit int) string {
	for _, step := range []struct {
		limit int
		name  string
	}{{1_000_000, "TIER_UNLIMITED"}, {100_000, "TIER_100K"}, {10_000, "TIER_10K"}, {minMessagingLimit, "TIER_2K"}} {
		if limit >= step.limit {
			return step.name
		}
	}
	return "TIER_250"
}

func (s *Server) getNumber(r *graphRequest) (any, *graphError) { return numberNode().read(r) }

func (s *Server) getPhoneNumbers(r *graphRequest) (any, *graphError) {
	number, err := numberNode().read(r)
	if err != nil {
		return nil, err
	}
	return listOf(number), nil
}

var pinPattern = regexp.MustCompile(`^[0-9]{6}$`)

// register is POST /{phone-number-id}/register. The number is registered from the start, so it changes nothing.
func (s *Server) register(r *graphRequest) (any, *graphError) {
	p, err := r.params()
	if err == nil {
		err = product(p["messaging_product"])
	}
	switch {
	case err != nil:
		return nil, err
	case p["pin"] == "":
		return nil, parameter("The parameter pin is required.")
	case !pinPattern.MatchString(p["pin"]):
		return nil, parameter("Param pin must be a 6-digit number.")
	}
	return meta.Success{Success: true}, nil
}
