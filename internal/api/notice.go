package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/center"
	"ramal/internal/org"
)

// Notice is something that the signed-in user is told.
type Notice struct {
	ID             string       `json:"id"`
	Kind           string       `json:"kind" enum:"call_allowed,call_declined,handed_over,mentioned,deal_given" doc:"call_allowed, call_declined: what a contact answered to the user's call request. handed_over, mentioned, deal_given: what actor did."`
	Actor          *Person      `json:"actor,omitempty"`
	Contact        CallContact  `json:"contact"`
	Account        *CallAccount `json:"account,omitempty" doc:"Of the service; absent where the notice is about a deal."`
	ConversationID string       `json:"conversationId,omitempty" doc:"The service that it is about."`
	Deal           *NoticeDeal  `json:"deal,omitempty" doc:"The deal that it is about."`
	At             Time         `json:"at"`
	Read           bool         `json:"read"`
}

// NoticeDeal is the deal that a notice is about.
type NoticeDeal struct {
	ID         string `json:"id"`
	PipelineID string `json:"pipelineId"`
	Title      string `json:"title"`
}

// NoticePage is a page of notices.
type NoticePage struct {
	Items  []Notice `json:"items" nullable:"false" doc:"Newest first; kept for 30 days."`
	Next   string   `json:"next" doc:"Empty on the last page."`
	Unread int      `json:"unread" doc:"Of all, also those on other pages."`
}

// NoticesRead says what was read.
type NoticesRead struct {
	Until Time `json:"until" doc:"The at of the newest notice that was read; what came after it stays unread."`
}

type noticesReadInput struct{ Body NoticesRead }

func (s *Server) noticeOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "list-notices", Method: http.MethodGet, Path: "/api/notices", Tags: []string{tagSession}, Summary: "What one was told",
		Errors: []int{http.StatusBadRequest},
	}, func(ctx context.Context, m org.Member, in *Paging) (*body[NoticePage], error) {
		page, err := s.Center.Notices(ctx, m, in.After, in.Limit)
		return &body[NoticePage]{NoticePage{each(page.Items, noticeOf), page.Next, page.Unread}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "read-notices", Method: http.MethodPost, Path: "/api/notices/read", Tags: []string{tagSession}, Summary: "Mark notices as read",
		DefaultStatus: http.StatusNoContent,
	}, func(ctx context.Context, m org.Member, in *noticesReadInput) (*none, error) {
		return nil, s.Center.ReadNotices(ctx, m, in.Body.Until.Time)
	})
}

func noticeOf(v center.NoticeView) Notice {
	n := Notice{
		ID: string(v.ID), Kind: string(v.Kind), Actor: personOf(v.Actor), Contact: callContactOf(v.Contact),
		ConversationID: string(v.ConversationID), At: Time{v.At}, Read: !v.ReadAt.IsZero(),
	}
	if v.Deal != nil {
		n.Deal = &NoticeDeal{ID: string(v.Deal.ID), PipelineID: string(v.Deal.Pipeline), Title: v.Deal.Title}
	} else {
		n.Account = new(callAccountOf(v.Account))
	}
	return n
}
