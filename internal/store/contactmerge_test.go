package store_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/store"
	"ramal/internal/store/storetest"
)

func TestEveryTableOfAContactIsMerged(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		anew := []string{"contact_facets", "contact_owners", "field_values", "call_permissions"} // go with the contact, and are written anew
		for column, moved := range map[string][]string{"contact_id": append(anew, store.OfContact...), "conversation_id": store.OfConversation} {
			slices.Sort(moved)
			if tables := store.Tables(t, db, column); !slices.Equal(tables, moved) {
				t.Errorf("tables with %s are %q; merged are %q", column, tables, moved)
			}
		}
	})
}

func TestContactsAreMerged(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		w.call.State, w.call.Outcome = call.Ended, call.Completed
		must(t, db.SaveCall(ctx, &w.call, nil))
		gone := get[desk.Contact](t)(db.Contact(ctx, w.ws, w.contact.ID))
		into := w.newContact("Ana", "")
		into.Phone = ""
		must(t, db.CreateContact(ctx, &into))
		notice := w.newNotice(0)
		must(t, db.AddNotice(ctx, notice))
		version := into.Version

		into = into.Joined(gone)
		stale := gone
		stale.Version--
		wantCode(t, db.MergeContact(ctx, &into, stale), fault.Conflict)
		same(t, gone)(db.Contact(ctx, w.ws, gone.ID))
		must(t, db.Atomically(ctx, func(ctx context.Context) error {
			must(t, db.HoldContacts(ctx, w.ws, into.ID, gone.ID))
			return db.MergeContact(ctx, &into, gone)
		}))

		if into.Version != version+1 || into.WaID != gone.WaID || into.LastAt != gone.LastAt {
			t.Errorf("%+v", into)
		}
		same(t, into)(db.Contact(ctx, w.ws, gone.ID))
		same(t, into)(db.FindByField(ctx, w.ws, w.field.ID, "111.222"))
		same(t, map[desk.ContactID]desk.Contact{into.ID: into})(db.ContactsByID(ctx, w.ws, []desk.ContactID{into.ID, gone.ID}))
		if v := get[desk.Conversation](t)(db.Conversation(ctx, w.ws, w.service.ID)); v.ContactID != into.ID {
			t.Errorf("the service is %s's", v.ContactID)
		}
		if k := get[call.Call](t)(db.Call(ctx, w.ws, w.call.ID)); k.ContactID != into.ID {
			t.Errorf("the call is %s's", k.ContactID)
		}
		if n := get[desk.ContactNote](t)(db.ContactNote(ctx, w.ws, w.note.ID)); n.ContactID != into.ID {
			t.Errorf("the note is %s's", n.ContactID)
		}
		if page := get[desk.Page[call.PermissionEvent]](t)(db.PermissionEvents(ctx, w.ws, into.ID, nil, "", 0)); len(page.Items) != 1 {
			t.Errorf("history %+v", page.Items)
		}
		found := get[desk.Page[desk.Deal]](t)(db.Deals(ctx, w.ws, desk.DealQuery{Pipeline: w.funnel.ID, Search: "5511999990001"}))
		if len(found.Items) != 1 || found.Items[0].Contact != into.ID {
			t.Errorf("deals %+v", found.Items)
		}
		if list := get[[]call.Permission](t)(db.PermissionsOf(ctx, w.ws, gone.ID)); len(list) != 0 {
			t.Errorf("permissions of who is gone: %+v", list)
		}
		if tags := get[[]desk.TagCount](t)(db.TagCounts(ctx, w.ws)); len(tags) != 1 || tags[0].Contacts != 1 {
			t.Errorf("tags %+v", tags)
		}

		// Merged again: the first id goes on to the last.
		last := w.newContact("Ana Maria", "5511999990009")
		must(t, db.CreateContact(ctx, &last))
		last = last.Joined(into)
		must(t, db.MergeContact(ctx, &last, into))
		same(t, last)(db.Contact(ctx, w.ws, gone.ID))
		wantCode(t, db.MergeContact(ctx, &last, gone), fault.NotFound)
		wantCode(t, drop(db.Contact(ctx, newWorld(t, db).ws, gone.ID)), fault.NotFound)
	})
}

func TestServicesAreMerged(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		other := w.newContact("Ana", "")
		must(t, db.CreateContact(ctx, &other))
		into := w.newService(other.ID)
		must(t, db.CreateConversation(ctx, &into))
		m := w.newMessage("Olá")
		m.ConversationID, m.ClientKey, m.At = into.ID, w.message.ClientKey, start.Add(time.Minute)
		must(t, db.CreateMessage(ctx, &m))

		gone := w.service
		stale := gone
		stale.Version++
		joined := into.Joined(gone)
		wantCode(t, db.MergeConversation(ctx, &joined, stale), fault.Conflict)
		must(t, db.MergeConversation(ctx, &joined, gone))
		same(t, joined)(db.Conversation(ctx, w.ws, gone.ID))
		page := get[desk.Page[desk.Message]](t)(db.Messages(ctx, w.ws, desk.MessageQuery{Conversation: into.ID}))
		if len(page.Items) != 2 || page.Items[0].ID != m.ID || page.Items[1].ID != w.message.ID {
			t.Errorf("%+v", page.Items)
		}
		if k := get[call.Call](t)(db.Call(ctx, w.ws, w.call.ID)); k.ConversationID != into.ID {
			t.Errorf("the call is in %s", k.ConversationID)
		}
	})
}

func TestWhoIsOnACall(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		same(t, true)(db.OnACall(ctx, w.ws, "nobody", w.contact.ID))
		same(t, false)(db.OnACall(ctx, w.ws, "nobody"))
		same(t, false)(db.OnACall(ctx, newWorld(t, db).ws, w.contact.ID))
	})
}

func TestNumbersAreFoundInEveryForm(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		add := func(name, waID, phone string) desk.Contact {
			c := w.newContact(name, waID)
			c.Phone = phone
			must(t, db.CreateContact(ctx, &c))
			return c
		}
		eight, nine := add("Bia", "553187654321", ""), add("Bia", "", "5531987654321")
		other := add("Caio", "", "5531977776666")
		same(t, eight)(db.FindContact(ctx, w.ws, "", "5531987654321", ""))
		same(t, nine)(db.FindContact(ctx, w.ws, "", "", "553187654321"))
		same(t, other)(db.FindContact(ctx, w.ws, "", "", "553177776666"))
		same(t, []desk.Contact{nine})(db.Twins(ctx, eight, ""))
		same(t, []desk.Contact{eight})(db.Twins(ctx, nine, ""))
		same(t, []desk.Contact(nil))(db.Twins(ctx, other, ""))
		namesake := add("caio", "5511911112222", "")
		same(t, []desk.Contact{namesake})(db.Twins(ctx, other, ""))
		namesake.Owners = append(namesake.Owners, "somebody")
		must(t, db.SaveContact(ctx, &namesake))
		same(t, []desk.Contact(nil))(db.Twins(ctx, other, w.user.ID))
	})
}

// Messages come in for both contacts while they are merged: each is there once at the end, in a service of the one that stays.
func TestNothingIsLostWhileContactsAreMerged(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		into, gone := w.newContact("Bia", "553187654321"), w.newContact("Bia", "")
		gone.BSUID = "BR.7"
		must(t, db.CreateContact(ctx, &into))
		must(t, db.CreateContact(ctx, &gone))
		receive := func(ctx context.Context, bsuid, waID string) error {
			c, err := db.FindContact(ctx, w.ws, bsuid, waID, "")
			if err != nil {
				return err
			}
			v, err := db.OpenConversation(ctx, w.ws, w.account.ID, c.ID)
			if fault.Is(err, fault.NotFound) {
				v = w.newService(c.ID)
				err = db.CreateConversation(ctx, &v)
			}
			if err != nil {
				return err
			}
			m := w.newMessage("Oi")
			m.ConversationID = v.ID
			if err := db.CreateMessage(ctx, &m); err != nil {
				return err
			}
			v = v.Received(start.Add(time.Minute), "Oi")
			return db.SaveConversation(ctx, &v)
		}
		merge := func(ctx context.Context) error {
			must(t, db.HoldContacts(ctx, w.ws, into.ID, gone.ID))
			a, err := db.Contact(ctx, w.ws, into.ID)
			if err != nil {
				return err
			}
			b, err := db.Contact(ctx, w.ws, gone.ID)
			if err != nil {
				return err
			}
			v, err := db.OpenConversation(ctx, w.ws, w.account.ID, a.ID)
			other, e := db.OpenConversation(ctx, w.ws, w.account.ID, b.ID)
			if err == nil && e == nil {
				v = v.Joined(other)
				if err := db.MergeConversation(ctx, &v, other); err != nil {
					return err
				}
			}
			a = a.Joined(b)
			return db.MergeContact(ctx, &a, b)
		}
		// again does something in a transaction until nobody is in the way, as the intake of webhooks does.
		again := func(do func(context.Context) error) {
			for {
				err := db.Atomically(ctx, do)
				if err == nil {
					return
				}
				if ctx.Err() != nil || !fault.Is(err, fault.Conflict) && !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Unavailable) {
					t.Errorf("%v", err)
					return
				}
			}
		}
		const each = 20
		var all sync.WaitGroup
		for range each {
			all.Go(func() { again(func(ctx context.Context) error { return receive(ctx, "BR.7", "") }) })
			all.Go(func() { again(func(ctx context.Context) error { return receive(ctx, "", "553187654321") }) })
		}
		all.Go(func() { again(merge) })
		all.Wait()

		services := get[[]desk.Conversation](t)(db.ConversationsOf(ctx, w.ws, into.ID))
		if len(services) != 1 {
			t.Fatalf("services %+v", services)
		}
		page := get[desk.Page[desk.Message]](t)(db.Messages(ctx, w.ws, desk.MessageQuery{Conversation: services[0].ID, Limit: 100}))
		if len(page.Items) != 2*each {
			t.Errorf("%d messages of %d", len(page.Items), 2*each)
		}
	})
}
