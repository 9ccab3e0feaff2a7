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
	q.Limit, q.Accounts, q.Search = pageSize(q.Limit), c.visible(m), strings.TrimSpace(q.Search)
	page, err := c.Store.Conversations(ctx, m.Workspace.ID, q)
	if err != nil {
		return desk.Page[ConversationView]{}, err
	}
	views, err := c.conversationViews(ctx, m.Workspace.ID, page.Items)
	return desk.Page[ConversationView]{Items: views, Next: page.Next}, err
}

// ConversationsOf lists the services of a contact that the member may see, newest first.
func (c *Center) ConversationsOf(ctx context.Context, m org.Member, id desk.ContactID) ([]ConversationView, error) {
	if _, err := c.Contact(ctx, m, id); err != nil {
		return nil, err
	}
	all, err := c.Store.ConversationsOf(ctx, m.Workspace.ID, id)
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

// Messages lists the messages of a service, newest first.
func (c *Center) Messages(ctx context.Context, m org.Member, id desk.ConversationID, after string, limit int) (desk.Page[MessageView], error) {
	if _, err := c.conversation(ctx, m, id); err != nil {
		return desk.Page[MessageView]{}, err
	}
	page, err := c.Store.Messages(ctx, m.Workspace.ID, id, after, pageSize(limit))
	if err != nil {
		return desk.Page[MessageView]{}, err
	}
	name, err := c.names(ctx, m.Workspace.ID)
	if err != nil {
		return desk.Page[MessageView]{}, err
	}
	views := make([]MessageView, len(page.Items))
	for i, k := range page.Items {
		views[i] = MessageView{Message: k, Author: name(k.Author)}
	}
	return desk.Page[MessageView]{Items: views, Next: page.Next}, nil
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
