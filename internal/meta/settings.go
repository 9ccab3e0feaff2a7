package meta

import "encoding/json"

// Toggle is ENABLED, DISABLED or NOT_SET, always upper case once decoded. What Meta adds later is kept.
type Toggle string

// The positions of a Toggle. A number that was never configured answers NOT_SET.
const (
	Enabled  Toggle = "ENABLED"
	Disabled Toggle = "DISABLED"
	NotSet   Toggle = "NOT_SET"
)

// UnmarshalText upper-cases the value.
func (t *Toggle) UnmarshalText(b []byte) error { *t = Toggle(upper(b)); return nil }

// Settings is the body of GET and POST /{phone-number-id}/settings (Meta: Calling API, Call settings, Jul 2026). A POST
// carries one feature. Features other than calling are kept as they came.
type Settings struct {
	Calling              *CallingSettings `json:"calling,omitempty"`
	UserIdentityChange   json.RawMessage  `json:"user_identity_change,omitempty"`
	PayloadEncryption    json.RawMessage  `json:"payload_encryption,omitempty"`
	StorageConfiguration json.RawMessage  `json:"storage_configuration,omitempty"`
}

// CallingSettings is the calling feature of a phone number (Meta: Calling API, Call settings, Jul 2026). In an update, what
// is absent keeps its value; CallHours is replaced whole. A nil list is absent, an empty one clears.
//
// Errors of an update: 100, 138015 (messaging limit below 2,000), 138018 (no calls subscription and no SIP).
type CallingSettings struct {
	Status                   Toggle          `json:"status,omitempty"`
	CallIconVisibility       string          `json:"call_icon_visibility,omitempty"` // DEFAULT, DISABLE_ALL, NOT_SET
	CallIcons                *CallIcons      `json:"call_icons,omitempty"`
	CallHours                *CallHours      `json:"call_hours,omitempty"`
	CallbackPermissionStatus Toggle          `json:"callback_permission_status,omitempty"`
	SRTPKeyExchangeProtocol  string          `json:"srtp_key_exchange_protocol,omitempty"` // DTLS, SDES
	Audio                    *AudioSettings  `json:"audio,omitempty"`
	Voicemail                *Voicemail      `json:"voicemail,omitempty"`
	SIP                      *SIPSettings    `json:"sip,omitempty"`
	Restrictions             *Restrictions   `json:"restrictions,omitempty"` // answers only, while one is in force
	Video                    json.RawMessage `json:"video,omitempty"`        // in the generated reference only; kept as it came
}

// The values of CallIconVisibility.
const (
	IconsDefault    = "DEFAULT"
	IconsDisableAll = "DISABLE_ALL"
)

// CallIcons limits the call icon to users whose number is of these countries (ISO 3166 alpha-2); empty is no limit.
type CallIcons struct {
	RestrictToUserCountries []string `json:"restrict_to_user_countries,omitzero"`
}

// CallHours says when users can call. DISABLED is always open; a missing day is closed.
type CallHours struct {
	Status               Toggle         `json:"status,omitempty"`
	TimezoneID           string         `json:"timezone_id,omitempty"` // IANA
	WeeklyOperatingHours []WeekdayHours `json:"weekly_operating_hours,omitzero"`
	HolidaySchedule      []HolidayHours `json:"holiday_schedule,omitzero"`
}

// WeekdayHours is one opening: times are "HHMM"; at most two a day.
type WeekdayHours struct {
	DayOfWeek string `json:"day_of_week"` // MONDAY…SUNDAY
	OpenTime  string `json:"open_time"`
	CloseTime string `json:"close_time"`
}

// HolidayHours is the opening of one date (YYYY-MM-DD); times are "HHMM".
type HolidayHours struct {
	Date      string `json:"date"`
	StartTime string `json:"start_time"`
	EndTime   string `json:"end_time"`
}

// UnmarshalJSON also takes open_time and close_time: the guide's table has these names, its samples the others.
func (h *HolidayHours) UnmarshalJSON(raw []byte) error {
	type plain HolidayHours
	var v struct {
		plain
		Open  string `json:"open_time"`
		Close string `json:"close_time"`
	}
	err := lenient(raw, &v)
	*h = HolidayHours(v.plain)
	if h.StartTime == "" {
		h.StartTime = v.Open
	}
	if h.EndTime == "" {
		h.EndTime = v.Close
	}
	return err
}

// AudioSettings adds codecs to Opus, which is always on: PCMA, PCMU.
type AudioSettings struct {
	AdditionalCodecs []string `json:"additional_codecs,omitzero"`
}

// Voicemail answers callers when nobody does. Triggers are REJECT and TIMEOUT.
type Voicemail struct {
	Status   Toggle          `json:"status,omitempty"`
	Triggers []string        `json:"triggers,omitempty"`
	Audio    *VoicemailAudio `json:"audio,omitempty"`
}

// VoicemailAudio holds the announcement.
type VoicemailAudio struct {
	Default VoicemailAnnouncement `json:"default"`
}

// VoicemailAnnouncement is an uploaded Ogg/Opus file and how long it rings first: 0 to 30 seconds, for TIMEOUT only.
type VoicemailAnnouncement struct {
	AnnouncementMediaID Int64  `json:"announcement_media_id,omitempty"`
	TimeoutSeconds      *Int64 `json:"timeout_seconds,omitempty"`
}

// SIPSettings is SIP signalling (Meta: Calling API, SIP, Sep 2026). While it is enabled, POST /calls answers 131055.
type SIPSettings struct {
	Status          Toggle      `json:"status,omitempty"`
	WebhookDelivery Toggle      `json:"webhook_delivery,omitempty"`
	Servers         []SIPServer `json:"servers,omitzero"`
}

// SIPServer is the business's SIP server. UserPassword and AppID come only when asked for.
type SIPServer struct {
	AppID                string            `json:"app_id,omitempty"`
	Hostname             string            `json:"hostname"`
	Port                 Int64             `json:"port,omitempty"` // 5061 when absent
	RequestURIUserParams map[string]string `json:"request_uri_user_params,omitempty"`
	UserPassword         string            `json:"sip_user_password,omitempty"`
}

// Restrictions lists what Meta has switched off for low quality.
type Restrictions struct {
	List []Restriction `json:"restrictions_list"`
}

// Restriction is one pause of calling. Expiration is in Unix seconds.
type Restriction struct {
	Type       string `json:"type"`
	Reason     string `json:"reason,omitempty"`
	Expiration Int64  `json:"expiration,omitempty"`
}

// UnmarshalJSON also takes the name restriction_list, which the guide's table has.
func (r *Restrictions) UnmarshalJSON(raw []byte) error {
	var v struct {
		List  []Restriction `json:"restrictions_list"`
		Table []Restriction `json:"restriction_list"`
	}
	err := lenient(raw, &v)
	r.List = v.List
	if r.List == nil {
		r.List = v.Table
	}
	return err
}

// Success is the answer of a POST that makes nothing.
type Success struct {
	Success bool `json:"success"`
}
