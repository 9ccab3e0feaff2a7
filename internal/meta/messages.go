package meta

// The kinds of outgoing messages that this package builds, and of incoming ones that it knows by name.
const (
	TypeText        = "text"
	TypeInteractive = "interactive"
	TypeTemplate    = "template"
	TypeButton      = "button"
	TypeUnsupported = "unsupported"
)

// MessageRequest is the body of POST /{phone-number-id}/messages (Meta: Cloud API, Messages; Meta: Calling API, User call
// permissions, 26 Jun 2026). A message has To or Recipient (To wins), Type and the part that Type names. With Status "read"
// it is a read receipt for MessageID instead, and has none of these.
//
// The answer is a MessageResponse, or an error: 100, 131026, 131030, 131047 (service window; may also come later, as a failed
// status), 131056, 138000, 138009, 138013, 138014, 138017.
type MessageRequest struct {
	MessagingProduct string              `json:"messaging_product"`
	RecipientType    string              `json:"recipient_type,omitempty"` // "individual"
	To               Phone               `json:"to,omitempty"`
	Recipient        string              `json:"recipient,omitempty"` // business-scoped user id
	Type             string              `json:"type,omitempty"`
	Text             *Text               `json:"text,omitempty"`
	Interactive      *InteractiveRequest `json:"interactive,omitempty"`
	Template         *TemplateMessage    `json:"template,omitempty"`
	Image            *MediaObject        `json:"image,omitempty"`
	Audio            *MediaObject        `json:"audio,omitempty"`
	Video            *MediaObject        `json:"video,omitempty"`
	Document         *MediaObject        `json:"document,omitempty"`
	Sticker          *MediaObject        `json:"sticker,omitempty"`
	Location         *Location           `json:"location,omitempty"`
	Contacts         []ContactCard       `json:"contacts,omitempty"`
	Reaction         *ReactionTo         `json:"reaction,omitempty"`
	Context          *ReplyTo            `json:"context,omitempty"`
	Status           string              `json:"status,omitempty"`     // "read" makes it a read receipt
	MessageID        string              `json:"message_id,omitempty"` // wamid that was read
	TypingIndicator  *TypingIndicator    `json:"typing_indicator,omitempty"`
	Opaque           string              `json:"biz_opaque_callback_data,omitempty"`
}

// Media returns the medium of the message's type, or nil.
func (m *MessageRequest) Media() *MediaObject {
	switch m.Type {
	case TypeImage:
		return m.Image
	case TypeAudio:
		return m.Audio
	case TypeVideo:
		return m.Video
	case TypeDocument:
		return m.Document
	case TypeSticker:
		return m.Sticker
	}
	return nil
}

// TypingIndicator goes with a read receipt and shows the user that an answer is being written, for 25 seconds at most (Meta:
// Cloud API, Typing indicators).
type TypingIndicator struct {
	Type string `json:"type"` // "text"
}

// StatusRead is MessageRequest.Status of a read receipt.
const StatusRead = "read"

// Text is the content of a text message, both ways.
type Text struct {
	Body       string `json:"body"`
	PreviewURL bool   `json:"preview_url,omitempty"`
}

// ReplyTo quotes a message.
type ReplyTo struct {
	MessageID string `json:"message_id"`
}

// MessageResponse answers a MessageRequest: Contacts and Messages for a message, Success for a read receipt.
type MessageResponse struct {
	MessagingProduct string           `json:"messaging_product,omitempty"`
	Contacts         []MessageContact `json:"contacts,omitempty"`
	Messages         []MessageID      `json:"messages,omitempty"`
	Success          bool             `json:"success,omitempty"`
}

// MessageContact is whom Meta understood: Input is what was sent, WaID what WhatsApp knows the user by. They can differ
// (Brazil's ninth digit), and WaID is absent for users who hide their number.
type MessageContact struct {
	Input        string `json:"input,omitempty"`
	WaID         string `json:"wa_id,omitempty"`
	UserID       string `json:"user_id,omitempty"` // business-scoped user id
	ParentUserID string `json:"parent_user_id,omitempty"`
}

// MessageID names a message: "wamid." and base64. MessageStatus comes with templates only ("accepted", …).
type MessageID struct {
	ID            string `json:"id"`
	MessageStatus string `json:"message_status,omitempty"`
}
