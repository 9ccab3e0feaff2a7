package meta

// The kinds of interactive messages, both ways.
const (
	InteractiveCallPermissionRequest = "call_permission_request"
	InteractiveCallPermissionReply   = "call_permission_reply"
	InteractiveVoiceCall             = "voice_call"
	InteractiveButton                = "button"
	InteractiveButtonReply           = "button_reply"
	ButtonReply                      = "reply" // ReplyButton.Type
)

// InteractiveRequest is an outgoing interactive message: a call permission request, a call button or reply buttons. The free
// form of a call permission request has no header and no footer, and its body is optional (Meta: Calling API, User call
// permissions, 26 Jun 2026).
type InteractiveRequest struct {
	Type   string             `json:"type"`
	Header *InteractiveHeader `json:"header,omitempty"`
	Body   *InteractiveText   `json:"body,omitempty"`
	Footer *InteractiveText   `json:"footer,omitempty"`
	Action *InteractiveAction `json:"action,omitempty"`
}

// InteractiveText is the body or footer of an interactive message.
type InteractiveText struct {
	Text string `json:"text"`
}

// InteractiveHeader is above the body: a text of at most 60 characters or one medium. Type names which.
type InteractiveHeader struct {
	Type     string       `json:"type"`
	Text     string       `json:"text,omitempty"`
	Image    *MediaObject `json:"image,omitempty"`
	Video    *MediaObject `json:"video,omitempty"`
	Document *MediaObject `json:"document,omitempty"`
}

// InteractiveAction names what the user can do: Name and Parameters for calls, Buttons for replies.
type InteractiveAction struct {
	Name       string        `json:"name,omitempty"`
	Parameters *CallButton   `json:"parameters,omitempty"`
	Buttons    []ReplyButton `json:"buttons,omitempty"`
}

// CallButton is a button that calls the business (Meta: Calling API, Call buttons). DisplayText has at most 20 characters
// and is "Call Now" when empty, TTLMinutes is 1 to 43,200 and 10,080 when nil. Payload, at most 512 characters, comes back as
// cta_payload of the call's webhooks.
type CallButton struct {
	DisplayText string `json:"display_text,omitempty"`
	TTLMinutes  *Int64 `json:"ttl_minutes,omitempty"`
	Payload     string `json:"payload,omitempty"`
}

// ReplyButton is one of up to three answers that the user can tap (Meta: Cloud API, Interactive reply buttons messages): an
// id of at most 256 and a title of at most 20 characters.
type ReplyButton struct {
	Type  string `json:"type"` // ButtonReply
	Reply Choice `json:"reply"`
}
