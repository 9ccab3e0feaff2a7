package store

import (
	"database/sql"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"ramal/internal/fault"
)

// The pools. A reader of SQLite costs a file handle and a page cache of 2 MB at most.
const (
	sqliteReaders  = 8
	postgresConns  = 12 // to write, and as many to read
	connectionLife = 30 * time.Minute
	connectionIdle = 5 * time.Minute
)

// openSQLite makes the file readable for its owner only, because it holds people's messages.
func (d *DB) openSQLite(database string) error {
	name := strings.TrimPrefix(strings.TrimPrefix(database, "sqlite:"), "//")
	if name == "" {
		name = DefaultFile
	}
	if strings.Contains(name, "://") {
		return fault.New(fault.Invalid, "The database %q is neither a file nor a postgres:// address.", redact(database)).On("database")
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return fault.New(fault.Unavailable, "The folder of the database cannot be made.").Wrap(err)
	}
	f, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return fault.New(fault.Unavailable, "The database file cannot be opened.").Wrap(err)
	}
	if err := f.Close(); err != nil {
		return fault.New(fault.Unavailable, "The database file cannot be opened.").Wrap(err)
	}
	// busy_timeout stands first: setting the journal mode itself may have to wait for another process.
	// synchronous=FULL is what makes a commit survive a power cut; the group commit of Keep pays for it.
	common := "_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)" +
		"&_pragma=temp_store(MEMORY)"
	path := "file:" + (&url.URL{Path: name}).EscapedPath()
	if d.write, err = sql.Open("sqlite", path+"?"+common+"&_pragma=cache_size(-16000)&_txlock=immediate"); err != nil {
		return fault.New(fault.Unavailable, "The database file cannot be opened.").Wrap(err)
	}
	d.turns = &turns{}
	d.write.SetMaxOpenConns(1)
	d.write.SetMaxIdleConns(1)
	if d.read, err = sql.Open("sqlite", path+"?"+common+"&_pragma=query_only(1)"); err != nil {
		return fault.New(fault.Unavailable, "The database file cannot be opened.").Wrap(err)
	}
	d.read.SetMaxOpenConns(sqliteReaders)
	d.read.SetMaxIdleConns(sqliteReaders)
	return nil
}

func (d *DB) openPostgres(database string) error {
	config, err := pgx.ParseConfig(database)
	if err != nil {
		return fault.New(fault.Invalid, "The address of the PostgreSQL database is not valid.").On("database").Wrap(err)
	}
	d.write = postgresPool(*config)
	// How a list is read quickest depends on what is asked for, and a plan for all values knows nothing of them: a search for a name that
	// one in a million has is not one for a name that every tenth has. Transactions go by keys, and need not plan each time.
	reading := config.Copy()
	reading.RuntimeParams["plan_cache_mode"] = "force_custom_plan"
	reading.RuntimeParams["max_parallel_workers_per_gather"] = "0" // to start one takes longer than to read a page
	d.read = postgresPool(*reading)
	return nil
}

func postgresPool(config pgx.ConnConfig) *sql.DB {
	pool := stdlib.OpenDB(config)
	pool.SetMaxOpenConns(postgresConns)
	pool.SetMaxIdleConns(postgresConns / 2)
	pool.SetConnMaxLifetime(connectionLife)
	pool.SetConnMaxIdleTime(connectionIdle)
	return pool
}

// redact removes a password from an address that may have one.
func redact(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "…"
	}
	return u.Redacted()
}
