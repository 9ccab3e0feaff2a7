package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/org"
)

// opportunity is a deal of the past: with whom, whose, what it is worth in centavos, in how many days it is expected (0 for no day), and what was
// done with it.
type opportunity struct {
	title, with string
	by          int
	value       int64
	days        int
	deeds       []deed
}

// deed is one step of a deal; the first one makes it.
type deed struct {
	ago   time.Duration
	kind  desk.DealEventKind
	text  string // the stage, or why
	value int64
	to    int
}

func into(ago time.Duration, stage string) deed {
	return deed{ago: ago, kind: desk.DealMoved, text: stage}
}

func won(ago time.Duration, why string) deed { return deed{ago: ago, kind: desk.DealWasWon, text: why} }

func lost(ago time.Duration, why string) deed {
	return deed{ago: ago, kind: desk.DealWasLost, text: why}
}
func reopened(ago time.Duration) deed      { return deed{ago: ago, kind: desk.DealReopened} }
func given(ago time.Duration, to int) deed { return deed{ago: ago, kind: desk.DealOwned, to: to} }
func valued(ago time.Duration, value int64) deed {
	return deed{ago: ago, kind: desk.DealValued, value: value}
}

// due is a deed of a deal among all of all deals.
type due struct {
	deed
	deal  int
	first bool
}

// deals makes the funnels, and does with their deals what the team did, in the order in which it was done.
func (p *past) deals(ctx context.Context) error {
	for _, f := range funnels {
		p.at(36 * day)
		made, err := p.center.CreatePipeline(ctx, p.people[byAlice], f.edit)
		if err != nil {
			return err
		}
		var all []due
		for i, o := range f.deals {
			for n, d := range o.deeds {
				all = append(all, due{d, i, n == 0})
			}
		}
		slices.SortStableFunc(all, func(a, b due) int { return cmp.Compare(b.ago, a.ago) })
		ids := make([]desk.DealID, len(f.deals))
		for _, d := range all {
			o := f.deals[d.deal]
			p.at(d.ago)
			if d.first {
				ids[d.deal], err = p.open(ctx, made, o, d.deed)
			} else {
				err = p.step(ctx, made, ids[d.deal], d.deed)
			}
			if err != nil {
				return fmt.Errorf("the deal %s: %w", o.title, err)
			}
		}
	}
	return nil
}

func (p *past) open(ctx context.Context, in desk.Pipeline, o opportunity, d deed) (desk.DealID, error) {
	contact, err := p.contact(o.with)
	if err != nil {
		return "", err
	}
	stage, err := stageOf(in, d.text)
	if err != nil {
		return "", err
	}
	n := center.NewDeal{Pipeline: in.ID, Stage: stage, Title: o.title, Contact: contact, Value: o.value}
	n.Fields = map[desk.FieldID]string{p.fields["Ordem de serviço"]: strconv.Itoa(p.orders), p.fields["Prioridade"]: "Normal"}
	p.orders++
	switch {
	case strings.Contains(o.title, "garantia"):
		n.Fields[p.fields["Em garantia"]], n.Fields[p.fields["Prioridade"]] = "sim", "Alta"
	case strings.Contains(o.title, "emergência"):
		n.Fields[p.fields["Prioridade"]] = "Urgente"
	}
	if o.days > 0 {
		n.CloseOn = p.now.AddDate(0, 0, o.days).Format(time.DateOnly)
	}
	v, err := p.center.CreateDeal(ctx, p.people[o.by], n)
	return v.Deal.ID, err
}

// step lets the deal's owner do something with it.
func (p *past) step(ctx context.Context, in desk.Pipeline, id desk.DealID, d deed) error {
	k, err := p.db.Deal(ctx, in.WorkspaceID, id)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(p.people, func(m org.Member) bool { return m.User.ID == k.Owner })
	if at < 0 {
		return fmt.Errorf("its owner is none of the team")
	}
	who := p.people[at]
	switch d.kind {
	case desk.DealWasWon:
		_, err = p.center.WinDeal(ctx, who, id, d.text, k.Version)
	case desk.DealWasLost:
		_, err = p.center.LoseDeal(ctx, who, id, d.text, k.Version)
	case desk.DealReopened:
		_, err = p.center.ReopenDeal(ctx, who, id, k.Version)
	case desk.DealOwned:
		_, err = p.center.ChangeDeal(ctx, who, id, center.DealChange{Owner: new(p.people[d.to].User.ID), Version: k.Version})
	case desk.DealValued:
		_, err = p.center.ChangeDeal(ctx, who, id, center.DealChange{Value: new(d.value), Version: k.Version})
	default:
		var stage desk.StageID
		if stage, err = stageOf(in, d.text); err == nil {
			_, err = p.center.MoveDeal(ctx, who, id, stage, "", k.Version)
		}
	}
	return err
}

func stageOf(in desk.Pipeline, name string) (desk.StageID, error) {
	at := slices.IndexFunc(in.Stages, func(s desk.Stage) bool { return s.Name == name })
	if at < 0 {
		return "", fmt.Errorf("the funnel %s has no stage %s", in.Name, name)
	}
	return in.Stages[at].ID, nil
}
