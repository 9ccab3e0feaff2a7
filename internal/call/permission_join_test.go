package call_test

import (
	"testing"
	"time"

	"ramal/internal/call"
)

func TestPermissionsJoined(t *testing.T) {
	at := time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC)
	asked := call.Permission{Grant: call.None}.RequestSent("wamid.1", at)
	agreed, _ := asked.Replied(call.Reply{Accept: true, At: at.Add(time.Minute), Request: "wamid.1"})
	declined, _ := asked.Replied(call.Reply{At: at.Add(time.Hour), Request: "wamid.1"})
	later := call.Permission{Grant: call.None}.RequestSent("wamid.2", at.Add(25*time.Hour))
	learned := call.Permission{Grant: call.None}.Learned(call.Permanent, time.Time{}, at.Add(2*time.Hour))
	now := at.Add(26 * time.Hour)
	for name, c := range map[string]struct {
		a, b     call.Permission
		state    string
		requests int
	}{
		"with nothing":               {agreed, call.Permission{Grant: call.None}, call.StateTemporary, 1},
		"the newest word counts":     {agreed, declined, call.StateDeclined, 2},
		"a request takes nothing":    {agreed, later, call.StateTemporary, 2},
		"a request after a decline":  {declined, later, call.StateAsked, 2},
		"what Meta said counts too":  {declined, learned, call.StatePermanent, 1},
		"counters without any words": {call.Permission{Grant: call.None}.CallMissed(now), declined, call.StateDeclined, 1},
	} {
		t.Run(name, func(t *testing.T) {
			for _, p := range []call.Permission{c.a.Joined(c.b), c.b.Joined(c.a)} {
				if p.State(now) != c.state || len(p.Requests) != c.requests {
					t.Errorf("%s with %d requests, want %s with %d", p.State(now), len(p.Requests), c.state, c.requests)
				}
			}
		})
	}
	mine := call.Permission{WorkspaceID: "w", AccountID: "a", ContactID: "c", Version: 4}.CallConnected(call.Outbound, at)
	if p := mine.Joined(agreed.CallConnected(call.Outbound, at.Add(-time.Hour)).CallMissed(at)); p.ContactID != "c" || p.Version != 4 || len(p.Connected) != 2 || !p.Connected[0].Before(p.Connected[1]) || p.Unanswered != 1 {
		t.Errorf("%+v", p)
	}
}
