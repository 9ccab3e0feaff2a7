package store_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/org"
	"ramal/internal/store"
	"ramal/internal/store/storetest"
)

// Every way to narrow and to order the list gives the same contacts by each road, page by page.
func TestTheContactListIsNarrowedAndOrdered(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		defer store.SetSearchLimits(db, 4000, 20_000)
		w, ctx := newWorld(t, db), t.Context()
		level := desk.Field{ID: "level", WorkspaceID: w.ws, Of: desk.OfContact, Name: "Level", Type: desk.FieldChoice, Choices: []string{"Gold", "Silver"}, CreatedAt: start}
		must(t, db.CreateField(ctx, &level))
		random := rand.New(rand.NewPCG(7, 7))
		all := []desk.Contact{w.contact}
		allowed := map[desk.ContactID]bool{w.contact.ID: true}
		for i := range 120 {
			k := w.newContact(fmt.Sprintf("%s%s%d", []string{"Bia", "Zeca", "Álvaro"}[random.IntN(3)], []string{" ", "-", ".", "_"}[i%4], i), "")
			k.CreatedAt = start.Add(time.Duration(random.IntN(40)) * time.Minute)
			if random.IntN(3) > 0 {
				k.Phone = fmt.Sprintf("55119%08d", i)
			}
			if random.IntN(2) == 0 {
				k.Tags = []string{"VIP"}
			}
			if random.IntN(10) == 0 {
				k.Tags = append(k.Tags, "rare")
			}
			if random.IntN(4) == 0 {
				k.Owners = []org.UserID{[]org.UserID{w.user.ID, "another"}[random.IntN(2)]}
			}
			if random.IntN(5) == 0 {
				k.Shunned = &desk.Shunned{At: start, By: w.user.ID}
			}
			if random.IntN(2) == 0 {
				k.Fields = map[desk.FieldID]string{level.ID: level.Choices[random.IntN(2)]}
			}
			must(t, db.CreateContact(ctx, &k))
			if random.IntN(2) == 0 {
				s := w.newService(k.ID)
				s.LastAt = start.Add(time.Duration(random.IntN(30)) * time.Hour)
				must(t, db.CreateConversation(ctx, &s))
				k.LastAt = s.LastAt
				p := call.Permission{WorkspaceID: w.ws, AccountID: w.account.ID, ContactID: k.ID, Grant: []call.Grant{call.Permanent, call.Temporary, call.None}[random.IntN(3)]}
				if p.Grant == call.Temporary {
					p.ExpiresAt = start.Add(time.Duration(random.IntN(3)-1) * time.Hour)
				}
				must(t, db.SavePermission(ctx, &p))
				allowed[k.ID] = p.Grant == call.Permanent || p.Grant == call.Temporary && p.ExpiresAt.After(start)
			}
			all = append(all, k)
		}
		has := func(tag string) func(desk.Contact) bool {
			return func(k desk.Contact) bool { return slices.Contains(k.Tags, tag) }
		}
		filters := map[string]struct {
			q  desk.ContactQuery
			of func(desk.Contact) bool
		}{
			"all":           {desk.ContactQuery{}, func(desk.Contact) bool { return true }},
			"a tag":         {desk.ContactQuery{Tag: "vip"}, has("VIP")},
			"a rare tag":    {desk.ContactQuery{Tag: "Rare"}, has("rare")},
			"no such tag":   {desk.ContactQuery{Tag: "none"}, has("none")},
			"an owner":      {desk.ContactQuery{Owner: w.user.ID}, func(k desk.Contact) bool { return slices.Contains(k.Owners, w.user.ID) }},
			"what one sees": {desk.ContactQuery{Viewer: w.user.ID}, func(k desk.Contact) bool { return len(k.Owners) == 0 || k.Owners[0] == w.user.ID }},
			"left alone":    {desk.ContactQuery{Shunned: new(true)}, func(k desk.Contact) bool { return k.Shunned != nil }},
			"the others":    {desk.ContactQuery{Shunned: new(false)}, func(k desk.Contact) bool { return k.Shunned == nil }},
			"with a number": {desk.ContactQuery{Reachable: new(true)}, desk.Contact.HasWhatsApp},
			"without":       {desk.ContactQuery{Reachable: new(false)}, func(k desk.Contact) bool { return !k.HasWhatsApp() }},
			"a choice":      {desk.ContactQuery{Values: []desk.FieldValue{{Field: level.ID, Value: "gold"}}}, func(k desk.Contact) bool { return k.Fields[level.ID] == "Gold" }},
			"who allows":    {desk.ContactQuery{Callable: true, Now: start}, func(k desk.Contact) bool { return allowed[k.ID] }},
			"allows this":   {desk.ContactQuery{Callable: true, Now: start, Accounts: []org.AccountID{w.account.ID}}, func(k desk.Contact) bool { return allowed[k.ID] }},
			"allows none":   {desk.ContactQuery{Callable: true, Now: start, Accounts: []org.AccountID{}}, func(desk.Contact) bool { return false }},
			"several at once": {desk.ContactQuery{Tag: "vip", Callable: true, Now: start, Shunned: new(false), Values: []desk.FieldValue{{Field: level.ID, Value: "Silver"}}}, func(k desk.Contact) bool {
				return has("VIP")(k) && allowed[k.ID] && k.Shunned == nil && k.Fields[level.ID] == "Silver"
			}},
			"and a search": {desk.ContactQuery{Tag: "vip", Search: "zeca"}, func(k desk.Contact) bool { return has("VIP")(k) && strings.HasPrefix(k.Name, "Zeca") }},
		}
		key := func(sort desk.ContactSort) func(a, b desk.Contact) int {
			return func(a, b desk.Contact) int {
				first := strings.Compare(strings.ToLower(strings.ReplaceAll(a.Name, "Á", "A")), strings.ToLower(strings.ReplaceAll(b.Name, "Á", "A")))
				switch sort {
				case desk.ByCreation:
					first = a.CreatedAt.Compare(b.CreatedAt)
				case desk.ByLastEntry:
					first = a.LastAt.Compare(b.LastAt)
				}
				return cmp.Or(first, strings.Compare(string(a.ID), string(b.ID)))
			}
		}
		name := func(k desk.Contact) string { return k.Name }
		for _, limits := range []struct{ few, ahead int }{{4000, 20_000}, {0, 20_000}, {0, 3}} {
			store.SetSearchLimits(db, limits.few, limits.ahead)
			for what, f := range filters {
				for _, sort := range []desk.ContactSort{desk.ByName, desk.ByCreation, desk.ByLastEntry} {
					for _, backward := range []bool{false, true} {
						want := []string{}
						sorted := slices.SortedFunc(slices.Values(all), key(sort))
						if backward {
							slices.Reverse(sorted)
						}
						for _, k := range sorted {
							if f.of(k) {
								want = append(want, k.Name)
							}
						}
						got := pages(t, 7, name, func(after string) (desk.Page[desk.Contact], error) {
							q := f.q
							q.Sort, q.Backward, q.After, q.Limit = sort, backward, after, 7
							return db.Contacts(ctx, w.ws, q)
						})
						if !slices.Equal(got, want) {
							t.Errorf("%s, by %q, backward %v, %+v: got %d %v, want %d %v", what, sort, backward, limits, len(got), got, len(want), want)
						}
					}
				}
			}
		}
		counts := get[[]desk.TagCount](t)(db.TagCounts(ctx, w.ws))
		if len(counts) != 2 || counts[0].Tag != "rare" || counts[1].Tag != "VIP" || counts[1].Contacts < 20 {
			t.Errorf("%+v", counts)
		}
	})
}

func TestTheLastEntryOfAContactMovesForwardOnly(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		for _, c := range []struct{ at, want time.Duration }{{time.Hour, time.Hour}, {-time.Hour, time.Hour}} {
			w.service.LastAt = start.Add(c.at)
			must(t, db.SaveConversation(ctx, &w.service))
			k := get[desk.Contact](t)(db.Contact(ctx, w.ws, w.contact.ID))
			if !k.LastAt.Equal(start.Add(c.want)) || k.Version != w.contact.Version {
				t.Errorf("last at %v in version %d", k.LastAt, k.Version)
			}
		}
	})
}

// A list that is narrowed to few contacts reads what those have in common, and not what all contacts have.
func TestAListOfFewReadsFew(t *testing.T) {
	db := storetest.SQLite(t)
	for name, q := range map[string]desk.ContactQuery{
		"a tag": {Tag: "rare"}, "an owner": {Owner: "u"}, "a choice": {Values: []desk.FieldValue{{Field: "f", Value: "v"}}},
		"shunned": {Shunned: new(true)}, "no number": {Reachable: new(false)},
	} {
		steps := store.SortedPlan(t, db, "w", q)
		reads := slices.ContainsFunc(steps, func(s string) bool {
			return strings.Contains(s, "contact_facets") && strings.HasSuffix(s, "(workspace_id=? AND kind=? AND facet=?)")
		})
		if !reads {
			t.Errorf("%s is read by:\n%s", name, strings.Join(steps, "\n"))
		}
	}
}
