package store

import "testing"

// SetSearchLimits makes a search choose its road as it would with many more contacts.
func SetSearchLimits(d *DB, few, ahead int) { d.search = searchLimits{few, ahead} }

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
