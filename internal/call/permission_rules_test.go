package call_test

import (
	"testing"
	"time"

	"ramal/internal/call"
)

const (
	hour = time.Hour
	day  = 24 * time.Hour
)

func asked(at time.Time) call.Permission {
	return call.Permission{Grant: call.None}.RequestSent("wamid.1", at)
}

// reply applies a reply that has to be news.
func reply(t *testing.T, p call.Permission, r call.Reply) call.Permission {
	t.Helper()
	p, news := p.Replied(r)
	if !news {
		t.Fatalf("reply %+v was ignored", r)
	}
	return p
}

func accept(at time.Time) call.Reply {
	return call.Reply{Accept: true, ExpiresAt: at.Add(call.GrantLife), At: at, Request: "wamid.1"}
}

func decline(at time.Time) call.Reply { return call.Reply{At: at, Request: "wamid.1"} }

func TestStateOfAPermission(t *testing.T) {
	at := sec(0)
	granted := func(t *testing.T) call.Permission { return reply(t, asked(at), accept(at.Add(hour))) }
	for _, tt := range []struct {
		name  string
		make  func(t *testing.T) call.Permission
		now   time.Time
		state string
		until time.Time
	}{
		{"nothing known", func(*testing.T) call.Permission { return call.Permission{} }, at, call.StateNone, time.Time{}},
		{
			"request out", func(*testing.T) call.Permission { return asked(at) }, at.Add(hour),
			call.StateAsked, at.Add(7 * day),
		},
		{
			"request about to expire", func(*testing.T) call.Permission { return asked(at) }, at.Add(7*day - 1),
			call.StateAsked, at.Add(7 * day),
		},
		{"request expired", func(*testing.T) call.Permission { return asked(at) }, at.Add(7 * day), call.StateNone, time.Time{}},
		{
			"case A: accepted for a while", granted, at.Add(2 * hour),
			call.StateTemporary, at.Add(hour + call.GrantLife),
		},
		{
			"case A: last moment", granted, at.Add(hour + call.GrantLife - 1),
			call.StateTemporary, at.Add(hour + call.GrantLife),
		},
		{"case A: over", granted, at.Add(hour + call.GrantLife), call.StateExpired, time.Time{}},
		{
			"case A: over, and asked again", func(t *testing.T) call.Permission {
				return granted(t).RequestSent("wamid.2", at.Add(9*day))
			}, at.Add(9 * day), call.StateAsked, at.Add(16 * day),
		},
		{
			"case A: Meta's own end counts", func(t *testing.T) call.Permission {
				r := accept(at)
				r.ExpiresAt = at.Add(16 * day)
				return reply(t, asked(at), r)
			}, at.Add(15 * day), call.StateTemporary, at.Add(16 * day),
		},
		{
			"case A: without an end it is 168 h", func(t *testing.T) call.Permission {
				r := accept(at)
				r.ExpiresAt = time.Time{}
				return reply(t, asked(at), r)
			}, at.Add(day), call.StateTemporary, at.Add(168 * hour),
		},
		{
			"asked again while allowed", func(t *testing.T) call.Permission {
				return granted(t).RequestSent("wamid.2", at.Add(2*day))
			}, at.Add(2 * day), call.StateTemporary, at.Add(hour + call.GrantLife),
		},
		{
			"case B: always", func(t *testing.T) call.Permission {
				r := accept(at)
				r.Permanent = true
				return reply(t, asked(at), r)
			}, at.Add(1000 * day), call.StatePermanent, time.Time{},
		},
		{
			"case C: always, from the profile", func(t *testing.T) call.Permission {
				return reply(t, call.Permission{}, call.Reply{Accept: true, Permanent: true, At: at})
			}, at.Add(1000 * day), call.StatePermanent, time.Time{},
		},
		{
			"case D: declined", func(t *testing.T) call.Permission { return reply(t, asked(at), decline(at)) },
			at.Add(hour), call.StateDeclined,
			time.Time{},
		},
		{
			"case D: declined, then accepted", func(t *testing.T) call.Permission {
				return reply(t, reply(t, asked(at), decline(at)), accept(at.Add(hour)))
			}, at.Add(2 * hour), call.StateTemporary, at.Add(hour + call.GrantLife),
		},
		{
			"case D: an older request declined, the newer is open", func(t *testing.T) call.Permission {
				return reply(t, asked(at).RequestSent("wamid.2", at.Add(2*day)), decline(at.Add(day)))
			}, at.Add(2 * day), call.StateAsked, at.Add(9 * day),
		},
		{
			"case E: allowed by calling us", func(t *testing.T) call.Permission {
				return reply(t, call.Permission{}, call.Reply{Accept: true, ExpiresAt: at.Add(call.GrantLife), At: at, Request: wacid, Automatic: true})
			}, at, call.StateTemporary, at.Add(call.GrantLife),
		},
		{
			"case F: taken away by Meta", func(t *testing.T) call.Permission {
				return reply(t, granted(t), call.Reply{At: at.Add(day), Automatic: true})
			}, at.Add(day), call.StateRevoked, time.Time{},
		},
		{
			"taken back in the profile", func(t *testing.T) call.Permission {
				return reply(t, granted(t), call.Reply{At: at.Add(day)})
			}, at.Add(day), call.StateRevoked, time.Time{},
		},
		{
			"138006", func(t *testing.T) call.Permission { return granted(t).DeniedByMeta(at.Add(day)) },
			at.Add(day), call.StateNone,
			time.Time{},
		},
		{
			"138006 after a decline", func(t *testing.T) call.Permission {
				return reply(t, asked(at), decline(at)).DeniedByMeta(at.Add(day))
			}, at.Add(day), call.StateDeclined, time.Time{},
		},
		{
			"Meta was asked: it is allowed", func(*testing.T) call.Permission {
				return asked(at).Learned(call.Temporary, at.Add(day), at)
			}, at, call.StateTemporary, at.Add(day),
		},
		{
			"Meta was asked: always", func(*testing.T) call.Permission {
				return asked(at).Learned(call.Permanent, time.Time{}, at)
			}, at, call.StatePermanent, time.Time{},
		},
		{
			"Meta was asked: it is not allowed any more", func(t *testing.T) call.Permission {
				return granted(t).Learned(call.None, time.Time{}, at.Add(day))
			}, at.Add(day), call.StateNone, time.Time{},
		},
		{
			"Meta was asked: it knows no more than that it is over", func(t *testing.T) call.Permission {
				return granted(t).Learned(call.None, time.Time{}, at.Add(9*day))
			}, at.Add(9 * day), call.StateExpired, time.Time{},
		},
		{
			"Meta was asked: still waiting", func(*testing.T) call.Permission {
				return asked(at).Learned(call.None, time.Time{}, at)
			}, at, call.StateAsked, at.Add(7 * day),
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := tt.make(t)
			if got := p.State(tt.now); got != tt.state {
				t.Errorf("state is %s, want %s", got, tt.state)
			}
			if got := p.Until(tt.now); !got.Equal(tt.until) {
				t.Errorf("until %v, want %v", got, tt.until)
			}
			callable := tt.state == call.StateTemporary || tt.state == call.StatePermanent
			if got := p.Callable(tt.now); got != callable {
				t.Errorf("callable is %v, want %v", got, callable)
			}
		})
	}
}

func TestRepliesThatAreNoNews(t *testing.T) {
	at := sec(0)
	permanent := reply(t, asked(at), call.Reply{Accept: true, Permanent: true, At: at.Add(hour), Request: "wamid.1"})
	temporary := reply(t, asked(at), accept(at.Add(hour)))
	callback := call.Reply{Accept: true, ExpiresAt: at.Add(day), At: at.Add(2 * hour), Request: wacid, Automatic: true}
	for _, tt := range []struct {
		name string
		p    call.Permission
		r    call.Reply
	}{
		{"a decline that is older than the acceptance", temporary, decline(at.Add(hour - 1))},
		{"an acceptance that is older than the withdrawal", reply(t, temporary, call.Reply{At: at.Add(3 * hour)}), accept(at.Add(2 * hour))},
		{"a callback permission beside a permanent one", permanent, callback},
		{"a callback permission that ends earlier", temporary, callback},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, news := tt.p.Replied(tt.r)
			if news {
				t.Error("it counts as news")
			}
			if now := at.Add(4 * hour); got.State(now) != tt.p.State(now) || got.Until(now) != tt.p.Until(now) {
				t.Errorf("state went from %s to %s", tt.p.State(now), got.State(now))
			}
		})
	}
}

func TestAReplyThatOvertakesItsRequest(t *testing.T) {
	at := sec(0.4) // Meta's times are whole seconds, so the reply looks older
	p := reply(t, call.Permission{}, accept(sec(0)))
	p = p.RequestSent("wamid.1", at)
	if got := p.State(sec(1)); got != call.StateTemporary {
		t.Errorf("state is %s, want temporary", got)
	}
	p = p.DeniedByMeta(sec(2))
	if got := p.State(sec(3)); got != call.StateNone {
		t.Errorf("state without the grant is %s: the answered request counts as open", got)
	}
	if got := p.NextRequestAt(sec(3)); !got.Equal(at.Add(day)) {
		t.Errorf("next request at %v: the request was not counted", got)
	}
}

func TestADeclineWithinTheSecondOfItsRequest(t *testing.T) {
	for name, p := range map[string]call.Permission{
		"named":       call.Permission{}.RequestSent("wamid.1", sec(0.4)),
		"not yet":     call.Permission{}.RequestSent("", sec(0.4)),
		"after years": asked(sec(-1e8)).RequestSent("", sec(0.4)),
	} {
		p = reply(t, p, decline(sec(0))).RequestNamed("wamid.1", sec(0.4))
		if got := p.State(sec(1)); got != call.StateDeclined || p.RequestID != "wamid.1" {
			t.Errorf("%s: state is %s of %q, want declined of wamid.1", name, got, p.RequestID)
		}
	}
}

func TestAnUnnamedRequestIsOpenWhateverWasBefore(t *testing.T) {
	for name, p := range map[string]call.Permission{
		"nothing":                 {},
		"an unnamed one":          call.Permission{}.RequestSent("", sec(0)),
		"a permission taken back": reply(t, call.Permission{}, call.Reply{At: sec(0)}),
		"a declined one":          reply(t, asked(sec(0)), decline(sec(1))),
	} {
		at := sec(0).Add(2 * day)
		if p = p.RequestSent("", at); p.State(at) != call.StateAsked || !p.Until(at).Equal(at.Add(7*day)) {
			t.Errorf("after %s: state is %s until %v", name, p.State(at), p.Until(at))
		}
		if got := p.NextRequestAt(at.Add(hour)); !got.Equal(at.Add(day)) && !got.Equal(sec(0).Add(7*day)) {
			t.Errorf("after %s: next request at %v", name, got)
		}
	}
}

func TestACallbackPermissionAnswersNoRequest(t *testing.T) {
	p := reply(t, asked(sec(0)), call.Reply{Accept: true, At: sec(1), Request: wacid, Automatic: true})
	if p.RequestID != "wamid.1" {
		t.Errorf("the request is %q, want wamid.1", p.RequestID)
	}
}

func TestUpdatedAtNeverGoesBack(t *testing.T) {
	p := asked(sec(10)).CallMissed(sec(5))
	if !p.UpdatedAt.Equal(sec(10)) {
		t.Errorf("updated at %v, want %v", p.UpdatedAt, sec(10))
	}
}

func TestRequestLimits(t *testing.T) {
	at := sec(0)
	one := asked(at)
	two := one.RequestSent("wamid.2", at.Add(2*day))
	for _, tt := range []struct {
		name string
		p    call.Permission
		now  time.Time
		want time.Time
	}{
		{"none sent", call.Permission{}, at, time.Time{}},
		{"one sent", one, at.Add(hour), at.Add(day)},
		{"one sent, a moment before the day is over", one, at.Add(day - 1), at.Add(day)},
		{"one sent a day ago", one, at.Add(day), time.Time{}},
		{"two sent: the day of the second is shorter than the week", two, at.Add(2*day + hour), at.Add(7 * day)},
		{"two sent, the first a week ago", two, at.Add(7 * day), time.Time{}},
		{
			"two sent at the end of the week: the day is longer",
			one.RequestSent("wamid.2", at.Add(6*day+12*hour)), at.Add(6*day + 13*hour), at.Add(7*day + 12*hour),
		},
		{"the same request told twice", one.RequestSent("wamid.1", at.Add(hour)), at.Add(day), time.Time{}},
		{"a call of ours was picked up", two.CallConnected(call.Outbound, at.Add(3*day)), at.Add(3 * day), time.Time{}},
		{"a call of theirs was picked up", two.CallConnected(call.Inbound, at.Add(3*day)), at.Add(3 * day), time.Time{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.p.NextRequestAt(tt.now); !got.Equal(tt.want) {
				t.Errorf("next request at %v, want %v", got, tt.want)
			}
		})
	}
}

func TestCallLimit(t *testing.T) {
	at := sec(0)
	var p call.Permission
	for i := range 99 {
		p = p.CallConnected(call.Outbound, at.Add(time.Duration(i)*time.Minute))
	}
	now := at.Add(2 * hour)
	p = p.CallConnected(call.Inbound, now)
	if got := p.NextCallAt(now); !got.IsZero() {
		t.Errorf("after 99 calls of ours and one of theirs the next is at %v", got)
	}
	p = p.CallConnected(call.Outbound, now)
	if got, want := p.NextCallAt(now), at.Add(day); !got.Equal(want) {
		t.Errorf("after 100 calls the next is at %v, want %v", got, want)
	}
	if got := p.NextCallAt(at.Add(day)); !got.IsZero() {
		t.Errorf("a day after the first call the next is at %v", got)
	}
}

func TestUnansweredCalls(t *testing.T) {
	at := sec(0)
	p := reply(t, asked(at), accept(at))
	for i := range 3 {
		p = p.CallMissed(at.Add(time.Duration(i) * hour))
		if !p.Callable(at.Add(day)) {
			t.Fatalf("the permission is gone after %d calls", i+1)
		}
	}
	again := p.CallConnected(call.Outbound, at.Add(3*hour)).CallMissed(at.Add(4 * hour))
	if !again.Callable(at.Add(day)) {
		t.Error("an answered call did not start the count anew")
	}
	p = p.CallMissed(at.Add(5*hour + 700*time.Millisecond))
	if got := p.State(at.Add(day)); got != call.StateRevoked {
		t.Fatalf("after four calls the state is %s, want revoked", got)
	}
	if _, news := p.Replied(accept(at.Add(4 * hour))); news {
		t.Error("an acceptance from before the fourth call brought the permission back")
	}
	p = reply(t, p, accept(at.Add(5*hour))) // the same second, as Meta writes it
	if p = p.CallMissed(at.Add(7 * hour)); !p.Callable(at.Add(day)) {
		t.Error("a new permission inherited the unanswered calls")
	}
}

// Meta: Calling API, User call permissions: the limits of GET call_permissions count what other systems sent.
func TestRequestsThatOthersUsedUp(t *testing.T) {
	now := sec(0)
	sent := func(ago ...time.Duration) (p call.Permission) {
		for _, d := range ago {
			p = p.RequestSent("", now.Add(-d))
		}
		return p
	}
	for name, tt := range map[string]struct {
		p      call.Permission
		period string
		until  time.Time
		want   time.Time
	}{
		"of the day, nothing known":         {call.Permission{}, "PT24H", now.Add(5 * hour), now.Add(5 * hour)},
		"of the day, one known":             {sent(23 * hour), "PT24H", now.Add(5 * hour), now.Add(5 * hour)},
		"of the day, a later one known":     {sent(hour), "PT24H", now.Add(5 * hour), now.Add(23 * hour)},
		"of the week, nothing known":        {call.Permission{}, "P7D", now.Add(2 * day), now.Add(2 * day)},
		"of the week, one known":            {sent(2 * day), "P7D", now.Add(2 * day), now.Add(2 * day)},
		"of the week, two known, earlier":   {sent(6*day, 5*day+hour), "P7D", now.Add(4 * day), now.Add(4 * day)},
		"of a period that we do not know":   {call.Permission{}, "P30D", now.Add(2 * day), time.Time{}},
		"of the day, and both limits apply": {sent(3*day, 2*day), "PT24H", now.Add(hour), now.Add(5 * day)}, // three in the week
	} {
		got := tt.p.RequestsUsedUp(tt.period, tt.until, now).NextRequestAt(now)
		if !got.Equal(tt.want) {
			t.Errorf("%s: next at %v, want %v", name, got, tt.want)
		}
	}
}
