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
	c.shunned, c.last_at, c.created_at, c.updated_at, c.version`

func scanContact(s scanner) (desk.Contact, error) {
	var c desk.Contact
	var last, created, updated int64
	var tags, fields, owners, shunned string
	err := s.Scan(&c.WorkspaceID, &c.ID, &c.Name, &c.WhatsAppName, &c.Username, &c.WaID, &c.BSUID, &c.Phone, &tags, &fields, &owners, &shunned,
		&last, &created, &updated, &c.Version)
	if err != nil {
		return c, err
	}
	c.LastAt, c.CreatedAt, c.UpdatedAt = at(last), at(created), at(updated)
	var errs [4]error
	c.Tags, errs[0] = parse[[]string](tags)
	c.Fields, errs[1] = parse[map[desk.FieldID]string](fields)
	c.Owners, errs[2] = parse[[]org.UserID](owners)
	c.Shunned, errs[3] = parse[*desk.Shunned](shunned)
	return c, errors.Join(errs[:]...)
}

// Contact returns a contact of the workspace, or the one that it was merged into.
func (d *DB) Contact(ctx context.Context, ws org.WorkspaceID, id desk.ContactID) (desk.Contact, error) {
	return orMerged(ctx, d, ws, string(id), func(id string) (desk.Contact, error) {
		return one(ctx, d, "contact", scanContact,
			`SELECT `+contactColumns+` FROM contacts c WHERE c.workspace_id = ? AND c.id = ?`, string(ws), id)
	})
}

// FindContact finds by BSUID first, then by wa_id, then by phone, of which the oldest counts; a number as it is given counts more than
// another form of it. Empty keys match nothing. fault.NotFound if none.
func (d *DB) FindContact(ctx context.Context, ws org.WorkspaceID, bsuid, waID, phone string) (desk.Contact, error) {
	for _, by := range []struct {
		column string
		keys   []string // the best first
	}{{"bsuid", []string{bsuid}}, {"wa_id", desk.NumberForms(waID)}, {"phone", desk.NumberForms(phone)}} {
		if len(by.keys) == 0 || by.keys[0] == "" {
			continue
		}
		args := append([]any{string(ws)}, anys(by.keys)...)
		c, err := one(ctx, d, "contact", scanContact, `SELECT `+contactColumns+` FROM contacts c
			WHERE c.workspace_id = ? AND c.`+by.column+` IN (`+marks(len(by.keys))+`) AND c.`+by.column+` <> ''
			ORDER BY c.`+by.column+` = ? DESC, c.created_at, c.id LIMIT 1`, append(args, by.keys[0])...)
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
		_, err := d.attempt(ctx, `INSERT INTO contacts (workspace_id, id, name, whatsapp_name, username, wa_id, bsuid, phone, number_key,
			sort_name, search, tags, fields, owners, shunned, created_at, updated_at, version) VALUES (`+marks(18)+`)`,
			string(c.WorkspaceID), string(c.ID), c.Name, c.WhatsAppName, c.Username, c.WaID, c.BSUID, c.Phone, desk.NumberKey(c.Number()),
			sortName(*c), searchText(*c), text(c.Tags), text(c.Fields), text(c.Owners), text(c.Shunned), ms(c.CreatedAt), ms(c.UpdatedAt), int64(1))
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
		if err := d.unshareKeys(ctx, c.WorkspaceID, c.ID, *c); err != nil {
			return err
		}
		n, err := d.attempt(ctx, `UPDATE contacts SET name = ?, whatsapp_name = ?, username = ?, wa_id = ?, bsuid = ?, phone = ?,
			number_key = ?, sort_name = ?, search = ?, tags = ?, fields = ?, owners = ?, shunned = ?, updated_at = ?, version = version + 1
			WHERE workspace_id = ? AND id = ? AND version = ?`,
			c.Name, c.WhatsAppName, c.Username, c.WaID, c.BSUID, c.Phone, desk.NumberKey(c.Number()), sortName(*c), searchText(*c),
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

// saveRecord writes down by what a contact is found beside its names: its facets, who may see it, what it has in common with another, and the
// values of unique fields.
func (d *DB) saveRecord(ctx context.Context, c desk.Contact) error {
	ws, id := string(c.WorkspaceID), string(c.ID)
	if c.Version > 1 {
		for _, table := range []string{"contact_facets", "contact_owners"} {
			if _, err := d.exec(ctx, `DELETE FROM `+table+` WHERE workspace_id = ? AND contact_id = ?`, ws, id); err != nil {
				return err
			}
		}
	}
	for _, u := range c.Owners {
		if _, err := d.exec(ctx, `INSERT INTO contact_owners (workspace_id, contact_id, user_id) VALUES (?, ?, ?)`, ws, id, string(u)); err != nil {
			return err
		}
	}
	var fields []desk.Field
	if len(c.Fields) > 0 {
		var err error
		if fields, err = d.Fields(ctx, c.WorkspaceID, desk.OfContact); err != nil {
			return err
		}
	}
	for _, f := range facetsOf(c, fields) {
		_, err := d.exec(ctx, `INSERT INTO contact_facets (workspace_id, kind, facet, sort_name, contact_id, label) VALUES (?, ?, ?, ?, ?, ?)`,
			ws, f.kind, f.value, sortName(c), id, f.label)
		if err != nil {
			return err
		}
	}
	if err := d.shareKeys(ctx, c); err != nil {
		return err
	}
	return d.saveUnique(ctx, contactValues, ws, id, fields, c.Fields, "Another contact has this value already, and it has to be one of a kind.")
}

// touchContact writes down when there was last an entry in one of a contact's services. Call it before the service is written: whoever
// writes both takes them in this order.
func (d *DB) touchContact(ctx context.Context, ws org.WorkspaceID, id desk.ContactID, at int64) error {
	_, err := d.exec(ctx, `UPDATE contacts SET last_at = ? WHERE workspace_id = ? AND id = ? AND last_at < ?`, at, string(ws), string(id), at)
	return err
}

// FindByField returns the contact that has a value in a unique field; fault.NotFound if none.
func (d *DB) FindByField(ctx context.Context, ws org.WorkspaceID, id desk.FieldID, value string) (desk.Contact, error) {
	return one(ctx, d, "contact", scanContact, `SELECT `+contactColumns+` FROM field_values v
		JOIN contacts c ON c.workspace_id = v.workspace_id AND c.id = v.contact_id
		WHERE v.workspace_id = ? AND v.field_id = ? AND v.value = ?`, string(ws), string(id), fold(value))
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
