package call

import (
	"time"

	"ramal/internal/fault"
	"ramal/internal/org"
)

// Verdict is what an event is to a call.
type Verdict string

// The verdicts.
const (
	Moved   Verdict = "moved"   // the event counts, even where only the timeline keeps it
	Ignored Verdict = "ignored" // a duplicate or late fact: nothing changes
	Illegal Verdict = "illegal" // the state does not allow it
)

// Reasons of the conflicts that Next returns.
const (
	ReasonOver      = "call_over"       // the call has ended
	ReasonTaken     = "call_taken"      // somebody else answered it: errors.As finds Taken
	ReasonNotActive = "call_not_active" // nobody has picked up yet
	ReasonState     = "call_state"      // any other move that the state does not allow
)

// Taken is the cause of the conflict when somebody else answered an inbound call first.
type Taken struct {
	By org.UserID // the winner
}

// Error names the winner by id.
func (t Taken) Error() string { return "answered by " + string(t.By) }

// Next returns the call after e, and what has to happen outside because of it. An event that is a duplicate or comes too
// late returns the same call and no effects. An event that the state does not allow returns a fault.Conflict.
func Next(c Call, e Event) (Call, []Effect, error) {
	m := judge(c, e)
	switch m.verdict {
	case Moved:
		return m.call, m.effects, nil
	case Ignored:
		return c, nil, nil
	default:
		return c, nil, m.err
	}
}

// Judge returns what e is to c, without moving it.
func Judge(c Call, e Event) Verdict { return judge(c, e).verdict }

// LineOf returns the line that e is in the timeline of the call that it moved from before to after. Seq is the store's.
func LineOf(before, after Call, e Event) Line {
	return Line{
		CallID:  after.ID,
		At:      e.At,
		Source:  e.Kind.Source(),
		Kind:    e.Kind,
		User:    e.User,
		Before:  before.State,
		After:   after.State,
		Ignored: Judge(before, e) != Moved,
		Failure: e.Failure,
		Facts:   e.Facts,
		MetaID:  e.MetaID,
	}
}

// Source says whose events of this kind are.
func (k Kind) Source() Source {
	switch k {
	case Offered, Connected, Rang, Accepted, Rejected, Terminated, RecordingReady, TranscriptReady, VoicemailLeft:
		return Metas
	default:
		return Ours
	}
}

// aside reports whether events of this kind move no call, whatever its state: they are about what was made of it.
func (k Kind) aside() bool {
	return k == RecordingReady || k == TranscriptReady || k == VoicemailLeft
}

// move is a call on its way through one event.
type move struct {
	was     Call
	call    Call
	event   Event
	effects []Effect
	verdict Verdict
	err     error
}

func judge(c Call, e Event) *move {
	m := &move{was: c, call: c, event: e, verdict: Moved}
	do, ok := tableOf(c.Direction)[c.State][e.Kind]
	if !ok && e.Kind.aside() && c.State != New {
		do, ok = keep, true
	}
	switch {
	case !ok:
		m.refuse(illegal(c, e))
	case c.MetaID != "" && e.MetaID != "" && c.MetaID != e.MetaID:
		m.refuse(fault.New(fault.Conflict, "This event belongs to another call.").Because(ReasonState))
	default:
		do(m)
	}
	return m
}

// illegal says to a person why the state does not allow the event.
func illegal(c Call, e Event) *fault.Error {
	switch {
	case c.State == Ended:
		return fault.New(fault.Conflict, "The call is over.").Because(ReasonOver)
	case c.State == Ringing && e.Kind == HungUp:
		return fault.New(fault.Conflict, "Nobody has answered this call yet. Decline it instead.").Because(ReasonNotActive)
	case e.Kind == HeldHere || e.Kind == Resumed:
		return fault.New(fault.Conflict, "The call has not been answered yet.").Because(ReasonNotActive)
	case c.State == New:
		return fault.New(fault.Conflict, "There is no such call yet.").Because(ReasonState)
	default:
		return fault.New(fault.Conflict, "The call is %s, so this is not possible (%s).", c.State, e.Kind).Because(ReasonState)
	}
}

func (m *move) ignore() { m.verdict = Ignored }

func (m *move) refuse(err *fault.Error) { m.verdict, m.err = Illegal, err }

func (m *move) do(kinds ...EffectKind) {
	for _, k := range kinds {
		m.effects = append(m.effects, Effect{Kind: k})
	}
}

func (m *move) note(k EffectKind, at time.Time) {
	m.effects = append(m.effects, Effect{Kind: k, At: at})
}

// named records Meta's id of the call and reports whether it is news.
func (m *move) named() bool {
	if m.call.MetaID != "" || m.event.MetaID == "" {
		return false
	}
	m.call.MetaID = m.event.MetaID
	return true
}

// pickUp records that both talk from at on. The counters of the permission and the service window follow once.
func (m *move) pickUp(at time.Time) {
	if !m.call.AnsweredAt.IsZero() {
		return
	}
	m.call.AnsweredAt = at
	m.note(CountAnswered, at)
	if m.call.Direction == Outbound {
		m.note(OpenWindow, at)
	}
}

// activate starts the talk. An operator whose leg is away has to come back in time.
func (m *move) activate(at time.Time) {
	m.call.State = Active
	m.call.Deadline = time.Time{}
	if m.call.Away {
		m.call.Deadline = m.event.At.Add(AwayGrace)
	}
	m.do(OpenGate)
	m.pickUp(at)
}

// end closes the call here; nothing is said to Meta.
func (m *move) end(o Outcome, f *Failure) {
	if m.call.State == Ringing {
		m.do(StopRinging)
	}
	m.call.State = Ended
	m.call.Outcome = o
	m.call.Failure = f
	m.call.EndedAt = m.event.At
	m.call.Deadline = time.Time{}
	m.call.Away = false
	m.do(CloseBridge)
	if o == Unanswered || o == Declined {
		m.note(CountMissed, m.event.At)
	}
}

// finish ends the call here and at Meta. While Meta has not named the call there is nothing to terminate: the event that
// brings the name does it.
func (m *move) finish(o Outcome, f *Failure) {
	switch {
	case m.call.MetaID == "":
	case m.call.State == Ringing:
		m.do(PostReject)
	default:
		m.do(PostTerminate)
	}
	m.end(o, f)
}

// talked sets the duration by our own clock, until Meta's figure is known.
func (m *move) talked() {
	if m.call.AnsweredAt.IsZero() {
		return
	}
	m.call.Duration = max(0, m.call.EndedAt.Sub(m.call.AnsweredAt))
}
