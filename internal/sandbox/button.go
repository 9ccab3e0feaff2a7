package sandbox

import (
	"time"

	"ramal/internal/meta"
)

type buttonKind string

// What a button of a message does when it is tapped. Only calls and replies reach the business.
const (
	buttonCall  buttonKind = "call"
	buttonReply buttonKind = "reply"
	buttonURL   buttonKind = "url"
	buttonPhone buttonKind = "phone"
)

// button is one button under a message.
type button struct {
	ID       string     `json:"id"`
	Kind     buttonKind `json:"kind"`
	Text     string     `json:"text"`
	Payload  string     `json:"payload,omitempty"`
	Expires  int64      `json:"expires,omitempty"` // of a call button: unix seconds, 0 never
	URL      string     `json:"url,omitempty"`
	Phone    string     `json:"phone,omitempty"`
	Template bool       `json:"template,omitempty"` // a quick reply: it answers as a button message
}

func (b button) expired(now time.Time) bool { return b.Expires != 0 && now.Unix() >= b.Expires }

// answer is the user's tap on a reply button (Meta: Webhooks, messages, Interactive and Button).
func (t *tx) answer(u *user, about *message, b button) *message {
	m := &message{Kind: kindText, Text: b.Text, ReplyTo: about.ID}
	w := meta.Message{Type: meta.TypeInteractive, Interactive: &meta.InteractiveReply{
		Type: meta.InteractiveButtonReply, ButtonReply: &meta.Choice{ID: b.ID, Title: b.Text},
	}}
	if b.Template {
		w = meta.Message{Type: meta.TypeButton, Button: &meta.ButtonTap{Payload: b.Payload, Text: b.Text}}
	}
	t.say(u, m, w)
	return m
}
