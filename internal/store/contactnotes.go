package store

import (
	"context"

	"ramal/internal/desk"
	"ramal/internal/org"
)

const noteColumns = `workspace_id, id, contact_id, author, text, created_at, edited_at, version`

func scanNote(s scanner) (desk.ContactNote, error) {
	var n desk.ContactNote
	var created, edited int64
	err := s.Scan(&n.WorkspaceID, &n.ID, &n.ContactID, &n.Author, &n.Text, &created, &edited, &n.Version)
	n.CreatedAt, n.EditedAt = at(created), at(edited)
	return n, err
}

// ContactNotes lists the notes about a contact, newest first, keyset-paged.
func (d *DB) ContactNotes(ctx context.Context, ws org.WorkspaceID, contact desk.ContactID, after string, limit int) (desk.Page[desk.ContactNote], error) {
	none := desk.Page[desk.ContactNote]{}
	where, err := clause{}.and("workspace_id = ?", string(ws)).and("contact_id = ?", string(contact)).behind("created_at", after)
	if err != nil {
		return none, err
	}
	limit = pageLimit(limit)
	query, args := newest(noteColumns, "contact_notes", "created_at", []clause{where}, limit+1)
	list, err := many(ctx, d, scanNote, query, args...)
	if err != nil {
		return none, err
	}
	return paged(list, limit, func(n desk.ContactNote) cursor { return timeCursor(ms(n.CreatedAt), string(n.ID)) }), nil
}

// ContactNote returns one note.
func (d *DB) ContactNote(ctx context.Context, ws org.WorkspaceID, id desk.NoteID) (desk.ContactNote, error) {
	return one(ctx, d, "note", scanNote, `SELECT `+noteColumns+` FROM contact_notes WHERE workspace_id = ? AND id = ?`, string(ws), string(id))
}

// CreateContactNote stores a new note; Version becomes 1. fault.NotFound when the contact is not in the workspace.
func (d *DB) CreateContactNote(ctx context.Context, n *desk.ContactNote) error {
	_, err := d.attempt(ctx, `INSERT INTO contact_notes (`+noteColumns+`) VALUES (`+marks(8)+`)`,
		string(n.WorkspaceID), string(n.ID), string(n.ContactID), string(n.Author), n.Text, ms(n.CreatedAt), ms(n.EditedAt), int64(1))
	if err == nil {
		n.Version = 1
	}
	return err
}

// SaveContactNote saves the words of a note where the version is unchanged; fault.Conflict otherwise.
func (d *DB) SaveContactNote(ctx context.Context, n *desk.ContactNote) error {
	done, err := d.exec(ctx, `UPDATE contact_notes SET text = ?, edited_at = ?, version = version + 1 WHERE workspace_id = ? AND id = ? AND version = ?`,
		n.Text, ms(n.EditedAt), string(n.WorkspaceID), string(n.ID), n.Version)
	if err != nil {
		return err
	}
	return d.raised(ctx, done, &n.Version, "note", `SELECT 1 FROM contact_notes WHERE workspace_id = ? AND id = ?`, string(n.WorkspaceID), string(n.ID))
}

// DeleteContactNote deletes a note; fault.NotFound where there is none.
func (d *DB) DeleteContactNote(ctx context.Context, ws org.WorkspaceID, id desk.NoteID) error {
	n, err := d.exec(ctx, `DELETE FROM contact_notes WHERE workspace_id = ? AND id = ?`, string(ws), string(id))
	if err == nil && n == 0 {
		return missing("note")
	}
	return err
}
