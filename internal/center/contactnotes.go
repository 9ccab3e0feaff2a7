package center

import (
	"context"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

// ContactNoteView is a note about a contact with its author.
type ContactNoteView struct {
	desk.ContactNote
	Author *org.User
}

// ContactNotes lists the notes about a contact, newest first.
func (c *Center) ContactNotes(ctx context.Context, m org.Member, contact desk.ContactID, after string, limit int) (desk.Page[ContactNoteView], error) {
	none := desk.Page[ContactNoteView]{}
	k, err := c.Contact(ctx, m, contact)
	if err != nil {
		return none, err
	}
	page, err := c.Store.ContactNotes(ctx, m.Workspace.ID, k.ID, after, pageSize(limit))
	if err != nil {
		return none, err
	}
	name, err := c.names(ctx, m.Workspace.ID)
	if err != nil {
		return none, err
	}
	out := desk.Page[ContactNoteView]{Next: page.Next}
	for _, n := range page.Items {
		out.Items = append(out.Items, ContactNoteView{n, name(n.Author)})
	}
	return out, nil
}

// AddContactNote writes down a note about a contact.
func (c *Center) AddContactNote(ctx context.Context, m org.Member, contact desk.ContactID, text string) (ContactNoteView, error) {
	k, err := c.Contact(ctx, m, contact)
	if err != nil {
		return ContactNoteView{}, err
	}
	n := desk.ContactNote{ID: desk.NoteID(newID()), WorkspaceID: m.Workspace.ID, ContactID: k.ID, Author: m.User.ID, CreatedAt: c.now()}
	if n.Text, err = desk.NoteText(text); err != nil {
		return ContactNoteView{}, err
	}
	if err := c.Store.CreateContactNote(ctx, &n); err != nil {
		return ContactNoteView{}, err
	}
	c.announceContact(k)
	return ContactNoteView{n, &m.User}, nil
}

// ChangeContactNote changes the words of a note; whoever wrote it may.
func (c *Center) ChangeContactNote(ctx context.Context, m org.Member, contact desk.ContactID, id desk.NoteID, text string, version int64) (ContactNoteView, error) {
	n, k, err := c.noteOf(ctx, m, contact, id)
	if err != nil {
		return ContactNoteView{}, err
	}
	if !n.ChangedBy(m) {
		return ContactNoteView{}, fault.New(fault.Forbidden, "Only who wrote a note can change it.").Because("not_yours")
	}
	if err := current(n.Version, version, "note"); err != nil {
		return ContactNoteView{}, err
	}
	if n.Text, err = desk.NoteText(text); err != nil {
		return ContactNoteView{}, err
	}
	n.EditedAt = c.now()
	if err := c.Store.SaveContactNote(ctx, &n); err != nil {
		return ContactNoteView{}, err
	}
	c.announceContact(k)
	return ContactNoteView{n, &m.User}, nil
}

// DeleteContactNote deletes a note; whoever wrote it may, and administrators.
func (c *Center) DeleteContactNote(ctx context.Context, m org.Member, contact desk.ContactID, id desk.NoteID) error {
	n, k, err := c.noteOf(ctx, m, contact, id)
	if err != nil {
		return err
	}
	if !n.DeletedBy(m) {
		return fault.New(fault.Forbidden, "Only who wrote a note can delete it, or an administrator.").Because("not_yours")
	}
	if err := c.Store.DeleteContactNote(ctx, m.Workspace.ID, id); err != nil {
		return err
	}
	c.announceContact(k)
	return nil
}

// noteOf returns a note about a contact that the member may see.
func (c *Center) noteOf(ctx context.Context, m org.Member, contact desk.ContactID, id desk.NoteID) (desk.ContactNote, desk.Contact, error) {
	k, err := c.Contact(ctx, m, contact)
	if err != nil {
		return desk.ContactNote{}, k, err
	}
	n, err := c.Store.ContactNote(ctx, m.Workspace.ID, id)
	if err == nil && n.ContactID != k.ID {
		err = fault.New(fault.NotFound, "There is no such note.")
	}
	return n, k, err
}
