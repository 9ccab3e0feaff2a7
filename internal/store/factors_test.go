package store_test

import (
	"path/filepath"
	"testing"
	"time"

	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/store"
	"ramal/internal/store/storetest"
)

func TestASecondFactorIsKeptAndEachCodeTakenOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		same(t, org.Factor{})(db.Factor(ctx, w.user.ID))
		f := org.Factor{Seed: "JBSWY3DPEHPK3PXP", Step: 100, Recovery: []string{"h1", "h2"}}
		must(t, db.SetFactor(ctx, w.ws, w.user.ID, f))
		same(t, f)(db.Factor(ctx, w.user.ID))
		if u := get[org.User](t)(db.User(ctx, w.ws, w.user.ID)); !u.SecondFactor {
			t.Error("the user seems to have none")
		}
		must(t, db.UseStep(ctx, w.user.ID, 101))
		wantCode(t, db.UseStep(ctx, w.user.ID, 101), fault.Conflict)
		wantCode(t, db.UseStep(ctx, w.user.ID, 100), fault.Conflict)
		must(t, db.UseRecovery(ctx, w.user.ID, "h1"))
		wantCode(t, db.UseRecovery(ctx, w.user.ID, "h1"), fault.Conflict)
		wantCode(t, db.UseRecovery(ctx, w.user.ID, "made up"), fault.Conflict)
		must(t, db.UseRecovery(ctx, w.user.ID, "h2"))
		must(t, db.SetFactor(ctx, w.ws, w.user.ID, org.Factor{}))
		same(t, org.Factor{})(db.Factor(ctx, w.user.ID))
	})
}

func TestTheSeedIsSealedInTheFile(t *testing.T) {
	dir := t.TempDir()
	db, err := store.Open(t.Context(), store.Options{Database: filepath.Join(dir, "ramal.db"), Key: make([]byte, 32)})
	must(t, err)
	must(t, db.Migrate(t.Context()))
	w := newWorld(t, db)
	must(t, db.SetFactor(t.Context(), w.ws, w.user.ID, org.Factor{Seed: "JBSWY3DPEHPK3PXP"}))
	must(t, db.Close())
	if filesContain(t, dir, "JBSWY3DPEHPK3PXP") {
		t.Error("the seed stands in the file")
	}
}

func TestTokensLiveUntilTheyAreRevoked(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		k := org.Token{
			ID: org.TokenID(id("token")), WorkspaceID: w.ws, UserID: w.user.ID, Hash: id("hash"), Name: "Reports",
			Scopes: []org.Scope{org.ScopeRead}, CreatedAt: start, ExpiresAt: start.Add(time.Hour),
		}
		must(t, db.CreateToken(ctx, k))
		second := k
		second.ID, second.Hash = org.TokenID(id("token")), id("hash")
		wantCode(t, db.CreateToken(ctx, second), fault.Conflict)
		must(t, db.TouchToken(ctx, k.ID, start.Add(time.Minute), "192.0.2.1"))
		must(t, db.TouchToken(ctx, k.ID, start, "192.0.2.9"))
		k.UsedAt, k.UsedFrom = start.Add(time.Minute), "192.0.2.1"
		same(t, k)(db.TokenByHash(ctx, k.Hash))
		same(t, []org.Token{k})(db.TokensOf(ctx, w.ws, w.user.ID))
		must(t, db.DeleteToken(ctx, w.ws, w.user.ID, k.ID))
		wantCode(t, drop(db.TokenByHash(ctx, k.Hash)), fault.NotFound)
	})
}
