package store_test

import (
	"testing"
	"time"

	"ramal/internal/desk"
	"ramal/internal/org"
	"ramal/internal/store"
	"ramal/internal/store/storetest"
)

// closeFor writes down that the world's service was closed for a reason.
func (w *world) closeFor(t *testing.T, db *store.DB, reason string, after time.Duration) {
	t.Helper()
	m := w.newMessage(reason)
	m.Direction, m.Kind, m.Status, m.MetaID, m.ClientKey, m.At = desk.Internal, desk.ClosedFor, desk.Received, "", "", start.Add(after)
	must(t, db.CreateMessage(t.Context(), &m))
}

func TestCloseReasonsAreOfferedOnceTheNewestFirst(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		w.closeFor(t, db, "too old", -time.Hour)
		w.closeFor(t, db, "resolved", 0)
		w.closeFor(t, db, "no answer", time.Hour)
		w.closeFor(t, db, "resolved", 2*time.Hour)
		same(t, []string{"resolved", "no answer"})(db.CloseReasons(ctx, w.ws, start, 10))
		same(t, []string{"resolved"})(db.CloseReasons(ctx, w.ws, start, 1))
	})
}

func TestServicesOfOneAttendant(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		other := w.newContact("Bruno Lima", "5511999990002")
		must(t, db.CreateContact(ctx, &other))
		mine := w.newService(other.ID)
		mine.State, mine.Attendant, mine.Department = desk.InService, "colleague", "department"
		must(t, db.CreateConversation(ctx, &mine))
		for _, search := range []string{"", "bruno", "55"} {
			page := get[desk.Page[desk.Conversation]](t)(db.Conversations(ctx, w.ws, desk.ConversationQuery{Of: "colleague", Search: search}))
			same(t, []desk.Conversation{mine})(page.Items, nil)
		}
		page := get[desk.Page[desk.Conversation]](t)(db.Conversations(ctx, w.ws, desk.ConversationQuery{Of: "another"}))
		same(t, 0)(len(page.Items), nil)
	})
}

func TestTheLoadOfEachAttendant(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		w.service.State, w.service.Attendant, w.service.Unread = desk.Waiting, "", 2
		must(t, db.SaveConversation(ctx, &w.service))
		for i, phone := range []string{"5511999990002", "5511999990003", "5511999990004"} {
			k := w.newContact("N", phone)
			must(t, db.CreateContact(ctx, &k))
			v := w.newService(k.ID)
			v.State, v.Attendant, v.Unread = desk.InService, "one", 0
			if i == 2 {
				v.State = desk.Closed
			}
			must(t, db.CreateConversation(ctx, &v))
		}
		want := map[desk.Load]bool{
			{State: desk.Waiting, Services: 1, Unread: 1}: true, {State: desk.InService, Attendant: "one", Services: 2}: true,
		}
		for _, accounts := range [][]org.AccountID{nil, {w.account.ID}} {
			got := map[desk.Load]bool{}
			for _, l := range get[[]desk.Load](t)(db.Load(ctx, w.ws, accounts, "")) {
				got[l] = true
			}
			same(t, want)(got, nil)
		}
		same(t, 0)(len(get[[]desk.Load](t)(db.Load(ctx, w.ws, []org.AccountID{}, ""))), nil)
	})
}

func TestTheTurnOfTheRoulette(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		same(t, org.UserID(""))(db.Turn(ctx, w.ws, ""))
		must(t, db.SetTurn(ctx, w.ws, "", "one"))
		must(t, db.SetTurn(ctx, w.ws, "department", "two"))
		must(t, db.SetTurn(ctx, w.ws, "", "three"))
		same(t, org.UserID("three"))(db.Turn(ctx, w.ws, ""))
		same(t, org.UserID("two"))(db.Turn(ctx, w.ws, "department"))
	})
}
