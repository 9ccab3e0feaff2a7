package call

import (
	"slices"
	"time"
)

// Meta's rules of call permissions (Meta: Calling API, User call permissions, June 2026).
const (
	// GrantLife is how long a temporary permission lasts from the approval: 7 × 86,400 s.
	GrantLife = 168 * time.Hour
	// RequestLife is how long a request can be answered when nobody does. Meta counts from the delivery, we from sending.
	RequestLife = 7 * 24 * time.Hour

	requestsPerDay  = 1   // within 24 h, free-form and template together
	requestsPerWeek = 2   // within 7 d
	callsPerDay     = 100 // picked up, business-initiated, within 24 h
	revokeAfter     = 4   // business-initiated calls not picked up in a row

	day  = 24 * time.Hour
	week = 7 * day
)

// The states of an authorization, as people see it.
const (
	StateNone      = "none"
	StateAsked     = "asked"
	StateTemporary = "temporary"
	StatePermanent = "permanent"
	StateDeclined  = "declined"
	StateRevoked   = "revoked"
	StateExpired   = "expired"
)

// State returns what the authorization is at now: one of the State constants. What is granted counts more than what is
// asked; a request that nobody answered in time counts as never sent.
func (p Permission) State(now time.Time) string {
	switch {
	case p.Grant == Permanent:
		return StatePermanent
	case p.Grant == Temporary && now.Before(p.ExpiresAt):
		return StateTemporary
	case p.pending(now):
		return StateAsked
	case p.Grant == Temporary:
		return StateExpired
	case p.Answer == Denied:
		return StateDeclined
	case p.Answer == Revoked:
		return StateRevoked
	default:
		return StateNone
	}
}

// Until returns when the state that State tells ends by itself; zero when it does not.
func (p Permission) Until(now time.Time) time.Time {
	switch p.State(now) {
	case StateTemporary:
		return p.ExpiresAt
	case StateAsked:
		return p.AskedAt.Add(RequestLife)
	default:
		return time.Time{}
	}
}

// Callable reports whether the contact allows calls at now. The limit of calls is NextCallAt's.
func (p Permission) Callable(now time.Time) bool {
	s := p.State(now)
	return s == StateTemporary || s == StatePermanent
}

// pending reports whether a request is out that the contact can still answer.
func (p Permission) pending(now time.Time) bool {
	return p.Answer == Asked && now.Before(p.AskedAt.Add(RequestLife))
}

// NextRequestAt returns when the next call request may be sent; zero when it may be sent at now.
func (p Permission) NextRequestAt(now time.Time) time.Time {
	return latest(free(p.Requests, requestsPerDay, day, now), free(p.Requests, requestsPerWeek, week, now))
}

// NextCallAt returns when the limit of calls allows the next one; zero when it does at now.
func (p Permission) NextCallAt(now time.Time) time.Time {
	return free(p.Connected, callsPerDay, day, now)
}

// free returns when fewer than n of the times lie within the window before; zero when that is so at now.
func free(times []time.Time, n int, window time.Duration, now time.Time) time.Time {
	if len(times) < n {
		return time.Time{}
	}
	at := times[len(times)-n].Add(window)
	if !at.After(now) {
		return time.Time{}
	}
	return at
}

// RequestSent records a call request, with Meta's id where it is known already. The answer may have overtaken it; then
// only the limits count it.
func (p Permission) RequestSent(wamid string, at time.Time) Permission {
	if p.Answer == Asked && p.RequestID == wamid && wamid != "" {
		return p
	}
	p.Requests = within(p.Requests, at, week)
	p.AskedAt = at
	if wamid == "" || p.RequestID != wamid || p.Answer == NotAsked {
		p.RequestID = wamid
		p.Answer = Asked
	}
	return p.touched(at)
}

// Reply is a contact's answer, or Meta's own change of the permission (Meta: Calling API, User call permissions, webhook
// call_permission_reply).
type Reply struct {
	Accept    bool
	Permanent bool
	ExpiresAt time.Time // of a temporary permission; zero when Meta did not say
	At        time.Time // Meta's timestamp
	Request   string    // the id that it refers to: the request's wamid, for a callback the call's wacid, else ""
	Automatic bool      // Meta's doing: a callback permission, or taken away after unanswered calls
}

// Replied records a reply. It is false, and nothing changes, for one that is older than what is known, and for an
// automatic grant that would take away from what the contact gave.
func (p Permission) Replied(r Reply) (Permission, bool) {
	if r.At.Before(p.RepliedAt) {
		return p, false
	}
	if r.Accept {
		return p.granted(r)
	}
	p.RepliedAt = r.At
	p.Grant = None
	p.ExpiresAt = time.Time{}
	p.Unanswered = 0
	switch {
	case r.Request == "":
		p.Answer = Revoked // in the business profile, or by Meta
	case r.Request != p.RequestID && p.Answer == Asked && r.At.Before(wholeSecond(p.AskedAt)):
		// An older request was declined; the newer one is still open.
	default:
		p.Answer = Denied
		p.RequestID = r.Request
	}
	return p.touched(r.At), true
}

func (p Permission) granted(r Reply) (Permission, bool) {
	expires := r.ExpiresAt
	if expires.IsZero() {
		expires = r.At.Add(GrantLife)
	}
	if r.Automatic && (p.Grant == Permanent || p.Grant == Temporary && !expires.After(p.ExpiresAt)) {
		return p, false
	}
	p.RepliedAt = r.At
	p.Answer = Agreed
	p.Unanswered = 0
	if r.Request != "" && !r.Automatic {
		p.RequestID = r.Request
	}
	p.Grant, p.ExpiresAt = Temporary, expires
	if r.Permanent {
		p.Grant, p.ExpiresAt = Permanent, time.Time{}
	}
	return p.touched(r.At), true
}

// CallConnected records that a call was picked up: the counters of requests and of unanswered calls start anew. Only
// calls of ours count for the limit of calls.
func (p Permission) CallConnected(d Direction, at time.Time) Permission {
	p.Requests = nil
	p.Unanswered = 0
	if d == Outbound {
		p.Connected = within(p.Connected, at, day)
	}
	return p.touched(at)
}

// CallMissed records that the contact did not pick up a call of ours. The fourth in a row takes the permission away, as
// Meta does; Meta's own word about it follows.
func (p Permission) CallMissed(at time.Time) Permission {
	p.Unanswered++
	if p.Unanswered >= revokeAfter {
		p.Grant = None
		p.ExpiresAt = time.Time{}
		p.Answer = Revoked
		p.RepliedAt = latest(p.RepliedAt, wholeSecond(at))
		p.Unanswered = 0
	}
	return p.touched(at)
}

// DeniedByMeta records that Meta knows no permission (138006), whatever we believed: it expired, or was taken back and
// the webhook is still to come.
func (p Permission) DeniedByMeta(at time.Time) Permission {
	p.Grant = None
	p.ExpiresAt = time.Time{}
	if p.Answer == Agreed {
		p.Answer = NotAsked
	}
	return p.touched(at)
}

// Learned records what Meta answered when it was asked for the permission. Nothing about who said what and when is in
// that answer, so only the grant changes.
func (p Permission) Learned(g Grant, expiresAt, at time.Time) Permission {
	if g == None {
		if p.Callable(at) {
			return p.DeniedByMeta(at)
		}
		return p
	}
	p.Grant, p.ExpiresAt = g, time.Time{}
	if g == Temporary {
		p.ExpiresAt = expiresAt
	}
	p.Answer = Agreed
	return p.touched(at)
}

// RequestsUsedUp records that Meta takes no call request until then, by its limit of a period (PT24H or P7D). The counters
// then say the same: what we counted is taken for what Meta counted, at Meta's time, and what is missing was sent by others.
func (p Permission) RequestsUsedUp(period string, until, at time.Time) Permission {
	n, window := requestsPerDay, day
	switch period {
	case "PT24H":
	case "P7D":
		n, window = requestsPerWeek, week
	default:
		return p
	}
	sent := until.Add(-window)
	times := slices.Clone(p.Requests)
	counted := slices.IndexFunc(times, func(t time.Time) bool { return t.Add(window).After(at) })
	if counted < 0 {
		counted = len(times)
	}
	for len(times)-counted < n {
		times = append(times, sent)
	}
	for i := len(times) - n; i < len(times); i++ {
		times[i] = latest(times[i], sent)
	}
	slices.SortFunc(times, time.Time.Compare)
	p.Requests = times
	return p
}

func (p Permission) touched(at time.Time) Permission {
	p.UpdatedAt = latest(p.UpdatedAt, at)
	return p
}

// within returns the times with at added, in order, without those that fell out of the window. The old slice stays.
func within(times []time.Time, at time.Time, window time.Duration) []time.Time {
	kept := append(slices.Clone(times), at)
	slices.SortFunc(kept, time.Time.Compare)
	newest := kept[len(kept)-1]
	return slices.DeleteFunc(kept, func(t time.Time) bool { return newest.Sub(t) >= window })
}

// wholeSecond makes a time of ours comparable with Meta's, which have no fractions.
func wholeSecond(t time.Time) time.Time { return t.Truncate(time.Second) }

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
