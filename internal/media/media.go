// Package media carries the sound of calls: a Bridge per call, between Meta's leg and the operator's browser. One public UDP
// port serves all browsers; Meta's legs go out from ports of their own.
//
// Both legs end here (ICE, DTLS-SRTP) and Opus is forwarded between them untouched, so the operator's leg may come and go
// while Meta's leg stays. Towards Meta there is one SSRC with rising sequence numbers and timestamps for the whole call,
// whoever speaks; silence is spoken when nobody does.
//
// It does not know what a call is, who may speak, or how SDP reaches the other side: it opens, joins, holds, closes, and
// reports what it hears. It does not decode or mix sound, and it never speaks to Meta's API.
package media

import (
	"log/slog"
	"time"
)

// Options say where media is received and who hears about it.
type Options struct {
	// Listen is the UDP address that browsers send to, host:port. An empty host or 0.0.0.0 listens on every interface;
	// port 0 takes a free one. Naming the host is best: a reply from a wildcard socket leaves by the system's route, which
	// need not be the address that the browser sent to. Meta's legs use free ports of the same host, outbound only.
	Listen string
	// PublicIPs replace the local addresses in what we tell the other side, for hosts behind a 1:1 NAT. One per family.
	PublicIPs []string
	// Log gets pion's complaints at debug level. nil is slog.Default.
	Log *slog.Logger
	// OnReport hears of every change of a bridge, in order, from one goroutine and under no lock. It may call any method
	// of a Bridge; it must not call Engine.Close, and reports wait while it runs. nil drops reports.
	OnReport func(Report)
}

// ReportKind says what a bridge noticed.
type ReportKind string

// The kinds of report.
const (
	OperatorUp     ReportKind = "operator_up"      // the operator's leg is connected (ICE and DTLS)
	OperatorGone   ReportKind = "operator_gone"    // it was lost or never connected; not sent when a newer join replaced it
	MetaUp         ReportKind = "meta_up"          // Meta's leg is connected
	MetaFirstAudio ReportKind = "meta_first_audio" // the first audio packet from Meta arrived
	MetaLost       ReportKind = "meta_lost"        // nothing from Meta for StartLimit after the gate opened, or QuietLimit later on
	MetaFailed     ReportKind = "meta_failed"      // ICE or DTLS with Meta failed
	MetaSpeaks     ReportKind = "meta_speaks"      // audio has flowed from Meta for SpeakGrace, and the gate is still shut
	MetaLeft       ReportKind = "meta_left"        // Meta closed its leg, and for LeaveGrace nobody closed the bridge
)

// Meta's own clients give up on a leg without media after these times (Meta: Calling API, Troubleshooting), so we hold
// Meta's side to the same.
const (
	StartLimit = 20 * time.Second
	QuietLimit = 30 * time.Second
)

// What is heard may be ahead of what is told: a webhook gets this long before what the audio shows is reported.
const (
	SpeakGrace = 3 * time.Second
	LeaveGrace = 3 * time.Second
)

// Report is one thing that a bridge noticed.
type Report struct {
	Bridge string // the id given to OpenBridge
	Kind   ReportKind
	At     time.Time
	Detail string // for support, may be empty: the state of the transport. Never SDP

	// From is when Meta's audio began, Until when its leg was last heard, and of MetaLeft when it was closed. Zero for never;
	// only MetaSpeaks, MetaLeft, MetaLost and MetaFailed have them.
	From, Until time.Time
}

// Quality is what a bridge knows about the sound in each direction.
type Quality struct {
	FromMeta, ToMeta         Flow
	FromOperator, ToOperator Flow // of the present operator leg; zero without one
}

// Flow is one direction of one leg. What we receive is counted here; what we send is what the receiver told us by RTCP,
// and zero until it did.
type Flow struct {
	Packets   uint64        // received, or sent
	Lost      uint64        // that should have arrived and did not
	Fraction  float64       // share lost in the latest reporting interval, 0 to 1
	Jitter    time.Duration // RFC 3550 interarrival jitter
	RoundTrip time.Duration // of the leg, from RTCP; only in the To flows, 0 while unknown
}
