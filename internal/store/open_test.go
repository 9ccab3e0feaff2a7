package store_test

import (
	"bytes"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ramal/internal/fault"
	"ramal/internal/store"
	"ramal/internal/store/storetest"
)

func open(t *testing.T, address string, key []byte) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), store.Options{Database: address, Key: key})
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// raw opens a database beside the store, to see what is really in it.
func raw(t *testing.T, address string) *sql.DB {
	t.Helper()
	pool, err := storetest.Beside(address)
	must(t, err)
	t.Cleanup(func() { _ = pool.Close() })
	return pool
}

func TestTheFileIsForItsOwnerOnly(t *testing.T) {
	for _, prefix := range []string{"", "sqlite:"} {
		name := filepath.Join(t.TempDir(), "new folder", "a ?&#%20.db")
		db := open(t, prefix+name, storetest.Key)
		must(t, db.Migrate(t.Context()))
		for path, want := range map[string]os.FileMode{name: 0o600, filepath.Dir(name): 0o700} {
			info, err := os.Stat(path)
			must(t, err)
			if got := info.Mode().Perm(); got != want {
				t.Errorf("%s has mode %o, want %o", path, got, want)
			}
		}
	}
}

func TestWithoutANameTheDataIsInTheDataFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	open(t, "", storetest.Key)
	_, err := os.Stat("data/ramal.db")
	must(t, err)
}

func TestAnAddressThatCannotBeOneIsRefused(t *testing.T) {
	for address, code := range map[string]fault.Code{
		"mysql://root:geheim@db/ramal":                                        fault.Invalid,
		"postgres://user:geheim@host:notaport/db":                             fault.Invalid,
		"postgres://nobody:geheim@localhost/db?host=/nowhere&sslmode=disable": fault.Unavailable,
		"/dev/null/x.db": fault.Unavailable,
		"/proc/version":  fault.Unavailable,
	} {
		_, err := store.Open(t.Context(), store.Options{Database: address, Key: storetest.Key})
		if wantCode(t, err, code); strings.Contains(err.Error(), "geheim") {
			t.Errorf("%s: the fault tells the password: %v", address, err)
		}
	}
	_, err := store.Open(t.Context(), store.Options{Database: filepath.Join(t.TempDir(), "x.db"), Key: []byte("short")})
	wantCode(t, err, fault.Invalid)
}

func TestMigratingTwiceChangesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		must(t, db.Migrate(t.Context()))
		have, want, err := db.Version(t.Context())
		if err != nil || have != want || want < 5 {
			t.Errorf("version %d of %d: %v", have, want, err)
		}
	})
}

func TestADatabaseOfANewerProgramIsRefused(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		db := open(t, address, storetest.Key)
		_, err := raw(t, address).Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, true)`)
		must(t, err)
		wantCode(t, db.Migrate(t.Context()), fault.Conflict)
	})
}

func TestAnotherKeyIsNoticedAtTheStart(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		db := open(t, address, bytes.Repeat([]byte{8}, store.KeySize))
		wantCode(t, db.Migrate(t.Context()), fault.Internal)
	})
}

func TestSecretsCannotBeReadInTheFile(t *testing.T) {
	name := storetest.SQLiteAddress(t)
	db := open(t, name, storetest.Key)
	w := newWorld(t, db)
	for _, secret := range []string{w.secrets.Token, w.secrets.AppSecret, w.secrets.VerifyToken} {
		if filesContain(t, filepath.Dir(name), secret) {
			t.Errorf("the files have %q in them", secret)
		}
	}
	if !filesContain(t, filepath.Dir(name), w.account.Name) {
		t.Error("the files do not have the account's name in them: this test looks in the wrong place")
	}
}

func TestASecretOpensForItsOwnAccountOnly(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		db := open(t, address, storetest.Key)
		mine, theirs := newWorld(t, db), newWorld(t, db)
		pool := raw(t, address)
		set := func(sealed string) {
			_, err := pool.Exec(fmt.Sprintf(`UPDATE accounts SET secrets = '%s' WHERE id = '%s'`, sealed, mine.account.ID))
			must(t, err)
		}
		var own, other string
		must(t, pool.QueryRow(fmt.Sprintf(`SELECT secrets FROM accounts WHERE id = '%s'`, mine.account.ID)).Scan(&own))
		must(t, pool.QueryRow(fmt.Sprintf(`SELECT secrets FROM accounts WHERE id = '%s'`, theirs.account.ID)).Scan(&other))
		for name, sealed := range map[string]string{
			"another account's": other, "cut": own[:20], "empty": "", "not base64": "%%%", "another key version": "Ag" + own[2:],
			"one bit changed": own[:40] + map[bool]string{true: "B", false: "A"}[own[40] == 'A'] + own[41:],
		} {
			set(sealed)
			if _, err := db.Secrets(t.Context(), mine.account.ID); !fault.Is(err, fault.Internal) {
				t.Errorf("%s: got %v, want internal", name, err)
			}
		}
		set(own)
		same(t, mine.secrets)(db.Secrets(t.Context(), mine.account.ID))
	})
}

func TestBothDatabasesHaveTheSameTables(t *testing.T) {
	columns := func(address, query string) map[string][]string {
		rows, err := raw(t, address).Query(query)
		must(t, err)
		defer func() { _ = rows.Close() }()
		tables := map[string][]string{}
		for rows.Next() {
			var table, column string
			must(t, rows.Scan(&table, &column))
			tables[table] = append(tables[table], column)
		}
		must(t, rows.Err())
		return tables
	}
	lite := columns(storetest.SQLiteAddress(t), `SELECT m.name, p.name FROM sqlite_master m, pragma_table_info(m.name) p
		WHERE m.type = 'table' AND m.name NOT LIKE '%\_search%' ESCAPE '\' AND m.name NOT LIKE 'sqlite%' ORDER BY 1, 2`)
	if len(lite) < 12 || len(lite["calls"]) < 20 {
		t.Fatalf("only %d tables were read", len(lite))
	}
	post := columns(storetest.PostgresAddress(t), `SELECT table_name, column_name FROM information_schema.columns
		WHERE table_schema = 'public' ORDER BY 1, 2`)
	if diff := cmp.Diff(lite, post); diff != "" {
		t.Errorf("-sqlite +postgres\n%s", diff)
	}
}

// A libc other than the one that the SQLite driver was made with corrupts memory: modernc.org/sqlite, issue 177.
func TestTheDriverHasItsOwnLibc(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-f", "{{.Version}} {{.GoMod}}", "modernc.org/libc", "modernc.org/sqlite").Output()
	must(t, err)
	f := strings.Fields(string(out))
	if len(f) != 4 {
		t.Fatalf("go list says %q", out)
	}
	mod, err := os.ReadFile(f[3])
	must(t, err)
	m := regexp.MustCompile(`modernc\.org/libc (v\S+)`).FindSubmatch(mod)
	if m == nil {
		t.Fatalf("%s names no libc", f[3])
	}
	if want := string(m[1]); f[0] != want {
		t.Errorf("go.mod has modernc.org/libc %s, the driver wants %s", f[0], want)
	}
}
