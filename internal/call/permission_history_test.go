package call_test

import (
	"testing"
	"time"

	"ramal/internal/call"
)

func TestWhatBecameOfAPermission(t *testing.T) {
	at := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	asked := call.Permission{}.RequestSent("wamid.1", at)
	agreed, _ := asked.Replied(call.Reply{Accept: true, At: at.Add(time.Minute), Request: "wamid.1"})
	always, _ := agreed.Replied(call.Reply{Accept: true, Permanent: true, At: at.Add(2 * time.Minute), Request: "wamid.1"})
	declined, _ := asked.Replied(call.Reply{At: at.Add(time.Minute), Request: "wamid.1"})
	back, _ := agreed.Replied(call.Reply{At: at.Add(time.Hour)})
	missed := agreed
	for range 4 {
		missed = missed.CallMissed(at.Add(time.Hour))
	}
	again := declined.RequestSent("wamid.2", at.Add(25*time.Hour))
	for name, c := range map[string]struct {
		before, after call.Permission
		want          call.PermissionEventKind
		at            time.Time
	}{
		"asked":                         {call.Permission{}, asked, call.RequestMade, at},
		"asked again":                   {declined, again, call.RequestMade, at.Add(25 * time.Hour)},
		"named by Meta":                 {call.Permission{}.RequestSent("", at), call.Permission{}.RequestSent("", at).RequestNamed("wamid.1", at), "", at},
		"not delivered":                 {asked, asked.RequestFailed(at), call.RequestUndelivered, at},
		"allowed for a while":           {asked, agreed, call.Allowed, at.Add(time.Minute)},
		"allowed for longer":            {agreed, call.Permission{Grant: call.Temporary, ExpiresAt: agreed.ExpiresAt.Add(time.Hour), UpdatedAt: at}, call.Allowed, at},
		"allowed for good":              {agreed, always, call.AllowedAlways, at.Add(2 * time.Minute)},
		"declined":                      {asked, declined, call.RequestDeclined, at.Add(time.Minute)},
		"taken back":                    {agreed, back, call.TakenBack, at.Add(time.Hour)},
		"taken away after four":         {agreed, missed, call.TakenBack, at.Add(time.Hour)},
		"unknown to Meta":               {agreed, agreed.DeniedByMeta(at.Add(time.Hour)), call.Lost, at.Add(time.Hour)},
		"learned from Meta":             {call.Permission{}, call.Permission{}.Learned(call.Permanent, time.Time{}, at), call.AllowedAlways, at},
		"a call that was not picked up": {agreed, agreed.CallMissed(at.Add(time.Hour)), "", at},
		"a call that was":               {agreed, agreed.CallConnected(call.Outbound, at.Add(time.Hour)), "", at},
		"the same again":                {agreed, agreed, "", at},
	} {
		t.Run(name, func(t *testing.T) {
			e, is := c.after.Since(c.before)
			if is != (c.want != "") || e.Kind != c.want || is && !e.At.Equal(c.at) {
				t.Errorf("%q at %v, %v; want %q at %v", e.Kind, e.At, is, c.want, c.at)
			}
			if e.Kind == call.Allowed && !e.ExpiresAt.Equal(c.after.ExpiresAt) {
				t.Errorf("until %v", e.ExpiresAt)
			}
		})
	}
}
