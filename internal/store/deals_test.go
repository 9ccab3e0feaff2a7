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

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/store"
	"ramal/internal/store/storetest"
)

func dealName(k desk.Deal) string { return string(k.ID) }

// manyDeals fills the world's funnel.
func (w *world) manyDeals(t *testing.T, db *store.DB) []desk.Deal {
	t.Helper()
	joao := w.newContact("João Araújo", "5511999990077")
	must(t, db.CreateContact(t.Context(), &joao))
	other := w.newFunnel("Other", "Only")
	must(t, db.CreatePipeline(t.Context(), &other))
	elsewhere := w.newDeal(0, "Pneus de outro funil", 7)
	elsewhere.Pipeline, elsewhere.Stage, elsewhere.CloseOn = other.ID, other.Stages[0].ID, "2026-12-02"
	must(t, db.CreateDeal(t.Context(), &elsewhere))
	all := []desk.Deal{w.deal, elsewhere}
	for i := range 90 {
		k := w.newDeal(i%2, fmt.Sprint([]string{"Pneus ", "Freios ", "Troca de óleo "}[i%3], i), int64(i*100))
		k.CreatedAt = start.Add(time.Duration(i/4) * time.Second) // many at the same moment
		k.State = []desk.DealState{desk.DealOpen, desk.DealOpen, desk.DealWon, desk.DealLost}[i%4]
		k.CloseOn = []string{"", "2026-12-01", "2026-12-24", "2027-01-10"}[(i/2)%4]
		if i%5 == 0 {
			k.Owner = "colleague"
		}
		if i%6 == 0 {
			k.Contact = joao.ID
		}
		must(t, db.CreateDeal(t.Context(), &k))
		all = append(all, k)
	}
	return all
}

func TestDealsAreListedAsAskedFor(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		all := w.manyDeals(t, db)
		plain := strings.NewReplacer("ó", "o", "ã", "a", "ú", "u")
		found := func(k desk.Deal, search string) bool {
			who := "ana souza 5511999990001"
			if k.Contact != w.contact.ID {
				who = "joao araujo 5511999990077"
			}
			for _, word := range strings.Fields(plain.Replace(strings.ToLower(search))) {
				if !strings.Contains(plain.Replace(strings.ToLower(k.Title))+" "+who, word) {
					return false
				}
			}
			return true
		}
		rapid.Check(t, func(t *rapid.T) {
			q := desk.DealQuery{
				Pipeline:    rapid.SampledFrom([]desk.PipelineID{w.funnel.ID, w.funnel.ID, ""}).Draw(t, "funnel"),
				States:      rapid.SampledFrom([][]desk.DealState{nil, {desk.DealOpen}, {desk.DealWon, desk.DealLost}}).Draw(t, "states"),
				Owner:       rapid.SampledFrom([]org.UserID{"", "", "colleague", w.user.ID, "nobody"}).Draw(t, "owner"),
				CloseBefore: rapid.SampledFrom([]string{"", "", "2026-12-24", "2030-01-01"}).Draw(t, "before"),
				Search:      rapid.SampledFrom([]string{"", "", "oleo", "PNEUS joão", "0077", "fr", "nothing at all"}).Draw(t, "search"),
				Limit:       rapid.IntRange(1, 40).Draw(t, "limit"),
			}
			var kept []desk.Deal
			for _, k := range all {
				if (q.Pipeline == "" || q.Pipeline == k.Pipeline) && (len(q.States) == 0 || slices.Contains(q.States, k.State)) && (q.Owner == "" || q.Owner == k.Owner) &&
					(q.CloseBefore == "" || k.CloseOn != "" && k.CloseOn < q.CloseBefore) && found(k, q.Search) {
					kept = append(kept, k)
				}
			}
			slices.SortFunc(kept, func(a, b desk.Deal) int {
				if q.CloseBefore != "" {
					return cmp.Or(strings.Compare(a.CloseOn, b.CloseOn), strings.Compare(string(a.ID), string(b.ID)))
				}
				return cmp.Or(b.CreatedAt.Compare(a.CreatedAt), strings.Compare(string(b.ID), string(a.ID)))
			})
			want := []string{}
			for _, k := range kept {
				want = append(want, dealName(k))
			}
			got := pages(t, q.Limit, dealName, func(after string) (desk.Page[desk.Deal], error) {
				q.After = after
				return db.Deals(ctx, w.ws, q)
			})
			if diff := gocmp.Diff(want, got); diff != "" {
				t.Fatalf("%+v: -want +got\n%s", q, diff)
			}
		})
	})
}

func TestAStageIsListedFromItsTopAndSummed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		all := w.manyDeals(t, db)
		for _, owner := range []org.UserID{"", "colleague"} {
			totals := map[desk.StageID]desk.StageTotal{}
			for _, s := range w.funnel.Stages {
				want, sum := []string{}, desk.StageTotal{Stage: s.ID}
				for _, k := range all { // they were made from the top down
					if k.Stage == s.ID && k.State == desk.DealOpen && (owner == "" || k.Owner == owner) {
						want, sum.Deals, sum.Value = append(want, dealName(k)), sum.Deals+1, sum.Value+k.Value
					}
				}
				totals[s.ID] = sum
				same(t, want)(pages(t, 7, dealName, func(after string) (desk.Page[desk.Deal], error) {
					return db.DealsOfStage(ctx, w.ws, desk.StageQuery{Stage: s.ID, Owner: owner, After: after, Limit: 7})
				}), nil)
			}
			for _, got := range get[[]desk.StageTotal](t)(db.StageTotals(ctx, w.ws, w.funnel.ID, owner, "")) {
				same(t, totals[got.Stage])(got, nil)
				delete(totals, got.Stage)
			}
			for _, missing := range totals {
				same(t, 0)(missing.Deals, nil)
			}
		}
	})
}

func TestADealIsFoundByTheNewNameOfItsContact(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		w.contact.Name = "Aña Sousa Prado"
		must(t, db.SaveContact(ctx, &w.contact))
		for search, want := range map[string]int{"prado brakes": 1, "ana sousa": 1, "souza": 0} {
			page := get[desk.Page[desk.Deal]](t)(db.Deals(ctx, w.ws, desk.DealQuery{Pipeline: w.funnel.ID, Search: search}))
			if len(page.Items) != want {
				t.Errorf("%q finds %d deals, want %d", search, len(page.Items), want)
			}
		}
	})
}

func TestADealGoesWithAllOfIt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		other := newWorld(t, db)
		told, elsewhere := w.newNotice(0), w.newNotice(time.Hour)
		told.Kind, told.DealID, told.ConversationID, told.AccountID = desk.DealGiven, w.deal.ID, "", ""
		for _, n := range []desk.Notice{told, elsewhere} {
			must(t, db.AddNotice(ctx, n))
		}
		same(t, []desk.Notice{elsewhere, told})(get[desk.Page[desk.Notice]](t)(db.Notices(ctx, w.ws, w.user.ID, "", 0)).Items, nil)
		stale := w.deal
		stale.Version++
		wantCode(t, db.DeleteDeal(ctx, stale), fault.Conflict)
		same(t, map[desk.DealID]desk.Deal{w.deal.ID: w.deal})(db.DealsByID(ctx, w.ws, []desk.DealID{w.deal.ID, "none", other.deal.ID}))

		must(t, db.DeleteDeal(ctx, w.deal))
		wantCode(t, drop(db.Deal(ctx, w.ws, w.deal.ID)), fault.NotFound)
		wantCode(t, db.DeleteDeal(ctx, w.deal), fault.NotFound)
		same(t, 0)(len(get[desk.Page[desk.DealEvent]](t)(db.DealEvents(ctx, w.ws, w.deal.ID, "", 0)).Items), nil)
		same(t, 0)(len(get[desk.Page[desk.Deal]](t)(db.Deals(ctx, w.ws, desk.DealQuery{Search: "brakes"})).Items), nil)
		same(t, []desk.Notice{elsewhere})(get[desk.Page[desk.Notice]](t)(db.Notices(ctx, w.ws, w.user.ID, "", 0)).Items, nil)
		again := w.newDeal(0, "Again", 1) // its value is free again
		again.Fields = w.deal.Fields
		must(t, db.CreateDeal(ctx, &again))
		same(t, other.deal)(db.Deal(ctx, other.ws, other.deal.ID))
	})
}

func TestAStageWithDealsIsNotDeletedUntilTheyAreMoved(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		from, to := w.funnel.Stages[0], w.funnel.Stages[1]
		other := w.newDeal(1, "Waits there", 1)
		must(t, db.CreateDeal(ctx, &other))
		second := w.newDeal(0, "Second", 1)
		must(t, db.CreateDeal(ctx, &second))
		won := w.newDeal(0, "Won", 1)
		won.State = desk.DealWon
		must(t, db.CreateDeal(ctx, &won))
		same(t, []desk.StageID{from.ID, to.ID})(db.BusyStages(ctx, w.ws, w.funnel.ID))
		less := w.funnel
		less.Stages = []desk.Stage{to}
		err := db.SavePipeline(ctx, &less)
		wantCode(t, err, fault.Conflict)
		same(t, w.funnel)(db.Pipeline(ctx, w.ws, w.funnel.ID))
		wantCode(t, db.DeletePipeline(ctx, w.ws, w.funnel.ID), fault.Conflict)

		e := desk.DealEvent{ID: id("event"), At: start.Add(time.Hour), Actor: w.user.ID, Kind: desk.DealMoved, Before: from.Name, After: to.Name}
		must(t, db.MoveDealsOf(ctx, w.ws, w.funnel.ID, from.ID, to.ID, e))
		page := get[desk.Page[desk.Deal]](t)(db.DealsOfStage(ctx, w.ws, desk.StageQuery{Stage: to.ID}))
		var got []string
		for _, k := range page.Items {
			got = append(got, k.Title)
		}
		same(t, []string{"Waits there", "Brakes and tyres", "Second"})(got, nil)
		history := get[desk.Page[desk.DealEvent]](t)(db.DealEvents(ctx, w.ws, w.deal.ID, "", 0))
		if len(history.Items) != 2 || history.Items[0].Before != "New" || history.Items[0].After != "Proposal" {
			t.Errorf("the history is %+v", history.Items)
		}
		less = w.funnel
		less.Stages = []desk.Stage{to}
		must(t, db.SavePipeline(ctx, &less))
		same(t, []desk.StageID{to.ID})(db.BusyStages(ctx, w.ws, w.funnel.ID))
	})
}

func TestAFunnelWithoutDealsIsDeleted(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		p := w.newFunnel("Second", "Only")
		must(t, db.CreatePipeline(ctx, &p))
		same(t, false)(db.HasDeals(ctx, w.ws, p.ID))
		must(t, db.DeletePipeline(ctx, w.ws, p.ID))
		wantCode(t, db.DeletePipeline(ctx, w.ws, p.ID), fault.NotFound)
		same(t, []desk.Pipeline{w.funnel})(db.Pipelines(ctx, w.ws))
	})
}
