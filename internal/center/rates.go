package center

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/nyaruka/phonenumbers"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/rates"
)

// RateCards are the rate cards of a workspace, the youngest first, and what was used of the month so far.
type RateCards struct {
	Cards   []rates.Card
	InForce rates.Day // "" for none
	Month   []AccountMonth
}

// AccountMonth is how much an account placed in the month so far.
type AccountMonth struct {
	Account org.Account
	Pulses  int64
	Tier    int // from 0, by the card in force
}

// RateCardFile is a file to import.
type RateCardFile struct {
	Text      string
	Source    string // its name
	Effective string // a day; "" takes what the file says
	Replace   bool   // the card of the same day, if there is one
}

// maxSource is the longest name of a file, in bytes.
const maxSource = 200

// RateCards returns what calls cost by the cards that were imported.
func (c *Center) RateCards(ctx context.Context, m org.Member) (RateCards, error) {
	if err := mayLookAt(m, org.PathSettingsView); err != nil {
		return RateCards{}, err
	}
	cards, err := c.Store.RateCards(ctx, m.Workspace.ID)
	if err != nil {
		return RateCards{}, err
	}
	accounts, err := c.Store.Accounts(ctx, m.Workspace.ID)
	if err != nil {
		return RateCards{}, err
	}
	now := c.now()
	card, _ := rates.InForce(cards, rates.DayOf(now))
	all := RateCards{Cards: cards, InForce: card.Effective}
	for _, a := range accounts {
		used, err := c.Store.UsedPulses(ctx, m.Workspace.ID, a.ID, monthOf(now), now)
		if err != nil {
			return RateCards{}, err
		}
		all.Month = append(all.Month, AccountMonth{a, used, card.Tier(rates.Minutes(used))})
	}
	return all, nil
}

// ReadRateCard reads a file as ImportRateCard would, and changes nothing.
func (c *Center) ReadRateCard(_ context.Context, m org.Member, text string) (rates.Card, []rates.Trouble, error) {
	if err := administers(m); err != nil {
		return rates.Card{}, nil, err
	}
	card, trouble := rates.Read(text)
	return card, trouble, nil
}

// ImportRateCard imports a rate card whole, or nothing of it: fault.Invalid on "csv" names the first bad line.
func (c *Center) ImportRateCard(ctx context.Context, m org.Member, f RateCardFile) (rates.Card, error) {
	if err := administers(m); err != nil {
		return rates.Card{}, err
	}
	card, trouble := rates.Read(f.Text)
	if len(trouble) > 0 {
		return rates.Card{}, badCard(trouble)
	}
	if day := strings.TrimSpace(f.Effective); day != "" {
		var ok bool
		if card.Effective, ok = rates.ParseDay(day); !ok {
			return rates.Card{}, fault.New(fault.Invalid, "%q is no day. Write it as 2026-10-01.", day).On("effective")
		}
	}
	if card.Effective == "" {
		return rates.Card{}, fault.New(fault.Invalid, "The file does not say from which day the prices are in force. Enter it.").On("effective").Because("required")
	}
	card.Source = strings.TrimSpace(f.Source)
	if card.Source == "" || len(card.Source) > maxSource {
		return rates.Card{}, fault.New(fault.Invalid, "Give the file a name of at most %d bytes.", maxSource).On("source")
	}
	ws := m.Workspace.ID
	err := c.atomically(ctx, func(ctx context.Context) error {
		if f.Replace {
			if err := c.Store.DeleteRateCard(ctx, ws, card.Effective); err != nil && !fault.Is(err, fault.NotFound) {
				return err
			}
		}
		if err := c.Store.AddRateCard(ctx, ws, card); err != nil {
			return err
		}
		c.later(ctx, func(context.Context) { c.announceRates(ws) })
		return c.note(ctx, m, org.Deed{
			Action: "rates.imported", Subject: string(card.Effective), Name: string(card.Effective),
			Changes: []org.Change{{Field: "source", After: card.Source}},
		})
	})
	return card, err
}

// badCard is the refusal of a file: its first fault, and how many more there are.
func badCard(trouble []rates.Trouble) error {
	first := trouble[0]
	where := ""
	if first.Line > 0 {
		where = fmt.Sprintf("Line %d: ", first.Line)
	}
	return fault.New(fault.Invalid, "%s%s Nothing was imported. Faults in all: %d.", where, first.Message, len(trouble)).On("csv").Because("bad_card")
}

// DeleteRateCard takes the card of a day away. Calls of its time are estimated by the card before it, or not at all.
func (c *Center) DeleteRateCard(ctx context.Context, m org.Member, effective rates.Day) error {
	if err := administers(m); err != nil {
		return err
	}
	return c.atomically(ctx, func(ctx context.Context) error {
		if err := c.Store.DeleteRateCard(ctx, m.Workspace.ID, effective); err != nil {
			return err
		}
		c.later(ctx, func(context.Context) { c.announceRates(m.Workspace.ID) })
		return c.note(ctx, m, org.Deed{Action: "rates.deleted", Subject: string(effective), Name: string(effective)})
	})
}

// pricePerMinute estimates what a minute of a call to the contact costs now.
func (c *Center) pricePerMinute(ctx context.Context, a org.Account, k desk.Contact) (rates.Estimate, error) {
	cards, err := c.Store.RateCards(ctx, a.WorkspaceID)
	if err != nil || len(cards) == 0 {
		return rates.Estimate{Reason: rates.NoCard}, err
	}
	now := c.now()
	used, err := c.Store.UsedPulses(ctx, a.WorkspaceID, a.ID, monthOf(now), now)
	return rates.Price(cards, rates.DayOf(now), countryOf(k.Phone), used, 0), err
}

// priceCalls adds to the calls that are over what they cost. Only what the business placed and the contact answered is charged.
// The card is the one of the call's day, so a new card does not change what an old call is estimated at.
func (c *Center) priceCalls(ctx context.Context, ws org.WorkspaceID, views []CallView) error {
	cards, err := c.Store.RateCards(ctx, ws)
	if err != nil {
		return err
	}
	type month struct {
		account org.AccountID
		from    time.Time
	}
	charged := make(map[month][]*CallView)
	for i := range views {
		v := &views[i]
		switch {
		case v.State != call.Ended:
		case v.Direction == call.Inbound || v.Duration == 0:
			v.Cost = &rates.Estimate{}
		case len(cards) == 0:
			v.Cost = &rates.Estimate{Reason: rates.NoCard}
		default:
			key := month{v.AccountID, monthOf(v.CreatedAt)}
			charged[key] = append(charged[key], v)
		}
	}
	for m, list := range charged {
		ids := make([]call.ID, len(list))
		for i, v := range list {
			ids[i] = v.ID
		}
		totals, err := c.Store.PulsesUpTo(ctx, ws, m.account, m.from, m.from.AddDate(0, 1, 0), ids)
		if err != nil {
			return err
		}
		for _, v := range list {
			cost := rates.Price(cards, rates.DayOf(v.CreatedAt), countryOf(v.Contact.Phone), totals[v.ID]-rates.Pulses(v.Duration), v.Duration)
			v.Cost = &cost
		}
	}
	return nil
}

// monthOf returns the beginning of a moment's month in UTC.
func monthOf(at time.Time) time.Time {
	at = at.UTC()
	return time.Date(at.Year(), at.Month(), 1, 0, 0, 0, 0, time.UTC)
}

// countryOf returns the ISO 3166 country of a number in E.164 without +; "" where the number leaves it open.
func countryOf(digits string) string {
	n, err := phonenumbers.Parse("+"+digits, "")
	if digits == "" || err != nil {
		return ""
	}
	if region := phonenumbers.GetRegionCodeForNumber(n); region != "" && region != phonenumbers.REGION_CODE_FOR_NON_GEO_ENTITY {
		return region
	}
	if regions := phonenumbers.GetRegionCodesForCountryCode(int(n.GetCountryCode())); len(regions) == 1 && regions[0] != phonenumbers.REGION_CODE_FOR_NON_GEO_ENTITY {
		return regions[0]
	}
	return ""
}
