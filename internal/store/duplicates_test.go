package store_test

import (
	"slices"
	"testing"
	"time"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/store"
	"ramal/internal/store/storetest"
)

func TestDuplicatesComeInGroups(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		add := func(name, waID, phone string, age time.Duration) desk.Contact {
			c := w.newContact(name, waID)
			c.Phone, c.CreatedAt = phone, start.Add(-age)
			must(t, db.CreateContact(ctx, &c))
			return c
		}
		nine := add("Bia", "", "5531987654321", 0)
		eight := add("Beatriz", "553187654321", "", time.Hour)
		argentine, dialled := add("Sol", "5491122334455", "", 0), add("Luna", "", "541122334455", 0)
		caio, kaio := add("Caio", "", "", 0), add("cáio", "5511911112222", "", time.Minute)

		page := get[desk.Page[[]desk.Contact]](t)(db.Duplicates(ctx, w.ws, desk.SameByNumber, "", "", 1))
		same(t, [][]desk.Contact{{argentine, dialled}})(page.Items, nil)
		page = get[desk.Page[[]desk.Contact]](t)(db.Duplicates(ctx, w.ws, desk.SameByNumber, "", page.Next, 1))
		same(t, [][]desk.Contact{{nine, eight}})(page.Items, nil)
		if page.Next != "" {
			t.Error("there is more")
		}
		page = get[desk.Page[[]desk.Contact]](t)(db.Duplicates(ctx, w.ws, desk.SameByName, "", "", 0))
		same(t, [][]desk.Contact{{caio, kaio}})(page.Items, nil)

		page = get[desk.Page[[]desk.Contact]](t)(db.Duplicates(ctx, newWorld(t, db).ws, desk.SameByName, "", "", 0))
		same(t, [][]desk.Contact(nil))(page.Items, nil)

		kaio.Owners = []org.UserID{"somebody"}
		must(t, db.SaveContact(ctx, &kaio))
		page = get[desk.Page[[]desk.Contact]](t)(db.Duplicates(ctx, w.ws, desk.SameByName, w.user.ID, "", 0))
		if len(page.Items) != 0 {
			t.Errorf("one of them is not to be seen: %+v", page.Items)
		}
	})
}

// What is listed follows what is written, and is what the migration finds.
func TestDuplicatesComeAndGo(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		add := func(name, phone string) desk.Contact {
			c := w.newContact(name, "")
			c.Phone = phone
			must(t, db.CreateContact(ctx, &c))
			return c
		}
		check := func(when string, by desk.DuplicateBy, want ...desk.Contact) {
			t.Helper()
			page := get[desk.Page[[]desk.Contact]](t)(db.Duplicates(ctx, w.ws, by, "", "", 0))
			var ids, wanted []desk.ContactID
			for _, c := range slices.Concat(page.Items...) {
				ids = append(ids, c.ID)
			}
			for _, c := range want {
				wanted = append(wanted, c.ID)
			}
			if !slices.Equal(ids, wanted) {
				t.Errorf("%s, by %s: %v, want %v", when, by, ids, wanted)
			}
			written := store.SharedKeys(t, db)
			store.AsBefore(t, db, "DELETE FROM shared_keys", "00062_shared_keys.sql")
			if found := store.SharedKeys(t, db); !slices.Equal(written, found) {
				t.Errorf("%s: %q are written down, the migration finds %q", when, written, found)
			}
		}
		a, b, c := add("Rui", "5511911110001"), add("Rui", "5511911110001"), add("Rui", "5511911110002")
		check("three of a name", desk.SameByName, a, b, c)
		check("two of a number", desk.SameByNumber, a, b)

		c.Name, c.Phone = "Rui Sá", "5511911110001"
		must(t, db.SaveContact(ctx, &c))
		check("one is called otherwise", desk.SameByName, a, b)
		check("three of a number", desk.SameByNumber, a, b, c)

		stale := b
		stale.Name, stale.Version = "Rui Sá", 7
		wantCode(t, db.SaveContact(ctx, &stale), fault.Conflict)
		check("a change that came too late", desk.SameByName, a, b)

		b.Name, b.Phone = "Rui Sá", ""
		must(t, db.SaveContact(ctx, &b))
		check("two are called otherwise", desk.SameByName, b, c)
		check("one has no number", desk.SameByNumber, a, c)

		must(t, db.MergeContact(ctx, &c, b))
		check("merged by name", desk.SameByName)
		check("merged by name", desk.SameByNumber, a, c)
		must(t, db.MergeContact(ctx, &a, c))
		check("merged by number", desk.SameByNumber)
	})
}

// What the migration makes of the numbers that were there before is what the program writes.
func TestTheMigrationOfNumberKeys(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		want := map[string]string{}
		for _, phone := range []string{"", "5531987654321", "553187654322", "5511951234567", "551140028922", "5491122334455", "541122334466", "5215512345678", "525512345679", "4915112345678"} {
			c := w.newContact("Somebody", "")
			c.Phone = phone
			must(t, db.CreateContact(ctx, &c))
			want[string(c.ID)] = desk.NumberKey(phone)
		}
		store.AsBefore(t, db, "UPDATE contacts SET number_key = 'none'", "00043_number_key.sql")
		for id, key := range store.Column(t, db, "contacts", "number_key", w.ws) {
			if known, mine := want[id]; mine && key != known {
				t.Errorf("%s, want %s", key, known)
			}
		}
	})
}
