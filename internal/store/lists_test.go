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
				Search: rapid.SampledFrom([]string{"", "", "joao", "Araújo", "ana", "o a", "zz", "jo"}).Draw(t, "search"),
				Limit:  rapid.IntRange(1, 60).Draw(t, "limit"),
			}
			want := []string{}
			for _, c := range all {
				if (q.Accounts == nil || slices.Contains(q.Accounts, c.AccountID)) && (q.States == nil || slices.Contains(q.States, c.State)) &&
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
				return db.Messages(ctx, w.ws, w.service.ID, after, limit)
			})
			if diff := gocmp.Diff(want, got); diff != "" {
				t.Errorf("by %d: -want +got\n%s", limit, diff)
			}
		}
	})
}

func TestAPlaceThatWeDidNotGiveIsRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		for _, after := range []string{"%", "eHg", "eHgAeHg"} { // not base64, no separator, no number in front
			wantCode(t, drop(db.Calls(ctx, w.ws, call.Query{After: after})), fault.Invalid)
			wantCode(t, drop(db.Conversations(ctx, w.ws, desk.ConversationQuery{After: after})), fault.Invalid)
			wantCode(t, drop(db.Messages(ctx, w.ws, w.service.ID, after, 0)), fault.Invalid)
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
		page, err := db.Messages(t.Context(), w.ws, w.service.ID, "", asked)
		must(t, err)
		if len(page.Items) != want {
			t.Errorf("asked for %d: got %d, want %d", asked, len(page.Items), want)
		}
	}
}
