package call

import "ramal/internal/fault"

// offered starts an inbound call: Meta's leg comes up with pre_accept while the operators still ring. That the customer
// called opens the service window, whoever answers.
func offered(m *move) {
	m.named()
	m.call.State = Ringing
	if m.call.CreatedAt.IsZero() {
		m.call.CreatedAt = m.event.At
	}
	m.call.Deadline = m.event.At.Add(OfferTimeout)
	m.effects = append(m.effects, Effect{Kind: PostPreAccept, SDP: m.event.SDP})
	m.do(RingOperators)
	m.note(OpenWindow, m.event.At)
}

// claimed is the first operator who answers.
func claimed(m *move) {
	m.call.State = Answering
	m.call.Operator = m.event.User
	m.call.Deadline = m.event.At.Add(AcceptTimeout)
	m.do(PostAccept, StopRinging)
}

// claimedAgain is the winner's double click, or somebody who came second.
func claimedAgain(m *move) {
	if m.event.User == m.call.Operator {
		m.ignore()
		return
	}
	taken(m)
}

// taken refuses what only a ringing call allows.
func taken(m *move) {
	m.refuse(fault.New(fault.Conflict, "This call has already been answered.").
		Because(ReasonTaken).Wrap(Taken{By: m.call.Operator}))
}

// acceptConfirmed starts the talk: only now may audio flow to Meta.
func acceptConfirmed(m *move) { m.activate(m.event.At) }

// declinedHere is an operator who declines for all.
func declinedHere(m *move) {
	m.call.Operator = m.event.User
	m.finish(Refused, nil)
}

// givenUp is the operator's hang-up while the accept is under way.
func givenUp(m *move) { m.finish(Refused, nil) }

// offerExpired ends a call that no operator answered.
func offerExpired(m *move) {
	if !m.due() {
		m.ignore()
		return
	}
	m.finish(Missed, nil)
}

// acceptExpired ends a call whose accept got lost.
func acceptExpired(m *move) {
	if !m.due() {
		m.ignore()
		return
	}
	m.finish(Failed, &Failure{Reason: ReasonTimeout})
}
