package store

import (
	"context"
	"time"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

const callColumns = `workspace_id, id, account_id, contact_id, conversation_id, direction, state, outcome, failure, meta_id,
	operator, node, created_at, alerted_at, answered_at, ended_at, duration, measured, joined, away,
	deadline, closed, version`

func scanCall(s scanner) (call.Call, error) {
	var c call.Call
	var failure string
	var created, alerted, answered, ended, duration, deadline int64
	err := s.Scan(&c.WorkspaceID, &c.ID, &c.AccountID, &c.ContactID, &c.ConversationID, &c.Direction, &c.State, &c.Outcome,
		&failure, &c.MetaID, &c.Operator, &c.Node, &created, &alerted, &answered, &ended, &duration, &c.Measured, &c.Joined, &c.Away,
		&deadline, &c.Closed, &c.Version)
	if err != nil {
		return c, err
	}
	c.CreatedAt, c.AlertedAt, c.AnsweredAt, c.EndedAt, c.Deadline = at(created), at(alerted), at(answered), at(ended), at(deadline)
	c.Duration = time.Duration(duration) * time.Millisecond
	c.Failure, err = parse[*call.Failure](failure)
	return c, err
}

// Call returns a call of the workspace.
func (d *DB) Call(ctx context.Context, ws org.WorkspaceID, id call.ID) (call.Call, error) {
	return one(ctx, d, "call", scanCall,
		`SELECT `+callColumns+` FROM calls WHERE workspace_id = ? AND id = ?`, string(ws), string(id))
}

// CallByMetaID finds a call by its wacid.
func (d *DB) CallByMetaID(ctx context.Context, ws org.WorkspaceID, wacid string) (call.Call, error) {
	return one(ctx, d, "call", scanCall,
		`SELECT `+callColumns+` FROM calls WHERE workspace_id = ? AND meta_id = ? AND meta_id <> ''`, string(ws), wacid)
}

// CreateCall stores a new call with its first lines, whose CallID and Seq it fills in; Version becomes 1. fault.Conflict
// with ReasonContactBusy when a live call with this contact on this account is there, with ReasonExists when the id or
// the wacid is; fault.NotFound when the account or the contact is not in the workspace.
func (d *DB) CreateCall(ctx context.Context, c *call.Call, lines []call.Line) error {
	err := d.Atomically(ctx, func(ctx context.Context) error {
		_, err := d.attempt(ctx, `INSERT INTO calls (`+callColumns+`) VALUES (`+marks(23)+`)`,
			string(c.WorkspaceID), string(c.ID), string(c.AccountID), string(c.ContactID), string(c.ConversationID),
			string(c.Direction), string(c.State), string(c.Outcome), text(c.Failure), c.MetaID, string(c.Operator), c.Node,
			ms(c.CreatedAt), ms(c.AlertedAt), ms(c.AnsweredAt), ms(c.EndedAt), c.Duration.Milliseconds(), flag(c.Measured),
			flag(c.Joined), flag(c.Away), ms(c.Deadline), flag(c.Closed), int64(1))
		if err != nil {
			return d.callTaken(ctx, c, err)
		}
		return d.appendLines(ctx, c, lines)
	})
	if err == nil {
		c.Version = 1
	}
	return err
}

// SaveCall saves where the version is unchanged and appends the lines, whose CallID and Seq it fills in; fault.Conflict
// otherwise. Whom it belongs to never changes; its conversation may, because a service can begin during a call.
func (d *DB) SaveCall(ctx context.Context, c *call.Call, lines []call.Line) error {
	err := d.Atomically(ctx, func(ctx context.Context) error {
		n, err := d.attempt(ctx, `UPDATE calls SET conversation_id = ?, state = ?, outcome = ?, failure = ?, meta_id = ?,
			operator = ?, node = ?, alerted_at = ?, answered_at = ?, ended_at = ?, duration = ?, measured = ?, joined = ?, away = ?,
			deadline = ?, closed = ?, version = version + 1 WHERE workspace_id = ? AND id = ? AND version = ?`,
			string(c.ConversationID), string(c.State), string(c.Outcome), text(c.Failure), c.MetaID, string(c.Operator), c.Node,
			ms(c.AlertedAt), ms(c.AnsweredAt), ms(c.EndedAt), c.Duration.Milliseconds(), flag(c.Measured),
			flag(c.Joined), flag(c.Away), ms(c.Deadline), flag(c.Closed), string(c.WorkspaceID), string(c.ID), c.Version)
		if err != nil {
			return d.callTaken(ctx, c, err)
		}
		err = d.changed(ctx, n, "call", `SELECT 1 FROM calls WHERE workspace_id = ? AND id = ?`, string(c.WorkspaceID), string(c.ID))
		if err != nil {
			return err
		}
		return d.appendLines(ctx, c, lines)
	})
	if err == nil {
		c.Version++
	}
	return err
}

// callTaken says which unique rule refused a call.
func (d *DB) callTaken(ctx context.Context, c *call.Call, err error) error {
	if !fault.Is(err, fault.Conflict) {
		return err
	}
	if c.State.Live() {
		live, e := d.LiveCallWith(ctx, c.WorkspaceID, c.AccountID, c.ContactID)
		if e == nil && live.ID != c.ID {
			return fault.New(fault.Conflict, "A call with this contact is going on already.").Because(ReasonContactBusy).Wrap(err)
		}
	}
	return exists(err, "This call is there already.")
}

// LiveCallWith returns the live call with a contact on an account; fault.NotFound if none.
func (d *DB) LiveCallWith(ctx context.Context, ws org.WorkspaceID, account org.AccountID, contact desk.ContactID) (call.Call, error) {
	return one(ctx, d, "call", scanCall, `SELECT `+callColumns+` FROM calls
		WHERE account_id = ? AND contact_id = ? AND state <> 'ended' AND workspace_id = ?`, string(account), string(contact), string(ws))
}

// LiveCallOf returns the live call that the user is on, the newest if there are more; fault.NotFound if none.
func (d *DB) LiveCallOf(ctx context.Context, ws org.WorkspaceID, user org.UserID) (call.Call, error) {
	return one(ctx, d, "call", scanCall, `SELECT `+callColumns+` FROM calls
		WHERE workspace_id = ? AND operator = ? AND state <> 'ended' ORDER BY created_at DESC, id DESC LIMIT 1`, string(ws), string(user))
}

// Unsettled lists calls of all workspaces whose outside may not match them: live ones of node, those past their
// deadline, and ended ones that Meta may still think alive (MetaID set, Closed not). Live ones come first, oldest first.
func (d *DB) Unsettled(ctx context.Context, node string, now time.Time, limit int) ([]call.Call, error) {
	return many(ctx, d, scanCall, `SELECT `+callColumns+` FROM calls
			WHERE state <> 'ended' AND ((node = ? AND node <> '') OR (deadline > 0 AND deadline <= ?))
		UNION ALL SELECT `+callColumns+` FROM calls WHERE state = 'ended' AND closed = 0 AND meta_id <> ''
		ORDER BY ended_at, created_at, id LIMIT ?`, node, ms(now), limit)
}

// Calls lists the history, newest first, keyset-paged.
func (d *DB) Calls(ctx context.Context, ws org.WorkspaceID, q call.Query) (desk.Page[call.Call], error) {
	none := desk.Page[call.Call]{}
	if q.Accounts != nil && len(q.Accounts) == 0 {
		return none, nil
	}
	limit := pageLimit(q.Limit)
	where := clause{}.and("workspace_id = ?", string(ws))
	for _, by := range []struct{ column, value string }{
		{"contact_id", string(q.Contact)},
		{"conversation_id", string(q.Conversation)},
		{"direction", string(q.Direction)},
		{"outcome", string(q.Outcome)},
	} {
		if by.value != "" {
			where = where.and(by.column+" = ?", by.value)
		}
	}
	if q.Live {
		where = where.and("state <> 'ended'")
	}
	if q.Viewer != "" {
		seen := visibleTo("calls", "contact_id", q.Viewer)
		where = where.and("(operator = ? OR "+seen.sql+")", append([]any{string(q.Viewer)}, seen.args...)...)
	}
	where, err := where.behind("created_at", q.After)
	if err != nil {
		return none, err
	}
	branches := []clause{where}
	if len(q.Accounts) > 0 {
		branches = split(branches, "account_id", q.Accounts)
	}
	query, args := newest(callColumns, "calls", "created_at", branches, limit+1)
	list, err := many(ctx, d, scanCall, query, args...)
	if err != nil {
		return none, err
	}
	return paged(list, limit, func(c call.Call) cursor { return timeCursor(ms(c.CreatedAt), string(c.ID)) }), nil
}
