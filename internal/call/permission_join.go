package call

import (
	"slices"
	"time"
)

// Joined returns the permission with what is known of another one that the same person gave the same account: the newest word counts,
// and Meta's limits count what was done under both.
func (p Permission) Joined(other Permission) Permission {
	newest, older := p, other
	if other.word().After(p.word()) {
		newest, older = other, p
	}
	if newest.Answer == NotAsked && newest.Grant == None { // it says nothing
		newest, older = older, newest
	}
	p.Grant, p.ExpiresAt, p.Answer, p.RequestID = newest.Grant, newest.ExpiresAt, newest.Answer, newest.RequestID
	if older.Grant != None && newest.Grant == None && newest.Answer == Asked { // a request takes nothing away
		p.Grant, p.ExpiresAt = older.Grant, older.ExpiresAt
	}
	p.AskedAt, p.RepliedAt = latest(p.AskedAt, other.AskedAt), latest(p.RepliedAt, other.RepliedAt)
	p.Requests, p.Connected = slices.Concat(p.Requests, other.Requests), slices.Concat(p.Connected, other.Connected)
	slices.SortFunc(p.Requests, time.Time.Compare)
	slices.SortFunc(p.Connected, time.Time.Compare)
	p.Unanswered = max(p.Unanswered, other.Unanswered)
	return p.touched(other.UpdatedAt)
}

// word is when the permission was last spoken about; one that was learned from Meta has no such time, and counts from then.
func (p Permission) word() time.Time {
	if at := latest(p.AskedAt, p.RepliedAt); !at.IsZero() {
		return at
	}
	return p.UpdatedAt
}
