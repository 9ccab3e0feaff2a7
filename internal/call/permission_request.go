package call

import (
	"slices"
	"time"
)

// RequestNamed records Meta's id of the request that was sent at the given time. A reply that overtook it knows better.
func (p Permission) RequestNamed(wamid string, at time.Time) Permission {
	if p.RequestID == "" && p.AskedAt.Equal(at) {
		p.RequestID = wamid
	}
	return p
}

// RequestFailed takes back the request that was sent at the given time and that Meta did not deliver: it does not count
// for the limits, and nobody is waiting for its answer.
func (p Permission) RequestFailed(at time.Time) Permission {
	p.Requests = slices.DeleteFunc(slices.Clone(p.Requests), at.Equal)
	if p.Answer == Asked && p.AskedAt.Equal(at) {
		p.Answer, p.RequestID, p.AskedAt = NotAsked, "", time.Time{}
	}
	return p
}
