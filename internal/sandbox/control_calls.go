package sandbox

import (
	"errors"
	"net/http"
	"unicode/utf8"

	"ramal/internal/meta"
	"ramal/internal/sandbox/relay"
)

// callView is a call as a phone shows it.
type callView struct {
	ID        string         `json:"id" doc:"Meta's id of the call: wacid…"`
	Direction meta.Direction `json:"direction" enum:"BUSINESS_INITIATED,USER_INITIATED" doc:"Who placed it."`
	State     callState      `json:"state" enum:"dialing,ringing,active,voicemail,ended" doc:"Where the call is; dialing is not yet seen on the phone."`
	Since     int64          `json:"since_unix" doc:"When the present state began, in Unix seconds."`
	Reason    string         `json:"ended_reason,omitempty" enum:"declined,busy,no_answer,cancelled,user_hangup,business_hangup,no_media,failed" doc:"Why it ended."`
	Voicemail bool           `json:"voicemail,omitempty" doc:"The call reached voicemail."`
	Recorded  bool           `json:"recorded,omitempty" doc:"Meta records or transcribes it, which both sides were told."`
}

func (t *tx) callView(c *call) callView {
	return callView{
		ID: c.ID, Direction: c.Direction, State: c.State, Since: c.since(), Reason: c.Reason, Voicemail: c.Voicemail,
		Recorded: c.Recording != nil || c.Transcript != nil,
	}
}

// dialed is how a user calls the business.
type dialed struct {
	CTA       string `json:"cta_payload" required:"false" doc:"The payload of the call button that was used, up to 512 characters." example:"promo-17"`
	Deeplink  string `json:"deeplink_payload" required:"false" doc:"The biz_payload of the wa.me/call link that was used, up to 512 characters."`
	Companion bool   `json:"companion" required:"false" doc:"The call comes from a companion device of the user: it grants no callback permission."`
}

func (s *Server) callBusiness(r *http.Request, in dialed) (made, error) {
	if utf8.RuneCountInString(in.CTA) > maxOpaque {
		return made{}, bad("cta_payload", "cta_payload is longer than 512 characters")
	}
	if utf8.RuneCountInString(in.Deeplink) > maxOpaque {
		return made{}, bad("deeplink_payload", "deeplink_payload is longer than 512 characters")
	}
	return s.dial(r, callPayload(in))
}

// dial lets the user that the path names call the business.
func (s *Server) dial(r *http.Request, p callPayload) (made, error) {
	may := func(t *tx, u *user) error {
		if why := t.mayCall(u); why != "" {
			if why == noPayment {
				t.sendUnpaid(u)
			}
			return conflict(why)
		}
		return nil
	}
	if err := s.onUser(r, may); err != nil {
		return made{}, err
	}
	leg, offer, err := s.relay.Offer(s.callOptions())
	if err != nil {
		return made{}, err
	}
	id := ""
	err = s.onUser(r, func(t *tx, u *user) error {
		if err := may(t, u); err != nil {
			return err
		}
		id = t.placeByUser(u, p, leg, offer).ID
		return nil
	})
	if err != nil {
		leg.Close()
		return made{}, err
	}
	return made{id}, nil
}

type callList struct {
	Calls []call `json:"calls" doc:"The calls, the newest first."`
}

func (s *Server) listCalls(*http.Request, none) (callList, error) {
	calls := []call{}
	s.must(func(t *tx) {
		for i := len(t.Calls) - 1; i >= 0; i-- {
			calls = append(calls, t.Calls[i].shown())
		}
	})
	return callList{calls}, nil
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
			return notFound("call " + r.PathValue("wacid") + "; GET /sandbox/calls lists them")
		}
		return f(t, c)
	})
}

func (s *Server) showCall(r *http.Request, _ none) (call, error) {
	var out call
	err := s.onCall(r, func(_ *tx, c *call) error { out = c.shown(); return nil })
	return out, err
}

// situation is why a phone cannot do something with the call now, in words.
func (c *call) situation() string {
	switch {
	case c.State == callDialing:
		return "the phone is switched off, or does not ring yet"
	case c.State == callActive:
		return "it was picked up"
	case c.over():
		return "it has ended (" + c.Reason + ")"
	case c.Direction == meta.UserInitiated:
		return "the user placed this one, and the business answers it through Graph"
	}
	return "the phone is switched off or out of reach"
}

func (s *Server) answerCall(r *http.Request, _ none) (outcome, error) {
	return done, s.onCall(r, func(t *tx, c *call) error {
		if t.hasten(c); !t.pickUp(c) {
			return conflict("only a ringing call of the business can be answered: " + c.situation())
		}
		return nil
	})
}

func (s *Server) declineCall(r *http.Request, _ none) (outcome, error) {
	return done, s.onCall(r, func(t *tx, c *call) error {
		if t.hasten(c); !t.decline(c) {
			return conflict("only a ringing call of the business can be declined: " + c.situation())
		}
		return nil
	})
}

// hangUpCall is the user hanging up. A call of the business that still rings is declined by it.
func (s *Server) hangUpCall(r *http.Request, _ none) (outcome, error) {
	return done, s.onCall(r, func(t *tx, c *call) error {
		t.hasten(c)
		switch {
		case !c.live() || c.State == callDialing:
			return conflict("there is nothing to hang up: " + c.situation())
		case c.gone:
			return conflict("the phone has lost its network: nobody hears it hang up")
		case c.State == callActive:
			t.end(c, reasonUserHangup, nil)
		case c.State == callVoicemail:
			t.leaveVoicemail(c, nil)
		case c.Direction == meta.UserInitiated:
			t.end(c, reasonCancelled, nil)
		case !t.decline(c):
			return conflict("the phone is switched off")
		}
		return nil
	})
}

// description is one side of an offer and its answer.
type description struct {
	SDP string `json:"sdp" doc:"A session description (RFC 8866) with CRLF line ends: an offer in the request, the answer in the answer."`
}

func (s *Server) joinAudio(r *http.Request, in description) (description, error) {
	if in.SDP == "" {
		return description{}, bad("sdp", "sdp is required")
	}
	var leg *relay.Leg
	err := s.onCall(r, func(_ *tx, c *call) error {
		if leg = c.leg; leg == nil {
			return conflict("the call is over")
		}
		return nil
	})
	if err != nil {
		return description{}, err
	}
	answer, err := leg.JoinPhone(in.SDP)
	var wrong *relay.SDPError
	switch {
	case errors.As(err, &wrong):
		return description{}, bad("sdp", wrong.Details)
	case errors.Is(err, relay.ErrPretended):
		return description{}, conflict("the sandbox was started with --no-media: there is no audio to join")
	case errors.Is(err, relay.ErrClosed):
		return description{}, conflict("the call is over")
	case err != nil:
		return description{}, err
	}
	return description{answer}, nil
}
