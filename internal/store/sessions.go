package store

import (
	"context"
	"time"

	"ramal/internal/org"
)

const sessionColumns = `hash, user_id, created_at, seen_at, address, agent`

func scanSession(s scanner) (org.Session, error) {
	var v org.Session
	var created, seen int64
	err := s.Scan(&v.Hash, &v.UserID, &created, &seen, &v.Address, &v.Agent)
	v.CreatedAt, v.SeenAt = at(created), at(seen)
	return v, err
}

// CreateSession stores a signed-in browser.
func (d *DB) CreateSession(ctx context.Context, s org.Session) error {
	_, err := d.attempt(ctx, `INSERT INTO sessions (`+sessionColumns+`) VALUES (?, ?, ?, ?, ?, ?)`,
		s.Hash, string(s.UserID), ms(s.CreatedAt), ms(s.SeenAt), s.Address, s.Agent)
	return exists(err, "This session is there already.")
}

// Session returns the session by the hash of its token; fault.NotFound when there is none.
func (d *DB) Session(ctx context.Context, hash string) (org.Session, error) {
	return one(ctx, d, "session", scanSession, `SELECT `+sessionColumns+` FROM sessions WHERE hash = ?`, hash)
}

// TouchSession notes when a session was last used; an earlier time than the noted one changes nothing.
func (d *DB) TouchSession(ctx context.Context, hash string, seen time.Time) error {
	n, err := d.exec(ctx, `UPDATE sessions SET seen_at = CASE WHEN seen_at < ? THEN ? ELSE seen_at END WHERE hash = ?`,
		ms(seen), ms(seen), hash)
	if err == nil && n == 0 {
		err = missing("session")
	}
	return err
}

// DeleteSession ends a session. One that is not there is ended already.
func (d *DB) DeleteSession(ctx context.Context, hash string) error {
	_, err := d.exec(ctx, `DELETE FROM sessions WHERE hash = ?`, hash)
	return err
}

// DeleteSessionsBefore deletes the sessions of all workspaces that were made before created or last used before seen.
func (d *DB) DeleteSessionsBefore(ctx context.Context, created, seen time.Time) error {
	_, err := d.exec(ctx, `DELETE FROM sessions WHERE created_at < ? OR seen_at < ?`, ms(created), ms(seen))
	return err
}

// DeleteSessionsOf ends all sessions of a user.
func (d *DB) DeleteSessionsOf(ctx context.Context, ws org.WorkspaceID, id org.UserID) error {
	_, err := d.exec(ctx, `DELETE FROM sessions WHERE user_id = (SELECT id FROM users WHERE workspace_id = ? AND id = ?)`, string(ws), string(id))
	return err
}

// SessionsOf lists a user's sessions, the one that was used last first.
func (d *DB) SessionsOf(ctx context.Context, id org.UserID) ([]org.Session, error) {
	return many(ctx, d, scanSession, `SELECT `+sessionColumns+` FROM sessions WHERE user_id = ? ORDER BY seen_at DESC, hash`, string(id))
}
