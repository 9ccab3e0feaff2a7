package sandbox

import (
	"net/http"
	"strings"
	"unicode/utf8"

	"ramal/internal/meta"
)

// written is what a user sends: one of text, media, location, contacts and a reaction.
type written struct {
	Text     string         `json:"text" required:"false" doc:"What the user writes: 1 to 4096 characters." example:"Hello"`
	ReplyTo  string         `json:"reply_to" required:"false" doc:"The wamid of the message that is quoted."`
	MediaID  string         `json:"media_id" required:"false" doc:"A file to send: of POST /sandbox/media, or a medium that the business uploaded. Its type says whether it is an image, a sticker (WebP), audio, video or a document."`
	Caption  string         `json:"caption" required:"false" doc:"Words under an image, a video or a document."`
	Voice    bool           `json:"voice" required:"false" doc:"Audio that was recorded and not chosen from files."`
	Location *place         `json:"location,omitempty" required:"false" doc:"A place."`
	Contacts []person       `json:"contacts,omitempty" required:"false" doc:"People."`
	Reaction *reactionInput `json:"reaction,omitempty" required:"false" doc:"An emoji on a message."`
}

type place struct {
	Latitude  float64 `json:"latitude" minimum:"-90" maximum:"90" doc:"Degrees."`
	Longitude float64 `json:"longitude" minimum:"-180" maximum:"180" doc:"Degrees."`
	Name      string  `json:"name" required:"false" doc:"What is there."`
	Address   string  `json:"address" required:"false" doc:"Where it is."`
}

func (p place) meta() *meta.Location {
	return &meta.Location{Latitude: meta.Degrees(p.Latitude), Longitude: meta.Degrees(p.Longitude), Name: p.Name, Address: p.Address}
}

type person struct {
	Name   string   `json:"name" doc:"The whole name."`
	Phones []string `json:"phones" required:"false" doc:"Phone numbers."`
}

type reactionInput struct {
	MessageID string `json:"message_id" doc:"The wamid of the message."`
	Emoji     string `json:"emoji" required:"false" doc:"Empty takes the reaction back."`
}

// check names the first field that cannot be.
func (in written) check() *badInput {
	kinds := 0
	for _, is := range []bool{in.Text != "", in.MediaID != "", in.Location != nil, in.Contacts != nil, in.Reaction != nil} {
		if is {
			kinds++
		}
	}
	switch {
	case kinds == 0 || kinds == 1 && in.Text != "" && strings.TrimSpace(in.Text) == "":
		return bad("text", "text is required, or media_id, location, contacts or reaction")
	case kinds > 1:
		return bad("text", "give one of text, media_id, location, contacts and reaction; words under a medium are its caption")
	case utf8.RuneCountInString(in.Text) > maxText:
		return bad("text", "text is longer than 4096 characters")
	case utf8.RuneCountInString(in.Caption) > maxCaption:
		return bad("caption", "caption is longer than 1024 characters")
	case in.Location != nil && (in.Location.Latitude < -90 || in.Location.Latitude > 90):
		return bad("location.latitude", "latitude must be -90 to 90")
	case in.Location != nil && (in.Location.Longitude < -180 || in.Location.Longitude > 180):
		return bad("location.longitude", "longitude must be -180 to 180")
	case in.Contacts != nil && len(in.Contacts) == 0:
		return bad("contacts", "contacts must hold somebody")
	}
	for _, c := range in.Contacts {
		if strings.TrimSpace(c.Name) == "" {
			return bad("contacts.name", "everybody in contacts needs a name")
		}
	}
	return nil
}

func (s *Server) writeMessage(r *http.Request, in written) (made, error) {
	if wrong := in.check(); wrong != nil {
		return made{}, wrong
	}
	var data []byte
	if in.MediaID != "" {
		var ok bool
		if data, ok = s.fileData(in.MediaID); !ok {
			return made{}, bad("media_id", "there is no such medium")
		}
	}
	id := ""
	err := s.onUser(r, func(t *tx, u *user) error {
		if !u.OnWhatsApp {
			return conflict("this user is not on WhatsApp")
		}
		if in.ReplyTo != "" && t.onPhone(u, in.ReplyTo) == nil {
			return bad("reply_to", "the phone has no such message")
		}
		m, err := t.writeAny(u, in, data)
		if err != nil {
			return err
		}
		id = m.ID
		return nil
	})
	return made{id}, err
}

// writeAny sends what a user made, in the shape of Meta's webhooks (Meta: Webhooks, messages, 2026).
func (t *tx) writeAny(u *user, in written, data []byte) (*message, error) {
	m := &message{Kind: kindText, Text: in.Text, ReplyTo: in.ReplyTo}
	w := meta.Message{Type: meta.TypeText, Text: &meta.Text{Body: in.Text}}
	switch {
	case in.Reaction != nil:
		about := t.onPhone(u, in.Reaction.MessageID)
		if about == nil {
			return nil, bad("reaction.message_id", "the phone has no such message")
		}
		about.Reaction = in.Reaction.Emoji
		m.Kind, m.About, m.Reaction = kindReaction, about.ID, in.Reaction.Emoji
		w = meta.Message{Type: meta.TypeReaction, Reaction: &meta.Reaction{MessageID: about.ID, Emoji: in.Reaction.Emoji}}
	case in.Location != nil:
		m.Kind, m.Location = kindLocation, in.Location.meta()
		w = meta.Message{Type: meta.TypeLocation, Location: m.Location}
	case in.Contacts != nil:
		m.Kind, m.Contacts = kindContacts, cards(in.Contacts)
		w = meta.Message{Type: meta.TypeContacts, Contacts: m.Contacts}
	case in.MediaID != "":
		of := t.files[in.MediaID]
		if of == nil {
			return nil, bad("media_id", "there is no such medium")
		}
		// What Meta fetched from the phone is a medium of its own, which lives for 7 days.
		f := t.keep(file{MimeType: of.MimeType, Name: of.Name, Expires: t.now.Add(inboundLife).Unix()}, data)
		m.Kind, m.Text = kindMedia, in.Caption
		m.Media, w = t.inbound(f, in)
	}
	t.say(u, m, w)
	return m, nil
}

// cards are people as a webhook has them: the first word of a name is the first name.
func cards(people []person) []meta.ContactCard {
	var out []meta.ContactCard
	for _, p := range people {
		first, last, _ := strings.Cut(strings.TrimSpace(p.Name), " ")
		c := meta.ContactCard{Name: meta.ContactName{FormattedName: p.Name, FirstName: first, LastName: last}}
		for _, n := range p.Phones {
			c.Phones = append(c.Phones, meta.ContactPhone{Phone: n, WaID: meta.Digits(n), Type: "CELL"})
		}
		out = append(out, c)
	}
	return out
}

// attached is a file as a phone shows it. Its kind follows from its type; what has no other is a document.
func attached(f *file, voice bool) *attachment {
	a := &attachment{Kind: meta.TypeDocument, ID: f.ID, MIME: f.MimeType, Name: f.Name, Size: f.Size}
	if rule, ok := ruleOf(f.MimeType); ok {
		a.Kind = rule.kind
	}
	if a.Kind == meta.TypeAudio && voice {
		a.Kind = kindVoice
	}
	return a
}

// inbound is a medium of a user: on the phone, and for the business.
func (t *tx) inbound(f *file, in written) (*attachment, meta.Message) {
	a := attached(f, in.Voice)
	o := &meta.Media{ID: f.ID, SHA256: f.SHA256, MIMEType: f.MimeType, URL: t.fileURL(f), Caption: in.Caption}
	w := meta.Message{Type: a.Kind}
	if a.Kind == kindVoice {
		w.Type = meta.TypeAudio
	}
	switch w.Type {
	case meta.TypeImage:
		w.Image = o
	case meta.TypeVideo:
		w.Video = o
	case meta.TypeSticker:
		w.Sticker, o.Caption = o, ""
	case meta.TypeAudio:
		w.Audio, o.Caption, o.Voice = o, "", in.Voice
		if bareType(f.MimeType) == oggAudio {
			o.MIMEType = "audio/ogg; codecs=opus"
		}
	default:
		w.Document, o.Filename = o, f.Name
	}
	return a, w
}

// tapped is a tap of a user.
type tapped struct {
	MessageID string `json:"message_id" doc:"The wamid of the message with the button."`
	ButtonID  string `json:"button_id" required:"false" doc:"The id of a reply button, call for a call button, or the place of a template's button from 0; may be left out where there is one button only."`
}

func (s *Server) tap(r *http.Request, in tapped) (made, error) {
	var b button
	id := ""
	err := s.onUser(r, func(t *tx, u *user) error {
		m := t.onPhone(u, in.MessageID)
		if m == nil {
			return bad("message_id", "the phone has no such message")
		}
		found := m.button(in.ButtonID)
		switch {
		case found == nil && in.ButtonID == "" && len(m.Buttons) > 1:
			return bad("button_id", "the message has several buttons: say which")
		case found == nil:
			return bad("button_id", "the message has no such button")
		case found.Kind != buttonCall && found.Kind != buttonReply:
			return bad("button_id", "this button does something on the phone only: the business learns nothing of it")
		case found.Kind == buttonCall && u.Client == clientOld:
			return conflict("this user's WhatsApp is too old for call buttons")
		case found.expired(t.now):
			return conflict("this call button has expired")
		}
		if b = *found; b.Kind == buttonReply {
			id = t.answer(u, m, b).ID
		}
		return nil
	})
	if err != nil || b.Kind == buttonReply {
		return made{id}, err
	}
	return s.dial(r, callPayload{CTA: b.Payload})
}
