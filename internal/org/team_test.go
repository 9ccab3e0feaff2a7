package org_test

import (
	"testing"
	"time"

	"ramal/internal/fault"
	"ramal/internal/org"
)

func TestSeats(t *testing.T) {
	users := []org.User{{ID: "a"}, {ID: "b", Blocked: true}, {ID: "c"}}
	invitations := []org.Invitation{
		{ID: "open", ExpiresAt: noon.Add(time.Hour)},
		{ID: "over", ExpiresAt: noon},
		{ID: "of a user who has a seat", UserID: "a", ExpiresAt: noon.Add(time.Hour)},
	}
	if n := org.SeatsTaken(users, invitations, noon); n != 3 {
		t.Errorf("%d seats taken, want 3", n)
	}
	for _, tt := range []struct {
		seats, taken int
		free         bool
	}{{0, 1000, true}, {3, 2, true}, {3, 3, false}, {3, 9, false}} {
		err := org.Plan{Seats: tt.seats}.SeatFor(tt.taken)
		if (err == nil) != tt.free || err != nil && !fault.Is(err, fault.Conflict) {
			t.Errorf("%d of %d taken: %v", tt.taken, tt.seats, err)
		}
	}
}

func TestNobodyShutsOutThemselvesOrEverybody(t *testing.T) {
	alice, bob := org.User{ID: "alice", Admin: true}, org.User{ID: "bob", Admin: true}
	carl := org.User{ID: "carl"}
	with := func(u org.User, f func(*org.User)) org.User { f(&u); return u }
	blocked := func(u *org.User) { u.Blocked = true }
	demoted := func(u *org.User) { u.Admin = false }
	for name, tt := range map[string]struct {
		by    org.User
		users []org.User
		after org.User
		field string // at fault, "" when it is allowed
	}{
		"another one blocked":           {alice, []org.User{alice, bob, carl}, with(carl, blocked), ""},
		"another administrator demoted": {alice, []org.User{alice, bob}, with(bob, demoted), ""},
		"oneself renamed":               {alice, []org.User{alice}, with(alice, func(u *org.User) { u.Name = "Alice P." }), ""},
		"oneself blocked":               {alice, []org.User{alice, bob}, with(alice, blocked), "blocked"},
		"oneself demoted":               {alice, []org.User{alice, bob}, with(alice, demoted), "admin"},
		// Two who demote each other at the same moment: the second is no administrator any more when it is judged.
		"the last one":                    {bob, []org.User{alice, with(bob, demoted)}, with(alice, demoted), "admin"},
		"the last one who is not blocked": {bob, []org.User{alice, with(bob, blocked)}, with(alice, blocked), "admin"},
	} {
		err := org.Member{User: tt.by}.MayBecome(tt.users, tt.after)
		var f *fault.Error
		if err != nil {
			f = err.(*fault.Error) //nolint:errorlint // it is made there
		}
		if (f == nil) != (tt.field == "") || f != nil && f.Field != tt.field {
			t.Errorf("%s: %v, want a refusal on %q", name, err, tt.field)
		}
	}
}
