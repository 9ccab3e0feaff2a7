package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/center"
)

// InvitationLink is the token of a link.
type InvitationLink struct {
	Token string `json:"token" maxLength:"200"`
}

// Joining is what the holder of a link gets to see.
type Joining struct {
	Workspace string `json:"workspace"`
	Email     string `json:"email"`
	Name      string `json:"name"`
	Language  string `json:"language" enum:"en,pt-BR,es"`
	Known     bool   `json:"known" doc:"A user who chooses a new password, and no new person."`
	ExpiresAt Time   `json:"expiresAt"`
}

// InvitationAnswer is the password that the holder of a link chose.
type InvitationAnswer struct {
	Token    string `json:"token" maxLength:"200"`
	Password string `json:"password" maxLength:"1024" doc:"At least 8 characters."`
	Language string `json:"language,omitempty" doc:"en, pt-BR or es; absent for the one of the invitation."`
}

type (
	linkInput   struct{ Body InvitationLink }
	acceptInput struct{ Body InvitationAnswer }
)

func (s *Server) invitationOperations(api huma.API) {
	errors := []int{http.StatusBadRequest, http.StatusNotFound, http.StatusTooManyRequests}
	anyone(s, api, huma.Operation{
		OperationID: "look-at-invitation", Method: http.MethodPost, Path: "/api/invitations/look", Tags: []string{tagSession}, Summary: "What an invitation is for",
		Description: "For whoever holds the link. A link that is over, used, withdrawn or made up does not exist.",
		Errors:      errors, DefaultStatus: http.StatusOK,
	}, func(ctx context.Context, in *linkInput) (*body[Joining], error) {
		j, err := s.Center.LookAtInvitation(ctx, in.Body.Token, visitorOf(ctx).address)
		return &body[Joining]{joiningOf(j)}, err
	})
	anyone(s, api, huma.Operation{
		OperationID: "accept-invitation", Method: http.MethodPost, Path: "/api/invitations/accept", Tags: []string{tagSession}, Summary: "Choose a password and sign in",
		Errors: append(errors, http.StatusConflict), DefaultStatus: http.StatusOK,
	}, func(ctx context.Context, in *acceptInput) (*signInOutput, error) {
		v := visitorOf(ctx)
		token, m, err := s.Center.AcceptInvitation(ctx, in.Body.Token, in.Body.Password, in.Body.Language, v.address, v.agent)
		if err != nil {
			return nil, err
		}
		return &signInOutput{SetCookie: v.cookie(token, cookieLife), Body: s.meOf(m)}, nil
	})
}

func joiningOf(j center.Joining) Joining {
	return Joining{Workspace: j.Workspace, Email: j.Email, Name: j.Name, Language: j.Language, Known: j.Known, ExpiresAt: Time{j.ExpiresAt}}
}
