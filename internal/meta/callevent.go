package meta

import (
	"encoding/json"
	"strings"
)

// CallEvent is what happened to a call. Unknown ones are kept, in lower case.
type CallEvent string

// The call events (Meta: Calling API, API and webhook reference, 26 Jun 2026).
const (
	EventConnect       CallEvent = "connect"
	EventTerminate     CallEvent = "terminate"
	EventCreated       CallEvent = "call_created" // SIP numbers only; like connect, without a session
	EventRecording     CallEvent = "call_recording_available"
	EventTranscription CallEvent = "call_transcription_available"
)

// UnmarshalText lower-cases the event.
func (e *CallEvent) UnmarshalText(b []byte) error { *e = CallEvent(lower(b)); return nil }

// Direction says who started a call. Upper case once decoded.
type Direction string

// The directions.
const (
	UserInitiated     Direction = "USER_INITIATED"
	BusinessInitiated Direction = "BUSINESS_INITIATED"
)

// UnmarshalText upper-cases the direction.
func (d *Direction) UnmarshalText(b []byte) error { *d = Direction(upper(b)); return nil }

// The values of Call.Status, on terminate. Meta's guides print them capitalised as well: compare with Call.Failed.
const (
	CallCompleted = "COMPLETED"
	CallFailed    = "FAILED"
)

// Call is one event of a call (Meta: Calling API, Business-initiated calls and User-initiated calls, June 2026).
//
// A connect has a session: the user's offer for a call of theirs, Meta's answer for one of ours. It does not mean that
// anybody picked up. A terminate has a status, and StartTime, EndTime and Duration (seconds) only when the call was picked
// up; why it failed stands in Value.Errors. Which side is the business follows from Direction and Metadata, not from From.
type Call struct {
	ID               string          `json:"id"` // wacid
	From             string          `json:"from,omitempty"`
	FromUserID       string          `json:"from_user_id,omitempty"`
	FromParentUserID string          `json:"from_parent_user_id,omitempty"`
	To               string          `json:"to,omitempty"`
	ToUserID         string          `json:"to_user_id,omitempty"`
	ToParentUserID   string          `json:"to_parent_user_id,omitempty"`
	Event            CallEvent       `json:"event"`
	Timestamp        Timestamp       `json:"timestamp"`
	Direction        Direction       `json:"direction,omitempty"`
	DeeplinkPayload  string          `json:"deeplink_payload,omitempty"`
	CTAPayload       string          `json:"cta_payload,omitempty"`
	Session          *Session        `json:"session,omitempty"`
	Connection       json.RawMessage `json:"connection,omitempty"` // deprecated carrier of the SDP, to be ignored
	Status           string          `json:"status,omitempty"`
	StartTime        Timestamp       `json:"start_time,omitempty"`
	EndTime          Timestamp       `json:"end_time,omitempty"`
	Duration         Int64           `json:"duration,omitempty"` // seconds; written whenever StartTime or EndTime is
	Opaque           string          `json:"biz_opaque_callback_data,omitempty"`
	Recording        *CallRecording  `json:"call_recording,omitempty"`
	Transcript       *CallTranscript `json:"call_transcript,omitempty"`
}

// MarshalJSON writes the three timing fields together or not at all.
func (c Call) MarshalJSON() ([]byte, error) {
	type plain Call
	if c.StartTime == 0 && c.EndTime == 0 {
		return marshal(plain(c))
	}
	return marshal(struct {
		plain
		Duration Int64 `json:"duration"`
	}{plain(c), c.Duration})
}

// Inbound reports whether the user called. Without a direction, an offer says so.
func (c Call) Inbound() bool {
	if c.Direction != "" {
		return strings.EqualFold(string(c.Direction), string(UserInitiated))
	}
	return c.Session != nil && c.Session.SDPType == Offer
}

// Failed reports whether a terminated call failed for technical reasons. An unanswered one did not.
func (c Call) Failed() bool { return strings.EqualFold(c.Status, CallFailed) }

// CallRecording is the audio of a recorded call.
type CallRecording struct {
	Type  string `json:"type"`
	Audio Media  `json:"audio"`
}

// CallTranscript is the transcript of a call, a JSON document.
type CallTranscript struct {
	Document Media `json:"document"`
}

// Media is a file at Meta. A URL is good for 5 minutes and needs the access token.
type Media struct {
	ID       string `json:"id"`
	SHA256   string `json:"sha256,omitempty"`
	MIMEType string `json:"mime_type,omitempty"`
	URL      string `json:"url,omitempty"`
	Caption  string `json:"caption,omitempty"`
	Filename string `json:"filename,omitempty"`
	Voice    bool   `json:"voice,omitempty"`
}

// CallStatus is how far an outgoing call came, in upper case.
type CallStatus string

// The call statuses. Accepted is the pick-up. Rejected is followed by a terminate.
const (
	CallRinging  CallStatus = "RINGING"
	CallAccepted CallStatus = "ACCEPTED"
	CallRejected CallStatus = "REJECTED"
)

// MessageStatus is how far an outgoing message came, in lower case.
type MessageStatus string

// The message statuses. They may come in any order, and read may come without delivered.
const (
	MessageSent      MessageStatus = "sent"
	MessageDelivered MessageStatus = "delivered"
	MessageRead      MessageStatus = "read"
	MessageFailed    MessageStatus = "failed"
)

// Status is a state of a call (Type "call", field calls) or of a message (field messages). ID is the wacid or wamid. The
// webhook's field says which, before Type does.
type Status struct {
	ID                    string          `json:"id"`
	Type                  string          `json:"type,omitempty"`
	Status                string          `json:"status"`
	Timestamp             Timestamp       `json:"timestamp"`
	RecipientID           string          `json:"recipient_id,omitempty"`
	RecipientUserID       string          `json:"recipient_user_id,omitempty"`
	RecipientParentUserID string          `json:"recipient_parent_user_id,omitempty"`
	Opaque                string          `json:"biz_opaque_callback_data,omitempty"`
	Conversation          json.RawMessage `json:"conversation,omitempty"`
	Pricing               json.RawMessage `json:"pricing,omitempty"`
	Errors                []WebhookError  `json:"errors,omitempty"`
}

// StatusTypeCall is Status.Type of a call's state.
const StatusTypeCall = "call"

// CallStatus returns the state of a call; unknown ones are kept.
func (s Status) CallStatus() CallStatus { return CallStatus(strings.ToUpper(s.Status)) }

// MessageStatus returns the state of a message; unknown ones are kept.
func (s Status) MessageStatus() MessageStatus { return MessageStatus(strings.ToLower(s.Status)) }
