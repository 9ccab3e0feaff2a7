package store_test

import (
	"reflect"
	"testing"
	"time"

	"ramal/internal/call"
	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/rates"
	"ramal/internal/store"
	"ramal/internal/store/storetest"
)

func TestRateCardsStandSideBySide(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		old := rates.Card{Effective: "2026-07-01", Source: "old.csv", Edges: rates.Edges(), Rates: []rates.Rate{{Market: "Brazil", PerMinute: []rates.Money{9500, 1, 2, 3, 4, 5}}}}
		young := rates.Card{Effective: "2026-10-01", Source: "young.csv", Example: true, Edges: []int64{10}, Rates: []rates.Rate{{Market: "Other"}}}
		must(t, db.AddRateCard(ctx, w.ws, old))
		must(t, db.AddRateCard(ctx, w.ws, young))
		same(t, []rates.Card{young, old})(db.RateCards(ctx, w.ws))
		wantCode(t, db.AddRateCard(ctx, w.ws, rates.Card{Effective: old.Effective}), fault.Conflict)
		must(t, db.DeleteRateCard(ctx, w.ws, old.Effective))
		wantCode(t, db.DeleteRateCard(ctx, w.ws, old.Effective), fault.NotFound)
		same(t, []rates.Card{young})(db.RateCards(ctx, w.ws))
	})
}

// talk makes the world's call one that was talked on for so long.
func (w *world) talk(t *testing.T, db *store.DB, talked time.Duration) {
	t.Helper()
	w.call.State, w.call.Outcome, w.call.Duration = call.Ended, call.Completed, talked
	must(t, db.SaveCall(t.Context(), &w.call, nil))
}

func TestThePulsesOfAMonth(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w, ctx := newWorld(t, db), t.Context()
		w.talk(t, db, 61*time.Second)
		placed := func(after, talked time.Duration, way call.Direction) call.ID {
			k := w.newCall(w.contact.ID)
			k.CreatedAt, k.Direction, k.State, k.Outcome, k.Duration = start.Add(after), way, call.Ended, call.Completed, talked
			must(t, db.CreateCall(ctx, &k, nil))
			return k.ID
		}
		unanswered := placed(time.Minute, 0, call.Outbound)
		inbound := placed(2*time.Minute, time.Hour, call.Inbound)
		short := placed(3*time.Minute, time.Millisecond, call.Outbound)
		long := placed(4*time.Minute, time.Hour, call.Outbound)
		later := placed(48*time.Hour, time.Hour, call.Outbound)

		until := start.Add(time.Hour)
		same(t, rates.Pulses(61*time.Second)+1+600)(db.UsedPulses(ctx, w.ws, w.account.ID, start, until))
		same(t, int64(0))(db.UsedPulses(ctx, w.ws, org.AccountID("another"), start, until))
		totals, err := db.PulsesUpTo(ctx, w.ws, w.account.ID, start, until, []call.ID{w.call.ID, unanswered, inbound, short, long, later})
		must(t, err)
		if want := (map[call.ID]int64{w.call.ID: 11, short: 12, long: 612}); !reflect.DeepEqual(totals, want) {
			t.Errorf("totals %v, want %v", totals, want)
		}
		none, err := db.PulsesUpTo(ctx, w.ws, w.account.ID, until, until, []call.ID{short})
		if err != nil || len(none) != 0 {
			t.Errorf("outside the month: %v, %v", none, err)
		}
	})
}
