package sandbox

import "ramal/internal/meta"

// The webhooks of the fields account_update and account_settings_update (Meta: Calling API, Call settings, Jul 2026).

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

// sendSettings tells of a change of the five settings that are observed, whoever made it.
func (t *tx) sendSettings() {
	c := &t.Settings.Calling
	out := &meta.CallingSettings{
		Status: meta.Toggle(c.Status), CallIconVisibility: c.CallIconVisibility,
		CallbackPermissionStatus: meta.Toggle(c.CallbackPermissionStatus), SRTPKeyExchangeProtocol: c.SRTPKeyExchangeProtocol,
	}
	if c.SIP != nil {
		out.SIP = &meta.SIPSettings{Status: meta.Toggle(c.SIP.Status)}
	}
	t.send(meta.FieldAccountSettings, PhoneNumberID, meta.AccountSettingsUpdate{
		MessagingProduct: meta.Product, Timestamp: meta.At(t.now), Type: "phone_number_settings",
		PhoneNumberSettings: &meta.PhoneNumberSettings{PhoneNumberID: PhoneNumberID, Calling: out},
	})
}
