package store

import (
	"context"
	"time"

	"ramal/internal/call"
	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/rates"
)

const rateCardColumns = `effective, source, example, edges, rates`

func scanRateCard(s scanner) (rates.Card, error) {
	var c rates.Card
	var edges, rows string
	err := s.Scan(&c.Effective, &c.Source, &c.Example, &edges, &rows)
	if err != nil {
		return c, err
	}
	if c.Edges, err = parse[[]int64](edges); err != nil {
		return c, err
	}
	c.Rates, err = parse[[]rates.Rate](rows)
	return c, err
}

// RateCards lists the rate cards of a workspace, the youngest first.
func (d *DB) RateCards(ctx context.Context, ws org.WorkspaceID) ([]rates.Card, error) {
	return many(ctx, d, scanRateCard, `SELECT `+rateCardColumns+` FROM rate_cards WHERE workspace_id = ? ORDER BY effective DESC`, string(ws))
}

// AddRateCard stores a rate card whole; fault.Conflict on "effective" when there is one of that day.
func (d *DB) AddRateCard(ctx context.Context, ws org.WorkspaceID, c rates.Card) error {
	_, err := d.attempt(ctx, `INSERT INTO rate_cards (workspace_id, `+rateCardColumns+`) VALUES (`+marks(6)+`)`,
		string(ws), string(c.Effective), c.Source, flag(c.Example), text(c.Edges), text(c.Rates))
	if fault.Is(err, fault.Conflict) {
		return fault.New(fault.Conflict, "There is a rate card of this day already.").On("effective").Because(ReasonExists).Wrap(err)
	}
	return err
}

// DeleteRateCard deletes the rate card of a day; fault.NotFound when there is none.
func (d *DB) DeleteRateCard(ctx context.Context, ws org.WorkspaceID, effective rates.Day) error {
	n, err := d.exec(ctx, `DELETE FROM rate_cards WHERE workspace_id = ? AND effective = ?`, string(ws), string(effective))
	if err == nil && n == 0 {
		return fault.New(fault.NotFound, "There is no rate card of this day.")
	}
	return err
}

// pulses counts the pulses of a call. A test holds it against rates.Pulses.
const pulses = `(duration + 5999) / 6000`

const charged = ` FROM calls WHERE direction = 'outbound' AND duration > 0 AND workspace_id = ? AND account_id = ? AND created_at >= ? AND created_at < ?`

// UsedPulses counts the pulses of the calls that an account placed from a moment until before another.
func (d *DB) UsedPulses(ctx context.Context, ws org.WorkspaceID, account org.AccountID, from, until time.Time) (int64, error) {
	return one(ctx, d, "sum", func(s scanner) (int64, error) {
		var n int64
		err := s.Scan(&n)
		return n, err
	}, `SELECT CAST(COALESCE(SUM(`+pulses+`), 0) AS BIGINT)`+charged, string(ws), string(account), ms(from), ms(until))
}

// PulsesUpTo counts, for those of the calls that the account placed from a moment until before another, the pulses of all of its
// calls up to and with that one.
func (d *DB) PulsesUpTo(ctx context.Context, ws org.WorkspaceID, account org.AccountID, from, until time.Time, ids []call.ID) (map[call.ID]int64, error) {
	type sum struct {
		id    call.ID
		total int64
	}
	args := append([]any{string(ws), string(account), ms(from), ms(until)}, anys(ids)...)
	list, err := many(ctx, d, func(s scanner) (sum, error) {
		var v sum
		err := s.Scan(&v.id, &v.total)
		return v, err
	}, `SELECT id, total FROM (SELECT id, CAST(SUM(`+pulses+`) OVER (ORDER BY created_at, id) AS BIGINT) AS total`+charged+`) AS sums
		WHERE id IN (`+marks(len(ids))+`)`, args...)
	totals := make(map[call.ID]int64, len(list))
	for _, v := range list {
		totals[v.id] = v.total
	}
	return totals, err
}
