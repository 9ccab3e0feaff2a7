package store

import (
	"strings"
	"testing"

	"ramal/internal/desk"
	"ramal/internal/org"
)

// SetSearchLimits makes a search choose its road as it would with many more contacts.
func SetSearchLimits(d *DB, few, ahead int) {
	d.search = searchLimits{few, ahead}
	d.byName = d.search
}

// Tables returns the tables that have a column.
func Tables(t *testing.T, d *DB, column string) []string {
	t.Helper()
	query := `SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = ? ORDER BY m.name`
	if d.dialect == postgres {
		query = `SELECT table_name FROM information_schema.columns WHERE table_schema = CURRENT_SCHEMA AND column_name = ? ORDER BY table_name`
	}
	names, err := many(t.Context(), d, func(s scanner) (name string, err error) { return name, s.Scan(&name) }, query, column)
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// The tables whose rows go with what is merged.
var OfContact, OfConversation = ofContact, ofConversation

// AsBefore runs a statement that makes rows look as before a migration, and what the migration updates and inserts.
func AsBefore(t *testing.T, d *DB, before, migration string) {
	t.Helper()
	text, err := migrations.ReadFile("migrations/" + migration)
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range append([]string{before}, strings.Split(string(text), ";\n")...) {
		statement = strings.TrimSpace(statement)
		if verb, _, _ := strings.Cut(statement, " "); statement != before && verb != "UPDATE" && verb != "INSERT" {
			continue
		}
		if _, err := d.exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
}

// ClearedAtOnce is clearedAtOnce.
const ClearedAtOnce = clearedAtOnce

// SharedKeys returns what is written down as common to contacts.
func SharedKeys(t *testing.T, d *DB) []string {
	t.Helper()
	list, err := many(t.Context(), d, func(s scanner) (key string, err error) { return key, s.Scan(&key) },
		`SELECT workspace_id || ' ' || kind || ' ' || key FROM shared_keys ORDER BY 1`)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// Column returns what a table's rows of a workspace have in a column, by their ids.
func Column(t *testing.T, d *DB, table, column string, ws org.WorkspaceID) map[string]string {
	t.Helper()
	type pair struct{ id, value string }
	list, err := many(t.Context(), d, func(s scanner) (p pair, err error) { return p, s.Scan(&p.id, &p.value) },
		`SELECT id, `+column+` FROM `+table+` WHERE workspace_id = ?`, string(ws))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, p := range list {
		out[p.id] = p.value
	}
	return out
}

// SortedPlan is how SQLite would read a list that is narrowed to few contacts by one set, a line for each step.
func SortedPlan(t *testing.T, d *DB, ws org.WorkspaceID, q desk.ContactQuery) []string {
	t.Helper()
	where, sets := narrowed(ws, q)
	query := sets[0].sorted(orderOf(q), where)
	steps, err := many(t.Context(), d, func(s scanner) (step string, err error) {
		var id, parent, unused int
		return step, s.Scan(&id, &parent, &unused, &step)
	}, `EXPLAIN QUERY PLAN `+query.sql, query.with(51)...)
	if err != nil {
		t.Fatal(err)
	}
	return steps
}
