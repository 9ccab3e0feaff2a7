package store

import "context"

// A search by words has two roads. Words that few contacts have are found by the trigram index, and what it finds is
// sorted. Words that many have are found by reading the list in its order until the page is full, because to sort them
// all would take longer. Which it is, the index tells after counting to few.
type searchLimits struct {
	few int
	// ahead is how far the list is read; behind that the index sorts all the same. It happens where frequent words stand
	// together at the end of the list.
	ahead int
}

var (
	// inTable is for lists that read each row to see whether it is a hit.
	inTable = searchLimits{few: 4000, ahead: 20_000}
	// inIndex is for those that see it in their index, which is some ten times as fast.
	inIndex = searchLimits{few: 2000, ahead: 100_000}
)

// index is a table whose column search has a trigram index.
type index string

const (
	contactsIndex index = "contacts"
	textsIndex    index = "message_texts"
	dealsIndex    index = "deals"
)

// few reports whether at most so many rows, of all workspaces, have all terms.
func (d *DB) few(ctx context.Context, in index, terms []string, most int) (bool, error) {
	table := string(in)
	probe := clause{`SELECT rowid FROM ` + table + `_search WHERE ` + table + `_search MATCH ?`, []any{match(terms)}}
	if d.dialect == postgres {
		hit := like("search", terms)
		// PostgreSQL finds all before it counts the first. A sample, a thousandth of the table's pages, spares that where it has many already.
		sure := max(10, 4*most/1000)
		sample := clause{`SELECT 1 FROM ` + table + ` TABLESAMPLE SYSTEM (0.1) WHERE ` + hit.sql, hit.args}
		if n, err := d.count(ctx, sample, sure); err != nil || n == sure {
			return false, err
		}
		probe = clause{`SELECT 1 FROM ` + table + ` WHERE ` + hit.sql, hit.args}
	}
	n, err := d.count(ctx, probe, most+1)
	return n <= most, err
}

// count counts the rows of a query, up to a bound.
func (d *DB) count(ctx context.Context, rows clause, most int) (int, error) {
	return one(ctx, d, "count", func(s scanner) (n int, err error) { return n, s.Scan(&n) },
		`SELECT COUNT(*) FROM (`+rows.sql+` LIMIT ?) AS probe`, rows.with(most)...)
}

// found is the beginning of a query over the rows, as c, that the trigram index finds for the terms. The database
// must not read the list in its order instead, hence the joins that it cannot turn around.
func (d *DB) found(in index, terms []string) clause {
	table := string(in)
	if d.dialect == postgres {
		hit := like("search", terms)
		return clause{`(SELECT * FROM ` + table + ` WHERE ` + hit.sql + ` OFFSET 0) c`, hit.args}
	}
	return clause{
		`(SELECT rowid FROM ` + table + `_search WHERE ` + table + `_search MATCH ?) f CROSS JOIN ` + table + ` c ON c.seq = f.rowid`,
		[]any{match(terms)},
	}
}
