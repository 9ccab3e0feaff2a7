package meta

import (
	"context"
	"errors"
)

// Sending says how a message of SendMessage goes out: Opaque, at most MaxOpaque characters, comes back in its statuses, and
// ReplyTo is the wamid of the message that it quotes.
type Sending struct {
	Opaque  string
	ReplyTo string
}

// SendMessage sends a message of any kind and returns its id, the wamid: Type and the part that Type names are given, the
// rest is filled in (Meta: Cloud API, Messages). It is not tried again once it may have left. The other methods that send are
// shorter words for it.
//
// Errors: as of SendText, and 131009, 131053 (also as a failed status), 132000 to 132016 of templates, 138000 of call buttons.
func (c *Client) SendMessage(ctx context.Context, to Recipient, m MessageRequest, how Sending) (string, error) {
	if m.Type == "" {
		return "", errors.New("meta: a message needs a type")
	}
	m.Opaque, m.Context = how.Opaque, nil
	if how.ReplyTo != "" {
		m.Context = &ReplyTo{MessageID: how.ReplyTo}
	}
	return c.send(ctx, to, m)
}

// SendTemplate sends an approved template, which needs no service window (Meta: Cloud API, Template messages). One with a
// call permission request counts as a request (Meta: Calling API, User call permissions, 26 Jun 2026).
//
// Errors: as of SendText, and 132000, 132001, 132005, 132012, 132015, 132016, those of a request or of a call button.
func (c *Client) SendTemplate(ctx context.Context, to Recipient, t TemplateMessage, how Sending) (string, error) {
	if t.Name == "" || t.Language.Code == "" {
		return "", errors.New("meta: a template has a name and a language")
	}
	return c.SendMessage(ctx, to, MessageRequest{Type: TypeTemplate, Template: &t}, how)
}

// SendCallButton sends a button that calls the business, inside the service window (Meta: Calling API, Call buttons).
//
// Errors: as of SendText, and 131009, 138000; later, by status, 131026 from phones that are too old.
func (c *Client) SendCallButton(ctx context.Context, to Recipient, body string, b CallButton, how Sending) (string, error) {
	return c.SendInteractive(ctx, to, InteractiveRequest{
		Type: InteractiveVoiceCall, Body: &InteractiveText{Text: body}, Action: &InteractiveAction{Name: InteractiveVoiceCall, Parameters: &b},
	}, how)
}

// SendInteractive sends an interactive message, inside the service window.
//
// Errors: as of SendText, and 131009.
func (c *Client) SendInteractive(ctx context.Context, to Recipient, i InteractiveRequest, how Sending) (string, error) {
	if i.Type == "" {
		return "", errors.New("meta: an interactive message needs a type")
	}
	return c.SendMessage(ctx, to, MessageRequest{Type: TypeInteractive, Interactive: &i}, how)
}

// SendMedia sends a medium as kind: image, audio, video, document or sticker.
//
// Errors: as of SendText, and 131053, also as a failed status.
func (c *Client) SendMedia(ctx context.Context, to Recipient, kind string, o MediaObject, how Sending) (string, error) {
	m := MessageRequest{Type: kind}
	switch kind {
	case TypeImage:
		m.Image = &o
	case TypeAudio:
		m.Audio = &o
	case TypeVideo:
		m.Video = &o
	case TypeDocument:
		m.Document = &o
	case TypeSticker:
		m.Sticker = &o
	default:
		return "", errors.New("meta: no kind of media: " + kind)
	}
	if o.ID == "" && o.Link == "" {
		return "", errors.New("meta: a medium has an id or a link")
	}
	return c.SendMessage(ctx, to, m, how)
}

// SendLocation sends a place.
//
// Errors: as of SendText.
func (c *Client) SendLocation(ctx context.Context, to Recipient, l Location, how Sending) (string, error) {
	return c.SendMessage(ctx, to, MessageRequest{Type: TypeLocation, Location: &l}, how)
}

// SendContacts sends people.
//
// Errors: as of SendText.
func (c *Client) SendContacts(ctx context.Context, to Recipient, cards []ContactCard, how Sending) (string, error) {
	if len(cards) == 0 {
		return "", errors.New("meta: no contacts")
	}
	return c.SendMessage(ctx, to, MessageRequest{Type: TypeContacts, Contacts: cards}, how)
}

// SendReaction puts an emoji on a message of the user's; an empty one takes it back. Only the status sent comes of it (Meta:
// Cloud API, Reaction messages, May 2026).
//
// Errors: as of SendText; later, by status, 131009 when there is no such message.
func (c *Client) SendReaction(ctx context.Context, to Recipient, wamid, emoji string) (string, error) {
	if wamid == "" {
		return "", errors.New("meta: no message id")
	}
	return c.SendMessage(ctx, to, MessageRequest{Type: TypeReaction, Reaction: &ReactionTo{MessageID: wamid, Emoji: emoji}}, Sending{})
}
