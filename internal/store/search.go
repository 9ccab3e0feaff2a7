package store

import "context"

// A search by words has two roads: the list is read in its order until the page is full, or the trigram index finds all that have the words,
// which then are sorted. Frequent words fill a page from the beginning of the list, so that is read first; where it does not suffice, the index
// tells after counting to few whether there is little to sort.
type searchLimits struct {
	near int // rows of the list that are read before anything is counted
	few  int
	// far is how many rows are read where there is much to sort; behind that it is sorted all the same. It happens where frequent words
	// stand together at the end of the list.
	far int
}

var (
	// inTable is for lists that read each row to see whether it is a hit.
	inTable = searchLimits{near: 1000, few: 4000, far: 20_000}
	// inIndex is for those that see it in their index, which is some ten times as fast.
	inIndex = searchLimits{near: 5000, few: 2000, far: 100_000}
)

// search finds the first limit rows of a list that have all terms. ahead looks for them among so many rows of the list; sorted finds them by
// the index.
func search[T any](
	ctx context.Context, d *DB, limits searchLimits, in index, terms []string, limit int,
	ahead func(rows int) ([]T, error), sorted func() ([]T, error),
) ([]T, error) {
	list, err := ahead(limits.near)
	if err != nil || len(list) == limit {
		return list, err
	}
	few, err := d.few(ctx, in, terms, limits.few)
	if err != nil {
		return nil, err
	}
	if !few {
		list, err = ahead(limits.far)
		if err != nil || len(list) == limit {
			return list, err
		}
	}
	return sorted()
}

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
		// PostgreSQL finds all before it counts the first. Where some of a thousandth of the table's pages are hits, that is spared.
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
