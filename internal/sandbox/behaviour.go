package sandbox

import (
	"time"

	"ramal/internal/meta"
)

// This file is what phones do by themselves.

// behave lets a ringing phone do what its user's profile says.
func (t *tx) behave(c *call, u *user) {
	after := c.rang.Add(millis(u.AnswerAfterMS)).Sub(t.now)
	switch u.Behaviour {
	case Answer:
		t.plan(c, after, func(t *tx, c *call) { t.pickUp(c) })
	case Decline:
		t.plan(c, after, func(t *tx, c *call) { t.decline(c) })
	case Busy:
		t.plan(c, 0, func(t *tx, c *call) { t.decline(c) })
	default:
		t.unplan(c)
	}
}

// talk lets a phone that was picked up do what its user's profile says.
func (t *tx) talk(c *call, u *user) {
	if u.HangUpAfterMS == 0 {
		t.unplan(c)
		return
	}
	t.plan(c, c.picked.Add(millis(u.HangUpAfterMS)).Sub(t.now), func(t *tx, c *call) {
		if c.State == callActive && !c.gone {
			t.end(c, reasonUserHangup, nil)
		}
	})
}

func millis(n int) time.Duration { return time.Duration(n) * time.Millisecond }

// plan is the next thing that the phone of a call does. What was planned before is forgotten.
func (t *tx) plan(c *call, after time.Duration, act func(*tx, *call)) {
	c.plan++
	id, plan := c.ID, c.plan
	t.in(max(after, 0), func(t *tx) {
		if c := t.calls[id]; c != nil && c.plan == plan {
			act(t, c)
		}
	})
}

func (t *tx) unplan(c *call) { c.plan++ }

// reform brings a call that is under way in line with a profile that has just changed.
func (t *tx) reform(u *user, before Profile) {
	c := t.liveCall(u.id())
	if c == nil || before == u.Profile {
		return
	}
	timing := before.Behaviour != u.Behaviour || before.AnswerAfterMS != u.AnswerAfterMS
	switch {
	case c.State == callVoicemail:
		if u.Behaviour == Vanish {
			t.leaveVoicemail(c, nil) // with what was said so far
		}
	case u.Behaviour == Vanish && (c.State == callActive || c.Direction == meta.UserInitiated):
		t.loseNetwork(c)
	case c.State == callActive:
		if before.HangUpAfterMS != u.HangUpAfterMS {
			t.talk(c, u)
		}
		t.changeAudio(c, u, before)
	case c.State == callRinging && c.Direction == meta.BusinessInitiated && timing:
		t.behave(c, u)
	}
}

// loseNetwork takes the phone of a call off the net, for the rest of the call: nothing comes from it, nothing reaches it. Meta
// notices in the time that it gives a silent side in the middle of a call, and ends the call as failed. That it does so with
// 138022 is assumed.
func (t *tx) loseNetwork(c *call) {
	if c.gone {
		return
	}
	c.gone = true
	t.unplan(c)
	if leg := c.leg; leg != nil {
		t.later(leg.Vanish)
	}
	if c.State != callActive {
		return // a user who was calling: the business may still accept
	}
	id := c.ID
	t.in(t.s.timing.Media, func(t *tx) {
		if c := t.calls[id]; c != nil && c.State == callActive {
			t.end(c, reasonFailed, clientFault(meta.CodeMediaTransmitTimeout))
		}
	})
}

// acceptedByNobody is the end of a user's call that was accepted after the phone had lost its network (assumed: 138023).
func (t *tx) acceptedByNobody(c *call) {
	id := c.ID
	t.in(t.s.timing.FirstMedia, func(t *tx) {
		if c := t.calls[id]; c != nil && c.State == callActive {
			t.end(c, reasonFailed, clientFault(meta.CodeMediaNotConnected))
		}
	})
}
