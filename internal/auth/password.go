package auth

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"ramal/internal/fault"
)

// The lengths of a password: at least 8 characters, at most 1024 bytes. There are no other rules; they only make
// passwords worse (NIST SP 800-63B, 3.1.1.2).
const (
	PasswordMin = 8
	PasswordMax = 1024
)

// params are the costs of argon2id.
type params struct {
	memory  uint32 // KiB
	time    uint32
	threads uint8
}

// current are the costs of new hashes: of the settings that OWASP calls equally strong (Password Storage Cheat Sheet),
// the one with 19 MiB and two passes, because a burst of sign-ins must not take the memory that calls need.
func current() params { return params{memory: 19 * 1024, time: 2, threads: 1} }

const (
	saltSize = 16
	hashSize = 32
	// costMax bounds what a stored hash may ask for, so that a forged row cannot stop the server.
	costMax = 256 * 1024
)

// ValidPassword reports whether a new password may be used; fault.Invalid on "password" when not.
func ValidPassword(password string) error {
	switch {
	case !utf8.ValidString(password):
		return fault.New(fault.Invalid, "The password is not valid text.").On("password")
	case utf8.RuneCountInString(password) < PasswordMin:
		return fault.New(fault.Invalid, "The password needs at least %d characters.", PasswordMin).On("password")
	case len(password) > PasswordMax:
		return fault.New(fault.Invalid, "The password is longer than %d bytes.", PasswordMax).On("password")
	}
	return nil
}

// HashPassword returns the argon2id hash of a new password as a PHC string, with its salt and costs in it; fault.Invalid
// on "password" when ValidPassword refuses it.
func HashPassword(password string) (string, error) {
	if err := ValidPassword(password); err != nil {
		return "", err
	}
	salt := make([]byte, saltSize)
	_, _ = rand.Read(salt) // never fails
	return encode(current(), salt, derive(password, salt, current(), hashSize)), nil
}

// CheckPassword compares a password with a hash in constant time. An empty or unreadable hash, which is what an unknown
// user has, takes as long as a wrong password, so that time does not tell who exists. stale says that the password is
// right but its hash was made with other costs than today's: hash it again.
func CheckPassword(hash, password string) (ok, stale bool) {
	if len(password) > PasswordMax {
		return false, false
	}
	p, salt, want, err := decode(hash)
	if err != nil {
		p, salt, want = current(), make([]byte, saltSize), make([]byte, hashSize)
	}
	got := derive(password, salt, p, len(want))
	same := subtle.ConstantTimeCompare(got, want) == 1
	if err != nil || !same {
		return false, false
	}
	return true, p != current() || len(salt) != saltSize || len(want) != hashSize
}

// derive works on the composed form, because one keyboard sends é as one character and another as two (RFC 8265, 4.2).
func derive(password string, salt []byte, p params, size int) []byte {
	return argon2.IDKey(norm.NFC.Bytes([]byte(password)), salt, p.time, p.memory, p.threads, uint32(size))
}

func encode(p params, salt, hash []byte) string {
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, p.memory, p.time, p.threads, b64(salt), b64(hash))
}

func decode(phc string) (p params, salt, hash []byte, err error) {
	bad := func(what string) (params, []byte, []byte, error) {
		return params{}, nil, nil, fmt.Errorf("password hash: %s", what)
	}
	part := strings.Split(phc, "$")
	if len(part) != 6 || part[0] != "" || part[1] != "argon2id" {
		return bad("not argon2id")
	}
	var version int
	if _, err := fmt.Sscanf(part[2], "v=%d", &version); err != nil || version != argon2.Version {
		return bad("unknown version")
	}
	if _, err := fmt.Sscanf(part[3], "m=%d,t=%d,p=%d", &p.memory, &p.time, &p.threads); err != nil {
		return bad("unreadable costs")
	}
	if p.time < 1 || p.threads < 1 || p.memory < 8*uint32(p.threads) || p.memory > costMax || p.time > 16 {
		return bad("costs out of range")
	}
	if salt, err = base64.RawStdEncoding.DecodeString(part[4]); err != nil || len(salt) < 8 {
		return bad("unreadable salt")
	}
	if hash, err = base64.RawStdEncoding.DecodeString(part[5]); err != nil || len(hash) < 16 || len(hash) > 64 {
		return bad("unreadable hash")
	}
	return p, salt, hash, nil
}
