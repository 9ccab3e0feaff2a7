package auth

import (
	"net/netip"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"ramal/internal/fault"
)

// Limits are how often somebody may try to sign in: burst attempts at once, and then one more each interval.
type Limits struct {
	Account, Address, All Limit
	// Size bounds how many accounts, and how many addresses, are remembered.
	Size int
}

// Limit is one of them.
type Limit struct {
	Burst int
	Every time.Duration
}

// DefaultLimits returns limits that let a person mistype ten times and an office share an address, and make guessing hopeless:
// an account is tried 1,440 times a day at most. All bounds the work that hashing makes, whoever asks for it.
func DefaultLimits() Limits {
	return Limits{
		Account: Limit{10, time.Minute},
		Address: Limit{60, 5 * time.Second},
		All:     Limit{100, 100 * time.Millisecond},
		Size:    10_000,
	}
}

// Limiter counts attempts to sign in, by account, by address, and over all. It never locks an account for good, because
// that would let anybody lock somebody out. Make one with NewLimiter.
type Limiter struct {
	mu       sync.Mutex
	accounts buckets
	networks buckets
	all      *rate.Limiter
}

// NewLimiter returns a limiter that has seen nothing.
func NewLimiter(l Limits) *Limiter {
	return &Limiter{
		accounts: buckets{Limit: l.Account, size: l.Size, known: map[string]*rate.Limiter{}},
		networks: buckets{Limit: l.Address, size: l.Size, known: map[string]*rate.Limiter{}},
		all:      l.All.bucket(),
	}
}

// Allow counts an attempt at now; fault.Limited when there were too many for the account, from the address, or over all.
// A refused attempt does not count, so whoever waits as long as the message says gets in.
func (l *Limiter) Allow(account, address string, now time.Time) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	three := []*rate.Limiter{l.networks.get(network(address), now), l.accounts.get(name(account), now), l.all}
	var wait time.Duration
	for _, b := range three {
		if missing := 1 - b.TokensAt(now); missing > 0 {
			wait = max(wait, time.Duration(missing/float64(b.Limit())*float64(time.Second)))
		}
	}
	if wait > 0 {
		seconds := int((wait + time.Second - 1) / time.Second)
		return fault.New(fault.Limited, "Too many attempts to sign in. Try again in %d s.", seconds).Because("too_many_attempts")
	}
	for _, b := range three {
		b.AllowN(now, 1)
	}
	return nil
}

// Succeeded forgets the attempts counted for the account. The address stays counted, or one right password would pay for
// many guesses at others.
func (l *Limiter) Succeeded(account, _ string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.accounts.known, name(account))
}

// name is the form in which accounts are counted; what cannot be an address is cut, so that it takes no memory.
func name(account string) string {
	account = strings.ToLower(strings.TrimSpace(account))
	return account[:min(len(account), 254)]
}

// network is what an address is counted as: a whole /64 for IPv6, where one subscriber has that many.
func network(address string) string {
	if ap, err := netip.ParseAddrPort(address); err == nil {
		address = ap.Addr().String()
	}
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return "unknown"
	}
	ip = ip.Unmap().WithZone("")
	if ip.Is6() {
		if p, err := ip.Prefix(64); err == nil {
			return p.String()
		}
	}
	return ip.String()
}

func (l Limit) bucket() *rate.Limiter { return rate.NewLimiter(rate.Every(l.Every), l.Burst) }

// buckets are the counters of one kind, of which size are kept at most.
type buckets struct {
	Limit
	size  int
	known map[string]*rate.Limiter
}

func (b *buckets) get(key string, now time.Time) *rate.Limiter {
	if l, ok := b.known[key]; ok {
		return l
	}
	if len(b.known) >= b.size {
		b.forget(now)
	}
	l := b.bucket()
	b.known[key] = l
	return l
}

// forget drops the counters that are full again, which say nothing; if there are none, the fullest, which says least.
func (b *buckets) forget(now time.Time) {
	fullest, most := "", -1.0
	for key, l := range b.known {
		tokens := l.TokensAt(now)
		if tokens >= float64(b.Burst) {
			delete(b.known, key)
		} else if tokens > most {
			fullest, most = key, tokens
		}
	}
	if len(b.known) >= b.size {
		delete(b.known, fullest)
	}
}
