package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/org"
)

// Pipeline is a funnel: the stages that a deal goes through.
type Pipeline struct {
	ID          string   `json:"id"`
	Name        string   `json:"name" example:"Sales"`
	Currency    string   `json:"currency" example:"BRL" doc:"ISO 4217, of all values in it."`
	Stages      []Stage  `json:"stages" nullable:"false" doc:"In their order."`
	WonReasons  []string `json:"wonReasons" nullable:"false" doc:"Why deals may be won; where there are none, a win needs no reason."`
	LostReasons []string `json:"lostReasons" nullable:"false" doc:"Why deals may be lost; where there are none, a loss takes any words."`
	Version     int64    `json:"version" doc:"Goes up with each change; give it back to change it."`
}

// Stage is a column of a funnel.
type Stage struct {
	ID         string `json:"id,omitempty" doc:"Absent for a new one."`
	Name       string `json:"name" example:"Proposal"`
	Color      string `json:"color" enum:"gray,blue,teal,green,amber,red,purple"`
	LimitHours int    `json:"limitHours" minimum:"0" maximum:"10000" doc:"How long a deal should stand in it at most; 0 for no limit."`
}

// PipelineList is all funnels, the oldest first.
type PipelineList struct {
	Items []Pipeline `json:"items" nullable:"false"`
}

// PipelineEdit is a funnel as it is to be.
type PipelineEdit struct {
	Name        string            `json:"name"`
	Currency    string            `json:"currency" example:"BRL" doc:"Stays as it is while the funnel has deals."`
	Stages      []Stage           `json:"stages" nullable:"false"`
	Into        map[string]string `json:"into,omitempty" doc:"For each stage that is not in the list any more and has deals: the stage that they go to, both by id."`
	WonReasons  []string          `json:"wonReasons" nullable:"false"`
	LostReasons []string          `json:"lostReasons" nullable:"false"`
	Version     int64             `json:"version,omitempty" doc:"Of the funnel as it was read; absent for a new one."`
}

// BusyStages are the stages of a funnel that have deals.
type BusyStages struct {
	Items []string `json:"items" nullable:"false" doc:"Their ids."`
}

type (
	newPipelineInput    struct{ Body PipelineEdit }
	pipelineChangeInput struct {
		PathID
		Body PipelineEdit
	}
)

func (s *Server) pipelineOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "list-pipelines", Method: http.MethodGet, Path: "/api/pipelines", Tags: []string{tagDeals}, Summary: "Funnels, the oldest first",
		Errors: []int{http.StatusForbidden},
	}, func(ctx context.Context, m org.Member, _ *none) (*body[PipelineList], error) {
		list, err := s.Center.Pipelines(ctx, m)
		return &body[PipelineList]{PipelineList{each(list, pipelineOf)}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "create-pipeline", Method: http.MethodPost, Path: "/api/settings/pipelines", Tags: []string{tagSettings}, Summary: "Make a funnel",
		Errors: []int{http.StatusBadRequest, http.StatusForbidden, http.StatusConflict}, DefaultStatus: http.StatusCreated,
	}, func(ctx context.Context, m org.Member, in *newPipelineInput) (*body[Pipeline], error) {
		p, err := s.Center.CreatePipeline(ctx, m, pipelineEdit(in.Body))
		return &body[Pipeline]{pipelineOf(p)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "change-pipeline", Method: http.MethodPut, Path: "/api/settings/pipelines/{id}", Tags: []string{tagSettings}, Summary: "Change a funnel",
		Description: "A stage that is not in the list any more is deleted; its deals go where into says.",
		Errors:      []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusConflict},
	}, func(ctx context.Context, m org.Member, in *pipelineChangeInput) (*body[Pipeline], error) {
		p, err := s.Center.ChangePipeline(ctx, m, desk.PipelineID(in.ID), pipelineEdit(in.Body))
		return &body[Pipeline]{pipelineOf(p)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "delete-pipeline", Method: http.MethodDelete, Path: "/api/settings/pipelines/{id}", Tags: []string{tagSettings}, Summary: "Delete a funnel",
		Description: "Only one without deals.",
		Errors:      []int{http.StatusForbidden, http.StatusNotFound, http.StatusConflict}, DefaultStatus: http.StatusNoContent,
	}, func(ctx context.Context, m org.Member, in *PathID) (*none, error) {
		return nil, s.Center.DeletePipeline(ctx, m, desk.PipelineID(in.ID))
	})
	signedIn(s, api, huma.Operation{
		OperationID: "list-busy-stages", Method: http.MethodGet, Path: "/api/settings/pipelines/{id}/busy", Tags: []string{tagSettings}, Summary: "The stages of a funnel that have deals",
		Errors: []int{http.StatusForbidden, http.StatusNotFound},
	}, func(ctx context.Context, m org.Member, in *PathID) (*body[BusyStages], error) {
		ids, err := s.Center.BusyStages(ctx, m, desk.PipelineID(in.ID))
		return &body[BusyStages]{BusyStages{each(ids, func(id desk.StageID) string { return string(id) })}}, err
	})
}

func pipelineOf(p desk.Pipeline) Pipeline {
	same := func(s string) string { return s }
	return Pipeline{
		ID: string(p.ID), Name: p.Name, Currency: p.Currency, Stages: each(p.Stages, stageOf),
		WonReasons: each(p.WonReasons, same), LostReasons: each(p.LostReasons, same), Version: p.Version,
	}
}

func stageOf(s desk.Stage) Stage {
	return Stage{ID: string(s.ID), Name: s.Name, Color: string(s.Color), LimitHours: int(s.Limit / time.Hour)}
}

func pipelineEdit(e PipelineEdit) center.PipelineEdit {
	into := map[desk.StageID]desk.StageID{}
	for from, to := range e.Into {
		into[desk.StageID(from)] = desk.StageID(to)
	}
	return center.PipelineEdit{
		Name: e.Name, Currency: e.Currency, Into: into, WonReasons: e.WonReasons, LostReasons: e.LostReasons, Version: e.Version,
		Stages: each(e.Stages, func(s Stage) desk.Stage {
			return desk.Stage{ID: desk.StageID(s.ID), Name: s.Name, Color: desk.Color(s.Color), Limit: time.Duration(s.LimitHours) * time.Hour}
		}),
	}
}
