package sandbox

import (
	"errors"
	"unicode/utf8"

	"ramal/internal/meta"
	"ramal/internal/sandbox/relay"
)

const callActions = "CONNECT, PRE_ACCEPT, ACCEPT, REJECT, TERMINATE"

func (s *Server) postCalls(r *graphRequest) (any, *graphError) {
	var c meta.CallRequest
	if err := r.decode(&c); err != nil {
		return nil, err
	}
	if err := product(c.MessagingProduct); err != nil {
		return nil, err
	}
	if utf8.RuneCountInString(c.Opaque) > maxOpaque {
		return nil, parameter("Param biz_opaque_callback_data must be at most %d characters long.", maxOpaque)
	}
	var fail *graphError
	s.must(func(t *tx) {
		if fail = t.sipOnly(); fail == nil {
			fail = t.Faults.lineEnds(c.Session)
		}
	})
	if fail != nil {
		return nil, fail
	}
	switch c.Action {
	case "":
		fail = parameter("The parameter action is required.")
	case meta.ActionConnect:
		return s.connect(c)
	case meta.ActionPreAccept, meta.ActionAccept:
		fail = s.accept(c)
	case meta.ActionReject:
		fail = s.reject(c)
	case meta.ActionTerminate:
		fail = s.terminate(c)
	default:
		fail = parameter("Param action must be one of {%s} - got %q.", callActions, c.Action)
	}
	if fail != nil {
		return nil, fail
	}
	return meta.CallResponse{MessagingProduct: meta.Product, Success: true}, nil
}

// want checks the session object of a request.
func want(c meta.CallRequest, sdpType meta.SDPType, o relay.CallOptions) *graphError {
	switch {
	case c.Session == nil:
		return parameter("The parameter session is required.")
	case c.Session.SDPType == "":
		return parameter("The parameter session['sdp_type'] is required.")
	case c.Session.SDPType != sdpType:
		return fault(meta.CodeInvalidParameter).details("Invalid sdp_type %q: %s needs %q", c.Session.SDPType, c.Action, sdpType)
	case c.Session.SDP == "":
		return parameter("The parameter session['sdp'] is required.")
	}
	if _, err := relay.Check(c.Session.SDP, o); err != nil {
		return sdpFault(err)
	}
	return nil
}

// sdpFault is Meta's answer to a description that it cannot use.
func sdpFault(err error) *graphError {
	var s *relay.SDPError
	if !errors.As(err, &s) {
		return fault(meta.CodeConnectionError).details("%v", err)
	}
	e := fault(meta.CodeInvalidParameter).details("%s", s.Details)
	e.Subcode = s.Subcode
	return e
}

func (s *Server) connect(r meta.CallRequest) (any, *graphError) {
	if err := recipientFault(string(r.To), r.Recipient); err != nil {
		return nil, err
	}
	o := s.callOptions()
	if err := want(r, meta.Offer, o); err != nil {
		return nil, err
	}
	recording, transcription, fail := captures(r)
	if fail != nil {
		return nil, fail
	}
	var c *call
	s.must(func(t *tx) {
		var u *user
		if u, fail = t.mayConnect(r); fail != nil {
			return
		}
		c = &call{
			ID: s.ids.wacid(u.number(), meta.BusinessInitiated), UserID: u.id(), Direction: meta.BusinessInitiated, State: callDialing,
			Created: t.now.Unix(), Opaque: r.Opaque, Recording: recording, Transcript: transcription,
		}
		t.addCall(c)
		t.Placed = append(within(t.Placed, day, t.now), t.now.Unix())
	})
	if fail != nil {
		return nil, fail
	}
	leg, answer, err := s.relay.Answer(r.Session.SDP, o)
	s.must(func(t *tx) {
		switch {
		case err != nil:
			t.dropCall(c)
		case c.State != callDialing || t.calls[c.ID] != c: // ended, or forgotten, while its leg was made
			t.hangUp(leg)
		default:
			d, _ := relay.Check(r.Session.SDP, o)
			c.leg, c.Warnings = leg, d.Warnings
			t.announce(c, answer)
		}
	})
	if err != nil {
		return nil, sdpFault(err)
	}
	return meta.CallResponse{MessagingProduct: meta.Product, Calls: []meta.CallID{{ID: c.ID}}}, nil
}

// named finds the call that a request is about.
func (t *tx) named(r meta.CallRequest) (*call, *graphError) {
	if r.CallID == "" {
		return nil, parameter("The parameter call_id is required.")
	}
	c := t.calls[r.CallID]
	if c == nil {
		return nil, fault(meta.CodeInvalidParameter).details("Invalid call_id: no such call")
	}
	return c, nil
}

func (s *Server) terminate(r meta.CallRequest) *graphError {
	var fail *graphError
	s.must(func(t *tx) {
		var c *call
		if c, fail = t.named(r); fail != nil {
			return
		}
		switch {
		case c.over():
			fail = fault(meta.CodeInvalidParameter).details("The call has already ended")
		case c.waiting:
			fail = inProgress()
		case c.Picked != 0:
			t.end(c, reasonBizHangup, nil)
		case c.Direction == meta.UserInitiated:
			t.end(c, reasonDeclined, nil)
		default:
			t.end(c, reasonCancelled, nil)
		}
	})
	return fail
}
