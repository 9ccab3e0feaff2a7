package store

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"ramal/internal/fault"
)

// KeyVariable is the environment variable that overrides the key file: 32 bytes as hex or base64.
const KeyVariable = "RAMAL_KEY"

// LoadKey returns the key that seals secrets: from the environment variable RAMAL_KEY, else from the file at path, which
// is made with a random key and mode 0600 when there is none. Errors: fault.Invalid for a key that is not 32 bytes or a
// file that others may read, fault.Unavailable when the file cannot be read or made.
func LoadKey(path string) ([]byte, error) {
	if s := os.Getenv(KeyVariable); s != "" {
		return decodeKey(s, "the environment variable "+KeyVariable)
	}
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err := makeKey(path); err != nil {
			return nil, err
		}
		b, err = os.ReadFile(path)
	}
	if err != nil {
		return nil, fault.New(fault.Unavailable, "The key file cannot be read.").Wrap(err)
	}
	if info, err := os.Stat(path); err == nil && info.Mode().Perm()&0o077 != 0 {
		return nil, fault.New(fault.Invalid, "Others can read the key file %s. Protect it with: chmod 600 %s", path, path).On("key")
	}
	return decodeKey(string(b), "the key file "+path)
}

// makeKey writes a whole file and then links it in place, so that of two processes that start together one wins and
// nobody reads half a key.
func makeKey(path string) error {
	failed := func(err error) error {
		return fault.New(fault.Unavailable, "The key file %s cannot be made.", path).Wrap(err)
	}
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return failed(err)
	}
	f, err := os.CreateTemp(dir, ".key-*") // mode 0600
	if err != nil {
		return failed(err)
	}
	defer func() { _ = os.Remove(f.Name()) }()
	key := make([]byte, KeySize)
	_, _ = rand.Read(key) // never fails
	_, err = f.WriteString(hex.EncodeToString(key) + "\n")
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		return failed(err)
	}
	if err := os.Link(f.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return failed(err)
	}
	return nil
}

func decodeKey(s, where string) ([]byte, error) {
	s = strings.TrimSpace(s)
	for _, decode := range []func(string) ([]byte, error){
		hex.DecodeString, base64.StdEncoding.DecodeString, base64.RawURLEncoding.DecodeString,
	} {
		if key, err := decode(s); err == nil && len(key) == KeySize {
			return key, nil
		}
	}
	return nil, fault.New(fault.Invalid, "The key in %s is not %d bytes as hex or base64.", where, KeySize).On("key")
}
