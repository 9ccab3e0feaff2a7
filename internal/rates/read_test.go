package rates

import (
	"reflect"
	"strings"
	"testing"
)

const heading = "Market,Currency,\"0 - 50,000\",\"50,001 - 250,000\",\"250,001 - 1,000,000\",\"1,000,001 - 2,500,000\",\"2,500,001 - 5,000,000\",\"5,000,001+\"\n"

func TestReadTakesTheFormsThatRateCardsHave(t *testing.T) {
	want := []Rate{
		{"Brazil", []Money{9500, 7600, 6600, 5800, 4300, 3700}},
		{"Rest of Africa", []Money{10300, 8400, 7400, 6200, 4700, 4200}},
	}
	for name, text := range map[string]string{
		"as published": heading + "Brazil,USD,0.0095,0.0076,0.0066,0.0058,0.0043,0.0037\nRest of Africa,USD,0.0103,0.0084,0.0074,0.0062,0.0047,0.0042\n",
		"with lines above, a byte order mark and CRLF": "\ufeffWhatsApp calling rates by market\r\n\r\n" + strings.ReplaceAll(heading, "\n", "\r\n") +
			"Brazil,USD,0.0095,0.0076,0.0066,0.0058,0.0043,0.0037\r\n\r\nRest of Africa,USD,0.0103,0.0084,0.0074,0.0062,0.0047,0.0042",
		"semicolons and decimal commas": "Market;0 - 50.000;50.001 - 250.000;250.001 - 1.000.000;1.000.001 - 2.500.000;2.500.001 - 5.000.000;> 5.000.000\n" +
			"Brazil;0,0095;0,0076;0,0066;0,0058;0,0043;0,0037\nRest of Africa;0,0103;0,0084;0,0074;0,0062;0,0047;0,0042\n",
		"other columns, another order, dollar signs": "Tier 2,Tier 1,Region code,Market,Tier 3,Tier 4,Tier 5,Tier 6\n" +
			"$0.0076,$0.0095,x,Brazil,$0.0066,$0.0058,$0.0043,$0.0037\n$0.0084,$0.0103,y,Rest of Africa,$0.0074,$0.0062,$0.0047,$0.0042\n",
		"millions by letter": "Market\tUp to 50k\t50k - 250k\t250k - 1M\t1M - 2.5M\t2.5M - 5M\tover 5M\n" +
			"Brazil\t0.0095\t0.0076\t0.0066\t0.0058\t0.0043\t0.0037\nRest of Africa\t0.0103\t0.0084\t0.0074\t0.0062\t0.0047\t0.0042\n",
	} {
		t.Run(name, func(t *testing.T) {
			card, trouble := Read(text)
			if len(trouble) > 0 {
				t.Fatalf("trouble: %+v", trouble)
			}
			if !reflect.DeepEqual(card.Rates, want) {
				t.Errorf("rates\n got %v\nwant %v", card.Rates, want)
			}
			if !reflect.DeepEqual(card.Edges, Edges()) {
				t.Errorf("edges %v", card.Edges)
			}
		})
	}
}

func TestReadTakesTheDateFromAbove(t *testing.T) {
	for text, want := range map[string]Day{
		"Rates effective October 1, 2026": "2026-10-01",
		"Effective: 2026-07-01":           "2026-07-01",
		"effective Aug. 1 2025":           "2025-08-01",
		"Rates":                           "",
	} {
		card, trouble := Read(text + "\n" + heading + "Brazil,USD,1,1,1,1,1,1\n")
		if card.Effective != want || card.Example || len(trouble) > 0 {
			t.Errorf("%q: %q, %v, %v", text, card.Effective, card.Example, trouble)
		}
	}
}

func TestExampleSaysThatItIsOne(t *testing.T) {
	card, trouble := Read(Example)
	if len(trouble) > 0 || !card.Example || card.Effective == "" || len(card.Rates) == 0 {
		t.Errorf("%+v, %v", card, trouble)
	}
	for _, r := range card.Rates {
		if !Known(r.Market) {
			t.Errorf("%s is no market", r.Market)
		}
	}
}

func TestReadNamesEachFaultByItsLine(t *testing.T) {
	good := "Brazil,USD,0.0095,0.0076,0.0066,0.0058,0.0043,0.0037\n"
	for name, c := range map[string]struct {
		text string
		want []Trouble
	}{
		"rows": {
			heading + good +
				"Chile,USD,abc,1,1,1,1,1\n" +
				",USD,1,1,1,1,1,1\n" +
				"Peru,EUR,1,1,1,1,1,1\n" +
				" brazil ,USD,1,1,1,1,1,1\n" +
				"Mexico,USD,1,1\n" +
				"India,USD,-1,1,1,1,1,1\n" +
				"Israel,USD,1,n/a,1,1,1,1\n" +
				"Italy,USD,0.00000001,1,1,1,1,1\n",
			[]Trouble{
				{Line: 3, Code: "bad_price", What: "abc"},
				{Line: 4, Code: "no_market"},
				{Line: 5, Code: "currency", What: "EUR"},
				{Line: 6, Code: "twice", What: "brazil"},
				{Line: 7, Code: "bad_price"},
				{Line: 8, Code: "bad_price", What: "-1"},
				{Line: 9, Code: "bad_price", What: "n/a"},
				{Line: 10, Code: "bad_price", What: "0.00000001"},
			},
		},
		"the same country by another name": {heading + "Turkey,USD,1,1,1,1,1,1\nTürkiye,USD,1,1,1,1,1,1\n", []Trouble{{Line: 3, Code: "twice", What: "Türkiye"}}},
		"quotes":                           {heading + "\"Brazil,USD,1,1,1,1,1,1\n", []Trouble{{Line: 2, Code: "bad_row"}}},
		"no heading":                       {good, []Trouble{{Code: "no_heading"}}},
		"nothing":                          {"", []Trouble{{Code: "no_heading"}}},
		"no rows":                          {heading, []Trouble{{Code: "no_rows"}}},
		"no tiers":                         {"Market,Marketing,Utility\nBrazil,0.06,0.01\n", []Trouble{{Line: 1, Code: "bad_tiers", What: "Market, Marketing, Utility"}}},
		"a gap":                            {"Market,\"0 - 50,000\",\"60,001+\"\nBrazil,1,1\n", []Trouble{{Line: 1, Code: "bad_tiers", What: "60,001+"}}},
		"no end":                           {"Market,\"0 - 50,000\",\"50,001 - 60,000\"\nBrazil,1,1\n", []Trouble{{Line: 1, Code: "bad_tiers", What: "50,001 - 60,000"}}},
		"a picture":                        {"\x89PNG\r\n\x1a\n\x00", []Trouble{{Code: "not_text"}}},
		"a lost encoding":                  {heading + "C\ufffdte,USD,1,1,1,1,1,1\n", []Trouble{{Code: "not_text"}}},
		"far too long":                     {strings.Repeat("x", MaxFile+1), []Trouble{{Code: "too_long"}}},
		"faults have an end":               {heading + strings.Repeat(",USD\n", 500), nil},
	} {
		t.Run(name, func(t *testing.T) {
			_, got := Read(c.text)
			if c.want == nil {
				if len(got) != maxTrouble {
					t.Errorf("%d faults", len(got))
				}
				return
			}
			for i := range got {
				if got[i].Message == "" {
					t.Errorf("%+v says nothing", got[i])
				}
				got[i].Message = ""
			}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("\n got %+v\nwant %+v", got, c.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add(Example)
	f.Add(heading + "Brazil,USD,1,1,1,1,1,1\n")
	f.Fuzz(func(t *testing.T, text string) {
		card, trouble := Read(text)
		if len(trouble) > 0 {
			return
		}
		for _, r := range card.Rates {
			if len(r.PerMinute) != 0 && len(r.PerMinute) != len(card.Edges)+1 {
				t.Fatalf("%s has %d prices for %d tiers", r.Market, len(r.PerMinute), len(card.Edges)+1)
			}
		}
	})
}
