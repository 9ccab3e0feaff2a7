package org

import (
	"slices"
	"time"
)

// Calling is what is known of an account's calling at Meta beyond whether it is on: settings that somebody may change
// elsewhere, and what Meta has restricted (Meta: Calling API, Call settings, Jul 2026). It is Meta's, and only kept here.
type Calling struct {
	IconHidden   bool          // customers see no call icon; other roads to a call stay open
	Callback     bool          // a customer's call allows calls to them for a week
	KnownAt      time.Time     // Meta's time of the newest report; an older one that comes late is not news
	Restrictions []Restriction // newest last; what is over is dropped when another comes
	Version      int64         // of these facts; saving needs the one that was read
}

// RestrictionKind is what Meta has restricted.
type RestrictionKind string

// The kinds.
const (
	BusinessCalls RestrictionKind = "business_calls" // calls and call requests to customers
	CustomerCalls RestrictionKind = "customer_calls" // calls from customers
	CallButton    RestrictionKind = "call_button"    // customers see no call button
)

// WarningLife is how long a warning is shown: as long as the pause that may follow it.
const WarningLife = PauseLife

// PauseLife is how long a pause lasts where Meta does not say (Meta: Calling API, Call settings: 7 days).
const PauseLife = 7 * 24 * time.Hour

// Restriction is a pause of calling for low quality, or the warning before it.
type Restriction struct {
	Kind        RestrictionKind
	Warning     bool      // nothing is paused yet
	Reason      string    // Meta's words or code: "low quality feedback"
	Remediation string    // what Meta says would help
	Since       time.Time // when it became known here
	Until       time.Time // zero when Meta has not said: it stands until a report without it
}

// over reports whether the restriction has ended by itself.
func (r Restriction) over(now time.Time) bool { return !r.Until.IsZero() && !now.Before(r.Until) }

// customers reports whether it is about calls from customers, whatever form it takes.
func (k RestrictionKind) customers() bool { return k != BusinessCalls }

// InForce lists the restrictions and warnings that have not ended at now.
func (c Calling) InForce(now time.Time) []Restriction {
	return slices.DeleteFunc(slices.Clone(c.Restrictions), func(r Restriction) bool { return r.over(now) })
}

// Paused returns the pause of the kind that is in force at now.
func (c Calling) Paused(kind RestrictionKind, now time.Time) (Restriction, bool) {
	for _, r := range c.Restrictions {
		if r.Kind == kind && !r.Warning && !r.over(now) {
			return r, true
		}
	}
	return Restriction{}, false
}

// With adds a restriction or a warning; r.Since is now. News that comes late does not shorten: of two of a kind the later end
// counts. A pause takes over the words of the warning before it, and a warning beside a pause only lends it its words.
func (c Calling) With(r Restriction) Calling {
	standing := c.InForce(r.Since)
	beside := func(k Restriction) bool { return k.Warning != r.Warning && k.Kind.customers() == r.Kind.customers() }
	if i := slices.IndexFunc(standing, beside); i >= 0 {
		if r.Warning {
			standing[i] = standing[i].with(r)
			c.Restrictions = standing
			return c
		}
		r = r.with(standing[i])
		standing = slices.Delete(standing, i, i+1)
	}
	if i := slices.IndexFunc(standing, func(k Restriction) bool { return k.Kind == r.Kind && k.Warning == r.Warning }); i >= 0 {
		r = r.with(standing[i])
		r.Since, r.Until = standing[i].Since, latest(standing[i].Until, r.Until)
		standing = slices.Delete(standing, i, i+1)
	}
	standing = append(standing, r)
	c.Restrictions = standing
	return c
}

// with fills in the words that r lacks.
func (r Restriction) with(other Restriction) Restriction {
	if r.Reason == "" {
		r.Reason = other.Reason
	}
	if r.Remediation == "" {
		r.Remediation = other.Remediation
	}
	return r
}

// CallingReport is what Meta said about an account's calling: by a webhook, which names what it names, or when it was asked.
type CallingReport struct {
	At         time.Time // Meta's time; when it was asked, the time of asking
	Enabled    *bool     // nil where it does not say
	IconHidden *bool
	Callback   *bool
	// Whole says that Restrictions are all that stand; otherwise nothing is said about them.
	Whole        bool
	Restrictions []Restriction
}

// Reported takes a report. It is false, and nothing changes, for one that is older than what is known; Meta's times have
// whole seconds.
func (a Account) Reported(r CallingReport) (Account, bool) {
	if r.At.Before(a.Calling.KnownAt.Truncate(time.Second)) {
		return a, false
	}
	a.Calling.KnownAt = latest(a.Calling.KnownAt, r.At)
	set(&a.CallingEnabled, r.Enabled)
	set(&a.Calling.IconHidden, r.IconHidden)
	set(&a.Calling.Callback, r.Callback)
	if !r.Whole {
		return a, true
	}
	known := a.Calling.InForce(r.At)
	a.Calling.Restrictions = slices.DeleteFunc(slices.Clone(known), func(k Restriction) bool { return !k.Warning })
	for _, stands := range r.Restrictions {
		stands.Since = r.At
		if i := slices.IndexFunc(known, func(k Restriction) bool { return k.Kind == stands.Kind && !k.Warning }); i >= 0 {
			stands = stands.with(known[i])
			stands.Since = known[i].Since
		}
		a.Calling = a.Calling.With(stands)
	}
	return a, true
}

func set(to, from *bool) {
	if from != nil {
		*to = *from
	}
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
