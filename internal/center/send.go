package center

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/meta"
	"ramal/internal/org"
)

// Longest texts, in characters, as Meta takes them (Meta: Cloud API, Text messages; Interactive messages, body).
const (
	maxText        = 4096
	maxRequestText = 1024
	maxClientKey   = 64
)

// SendText answers in a service. The message is stored first and comes back as pending; what becomes of it follows as
// events. The same clientKey in the same service is the same message: sending it again returns the first one. The first
// answer takes a waiting service.
func (c *Center) SendText(ctx context.Context, m org.Member, id desk.ConversationID, o Outgoing) (MessageView, error) {
	o.Text = strings.TrimSpace(o.Text)
	if o.Text == "" {
		return MessageView{}, fault.New(fault.Invalid, "Write something first.").On("text")
	}
	if err := within(o.Text, maxText, "text"); err != nil {
		return MessageView{}, err
	}
	return c.sendContent(ctx, m, id, o.Quoted, desk.Message{Kind: desk.Text, Text: o.Text, ClientKey: o.ClientKey}, nil)
}

// SendCallRequest asks the contact of a service for permission to call. text may be empty: Meta then shows only its own
// question.
func (c *Center) SendCallRequest(ctx context.Context, m org.Member, id desk.ConversationID, text, clientKey string) (MessageView, error) {
	text = strings.TrimSpace(text)
	if err := within(text, maxRequestText, "text"); err != nil {
		return MessageView{}, err
	}
	k := desk.Message{Kind: desk.CallRequest, Text: text, ClientKey: clientKey}
	return c.send(ctx, m, id, k, func(ctx context.Context, v desk.Conversation, _ *desk.Message) error {
		action, err := c.CallAction(ctx, m, v.AccountID, v.ContactID)
		if err != nil {
			return err
		}
		if action.Request != nil {
			return action.Request.Fault()
		}
		return nil
	})
}

// MarkRead marks a service as read here, and its newest message at Meta, which then shows on the contact's phone.
func (c *Center) MarkRead(ctx context.Context, m org.Member, id desk.ConversationID) error {
	v, err := c.conversation(ctx, m, id)
	if err != nil || v.Unread == 0 {
		return err
	}
	err = c.insist(ctx, func(ctx context.Context) error {
		if v, err = c.Store.Conversation(ctx, m.Workspace.ID, id); err != nil {
			return err
		}
		v = v.Seen()
		return c.Store.SaveConversation(ctx, &v)
	})
	if err != nil {
		return err
	}
	c.announceConversation(v)
	c.work.start(ctx, func(ctx context.Context) {
		if err := c.markReadAtMeta(ctx, v); err != nil {
			c.log().Info("read receipt not sent", "conversation", v.ID, "error", err)
		}
	})
	return nil
}

func (c *Center) markReadAtMeta(ctx context.Context, v desk.Conversation) error {
	page, err := c.Store.Messages(ctx, v.WorkspaceID, desk.MessageQuery{Conversation: v.ID})
	if err != nil {
		return err
	}
	for _, k := range page.Items {
		if k.Direction == desk.Incoming && k.MetaID != "" && !strings.HasPrefix(k.MetaID, "wacid.") { // a voicemail is no message to Meta
			graph, _, err := c.graphOf(ctx, v)
			if err != nil {
				return err
			}
			return graph.MarkRead(ctx, k.MetaID)
		}
	}
	return nil
}

// send stores an outgoing message and posts it beside the caller. allowed is asked within the transaction, so that two
// who press at once cannot both pass; it may add to the message.
func (c *Center) send(ctx context.Context, m org.Member, id desk.ConversationID, k desk.Message, allowed func(context.Context, desk.Conversation, *desk.Message) error) (MessageView, error) {
	if k.ClientKey == "" {
		return MessageView{}, fault.New(fault.Invalid, "A key of the sender's own is missing: it keeps a message from being sent twice.").On("clientKey")
	}
	if err := within(k.ClientKey, maxClientKey, "clientKey"); err != nil {
		return MessageView{}, err
	}
	if _, err := c.conversation(ctx, m, id); err != nil {
		return MessageView{}, err
	}
	asked, fresh := k, false
	err := c.insist(ctx, func(ctx context.Context) error {
		k, fresh = asked, false
		v, err := c.conversation(ctx, m, id)
		if err != nil {
			return err
		}
		known, err := c.Store.MessageByClientKey(ctx, m.Workspace.ID, v.ID, k.ClientKey)
		if err == nil || !fault.Is(err, fault.NotFound) {
			k = known
			return err
		}
		if err := allowed(ctx, v, &k); err != nil {
			return err
		}
		fresh = true
		k, err = c.put(ctx, m, v, k)
		return err
	})
	if err != nil {
		return MessageView{}, err
	}
	if fresh {
		c.work.startWithin(ctx, postingLimit(k), func(ctx context.Context) { c.post(ctx, k, c.postToMeta) })
	}
	views, err := c.messageViews(ctx, m.Workspace.ID, []desk.Message{k})
	if err != nil {
		return MessageView{}, err
	}
	return views[0], nil
}

// postingLimit is how long posting a message may take: a file is uploaded first. It is less than what counts as lost.
func postingLimit(k desk.Message) time.Duration {
	if k.Kind.IsMedium() {
		return sendGrace - outside
	}
	return outside
}

// put stores an outgoing message in a service, which it takes where the service waits. Call it in a transaction.
func (c *Center) put(ctx context.Context, m org.Member, v desk.Conversation, k desk.Message) (desk.Message, error) {
	now := c.now()
	k.ID, k.WorkspaceID, k.ConversationID, k.Direction = desk.MessageID(newID()), m.Workspace.ID, v.ID, desk.Outgoing
	k.Author, k.Status, k.At = m.User.ID, desk.Pending, now
	if err := c.Store.CreateMessage(ctx, &k); err != nil {
		return k, err
	}
	v = v.Sent(now, previewOf(k)).Taken(m.User.ID)
	if err := c.Store.SaveConversation(ctx, &v); err != nil {
		return k, err
	}
	c.later(ctx, func(context.Context) { c.announceMessage(k, v); c.announceConversation(v) })
	if k.Kind != desk.CallRequest {
		return k, nil
	}
	of := pair(v)
	of.Operator = m.User.ID
	return k, c.changePermission(ctx, of, func(p call.Permission) call.Permission { return p.RequestSent("", now) })
}

// post sends a stored message to Meta and writes down what Meta said. It is never sent twice by itself: Meta cannot tell
// a repetition from a second message.
func (c *Center) post(ctx context.Context, k desk.Message, toMeta func(context.Context, desk.Message) (string, error)) {
	wamid, err := toMeta(ctx, k)
	var failure *desk.Failure
	if err != nil {
		failure = messageFailure(err)
		c.log().Warn("message not sent", "message", k.ID, "code", failure.Code, "error", err)
	}
	c.settleMessage(ctx, k, wamid, failure)
	if failure == nil || failure.Code == 0 {
		return
	}
	if v, err := c.Store.Conversation(ctx, k.WorkspaceID, k.ConversationID); err == nil {
		c.refused(ctx, pair(v), failure.Code, failure.Title)
	}
}

func (c *Center) postToMeta(ctx context.Context, k desk.Message) (string, error) {
	v, err := c.Store.Conversation(ctx, k.WorkspaceID, k.ConversationID)
	if err != nil {
		return "", err
	}
	graph, contact, err := c.graphOf(ctx, v)
	if err != nil {
		return "", err
	}
	if k.Kind == desk.CallRequest {
		return graph.SendCallPermissionRequest(ctx, recipient(contact), k.Text, string(k.ID))
	}
	if k.Content != nil {
		return c.postContent(ctx, graph, recipient(contact), k)
	}
	text := meta.MessageRequest{Type: meta.TypeText, Text: &meta.Text{Body: k.Text}}
	return graph.SendMessage(ctx, recipient(contact), text, meta.Sending{Opaque: string(k.ID), ReplyTo: k.Quoted})
}

// settleMessage writes down what became of an outgoing message: Meta's id, or why it failed.
func (c *Center) settleMessage(ctx context.Context, k desk.Message, wamid string, failure *desk.Failure) {
	status := desk.Sent
	if failure != nil {
		status = desk.Failed
	}
	if err := c.changeMessage(ctx, k, wamid, status, failure); err != nil {
		c.log().Error("state of a message not stored", "message", k.ID, "error", err)
	}
}

// changeMessage moves an outgoing message forward. A call request that failed gives its place in Meta's limits back.
func (c *Center) changeMessage(ctx context.Context, k desk.Message, wamid string, status desk.Status, failure *desk.Failure) error {
	return c.insist(ctx, func(ctx context.Context) error {
		stored, err := c.Store.Message(ctx, k.WorkspaceID, k.ID)
		if err != nil {
			return err
		}
		was := stored
		stored.Status = stored.Status.Advance(status)
		if stored.Status == desk.Failed && failure != nil {
			stored.Failure = failure
		}
		if wamid != "" {
			stored.MetaID = wamid
		}
		if stored == was {
			return nil
		}
		if err := c.Store.SaveMessage(ctx, &stored); err != nil {
			return err
		}
		v, err := c.Store.Conversation(ctx, k.WorkspaceID, k.ConversationID)
		if err != nil {
			return err
		}
		c.later(ctx, func(context.Context) { c.announceMessage(stored, v) })
		if stored.Kind != desk.CallRequest {
			return nil
		}
		return c.changePermission(ctx, pair(v), func(p call.Permission) call.Permission {
			if stored.Status == desk.Failed {
				return p.RequestFailed(stored.At)
			}
			return p.RequestNamed(stored.MetaID, stored.At)
		})
	})
}

// pair is whom a permission is between, in the form that changePermission reads.
func pair(v desk.Conversation) call.Call {
	return call.Call{WorkspaceID: v.WorkspaceID, AccountID: v.AccountID, ContactID: v.ContactID}
}

// graphOf returns the client and the contact of a conversation.
func (c *Center) graphOf(ctx context.Context, v desk.Conversation) (*meta.Client, desk.Contact, error) {
	a, err := c.Store.Account(ctx, v.WorkspaceID, v.AccountID)
	if err != nil {
		return nil, desk.Contact{}, err
	}
	contact, err := c.Store.Contact(ctx, v.WorkspaceID, v.ContactID)
	if err != nil {
		return nil, desk.Contact{}, err
	}
	graph, err := c.graph(ctx, a)
	return graph, contact, err
}

func within(s string, most int, field string) error {
	if n := utf8.RuneCountInString(s); n > most {
		return fault.New(fault.Invalid, "The text has %d characters; %d is the most.", n, most).On(field)
	}
	return nil
}

// previewOf is what a list of services shows of a message: its text, and a word behind a colon for what has none, which
// the console has sentences for (":call_request", ":permission_reply:reject", ":unsupported:sticker").
func previewOf(k desk.Message) string {
	switch k.Kind {
	case desk.Text, desk.Templated:
		return k.Text
	case desk.CallRequest:
		return ":" + string(k.Kind)
	}
	return ":" + string(k.Kind) + ":" + k.Text
}
