package center

import (
	"sync"
	"time"

	"ramal/internal/org"
)

// health is what this node has seen of accounts since it started: when Meta last delivered something, and what the last
// checks found. It is for people to look at, and decides nothing.
type health struct {
	mu sync.Mutex
	of map[org.AccountID]*accountHealth
}

type accountHealth struct {
	heard time.Time
	appID string
	found map[CheckStep]AccountCheck
}

// with calls fn with an account's health, under the lock.
func (h *health) with(id org.AccountID, fn func(*accountHealth)) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.of == nil {
		h.of = map[org.AccountID]*accountHealth{}
	}
	if h.of[id] == nil {
		h.of[id] = &accountHealth{found: map[CheckStep]AccountCheck{}}
	}
	fn(h.of[id])
}

// heard notes that Meta delivered a webhook.
func (h *health) heard(id org.AccountID, at time.Time) {
	h.with(id, func(a *accountHealth) { a.heard = at })
}

// found notes what a check found, and reports whether that is news.
func (h *health) found(id org.AccountID, k AccountCheck) (news bool) {
	h.with(id, func(a *accountHealth) {
		before := a.found[k.Step]
		news = before.State != k.State || before.Reason != k.Reason
		a.found[k.Step] = k
	})
	return news
}

// forget drops what was found with settings that are no more.
func (h *health) forget(id org.AccountID) {
	h.with(id, func(a *accountHealth) { a.appID, a.found = "", map[CheckStep]AccountCheck{} })
}

// show fills in a view.
func (h *health) show(v *AccountView) {
	h.with(v.ID, func(a *accountHealth) {
		v.Heard, v.AppID = a.heard, a.appID
		for _, step := range CheckSteps() {
			if k, ok := a.found[step]; ok {
				v.Checks = append(v.Checks, k)
			}
		}
	})
}
