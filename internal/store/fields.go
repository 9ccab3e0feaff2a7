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
	err = d.changed(ctx, n, "field", `SELECT 1 FROM fields WHERE workspace_id = ? AND id = ? AND deleted = 0`, string(f.WorkspaceID), string(f.ID))
	if err == nil {
		f.Version++
	}
	return err
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
	ws, id := string(f.WorkspaceID), string(f.ID)
	table, values, quoted := "contacts", contactValues, `"`+id+`"`
	without := clause{`json_remove(fields, '$.' || ?)`, []any{quoted}}
	if f.Of == desk.OfDeal {
		table, values = "deals", dealValues
	}
	if d.dialect == postgres {
		without = clause{`CAST(CAST(fields AS jsonb) - CAST(? AS TEXT) AS TEXT)`, []any{id}}
	}
	ids, err := many(ctx, d, func(s scanner) (id string, err error) { return id, s.Scan(&id) },
		`SELECT id FROM `+table+` WHERE workspace_id = ? AND id > ? AND fields LIKE ? ORDER BY id LIMIT ?`, ws, after, "%"+quoted+"%", clearedAtOnce)
	if err != nil {
		return after, true, err
	}
	err = d.Atomically(ctx, func(ctx context.Context) error {
		if len(ids) == 0 {
			n, err := d.exec(ctx, `DELETE FROM deal_events WHERE workspace_id = ? AND id IN
				(SELECT id FROM deal_events WHERE workspace_id = ? AND field_id = ? AND field_id <> '' LIMIT ?)`, ws, ws, id, clearedAtOnce)
			if more = n > 0; more || err != nil {
				return err
			}
			_, err = d.exec(ctx, `DELETE FROM fields WHERE workspace_id = ? AND id = ? AND deleted = 1`, ws, id)
			return err
		}
		last, more = ids[len(ids)-1], true
		if err := d.hold(ctx, table, ws, anys(ids)); err != nil {
			return err
		}
		of := func(column string) clause {
			return clause{"workspace_id = ? AND " + column + " IN (" + marks(len(ids)) + ")", append([]any{ws}, anys(ids)...)}
		}
		held, valued, faceted := of("id"), of(values.column), of("contact_id")
		for _, step := range []clause{
			{`UPDATE ` + table + ` SET fields = ` + without.sql + ` WHERE ` + held.sql, slices.Concat(without.args, held.args)},
			{`DELETE FROM ` + values.table + ` WHERE ` + valued.sql + ` AND field_id = ?`, valued.with(id)},
			{`DELETE FROM contact_facets WHERE ` + faceted.sql + ` AND kind = 'value' AND facet LIKE ?`, faceted.with(id + ":%")},
		} {
			if _, err := d.exec(ctx, step.sql, step.args...); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return after, true, err
	}
	return last, more, nil
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
