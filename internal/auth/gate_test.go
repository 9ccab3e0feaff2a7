package auth

import (
	"testing"
	"time"

	"ramal/internal/fault"
)

func TestTheGateIsTheWholeDoor(t *testing.T) {
	g := NewGate()
	hash, err := HashPassword("correct horse")
	if err != nil {
		t.Fatal(err)
	}
	if !g.Check("correct horse", hash) || g.Check("wrong horse", hash) || g.Check("correct horse", "") {
		t.Error("the gate does not tell passwords apart")
	}
	token, hashed := g.NewToken()
	if g.HashToken(token) != hashed {
		t.Error("the gate does not know its own token")
	}
	now := noon
	for range DefaultLimits().Account.Burst {
		if err := g.Allow("ana", "192.0.2.1", now); err != nil {
			t.Fatal(err)
		}
	}
	if err := g.Allow("ana", "192.0.2.1", now); !fault.Is(err, fault.Limited) {
		t.Errorf("got %v, want limited", err)
	}
	g.Succeeded("ana", "192.0.2.1")
	if err := g.Allow("ana", "192.0.2.1", now); err != nil {
		t.Error(err)
	}
	created, seen := g.Oldest(now)
	if g.Expired(created, seen, now) || !g.Expired(created.Add(-time.Second), now, now) || !g.Expired(now, seen.Add(-time.Second), now) {
		t.Error("Expired and Oldest do not agree")
	}
}
