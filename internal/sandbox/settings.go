package sandbox

import (
	"encoding/json"
	"net/http"
	"strings"

	"ramal/internal/meta"
)

const (
	enabled  = string(meta.Enabled)
	disabled = string(meta.Disabled)
	notSet   = string(meta.NotSet)
)

// settings are the number's, as Meta's page "Call settings" describes them.
type settings struct {
	Calling callingSettings  `json:"calling"`
	Storage *storageSettings `json:"storage_configuration,omitempty"`
}

type storageSettings struct {
	Status string `json:"status"`
}

type callingSettings struct {
	Status                   string         `json:"status"`
	CallIconVisibility       string         `json:"call_icon_visibility"`
	CallbackPermissionStatus string         `json:"callback_permission_status"`
	CallHours                *callHours     `json:"call_hours,omitempty"`
	CallIcons                *callIcons     `json:"call_icons,omitempty"`
	SRTPKeyExchangeProtocol  string         `json:"srtp_key_exchange_protocol,omitempty"`
	Audio                    *audioSettings `json:"audio,omitempty"`
}

type callIcons struct {
	RestrictToUserCountries []string `json:"restrict_to_user_countries"`
}

type audioSettings struct {
	AdditionalCodecs []string `json:"additional_codecs"`
}

// newSettings is a number that was never configured, as practice shows it.
func newSettings() settings {
	return settings{
		Calling: callingSettings{Status: notSet, CallIconVisibility: notSet, CallbackPermissionStatus: notSet},
		Storage: &storageSettings{Status: "DEFAULT"},
	}
}

func (s settings) enabled() bool { return s.Calling.Status == enabled }

// callingUpdate is what a POST may carry. What is absent keeps its value, but call_hours is replaced as a whole.
type callingUpdate struct {
	Status                   *string         `json:"status"`
	CallIconVisibility       *string         `json:"call_icon_visibility"`
	CallbackPermissionStatus *string         `json:"callback_permission_status"`
	CallHours                *callHours      `json:"call_hours"`
	CallIcons                *callIcons      `json:"call_icons"`
	SRTPKeyExchangeProtocol  *string         `json:"srtp_key_exchange_protocol"`
	Audio                    *audioSettings  `json:"audio"`
	SIP                      json.RawMessage `json:"sip"`
	Voicemail                json.RawMessage `json:"voicemail"`
}

func (s *Server) getSettings(*graphRequest) (any, *graphError) {
	var out settings
	s.must(func(t *tx) { out = t.Settings })
	return out, nil
}

func (s *Server) postSettings(r *graphRequest) (any, *graphError) {
	var features map[string]json.RawMessage
	if err := r.decode(&features); err != nil {
		return nil, err
	}
	raw, ok := features["calling"]
	switch {
	case !ok:
		return nil, parameter("The parameter calling is required.").details("Other settings than calling are not part of this sandbox")
	case len(features) > 1:
		return nil, fault(meta.CodeInvalidParameter).details("Only one feature can be updated in a request")
	}
	var u callingUpdate
	inner := graphRequest{Request: r.Request, s: s, body: raw}
	if err := inner.decode(&u); err != nil {
		return nil, err
	}
	var fail *graphError
	s.must(func(t *tx) {
		if fail = u.check(t); fail == nil {
			before := t.Settings.Calling
			u.apply(&t.Settings.Calling)
			if before.observed() != t.Settings.Calling.observed() {
				t.sendSettings()
			}
			t.watchHours()
			t.showAll()
		}
	})
	if fail != nil {
		return nil, fail
	}
	return meta.Success{Success: true}, nil
}

// observed are the settings whose change Meta reports.
func (c callingSettings) observed() [4]string {
	return [...]string{c.Status, c.CallIconVisibility, c.CallbackPermissionStatus, c.SRTPKeyExchangeProtocol}
}

func (u callingUpdate) check(t *tx) *graphError {
	enums := []struct {
		name   string
		value  *string
		values []string
	}{
		{"status", u.Status, []string{enabled, disabled}},
		{"call_icon_visibility", u.CallIconVisibility, []string{meta.IconsDefault, meta.IconsDisableAll}},
		{"callback_permission_status", u.CallbackPermissionStatus, []string{enabled, disabled}},
		{"srtp_key_exchange_protocol", u.SRTPKeyExchangeProtocol, []string{"DTLS", "SDES"}},
	}
	for _, e := range enums {
		if e.value != nil && !oneOf(*e.value, e.values) {
			return parameter("Param calling[%s] must be one of {%s} - got %q.", e.name, strings.Join(e.values, ", "), *e.value)
		}
	}
	if u.SRTPKeyExchangeProtocol != nil && *u.SRTPKeyExchangeProtocol == "SDES" {
		return notHere("srtp_key_exchange_protocol SDES")
	}
	if u.SIP != nil {
		return notHere("sip")
	}
	if u.Voicemail != nil {
		return notHere("voicemail")
	}
	if u.CallIcons != nil {
		for _, c := range u.CallIcons.RestrictToUserCountries {
			if !countryPattern.MatchString(c) {
				return parameter("Param calling[call_icons][restrict_to_user_countries] must hold ISO 3166 alpha-2 codes - got %q.", c)
			}
		}
	}
	if u.Audio != nil {
		for _, c := range u.Audio.AdditionalCodecs {
			if !oneOf(c, []string{"PCMA", "PCMU"}) {
				return parameter("Param calling[audio][additional_codecs] must be one of {PCMA, PCMU} - got %q.", c)
			}
		}
	}
	if u.CallHours != nil {
		u.CallHours.normalize()
		if err := u.CallHours.check(t.now); err != nil {
			return err
		}
	}
	if u.Status != nil && *u.Status == enabled {
		return t.mayEnable()
	}
	return nil
}

// mayEnable is what must be in place before a number can take calls.
func (t *tx) mayEnable() *graphError {
	switch {
	case t.Account.MessagingLimit < minMessagingLimit && !t.Account.TestNumber:
		return fault(meta.CodeMessagingLimit).details("The messaging limit of the business is below %d", minMessagingLimit)
	case !t.Webhook.subscribed(meta.FieldCalls):
		return fault(meta.CodePrerequisites).details("No webhook is subscribed to the field calls and SIP is not configured")
	}
	return nil
}

// notHere refuses what Meta takes and this sandbox does not play, rather than to pretend that it does.
func notHere(what string) *graphError {
	e := fault(meta.CodeInvalidParameter).details("%s is not part of this sandbox", what)
	e.HTTPStatus = http.StatusNotImplemented
	return e
}

func (u callingUpdate) apply(c *callingSettings) {
	set := func(dst, src *string) {
		if src != nil {
			*dst = *src
		}
	}
	set(&c.Status, u.Status)
	set(&c.CallIconVisibility, u.CallIconVisibility)
	set(&c.CallbackPermissionStatus, u.CallbackPermissionStatus)
	set(&c.SRTPKeyExchangeProtocol, u.SRTPKeyExchangeProtocol)
	if u.CallHours != nil {
		c.CallHours = u.CallHours
	}
	if u.CallIcons != nil {
		c.CallIcons = u.CallIcons
	}
	if u.Audio != nil {
		c.Audio = u.Audio
	}
}

func oneOf(s string, values []string) bool {
	for _, v := range values {
		if s == v {
			return true
		}
	}
	return false
}
