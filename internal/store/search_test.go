package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ramal/internal/desk"
	"ramal/internal/org"
	"ramal/internal/store"
	"ramal/internal/store/storetest"
)

func TestContactsAreFoundByPartsOfNamesAndNumbers(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		add := func(c desk.Contact) {
			must(t, db.CreateContact(ctx, &c))
		}
		joao := w.newContact("João Araújo", "551188887777")
		joao.Username = "joao_a"
		add(joao)
		carla := w.newContact("", "")
		carla.WhatsAppName, carla.BSUID = "Carla 50% Dias", "BR.77"
		add(carla)
		add(w.newContact("Ängela Öz", "4915112345678"))
		for search, want := range map[string]string{
			"":                    "Ana Souza, Ängela Öz, Carla 50% Dias, João Araújo", // sorted without accents
			"joao":                "João Araújo",
			"JOÃO":                "João Araújo",
			"ara":                 "João Araújo",
			"araujo joão":         "João Araújo",
			"ana araujo":          "",
			"@joao_":              "João Araújo",
			"o_a":                 "João Araújo",
			"a_a":                 "", // no wildcard
			"50%":                 "Carla 50% Dias",
			"0% d":                "Carla 50% Dias",
			"+55 (11) 99999-0001": "Ana Souza",
			"9999":                "Ana Souza",
			"77":                  "João Araújo",
			"an":                  "Ana Souza, Ängela Öz",
			"ge":                  "Ängela Öz",
			`"`:                   "",
			`so" OR "jo`:          "",
			"'; DROP TABLE":       "",
			`\`:                   "",
			"BR.77":               "", // an id of Meta's is nobody's word
			"   ":                 "Ana Souza, Ängela Öz, Carla 50% Dias, João Araújo",
		} {
			page, err := db.Contacts(ctx, w.ws, desk.ContactQuery{Search: search})
			must(t, err)
			var names []string
			for _, c := range page.Items {
				names = append(names, c.DisplayName())
			}
			if got := strings.Join(names, ", "); got != want {
				t.Errorf("%q: got %q, want %q", search, got, want)
			}
		}
	})
}

func TestASearchKnowsTheNewName(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		zoe := w.newContact("Zoe Zimmer", "")
		must(t, db.CreateContact(ctx, &zoe))
		count := func(search string) int {
			page, err := db.Contacts(ctx, w.ws, desk.ContactQuery{Search: search})
			must(t, err)
			return len(page.Items)
		}
		if count("zimmer") != 1 || count("yankee") != 0 {
			t.Fatal("the new contact is not found")
		}
		zoe.Name = "Zoe Yankee"
		must(t, db.SaveContact(ctx, &zoe))
		if count("zimmer") != 0 || count("yankee") != 1 {
			t.Error("the search has the old name")
		}
	})
}

// However many contacts there are, and whichever road a search takes, the list is the same.
func TestEachRoadOfASearchFindsTheSame(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		const n = 300
		names := map[string]string{string(w.contact.ID): "Ana Souza"}
		services := map[string]string{string(w.service.ID): "Ana Souza"}
		must(t, db.Atomically(ctx, func(ctx context.Context) error {
			for i := range n {
				name := fmt.Sprintf("Person %03d", i*7919%n)
				if i%10 == 0 {
					name += " Silva"
				}
				if i > n-40 {
					name = "Zilda " + name // together at the end
				}
				c := w.newContact(name, fmt.Sprintf("55119%08d", i))
				must(t, db.CreateContact(ctx, &c))
				names[string(c.ID)] = name
				if i%3 == 0 {
					s := w.newService(c.ID)
					s.LastAt = start.Add(-time.Duration(i) * time.Second)
					must(t, db.CreateConversation(ctx, &s))
					services[string(s.ID)] = name
				}
			}
			return nil
		}))
		all := func(of map[string]string, word string) []string {
			ids := []string{}
			for id, name := range of {
				if strings.Contains(strings.ToLower(name), word) {
					ids = append(ids, id)
				}
			}
			slices.Sort(ids)
			return ids
		}
		for _, road := range []struct{ few, ahead int }{{4000, 20_000}, {0, 20_000}, {0, 10}, {20, 50}} {
			store.SetSearchLimits(db, road.few, road.ahead)
			for _, word := range []string{"silva", "zilda", "person", "zi", "nobody", "va"} {
				got := pages(t, 7, func(c desk.Contact) string { return string(c.ID) }, func(after string) (desk.Page[desk.Contact], error) {
					return db.Contacts(ctx, w.ws, desk.ContactQuery{Search: "person " + word, After: after, Limit: 7})
				})
				if !slices.IsSortedFunc(got, func(a, b string) int { return strings.Compare(names[a], names[b]) }) {
					t.Errorf("%+v %q: the list is not in order", road, word)
				}
				want := all(names, word)
				slices.Sort(got)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%+v %q: -want +got\n%s", road, word, diff)
				}
			}
			for _, word := range []string{"silva", "zilda", "person", "nobody"} {
				got := pages(t, 7, func(c desk.Conversation) string { return string(c.ID) }, func(after string) (desk.Page[desk.Conversation], error) {
					return db.Conversations(ctx, w.ws, desk.ConversationQuery{
						Search: word, After: after, Limit: 7, States: []desk.State{desk.InService}, Accounts: []org.AccountID{w.account.ID},
					})
				})
				if !slices.IsSorted(got) { // made newest first, so ids rise
					t.Errorf("%+v %q: the services are not in order: %v", road, word, got)
				}
				slices.Sort(got)
				if diff := cmp.Diff(all(services, word), got); diff != "" {
					t.Errorf("%+v %q: services: -want +got\n%s", road, word, diff)
				}
			}
		}
	})
}

// Names come from Meta's side, whatever their length: no row may be too long for an index, and the list has to go on behind it.
func TestNamesThatAreTooLongForAnIndex(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		random := rand.New(rand.NewPCG(1, 1))
		names := map[string]string{}
		for i := range 3 {
			name := []rune("Zoe ")
			for range 4000 {
				name = append(name, rune(0x20000+random.IntN(0xa000))) // four bytes each, and nothing to compress
			}
			k := w.newContact("", fmt.Sprintf("55119%08d", i))
			k.WhatsAppName = string(name)
			must(t, db.CreateContact(ctx, &k))
			k.Name = k.WhatsAppName
			must(t, db.SaveContact(ctx, &k))
			names[string(k.ID)] = k.Name
		}
		for _, limits := range []struct{ few, ahead int }{{4000, 20_000}, {0, 20_000}} {
			store.SetSearchLimits(db, limits.few, limits.ahead)
			got := pages(t, 1, func(k desk.Contact) string { return string(k.ID) }, func(after string) (desk.Page[desk.Contact], error) {
				return db.Contacts(ctx, w.ws, desk.ContactQuery{Search: "zoe", After: after, Limit: 1})
			})
			if len(got) != len(names) {
				t.Errorf("found %d of %d", len(got), len(names))
			}
		}
		page, err := db.Contacts(ctx, w.ws, desk.ContactQuery{Search: "5511900000002"})
		if err != nil || len(page.Items) != 1 || page.Items[0].Name != names[string(page.Items[0].ID)] {
			t.Errorf("by the number: %d, %v", len(page.Items), err)
		}
	})
}
