package store

import (
	"context"

	"ramal/internal/desk"
	"ramal/internal/org"
)

const dealColumns = `workspace_id, id, pipeline_id, stage_id, rank, title, contact_id, owner, value, close_on, fields, state, reason,
	entered_at, closed_at, created_at, changed_by, version`

func scanDeal(s scanner) (desk.Deal, error) {
	var k desk.Deal
	var entered, closed, created int64
	var fields string
	err := s.Scan(&k.WorkspaceID, &k.ID, &k.Pipeline, &k.Stage, &k.Rank, &k.Title, &k.Contact, &k.Owner, &k.Value, &k.CloseOn, &fields,
		&k.State, &k.Reason, &entered, &closed, &created, &k.ChangedBy, &k.Version)
	if err != nil {
		return k, err
	}
	k.EnteredAt, k.ClosedAt, k.CreatedAt = at(entered), at(closed), at(created)
	k.Fields, err = parse[map[desk.FieldID]string](fields)
	return k, err
}

// Deal returns a deal of the workspace.
func (d *DB) Deal(ctx context.Context, ws org.WorkspaceID, id desk.DealID) (desk.Deal, error) {
	return one(ctx, d, "deal", scanDeal, `SELECT `+dealColumns+` FROM deals WHERE workspace_id = ? AND id = ?`, string(ws), string(id))
}

// DealsByID returns those of the ids that exist in the workspace.
func (d *DB) DealsByID(ctx context.Context, ws org.WorkspaceID, ids []desk.DealID) (map[desk.DealID]desk.Deal, error) {
	found := make(map[desk.DealID]desk.Deal, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	list, err := many(ctx, d, scanDeal, `SELECT `+dealColumns+` FROM deals WHERE workspace_id = ? AND id IN (`+marks(len(ids))+`)`, append([]any{string(ws)}, anys(ids)...)...)
	for _, k := range list {
		found[k.ID] = k
	}
	return found, err
}

// placeTaken is said of a card that came to the same place of a stage at the same time.
const placeTaken = "Somebody else put a deal in this place at the same time. Try again."

// CreateDeal stores a new deal; Version becomes 1. fault.Conflict, for the reason exists, where its place is taken, and on "fields.<id>"
// where another deal has the value of a unique field; fault.NotFound where its stage or its contact is not in the workspace.
func (d *DB) CreateDeal(ctx context.Context, k *desk.Deal) error {
	return d.Atomically(ctx, func(ctx context.Context) error {
		if err := d.insertDeal(ctx, k); err != nil {
			return err
		}
		return d.saveDealValues(ctx, *k)
	})
}

func (d *DB) insertDeal(ctx context.Context, k *desk.Deal) error {
	_, err := d.attempt(ctx, `INSERT INTO deals (`+dealColumns+`, title_key, search) VALUES (`+marks(19)+`, `+dealSearch+`)`,
		string(k.WorkspaceID), string(k.ID), string(k.Pipeline), string(k.Stage), string(k.Rank), k.Title, string(k.Contact), string(k.Owner),
		k.Value, k.CloseOn, text(k.Fields), string(k.State), k.Reason, ms(k.EnteredAt), ms(k.ClosedAt), ms(k.CreatedAt), string(k.ChangedBy), int64(1),
		fold(k.Title), fold(k.Title)+"\n", string(k.WorkspaceID), string(k.Contact))
	if err != nil {
		return exists(err, placeTaken)
	}
	k.Version = 1
	return nil
}

// dealSearch is what a deal is found by: its folded title, with a line break, and what its contact is found by.
const dealSearch = `CAST(? AS TEXT) || COALESCE((SELECT c.search FROM contacts c WHERE c.workspace_id = ? AND c.id = ?), '')`

// SaveDeal saves where the version is unchanged; fault.Conflict otherwise, and as CreateDeal.
func (d *DB) SaveDeal(ctx context.Context, k *desk.Deal) error {
	return d.Atomically(ctx, func(ctx context.Context) error {
		if err := d.updateDeal(ctx, k); err != nil {
			return err
		}
		return d.saveDealValues(ctx, *k)
	})
}

// saveDealValues writes down the values of unique fields.
func (d *DB) saveDealValues(ctx context.Context, k desk.Deal) error {
	var fields []desk.Field
	if len(k.Fields) > 0 {
		var err error
		if fields, err = d.Fields(ctx, k.WorkspaceID, desk.OfDeal); err != nil {
			return err
		}
	}
	return d.saveUnique(ctx, dealValues, string(k.WorkspaceID), string(k.ID), fields, k.Fields, "Another deal has this value already, and it has to be one of a kind.")
}

func (d *DB) updateDeal(ctx context.Context, k *desk.Deal) error {
	n, err := d.attempt(ctx, `UPDATE deals SET stage_id = ?, rank = ?, title = ?, title_key = ?, search = `+dealSearch+`, contact_id = ?,
		owner = ?, value = ?, close_on = ?, fields = ?, state = ?, reason = ?, entered_at = ?, closed_at = ?, changed_by = ?, version = version + 1
		WHERE workspace_id = ? AND id = ? AND version = ?`,
		string(k.Stage), string(k.Rank), k.Title, fold(k.Title), fold(k.Title)+"\n", string(k.WorkspaceID), string(k.Contact), string(k.Contact),
		string(k.Owner), k.Value, k.CloseOn, text(k.Fields), string(k.State), k.Reason, ms(k.EnteredAt), ms(k.ClosedAt), string(k.ChangedBy),
		string(k.WorkspaceID), string(k.ID), k.Version)
	if err != nil {
		return exists(err, placeTaken)
	}
	return d.raised(ctx, n, &k.Version, "deal", `SELECT 1 FROM deals WHERE workspace_id = ? AND id = ?`, string(k.WorkspaceID), string(k.ID))
}

// DeleteDeal deletes a deal where the version is unchanged, and with it its history and what people were told of it; fault.Conflict where
// the version is another one.
func (d *DB) DeleteDeal(ctx context.Context, k desk.Deal) error {
	ws, id := string(k.WorkspaceID), string(k.ID)
	return d.Atomically(ctx, func(ctx context.Context) error {
		n, err := d.exec(ctx, `DELETE FROM deals WHERE workspace_id = ? AND id = ? AND version = ?`, ws, id, k.Version)
		if err != nil {
			return err
		}
		if err := d.changed(ctx, n, "deal", `SELECT 1 FROM deals WHERE workspace_id = ? AND id = ?`, ws, id); err != nil {
			return err
		}
		_, err = d.exec(ctx, `DELETE FROM notices WHERE workspace_id = ? AND deal_id = ? AND deal_id <> ''`, ws, id)
		return err
	})
}

// EdgeRank returns the rank of the first or the last open deal of a stage; "" where it has none.
func (d *DB) EdgeRank(ctx context.Context, ws org.WorkspaceID, stage desk.StageID, last bool) (desk.Rank, error) {
	order := "rank"
	if last {
		order = "rank DESC"
	}
	return d.rank(ctx, `SELECT rank FROM deals WHERE workspace_id = ? AND stage_id = ? AND state = 'open' ORDER BY `+order+` LIMIT 1`, string(ws), string(stage))
}

// RankBelow returns the rank of the open deal of a stage that stands below a place, one deal left out; "" where there is none.
func (d *DB) RankBelow(ctx context.Context, ws org.WorkspaceID, stage desk.StageID, above desk.Rank, but desk.DealID) (desk.Rank, error) {
	return d.rank(ctx, `SELECT rank FROM deals WHERE workspace_id = ? AND stage_id = ? AND state = 'open' AND rank > ? AND id <> ? ORDER BY rank LIMIT 1`,
		string(ws), string(stage), string(above), string(but))
}

func (d *DB) rank(ctx context.Context, query string, args ...any) (desk.Rank, error) {
	list, err := many(ctx, d, func(s scanner) (r desk.Rank, err error) { return r, s.Scan(&r) }, query, args...)
	if err != nil || len(list) == 0 {
		return "", err
	}
	return list[0], nil
}

// dealsSeen narrows to the deals of an owner, and to those with contacts that a viewer may see; "" for all.
func dealsSeen(where clause, owner, viewer org.UserID) clause {
	if owner != "" {
		where = where.and("owner = ?", string(owner))
	}
	return where.also(visibleTo("deals", "contact_id", viewer))
}

// StageTotals sums the open deals of a funnel by their stages; a stage without any is not in it. owner may be "" for all, and viewer
// is as in a query.
func (d *DB) StageTotals(ctx context.Context, ws org.WorkspaceID, pipeline desk.PipelineID, owner, viewer org.UserID) ([]desk.StageTotal, error) {
	where := clause{}.and("workspace_id = ?", string(ws)).and("pipeline_id = ?", string(pipeline)).and("state = 'open'")
	where = dealsSeen(where, owner, viewer)
	return many(ctx, d, func(s scanner) (t desk.StageTotal, err error) { return t, s.Scan(&t.Stage, &t.Deals, &t.Value) },
		`SELECT stage_id, COUNT(*), CAST(SUM(value) AS BIGINT) FROM deals WHERE `+where.sql+` GROUP BY stage_id`, where.args...)
}

// DealsOfStage lists the open deals of a stage from the top, keyset-paged.
func (d *DB) DealsOfStage(ctx context.Context, ws org.WorkspaceID, q desk.StageQuery) (desk.Page[desk.Deal], error) {
	none := desk.Page[desk.Deal]{}
	where := clause{}.and("workspace_id = ?", string(ws)).and("stage_id = ?", string(q.Stage)).and("state = 'open'")
	where = dealsSeen(where, q.Owner, q.Viewer)
	if q.After != "" {
		after, err := parseCursor(q.After)
		if err != nil {
			return none, err
		}
		where = where.and("rank > ?", after.key)
	}
	limit := pageLimit(q.Limit)
	list, err := many(ctx, d, scanDeal, `SELECT `+dealColumns+` FROM deals WHERE `+where.sql+` ORDER BY rank LIMIT ?`, where.with(limit+1)...)
	if err != nil {
		return none, err
	}
	return paged(list, limit, func(k desk.Deal) cursor { return cursor{string(k.Rank), string(k.ID)} }), nil
}

// DealsOf lists a contact's deals, newest first, keyset-paged.
func (d *DB) DealsOf(ctx context.Context, ws org.WorkspaceID, contact desk.ContactID, after string, limit int) (desk.Page[desk.Deal], error) {
	where := clause{}.and("workspace_id = ?", string(ws)).and("contact_id = ?", string(contact))
	where, err := where.behind("created_at", after)
	if err != nil {
		return desk.Page[desk.Deal]{}, err
	}
	limit = pageLimit(limit)
	query, args := newest(dealColumns, "deals", "created_at", []clause{where}, limit+1)
	return d.dealPage(ctx, query, args, limit, false)
}

// Deals lists the deals of a funnel, or of all, keyset-paged, in the order that the query says. A search reads the list in its order where many
// deals have its words, and goes by the index where few have.
func (d *DB) Deals(ctx context.Context, ws org.WorkspaceID, q desk.DealQuery) (desk.Page[desk.Deal], error) {
	none := desk.Page[desk.Deal]{}
	limit := pageLimit(q.Limit)
	byDay := q.CloseBefore != ""
	where := dealsSeen(clause{}.and("workspace_id = ?", string(ws)), q.Owner, q.Viewer)
	funnels, err := d.funnelsOf(ctx, ws, q)
	if err != nil || len(funnels) == 0 {
		return none, err
	}
	if len(funnels) == 1 {
		where = where.and("pipeline_id = ?", string(funnels[0]))
	}
	if byDay {
		where = where.and("close_on <> ''").and("close_on < ?", q.CloseBefore)
		if q.After != "" {
			after, err := parseCursor(q.After)
			if err != nil {
				return none, err
			}
			where = where.and("(close_on, id) > (?, ?)", after.key, after.id)
		}
	} else if where, err = where.behind("created_at", q.After); err != nil {
		return none, err
	}
	terms := searchTerms(q.Search)
	if len(terms) > 0 {
		few := match(terms) != ""
		if few {
			if few, err = d.few(ctx, dealsIndex, terms, d.search.few); err != nil {
				return none, err
			}
		}
		if few {
			return d.foundDeals(ctx, where, q, terms, limit)
		}
		where = where.also(like("search", terms))
	}
	branches := []clause{where}
	if len(funnels) > 1 {
		branches = split(branches, "pipeline_id", funnels)
	}
	if len(q.States) > 0 {
		branches = split(branches, "state", q.States)
	} else {
		branches = split(branches, "state", []desk.DealState{desk.DealOpen, desk.DealWon, desk.DealLost})
	}
	query, args := inOrder(dealColumns, "deals", dealOrder(byDay), branches, limit+1)
	return d.dealPage(ctx, query, args, limit, byDay)
}

// funnelsOf are those that a query asks for: the lists of each are in the order of an index.
func (d *DB) funnelsOf(ctx context.Context, ws org.WorkspaceID, q desk.DealQuery) ([]desk.PipelineID, error) {
	if q.Pipeline != "" {
		return []desk.PipelineID{q.Pipeline}, nil
	}
	return many(ctx, d, func(s scanner) (id desk.PipelineID, err error) { return id, s.Scan(&id) },
		`SELECT id FROM pipelines WHERE workspace_id = ?`, string(ws))
}

func dealOrder(byDay bool) string {
	if byDay {
		return "close_on, id"
	}
	return "created_at DESC, id DESC"
}

// foundDeals lists those that the search index finds.
func (d *DB) foundDeals(ctx context.Context, where clause, q desk.DealQuery, terms []string, limit int) (desk.Page[desk.Deal], error) {
	if len(q.States) > 0 {
		where = where.and("state IN ("+marks(len(q.States))+")", anys(q.States)...)
	}
	from, hit := d.found(dealsIndex, terms), like("c.search", terms)
	query := `SELECT ` + dealColumns + ` FROM (SELECT c.* FROM ` + from.sql + ` WHERE ` + hit.sql + `) deals WHERE ` + where.sql +
		` ORDER BY ` + dealOrder(q.CloseBefore != "") + ` LIMIT ?`
	args := append(append(append([]any{}, from.args...), hit.args...), where.args...)
	return d.dealPage(ctx, query, append(args, limit+1), limit, q.CloseBefore != "")
}

func (d *DB) dealPage(ctx context.Context, query string, args []any, limit int, byDay bool) (desk.Page[desk.Deal], error) {
	list, err := many(ctx, d, scanDeal, query, args...)
	if err != nil {
		return desk.Page[desk.Deal]{}, err
	}
	return paged(list, limit, func(k desk.Deal) cursor {
		if byDay {
			return cursor{k.CloseOn, string(k.ID)}
		}
		return timeCursor(ms(k.CreatedAt), string(k.ID))
	}), nil
}

const dealEventColumns = `workspace_id, deal_id, id, at, actor, kind, field_id, was, became`

// AddDealEvent writes a line of a deal's history.
func (d *DB) AddDealEvent(ctx context.Context, e desk.DealEvent) error {
	_, err := d.exec(ctx, `INSERT INTO deal_events (`+dealEventColumns+`) VALUES (`+marks(9)+`)`,
		string(e.WorkspaceID), string(e.Deal), e.ID, ms(e.At), string(e.Actor), string(e.Kind), string(e.Field), e.Before, e.After)
	return err
}

// DealEvents lists a deal's history, newest first, keyset-paged.
func (d *DB) DealEvents(ctx context.Context, ws org.WorkspaceID, deal desk.DealID, after string, limit int) (desk.Page[desk.DealEvent], error) {
	none := desk.Page[desk.DealEvent]{}
	where, err := clause{}.and("workspace_id = ?", string(ws)).and("deal_id = ?", string(deal)).behind("at", after)
	if err != nil {
		return none, err
	}
	limit = pageLimit(limit)
	query, args := newest(dealEventColumns, "deal_events", "at", []clause{where}, limit+1)
	list, err := many(ctx, d, func(s scanner) (desk.DealEvent, error) {
		var e desk.DealEvent
		var when int64
		err := s.Scan(&e.WorkspaceID, &e.Deal, &e.ID, &when, &e.Actor, &e.Kind, &e.Field, &e.Before, &e.After)
		e.At = at(when)
		return e, err
	}, query, args...)
	if err != nil {
		return none, err
	}
	return paged(list, limit, func(e desk.DealEvent) cursor { return timeCursor(ms(e.At), e.ID) }), nil
}
