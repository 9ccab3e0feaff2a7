package store_test

import (
	"testing"
	"time"

	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/store"
	"ramal/internal/store/storetest"
)

func TestCallingOfAnAccount(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		a := w.account
		a.CallingEnabled = false
		a.Calling.IconHidden, a.Calling.Callback, a.Calling.KnownAt = true, true, start.Add(1500*time.Millisecond)
		a.Calling.Restrictions = []org.Restriction{
			{Kind: org.BusinessCalls, Reason: "low quality feedback", Since: start, Until: start.Add(time.Hour)},
			{Kind: org.CustomerCalls, Warning: true, Remediation: "Pick up faster", Since: start},
		}
		stale := a
		must(t, db.SaveCalling(ctx, &a))
		if a.Calling.Version != 1 {
			t.Errorf("version %d", a.Calling.Version)
		}
		same(t, a)(db.Account(ctx, w.ws, a.ID))
		same(t, a)(db.AccountByID(ctx, a.ID))
		wantCode(t, db.SaveCalling(ctx, &stale), fault.Conflict)

		// An administrator who saves the account meanwhile changes nothing of it.
		renamed := w.account
		renamed.Name, renamed.CallingEnabled = "Other", a.CallingEnabled
		must(t, db.UpdateAccount(ctx, &renamed))
		a.Name, a.Version = renamed.Name, renamed.Version
		same(t, a)(db.Account(ctx, w.ws, a.ID))

		a.Calling.Restrictions = nil
		must(t, db.SaveCalling(ctx, &a))
		same(t, a)(db.Account(ctx, w.ws, a.ID))
	})
}

func TestConnectedAccountsOfAllWorkspaces(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		first, second, off := newWorld(t, db), newWorld(t, db), newWorld(t, db)
		off.account.Status = org.Disconnected
		must(t, db.UpdateAccount(t.Context(), &off.account))
		same(t, []org.Account{first.account})(db.ConnectedAccounts(t.Context(), "", 1))
		same(t, []org.Account{second.account})(db.ConnectedAccounts(t.Context(), first.account.ID, 10))
		same(t, []org.Account(nil))(db.ConnectedAccounts(t.Context(), second.account.ID, 10))
	})
}
