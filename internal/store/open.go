package store

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"ramal/internal/fault"
)

// DefaultFile is the SQLite file that Open uses when Options names no database.
const DefaultFile = "data/ramal.db"

// Options says where the data is and what seals the secrets in it.
type Options struct {
	// Database is a file name or sqlite:FILE for SQLite, postgres://… for PostgreSQL; "" is DefaultFile.
	Database string
	// Key is 32 bytes from LoadKey. It seals access tokens and app secrets.
	Key []byte
	// Log gets the migrations that ran. Nil is silent.
	Log *slog.Logger
}

type dialect int

const (
	sqlite dialect = iota
	postgres
)

// DB is an open database. Its methods may be used by many goroutines at once.
type DB struct {
	dialect dialect
	write   *sql.DB // SQLite: one connection, so that writers queue here and never meet "database is locked"
	read    *sql.DB // many connections that see the last commit
	turns   *turns  // SQLite: who writes next
	seal    *sealer
	log     *slog.Logger
	keeper  *keeper
	search  searchLimits // of lists but the contacts by name
	byName  searchLimits // of the contacts by name
}

// Open opens the database; a SQLite file is made when there is none. It does not migrate.
// Errors: fault.Invalid for a wrong key or address, fault.Unavailable when the database does not answer.
func Open(ctx context.Context, o Options) (*DB, error) {
	seal, err := newSealer(o.Key)
	if err != nil {
		return nil, err
	}
	d := &DB{seal: seal, log: o.Log, keeper: newKeeper(), search: inTable, byName: inIndex}
	if d.log == nil {
		d.log = slog.New(slog.DiscardHandler)
	}
	if isPostgres(o.Database) {
		d.dialect = postgres
		err = d.openPostgres(o.Database)
	} else {
		err = d.openSQLite(o.Database)
	}
	if err != nil {
		return nil, err
	}
	if err := d.Ping(ctx); err != nil {
		_ = d.Close()
		return nil, err
	}
	return d, nil
}

func isPostgres(database string) bool {
	return strings.HasPrefix(database, "postgres://") || strings.HasPrefix(database, "postgresql://")
}

// Ping reports whether the database answers, for both reading and writing pools; fault.Unavailable when it does not.
func (d *DB) Ping(ctx context.Context) error {
	for _, pool := range []*sql.DB{d.write, d.read} {
		if _, err := pool.ExecContext(ctx, "SELECT 1"); err != nil {
			return fault.New(fault.Unavailable, "The database does not answer.").Wrap(err)
		}
	}
	return nil
}

// Close closes all connections. SQLite's log is written back into the file then.
func (d *DB) Close() error {
	if err := errors.Join(d.read.Close(), d.write.Close()); err != nil {
		return fault.New(fault.Internal, "The database could not be closed.").Wrap(err)
	}
	return nil
}
