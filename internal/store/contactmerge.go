package store

import (
	"cmp"
	"context"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

// ofContact are the tables whose rows go with a contact that is merged into another. What the contact's own row says again, its facets,
// owners and values, is written anew; permissions are the caller's.
var ofContact = []string{"conversations", "calls", "permission_events", "contact_notes", "notices", "deals"}

// ofConversation are the tables whose rows go with a service that is merged into another.
var ofConversation = []string{"messages", "calls", "notices"}

// HoldContacts keeps others from writing anything that belongs to some contacts until the transaction ends.
func (d *DB) HoldContacts(ctx context.Context, ws org.WorkspaceID, ids ...desk.ContactID) error {
	return d.hold(ctx, "contacts", string(ws), anys(ids))
}

// OnACall reports whether one of some contacts is on a call.
func (d *DB) OnACall(ctx context.Context, ws org.WorkspaceID, ids ...desk.ContactID) (bool, error) {
	live, err := many(ctx, d, func(s scanner) (one int, err error) { return one, s.Scan(&one) },
		`SELECT 1 FROM calls WHERE workspace_id = ? AND state <> 'ended' AND contact_id IN (`+marks(len(ids))+`) LIMIT 1`, append([]any{string(ws)}, anys(ids)...)...)
	return len(live) > 0, err
}

// MergeContact saves a contact and makes all that another one has its own; the other is deleted with its permissions, and is found by its
// old id from then on. Hold both first; they have no open services on one
// account: see MergeConversation. fault.Conflict where a version has changed, and as
// SaveContact.
func (d *DB) MergeContact(ctx context.Context, into *desk.Contact, gone desk.Contact) error {
	return d.Atomically(ctx, func(ctx context.Context) error {
		ws := string(into.WorkspaceID)
		for _, table := range ofContact {
			if err := d.handOver(ctx, table, "contact_id", ws, string(gone.ID), string(into.ID)); err != nil {
				return err
			}
		}
		if err := d.unshareKeys(ctx, into.WorkspaceID, gone.ID, desk.Contact{}); err != nil {
			return err
		}
		if err := d.merged(ctx, "contact", "contacts", ws, string(gone.ID), gone.Version, string(into.ID)); err != nil {
			return err
		}
		if err := d.SaveContact(ctx, into); err != nil {
			return err
		}
		// Deals are found by what their contact is found by.
		_, err := d.exec(ctx, `UPDATE deals SET search = title_key || CAST(? AS TEXT) || (SELECT c.search FROM contacts c
			WHERE c.workspace_id = deals.workspace_id AND c.id = deals.contact_id) WHERE workspace_id = ? AND contact_id = ?`, "\n", ws, string(into.ID))
		if err != nil {
			return err
		}
		return d.touchContact(ctx, into.WorkspaceID, into.ID, ms(gone.LastAt))
	})
}

// MergeConversation saves a service and makes all that was said in another one of the account its own; the other is deleted, and is
// found by its old id from then on. fault.Conflict where a version has changed.
func (d *DB) MergeConversation(ctx context.Context, into *desk.Conversation, gone desk.Conversation) error {
	return d.Atomically(ctx, func(ctx context.Context) error {
		ws := string(into.WorkspaceID)
		if err := d.hold(ctx, "conversations", ws, []any{string(into.ID), string(gone.ID)}); err != nil {
			return err
		}
		// The key by which a client asks twice counts within a service, and nobody asks again after the merge.
		if _, err := d.exec(ctx, `UPDATE messages SET client_key = '' WHERE workspace_id = ? AND conversation_id = ? AND client_key <> ''`, ws, string(gone.ID)); err != nil {
			return err
		}
		for _, table := range ofConversation {
			if err := d.handOver(ctx, table, "conversation_id", ws, string(gone.ID), string(into.ID)); err != nil {
				return err
			}
		}
		if err := d.merged(ctx, "conversation", "conversations", ws, string(gone.ID), gone.Version, string(into.ID)); err != nil {
			return err
		}
		return d.SaveConversation(ctx, into)
	})
}

// hold is HoldContacts for the rows of a table. SQLite has one writer anyway.
func (d *DB) hold(ctx context.Context, table, ws string, ids []any) error {
	if d.dialect != postgres {
		return nil
	}
	_, err := many(ctx, d, func(s scanner) (id string, err error) { return id, s.Scan(&id) },
		`SELECT id FROM `+table+` WHERE workspace_id = ? AND id IN (`+marks(len(ids))+`) ORDER BY id FOR UPDATE`, append([]any{ws}, ids...)...)
	return err
}

func (d *DB) handOver(ctx context.Context, table, column, ws, from, to string) error {
	_, err := d.attempt(ctx, `UPDATE `+table+` SET `+column+` = ? WHERE workspace_id = ? AND `+column+` = ?`, to, ws, from)
	return err
}

// merged deletes a row and remembers what it became.
func (d *DB) merged(ctx context.Context, what, table, ws, id string, version int64, into string) error {
	n, err := d.exec(ctx, `DELETE FROM `+table+` WHERE workspace_id = ? AND id = ? AND version = ?`, ws, id, version)
	if err != nil {
		return err
	}
	if err := d.changed(ctx, n, what, `SELECT 1 FROM `+table+` WHERE workspace_id = ? AND id = ?`, ws, id); err != nil {
		return err
	}
	if _, err := d.exec(ctx, `UPDATE merged SET became = ? WHERE workspace_id = ? AND became = ?`, into, ws, id); err != nil {
		return err
	}
	_, err = d.exec(ctx, `INSERT INTO merged (workspace_id, id, became) VALUES (?, ?, ?)`, ws, id, into)
	return err
}

// orMerged reads a row, or what it became where it was merged into another.
func orMerged[T any](ctx context.Context, d *DB, ws org.WorkspaceID, id string, read func(id string) (T, error)) (T, error) {
	row, err := read(id)
	if !fault.Is(err, fault.NotFound) {
		return row, err
	}
	became, lost := many(ctx, d, func(s scanner) (id string, err error) { return id, s.Scan(&id) },
		`SELECT became FROM merged WHERE workspace_id = ? AND id = ?`, string(ws), id)
	if lost != nil || len(became) == 0 {
		return row, cmp.Or(lost, err)
	}
	return read(became[0])
}
