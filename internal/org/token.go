package org

import (
	"slices"
	"time"
)

// TokenID is UUIDv7 text.
type TokenID string

// Scope is a part of the API that a token opens.
type Scope string

// The scopes. Each stands for itself: settings does not include read.
const (
	ScopeRead     Scope = "read"     // read all but settings
	ScopeWrite    Scope = "write"    // write messages, contacts and everything that is not a call or a setting
	ScopeCalls    Scope = "calls"    // place calls and hang up
	ScopeSettings Scope = "settings" // read and change what administrators set up
)

// Scopes lists all scopes, in the order in which people read them.
func Scopes() []Scope { return []Scope{ScopeRead, ScopeWrite, ScopeCalls, ScopeSettings} }

// TokenLifeMax is how long an API token can be valid at most: one that is forgotten must not be valid for ever.
const TokenLifeMax = 366 * 24 * time.Hour

// Token lets a program work in its user's name, with no more than its scopes. The token itself is only shown when it is made;
// here is its hash.
type Token struct {
	ID          TokenID
	WorkspaceID WorkspaceID
	UserID      UserID
	Hash        string // hex SHA-256
	Name        string
	Scopes      []Scope
	CreatedAt   time.Time
	ExpiresAt   time.Time
	UsedAt      time.Time // to the minute; zero for never
	UsedFrom    string
}

// Holds reports whether whoever asks may do what needs the scope: a person in a browser always, a program by its token.
func (m Member) Holds(s Scope) bool { return !m.ByToken || slices.Contains(m.Scopes, s) }

// Factor is a user's second factor: a seed for time-based codes (RFC 6238), and what is left of the recovery codes, hashed.
type Factor struct {
	Seed     string // base32; "" for none
	Step     int64  // of the newest code that was used: none is taken twice
	Recovery []string
}
