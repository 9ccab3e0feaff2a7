package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/org"
)

// Plan is what a workspace has. The owner of the server sets it at the shell.
type Plan struct {
	Modules []PlanModule `json:"modules" nullable:"false"`
	Seats   int          `json:"seats" doc:"0 is no limit."`
	Taken   int          `json:"taken" doc:"Seats taken by users who are not blocked and by open invitations."`
}

// PlanModule is a part of the product, in the plan or not.
type PlanModule struct {
	ID string `json:"id" example:"calls"`
	On bool   `json:"on"`
}

func (s *Server) planOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "get-plan", Method: http.MethodGet, Path: "/api/settings/plan", Tags: []string{tagSettings}, Summary: "Modules and seats",
		Errors: []int{http.StatusForbidden},
	}, func(ctx context.Context, m org.Member, _ *none) (*body[Plan], error) {
		p, err := s.Center.Plan(ctx, m)
		return &body[Plan]{Plan{
			Modules: each(org.Modules(), func(id org.Module) PlanModule { return PlanModule{string(id), p.Has(id)} }),
			Seats:   p.Seats, Taken: p.Taken,
		}}, err
	})
}
