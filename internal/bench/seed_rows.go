package main

import (
	"fmt"
	"strings"
)

// largeStatements are the rows of the large workspace, in the SQL that SQLite and PostgreSQL share. What stands in braces enlarge fills in.
func largeStatements() []string {
	return append(append(largePeople(), largeTalk()...), largeDeals()...)
}

// Who of the large workspace has what, by the number that spreads.
const (
	isClient  = "mix % 4 = 0"    // a frequent tag
	isRare    = "mix % 1000 = 3" // a rare one
	isGrouped = "mix % 2 = 1"    // one of two hundred tags
	isOwned   = "mix % 20 = 5"
	isShunned = "mix % 500 = 11"
	isNowhere = "mix % 50 = 17" // without a number
	hasOrigin = "mix / 2 % 2 = 0"
	isOpen    = "(i % 1000 = 0 OR i % 2000 = 1)" // a service that is not closed
)

// largePeople are contacts with what a list of them is narrowed to, and what they let an account do.
func largePeople() []string {
	person := picked(firstNames, "mix") + ` || ' ' || ` + picked(lastNames, "mix / 64") + ` || CASE WHEN mix % 1000 = 7 THEN ' Tavora' ELSE '' END || ' ' || who`
	number := `CASE WHEN ` + isNowhere + ` THEN '' ELSE ` + numbered("55119", "who") + ` END`
	group := `'Group ' || (mix / 8 % 200)`
	tags := `CASE WHEN ` + isClient + ` THEN '["Client"]' WHEN ` + isRare + ` THEN '["' || ` + group + ` || '","Rare"]' WHEN ` + isGrouped +
		` THEN '["' || ` + group + ` || '"]' ELSE '' END`
	facet := func(kind, value, label, who string) string {
		return `{numbers} INSERT INTO contact_facets (workspace_id, kind, facet, sort_name, contact_id, label)
			SELECT '{ws}', '` + kind + `', ` + value + `, lower(` + person + `), {c}, ` + label + ` FROM m WHERE ` + who
	}
	shared := func(kind, column string) string {
		return `INSERT INTO shared_keys (workspace_id, kind, key)
			SELECT '{ws}', '` + kind + `', ` + column + ` FROM contacts WHERE workspace_id = '{ws}' AND ` + column + ` <> '' GROUP BY ` + column + ` HAVING COUNT(*) > 1`
	}
	return []string{
		`INSERT INTO fields (workspace_id, id, name, type, choices, required, single, position, created_at, version)
			VALUES ('{ws}', '{field}', 'Origin', 'choice', '["` + strings.Join(origins, `","`) + `"]', 0, 0, 0, 1, 1)`,
		`{numbers}, p AS (SELECT i, who, mix, ` + person + ` AS name, ` + number + ` AS number FROM m)
			INSERT INTO contacts (workspace_id, id, name, whatsapp_name, username, wa_id, bsuid, phone, number_key, sort_name, search, tags, fields, owners,
				shunned, last_at, created_at, updated_at, version)
			SELECT '{ws}', {c}, name, name, '', CASE WHEN i = who THEN number ELSE '' END, '', number, number, lower(name),
				lower(name) || '` + "\n" + `' || lower(name) || '` + "\n\n" + `' || CASE WHEN i = who THEN number ELSE '' END || '` + "\n" + `' || number, ` + tags + `,
				CASE WHEN ` + hasOrigin + ` THEN '{"{field}":"' || {origin} || '"}' ELSE '' END, CASE WHEN ` + isOwned + ` THEN '["{user}"]' ELSE '' END,
				CASE WHEN ` + isShunned + ` THEN '{"at":"2026-01-02T03:04:05Z","by":"{user}"}' ELSE '' END,
				CASE WHEN ` + isOpen + ` THEN {now} - mix % 86400000 ELSE {years} END, {years}, {years}, 1 FROM p`,
		shared("number", "number_key"),
		shared("name", "sort_name"),
		facet("tag", "'client'", "'Client'", isClient),
		facet("tag", "'rare'", "'Rare'", isRare),
		facet("tag", "lower("+group+")", group, isGrouped),
		facet("owner", "'{user}'", "''", isOwned),
		facet("shunned", "''", "''", isShunned),
		facet("unreachable", "''", "''", isNowhere),
		facet("value", "'{field}:' || {origin}", "''", hasOrigin),
		`{numbers} INSERT INTO contact_owners (workspace_id, contact_id, user_id) SELECT '{ws}', {c}, '{user}' FROM m WHERE ` + isOwned,
		`{numbers} INSERT INTO call_permissions (workspace_id, account_id, contact_id, allowed, expires_at, answer, request_id, asked_at, replied_at, requests,
				connected, unanswered, updated_at, version)
			SELECT '{ws}', '{account}', {c}, CASE WHEN mix / 4096 % 10 = 1 THEN 'permanent' ELSE 'temporary' END,
				CASE WHEN mix / 4096 % 10 = 1 THEN 0 ELSE {now} + (mix % 14 - 7) * 86400000 END, 'agreed', '', {years}, {years}, '', '', 0, {years}, 1
			FROM m WHERE mix / 4096 % 10 IN (1, 2)`,
		`{numbers} INSERT INTO permission_events (workspace_id, id, account_id, contact_id, at, kind, actor, expires_at)
			SELECT '{ws}', ` + numbered("e", "i") + `, '{account}', {c}, {years}, 'permanent', '', 0 FROM m WHERE mix / 4096 % 10 = 1`,
		`{numbers} INSERT INTO contact_notes (workspace_id, id, contact_id, author, text, created_at, edited_at, version)
			SELECT '{ws}', ` + numbered("n", "i") + `, {c}, '{user}', 'Prefers mornings.', {years}, 0, 1 FROM m WHERE i % 10 = 0`,
	}
}

// largeTalk are services, messages and calls. One thread has a tenth of all messages.
func largeTalk() []string {
	words := `'Bom dia, o pedido ' || i || ' de ' || ` + picked(firstNames, "mix / 3") + ` || CASE WHEN mix % 1000 = 7 THEN ' esta no orcamento' ELSE ' esta pronto' END`
	last := `CASE WHEN ` + isOpen + ` THEN {now} - mix % 86400000 ELSE {years} END`
	return []string{
		`{numbers} INSERT INTO conversations (workspace_id, id, account_id, contact_id, channel, state, attendant, last_customer_at, last_at,
				preview, unread, created_at, version)
			SELECT '{ws}', {s}, '{account}', {c}, 'whatsapp_api', CASE WHEN i % 1000 = 0 THEN 'in_service' WHEN i % 2000 = 1 THEN 'waiting' ELSE 'closed' END,
				CASE WHEN i % 2000 = 0 THEN '{user}' WHEN i % 1000 = 0 THEN '{colleague}' ELSE '' END, ` + last + `, ` + last + `, 'Bom dia',
				CASE WHEN ` + isOpen + ` THEN mix % 3 ELSE 0 END, {years}, 1 FROM m`,
		`{numbers} INSERT INTO messages (workspace_id, id, conversation_id, direction, kind, body, author, meta_id, status, failure, client_key, at, version)
			SELECT '{ws}', {m}, CASE WHEN i % 10 = 0 THEN '{long}' ELSE {s} END, CASE WHEN mix % 2 = 0 THEN 'in' ELSE 'out' END, 'text', ` + words + `,
				'', 'wamid.' || i, CASE WHEN mix % 2 = 0 THEN 'received' ELSE 'read' END, '', '', {years}, 1 FROM m`,
		`{numbers} INSERT INTO message_texts (workspace_id, message_id, search) SELECT '{ws}', {m}, lower(` + words + `) FROM m ORDER BY i`,
		`{numbers} INSERT INTO calls (workspace_id, id, account_id, contact_id, conversation_id, direction, state, outcome, failure, meta_id, operator,
				node, created_at, alerted_at, answered_at, ended_at, duration, measured, joined, away, deadline, closed, version)
			SELECT '{ws}', {k}, '{account}', {called}, '', CASE WHEN mix % 3 = 0 THEN 'inbound' ELSE 'outbound' END, 'ended',
				CASE WHEN mix % 5000 = 9 THEN 'failed' ELSE 'completed' END, '', 'wacid.' || i, '{user}', 'main', {years}, {years}, {years},
				{years} + 90000, 90000, 1, 1, 0, 0, 1, 1 FROM m`,
	}
}

// largeDeals are a funnel and its deals, of which a tenth is open.
func largeDeals() []string {
	all := []string{`INSERT INTO pipelines (workspace_id, id, name, name_key, currency, won_reasons, lost_reasons, created_at, version)
		VALUES ('{ws}', '{funnel}', 'Sales', 'sales', 'BRL', '', '', 1, 1)`}
	for n := range stageCount {
		all = append(all, fmt.Sprintf(`INSERT INTO stages (workspace_id, pipeline_id, id, place, name, color, limit_hours)
			VALUES ('{ws}', '{funnel}', 'stage%d', %d, 'Stage %d', 'gray', 48)`, n, n, n))
	}
	return append(all, fmt.Sprintf(`{numbers}, o AS (SELECT i, mix, {c} AS contact FROM m WHERE i %% 10 = 4)
		INSERT INTO deals (workspace_id, id, pipeline_id, stage_id, rank, title, title_key, search, contact_id, owner, value, close_on, state, reason,
			entered_at, closed_at, created_at, changed_by, version)
		SELECT '{ws}', {d}, '{funnel}', 'stage' || (mix / 4096 %% %d), %s, 'Order ' || i, 'order ' || i, 'order ' || i || '`+"\n"+`' || c.search, contact,
			CASE WHEN mix / 8 %% 20 = 5 THEN '{user}' ELSE '{colleague}' END, mix %% 1000000,
			CASE WHEN mix / 32 %% 2 = 0 THEN '2026-12-' || substr(CAST(101 + mix / 16 %% 28 AS TEXT), 2) ELSE '' END,
			CASE mix / 64 %% 10 WHEN 0 THEN 'open' WHEN 1 THEN 'won' ELSE 'lost' END, '', {years}, CASE WHEN mix / 64 %% 10 = 0 THEN 0 ELSE {years} END, {years}, '{user}', 1
		FROM o JOIN contacts c ON c.workspace_id = '{ws}' AND c.id = o.contact`, stageCount, "'i' || substr(CAST(10000000 + i AS TEXT), 2)"))
}
