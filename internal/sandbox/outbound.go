package sandbox

import (
	"fmt"
	"time"

	"ramal/internal/meta"
)

// Business-initiated calls (Meta: Calling API, Business-initiated calls).

// announce lets a placed call take its course: the answer, the ringing, the time-out. It is called once its leg is up.
func (t *tx) announce(c *call, answer string) {
	timing := t.s.timing
	id := c.ID
	c.answer = answer
	t.in(timing.Connect, func(t *tx) { t.connect(t.calls[id]) })
	t.in(timing.Ringing, func(t *tx) { t.ring(t.calls[id]) })
	t.in(timing.Ring, func(t *tx) {
		if c := t.calls[id]; c != nil && (c.State == callDialing || c.State == callRinging) {
			t.end(c, reasonNoAnswer, nil)
		}
	})
}

// connect tells the business Meta's answer, once.
func (t *tx) connect(c *call) {
	if c == nil || !c.live() || c.answer == "" {
		return
	}
	t.sendConnect(c, meta.Answer, c.answer)
	c.answer = ""
}

// hasten lets a call that is under way to the phone arrive: whoever drives the phone does not have to wait for it.
func (t *tx) hasten(c *call) {
	if c.State == callDialing && c.leg != nil {
		t.connect(c)
		t.ring(c)
	}
}

// ring makes the phone ring, if it is on.
func (t *tx) ring(c *call) {
	if c == nil || c.State != callDialing {
		return
	}
	u := t.users[c.UserID]
	if !u.reachable() {
		return
	}
	if u.Behaviour == Busy {
		// How a busy phone looks at Meta is not documented. Assumed: a refusal at once, and no ringing before it.
		t.sendCallStatus(c, meta.CallRejected)
		t.end(c, reasonBusy, nil)
		return
	}
	c.State, c.Rang, c.rang = callRinging, t.now.Unix(), t.now
	t.sendCallStatus(c, meta.CallRinging)
	t.shown(u)
	t.behave(c, u)
}

// pickUp is the user answering a business's call. It reports whether there was one to answer.
func (t *tx) pickUp(c *call) bool {
	if c == nil || c.Direction != meta.BusinessInitiated || c.State != callRinging || !t.users[c.UserID].reachable() {
		return false
	}
	t.sendCallStatus(c, meta.CallAccepted)
	t.activate(c)
	return true
}

// decline is the user refusing a business's call: a status, and the terminate that follows it.
func (t *tx) decline(c *call) bool {
	if c == nil || c.Direction != meta.BusinessInitiated || c.State != callRinging || !t.users[c.UserID].reachable() {
		return false
	}
	t.sendCallStatus(c, meta.CallRejected)
	t.end(c, reasonDeclined, nil)
	return true
}

// countUnanswered follows a business call that nobody took: after 2 in a row the user is asked to reconsider, after 4 the
// permission is gone (5 and 10 for a test number). Whether
// a call counts that the business took back is not documented: a switch says.
func (t *tx) countUnanswered(c *call, u *user) {
	if c.Reason == reasonCancelled {
		late := time.Duration(t.now.Unix()-c.Created)*time.Second >= t.s.timing.Cancel
		if counts := t.Faults.CancelledUnanswer; counts == "never" || counts == "late" && !late {
			return
		}
	}
	u.Line.Unanswered++
	most := t.limits()
	switch u.Line.Unanswered {
	case most.unansweredNudge:
		t.system(u, fmt.Sprintf("You missed %d calls of %s. You can change who may call you in the business's profile.",
			u.Line.Unanswered, t.Account.Name))
	case most.unansweredRevoke:
		if u.Line.permission(t.now) == meta.NoPermission {
			return
		}
		if u.magic() != "" {
			return // so that they fail on demand as often as they are asked to
		}
		u.Line.revoke()
		t.system(u, t.Account.Name+" can no longer call you, because you did not answer.")
		t.sendPermission(u, t.s.ids.wamid(u.number()), meta.CallPermissionReply{Response: meta.ResponseReject, ResponseSource: meta.SourceAutomatic}, nil)
	}
}
