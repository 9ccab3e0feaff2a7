package store

import (
	"context"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

const quickReplyColumns = `workspace_id, id, owner, department_id, shortcut, body, version`

func scanQuickReply(s scanner) (desk.QuickReply, error) {
	var q desk.QuickReply
	return q, s.Scan(&q.WorkspaceID, &q.ID, &q.Owner, &q.Department, &q.Shortcut, &q.Text, &q.Version)
}

// QuickReplies lists a user's own quick replies and all that are shared, by their shortcuts.
func (d *DB) QuickReplies(ctx context.Context, ws org.WorkspaceID, user org.UserID) ([]desk.QuickReply, error) {
	return many(ctx, d, scanQuickReply, `SELECT `+quickReplyColumns+` FROM quick_replies
		WHERE workspace_id = ? AND owner IN ('', ?) ORDER BY shortcut, owner DESC, id`, string(ws), string(user))
}

// QuickReply returns a quick reply of the workspace.
func (d *DB) QuickReply(ctx context.Context, ws org.WorkspaceID, id desk.QuickReplyID) (desk.QuickReply, error) {
	return one(ctx, d, "quick reply", scanQuickReply,
		`SELECT `+quickReplyColumns+` FROM quick_replies WHERE workspace_id = ? AND id = ?`, string(ws), string(id))
}

const shortcutTaken = "There is a quick reply with this word already."

// CreateQuickReply stores a new one; Version becomes 1. fault.Conflict on "shortcut" where its owner or its department has one with the
// word.
func (d *DB) CreateQuickReply(ctx context.Context, q *desk.QuickReply) error {
	_, err := d.attempt(ctx, `INSERT INTO quick_replies (`+quickReplyColumns+`) VALUES (`+marks(7)+`)`,
		string(q.WorkspaceID), string(q.ID), string(q.Owner), string(q.Department), q.Shortcut, q.Text, int64(1))
	if err != nil {
		return taken(err, "shortcut", shortcutTaken)
	}
	q.Version = 1
	return nil
}

// SaveQuickReply saves where the version is unchanged; fault.Conflict otherwise, and on "shortcut" as CreateQuickReply.
func (d *DB) SaveQuickReply(ctx context.Context, q *desk.QuickReply) error {
	n, err := d.attempt(ctx, `UPDATE quick_replies SET department_id = ?, shortcut = ?, body = ?, version = version + 1
		WHERE workspace_id = ? AND id = ? AND version = ?`,
		string(q.Department), q.Shortcut, q.Text, string(q.WorkspaceID), string(q.ID), q.Version)
	if err != nil {
		return taken(err, "shortcut", shortcutTaken)
	}
	return d.raised(ctx, n, &q.Version, "quick reply", `SELECT 1 FROM quick_replies WHERE workspace_id = ? AND id = ?`, string(q.WorkspaceID), string(q.ID))
}

// DeleteQuickReply deletes one; fault.NotFound where there is none.
func (d *DB) DeleteQuickReply(ctx context.Context, ws org.WorkspaceID, id desk.QuickReplyID) error {
	n, err := d.exec(ctx, `DELETE FROM quick_replies WHERE workspace_id = ? AND id = ?`, string(ws), string(id))
	if err == nil && n == 0 {
		return missing("quick reply")
	}
	return err
}

// Closing returns what a workspace decided on why services are closed: any words, until it did.
func (d *DB) Closing(ctx context.Context, ws org.WorkspaceID) (desk.Closing, error) {
	c, err := one(ctx, d, "decision", func(s scanner) (desk.Closing, error) {
		c := desk.Closing{WorkspaceID: ws}
		var reasons string
		err := s.Scan(&reasons, &c.Free, &c.Version)
		if err == nil {
			c.Reasons, err = parse[[]string](reasons)
		}
		return c, err
	}, `SELECT reasons, free, version FROM closing WHERE workspace_id = ?`, string(ws))
	if fault.Is(err, fault.NotFound) {
		return desk.Closing{WorkspaceID: ws, Free: true}, nil
	}
	return c, err
}

// SaveClosing saves a decision, the first one with Version 0; fault.Conflict where somebody else decided since it was read.
func (d *DB) SaveClosing(ctx context.Context, c *desk.Closing) error {
	var n int64
	var err error
	if c.Version == 0 {
		_, err = d.attempt(ctx, `INSERT INTO closing (reasons, free, version, workspace_id) VALUES (`+marks(4)+`)`,
			text(c.Reasons), flag(c.Free), int64(1), string(c.WorkspaceID))
		if err != nil {
			return exists(err, "Somebody else decided this in the meantime. Load it again.")
		}
		c.Version = 1
		return nil
	}
	n, err = d.exec(ctx, `UPDATE closing SET reasons = ?, free = ?, version = version + 1 WHERE workspace_id = ? AND version = ?`,
		text(c.Reasons), flag(c.Free), string(c.WorkspaceID), c.Version)
	if err == nil {
		err = d.changed(ctx, n, "decision", `SELECT 1 FROM closing WHERE workspace_id = ?`, string(c.WorkspaceID))
	}
	if err == nil {
		c.Version++
	}
	return err
}
