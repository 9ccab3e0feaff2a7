package store_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// copyAsAfterPowerCut copies a SQLite file and its log as they are on the disk while another process has them open.
func copyAsAfterPowerCut(t *testing.T, name string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy.db")
	for _, ending := range []string{"", "-wal"} {
		b, err := os.ReadFile(name + ending)
		must(t, err)
		must(t, os.WriteFile(to+ending, b, 0o600))
	}
	return to
}

// filesContain reports whether any file of a folder has the bytes in it.
func filesContain(t *testing.T, folder, secret string) bool {
	t.Helper()
	entries, err := os.ReadDir(folder)
	must(t, err)
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(folder, e.Name()))
		must(t, err)
		if bytes.Contains(b, []byte(secret)) {
			return true
		}
	}
	return false
}
