package call

import (
	"time"

	"ramal/internal/desk"
	"ramal/internal/org"
)

// PermissionEventKind says what became of an authorization.
type PermissionEventKind string

// What becomes of authorizations.
const (
	RequestMade        PermissionEventKind = "asked"
	RequestUndelivered PermissionEventKind = "undelivered" // the request did not go out, and does not count
	Allowed            PermissionEventKind = "temporary"
	AllowedAlways      PermissionEventKind = "permanent"
	RequestDeclined    PermissionEventKind = "declined"
	TakenBack          PermissionEventKind = "revoked" // by the contact, or after unanswered calls
	Lost               PermissionEventKind = "lost"    // Meta knows none, whatever was known here
)

// PermissionEvent is a line of an authorization's history.
type PermissionEvent struct {
	ID          string // UUIDv7
	WorkspaceID org.WorkspaceID
	AccountID   org.AccountID
	ContactID   desk.ContactID
	At          time.Time
	Kind        PermissionEventKind
	By          org.UserID // who asked; "" otherwise
	ExpiresAt   time.Time  // of Allowed
}

// Since returns what a change made of a permission, as a line of its history without an id; false for one that people need not hear of,
// such as a counter.
func (p Permission) Since(before Permission) (PermissionEvent, bool) {
	e := PermissionEvent{WorkspaceID: p.WorkspaceID, AccountID: p.AccountID, ContactID: p.ContactID, At: p.UpdatedAt}
	changed := p.Grant != before.Grant || !p.ExpiresAt.Equal(before.ExpiresAt)
	switch {
	case changed && p.Grant == Permanent:
		e.Kind = AllowedAlways
	case changed && p.Grant == Temporary:
		e.Kind, e.ExpiresAt = Allowed, p.ExpiresAt
	case p.Answer == Denied && (changed || before.Answer != Denied):
		e.Kind = RequestDeclined
	case p.Answer == Revoked && (changed || before.Answer != Revoked):
		e.Kind = TakenBack
	case changed:
		e.Kind = Lost
	case p.AskedAt.After(before.AskedAt):
		e.Kind, e.At = RequestMade, p.AskedAt
	case p.AskedAt.IsZero() && !before.AskedAt.IsZero():
		e.Kind = RequestUndelivered
	default:
		return e, false
	}
	return e, true
}
