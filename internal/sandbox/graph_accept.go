package sandbox

import (
	"ramal/internal/meta"
	"ramal/internal/sandbox/relay"
)

// accept is pre_accept and accept: the business's answer to a user's call. The answer of both must be the same.
func (s *Server) accept(r meta.CallRequest) *graphError {
	var c *call
	var leg *relay.Leg
	apply := false
	var recording, transcription *capture
	fail := want(r, meta.Answer, s.callOptions())
	if fail == nil && r.Action == meta.ActionAccept {
		recording, transcription, fail = captures(r)
	}
	s.must(func(t *tx) {
		var unknown *graphError
		if c, unknown = t.named(r); unknown != nil {
			fail = unknown
			return
		}
		if fail != nil {
			return
		}
		if fail = t.unpaid(); fail != nil {
			return
		}
		if fail = c.mayAccept(r); fail != nil {
			return
		}
		leg, apply = c.leg, c.PreAccepted == ""
		c.waiting = true
	})
	if fail != nil {
		return fail
	}
	var err error
	if apply {
		err = leg.Apply(r.Session.SDP)
	}
	s.must(func(t *tx) {
		c.waiting = false
		switch {
		case err != nil:
			fail = sdpFault(err)
		case c.over() || t.calls[c.ID] != c:
			fail = fault(meta.CodeConnectTimeout).details("The call ended before it was accepted")
		default:
			if c.PreAccepted == "" {
				d, _ := relay.Check(r.Session.SDP, relay.CallOptions{})
				c.Warnings = d.Warnings
			}
			c.PreAccepted = r.Session.SDP
			if r.Action == meta.ActionAccept {
				c.Opaque, c.Recording, c.Transcript = r.Opaque, recording, transcription
				t.activate(c)
			}
		}
	})
	return fail
}

// mayAccept follows Meta's list of errors of accept: a call that is in progress, that ended, or an answer that changed.
func (c *call) mayAccept(r meta.CallRequest) *graphError {
	switch {
	case c.Direction != meta.UserInitiated:
		return fault(meta.CodeInvalidParameter).details("%s is for calls of users only", r.Action)
	case c.State == callActive:
		return fault(meta.CodeInvalidParameter).details("The call has already been accepted")
	case c.over() && c.Reason == reasonNoAnswer:
		return fault(meta.CodeConnectTimeout).details("The answer was not sent in time")
	case c.over():
		return fault(meta.CodeInvalidParameter).details("The call has already ended")
	case c.waiting:
		return inProgress()
	case c.PreAccepted != "" && r.Action == meta.ActionPreAccept:
		return fault(meta.CodeInvalidParameter).details("The call has already been pre-accepted")
	case c.PreAccepted != "" && !relay.SameSDP(c.PreAccepted, r.Session.SDP):
		return fault(meta.CodeInvalidParameter).details("The SDP of accept differs from the SDP of pre_accept")
	}
	return nil
}

// inProgress is the error of an action on a call for which another one is at work (Meta: Calling API, User-initiated calls).
func inProgress() *graphError {
	return fault(meta.CodeInvalidParameter).details("Another request for this call is in progress")
}

func (s *Server) reject(r meta.CallRequest) *graphError {
	var fail *graphError
	s.must(func(t *tx) {
		var c *call
		if c, fail = t.named(r); fail != nil {
			return
		}
		switch {
		case c.Direction != meta.UserInitiated:
			fail = fault(meta.CodeInvalidParameter).details("reject is for calls of users only")
		case c.State == callActive:
			fail = fault(meta.CodeInvalidParameter).details("The call has already been accepted")
		case c.over():
			fail = fault(meta.CodeInvalidParameter).details("The call has already ended")
		case c.waiting:
			fail = inProgress()
		case !t.toVoicemail(c, triggerReject):
			t.end(c, reasonDeclined, nil)
		}
	})
	return fail
}
