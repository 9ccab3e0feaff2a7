package center

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

// PipelineEdit is a funnel as an administrator wants it. Version is that of the one it was made from.
type PipelineEdit struct {
	Name        string
	Currency    string
	Stages      []desk.Stage                  // in their order; a new one has no id
	Into        map[desk.StageID]desk.StageID // where the deals of a stage go that is not among Stages any more
	WonReasons  []string
	LostReasons []string
	Version     int64
}

// mayWorkDeals is nil where the member works with deals.
func mayWorkDeals(m org.Member) error {
	if m.Can(org.PathDeals) {
		return nil
	}
	return fault.New(fault.Forbidden, "Your permission group does not include CRM.").Because("no_permission")
}

// Pipelines lists the funnels, the oldest first: for whoever works with deals, and for whoever may look at the settings.
func (c *Center) Pipelines(ctx context.Context, m org.Member) ([]desk.Pipeline, error) {
	if err := mayWorkDeals(m); err != nil && !m.Can(org.PathSettingsView) {
		return nil, err
	}
	return c.Store.Pipelines(ctx, m.Workspace.ID)
}

// CreatePipeline makes a funnel.
func (c *Center) CreatePipeline(ctx context.Context, m org.Member, e PipelineEdit) (desk.Pipeline, error) {
	if err := administers(m); err != nil {
		return desk.Pipeline{}, err
	}
	p := desk.Pipeline{ID: desk.PipelineID(newID()), WorkspaceID: m.Workspace.ID, CreatedAt: c.now()}
	p, err := edited(p, e)
	if err != nil {
		return p, err
	}
	err = c.atomically(ctx, func(ctx context.Context) error {
		if err := c.Store.CreatePipeline(ctx, &p); err != nil {
			return err
		}
		c.later(ctx, func(context.Context) { c.announcePipeline(p) })
		return c.note(ctx, m, pipelineDeed("pipeline.created", desk.Pipeline{}, p))
	})
	return p, err
}

// edited returns the funnel as it is wanted. A stage of another funnel, or of none, is fault.Invalid.
func edited(p desk.Pipeline, e PipelineEdit) (desk.Pipeline, error) {
	stages := slices.Clone(e.Stages)
	for i, s := range stages {
		if s.ID == "" {
			stages[i].ID = desk.StageID(newID())
		} else if _, known := p.Stage(s.ID); !known {
			return p, fault.New(fault.Invalid, "One of the stages is none of this funnel.").On("stages")
		}
	}
	p.Name, p.Currency, p.Stages, p.WonReasons, p.LostReasons = e.Name, e.Currency, stages, e.WonReasons, e.LostReasons
	return p.Tidy()
}

// ChangePipeline changes a funnel where nobody else did meanwhile; fault.Conflict otherwise. The deals of a stage that goes are moved
// to another one; without a word on where to it is a conflict for the reason stage_in_use. The currency stays while there are deals.
func (c *Center) ChangePipeline(ctx context.Context, m org.Member, id desk.PipelineID, e PipelineEdit) (desk.Pipeline, error) {
	if err := administers(m); err != nil {
		return desk.Pipeline{}, err
	}
	var p desk.Pipeline
	err := c.atomically(ctx, func(ctx context.Context) error {
		before, err := c.Store.Pipeline(ctx, m.Workspace.ID, id)
		if err != nil {
			return err
		}
		if err := current(before.Version, e.Version, "funnel"); err != nil {
			return err
		}
		if p, err = edited(before, e); err != nil {
			return err
		}
		if p.Currency != before.Currency {
			if has, err := c.Store.HasDeals(ctx, m.Workspace.ID, id); err != nil {
				return err
			} else if has {
				return fault.New(fault.Conflict, "The currency cannot change while the funnel has deals: their values would mean something else.").On("currency").Because("pipeline_in_use")
			}
		}
		deed := pipelineDeed("pipeline.changed", before, p)
		if len(deed.Changes) == 0 {
			p = before
			return nil
		}
		// What is new comes first, so that deals can go there, and what goes is deleted last.
		kept := p.Stages
		for _, s := range before.Stages {
			if _, stays := p.Stage(s.ID); !stays {
				p.Stages = append(slices.Clone(p.Stages), s)
			}
		}
		gone := p.Stages[len(kept):]
		if err := c.Store.SavePipeline(ctx, &p); err != nil {
			return err
		}
		for _, s := range gone {
			if err := c.emptyStage(ctx, m, p, s, kept, e.Into); err != nil {
				return err
			}
		}
		p.Stages = kept
		if len(gone) > 0 {
			if err := c.Store.SavePipeline(ctx, &p); err != nil {
				return err
			}
		}
		c.later(ctx, func(context.Context) { c.announcePipeline(p) })
		return c.note(ctx, m, deed)
	})
	return p, err
}

// emptyStage moves the deals of a stage that goes to where they were told to.
func (c *Center) emptyStage(ctx context.Context, m org.Member, p desk.Pipeline, s desk.Stage, kept []desk.Stage, into map[desk.StageID]desk.StageID) error {
	target, told := into[s.ID]
	if !told {
		return nil // SavePipeline refuses where it has any
	}
	at := slices.IndexFunc(kept, func(k desk.Stage) bool { return k.ID == target })
	if at < 0 {
		return fault.New(fault.Invalid, "One of the stages is none of this funnel.").On("stages")
	}
	return c.Store.MoveDealsOf(ctx, m.Workspace.ID, p.ID, s.ID, target, desk.DealEvent{
		ID: newID(), At: c.now(), Actor: m.User.ID, Kind: desk.DealMoved, Before: s.Name, After: kept[at].Name,
	})
}

// DeletePipeline deletes a funnel that has no deals.
func (c *Center) DeletePipeline(ctx context.Context, m org.Member, id desk.PipelineID) error {
	if err := administers(m); err != nil {
		return err
	}
	return c.atomically(ctx, func(ctx context.Context) error {
		p, err := c.Store.Pipeline(ctx, m.Workspace.ID, id)
		if err != nil {
			return err
		}
		if err := c.Store.DeletePipeline(ctx, m.Workspace.ID, id); err != nil {
			return err
		}
		c.later(ctx, func(context.Context) { c.announcePipeline(p) })
		return c.note(ctx, m, org.Deed{Action: "pipeline.deleted", Subject: string(p.ID), Name: p.Name})
	})
}

// BusyStages lists the stages of a funnel that have deals, open or not.
func (c *Center) BusyStages(ctx context.Context, m org.Member, id desk.PipelineID) ([]desk.StageID, error) {
	if err := mayLookAt(m, org.PathSettingsView); err != nil {
		return nil, err
	}
	if _, err := c.Store.Pipeline(ctx, m.Workspace.ID, id); err != nil {
		return nil, err
	}
	return c.Store.BusyStages(ctx, m.Workspace.ID, id)
}

// pipelineDeed is what was done to a funnel.
func pipelineDeed(action org.Action, before, after desk.Pipeline) org.Deed {
	deed := org.Deed{Action: action, Subject: string(after.ID), Name: after.Name}
	deed.Text("name", before.Name, after.Name)
	deed.Text("currency", before.Currency, after.Currency)
	deed.List("stages", stageTexts(before), stageTexts(after))
	deed.List("wonReasons", before.WonReasons, after.WonReasons)
	deed.List("lostReasons", before.LostReasons, after.LostReasons)
	return deed
}

func stageTexts(p desk.Pipeline) []string {
	texts := make([]string, len(p.Stages))
	for i, s := range p.Stages {
		texts[i] = strings.TrimSpace(fmt.Sprint(s.Name, " (", s.Color, limitText(s.Limit), ")"))
	}
	return texts
}

func limitText(limit time.Duration) string {
	if limit == 0 {
		return ""
	}
	return fmt.Sprint(" ", int(limit/time.Hour), " h")
}
