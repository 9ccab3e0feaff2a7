package store

import (
	"context"
	"time"

	"ramal/internal/fault"
	"ramal/internal/org"
)

func factorOwner(id org.UserID) string { return "factor:" + string(id) }

// Factor returns a user's second factor; its Seed is "" when there is none.
func (d *DB) Factor(ctx context.Context, id org.UserID) (org.Factor, error) {
	var sealed, recovery string
	f, err := one(ctx, d, "user", func(s scanner) (f org.Factor, err error) { return f, s.Scan(&sealed, &f.Step, &recovery) },
		`SELECT second_factor, factor_step, recovery FROM users WHERE id = ?`, string(id))
	if err != nil || sealed == "" {
		return f, err
	}
	seed, err := d.seal.open(factorOwner(id), sealed)
	if err != nil {
		return f, err
	}
	f.Seed = string(seed)
	f.Recovery, err = parse[[]string](recovery)
	return f, err
}

// SetFactor replaces a user's second factor; one without a seed takes it away.
func (d *DB) SetFactor(ctx context.Context, ws org.WorkspaceID, id org.UserID, f org.Factor) error {
	sealed := ""
	if f.Seed != "" {
		sealed = d.seal.close(factorOwner(id), []byte(f.Seed))
	}
	n, err := d.exec(ctx, `UPDATE users SET second_factor = ?, factor_step = ?, recovery = ? WHERE workspace_id = ? AND id = ?`,
		sealed, f.Step, text(f.Recovery), string(ws), string(id))
	if err == nil && n == 0 {
		err = missing("user")
	}
	return err
}

// UseStep notes that the code of a step was used; fault.Conflict when that one or a later one was already.
func (d *DB) UseStep(ctx context.Context, id org.UserID, step int64) error {
	n, err := d.exec(ctx, `UPDATE users SET factor_step = ? WHERE id = ? AND factor_step < ?`, step, string(id), step)
	if err == nil && n == 0 {
		err = fault.New(fault.Conflict, "This code was used already.")
	}
	return err
}

// UseRecovery takes a recovery code out of those that are left; fault.Conflict when it is none of them, any more.
func (d *DB) UseRecovery(ctx context.Context, id org.UserID, hash string) error {
	return d.Atomically(ctx, func(ctx context.Context) error {
		f, err := d.Factor(ctx, id)
		if err != nil {
			return err
		}
		var left []string
		for _, h := range f.Recovery {
			if h != hash {
				left = append(left, h)
			}
		}
		// The old list is a condition, because on PostgreSQL two may read it at once.
		n, err := d.exec(ctx, `UPDATE users SET recovery = ? WHERE id = ? AND recovery = ?`, text(left), string(id), text(f.Recovery))
		if err == nil && (n == 0 || len(left) == len(f.Recovery)) {
			err = fault.New(fault.Conflict, "This recovery code cannot be used any more.")
		}
		return err
	})
}

const tokenColumns = `id, workspace_id, user_id, hash, name, scopes, created_at, expires_at, used_at, used_from`

func scanToken(s scanner) (org.Token, error) {
	var t org.Token
	var scopes string
	var created, expires, used int64
	err := s.Scan(&t.ID, &t.WorkspaceID, &t.UserID, &t.Hash, &t.Name, &scopes, &created, &expires, &used, &t.UsedFrom)
	if err != nil {
		return t, err
	}
	t.CreatedAt, t.ExpiresAt, t.UsedAt = at(created), at(expires), at(used)
	t.Scopes, err = parse[[]org.Scope](scopes)
	return t, err
}

// CreateToken stores a new API token; fault.Conflict on "name" when the user has one of this name.
func (d *DB) CreateToken(ctx context.Context, t org.Token) error {
	_, err := d.attempt(ctx, `INSERT INTO api_tokens (`+tokenColumns+`) VALUES (`+marks(10)+`)`,
		string(t.ID), string(t.WorkspaceID), string(t.UserID), t.Hash, t.Name, text(t.Scopes), ms(t.CreatedAt), ms(t.ExpiresAt), ms(t.UsedAt), t.UsedFrom)
	return taken(err, "name", "You have a token of this name already.")
}

// TokensOf lists a user's API tokens, newest first.
func (d *DB) TokensOf(ctx context.Context, ws org.WorkspaceID, id org.UserID) ([]org.Token, error) {
	return many(ctx, d, scanToken, `SELECT `+tokenColumns+` FROM api_tokens WHERE workspace_id = ? AND user_id = ? ORDER BY created_at DESC, id DESC`,
		string(ws), string(id))
}

// TokenByHash returns the API token of a request.
func (d *DB) TokenByHash(ctx context.Context, hash string) (org.Token, error) {
	return one(ctx, d, "token", scanToken, `SELECT `+tokenColumns+` FROM api_tokens WHERE hash = ?`, hash)
}

// TouchToken notes when and from where an API token was last used.
func (d *DB) TouchToken(ctx context.Context, id org.TokenID, used time.Time, from string) error {
	_, err := d.exec(ctx, `UPDATE api_tokens SET used_at = ?, used_from = ? WHERE id = ? AND used_at < ?`, ms(used), from, string(id), ms(used))
	return err
}

// DeleteToken ends an API token of a user.
func (d *DB) DeleteToken(ctx context.Context, ws org.WorkspaceID, user org.UserID, id org.TokenID) error {
	n, err := d.exec(ctx, `DELETE FROM api_tokens WHERE workspace_id = ? AND user_id = ? AND id = ?`, string(ws), string(user), string(id))
	if err == nil && n == 0 {
		err = missing("token")
	}
	return err
}
