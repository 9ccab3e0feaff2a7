package desk

import (
	"time"

	"ramal/internal/org"
)

// NoticeID is UUIDv7 text.
type NoticeID string

// NoticeKind is what a notice is about.
type NoticeKind string

// What people are told.
const (
	CallAllowed     NoticeKind = "call_allowed"  // the contact allowed calls, whom the user had asked
	CallDeclined    NoticeKind = "call_declined" // the contact declined
	HandedOver      NoticeKind = "handed_over"   // Actor handed a service over to the user
	MentionedInNote NoticeKind = "mentioned"     // Actor named the user in a note
	DealGiven       NoticeKind = "deal_given"    // Actor made the user the owner of a deal
)

// NoticeLife is how long a notice is kept, read or not.
const NoticeLife = 30 * 24 * time.Hour

// Notice is something that one user is told.
type Notice struct {
	ID             NoticeID
	WorkspaceID    org.WorkspaceID
	UserID         org.UserID
	Kind           NoticeKind
	AccountID      org.AccountID // with ConversationID; "" of a deal
	ContactID      ContactID
	ConversationID ConversationID
	DealID         DealID     // "" of a service
	Actor          org.UserID // who caused it; "" for the contact
	At             time.Time
	ReadAt         time.Time // zero while unread
}
