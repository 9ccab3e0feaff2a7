package center

import (
	"cmp"
	"context"
	"strings"
	"time"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

// Fields lists the custom fields of contacts or of deals, in their order.
func (c *Center) Fields(ctx context.Context, m org.Member, of desk.FieldOf) ([]desk.Field, error) {
	return c.Store.Fields(ctx, m.Workspace.ID, of)
}

// CreateField defines a custom field, of contacts where it does not say of what. It comes last.
func (c *Center) CreateField(ctx context.Context, m org.Member, f desk.Field) (desk.Field, error) {
	if err := administers(m); err != nil {
		return f, err
	}
	f.ID, f.WorkspaceID, f.CreatedAt, f.Name = desk.FieldID(newID()), m.Workspace.ID, c.now(), strings.TrimSpace(f.Name)
	f.Of = cmp.Or(f.Of, desk.OfContact)
	if err := f.Valid(); err != nil {
		return f, err
	}
	err := c.atomically(ctx, func(ctx context.Context) error {
		known, err := c.Store.Fields(ctx, m.Workspace.ID, f.Of)
		if err != nil {
			return err
		}
		if len(known) >= desk.FieldsMax {
			return fault.New(fault.Conflict, "There can be %d fields at most.", desk.FieldsMax).Because("too_many")
		}
		f.Position = len(known)
		if len(known) > 0 {
			f.Position = known[len(known)-1].Position + 1
		}
		if err := c.Store.CreateField(ctx, &f); err != nil {
			return err
		}
		c.later(ctx, func(context.Context) { c.announceDesk(m.Workspace.ID) })
		return c.note(ctx, m, org.Deed{Action: "field.created", Subject: string(f.ID), Name: f.Name, Changes: []org.Change{{Field: "of", After: string(f.Of)}, {Field: "type", After: string(f.Type)}}})
	})
	return f, err
}

// ChangeField changes a field's name, its choices, its place, and whether it has to be filled in. What it is of stays, its type, and whether its values are
// one of a kind: what is stored was read by them.
func (c *Center) ChangeField(ctx context.Context, m org.Member, id desk.FieldID, wanted desk.Field) (desk.Field, error) {
	if err := administers(m); err != nil {
		return wanted, err
	}
	var f desk.Field
	err := c.atomically(ctx, func(ctx context.Context) (err error) {
		if f, err = c.Store.Field(ctx, m.Workspace.ID, id); err != nil {
			return err
		}
		if err := current(f.Version, wanted.Version, "field"); err != nil {
			return err
		}
		before := f
		f.Name, f.Choices, f.Required, f.Position = strings.TrimSpace(wanted.Name), wanted.Choices, wanted.Required, wanted.Position
		if err := f.Valid(); err != nil {
			return err
		}
		deed := org.Deed{Action: "field.changed", Subject: string(id), Name: f.Name}
		deed.Text("name", before.Name, f.Name)
		deed.List("choices", before.Choices, f.Choices)
		deed.Flag("required", before.Required, f.Required)
		if err := c.Store.SaveField(ctx, &f); err != nil {
			return err
		}
		c.later(ctx, func(context.Context) { c.announceDesk(m.Workspace.ID) })
		if len(deed.Changes) == 0 { // only its place
			return nil
		}
		return c.note(ctx, m, deed)
	})
	return f, err
}

// The values of a deleted field are taken away a few at a time, so that nobody waits for it; what is left after a while, or a stop, tidy takes.
const (
	clearTime  = time.Hour
	clearPause = 5 * time.Millisecond // between two times, for whoever waits to write
)

// DeleteField deletes a field, and beside it what contacts or deals have in it.
func (c *Center) DeleteField(ctx context.Context, m org.Member, id desk.FieldID) error {
	if err := administers(m); err != nil {
		return err
	}
	return c.atomically(ctx, func(ctx context.Context) error {
		f, err := c.Store.Field(ctx, m.Workspace.ID, id)
		if err != nil {
			return err
		}
		if err := c.Store.DeleteField(ctx, m.Workspace.ID, id); err != nil {
			return err
		}
		c.later(ctx, func(ctx context.Context) {
			c.announceDesk(m.Workspace.ID)
			c.work.startWithin(ctx, clearTime, c.clearFields)
		})
		return c.note(ctx, m, org.Deed{Action: "field.deleted", Subject: string(id), Name: f.Name})
	})
}

// clearFields takes the values of deleted fields away.
func (c *Center) clearFields(ctx context.Context) {
	fields, err := c.Store.DeletedFields(ctx)
	if err != nil {
		c.backstage(ctx).Error("deleted fields not read", "error", err)
		return
	}
	for _, f := range fields {
		for last, more := "", true; more; {
			if last, more, err = c.Store.ClearField(ctx, f, last); err != nil {
				c.backstage(ctx).Error("values of a deleted field not taken", "field", f.ID, "error", err)
				break
			}
			if more && !c.work.pause(ctx, clearPause) {
				return
			}
		}
		c.announceDesk(f.WorkspaceID)
	}
}
