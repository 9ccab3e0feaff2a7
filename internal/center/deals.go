package center

import (
	"context"
	"slices"
	"strconv"

	"golang.org/x/sync/errgroup"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

// DealView is a deal with what it names.
type DealView struct {
	desk.Deal
	Contact desk.Contact
	Owner   *org.User
	Stage   desk.Stage
	Funnel  desk.Pipeline
}

// DealEventView is a line of a deal's history with who did it.
type DealEventView struct {
	desk.DealEvent
	Actor *org.User
}

// StageView is a column of the board: its first cards, and what is in it altogether.
type StageView struct {
	desk.Stage
	Deals int
	Value int64
	Cards desk.Page[DealView]
}

// Board is a funnel as a board.
type Board struct {
	Pipeline desk.Pipeline
	Stages   []StageView
}

// Board returns a funnel with the first cards of each stage and its totals; of one owner's deals, or of all ("").
func (c *Center) Board(ctx context.Context, m org.Member, id desk.PipelineID, owner org.UserID, limit int) (Board, error) {
	if err := mayWorkDeals(m); err != nil {
		return Board{}, err
	}
	p, err := c.Store.Pipeline(ctx, m.Workspace.ID, id)
	if err != nil {
		return Board{}, err
	}
	var totals []desk.StageTotal
	pages := make([]desk.Page[desk.Deal], len(p.Stages))
	reads, reading := errgroup.WithContext(ctx)
	reads.Go(func() (err error) { // the longest of them, so beside the cards
		totals, err = c.Store.StageTotals(reading, m.Workspace.ID, id, owner, viewer(m))
		return err
	})
	reads.Go(func() (err error) {
		for i, s := range p.Stages {
			q := desk.StageQuery{Viewer: viewer(m), Stage: s.ID, Owner: owner, Limit: pageSize(limit)}
			if pages[i], err = c.Store.DealsOfStage(reading, m.Workspace.ID, q); err != nil {
				return err
			}
		}
		return nil
	})
	if err := reads.Wait(); err != nil {
		return Board{}, err
	}
	board := Board{Pipeline: p}
	var all []desk.Deal
	for i, s := range p.Stages {
		view := StageView{Stage: s}
		for _, t := range totals {
			if t.Stage == s.ID {
				view.Deals, view.Value = t.Deals, t.Value
			}
		}
		view.Cards.Next = pages[i].Next
		all = append(all, pages[i].Items...)
		board.Stages = append(board.Stages, view)
	}
	views, err := c.dealViews(ctx, m.Workspace.ID, all)
	if err != nil {
		return Board{}, err
	}
	for i := range board.Stages {
		s := &board.Stages[i]
		for _, v := range views {
			if v.Deal.Stage == s.ID {
				s.Cards.Items = append(s.Cards.Items, v)
			}
		}
	}
	return board, nil
}

// DealsOfStage lists the cards of a stage, from the top. A stage that is gone has none: a page may ask for it until it hears so.
func (c *Center) DealsOfStage(ctx context.Context, m org.Member, pipeline desk.PipelineID, q desk.StageQuery) (desk.Page[DealView], error) {
	none := desk.Page[DealView]{}
	if err := mayWorkDeals(m); err != nil {
		return none, err
	}
	p, err := c.Store.Pipeline(ctx, m.Workspace.ID, pipeline)
	if err != nil {
		return none, err
	}
	if _, known := p.Stage(q.Stage); !known {
		return none, nil
	}
	q.Limit, q.Viewer = pageSize(q.Limit), viewer(m)
	page, err := c.Store.DealsOfStage(ctx, m.Workspace.ID, q)
	return c.dealPage(ctx, m, page, err)
}

// Deals lists the deals of a funnel, or of all.
func (c *Center) Deals(ctx context.Context, m org.Member, q desk.DealQuery) (desk.Page[DealView], error) {
	none := desk.Page[DealView]{}
	if err := mayWorkDeals(m); err != nil {
		return none, err
	}
	if q.Pipeline != "" {
		if _, err := c.Store.Pipeline(ctx, m.Workspace.ID, q.Pipeline); err != nil {
			return none, err
		}
	}
	q.Limit, q.Viewer = pageSize(q.Limit), viewer(m)
	page, err := c.Store.Deals(ctx, m.Workspace.ID, q)
	return c.dealPage(ctx, m, page, err)
}

// DealsOf lists the deals of a contact, newest first.
func (c *Center) DealsOf(ctx context.Context, m org.Member, contact desk.ContactID, after string, limit int) (desk.Page[DealView], error) {
	none := desk.Page[DealView]{}
	if err := mayWorkDeals(m); err != nil {
		return none, err
	}
	k, err := c.seenContact(ctx, m, contact)
	if err != nil {
		return none, err
	}
	page, err := c.Store.DealsOf(ctx, m.Workspace.ID, k.ID, after, pageSize(limit))
	return c.dealPage(ctx, m, page, err)
}

// Deal returns one deal.
func (c *Center) Deal(ctx context.Context, m org.Member, id desk.DealID) (DealView, error) {
	k, err := c.dealFor(ctx, m, id)
	if err != nil {
		return DealView{}, err
	}
	return c.dealView(ctx, k)
}

// DealHistory lists what happened to a deal, newest first.
func (c *Center) DealHistory(ctx context.Context, m org.Member, id desk.DealID, after string, limit int) (desk.Page[DealEventView], error) {
	none := desk.Page[DealEventView]{}
	if _, err := c.dealFor(ctx, m, id); err != nil {
		return none, err
	}
	page, err := c.Store.DealEvents(ctx, m.Workspace.ID, id, after, pageSize(limit))
	if err != nil {
		return none, err
	}
	name, err := c.names(ctx, m.Workspace.ID)
	if err != nil {
		return none, err
	}
	out := desk.Page[DealEventView]{Next: page.Next}
	for _, e := range page.Items {
		out.Items = append(out.Items, DealEventView{e, name(e.Actor)})
	}
	return out, nil
}

// dealFor returns a deal that the member may work with: one with a contact that they may not see does not exist for them.
func (c *Center) dealFor(ctx context.Context, m org.Member, id desk.DealID) (desk.Deal, error) {
	if err := mayWorkDeals(m); err != nil {
		return desk.Deal{}, err
	}
	k, err := c.Store.Deal(ctx, m.Workspace.ID, id)
	if err != nil {
		return desk.Deal{}, err
	}
	if _, err := c.seenContact(ctx, m, k.Contact); err != nil {
		if fault.Is(err, fault.NotFound) {
			return desk.Deal{}, fault.New(fault.NotFound, "There is no such deal.")
		}
		return desk.Deal{}, err
	}
	return k, nil
}

func (c *Center) dealView(ctx context.Context, k desk.Deal) (DealView, error) {
	views, err := c.dealViews(ctx, k.WorkspaceID, []desk.Deal{k})
	if err != nil {
		return DealView{}, err
	}
	return views[0], nil
}

func (c *Center) dealPage(ctx context.Context, m org.Member, page desk.Page[desk.Deal], err error) (desk.Page[DealView], error) {
	if err != nil {
		return desk.Page[DealView]{}, err
	}
	views, err := c.dealViews(ctx, m.Workspace.ID, page.Items)
	return desk.Page[DealView]{Items: views, Next: page.Next}, err
}

func (c *Center) dealViews(ctx context.Context, ws org.WorkspaceID, list []desk.Deal) ([]DealView, error) {
	if len(list) == 0 {
		return nil, nil
	}
	ids := make([]desk.ContactID, len(list))
	for i, k := range list {
		ids[i] = k.Contact
	}
	slices.Sort(ids)
	contacts, err := c.Store.ContactsByID(ctx, ws, slices.Compact(ids))
	if err != nil {
		return nil, err
	}
	name, err := c.names(ctx, ws)
	if err != nil {
		return nil, err
	}
	funnels, err := c.Store.Pipelines(ctx, ws)
	if err != nil {
		return nil, err
	}
	views := make([]DealView, len(list))
	for i, k := range list {
		v := DealView{Deal: k, Contact: contacts[k.Contact], Owner: name(k.Owner)}
		for _, p := range funnels {
			if p.ID == k.Pipeline {
				v.Funnel = p
				v.Stage, _ = p.Stage(k.Stage)
			}
		}
		views[i] = v
	}
	return views, nil
}

// noteDeal writes a line of a deal's history. Call it in the transaction of the change.
func (c *Center) noteDeal(ctx context.Context, m org.Member, k desk.Deal, kind desk.DealEventKind, before, after string) error {
	return c.Store.AddDealEvent(ctx, desk.DealEvent{
		ID: newID(), WorkspaceID: k.WorkspaceID, Deal: k.ID, At: c.now(), Actor: m.User.ID, Kind: kind, Before: before, After: after,
	})
}

func amount(minor int64) string { return strconv.FormatInt(minor, 10) }
