package store

import (
	"context"
	"slices"
	"sync"
	"testing"
	"testing/synctest"

	"ramal/internal/fault"
)

// queue lets one in, lines the others up in the given order ("!" first), and returns the order in which they came in.
func queue(t *testing.T, tt *turns, names ...string) (order []string) {
	t.Helper()
	if err := tt.enter(t.Context(), false); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for _, name := range names {
		all.Go(func() {
			if err := tt.enter(t.Context(), name[0] == '!'); err != nil {
				t.Error(err)
			}
			order = append(order, name) // one at a time, or the race detector speaks up
			tt.leave()
		})
		synctest.Wait() // it stands in line
	}
	tt.leave()
	all.Wait()
	return order
}

func TestWhoStoresEventsGoesFirstAndThenAFewOthers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		got := queue(t, &turns{}, "a", "b", "!1", "c", "d", "e", "!2", "!3", "f", "g", "h")
		if want := []string{"!1", "a", "b", "c", "d", "!2", "e", "f", "g", "h", "!3"}; !slices.Equal(got, want) {
			t.Errorf("in order %v, not %v", got, want)
		}
	})
}

func TestWithoutEventsTheOrderIsThatOfArrival(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		if got := queue(t, &turns{}, "a", "b", "c"); !slices.Equal(got, []string{"a", "b", "c"}) {
			t.Errorf("in order %v", got)
		}
	})
}

func TestWhoGivesUpWaitingHoldsNobodyUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tt := &turns{}
		if err := tt.enter(t.Context(), false); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		gone := make(chan error)
		go func() { gone <- tt.enter(ctx, true) }()
		synctest.Wait()
		cancel()
		if err := <-gone; !fault.Is(err, fault.Unavailable) {
			t.Errorf("giving up is %v", err)
		}
		tt.leave()
		if err := tt.enter(t.Context(), false); err != nil {
			t.Error(err)
		}
	})
}

func TestATurnThatComesTooLateIsPassedOn(t *testing.T) {
	// Whether the end or the turn is seen first is up to chance; either way the next one has to get in.
	for range 200 {
		synctest.Test(t, func(t *testing.T) {
			tt := &turns{}
			if err := tt.enter(t.Context(), false); err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithCancel(t.Context())
			gone := make(chan struct{})
			go func() {
				defer close(gone)
				if tt.enter(ctx, false) == nil {
					tt.leave()
				}
			}()
			synctest.Wait()
			go cancel()
			tt.leave()
			<-gone
			if err := tt.enter(t.Context(), false); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestPostgresNeedsNoTurns(t *testing.T) {
	var none *turns
	for range 2 {
		if err := none.enter(t.Context(), false); err != nil {
			t.Error(err)
		}
	}
	none.leave()
}
