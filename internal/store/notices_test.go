package store_test

import (
	"testing"
	"time"

	"ramal/internal/desk"
	"ramal/internal/store"
	"ramal/internal/store/storetest"
)

func (w *world) newNotice(after time.Duration) desk.Notice {
	return desk.Notice{
		ID: desk.NoticeID(id("notice")), WorkspaceID: w.ws, UserID: w.user.ID, Kind: desk.CallAllowed, AccountID: w.account.ID,
		ContactID: w.contact.ID, ConversationID: w.service.ID, Actor: "somebody", At: start.Add(after),
	}
}

func TestNoticesStandUntilTheyAreReadAndForAMonth(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		first, second, third := w.newNotice(0), w.newNotice(time.Hour), w.newNotice(2*time.Hour)
		for _, n := range []desk.Notice{first, second, third} {
			must(t, db.AddNotice(ctx, n))
		}
		page := get[desk.Page[desk.Notice]](t)(db.Notices(ctx, w.ws, w.user.ID, "", 2))
		same(t, []desk.Notice{third, second})(page.Items, nil)
		page = get[desk.Page[desk.Notice]](t)(db.Notices(ctx, w.ws, w.user.ID, page.Next, 2))
		same(t, []desk.Notice{first})(page.Items, nil)

		same(t, 3)(db.UnreadNotices(ctx, w.ws, w.user.ID))
		same(t, 0)(db.UnreadNotices(ctx, w.ws, "another"))
		must(t, db.ReadNotices(ctx, w.ws, w.user.ID, second.At, start.Add(3*time.Hour)))
		must(t, db.ReadNotices(ctx, w.ws, w.user.ID, second.At, start.Add(4*time.Hour))) // twice changes nothing
		same(t, 1)(db.UnreadNotices(ctx, w.ws, w.user.ID))
		second.ReadAt, first.ReadAt = start.Add(3*time.Hour), start.Add(3*time.Hour)
		page = get[desk.Page[desk.Notice]](t)(db.Notices(ctx, w.ws, w.user.ID, "", 0))
		same(t, []desk.Notice{third, second, first})(page.Items, nil)

		must(t, db.DeleteNoticesBefore(ctx, second.At))
		page = get[desk.Page[desk.Notice]](t)(db.Notices(ctx, w.ws, w.user.ID, "", 0))
		same(t, []desk.Notice{third, second})(page.Items, nil)
	})
}
