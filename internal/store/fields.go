package store

import (
	"context"

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
	return many(ctx, d, scanField, `SELECT `+fieldColumns+` FROM fields WHERE workspace_id = ? AND of_what = ? ORDER BY position, created_at, id`,
		string(ws), string(of))
}

// Field returns a custom field of the workspace.
func (d *DB) Field(ctx context.Context, ws org.WorkspaceID, id desk.FieldID) (desk.Field, error) {
	return one(ctx, d, "field", scanField, `SELECT `+fieldColumns+` FROM fields WHERE workspace_id = ? AND id = ?`, string(ws), string(id))
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
		WHERE workspace_id = ? AND id = ? AND version = ?`,
		f.Name, text(f.Choices), flag(f.Required), f.Position, string(f.WorkspaceID), string(f.ID), f.Version)
	if err != nil {
		return taken(err, "name", fieldTaken)
	}
	err = d.changed(ctx, n, "field", `SELECT 1 FROM fields WHERE workspace_id = ? AND id = ?`, string(f.WorkspaceID), string(f.ID))
	if err == nil {
		f.Version++
	}
	return err
}

// DeleteField deletes a field with all values that contacts or deals have in it, and what the histories of deals say of them;
// fault.NotFound where there is none. Who saves such a contact or deal in the same moment may keep a value, which goes when it is next saved.
func (d *DB) DeleteField(ctx context.Context, ws org.WorkspaceID, id desk.FieldID) error {
	return d.Atomically(ctx, func(ctx context.Context) error {
		f, err := d.Field(ctx, ws, id)
		if err != nil {
			return err
		}
		held, without := "contacts", `json_remove(fields, '$.' || ?)`
		key := `"` + string(id) + `"`
		if f.Of == desk.OfDeal {
			held = "deals"
		}
		arg := key
		if d.dialect == postgres {
			without, arg = `CAST(CAST(fields AS jsonb) - CAST(? AS TEXT) AS TEXT)`, string(id)
		}
		for _, step := range []clause{
			{`DELETE FROM fields WHERE workspace_id = ? AND id = ?`, []any{string(ws), string(id)}}, // and with it the unique values
			{`UPDATE ` + held + ` SET fields = ` + without + ` WHERE workspace_id = ? AND fields LIKE ?`, []any{arg, string(ws), "%" + key + "%"}},
			{`DELETE FROM contact_facets WHERE workspace_id = ? AND kind = 'value' AND facet LIKE ?`, []any{string(ws), string(id) + ":%"}},
			{`DELETE FROM deal_events WHERE workspace_id = ? AND field_id = ? AND field_id <> ''`, []any{string(ws), string(id)}},
		} {
			if _, err := d.exec(ctx, step.sql, step.args...); err != nil {
				return err
			}
		}
		return nil
	})
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
