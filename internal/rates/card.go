package rates

import (
	_ "embed"
	"slices"
	"time"
)

// Money is an amount in millionths of a US dollar: 9500 is $0.0095.
type Money int64

// Card is one of Meta's calling rate cards in US dollars. It is in force from a day on, until the next one is.
type Card struct {
	Effective Day
	Source    string  // the name of the file it came from
	Example   bool    // the file says that its prices are made up
	Edges     []int64 // up to how many minutes of a month each tier goes, rising; the last tier has no end and no edge
	Rates     []Rate
}

// Rate is the row of a market: the price of a minute in each tier. A market that Meta prices no calls for has none.
type Rate struct {
	Market    string  `json:"market"`
	PerMinute []Money `json:"perMinute,omitempty"`
}

// Example is a rate card with prices that are made up and a mark that says so, in the form that Read understands.
//
//go:embed example.csv
var Example string

// Edges are the tiers as Meta documents them: up to 50,000 minutes a month, and so on; above the last edge is the sixth tier.
func Edges() []int64 { return []int64{50_000, 250_000, 1_000_000, 2_500_000, 5_000_000} }

// Day is a date without a time, as 2026-10-01. Days compare as text.
type Day string

// DayOf returns the day of a moment in UTC. Meta goes by the time zone of the WhatsApp Business account, which we do not know.
func DayOf(at time.Time) Day { return Day(at.UTC().Format(time.DateOnly)) }

// ParseDay reads a date.
func ParseDay(s string) (Day, bool) {
	at, err := time.Parse(time.DateOnly, s)
	return Day(at.Format(time.DateOnly)), err == nil && at.Year() >= 2020 && at.Year() < 2100
}

// InForce returns the card that counts on a day: the youngest that is not of a later one.
func InForce(cards []Card, on Day) (Card, bool) {
	var found Card
	for _, c := range cards {
		if c.Effective <= on && c.Effective > found.Effective {
			found = c
		}
	}
	return found, found.Effective != ""
}

// Tier returns which tier a month's minutes are in, from 0. A call that crosses an edge is charged wholly in the higher tier, whose
// price is the lower one, so ask with the minutes that the call ends at.
func (c Card) Tier(minutes float64) int {
	for i, edge := range c.Edges {
		if minutes <= float64(edge) {
			return i
		}
	}
	return len(c.Edges)
}

// row returns the row of a country, by its own name or else by its region.
func (c Card) row(country string) (Rate, bool) {
	p, known := places()[country]
	if !known {
		return Rate{}, false
	}
	for _, name := range []string{p.name, p.region} {
		i := slices.IndexFunc(c.Rates, func(r Rate) bool { return sameMarket(r.Market, name) })
		if i >= 0 {
			return c.Rates[i], true
		}
	}
	return Rate{}, false
}
