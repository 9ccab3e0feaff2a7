package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/center"
	"ramal/internal/org"
	"ramal/internal/rates"
)

// RateCards are Meta's calling rate cards as they were imported, and the month so far.
type RateCards struct {
	Cards   []RateCard     `json:"cards" nullable:"false" doc:"The youngest first."`
	InForce string         `json:"inForce,omitempty" doc:"The day of the card that counts today."`
	Month   []AccountMonth `json:"month" nullable:"false" doc:"What each account placed in this calendar month (UTC)."`
}

// RateCard is what calls cost from a day on.
type RateCard struct {
	Effective string       `json:"effective" example:"2026-10-01" doc:"The day from which it is in force; empty in a reading where the file does not say."`
	Source    string       `json:"source,omitempty" doc:"The name of the file."`
	Example   bool         `json:"example" doc:"Its prices are made up."`
	Edges     []int64      `json:"edges" nullable:"false" doc:"Up to how many minutes of a month each tier goes; the last has no end."`
	Rates     []MarketRate `json:"rates" nullable:"false"`
}

// MarketRate is what a minute costs in a market.
type MarketRate struct {
	Market    string  `json:"market"`
	PerMinute []int64 `json:"perMinute" nullable:"false" doc:"In millionths of a US dollar, by tier; empty where Meta names no price."`
	Known     bool    `json:"known" doc:"Whether any country belongs to a market of this name; the others are never used."`
}

// AccountMonth is what an account placed in the month so far.
type AccountMonth struct {
	Account CallAccount `json:"account"`
	Minutes float64     `json:"minutes" doc:"Of answered calls that the business placed, in steps of 6 seconds."`
	Tier    int         `json:"tier" doc:"From 1, by the card in force."`
}

// Estimate is what a call, or a minute of one, is estimated to cost by Meta's rate card of its day. Meta's invoice is what counts.
type Estimate struct {
	Reason    string `json:"reason,omitempty" enum:"no_card,unknown_market" doc:"Why there is none."`
	Free      bool   `json:"free,omitempty" doc:"The contact called, or nobody answered."`
	Market    string `json:"market,omitempty" doc:"As the card calls it."`
	Tier      int    `json:"tier,omitempty" doc:"From 1."`
	PerMinute int64  `json:"perMinute,omitempty" doc:"In millionths of a US dollar."`
	Pulses    int64  `json:"pulses,omitempty" doc:"Of 6 seconds, the last one whole."`
	Cost      int64  `json:"cost,omitempty" doc:"In millionths of a US dollar."`
	Card      string `json:"card,omitempty" example:"2026-10-01" doc:"The day of the card."`
	Example   bool   `json:"example,omitempty" doc:"The card's prices are made up."`
}

// RateCardText is a file to look at.
type RateCardText struct {
	CSV string `json:"csv" doc:"The text of the file: Meta's calling rate card in USD, as CSV."`
}

// RateCardReading is what a file says.
type RateCardReading struct {
	Card    RateCard  `json:"card"`
	Trouble []Trouble `json:"trouble" nullable:"false" doc:"Why it cannot be imported; none where it can."`
}

// Trouble is a fault of a file.
type Trouble struct {
	Line    int    `json:"line" doc:"From 1; 0 for the whole file."`
	Code    string `json:"code" enum:"not_text,too_long,no_heading,bad_tiers,bad_row,no_market,bad_price,currency,twice,no_rows"`
	What    string `json:"what,omitempty" doc:"The text at fault."`
	Message string `json:"message"`
}

// NewRateCard is a file to import.
type NewRateCard struct {
	CSV       string `json:"csv"`
	Source    string `json:"source" example:"whatsapp-calling-usd.csv" doc:"The name of the file."`
	Effective string `json:"effective,omitempty" example:"2026-10-01" doc:"Absent: as the file says."`
	Replace   bool   `json:"replace,omitempty" doc:"Take the place of the card of the same day."`
}

type (
	rateTextInput struct{ Body RateCardText }
	newRatesInput struct{ Body NewRateCard }
	rateDayInput  struct {
		Day string `path:"day" example:"2026-10-01"`
	}
)

func (s *Server) rateOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "list-rate-cards", Method: http.MethodGet, Path: "/api/settings/rates", Tags: []string{tagSettings}, Summary: "Rate cards, and the minutes of the month",
		Errors: []int{http.StatusForbidden},
	}, func(ctx context.Context, m org.Member, _ *none) (*body[RateCards], error) {
		all, err := s.Center.RateCards(ctx, m)
		return &body[RateCards]{RateCards{Cards: each(all.Cards, rateCardOf), InForce: string(all.InForce), Month: each(all.Month, monthOf)}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "read-rate-card", Method: http.MethodPost, Path: "/api/settings/rates/reading", Tags: []string{tagSettings}, Summary: "Read a rate card without importing it",
		Description: "Names each bad line.",
		Errors:      []int{http.StatusForbidden}, DefaultStatus: http.StatusOK,
	}, func(ctx context.Context, m org.Member, in *rateTextInput) (*body[RateCardReading], error) {
		card, trouble, err := s.Center.ReadRateCard(ctx, m, in.Body.CSV)
		return &body[RateCardReading]{RateCardReading{rateCardOf(card), each(trouble, troubleOf)}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "import-rate-card", Method: http.MethodPost, Path: "/api/settings/rates", Tags: []string{tagSettings}, Summary: "Import a rate card",
		Description: "Whole or not at all. Calls are estimated by the card of their day.",
		Errors:      []int{http.StatusBadRequest, http.StatusForbidden, http.StatusConflict}, DefaultStatus: http.StatusCreated,
	}, func(ctx context.Context, m org.Member, in *newRatesInput) (*body[RateCard], error) {
		card, err := s.Center.ImportRateCard(ctx, m, center.RateCardFile{Text: in.Body.CSV, Source: in.Body.Source, Effective: in.Body.Effective, Replace: in.Body.Replace})
		return &body[RateCard]{rateCardOf(card)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "delete-rate-card", Method: http.MethodDelete, Path: "/api/settings/rates/{day}", Tags: []string{tagSettings}, Summary: "Delete a rate card",
		Errors: []int{http.StatusForbidden, http.StatusNotFound}, DefaultStatus: http.StatusNoContent,
	}, func(ctx context.Context, m org.Member, in *rateDayInput) (*none, error) {
		return nil, s.Center.DeleteRateCard(ctx, m, rates.Day(in.Day))
	})
}

func rateCardOf(c rates.Card) RateCard {
	return RateCard{
		Effective: string(c.Effective), Source: c.Source, Example: c.Example, Edges: each(c.Edges, func(e int64) int64 { return e }),
		Rates: each(c.Rates, func(r rates.Rate) MarketRate {
			return MarketRate{r.Market, each(r.PerMinute, func(p rates.Money) int64 { return int64(p) }), rates.Known(r.Market)}
		}),
	}
}

func troubleOf(t rates.Trouble) Trouble { return Trouble(t) }

func monthOf(m center.AccountMonth) AccountMonth {
	return AccountMonth{callAccountOf(m.Account), rates.Minutes(m.Pulses), m.Tier + 1}
}

func estimateOf(e rates.Estimate) Estimate {
	out := Estimate{
		Reason: e.Reason, Market: e.Market, PerMinute: int64(e.PerMinute), Pulses: e.Pulses, Cost: int64(e.Cost), Card: string(e.Card), Example: e.Example,
	}
	if e.Reason == "" && e.Card != "" {
		out.Tier = e.Tier + 1
	}
	return out
}

// costOf is what a call is estimated at; nil where nobody asked.
func costOf(e *rates.Estimate) *Estimate {
	if e == nil {
		return nil
	}
	cost := estimateOf(*e)
	cost.Free = *e == rates.Estimate{}
	return &cost
}
