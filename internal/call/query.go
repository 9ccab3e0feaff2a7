package call

import (
	"ramal/internal/desk"
	"ramal/internal/org"
)

// Query narrows the call history, newest first.
type Query struct {
	Viewer       org.UserID      // only with contacts that this user may see, and their own calls; "" for all
	Accounts     []org.AccountID // what the user may see; nil for all, empty for none
	Contact      desk.ContactID  // "" for all
	Conversation desk.ConversationID
	Direction    Direction
	Outcome      Outcome
	Live         bool // only live ones
	After        string
	Limit        int
}
