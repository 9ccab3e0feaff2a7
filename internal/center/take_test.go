package center

import (
	"testing"
	"time"

	"ramal/internal/call"
)

func TestALateWebhookHappenedWhenMetaSays(t *testing.T) {
	at := func(ms int) time.Time { return time.UnixMilli(1_780_000_000_000 + int64(ms)) }
	k := call.Call{CreatedAt: at(300), AlertedAt: at(2500)}
	for _, c := range []struct {
		name                string
		said, arrived, want time.Time
	}{
		{"within Meta's second", at(5000), at(5999), at(5999)},
		{"late", at(5000), at(6000), at(5000)},
		{"by a clock ahead of ours", at(9000), at(6000), at(6000)},
		{"before the ringing, by a clock behind ours", at(1000), at(6000), at(2500)},
		{"without a time", time.Time{}, at(6000), at(6000)},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := happened(k, c.said, c.arrived); !got.Equal(c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

// Audio runs by the real clock, and a call by the one of its rules, which a demo moves.
func TestWhatIsHeardIsDatedByOurClock(t *testing.T) {
	now := time.Now().Add(1000 * time.Hour)
	c := &Center{Now: func() time.Time { return now }}
	from, until := time.Now().Add(-40*time.Second), time.Now().Add(-30*time.Second)
	near := func(t *testing.T, got time.Time, ago time.Duration) {
		t.Helper()
		if d := got.Sub(now.Add(-ago)).Abs(); d > time.Second {
			t.Errorf("%v away from %v ago", d, ago)
		}
	}
	k := call.Call{Operator: "paula"}
	for _, kind := range []call.Kind{call.Spoke, call.MediaLost, call.MetaLeft, call.MediaUp} {
		e := c.eventOf(HeardReport{Event: call.Event{Kind: kind}, From: from, Until: until}, k)
		near(t, e.At, map[call.Kind]time.Duration{call.Spoke: 40 * time.Second, call.MediaLost: 30 * time.Second, call.MetaLeft: 30 * time.Second}[kind])
		if e.User != "paula" {
			t.Errorf("%s is about %q", kind, e.User)
		}
		if (e.Facts != nil) != (kind == call.MetaLeft) {
			t.Errorf("%s has the facts %+v", kind, e.Facts)
		} else if e.Facts != nil {
			near(t, e.Facts.StartedAt, 40*time.Second)
			near(t, e.Facts.EndedAt, 30*time.Second)
		}
	}
	silent := c.eventOf(HeardReport{Event: call.Event{Kind: call.MetaLeft}}, k)
	near(t, silent.At, 0)
	if silent.Facts != nil {
		t.Errorf("nobody was heard, and the facts are %+v", silent.Facts)
	}
}
