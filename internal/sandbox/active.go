package sandbox

import (
	"fmt"
	"time"

	"ramal/internal/meta"
)

// activate is the moment of pick-up, of either direction.
func (t *tx) activate(c *call) {
	u := t.users[c.UserID]
	c.State, c.Picked, c.picked = callActive, t.now.Unix(), t.now
	u.Line.connected(c.Direction, t.now)
	t.shown(u)
	if c.gone {
		t.acceptedByNobody(c)
		return
	}
	t.talk(c, u)
	t.failLater(c)
	t.openAudio(c, u)
	if c.leg != nil {
		id := c.ID
		t.in(t.s.timing.FirstMedia, func(t *tx) { t.watchdog(t.calls[id]) })
	}
}

// watchdog ends a call in which the business has been silent: 20 s from the start, 30 s later on, RTCP counts. Media runs
// in real time, so a moved clock alone does not make a talking business silent: it must have been quiet for a real second.
func (t *tx) watchdog(c *call) {
	if c == nil || c.State != callActive || c.leg == nil || c.gone {
		return
	}
	id, limit := c.ID, t.s.timing.Media
	again := func(d time.Duration) { t.in(d, func(t *tx) { t.watchdog(t.calls[id]) }) }
	last := c.leg.LastHeard()
	switch {
	case last.IsZero():
	case last.UnixNano() != c.heard:
		c.heard = last.UnixNano()
		again(max(limit-time.Since(last), time.Millisecond))
		return
	case time.Since(last) < min(limit, time.Second):
		again(limit)
		return
	}
	t.end(c, reasonNoMedia, clientFault(meta.CodeMediaReceiveTimeout))
}

// end closes a call, once, and tells the business how it went.
func (t *tx) end(c *call, reason string, fault *meta.WebhookError) {
	if c.over() {
		return
	}
	t.conclude(c, callEnded, reason, fault)
	t.keepCaptures(c)
	if c.leg != nil {
		c.Media = c.report()
		t.hangUp(c.leg)
		c.leg = nil
	}
}

// conclude is the end of a call for the business.
func (t *tx) conclude(c *call, state callState, reason string, fault *meta.WebhookError) {
	u := t.users[c.UserID]
	c.State, c.Ended, c.Reason, c.Status = state, t.now.Unix(), reason, meta.CallCompleted
	if fault != nil {
		c.Status = meta.CallFailed
	}
	t.sendTerminate(c, fault)
	t.bubble(u, c)
	switch {
	case c.Direction == meta.UserInitiated:
		t.grantCallback(u, c)
	case c.Picked == 0 && fault == nil:
		t.countUnanswered(c, u)
	}
	t.shown(u)
}

// bubble leaves the call in the phone's chat.
func (t *tx) bubble(u *user, c *call) {
	if c.Direction == meta.BusinessInitiated && c.Rang == 0 && c.Reason != reasonBusy {
		return // the phone never knew of it
	}
	text := "Missed call"
	switch {
	case c.Picked != 0:
		d := c.Ended - c.Picked
		text = fmt.Sprintf("Call, %d:%02d", d/60, d%60)
	case c.Reason == reasonDeclined && c.Direction == meta.BusinessInitiated:
		text = "Declined call"
	case c.Direction == meta.UserInitiated:
		text = "Call, no answer"
	}
	u.add(&message{
		ID: "call:" + c.ID, FromBusiness: c.Direction == meta.BusinessInitiated, Kind: kindCall, Text: text,
		At: t.now.Unix(), Status: statusRead,
	})
}

// system is a grey line in the phone's chat that the business does not see.
func (t *tx) system(u *user, text string) {
	u.add(&message{
		ID: t.s.ids.wamid(u.number()), FromBusiness: true, Kind: kindSystem, Text: text, At: t.now.Unix(), Status: statusRead,
	})
	t.shown(u)
}
