package store

import (
	"context"
	"time"

	"ramal/internal/desk"
	"ramal/internal/org"
)

const noticeColumns = `id, workspace_id, user_id, kind, account_id, contact_id, conversation_id, deal_id, actor, at, read_at`

func scanNotice(s scanner) (desk.Notice, error) {
	var n desk.Notice
	var when, read int64
	err := s.Scan(&n.ID, &n.WorkspaceID, &n.UserID, &n.Kind, &n.AccountID, &n.ContactID, &n.ConversationID, &n.DealID, &n.Actor, &when, &read)
	n.At, n.ReadAt = at(when), at(read)
	return n, err
}

// AddNotice stores something that a user is told.
func (d *DB) AddNotice(ctx context.Context, n desk.Notice) error {
	_, err := d.attempt(ctx, `INSERT INTO notices (`+noticeColumns+`) VALUES (`+marks(11)+`)`,
		string(n.ID), string(n.WorkspaceID), string(n.UserID), string(n.Kind), string(n.AccountID), string(n.ContactID),
		string(n.ConversationID), string(n.DealID), string(n.Actor), ms(n.At), ms(n.ReadAt))
	return err
}

// Notices lists what a user was told, newest first.
func (d *DB) Notices(ctx context.Context, ws org.WorkspaceID, user org.UserID, after string, limit int) (desk.Page[desk.Notice], error) {
	where := clause{}.and("workspace_id = ?", string(ws)).and("user_id = ?", string(user))
	where, err := where.behind("at", after)
	if err != nil {
		return desk.Page[desk.Notice]{}, err
	}
	limit = pageLimit(limit)
	query, args := newest(noticeColumns, "notices", "at", []clause{where}, limit+1)
	list, err := many(ctx, d, scanNotice, query, args...)
	if err != nil {
		return desk.Page[desk.Notice]{}, err
	}
	return paged(list, limit, func(n desk.Notice) cursor { return timeCursor(ms(n.At), string(n.ID)) }), nil
}

// UnreadNotices counts what a user was told and has not read.
func (d *DB) UnreadNotices(ctx context.Context, ws org.WorkspaceID, user org.UserID) (int, error) {
	return one(ctx, d, "count", func(s scanner) (int, error) {
		var n int
		err := s.Scan(&n)
		return n, err
	}, `SELECT COUNT(*) FROM notices WHERE workspace_id = ? AND user_id = ? AND read_at = 0`, string(ws), string(user))
}

// ReadNotices marks as read what a user was told until a moment, that included.
func (d *DB) ReadNotices(ctx context.Context, ws org.WorkspaceID, user org.UserID, until, now time.Time) error {
	_, err := d.exec(ctx, `UPDATE notices SET read_at = ? WHERE workspace_id = ? AND user_id = ? AND read_at = 0 AND at <= ?`,
		ms(now), string(ws), string(user), ms(until))
	return err
}

// DeleteNoticesBefore deletes what is older than before, in all workspaces.
func (d *DB) DeleteNoticesBefore(ctx context.Context, before time.Time) error {
	_, err := d.exec(ctx, `DELETE FROM notices WHERE at < ?`, ms(before))
	return err
}
