package meta

import "strings"

// PermissionStatus is what a user allows one business number (Meta: Calling API, User call permissions, 26 Jun 2026). The
// auto-generated API reference lists other words; they are wrong.
type PermissionStatus string

// The permission states.
const (
	NoPermission        PermissionStatus = "no_permission"
	TemporaryPermission PermissionStatus = "temporary"
	PermanentPermission PermissionStatus = "permanent"
)

// UnmarshalText lower-cases the status.
func (s *PermissionStatus) UnmarshalText(b []byte) error { *s = PermissionStatus(lower(b)); return nil }

// The actions that CallPermissions reports on.
const (
	ActionSendRequest = "send_call_permission_request"
	ActionStartCall   = "start_call"
)

// CallPermissions is the answer of GET /{phone-number-id}/call_permissions?user_wa_id=… or ?recipient=… (Meta: Calling API,
// User call permissions, 26 Jun 2026). A number that is not on WhatsApp is answered like one without a permission.
//
// Errors: 100, 138000, and 613 with HTTP 429 when read too often.
type CallPermissions struct {
	MessagingProduct string             `json:"messaging_product,omitempty"`
	Permission       GivenPermission    `json:"permission"`
	Actions          []PermissionAction `json:"actions,omitempty"`
}

// Action returns the report on an action, if there is one.
func (p CallPermissions) Action(name string) (PermissionAction, bool) {
	for _, a := range p.Actions {
		if strings.EqualFold(a.Name, name) {
			return a, true
		}
	}
	return PermissionAction{}, false
}

// GivenPermission is the permission that stands. ExpirationTime is in Unix seconds, for temporary ones only.
type GivenPermission struct {
	Status         PermissionStatus `json:"status"`
	ExpirationTime Int64            `json:"expiration_time,omitempty"`
}

// UnmarshalJSON also takes the name expiration, which the guide's table has.
func (p *GivenPermission) UnmarshalJSON(raw []byte) error {
	type plain GivenPermission
	var v struct {
		plain
		Expiration Int64 `json:"expiration"`
	}
	err := lenient(raw, &v)
	*p = GivenPermission(v.plain)
	if p.ExpirationTime == 0 {
		p.ExpirationTime = v.Expiration
	}
	return err
}

// PermissionAction says whether an action is possible now, all limits considered.
type PermissionAction struct {
	Name   string            `json:"action_name"`
	Can    bool              `json:"can_perform_action"`
	Limits []PermissionLimit `json:"limits,omitempty"`
}

// PermissionLimit is one limit of the pair. TimePeriod is an ISO 8601 duration: PT24H, P7D. LimitExpirationTime is in Unix
// seconds, present while the limit is used up.
type PermissionLimit struct {
	TimePeriod          string `json:"time_period"`
	MaxAllowed          Int64  `json:"max_allowed"`
	CurrentUsage        Int64  `json:"current_usage"`
	LimitExpirationTime Int64  `json:"limit_expiration_time,omitempty"`
}
