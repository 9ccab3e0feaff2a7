package call_test

import (
	"testing"
	"time"

	"ramal/internal/call"
)

func TestLive(t *testing.T) {
	for s, want := range map[call.State]bool{
		call.New: false, call.Dialing: true, call.Alerting: true, call.Ringing: true, call.Answering: true,
		call.Active: true, call.Held: true, call.Ended: false,
	} {
		if s.Live() != want {
			t.Errorf("%q live is %v, want %v", s, s.Live(), want)
		}
	}
}

func TestRingTime(t *testing.T) {
	for _, tt := range []struct {
		name   string
		d      call.Direction
		events []call.Event
		want   time.Duration
		known  bool
	}{
		{"outbound that does not ring yet", call.Outbound, placed, 0, false},
		{"outbound that rings", call.Outbound, alerting, 0, false},
		{"outbound picked up", call.Outbound, active, 7 * time.Second, true},
		{"outbound not picked up", call.Outbound, path(alerting, then(ended(50))), 47 * time.Second, true},
		{"outbound that never rang", call.Outbound, path(placed, then(ended(50))), 0, false},
		{"inbound picked up", call.Inbound, talking, 6 * time.Second, true},
		{"inbound missed", call.Inbound, path(ringing, then(ended(9))), 9 * time.Second, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, _ := run(t, fresh(tt.d), tt.events...)
			if got, known := c.RingTime(); got != tt.want || known != tt.known {
				t.Errorf("ring time is %v, %v, want %v, %v", got, known, tt.want, tt.known)
			}
		})
	}
}
