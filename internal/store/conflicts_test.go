package store_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/store"
	"ramal/internal/store/storetest"
)

func wantReason(t *testing.T, err error, reason string) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != fault.Conflict || f.Reason != reason {
		t.Errorf("got %v (%+v), want a conflict because %q", err, f, reason)
	}
}

func TestOneOfEach(t *testing.T) {
	type step struct {
		name   string
		reason string
		do     func(ctx context.Context, db *store.DB, w *world) error
	}
	steps := []step{
		{"wa_id in the workspace", store.ReasonExists, func(ctx context.Context, db *store.DB, w *world) error {
			c := w.newContact("Other", w.contact.WaID)
			return db.CreateContact(ctx, &c)
		}},
		{"bsuid in the workspace", store.ReasonExists, func(ctx context.Context, db *store.DB, w *world) error {
			c := w.newContact("Other", "")
			c.BSUID = w.contact.BSUID
			return db.CreateContact(ctx, &c)
		}},
		{"wa_id taken by a change", store.ReasonExists, func(ctx context.Context, db *store.DB, w *world) error {
			c := w.newContact("Other", id("wa"))
			must(t, db.CreateContact(ctx, &c))
			c.WaID = w.contact.WaID
			return db.SaveContact(ctx, &c)
		}},
		{"open conversation of a contact on an account", store.ReasonExists, func(ctx context.Context, db *store.DB, w *world) error {
			c := w.newService(w.contact.ID)
			return db.CreateConversation(ctx, &c)
		}},
		{"conversation opened again beside another", store.ReasonExists, func(ctx context.Context, db *store.DB, w *world) error {
			c := w.newService(w.contact.ID)
			c.State = desk.Closed
			must(t, db.CreateConversation(ctx, &c))
			c.State = desk.Waiting
			return db.SaveConversation(ctx, &c)
		}},
		{"shortcut of a shared quick reply", store.ReasonExists, func(ctx context.Context, db *store.DB, w *world) error {
			q := w.reply
			q.ID = "other"
			return db.CreateQuickReply(ctx, &q)
		}},
		{"name of a funnel", store.ReasonExists, func(ctx context.Context, db *store.DB, w *world) error {
			p := w.newFunnel("SALES", "New")
			return db.CreatePipeline(ctx, &p)
		}},
		{"place of a deal in its stage", store.ReasonExists, func(ctx context.Context, db *store.DB, w *world) error {
			k := w.newDeal(0, "Another", 1)
			k.Rank = w.deal.Rank
			return db.CreateDeal(ctx, &k)
		}},
		{"first decision on closing", store.ReasonExists, func(ctx context.Context, db *store.DB, w *world) error {
			return db.SaveClosing(ctx, &desk.Closing{WorkspaceID: w.ws, Free: true})
		}},
		{"wamid in the workspace", store.ReasonExists, func(ctx context.Context, db *store.DB, w *world) error {
			m := w.newMessage("again")
			m.MetaID = w.message.MetaID
			return db.CreateMessage(ctx, &m)
		}},
		{"client key in the conversation", store.ReasonExists, func(ctx context.Context, db *store.DB, w *world) error {
			m := w.newMessage("again")
			m.ClientKey = w.message.ClientKey
			return db.CreateMessage(ctx, &m)
		}},
		{"wamid taken by a change", store.ReasonExists, func(ctx context.Context, db *store.DB, w *world) error {
			m := w.newMessage("again")
			must(t, db.CreateMessage(ctx, &m))
			m.MetaID = w.message.MetaID
			return db.SaveMessage(ctx, &m)
		}},
		{"live call with a contact", store.ReasonContactBusy, func(ctx context.Context, db *store.DB, w *world) error {
			c := w.newCall(w.contact.ID)
			return db.CreateCall(ctx, &c, nil)
		}},
		{"wacid in the workspace", store.ReasonExists, func(ctx context.Context, db *store.DB, w *world) error {
			c := w.newCall(w.contact.ID)
			c.State, c.MetaID = call.Ended, w.call.MetaID
			return db.CreateCall(ctx, &c, nil)
		}},
		{"the same call", store.ReasonExists, func(ctx context.Context, db *store.DB, w *world) error {
			c := w.call
			return db.CreateCall(ctx, &c, nil)
		}},
		{"e-mail address anywhere", store.ReasonExists, func(ctx context.Context, db *store.DB, w *world) error {
			u := w.user
			u.ID, u.Email = org.UserID(id("user")), " "+u.Email+" "
			return db.CreateUser(ctx, &u, "")
		}},
		{"number in the workspace", store.ReasonExists, func(ctx context.Context, db *store.DB, w *world) error {
			a := w.account
			a.ID = org.AccountID(id("account"))
			return db.CreateAccount(ctx, &a, org.Secrets{})
		}},
		{"first permission", store.ReasonExists, func(ctx context.Context, db *store.DB, w *world) error {
			p := w.allowed
			p.Version = 0
			return db.SavePermission(ctx, &p)
		}},
	}
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		w.contact.BSUID = "BR.1"
		must(t, db.SaveContact(t.Context(), &w.contact))
		for _, s := range steps {
			t.Run(s.name, func(t *testing.T) {
				wantReason(t, s.do(t.Context(), db, w), s.reason)
				// In a transaction a refusal must not spoil what else is in it.
				must(t, db.Atomically(t.Context(), func(ctx context.Context) error {
					wantReason(t, s.do(ctx, db, w), s.reason)
					return drop(db.Contact(ctx, w.ws, w.contact.ID))
				}))
			})
		}
	})
}

func TestWhatIsEmptyOrEndedIsNotUnique(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		for range 2 {
			c := w.newContact("Nobody", "")
			must(t, db.CreateContact(ctx, &c))
			s := w.newService(w.contact.ID)
			s.State = desk.Closed
			must(t, db.CreateConversation(ctx, &s))
			m := w.newMessage("")
			m.MetaID, m.ClientKey = "", ""
			must(t, db.CreateMessage(ctx, &m))
			ended := w.newCall(w.contact.ID)
			ended.State, ended.MetaID = call.Ended, ""
			must(t, db.CreateCall(ctx, &ended, nil))
		}
		other := newWorld(t, db) // the same numbers and addresses in another workspace
		if other.contact.WaID != w.contact.WaID {
			t.Error("this test needs two contacts with one number")
		}
		w.call.State = call.Ended
		must(t, db.SaveCall(ctx, &w.call, nil))
		next := w.newCall(w.contact.ID)
		must(t, db.CreateCall(ctx, &next, nil))
		wantCode(t, drop(db.FindContact(ctx, w.ws, "", "", "")), fault.NotFound)
		wantCode(t, drop(db.CallByMetaID(ctx, w.ws, "")), fault.NotFound)
		wantCode(t, drop(db.MessageByMetaID(ctx, w.ws, "")), fault.NotFound)
		wantCode(t, drop(db.MessageByClientKey(ctx, w.ws, w.service.ID, "")), fault.NotFound)
	})
}

func TestASaveWithAnOldVersionIsRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		saves := map[string]func() (int64, error){
			"contact":      func() (int64, error) { v := w.contact; err := db.SaveContact(ctx, &v); return v.Version, err },
			"conversation": func() (int64, error) { v := w.service; err := db.SaveConversation(ctx, &v); return v.Version, err },
			"message":      func() (int64, error) { v := w.message; err := db.SaveMessage(ctx, &v); return v.Version, err },
			"call":         func() (int64, error) { v := w.call; err := db.SaveCall(ctx, &v, w.lines); return v.Version, err },
			"permission":   func() (int64, error) { v := w.allowed; err := db.SavePermission(ctx, &v); return v.Version, err },
		}
		for name, save := range saves {
			if v, err := save(); err != nil || v != 2 {
				t.Errorf("%s: version %d (%v), want 2", name, v, err)
			}
			v, err := save()
			if !fault.Is(err, fault.Conflict) || v != 1 {
				t.Errorf("%s: got %v and version %d, want a conflict and 1", name, err, v)
			}
		}
		if lines := get[[]call.Line](t)(db.Timeline(ctx, w.ws, w.call.ID)); len(lines) != 2 {
			t.Errorf("the refused save left its lines: %d, want 2", len(lines))
		}
	})
}

func TestOfConcurrentSavesOneWins(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		const racers = 16
		for round := range 5 {
			loaded := get[call.Call](t)(db.Call(ctx, w.ws, w.call.ID))
			var won, lost int
			var mu sync.Mutex
			var all sync.WaitGroup
			for range racers {
				all.Go(func() {
					c := loaded
					err := db.SaveCall(ctx, &c, []call.Line{{At: start, Source: call.Ours, Kind: call.HungUp}})
					mu.Lock()
					defer mu.Unlock()
					switch {
					case err == nil:
						won++
					case fault.Is(err, fault.Conflict):
						lost++
					default:
						t.Error(err)
					}
				})
			}
			all.Wait()
			if won != 1 || lost != racers-1 {
				t.Fatalf("round %d: %d won and %d lost", round, won, lost)
			}
		}
		lines := get[[]call.Line](t)(db.Timeline(ctx, w.ws, w.call.ID))
		for i, l := range lines {
			if l.Seq != int64(i)+1 {
				t.Errorf("line %d has number %d", i+1, l.Seq)
			}
		}
		if len(lines) != 6 {
			t.Errorf("%d lines, want 6", len(lines))
		}
	})
}

func TestOfConcurrentCallsToAContactOneIsMade(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		bruno := w.newContact("Bruno Lima", "5511999990002")
		must(t, db.CreateContact(ctx, &bruno))
		errs := make(chan error, 10)
		for range cap(errs) {
			c := w.newCall(bruno.ID)
			go func() { errs <- db.CreateCall(ctx, &c, nil) }()
		}
		made := 0
		for range cap(errs) {
			if err := <-errs; err == nil {
				made++
			} else {
				wantReason(t, err, store.ReasonContactBusy)
			}
		}
		if made != 1 {
			t.Errorf("%d calls were made", made)
		}
	})
}

func TestOfTwoInEachOthersWayOneIsToldToTryAgain(t *testing.T) {
	db := storetest.Postgres(t) // SQLite has no two at a time
	w := newWorld(t, db)
	service := func(ctx context.Context) error { v := w.service; return db.SaveConversation(ctx, &v) }
	permission := func(ctx context.Context) error { p := w.allowed; return db.SavePermission(ctx, &p) }
	var both sync.WaitGroup
	both.Add(2)
	errs := make(chan error, 2)
	for _, steps := range [][2]func(context.Context) error{{service, permission}, {permission, service}} {
		go func() {
			errs <- db.Atomically(t.Context(), func(ctx context.Context) error {
				err := steps[0](ctx)
				both.Done()
				if err != nil {
					return err
				}
				both.Wait()
				return steps[1](ctx)
			})
		}()
	}
	one, other := <-errs, <-errs
	if one == nil {
		one, other = other, one
	}
	if !fault.Is(one, fault.Conflict) || other != nil {
		t.Errorf("got %v and %v, want one conflict", one, other)
	}
}
