package store_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ramal/internal/fault"
	"ramal/internal/meta"
	"ramal/internal/store"
	"ramal/internal/store/storetest"
)

func event(account, key string) meta.Event {
	return meta.Event{
		Account: account, Key: key, Field: "calls", PhoneNumberID: "105", Value: json.RawMessage(`{"calls":[{"id":"wacid.1"}]}`),
		ReceivedAt: start,
	}
}

func keys(events []meta.Event) []string {
	var list []string
	for _, e := range events {
		list = append(list, e.Account+"/"+e.Key)
	}
	return list
}

func TestKeepKeepsEachEventOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		kept := get[[]meta.Event](t)(db.Keep(ctx, []meta.Event{event("a", "1"), event("a", "2"), event("a", "1")}))
		if diff := cmp.Diff([]string{"a/1", "a/2"}, keys(kept)); diff != "" {
			t.Error(diff)
		}
		again := get[[]meta.Event](t)(db.Keep(ctx, []meta.Event{event("a", "2"), event("b", "2"), event("a", "3")}))
		if diff := cmp.Diff([]string{"b/2", "a/3"}, keys(again)); diff != "" {
			t.Error(diff)
		}
		if none := get[[]meta.Event](t)(db.Keep(ctx, nil)); none != nil {
			t.Errorf("nothing was given and %v kept", none)
		}
		want := slices.Concat(kept, again)
		same(t, want)(db.Unhandled(ctx, start.Add(time.Second), 10))
		for i := 1; i < len(want); i++ {
			if want[i].ID <= want[i-1].ID {
				t.Errorf("ids do not rise: %d after %d", want[i].ID, want[i-1].ID)
			}
		}
	})
}

func TestSettledEventsAreHandledAndForgotten(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		ctx, later := t.Context(), start.Add(time.Second)
		kept := get[[]meta.Event](t)(db.Keep(ctx, []meta.Event{event("a", "1"), event("a", "2"), event("a", "3")}))
		must(t, db.Settle(ctx, kept[0].ID, ""))
		must(t, db.Settle(ctx, kept[1].ID, "no such call"))
		must(t, db.Retry(ctx, kept[2].ID, "database away"))
		must(t, db.Retry(ctx, kept[2].ID, "database away"))
		open := get[[]meta.Event](t)(db.Unhandled(ctx, later, 10))
		if len(open) != 1 || open[0].ID != kept[2].ID || open[0].Attempts != 2 {
			t.Errorf("got %+v, want the third with two attempts", open)
		}
		if early := get[[]meta.Event](t)(db.Unhandled(ctx, start, 10)); len(early) != 0 {
			t.Errorf("%d events that are not older than asked", len(early))
		}
		must(t, db.ForgetInbox(ctx, later))
		again := get[[]meta.Event](t)(db.Keep(ctx, []meta.Event{event("a", "1"), event("a", "3")}))
		if diff := cmp.Diff([]string{"a/1"}, keys(again)); diff != "" {
			t.Errorf("what is forgotten is new, what is open is not: %s", diff)
		}
		wantCode(t, db.Settle(ctx, 1<<40, ""), fault.NotFound)
		wantCode(t, db.Retry(ctx, 1<<40, ""), fault.NotFound)
	})
}

func TestManyCallersKeepTogether(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		const callers, each = 40, 10
		var mu sync.Mutex
		count := map[string]int{}
		var all sync.WaitGroup
		for n := range callers {
			all.Go(func() {
				var events []meta.Event
				for i := range each {
					events = append(events, event("a", fmt.Sprint((n/2)*each+i))) // two callers bring the same
				}
				kept, err := db.Keep(t.Context(), events)
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				defer mu.Unlock()
				for _, e := range kept {
					if e.ID == 0 {
						t.Errorf("%s was kept without an id", e.Key)
					}
					count[e.Key]++
				}
			})
		}
		all.Wait()
		if len(count) != callers/2*each {
			t.Errorf("%d different events, want %d", len(count), callers/2*each)
		}
		for key, n := range count {
			if n != 1 {
				t.Errorf("event %s was kept %d times", key, n)
			}
		}
		list := get[[]meta.Event](t)(db.Unhandled(t.Context(), start.Add(time.Second), 1000))
		if len(list) != len(count) {
			t.Errorf("%d rows, want %d", len(list), len(count))
		}
	})
}

func TestABadEventTakesNoOtherWithIt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		var long strings.Builder // longer than what an index of PostgreSQL takes
		for range 1000 {
			long.WriteString(rand.Text())
		}
		bad := event("a", long.String())
		good := make(chan error, 20)
		for i := range cap(good) {
			go func() {
				_, err := db.Keep(t.Context(), []meta.Event{event("a", fmt.Sprint(i))})
				good <- err
			}()
			go func() { _, _ = db.Keep(t.Context(), []meta.Event{bad}) }()
		}
		for range cap(good) {
			must(t, <-good)
		}
	})
}

func TestKeepInATransactionBelongsToIt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		err := db.Atomically(t.Context(), func(ctx context.Context) error {
			if kept := get[[]meta.Event](t)(db.Keep(ctx, []meta.Event{event("a", "1")})); len(kept) != 1 {
				t.Errorf("kept %d", len(kept))
			}
			return fault.New(fault.Conflict, "no")
		})
		wantCode(t, err, fault.Conflict)
		if list := get[[]meta.Event](t)(db.Unhandled(t.Context(), start.Add(time.Hour), 10)); len(list) != 0 {
			t.Errorf("%d events outlived the transaction", len(list))
		}
	})
}

func TestACallerThatGaveUpIsToldAtOnce(t *testing.T) {
	db := storetest.SQLite(t)
	inside, leave := make(chan struct{}), make(chan struct{})
	ended := make(chan error)
	go func() {
		ended <- db.Atomically(t.Context(), func(context.Context) error { // nobody else can write meanwhile
			close(inside)
			<-leave
			return nil
		})
	}()
	<-inside
	for _, key := range []string{"one that writes for all", "one that waits"} {
		ctx, cancel := context.WithCancel(t.Context())
		told := make(chan error)
		go func() { told <- drop(db.Keep(ctx, []meta.Event{event("a", key)})) }()
		cancel()
		wantCode(t, <-told, fault.Unavailable)
	}
	close(leave)
	must(t, <-ended)
	must(t, drop(db.Keep(t.Context(), []meta.Event{event("a", "next")})))
}

func TestACrashBetweenKeepAndSettleLosesNothing(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		before, err := store.Open(t.Context(), store.Options{Database: address, Key: storetest.Key})
		must(t, err)
		kept := get[[]meta.Event](t)(before.Keep(t.Context(), []meta.Event{event("a", "1"), event("a", "2")}))
		must(t, before.Settle(t.Context(), kept[0].ID, ""))
		if filepath.Ext(address) == ".db" {
			address = copyAsAfterPowerCut(t, address)
		}
		// The first one is never closed in an orderly way before the second one reads.
		after, err := store.Open(t.Context(), store.Options{Database: address, Key: storetest.Key})
		must(t, err)
		same(t, kept[1:])(after.Unhandled(t.Context(), start.Add(time.Second), 10))
		must(t, after.Close())
		must(t, before.Close())
	})
}
