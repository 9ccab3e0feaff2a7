// Package storetest gives each test a database of its own, migrated and empty: a SQLite file, and a PostgreSQL database
// when there is a server or one can be started. Each runs a test on both.
//
// It is for tests only, and has no test of the store itself: those are beside the store's code.
package storetest

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
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
	name := filepath.Join(tb.TempDir(), "ramal.db")
	migrate(tb, name)
	return name
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

func migrate(tb testing.TB, address string) {
	tb.Helper()
	db, err := store.Open(tb.Context(), store.Options{Database: address, Key: Key})
	if err != nil {
		tb.Fatalf("open: %v", err)
	}
	if err := db.Migrate(tb.Context()); err != nil {
		tb.Fatalf("migrate: %v", err)
	}
	if err := db.Close(); err != nil {
		tb.Fatalf("close: %v", err)
	}
}

// Variable names the address of a PostgreSQL server whose user may make databases. The value "required" makes tests fail
// where no server can be started, instead of being skipped.
const Variable = "RAMAL_TEST_POSTGRES"

const required = "required"

func given() string { return os.Getenv(Variable) }
