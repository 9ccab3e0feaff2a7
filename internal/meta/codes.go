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
	CodeTemplateTooLong     = 132005 // with its values
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

// Code is what Meta documents about an error code (Meta: Calling API, Troubleshooting, 24 Jun 2026, and FAQ, Nov 2025; Cloud
// API, Error codes, 12 Dec 2025).
type Code struct {
	Code  int
	HTTP  int    // documented HTTP status; 0 where none is known. Practice differs: 138000 was seen with 400
	Title string // Meta's title where Meta's pages or answers give one, else what it means, in short
	Retry Retry
}

// codes returns what is known about every code, in ascending order.
func codes() []Code {
	return []Code{
		{CodeAuthException, http.StatusUnauthorized, "Authentication failed", Never},
		{CodeUnknown, http.StatusBadRequest, "API Unknown", Later},
		{CodeServiceDown, http.StatusServiceUnavailable, "API Service", Later},
		{CodeCapability, http.StatusInternalServerError, "Capability or permission missing", Never},
		{CodeAppRateLimit, http.StatusBadRequest, "The app's rate limit is reached", BackOff},
		{CodePermissionDenied, http.StatusForbidden, "Permission missing or removed", Never},
		{CodeObjectGone, http.StatusBadRequest, "The phone number is gone or the parameter wrong", Never},
		{CodeInvalidParameter, http.StatusBadRequest, "Invalid parameter", Never},
		{CodeTokenInvalid, http.StatusUnauthorized, "The access token is invalid or expired", Never},
		{200, http.StatusForbidden, "Permission missing or removed", Never},
		{CodePolicyBlock, http.StatusForbidden, "Blocked for a while for policy", Never},
		{CodeTooManyReads, http.StatusTooManyRequests, "Calls to this api have exceeded the rate limit.", BackOff},
		{CodeAccountRateLimit, http.StatusBadRequest, "The business account's rate limit is reached", BackOff},
		{CodeThroughput, http.StatusBadRequest, "Message throughput is reached", BackOff},
		{CodeCountryRestricted, http.StatusForbidden, "Messages to this country are restricted", Never},
		{CodeSomethingWrong, http.StatusInternalServerError, "Something went wrong at Meta", Later},
		{CodeAccessDenied, http.StatusForbidden, "Access denied", Never},
		{CodeParameterMissing, http.StatusBadRequest, "A required parameter is missing", Never},
		{CodeParameterValue, http.StatusBadRequest, "Parameter value is not valid", Never},
		{CodeServiceUnavailable, http.StatusInternalServerError, "Service unavailable", Later},
		{CodeRecipientIsSender, http.StatusBadRequest, "Recipient cannot be sender", Never},
		{CodeUndeliverable, http.StatusBadRequest, "Message undeliverable", Never},
		{CodeNotAllowListed, http.StatusBadRequest, "Recipient phone number not in allowed list", Never},
		{CodeAccountLocked, http.StatusForbidden, "The business account is locked", Never},
		{CodePaymentEligibility, http.StatusBadRequest, "Payment problem of the business", Never},
		{CodeNoPaymentMethod, http.StatusBadRequest, "No valid payment method", Never},
		{CodeRegistration, http.StatusInternalServerError, "The phone number's registration is faulty", Never},
		{CodeReengagement, http.StatusBadRequest, "Re-engagement message", Never},
		{CodeSpamRateLimit, http.StatusBadRequest, "Spam rate limit is reached", BackOff},
		{CodeEcosystem, http.StatusBadRequest, "Not delivered, to keep the user's inbox healthy", Never},
		{CodeOptedOut, http.StatusBadRequest, "The user does not want marketing messages", Never},
		{CodeUnsupportedType, http.StatusBadRequest, "Unsupported message type", Never},
		{CodeMediaDownload, http.StatusBadRequest, "Media could not be downloaded", Later},
		{CodeMediaUpload, http.StatusBadRequest, "Media could not be uploaded", Later},
		{CodeSIPOnly, http.StatusBadRequest, "Calls by Graph are not possible while SIP is enabled", Never},
		{CodePairRateLimit, http.StatusBadRequest, "Too many messages to this user", BackOff},
		{CodeMaintenance, http.StatusInternalServerError, "The account is in maintenance", Later},
		{CodeTemplateParameters, http.StatusBadRequest, "Template parameters do not match", Never},
		{CodeTemplateMissing, http.StatusNotFound, "Template does not exist", Never},
		{CodeTemplateTooLong, http.StatusBadRequest, "Template text is too long", Never},
		{CodeTemplateFormat, http.StatusBadRequest, "Template parameter has the wrong format", Never},
		{CodeTemplatePaused, http.StatusBadRequest, "Template is paused", Never},
		{CodeTemplateDisabled, http.StatusBadRequest, "Template is disabled", Never},
		{CodeNotRegistered, http.StatusBadRequest, "The phone number is not registered", Never},
		{CodeRegistrationRate, http.StatusBadRequest, "Registered too often", BackOff},
		{CodeGenericUser, http.StatusBadRequest, "Error with the request", Never},
		{CodeCallingNotEnabled, http.StatusUnauthorized, "Calling not enabled", Never},
		{CodeReceiverUncallable, http.StatusBadRequest, "Receiver uncallable", Never},
		{CodeConcurrentCalls, http.StatusTooManyRequests, "Concurrent calls limit reached", BackOff},
		{CodeAlreadyOnCall, http.StatusBadRequest, "Duplicate call", Never},
		{CodeConnectionError, http.StatusInternalServerError, "Connection error", Later},
		{CodeCallRateLimit, http.StatusTooManyRequests, "Call rate limit exceeded", BackOff},
		{CodeNoCallPermission, http.StatusUnauthorized, "No approved call permission found", Never},
		{CodeConnectTimeout, http.StatusInternalServerError, "Connection timeout", Later},
		{CodeSDPValidation, 0, "SDP Validation error", Never},
		{CodePermissionRequests, http.StatusBadRequest, "Call permission request limit reached", Never},
		{CodeNoConversation, 0, "No conversation before the permission request", Never},
		{CodeCallLimit, http.StatusBadRequest, "Business-initiated call limit reached", Never},
		{CodeCountryNotAvailable, http.StatusBadRequest, "Business-initiated calling is not available", Never},
		{CodeCallingRestricted, http.StatusBadRequest, "Calling is off for a while for low quality", Never},
		{CodeMessagingLimit, http.StatusBadRequest, "Calling cannot be enabled", Never},
		{CodePermanentPermission, http.StatusBadRequest, "Permanent call permission already granted", Never},
		{CodePrerequisites, http.StatusBadRequest, "Calling cannot be enabled: technical prerequisites missing", Never},
		{CodeClientSetupFailed, http.StatusBadRequest, "The user's phone failed to set up the call", Never},
		{CodeClientRelayFailed, http.StatusBadRequest, "Relay unreachable", Never},
		{CodeMediaReceiveTimeout, http.StatusBadRequest, "Media receive timeout", Never},
		{CodeMediaTransmitTimeout, http.StatusBadRequest, "The user's phone sent no media", Never},
		{CodeMediaNotConnected, http.StatusBadRequest, "Accepted, but media did not connect", Never},
	}
}

// Lookup returns what is known about a code. 201 to 299 are like 200.
func Lookup(code int) (Code, bool) {
	if code > 200 && code <= 299 {
		code = 200
	}
	for _, c := range codes() {
		if c.Code == code {
			return c, true
		}
	}
	return Code{}, false
}
