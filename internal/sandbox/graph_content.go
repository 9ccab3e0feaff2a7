package sandbox

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"ramal/internal/meta"
)

// What a message may hold (Meta: Cloud API, Messages: Text, Image, Audio, Video, Document, Sticker, Location, Contacts and
// Reaction messages, 2026). Codes of the checks are those of practice where it is known, 100 otherwise.

const (
	maxCaption  = 1024
	maxFilename = 240
	mostCards   = 257
)

// checkContent checks the part that a message's type names.
func checkContent(m *meta.MessageRequest) *graphError {
	switch m.Type {
	case meta.TypeText:
		switch {
		case m.Text == nil || strings.TrimSpace(m.Text.Body) == "":
			return parameter("The parameter text['body'] is required.")
		case utf8.RuneCountInString(m.Text.Body) > maxText:
			return parameter("Param text['body'] must be at most %d characters long.", maxText)
		}
		return nil
	case meta.TypeInteractive:
		return checkInteractive(m.Interactive)
	case meta.TypeTemplate:
		return checkTemplateMessage(m.Template)
	case meta.TypeLocation:
		return checkLocation(m.Location)
	case meta.TypeContacts:
		return checkCards(m.Contacts)
	case meta.TypeReaction:
		if m.Reaction == nil || m.Reaction.MessageID == "" {
			return parameter("The parameter reaction['message_id'] is required.")
		}
		return nil
	}
	return checkAttachment(m.Type, m.Type, m.Media())
}

// checkAttachment checks a medium; where is its place in the request.
func checkAttachment(kind, where string, o *meta.MediaObject) *graphError {
	captioned := kind == meta.TypeImage || kind == meta.TypeVideo || kind == meta.TypeDocument
	switch {
	case o == nil:
		return parameter("The parameter %s is required.", where)
	case o.ID == "" && o.Link == "":
		return parameter("The parameter %s['id'] or %s['link'] is required.", where, where)
	case o.Caption != "" && !captioned:
		return parameter(`Unexpected key "caption" on param "%s".`, where)
	case o.Filename != "" && kind != meta.TypeDocument:
		return parameter(`Unexpected key "filename" on param "%s".`, where)
	case o.Voice && kind != meta.TypeAudio:
		return parameter(`Unexpected key "voice" on param "%s".`, where)
	case utf8.RuneCountInString(o.Caption) > maxCaption:
		return parameter("Param %s['caption'] must be at most %d characters long.", where, maxCaption)
	case utf8.RuneCountInString(o.Filename) > maxFilename:
		return parameter("Param %s['filename'] must be at most %d characters long.", where, maxFilename)
	}
	if o.ID == "" {
		if u, err := url.Parse(o.Link); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return parameter("Param %s['link'] is not a valid URI.", where)
		}
	}
	return nil
}

func checkLocation(l *meta.Location) *graphError {
	switch {
	case l == nil:
		return parameter("The parameter location is required.")
	case l.Latitude < -90 || l.Latitude > 90:
		return parameter("Param location['latitude'] must be between -90 and 90.")
	case l.Longitude < -180 || l.Longitude > 180:
		return parameter("Param location['longitude'] must be between -180 and 180.")
	}
	return nil
}

func checkCards(cards []meta.ContactCard) *graphError {
	if len(cards) == 0 {
		return parameter("The parameter contacts is required.")
	}
	if len(cards) > mostCards {
		return parameter("Param contacts must have at most %d elements.", mostCards)
	}
	for i, c := range cards {
		n := c.Name
		switch {
		case n.FormattedName == "":
			return parameter("The parameter contacts[%d]['name']['formatted_name'] is required.", i)
		case n.FirstName == "" && n.LastName == "" && n.MiddleName == "" && n.Prefix == "" && n.Suffix == "":
			return parameter("Param contacts[%d]['name'] must have at least one more part beside formatted_name.", i)
		}
	}
	return nil
}
