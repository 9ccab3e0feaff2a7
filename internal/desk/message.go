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
)

// Kind is what a message is.
type Kind string

// The kinds of message. What Meta sends and we cannot show yet is Unsupported, never lost.
const (
	Text            Kind = "text"
	CallRequest     Kind = "call_request"     // asks the contact for permission to call
	PermissionReply Kind = "permission_reply" // the contact's answer; Text is accept_temporary, accept_permanent, reject or revoke
	Unsupported     Kind = "unsupported"      // Text is Meta's type
)

// Status is how far an outgoing message got.
type Status string

// The states of an outgoing message; incoming ones are Received.
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
}

var rank = map[Status]int{Pending: 0, Sent: 1, Delivered: 2, Read: 3, Failed: 4, Received: 5}

// Advance returns the later of two states: a delivered that arrives after read changes nothing, and failed is final.
// A message that was read cannot fail any more.
func (s Status) Advance(next Status) Status {
	if s == Read && next == Failed || rank[next] < rank[s] {
		return s
	}
	return next
}
