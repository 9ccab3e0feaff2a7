package desk_test

import (
	"testing"
	"time"

	"ramal/internal/desk"
	"ramal/internal/fault"
)

var now = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func TestStepsOfADeal(t *testing.T) {
	old := now.Add(-time.Hour)
	open := desk.Deal{Stage: "new", Rank: "i0000000", State: desk.DealOpen, EnteredAt: old}
	lost := desk.Deal{Stage: "new", Rank: "i0000000", State: desk.DealLost, Reason: "Price", EnteredAt: old, ClosedAt: old}
	for name, c := range map[string]struct {
		step func(desk.Deal) (desk.Deal, error)
		from desk.Deal
		want desk.Deal
		code fault.Code
	}{
		"to another stage begins its time anew": {
			func(k desk.Deal) (desk.Deal, error) { return k.MovedTo("proposal", "z", now) }, open,
			desk.Deal{Stage: "proposal", Rank: "z", State: desk.DealOpen, EnteredAt: now},
			"",
		},
		"within its stage keeps its time": {
			func(k desk.Deal) (desk.Deal, error) { return k.MovedTo("new", "z", now) }, open,
			desk.Deal{Stage: "new", Rank: "z", State: desk.DealOpen, EnteredAt: old},
			"",
		},
		"a lost one does not move": {
			func(k desk.Deal) (desk.Deal, error) { return k.MovedTo("proposal", "z", now) }, lost, lost, fault.Conflict,
		},
		"is won": {
			func(k desk.Deal) (desk.Deal, error) { return k.Ended(desk.DealWon, "Price", now) }, open,
			desk.Deal{Stage: "new", Rank: "i0000000", State: desk.DealWon, Reason: "Price", EnteredAt: old, ClosedAt: now},
			"",
		},
		"a lost one is not won": {
			func(k desk.Deal) (desk.Deal, error) { return k.Ended(desk.DealWon, "", now) }, lost, lost, fault.Conflict,
		},
		"opens again": {
			func(k desk.Deal) (desk.Deal, error) { return k.OpenAgain("a", now) }, lost,
			desk.Deal{Stage: "new", Rank: "a", State: desk.DealOpen, EnteredAt: now},
			"",
		},
		"an open one does not open again": {
			func(k desk.Deal) (desk.Deal, error) { return k.OpenAgain("a", now) }, open, open, fault.Conflict,
		},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := c.step(c.from)
			if !got.Equal(c.want) || fault.CodeOf(err) != c.code {
				t.Errorf("%+v, %v; want %+v, %q", got, err, c.want, c.code)
			}
		})
	}
}

func TestWhenADealIsOverTime(t *testing.T) {
	k := desk.Deal{State: desk.DealOpen, EnteredAt: now}
	if at := k.OverAt(desk.Stage{Limit: 48 * time.Hour}); !at.Equal(now.Add(48 * time.Hour)) {
		t.Errorf("over at %v", at)
	}
	if at := k.OverAt(desk.Stage{}); !at.IsZero() {
		t.Errorf("without a limit: %v", at)
	}
	k.State = desk.DealWon
	if at := k.OverAt(desk.Stage{Limit: time.Hour}); !at.IsZero() {
		t.Errorf("won: %v", at)
	}
}

func TestADealIsTidied(t *testing.T) {
	for name, c := range map[string]struct {
		deal  desk.Deal
		field string
	}{
		"right":            {desk.Deal{Title: "  Brakes   and tyres ", Value: 12, CloseOn: "2026-11-30"}, ""},
		"without a title":  {desk.Deal{Title: "  "}, "title"},
		"a value below 0":  {desk.Deal{Title: "T", Value: -1}, "value"},
		"a day that isn't": {desk.Deal{Title: "T", CloseOn: "2026-02-30"}, "closeOn"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := c.deal.Tidy()
			if fieldOf(err) != c.field {
				t.Fatalf("%v, want %q", err, c.field)
			}
			if c.field == "" && got.Title != "Brakes and tyres" {
				t.Errorf("%q", got.Title)
			}
		})
	}
}

func TestAFunnelIsTidied(t *testing.T) {
	right := desk.Pipeline{Name: " Sales ", Currency: "brl", Stages: []desk.Stage{{ID: "1", Name: "New", Color: "blue"}, {ID: "2", Name: "Proposal", Color: "red", Limit: time.Hour}}}
	with := func(change func(*desk.Pipeline)) desk.Pipeline {
		p := right
		p.Stages = append([]desk.Stage{}, right.Stages...)
		change(&p)
		return p
	}
	for name, c := range map[string]struct {
		pipeline desk.Pipeline
		field    string
	}{
		"right":                  {right, ""},
		"without a name":         {with(func(p *desk.Pipeline) { p.Name = " " }), "name"},
		"a wrong currency":       {with(func(p *desk.Pipeline) { p.Currency = "R$" }), "currency"},
		"without stages":         {with(func(p *desk.Pipeline) { p.Stages = nil }), "stages"},
		"a stage twice":          {with(func(p *desk.Pipeline) { p.Stages[1].Name = "NEW" }), "stages"},
		"a stage without a name": {with(func(p *desk.Pipeline) { p.Stages[1].Name = "" }), "stages"},
		"a colour that isn't":    {with(func(p *desk.Pipeline) { p.Stages[1].Color = "pink" }), "stages"},
		"half an hour":           {with(func(p *desk.Pipeline) { p.Stages[1].Limit = 30 * time.Minute }), "stages"},
		"a reason twice":         {with(func(p *desk.Pipeline) { p.LostReasons = []string{"Price", "price"} }), "lostReasons"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := c.pipeline.Tidy()
			if fieldOf(err) != c.field {
				t.Fatalf("%v, want %q", err, c.field)
			}
			if c.field == "" && (got.Name != "Sales" || got.Currency != "BRL") {
				t.Errorf("%+v", got)
			}
		})
	}
}

func TestWhyADealIsWonOrLost(t *testing.T) {
	free, listed := desk.Pipeline{}, desk.Pipeline{WonReasons: []string{"Price"}, LostReasons: []string{"Silence"}}
	for name, c := range map[string]struct {
		reason func(string) (string, error)
		said   string
		want   string
		field  string
	}{
		"a win needs none":          {free.WonFor, " ", "", ""},
		"unless they are listed":    {listed.WonFor, "", "", "reason"},
		"one of the list":           {listed.WonFor, "price", "Price", ""},
		"none of the list":          {listed.LostFor, "Price", "", "reason"},
		"a loss needs one":          {free.LostFor, "", "", "reason"},
		"a loss takes any words":    {free.LostFor, " No  money ", "No money", ""},
		"a loss of the list's ones": {listed.LostFor, "SILENCE", "Silence", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got, err := c.reason(c.said); fieldOf(err) != c.field || got != c.want {
				t.Errorf("%q, %v; want %q, %q", got, err, c.want, c.field)
			}
		})
	}
}

func fieldOf(err error) string {
	var f *fault.Error
	if asFault(err, &f) {
		return f.Field
	}
	return ""
}

func TestWhatDiffersBetweenDeals(t *testing.T) {
	k := desk.Deal{Title: "Tyres", Fields: map[desk.FieldID]string{"colour": "red"}, EnteredAt: now}
	for name, c := range map[string]struct {
		change func(k *desk.Deal)
		same   bool
	}{
		"nothing":         {func(*desk.Deal) {}, true},
		"another map":     {func(k *desk.Deal) { k.Fields = map[desk.FieldID]string{"colour": "red"} }, true},
		"a value":         {func(k *desk.Deal) { k.Fields = map[desk.FieldID]string{"colour": "blue"} }, false},
		"a value is gone": {func(k *desk.Deal) { k.Fields = nil }, false},
		"the title":       {func(k *desk.Deal) { k.Title = "Brakes" }, false},
		"a time":          {func(k *desk.Deal) { k.EnteredAt = now.Add(1) }, false},
	} {
		other := k
		c.change(&other)
		if k.Equal(other) != c.same {
			t.Errorf("%s: equal is %v", name, !c.same)
		}
	}
}
