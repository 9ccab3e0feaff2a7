package sandbox

import (
	"time"

	"ramal/internal/meta"
)

// answerRequest is the user's tap on a permission request. An answer may be changed until the request expires.
func (t *tx) answerRequest(u *user, answer, requestID string) *badInput {
	m := t.onPhone(u, requestID)
	switch {
	case m == nil || m.Kind != kindRequest:
		return bad("request", "this phone has no permission request with that id")
	case m.expired(t.now):
		return bad("request", "this permission request has expired")
	}
	m.Answered, m.AnsweredAt = answer, t.now.Unix()
	for _, older := range u.Messages {
		if older == m {
			break
		}
		if older.Kind == kindRequest {
			older.Superseded = true
		}
	}
	t.decide(u, answer, &meta.Context{From: BusinessNumber, ID: m.ID})
	return nil
}

// decideInProfile is the user's choice in the business's profile. Meta documents a permanent grant there; the shapes of a
// temporary one and of a revocation are assumed to be the same without a context.
func (t *tx) decideInProfile(u *user, answer string) { t.decide(u, answer, nil) }

func (t *tx) decide(u *user, answer string, about *meta.Context) {
	id := t.s.ids.wamid(u.number())
	text, reply := "Calls declined", meta.CallPermissionReply{Response: meta.ResponseReject, ResponseSource: meta.SourceUser}
	if answer == answerReject {
		u.Line.revoke()
	} else {
		u.Line.grant(answer == answerPermanent, t.now)
		reply = accepted(&u.Line, meta.SourceUser)
		text = "Calls allowed for 7 days"
		if answer == answerPermanent {
			text = "Calls always allowed"
		}
		t.expireLater(u)
	}
	u.Line.touch(t.now)
	u.add(&message{ID: id, Kind: kindPermission, Text: text, At: t.now.Unix(), Status: statusDelivered})
	t.sendPermission(u, id, reply, about)
	t.shown(u)
}

func accepted(l *line, source string) meta.CallPermissionReply {
	r := meta.CallPermissionReply{Response: meta.ResponseAccept, IsPermanent: l.Permission == meta.PermanentPermission, ResponseSource: source}
	if !r.IsPermanent {
		r.ExpirationTimestamp = meta.Timestamp(l.Expires)
	}
	return r
}

// expireLater shows the phone when a temporary permission is over. The business gets no webhook for that.
func (t *tx) expireLater(u *user) {
	if u.Line.Permission != meta.TemporaryPermission {
		return
	}
	id := u.id()
	t.in(time.Unix(u.Line.Expires, 0).Sub(t.now), func(t *tx) {
		if u := t.users[id]; u != nil {
			t.shown(u)
		}
	})
}
