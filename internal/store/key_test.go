package store_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"os"
	"path/filepath"
	"testing"

	"ramal/internal/fault"
	"ramal/internal/store"
)

func TestTheFirstStartMakesAKey(t *testing.T) {
	t.Setenv(store.KeyVariable, "")
	name := filepath.Join(t.TempDir(), "data", "ramal.key")
	first := get[[]byte](t)(store.LoadKey(name))
	if len(first) != store.KeySize || bytes.Equal(first, make([]byte, store.KeySize)) {
		t.Fatalf("key %x", first)
	}
	info, err := os.Stat(name)
	must(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("mode %o, want 600", info.Mode().Perm())
	}
	same(t, first)(store.LoadKey(name))
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(name), ".key-*")); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestOfTwoFirstStartsBothHaveOneKey(t *testing.T) {
	t.Setenv(store.KeyVariable, "")
	name := filepath.Join(t.TempDir(), "ramal.key")
	found := make(chan []byte)
	for range 8 {
		go func() { key, _ := store.LoadKey(name); found <- key }()
	}
	first := <-found
	for range 7 {
		if next := <-found; len(next) != store.KeySize || !bytes.Equal(first, next) {
			t.Errorf("%x and %x", first, next)
		}
	}
}

func TestTheEnvironmentOverridesTheKeyFile(t *testing.T) {
	key := bytes.Repeat([]byte{0xfa}, store.KeySize)
	for _, s := range []string{
		hex.EncodeToString(key), base64.StdEncoding.EncodeToString(key), base64.RawURLEncoding.EncodeToString(key) + "\n",
	} {
		t.Setenv(store.KeyVariable, s)
		same(t, key)(store.LoadKey("/nowhere/at/all"))
	}
	t.Setenv(store.KeyVariable, "secret")
	wantCode(t, drop(store.LoadKey("/nowhere/at/all")), fault.Invalid)
}

func TestAKeyFileThatIsNotOneIsRefused(t *testing.T) {
	t.Setenv(store.KeyVariable, "")
	name := filepath.Join(t.TempDir(), "ramal.key")
	must(t, os.WriteFile(name, []byte("not a key"), 0o600))
	wantCode(t, drop(store.LoadKey(name)), fault.Invalid)
	must(t, os.WriteFile(name, []byte(hex.EncodeToString(make([]byte, store.KeySize))), 0o600))
	must(t, drop(store.LoadKey(name)))
	must(t, os.Chmod(name, 0o644))
	wantCode(t, drop(store.LoadKey(name)), fault.Invalid)
	wantCode(t, drop(store.LoadKey("/dev/null/key")), fault.Unavailable)
}
