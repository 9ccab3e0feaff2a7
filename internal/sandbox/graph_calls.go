package sandbox

import (
	"errors"
	"strings"
	"time"

	"ramal/internal/sandbox/relay"
)

type callRequest struct {
	MessagingProduct string   `json:"messaging_product"`
	Action           string   `json:"action"`
	To               loose    `json:"to"`
	Recipient        string   `json:"recipient"`
	CallID           string   `json:"call_id"`
	Session          *session `json:"session"`
	Opaque           string   `json:"biz_opaque_callback_data"`
}

type session struct {
	SDPType string `json:"sdp_type"`
	SDP     string `json:"sdp"`
}

type callAnswer struct {
	MessagingProduct string       `json:"messaging_product"`
	Calls            []answerCall `json:"calls,omitempty"`
	Success          bool         `json:"success,omitempty"`
}

type answerCall struct {
	ID string `json:"id"`
}

const callActions = "CONNECT, PRE_ACCEPT, ACCEPT, REJECT, TERMINATE"

func (s *Server) postCalls(r *graphRequest) (any, *graphError) {
	var c callRequest
	if err := r.decode(&c); err != nil {
		return nil, err
	}
	if err := product(c.MessagingProduct); err != nil {
		return nil, err
	}
	if len(c.Opaque) > maxOpaque {
		return nil, parameter("Param biz_opaque_callback_data must be at most %d characters long.", maxOpaque)
	}
	var fail *graphError
	switch c.Action {
	case "":
		fail = parameter("The parameter action is required.")
	case "connect":
		return s.connect(c)
	case "pre_accept", "accept":
		fail = s.accept(c)
	case "reject":
		fail = s.reject(c)
	case "terminate":
		fail = s.terminate(c)
	default:
		fail = parameter("Param action must be one of {%s} - got %q.", callActions, c.Action)
	}
	if fail != nil {
		return nil, fail
	}
	return callAnswer{MessagingProduct: "whatsapp", Success: true}, nil
}

// want checks the session object of a request.
func (c *callRequest) want(sdpType string) *graphError {
	switch {
	case c.Session == nil:
		return parameter("The parameter session is required.")
	case c.Session.SDPType == "":
		return parameter("The parameter session['sdp_type'] is required.")
	case !strings.EqualFold(c.Session.SDPType, sdpType):
		return fault(100).details("Invalid sdp_type %q: %s needs %q", c.Session.SDPType, c.Action, sdpType)
	case c.Session.SDP == "":
		return parameter("The parameter session['sdp'] is required.")
	}
	if _, err := relay.Check(c.Session.SDP); err != nil {
		return sdpFault(err)
	}
	return nil
}

// sdpFault is Meta's answer to a description that it cannot use.
func sdpFault(err error) *graphError {
	var s *relay.SDPError
	if !errors.As(err, &s) {
		return fault(138004).details("%v", err)
	}
	e := fault(100).details("%s", s.Details)
	e.Subcode = s.Subcode
	return e
}

func (s *Server) connect(r callRequest) (any, *graphError) {
	if err := recipientFault(string(r.To), r.Recipient); err != nil {
		return nil, err
	}
	if err := r.want("offer"); err != nil {
		return nil, err
	}
	var c *call
	var quirk relay.Quirk
	var fail *graphError
	s.must(func(t *tx) {
		var u *user
		if u, fail = t.mayConnect(r); fail != nil {
			return
		}
		c = &call{
			ID: s.ids.wacid(u.number(), businessInitiated), UserID: u.id(), Direction: businessInitiated, State: callDialing,
			Created: t.now.Unix(), Opaque: r.Opaque,
		}
		t.addCall(c)
		t.Placed = append(within(t.Placed, day, t.now), t.now.Unix())
		quirk.Setup = t.Faults.AnswerSetup
	})
	if fail != nil {
		return nil, fail
	}
	leg, answer, err := s.relay.Answer(r.Session.SDP, quirk)
	s.must(func(t *tx) {
		switch {
		case err != nil:
			t.dropCall(c)
		case c.State != callDialing || t.calls[c.ID] != c: // ended, or forgotten, while its leg was made
			t.hangUp(leg)
		default:
			d, _ := relay.Check(r.Session.SDP)
			c.leg, c.Warnings = leg, d.Warnings
			t.announce(c, answer)
		}
	})
	if err != nil {
		return nil, sdpFault(err)
	}
	return callAnswer{MessagingProduct: "whatsapp", Calls: []answerCall{{ID: c.ID}}}, nil
}

// mayConnect is every reason of Meta's not to place a call.
func (t *tx) mayConnect(r callRequest) (*user, *graphError) {
	if err := t.callingOff(); err != nil {
		return nil, err
	}
	if barred[t.Account.Country] {
		return nil, fault(138013).details("Business-initiated calling is not available for numbers of %s", t.Account.Country)
	}
	u := t.find(digits(string(r.To)), r.Recipient)
	switch {
	case u == nil || !u.OnWhatsApp || u.Client == clientOld:
		return nil, fault(138001).details("The receiver cannot be called: not on WhatsApp, or with an unsupported client")
	case t.liveCall(u.id()) != nil:
		return nil, fault(138003).details("A call with this receiver is already going on")
	case u.Line.permission(t.now) == noPermission:
		return nil, fault(138006).details("No approved call permission from the recipient")
	case t.liveCalls() >= t.Account.ConcurrentLimit:
		return nil, fault(138002).details("At most %d calls at once", t.Account.ConcurrentLimit)
	case len(within(t.Placed, day, t.now)) >= t.Account.CallsPerDay:
		return nil, fault(138005).details("At most %d new calls in 24 hours", t.Account.CallsPerDay)
	}
	if use := u.Line.callUsage(t.now); exhausted(use) {
		return nil, fault(138012).details("At most %d connected calls in 24 hours to one user. Next call allowed at %s",
			use.Max, time.Unix(use.Free, 0).UTC().Format(time.RFC3339))
	}
	return u, nil
}

// named finds the call that a request is about.
func (t *tx) named(r callRequest) (*call, *graphError) {
	if r.CallID == "" {
		return nil, parameter("The parameter call_id is required.")
	}
	c := t.calls[r.CallID]
	if c == nil {
		return nil, fault(100).details("Invalid call_id: no such call")
	}
	return c, nil
}

func (s *Server) terminate(r callRequest) *graphError {
	var fail *graphError
	s.must(func(t *tx) {
		var c *call
		if c, fail = t.named(r); fail != nil {
			return
		}
		switch {
		case !c.live():
			fail = fault(100).details("The call has already ended")
		case c.Picked != 0:
			t.end(c, reasonBizHangup, nil)
		case c.Direction == userInitiated:
			t.end(c, reasonDeclined, nil)
		default:
			t.end(c, reasonCancelled, nil)
		}
	})
	return fail
}
