package store

import (
	"context"
	"time"

	"ramal/internal/desk"
	"ramal/internal/org"
)

// filePart is how many bytes of a file stand in one row, the last one excepted.
const filePart = desk.FilePart

// CreateFile stores a file, in pieces.
func (d *DB) CreateFile(ctx context.Context, ws org.WorkspaceID, f desk.File, data []byte) error {
	return d.Atomically(ctx, func(ctx context.Context) error {
		_, err := d.exec(ctx, `INSERT INTO files (workspace_id, id, sha256, size, mime, name) VALUES (`+marks(6)+`)`,
			string(ws), string(f.ID), f.SHA256, f.Size, f.MIME, f.Name)
		for part := int64(0); err == nil && len(data) > 0; part++ {
			n := min(len(data), filePart)
			_, err = d.exec(ctx, `INSERT INTO file_parts (workspace_id, file_id, part, data) VALUES (`+marks(4)+`)`,
				string(ws), string(f.ID), part, data[:n])
			data = data[n:]
		}
		return err
	})
}

// File returns a file of the workspace, without its bytes.
func (d *DB) File(ctx context.Context, ws org.WorkspaceID, id desk.FileID) (desk.File, error) {
	return one(ctx, d, "file", func(s scanner) (f desk.File, err error) {
		return f, s.Scan(&f.ID, &f.SHA256, &f.Size, &f.MIME, &f.Name)
	}, `SELECT id, sha256, size, mime, name FROM files WHERE workspace_id = ? AND id = ?`, string(ws), string(id))
}

// FilePart returns a piece of a file, of desk.FilePart bytes unless it is the last one. fault.NotFound behind that.
func (d *DB) FilePart(ctx context.Context, ws org.WorkspaceID, id desk.FileID, part int64) ([]byte, error) {
	return one(ctx, d, "file", func(s scanner) (data []byte, err error) { return data, s.Scan(&data) },
		`SELECT data FROM file_parts WHERE workspace_id = ? AND file_id = ? AND part = ?`, string(ws), string(id), part)
}

// DeleteFile deletes a file; nothing happens where there is none.
func (d *DB) DeleteFile(ctx context.Context, ws org.WorkspaceID, id desk.FileID) error {
	_, err := d.exec(ctx, `DELETE FROM files WHERE workspace_id = ? AND id = ?`, string(ws), string(id))
	return err
}

// AddDueMedium notes that the medium of a message is to be fetched at a moment, anew where it was noted already.
func (d *DB) AddDueMedium(ctx context.Context, m desk.DueMedium) error {
	_, err := d.exec(ctx, `INSERT INTO media_due (workspace_id, message_id, attempts, next_at) VALUES (`+marks(4)+`)
		ON CONFLICT (workspace_id, message_id) DO UPDATE SET attempts = excluded.attempts, next_at = excluded.next_at`,
		string(m.WorkspaceID), string(m.MessageID), m.Attempts, ms(m.NextAt))
	return err
}

// DueMedia lists media of all workspaces that are to be fetched at a moment, the longest due first.
func (d *DB) DueMedia(ctx context.Context, now time.Time, limit int) ([]desk.DueMedium, error) {
	return many(ctx, d, func(s scanner) (m desk.DueMedium, err error) {
		var next int64
		err = s.Scan(&m.WorkspaceID, &m.MessageID, &m.Attempts, &next)
		m.NextAt = at(next)
		return m, err
	}, `SELECT workspace_id, message_id, attempts, next_at FROM media_due WHERE next_at <= ? ORDER BY next_at LIMIT ?`, ms(now), limit)
}

// DeleteDueMedium notes that nothing is to be fetched for a message any more.
func (d *DB) DeleteDueMedium(ctx context.Context, ws org.WorkspaceID, id desk.MessageID) error {
	_, err := d.exec(ctx, `DELETE FROM media_due WHERE workspace_id = ? AND message_id = ?`, string(ws), string(id))
	return err
}
