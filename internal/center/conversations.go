package center

import (
	"context"
	"slices"
	"strings"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

// Conversations lists the services that the member may see, the newest entry first.
func (c *Center) Conversations(ctx context.Context, m org.Member, q desk.ConversationQuery) (desk.Page[ConversationView], error) {
	q.Limit, q.Search = pageSize(q.Limit), strings.TrimSpace(q.Search)
	q.Accounts, q.Viewer = c.visibleOf(m, q.Accounts), viewer(m)
	if q.Department != "" {
		users, err := c.Store.Users(ctx, m.Workspace.ID)
		if err != nil {
			return desk.Page[ConversationView]{}, err
		}
		for _, u := range users {
			if slices.Contains(u.Departments, q.Department) {
				q.Members = append(q.Members, u.ID)
			}
		}
	}
	page, err := c.Store.Conversations(ctx, m.Workspace.ID, q)
	if err != nil {
		return desk.Page[ConversationView]{}, err
	}
	views, err := c.conversationViews(ctx, m.Workspace.ID, page.Items)
	return desk.Page[ConversationView]{Items: views, Next: page.Next}, err
}

// ConversationsOf lists the services of a contact that the member may see, newest first.
func (c *Center) ConversationsOf(ctx context.Context, m org.Member, id desk.ContactID) ([]ConversationView, error) {
	k, err := c.Contact(ctx, m, id)
	if err != nil {
		return nil, err
	}
	all, err := c.Store.ConversationsOf(ctx, m.Workspace.ID, k.ID)
	if err != nil {
		return nil, err
	}
	seen := all[:0]
	for _, v := range all {
		if m.Sees(v.AccountID) {
			seen = append(seen, v)
		}
	}
	return c.conversationViews(ctx, m.Workspace.ID, seen)
}

// Conversation returns one service.
func (c *Center) Conversation(ctx context.Context, m org.Member, id desk.ConversationID) (ConversationView, error) {
	v, err := c.conversation(ctx, m, id)
	if err != nil {
		return ConversationView{}, err
	}
	views, err := c.conversationViews(ctx, m.Workspace.ID, []desk.Conversation{v})
	if err != nil {
		return ConversationView{}, err
	}
	return views[0], nil
}

// Messages reads a part of a service's thread, newest first.
func (c *Center) Messages(ctx context.Context, m org.Member, q desk.MessageQuery) (desk.Page[MessageView], error) {
	v, err := c.conversation(ctx, m, q.Conversation)
	if err != nil {
		return desk.Page[MessageView]{}, err
	}
	q.Conversation, q.Limit = v.ID, pageSize(q.Limit)
	page, err := c.Store.Messages(ctx, m.Workspace.ID, q)
	if err != nil {
		return desk.Page[MessageView]{}, err
	}
	views, err := c.messageViews(ctx, m.Workspace.ID, page.Items)
	return desk.Page[MessageView]{Items: views, Next: page.Next, Back: page.Back}, err
}

// messageViews adds to messages who wrote them and what they answer.
func (c *Center) messageViews(ctx context.Context, ws org.WorkspaceID, list []desk.Message) ([]MessageView, error) {
	name, err := c.names(ctx, ws)
	if err != nil {
		return nil, err
	}
	known := map[string]*desk.Message{}
	for i := range list {
		known[list[i].MetaID] = &list[i]
	}
	views := make([]MessageView, len(list))
	for i, k := range list {
		views[i] = MessageView{Message: k, Author: name(k.Author)}
		if k.Quoted == "" {
			continue
		}
		quoted, here := known[k.Quoted]
		if !here {
			q, err := c.Store.MessageByMetaID(ctx, ws, k.Quoted)
			switch {
			case err == nil:
				quoted = &q
			case !fault.Is(err, fault.NotFound):
				return nil, err
			}
			known[k.Quoted] = quoted
		}
		views[i].Quoted = quoted
	}
	return views, nil
}

// SearchTexts finds messages and notes by their words, in the services that the member may see, the newest first.
func (c *Center) SearchTexts(ctx context.Context, m org.Member, q desk.TextQuery) (desk.Page[TextHit], error) {
	none := desk.Page[TextHit]{}
	q.Limit, q.Accounts, q.Search, q.Viewer = pageSize(q.Limit), c.visible(m), strings.TrimSpace(q.Search), viewer(m)
	page, err := c.Store.SearchTexts(ctx, m.Workspace.ID, q)
	if err != nil {
		return none, err
	}
	var services []desk.Conversation
	at := map[desk.ConversationID]int{}
	for _, k := range page.Items {
		if _, known := at[k.ConversationID]; known {
			continue
		}
		v, err := c.Store.Conversation(ctx, m.Workspace.ID, k.ConversationID)
		if err != nil {
			return none, err
		}
		at[v.ID] = len(services)
		services = append(services, v)
	}
	views, err := c.conversationViews(ctx, m.Workspace.ID, services)
	if err != nil {
		return none, err
	}
	name, err := c.names(ctx, m.Workspace.ID)
	if err != nil {
		return none, err
	}
	hits := desk.Page[TextHit]{Next: page.Next}
	for _, k := range page.Items {
		hits.Items = append(hits.Items, TextHit{MessageView{Message: k, Author: name(k.Author)}, views[at[k.ConversationID]]})
	}
	return hits, nil
}

// conversation returns a service that the member may see; others do not exist for them.
func (c *Center) conversation(ctx context.Context, m org.Member, id desk.ConversationID) (desk.Conversation, error) {
	v, err := c.Store.Conversation(ctx, m.Workspace.ID, id)
	if err != nil {
		return desk.Conversation{}, err
	}
	if !m.Sees(v.AccountID) {
		return desk.Conversation{}, fault.New(fault.NotFound, "There is no such service.")
	}
	if _, err := c.seenContact(ctx, m, v.ContactID); err != nil {
		return desk.Conversation{}, fault.New(fault.NotFound, "There is no such service.").Wrap(err)
	}
	return v, nil
}

func (c *Center) conversationViews(ctx context.Context, ws org.WorkspaceID, list []desk.Conversation) ([]ConversationView, error) {
	name, err := c.names(ctx, ws)
	if err != nil {
		return nil, err
	}
	ids := make([]desk.ContactID, len(list))
	for i, v := range list {
		ids[i] = v.ContactID
	}
	contacts, err := c.Store.ContactsByID(ctx, ws, ids)
	if err != nil {
		return nil, err
	}
	waits := func(v desk.Conversation) bool { return v.State == desk.Waiting && v.Department != "" }
	departments := map[org.DepartmentID]*org.Department{}
	if slices.ContainsFunc(list, waits) {
		all, err := c.Store.Departments(ctx, ws)
		if err != nil {
			return nil, err
		}
		for i := range all {
			departments[all[i].ID] = &all[i]
		}
	}
	views := make([]ConversationView, len(list))
	for i, v := range list {
		views[i] = ConversationView{Conversation: v, Contact: contacts[v.ContactID], Attendant: name(v.Attendant)}
		if waits(v) {
			views[i].Department = departments[v.Department]
		}
	}
	return views, nil
}
