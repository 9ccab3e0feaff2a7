package auth

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ramal/internal/fault"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

var wide = Limit{1_000_000, time.Millisecond}

// tries counts how many of n attempts are allowed at now.
func tries(t *testing.T, l *Limiter, n int, account, address string, now time.Time) int {
	t.Helper()
	allowed := 0
	for range n {
		err := l.Allow(account, address, now)
		if err == nil {
			allowed++
		} else if !fault.Is(err, fault.Limited) {
			t.Fatalf("got %v, want limited", err)
		}
	}
	return allowed
}

func TestAnAccountIsTriedOnlySoOften(t *testing.T) {
	l := NewLimiter(Limits{Account: Limit{3, time.Minute}, Address: wide, All: wide, Size: 100})
	if n := tries(t, l, 10, "ana@a.example", "198.51.100.1", noon); n != 3 {
		t.Errorf("%d attempts at once, want 3", n)
	}
	if n := tries(t, l, 10, " ANA@a.example", "198.51.100.2", noon); n != 0 {
		t.Errorf("%d more in another spelling and from elsewhere, want 0", n)
	}
	if n := tries(t, l, 10, "bia@a.example", "198.51.100.1", noon); n != 3 {
		t.Errorf("%d for another account, want 3", n)
	}
	if n := tries(t, l, 10, "ana@a.example", "198.51.100.1", noon.Add(2*time.Minute)); n != 2 {
		t.Errorf("%d two minutes later, want 2", n)
	}
	l.Succeeded("Ana@a.example ", "198.51.100.1")
	if n := tries(t, l, 10, "ana@a.example", "198.51.100.1", noon.Add(2*time.Minute)); n != 3 {
		t.Errorf("%d after the right password, want 3", n)
	}
}

func TestAnAddressTriesOnlySoOften(t *testing.T) {
	l := NewLimiter(Limits{Account: wide, Address: Limit{2, time.Minute}, All: wide, Size: 100})
	for i, c := range []struct {
		address string
		want    int
	}{
		{"198.51.100.1", 2},
		{"198.51.100.1:4711", 0}, // the port is not the address
		{"::ffff:198.51.100.1", 0},
		{"198.51.100.2", 2},
		{"2001:db8:1:2::1", 2},
		{"[2001:db8:1:2:ffff::9]:443", 0}, // one subscriber
		{"2001:db8:1:3::1", 2},
		{"@", 2},
		{"no address", 0}, // all that is none is one
	} {
		if n := tries(t, l, 4, fmt.Sprint("account", i), c.address, noon); n != c.want {
			t.Errorf("%s: %d, want %d", c.address, n, c.want)
		}
	}
	l.Succeeded("account0", "198.51.100.1")
	if n := tries(t, l, 4, "account0", "198.51.100.1", noon); n != 0 {
		t.Errorf("one right password paid for %d more guesses from there", n)
	}
}

func TestTheServerHashesOnlySoOften(t *testing.T) {
	l := NewLimiter(Limits{Account: wide, Address: wide, All: Limit{5, time.Second}, Size: 100})
	n := 0
	for i := range 20 {
		n += tries(t, l, 1, fmt.Sprint(i), fmt.Sprintf("198.51.100.%d", i), noon)
	}
	if n != 5 {
		t.Errorf("%d at once, want 5", n)
	}
}

func TestARefusedAttemptCostsNothing(t *testing.T) {
	l := NewLimiter(Limits{Account: Limit{1, time.Minute}, Address: Limit{5, time.Hour}, All: wide, Size: 100})
	if n := tries(t, l, 100, "ana", "198.51.100.1", noon); n != 1 {
		t.Fatalf("%d, want 1", n)
	}
	if n := tries(t, l, 100, "ana", "198.51.100.1", noon.Add(time.Minute)); n != 1 {
		t.Errorf("after the wait: %d, want 1", n)
	}
	if n := tries(t, l, 3, "bia", "198.51.100.1", noon.Add(time.Minute)); n != 1 {
		t.Errorf("the refused ones used up the address: %d, want 1", n)
	}
}

func TestWhoWaitsAsLongAsItSaysGetsIn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		limit := func(name string) Limit {
			return Limit{rapid.IntRange(1, 5).Draw(t, name), time.Duration(rapid.IntRange(1, 90_000).Draw(t, name+" every")) * time.Millisecond}
		}
		l := NewLimiter(Limits{Account: limit("account"), Address: limit("address"), All: limit("all"), Size: 4})
		now := noon
		for range 20 {
			now = now.Add(time.Duration(rapid.IntRange(0, 5000).Draw(t, "pause")) * time.Millisecond)
			account, address := rapid.SampledFrom([]string{"a", "b"}).Draw(t, "who"), rapid.SampledFrom([]string{"192.0.2.1", "192.0.2.2"}).Draw(t, "from")
			err := l.Allow(account, address, now)
			if err == nil {
				continue
			}
			var seconds int
			text := err.Error()
			if _, e := fmt.Sscanf(text[strings.Index(text, "again in"):], "again in %d s.", &seconds); e != nil || seconds < 1 {
				t.Fatalf("no wait in %q", text)
			}
			now = now.Add(time.Duration(seconds) * time.Second)
			if err := l.Allow(account, address, now); err != nil {
				t.Fatalf("waited %d s and was refused: %v", seconds, err)
			}
		}
	})
}

func TestMemoryIsBounded(t *testing.T) {
	const size = 50
	l := NewLimiter(Limits{Account: Limit{3, time.Minute}, Address: Limit{3, time.Minute}, All: wide, Size: size})
	tries(t, l, 3, "victim", "192.0.2.1", noon)
	for i := range 10 * size {
		tries(t, l, 1, fmt.Sprint("account", i), fmt.Sprintf("10.0.%d.%d", i/250, i%250), noon)
	}
	if a, n := len(l.accounts.known), len(l.networks.known); a > size || n > size {
		t.Errorf("%d accounts and %d addresses are remembered, want %d at most", a, n, size)
	}
	if n := tries(t, l, 3, "victim", "192.0.2.9", noon); n != 0 {
		t.Errorf("a flood of names made %d more guesses possible", n)
	}
	tries(t, l, 1, "later", "192.0.2.8", noon.Add(time.Hour))
	if len(l.accounts.known) != 1 {
		t.Errorf("%d accounts are remembered an hour later, want 1", len(l.accounts.known))
	}
	if long := strings.Repeat("x", 1<<20); len(name(long)) > 254 {
		t.Error("a name of a megabyte is remembered")
	}
}
