package auth

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
)

// tokenSize is how many random bytes a token has: 256 bits cannot be guessed, so a plain hash is enough to keep it.
const tokenSize = 32

// NewToken returns a new random token for a browser, and its hash for the database.
func NewToken() (token, hash string) {
	b := make([]byte, tokenSize)
	_, _ = rand.Read(b) // never fails
	token = base64.RawURLEncoding.EncodeToString(b)
	return token, HashToken(token)
}

// HashToken returns the hex SHA-256 of a token. Sessions are looked up by it, so that a copy of the database signs nobody in.
func HashToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
