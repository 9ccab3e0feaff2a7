package desk_test

import (
	"testing"

	"pgregory.net/rapid"

	"ramal/internal/desk"
)

func TestAdvance(t *testing.T) {
	for _, tt := range []struct{ from, next, want desk.Status }{
		{desk.Pending, desk.Sent, desk.Sent},
		{desk.Pending, desk.Failed, desk.Failed},
		{desk.Sent, desk.Delivered, desk.Delivered},
		{desk.Sent, desk.Read, desk.Read}, // delivered may never come
		{desk.Delivered, desk.Sent, desk.Delivered},
		{desk.Read, desk.Delivered, desk.Read},
		{desk.Read, desk.Failed, desk.Read},
		{desk.Sent, desk.Failed, desk.Failed},
		{desk.Failed, desk.Sent, desk.Failed},
		{desk.Failed, desk.Delivered, desk.Failed},
		{desk.Received, desk.Read, desk.Received},
		{desk.Pending, desk.Received, desk.Pending},
		{desk.Pending, "played", desk.Pending},
		{desk.Delivered, "", desk.Delivered},
	} {
		if got := tt.from.Advance(tt.next); got != tt.want {
			t.Errorf("%s --%s--> %s, want %s", tt.from, tt.next, got, tt.want)
		}
	}
}

func TestStatusesInAnyOrder(t *testing.T) {
	facts := []desk.Status{desk.Sent, desk.Delivered, desk.Read}
	rapid.Check(t, func(t *rapid.T) {
		s := desk.Pending
		for _, next := range rapid.Permutation(append(facts, facts...)).Draw(t, "order") {
			s = s.Advance(next)
		}
		if s != desk.Read {
			t.Fatalf("the message is %s, want read", s)
		}
	})
}
