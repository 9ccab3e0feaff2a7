package call

import "time"

// The times that end a call by themselves. Ours are chosen around Meta's, so that Meta's word comes first where Meta has
// one, and ours only where Meta stays silent.
const (
	// RingTimeout is how long an outbound call may dial and ring. Meta documents no ring time-out for business-initiated
	// calls; one minute at most is what is seen. Ours is longer, so that Meta's terminate normally ends the call.
	RingTimeout = 75 * time.Second

	// OfferTimeout is how long an inbound call rings operators. Meta gives up 30 to 60 s after the connect webhook
	// (Meta: Calling API, User-initiated calls, June 2026).
	OfferTimeout = 40 * time.Second

	// AcceptTimeout is how long a claimed call may wait for Meta's answer to accept. It is longer than the time-out of
	// that request, so it only fires when its result got lost.
	AcceptTimeout = 20 * time.Second

	// AwayGrace is how long a talk goes on without the operator's leg: time enough for a reload or a change of network.
	// Meanwhile the bridge sends silence, because WhatsApp ends a call after 30 s without media from the business
	// (Meta: Calling API, Troubleshooting, June 2026).
	AwayGrace = 60 * time.Second
)
