package center

import (
	"context"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

// NewDeal is a deal to make. Stage may be "" for the funnel's first, and Owner for the member.
type NewDeal struct {
	Pipeline desk.PipelineID
	Stage    desk.StageID
	Title    string
	Contact  desk.ContactID
	Owner    org.UserID
	Value    int64 // in the smallest unit of the funnel's currency
	CloseOn  string
	Fields   map[desk.FieldID]string // values of custom fields, as people write them
}

// CreateDeal makes a deal, at the top of its stage.
func (c *Center) CreateDeal(ctx context.Context, m org.Member, n NewDeal) (DealView, error) {
	if err := mayWorkDeals(m); err != nil {
		return DealView{}, err
	}
	now := c.now()
	k := desk.Deal{
		ID: desk.DealID(newID()), WorkspaceID: m.Workspace.ID, Pipeline: n.Pipeline, Stage: n.Stage, Title: n.Title, Contact: n.Contact, Owner: n.Owner,
		Value: n.Value, CloseOn: n.CloseOn, State: desk.DealOpen, EnteredAt: now, CreatedAt: now, ChangedBy: m.User.ID,
	}
	if k.Owner == "" {
		k.Owner = m.User.ID
	}
	k, err := k.Tidy()
	if err != nil {
		return DealView{}, err
	}
	err = c.insist(ctx, func(ctx context.Context) error {
		p, err := c.Store.Pipeline(ctx, m.Workspace.ID, k.Pipeline)
		if err != nil {
			return elsewhere(err, "pipelineId")
		}
		if n.Stage == "" {
			k.Stage = p.Stages[0].ID
		}
		stage, known := p.Stage(k.Stage)
		if !known {
			return fault.New(fault.Invalid, "This stage is none of the funnel.").On("stageId")
		}
		if err := c.dealNames(ctx, m, &k); err != nil {
			return err
		}
		if k.Fields, err = c.dealFields(ctx, m, nil, n.Fields, true); err != nil {
			return err
		}
		if k.Rank, err = c.top(ctx, k); err != nil {
			return err
		}
		if err := c.Store.CreateDeal(ctx, &k); err != nil {
			return err
		}
		c.later(ctx, func(context.Context) { c.announceDeal(k) })
		if err := c.tellNewOwner(ctx, m, k); err != nil {
			return err
		}
		return c.noteDeal(ctx, m, k, desk.DealMade, "", stage.Name)
	})
	if err != nil {
		return DealView{}, err
	}
	return c.dealView(ctx, k)
}

// dealNames refuses a contact that the member does not see, and an owner who does not see the contact. A contact that was merged away
// stands for the one that it became.
func (c *Center) dealNames(ctx context.Context, m org.Member, k *desk.Deal) error {
	contact, err := c.seenContact(ctx, m, k.Contact)
	if err != nil {
		return elsewhere(err, "contactId")
	}
	u, err := c.Store.User(ctx, m.Workspace.ID, k.Owner)
	if err != nil {
		return elsewhere(err, "ownerId")
	}
	if !contact.SeenBy(org.Member{User: u}) {
		return fault.New(fault.Invalid, "%s may not see this contact: it has owners, and they are none.", u.Name).On("ownerId")
	}
	k.Contact = contact.ID
	return nil
}

// elsewhere says of what a request names that it is not in the workspace.
func elsewhere(err error, field string) error {
	if !fault.Is(err, fault.NotFound) {
		return err
	}
	return fault.New(fault.Invalid, "There is no such thing in this workspace.").On(field).Wrap(err)
}

// top returns the place above all in the deal's stage.
func (c *Center) top(ctx context.Context, k desk.Deal) (desk.Rank, error) {
	first, err := c.Store.EdgeRank(ctx, k.WorkspaceID, k.Stage, false)
	return desk.RankBetween("", first), err
}

// MoveDeal moves a deal to a stage of its funnel: below another deal, or above all where there is none given or it is not there any
// more. Of two who move it at once one does, and the other is told who; the same move that comes twice is done once.
func (c *Center) MoveDeal(ctx context.Context, m org.Member, id desk.DealID, to desk.StageID, below desk.DealID, version int64) (DealView, error) {
	return c.dealStep(ctx, m, id, version, func(k desk.Deal) bool { return k.Stage == to && k.State == desk.DealOpen }, func(ctx context.Context, k desk.Deal, p desk.Pipeline) (desk.Deal, error) {
		stage, known := p.Stage(to)
		if !known {
			return k, fault.New(fault.Invalid, "This stage is none of the funnel.").On("stageId")
		}
		rank, err := c.place(ctx, k, to, below)
		if err != nil {
			return k, err
		}
		next, err := k.MovedTo(to, rank, c.now())
		if err != nil || k.Stage == to {
			return next, err
		}
		was, _ := p.Stage(k.Stage)
		return next, c.noteDeal(ctx, m, k, desk.DealMoved, was.Name, stage.Name)
	})
}

// place returns the rank of the place below another deal of a stage, for a deal that may stand there already.
func (c *Center) place(ctx context.Context, k desk.Deal, stage desk.StageID, below desk.DealID) (desk.Rank, error) {
	var above desk.Rank
	if below != "" && below != k.ID {
		other, err := c.Store.Deal(ctx, k.WorkspaceID, below)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return "", err
		}
		if err == nil && other.Stage == stage && other.State == desk.DealOpen {
			above = other.Rank
		}
	}
	next, err := c.Store.RankBelow(ctx, k.WorkspaceID, stage, above, k.ID)
	return desk.RankBetween(above, next), err
}

// WinDeal writes down that a deal is won.
func (c *Center) WinDeal(ctx context.Context, m org.Member, id desk.DealID, reason string, version int64) (DealView, error) {
	return c.endDeal(ctx, m, id, desk.DealWon, reason, version)
}

// LoseDeal writes down that a deal is lost, and why.
func (c *Center) LoseDeal(ctx context.Context, m org.Member, id desk.DealID, reason string, version int64) (DealView, error) {
	return c.endDeal(ctx, m, id, desk.DealLost, reason, version)
}

func (c *Center) endDeal(ctx context.Context, m org.Member, id desk.DealID, as desk.DealState, reason string, version int64) (DealView, error) {
	return c.dealStep(ctx, m, id, version, func(k desk.Deal) bool { return k.State == as }, func(ctx context.Context, k desk.Deal, p desk.Pipeline) (next desk.Deal, err error) {
		kind := desk.DealWasWon
		if as == desk.DealLost {
			kind = desk.DealWasLost
			reason, err = p.LostFor(reason)
		} else {
			reason, err = p.WonFor(reason)
		}
		if err != nil {
			return k, err
		}
		if next, err = k.Ended(as, reason, c.now()); err != nil {
			return next, err
		}
		return next, c.noteDeal(ctx, m, k, kind, "", reason)
	})
}

// ReopenDeal opens a deal that was won or lost again, at the top of the stage that it was in.
func (c *Center) ReopenDeal(ctx context.Context, m org.Member, id desk.DealID, version int64) (DealView, error) {
	return c.dealStep(ctx, m, id, version, func(k desk.Deal) bool { return k.State == desk.DealOpen }, func(ctx context.Context, k desk.Deal, _ desk.Pipeline) (desk.Deal, error) {
		rank, err := c.top(ctx, k)
		if err != nil {
			return k, err
		}
		next, err := k.OpenAgain(rank, c.now())
		if err != nil {
			return next, err
		}
		return next, c.noteDeal(ctx, m, k, desk.DealReopened, string(k.State), "")
	})
}

// dealStep changes a deal one step where its version is the one that was seen. A step that the same member did in that version, by a
// click that came twice, is done.
func (c *Center) dealStep(ctx context.Context, m org.Member, id desk.DealID, version int64, done func(desk.Deal) bool, step func(context.Context, desk.Deal, desk.Pipeline) (desk.Deal, error)) (DealView, error) {
	var k desk.Deal
	err := c.insist(ctx, func(ctx context.Context) (err error) {
		if k, err = c.dealFor(ctx, m, id); err != nil {
			return err
		}
		if k.Version != version {
			if k.Version == version+1 && k.ChangedBy == m.User.ID && done(k) {
				return nil
			}
			return c.staleDeal(ctx, k)
		}
		p, err := c.Store.Pipeline(ctx, m.Workspace.ID, k.Pipeline)
		if err != nil {
			return err
		}
		before := k
		if k, err = step(ctx, k, p); err != nil || k.Equal(before) {
			return err
		}
		k.ChangedBy = m.User.ID
		if err := c.Store.SaveDeal(ctx, &k); err != nil {
			return err
		}
		c.later(ctx, func(context.Context) { c.announceDeal(k) })
		return nil
	})
	if err != nil {
		return DealView{}, err
	}
	return c.dealView(ctx, k)
}

// staleDeal says who changed a deal meanwhile.
func (c *Center) staleDeal(ctx context.Context, k desk.Deal) error {
	u, err := c.Store.User(ctx, k.WorkspaceID, k.ChangedBy)
	if err != nil {
		return current(k.Version, -1, "deal")
	}
	return fault.New(fault.Conflict, "%s changed this deal in the meantime. Look at it again.", u.Name).Because("deal_changed")
}

// DeleteDeal deletes a deal with its history, where its version is the one that was seen.
func (c *Center) DeleteDeal(ctx context.Context, m org.Member, id desk.DealID, version int64) error {
	return c.atomically(ctx, func(ctx context.Context) error {
		k, err := c.dealFor(ctx, m, id)
		if err != nil {
			return err
		}
		if !m.Can(org.PathDealDelete) {
			return fault.New(fault.Forbidden, "Your permission group does not include deleting deals.").Because("no_permission")
		}
		if k.Version != version {
			return c.staleDeal(ctx, k)
		}
		v, err := c.dealView(ctx, k)
		if err != nil {
			return err
		}
		if err := c.Store.DeleteDeal(ctx, k); err != nil {
			return err
		}
		c.later(ctx, func(context.Context) {
			c.announceDeal(k)
			c.announceNotices(k.WorkspaceID, k.Owner)
		})
		deed := org.Deed{Action: "deal.deleted", Subject: string(id), Name: k.Title}
		deed.Text("contact", v.Contact.DisplayName(), "")
		deed.Text("funnel", v.Funnel.Name, "")
		deed.Text("stage", v.Stage.Name, "")
		return c.note(ctx, m, deed)
	})
}
