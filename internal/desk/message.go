package desk

import (
	"time"

	"ramal/internal/org"
)

// Direction says who sent a message.
type Direction string

// The directions of a message.
const (
	Incoming Direction = "in"
	Outgoing Direction = "out"
	Internal Direction = "internal" // of the team; the contact never sees it
)

// Kind is what a message is.
type Kind string

// The kinds of message. What Meta sends and we cannot show is Unsupported, never lost.
const (
	Text            Kind = "text"
	CallRequest     Kind = "call_request"     // asks the contact for permission to call
	PermissionReply Kind = "permission_reply" // the contact's answer; Text is accept_temporary, accept_permanent, reject or revoke
	Templated       Kind = "template"         // an approved template, filled in
	Unsupported     Kind = "unsupported"      // Text is Meta's type

	// Of these Text is the caption, and Content the rest.
	Image    Kind = "image"
	Sticker  Kind = "sticker"
	Audio    Kind = "audio"
	Voice    Kind = "voice" // recorded, not chosen from files
	Video    Kind = "video"
	Document Kind = "document"
	Location Kind = "location"
	Contacts Kind = "contacts"

	Note        Kind = "note"        // internal: what somebody wrote for the team
	TakenOver   Kind = "taken"       // internal: Author took the service
	Transferred Kind = "transferred" // internal: Author handed it over; Text is the name of whom
	ClosedFor   Kind = "closed"      // internal: Author closed it; Text is the reason
	Reopened    Kind = "reopened"    // internal: Author opened it again
)

// HasWords reports whether Text is what somebody wrote, and not a word of ours for something else.
func (m Message) HasWords() bool {
	switch m.Kind {
	case Text, Templated, Note, CallRequest:
		return m.Text != ""
	}
	return m.Kind.IsMedium() && m.Text != ""
}

// Status is how far an outgoing message got.
type Status string

// The states of an outgoing message; all others are Received.
const (
	Pending   Status = "pending" // stored here, not yet taken by Meta
	Sent      Status = "sent"
	Delivered Status = "delivered"
	Read      Status = "read"
	Failed    Status = "failed"
	Received  Status = "received"
)

// Message is one entry of a conversation.
type Message struct {
	ID             MessageID
	WorkspaceID    org.WorkspaceID
	ConversationID ConversationID
	Direction      Direction
	Kind           Kind
	Text           string
	Content        *Content   // nil for a message of words only
	Quoted         string     // wamid of the message that it answers
	Reaction       string     // the contact's emoji on it
	OwnReaction    string     // ours
	Author         org.UserID // who wrote it, for outgoing ones
	MetaID         string     // wamid
	Status         Status
	Failure        *Failure
	ClientKey      string // the sender's own key: the same key twice is the same message
	At             time.Time
	Version        int64
}

// Failure is why Meta did not deliver a message, in Meta's words.
type Failure struct {
	Code    int    `json:"code"`
	Title   string `json:"title"`
	Details string `json:"details,omitempty"`
	TraceID string `json:"traceId,omitempty"` // for Meta's support
}

// Advance returns the later of two states: a delivered that arrives after read changes nothing, and failed is final.
// A message that was read cannot fail any more. An incoming message stays Received, and a state that we do not know
// changes nothing.
func (s Status) Advance(next Status) Status {
	if s == Received || next == Received || s == Read && next == Failed || next.rank() < s.rank() {
		return s
	}
	return next
}

func (s Status) rank() int {
	switch s {
	case Pending:
		return 0
	case Sent:
		return 1
	case Delivered:
		return 2
	case Read:
		return 3
	case Failed:
		return 4
	default:
		return -1
	}
}
