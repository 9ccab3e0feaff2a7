package main

import (
	"context"
	"database/sql"
	"net/url"
	"strings"

	"ramal/internal/store/storetest"
)

// rows looks into a database beside the server that uses it.
type rows struct{ pool *sql.DB }

func openRows(address string) (rows, error) {
	pool, err := storetest.Beside(address)
	return rows{pool}, err
}

func (r rows) close() { _ = r.pool.Close() }

// inbox counts the events that are stored, and those that are done with.
func (r rows) inbox(ctx context.Context) (stored, settled int, err error) {
	err = r.pool.QueryRowContext(ctx, `SELECT COUNT(*), COALESCE(SUM(CASE WHEN settled > 0 THEN 1 ELSE 0 END), 0) FROM inbox`).Scan(&stored, &settled)
	return stored, settled, err
}

// onBoth measures on SQLite, and on PostgreSQL where there is a server.
func (l *lab) onBoth(ctx context.Context, of func(ctx context.Context, kind, database string) ([]measure, error)) ([]measure, error) {
	all, err := of(ctx, "SQLite", "")
	if err != nil {
		return nil, err
	}
	address, stop, err := l.postgres(ctx)
	if err != nil {
		l.say("  PostgreSQL not measured: %v", err)
		return all, nil
	}
	defer stop()
	more, err := of(ctx, "PostgreSQL", address)
	return append(all, more...), err
}

// postgres makes a database on the PostgreSQL server that the tests use, or on one that it starts. stop drops it.
func (l *lab) postgres(ctx context.Context) (address string, stop func(), err error) {
	server, end, err := storetest.Server()
	if err != nil {
		return "", nil, err
	}
	admin, err := openRows(server)
	if err != nil {
		end()
		return "", nil, err
	}
	name := "ramal_bench_" + strings.ReplaceAll(newID(), "-", "")
	stop = func() {
		if _, err := admin.pool.ExecContext(context.WithoutCancel(ctx), `DROP DATABASE IF EXISTS `+name+` WITH (FORCE)`); err != nil {
			l.say("  the database %s is left over: %v", name, err)
		}
		admin.close()
		end()
	}
	if _, err := admin.pool.ExecContext(ctx, `CREATE DATABASE `+name); err != nil {
		stop()
		return "", nil, err
	}
	u, err := url.Parse(server)
	if err != nil {
		stop()
		return "", nil, err
	}
	u.Path = "/" + name
	return u.String(), stop, nil
}
