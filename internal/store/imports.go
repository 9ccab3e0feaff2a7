package store

import (
	"context"
	"errors"
	"slices"
	"time"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

const importColumns = `workspace_id, id, user_id, file_name, file_id, names, total, plan, state, added, changed, unchanged, refused, problem,
	created_at, started_at, ended_at, node, lease_until, attempts, version`

func scanImport(s scanner) (desk.Import, error) {
	var i desk.Import
	var names, plan, problem string
	var created, started, ended, lease int64
	err := s.Scan(&i.WorkspaceID, &i.ID, &i.By, &i.FileName, &i.File, &names, &i.Rows, &plan, &i.State, &i.Added, &i.Changed, &i.Unchanged, &i.Refused,
		&problem, &created, &started, &ended, &i.Node, &lease, &i.Attempts, &i.Version)
	if err != nil {
		return i, err
	}
	i.CreatedAt, i.StartedAt, i.EndedAt, i.LeaseUntil = at(created), at(started), at(ended), at(lease)
	var errs [3]error
	i.Names, errs[0] = parse[[]string](names)
	i.Plan, errs[1] = parse[desk.ImportPlan](plan)
	i.Problem, errs[2] = parse[*fault.Error](problem)
	return i, errors.Join(errs[:]...)
}

// CreateImport stores a new import; Version becomes 1.
func (d *DB) CreateImport(ctx context.Context, i *desk.Import) error {
	_, err := d.exec(ctx, `INSERT INTO imports (`+importColumns+`) VALUES (`+marks(21)+`)`,
		string(i.WorkspaceID), string(i.ID), string(i.By), i.FileName, string(i.File), text(i.Names), i.Rows, text(i.Plan), string(i.State),
		i.Added, i.Changed, i.Unchanged, i.Refused, text(i.Problem), ms(i.CreatedAt), ms(i.StartedAt), ms(i.EndedAt), i.Node, ms(i.LeaseUntil), i.Attempts, int64(1))
	if err == nil {
		i.Version = 1
	}
	return err
}

// Import returns an import of the workspace.
func (d *DB) Import(ctx context.Context, ws org.WorkspaceID, id desk.ImportID) (desk.Import, error) {
	return one(ctx, d, "import", scanImport, `SELECT `+importColumns+` FROM imports WHERE workspace_id = ? AND id = ?`, string(ws), string(id))
}

// SaveImport saves where the version is unchanged. fault.Conflict otherwise, and where another import of the workspace is running.
func (d *DB) SaveImport(ctx context.Context, i *desk.Import) error {
	n, err := d.attempt(ctx, `UPDATE imports SET file_id = ?, plan = ?, state = ?, added = ?, changed = ?, unchanged = ?, refused = ?, problem = ?,
		started_at = ?, ended_at = ?, node = ?, lease_until = ?, attempts = ?, version = version + 1 WHERE workspace_id = ? AND id = ? AND version = ?`,
		string(i.File), text(i.Plan), string(i.State), i.Added, i.Changed, i.Unchanged, i.Refused, text(i.Problem),
		ms(i.StartedAt), ms(i.EndedAt), i.Node, ms(i.LeaseUntil), i.Attempts, string(i.WorkspaceID), string(i.ID), i.Version)
	if err != nil {
		return taken(err, "", "Another import is running. Wait until it has ended, or stop it.")
	}
	return d.raised(ctx, n, &i.Version, "import", `SELECT 1 FROM imports WHERE workspace_id = ? AND id = ?`, string(i.WorkspaceID), string(i.ID))
}

// Imports lists the imports of a workspace that were begun, newest first; those of one user, or with "" of all.
func (d *DB) Imports(ctx context.Context, ws org.WorkspaceID, by org.UserID, after string, limit int) (desk.Page[desk.Import], error) {
	limit = pageLimit(limit)
	where, err := clause{}.and("workspace_id = ?", string(ws)).and("state <> 'mapping'").behind("created_at", after)
	if err != nil {
		return desk.Page[desk.Import]{}, err
	}
	if by != "" {
		where = where.and("user_id = ?", string(by))
	}
	list, err := many(ctx, d, scanImport, `SELECT `+importColumns+` FROM imports WHERE `+where.sql+` ORDER BY created_at DESC, id DESC LIMIT ?`, where.with(limit+1)...)
	return paged(list, limit, func(i desk.Import) cursor { return timeCursor(ms(i.CreatedAt), string(i.ID)) }), err
}

// OfferedImports lists a user's imports that were not started.
func (d *DB) OfferedImports(ctx context.Context, ws org.WorkspaceID, by org.UserID) ([]desk.Import, error) {
	return many(ctx, d, scanImport, `SELECT `+importColumns+` FROM imports WHERE workspace_id = ? AND user_id = ? AND state = 'mapping'
		ORDER BY id`, string(ws), string(by))
}

// RunningImport returns the import of a workspace that is running; fault.NotFound if none.
func (d *DB) RunningImport(ctx context.Context, ws org.WorkspaceID) (desk.Import, error) {
	return one(ctx, d, "import", scanImport, `SELECT `+importColumns+` FROM imports WHERE workspace_id = ? AND state = 'running'`, string(ws))
}

// DueImports lists the running imports of all workspaces that nobody works on at a moment, or that were node's before it stopped.
func (d *DB) DueImports(ctx context.Context, now time.Time, node string, limit int) ([]desk.Import, error) {
	return many(ctx, d, scanImport, `SELECT `+importColumns+` FROM imports WHERE state = 'running' AND (lease_until <= ? OR node = ?)
		ORDER BY lease_until LIMIT ?`, ms(now), node, limit)
}

// WaitingImports lists imports of all workspaces whose file came before a moment and with which nobody went on.
func (d *DB) WaitingImports(ctx context.Context, before time.Time, limit int) ([]desk.Import, error) {
	return many(ctx, d, scanImport, `SELECT `+importColumns+` FROM imports WHERE state = 'mapping' AND file_id <> '' AND created_at < ?
		ORDER BY created_at LIMIT ?`, ms(before), limit)
}

// DeleteImport deletes an import with its file; what it did stays. fault.NotFound where there is none.
func (d *DB) DeleteImport(ctx context.Context, ws org.WorkspaceID, id desk.ImportID) error {
	return d.Atomically(ctx, func(ctx context.Context) error {
		i, err := d.Import(ctx, ws, id)
		if err != nil {
			return err
		}
		if err := d.DeleteFile(ctx, ws, i.File); err != nil {
			return err
		}
		_, err = d.exec(ctx, `DELETE FROM imports WHERE workspace_id = ? AND id = ?`, string(ws), string(id))
		return err
	})
}

const refusalsAtOnce = 100

// AddRefusals stores rows that an import refused.
func (d *DB) AddRefusals(ctx context.Context, ws org.WorkspaceID, id desk.ImportID, list []desk.Refusal) error {
	for part := range slices.Chunk(list, refusalsAtOnce) {
		values, args := "", []any{}
		for n, r := range part {
			if n > 0 {
				values += ", "
			}
			values += "(" + marks(6) + ")"
			args = append(args, string(ws), string(id), r.Row, text(r.Cells), string(r.Part), text(r.Reason))
		}
		if _, err := d.exec(ctx, `INSERT INTO import_refusals (workspace_id, import_id, line, cells, part, reason) VALUES `+values, args...); err != nil {
			return err
		}
	}
	return nil
}

// Refusals lists rows that an import refused, in their order: those behind a row, at most limit.
func (d *DB) Refusals(ctx context.Context, ws org.WorkspaceID, id desk.ImportID, after, limit int) ([]desk.Refusal, error) {
	return many(ctx, d, func(s scanner) (desk.Refusal, error) {
		var r desk.Refusal
		var cells, reason string
		err := s.Scan(&r.Row, &cells, &r.Part, &reason)
		if err != nil {
			return r, err
		}
		var errs [2]error
		r.Cells, errs[0] = parse[[]string](cells)
		r.Reason, errs[1] = parse[*fault.Error](reason)
		return r, errors.Join(errs[:]...)
	}, `SELECT line, cells, part, reason FROM import_refusals WHERE workspace_id = ? AND import_id = ? AND line > ? ORDER BY line LIMIT ?`,
		string(ws), string(id), after, limit)
}

// RefusedRows returns which rows an import refused.
func (d *DB) RefusedRows(ctx context.Context, ws org.WorkspaceID, id desk.ImportID) (map[int]bool, error) {
	list, err := many(ctx, d, func(s scanner) (n int, err error) { return n, s.Scan(&n) },
		`SELECT line FROM import_refusals WHERE workspace_id = ? AND import_id = ?`, string(ws), string(id))
	rows := make(map[int]bool, len(list))
	for _, n := range list {
		rows[n] = true
	}
	return rows, err
}

// ForgetRefusals deletes the refused rows of imports that ended before a moment.
func (d *DB) ForgetRefusals(ctx context.Context, before time.Time) error {
	_, err := d.exec(ctx, `DELETE FROM import_refusals WHERE EXISTS (SELECT 1 FROM imports i WHERE i.workspace_id = import_refusals.workspace_id
		AND i.id = import_refusals.import_id AND i.ended_at > 0 AND i.ended_at < ?)`, ms(before))
	return err
}
