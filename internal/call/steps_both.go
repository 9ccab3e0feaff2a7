package call

import "time"

// due reports whether the deadline has passed. It may have been moved or lifted since the clock saw it.
func (m *move) due() bool {
	return !m.call.Deadline.IsZero() && !m.event.At.Before(m.call.Deadline)
}

// hungUp is the operator's hang-up of a talk.
func hungUp(m *move) {
	m.finish(Completed, nil)
	m.talked()
}

func held(m *move) {
	m.call.State = Held
	m.do(Hold)
}

func resumed(m *move) {
	m.call.State = Active
	m.do(Resume)
}

// joined is the operator's leg coming up: the first time it is only a line of the timeline, later it is the return.
func joined(m *move) {
	if !m.operators() {
		m.ignore()
		return
	}
	if m.call.Away && m.talking() {
		m.call.Deadline = time.Time{}
	}
	m.call.Away = false
}

// left is the operator's leg going away. A talk waits a while for it; before that the ringing goes on.
func left(m *move) {
	if !m.operators() || m.call.Away {
		m.ignore()
		return
	}
	m.call.Away = true
	if m.talking() {
		m.call.Deadline = m.event.At.Add(AwayGrace)
	}
}

// operators reports whether the event is about the leg of the operator who has the call.
func (m *move) operators() bool { return m.event.User == "" || m.event.User == m.call.Operator }

func (m *move) talking() bool { return m.call.State == Active || m.call.State == Held }

// awayExpired ends a talk whose operator did not come back.
func awayExpired(m *move) {
	if !m.due() {
		m.ignore()
		return
	}
	hungUp(m)
}

// failed is the step for technical ends; reason stands in where the event brings no failure.
func failed(reason string) step {
	return func(m *move) {
		m.finish(Failed, m.event.Failure.or(reason))
		m.talked()
	}
}

// nodeLost ends a call whose audio went down with its node. Nobody knows when the talk stopped, so the duration stays
// open until Meta tells it.
func nodeLost(m *move) { m.finish(Failed, m.event.Failure.or(ReasonRestarted)) }

// stopped ends a call because the server stops in an orderly way.
func stopped(o Outcome) step {
	return func(m *move) {
		m.finish(o, m.event.Failure.or(ReasonShutDown))
		m.talked()
	}
}

// metaLeft ends a call whose leg Meta closed without a word: the terminate got lost, or is very late and will correct this.
// Meta does it when the call is over, so the talk lasted until then, even if the phone was not heard any more: Meta gives one
// that lost its network some time to come back. Who was heard had picked up.
func metaLeft(m *move) {
	if m.call.Direction == Outbound && m.event.Facts.talk() { // who calls us is not heard before we accept
		m.pickUp(m.event.Facts.StartedAt)
	}
	switch {
	case !m.call.AnsweredAt.IsZero():
		m.finish(Completed, nil)
	case m.call.Direction == Inbound:
		m.finish(Missed, nil)
	default:
		m.finish(Unanswered, nil)
	}
	m.talked()
}

// closeConfirmed learns that Meta knows that the call is over. Where Meta took our word, the call went on there until then:
// that counts when Meta's own figures never come. Where Meta had ended it before, what we took for lost audio was the end.
func closeConfirmed(m *move) {
	if m.call.Closed {
		m.ignore()
		return
	}
	m.call.Closed = true
	f := m.event.Facts
	if f == nil || m.call.Measured {
		return
	}
	switch {
	case f.EndedAt.IsZero():
		m.overBefore()
	case !m.call.AnsweredAt.IsZero() && f.EndedAt.Sub(m.call.EndedAt) >= metaSecond:
		m.call.EndedAt = f.EndedAt
		m.talked()
	}
}

// overBefore makes an end of what looked like lost audio.
func (m *move) overBefore() {
	if m.call.Outcome != Failed || m.call.Failure.Reason != ReasonMediaLost {
		return
	}
	m.call.Failure = nil
	switch {
	case !m.call.AnsweredAt.IsZero():
		m.call.Outcome = Completed
	case m.call.Direction == Inbound:
		m.call.Outcome = Missed
	default:
		m.call.Outcome = Unanswered
		m.note(CountMissed, m.call.EndedAt)
	}
}

// metaSecond is how exact Meta's times are.
const metaSecond = time.Second
