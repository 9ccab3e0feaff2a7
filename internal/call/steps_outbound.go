package call

// dialed starts an outbound call: the connect is posted with the bridge's offer.
func dialed(m *move) {
	m.call.State = Dialing
	m.call.Operator = m.event.User
	if m.call.CreatedAt.IsZero() {
		m.call.CreatedAt = m.event.At
	}
	m.call.Deadline = m.event.At.Add(RingTimeout)
	m.do(PostConnect)
}

// placed learns Meta's id from the answer to the connect. A webhook may have brought it before.
func placed(m *move) { named(m) }

// named keeps a repeated fact only for the id that it may bring.
func named(m *move) {
	if !m.named() {
		m.ignore()
	}
}

// placeFailed ends a call that Meta did not take. When a webhook has named the call, Meta did take it and only the answer
// got lost: then the webhooks and the deadline decide.
func placeFailed(m *move) {
	if m.call.MetaID != "" {
		m.ignore()
		return
	}
	f := m.event.Failure.or(ReasonMeta)
	outcome := Failed
	if f.Code == CodeContactBusy {
		outcome = Busy
	}
	m.end(outcome, f)
	m.call.Closed = !f.silent()
}

// placeFailedLate learns that a call which was cancelled before Meta named it never existed there.
func placeFailedLate(m *move) {
	if m.call.MetaID != "" || m.call.Closed || m.event.Failure.silent() {
		m.ignore()
		return
	}
	m.call.Closed = true
}

// connected gives Meta's answer to the bridge, once. It is not the pick-up: it comes up to 20 s before that.
func connected(m *move) {
	news := m.named()
	if m.call.Joined {
		if !news {
			m.ignore()
		}
		return
	}
	m.call.Joined = true
	m.effects = append(m.effects, Effect{Kind: ApplyAnswer, SDP: m.event.SDP})
}

// rang learns that the customer's phone rings.
func rang(m *move) {
	m.named()
	m.call.State = Alerting
	m.call.AlertedAt = m.event.At
}

// rangLate keeps the time of a ringing that was overtaken by the pick-up.
func rangLate(m *move) {
	news := m.named()
	if m.call.AlertedAt.IsZero() {
		m.call.AlertedAt = m.event.At
		news = true
	}
	if !news {
		m.ignore()
	}
}

// rangTooLate is rangLate for a call that is over.
func rangTooLate(m *move) {
	fresh := m.call.AlertedAt.IsZero()
	namedLate(m)
	if fresh {
		m.call.AlertedAt = m.event.At
		m.verdict = Moved
	}
}

// accepted is the pick-up. It may come before the connect webhook.
func accepted(m *move) {
	m.named()
	m.activate(m.event.At)
}

// spoke is the pick-up as it is heard, for an ACCEPTED that got lost. A phone that rings sends nothing (assumed).
func spoke(m *move) { m.activate(m.event.At) }

// rejected ends the call because the customer declined. Meta's terminate follows and only closes it.
func rejected(m *move) {
	m.named()
	m.end(Declined, nil)
}

// cancelled is the operator's hang-up before the pick-up.
func cancelled(m *move) { m.finish(Cancelled, nil) }

// ringExpired ends a call that nobody picked up and that Meta did not end in time. A call that Meta did not even name by
// then was never placed.
func ringExpired(m *move) {
	switch {
	case !m.due():
		m.ignore()
	case m.call.MetaID == "":
		m.finish(Failed, &Failure{Reason: ReasonTimeout})
	default:
		m.finish(Unanswered, nil)
	}
}

// namedLate learns Meta's id of a call that is over here: now it can be terminated there.
func namedLate(m *move) {
	if !m.named() {
		m.ignore()
		return
	}
	if !m.call.Closed {
		m.do(PostTerminate)
	}
}

// acceptedLate learns of the pick-up after the end. The call stays over, but it was not unanswered.
func acceptedLate(m *move) {
	fresh := m.call.AnsweredAt.IsZero() && m.call.Outcome != Declined && m.call.Outcome != Busy
	namedLate(m)
	if !fresh {
		return
	}
	m.verdict = Moved
	m.pickUp(m.event.At)
	if m.call.Outcome == Unanswered || m.call.Outcome == Cancelled {
		m.call.Outcome = Completed
		m.talked()
	}
}

// rejectedLate learns that a call, which Meta's terminate ended already, had been declined.
func rejectedLate(m *move) {
	fresh := m.call.AnsweredAt.IsZero() && (m.call.Outcome == Unanswered || m.call.failedAtMeta())
	namedLate(m)
	if !fresh {
		return
	}
	m.verdict = Moved
	if m.call.Outcome == Failed { // an unanswered one was counted
		m.note(CountMissed, m.event.At)
		m.dropBareFailure()
	}
	m.call.Outcome = Declined
}
