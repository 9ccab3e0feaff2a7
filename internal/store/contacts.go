package store

import (
	"context"
	"slices"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

const contactColumns = `c.workspace_id, c.id, c.name, c.whatsapp_name, c.username, c.wa_id, c.bsuid, c.phone, c.created_at,
	c.updated_at, c.version`

func scanContact(s scanner) (desk.Contact, error) {
	var c desk.Contact
	var created, updated int64
	err := s.Scan(&c.WorkspaceID, &c.ID, &c.Name, &c.WhatsAppName, &c.Username, &c.WaID, &c.BSUID, &c.Phone, &created, &updated,
		&c.Version)
	c.CreatedAt, c.UpdatedAt = at(created), at(updated)
	return c, err
}

// Contact returns a contact of the workspace.
func (d *DB) Contact(ctx context.Context, ws org.WorkspaceID, id desk.ContactID) (desk.Contact, error) {
	return one(ctx, d, "contact", scanContact,
		`SELECT `+contactColumns+` FROM contacts c WHERE c.workspace_id = ? AND c.id = ?`, string(ws), string(id))
}

// FindContact finds by BSUID first, then by wa_id, then by phone, of which the oldest counts; empty keys match nothing.
// fault.NotFound if none.
func (d *DB) FindContact(ctx context.Context, ws org.WorkspaceID, bsuid, waID, phone string) (desk.Contact, error) {
	for _, by := range []struct{ column, key string }{{"bsuid", bsuid}, {"wa_id", waID}, {"phone", phone}} {
		if by.key == "" {
			continue
		}
		c, err := one(ctx, d, "contact", scanContact, `SELECT `+contactColumns+` FROM contacts c
			WHERE c.workspace_id = ? AND c.`+by.column+` = ? AND c.`+by.column+` <> '' ORDER BY c.created_at, c.id LIMIT 1`,
			string(ws), by.key)
		if !fault.Is(err, fault.NotFound) {
			return c, err
		}
	}
	return desk.Contact{}, missing("contact")
}

const contactTaken = "Another contact has this WhatsApp number or id already."

// CreateContact stores a new contact; Version becomes 1. fault.Conflict when its BSUID or wa_id is another contact's.
func (d *DB) CreateContact(ctx context.Context, c *desk.Contact) error {
	_, err := d.attempt(ctx, `INSERT INTO contacts (workspace_id, id, name, whatsapp_name, username, wa_id, bsuid, phone, sort_name,
		search, created_at, updated_at, version) VALUES (`+marks(13)+`)`,
		string(c.WorkspaceID), string(c.ID), c.Name, c.WhatsAppName, c.Username, c.WaID, c.BSUID, c.Phone, fold(c.DisplayName()),
		searchText(*c), ms(c.CreatedAt), ms(c.UpdatedAt), int64(1))
	if err != nil {
		return exists(err, contactTaken)
	}
	c.Version = 1
	return nil
}

// SaveContact saves where the version is unchanged. fault.Conflict otherwise, and when its BSUID or wa_id is another
// contact's.
func (d *DB) SaveContact(ctx context.Context, c *desk.Contact) error {
	n, err := d.attempt(ctx, `UPDATE contacts SET name = ?, whatsapp_name = ?, username = ?, wa_id = ?, bsuid = ?, phone = ?,
		sort_name = ?, search = ?, updated_at = ?, version = version + 1 WHERE workspace_id = ? AND id = ? AND version = ?`,
		c.Name, c.WhatsAppName, c.Username, c.WaID, c.BSUID, c.Phone, fold(c.DisplayName()), searchText(*c), ms(c.UpdatedAt),
		string(c.WorkspaceID), string(c.ID), c.Version)
	if err != nil {
		return exists(err, contactTaken)
	}
	err = d.changed(ctx, n, "contact", `SELECT 1 FROM contacts WHERE workspace_id = ? AND id = ?`, string(c.WorkspaceID), string(c.ID))
	if err == nil {
		c.Version++
	}
	return err
}

// Contacts lists by display name, keyset-paged: after is the Next of the page before, "" for the first. A search finds
// the contacts whose names, username and numbers have all its words as parts, without regard to case and accents.
func (d *DB) Contacts(ctx context.Context, ws org.WorkspaceID, q desk.ContactQuery) (desk.Page[desk.Contact], error) {
	none := desk.Page[desk.Contact]{}
	limit := pageLimit(q.Limit)
	where := clause{}.and("c.workspace_id = ?", string(ws))
	if q.After != "" {
		after, err := parseCursor(q.After)
		if err != nil {
			return none, err
		}
		where = where.and("(c.sort_name, c.id) > (?, ?)", after.key, after.id)
	}
	terms := searchTerms(q.Search)
	list, err := d.contacts(ctx, where, terms, limit+1)
	if err != nil {
		return none, err
	}
	return paged(list, limit, func(c desk.Contact) cursor { return cursor{fold(c.DisplayName()), string(c.ID)} }), nil
}

const contactOrder = ` ORDER BY c.sort_name, c.id LIMIT ?`

// contacts reads the first limit contacts of a list that have all terms.
func (d *DB) contacts(ctx context.Context, where clause, terms []string, limit int) ([]desk.Contact, error) {
	inOrder := func(where clause) ([]desk.Contact, error) {
		return many(ctx, d, scanContact, `SELECT `+contactColumns+` FROM contacts c WHERE `+where.sql+contactOrder,
			where.with(limit)...)
	}
	if len(terms) == 0 {
		return inOrder(where)
	}
	hit := like("c.search", terms)
	hits := where.and(hit.sql, hit.args...)
	if match(terms) == "" { // too short for the index
		return inOrder(hits)
	}
	few, err := d.few(ctx, contactsIndex, terms)
	if err != nil {
		return nil, err
	}
	if !few {
		edge, err := many(ctx, d, func(s scanner) (c cursor, err error) { return c, s.Scan(&c.key, &c.id) },
			`SELECT c.sort_name, c.id FROM contacts c WHERE `+where.sql+` ORDER BY c.sort_name, c.id LIMIT 1 OFFSET ?`,
			where.with(d.search.ahead)...)
		if err != nil {
			return nil, err
		}
		ahead := hits
		if len(edge) > 0 {
			ahead = ahead.and("(c.sort_name, c.id) <= (?, ?)", edge[0].key, edge[0].id)
		}
		list, err := inOrder(ahead)
		if err != nil || len(edge) == 0 || len(list) == limit {
			return list, err
		}
	}
	from := d.found(contactsIndex, terms)
	return many(ctx, d, scanContact, `SELECT `+contactColumns+` FROM `+from.sql+` WHERE `+hits.sql+contactOrder,
		append(from.args, hits.with(limit)...)...)
}

// ContactsByID returns those of the ids that exist in the workspace.
func (d *DB) ContactsByID(
	ctx context.Context, ws org.WorkspaceID, ids []desk.ContactID,
) (map[desk.ContactID]desk.Contact, error) {
	found := make(map[desk.ContactID]desk.Contact, len(ids))
	for part := range slices.Chunk(ids, contactsAtOnce) {
		list, err := many(ctx, d, scanContact, `SELECT `+contactColumns+` FROM contacts c
			WHERE c.workspace_id = ? AND c.id IN (`+marks(len(part))+`)`, append([]any{string(ws)}, anys(part)...)...)
		if err != nil {
			return nil, err
		}
		for _, c := range list {
			found[c.ID] = c
		}
	}
	return found, nil
}

// contactsAtOnce bounds the parameters of one statement.
const contactsAtOnce = 500
