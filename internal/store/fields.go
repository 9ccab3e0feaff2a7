package store

import (
	"context"
	"slices"

	"ramal/internal/desk"
	"ramal/internal/org"
)

const fieldColumns = `workspace_id, id, of_what, name, type, choices, required, single, position, created_at, version`

func scanField(s scanner) (desk.Field, error) {
	var f desk.Field
	var choices string
	var created int64
	err := s.Scan(&f.WorkspaceID, &f.ID, &f.Of, &f.Name, &f.Type, &choices, &f.Required, &f.Unique, &f.Position, &created, &f.Version)
	if err != nil {
		return f, err
	}
	f.CreatedAt = at(created)
	f.Choices, err = parse[[]string](choices)
	return f, err
}

// Fields lists the custom fields of contacts or of deals in their order.
func (d *DB) Fields(ctx context.Context, ws org.WorkspaceID, of desk.FieldOf) ([]desk.Field, error) {
	return many(ctx, d, scanField, `SELECT `+fieldColumns+` FROM fields WHERE workspace_id = ? AND of_what = ? AND deleted = 0 ORDER BY position, created_at, id`,
		string(ws), string(of))
}

// Field returns a custom field of the workspace.
func (d *DB) Field(ctx context.Context, ws org.WorkspaceID, id desk.FieldID) (desk.Field, error) {
	return one(ctx, d, "field", scanField, `SELECT `+fieldColumns+` FROM fields WHERE workspace_id = ? AND id = ? AND deleted = 0`, string(ws), string(id))
}

const fieldTaken = "There is a field of this name already."

// CreateField stores a new field; Version becomes 1. fault.Conflict on "name" where another field of the same things has it.
func (d *DB) CreateField(ctx context.Context, f *desk.Field) error {
	_, err := d.attempt(ctx, `INSERT INTO fields (`+fieldColumns+`) VALUES (`+marks(11)+`)`,
		string(f.WorkspaceID), string(f.ID), string(f.Of), f.Name, string(f.Type), text(f.Choices), flag(f.Required), flag(f.Unique), f.Position,
		ms(f.CreatedAt), int64(1))
	if err != nil {
		return taken(err, "name", fieldTaken)
	}
	f.Version = 1
	return nil
}

// SaveField saves all but what it is of, its type and whether values are one of a kind, where the version is unchanged; fault.Conflict otherwise, and on
// "name" as CreateField.
func (d *DB) SaveField(ctx context.Context, f *desk.Field) error {
	n, err := d.attempt(ctx, `UPDATE fields SET name = ?, choices = ?, required = ?, position = ?, version = version + 1
		WHERE workspace_id = ? AND id = ? AND version = ? AND deleted = 0`,
		f.Name, text(f.Choices), flag(f.Required), f.Position, string(f.WorkspaceID), string(f.ID), f.Version)
	if err != nil {
		return taken(err, "name", fieldTaken)
	}
	return d.raised(ctx, n, &f.Version, "field", `SELECT 1 FROM fields WHERE workspace_id = ? AND id = ? AND deleted = 0`, string(f.WorkspaceID), string(f.ID))
}

// DeleteField puts a field out of sight; fault.NotFound where there is none. Its values are there until ClearField has taken them.
func (d *DB) DeleteField(ctx context.Context, ws org.WorkspaceID, id desk.FieldID) error {
	n, err := d.exec(ctx, `UPDATE fields SET deleted = 1, name = id WHERE workspace_id = ? AND id = ? AND deleted = 0`, string(ws), string(id))
	if err == nil && n == 0 {
		err = missing("field")
	}
	return err
}

// DeletedFields lists the fields of all workspaces that were deleted and may still have values.
func (d *DB) DeletedFields(ctx context.Context) ([]desk.Field, error) {
	return many(ctx, d, scanField, `SELECT `+fieldColumns+` FROM fields WHERE deleted = 1`)
}

// clearedAtOnce is how many contacts or deals lose a value in one transaction: as many as others can wait for.
const clearedAtOnce = 200

// ClearField takes the values of a deleted field from the contacts or deals that follow one, and what the histories of deals say of it, a few
// at once. It returns the last of them, and more as long as there may be others; after that the field is gone. Who saves such a contact or
// deal in the same moment may keep a value, which goes when it is next saved.
func (d *DB) ClearField(ctx context.Context, f desk.Field, after string) (last string, more bool, err error) {
	type valued struct{ id, value, name string }
	ws, id, quoted := string(f.WorkspaceID), string(f.ID), `"`+string(f.ID)+`"`
	table, name, values := "contacts", "sort_name", contactValues
	if f.Of == desk.OfDeal {
		table, name, values = "deals", "''", dealValues
	}
	without := clause{`json_remove(fields, '$.' || ?)`, []any{quoted}}
	if d.dialect == postgres {
		without = clause{`CAST(CAST(fields AS jsonb) - CAST(? AS TEXT) AS TEXT)`, []any{id}}
	}
	has := clause{}.and("workspace_id = ?", ws).and("fields LIKE ?", "%"+quoted+"%")
	next := has.and("id > ?", after)
	list, err := many(ctx, d, func(s scanner) (v valued, err error) {
		var text string
		if err := s.Scan(&v.id, &v.name, &text); err != nil {
			return v, err
		}
		fields, err := parse[map[desk.FieldID]string](text)
		v.value = fields[f.ID]
		return v, err
	}, `SELECT id, `+name+`, fields FROM `+table+` WHERE `+next.sql+` ORDER BY id LIMIT ?`, next.with(clearedAtOnce)...)
	if err != nil {
		return after, true, err
	}
	if len(list) == 0 {
		more, err = d.endField(ctx, f)
		return after, more, err
	}
	ids := make([]any, len(list))
	for i, v := range list {
		ids[i] = v.id
	}
	err = d.Atomically(ctx, func(ctx context.Context) error {
		if err := d.hold(ctx, table, ws, ids); err != nil {
			return err
		}
		held := has.and("id IN ("+marks(len(ids))+")", ids...)
		if _, err := d.exec(ctx, `UPDATE `+table+` SET fields = `+without.sql+` WHERE `+held.sql, slices.Concat(without.args, held.args)...); err != nil {
			return err
		}
		for _, v := range list { // by whole keys, which nothing has to be looked up for
			if f.Unique {
				_, err = d.exec(ctx, `DELETE FROM `+values.table+` WHERE workspace_id = ? AND field_id = ? AND value = ?`, ws, id, fold(v.value))
			}
			if f.Of == desk.OfContact && f.Narrows() && err == nil {
				_, err = d.exec(ctx, `DELETE FROM contact_facets WHERE workspace_id = ? AND kind = 'value' AND facet = ? AND sort_name = ? AND contact_id = ?`,
					ws, valueFacet(f.ID, v.value).value, v.name, v.id)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return after, true, err
	}
	return list[len(list)-1].id, true, nil
}

// endField takes what histories say of a field that nothing has a value of any more, a few at once, and then the field. more is ClearField's.
func (d *DB) endField(ctx context.Context, f desk.Field) (more bool, err error) {
	ws, id := string(f.WorkspaceID), string(f.ID)
	n, err := d.exec(ctx, `DELETE FROM deal_events WHERE workspace_id = ? AND id IN
		(SELECT id FROM deal_events WHERE workspace_id = ? AND field_id = ? AND field_id <> '' LIMIT ?)`, ws, ws, id, clearedAtOnce)
	if err != nil || n > 0 {
		return true, err
	}
	_, err = d.exec(ctx, `DELETE FROM fields WHERE workspace_id = ? AND id = ? AND deleted = 1`, ws, id)
	return err != nil, err
}

// holder is what has values of custom fields: the table of those that have to be one of a kind, and its column that says whose they are.
type holder struct{ table, column string }

var (
	contactValues = holder{"field_values", "contact_id"}
	dealValues    = holder{"deal_values", "deal_id"}
)

// saveUnique writes down the values of unique fields that a contact or a deal has, in place of those before. fault.Conflict on
// "fields.<id>", in these words, where another one has a value.
func (d *DB) saveUnique(ctx context.Context, h holder, ws, id string, fields []desk.Field, values map[desk.FieldID]string, words string) error {
	if _, err := d.exec(ctx, `DELETE FROM `+h.table+` WHERE workspace_id = ? AND `+h.column+` = ?`, ws, id); err != nil {
		return err
	}
	for _, f := range fields {
		v := values[f.ID]
		if !f.Unique || v == "" {
			continue
		}
		_, err := d.attempt(ctx, `INSERT INTO `+h.table+` (workspace_id, field_id, value, `+h.column+`) VALUES (?, ?, ?, ?)`, ws, string(f.ID), fold(v), id)
		if err != nil {
			return taken(err, "fields."+string(f.ID), words)
		}
	}
	return nil
}
