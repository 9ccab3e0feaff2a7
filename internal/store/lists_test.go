package store_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/store"
	"ramal/internal/store/storetest"
)

// pages reads a list to its end and returns the ids.
func pages[T any](t fatal, limit int, name func(T) string, read func(after string) (desk.Page[T], error)) []string {
	t.Helper()
	ids := []string{}
	after := ""
	for range 1000 {
		page, err := read(after)
		if err != nil {
			t.Fatalf("after %q: %v", after, err)
		}
		if len(page.Items) > limit {
			t.Fatalf("a page of %d, asked for %d", len(page.Items), limit)
		}
		for _, v := range page.Items {
			ids = append(ids, name(v))
		}
		if page.Next == "" {
			return ids
		}
		after = page.Next
	}
	t.Fatalf("the list does not end")
	return nil
}

type fatal interface {
	Helper()
	Fatalf(format string, args ...any)
}

func TestCallsAreListedAsAskedFor(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		second := w.account
		second.ID, second.PhoneNumberID = org.AccountID(id("account")), id("number")
		must(t, db.CreateAccount(ctx, &second, org.Secrets{}))
		all := []call.Call{w.call}
		for i := range 60 {
			contact := w.newContact(fmt.Sprint("Contact ", i), "")
			must(t, db.CreateContact(ctx, &contact))
			for j := range 3 {
				c := w.newCall(contact.ID)
				c.AccountID = []org.AccountID{w.account.ID, second.ID}[(i+j)%2]
				c.Direction = []call.Direction{call.Outbound, call.Inbound}[j%2]
				c.CreatedAt = start.Add(time.Duration(i/4) * time.Second) // many at the same moment
				c.ConversationID = ""
				if i%7 != 0 || j != 0 {
					c.State, c.Outcome = call.Ended, []call.Outcome{call.Completed, call.Missed, call.Failed}[(i+j)%3]
				}
				must(t, db.CreateCall(ctx, &c, nil))
				all = append(all, c)
			}
		}
		slices.SortFunc(all, func(a, b call.Call) int {
			return cmp.Or(b.CreatedAt.Compare(a.CreatedAt), strings.Compare(string(b.ID), string(a.ID)))
		})
		accounts := [][]org.AccountID{nil, {}, {w.account.ID}, {second.ID}, {w.account.ID, second.ID}, {"nobody's", second.ID}}
		rapid.Check(t, func(t *rapid.T) {
			q := call.Query{
				Accounts:     rapid.SampledFrom(accounts).Draw(t, "accounts"),
				Contact:      rapid.SampledFrom([]desk.ContactID{"", "", "", w.contact.ID, all[7].ContactID}).Draw(t, "contact"),
				Conversation: rapid.SampledFrom([]desk.ConversationID{"", "", "", w.service.ID}).Draw(t, "conversation"),
				Direction:    rapid.SampledFrom([]call.Direction{"", call.Inbound, call.Outbound}).Draw(t, "direction"),
				Outcome:      rapid.SampledFrom([]call.Outcome{"", "", call.Missed, call.Busy}).Draw(t, "outcome"),
				Live:         rapid.Bool().Draw(t, "live"),
				Limit:        rapid.IntRange(1, 80).Draw(t, "limit"),
			}
			want := []string{}
			for _, c := range all {
				if (q.Accounts == nil || slices.Contains(q.Accounts, c.AccountID)) && (q.Contact == "" || q.Contact == c.ContactID) &&
					(q.Conversation == "" || q.Conversation == c.ConversationID) && (q.Direction == "" || q.Direction == c.Direction) &&
					(q.Outcome == "" || q.Outcome == c.Outcome) && (!q.Live || c.State.Live()) {
					want = append(want, string(c.ID))
				}
			}
			got := pages(t, q.Limit, func(c call.Call) string { return string(c.ID) }, func(after string) (desk.Page[call.Call], error) {
				q.After = after
				return db.Calls(ctx, w.ws, q)
			})
			if diff := gocmp.Diff(want, got); diff != "" {
				t.Fatalf("%+v: -want +got\n%s", q, diff)
			}
		})
	})
}

func TestConversationsAreListedAsAskedFor(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		names := []string{"Ana Souza", "João Araújo", "Bruno Lima", "Carla Dias", "Joana Prado"}
		people := map[desk.ContactID]string{w.contact.ID: "ana souza"}
		all := []desk.Conversation{w.service}
		for i := range 120 {
			contact := w.newContact(names[i%len(names)], "")
			must(t, db.CreateContact(ctx, &contact))
			people[contact.ID] = strings.NewReplacer("ã", "a", "ú", "u").Replace(strings.ToLower(contact.Name))
			c := w.newService(contact.ID)
			c.State = []desk.State{desk.Waiting, desk.InService, desk.Closed, desk.Closed}[i%4]
			c.LastAt = start.Add(time.Duration(i/5) * time.Second)
			c.LastCustomerAt = start.Add(time.Duration(i/5-i%3) * time.Second)
			c.Unread = i % 2
			c.Department = []org.DepartmentID{"", "sales", "", "repairs"}[i%4]
			c.Attendant = []org.UserID{"", "paula", "diego"}[i%3]
			must(t, db.CreateConversation(ctx, &c))
			all = append(all, c)
		}
		slices.SortFunc(all, func(a, b desk.Conversation) int {
			return cmp.Or(b.LastAt.Compare(a.LastAt), strings.Compare(string(b.ID), string(a.ID)))
		})
		rapid.Check(t, func(t *rapid.T) {
			q := desk.ConversationQuery{
				States: rapid.SampledFrom([][]desk.State{nil, {desk.Waiting}, {desk.Waiting, desk.InService}, {desk.Closed}}).Draw(t, "states"),
				Accounts: rapid.SampledFrom([][]org.AccountID{nil, nil, {}, {w.account.ID}, {"other", w.account.ID}}).
					Draw(t, "accounts"),
				Search:     rapid.SampledFrom([]string{"", "", "joao", "Araújo", "ana", "o a", "zz", "jo"}).Draw(t, "search"),
				Limit:      rapid.IntRange(1, 60).Draw(t, "limit"),
				Of:         rapid.SampledFrom([]org.UserID{"", "", "paula"}).Draw(t, "of"),
				Unread:     rapid.Bool().Draw(t, "unread"),
				Department: rapid.SampledFrom([]org.DepartmentID{"", "", "sales", "repairs", "nobody's"}).Draw(t, "department"),
				Members:    rapid.SampledFrom([][]org.UserID{nil, {"paula"}, {"paula", "diego", "rita"}}).Draw(t, "members"),
				From:       rapid.SampledFrom([]time.Time{{}, {}, start.Add(5 * time.Second)}).Draw(t, "from"),
				Until:      rapid.SampledFrom([]time.Time{{}, {}, start.Add(15 * time.Second)}).Draw(t, "until"),
			}
			want := []string{}
			for _, c := range all {
				if (q.Accounts == nil || slices.Contains(q.Accounts, c.AccountID)) && (q.States == nil || slices.Contains(q.States, c.State)) &&
					(q.Of == "" || q.Of == c.Attendant) && (!q.Unread || c.Unread > 0) &&
					(q.Department == "" || q.Department == c.Department || c.Department == "" && slices.Contains(q.Members, c.Attendant)) &&
					(q.From.IsZero() || c.LastCustomerAt.After(q.From)) && (q.Until.IsZero() || !c.LastCustomerAt.After(q.Until)) &&
					hasAll(people[c.ContactID], strings.ReplaceAll(strings.ToLower(q.Search), "ú", "u")) {
					want = append(want, string(c.ID))
				}
			}
			got := pages(t, q.Limit, func(c desk.Conversation) string { return string(c.ID) }, func(after string) (desk.Page[desk.Conversation], error) {
				q.After = after
				return db.Conversations(ctx, w.ws, q)
			})
			if diff := gocmp.Diff(want, got); diff != "" {
				t.Fatalf("%+v: -want +got\n%s", q, diff)
			}
		})
	})
}

func hasAll(s, search string) bool {
	for _, word := range strings.Fields(search) {
		if !strings.Contains(s, word) {
			return false
		}
	}
	return true
}

func TestMessagesAreListedNewestFirst(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		want := []string{string(w.message.ID)}
		for i := range 25 {
			m := w.newMessage(fmt.Sprint(i))
			m.At = start.Add(time.Duration(i/3) * time.Second)
			must(t, db.CreateMessage(ctx, &m))
			want = append(want, string(m.ID))
		}
		slices.Reverse(want)
		for _, limit := range []int{1, 7, 26, 200} {
			got := pages(t, limit, func(m desk.Message) string { return string(m.ID) }, func(after string) (desk.Page[desk.Message], error) {
				return db.Messages(ctx, w.ws, desk.MessageQuery{Conversation: w.service.ID, After: after, Limit: limit})
			})
			if diff := gocmp.Diff(want, got); diff != "" {
				t.Errorf("by %d: -want +got\n%s", limit, diff)
			}
		}
	})
}

func TestAThreadIsReadAroundAMessageAndOnToBothEnds(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		all := []desk.Message{w.message}
		for i := range 40 {
			m := w.newMessage(fmt.Sprint(i))
			m.At = start.Add(time.Duration(i/3) * time.Second)
			must(t, db.CreateMessage(ctx, &m))
			all = append(all, m)
		}
		slices.SortFunc(all, func(a, b desk.Message) int {
			return cmp.Or(b.At.Compare(a.At), strings.Compare(string(b.ID), string(a.ID)))
		})
		ids := func(list []desk.Message) (ids []string) {
			for _, m := range list {
				ids = append(ids, string(m.ID))
			}
			return ids
		}
		rapid.Check(t, func(t *rapid.T) {
			at, limit := rapid.IntRange(0, len(all)-1).Draw(t, "at"), rapid.IntRange(1, 50).Draw(t, "limit")
			page, err := db.Messages(ctx, w.ws, desk.MessageQuery{Conversation: w.service.ID, Around: all[at].ID, Limit: limit})
			if err != nil {
				t.Fatal(err)
			}
			if page.Next != "" { // a page that was read onwards leads back too
				older, err := db.Messages(ctx, w.ws, desk.MessageQuery{Conversation: w.service.ID, After: page.Next, Limit: limit})
				if err != nil {
					t.Fatal(err)
				}
				back, err := db.Messages(ctx, w.ws, desk.MessageQuery{Conversation: w.service.ID, Before: older.Back, Limit: 1})
				if err != nil || len(back.Items) != 1 || back.Items[0].ID != page.Items[len(page.Items)-1].ID {
					t.Fatalf("back from %s: %+v, %v", older.Back, back.Items, err)
				}
			}
			got := page.Items
			if len(got) > limit || !slices.ContainsFunc(got, func(m desk.Message) bool { return m.ID == all[at].ID }) {
				t.Fatalf("%d messages around, asked for %d with %s", len(got), limit, all[at].ID)
			}
			for back := page.Back; back != ""; {
				newer, err := db.Messages(ctx, w.ws, desk.MessageQuery{Conversation: w.service.ID, Before: back, Limit: limit})
				if err != nil || len(newer.Items) == 0 {
					t.Fatalf("%d newer, %v", len(newer.Items), err)
				}
				got, back = append(newer.Items, got...), newer.Back
			}
			for next := page.Next; next != ""; {
				older, err := db.Messages(ctx, w.ws, desk.MessageQuery{Conversation: w.service.ID, After: next, Limit: limit})
				if err != nil || len(older.Items) == 0 {
					t.Fatalf("%d older, %v", len(older.Items), err)
				}
				got, next = append(got, older.Items...), older.Next
			}
			if diff := gocmp.Diff(ids(all), ids(got)); diff != "" {
				t.Fatalf("from %d by %d: -want +got\n%s", at, limit, diff)
			}
		})
		elsewhere := w.newContact("Elsewhere", "")
		must(t, db.CreateContact(ctx, &elsewhere))
		other := w.newService(elsewhere.ID)
		must(t, db.CreateConversation(ctx, &other))
		wantCode(t, drop(db.Messages(ctx, w.ws, desk.MessageQuery{Conversation: other.ID, Around: all[3].ID})), fault.NotFound)
	})
}

func TestTextsAreFoundByTheirWords(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		second := w.account
		second.ID, second.PhoneNumberID = org.AccountID(id("account")), id("number")
		must(t, db.CreateAccount(ctx, &second, org.Secrets{}))
		there := w.newService(w.contact.ID)
		there.AccountID = second.ID
		must(t, db.CreateConversation(ctx, &there))
		texts := []string{
			"Bom dia! O conserto ficou pronto?", "A REVISÃO custa R$ 480,00", "revisao do som", "100% garantido_mesmo", "ok",
			"O conserto da vitrola", "Ligue para 11 98765-4321", "naïve café",
		}
		stored := []desk.Message{w.message}
		for i := range 160 {
			m := w.newMessage(texts[i%len(texts)])
			m.At = start.Add(time.Duration(i) * time.Second)
			if i%3 == 0 {
				m.ConversationID = there.ID
			}
			if i%5 == 0 {
				m.Kind, m.Direction = desk.Note, desk.Internal
			}
			if i%11 == 0 {
				m.Kind, m.Text = desk.TakenOver, "o conserto" // words of ours are not what somebody wrote
			}
			must(t, db.CreateMessage(ctx, &m))
			stored = append(stored, m)
		}
		slices.Reverse(stored)
		plain := strings.NewReplacer("ã", "a", "ï", "i", "é", "e")
		for _, search := range []string{"conserto", "revisao", "REVISÃO", "som revisao", "480", "98765", "100%", "garantido_", "cafe", "bom dia", "vitrola ok", "zzz", "a conserto"} {
			for _, accounts := range [][]org.AccountID{nil, {w.account.ID}, {second.ID}, {"nobody's"}, {}} {
				want := []string{}
				for _, m := range stored {
					account := w.account.ID
					if m.ConversationID == there.ID {
						account = second.ID
					}
					if m.HasWords() && hasAll(plain.Replace(strings.ToLower(m.Text)), plain.Replace(strings.ToLower(search))) && (accounts == nil || slices.Contains(accounts, account)) {
						want = append(want, string(m.ID))
					}
				}
				got := pages(t, 7, func(m desk.Message) string { return string(m.ID) }, func(after string) (desk.Page[desk.Message], error) {
					return db.SearchTexts(ctx, w.ws, desk.TextQuery{Accounts: accounts, Search: search, After: after, Limit: 7})
				})
				if diff := gocmp.Diff(want, got); diff != "" {
					t.Errorf("%q on %v: -want +got\n%s", search, accounts, diff)
				}
			}
		}
		for _, short := range []string{"", "o", "ok", " - "} {
			if page, err := db.SearchTexts(ctx, w.ws, desk.TextQuery{Search: short}); err != nil || len(page.Items) != 0 {
				t.Errorf("%q: %d found, %v", short, len(page.Items), err)
			}
		}
		wantCode(t, drop(db.SearchTexts(ctx, w.ws, desk.TextQuery{Search: "conserto", After: "eHg"})), fault.Invalid)
	})
}

func TestAPlaceThatWeDidNotGiveIsRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		for _, after := range []string{"%", "eHg", "eHgAeHg"} { // not base64, no separator, no number in front
			wantCode(t, drop(db.Calls(ctx, w.ws, call.Query{After: after})), fault.Invalid)
			wantCode(t, drop(db.Conversations(ctx, w.ws, desk.ConversationQuery{After: after})), fault.Invalid)
			wantCode(t, drop(db.Messages(ctx, w.ws, desk.MessageQuery{Conversation: w.service.ID, After: after})), fault.Invalid)
		}
		wantCode(t, drop(db.Contacts(ctx, w.ws, desk.ContactQuery{After: "eHg"})), fault.Invalid)
	})
}

func TestAPageIsNeverLongerThanTheMost(t *testing.T) {
	db := storetest.SQLite(t)
	w := newWorld(t, db)
	for range 250 {
		m := w.newMessage("")
		must(t, db.CreateMessage(t.Context(), &m))
	}
	for asked, want := range map[int]int{-1: 50, 0: 50, 30: 30, 200: 200, 5000: 200} {
		page, err := db.Messages(t.Context(), w.ws, desk.MessageQuery{Conversation: w.service.ID, Limit: asked})
		must(t, err)
		if len(page.Items) != want {
			t.Errorf("asked for %d: got %d, want %d", asked, len(page.Items), want)
		}
	}
}
