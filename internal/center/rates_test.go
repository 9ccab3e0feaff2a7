package center_test

import (
	"strings"
	"testing"
	"time"

	"ramal/internal/call"
	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/rates"
)

const rateHead = "Market,Currency,\"0 - 50,000\",\"50,001+\"\n"

func TestARateCardIsImportedWholeOrNotAtAll(t *testing.T) {
	w := newWorld(t)
	boss, ctx := w.boss(), t.Context()
	for name, c := range map[string]struct {
		file  center.RateCardFile
		field string
		words string
	}{
		"bad rows":   {center.RateCardFile{Text: rateHead + "Brazil,USD,0.01,0.009\nChile,USD,x,1\nPeru,EUR,1,1\n", Source: "f", Effective: "2026-10-01"}, "csv", "Line 3: Chile"},
		"no day":     {center.RateCardFile{Text: rateHead + "Brazil,USD,0.01,0.009\n", Source: "f"}, "effective", "from which day"},
		"a bad day":  {center.RateCardFile{Text: rateHead + "Brazil,USD,0.01,0.009\n", Source: "f", Effective: "1 October"}, "effective", "is no day"},
		"no name":    {center.RateCardFile{Text: rateHead + "Brazil,USD,0.01,0.009\n", Effective: "2026-10-01"}, "source", "name"},
		"not a card": {center.RateCardFile{Text: "hello", Source: "f"}, "csv", "Market"},
	} {
		_, err := w.center.ImportRateCard(ctx, boss, c.file)
		if !fault.Is(err, fault.Invalid) || field(err) != c.field || !strings.Contains(err.Error(), c.words) {
			t.Errorf("%s: %v on %q", name, err, field(err))
		}
	}
	if all, err := w.center.RateCards(ctx, boss); err != nil || len(all.Cards) != 0 || all.InForce != "" {
		t.Errorf("something was imported: %+v, %v", all, err)
	}
	for _, m := range []org.Member{w.paula, w.visitor} {
		if _, err := w.center.ImportRateCard(ctx, m, center.RateCardFile{Text: rates.Example, Source: "f"}); !fault.Is(err, fault.Forbidden) {
			t.Errorf("%s: %v", m.Email, err)
		}
	}

	card, err := w.center.ImportRateCard(ctx, boss, center.RateCardFile{Text: rates.Example, Source: "example.csv"})
	if err != nil || !card.Example || card.Effective != "2025-08-01" {
		t.Fatalf("%+v, %v", card, err)
	}
	again := center.RateCardFile{Text: rateHead + "Brazil,USD,0.02,0.01\n", Source: "second.csv", Effective: "2025-08-01"}
	if _, err := w.center.ImportRateCard(ctx, boss, again); !fault.Is(err, fault.Conflict) || field(err) != "effective" {
		t.Errorf("twice the same day: %v", err)
	}
	again.Replace = true
	if _, err := w.center.ImportRateCard(ctx, boss, again); err != nil {
		t.Fatal(err)
	}
	all, err := w.center.RateCards(ctx, boss)
	if err != nil || len(all.Cards) != 1 || all.Cards[0].Source != "second.csv" || all.InForce != "2025-08-01" || len(all.Month) != 1 {
		t.Errorf("%+v, %v", all, err)
	}
	must(t, w.center.DeleteRateCard(ctx, boss, "2025-08-01"))
	if err := w.center.DeleteRateCard(ctx, boss, "2025-08-01"); !fault.Is(err, fault.NotFound) {
		t.Errorf("deleted twice: %v", err)
	}
	page, err := w.center.Audit(ctx, boss, org.AuditQuery{Action: "rates"})
	if err != nil || len(page.Items) != 3 {
		t.Errorf("the audit has %d lines, %v", len(page.Items), err)
	}
}

func TestCallsAreEstimatedByTheCardOfTheirDay(t *testing.T) {
	w := newWorld(t)
	boss, ctx := w.boss(), t.Context()
	now := w.sandbox.Clock().Now()
	today, lastMonth := rates.DayOf(now), now.AddDate(0, -2, 0)
	k, err := w.center.CreateContact(ctx, boss, center.ContactRecord{Name: new("Ana"), Phone: new("+55 11 99999-0001")})
	must(t, err)
	nobody, err := w.center.CreateContact(ctx, boss, center.ContactRecord{Name: new("No number"), Phone: new("")})
	must(t, err)

	perMinute := func(want rates.Estimate) {
		t.Helper()
		action, err := w.center.CallAction(ctx, w.paula, w.account.ID, k.ID)
		if err != nil || action.PerMinute != want {
			t.Errorf("a minute: %+v, %v; want %+v", action.PerMinute, err, want)
		}
	}
	perMinute(rates.Estimate{Reason: rates.NoCard})
	bring := func(day rates.Day, price string) {
		t.Helper()
		_, err := w.center.ImportRateCard(ctx, boss, center.RateCardFile{
			Text: rateHead + "Brazil,USD," + price + ",0.001\n", Source: "card.csv", Effective: string(day),
		})
		must(t, err)
	}
	bring(rates.DayOf(lastMonth), "0.01")
	bring(today, "0.02")
	perMinute(rates.Estimate{Market: "Brazil", PerMinute: 20_000, Card: today})

	ended := func(at time.Time, of desk.ContactID, way call.Direction, talked time.Duration) call.ID {
		t.Helper()
		one := call.Call{
			ID: call.ID(id()), WorkspaceID: w.workspace, AccountID: w.account.ID, ContactID: of, Direction: way, State: call.Ended,
			Outcome: call.Completed, Closed: true, CreatedAt: at.Truncate(time.Millisecond), EndedAt: at.Add(talked).Truncate(time.Millisecond), Duration: talked,
		}
		must(t, w.store.CreateCall(ctx, &one, nil))
		return one.ID
	}
	old := ended(lastMonth, k.ID, call.Outbound, 61*time.Second)
	inbound := ended(now.Add(-5*time.Millisecond), k.ID, call.Inbound, time.Minute)
	unanswered := ended(now.Add(-4*time.Millisecond), k.ID, call.Outbound, 0)
	unknown := ended(now.Add(-3*time.Millisecond), nobody.ID, call.Outbound, time.Minute)
	long := ended(now.Add(-2*time.Millisecond), k.ID, call.Outbound, 50_000*time.Minute)

	page, err := w.center.Calls(ctx, w.paula, call.Query{})
	must(t, err)
	got := map[call.ID]rates.Estimate{}
	for _, v := range page.Items {
		got[v.ID] = *v.Cost
	}
	for id, want := range map[call.ID]rates.Estimate{
		old:        {Market: "Brazil", PerMinute: 10_000, Card: rates.DayOf(lastMonth), Pulses: 11, Cost: 11_000},
		inbound:    {},
		unanswered: {},
		unknown:    {Reason: rates.UnknownMarket, Card: today, Pulses: 10},
		long:       {Market: "Brazil", PerMinute: 1_000, Tier: 1, Card: today, Pulses: 500_000, Cost: 50_000_000},
	} {
		if got[id] != want {
			t.Errorf("\n got %+v\nwant %+v", got[id], want)
		}
		one, _, err := w.center.Call(ctx, w.paula, id)
		if err != nil || *one.Cost != want {
			t.Errorf("alone: %+v, %v", one.Cost, err)
		}
	}
	all, err := w.center.RateCards(ctx, boss)
	if err != nil || all.Month[0].Pulses != 500_010 || all.Month[0].Tier != 1 {
		t.Errorf("the month: %+v, %v", all.Month, err)
	}
	perMinute(rates.Estimate{Market: "Brazil", PerMinute: 1_000, Tier: 1, Card: today})
}
