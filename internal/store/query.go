package store

import (
	"context"
	"strconv"
	"strings"
	"unicode/utf8"
)

// scanner is a row that can be read.
type scanner interface{ Scan(dest ...any) error }

// of names the columns of one of several tables.
func of(table, columns string) string {
	parts := strings.Split(columns, ",")
	for i, p := range parts {
		parts[i] = table + "." + strings.TrimSpace(p)
	}
	return strings.Join(parts, ", ")
}

type scannerFunc func(dest ...any) error

func (f scannerFunc) Scan(dest ...any) error { return f(dest...) }

// bind turns the ? of our SQL into the $1, $2… of PostgreSQL. No statement of ours has a ? that is not a placeholder.
func (d *DB) bind(query string) string {
	if d.dialect == sqlite || !strings.Contains(query, "?") {
		return query
	}
	var b strings.Builder
	b.Grow(len(query) + 16)
	n := 0
	for i := range len(query) {
		if query[i] != '?' {
			b.WriteByte(query[i])
			continue
		}
		n++
		b.WriteByte('$')
		b.WriteString(strconv.Itoa(n))
	}
	return b.String()
}

// clean takes out of texts what PostgreSQL does not store, on both databases: the NUL character and broken UTF-8. They
// come from outside, and a message must not be lost for them.
func clean(args []any) []any {
	for i, a := range args {
		if s, ok := a.(string); ok && (strings.Contains(s, "\x00") || !utf8.ValidString(s)) {
			args[i] = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
		}
	}
	return args
}

// exec runs a statement and returns how many rows it changed.
func (d *DB) exec(ctx context.Context, query string, args ...any) (int64, error) {
	if d.tx(ctx) == nil {
		if err := d.turns.enter(ctx, false); err != nil {
			return 0, err
		}
		defer d.turns.leave()
	}
	res, err := d.writer(ctx).ExecContext(ctx, d.bind(query), clean(args)...)
	if err != nil {
		return 0, faultOf(err)
	}
	n, err := res.RowsAffected()
	if err != nil {
		return 0, faultOf(err)
	}
	return n, nil
}

// many reads all rows of a query.
func many[T any](ctx context.Context, d *DB, scan func(scanner) (T, error), query string, args ...any) ([]T, error) {
	return scanAll(ctx, d.reader(ctx), scan, d.bind(query), args...)
}

func scanAll[T any](ctx context.Context, c conn, scan func(scanner) (T, error), query string, args ...any) ([]T, error) {
	rows, err := c.QueryContext(ctx, query, clean(args)...)
	if err != nil {
		return nil, faultOf(err)
	}
	defer func() { _ = rows.Close() }()
	var list []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, faultOf(err)
		}
		list = append(list, v)
	}
	if err := rows.Err(); err != nil {
		return nil, faultOf(err)
	}
	return list, nil
}

// one reads the first row of a query; fault.NotFound when there is none.
func one[T any](ctx context.Context, d *DB, what string, scan func(scanner) (T, error), query string, args ...any) (T, error) {
	list, err := many(ctx, d, scan, query, args...)
	if err == nil && len(list) == 0 {
		err = missing(what)
	}
	if err != nil {
		var zero T
		return zero, err
	}
	return list[0], nil
}

// marks returns n placeholders for an IN list.
func marks(n int) string {
	return strings.TrimSuffix(strings.Repeat("?, ", n), ", ")
}

// anys makes parameters of a list of texts.
func anys[T ~string](list []T) []any {
	out := make([]any, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}
