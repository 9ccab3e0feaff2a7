package call_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ramal/internal/call"
)

// Requests and calls that go out only when the rules say so never exceed Meta's limits.
func TestLimitsHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var p call.Permission
		var requests, calls []time.Time
		now := sec(0)
		for range rapid.IntRange(1, 400).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(0, 1800).Draw(t, "wait")) * time.Second)
			switch rapid.IntRange(0, 9).Draw(t, "what") {
			case 0:
				next := p.NextRequestAt(now)
				if next.IsZero() {
					p = p.RequestSent(now.String(), now)
					requests = append(requests, now)
				} else if !next.After(now) {
					t.Fatalf("at %v the next request is at %v", now, next)
				}
			default:
				next := p.NextCallAt(now)
				if next.IsZero() {
					// Requests stay, as if Meta did not know the reset: the limit of calls is looked at alone.
					requested := p.Requests
					p = p.CallConnected(call.Outbound, now)
					p.Requests = requested
					calls = append(calls, now)
				} else if !next.After(now) {
					t.Fatalf("at %v the next call is at %v", now, next)
				}
			}
		}
		atMost(t, requests, 1, day)
		atMost(t, requests, 2, 7*day)
		atMost(t, calls, 100, day)
		if len(p.Requests) > 2 || len(p.Connected) > 100 {
			t.Fatalf("%d requests and %d calls are kept", len(p.Requests), len(p.Connected))
		}
	})
}

func atMost(t *rapid.T, times []time.Time, n int, window time.Duration) {
	t.Helper()
	for i := n; i < len(times); i++ {
		if times[i].Sub(times[i-n]) < window {
			t.Fatalf("%d within %v: %v to %v", n+1, window, times[i-n], times[i])
		}
	}
}

// Replies in any order leave the permission as in the order of their times: the contact's last word counts.
func TestTheLastWordCounts(t *testing.T) {
	at := sec(0)
	rapid.Check(t, func(t *rapid.T) {
		var replies []call.Reply
		for i := range rapid.IntRange(1, 6).Draw(t, "replies") {
			when := at.Add(time.Duration(i) * hour)
			replies = append(replies, rapid.SampledFrom([]call.Reply{
				accept(when),
				decline(when),
				{Accept: true, Permanent: true, At: when},
				{At: when},
				{At: when, Automatic: true},
			}).Draw(t, "reply"))
		}
		end := func(order []call.Reply) call.Permission {
			p := asked(at)
			for _, r := range order {
				before := slices.Clone(p.Requests)
				p, _ = p.Replied(r)
				if !slices.Equal(before, p.Requests) {
					t.Fatal("a reply changed the requests that were sent")
				}
			}
			return p
		}
		now := at.Add(day)
		want, got := end(replies), end(rapid.Permutation(replies).Draw(t, "order"))
		if got.State(now) != want.State(now) || !got.Until(now).Equal(want.Until(now)) {
			t.Fatalf("state is %s until %v, in order it is %s until %v", got.State(now), got.Until(now), want.State(now), want.Until(now))
		}
	})
}

// A change returns a new permission: the old one, which may be shared, stays as it was.
func TestAPermissionIsAValue(t *testing.T) {
	p := call.Permission{Connected: make([]time.Time, 0, 8), Requests: make([]time.Time, 0, 8)}
	p = p.CallConnected(call.Outbound, sec(0)).RequestSent("wamid.1", sec(0))
	left := p.CallConnected(call.Outbound, sec(1)).RequestSent("wamid.2", sec(1))
	right := p.CallConnected(call.Outbound, sec(2)).RequestSent("wamid.3", sec(2))
	if !left.Connected[1].Equal(sec(1)) || !right.Connected[1].Equal(sec(2)) || len(p.Connected) != 1 {
		t.Errorf("changes share memory: %v, %v, %v", p.Connected, left.Connected, right.Connected)
	}
	if len(p.Requests) != 1 {
		t.Errorf("the old permission has %d requests", len(p.Requests))
	}
}
