package store

import (
	"context"

	"ramal/internal/desk"
	"ramal/internal/org"
)

const fieldColumns = `workspace_id, id, name, type, choices, required, single, position, created_at, version`

func scanField(s scanner) (desk.Field, error) {
	var f desk.Field
	var choices string
	var created int64
	err := s.Scan(&f.WorkspaceID, &f.ID, &f.Name, &f.Type, &choices, &f.Required, &f.Unique, &f.Position, &created, &f.Version)
	if err != nil {
		return f, err
	}
	f.CreatedAt = at(created)
	f.Choices, err = parse[[]string](choices)
	return f, err
}

// Fields lists the custom fields of a workspace in their order.
func (d *DB) Fields(ctx context.Context, ws org.WorkspaceID) ([]desk.Field, error) {
	return many(ctx, d, scanField, `SELECT `+fieldColumns+` FROM fields WHERE workspace_id = ? ORDER BY position, created_at, id`, string(ws))
}

// Field returns a custom field of the workspace.
func (d *DB) Field(ctx context.Context, ws org.WorkspaceID, id desk.FieldID) (desk.Field, error) {
	return one(ctx, d, "field", scanField, `SELECT `+fieldColumns+` FROM fields WHERE workspace_id = ? AND id = ?`, string(ws), string(id))
}

const fieldTaken = "There is a field of this name already."

// CreateField stores a new field; Version becomes 1. fault.Conflict on "name" where the name is taken.
func (d *DB) CreateField(ctx context.Context, f *desk.Field) error {
	_, err := d.attempt(ctx, `INSERT INTO fields (`+fieldColumns+`) VALUES (`+marks(10)+`)`,
		string(f.WorkspaceID), string(f.ID), f.Name, string(f.Type), text(f.Choices), flag(f.Required), flag(f.Unique), f.Position, ms(f.CreatedAt), int64(1))
	if err != nil {
		return taken(err, "name", fieldTaken)
	}
	f.Version = 1
	return nil
}

// SaveField saves all but the type and whether values are one of a kind, where the version is unchanged; fault.Conflict otherwise, and on
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

// DeleteField deletes a field; fault.NotFound where there is none. Its values are no longer shown, and go when their contact is next saved.
func (d *DB) DeleteField(ctx context.Context, ws org.WorkspaceID, id desk.FieldID) error {
	n, err := d.exec(ctx, `DELETE FROM fields WHERE workspace_id = ? AND id = ?`, string(ws), string(id))
	if err == nil && n == 0 {
		return missing("field")
	}
	return err
}
