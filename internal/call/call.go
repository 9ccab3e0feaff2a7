// Package call is the heart: what a call is, how every event moves it, what has to happen outside because of it, and the
// rules of call permissions.
//
// It is pure: no clock (an event carries its time), no I/O. It does not know SQL, HTTP, WebRTC or Meta's wire types.
package call

import (
	"time"

	"ramal/internal/desk"
	"ramal/internal/org"
)

// ID is UUIDv7 text. It goes to Meta as biz_opaque_callback_data, so that a webhook finds its call even before the answer
// to the POST that placed it.
type ID string

// Direction says who started a call.
type Direction string

// The directions of a call. Meta names them USER_INITIATED and BUSINESS_INITIATED.
const (
	Inbound  Direction = "inbound"
	Outbound Direction = "outbound"
)

// State is where a call stands. Outbound: Dialing, Alerting, Active, Held, Ended. Inbound: Ringing, Answering, Active,
// Held, Ended.
type State string

// The states of a call.
const (
	New       State = ""          // not stored yet
	Dialing   State = "dialing"   // placed by us, the phone does not ring yet
	Alerting  State = "alerting"  // Meta's RINGING: the customer's phone rings
	Ringing   State = "ringing"   // the customer calls, operators ring
	Answering State = "answering" // an operator claimed it, Meta has not confirmed the accept
	Active    State = "active"    // both can hear each other
	Held      State = "held"      // the customer waits
	Ended     State = "ended"
)

// Live reports whether the call still goes on.
func (s State) Live() bool { return s != New && s != Ended }

// Outcome is how a call ended.
type Outcome string

// The outcomes of a call; "" while it is live.
const (
	Completed  Outcome = "completed"  // they talked
	Declined   Outcome = "declined"   // outbound: the customer declined
	Unanswered Outcome = "unanswered" // outbound: nobody picked up
	Cancelled  Outcome = "cancelled"  // outbound: the operator hung up before pick-up
	Busy       Outcome = "busy"       // outbound: a call with this customer is already going on (138003)
	Missed     Outcome = "missed"     // inbound: nobody here answered
	Refused    Outcome = "refused"    // inbound: an operator declined it
	Failed     Outcome = "failed"     // technical: Failure says why
)

// Failure is why a call failed: in Meta's words where they are Meta's, else in ours with Code 0.
type Failure struct {
	Reason  string `json:"reason"`            // stable key for a translated sentence: one of the Reason constants
	Code    int    `json:"code,omitempty"`    // Meta's error code (Meta: Calling API, Troubleshooting)
	Title   string `json:"title,omitempty"`   // Meta's title
	Details string `json:"details,omitempty"` // Meta's error_data.details
	TraceID string `json:"traceId,omitempty"` // Meta's fbtrace_id
}

// Call is one voice call: the customer's leg at Meta and the operator's leg in a browser.
type Call struct {
	ID             ID
	WorkspaceID    org.WorkspaceID
	AccountID      org.AccountID
	ContactID      desk.ContactID
	ConversationID desk.ConversationID // where it shows; "" when the contact has no service
	Direction      Direction
	State          State
	Outcome        Outcome
	Failure        *Failure
	MetaID         string     // wacid; "" until Meta named it
	Operator       org.UserID // who talks; inbound: who claimed it
	Node           string     // the node that has its audio
	CreatedAt      time.Time
	AlertedAt      time.Time // the customer's phone began to ring
	AnsweredAt     time.Time // pick-up: outbound Meta's ACCEPTED, inbound the confirmed accept
	EndedAt        time.Time
	Duration       time.Duration // talked; Meta's figure once known, never shortened by a duplicate
	Measured       bool          // Duration is Meta's figure, no longer ours
	Joined         bool          // Meta's answer was given to the bridge
	Away           bool          // the operator's leg is gone for the moment
	Deadline       time.Time     // when Expired is due; zero for none
	Closed         bool          // Meta knows that it is over: terminate came from there or was confirmed there
	Version        int64
}

// Unsettled reports whether the call is over here while Meta may still think it alive. Reconciliation posts a terminate
// for those until Meta confirms.
func (c Call) Unsettled() bool { return c.State == Ended && c.MetaID != "" && !c.Closed }

// RingTime returns how long the call rang: outbound at the customer, inbound here. It is false while nothing rang or the
// ringing goes on.
func (c Call) RingTime() (time.Duration, bool) {
	from, to := c.AlertedAt, c.AnsweredAt
	if c.Direction == Inbound {
		from = c.CreatedAt
	}
	if to.IsZero() {
		to = c.EndedAt
	}
	if from.IsZero() || to.Before(from) {
		return 0, false
	}
	return to.Sub(from), true
}
