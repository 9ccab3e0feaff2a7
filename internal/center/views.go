package center

import (
	"time"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/org"
	"ramal/internal/rates"
)

// CallView is a call with the people and the account that it names.
type CallView struct {
	call.Call
	Account  org.Account
	Contact  desk.Contact
	Operator *org.User
	Cost     *rates.Estimate // what it is estimated at; nil where nobody asked, or while the call goes on
}

// ConversationView is a conversation with its contact and attendant.
type ConversationView struct {
	desk.Conversation
	Contact    desk.Contact
	Attendant  *org.User
	Department *org.Department // who it waits for
}

// MessageView is a message with its author.
type MessageView struct {
	desk.Message
	Author *org.User
	Quoted *desk.Message // what it answers; nil for nothing, or where that is not here
}

// TextHit is a message that was found by its words, with the service that it stands in.
type TextHit struct {
	Message MessageView
	Service ConversationView
}

// LineView is a line of a call's timeline with the user that it names.
type LineView struct {
	call.Line
	User *org.User
}

// CallAction is what a user can do about calling one contact on one account, and why not.
type CallAction struct {
	AccountID      org.AccountID
	ContactID      desk.ContactID
	ConversationID desk.ConversationID // the open service, "" when there is none
	Permission     call.Permission
	At             time.Time    // when this was judged
	Request        *call.Reason // nil: a call request may be sent
	Call           *call.Reason // nil: the contact may be called
	Live           *CallView    // the call going on with this contact, if any
	PerMinute      rates.Estimate
}

// Placed is a call just placed, with the answer for the operator's browser.
type Placed struct {
	Call   CallView
	Answer string // SDP
}

// Changed is what the bus carries to every browser of a workspace: what changed, never how. The reader reads it again.
type Changed struct {
	Type           string              `json:"type"` // call, conversation, message, contact, permission, account, organisation, session, notice, rates, desk, deal, pipeline, import
	ID             string              `json:"id"`
	ContactID      desk.ContactID      `json:"contactId,omitempty"`
	ConversationID desk.ConversationID `json:"conversationId,omitempty"`
	AccountID      org.AccountID       `json:"accountId,omitempty"`
}
