// Package desk is the service desk: contacts, conversations with their service window, and messages.
//
// It is pure: it reads no clock and does no I/O. It does not know how calls run (call does), nor who may see what
// (org does).
package desk

import (
	"slices"
	"time"

	"ramal/internal/org"
)

// Ids are UUIDv7 text.
type (
	ContactID      string
	ConversationID string
	MessageID      string
)

// Contact is a person. The business-scoped user id is the key when present; a phone is an alias that may be missing or
// change (Meta: Business-scoped user ids).
type Contact struct {
	ID           ContactID
	WorkspaceID  org.WorkspaceID
	Name         string // as the team wrote it; "" until somebody did
	WhatsAppName string // the profile name that WhatsApp sent
	Username     string // WhatsApp username, without @
	WaID         string // digits; WhatsApp's own form of the number, which may differ from the dialled one (Brazil's ninth digit)
	BSUID        string
	Phone        string             // the WhatsApp field: digits with country code, as entered
	Tags         []string           // tidy: see Tags
	Fields       map[FieldID]string // what custom fields hold, in the form of Field.Read
	Owners       []org.UserID       // who may see the contact; none: everybody who sees contacts
	Shunned      *Shunned           // that they do not want to be contacted; nil where they may be
	LastAt       time.Time          // of the newest entry in any of their services; zero for none
	CreatedAt    time.Time
	UpdatedAt    time.Time
	Version      int64
}

// DisplayName is what the console shows: the registered name, else WhatsApp's, else the username, else the number.
func (c Contact) DisplayName() string {
	for _, s := range []string{c.Name, c.WhatsAppName, c.Username, c.WaID, c.Phone} {
		if s != "" {
			return s
		}
	}
	return c.BSUID
}

// Number is the number that WhatsApp knows the contact by, else what the team wrote; "" for none.
func (c Contact) Number() string {
	if c.WaID != "" {
		return c.WaID
	}
	return c.Phone
}

// SeenBy reports whether the member may see the contact, and with it all that was written and said with them: everybody may
// where nobody owns it, and administrators always.
func (c Contact) SeenBy(m org.Member) bool {
	return !m.Blocked && (m.Admin || len(c.Owners) == 0 || slices.Contains(c.Owners, m.User.ID))
}

// HasWhatsApp reports whether there is anything to reach the contact by.
func (c Contact) HasWhatsApp() bool { return c.WaID != "" || c.BSUID != "" || c.Phone != "" }

// Channel is the way a service runs over.
type Channel string

// WhatsAppAPI is the official Cloud API, the only channel that can carry calls.
const WhatsAppAPI Channel = "whatsapp_api"

// State is the stage of a conversation.
type State string

// The stages of a conversation.
const (
	Waiting   State = "waiting"
	InService State = "in_service"
	Closed    State = "closed"
)

// WindowLife is Meta's customer service window: 24 h from the contact's last message or call (Meta: Calling API, User
// call permissions).
const WindowLife = 24 * time.Hour

// Conversation is one service of one contact on one account.
type Conversation struct {
	ID             ConversationID
	WorkspaceID    org.WorkspaceID
	AccountID      org.AccountID
	ContactID      ContactID
	Channel        Channel
	State          State
	Attendant      org.UserID       // who took it; "" while waiting
	Department     org.DepartmentID // who it waits for, or was handed over to; "" for anybody who sees the account
	LastCustomerAt time.Time        // what the window counts from; zero when the contact never wrote
	LastAt         time.Time        // the newest entry, for the list's order
	Preview        string           // the newest text, shortened
	Unread         int
	CreatedAt      time.Time
	Version        int64
}

// WindowEnds returns when the service window closes; zero when it never opened.
func (c Conversation) WindowEnds() time.Time {
	if c.LastCustomerAt.IsZero() {
		return time.Time{}
	}
	return c.LastCustomerAt.Add(WindowLife)
}

// WindowOpen reports whether the service window is open at now.
func (c Conversation) WindowOpen(now time.Time) bool { return now.Before(c.WindowEnds()) }
