package store

import (
	"context"
	"slices"
	"time"

	"ramal/internal/desk"
	"ramal/internal/org"
)

const messageColumns = `workspace_id, id, conversation_id, direction, kind, body, author, meta_id, status, failure, client_key,
	at, content, quoted, reaction, own_reaction, version`

func scanMessage(s scanner) (desk.Message, error) {
	var m desk.Message
	var failure, content string
	var when int64
	err := s.Scan(&m.WorkspaceID, &m.ID, &m.ConversationID, &m.Direction, &m.Kind, &m.Text, &m.Author, &m.MetaID, &m.Status,
		&failure, &m.ClientKey, &when, &content, &m.Quoted, &m.Reaction, &m.OwnReaction, &m.Version)
	if err != nil {
		return m, err
	}
	m.At = at(when)
	if m.Failure, err = parse[*desk.Failure](failure); err != nil {
		return m, err
	}
	m.Content, err = parse[*desk.Content](content)
	return m, err
}

// Messages reads a part of a thread, newest first. fault.NotFound for a message to read around that is not in it.
func (d *DB) Messages(ctx context.Context, ws org.WorkspaceID, q desk.MessageQuery) (desk.Page[desk.Message], error) {
	none := desk.Page[desk.Message]{}
	limit := pageLimit(q.Limit)
	where := clause{}.and("workspace_id = ?", string(ws)).and("conversation_id = ?", string(q.Conversation))
	switch {
	case q.Around != "":
		m, err := d.Message(ctx, ws, q.Around)
		if err == nil && m.ConversationID != q.Conversation {
			err = missing("message")
		}
		if err != nil {
			return none, err
		}
		newer, err := d.newer(ctx, where, placeOf(m), limit/2)
		if err != nil {
			return none, err
		}
		older, err := d.older(ctx, where.and("(at, id) <= (?, ?)", ms(m.At), string(m.ID)), limit-len(newer.Items))
		newer.Items, newer.Next = append(newer.Items, older.Items...), older.Next
		return newer, err
	case q.Before != "":
		from, err := parseCursor(q.Before)
		if err != nil {
			return none, err
		}
		return d.newer(ctx, where, from, limit)
	}
	where, err := where.behind("at", q.After)
	if err != nil {
		return none, err
	}
	page, err := d.older(ctx, where, limit)
	if q.After != "" && len(page.Items) > 0 {
		page.Back = placeOf(page.Items[0]).String()
	}
	return page, err
}

func placeOf(m desk.Message) cursor { return timeCursor(ms(m.At), string(m.ID)) }

// older reads the first messages of what where leaves, newest first.
func (d *DB) older(ctx context.Context, where clause, limit int) (desk.Page[desk.Message], error) {
	query, args := newest(messageColumns, "messages", "at", []clause{where}, limit+1)
	list, err := many(ctx, d, scanMessage, query, args...)
	return paged(list, limit, placeOf), err
}

// newer reads what comes right after a place in the thread, newest first.
func (d *DB) newer(ctx context.Context, where clause, from cursor, limit int) (desk.Page[desk.Message], error) {
	at, err := from.ms()
	if err != nil {
		return desk.Page[desk.Message]{}, err
	}
	where = where.and("(at, id) > (?, ?)", at, from.id)
	list, err := many(ctx, d, scanMessage, `SELECT `+messageColumns+` FROM messages WHERE `+where.sql+` ORDER BY at, id LIMIT ?`,
		where.with(limit+1)...)
	page := desk.Page[desk.Message]{Items: list[:min(len(list), limit)]}
	slices.Reverse(page.Items)
	if len(list) > limit {
		if limit > 0 {
			from = placeOf(page.Items[0])
		}
		page.Back = from.String()
	}
	return page, err
}

// SearchTexts finds messages by what was written in them, the newest first: those that have all words as parts, without regard to
// case and accents. Words of one or two letters only narrow what others find.
func (d *DB) SearchTexts(ctx context.Context, ws org.WorkspaceID, q desk.TextQuery) (desk.Page[desk.Message], error) {
	none := desk.Page[desk.Message]{}
	terms := searchTerms(q.Search)
	if match(terms) == "" || q.Accounts != nil && len(q.Accounts) == 0 {
		return none, nil
	}
	limit := pageLimit(q.Limit)
	where := like("c.search", terms).and("c.workspace_id = ?", string(ws))
	if q.Accounts != nil {
		where = where.and("v.account_id IN ("+marks(len(q.Accounts))+")", anys(q.Accounts)...)
	}
	where = where.also(visibleTo("v", "contact_id", q.Viewer))
	if q.After != "" {
		after, err := parseCursor(q.After)
		if err != nil {
			return none, err
		}
		seq, err := after.ms()
		if err != nil {
			return none, err
		}
		where = where.and("c.seq < ?", seq)
	}
	from, order := d.found(textsIndex, terms), "f.rowid"
	join := " CROSS JOIN "
	if d.dialect == postgres {
		order, join = "c.seq", " JOIN "
		few, err := d.few(ctx, textsIndex, terms, d.search.few)
		if err != nil {
			return none, err
		}
		if !few { // then it is quicker to read from the newest on
			from = clause{sql: "message_texts c"}
		}
	}
	type hit struct {
		message desk.Message
		seq     int64
	}
	list, err := many(ctx, d, func(s scanner) (h hit, err error) {
		h.message, err = scanMessage(scannerFunc(func(dest ...any) error { return s.Scan(append(dest, &h.seq)...) }))
		return h, err
	}, `SELECT `+of("m", messageColumns)+`, c.seq FROM `+from.sql+
		join+`messages m ON m.workspace_id = c.workspace_id AND m.id = c.message_id`+
		join+`conversations v ON v.workspace_id = m.workspace_id AND v.id = m.conversation_id
		WHERE `+where.sql+` ORDER BY `+order+` DESC LIMIT ?`, append(append([]any{}, from.args...), where.with(limit+1)...)...)
	if err != nil {
		return none, err
	}
	hits := paged(list, limit, func(h hit) cursor { return timeCursor(h.seq, string(h.message.ID)) })
	page := desk.Page[desk.Message]{Next: hits.Next}
	for _, h := range hits.Items {
		page.Items = append(page.Items, h.message)
	}
	return page, nil
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
	return d.Atomically(ctx, func(ctx context.Context) error { return d.createMessage(ctx, m) })
}

func (d *DB) createMessage(ctx context.Context, m *desk.Message) error {
	_, err := d.attempt(ctx, `INSERT INTO messages (`+messageColumns+`) VALUES (`+marks(17)+`)`,
		string(m.WorkspaceID), string(m.ID), string(m.ConversationID), string(m.Direction), string(m.Kind), m.Text,
		string(m.Author), m.MetaID, string(m.Status), text(m.Failure), m.ClientKey, ms(m.At),
		text(m.Content), m.Quoted, m.Reaction, m.OwnReaction, int64(1))
	if err != nil {
		return exists(err, messageTaken)
	}
	m.Version = 1
	if !m.HasWords() {
		return nil
	}
	_, err = d.exec(ctx, `INSERT INTO message_texts (workspace_id, message_id, search) VALUES (?, ?, ?)`,
		string(m.WorkspaceID), string(m.ID), fold(m.Text))
	return err
}

// SaveMessage saves all but the text, where the version is unchanged; fault.Conflict otherwise, and when the wamid is another message's.
func (d *DB) SaveMessage(ctx context.Context, m *desk.Message) error {
	n, err := d.attempt(ctx, `UPDATE messages SET meta_id = ?, status = ?, failure = ?, at = ?, content = ?, reaction = ?, own_reaction = ?,
		version = version + 1
		WHERE workspace_id = ? AND id = ? AND version = ?`,
		m.MetaID, string(m.Status), text(m.Failure), ms(m.At), text(m.Content), m.Reaction, m.OwnReaction,
		string(m.WorkspaceID), string(m.ID), m.Version)
	if err != nil {
		return exists(err, messageTaken)
	}
	return d.raised(ctx, n, &m.Version, "message", `SELECT 1 FROM messages WHERE workspace_id = ? AND id = ?`, string(m.WorkspaceID), string(m.ID))
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
