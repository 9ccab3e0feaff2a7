package store_test

import (
	"testing"
	"time"

	"ramal/internal/desk"
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
