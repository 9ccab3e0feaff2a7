package sandbox

import (
	"strings"

	"ramal/internal/meta"
)

// callingUpdate is what a POST may carry. What is absent keeps its value, but call_hours is replaced as a whole.
type callingUpdate struct {
	Status                   *string          `json:"status"`
	CallIconVisibility       *string          `json:"call_icon_visibility"`
	CallbackPermissionStatus *string          `json:"callback_permission_status"`
	CallHours                *callHours       `json:"call_hours"`
	CallIcons                *callIcons       `json:"call_icons"`
	SRTPKeyExchangeProtocol  *string          `json:"srtp_key_exchange_protocol"`
	Audio                    *audioSettings   `json:"audio"`
	Voicemail                *voicemailUpdate `json:"voicemail"`
	SIP                      *sipUpdate       `json:"sip"`
}

// choice sets an enumerated setting, if the update has it. The guides' values are upper case; the lower-case ones of the
// generated reference are refused, because a client that sends them follows the page that is wrong.
func choice(name string, value *string, into *string, values ...string) *graphError {
	if value == nil {
		return nil
	}
	if !oneOf(*value, values) {
		return parameter("Param calling%s must be one of {%s} - got %q.", name, strings.Join(values, ", "), *value)
	}
	*into = *value
	return nil
}

// subset checks a list of enumerated values.
func subset(name string, list []string, values ...string) *graphError {
	for _, v := range list {
		if !oneOf(v, values) {
			return parameter("Param calling%s must be one of {%s} - got %q.", name, strings.Join(values, ", "), v)
		}
	}
	return nil
}

// apply changes a copy of the settings, or says what is wrong with the update. Nothing that the old settings point to may
// change.
func (u *callingUpdate) apply(t *tx, c *callingSettings) *graphError {
	// SDES is kept and shown, but the audio stays DTLS: the sandbox speaks nothing else.
	for _, err := range []*graphError{
		choice("[status]", u.Status, &c.Status, enabled, disabled),
		choice("[call_icon_visibility]", u.CallIconVisibility, &c.CallIconVisibility, meta.IconsDefault, meta.IconsDisableAll),
		choice("[callback_permission_status]", u.CallbackPermissionStatus, &c.CallbackPermissionStatus, enabled, disabled),
		choice("[srtp_key_exchange_protocol]", u.SRTPKeyExchangeProtocol, &c.SRTPKeyExchangeProtocol, "DTLS", "SDES"),
	} {
		if err != nil {
			return err
		}
	}
	if u.CallIcons != nil {
		for _, code := range u.CallIcons.RestrictToUserCountries {
			if !countryPattern.MatchString(code) {
				return parameter("Param calling[call_icons][restrict_to_user_countries] must hold ISO 3166 alpha-2 codes - got %q.", code)
			}
		}
		c.CallIcons = &callIcons{RestrictToUserCountries: append([]string{}, u.CallIcons.RestrictToUserCountries...)}
	}
	if u.Audio != nil {
		if err := subset("[audio][additional_codecs]", u.Audio.AdditionalCodecs, "PCMA", "PCMU"); err != nil {
			return err
		}
		c.Audio = &audioSettings{AdditionalCodecs: append([]string{}, u.Audio.AdditionalCodecs...)}
	}
	if u.CallHours != nil {
		u.CallHours.normalize()
		if err := u.CallHours.check(t.now); err != nil {
			return err
		}
		c.CallHours = u.CallHours
	}
	if err := u.Voicemail.apply(t, c); err != nil {
		return err
	}
	if err := u.SIP.apply(t, c); err != nil {
		return err
	}
	if u.Status != nil && *u.Status == enabled {
		return t.mayEnable(c)
	}
	return nil
}

func oneOf(s string, values []string) bool {
	for _, v := range values {
		if s == v {
			return true
		}
	}
	return false
}
