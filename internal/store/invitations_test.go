package store_test

import (
	"testing"
	"time"

	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/store"
	"ramal/internal/store/storetest"
)

func TestAnInvitationIsThereUntilItIsUsed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		first := org.Invitation{
			ID: org.InvitationID(id("invitation")), WorkspaceID: w.ws, Hash: id("hash"), Email: id("Diego") + "@Aurora.example", Name: "Diego",
			Language: "pt-BR", Admin: true, Departments: []org.DepartmentID{"d1"}, InvitedBy: w.user.ID, CreatedAt: start, ExpiresAt: start.Add(org.InvitationLife),
		}
		must(t, db.SaveInvitation(ctx, first))
		got := get[org.Invitation](t)(db.InvitationByHash(ctx, first.Hash))
		second := got
		second.ID, second.Hash, second.CreatedAt = org.InvitationID(id("invitation")), id("hash"), start.Add(time.Hour)
		must(t, db.SaveInvitation(ctx, second))
		wantCode(t, drop(db.InvitationByHash(ctx, first.Hash)), fault.NotFound)
		same(t, []org.Invitation{second})(db.Invitations(ctx, w.ws))
		same(t, second)(db.Invitation(ctx, w.ws, second.ID))
		must(t, db.DeleteInvitation(ctx, w.ws, second.ID))
		wantCode(t, db.DeleteInvitation(ctx, w.ws, second.ID), fault.NotFound)

		must(t, db.SaveInvitation(ctx, second))
		must(t, db.DeleteInvitationsBefore(ctx, second.ExpiresAt))
		same(t, second)(db.Invitation(ctx, w.ws, second.ID))
		must(t, db.DeleteInvitationsBefore(ctx, second.ExpiresAt.Add(time.Millisecond)))
		wantCode(t, drop(db.Invitation(ctx, w.ws, second.ID)), fault.NotFound)
	})
}
