package call

import (
	"time"

	"ramal/internal/desk"
	"ramal/internal/org"
)

// Grant is what the contact allows.
type Grant string

// The grants; Meta's words are no_permission, temporary, permanent (Meta: Calling API, User call permissions).
const (
	None      Grant = "none"
	Temporary Grant = "temporary"
	Permanent Grant = "permanent"
)

// Answer is how the contact last spoke about calls.
type Answer string

// The answers.
const (
	NotAsked Answer = ""
	Asked    Answer = "asked" // a request is out and unanswered
	Agreed   Answer = "agreed"
	Denied   Answer = "denied"  // declined a request
	Revoked  Answer = "revoked" // took a permission back, or Meta did after unanswered calls
)

// Permission is a contact's authorization for calls of one account, with the counters of Meta's rules (Meta: Calling API,
// User call permissions).
type Permission struct {
	WorkspaceID org.WorkspaceID
	AccountID   org.AccountID
	ContactID   desk.ContactID
	Grant       Grant
	ExpiresAt   time.Time // Temporary only
	Answer      Answer
	RequestID   string      // wamid of the request that Answer is about; "" when there was none
	AskedAt     time.Time   // when the newest request was sent
	RepliedAt   time.Time   // Meta's time of the newest answer; an older one that comes late is not news
	Requests    []time.Time // requests sent within the last 7 days, oldest first
	Connected   []time.Time // calls of ours picked up within the last 24 h, oldest first
	Unanswered  int         // calls of ours not picked up in a row
	UpdatedAt   time.Time
	Version     int64
}
