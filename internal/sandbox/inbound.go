package sandbox

import (
	"ramal/internal/meta"
	"ramal/internal/sandbox/relay"
)

// User-initiated calls (Meta: Calling API, User-initiated calls).

// callPayload is what a call button or a deep link adds to a user's call.
type callPayload struct {
	CTA       string
	Deeplink  string
	Companion bool // it comes from a companion device of the user's
}

// placeByUser lets a user call the business. The caller has made the leg and its offer.
func (t *tx) placeByUser(u *user, p callPayload, leg *relay.Leg, offer string) *call {
	c := &call{
		ID: t.s.ids.wacid(u.number(), meta.UserInitiated), UserID: u.id(), Direction: meta.UserInitiated, State: callRinging,
		Created: t.now.Unix(), CTA: p.CTA, Deeplink: p.Deeplink, Companion: p.Companion, leg: leg,
	}
	t.addCall(c)
	u.Line.touch(t.now)
	if t.Settings.Calling.SIP.on() {
		t.sendCreated(c) // the INVITE that would go with it is not played: nobody answers
	} else {
		t.sendConnect(c, meta.Offer, offer)
	}
	t.shown(u)
	t.voicemailLater(c)
	id := c.ID
	t.in(t.s.timing.Ring, func(t *tx) {
		if c := t.calls[id]; c != nil && c.State == callRinging {
			t.end(c, reasonNoAnswer, nil)
		}
	})
	return c
}

// grantCallback gives the business a temporary permission because the user called it, if it asked for that in its settings.
// Meta does not say at which moment; here it is the end of the call, missed or not. Calls from companion devices grant nothing
// (Meta: Calling API, User-initiated calls).
func (t *tx) grantCallback(u *user, c *call) {
	if c.Companion || t.Settings.Calling.CallbackPermissionStatus != enabled || u.Line.permission(t.now) != meta.NoPermission {
		return
	}
	u.Line.grant(false, t.now)
	t.sendPermission(u, t.s.ids.wamid(u.number()), accepted(&u.Line, meta.SourceAutomatic), &meta.Context{From: BusinessNumber, ID: c.ID})
	t.expireLater(u)
}
