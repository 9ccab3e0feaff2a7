package auth

import "time"

// Gate is the door as the use cases see it: all of this package behind one value.
type Gate struct{ Limiter *Limiter }

// NewGate returns a gate with the default limits.
func NewGate() *Gate { return &Gate{NewLimiter(DefaultLimits())} }

// Allow counts an attempt to sign in; see Limiter.Allow.
func (g *Gate) Allow(account, address string, now time.Time) error {
	return g.Limiter.Allow(account, address, now)
}

// Succeeded forgets the attempts counted for the account; see Limiter.Succeeded.
func (g *Gate) Succeeded(account, address string) { g.Limiter.Succeeded(account, address) }

// Check reports whether the password belongs to the hash, in the same time for an empty hash.
func (g *Gate) Check(password, hash string) bool {
	ok, _ := CheckPassword(hash, password)
	return ok
}

// Hash returns the hash of a new password; see HashPassword.
func (g *Gate) Hash(password string) (string, error) { return HashPassword(password) }

// NewEnrolment makes a seed for an authenticator app; see the function.
func (g *Gate) NewEnrolment(issuer, account string) (Enrolment, error) {
	return NewEnrolment(issuer, account)
}

// CodeStep reports whether a code belongs to a seed; see the function.
func (g *Gate) CodeStep(seed, code string, now time.Time) (int64, bool) {
	return CodeStep(seed, code, now)
}

// NewRecoveryCodes returns new recovery codes and their hashes; see the function.
func (g *Gate) NewRecoveryCodes() (codes, hashes []string) { return NewRecoveryCodes() }

// TidyCode is a code as it is compared; see the function.
func (g *Gate) TidyCode(code string) string { return TidyCode(code) }

// NewToken returns a new token and its hash; see the function.
func (g *Gate) NewToken() (token, hash string) { return NewToken() }

// HashToken returns the hash of a token; see the function.
func (g *Gate) HashToken(token string) string { return HashToken(token) }

// Expired reports whether a session is over; see the function.
func (g *Gate) Expired(created, seen, now time.Time) bool { return Expired(created, seen, now) }

// Oldest returns the bounds of sessions that are over; see the function.
func (g *Gate) Oldest(now time.Time) (created, seen time.Time) { return Oldest(now) }
