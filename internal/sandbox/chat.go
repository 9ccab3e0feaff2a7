package sandbox

import (
	"time"

	"ramal/internal/meta"
)

// write is a text of the user.
func (t *tx) write(u *user, text string) *message {
	m := &message{Kind: kindText, Text: text}
	t.say(u, m, meta.Message{Type: meta.TypeText, Text: &meta.Text{Body: text}})
	return m
}

// say is anything that the user writes: m on the phone, w for the business.
func (t *tx) say(u *user, m *message, w meta.Message) {
	m.ID, m.At, m.Status = t.s.ids.wamid(u.number()), t.now.Unix(), statusDelivered
	w.ID = m.ID
	if about := u.message(m.ReplyTo); about != nil {
		w.Context = &meta.Context{From: u.phone(), ID: about.ID}
		if about.FromBusiness {
			w.Context.From = BusinessNumber
		}
	}
	u.add(m)
	u.Line.touch(t.now)
	t.sendMessage(u, w)
	t.shown(u)
}

// post takes a message of the business and lets it travel. A fault makes it fail on the way, which the business learns by
// webhook only.
func (t *tx) post(u *user, m *message, fault *meta.WebhookError) {
	m.Fault = fault
	u.add(m)
	userID, id := u.id(), m.ID
	step := func(d time.Duration, f func(*tx, *user, *message)) {
		t.in(d, func(t *tx) {
			u := t.users[userID]
			if u == nil {
				return
			}
			if m := u.message(id); m != nil {
				f(t, u, m)
			}
		})
	}
	if fault != nil {
		step(t.s.timing.Sent, func(t *tx, u *user, m *message) { t.moveMessage(u, m, statusFailed, fault) })
		return
	}
	step(t.s.timing.Sent, func(t *tx, u *user, m *message) {
		t.moveMessage(u, m, statusSent, nil)
		t.reactTo(u, m)
	})
	step(t.s.timing.Delivered, func(t *tx, u *user, m *message) { t.deliver(u, m) })
}

// onPhone finds a message that the phone has. One that is under way arrives for it: whoever drives a phone has it already in
// mind. It is nil for one that is not there, or cannot arrive.
func (t *tx) onPhone(u *user, id string) *message {
	m := u.message(id)
	if m == nil {
		return nil
	}
	if m.FromBusiness && m.Fault == nil {
		t.moveMessage(u, m, statusSent, nil)
		t.deliver(u, m)
	}
	if !m.visible() {
		return nil
	}
	return m
}

// deliver puts a sent message on the phone, if it is on.
func (t *tx) deliver(u *user, m *message) {
	if m.Status != statusSent || !u.reachable() || m.Kind == kindReaction {
		return
	}
	if u.Client == clientOld && (m.Kind == kindRequest || m.calls()) {
		what := "call buttons"
		if m.Kind == kindRequest {
			what = "call permission requests"
		}
		t.moveMessage(u, m, statusFailed, webhookFault(meta.CodeUndeliverable, "The recipient's WhatsApp does not support "+what))
		return
	}
	m.DeliveredAt = t.now.Unix()
	t.moveMessage(u, m, statusDelivered, nil)
	if m.Kind == kindRequest && u.Behaviour != Manual {
		userID, id := u.id(), m.ID
		t.in(time.Duration(u.AnswerAfterMS)*time.Millisecond, func(t *tx) {
			if u := t.users[userID]; u != nil {
				_ = t.answerRequest(u, answerTemporary, id)
			}
		})
	}
}

// reactTo shows a reaction of the business on the message that it is about. Meta sends no status for it but sent.
func (t *tx) reactTo(u *user, m *message) {
	if m.Kind != kindReaction || m.Status != statusSent {
		return
	}
	if about := u.message(m.About); about != nil {
		about.Reaction = m.Reaction
		t.shown(u)
	}
}

// order of the states of a message; a status never goes back.
var messageOrder = map[string]int{statusAccepted: 0, statusSent: 1, statusDelivered: 2, statusRead: 3, statusFailed: 4}

func (t *tx) moveMessage(u *user, m *message, status string, fault *meta.WebhookError) {
	if messageOrder[status] <= messageOrder[m.Status] {
		return
	}
	m.Status = status
	t.sendMessageStatus(u, m, fault)
	t.shown(u)
}

// readByUser marks what the business wrote as read, up to a message and all before it. It reports whether there is such a message.
func (t *tx) readByUser(u *user, id string) bool {
	if t.onPhone(u, id) == nil {
		return false
	}
	for _, m := range u.Messages {
		if m.FromBusiness && m.Status == statusDelivered {
			t.moveMessage(u, m, statusRead, nil)
		}
		if m.ID == id {
			break
		}
	}
	return true
}

// readByBusiness shows the user that the business read a message and all before it.
func (t *tx) readByBusiness(id string) bool {
	for _, u := range t.Users {
		m := u.message(id)
		if m == nil || m.FromBusiness || m.Kind == kindCall {
			continue
		}
		for _, m := range u.Messages {
			if !m.FromBusiness && m.Kind != kindCall {
				m.Status = statusRead
			}
			if m.ID == id {
				break
			}
		}
		t.shown(u)
		return true
	}
	return false
}
