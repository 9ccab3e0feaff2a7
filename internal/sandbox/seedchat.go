package sandbox

import (
	"fmt"
	"unicode/utf8"
)

// seedBubble is what was said before the world began, and read since: words, or what the operation messages can send.
type seedBubble struct {
	ID       string      `json:"id"`   // its wamid; a new one when empty
	From     string      `json:"from"` // user or business
	Text     string      `json:"text"` // the words under a medium
	Ago      int64       `json:"ago_seconds"`
	Media    *seedMedium `json:"media"`
	Location *place      `json:"location"`
	Contacts []person    `json:"contacts"`
	ReplyTo  string      `json:"reply_to"` // the id of the bubble that is quoted
	Reaction string      `json:"reaction"` // the emoji that the other side put on it
}

// seedMedium is a file in a seed. Its type says whether it is an image, a sticker, audio, video or a document.
type seedMedium struct {
	MimeType string `json:"mime_type"`
	Name     string `json:"name"`
	Voice    bool   `json:"voice"`
	Data     []byte `json:"data"` // in base64
}

// check names the first field that cannot be.
func (b seedBubble) check() *badInput {
	if b.From != "user" && b.From != "business" {
		return bad("from", "from must be user or business")
	}
	if b.Media == nil {
		return written{Text: b.Text, Location: b.Location, Contacts: b.Contacts}.check()
	}
	switch {
	case b.Location != nil || b.Contacts != nil:
		return bad("media", "give one of media, location and contacts")
	case len(b.Media.Data) == 0:
		return bad("media.data", "media.data is the file, and it is empty")
	case bareType(b.Media.MimeType) == "":
		return bad("media.mime_type", "media.mime_type must be that of the file")
	case utf8.RuneCountInString(b.Text) > maxCaption:
		return bad("text", "text is longer than 1024 characters")
	}
	return nil
}

// sowChat lets a user have written with the business. Nobody is told of it: it was before the world began.
func (t *tx) sowChat(u *user, chat []seedBubble) error {
	for i, b := range chat {
		field := func(name string) string { return fmt.Sprintf("chat[%d].%s", i, name) }
		if wrong := b.check(); wrong != nil {
			return bad(field(wrong.Field), wrong.Message)
		}
		switch {
		case b.Ago < 0 || i > 0 && b.Ago > chat[i-1].Ago:
			return bad(field("ago_seconds"), "ago_seconds must not be negative, nor more than that of the text before it")
		case u.message(b.ID) != nil:
			return bad(field("id"), "there is a text with this id already")
		case b.ReplyTo != "" && u.message(b.ReplyTo) == nil:
			return bad(field("reply_to"), "there is nothing with this id before it")
		}
		u.add(t.remembered(u, b))
	}
	return nil
}

// remembered is a bubble of a seed on the phone.
func (t *tx) remembered(u *user, b seedBubble) *message {
	m := &message{
		ID: firstOf(b.ID, t.s.ids.wamid(u.number())), FromBusiness: b.From == "business", Kind: kindText, Text: b.Text,
		At: t.now.Unix() - b.Ago, Status: statusRead, ReplyTo: b.ReplyTo, Reaction: b.Reaction,
	}
	switch {
	case b.Media != nil:
		life := uploadLife
		if !m.FromBusiness {
			life = inboundLife
		}
		f := t.keep(file{MimeType: b.Media.MimeType, Name: baseName(b.Media.Name), Expires: t.now.Add(life).Unix()}, b.Media.Data)
		m.Kind = kindMedia
		m.Media = attached(f, b.Media.Voice)
	case b.Location != nil:
		m.Kind, m.Location = kindLocation, b.Location.meta()
	case b.Contacts != nil:
		m.Kind, m.Contacts = kindContacts, cards(b.Contacts)
	}
	return m
}
