package meta

import "encoding/json"

// Product is the value of messaging_product in every request and answer.
const Product = "whatsapp"

// MaxOpaque is how many characters biz_opaque_callback_data may have (Meta: Calling API, Business-initiated calls, 26 Jun
// 2026).
const MaxOpaque = 512

// MaxPurpose is how many characters the purpose of a recording or a transcription may have.
const MaxPurpose = 250

// Action is what a POST to /{phone-number-id}/calls asks for (Meta: Calling API, API and webhook reference, 26 Jun 2026).
type Action string

// The actions. The guides once write pre-accept in prose; the value has an underscore.
const (
	ActionConnect   Action = "connect"
	ActionPreAccept Action = "pre_accept"
	ActionAccept    Action = "accept"
	ActionReject    Action = "reject"
	ActionTerminate Action = "terminate"
)

// SDPType says which half of the negotiation an SDP is.
type SDPType string

// The SDP types. Answers to user-initiated calls are "answer": the tables of Meta's guide say "offer", the samples and the
// API itself do not.
const (
	Offer  SDPType = "offer"
	Answer SDPType = "answer"
)

// UnmarshalText lower-cases the type.
func (t *SDPType) UnmarshalText(b []byte) error { *t = SDPType(lower(b)); return nil }

// Session is an SDP with its type: RFC 8866 text with CRLF line ends, as a plain JSON string.
type Session struct {
	SDPType SDPType `json:"sdp_type"`
	SDP     string  `json:"sdp"`
}

// CallRequest is the body of POST /{phone-number-id}/calls for all five actions (Meta: Calling API, Business-initiated calls
// and User-initiated calls, June 2026).
//
//   - connect: To or Recipient (To wins), Session with an offer; optional Opaque, Recording, Transcription.
//   - pre_accept, accept: CallID, Session with an answer, the same SDP in both; accept also takes Opaque, Recording,
//     Transcription.
//   - reject, terminate: CallID.
//
// The answer is a CallResponse, or an error: 100, 131030, 131044, 131055, 138000 to 138008, 138012 to 138014.
type CallRequest struct {
	MessagingProduct string          `json:"messaging_product"`
	CallID           string          `json:"call_id,omitempty"`   // wacid
	To               Phone           `json:"to,omitempty"`        // digits
	Recipient        string          `json:"recipient,omitempty"` // business-scoped user id
	Action           Action          `json:"action"`
	Session          *Session        `json:"session,omitempty"`
	Opaque           string          `json:"biz_opaque_callback_data,omitempty"` // at most MaxOpaque characters; comes back in webhooks
	Recording        *CallCapture    `json:"recording,omitempty"`
	Transcription    *CallCapture    `json:"transcription,omitempty"`
	Connection       json.RawMessage `json:"connection,omitempty"` // deprecated carrier of the SDP; never sent
}

// CallCapture asks Meta to record or transcribe a call (Meta: Calling API, Call recording and Call transcription, Aug 2026).
// Purpose (at most MaxPurpose characters) and AnnouncementLanguage are required with ENABLED.
type CallCapture struct {
	Status               Toggle `json:"status"`
	Purpose              string `json:"purpose,omitempty"`
	AnnouncementLanguage string `json:"announcement_language,omitempty"`
}

// CallResponse answers a CallRequest: connect names the new call in Calls, the other actions set Success. Some pages print
// the latter without messaging_product.
type CallResponse struct {
	MessagingProduct string   `json:"messaging_product,omitempty"`
	Calls            []CallID `json:"calls,omitempty"`
	Success          bool     `json:"success,omitempty"`
}

// CallID names a call: "wacid." and base64. It is opaque.
type CallID struct {
	ID string `json:"id"`
}
