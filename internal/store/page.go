package store

import (
	"encoding/base64"
	"strconv"
	"strings"

	"ramal/internal/desk"
	"ramal/internal/fault"
)

// The sizes of a page of a list.
const (
	pageSize    = 50
	pageSizeMax = 200
)

func pageLimit(n int) int {
	if n <= 0 {
		return pageSize
	}
	return min(n, pageSizeMax)
}

// cursor is the place of a row in a list: its sort key and its id. Paging by it costs the same on each page.
type cursor struct{ key, id string }

func timeCursor(ms int64, id string) cursor { return cursor{strconv.FormatInt(ms, 10), id} }

func (c cursor) String() string {
	return base64.RawURLEncoding.EncodeToString([]byte(c.key + "\x00" + c.id))
}

func (c cursor) ms() (int64, error) {
	n, err := strconv.ParseInt(c.key, 10, 64)
	if err != nil {
		return 0, badCursor(err)
	}
	return n, nil
}

// behind narrows a list, newest first by a column of times, to what follows the page whose Next is given; "" narrows nothing.
func (c clause) behind(column, next string) (clause, error) {
	if next == "" {
		return c, nil
	}
	from, err := parseCursor(next)
	if err != nil {
		return c, err
	}
	when, err := from.ms()
	if err != nil {
		return c, err
	}
	return c.and("("+column+", id) < (?, ?)", when, from.id), nil
}

func parseCursor(s string) (cursor, error) {
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return cursor{}, badCursor(err)
	}
	key, id, ok := strings.Cut(string(b), "\x00")
	if !ok {
		return cursor{}, badCursor(nil)
	}
	return cursor{key, id}, nil
}

func badCursor(err error) error {
	return fault.New(fault.Invalid, "The place in the list is not one that this server gave.").On("after").Wrap(err)
}

// paged cuts a list that was read one row longer than the page, which tells whether there is a next page.
func paged[T any](list []T, limit int, place func(T) cursor) desk.Page[T] {
	if len(list) <= limit {
		return desk.Page[T]{Items: list}
	}
	return desk.Page[T]{Items: list[:limit], Next: place(list[limit-1]).String()}
}

// clause is a condition with its arguments, in the same order.
type clause struct {
	sql  string
	args []any
}

func (c clause) and(sql string, args ...any) clause {
	if c.sql != "" {
		sql = c.sql + " AND " + sql
	}
	return clause{sql, c.with(args...)}
}

// also is and with another clause, which may be none.
func (c clause) also(other clause) clause {
	if other.sql == "" {
		return c
	}
	return c.and(other.sql, other.args...)
}

// with returns the arguments with more behind them.
func (c clause) with(args ...any) []any { return append(c.args[:len(c.args):len(c.args)], args...) }

// branchesMax bounds how many index ranges one list is merged from.
const branchesMax = 32

// split multiplies branches by the values of a column: each combination is one range of an index, so that a list of few
// matches among a million rows is not found by reading the million. With too many it stays a filter.
func split[T ~string](branches []clause, column string, values []T) []clause {
	if len(values)*len(branches) > branchesMax {
		for i := range branches {
			branches[i] = branches[i].and("("+column+" || '') IN ("+marks(len(values))+")", anys(values)...)
		}
		return branches
	}
	var out []clause
	for _, b := range branches {
		for _, v := range values {
			out = append(out, b.and(column+" = ?", string(v)))
		}
	}
	return out
}

// newest builds the query of a list that is ordered by a time column and the id, newest first, merged from branches.
func newest(columns, table, key string, branches []clause, limit int) (string, []any) {
	return inOrder(columns, table, key+" DESC, id DESC", branches, limit)
}

// inOrder builds the query of a list in the order of an index, merged from branches.
func inOrder(columns, table, by string, branches []clause, limit int) (string, []any) {
	order := " ORDER BY " + by + " LIMIT " + strconv.Itoa(limit)
	var parts []string
	var args []any
	for _, b := range branches {
		parts = append(parts, "SELECT "+columns+" FROM "+table+" WHERE "+b.sql+order)
		args = append(args, b.args...)
	}
	if len(parts) == 1 {
		return parts[0], args
	}
	for i, p := range parts {
		parts[i] = "SELECT * FROM (" + p + ") AS b" + strconv.Itoa(i)
	}
	return strings.Join(parts, " UNION ALL ") + order, args
}
