package store

import (
	"context"
	"time"

	"ramal/internal/org"
)

const invitationColumns = `id, workspace_id, hash, user_id, email, name, language, admin, departments, invited_by, created_at, expires_at`

func scanInvitation(s scanner) (org.Invitation, error) {
	var i org.Invitation
	var departments string
	var created, expires int64
	err := s.Scan(&i.ID, &i.WorkspaceID, &i.Hash, &i.UserID, &i.Email, &i.Name, &i.Language, &i.Admin, &departments, &i.InvitedBy, &created, &expires)
	if err != nil {
		return i, err
	}
	i.CreatedAt, i.ExpiresAt = at(created), at(expires)
	i.Departments, err = parse[[]org.DepartmentID](departments)
	return i, err
}

// SaveInvitation stores an invitation. Where the workspace has one for the address already, the new one takes its place, and
// the link of the old one opens nothing any more.
func (d *DB) SaveInvitation(ctx context.Context, i org.Invitation) error {
	i.Email = address(i.Email)
	return d.Atomically(ctx, func(ctx context.Context) error {
		if _, err := d.exec(ctx, `DELETE FROM invitations WHERE workspace_id = ? AND email = ?`, string(i.WorkspaceID), i.Email); err != nil {
			return err
		}
		_, err := d.exec(ctx, `INSERT INTO invitations (`+invitationColumns+`) VALUES (`+marks(12)+`)`,
			string(i.ID), string(i.WorkspaceID), i.Hash, string(i.UserID), i.Email, i.Name, i.Language, flag(i.Admin), text(i.Departments),
			string(i.InvitedBy), ms(i.CreatedAt), ms(i.ExpiresAt))
		return err
	})
}

// Invitations lists the invitations of a workspace, newest first; those that nobody used in time too.
func (d *DB) Invitations(ctx context.Context, ws org.WorkspaceID) ([]org.Invitation, error) {
	return many(ctx, d, scanInvitation,
		`SELECT `+invitationColumns+` FROM invitations WHERE workspace_id = ? ORDER BY created_at DESC, id DESC`, string(ws))
}

// Invitation returns an invitation of the workspace.
func (d *DB) Invitation(ctx context.Context, ws org.WorkspaceID, id org.InvitationID) (org.Invitation, error) {
	return one(ctx, d, "invitation", scanInvitation,
		`SELECT `+invitationColumns+` FROM invitations WHERE workspace_id = ? AND id = ?`, string(ws), string(id))
}

// InvitationByHash returns the invitation of a link, of whatever workspace it is.
func (d *DB) InvitationByHash(ctx context.Context, hash string) (org.Invitation, error) {
	return one(ctx, d, "invitation", scanInvitation, `SELECT `+invitationColumns+` FROM invitations WHERE hash = ?`, hash)
}

// DeleteInvitation takes an invitation back, or notes that it was used; fault.NotFound when somebody else did.
func (d *DB) DeleteInvitation(ctx context.Context, ws org.WorkspaceID, id org.InvitationID) error {
	n, err := d.exec(ctx, `DELETE FROM invitations WHERE workspace_id = ? AND id = ?`, string(ws), string(id))
	if err == nil && n == 0 {
		err = missing("invitation")
	}
	return err
}

// DeleteInvitationsBefore deletes the invitations of all workspaces that nobody used before a time.
func (d *DB) DeleteInvitationsBefore(ctx context.Context, expired time.Time) error {
	_, err := d.exec(ctx, `DELETE FROM invitations WHERE expires_at < ?`, ms(expired))
	return err
}
