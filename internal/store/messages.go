package store

import (
	"context"
	"time"

	"ramal/internal/desk"
	"ramal/internal/org"
)

const messageColumns = `workspace_id, id, conversation_id, direction, kind, body, author, meta_id, status, failure, client_key,
	at, version`

func scanMessage(s scanner) (desk.Message, error) {
	var m desk.Message
	var failure string
	var when int64
	err := s.Scan(&m.WorkspaceID, &m.ID, &m.ConversationID, &m.Direction, &m.Kind, &m.Text, &m.Author, &m.MetaID, &m.Status,
		&failure, &m.ClientKey, &when, &m.Version)
	if err != nil {
		return m, err
	}
	m.At = at(when)
	m.Failure, err = parse[*desk.Failure](failure)
	return m, err
}

// Messages lists a conversation's messages, newest first, keyset-paged.
func (d *DB) Messages(
	ctx context.Context, ws org.WorkspaceID, id desk.ConversationID, after string, limit int,
) (desk.Page[desk.Message], error) {
	none := desk.Page[desk.Message]{}
	limit = pageLimit(limit)
	where := clause{}.and("workspace_id = ?", string(ws)).and("conversation_id = ?", string(id))
	where, err := where.behind("at", after)
	if err != nil {
		return none, err
	}
	query, args := newest(messageColumns, "messages", "at", []clause{where}, limit+1)
	list, err := many(ctx, d, scanMessage, query, args...)
	if err != nil {
		return none, err
	}
	return paged(list, limit, func(m desk.Message) cursor { return timeCursor(ms(m.At), string(m.ID)) }), nil
}

// Message returns a message of the workspace.
func (d *DB) Message(ctx context.Context, ws org.WorkspaceID, id desk.MessageID) (desk.Message, error) {
	return one(ctx, d, "message", scanMessage,
		`SELECT `+messageColumns+` FROM messages WHERE workspace_id = ? AND id = ?`, string(ws), string(id))
}

// MessageByMetaID finds a message by its wamid.
func (d *DB) MessageByMetaID(ctx context.Context, ws org.WorkspaceID, wamid string) (desk.Message, error) {
	return one(ctx, d, "message", scanMessage, `SELECT `+messageColumns+` FROM messages
		WHERE workspace_id = ? AND meta_id = ? AND meta_id <> ''`, string(ws), wamid)
}

// MessageByClientKey finds a message by the key that its sender gave it.
func (d *DB) MessageByClientKey(
	ctx context.Context, ws org.WorkspaceID, conversation desk.ConversationID, key string,
) (desk.Message, error) {
	return one(ctx, d, "message", scanMessage, `SELECT `+messageColumns+` FROM messages
		WHERE workspace_id = ? AND conversation_id = ? AND client_key = ? AND client_key <> ''`, string(ws), string(conversation), key)
}

const messageTaken = "This message is there already."

// CreateMessage stores a new message; Version becomes 1. fault.Conflict when the wamid, or the client key in the
// conversation, exists; fault.NotFound when the conversation is not in the workspace.
func (d *DB) CreateMessage(ctx context.Context, m *desk.Message) error {
	_, err := d.attempt(ctx, `INSERT INTO messages (`+messageColumns+`) VALUES (`+marks(13)+`)`,
		string(m.WorkspaceID), string(m.ID), string(m.ConversationID), string(m.Direction), string(m.Kind), m.Text,
		string(m.Author), m.MetaID, string(m.Status), text(m.Failure), m.ClientKey, ms(m.At), int64(1))
	if err != nil {
		return exists(err, messageTaken)
	}
	m.Version = 1
	return nil
}

// SaveMessage saves where the version is unchanged; fault.Conflict otherwise, and when the wamid is another message's.
func (d *DB) SaveMessage(ctx context.Context, m *desk.Message) error {
	n, err := d.attempt(ctx, `UPDATE messages SET body = ?, meta_id = ?, status = ?, failure = ?, at = ?, version = version + 1
		WHERE workspace_id = ? AND id = ? AND version = ?`,
		m.Text, m.MetaID, string(m.Status), text(m.Failure), ms(m.At), string(m.WorkspaceID), string(m.ID), m.Version)
	if err != nil {
		return exists(err, messageTaken)
	}
	err = d.changed(ctx, n, "message", `SELECT 1 FROM messages WHERE workspace_id = ? AND id = ?`, string(m.WorkspaceID), string(m.ID))
	if err == nil {
		m.Version++
	}
	return err
}

// PendingMessages lists outgoing messages of all workspaces still Pending and older than before, oldest first.
func (d *DB) PendingMessages(ctx context.Context, before time.Time, limit int) ([]desk.Message, error) {
	return many(ctx, d, scanMessage, `SELECT `+messageColumns+` FROM messages
		WHERE status = 'pending' AND direction = 'out' AND at < ? ORDER BY at, id LIMIT ?`, ms(before), limit)
}

// CloseReasons lists the reasons for which services of the workspace were closed since a moment, the newest first, each once.
func (d *DB) CloseReasons(ctx context.Context, ws org.WorkspaceID, since time.Time, limit int) ([]string, error) {
	return many(ctx, d, func(s scanner) (string, error) {
		var reason string
		err := s.Scan(&reason)
		return reason, err
	}, `SELECT body FROM messages WHERE kind = 'closed' AND workspace_id = ? AND at >= ? GROUP BY body ORDER BY MAX(at) DESC LIMIT ?`,
		string(ws), ms(since), limit)
}
