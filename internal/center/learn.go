package center

import (
	"context"
	"sync"
	"time"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/meta"
	"ramal/internal/org"
)

// learnAgain is how soon Meta is asked again about the same contact.
const learnAgain = time.Minute

// learning keeps the questions about call permissions to what Meta takes: one at a time for a contact, and the pace of each
// number, which its clients share.
type learning struct {
	mu    sync.Mutex
	asked map[learned]time.Time
	paces map[string]*meta.Pace
}

// learned is whom a question was about, and the refusal that led to it: one that comes after another question is news.
type learned struct {
	account org.AccountID
	contact desk.ContactID
	code    int
}

// first reports whether nobody has asked about the contact lately, and notes that somebody does.
func (l *learning) first(who learned, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k, at := range l.asked {
		if now.Sub(at) >= learnAgain {
			delete(l.asked, k)
		}
	}
	if _, lately := l.asked[who]; lately {
		return false
	}
	if l.asked == nil {
		l.asked = map[learned]time.Time{}
	}
	l.asked[who] = now
	return true
}

// pace returns the pace of a number's reads.
func (l *learning) pace(phoneNumberID string) *meta.Pace {
	l.mu.Lock()
	defer l.mu.Unlock()
	p, known := l.paces[phoneNumberID]
	if !known {
		if l.paces == nil {
			l.paces = map[string]*meta.Pace{}
		}
		p = &meta.Pace{}
		l.paces[phoneNumberID] = p
	}
	return p
}

// learnUnknown asks Meta about a contact of whom nothing is known, when that is what decides whether they can be called: the
// permission may be older than this server, or from another system. Nobody waits for it: an event follows when there is news.
func (c *Center) learnUnknown(ctx context.Context, action CallAction) {
	if action.Permission.Version == 0 && action.Call != nil && action.Call.Code == call.WhyNotAsked {
		c.learn(ctx, action.Permission, 0)
	}
}

// learn asks Meta beside the caller what a contact allows, after a refusal with the code, and keeps the answer. One that cannot
// be had changes nothing.
func (c *Center) learn(ctx context.Context, p call.Permission, code int) {
	if !c.learning.first(learned{p.AccountID, p.ContactID, code}, time.Now()) {
		return
	}
	c.later(ctx, func(ctx context.Context) {
		c.work.start(ctx, func(ctx context.Context) {
			if err := c.askMeta(ctx, p); err != nil {
				c.log().Warn("call permission not read from Meta", "contact", p.ContactID, "account", p.AccountID, "error", err)
			}
		})
	})
}

func (c *Center) askMeta(ctx context.Context, of call.Permission) error {
	graph, contact, err := c.graphOf(ctx, desk.Conversation{WorkspaceID: of.WorkspaceID, AccountID: of.AccountID, ContactID: of.ContactID})
	if err != nil {
		return err
	}
	before, err := c.Store.Permission(ctx, of.WorkspaceID, of.AccountID, of.ContactID)
	if err != nil {
		return err
	}
	answer, err := graph.CallPermissions(ctx, recipient(contact))
	if err != nil {
		return err
	}
	return c.insist(ctx, func(ctx context.Context) error {
		p, err := c.Store.Permission(ctx, of.WorkspaceID, of.AccountID, of.ContactID)
		if err != nil || p.Version != before.Version {
			return err // a webhook or a call of ours brought news meanwhile: the answer may be the older
		}
		return c.savePermission(ctx, p, learnedFrom(p, answer, c.now()), "")
	})
}

// learnedFrom takes Meta's answer into a permission: what is granted, and until when requests are used up, which other
// systems of the business may have done.
func learnedFrom(p call.Permission, answer meta.CallPermissions, now time.Time) call.Permission {
	grant := call.None
	switch answer.Permission.Status {
	case meta.TemporaryPermission:
		grant = call.Temporary
	case meta.PermanentPermission:
		grant = call.Permanent
	}
	p = p.Learned(grant, answer.Permission.ExpirationTime.Time(), now)
	if requests, told := answer.Action(meta.ActionSendRequest); told && !requests.Can {
		for _, l := range requests.Limits {
			if until := l.LimitExpirationTime.Time(); l.CurrentUsage >= l.MaxAllowed && until.After(now) {
				p = p.RequestsUsedUp(l.TimePeriod, until, now)
			}
		}
	}
	return p
}
