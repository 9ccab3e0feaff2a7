package call

import "time"

// talk reports whether Meta says that the call was picked up: only then a terminate carries times (Meta: Calling API,
// Business-initiated calls).
func (f *Facts) talk() bool { return f != nil && (f.Duration > 0 || !f.StartedAt.IsZero()) }

// failed reports whether Meta says that the call failed.
func (f *Facts) failed() bool { return f != nil && f.Failed }

// length returns how long Meta says they talked.
func (f *Facts) length() time.Duration {
	if f.Duration > 0 || f.EndedAt.IsZero() || f.StartedAt.IsZero() {
		return f.Duration
	}
	return max(0, f.EndedAt.Sub(f.StartedAt))
}

// started returns when Meta says that the talk began; end is when the call ended.
func (f *Facts) started(end time.Time) time.Time {
	if !f.StartedAt.IsZero() {
		return f.StartedAt
	}
	return end.Add(-f.length())
}

// terminated is Meta's end of a call that is live here, or, inbound, of one whose connect was overtaken.
func terminated(m *move) {
	m.named()
	e := m.event
	if m.was.State == New { // the customer called, if only for a moment
		m.call.CreatedAt = firstOf(m.call.CreatedAt, e.At)
		m.note(OpenWindow, e.At)
	}
	picked := e.Facts.talk() || !m.call.AnsweredAt.IsZero()
	switch {
	case e.Facts.failed() && !e.Facts.talk():
		m.end(Failed, e.Failure.or(ReasonMeta))
	case picked:
		m.end(Completed, e.Failure)
	case m.call.Direction == Inbound:
		m.end(Missed, e.Failure)
	default:
		m.end(Unanswered, e.Failure)
	}
	m.call.Closed = true
	if e.Facts.talk() {
		m.measure()
	} else if m.call.Outcome == Completed {
		m.talked()
	}
}

// terminatedAgain is Meta's end of a call that is over here: the echo of our own hang-up, a duplicate, or the version
// with the figures after one without. Figures correct, but never shorten what Meta itself said before.
func terminatedAgain(m *move) {
	news := m.named()
	if !m.call.Closed {
		m.call.Closed = true
		news = true
	}
	if m.richer() {
		news = true
		m.reconsider()
		m.measure()
	}
	if m.call.Failure == nil && m.event.Failure != nil {
		news = true
		m.call.Failure = m.event.Failure
	}
	if !news {
		m.ignore()
	}
}

// richer reports whether the terminate knows more of the talk than the call does.
func (m *move) richer() bool {
	f := m.event.Facts
	switch {
	case !f.talk():
		return false
	case !m.call.Measured || f.length() > m.call.Duration:
		return true
	default:
		return f.length() == m.call.Duration && !f.StartedAt.IsZero() && f.StartedAt.Before(m.call.AnsweredAt)
	}
}

// reconsider makes a call complete that in truth was picked up. What failed for a cause of ours stays failed.
func (m *move) reconsider() {
	switch m.call.Outcome {
	case Unanswered, Cancelled, Declined, Missed, Refused:
		m.call.Outcome = Completed
	case Failed:
		if !m.call.failedAtMeta() {
			return
		}
		m.call.Outcome = Completed
		m.dropBareFailure()
	}
}

// measure takes Meta's figures for the talk.
func (m *move) measure() {
	f := m.event.Facts
	if !f.EndedAt.IsZero() {
		m.call.EndedAt = f.EndedAt
	}
	m.pickUp(f.started(m.call.EndedAt))
	if !f.StartedAt.IsZero() {
		m.call.AnsweredAt = f.StartedAt
	}
	m.call.Duration = f.length()
	m.call.Measured = true
}

// dropBareFailure forgets a failure that only says that there was one: it stood for the outcome, which has changed.
func (m *move) dropBareFailure() {
	if m.call.Failure.Code == 0 {
		m.call.Failure = nil
	}
}

// failedAtMeta reports whether the call failed by Meta's verdict, not by ours. An inbound call that was not picked up
// failed here: its accept did not succeed.
func (c Call) failedAtMeta() bool {
	return c.Outcome == Failed && c.Failure.metas() && (c.Direction == Outbound || !c.AnsweredAt.IsZero())
}

func firstOf(times ...time.Time) time.Time {
	for _, t := range times {
		if !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}
