package desk

import "ramal/internal/org"

// Page is a slice of a list. Next is the cursor for the page after it, "" on the last.
type Page[T any] struct {
	Items []T
	Next  string
}

// ContactQuery narrows the contact list.
type ContactQuery struct {
	Search string // part of a name, username or number; "" for all
	After  string // Next of the page before
	Limit  int
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
	States   []State         // empty for all
	Accounts []org.AccountID // what the user may see; nil for all, empty for none
	Of       org.UserID      // only those that this user has; "" for all
	Search   string          // part of the contact's name or number
	After    string
	Limit    int
}
