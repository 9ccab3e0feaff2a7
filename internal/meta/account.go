package meta

import "encoding/json"

// AccountUpdate is the value of the field account_update (Meta: Calling API, Call settings, Jul 2026): quality violations,
// restrictions, price tiers. Other events keep their name only.
type AccountUpdate struct {
	PhoneNumber     string            `json:"phone_number,omitempty"`
	Event           string            `json:"event"`
	ViolationInfo   *ViolationInfo    `json:"violation_info,omitempty"`
	RestrictionInfo []RestrictionInfo `json:"restriction_info,omitempty"`
	Tier            json.RawMessage   `json:"volume_tier_info,omitempty"`
}

// The events of AccountUpdate that are about calls.
const (
	AccountViolation   = "ACCOUNT_VIOLATION"
	AccountRestriction = "ACCOUNT_RESTRICTION"
)

// ViolationInfo names a quality violation: LOW_BUSINESS_INITIATED_CALLING_QUALITY, LOW_USER_INITIATED_CALLING_QUALITY or
// USER_INITIATED_CALLS_LOW_PICKUP_RATE (with a remediation).
type ViolationInfo struct {
	ViolationType string `json:"violation_type"`
	Remediation   string `json:"remediation,omitempty"`
}

// The violation types.
const (
	ViolationBusinessCalls = "LOW_BUSINESS_INITIATED_CALLING_QUALITY"
	ViolationUserCalls     = "LOW_USER_INITIATED_CALLING_QUALITY"
	ViolationPickUpRate    = "USER_INITIATED_CALLS_LOW_PICKUP_RATE" // the one that comes with a remediation
)

// The restriction types.
const (
	RestrictedBusinessCalls = "RESTRICTED_BUSINESS_INITIATED_CALLING"
	RestrictedUserCalls     = "RESTRICTED_USER_INITIATED_CALLING"
	RestrictedCallButton    = "RESTRICTED_USER_INITIATED_CALLING_CALL_BUTTON_HIDDEN"
)

// RestrictionInfo is a pause of calling until Expiration (Unix seconds).
type RestrictionInfo struct {
	RestrictionType string `json:"restriction_type"`
	Expiration      Int64  `json:"expiration,omitempty"`
	Remediation     string `json:"remediation,omitempty"`
}

// AccountSettingsUpdate is the value of the field account_settings_update: somebody changed the settings of a number (Meta:
// Calling API, Call settings, Jul 2026). Type is phone_number_settings, in either case.
type AccountSettingsUpdate struct {
	MessagingProduct    string               `json:"messaging_product"`
	Timestamp           Timestamp            `json:"timestamp"`
	Type                string               `json:"type"`
	PhoneNumberSettings *PhoneNumberSettings `json:"phone_number_settings,omitempty"`
}

// PhoneNumberSettings are the settings of a number that are observed: status, icon visibility, callback permission, SIP status,
// SRTP key exchange.
type PhoneNumberSettings struct {
	PhoneNumberID string           `json:"phone_number_id"`
	Calling       *CallingSettings `json:"calling,omitempty"`
}
