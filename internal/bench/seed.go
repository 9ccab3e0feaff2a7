package main

import (
	"context"
	"fmt"
	"strings"
)

// names of the people of the large workspace, every one as wide as the widest, so that SQL can pick them by position.
const nameWidth = 8

var (
	firstNames = strings.Fields("Ana Bruno Carla Diego Elisa Fabio Gabriela Hugo Isabel Joao Karina Lucas Maria Nelson Olga Paula Rita Sergio Tiago Ursula")
	lastNames  = strings.Fields("Silva Souza Lima Dias Prado Reis Alves Costa Rocha Melo Pinto Gomes Lopes Barros Castro Nogueira")
)

// wide joins names, each filled up with spaces.
func wide(names []string) string {
	var b strings.Builder
	for _, n := range names {
		fmt.Fprintf(&b, "%-*s", nameWidth, n)
	}
	return b.String()
}

// mix spreads numbers over a wide range, the same on each run; enlarge does it in SQL.
func mix(i int) int { return (i*2654435761 + 12345) % (1 << 32) }

// enlarge fills a workspace of a SQLite file with as many contacts, services and calls as said, in the order in which years
// would have: times rise, names and who is called do not. One contact in a thousand is a Tavora.
func enlarge(ctx context.Context, file string, w *world, count int) error {
	db, err := openRows(file)
	if err != nil {
		return err
	}
	defer db.close()
	db.pool.SetMaxOpenConns(1)
	const numbers = `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1),
		m AS (SELECT i, (i * 2654435761 + 12345) % 4294967296 AS mix FROM n)`
	person := fmt.Sprintf(`trim(substr('%s', 1 + %d * (mix %% %d), %d)) || ' ' || trim(substr('%s', 1 + %d * (mix / 64 %% %d), %d)) ||
		CASE WHEN mix %% 1000 = 7 THEN ' Tavora' ELSE '' END || ' ' || i`,
		wide(firstNames), nameWidth, len(firstNames), nameWidth, wide(lastNames), nameWidth, len(lastNames), nameWidth)
	const number = `printf('55119%08d', i)`
	const years = `(1700000000000 + i * 60000)`
	for _, statement := range []string{
		`PRAGMA synchronous = OFF`,
		numbers + `, p AS (SELECT i, mix, ` + person + ` AS name, ` + number + ` AS number, ` + years + ` AS at FROM m)
			INSERT INTO contacts (workspace_id, id, name, whatsapp_name, username, wa_id, bsuid, phone, sort_name, search, created_at, updated_at, version)
			SELECT ?2, printf('c%08d', i), name, name, '', number, '', number, lower(name),
				lower(name) || char(10) || lower(name) || char(10, 10) || number || char(10) || number, at, at, 1 FROM p`,
		numbers + ` INSERT INTO conversations (workspace_id, id, account_id, contact_id, channel, state, attendant, last_customer_at, last_at,
				preview, unread, created_at, version)
			SELECT ?2, printf('s%08d', i), ?3, printf('c%08d', i), 'whatsapp_api', CASE WHEN i % 1000 = 0 THEN 'in_service' ELSE 'closed' END, '',
				` + years + `, ` + years + `, 'Bom dia', 0, ` + years + `, 1 FROM m`,
		numbers + ` INSERT INTO calls (workspace_id, id, account_id, contact_id, conversation_id, direction, state, outcome, failure, meta_id, operator,
				node, created_at, alerted_at, answered_at, ended_at, duration, measured, joined, away, deadline, closed, version)
			SELECT ?2, printf('k%08d', i), ?3, printf('c%08d', mix % ?1), '', CASE WHEN mix % 3 = 0 THEN 'inbound' ELSE 'outbound' END, 'ended',
				CASE WHEN mix % 5000 = 9 THEN 'failed' ELSE 'completed' END, '', 'wacid.' || i, ?4, 'main', ` + years + `, ` + years + `, ` + years + `,
				` + years + ` + 90000, 90000, 1, 1, 0, 0, 1, 1 FROM m`,
	} {
		var args []any
		for n, value := range []any{count, string(w.ws), string(w.account), string(w.user)} {
			if strings.Contains(statement, fmt.Sprintf("?%d", n+1)) {
				args = append(args, value)
			}
		}
		if _, err := db.pool.ExecContext(ctx, statement, args...); err != nil {
			return fmt.Errorf("%.60s: %w", statement, err)
		}
	}
	return nil
}
