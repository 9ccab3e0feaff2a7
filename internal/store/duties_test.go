package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/store"
	"ramal/internal/store/storetest"
)

func TestUnsettledListsWhatMayNotMatchItsOutside(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		w.call.State, w.call.Closed = call.Ended, true
		must(t, db.SaveCall(ctx, &w.call, nil))
		now := start.Add(time.Hour)
		var want []string
		for i, c := range []struct {
			name string
			set  func(*call.Call)
			in   bool
		}{
			{"live and ours", func(c *call.Call) { c.Deadline = time.Time{} }, true},
			{"live on another node", func(c *call.Call) { c.Node, c.Deadline = "node-2", time.Time{} }, false},
			{"live on another node, in time", func(c *call.Call) { c.Node, c.Deadline = "node-2", now.Add(1) }, true}, // kept to the millisecond
			{"live on another node, not due", func(c *call.Call) { c.Node, c.Deadline = "node-2", now.Add(time.Second) }, false},
			{"live on another node, past its deadline", func(c *call.Call) { c.Node, c.Deadline = "node-2", now }, true},
			{"ended, open at Meta", func(c *call.Call) { c.State, c.Node = call.Ended, "node-2" }, true},
			{"ended and closed", func(c *call.Call) { c.State, c.Closed = call.Ended, true }, false},
			{"ended, Meta never heard of it", func(c *call.Call) { c.State, c.MetaID = call.Ended, "" }, false},
		} {
			contact := w.newContact(c.name, "")
			must(t, db.CreateContact(ctx, &contact))
			v := w.newCall(contact.ID)
			v.CreatedAt = start.Add(-time.Duration(i) * time.Second)
			c.set(&v)
			must(t, db.CreateCall(ctx, &v, nil))
			if c.in {
				want = append([]string{string(v.ID)}, want...)
			}
		}
		read := func(limit int) (got []string) {
			for _, c := range get[[]call.Call](t)(db.Unsettled(ctx, "node-1", now, limit)) {
				got = append(got, string(c.ID))
			}
			return got
		}
		if diff := cmp.Diff(want, read(10)); diff != "" {
			t.Errorf("-want +got\n%s", diff)
		}
		if diff := cmp.Diff(want[:2], read(2)); diff != "" {
			t.Errorf("the oldest two: -want +got\n%s", diff)
		}
	})
}

func TestPendingMessagesAreThoseThatMetaDoesNotHave(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		add := func(at time.Duration, set func(*desk.Message)) desk.Message {
			m := w.newMessage("?")
			m.At = start.Add(at)
			set(&m)
			must(t, db.CreateMessage(ctx, &m))
			return m
		}
		second := add(-time.Second, func(*desk.Message) {})
		first := add(-time.Minute, func(m *desk.Message) { m.MetaID = "" })
		add(-time.Minute, func(m *desk.Message) { m.Status = desk.Sent })
		add(-time.Minute, func(m *desk.Message) { m.Direction = desk.Incoming })
		same(t, []desk.Message{first, second})(db.PendingMessages(ctx, start, 10))
		same(t, []desk.Message{first})(db.PendingMessages(ctx, start, 1))
	})
}

func TestContactsAreFoundByTheStrongestKey(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		add := func(bsuid, waID, phone string, age time.Duration) desk.Contact {
			c := w.newContact("Somebody", waID)
			c.BSUID, c.Phone, c.CreatedAt = bsuid, phone, start.Add(-age)
			must(t, db.CreateContact(ctx, &c))
			return c
		}
		byID, byWa := add("BR.9", "", "", 0), add("", "5521", "", 0)
		young, old := add("", "", "5531", 0), add("", "", "5531", time.Hour)
		same(t, byID)(db.FindContact(ctx, w.ws, "BR.9", "5521", "5531"))
		same(t, byWa)(db.FindContact(ctx, w.ws, "BR.0", "5521", "5531"))
		same(t, old)(db.FindContact(ctx, w.ws, "BR.0", "5520", "5531"))
		wantCode(t, drop(db.FindContact(ctx, w.ws, "BR.0", "5520", "5530")), fault.NotFound)
		same(t, map[desk.ContactID]desk.Contact{byID.ID: byID, young.ID: young})(
			db.ContactsByID(ctx, w.ws, []desk.ContactID{byID.ID, "nobody", young.ID}))
		same(t, map[desk.ContactID]desk.Contact{})(db.ContactsByID(ctx, w.ws, nil))
	})
}

func TestTextsThatADatabaseRefusesAreCleaned(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		m := w.newMessage("a\x00b\xffc")
		must(t, db.CreateMessage(ctx, &m))
		if got := get[desk.Message](t)(db.Message(ctx, w.ws, m.ID)); got.Text != "ab\uFFFDc" {
			t.Errorf("got %q", got.Text)
		}
	})
}
