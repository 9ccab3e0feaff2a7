package store

import (
	"context"
	"encoding/json"

	"ramal/internal/fault"
	"ramal/internal/org"
)

const accountColumns = `id, workspace_id, name, phone_number_id, waba_id, display_phone, graph_url, graph_version, status,
	calling_enabled, operator_users, operator_departments, created_at, calling, calling_version, version`

const accountExists = `SELECT 1 FROM accounts WHERE workspace_id = ? AND id = ?`

func scanAccount(s scanner) (org.Account, error) {
	var a org.Account
	var users, departments, calling string
	var created int64
	err := s.Scan(&a.ID, &a.WorkspaceID, &a.Name, &a.PhoneNumberID, &a.WABAID, &a.DisplayPhone, &a.GraphURL, &a.GraphVersion,
		&a.Status, &a.CallingEnabled, &users, &departments, &created, &calling, &a.Calling.Version, &a.Version)
	if err != nil {
		return a, err
	}
	a.CreatedAt = at(created)
	if err := parseCalling(calling, &a.Calling); err != nil {
		return a, err
	}
	if a.OperatorUsers, err = parse[[]org.UserID](users); err != nil {
		return a, err
	}
	a.OperatorDepartments, err = parse[[]org.DepartmentID](departments)
	return a, err
}

// CreateAccount stores a new account with its secrets, sealed; its version becomes 1. fault.Conflict when the workspace has the number already.
func (d *DB) CreateAccount(ctx context.Context, a *org.Account, s org.Secrets) error {
	sealed, err := d.sealSecrets(a.ID, s)
	if err != nil {
		return err
	}
	_, err = d.attempt(ctx, `INSERT INTO accounts (`+accountColumns+`, secrets) VALUES (`+marks(17)+`)`,
		string(a.ID), string(a.WorkspaceID), a.Name, a.PhoneNumberID, a.WABAID, a.DisplayPhone, a.GraphURL, a.GraphVersion,
		string(a.Status), flag(a.CallingEnabled), text(a.OperatorUsers), text(a.OperatorDepartments), ms(a.CreatedAt), callingText(a.Calling), a.Calling.Version, 1, sealed)
	if err != nil {
		return numberTaken(err)
	}
	a.Version = 1
	return nil
}

// UpdateAccount saves all of an account but its secrets and what SaveCalling saves, where the version is unchanged, and raises
// it. fault.Conflict when somebody else was first, or the workspace has the number already; that one is on "phoneNumberId".
func (d *DB) UpdateAccount(ctx context.Context, a *org.Account) error {
	n, err := d.attempt(ctx, `UPDATE accounts SET name = ?, phone_number_id = ?, waba_id = ?, display_phone = ?, graph_url = ?,
		graph_version = ?, status = ?, operator_users = ?, operator_departments = ?, version = version + 1
		WHERE workspace_id = ? AND id = ? AND version = ?`,
		a.Name, a.PhoneNumberID, a.WABAID, a.DisplayPhone, a.GraphURL, a.GraphVersion, string(a.Status),
		text(a.OperatorUsers), text(a.OperatorDepartments), string(a.WorkspaceID), string(a.ID), a.Version)
	if err != nil {
		return numberTaken(err)
	}
	return d.raised(ctx, n, &a.Version, "account", accountExists, string(a.WorkspaceID), string(a.ID))
}

func numberTaken(err error) error {
	return taken(err, "phoneNumberId", "This number is connected to the workspace already.")
}

// SetSecrets replaces the secrets of an account.
func (d *DB) SetSecrets(ctx context.Context, ws org.WorkspaceID, id org.AccountID, s org.Secrets) error {
	sealed, err := d.sealSecrets(id, s)
	if err != nil {
		return err
	}
	n, err := d.exec(ctx, `UPDATE accounts SET secrets = ? WHERE workspace_id = ? AND id = ?`, sealed, string(ws), string(id))
	if err == nil && n == 0 {
		err = missing("account")
	}
	return err
}

// Account returns an account of the workspace.
func (d *DB) Account(ctx context.Context, ws org.WorkspaceID, id org.AccountID) (org.Account, error) {
	return one(ctx, d, "account", scanAccount,
		`SELECT `+accountColumns+` FROM accounts WHERE workspace_id = ? AND id = ?`, string(ws), string(id))
}

// AccountByID is for the webhook receiver, which knows no workspace yet.
func (d *DB) AccountByID(ctx context.Context, id org.AccountID) (org.Account, error) {
	return one(ctx, d, "account", scanAccount, `SELECT `+accountColumns+` FROM accounts WHERE id = ?`, string(id))
}

// AccountByPhoneNumberID finds an account by Meta's id of its number.
func (d *DB) AccountByPhoneNumberID(ctx context.Context, ws org.WorkspaceID, phoneNumberID string) (org.Account, error) {
	return one(ctx, d, "account", scanAccount, `SELECT `+accountColumns+` FROM accounts
		WHERE workspace_id = ? AND phone_number_id = ? AND phone_number_id <> ''`, string(ws), phoneNumberID)
}

// Accounts lists the accounts of a workspace, oldest first.
func (d *DB) Accounts(ctx context.Context, ws org.WorkspaceID) ([]org.Account, error) {
	return many(ctx, d, scanAccount,
		`SELECT `+accountColumns+` FROM accounts WHERE workspace_id = ? ORDER BY created_at, id`, string(ws))
}

// Secrets returns the secrets of an account, opened. fault.Internal when they were sealed with another key.
func (d *DB) Secrets(ctx context.Context, id org.AccountID) (org.Secrets, error) {
	var s org.Secrets
	sealed, err := one(ctx, d, "account", func(r scanner) (v string, err error) { return v, r.Scan(&v) },
		`SELECT secrets FROM accounts WHERE id = ?`, string(id))
	if err != nil {
		return s, err
	}
	plain, err := d.seal.open(accountOwner(id), sealed)
	if err != nil {
		return s, err
	}
	if err := json.Unmarshal(plain, &s); err != nil {
		return s, fault.New(fault.Internal, "The secrets of the account cannot be read.").Wrap(err)
	}
	return s, nil
}

// SetCallingEnabled notes whether Meta has calling on for the account.
func (d *DB) SetCallingEnabled(ctx context.Context, ws org.WorkspaceID, id org.AccountID, enabled bool) error {
	n, err := d.exec(ctx, `UPDATE accounts SET calling_enabled = ? WHERE workspace_id = ? AND id = ?`,
		flag(enabled), string(ws), string(id))
	if err == nil && n == 0 {
		err = missing("account")
	}
	return err
}

func accountOwner(id org.AccountID) string { return "account:" + string(id) }

func (d *DB) sealSecrets(id org.AccountID, s org.Secrets) (string, error) {
	plain, err := json.Marshal(s)
	if err != nil {
		return "", fault.New(fault.Internal, "The secrets of the account cannot be written.").Wrap(err)
	}
	return d.seal.close(accountOwner(id), plain), nil
}
