package sandbox

import (
	"slices"
	"time"

	"ramal/internal/meta"
)

// restriction is something that Meta has switched off for low quality (Meta: Calling API, Call settings, Jul 2026).
type restriction struct {
	Type       string `json:"type" enum:"RESTRICTED_BUSINESS_INITIATED_CALLING,RESTRICTED_USER_INITIATED_CALLING,RESTRICTED_USER_INITIATED_CALLING_CALL_BUTTON_HIDDEN" doc:"What is switched off."`
	Expiration int64  `json:"expiration_unix,omitempty" doc:"When it ends by itself, in Unix seconds: in 7 days when left out. The hidden call button has no end."`
	Reason     string `json:"reason,omitempty" doc:"As the settings show it."`
}

// pauseLife is how long a pause of calling lasts.
const pauseLife = 7 * 24 * time.Hour

// violation is what led to a restriction. The words of the remediations are ours: Meta's pages give none.
type violation struct {
	name, reason          string
	remedyOf, remedyAfter string // of the violation, of the restriction
}

// violations are the three pairs that Meta's page "Call settings" lists. Only the low pick-up rate comes with a remediation,
// and its restriction has no end.
func violations() map[string]violation {
	const pickUp = "Answer more of the calls that users make to you, or set call hours so that they call only when somebody is there."
	return map[string]violation{
		meta.RestrictedBusinessCalls: {name: meta.ViolationBusinessCalls, reason: "low quality feedback"},
		meta.RestrictedUserCalls:     {name: meta.ViolationUserCalls, reason: "low quality feedback"},
		meta.RestrictedCallButton:    {name: meta.ViolationPickUpRate, reason: "low pick-up rate", remedyOf: pickUp, remedyAfter: pickUp},
	}
}

// ofQuality says whether it is the pause that the account's quality brings.
func (r restriction) ofQuality() bool { return r.Type == meta.RestrictedBusinessCalls }

func (r restriction) over(now time.Time) bool { return r.Expiration != 0 && now.Unix() >= r.Expiration }

// pause is what low quality brings: no calls of the business for 7 days.
func (t *tx) pause() restriction {
	return restriction{
		Type: meta.RestrictedBusinessCalls, Expiration: t.now.Add(pauseLife).Unix(),
		Reason: violations()[meta.RestrictedBusinessCalls].reason,
	}
}

// restrictions are those in force.
func (t *tx) restrictions() []restriction {
	in := []restriction{}
	for _, r := range t.Account.Restrictions {
		if !r.over(t.now) {
			in = append(in, r)
		}
	}
	return in
}

func (t *tx) restricted(what string) bool {
	return slices.ContainsFunc(t.restrictions(), func(r restriction) bool { return r.Type == what })
}

// completed fills in what a list of restrictions leaves open.
func (t *tx) completed(list []restriction) ([]restriction, *badInput) {
	out := []restriction{}
	for _, r := range list {
		v, known := violations()[r.Type]
		switch {
		case !known:
			return nil, bad("restrictions", "a restriction's type must be RESTRICTED_BUSINESS_INITIATED_CALLING, "+
				"RESTRICTED_USER_INITIATED_CALLING or RESTRICTED_USER_INITIATED_CALLING_CALL_BUTTON_HIDDEN")
		case slices.ContainsFunc(out, func(o restriction) bool { return o.Type == r.Type }):
			return nil, bad("restrictions", "a restriction can be in force once only")
		case r.Expiration != 0 && r.over(t.now):
			return nil, bad("restrictions", "a restriction's expiration_unix must be in the future")
		}
		if r.Reason == "" {
			r.Reason = v.reason
		}
		if r.Expiration == 0 && v.remedyAfter == "" {
			r.Expiration = t.now.Add(pauseLife).Unix()
		}
		out = append(out, r)
	}
	return out, nil
}

// restrict puts a list in force. What is new in it is told to the business by two webhooks: the violation and what follows.
func (t *tx) restrict(list []restriction) {
	old := t.restrictions()
	t.Account.Restrictions = list
	t.rate()
	for _, r := range list {
		was := slices.IndexFunc(old, func(o restriction) bool { return o.Type == r.Type })
		if was < 0 {
			t.sendViolation(r)
		}
		if was < 0 || old[was].Expiration != r.Expiration {
			t.sendRestriction(r)
			t.liftLater(r)
		}
	}
}

// liftLater ends a pause by itself. Meta documents no webhook for that.
func (t *tx) liftLater(r restriction) {
	if r.Expiration == 0 {
		return
	}
	t.in(time.Unix(r.Expiration, 0).Sub(t.now), func(t *tx) {
		t.Account.Restrictions = t.restrictions()
		t.rate()
		t.showAll()
	})
}

// rate keeps the quality in step with the pause that it stands for.
func (t *tx) rate() {
	t.Account.Quality = qualityNormal
	if slices.ContainsFunc(t.Account.Restrictions, restriction.ofQuality) {
		t.Account.Quality = qualityLow
	}
}
