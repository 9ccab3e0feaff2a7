package sandbox

import (
	"errors"
	"net/http"

	"ramal/internal/meta"
	"ramal/internal/sandbox/relay"
)

// callView is a call as a phone shows it.
type callView struct {
	ID        string         `json:"id"`
	Direction meta.Direction `json:"direction"`
	State     callState      `json:"state"`
	Since     int64          `json:"since_unix"`
	Reason    string         `json:"ended_reason,omitempty"`
}

func (t *tx) callView(c *call) callView {
	return callView{ID: c.ID, Direction: c.Direction, State: c.State, Since: c.since(), Reason: c.Reason}
}

func (s *Server) callBusiness(r *http.Request) (any, error) {
	var in struct {
		CTA       string `json:"cta_payload"`
		Deeplink  string `json:"deeplink_payload"`
		Companion bool   `json:"companion"`
	}
	if err := decode(r, &in); err != nil {
		return nil, err
	}
	if len(in.CTA) > maxOpaque {
		return nil, bad("cta_payload", "cta_payload is longer than 512 characters")
	}
	if len(in.Deeplink) > maxOpaque {
		return nil, bad("deeplink_payload", "deeplink_payload is longer than 512 characters")
	}
	may := func(t *tx, u *user) error {
		if why := t.mayCall(u); why != "" {
			return conflict(why)
		}
		return nil
	}
	if err := s.onUser(r, may); err != nil {
		return nil, err
	}
	leg, offer, err := s.relay.Offer()
	if err != nil {
		return nil, err
	}
	id := ""
	err = s.onUser(r, func(t *tx, u *user) error {
		if err := may(t, u); err != nil {
			return err
		}
		id = t.placeByUser(u, callPayload{CTA: in.CTA, Deeplink: in.Deeplink}, leg, offer).ID
		return nil
	})
	if err != nil {
		leg.Close()
		return nil, err
	}
	return map[string]string{"id": id}, nil
}

func (s *Server) listCalls(*http.Request) (any, error) {
	calls := []call{}
	s.must(func(t *tx) {
		for i := len(t.Calls) - 1; i >= 0; i-- {
			calls = append(calls, t.Calls[i].shown())
		}
	})
	return map[string]any{"calls": calls}, nil
}

// shown is a copy for the control plane, with what its media saw so far.
func (c *call) shown() call {
	out := *c
	out.Media = c.report()
	return out
}

// onCall changes the call that the path names.
func (s *Server) onCall(r *http.Request, f func(*tx, *call) error) error {
	return s.do(func(t *tx) error {
		c := t.calls[r.PathValue("wacid")]
		if c == nil {
			return notFound("call " + r.PathValue("wacid"))
		}
		return f(t, c)
	})
}

func (s *Server) showCall(r *http.Request) (any, error) {
	var out call
	err := s.onCall(r, func(_ *tx, c *call) error { out = c.shown(); return nil })
	return out, err
}

// callReport is what the media of a call saw: when it came up, when the business was first heard, in how many streams.
func (s *Server) callReport(r *http.Request) (any, error) {
	out := struct {
		ID       string        `json:"id"`
		State    callState     `json:"state"`
		Warnings []string      `json:"warnings"`
		Media    *relay.Report `json:"media"`
	}{}
	err := s.onCall(r, func(_ *tx, c *call) error {
		out.ID, out.State, out.Media = c.ID, c.State, c.report()
		out.Warnings = append([]string{}, c.Warnings...)
		return nil
	})
	return out, err
}

func (s *Server) answerCall(r *http.Request) (any, error) {
	return done, s.onCall(r, func(t *tx, c *call) error {
		if !t.pickUp(c) {
			return conflict("only a ringing call of the business can be answered")
		}
		return nil
	})
}

func (s *Server) declineCall(r *http.Request) (any, error) {
	return done, s.onCall(r, func(t *tx, c *call) error {
		if !t.decline(c) {
			return conflict("only a ringing call of the business can be declined")
		}
		return nil
	})
}

// hangUpCall is the user hanging up. A call of the business that still rings is declined by it.
func (s *Server) hangUpCall(r *http.Request) (any, error) {
	return done, s.onCall(r, func(t *tx, c *call) error {
		switch {
		case !c.live() || c.State == callDialing:
			return conflict("there is no such call on the phone any more")
		case c.State == callActive:
			t.end(c, reasonUserHangup, nil)
		case c.Direction == meta.UserInitiated:
			t.end(c, reasonCancelled, nil)
		default:
			t.decline(c)
		}
		return nil
	})
}

func (s *Server) joinAudio(r *http.Request) (any, error) {
	var in struct {
		SDP string `json:"sdp"`
	}
	if err := decode(r, &in); err != nil {
		return nil, err
	}
	if in.SDP == "" {
		return nil, bad("sdp", "sdp is required")
	}
	var leg *relay.Leg
	err := s.onCall(r, func(_ *tx, c *call) error {
		if leg = c.leg; leg == nil {
			return conflict("the call is over")
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	answer, err := leg.JoinPhone(in.SDP)
	var wrong *relay.SDPError
	switch {
	case errors.As(err, &wrong):
		return nil, bad("sdp", wrong.Details)
	case errors.Is(err, relay.ErrClosed):
		return nil, conflict("the call is over")
	case err != nil:
		return nil, err
	}
	return map[string]string{"sdp": answer}, nil
}
