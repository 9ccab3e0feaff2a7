package store

import (
	"context"
	"slices"
	"strings"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

const permissionColumns = `workspace_id, account_id, contact_id, allowed, expires_at, answer, request_id, asked_at, replied_at,
	requests, connected, unanswered, updated_at, version`

func scanPermission(s scanner) (call.Permission, error) {
	var p call.Permission
	var requests, connected string
	var expires, asked, replied, updated int64
	err := s.Scan(&p.WorkspaceID, &p.AccountID, &p.ContactID, &p.Grant, &expires, &p.Answer, &p.RequestID, &asked, &replied, &requests,
		&connected, &p.Unanswered, &updated, &p.Version)
	if err != nil {
		return p, err
	}
	p.ExpiresAt, p.AskedAt, p.RepliedAt, p.UpdatedAt = at(expires), at(asked), at(replied), at(updated)
	if p.Requests, err = parseTimes(requests); err != nil {
		return p, err
	}
	p.Connected, err = parseTimes(connected)
	return p, err
}

// Permission returns the stored one, or a fresh one with Grant None and Version 0 when there is none.
func (d *DB) Permission(
	ctx context.Context, ws org.WorkspaceID, account org.AccountID, contact desk.ContactID,
) (call.Permission, error) {
	p, err := one(ctx, d, "permission", scanPermission, `SELECT `+permissionColumns+` FROM call_permissions
		WHERE workspace_id = ? AND account_id = ? AND contact_id = ?`, string(ws), string(account), string(contact))
	if fault.Is(err, fault.NotFound) {
		return call.Permission{WorkspaceID: ws, AccountID: account, ContactID: contact, Grant: call.None}, nil
	}
	return p, err
}

// SavePermission inserts when Version is 0, else updates where it is unchanged; fault.Conflict when somebody else was
// first; fault.NotFound when the account or the contact is not in the workspace.
func (d *DB) SavePermission(ctx context.Context, p *call.Permission) error {
	ws, account, contact := string(p.WorkspaceID), string(p.AccountID), string(p.ContactID)
	if p.Version == 0 {
		_, err := d.attempt(ctx, `INSERT INTO call_permissions (`+permissionColumns+`) VALUES (`+marks(14)+`)`,
			ws, account, contact, string(p.Grant), ms(p.ExpiresAt), string(p.Answer), p.RequestID, ms(p.AskedAt),
			ms(p.RepliedAt), msList(p.Requests), msList(p.Connected), p.Unanswered, ms(p.UpdatedAt), int64(1))
		if err != nil {
			return exists(err, "Somebody else changed the permission in the meantime. Load it again.")
		}
		p.Version = 1
		return nil
	}
	n, err := d.exec(ctx, `UPDATE call_permissions SET allowed = ?, expires_at = ?, answer = ?, request_id = ?, asked_at = ?,
		replied_at = ?, requests = ?, connected = ?, unanswered = ?, updated_at = ?, version = version + 1
		WHERE workspace_id = ? AND account_id = ? AND contact_id = ? AND version = ?`,
		string(p.Grant), ms(p.ExpiresAt), string(p.Answer), p.RequestID, ms(p.AskedAt), ms(p.RepliedAt), msList(p.Requests),
		msList(p.Connected), p.Unanswered, ms(p.UpdatedAt), ws, account, contact, p.Version)
	if err != nil {
		return err
	}
	return d.raised(ctx, n, &p.Version, "permission", `SELECT 1 FROM call_permissions WHERE workspace_id = ? AND account_id = ? AND contact_id = ?`,
		ws, account, contact)
}

// PermissionsOf lists a contact's permissions of all accounts.
func (d *DB) PermissionsOf(ctx context.Context, ws org.WorkspaceID, contact desk.ContactID) ([]call.Permission, error) {
	// Sorted here: to have the order from an index, SQLite would read the permissions of all contacts.
	list, err := many(ctx, d, scanPermission, `SELECT `+permissionColumns+` FROM call_permissions WHERE workspace_id = ? AND contact_id = ?`,
		string(ws), string(contact))
	slices.SortFunc(list, func(a, b call.Permission) int { return strings.Compare(string(a.AccountID), string(b.AccountID)) })
	return list, err
}

const permissionEventColumns = `workspace_id, id, account_id, contact_id, at, kind, actor, expires_at`

// AddPermissionEvent writes a line of an authorization's history.
func (d *DB) AddPermissionEvent(ctx context.Context, e call.PermissionEvent) error {
	_, err := d.exec(ctx, `INSERT INTO permission_events (`+permissionEventColumns+`) VALUES (`+marks(8)+`)`,
		string(e.WorkspaceID), e.ID, string(e.AccountID), string(e.ContactID), ms(e.At), string(e.Kind), string(e.By), ms(e.ExpiresAt))
	return err
}

// PermissionEvents lists what became of a contact's authorizations on some accounts, newest first, keyset-paged; of all where accounts is
// nil.
func (d *DB) PermissionEvents(
	ctx context.Context, ws org.WorkspaceID, contact desk.ContactID, accounts []org.AccountID, after string, limit int,
) (desk.Page[call.PermissionEvent], error) {
	none := desk.Page[call.PermissionEvent]{}
	if accounts != nil && len(accounts) == 0 {
		return none, nil
	}
	where, err := clause{}.and("workspace_id = ?", string(ws)).and("contact_id = ?", string(contact)).behind("at", after)
	if err != nil {
		return none, err
	}
	if accounts != nil {
		where = where.and("account_id IN ("+marks(len(accounts))+")", anys(accounts)...)
	}
	limit = pageLimit(limit)
	query, args := newest(permissionEventColumns, "permission_events", "at", []clause{where}, limit+1)
	list, err := many(ctx, d, func(s scanner) (call.PermissionEvent, error) {
		var e call.PermissionEvent
		var when, expires int64
		err := s.Scan(&e.WorkspaceID, &e.ID, &e.AccountID, &e.ContactID, &when, &e.Kind, &e.By, &expires)
		e.At, e.ExpiresAt = at(when), at(expires)
		return e, err
	}, query, args...)
	if err != nil {
		return none, err
	}
	return paged(list, limit, func(e call.PermissionEvent) cursor { return timeCursor(ms(e.At), e.ID) }), nil
}
