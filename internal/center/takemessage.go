package center

import (
	"context"
	"reflect"
	"strings"
	"time"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/meta"
	"ramal/internal/org"
)

// takeMessages handles an event of the field messages: one message of a contact, or one state of a message of ours.
func (c *Center) takeMessages(ctx context.Context, a org.Account, v meta.Value) error {
	for _, k := range v.Messages {
		if err := c.takeMessage(ctx, a, k, v); err != nil {
			return err
		}
	}
	for _, s := range v.Statuses {
		if err := c.takeMessageStatus(ctx, a, s); err != nil {
			return err
		}
	}
	return nil
}

// takeMessage stores a message of a contact in the contact's service; both are made when they are new. A message that is
// known is ignored.
func (c *Center) takeMessage(ctx context.Context, a org.Account, k meta.Message, v meta.Value) error {
	if k.Reaction != nil {
		return c.takeReaction(ctx, a, k, v)
	}
	if _, err := c.Store.MessageByMetaID(ctx, a.WorkspaceID, k.ID); !fault.Is(err, fault.NotFound) {
		return err
	}
	err := c.atomically(ctx, func(ctx context.Context) error {
		contact, err := c.meet(ctx, a.WorkspaceID, v, k.From, k.FromUserID)
		if err != nil {
			return err
		}
		service, err := c.serve(ctx, a, contact)
		if err != nil {
			return err
		}
		message := desk.Message{
			ID: desk.MessageID(newID()), WorkspaceID: a.WorkspaceID, ConversationID: service.ID, Direction: desk.Incoming,
			MetaID: k.ID, Status: desk.Received, At: c.writtenAt(k.Timestamp.Time()),
		}
		message.Kind, message.Text, message.Content = readMessage(k)
		if k.Context != nil && k.PermissionReply() == nil {
			message.Quoted = k.Context.ID
		}
		if err := c.Store.CreateMessage(ctx, &message); err != nil {
			return err
		}
		if message.Content != nil && message.Content.Medium != nil {
			due := desk.DueMedium{WorkspaceID: a.WorkspaceID, MessageID: message.ID, NextAt: c.now().Add(mediaLease)}
			if err := c.Store.AddDueMedium(ctx, due); err != nil {
				return err
			}
			c.later(ctx, func(ctx context.Context) {
				c.work.startWithin(ctx, mediaLease, func(ctx context.Context) { c.fetchMedium(ctx, due) })
			})
		}
		service = service.Received(message.At, previewOf(message))
		if err := c.Store.SaveConversation(ctx, &service); err != nil {
			return err
		}
		c.later(ctx, func(context.Context) { c.announceMessage(message, service); c.announceConversation(service) })
		if reply := k.PermissionReply(); reply != nil {
			answer, asked := answerOf(k, reply), false
			err := c.changePermission(ctx, pair(service), func(p call.Permission) call.Permission {
				asked = answer.Request != "" || p.State(c.now()) == "asked"
				p, _ = p.Replied(answer)
				return p
			})
			if err != nil || !asked {
				return err
			}
			return c.tellWhoAsked(ctx, service, answer.Accept)
		}
		return nil
	})
	if err == nil && voicemail(k) {
		e := call.Event{Kind: call.VoicemailLeft, MetaID: k.ID}
		return ignore(c.takeCallEvent(ctx, a, k.ID, "", e), fault.NotFound)
	}
	return err
}

// promptly is how soon after it was written a message has to arrive for its time of arrival to count.
const promptly = 5 * time.Second

// writtenAt returns when a message was written. Meta's clock has whole seconds: a message that came at once takes the time
// of its arrival, so that a quick exchange keeps its order; one that came late keeps Meta's.
func (c *Center) writtenAt(metas time.Time) time.Time {
	if now := c.now(); metas.IsZero() || now.Sub(metas) < promptly {
		return now
	}
	return metas
}

// takeReaction puts the emoji of a contact on the message that it is about, or takes it away. It opens the window as a message does. One
// that overtakes its message is tried again; one that is about a message which is not here says nothing.
func (c *Center) takeReaction(ctx context.Context, a org.Account, k meta.Message, v meta.Value) error {
	return c.atomically(ctx, func(ctx context.Context) error {
		contact, err := c.meet(ctx, a.WorkspaceID, v, k.From, k.FromUserID)
		if err != nil {
			return err
		}
		about, err := c.Store.MessageByMetaID(ctx, a.WorkspaceID, k.Reaction.MessageID)
		if fault.Is(err, fault.NotFound) && c.now().Sub(k.Timestamp.Time()) > overtaking {
			return nil
		}
		if err != nil {
			return err
		}
		service, err := c.Store.Conversation(ctx, a.WorkspaceID, about.ConversationID)
		if err != nil || service.ContactID != contact.ID {
			return err
		}
		if open, err := c.Store.OpenConversation(ctx, a.WorkspaceID, a.ID, contact.ID); err == nil {
			open = open.Called(c.writtenAt(k.Timestamp.Time()))
			if err := c.Store.SaveConversation(ctx, &open); err != nil {
				return err
			}
			c.later(ctx, func(context.Context) { c.announceConversation(open) })
		} else if !fault.Is(err, fault.NotFound) {
			return err
		}
		about.Reaction = k.Reaction.Emoji
		return c.saveAndTell(ctx, &about)
	})
}

// overtaking is how much earlier than its message a reaction may come.
const overtaking = 10 * time.Minute

// readMessage returns what a message of Meta's is to us: its kind, its words, and what else it carries.
func readMessage(k meta.Message) (desk.Kind, string, *desk.Content) {
	if kind, medium := mediumOf(k); medium != nil && medium.ID != "" {
		return kind, medium.Caption, (*desk.Content)(nil).With(desk.Medium{
			MetaID: medium.ID, SHA256: medium.SHA256, State: desk.Coming, MIME: medium.MIMEType, Name: fileName(medium.Filename),
		})
	}
	switch {
	case k.Location != nil:
		l := k.Location
		return desk.Location, "", &desk.Content{Place: &desk.Place{Latitude: float64(l.Latitude), Longitude: float64(l.Longitude), Name: l.Name, Address: l.Address}}
	case len(k.Contacts) > 0:
		return desk.Contacts, "", &desk.Content{Cards: cardsOf(k.Contacts)}
	}
	kind, words := readWords(k)
	return kind, words, nil
}

// mediumOf returns the medium of a message, and what kind it makes it.
func mediumOf(k meta.Message) (desk.Kind, *meta.Media) {
	switch {
	case k.Image != nil:
		return desk.Image, k.Image
	case k.Sticker != nil:
		return desk.Sticker, k.Sticker
	case k.Video != nil:
		return desk.Video, k.Video
	case k.Document != nil:
		return desk.Document, k.Document
	case k.Audio != nil && (k.Audio.Voice || voicemail(k)):
		return desk.Voice, k.Audio
	case k.Audio != nil:
		return desk.Audio, k.Audio
	}
	return "", nil
}

func cardsOf(all []meta.ContactCard) []desk.Card {
	cards := make([]desk.Card, len(all))
	for i, k := range all {
		cards[i].Name = k.Name.FormattedName
		for _, p := range k.Phones {
			cards[i].Phones = append(cards[i].Phones, p.Phone)
			if cards[i].WaID == "" {
				cards[i].WaID = p.WaID
			}
		}
	}
	return cards
}

// readWords returns the kind and the words of a message that carries nothing else.
func readWords(k meta.Message) (desk.Kind, string) {
	if reply := k.PermissionReply(); reply != nil {
		switch {
		case !reply.Accepted():
			return desk.PermissionReply, "reject"
		case reply.IsPermanent:
			return desk.PermissionReply, "accept_permanent"
		}
		return desk.PermissionReply, "accept_temporary"
	}
	switch choice := k.Interactive; {
	case k.Text != nil:
		return desk.Text, k.Text.Body
	case k.Button != nil:
		return desk.Text, k.Button.Text
	case choice != nil && choice.ButtonReply != nil:
		return desk.Text, choice.ButtonReply.Title
	case choice != nil && choice.ListReply != nil:
		return desk.Text, choice.ListReply.Title
	}
	return desk.Unsupported, k.Type
}

// voicemail reports whether a message is what a caller left: an audio message whose id is the call's (Meta: Calling API, Call
// settings, Jul 2026).
func voicemail(k meta.Message) bool {
	return k.Audio != nil && strings.HasPrefix(k.ID, "wacid.")
}

// answerOf translates a permission reply.
func answerOf(k meta.Message, r *meta.CallPermissionReply) call.Reply {
	reply := call.Reply{
		Accept: r.Accepted(), Permanent: r.IsPermanent, ExpiresAt: r.ExpirationTimestamp.Time(), At: k.Timestamp.Time(),
		Automatic: r.Automatic(),
	}
	if k.Context != nil {
		reply.Request = k.Context.ID
	}
	return reply
}

// takeMessageStatus moves a message of ours forward.
func (c *Center) takeMessageStatus(ctx context.Context, a org.Account, s meta.Status) error {
	k, err := c.Store.MessageByMetaID(ctx, a.WorkspaceID, s.ID)
	if fault.Is(err, fault.NotFound) && s.Opaque != "" {
		k, err = c.Store.Message(ctx, a.WorkspaceID, desk.MessageID(s.Opaque))
	}
	if err != nil {
		return err
	}
	var status desk.Status
	switch s.MessageStatus() {
	case meta.MessageSent:
		status = desk.Sent
	case meta.MessageDelivered:
		status = desk.Delivered
	case meta.MessageRead:
		status = desk.Read
	case meta.MessageFailed:
		status = desk.Failed
	default:
		c.log().Info("message status not known", "status", s.Status)
		return nil
	}
	var failure *desk.Failure
	if len(s.Errors) > 0 {
		failure = &desk.Failure{Code: s.Errors[0].Code, Title: s.Errors[0].Words(), Details: s.Errors[0].ErrorData.Details}
	}
	return c.changeMessage(ctx, k, s.ID, status, failure)
}

// meet finds the contact that an event is from, or writes them down, and keeps what WhatsApp says about them current.
func (c *Center) meet(ctx context.Context, ws org.WorkspaceID, v meta.Value, from, fromUserID string) (desk.Contact, error) {
	seen := desk.Contact{WaID: desk.Digits(from), BSUID: fromUserID}
	for _, k := range v.Contacts {
		if k.WaID == "" || from == "" || k.WaID == from {
			seen.WhatsAppName, seen.Username = k.Profile.Name, k.Profile.Username
			if seen.BSUID == "" {
				seen.BSUID = k.UserID
			}
			if seen.WaID == "" {
				seen.WaID = desk.Digits(k.WaID)
			}
		}
	}
	if seen.WaID == "" && seen.BSUID == "" {
		return desk.Contact{}, fault.New(fault.Invalid, "The event names nobody: neither a number nor a business-scoped user id.")
	}
	now := c.now()
	known, err := c.Store.FindContact(ctx, ws, seen.BSUID, seen.WaID, seen.WaID)
	if fault.Is(err, fault.NotFound) {
		seen.ID, seen.WorkspaceID, seen.Phone, seen.CreatedAt, seen.UpdatedAt = desk.ContactID(newID()), ws, seen.WaID, now, now
		if err := c.Store.CreateContact(ctx, &seen); err != nil {
			return desk.Contact{}, err
		}
		c.later(ctx, func(context.Context) { c.announceContact(seen) })
		return seen, nil
	}
	if err != nil {
		return desk.Contact{}, err
	}
	if known, err = c.sameByNumber(ctx, known, &seen); err != nil {
		return desk.Contact{}, err
	}
	updated := known.Met(seen)
	if reflect.DeepEqual(updated, known) {
		return known, nil
	}
	updated.UpdatedAt = now
	if err := c.Store.SaveContact(ctx, &updated); err != nil {
		return desk.Contact{}, err
	}
	c.later(ctx, func(context.Context) { c.announceContact(updated) })
	return updated, nil
}

// serve returns the contact's open service on the account, or opens one.
func (c *Center) serve(ctx context.Context, a org.Account, contact desk.Contact) (desk.Conversation, error) {
	service, err := c.Store.OpenConversation(ctx, a.WorkspaceID, a.ID, contact.ID)
	if !fault.Is(err, fault.NotFound) {
		return service, err
	}
	now := c.now()
	service = desk.Conversation{
		ID: desk.ConversationID(newID()), WorkspaceID: a.WorkspaceID, AccountID: a.ID, ContactID: contact.ID,
		Channel: desk.WhatsAppAPI, State: desk.Waiting, CreatedAt: now,
	}
	if err := c.Store.CreateConversation(ctx, &service); err != nil {
		return desk.Conversation{}, err
	}
	c.later(ctx, func(context.Context) { c.announceConversation(service) })
	return service, nil
}
