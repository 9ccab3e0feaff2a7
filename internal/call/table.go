package call

// step moves a call by one event. It may find that there is nothing to do.
type step func(*move)

// row says what each kind of event does in one state. A kind that is not in it is illegal there.
type row map[Kind]step

func tableOf(d Direction) map[State]row {
	if d == Inbound {
		return inbound
	}
	return outbound
}

// ignore is the step for duplicates and for facts that came too late to matter.
func ignore(m *move) { m.ignore() }

// keep is the step for facts that only the timeline keeps.
func keep(*move) {}

// outbound is the life of a call that an operator places. It is read only.
var outbound = map[State]row{
	New: {
		Dialed: dialed,
	},
	Dialing: {
		Placed:         placed,
		PlaceFailed:    placeFailed,
		HungUp:         cancelled,
		OperatorJoined: joined,
		OperatorLeft:   left,

		Connected:  connected,
		Rang:       rang,
		Accepted:   accepted,
		Rejected:   rejected,
		Terminated: terminated,

		Expired:    ringExpired,
		MediaUp:    keep,
		MediaLost:  failed(ReasonMediaLost),
		Spoke:      spoke,
		MetaLeft:   metaLeft,
		NodeLost:   nodeLost,
		ShutDown:   stopped(Cancelled),
		AnswerLost: failed(ReasonSetup),
	},
	Alerting: {
		Placed:         placed,
		PlaceFailed:    ignore,
		HungUp:         cancelled,
		OperatorJoined: joined,
		OperatorLeft:   left,

		Connected:  connected,
		Rang:       named,
		Accepted:   accepted,
		Rejected:   rejected,
		Terminated: terminated,

		Expired:    ringExpired,
		MediaUp:    keep,
		MediaLost:  failed(ReasonMediaLost),
		Spoke:      spoke,
		MetaLeft:   metaLeft,
		NodeLost:   nodeLost,
		ShutDown:   stopped(Cancelled),
		AnswerLost: failed(ReasonSetup),
	},
	Active: {
		Placed:         placed,
		PlaceFailed:    ignore,
		HungUp:         hungUp,
		HeldHere:       held,
		Resumed:        ignore,
		OperatorJoined: joined,
		OperatorLeft:   left,

		Connected:  connected,
		Rang:       rangLate,
		Accepted:   named,
		Rejected:   named,
		Terminated: terminated,

		Expired:    awayExpired,
		MediaUp:    keep,
		MediaLost:  failed(ReasonMediaLost),
		Spoke:      ignore,
		MetaLeft:   metaLeft,
		NodeLost:   nodeLost,
		ShutDown:   stopped(Completed),
		AnswerLost: failed(ReasonSetup),
	},
	Held: {
		Placed:         placed,
		PlaceFailed:    ignore,
		HungUp:         hungUp,
		HeldHere:       ignore,
		Resumed:        resumed,
		OperatorJoined: joined,
		OperatorLeft:   left,

		Connected:  connected,
		Rang:       rangLate,
		Accepted:   named,
		Rejected:   named,
		Terminated: terminated,

		Expired:    awayExpired,
		MediaUp:    keep,
		MediaLost:  failed(ReasonMediaLost),
		Spoke:      ignore,
		MetaLeft:   metaLeft,
		NodeLost:   nodeLost,
		ShutDown:   stopped(Completed),
		AnswerLost: failed(ReasonSetup),
	},
	Ended: {
		Placed:         namedLate,
		PlaceFailed:    placeFailedLate,
		HungUp:         ignore,
		OperatorJoined: ignore,
		OperatorLeft:   ignore,
		CloseConfirmed: closeConfirmed,

		Connected:  namedLate,
		Rang:       rangTooLate,
		Accepted:   acceptedLate,
		Rejected:   rejectedLate,
		Terminated: terminatedAgain,

		Expired:    ignore,
		MediaUp:    ignore,
		MediaLost:  ignore,
		Spoke:      ignore,
		MetaLeft:   ignore,
		NodeLost:   ignore,
		ShutDown:   ignore,
		AnswerLost: ignore,
	},
}

// inbound is the life of a call that a customer starts. It is read only.
var inbound = map[State]row{
	New: {
		Offered:    offered,
		Terminated: terminated, // it may overtake the connect webhook
	},
	Ringing: {
		Claimed:        claimed,
		DeclinedHere:   declinedHere,
		OperatorJoined: keep, // legs come up while it rings
		OperatorLeft:   keep,

		Offered:    ignore,
		Terminated: terminated,

		Expired:    offerExpired,
		MediaUp:    keep,
		MediaLost:  failed(ReasonMediaLost),
		Spoke:      ignore,
		MetaLeft:   metaLeft,
		NodeLost:   nodeLost,
		ShutDown:   stopped(Missed),
		AnswerLost: failed(ReasonSetup),
	},
	Answering: {
		Claimed:         claimedAgain,
		AcceptConfirmed: acceptConfirmed,
		AcceptFailed:    failed(ReasonSetup),
		DeclinedHere:    taken,
		HungUp:          givenUp,
		OperatorJoined:  joined,
		OperatorLeft:    left,

		Offered:    ignore,
		Terminated: terminated,

		Expired:    acceptExpired,
		MediaUp:    keep,
		MediaLost:  failed(ReasonMediaLost),
		Spoke:      ignore,
		MetaLeft:   metaLeft,
		NodeLost:   nodeLost,
		ShutDown:   stopped(Failed),
		AnswerLost: failed(ReasonSetup),
	},
	Active: {
		Claimed:         claimedAgain,
		AcceptConfirmed: ignore,
		AcceptFailed:    ignore,
		DeclinedHere:    taken,
		HungUp:          hungUp,
		HeldHere:        held,
		Resumed:         ignore,
		OperatorJoined:  joined,
		OperatorLeft:    left,

		Offered:    ignore,
		Terminated: terminated,

		Expired:    awayExpired,
		MediaUp:    keep,
		MediaLost:  failed(ReasonMediaLost),
		Spoke:      ignore,
		MetaLeft:   metaLeft,
		NodeLost:   nodeLost,
		ShutDown:   stopped(Completed),
		AnswerLost: ignore,
	},
	Held: {
		Claimed:         claimedAgain,
		AcceptConfirmed: ignore,
		AcceptFailed:    ignore,
		DeclinedHere:    taken,
		HungUp:          hungUp,
		HeldHere:        ignore,
		Resumed:         resumed,
		OperatorJoined:  joined,
		OperatorLeft:    left,

		Offered:    ignore,
		Terminated: terminated,

		Expired:    awayExpired,
		MediaUp:    keep,
		MediaLost:  failed(ReasonMediaLost),
		Spoke:      ignore,
		MetaLeft:   metaLeft,
		NodeLost:   nodeLost,
		ShutDown:   stopped(Completed),
		AnswerLost: ignore,
	},
	Ended: {
		AcceptConfirmed: ignore,
		AcceptFailed:    ignore,
		DeclinedHere:    ignore,
		HungUp:          ignore,
		OperatorJoined:  ignore,
		OperatorLeft:    ignore,
		CloseConfirmed:  closeConfirmed,

		Offered:    ignore,
		Terminated: terminatedAgain,

		Expired:    ignore,
		MediaUp:    ignore,
		MediaLost:  ignore,
		Spoke:      ignore,
		MetaLeft:   ignore,
		NodeLost:   ignore,
		ShutDown:   ignore,
		AnswerLost: ignore,
	},
}
