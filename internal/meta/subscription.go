package meta

import (
	"encoding/json"
	"slices"
)

// AppSubscription is where an app's webhooks go: POST, GET and DELETE /{app-id}/subscriptions, with the app's own access token
// (Meta: Webhooks, Overview, 2 Dec 2025). A POST makes Meta ask the callback for its challenge.
type AppSubscription struct {
	Object      string            `json:"object"` // ObjectAccount
	CallbackURL string            `json:"callback_url"`
	VerifyToken string            `json:"verify_token,omitempty"` // in requests only
	Active      bool              `json:"active,omitempty"`       // in answers only
	Fields      SubscriptionNames `json:"fields,omitempty"`
}

// SubscriptionNames are webhook fields. They are written as names; answers carry objects with a name and a version.
type SubscriptionNames []string

// UnmarshalJSON takes names and objects.
func (f *SubscriptionNames) UnmarshalJSON(raw []byte) error {
	var items []json.RawMessage
	if err := lenient(raw, &items); err != nil {
		return err
	}
	*f = nil
	for _, item := range items {
		name := looseString(item)
		if name == "" {
			var v struct {
				Name string `json:"name"`
			}
			if err := lenient(item, &v); err != nil {
				return err
			}
			name = v.Name
		}
		if name != "" {
			*f = append(*f, name)
		}
	}
	return nil
}

// SubscribedApp is an app that gets the webhooks of a WhatsApp Business account: GET /{waba-id}/subscribed_apps.
type SubscribedApp struct {
	App AppFacts `json:"whatsapp_business_api_data"`
}

// AppFacts name an app.
type AppFacts struct {
	ID   string `json:"id"`
	Name string `json:"name,omitempty"`
	Link string `json:"link,omitempty"`
}

// TokenInfo is what GET /debug_token says of an access token (Meta: Graph API, Debug token). A token that is no good has
// IsValid false and, perhaps, Error.
type TokenInfo struct {
	AppID         string          `json:"app_id,omitempty"`
	Application   string          `json:"application,omitempty"`
	Type          string          `json:"type,omitempty"` // SYSTEM_USER, USER, APP
	IsValid       bool            `json:"is_valid"`
	IssuedAt      Int64           `json:"issued_at,omitempty"`
	ExpiresAt     Int64           `json:"expires_at"` // Unix seconds; 0: never
	Scopes        []string        `json:"scopes"`
	Granular      []GranularScope `json:"granular_scopes,omitempty"`
	UserID        string          `json:"user_id,omitempty"`
	Error         *TokenError     `json:"error,omitempty"`
	DataExpiresAt Int64           `json:"data_access_expires_at,omitempty"`
}

// GranularScope is a permission and the objects that it is for; all of them when there are none.
type GranularScope struct {
	Scope     string   `json:"scope"`
	TargetIDs []string `json:"target_ids,omitempty"`
}

// TokenError says why a token is no good.
type TokenError struct {
	Code    Int64  `json:"code"`
	Subcode Int64  `json:"subcode,omitempty"`
	Message string `json:"message"`
}

// Grants says whether a token is valid and has a permission.
func (t TokenInfo) Grants(scope string) bool {
	for _, s := range t.Scopes {
		if s == scope {
			return t.IsValid
		}
	}
	return false
}

// GrantsFor says whether a token has a permission for an object, such as a WhatsApp Business account. Where the token names no
// objects for the permission, it is for all that its owner has.
func (t TokenInfo) GrantsFor(scope, id string) bool {
	for _, g := range t.Granular {
		if g.Scope == scope && len(g.TargetIDs) > 0 {
			return t.Grants(scope) && slices.Contains(g.TargetIDs, id)
		}
	}
	return t.Grants(scope)
}
