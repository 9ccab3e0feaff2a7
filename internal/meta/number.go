package meta

import (
	"math"
	"strconv"
	"strings"
)

// PhoneNumber is a business's phone number, GET /{phone-number-id} and GET /{waba-id}/phone_numbers (Meta: Cloud API, Phone
// numbers). Which fields are there depends on what was asked for.
type PhoneNumber struct {
	ID                     string        `json:"id"`
	DisplayPhoneNumber     string        `json:"display_phone_number,omitempty"` // "+55 11 4002-8922"
	VerifiedName           string        `json:"verified_name,omitempty"`
	QualityRating          string        `json:"quality_rating,omitempty"`           // GREEN, YELLOW, RED, UNKNOWN
	CodeVerificationStatus string        `json:"code_verification_status,omitempty"` // VERIFIED, NOT_VERIFIED, EXPIRED
	PlatformType           string        `json:"platform_type,omitempty"`            // CLOUD_API, ON_PREMISE, NOT_APPLICABLE
	NameStatus             string        `json:"name_status,omitempty"`
	Status                 string        `json:"status,omitempty"`       // CONNECTED…
	AccountMode            string        `json:"account_mode,omitempty"` // SANDBOX for test numbers, LIVE
	MessagingLimit         string        `json:"whatsapp_business_manager_messaging_limit,omitempty"`
	MessagingLimitTier     string        `json:"messaging_limit_tier,omitempty"`
	Throughput             *Throughput   `json:"throughput,omitempty"`
	HealthStatus           *HealthStatus `json:"health_status,omitempty"`
}

// Throughput is how fast messages may go out. Calls do not count.
type Throughput struct {
	Level string `json:"level"` // STANDARD, HIGH, NOT_APPLICABLE
}

// LeastReach is the messaging limit that calling needs: unique users in 24 hours (Meta: Calling API, overview, Jun 2026). Test
// numbers, whose AccountMode is SANDBOX, need none.
const LeastReach = 2000

// Reach returns how many users the business may write to first in 24 hours, by a limit's name such as TIER_250, TIER_2K or
// TIER_UNLIMITED (Meta: Messaging limits, 26 Nov 2025). It is false for a name that it does not know.
func Reach(limit string) (int, bool) {
	step, ok := strings.CutPrefix(strings.ToUpper(limit), "TIER_")
	if !ok {
		return 0, false
	}
	if step == "UNLIMITED" {
		return math.MaxInt, true
	}
	times := 1
	if k, is := strings.CutSuffix(step, "K"); is {
		step, times = k, 1000
	}
	n, err := strconv.Atoi(step)
	return n * times, err == nil && n > 0
}

// BusinessAccount is a WhatsApp Business account, GET /{waba-id}.
type BusinessAccount struct {
	ID                string        `json:"id"`
	Name              string        `json:"name,omitempty"`
	TimezoneID        string        `json:"timezone_id,omitempty"`
	TemplateNamespace string        `json:"message_template_namespace,omitempty"`
	Currency          string        `json:"currency,omitempty"`
	Country           string        `json:"country,omitempty"`
	ReviewStatus      string        `json:"account_review_status,omitempty"`
	MessagingLimit    string        `json:"whatsapp_business_manager_messaging_limit,omitempty"`
	HealthStatus      *HealthStatus `json:"health_status,omitempty"`
}

// RegisterRequest is the body of POST /{phone-number-id}/register.
type RegisterRequest struct {
	MessagingProduct string `json:"messaging_product"`
	PIN              string `json:"pin"` // six digits: the number's two-step verification
}

// HealthStatus says whether messages can go out and, on SIP numbers, calls come in (Meta: Messaging and Calling Health
// Status). CanSendMessage is the worst of the entities'.
type HealthStatus struct {
	CanSendMessage string         `json:"can_send_message"`
	Entities       []HealthEntity `json:"entities"`
}

// The values of health, from best to worst.
const (
	HealthAvailable = "AVAILABLE"
	HealthLimited   = "LIMITED" // AdditionalInfo says how
	HealthBlocked   = "BLOCKED" // Errors say why
)

// HealthEntity is the health of one object on the way: PHONE_NUMBER, WABA, BUSINESS, APP, MESSAGE_TEMPLATE. CanReceiveCallSIP
// is on PHONE_NUMBER and APP only, and never part of the sum.
type HealthEntity struct {
	EntityType        string        `json:"entity_type"`
	ID                string        `json:"id"`
	CanSendMessage    string        `json:"can_send_message"`
	CanReceiveCallSIP string        `json:"can_receive_call_sip,omitempty"`
	AdditionalInfo    []string      `json:"additional_info,omitempty"`
	Errors            []HealthError `json:"errors,omitempty"`
}

// HealthError is one reason why an entity is blocked.
type HealthError struct {
	Code        Int64  `json:"error_code"`
	Description string `json:"error_description"`
	Solution    string `json:"possible_solution"`
}
