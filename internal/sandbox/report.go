package sandbox

import (
	"fmt"
	"net/http"
	"regexp"

	"ramal/internal/sandbox/relay"
)

// mediaReport is a call's media, seen from Meta's side.
type mediaReport struct {
	ID       string        `json:"id" doc:"Meta's id of the call: wacid…"`
	State    callState     `json:"state" enum:"dialing,ringing,active,voicemail,ended" doc:"Where the call is."`
	Warnings []string      `json:"warnings" doc:"What Meta takes but does not recommend, in words, with the number that shows it."`
	Media    *relay.Report `json:"media" doc:"The counters; null when the call never had media."`
}

// callReport is what the media of a call saw: when it came up, when the business was first heard, in how many streams.
func (s *Server) callReport(r *http.Request, _ none) (mediaReport, error) {
	out := mediaReport{}
	err := s.onCall(r, func(_ *tx, c *call) error {
		out.ID, out.State, out.Media = c.ID, c.State, c.report()
		out.Warnings = append(append([]string{}, c.Warnings...), c.noticed()...)
		return nil
	})
	return out, err
}

// slowMedia is from when on a first packet is worth a warning: the user hears nothing until it comes.
const slowMedia = 2000

// noticed puts what the counters show into words (Meta: Calling API, FAQ and Integration patterns).
func (c *call) noticed() (out []string) {
	m := c.report()
	if m == nil || m.Pretended {
		return nil
	}
	say := func(when bool, format string, a ...any) {
		if when {
			out = append(out, fmt.Sprintf(format, a...))
		}
	}
	say(m.EarlyPackets > 0, "early media: %d packets before the call was picked up; the user's phone takes the first as the answer", m.EarlyPackets)
	say(m.SSRCs > 1, "%d streams (SSRC) in one call: Meta's relay wants a single one for the whole call", m.SSRCs)
	say(m.RoleConflicts > 0, "%d ICE checks claimed the controlled role: Meta is ICE-lite, so the business controls", m.RoleConflicts)
	say(m.ForeignPackets > 0, "%d packets with a payload type that nobody agreed on", m.ForeignPackets)
	if c.Picked == 0 {
		return out
	}
	say(m.ICEConnectedMS == nil, "picked up, but ICE never came up: a full agent has to send the first checks")
	say(m.ICEConnectedMS != nil && m.DTLSConnectedMS == nil, "picked up, but DTLS never came up")
	say(m.DTLSConnectedMS != nil && m.PacketsIn == 0, "picked up, but the business has sent no audio")
	if first := m.FirstMediaMS; first != nil {
		say(*first > slowMedia, "the first audio of the business came %d ms after the pick-up", *first)
	}
	return out
}

var keys = regexp.MustCompile(`^[0-9*#A-D]+$`)

// keypad is what a user presses.
type keypad struct {
	Digits string `json:"digits" doc:"What is pressed: up to 64 of 0-9, *, # and A-D." example:"12#"`
}

const mostDigits = 64

// pressKeys sends DTMF to the business, as RFC 4733 events. There is no webhook of it (Meta: Calling API, User-initiated calls).
func (s *Server) pressKeys(r *http.Request, in keypad) (outcome, error) {
	if !keys.MatchString(in.Digits) || len(in.Digits) > mostDigits {
		return outcome{}, bad("digits", fmt.Sprintf("digits must be 1 to %d of 0-9, *, # and A-D", mostDigits))
	}
	var leg *relay.Leg
	err := s.onCall(r, func(_ *tx, c *call) error {
		switch {
		case c.State != callActive || c.leg == nil:
			return conflict("keys can be pressed in an active call only")
		case c.gone:
			return conflict("the phone has lost its network")
		}
		leg = c.leg
		return nil
	})
	if err != nil {
		return outcome{}, err
	}
	if err := leg.Press(in.Digits); err != nil {
		return outcome{}, conflict(err.Error())
	}
	return done, nil
}
