package meta

import (
	"encoding/json"
	"errors"
	"fmt"
)

// MaxWebhookBody is the largest webhook body that Meta sends, in bytes (Meta: Webhooks, Overview, 2 Dec 2025).
const MaxWebhookBody = 3 << 20

// ObjectAccount is Envelope.Object of every WhatsApp webhook.
const ObjectAccount = "whatsapp_business_account"

// The webhook fields that matter here: what Change.Field and Event.Field say.
const (
	FieldCalls           = "calls"
	FieldMessages        = "messages"
	FieldAccountUpdate   = "account_update"
	FieldAccountSettings = "account_settings_update"
	FieldTemplateStatus  = "message_template_status_update"
)

// Envelope is the body of a webhook POST (Meta: Webhooks, Overview, 2 Dec 2025). One POST may hold several entries, changes,
// calls, statuses and messages: Events returns them one by one.
type Envelope struct {
	Object string  `json:"object"`
	Entry  []Entry `json:"entry"`
}

// Entry is what happened in one WhatsApp Business account: ID is the WABA's, Time is in Unix seconds.
type Entry struct {
	ID      string   `json:"id"`
	Time    Int64    `json:"time,omitempty"`
	Changes []Change `json:"changes"`
}

// Change is one batch of news about one field. The value's shape depends on the field: Value for calls and messages,
// AccountUpdate, AccountSettingsUpdate.
type Change struct {
	Value json.RawMessage `json:"value"`
	Field string          `json:"field"`
}

// ParseEnvelope decodes a webhook body. What is not a JSON object with a list of entries is an error. Values are kept as they
// came: Events splits them.
func ParseEnvelope(raw []byte) (Envelope, error) {
	var e Envelope
	if err := lenient(raw, &e); err != nil {
		return Envelope{}, fmt.Errorf("webhook body: %w", err)
	}
	if e.Entry == nil {
		return Envelope{}, errors.New("webhook body: no list of entries")
	}
	return e, nil
}

// Value is what a change of the fields calls and messages carries (Meta: Calling API, API and webhook reference, 26 Jun 2026).
// Everything is optional: contacts are missing on some outbound connects, statuses come under both fields, errors stand
// beside the calls that they are about.
type Value struct {
	MessagingProduct string         `json:"messaging_product"`
	Metadata         Metadata       `json:"metadata"`
	Contacts         []Contact      `json:"contacts,omitempty"`
	Calls            []Call         `json:"calls,omitempty"`
	Statuses         []Status       `json:"statuses,omitempty"`
	Messages         []Message      `json:"messages,omitempty"`
	Errors           []WebhookError `json:"errors,omitempty"`
}

// Metadata names the business's number. DisplayPhoneNumber may have "+" and spaces.
type Metadata struct {
	DisplayPhoneNumber string `json:"display_phone_number"`
	PhoneNumberID      string `json:"phone_number_id"`
}

// Contact is the user that an event is about. WaID is absent for users who hide their number; UserID, the business-scoped
// user id, is then all there is (Meta: Business-scoped user IDs, Feb 2026).
type Contact struct {
	Profile      Profile `json:"profile"`
	WaID         string  `json:"wa_id,omitempty"`
	UserID       string  `json:"user_id,omitempty"`
	ParentUserID string  `json:"parent_user_id,omitempty"`
}

// Profile is what the user shows of themselves.
type Profile struct {
	Name     string `json:"name,omitempty"`
	Username string `json:"username,omitempty"`
}

// WebhookError says why something failed. Codes are those of Error.
type WebhookError struct {
	Code      int       `json:"code"`
	Title     string    `json:"title,omitempty"`
	Message   string    `json:"message,omitempty"`
	Href      string    `json:"href,omitempty"`
	ErrorData ErrorData `json:"error_data,omitzero"`
}

// ErrorData holds the exact cause of an error.
type ErrorData struct {
	MessagingProduct string `json:"messaging_product,omitempty"`
	Details          string `json:"details,omitempty"`
}

// UnmarshalJSON takes the code as number or string, and error_data as object or plain text.
func (e *WebhookError) UnmarshalJSON(raw []byte) error {
	type plain WebhookError
	var v struct {
		plain
		Code Int64 `json:"code"`
	}
	err := lenient(raw, &v)
	*e = WebhookError(v.plain)
	e.Code = int(v.Code)
	return err
}

// UnmarshalJSON takes an object with details, or the details alone.
func (d *ErrorData) UnmarshalJSON(raw []byte) error {
	type plain ErrorData
	if s := looseString(raw); s != "" {
		*d = ErrorData{Details: s}
		return nil
	}
	return lenient(raw, (*plain)(d))
}

// Words returns the short form of what went wrong: the title, or the message where there is none.
func (e WebhookError) Words() string {
	if e.Title != "" {
		return e.Title
	}
	return e.Message
}
