package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/org"
)

// Successors are whom a service can be handed over to.
type Successors struct {
	Users       []Person         `json:"users" nullable:"false"`
	Departments []DepartmentName `json:"departments" nullable:"false"`
}

// HandOver says who goes on with a service: a user; or a department, for which it waits; or whom the roulette finds, in the
// department or among all who see the account.
type HandOver struct {
	UserID       string `json:"userId,omitempty"`
	DepartmentID string `json:"departmentId,omitempty"`
	Roulette     string `json:"roulette,omitempty" enum:"random,sequential,fewest"`
}

// ServiceCounts is how many services there are that are not closed, of those that the user sees.
type ServiceCounts struct {
	Waiting   int `json:"waiting"`
	InService int `json:"inService"`
	Mine      int `json:"mine" doc:"Of those in service, how many the user has."`
	Unread    int `json:"unread" doc:"Of all, how many have something to read."`
}

// CloseReason is why a service is closed.
type CloseReason struct {
	Reason string `json:"reason" example:"Resolved"`
}

type (
	handOverInput struct {
		PathID
		Body HandOver
	}
	closeInput struct {
		PathID
		Body CloseReason
	}
)

func (s *Server) servingOperations(api huma.API) {
	errors := []int{http.StatusNotFound, http.StatusConflict}
	withBody := []int{http.StatusBadRequest, http.StatusNotFound, http.StatusConflict}
	signedIn(s, api, huma.Operation{
		OperationID: "take-service", Method: http.MethodPost, Path: "/api/conversations/{id}/take", Tags: []string{tagServices}, Summary: "Take a waiting service",
		Description: "Of two who take it at once one has it.", Errors: errors, DefaultStatus: http.StatusOK,
	}, func(ctx context.Context, m org.Member, in *PathID) (*body[Conversation], error) {
		v, err := s.Center.TakeService(ctx, m, desk.ConversationID(in.ID))
		return &body[Conversation]{conversationOf(v)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "count-services", Method: http.MethodGet, Path: "/api/service-counts", Tags: []string{tagServices}, Summary: "How many services wait and are served",
	}, func(ctx context.Context, m org.Member, _ *none) (*body[ServiceCounts], error) {
		n, err := s.Center.CountServices(ctx, m)
		return &body[ServiceCounts]{ServiceCounts(n)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "list-successors", Method: http.MethodGet, Path: "/api/conversations/{id}/hand-over", Tags: []string{tagServices}, Summary: "Whom a service can be handed over to",
		Errors: []int{http.StatusNotFound},
	}, func(ctx context.Context, m org.Member, in *PathID) (*body[Successors], error) {
		all, err := s.Center.Successors(ctx, m, desk.ConversationID(in.ID))
		return &body[Successors]{Successors{
			Users:       each(all.Users, func(u org.User) Person { return *personOf(&u) }),
			Departments: each(all.Departments, departmentName),
		}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "hand-over-service", Method: http.MethodPost, Path: "/api/conversations/{id}/hand-over", Tags: []string{tagServices}, Summary: "Hand a service over",
		Description: "To a user, who is told; back to waiting, for a department; or to whom the roulette finds.", Errors: withBody, DefaultStatus: http.StatusOK,
	}, func(ctx context.Context, m org.Member, in *handOverInput) (*body[Conversation], error) {
		v, err := s.Center.HandOverService(ctx, m, desk.ConversationID(in.ID), center.HandOver{
			User: org.UserID(in.Body.UserID), Department: org.DepartmentID(in.Body.DepartmentID), Roulette: desk.Roulette(in.Body.Roulette),
		})
		return &body[Conversation]{conversationOf(v)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "close-service", Method: http.MethodPost, Path: "/api/conversations/{id}/close", Tags: []string{tagServices}, Summary: "Close a service for a reason",
		Description: "Not while a call with the contact goes on.", Errors: withBody, DefaultStatus: http.StatusOK,
	}, func(ctx context.Context, m org.Member, in *closeInput) (*body[Conversation], error) {
		v, err := s.Center.CloseService(ctx, m, desk.ConversationID(in.ID), in.Body.Reason)
		return &body[Conversation]{conversationOf(v)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "reopen-service", Method: http.MethodPost, Path: "/api/conversations/{id}/reopen", Tags: []string{tagServices}, Summary: "Open a closed service again",
		Description: "Not while the contact has another one open on the account.", Errors: errors, DefaultStatus: http.StatusOK,
	}, func(ctx context.Context, m org.Member, in *PathID) (*body[Conversation], error) {
		v, err := s.Center.ReopenService(ctx, m, desk.ConversationID(in.ID))
		return &body[Conversation]{conversationOf(v)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "write-note", Method: http.MethodPost, Path: "/api/conversations/{id}/notes", Tags: []string{tagServices}, Summary: "Write a note for the team",
		Description: "The contact never sees it. Whoever is named with an @ before the whole name is told.", Errors: withBody, DefaultStatus: http.StatusCreated,
	}, func(ctx context.Context, m org.Member, in *newTextInput) (*body[Message], error) {
		k, err := s.Center.WriteNote(ctx, m, desk.ConversationID(in.ID), in.Body.Text, in.Body.ClientKey)
		return &body[Message]{messageOf(k)}, err
	})
}
