package store

import "context"

// A search by words has two roads. Words that few contacts have are found by the trigram index, and what it finds is
// sorted. Words that many have are found by reading the list in its order until the page is full, because to sort them
// all would take longer. Which it is, the index tells after counting that far.
type searchLimits struct {
	few int
	// ahead is how far the list is read; behind that the index sorts all the same. It happens where frequent words stand
	// together at the end of the list.
	ahead int
}

// few reports whether few contacts, of all workspaces, have all terms.
func (d *DB) few(ctx context.Context, terms []string) (bool, error) {
	probe := clause{`SELECT rowid FROM contacts_search WHERE contacts_search MATCH ?`, []any{match(terms)}}
	if d.dialect == postgres {
		hit := like("search", terms)
		probe = clause{`SELECT 1 FROM contacts WHERE ` + hit.sql, hit.args}
	}
	n, err := one(ctx, d, "count", func(s scanner) (n int64, err error) { return n, s.Scan(&n) },
		`SELECT COUNT(*) FROM (`+probe.sql+` LIMIT ?) AS probe`, probe.with(d.search.few+1)...)
	return n <= int64(d.search.few), err
}

// found is the beginning of a query over the contacts, as c, that the trigram index finds for the terms. The database
// must not read the list in its order instead, hence the joins that it cannot turn around.
func (d *DB) found(terms []string) clause {
	if d.dialect == postgres {
		hit := like("search", terms)
		return clause{`(SELECT * FROM contacts WHERE ` + hit.sql + ` OFFSET 0) c`, hit.args}
	}
	return clause{
		`(SELECT rowid FROM contacts_search WHERE contacts_search MATCH ?) f CROSS JOIN contacts c ON c.seq = f.rowid`,
		[]any{match(terms)},
	}
}
