package store

import (
	"context"
	"errors"
	"slices"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

const contactColumns = `c.workspace_id, c.id, c.name, c.whatsapp_name, c.username, c.wa_id, c.bsuid, c.phone, c.tags, c.fields, c.owners,
	c.shunned, c.created_at, c.updated_at, c.version`

func scanContact(s scanner) (desk.Contact, error) {
	var c desk.Contact
	var created, updated int64
	var tags, fields, owners, shunned string
	err := s.Scan(&c.WorkspaceID, &c.ID, &c.Name, &c.WhatsAppName, &c.Username, &c.WaID, &c.BSUID, &c.Phone, &tags, &fields, &owners, &shunned,
		&created, &updated, &c.Version)
	if err != nil {
		return c, err
	}
	c.CreatedAt, c.UpdatedAt = at(created), at(updated)
	var errs [4]error
	c.Tags, errs[0] = parse[[]string](tags)
	c.Fields, errs[1] = parse[map[desk.FieldID]string](fields)
	c.Owners, errs[2] = parse[[]org.UserID](owners)
	c.Shunned, errs[3] = parse[*desk.Shunned](shunned)
	return c, errors.Join(errs[:]...)
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

// CreateContact stores a new contact; Version becomes 1. fault.Conflict when its BSUID or wa_id is another contact's, and on
// "fields.<id>" when the value of a unique field is.
func (d *DB) CreateContact(ctx context.Context, c *desk.Contact) error {
	return d.Atomically(ctx, func(ctx context.Context) error {
		_, err := d.attempt(ctx, `INSERT INTO contacts (workspace_id, id, name, whatsapp_name, username, wa_id, bsuid, phone, sort_name,
			search, tags, fields, owners, shunned, created_at, updated_at, version) VALUES (`+marks(17)+`)`,
			string(c.WorkspaceID), string(c.ID), c.Name, c.WhatsAppName, c.Username, c.WaID, c.BSUID, c.Phone, fold(c.DisplayName()),
			searchText(*c), text(c.Tags), text(c.Fields), text(c.Owners), text(c.Shunned), ms(c.CreatedAt), ms(c.UpdatedAt), int64(1))
		if err != nil {
			return exists(err, contactTaken)
		}
		c.Version = 1
		return d.saveRecord(ctx, *c)
	})
}

// SaveContact saves where the version is unchanged. fault.Conflict otherwise, and as CreateContact.
func (d *DB) SaveContact(ctx context.Context, c *desk.Contact) error {
	return d.Atomically(ctx, func(ctx context.Context) error {
		n, err := d.attempt(ctx, `UPDATE contacts SET name = ?, whatsapp_name = ?, username = ?, wa_id = ?, bsuid = ?, phone = ?,
			sort_name = ?, search = ?, tags = ?, fields = ?, owners = ?, shunned = ?, updated_at = ?, version = version + 1
			WHERE workspace_id = ? AND id = ? AND version = ?`,
			c.Name, c.WhatsAppName, c.Username, c.WaID, c.BSUID, c.Phone, fold(c.DisplayName()), searchText(*c),
			text(c.Tags), text(c.Fields), text(c.Owners), text(c.Shunned), ms(c.UpdatedAt),
			string(c.WorkspaceID), string(c.ID), c.Version)
		if err != nil {
			return exists(err, contactTaken)
		}
		err = d.changed(ctx, n, "contact", `SELECT 1 FROM contacts WHERE workspace_id = ? AND id = ?`, string(c.WorkspaceID), string(c.ID))
		if err != nil {
			return err
		}
		c.Version++
		return d.saveRecord(ctx, *c)
	})
}

// saveRecord writes down by what a contact is found beside its names: tags, owners, and the values of unique fields.
func (d *DB) saveRecord(ctx context.Context, c desk.Contact) error {
	ws, id := string(c.WorkspaceID), string(c.ID)
	if c.Version > 1 {
		for _, table := range []string{"contact_tags", "contact_owners", "field_values"} {
			if _, err := d.exec(ctx, `DELETE FROM `+table+` WHERE workspace_id = ? AND contact_id = ?`, ws, id); err != nil {
				return err
			}
		}
	}
	for _, t := range c.Tags {
		_, err := d.exec(ctx, `INSERT INTO contact_tags (workspace_id, tag, contact_id, label) VALUES (?, ?, ?, ?)`, ws, fold(t), id, t)
		if err != nil {
			return err
		}
	}
	for _, u := range c.Owners {
		if _, err := d.exec(ctx, `INSERT INTO contact_owners (workspace_id, contact_id, user_id) VALUES (?, ?, ?)`, ws, id, string(u)); err != nil {
			return err
		}
	}
	if len(c.Fields) == 0 {
		return nil
	}
	fields, err := d.Fields(ctx, c.WorkspaceID)
	if err != nil {
		return err
	}
	for _, f := range fields {
		v := c.Fields[f.ID]
		if !f.Unique || v == "" {
			continue
		}
		_, err := d.attempt(ctx, `INSERT INTO field_values (workspace_id, field_id, value, contact_id) VALUES (?, ?, ?, ?)`, ws, string(f.ID), fold(v), id)
		if err != nil {
			return taken(err, "fields."+string(f.ID), "Another contact has this value already, and it has to be one of a kind.")
		}
	}
	return nil
}

// FindByField returns the contact that has a value in a unique field; fault.NotFound if none.
func (d *DB) FindByField(ctx context.Context, ws org.WorkspaceID, id desk.FieldID, value string) (desk.Contact, error) {
	return one(ctx, d, "contact", scanContact, `SELECT `+contactColumns+` FROM field_values v
		JOIN contacts c ON c.workspace_id = v.workspace_id AND c.id = v.contact_id
		WHERE v.workspace_id = ? AND v.field_id = ? AND v.value = ?`, string(ws), string(id), fold(value))
}

// TagCounts lists the tags of a workspace with how many contacts have each, by their words.
func (d *DB) TagCounts(ctx context.Context, ws org.WorkspaceID) ([]desk.TagCount, error) {
	return many(ctx, d, func(s scanner) (t desk.TagCount, err error) { return t, s.Scan(&t.Tag, &t.Contacts) },
		`SELECT MIN(label), COUNT(*) FROM contact_tags WHERE workspace_id = ? GROUP BY tag ORDER BY tag`, string(ws))
}

// visibleTo is the condition that a user may see a contact of a table: nobody owns it, or they do.
func visibleTo(table, column string, user org.UserID) clause {
	of := "o.workspace_id = " + table + ".workspace_id AND o.contact_id = " + table + "." + column
	return clause{`(NOT EXISTS (SELECT 1 FROM contact_owners o WHERE ` + of + `)
		OR EXISTS (SELECT 1 FROM contact_owners o WHERE ` + of + ` AND o.user_id = ?))`, []any{string(user)}}
}

// Contacts lists by display name, keyset-paged: after is the Next of the page before, "" for the first. A search finds
// the contacts whose names, username and numbers have all its words as parts, without regard to case and accents.
func (d *DB) Contacts(ctx context.Context, ws org.WorkspaceID, q desk.ContactQuery) (desk.Page[desk.Contact], error) {
	none := desk.Page[desk.Contact]{}
	limit := pageLimit(q.Limit)
	where := clause{}.and("c.workspace_id = ?", string(ws))
	if q.Viewer != "" {
		seen := visibleTo("c", "id", q.Viewer)
		where = where.and(seen.sql, seen.args...)
	}
	if q.Tag != "" {
		where = where.and(`c.id IN (SELECT contact_id FROM contact_tags WHERE workspace_id = ? AND tag = ?)`, string(ws), fold(q.Tag))
	}
	if q.Owner != "" {
		where = where.and(`c.id IN (SELECT contact_id FROM contact_owners WHERE workspace_id = ? AND user_id = ?)`, string(ws), string(q.Owner))
	}
	if q.Shunned != nil {
		where = where.and(map[bool]string{true: "c.shunned <> ''", false: "c.shunned = ''"}[*q.Shunned])
	}
	terms := searchTerms(q.Search)
	if q.Newest {
		return d.newestContacts(ctx, where, terms, q.After, limit)
	}
	if q.After != "" {
		after, err := parseCursor(q.After)
		if err != nil {
			return none, err
		}
		where = where.and("(c.sort_name, c.id) > (?, ?)", after.key, after.id)
	}
	list, err := d.contacts(ctx, where, terms, limit+1)
	if err != nil {
		return none, err
	}
	return paged(list, limit, func(c desk.Contact) cursor { return cursor{fold(c.DisplayName()), string(c.ID)} }), nil
}

// newestContacts lists by when contacts were written down. A search reads the list in its order.
func (d *DB) newestContacts(ctx context.Context, where clause, terms []string, after string, limit int) (desk.Page[desk.Contact], error) {
	none := desk.Page[desk.Contact]{}
	if len(terms) > 0 {
		hit := like("c.search", terms)
		where = where.and(hit.sql, hit.args...)
	}
	if after != "" {
		from, err := parseCursor(after)
		if err != nil {
			return none, err
		}
		when, err := from.ms()
		if err != nil {
			return none, err
		}
		where = where.and("(c.created_at, c.id) < (?, ?)", when, from.id)
	}
	list, err := many(ctx, d, scanContact, `SELECT `+contactColumns+` FROM contacts c WHERE `+where.sql+
		` ORDER BY c.created_at DESC, c.id DESC LIMIT ?`, where.with(limit+1)...)
	if err != nil {
		return none, err
	}
	return paged(list, limit, func(c desk.Contact) cursor { return timeCursor(ms(c.CreatedAt), string(c.ID)) }), nil
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
