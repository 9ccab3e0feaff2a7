package store_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ramal/internal/desk"
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
		manyContacts(t, db, w, 4000) // more than are read ahead, so the index answers
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

// manyContacts makes contacts in few statements: every 10th is a Silva, every 1000th a Rarus.
func manyContacts(t *testing.T, db *store.DB, w *world, n int) []string {
	t.Helper()
	var rare []string
	must(t, db.Atomically(t.Context(), func(ctx context.Context) error {
		for i := range n {
			name := fmt.Sprintf("Person %05d", (i*7919)%n)
			if i%10 == 0 {
				name += " Silva"
			}
			if i%1000 == 0 {
				name += " Rarus"
				rare = append(rare, name)
			}
			c := w.newContact(name, "")
			if err := db.CreateContact(ctx, &c); err != nil {
				return err
			}
			if i%1000 == 0 {
				s := w.newService(c.ID)
				if err := db.CreateConversation(ctx, &s); err != nil {
					return err
				}
			}
		}
		return nil
	}))
	slices.Sort(rare)
	return rare
}

func TestFrequentAndRareWordsAreBothListedWhole(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		rare := manyContacts(t, db, w, 8000)
		list := func(search string, limit int) []string {
			return pages(t, limit, func(c desk.Contact) string { return c.Name }, func(after string) (desk.Page[desk.Contact], error) {
				return db.Contacts(ctx, w.ws, desk.ContactQuery{Search: search, After: after, Limit: limit})
			})
		}
		if diff := cmp.Diff(rare, list("rarus", 3)); diff != "" {
			t.Errorf("rare: -want +got\n%s", diff)
		}
		frequent := list("silva", 60)
		if len(frequent) != 800 || !slices.IsSorted(frequent) {
			t.Errorf("%d frequent ones, want 800 in order", len(frequent))
		}
		if short := list("ru", 60); len(short) != len(rare) {
			t.Errorf("%d by two letters, want %d", len(short), len(rare))
		}
		services := pages(t, 3, func(c desk.Conversation) string { return string(c.ID) }, func(after string) (desk.Page[desk.Conversation], error) {
			return db.Conversations(ctx, w.ws, desk.ConversationQuery{Search: "rarus", After: after, Limit: 3, States: []desk.State{desk.InService}})
		})
		if len(services) != len(rare) {
			t.Errorf("%d services of rare ones, want %d", len(services), len(rare))
		}
	})
}
