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
