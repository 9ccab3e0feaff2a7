package store

import (
	"context"
	"database/sql"

	"ramal/internal/fault"
)

// conn is what a pool and a transaction have in common.
type conn interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

type txKey struct{ db *DB }

func (d *DB) tx(ctx context.Context) *sql.Tx {
	tx, _ := ctx.Value(txKey{d}).(*sql.Tx)
	return tx
}

func (d *DB) reader(ctx context.Context) conn {
	if tx := d.tx(ctx); tx != nil {
		return tx
	}
	return d.read
}

func (d *DB) writer(ctx context.Context) conn {
	if tx := d.tx(ctx); tx != nil {
		return tx
	}
	return d.write
}

// Atomically runs fn in one write transaction: every call of this DB that gets fn's context belongs to it, reads too.
// Nested calls join. An error of fn, or a panic, rolls all back; the error is returned as it is.
//
// fn must hand its own context on: with the outer one, a write waits for the transaction that waits for it.
func (d *DB) Atomically(ctx context.Context, fn func(ctx context.Context) error) error {
	return d.atomically(ctx, false, fn)
}

// atomically is Atomically; first goes before those who are not.
func (d *DB) atomically(ctx context.Context, first bool, fn func(ctx context.Context) error) error {
	if d.tx(ctx) != nil {
		return fn(ctx)
	}
	if err := d.turns.enter(ctx, first); err != nil {
		return err
	}
	defer d.turns.leave()
	tx, err := d.write.BeginTx(ctx, nil)
	if err != nil {
		return faultOf(err)
	}
	defer func() { _ = tx.Rollback() }() // does nothing after a commit
	if err := fn(context.WithValue(ctx, txKey{d}, tx)); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return faultOf(err)
	}
	return nil
}

// attempt runs a statement that a unique rule may refuse. PostgreSQL gives up a whole transaction after such a refusal
// and SQLite does not; a savepoint makes them the same, so that a caller can go on after a conflict on both.
func (d *DB) attempt(ctx context.Context, query string, args ...any) (int64, error) {
	if d.dialect != postgres || d.tx(ctx) == nil {
		return d.exec(ctx, query, args...)
	}
	if _, err := d.exec(ctx, "SAVEPOINT attempt"); err != nil {
		return 0, err
	}
	n, err := d.exec(ctx, query, args...)
	if err != nil {
		if _, e := d.exec(ctx, "ROLLBACK TO SAVEPOINT attempt"); e != nil {
			return 0, e
		}
		return 0, err
	}
	if _, err := d.exec(ctx, "RELEASE SAVEPOINT attempt"); err != nil {
		return 0, err
	}
	return n, nil
}

// raised is changed for a row whose statement has raised its version; the version in memory follows.
func (d *DB) raised(ctx context.Context, n int64, version *int64, what, exists string, args ...any) error {
	err := d.changed(ctx, n, what, exists, args...)
	if err == nil {
		*version++
	}
	return err
}

// changed turns "no row was there to change" into what it means for a row with a version: somebody else was first, or
// there is no such row in this workspace. exists is a query that finds the row.
func (d *DB) changed(ctx context.Context, n int64, what, exists string, args ...any) error {
	if n > 0 {
		return nil
	}
	found, err := many(ctx, d, func(s scanner) (int, error) { var one int; return one, s.Scan(&one) }, exists, args...)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return missing(what)
	}
	return fault.New(fault.Conflict, "Somebody else changed the %s in the meantime. Load it again.", what)
}
