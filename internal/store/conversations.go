package store

import (
	"context"

	"ramal/internal/desk"
	"ramal/internal/org"
)

const conversationColumns = `workspace_id, id, account_id, contact_id, channel, state, attendant, last_customer_at, last_at,
	preview, unread, created_at, department_id, version`

func scanConversation(s scanner) (desk.Conversation, error) {
	var c desk.Conversation
	var customer, last, created int64
	err := s.Scan(&c.WorkspaceID, &c.ID, &c.AccountID, &c.ContactID, &c.Channel, &c.State, &c.Attendant, &customer, &last,
		&c.Preview, &c.Unread, &created, &c.Department, &c.Version)
	c.LastCustomerAt, c.LastAt, c.CreatedAt = at(customer), at(last), at(created)
	return c, err
}

// Conversation returns a conversation of the workspace, or the one that it was merged into.
func (d *DB) Conversation(ctx context.Context, ws org.WorkspaceID, id desk.ConversationID) (desk.Conversation, error) {
	return orMerged(ctx, d, ws, string(id), func(id string) (desk.Conversation, error) {
		return one(ctx, d, "conversation", scanConversation,
			`SELECT `+conversationColumns+` FROM conversations WHERE workspace_id = ? AND id = ?`, string(ws), id)
	})
}

// OpenConversation returns the contact's conversation on the account that is not closed; fault.NotFound if none.
func (d *DB) OpenConversation(
	ctx context.Context, ws org.WorkspaceID, account org.AccountID, contact desk.ContactID,
) (desk.Conversation, error) {
	return one(ctx, d, "conversation", scanConversation, `SELECT `+conversationColumns+` FROM conversations
		WHERE workspace_id = ? AND account_id = ? AND contact_id = ? AND state <> 'closed'`, string(ws), string(account), string(contact))
}

// conversationsOfContact bounds the list on a contact's page.
const conversationsOfContact = 50

// ConversationsOf lists a contact's conversations, newest first, 50 at most.
func (d *DB) ConversationsOf(ctx context.Context, ws org.WorkspaceID, contact desk.ContactID) ([]desk.Conversation, error) {
	return many(ctx, d, scanConversation, `SELECT `+conversationColumns+` FROM conversations
		WHERE workspace_id = ? AND contact_id = ? ORDER BY last_at DESC, id DESC LIMIT ?`, string(ws), string(contact), conversationsOfContact)
}

const conversationTaken = "This contact has an open conversation on this account already."

// CreateConversation stores a new conversation; Version becomes 1. fault.Conflict when the contact has an open one on the
// account; fault.NotFound when the account or the contact is not in the workspace.
func (d *DB) CreateConversation(ctx context.Context, c *desk.Conversation) error {
	if err := d.touchContact(ctx, c.WorkspaceID, c.ContactID, ms(c.LastAt)); err != nil {
		return err
	}
	_, err := d.attempt(ctx, `INSERT INTO conversations (`+conversationColumns+`) VALUES (`+marks(14)+`)`,
		string(c.WorkspaceID), string(c.ID), string(c.AccountID), string(c.ContactID), string(c.Channel), string(c.State),
		string(c.Attendant), ms(c.LastCustomerAt), ms(c.LastAt), c.Preview, c.Unread, ms(c.CreatedAt), string(c.Department), int64(1))
	if err != nil {
		return exists(err, conversationTaken)
	}
	c.Version = 1
	return nil
}

// SaveConversation saves where the version is unchanged; fault.Conflict otherwise. Whom it belongs to never changes.
func (d *DB) SaveConversation(ctx context.Context, c *desk.Conversation) error {
	if err := d.touchContact(ctx, c.WorkspaceID, c.ContactID, ms(c.LastAt)); err != nil {
		return err
	}
	n, err := d.attempt(ctx, `UPDATE conversations SET channel = ?, state = ?, attendant = ?, last_customer_at = ?, last_at = ?,
		preview = ?, unread = ?, department_id = ?, version = version + 1 WHERE workspace_id = ? AND id = ? AND version = ?`,
		string(c.Channel), string(c.State), string(c.Attendant), ms(c.LastCustomerAt), ms(c.LastAt), c.Preview, c.Unread, string(c.Department),
		string(c.WorkspaceID), string(c.ID), c.Version)
	if err != nil {
		return exists(err, conversationTaken)
	}
	return d.raised(ctx, n, &c.Version, "conversation", `SELECT 1 FROM conversations WHERE workspace_id = ? AND id = ?`,
		string(c.WorkspaceID), string(c.ID))
}

// Conversations lists the newest entry first, keyset-paged.
func (d *DB) Conversations(
	ctx context.Context, ws org.WorkspaceID, q desk.ConversationQuery,
) (desk.Page[desk.Conversation], error) {
	none := desk.Page[desk.Conversation]{}
	if q.Accounts != nil && len(q.Accounts) == 0 {
		return none, nil
	}
	limit := pageLimit(q.Limit)
	where := clause{}.and("workspace_id = ?", string(ws))
	if q.Of != "" {
		where = where.and("attendant = ?", string(q.Of))
	}
	where = where.also(visibleTo("conversations", "contact_id", q.Viewer))
	if q.Unread {
		where = where.and("unread > 0")
	}
	if !q.From.IsZero() { // nothing is newer than a service's newest entry: that bound is for the index of the list's order
		where = where.and("last_customer_at > ?", ms(q.From)).and("last_at > ?", ms(q.From))
	}
	if !q.Until.IsZero() {
		where = where.and("last_customer_at <= ?", ms(q.Until))
	}
	where, err := where.behind("last_at", q.After)
	if err != nil {
		return none, err
	}
	terms := searchTerms(q.Search)
	var list []desk.Conversation
	if len(terms) == 0 {
		query, args := newest(conversationColumns, "conversations", "last_at", conversationBranches(where, q), limit+1)
		list, err = many(ctx, d, scanConversation, query, args...)
	} else {
		list, err = d.searchConversations(ctx, ws, where, q, terms, limit+1)
	}
	if err != nil {
		return none, err
	}
	return paged(list, limit, func(c desk.Conversation) cursor { return timeCursor(ms(c.LastAt), string(c.ID)) }), nil
}

func conversationBranches(where clause, q desk.ConversationQuery) []clause {
	branches := []clause{where}
	if q.Department != "" {
		branches = append(
			split([]clause{where.and("department_id = ''")}, "attendant", q.Members),
			where.and("department_id <> ''").and("department_id = ?", string(q.Department)),
		)
	}
	if len(q.States) > 0 {
		branches = split(branches, "state", q.States)
	}
	if len(q.Accounts) > 0 {
		branches = split(branches, "account_id", q.Accounts)
	}
	return branches
}

// searchConversations reads the first limit conversations of a list whose contact has all terms.
func (d *DB) searchConversations(
	ctx context.Context, ws org.WorkspaceID, where clause, q desk.ConversationQuery, terms []string, limit int,
) ([]desk.Conversation, error) {
	hit := like("c.search", terms)
	hits := where.and(`(SELECT 1 FROM contacts c WHERE c.workspace_id = conversations.workspace_id
		AND c.id = conversations.contact_id AND `+hit.sql+`) IS NOT NULL`, hit.args...)
	inOrder := func(where clause) ([]desk.Conversation, error) {
		query, args := newest(conversationColumns, "conversations", "last_at", conversationBranches(where, q), limit)
		return many(ctx, d, scanConversation, query, args...)
	}
	if match(terms) == "" { // too short for the index
		return inOrder(hits)
	}
	few, err := d.few(ctx, contactsIndex, terms, d.search.few)
	if err != nil {
		return nil, err
	}
	if !few {
		// How far the list is read is counted in all services: an index alone tells.
		all, err := clause{}.and("workspace_id = ?", string(ws)).behind("last_at", q.After)
		if err != nil {
			return nil, err
		}
		edge, err := many(ctx, d, func(s scanner) (ms int64, err error) { return ms, s.Scan(&ms) },
			`SELECT last_at FROM conversations WHERE `+all.sql+` ORDER BY last_at DESC, id DESC LIMIT 1 OFFSET ?`,
			all.with(d.search.ahead)...)
		if err != nil {
			return nil, err
		}
		ahead := hits
		if len(edge) > 0 {
			ahead = ahead.and("last_at >= ?", edge[0])
		}
		list, err := inOrder(ahead)
		if err != nil || len(edge) == 0 || len(list) == limit {
			return list, err
		}
	}
	return d.conversationsByContact(ctx, where, q, terms, limit)
}

func (d *DB) conversationsByContact(
	ctx context.Context, where clause, q desk.ConversationQuery, terms []string, limit int,
) ([]desk.Conversation, error) {
	from := d.found(contactsIndex, terms)
	hit := like("c.search", terms)
	join := " CROSS JOIN conversations v ON"
	if d.dialect == postgres {
		join = " JOIN conversations v ON"
	}
	if len(q.States) > 0 {
		hit = hit.and("v.state IN ("+marks(len(q.States))+")", anys(q.States)...)
	}
	if len(q.Accounts) > 0 {
		hit = hit.and("v.account_id IN ("+marks(len(q.Accounts))+")", anys(q.Accounts)...)
	}
	if q.Department != "" {
		own := clause{"v.department_id = ?", []any{string(q.Department)}}
		if len(q.Members) > 0 {
			own = clause{own.sql + " OR v.department_id = '' AND v.attendant IN (" + marks(len(q.Members)) + ")", own.with(anys(q.Members)...)}
		}
		hit = hit.and("("+own.sql+")", own.args...)
	}
	// The columns of where have no prefix and both tables have them, so v is narrowed in a query of its own.
	query := `SELECT ` + conversationColumns + ` FROM (SELECT v.* FROM ` + from.sql + join +
		` v.workspace_id = c.workspace_id AND v.contact_id = c.id WHERE ` + hit.sql + `) conversations WHERE ` + where.sql +
		` ORDER BY last_at DESC, id DESC LIMIT ?`
	args := append(append(append([]any{}, from.args...), hit.args...), where.args...)
	return many(ctx, d, scanConversation, query, append(args, limit)...)
}
