package sandbox

import (
	"encoding/base64"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"ramal/internal/meta"
)

// Seen in practice: what the base64 of public call ids holds. Meta documents them as opaque.
func TestACallIDDecodesToTheRecordOfPublicSamples(t *testing.T) {
	g := ids{random: rand.NewChaCha8([32]byte{1})}
	for d, mark := range map[meta.Direction]byte{meta.BusinessInitiated: 0x11, meta.UserInitiated: 0x12} {
		id := g.wacid("995555010203", d)
		// The prefix is that of every sample with a number of twelve digits.
		if !strings.HasPrefix(id, "wacid.HBgMOTk1NTU1MDEwMjAzFQIA") {
			t.Errorf("%s: id %s", d, id)
		}
		raw, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(id, "wacid."))
		if err != nil {
			t.Fatal(err)
		}
		shape := regexp.MustCompile(`^\x1c\x18\x0c995555010203\x15\x02\x00(.)\x18\x20[0-9A-F]{32}\x1c\x18\x0c` + BusinessNumber + `\x15\x02\x00\x00$`)
		m := shape.FindSubmatch(raw)
		if m == nil || m[1][0] != mark {
			t.Errorf("%s: record %x", d, raw)
		}
		if len(id) > 120 {
			t.Errorf("%d characters", len(id))
		}
	}
}

func TestIDsDoNotRepeat(t *testing.T) {
	g := ids{random: rand.NewChaCha8([32]byte{2})}
	seen := map[string]bool{}
	for range 1000 {
		for _, id := range []string{g.wacid(ana, meta.UserInitiated), g.wamid(ana), g.trace()} {
			if seen[id] {
				t.Fatalf("%s twice", id)
			}
			seen[id] = true
		}
	}
}

// Meta: Business-scoped user IDs, Feb 2026: one id for each user and portfolio.
func TestABusinessScopedIDStaysTheSame(t *testing.T) {
	one, again, other := bsuid("BR", ana), bsuid("BR", ana), bsuid("BR", bruno)
	if one != again || one == other || !bsuidPattern.MatchString(one) {
		t.Errorf("%s %s %s", one, again, other)
	}
}
