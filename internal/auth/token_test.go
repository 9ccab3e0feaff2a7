package auth

import (
	"testing"
	"time"
)

func TestTokensAreLongAndDifferent(t *testing.T) {
	seen := map[string]bool{}
	for range 100 {
		token, hash := NewToken()
		if len(token) != 43 || len(hash) != 64 || token == hash {
			t.Fatalf("token %q with hash %q", token, hash)
		}
		if HashToken(token) != hash {
			t.Error("the token is not known again by its hash")
		}
		if seen[token] || seen[hash] {
			t.Error("a token came twice")
		}
		seen[token], seen[hash] = true, true
	}
}

func TestTheHashOfATokenIsSHA256(t *testing.T) {
	// FIPS 180-2, B.1: sessions must outlive a new version of this program.
	if got := HashToken("abc"); got != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" {
		t.Errorf("got %s", got)
	}
}

func TestASessionEndsIdleOrOld(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		age, idle time.Duration
		over      bool
	}{
		"new":                  {0, 0, false},
		"half a day idle":      {SessionIdle, SessionIdle, false},
		"longer idle":          {SessionIdle + time.Second, SessionIdle + time.Second, true},
		"a month in use":       {SessionLife, 0, false},
		"longer, still in use": {SessionLife + time.Second, 0, true},
	} {
		created, seen := now.Add(-c.age), now.Add(-c.idle)
		if got := Expired(created, seen, now); got != c.over {
			t.Errorf("%s: over %v, want %v", name, got, c.over)
		}
		oldest, unseen := Oldest(now) // what deletes the rows has to agree
		if got := created.Before(oldest) || seen.Before(unseen); got != c.over {
			t.Errorf("%s: deleted %v, want %v", name, got, c.over)
		}
	}
}
