package store

import (
	"context"
	"strings"

	"ramal/internal/org"
)

const userColumns = `id, workspace_id, name, email, language, admin, blocked, departments, extension, version, created_at`

// userFields are userColumns and what is only told of a user.
const userFields = userColumns + `, CASE WHEN second_factor <> '' THEN 1 ELSE 0 END`

func scanUser(s scanner) (org.User, error) {
	var u org.User
	var departments string
	var created int64
	err := s.Scan(&u.ID, &u.WorkspaceID, &u.Name, &u.Email, &u.Language, &u.Admin, &u.Blocked, &departments, &u.Extension, &u.Version, &created, &u.SecondFactor)
	if err != nil {
		return u, err
	}
	u.CreatedAt = at(created)
	u.Departments, err = parse[[]org.DepartmentID](departments)
	return u, err
}

// address is the form in which e-mail addresses are kept and compared.
func address(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

// CreateUser stores a new user with the hash of their password; its version becomes 1. fault.Conflict when the address is taken
// in any workspace; fault.NotFound when there is no such workspace.
func (d *DB) CreateUser(ctx context.Context, u *org.User, passwordHash string) error {
	_, err := d.attempt(ctx, `INSERT INTO users (`+userColumns+`, password_hash) VALUES (`+marks(12)+`)`,
		string(u.ID), string(u.WorkspaceID), u.Name, address(u.Email), u.Language, flag(u.Admin), flag(u.Blocked),
		text(u.Departments), u.Extension, 1, ms(u.CreatedAt), passwordHash)
	if err != nil {
		return addressTaken(err)
	}
	u.Version = 1
	return nil
}

// UpdateUser saves all of a user but the password where the version is unchanged, and raises it. fault.Conflict when somebody
// else was first, or the address is taken; that one is on "email".
func (d *DB) UpdateUser(ctx context.Context, u *org.User) error {
	n, err := d.attempt(ctx, `UPDATE users SET name = ?, email = ?, language = ?, admin = ?, blocked = ?, departments = ?, extension = ?,
		version = version + 1 WHERE workspace_id = ? AND id = ? AND version = ?`,
		u.Name, address(u.Email), u.Language, flag(u.Admin), flag(u.Blocked), text(u.Departments), u.Extension,
		string(u.WorkspaceID), string(u.ID), u.Version)
	if err != nil {
		return addressTaken(err)
	}
	return d.raised(ctx, n, &u.Version, "user", `SELECT 1 FROM users WHERE workspace_id = ? AND id = ?`, string(u.WorkspaceID), string(u.ID))
}

func addressTaken(err error) error {
	return taken(err, "email", "Somebody signs in with this e-mail address already.")
}

// User returns a user of the workspace.
func (d *DB) User(ctx context.Context, ws org.WorkspaceID, id org.UserID) (org.User, error) {
	return one(ctx, d, "user", scanUser, `SELECT `+userFields+` FROM users WHERE workspace_id = ? AND id = ?`, string(ws), string(id))
}

// SetLanguage saves the language that a user reads.
func (d *DB) SetLanguage(ctx context.Context, id org.UserID, language string) error {
	n, err := d.exec(ctx, `UPDATE users SET language = ? WHERE id = ?`, language, string(id))
	if err == nil && n == 0 {
		err = missing("user")
	}
	return err
}

// SetPassword replaces the password's hash and ends all sessions of the user.
func (d *DB) SetPassword(ctx context.Context, ws org.WorkspaceID, id org.UserID, hash string) error {
	return d.Atomically(ctx, func(ctx context.Context) error {
		if err := d.UpgradeHash(ctx, ws, id, hash); err != nil {
			return err
		}
		_, err := d.exec(ctx, `DELETE FROM sessions WHERE user_id = ?`, string(id))
		return err
	})
}

// UpgradeHash replaces the hash of an unchanged password, made with newer parameters. Sessions go on.
func (d *DB) UpgradeHash(ctx context.Context, ws org.WorkspaceID, id org.UserID, hash string) error {
	n, err := d.exec(ctx, `UPDATE users SET password_hash = ? WHERE workspace_id = ? AND id = ?`, hash, string(ws), string(id))
	if err == nil && n == 0 {
		err = missing("user")
	}
	return err
}

// UserByEmail returns the user who signs in with an address, in whatever case it is written.
func (d *DB) UserByEmail(ctx context.Context, email string) (org.User, error) {
	return one(ctx, d, "user", scanUser, `SELECT `+userFields+` FROM users WHERE email = ?`, address(email))
}

// Users lists the users of a workspace by name.
func (d *DB) Users(ctx context.Context, ws org.WorkspaceID) ([]org.User, error) {
	return many(ctx, d, scanUser, `SELECT `+userFields+` FROM users WHERE workspace_id = ? ORDER BY name, id`, string(ws))
}

// Credentials returns the user and the password hash; fault.NotFound when no user has that address.
func (d *DB) Credentials(ctx context.Context, email string) (org.User, string, error) {
	type credentials struct {
		user org.User
		hash string
	}
	c, err := one(ctx, d, "user", func(s scanner) (c credentials, err error) {
		c.user, err = scanUser(also{s, &c.hash})
		return c, err
	}, `SELECT `+userFields+`, password_hash FROM users WHERE email = ?`, address(email))
	return c.user, c.hash, err
}

// also scans more columns behind those that a scan function knows.
type also struct {
	scanner
	more any
}

// Scan scans dest and what comes behind.
func (a also) Scan(dest ...any) error { return a.scanner.Scan(append(dest, a.more)...) }

// Member returns a user with all that decides what they may do, read in one moment.
func (d *DB) Member(ctx context.Context, id org.UserID) (org.Member, error) {
	var m org.Member
	u, err := one(ctx, d, "user", scanUser, `SELECT `+userFields+` FROM users WHERE id = ?`, string(id))
	if err != nil {
		return m, err
	}
	m.User = u
	if m.Workspace, err = d.Workspace(ctx, u.WorkspaceID); err != nil || len(u.Departments) == 0 {
		return m, err
	}
	departments, err := d.Departments(ctx, u.WorkspaceID)
	if err != nil {
		return m, err
	}
	groups, err := d.Groups(ctx, u.WorkspaceID)
	if err != nil {
		return m, err
	}
	return org.MemberOf(u, m.Workspace, departments, groups), nil
}
