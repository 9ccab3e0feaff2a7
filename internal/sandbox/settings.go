package sandbox

import (
	"encoding/json"
	"net/http"

	"ramal/internal/meta"
)

const (
	enabled  = string(meta.Enabled)
	disabled = string(meta.Disabled)
	notSet   = string(meta.NotSet)
)

// settings are the number's, as Meta's page "Call settings" describes them. What is not about calls is kept as it came.
type settings struct {
	Calling    callingSettings `json:"calling"`
	Identity   json.RawMessage `json:"user_identity_change,omitempty"`
	Encryption json.RawMessage `json:"payload_encryption,omitempty"`
	Storage    json.RawMessage `json:"storage_configuration,omitempty"`
}

type callingSettings struct {
	Status                   string             `json:"status"`
	CallIconVisibility       string             `json:"call_icon_visibility"`
	CallbackPermissionStatus string             `json:"callback_permission_status"`
	CallHours                *callHours         `json:"call_hours,omitempty"`
	CallIcons                *callIcons         `json:"call_icons,omitempty"`
	SRTPKeyExchangeProtocol  string             `json:"srtp_key_exchange_protocol,omitempty"`
	Audio                    *audioSettings     `json:"audio,omitempty"`
	Voicemail                *voicemailSettings `json:"voicemail,omitempty"`
	SIP                      *sipSettings       `json:"sip,omitempty"`
	Restrictions             *meta.Restrictions `json:"restrictions,omitempty"` // shown, never stored here
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
		Storage: json.RawMessage(`{"status":"DEFAULT"}`),
	}
}

func (s *settings) enabled() bool { return s.Calling.Status == enabled }

func (s *Server) getSettings(r *graphRequest) (any, *graphError) {
	credentials := r.URL.Query().Get("include_sip_credentials") == "true"
	var out settings
	s.must(func(t *tx) { out = t.settingsView(credentials) })
	return out, nil
}

// settingsView is what GET shows: restrictions while they are in force, and the SIP password only when it is asked for.
func (t *tx) settingsView(credentials bool) settings {
	out := t.Settings
	if c := &out.Calling; c.SIP != nil && !credentials {
		c.SIP = c.SIP.withoutCredentials()
	}
	if in := t.restrictions(); len(in) > 0 {
		list := &meta.Restrictions{}
		for _, r := range in {
			list.List = append(list.List, meta.Restriction{Type: r.Type, Reason: r.Reason, Expiration: meta.Int64(r.Expiration)})
		}
		out.Calling.Restrictions = list
	}
	return out
}

func (s *Server) postSettings(r *graphRequest) (any, *graphError) {
	var body map[string]json.RawMessage
	if err := r.decode(&body); err != nil {
		return nil, err
	}
	feature := ""
	for _, name := range []string{"calling", "user_identity_change", "payload_encryption", "storage_configuration"} {
		if _, there := body[name]; !there {
			continue
		}
		if feature != "" {
			return nil, fault(meta.CodeInvalidParameter).details("Only one feature can be updated in a request")
		}
		feature = name
	}
	var fail *graphError
	inner := graphRequest{Request: r.Request, s: s, body: body[feature]}
	switch feature {
	case "":
		fail = parameter("The parameter calling is required.")
	case "calling":
		fail = s.updateCalling(&inner)
	default:
		fail = s.updateFeature(feature, &inner)
	}
	if fail != nil {
		return nil, fail
	}
	return meta.Success{Success: true}, nil
}

// updateCalling changes what is sent of the calling settings and tells the business of it, if that is one of the observed ones.
func (s *Server) updateCalling(r *graphRequest) *graphError {
	var u callingUpdate
	fail := r.decode(&u)
	if fail != nil {
		return fail
	}
	s.must(func(t *tx) {
		next := t.Settings.Calling
		if fail = u.apply(t, &next); fail != nil {
			return
		}
		before := t.Settings.Calling.observed()
		t.Settings.Calling = next
		if before != next.observed() {
			t.sendSettings()
		}
		t.watchHours()
		t.showAll()
	})
	return fail
}

// updateFeature keeps a feature that has nothing to do with calls, so that it can be read again. Nothing here follows it.
func (s *Server) updateFeature(name string, r *graphRequest) *graphError {
	var value map[string]json.RawMessage
	if err := r.decode(&value); err != nil {
		return err
	}
	key := map[string]string{
		"user_identity_change": "enable_identity_key_check", "payload_encryption": "status", "storage_configuration": "status",
	}[name]
	if _, there := value[key]; !there {
		return parameter("The parameter %s[%s] is required.", name, key)
	}
	s.must(func(t *tx) {
		switch name {
		case "user_identity_change":
			t.Settings.Identity = r.body
		case "payload_encryption":
			t.Settings.Encryption = r.body
		default:
			t.Settings.Storage = r.body
		}
	})
	return nil
}

// observed are the settings whose change Meta reports, and no others.
func (c *callingSettings) observed() [5]string {
	sip := ""
	if c.SIP != nil {
		sip = c.SIP.Status
	}
	return [...]string{c.Status, c.CallIconVisibility, c.CallbackPermissionStatus, c.SRTPKeyExchangeProtocol, sip}
}

// mayEnable is what must be in place before a number can take calls with these settings (Meta: Calling API, overview,
// prerequisites, and Troubleshooting).
func (t *tx) mayEnable(c *callingSettings) *graphError {
	switch {
	case t.Account.MessagingLimit < minMessagingLimit && !t.Account.TestNumber:
		return fault(meta.CodeMessagingLimit).details("The messaging limit of the business is below %d", minMessagingLimit)
	case !t.hears(meta.FieldCalls) && !c.SIP.on():
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
