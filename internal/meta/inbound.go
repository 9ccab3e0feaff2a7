package meta

import (
	"encoding/json"
	"strings"
)

// Message is a message of a user (Meta: Webhooks, messages; Meta: Calling API, User call permissions, 26 Jun 2026). Type
// names the part that is filled in. Kinds without a part here keep their Type; the raw event has the rest. A voicemail is an
// audio message whose ID is the wacid of the call (Meta: Calling API, Call settings, Jul 2026).
type Message struct {
	From             string            `json:"from,omitempty"`
	FromUserID       string            `json:"from_user_id,omitempty"`
	FromParentUserID string            `json:"from_parent_user_id,omitempty"`
	ID               string            `json:"id"` // wamid
	Timestamp        Timestamp         `json:"timestamp"`
	Type             string            `json:"type"`
	Context          *Context          `json:"context,omitempty"`
	Text             *Text             `json:"text,omitempty"`
	Interactive      *InteractiveReply `json:"interactive,omitempty"`
	Button           *ButtonTap        `json:"button,omitempty"`
	Image            *Media            `json:"image,omitempty"`
	Audio            *Media            `json:"audio,omitempty"`
	Video            *Media            `json:"video,omitempty"`
	Document         *Media            `json:"document,omitempty"`
	Sticker          *Media            `json:"sticker,omitempty"`
	Reaction         *Reaction         `json:"reaction,omitempty"`
	Location         *Location         `json:"location,omitempty"`
	Contacts         []ContactCard     `json:"contacts,omitempty"`
	System           json.RawMessage   `json:"system,omitempty"`
	Errors           []WebhookError    `json:"errors,omitempty"`
}

// Context is what a message refers to. ID is a wamid, and for a permission granted by a callback the wacid of the user's
// call. From is printed in contradictory ways: do not rely on it.
type Context struct {
	From string `json:"from,omitempty"`
	ID   string `json:"id,omitempty"`
}

// InteractiveReply is the user's choice in an interactive message.
type InteractiveReply struct {
	Type                string               `json:"type"`
	CallPermissionReply *CallPermissionReply `json:"call_permission_reply,omitempty"`
	ButtonReply         *Choice              `json:"button_reply,omitempty"`
	ListReply           *Choice              `json:"list_reply,omitempty"`
}

// Choice is a reply button or list row that the user picked.
type Choice struct {
	ID          string `json:"id"`
	Title       string `json:"title"`
	Description string `json:"description,omitempty"`
}

// ButtonTap is a template's quick-reply button that the user tapped.
type ButtonTap struct {
	Payload string `json:"payload,omitempty"`
	Text    string `json:"text,omitempty"`
}

// Reaction is an emoji on a message; empty takes it back.
type Reaction struct {
	MessageID string `json:"message_id"`
	Emoji     string `json:"emoji,omitempty"`
}

// The values of CallPermissionReply.
const (
	ResponseAccept  = "accept"
	ResponseReject  = "reject"
	SourceUser      = "user_action"
	SourceAutomatic = "automatic"
)

// CallPermissionReply is a change of a user's call permission (Meta: Calling API, User call permissions, 26 Jun 2026). It
// comes in the field messages. A temporary grant has its end in Unix seconds; trust it rather than the rule of 7 days. With
// a Context it answers a request (wamid) or follows a user's call (wacid); without one it was set in the business profile,
// or, automatic, taken back after unanswered calls. No event tells that a grant ran out.
type CallPermissionReply struct {
	Response            string
	IsPermanent         bool      // of an accept
	ExpirationTimestamp Timestamp // of a temporary accept
	ResponseSource      string
}

// Accepted reports whether the user allows calls.
func (r CallPermissionReply) Accepted() bool { return strings.EqualFold(r.Response, ResponseAccept) }

// Automatic reports whether Meta decided and not the user.
func (r CallPermissionReply) Automatic() bool {
	return strings.EqualFold(r.ResponseSource, SourceAutomatic)
}

// wireReply is CallPermissionReply on the wire: is_permanent is absent from a refusal.
type wireReply struct {
	Response            string          `json:"response"`
	IsPermanent         json.RawMessage `json:"is_permanent,omitempty"`
	ExpirationTimestamp Timestamp       `json:"expiration_timestamp,omitempty"`
	ResponseSource      string          `json:"response_source,omitempty"`
}

// MarshalJSON writes is_permanent with an accept only, as Meta does.
func (r CallPermissionReply) MarshalJSON() ([]byte, error) {
	w := wireReply{Response: r.Response, ExpirationTimestamp: r.ExpirationTimestamp, ResponseSource: r.ResponseSource}
	if r.Accepted() {
		w.IsPermanent = json.RawMessage("false")
		if r.IsPermanent {
			w.IsPermanent = json.RawMessage("true")
		}
	}
	return marshal(w)
}

// UnmarshalJSON takes is_permanent as boolean or string.
func (r *CallPermissionReply) UnmarshalJSON(raw []byte) error {
	var w wireReply
	err := lenient(raw, &w)
	*r = CallPermissionReply{
		Response: w.Response, IsPermanent: parseBool(w.IsPermanent),
		ExpirationTimestamp: w.ExpirationTimestamp, ResponseSource: w.ResponseSource,
	}
	return err
}

// PermissionReply returns the call permission reply in the message, or nil.
func (m Message) PermissionReply() *CallPermissionReply {
	if m.Interactive == nil {
		return nil
	}
	return m.Interactive.CallPermissionReply
}
