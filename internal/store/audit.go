package store

import (
	"context"

	"ramal/internal/desk"
	"ramal/internal/org"
)

const entryColumns = `id, workspace_id, at, actor, actor_name, address, action, subject, name, changes`

func scanEntry(s scanner) (org.Entry, error) {
	var e org.Entry
	var when int64
	var changes string
	err := s.Scan(&e.ID, &e.WorkspaceID, &when, &e.Actor, &e.ActorName, &e.Address, &e.Action, &e.Subject, &e.Name, &changes)
	if err != nil {
		return e, err
	}
	e.At = at(when)
	e.Changes, err = parse[[]org.Change](changes)
	return e, err
}

// AddEntry writes a line of the audit. There is no way to alter one.
func (d *DB) AddEntry(ctx context.Context, e org.Entry) error {
	_, err := d.exec(ctx, `INSERT INTO audit (`+entryColumns+`) VALUES (`+marks(10)+`)`,
		e.ID, string(e.WorkspaceID), ms(e.At), string(e.Actor), e.ActorName, e.Address, string(e.Action), e.Subject, e.Name, text(e.Changes))
	return err
}

// Entries lists the audit of a workspace, newest first.
func (d *DB) Entries(ctx context.Context, ws org.WorkspaceID, q org.AuditQuery) (desk.Page[org.Entry], error) {
	where := clause{}.and("workspace_id = ?", string(ws))
	if q.Actor != "" {
		where = where.and("actor = ?", string(q.Actor))
	}
	if q.Action != "" {
		where = where.and(`(action = ? OR action LIKE ? ESCAPE '\')`, q.Action, likeSigns.Replace(q.Action)+".%")
	}
	if !q.From.IsZero() {
		where = where.and("at >= ?", ms(q.From))
	}
	if !q.Until.IsZero() {
		where = where.and("at < ?", ms(q.Until))
	}
	where, err := where.behind("at", q.After)
	if err != nil {
		return desk.Page[org.Entry]{}, err
	}
	limit := pageLimit(q.Limit)
	query, args := newest(entryColumns, "audit", "at", []clause{where}, limit+1)
	list, err := many(ctx, d, scanEntry, query, args...)
	if err != nil {
		return desk.Page[org.Entry]{}, err
	}
	return paged(list, limit, func(e org.Entry) cursor { return timeCursor(ms(e.At), e.ID) }), nil
}
