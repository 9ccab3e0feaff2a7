package call

import (
	"time"

	"ramal/internal/org"
)

// Kind is what happened.
type Kind string

// The events. Ours first, then Meta's, then the clock's and the media's.
const (
	Dialed          Kind = "dialed"           // an operator places the call
	Placed          Kind = "placed"           // Meta took the connect and named the call: MetaID
	PlaceFailed     Kind = "place_failed"     // Meta refused the connect or did not answer: Failure
	Claimed         Kind = "claimed"          // inbound: an operator answers: User
	AcceptConfirmed Kind = "accept_confirmed" // inbound: Meta returned 200 to accept
	AcceptFailed    Kind = "accept_failed"    // inbound: Failure
	DeclinedHere    Kind = "declined_here"    // inbound: an operator declines for all: User
	HungUp          Kind = "hung_up"          // an operator hangs up: User
	HeldHere        Kind = "held_here"        // User
	Resumed         Kind = "resumed"          // User
	OperatorJoined  Kind = "operator_joined"  // the operator's leg is up: User
	OperatorLeft    Kind = "operator_left"    // the operator's leg is gone (reload, network): User
	CloseConfirmed  Kind = "close_confirmed"  // Meta confirmed our terminate or reject: Facts say when; or was faster: Facts are empty; or never says: nil

	Offered    Kind = "offered"    // inbound: connect webhook with an offer: MetaID
	Connected  Kind = "connected"  // outbound: connect webhook with the answer: MetaID, SDP. Not the pick-up
	Rang       Kind = "rang"       // status RINGING
	Accepted   Kind = "accepted"   // status ACCEPTED: the pick-up
	Rejected   Kind = "rejected"   // status REJECTED: the customer declined
	Terminated Kind = "terminated" // terminate webhook: Facts, Failure

	// Meta made a recording, a transcript or a voicemail of the call. Only the timeline keeps it.
	RecordingReady  Kind = "recording_ready"
	TranscriptReady Kind = "transcript_ready"
	VoicemailLeft   Kind = "voicemail_left"

	Expired    Kind = "expired"     // the call's Deadline passed
	MediaUp    Kind = "media_up"    // first audio from Meta
	MediaLost  Kind = "media_lost"  // no audio from Meta for too long: Failure. At is when it was last heard
	Spoke      Kind = "spoke"       // the customer talks, and no ACCEPTED came. At is when they began
	MetaLeft   Kind = "meta_left"   // Meta closed its leg, and no terminate came. At is when it did, Facts what talk there was
	NodeLost   Kind = "node_lost"   // the node that had its audio is gone or started anew
	ShutDown   Kind = "shut_down"   // the server stops in an orderly way
	AnswerLost Kind = "answer_lost" // Meta's answer, or inbound its offer, could not be used: Failure
)

// Event is one thing that happened to a call, with what it brings. Which fields count is said at each Kind.
type Event struct {
	Kind    Kind
	At      time.Time
	User    org.UserID
	MetaID  string
	SDP     string // kept out of the timeline and out of logs
	Failure *Failure
	Facts   *Facts
}

// Facts are what a terminate webhook tells (Meta: Calling API, Business-initiated calls). Times are zero where the call was
// not picked up. Without a webhook they are what the audio shows.
type Facts struct {
	Failed    bool // status FAILED, compared without case
	StartedAt time.Time
	EndedAt   time.Time
	Duration  time.Duration
}

// EffectKind is something that has to happen outside because a call moved.
type EffectKind string

// The effects. Each is safe to carry out twice.
const (
	PostConnect   EffectKind = "post_connect"    // Graph: connect with the bridge's offer
	PostPreAccept EffectKind = "post_pre_accept" // Graph: pre_accept with the bridge's answer
	PostAccept    EffectKind = "post_accept"     // Graph: accept with the same SDP
	PostReject    EffectKind = "post_reject"     // Graph: reject
	PostTerminate EffectKind = "post_terminate"  // Graph: terminate
	ApplyAnswer   EffectKind = "apply_answer"    // bridge: Meta's answer
	OpenGate      EffectKind = "open_gate"       // bridge: audio may flow to Meta
	Hold          EffectKind = "hold"            // bridge: the customer waits
	Resume        EffectKind = "resume"          // bridge: operator and customer talk again
	CloseBridge   EffectKind = "close_bridge"    // bridge: both legs end
	RingOperators EffectKind = "ring_operators"  // offer the call to operators
	StopRinging   EffectKind = "stop_ringing"    // take the offer back
	CountAnswered EffectKind = "count_answered"  // permission: a connected call
	CountMissed   EffectKind = "count_missed"    // permission: an outbound call that was not answered
	OpenWindow    EffectKind = "open_window"     // conversation: the contact called or accepted, the window opens
)

// Effect is one of them, with its payload.
type Effect struct {
	Kind EffectKind
	SDP  string    // ApplyAnswer: Meta's answer; PostPreAccept: Meta's offer
	At   time.Time // CountAnswered, CountMissed, OpenWindow: when it happened
}

// Source says whose event a timeline line is.
type Source string

// The sources of timeline lines.
const (
	Ours  Source = "ours"
	Metas Source = "meta"
)

// Line is one entry of a call's timeline: every event that touched the call, ours or Meta's, also those that changed
// nothing. No SDP, no secret.
type Line struct {
	CallID  ID
	Seq     int64 // 1, 2, 3… within the call
	At      time.Time
	Source  Source
	Kind    Kind
	User    org.UserID
	Before  State
	After   State
	Ignored bool // a duplicate or late fact
	Failure *Failure
	Facts   *Facts
	MetaID  string
}
