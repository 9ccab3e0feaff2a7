package sandbox

import "ramal/internal/meta"

// The webhooks of the field account_update (Meta: Calling API, Call settings, Jul 2026).

func (t *tx) sendViolation(r restriction) {
	v := violations()[r.Type]
	t.send(meta.FieldAccountUpdate, PhoneNumberID, meta.AccountUpdate{
		Event:         meta.AccountViolation,
		ViolationInfo: &meta.ViolationInfo{ViolationType: v.name, Remediation: v.remedyOf},
	})
}

func (t *tx) sendRestriction(r restriction) {
	t.send(meta.FieldAccountUpdate, PhoneNumberID, meta.AccountUpdate{
		Event: meta.AccountRestriction,
		RestrictionInfo: []meta.RestrictionInfo{{
			RestrictionType: r.Type, Expiration: meta.Int64(r.Expiration), Remediation: violations()[r.Type].remedyAfter,
		}},
	})
}
