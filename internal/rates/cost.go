package rates

import "time"

// Pulse is the step in which Meta counts a call: what is begun is counted whole.
const Pulse = 6 * time.Second

// pulsesPerMinute is how many pulses a minute has.
const pulsesPerMinute = int64(time.Minute / Pulse)

// The reasons why there is no price.
const (
	NoCard        = "no_card"        // no card is in force on the day
	UnknownMarket = "unknown_market" // the number says no country, or the card has no price for it
)

// Estimate is a price by a card, or the reason why there is none.
type Estimate struct {
	Reason    string // "" where there is a price, else NoCard or UnknownMarket
	Market    string // as the card calls it
	Tier      int    // from 0
	PerMinute Money
	Card      Day
	Example   bool  // by a card of made-up prices
	Pulses    int64 // of a call
	Cost      Money // of a call
}

// Pulses returns how many pulses a call of this length has: 61 seconds are 11.
func Pulses(talked time.Duration) int64 { return int64((talked + Pulse - 1) / Pulse) }

// Minutes returns pulses as minutes.
func Minutes(pulses int64) float64 { return float64(pulses) / float64(pulsesPerMinute) }

// Price estimates a call to a country (ISO 3166, such as BR; "" where the number says none) on a day: what a minute costs, and what
// talked costs. before are the pulses that the account used in the month until then. Fractions of a millionth of a dollar are rounded
// to the nearest, half up, once, at the end.
func Price(cards []Card, on Day, country string, before int64, talked time.Duration) Estimate {
	card, ok := InForce(cards, on)
	if !ok {
		return Estimate{Reason: NoCard}
	}
	pulses := Pulses(talked)
	e := Estimate{Card: card.Effective, Example: card.Example, Pulses: pulses, Tier: card.Tier(Minutes(before + pulses))}
	row, ok := card.row(country)
	e.Market = row.Market
	if !ok || len(row.PerMinute) == 0 {
		e.Reason = UnknownMarket
		return e
	}
	e.PerMinute = row.PerMinute[e.Tier]
	e.Cost = (Money(pulses)*e.PerMinute + Money(pulsesPerMinute)/2) / Money(pulsesPerMinute)
	return e
}
