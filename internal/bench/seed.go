package main

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// names of the people of the large workspace, every one as wide as the widest, so that SQL can pick them by position.
const nameWidth = 8

var (
	firstNames = strings.Fields("Ana Bruno Carla Diego Elisa Fabio Gabriela Hugo Isabel Joao Karina Lucas Maria Nelson Olga Paula Rita Sergio Tiago Ursula")
	lastNames  = strings.Fields("Silva Souza Lima Dias Prado Reis Alves Costa Rocha Melo Pinto Gomes Lopes Barros Castro Nogueira")
)

// What the large workspace has beside people: the custom field of contacts and its choices, the funnel and its stages. One thread in it has a
// tenth of all messages, and there are a tenth as many deals as contacts.
const (
	largeField  = "field-origin"
	largeFunnel = "funnel"
	stageCount  = 6
	colleague   = "a-colleague"
)

var origins = strings.Fields("advice passing web paper fair")

// wide joins names, each filled up with spaces.
func wide(names []string) string {
	var b strings.Builder
	for _, n := range names {
		fmt.Fprintf(&b, "%-*s", nameWidth, n)
	}
	return b.String()
}

// picked is SQL for one of some words, by a number.
func picked(words []string, by string) string {
	return fmt.Sprintf("trim(substr('%s', CAST(1 + %d * ((%s) %% %d) AS INTEGER), %d))", wide(words), nameWidth, by, len(words), nameWidth)
}

// numbered is SQL for an id: a letter and a number of eight digits.
func numbered(letter, by string) string {
	return fmt.Sprintf("'%s' || substr(CAST(100000000 + (%s) AS TEXT), 2)", letter, by)
}

// mix spreads numbers over a wide range, the same on each run; enlarge does it in SQL.
func mix(i int) int { return (i*2654435761 + 12345) % (1 << 32) }

// enlarge fills a workspace with as many contacts, services, messages and calls as said, in the order in which years would have: times rise,
// names and who is called do not. One contact in a thousand is a Tavora, and one was written down a second time, without WhatsApp. The database is
// SQLite or PostgreSQL.
func enlarge(ctx context.Context, address string, w *world, count int) error {
	db, err := openRows(address)
	if err != nil {
		return err
	}
	defer db.close()
	db.pool.SetMaxOpenConns(1)
	numbers := `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {count})`
	before, after := `PRAGMA synchronous = OFF`, `PRAGMA wal_checkpoint(TRUNCATE)`
	if isPostgres(address) {
		numbers = `WITH n AS (SELECT i FROM generate_series(0::bigint, {count} - 1) AS g(i))`
		before, after = `SET synchronous_commit = OFF`, `VACUUM ANALYZE` // which autovacuum would have done on the way
	}
	numbers += `, t AS (SELECT i, CASE WHEN i % 1000 = 1 THEN i - 1 ELSE i END AS who FROM n),
		m AS (SELECT i, who, (who * 2654435761 + 12345) % 4294967296 AS mix FROM t)`
	fill := strings.NewReplacer(
		"{numbers}", strings.ReplaceAll(numbers, "{count}", fmt.Sprint(count)), "{count}", fmt.Sprint(count), "{ws}", string(w.ws),
		"{account}", string(w.account), "{user}", string(w.user), "{colleague}", colleague,
		"{years}", "(1700000000000 + i * 60000)", "{now}", fmt.Sprint(time.Now().UnixMilli()),
		"{c}", numbered("c", "i"), "{s}", numbered("s", "i"), "{m}", numbered("m", "i"), "{k}", numbered("k", "i"), "{d}", numbered("d", "i"),
		"{long}", fmt.Sprintf("s%08d", count/2), "{called}", numbered("c", "mix % "+fmt.Sprint(count)),
		"{field}", largeField, "{funnel}", largeFunnel, "{origin}", picked(origins, "mix / 8"),
	)
	statements := append([]string{before}, append(largeStatements(), after)...)
	for _, statement := range statements {
		if _, err := db.pool.ExecContext(ctx, fill.Replace(statement)); err != nil {
			return fmt.Errorf("%.60s: %w", statement, err)
		}
	}
	return nil
}
