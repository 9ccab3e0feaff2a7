package rates

import (
	"testing"
	"time"
)

func card(effective Day, rates ...Rate) Card {
	return Card{Effective: effective, Edges: Edges(), Rates: rates}
}

var prices = []Money{9500, 7600, 6600, 5800, 4300, 3700}

func TestPulsesAreBegunOnes(t *testing.T) {
	for talked, want := range map[time.Duration]int64{
		0: 0, time.Millisecond: 1, 6 * time.Second: 1, 6*time.Second + time.Millisecond: 2,
		56 * time.Second: 10, time.Minute: 10, 61 * time.Second: 11, // Meta's own figures
	} {
		if got := Pulses(talked); got != want {
			t.Errorf("%v: %d pulses, not %d", talked, got, want)
		}
	}
}

func TestPrice(t *testing.T) {
	cards := []Card{
		card("2026-07-01", Rate{"Rest of Central & Eastern Europe", prices}, Rate{"Other", []Money{20001, 1, 1, 1, 1, 1}}, Rate{"United States", nil}),
		card("2026-10-01", Rate{"Ukraine", []Money{1000, 900, 800, 700, 600, 500}}, Rate{"Rest of Central & Eastern Europe", prices}),
	}
	edge := int64(50_000 * 10) // pulses
	for name, c := range map[string]struct {
		on      Day
		country string
		before  int64
		talked  time.Duration
		want    Estimate
	}{
		"a minute":                           {"2026-11-26", "GE", 0, time.Minute, Estimate{Market: "Rest of Central & Eastern Europe", PerMinute: 9500, Cost: 9500, Pulses: 10, Card: "2026-10-01"}},
		"a second more":                      {"2026-11-26", "GE", 0, 61 * time.Second, Estimate{Market: "Rest of Central & Eastern Europe", PerMinute: 9500, Cost: 10450, Pulses: 11, Card: "2026-10-01"}},
		"only the price":                     {"2026-11-26", "GE", 0, 0, Estimate{Market: "Rest of Central & Eastern Europe", PerMinute: 9500, Card: "2026-10-01"}},
		"up to the edge":                     {"2026-11-26", "GE", edge - 10, time.Minute, Estimate{Market: "Rest of Central & Eastern Europe", PerMinute: 9500, Cost: 9500, Pulses: 10, Card: "2026-10-01"}},
		"over the edge, wholly lower":        {"2026-11-26", "GE", edge - 9, time.Minute, Estimate{Market: "Rest of Central & Eastern Europe", PerMinute: 7600, Cost: 7600, Pulses: 10, Tier: 1, Card: "2026-10-01"}},
		"above the last edge":                {"2026-11-26", "GE", 5_000_001 * 10, time.Minute, Estimate{Market: "Rest of Central & Eastern Europe", PerMinute: 3700, Cost: 3700, Pulses: 10, Tier: 5, Card: "2026-10-01"}},
		"a country with a row of its own":    {"2026-10-01", "UA", 0, time.Minute, Estimate{Market: "Ukraine", PerMinute: 1000, Cost: 1000, Pulses: 10, Card: "2026-10-01"}},
		"the same under the card before":     {"2026-09-30", "UA", 0, time.Minute, Estimate{Market: "Rest of Central & Eastern Europe", PerMinute: 9500, Cost: 9500, Pulses: 10, Card: "2026-07-01"}},
		"a country that stands nowhere":      {"2026-09-30", "EE", 0, 6 * time.Second, Estimate{Market: "Other", PerMinute: 20001, Cost: 2000, Pulses: 1, Card: "2026-07-01"}},
		"rounded half up":                    {"2026-09-30", "EE", 0, 30 * time.Second, Estimate{Market: "Other", PerMinute: 20001, Cost: 10001, Pulses: 5, Card: "2026-07-01"}},
		"a market without a price":           {"2026-09-30", "US", 0, time.Minute, Estimate{Reason: UnknownMarket, Market: "United States", Pulses: 10, Card: "2026-07-01"}},
		"a card that leaves the country out": {"2026-10-01", "EE", 0, time.Minute, Estimate{Reason: UnknownMarket, Pulses: 10, Card: "2026-10-01"}},
		"no country":                         {"2026-10-01", "", 0, time.Minute, Estimate{Reason: UnknownMarket, Pulses: 10, Card: "2026-10-01"}},
		"before the first card":              {"2026-06-30", "GE", 0, time.Minute, Estimate{Reason: NoCard}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Price(cards, c.on, c.country, c.before, c.talked); got != c.want {
				t.Errorf("\n got %+v\nwant %+v", got, c.want)
			}
		})
	}
}

func TestEveryCountryHasAMarket(t *testing.T) {
	for country, p := range places() {
		if len(country) != 2 || p.name == "" || !Known(p.name) || !Known(p.region) {
			t.Errorf("%s: %+v", country, p)
		}
	}
	for market, country := range map[string]string{
		"Turkiye": "TR", "UK": "GB", "HONG KONG": "HK", "Rest of Central and Eastern Europe": "GE", "other": "EE", "Ivory Coast": "CI",
	} {
		c := card("2026-10-01", Rate{market, prices})
		if e := Price([]Card{c}, "2026-10-01", country, 0, 0); e.Market != market {
			t.Errorf("%s is not the market of %s: %+v", market, country, e)
		}
	}
	if Known("Atlantis") {
		t.Error("Atlantis is known")
	}
}

func TestParseDay(t *testing.T) {
	for text, good := range map[string]bool{"2026-10-01": true, "2026-13-01": false, "1.10.2026": false, "": false, "0001-01-01": false} {
		if _, ok := ParseDay(text); ok != good {
			t.Errorf("%q: %v", text, ok)
		}
	}
}
