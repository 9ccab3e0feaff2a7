package center

import (
	"context"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

// QuickReplyEdit is a quick reply as somebody wants it. Version is that of the one it was made from; a new one is shared or the
// member's own.
type QuickReplyEdit struct {
	Shared     bool
	Department org.DepartmentID // of a shared one; "" for everybody
	Shortcut   string
	Text       string
	Version    int64
}

// QuickReplies lists those that the member may use, by their shortcuts.
func (c *Center) QuickReplies(ctx context.Context, m org.Member) ([]desk.QuickReply, error) {
	all, err := c.Store.QuickReplies(ctx, m.Workspace.ID, m.User.ID)
	if err != nil {
		return nil, err
	}
	mine := all[:0]
	for _, q := range all {
		if q.For(m) {
			mine = append(mine, q)
		}
	}
	return mine, nil
}

// CreateQuickReply writes one down: one's own, or a shared one, which is for administrators.
func (c *Center) CreateQuickReply(ctx context.Context, m org.Member, e QuickReplyEdit) (desk.QuickReply, error) {
	q := desk.QuickReply{ID: desk.QuickReplyID(newID()), WorkspaceID: m.Workspace.ID, Shortcut: e.Shortcut, Text: e.Text}
	if !e.Shared {
		q.Owner = m.User.ID
	} else if err := administers(m); err != nil {
		return q, err
	}
	return c.saveQuickReply(ctx, m, q, e, "quick_reply.created", c.Store.CreateQuickReply)
}

// ChangeQuickReply changes one where nobody else did meanwhile; fault.Conflict otherwise. Whose it is never changes.
func (c *Center) ChangeQuickReply(ctx context.Context, m org.Member, id desk.QuickReplyID, e QuickReplyEdit) (desk.QuickReply, error) {
	q, err := c.quickReply(ctx, m, id)
	if err != nil {
		return q, err
	}
	if err := current(q.Version, e.Version, "quick reply"); err != nil {
		return q, err
	}
	q.Shortcut, q.Text = e.Shortcut, e.Text
	return c.saveQuickReply(ctx, m, q, e, "quick_reply.changed", c.Store.SaveQuickReply)
}

// DeleteQuickReply deletes one.
func (c *Center) DeleteQuickReply(ctx context.Context, m org.Member, id desk.QuickReplyID) error {
	q, err := c.quickReply(ctx, m, id)
	if err != nil {
		return err
	}
	return c.atomically(ctx, func(ctx context.Context) error {
		if err := c.Store.DeleteQuickReply(ctx, m.Workspace.ID, id); err != nil {
			return err
		}
		c.later(ctx, func(context.Context) { c.announceDesk(m.Workspace.ID) })
		return c.noteQuickReply(ctx, m, q, "quick_reply.deleted")
	})
}

// quickReply returns one that the member may change. One that they may not use does not exist for them.
func (c *Center) quickReply(ctx context.Context, m org.Member, id desk.QuickReplyID) (desk.QuickReply, error) {
	q, err := c.Store.QuickReply(ctx, m.Workspace.ID, id)
	switch {
	case err != nil:
		return q, err
	case !q.For(m):
		return q, fault.New(fault.NotFound, "There is no such quick reply.")
	case !q.ChangedBy(m):
		return q, administers(m)
	}
	return q, nil
}

func (c *Center) saveQuickReply(ctx context.Context, m org.Member, q desk.QuickReply, e QuickReplyEdit, action org.Action, save func(context.Context, *desk.QuickReply) error) (desk.QuickReply, error) {
	q, err := q.Tidy()
	if err != nil {
		return q, err
	}
	if q.Owner == "" {
		q.Department = e.Department
		if e.Department != "" {
			if _, err := c.Store.Department(ctx, m.Workspace.ID, e.Department); err != nil {
				return q, fault.New(fault.Invalid, "One of the departments is none of this workspace.").On("departmentId").Wrap(err)
			}
		}
	}
	err = c.atomically(ctx, func(ctx context.Context) error {
		if err := save(ctx, &q); err != nil {
			return err
		}
		c.later(ctx, func(context.Context) { c.announceDesk(m.Workspace.ID) })
		return c.noteQuickReply(ctx, m, q, action)
	})
	return q, err
}

// noteQuickReply writes what was done to a shared one into the audit. One's own are one's own matter.
func (c *Center) noteQuickReply(ctx context.Context, m org.Member, q desk.QuickReply, action org.Action) error {
	if q.Owner != "" {
		return nil
	}
	deed := org.Deed{Action: action, Subject: string(q.ID), Name: "/" + q.Shortcut}
	if action != "quick_reply.deleted" {
		deed.Text("text", "", desk.Preview(q.Text))
	}
	return c.note(ctx, m, deed)
}
