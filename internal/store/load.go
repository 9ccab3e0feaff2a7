package store

import (
	"context"

	"ramal/internal/desk"
	"ramal/internal/org"
)

// Load counts the services that are not closed, on the accounts given (nil for all) and with contacts that the viewer may see
// ("" for all), by state and attendant.
func (d *DB) Load(ctx context.Context, ws org.WorkspaceID, accounts []org.AccountID, viewer org.UserID) ([]desk.Load, error) {
	if accounts != nil && len(accounts) == 0 {
		return nil, nil
	}
	where := clause{}.and("workspace_id = ?", string(ws)).and("state IN (?, ?)", string(desk.Waiting), string(desk.InService)) // those few are a range of an index; what is not closed is none
	if accounts != nil {
		where = where.and("account_id IN ("+marks(len(accounts))+")", anys(accounts)...)
	}
	where = where.also(visibleTo("conversations", "contact_id", viewer))
	return many(ctx, d, func(s scanner) (desk.Load, error) {
		var l desk.Load
		err := s.Scan(&l.State, &l.Attendant, &l.Services, &l.Unread)
		return l, err
	}, `SELECT state, attendant, COUNT(*), COUNT(CASE WHEN unread > 0 THEN 1 END) FROM conversations WHERE `+where.sql+
		` GROUP BY state, attendant`, where.args...)
}

// Turn returns who had the last turn of the roulette among a department, or among all (""); "" for nobody yet.
func (d *DB) Turn(ctx context.Context, ws org.WorkspaceID, department org.DepartmentID) (org.UserID, error) {
	list, err := many(ctx, d, func(s scanner) (org.UserID, error) {
		var id org.UserID
		err := s.Scan(&id)
		return id, err
	}, `SELECT user_id FROM roulette_turns WHERE workspace_id = ? AND department_id = ?`, string(ws), string(department))
	if err != nil || len(list) == 0 {
		return "", err
	}
	return list[0], nil
}

// SetTurn writes down who had the last turn.
func (d *DB) SetTurn(ctx context.Context, ws org.WorkspaceID, department org.DepartmentID, user org.UserID) error {
	_, err := d.exec(ctx, `INSERT INTO roulette_turns (workspace_id, department_id, user_id) VALUES (?, ?, ?)
		ON CONFLICT (workspace_id, department_id) DO UPDATE SET user_id = excluded.user_id`, string(ws), string(department), string(user))
	return err
}
