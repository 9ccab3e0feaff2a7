// Package storetest gives each test a database of its own, migrated and empty: a SQLite file, and a PostgreSQL database
// when there is a server or one can be started. Each runs a test on both, Address on one of them.
//
// It is for tests only, and has no test of the store itself: those are beside the store's code.
package storetest

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"ramal/internal/store"
)

// Key seals the secrets of test databases.
var Key = bytes.Repeat([]byte{7}, store.KeySize)

// Run runs the tests of a package and stops the PostgreSQL that they may have started: os.Exit(storetest.Run(m)) in a
// TestMain. Packages that use SQLite only need none.
func Run(m *testing.M) int {
	code := m.Run()
	if why := shared.stop(); why != nil {
		fmt.Println("The tests on PostgreSQL did not run:", why)
	}
	return code
}

// Each runs fn on a new database of each kind, as subtests sqlite and postgres.
func Each(t *testing.T, fn func(t *testing.T, db *store.DB)) {
	t.Helper()
	EachAddress(t, func(t *testing.T, address string) { fn(t, open(t, address)) })
}

// EachAddress is Each for tests that open the database themselves. It is migrated.
func EachAddress(t *testing.T, fn func(t *testing.T, address string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { fn(t, SQLiteAddress(t)) })
	t.Run("postgres", func(t *testing.T) { fn(t, PostgresAddress(t)) })
}

// Address returns the address of a new, migrated database for a test that does not care of which kind it is: SQLite, or
// PostgreSQL where RAMAL_TEST_DATABASE is "postgres" and there is a server.
func Address(tb testing.TB) string {
	tb.Helper()
	if os.Getenv(KindVariable) == "postgres" && (given() != "" || shared.available(tb)) {
		return PostgresAddress(tb)
	}
	return SQLiteAddress(tb)
}

// Any returns a new database for a test that does not care of which kind it is: see Address.
func Any(tb testing.TB) *store.DB {
	tb.Helper()
	return open(tb, Address(tb))
}

// SQLite returns a new SQLite database, which the test's end closes.
func SQLite(tb testing.TB) *store.DB {
	tb.Helper()
	return open(tb, SQLiteAddress(tb))
}

// Postgres returns a new PostgreSQL database, or skips the test and says how to run it.
func Postgres(tb testing.TB) *store.DB {
	tb.Helper()
	return open(tb, PostgresAddress(tb))
}

// SQLiteAddress returns the file of a new, migrated SQLite database.
func SQLiteAddress(tb testing.TB) string {
	tb.Helper()
	empty, err := template()
	if err != nil {
		tb.Fatal(err)
	}
	name := filepath.Join(tb.TempDir(), "ramal.db")
	if err := os.WriteFile(name, empty, 0o600); err != nil {
		tb.Fatal(err)
	}
	return name
}

// template is a migrated SQLite file that others are copies of: to migrate each would take longer than most tests.
var template = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "ramal-sqlite-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	name := filepath.Join(folder, "ramal.db")
	if err := migrate(context.Background(), name); err != nil {
		return nil, err
	}
	return os.ReadFile(name)
})

// Beside opens a database beside the store that uses it, as it is: to see what is really in it, or to fill it.
func Beside(address string) (*sql.DB, error) {
	if strings.HasPrefix(address, "postgres:") {
		return sql.Open("pgx", address)
	}
	return sql.Open("sqlite", "file:"+(&url.URL{Path: address}).EscapedPath()+"?_pragma=busy_timeout(10000)")
}

func open(tb testing.TB, address string) *store.DB {
	tb.Helper()
	db, err := store.Open(tb.Context(), store.Options{Database: address, Key: Key})
	if err != nil {
		tb.Fatalf("open: %v", err)
	}
	tb.Cleanup(func() {
		if err := db.Close(); err != nil {
			tb.Errorf("close: %v", err)
		}
	})
	return db
}

func migrate(ctx context.Context, address string) error {
	db, err := store.Open(ctx, store.Options{Database: address, Key: Key})
	if err != nil {
		return err
	}
	return errors.Join(db.Migrate(ctx), db.Close())
}

// KindVariable names the kind of database that Address takes: "postgres", else SQLite.
const KindVariable = "RAMAL_TEST_DATABASE"

// Variable names the address of a PostgreSQL server whose user may make databases. The value "required" makes tests fail
// where no server can be started, instead of being skipped.
const Variable = "RAMAL_TEST_POSTGRES"

const required = "required"

func given() string { return os.Getenv(Variable) }
