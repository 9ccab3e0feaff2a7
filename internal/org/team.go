package org

import (
	"slices"
	"time"

	"ramal/internal/fault"
)

// InvitationID is UUIDv7 text.
type InvitationID string

// InvitationLife is how long the link of an invitation can be used.
const InvitationLife = 7 * 24 * time.Hour

// Invitation lets somebody choose a password, once: a new person, or, with UserID, a user who is to have a new one. The token
// itself is only in the link; here is its hash.
type Invitation struct {
	ID          InvitationID
	WorkspaceID WorkspaceID
	Hash        string // hex SHA-256 of the token
	UserID      UserID // "" for a new person, of whom the rest tells
	Email       string
	Name        string
	Language    string
	Admin       bool
	Departments []DepartmentID
	InvitedBy   UserID
	CreatedAt   time.Time
	ExpiresAt   time.Time
}

// Open reports whether the invitation can still be used at now.
func (i Invitation) Open(now time.Time) bool { return now.Before(i.ExpiresAt) }

// SeatsTaken counts who takes a seat: users who are not blocked, and new people whose invitation is open.
func SeatsTaken(users []User, invitations []Invitation, now time.Time) int {
	n := 0
	for _, u := range users {
		if !u.Blocked {
			n++
		}
	}
	for _, i := range invitations {
		if i.UserID == "" && i.Open(now) {
			n++
		}
	}
	return n
}

// SeatFor reports whether one more may come where taken seats are taken; fault.Conflict where the plan has no more.
func (p Plan) SeatFor(taken int) error {
	if p.Seats == 0 || taken < p.Seats {
		return nil
	}
	return fault.New(fault.Conflict,
		"All %d seats of your plan are taken. Block somebody, withdraw an invitation, or ask sales for more seats.", p.Seats).Because("no_seat")
}

// MayBecome reports whether the member may change a user, one of users, to what after says. Nobody shuts themselves out, and
// a workspace keeps an administrator who can sign in.
func (m Member) MayBecome(users []User, after User) error {
	if after.ID == m.User.ID && after.Blocked {
		return fault.New(fault.Conflict, "You cannot block yourself. Another administrator can.").On("blocked").Because("yourself")
	}
	if after.ID == m.User.ID && !after.Admin {
		return fault.New(fault.Conflict, "You cannot take the administrator's rights from yourself. Another administrator can.").On("admin").Because("yourself")
	}
	stays := slices.ContainsFunc(users, func(u User) bool {
		if u.ID == after.ID {
			u = after
		}
		return u.Admin && !u.Blocked
	})
	if !stays {
		return fault.New(fault.Conflict, "This is the last administrator who can sign in. Make somebody else an administrator first.").On("admin").Because("last_admin")
	}
	return nil
}
