package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/center"
)

// SetupState says whether the first workspace is still to be made.
type SetupState struct {
	Open bool `json:"open"`
}

// FirstWorkspace is the first workspace with its administrator.
type FirstWorkspace struct {
	Code      string `json:"code" maxLength:"40" doc:"From the server's console."`
	Workspace string `json:"workspace" example:"Oficina Aurora"`
	Name      string `json:"name" example:"Alice Prado"`
	Email     string `json:"email" example:"alice@aurora.example"`
	Password  string `json:"password" maxLength:"1024" doc:"At least 8 characters."`
	Language  string `json:"language" example:"pt-BR" doc:"en, pt-BR or es."`
}

type firstInput struct{ Body FirstWorkspace }

func (s *Server) setupOperations(api huma.API) {
	anyone(s, api, huma.Operation{
		OperationID: "get-setup", Method: http.MethodGet, Path: "/api/setup", Tags: []string{tagSession}, Summary: "Whether this server is to be set up",
	}, func(ctx context.Context, _ *none) (*body[SetupState], error) {
		open, err := s.Center.SetupOpen(ctx)
		return &body[SetupState]{SetupState{open}}, err
	})
	anyone(s, api, huma.Operation{
		OperationID: "set-up", Method: http.MethodPost, Path: "/api/setup", Tags: []string{tagSession}, Summary: "Make the first workspace and its administrator",
		Description: "Once, with the code that the server shows on its console while there is no workspace.",
		Errors:      []int{http.StatusBadRequest, http.StatusConflict, http.StatusTooManyRequests}, DefaultStatus: http.StatusOK,
	}, func(ctx context.Context, in *firstInput) (*signInOutput, error) {
		v := visitorOf(ctx)
		token, m, err := s.Center.SetUp(ctx, center.FirstWorkspace(in.Body), v.address, v.agent)
		if err != nil {
			return nil, err
		}
		return &signInOutput{SetCookie: v.cookie(token, cookieLife), Body: s.meOf(m)}, nil
	})
}
