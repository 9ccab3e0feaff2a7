package sandbox

import (
	"slices"
	"time"

	"ramal/internal/meta"
)

type messageKind string

const (
	kindText       messageKind = "text"
	kindRequest    messageKind = meta.InteractiveCallPermissionRequest // in the free form or by template
	kindTemplate   messageKind = "template"
	kindButtons    messageKind = "interactive"
	kindMedia      messageKind = "media"
	kindLocation   messageKind = "location"
	kindContacts   messageKind = "contacts"
	kindReaction   messageKind = "reaction" // shown on the message that it is about
	kindPermission messageKind = "permission_reply"
	kindSystem     messageKind = "system"
	kindCall       messageKind = "call"
	kindVoicemail  messageKind = "voicemail"
)

// The states of a message on its way.
const (
	statusAccepted  = "accepted" // taken by Meta; not shown on the phone yet
	statusSent      = string(meta.MessageSent)
	statusDelivered = string(meta.MessageDelivered)
	statusRead      = string(meta.MessageRead)
	statusFailed    = string(meta.MessageFailed)
)

// The answers to a permission request.
const (
	answerTemporary = "accept_temporary"
	answerPermanent = "accept_permanent"
	answerReject    = "reject"
)

// message is one bubble of the chat on the phone. Text is its words: of a template with the variables filled in, of a medium
// the caption.
type message struct {
	ID           string      `json:"id"`
	FromBusiness bool        `json:"from_business"`
	Kind         messageKind `json:"kind"`
	Text         string      `json:"text"`
	At           int64       `json:"at"`
	Status       string      `json:"status"`
	Opaque       string      `json:"opaque,omitempty"`
	// Fault is with what a message of the business is going to fail, or has failed, on the way.
	Fault *meta.WebhookError `json:"fault,omitempty"`

	Header   string             `json:"header,omitempty"`
	Footer   string             `json:"footer,omitempty"`
	Buttons  []button           `json:"buttons,omitempty"`
	Media    *attachment        `json:"media,omitempty"`
	Location *meta.Location     `json:"location,omitempty"`
	Contacts []meta.ContactCard `json:"contacts,omitempty"`
	ReplyTo  string             `json:"reply_to,omitempty"`
	Reaction string             `json:"reaction,omitempty"` // to this message; of a reaction, the emoji it sets
	About    string             `json:"about,omitempty"`    // of a reaction: the message

	// For a permission request.
	DeliveredAt int64  `json:"delivered_at,omitempty"`
	Answered    string `json:"answered,omitempty"`
	AnsweredAt  int64  `json:"answered_at,omitempty"`
	Superseded  bool   `json:"superseded,omitempty"` // the user used a newer request
}

// expired says whether a request can no longer be answered: a newer one was used, or 7 days passed since it was answered
// or, unanswered, since it was delivered.
func (m *message) expired(now time.Time) bool {
	switch {
	case m.Superseded:
		return true
	case m.AnsweredAt != 0:
		return now.Unix() >= m.AnsweredAt+int64(requestLife.Seconds())
	case m.DeliveredAt != 0:
		return now.Unix() >= m.DeliveredAt+int64(requestLife.Seconds())
	}
	return false
}

// visible says whether the phone has it.
func (m *message) visible() bool {
	return m.Kind != kindReaction && m.arrived()
}

func (m *message) arrived() bool {
	return !m.FromBusiness || m.Status == statusDelivered || m.Status == statusRead
}

// calls says whether a message has a call button.
func (m *message) calls() bool {
	return slices.ContainsFunc(m.Buttons, func(b button) bool { return b.Kind == buttonCall })
}

// button finds a button by its id, or the only one there is.
func (m *message) button(id string) *button {
	for i := range m.Buttons {
		if b := &m.Buttons[i]; b.ID == id || id == "" && len(m.Buttons) == 1 {
			return b
		}
	}
	return nil
}

// keptMessages bounds one chat, so that a load test does not fill the memory.
const keptMessages = 500

func (u *user) add(m *message) {
	u.Messages = append(u.Messages, m)
	if extra := len(u.Messages) - keptMessages; extra > 0 {
		u.Messages = append([]*message(nil), u.Messages[extra:]...)
	}
}

func (u *user) message(id string) *message {
	for _, m := range u.Messages {
		if m.ID == id {
			return m
		}
	}
	return nil
}
