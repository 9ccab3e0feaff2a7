package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// course is what happens in a call of the storm.
type course string

const (
	customerEnds  course = "answered, the customer hangs up"
	operatorEnds  course = "answered, the operator hangs up"
	phoneEnds     course = "answered, the phone drops the call by itself"
	vanishes      course = "answered, the phone loses its network"
	declined      course = "declined"
	busy          course = "the phone is busy"
	unanswered    course = "unanswered"
	phoneOff      course = "the phone is off"
	cancelled     course = "cancelled by the operator"
	quick         course = "hung up as soon as it is placed"
	inbound       course = "the customer calls and gives up"
	inboundQuick  course = "the customer calls and hangs up at once"
	inboundMissed course = "the customer calls until WhatsApp gives up"
)

func (c course) inbound() bool { return c == inbound || c == inboundQuick || c == inboundMissed }

// answered reports whether somebody talks in it.
func (c course) answered() bool {
	return c == customerEnds || c == operatorEnds || c == phoneEnds || c == vanishes
}

// losable is what may be lost of each course: webhooks whose loss leaves enough to find out how the call went. Meta has no
// way to ask. Who loses the answer to its offer and the end of a talk, say, has nothing left to go by.
var losable = map[course][]string{
	customerEnds: {
		"ACCEPTED", "terminate", "connect", "RINGING", "ACCEPTED terminate", "RINGING ACCEPTED", "RINGING ACCEPTED terminate",
		"RINGING terminate", "connect RINGING", "connect ACCEPTED", "connect RINGING ACCEPTED",
	},
	operatorEnds: {
		"ACCEPTED", "terminate", "connect", "RINGING", "ACCEPTED terminate", "RINGING ACCEPTED", "RINGING ACCEPTED terminate",
		"RINGING terminate", "connect RINGING", "connect ACCEPTED",
	},
	phoneEnds: {"ACCEPTED", "terminate", "connect", "ACCEPTED terminate", "RINGING ACCEPTED terminate"},
	vanishes:  {"ACCEPTED", "terminate", "RINGING", "ACCEPTED terminate"},
	busy:      {"REJECTED", "terminate", "connect", "REJECTED terminate"},
	declined: {
		"REJECTED", "terminate", "connect", "RINGING", "REJECTED terminate", "connect REJECTED", "RINGING REJECTED",
		"connect RINGING REJECTED terminate",
	},
	unanswered:    {"terminate", "connect", "RINGING", "connect RINGING", "connect RINGING terminate"},
	phoneOff:      {"terminate", "connect", "connect terminate"},
	cancelled:     {"terminate", "connect", "RINGING", "connect RINGING terminate"},
	quick:         {"terminate", "connect", "RINGING ACCEPTED", "connect RINGING ACCEPTED"},
	inbound:       {"connect", "terminate", "connect terminate"},
	inboundQuick:  {"connect", "terminate", "connect terminate"},
	inboundMissed: {"connect", "terminate", "connect terminate"},
}

// shares is how often each course is drawn, of a hundred.
var shares = []struct {
	course course
	share  int
}{
	{customerEnds, 18},
	{operatorEnds, 16},
	{phoneEnds, 7},
	{vanishes, 5},
	{declined, 7},
	{busy, 3},
	{unanswered, 6},
	{phoneOff, 4},
	{cancelled, 8},
	{quick, 9},
	{inbound, 8},
	{inboundQuick, 5},
	{inboundMissed, 4},
}

// plan is one call of the storm: all that chance decides of it.
type plan struct {
	user   string // the wa_id of the one customer who has no other call
	course course
	lost   []string      // the events whose webhook never arrives
	picks  time.Duration // how long the phone rings before it answers or declines
	lasts  time.Duration // the talk, or the patience of whoever gives up
}

func (p plan) String() string {
	if len(p.lost) == 0 {
		return fmt.Sprintf("%s: %s", p.user, p.course)
	}
	return fmt.Sprintf("%s: %s, lost: %s", p.user, p.course, strings.Join(p.lost, " "))
}

func (p plan) loses(event string) bool { return slices.Contains(p.lost, event) }

// plans draws the calls of a storm. One in two loses something.
func plans(dice *rand.Rand, n int) []plan {
	all := make([]plan, n)
	for i := range all {
		p := plan{
			user:  fmt.Sprintf("55218%08d", 70_000_000+i),
			picks: between(dice, 20*time.Millisecond, 800*time.Millisecond),
			lasts: between(dice, 300*time.Millisecond, 4*time.Second),
		}
		draw := dice.IntN(100)
		for _, s := range shares {
			if draw -= s.share; draw < 0 {
				p.course = s.course
				break
			}
		}
		if dice.IntN(2) == 0 {
			lists := losable[p.course]
			p.lost = strings.Fields(lists[dice.IntN(len(lists))])
		}
		switch {
		case p.course == quick:
			p.lasts = between(dice, 0, 250*time.Millisecond)
		case p.course.answered() && p.loses("terminate") && p.loses("ACCEPTED"):
			p.lasts += 2 * latest // or there is not enough to hear
		case p.course.answered() && p.loses("terminate"):
			p.lasts += latest // or Meta's answer may come when all is over: as good as lost
		}
		all[i] = p
	}
	return all
}

// latest is how late a webhook may be: in the worst weather held back, delayed, and behind a slow answer of Graph's.
const latest = 2500 * time.Millisecond

// weather draws the faults of the next moment. Webhooks share a POST only while many are on their way: one that waits for
// company would be later than the latest.
func weather(dice *rand.Rand, crowded bool) map[string]any {
	faults := map[string]any{
		"double": dice.IntN(4), "reorder": dice.IntN(4), "delay_ms": 0, "graph_errors": 0, "graph_delay_ms": 0, "graph_lost": 0,
		"graph_status": []int{500, 503}[dice.IntN(2)], "graph_lost_as": []string{"error", "silence"}[dice.IntN(2)],
	}
	switch dice.IntN(6) {
	case 0:
		faults["delay_ms"] = dice.IntN(900)
	case 1:
		faults["graph_delay_ms"] = dice.IntN(300)
	case 2:
		faults["graph_errors"] = dice.IntN(5)
	case 3:
		faults["graph_lost"] = dice.IntN(3)
	case 4:
		if crowded {
			faults["batch"] = 2
		}
	}
	return faults
}

func between(dice *rand.Rand, from, to time.Duration) time.Duration {
	return from + time.Duration(dice.Int64N(int64(to-from)))
}
