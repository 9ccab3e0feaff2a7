package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/org"
)

// QuickReply is a text that is sent often.
type QuickReply struct {
	ID           string `json:"id"`
	Shared       bool   `json:"shared" doc:"Whether it is shared; else it is the user's own."`
	DepartmentID string `json:"departmentId,omitempty" doc:"Whom a shared one is for; absent for everybody."`
	Shortcut     string `json:"shortcut" example:"hours" doc:"The word that it is called by, without the slash."`
	Text         string `json:"text" example:"Hello {first}, we are open from 9 to 18." doc:"{name}, {first}, {attendant} and {account} are filled in where it is used."`
	Version      int64  `json:"version" doc:"Goes up with each change; give it back to change it."`
}

// QuickReplyList is the quick replies that the user may use, by their shortcuts.
type QuickReplyList struct {
	Items []QuickReply `json:"items" nullable:"false"`
}

// NewQuickReply is a quick reply to write down.
type NewQuickReply struct {
	Shared       bool   `json:"shared,omitempty" doc:"Only administrators share."`
	DepartmentID string `json:"departmentId,omitempty"`
	Shortcut     string `json:"shortcut"`
	Text         string `json:"text"`
}

// QuickReplyChange is a quick reply as it is to be.
type QuickReplyChange struct {
	DepartmentID string `json:"departmentId,omitempty" doc:"Of a shared one."`
	Shortcut     string `json:"shortcut"`
	Text         string `json:"text"`
	Version      int64  `json:"version" doc:"Of the quick reply as it was read."`
}

// Closing is what was decided on why services are closed.
type Closing struct {
	Reasons []string `json:"reasons" nullable:"false" doc:"To choose from, in their order."`
	Free    bool     `json:"free" doc:"Whether other words may be written."`
	Version int64    `json:"version" doc:"0 until somebody decided. Give it back to decide anew."`
}

type (
	newQuickReplyInput    struct{ Body NewQuickReply }
	quickReplyChangeInput struct {
		PathID
		Body QuickReplyChange
	}
	closingInput struct{ Body Closing }
)

func (s *Server) deskToolOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "list-quick-replies", Method: http.MethodGet, Path: "/api/quick-replies", Tags: []string{tagServices}, Summary: "Texts that are sent often",
	}, func(ctx context.Context, m org.Member, _ *none) (*body[QuickReplyList], error) {
		list, err := s.Center.QuickReplies(ctx, m)
		return &body[QuickReplyList]{QuickReplyList{each(list, quickReplyOf)}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "create-quick-reply", Method: http.MethodPost, Path: "/api/quick-replies", Tags: []string{tagServices}, Summary: "Write down a quick reply",
		Errors: []int{http.StatusBadRequest, http.StatusForbidden, http.StatusConflict}, DefaultStatus: http.StatusCreated,
	}, func(ctx context.Context, m org.Member, in *newQuickReplyInput) (*body[QuickReply], error) {
		q, err := s.Center.CreateQuickReply(ctx, m, center.QuickReplyEdit{
			Shared: in.Body.Shared, Department: org.DepartmentID(in.Body.DepartmentID), Shortcut: in.Body.Shortcut, Text: in.Body.Text,
		})
		return &body[QuickReply]{quickReplyOf(q)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "change-quick-reply", Method: http.MethodPut, Path: "/api/quick-replies/{id}", Tags: []string{tagServices}, Summary: "Change a quick reply",
		Description: "One's own; and as an administrator, a shared one.",
		Errors:      []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusConflict},
	}, func(ctx context.Context, m org.Member, in *quickReplyChangeInput) (*body[QuickReply], error) {
		q, err := s.Center.ChangeQuickReply(ctx, m, desk.QuickReplyID(in.ID), center.QuickReplyEdit{
			Department: org.DepartmentID(in.Body.DepartmentID), Shortcut: in.Body.Shortcut, Text: in.Body.Text, Version: in.Body.Version,
		})
		return &body[QuickReply]{quickReplyOf(q)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "delete-quick-reply", Method: http.MethodDelete, Path: "/api/quick-replies/{id}", Tags: []string{tagServices}, Summary: "Delete a quick reply",
		Errors: []int{http.StatusForbidden, http.StatusNotFound}, DefaultStatus: http.StatusNoContent,
	}, func(ctx context.Context, m org.Member, in *PathID) (*none, error) {
		return nil, s.Center.DeleteQuickReply(ctx, m, desk.QuickReplyID(in.ID))
	})
	signedIn(s, api, huma.Operation{
		OperationID: "list-close-reasons", Method: http.MethodGet, Path: "/api/close-reasons", Tags: []string{tagServices}, Summary: "Why a service may be closed",
		Description: "The reasons that administrators offer; where they offer none, those that were given in the last 90 days.",
	}, func(ctx context.Context, m org.Member, _ *none) (*body[Closing], error) {
		c, err := s.Center.Closing(ctx, m)
		return &body[Closing]{closingOf(c)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "get-closing", Method: http.MethodGet, Path: "/api/settings/closing", Tags: []string{tagSettings}, Summary: "What was decided on why services are closed",
		Errors: []int{http.StatusForbidden},
	}, func(ctx context.Context, m org.Member, _ *none) (*body[Closing], error) {
		c, err := s.Center.ClosingDecided(ctx, m)
		return &body[Closing]{closingOf(c)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "decide-closing", Method: http.MethodPut, Path: "/api/settings/closing", Tags: []string{tagSettings}, Summary: "Decide why services may be closed",
		Errors: []int{http.StatusBadRequest, http.StatusForbidden, http.StatusConflict},
	}, func(ctx context.Context, m org.Member, in *closingInput) (*body[Closing], error) {
		c, err := s.Center.DecideClosing(ctx, m, desk.Closing{Reasons: in.Body.Reasons, Free: in.Body.Free, Version: in.Body.Version})
		return &body[Closing]{closingOf(c)}, err
	})
}

func quickReplyOf(q desk.QuickReply) QuickReply {
	return QuickReply{
		ID: string(q.ID), Shared: q.Owner == "", DepartmentID: string(q.Department), Shortcut: q.Shortcut, Text: q.Text, Version: q.Version,
	}
}

func closingOf(c desk.Closing) Closing {
	return Closing{Reasons: each(c.Reasons, func(r string) string { return r }), Free: c.Free, Version: c.Version}
}
