package store_test

import (
	"testing"
	"time"

	"ramal/internal/desk"
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
