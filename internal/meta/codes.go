package meta

import "net/http"

// Meta's error codes about calls (Meta: Calling API, Troubleshooting, 24 Jun 2026). The code decides what happened, never the
// HTTP status: a missing call permission comes with 401 and has nothing to do with the token.
const (
	CodeInvalidParameter     = 100    // the details name the fault of an SDP
	CodeTooManyReads         = 613    // of call_permissions
	CodeParameterValue       = 131009 // on messages: voice_call is not for this sender
	CodeNotAllowListed       = 131030 // test numbers reach listed recipients only
	CodeNoPaymentMethod      = 131044 // comes as a webhook on a user's call
	CodeSIPOnly              = 131055 // the number signals by SIP, so not by Graph
	CodeCallingNotEnabled    = 138000
	CodeReceiverUncallable   = 138001 // not on WhatsApp, old terms, or a client that cannot
	CodeConcurrentCalls      = 138002
	CodeAlreadyOnCall        = 138003 // with this user
	CodeConnectionError      = 138004
	CodeCallRateLimit        = 138005
	CodeNoCallPermission     = 138006
	CodeConnectTimeout       = 138007 // the SDP was not applied, or the answer not sent, in time
	CodeSDPValidation        = 138008 // seen in practice, not documented
	CodePermissionRequests   = 138009 // requests to this user are used up
	CodeNoConversation       = 138011 // a request without a conversation before it (Meta: Calling API, FAQ)
	CodeCallLimit            = 138012 // connected calls to this user in 24 h; the details name when it goes on
	CodeCountryNotAvailable  = 138013
	CodeCallingRestricted    = 138014 // switched off for a while for low quality
	CodeMessagingLimit       = 138015 // below 2,000, so calling cannot be enabled
	CodePermanentPermission  = 138017 // exists, so a request is refused
	CodePrerequisites        = 138018 // neither a calls subscription nor SIP
	CodeClientSetupFailed    = 138019 // 138019 to 138023 come with a terminate
	CodeClientRelayFailed    = 138020
	CodeMediaReceiveTimeout  = 138021 // the user's phone heard nothing for long
	CodeMediaTransmitTimeout = 138022 // the user's phone sent nothing for long
	CodeMediaNotConnected    = 138023 // accepted, but no sign of media
)

// Meta's general error codes that matter here (Meta: Cloud API, Error codes, 12 Dec 2025).
const (
	CodeAuthException       = 0
	CodeUnknown             = 1
	CodeServiceDown         = 2
	CodeCapability          = 3
	CodeAppRateLimit        = 4
	CodePermissionDenied    = 10 // and 200 to 299
	CodeObjectGone          = 33
	CodeTokenInvalid        = 190
	CodePolicyBlock         = 368
	CodeAccountRateLimit    = 80007
	CodeThroughput          = 130429
	CodeCountryRestricted   = 130497
	CodeSomethingWrong      = 131000
	CodeAccessDenied        = 131005
	CodeParameterMissing    = 131008
	CodeServiceUnavailable  = 131016
	CodeRecipientIsSender   = 131021
	CodeUndeliverable       = 131026
	CodeAccountLocked       = 131031
	CodePaymentEligibility  = 131042
	CodeRegistration        = 131045
	CodeReengagement        = 131047 // the service window is closed
	CodeSpamRateLimit       = 131048
	CodeEcosystem           = 131049
	CodeOptedOut            = 131050
	CodeUnsupportedType     = 131051
	CodeMediaDownload       = 131052
	CodeMediaUpload         = 131053
	CodePairRateLimit       = 131056
	CodeMaintenance         = 131057
	CodeTemplateParameters  = 132000
	CodeTemplateMissing     = 132001
	CodeTemplateFormat      = 132012
	CodeTemplatePaused      = 132015
	CodeTemplateDisabled    = 132016
	CodeNotRegistered       = 133010
	CodeRegistrationRate    = 133016
	CodeGenericUser         = 135000
	SubcodeObjectOrAccess   = 33      // of 100: the object does not exist, or the token has no access to it
	SubcodeFingerprintError = 2494010 // of 100: the fingerprint's algorithm is not SHA-256
)

// Retry says whether the same request can succeed later.
type Retry uint8

// The kinds of Retry.
const (
	Never   Retry = iota // something has to change first
	Later                // a fault of Meta's that passes
	BackOff              // a limit: slow down
)

// Code is what Meta documents about an error code.
type Code struct {
	Code   int
	HTTP   int    // documented HTTP status; 0 where none is known. Practice differs: 138000 was seen with 400
	Title  string // a short form of what it means, not Meta's own words
	Retry  Retry
	Stage  Stage
	Source string // Meta's page
}

// Stage says where a code comes up.
type Stage uint8

// The stages, to be combined.
const (
	OnCalls       Stage = 1 << iota // answer of POST calls
	OnMessages                      // answer of POST messages, or a failed status
	OnSettings                      // answer of GET and POST settings
	OnPermissions                   // answer of GET call_permissions
	OnWebhook                       // in a webhook

	Anywhere = OnCalls | OnMessages | OnSettings | OnPermissions
)

// The pages that the table is made from.
const (
	troubleshooting = "Meta: Calling API, Troubleshooting, 24 Jun 2026"
	errorCodes      = "Meta: Cloud API, Error codes, 12 Dec 2025"
	callingFAQ      = "Meta: Calling API, FAQ, Nov 2025"
	inPractice      = "seen in practice, not documented"
)

// Codes returns what is known about every code, in ascending order.
func Codes() []Code {
	return []Code{
		{CodeAuthException, http.StatusUnauthorized, "Authentication failed", Never, Anywhere, errorCodes},
		{CodeUnknown, http.StatusBadRequest, "Invalid request or unknown error", Later, Anywhere, errorCodes},
		{CodeServiceDown, http.StatusServiceUnavailable, "Service temporarily down", Later, Anywhere, errorCodes},
		{CodeCapability, http.StatusInternalServerError, "Capability or permission missing", Never, Anywhere, errorCodes},
		{CodeAppRateLimit, http.StatusBadRequest, "The app's rate limit is reached", BackOff, Anywhere, errorCodes},
		{CodePermissionDenied, http.StatusForbidden, "Permission missing or removed", Never, Anywhere, errorCodes},
		{CodeObjectGone, http.StatusBadRequest, "The phone number is gone or the parameter wrong", Never, Anywhere, errorCodes},
		{CodeInvalidParameter, http.StatusBadRequest, "Invalid parameter", Never, Anywhere, troubleshooting},
		{CodeTokenInvalid, http.StatusUnauthorized, "The access token is invalid or expired", Never, Anywhere, errorCodes},
		{200, http.StatusForbidden, "Permission missing or removed", Never, Anywhere, errorCodes},
		{CodePolicyBlock, http.StatusForbidden, "Blocked for a while for policy", Never, Anywhere, errorCodes},
		{CodeTooManyReads, http.StatusTooManyRequests, "Call permissions are read too often", BackOff, OnPermissions, troubleshooting},
		{CodeAccountRateLimit, http.StatusBadRequest, "The business account's rate limit is reached", BackOff, Anywhere, errorCodes},
		{CodeThroughput, http.StatusBadRequest, "Message throughput is reached", BackOff, OnMessages, errorCodes},
		{CodeCountryRestricted, http.StatusForbidden, "Messages to this country are restricted", Never, OnMessages, errorCodes},
		{CodeSomethingWrong, http.StatusInternalServerError, "Something went wrong at Meta", Later, Anywhere, errorCodes},
		{CodeAccessDenied, http.StatusForbidden, "Access denied", Never, Anywhere, errorCodes},
		{CodeParameterMissing, http.StatusBadRequest, "A required parameter is missing", Never, Anywhere, errorCodes},
		{CodeParameterValue, http.StatusBadRequest, "A parameter's value is not valid", Never, OnMessages, troubleshooting},
		{CodeServiceUnavailable, http.StatusInternalServerError, "Service unavailable", Later, Anywhere, errorCodes},
		{CodeRecipientIsSender, http.StatusBadRequest, "The recipient is the sender", Never, OnMessages, errorCodes},
		{CodeUndeliverable, http.StatusBadRequest, "Message undeliverable", Never, OnMessages | OnWebhook, errorCodes},
		{CodeNotAllowListed, http.StatusBadRequest, "Recipient not in the test number's allowed list", Never, OnCalls | OnMessages, troubleshooting},
		{CodeAccountLocked, http.StatusForbidden, "The business account is locked", Never, Anywhere, errorCodes},
		{CodePaymentEligibility, http.StatusBadRequest, "Payment problem of the business", Never, OnCalls | OnMessages, errorCodes},
		{CodeNoPaymentMethod, http.StatusBadRequest, "No valid payment method", Never, OnCalls | OnWebhook, troubleshooting},
		{CodeRegistration, http.StatusInternalServerError, "The phone number's registration is faulty", Never, OnMessages, errorCodes},
		{CodeReengagement, http.StatusBadRequest, "More than 24 hours since the user's last message", Never, OnMessages | OnWebhook, errorCodes},
		{CodeSpamRateLimit, http.StatusBadRequest, "Spam rate limit is reached", BackOff, OnMessages, errorCodes},
		{CodeEcosystem, http.StatusBadRequest, "Not delivered, to keep the user's inbox healthy", Never, OnMessages | OnWebhook, errorCodes},
		{CodeOptedOut, http.StatusBadRequest, "The user does not want marketing messages", Never, OnMessages | OnWebhook, errorCodes},
		{CodeUnsupportedType, http.StatusBadRequest, "Message type not supported", Never, OnMessages | OnWebhook, errorCodes},
		{CodeMediaDownload, http.StatusBadRequest, "Media could not be downloaded", Later, OnMessages, errorCodes},
		{CodeMediaUpload, http.StatusBadRequest, "Media could not be uploaded", Later, OnMessages, errorCodes},
		{CodeSIPOnly, http.StatusBadRequest, "Calls by Graph are not possible while SIP is enabled", Never, OnCalls, troubleshooting},
		{CodePairRateLimit, http.StatusBadRequest, "Too many messages to this user", BackOff, OnMessages, errorCodes},
		{CodeMaintenance, http.StatusInternalServerError, "The account is in maintenance", Later, Anywhere, errorCodes},
		{CodeTemplateParameters, http.StatusBadRequest, "Template parameters do not match", Never, OnMessages, errorCodes},
		{CodeTemplateMissing, http.StatusNotFound, "Template does not exist", Never, OnMessages, errorCodes},
		{CodeTemplateFormat, http.StatusBadRequest, "Template parameter has the wrong format", Never, OnMessages, errorCodes},
		{CodeTemplatePaused, http.StatusBadRequest, "Template is paused", Never, OnMessages, errorCodes},
		{CodeTemplateDisabled, http.StatusBadRequest, "Template is disabled", Never, OnMessages, errorCodes},
		{CodeNotRegistered, http.StatusBadRequest, "The phone number is not registered", Never, Anywhere, errorCodes},
		{CodeRegistrationRate, http.StatusBadRequest, "Registered too often", BackOff, Anywhere, errorCodes},
		{CodeGenericUser, http.StatusBadRequest, "Error with the request", Never, OnMessages, errorCodes},
		{CodeCallingNotEnabled, http.StatusUnauthorized, "Calling not enabled on the phone number", Never, OnCalls | OnMessages | OnPermissions, troubleshooting},
		{CodeReceiverUncallable, http.StatusBadRequest, "The receiver cannot be called", Never, OnCalls | OnMessages, troubleshooting},
		{CodeConcurrentCalls, http.StatusTooManyRequests, "Concurrent call limit is reached", BackOff, OnCalls, troubleshooting},
		{CodeAlreadyOnCall, http.StatusBadRequest, "A call with this receiver is going on", Never, OnCalls, troubleshooting},
		{CodeConnectionError, http.StatusInternalServerError, "The call could not be connected", Later, OnCalls, troubleshooting},
		{CodeCallRateLimit, http.StatusTooManyRequests, "The number's call rate limit is reached", BackOff, OnCalls, troubleshooting},
		{CodeNoCallPermission, http.StatusUnauthorized, "No approved call permission", Never, OnCalls, troubleshooting},
		{CodeConnectTimeout, http.StatusInternalServerError, "The call was not connected in time", Later, OnCalls | OnWebhook, troubleshooting},
		{CodeSDPValidation, 0, "SDP validation error", Never, OnCalls, inPractice},
		{CodePermissionRequests, http.StatusBadRequest, "Permission requests to this user are used up", Never, OnMessages, troubleshooting},
		{CodeNoConversation, 0, "No conversation before the permission request", Never, OnMessages, callingFAQ},
		{CodeCallLimit, http.StatusBadRequest, "Connected calls to this user are used up", Never, OnCalls, troubleshooting},
		{CodeCountryNotAvailable, http.StatusBadRequest, "Business calls are not available for this number", Never, OnCalls | OnMessages, troubleshooting},
		{CodeCallingRestricted, http.StatusBadRequest, "Calling is off for a while for low quality", Never, OnCalls | OnMessages, troubleshooting},
		{CodeMessagingLimit, http.StatusBadRequest, "The messaging limit is too low for calling", Never, OnSettings, troubleshooting},
		{CodePermanentPermission, http.StatusBadRequest, "The user gave a permanent permission already", Never, OnMessages, troubleshooting},
		{CodePrerequisites, http.StatusBadRequest, "Technical prerequisites of calling are missing", Never, OnSettings, troubleshooting},
		{CodeClientSetupFailed, http.StatusBadRequest, "The user's phone failed to set up the call", Never, OnWebhook, troubleshooting},
		{CodeClientRelayFailed, http.StatusBadRequest, "The user's phone could not reach the relay", Never, OnWebhook, troubleshooting},
		{CodeMediaReceiveTimeout, http.StatusBadRequest, "The user's phone received no media", Never, OnWebhook, troubleshooting},
		{CodeMediaTransmitTimeout, http.StatusBadRequest, "The user's phone sent no media", Never, OnWebhook, troubleshooting},
		{CodeMediaNotConnected, http.StatusBadRequest, "Accepted, but media did not connect", Never, OnWebhook, troubleshooting},
	}
}

// Lookup returns what is known about a code. 201 to 299 are like 200.
func Lookup(code int) (Code, bool) {
	if code > 200 && code <= 299 {
		code = 200
	}
	for _, c := range Codes() {
		if c.Code == code {
			return c, true
		}
	}
	return Code{}, false
}
