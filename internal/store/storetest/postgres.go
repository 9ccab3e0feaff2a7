package storetest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"flag"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// shared is the server of this test binary. It starts with the first test that needs it.
var shared server

type server struct {
	mu       sync.Mutex
	tried    bool
	why      error // why there is none
	address  string
	cluster  *cluster // nil when the server was given
	template string   // a migrated database that others are copied from
}

// PostgresAddress returns the address of a new, migrated PostgreSQL database, which the test's end drops. Without a
// server it skips the test and says how to run it.
func PostgresAddress(tb testing.TB) string {
	tb.Helper()
	address := shared.start(tb)
	name := "ramal_test_" + strings.ToLower(rand.Text())
	admin(tb, address, fmt.Sprintf(`CREATE DATABASE %s TEMPLATE %s`, name, shared.template))
	tb.Cleanup(func() { admin(tb, address, `DROP DATABASE IF EXISTS `+name+` WITH (FORCE)`) })
	return inDatabase(tb, address, name)
}

func (s *server) start(tb testing.TB) string {
	tb.Helper()
	if !s.available(tb) {
		if given() != "" {
			tb.Fatalf("no PostgreSQL: %v", s.why)
		}
		tb.Skipf("NOT RUN on PostgreSQL: %v. Set %s=postgres://user:password@host/database, or install PostgreSQL "+
			"(Debian: apt-get install postgresql) and it is started for the tests.", s.why, Variable)
	}
	return s.address
}

// available reports whether there is a server, and looks for one the first time.
func (s *server) available(tb testing.TB) bool {
	tb.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.tried {
		s.tried = true
		s.find(tb)
	}
	return s.why == nil
}

func (s *server) find(tb testing.TB) {
	tb.Helper()
	if s.address = given(); s.address == "" || s.address == required {
		// Only figures need a disk that confirms; tests that lose power have lost anyway.
		durable := flag.Lookup("test.bench").Value.String() != ""
		if s.cluster, s.why = startCluster(durable); s.why != nil {
			return
		}
		s.address = s.cluster.address
	}
	if s.why = ready(s.address); s.why != nil {
		return
	}
	s.template = "ramal_template_" + strings.ToLower(rand.Text())
	admin(tb, s.address, `CREATE DATABASE `+s.template)
	if err := migrate(tb.Context(), inDatabase(tb, s.address, s.template)); err != nil {
		tb.Fatalf("migrate: %v", err)
	}
}

// stop ends a server that start started, and returns why there was none, if one was looked for.
func (s *server) stop() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cluster != nil {
		s.cluster.stop()
	} else if s.template != "" {
		if pool, err := sql.Open("pgx", s.address); err == nil {
			_, _ = pool.Exec(`DROP DATABASE IF EXISTS ` + s.template)
			_ = pool.Close()
		}
	}
	return s.why
}

const readyTimeout = 30 * time.Second

// ready waits until the server answers.
func ready(address string) error {
	pool, err := sql.Open("pgx", address)
	if err != nil {
		return err
	}
	defer func() { _ = pool.Close() }()
	ctx, cancel := context.WithTimeout(context.Background(), readyTimeout)
	defer cancel()
	again := time.NewTicker(50 * time.Millisecond)
	defer again.Stop()
	for {
		if err = pool.PingContext(ctx); err == nil {
			return nil
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			return err
		}
	}
}

// admin runs a statement outside the databases of the tests. The test's own context may have ended.
func admin(tb testing.TB, address, statement string) {
	tb.Helper()
	pool, err := sql.Open("pgx", address)
	if err == nil {
		_, err = pool.Exec(statement)
		_ = pool.Close()
	}
	if err != nil {
		tb.Fatalf("%s: %v", statement, err)
	}
}

func inDatabase(tb testing.TB, address, name string) string {
	tb.Helper()
	u, err := url.Parse(address)
	if err != nil {
		tb.Fatalf("%s: %v", Variable, err)
	}
	u.Path = "/" + name
	return u.String()
}
