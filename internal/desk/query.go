package desk

import (
	"time"

	"ramal/internal/org"
)

// Page is a slice of a list. Next is the cursor for the page after it, "" on the last. Back is the cursor for the page before it, ""
// on the first; only lists that can be entered in their middle have one.
type Page[T any] struct {
	Items []T
	Next  string
	Back  string
}

// DuplicateBy is what contacts have in common that may be one person.
type DuplicateBy string

// What possible duplicates have in common.
const (
	SameByNumber DuplicateBy = "number" // in any of its forms
	SameByName   DuplicateBy = "name"   // as it is shown, without regard to case and accents
)

// ContactSort is what the contact list is ordered by.
type ContactSort string

// The orders of the contact list.
const (
	ByName      ContactSort = "" // the name that is shown
	ByCreation  ContactSort = "created"
	ByLastEntry ContactSort = "last" // the newest entry of their services
)

// FieldValue is a value of a custom field.
type FieldValue struct {
	Field FieldID
	Value string
}

// ContactQuery narrows and orders the contact list.
type ContactQuery struct {
	Viewer org.UserID // only those that this user may see: nobody's, and their own; "" for all
	Search string     // part of a name, username or number; "" for all
	Tag    string     // only those with this tag
	Owner  org.UserID // only those that this user owns
	// Shunned narrows to those who do not want to be contacted, or with false to the others; nil for all.
	Shunned *bool
	// Reachable narrows to those with a WhatsApp number or id, or with false to the others; nil for all.
	Reachable *bool
	Values    []FieldValue    // only those with these values of fields that narrow
	Callable  bool            // only those who let one of Accounts call at Now
	Accounts  []org.AccountID // nil for all, empty for none
	Now       time.Time
	Sort      ContactSort
	Backward  bool // from Z to A; the newest first
	After     string
	Limit     int
}

// Load is how many services in a state a user has; Attendant is "" for those that nobody has.
type Load struct {
	State     State
	Attendant org.UserID
	Services  int
	Unread    int // of those, how many have something to read
}

// ConversationQuery narrows the conversation list, newest entry first.
type ConversationQuery struct {
	Viewer   org.UserID      // only with contacts that this user may see; "" for all
	States   []State         // empty for all
	Accounts []org.AccountID // what the user may see; nil for all, empty for none
	Of       org.UserID      // only those that this user has; "" for all
	// Department narrows to those that wait for it or were handed to it, and to those of its Members that were handed to none; "" for all.
	Department org.DepartmentID
	Members    []org.UserID
	Unread     bool      // only those with something to read
	From       time.Time // only those whose contact last wrote or called after this moment; zero for all
	Until      time.Time // only those whose contact last wrote or called at this moment or before; zero for all
	Search     string    // part of the contact's name or number
	After      string
	Limit      int
}

// WindowSoon is how long before its end a service window counts as closing soon.
const WindowSoon = 2 * time.Hour

// ClosingSoon narrows to the services whose window is open at now, and for less than WindowSoon. A closed one is not among them.
func (q ConversationQuery) ClosingSoon(now time.Time) ConversationQuery {
	q.From, q.Until = now.Add(-WindowLife), now.Add(WindowSoon-WindowLife)
	if len(q.States) == 0 {
		q.States = []State{Waiting, InService}
	}
	return q
}

// MessageQuery says which part of a thread is read, newest first. At most one of After, Before and Around is given; without any it
// is the newest part.
type MessageQuery struct {
	Conversation ConversationID
	After        string    // Next of a page: what is older
	Before       string    // Back of a page: what is newer
	Around       MessageID // what stands around a message, and itself
	Limit        int
}

// TextQuery searches in what was written.
type TextQuery struct {
	Viewer   org.UserID      // only with contacts that this user may see; "" for all
	Accounts []org.AccountID // what the user may see; nil for all, empty for none
	Search   string          // words that all have to occur
	After    string
	Limit    int
}
