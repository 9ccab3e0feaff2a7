package call

// Why a call failed: the values of Failure.Reason. The console has a sentence for each.
const (
	ReasonNoAuthorization = "no_authorization"      // Meta knows no permission of the contact
	ReasonCallingOff      = "calling_off"           // calling is not enabled at Meta
	ReasonUncallable      = "uncallable"            // the contact cannot be called: no WhatsApp, old client
	ReasonContactBusy     = "contact_busy"          // a call with the contact is going on
	ReasonCallLimit       = "call_limit"            // connected calls to this contact within 24 h
	ReasonRateLimit       = "rate_limit"            // too many calls or requests of the number or app
	ReasonCountry         = "country_not_available" // Meta offers no business calls for this number
	ReasonRestricted      = "restricted"            // Meta switched calling off for a while, or blocked the business
	ReasonPayment         = "payment"               // no valid payment method at Meta
	ReasonSetup           = "setup"                 // the media path did not come up
	ReasonToken           = "token"                 // the account's access token is not valid
	ReasonUnreachable     = "unreachable"           // Meta could not be reached, or answered with a fault of its own
	ReasonTimeout         = "timeout"               // an answer did not come in time
	ReasonMediaLost       = "media_lost"            // the audio stopped
	ReasonRestarted       = "restarted"             // the server with the call's audio went away
	ReasonShutDown        = "shut_down"             // the server was stopped in an orderly way
	ReasonMeta            = "meta"                  // anything else: Meta's own words say it
)

// CodeContactBusy is Meta's code for a call with somebody who is in a call with the business already.
const CodeContactBusy = 138003

// CodeNoPermission is Meta's code for a call without the contact's permission. It comes with HTTP 401 and says nothing
// about the token.
const CodeNoPermission = 138006

// ReasonOf returns the reason for one of Meta's error codes (Meta: Calling API, Troubleshooting, June 2026; Cloud API,
// Error codes, December 2025). The code decides, never the HTTP status.
func ReasonOf(code int) string {
	switch code {
	case CodeNoPermission:
		return ReasonNoAuthorization
	case 138000:
		return ReasonCallingOff
	case 138001, 131026, 131030:
		return ReasonUncallable
	case CodeContactBusy:
		return ReasonContactBusy
	case 138012:
		return ReasonCallLimit
	case 4, 613, 80007, 130429, 131056, 138002, 138005:
		return ReasonRateLimit
	case 130497, 138013:
		return ReasonCountry
	case 368, 131031, 138014:
		return ReasonRestricted
	case 131042, 131044:
		return ReasonPayment
	case 138004, 138007, 138008, 138019, 138020, 138023:
		return ReasonSetup
	case 138021, 138022:
		return ReasonMediaLost
	case 0, 10, 190, 200:
		return ReasonToken
	case 1, 2, 131000, 131016:
		return ReasonUnreachable
	default:
		return ReasonMeta
	}
}

// silent reports whether the failure leaves open if Meta took the request: nobody heard its answer, or it was a fault of
// Meta's own, which may have come after the deed.
func (f *Failure) silent() bool {
	return f != nil && (f.Reason == ReasonTimeout || f.Reason == ReasonUnreachable)
}

// metas reports whether the failure is Meta's verdict and not our own.
func (f *Failure) metas() bool {
	return f != nil && (f.Code != 0 || f.Reason == ReasonMeta)
}

// or returns f, or a failure of ours with the given reason where there is none.
func (f *Failure) or(reason string) *Failure {
	if f != nil {
		return f
	}
	return &Failure{Reason: reason}
}
