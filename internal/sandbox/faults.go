package sandbox

import (
	"slices"

	"ramal/internal/meta"
)

// faults are bad days on demand, and the places where Meta is known to differ from its own documentation. Counters count
// down to zero as they are used. The bounds in the tags are the rules: checkTags enforces them, and the OpenAPI document
// shows them.
type faults struct {
	// Webhooks on bad days.
	Drop    int    `json:"drop" minimum:"0" maximum:"1000000" doc:"The next so many webhooks never leave."`
	Double  int    `json:"double" minimum:"0" maximum:"1000000" doc:"The next so many webhooks are sent twice."`
	Reorder int    `json:"reorder" minimum:"0" maximum:"1000000" doc:"The next so many webhooks change places with the one behind them."`
	Batch   int    `json:"batch" minimum:"0" maximum:"1000" doc:"The next so many webhooks wait for each other, at most 10 seconds of the sandbox's clock, and go out in one POST of several entries, changes and events."`
	DelayMS int    `json:"delay_ms" minimum:"0" maximum:"1000000" doc:"Every webhook waits so many milliseconds of the sandbox's clock."`
	Lose    []loss `json:"lose,omitempty" required:"false" doc:"Single webhooks that never leave, each taken off the list when it was lost."`

	// Graph on bad days.
	GraphErrors  int    `json:"graph_errors" minimum:"0" maximum:"1000000" doc:"The next so many requests of Graph fail, and nothing is done."`
	GraphStatus  int    `json:"graph_status" enum:"500,503" doc:"The HTTP status with which they fail."`
	GraphDelayMS int    `json:"graph_delay_ms" minimum:"0" maximum:"1000000" doc:"Every request of Graph waits so many milliseconds."`
	GraphLost    int    `json:"graph_lost" minimum:"0" maximum:"1000000" doc:"The next so many POSTs to Graph that succeed are done, but their answer is lost: who repeats them does it twice."`
	GraphLostAs  string `json:"graph_lost_as" enum:"error,silence" doc:"What comes instead of a lost answer: an error of graph_status, or the connection breaks."`

	// Calls on bad days.
	CallErrors       int `json:"call_errors" minimum:"0" maximum:"1000000" doc:"The next so many calls that are picked up end as FAILED."`
	CallError        int `json:"call_error" enum:"138019,138020,138021,138022,138023" doc:"The error with which they end."`
	CallErrorAfterMS int `json:"call_error_after_ms" minimum:"0" maximum:"86400000" doc:"How long after the pick-up they end, in milliseconds."`

	Quirks

	PermissionReads int    `json:"permission_reads_per_second" minimum:"1" maximum:"100" doc:"How many call_permissions are answered in a second: Meta's newest page says 100, the older ones 5."`
	MissingScope    string `json:"missing_scope" enum:",whatsapp_business_management,whatsapp_business_messaging" doc:"A permission that the token lacks (code 10)."`
}

// Quirks are where Meta's pages contradict each other or practice. The zero value of none is the default: newFaults says what is.
type Quirks struct {
	SDPProfile        string `json:"sdp_profile" enum:",real-2025,doc" doc:"The form of Meta's SDP: as in practice since 2025, or as in the samples of the documentation; empty is as the sandbox was started (--profile)."`
	AnswerSetup       string `json:"answer_setup" enum:"active,passive,actpass" doc:"The a=setup of the SDP answer to a call of the business: documented is active, actpass was seen."`
	StatusCase        string `json:"status_case" enum:"upper,title" doc:"How webhooks spell the status of a call: COMPLETED, or Completed as in samples."`
	OmitContacts      bool   `json:"omit_contacts" doc:"The webhooks connect and terminate of business calls come without contacts, as seen."`
	StatusContacts    bool   `json:"status_contacts" doc:"The webhooks RINGING, ACCEPTED and REJECTED come with contacts, as one page says."`
	SwapFromTo        bool   `json:"swap_from_to" doc:"The webhook connect of a business call has from and to swapped, as in a sample."`
	OmitDirection     bool   `json:"omit_direction" doc:"The webhook connect of a user's call has no direction, as in a sample."`
	LegacyConnection  bool   `json:"legacy_connection" doc:"The webhook connect carries the SDP in the old field connection too."`
	PlusNumbers       bool   `json:"plus_numbers" doc:"display_phone_number and recipient_id begin with +, as in samples."`
	ContextFrom       string `json:"context_from" enum:"business,user" doc:"Whose number a reply names in context.from: the business's as usual, or the user's as in the samples of permission replies."`
	SettingsType      string `json:"settings_type" enum:"lower,upper" doc:"How account_settings_update spells its type: phone_number_settings, or PHONE_NUMBER_SETTINGS as in the table."`
	RestrictionsName  string `json:"restrictions_name" enum:"restrictions_list,restriction_list" doc:"What the settings call the list of restrictions: the sample's name or the table's."`
	HolidayKeys       string `json:"holiday_keys" enum:"start_time,open_time" doc:"What the settings call the hours of a holiday: start_time and end_time of the samples, or open_time and close_time of the table."`
	ExpirationName    string `json:"expiration_name" enum:"expiration_time,expiration" doc:"What call_permissions calls the end of a permission: the sample's name or the table's."`
	BareSuccess       bool   `json:"bare_success" doc:"Actions on calls are answered without messaging_product, as on some pages."`
	CallingOff        int    `json:"calling_off_status" enum:"400,401" doc:"The HTTP status of error 138000, calling not enabled: documented is 401, 400 was seen."`
	WindowError       string `json:"window_error" enum:"async,sync" doc:"Error 131047, closed window: async by a failed status, or sync in Graph's answer."`
	LFLines           string `json:"lf_lines" enum:"warn,refuse" doc:"What becomes of an SDP with line ends that are not CRLF: a warning in the call's report, or error 100. What Meta does is not known."`
	CancelledUnanswer string `json:"cancelled_unanswered" enum:"late,always,never" doc:"Whether a call that the business takes back counts as unanswered: late is after 5 seconds. What Meta does is not documented."`
}

func newFaults() faults {
	return faults{
		GraphStatus: 500, GraphLostAs: "error", CallError: meta.CodeClientRelayFailed, CallErrorAfterMS: 1000, PermissionReads: readsPerSecond,
		Quirks: Quirks{
			AnswerSetup: "active", StatusCase: "upper", ContextFrom: "business", SettingsType: "lower", RestrictionsName: "restrictions_list",
			HolidayKeys: "start_time", ExpirationName: "expiration_time", CallingOff: 401, WindowError: "async", LFLines: "warn",
			CancelledUnanswer: "late",
		},
	}
}

func (f faults) check() *badInput {
	if slices.ContainsFunc(f.Lose, func(l loss) bool { return l.Event == "" }) {
		return bad("lose", "lose needs the event of each webhook to lose")
	}
	return checkTags(f)
}
