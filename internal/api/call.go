package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/org"
)

// NewCall asks to call a contact. The browser's offer is complete: all its candidates are in it, or none.
type NewCall struct {
	ContactID string `json:"contactId"`
	AccountID string `json:"accountId,omitempty" doc:"The account to call from; absent: as call-action chooses it."`
	SDP       string `json:"sdp" doc:"The browser's offer, with one audio section."`
}

// PlacedCall is the call with the answer for the browser.
type PlacedCall struct {
	Call Call   `json:"call"`
	SDP  string `json:"sdp" doc:"The server's answer."`
}

// Leg is one side of the browser's connection: its offer, or the server's answer.
type Leg struct {
	SDP string `json:"sdp"`
}

type (
	callActionInput struct {
		ContactID string `query:"contactId" required:"true"`
		AccountID string `query:"accountId" doc:"Absent: the account of the contact's open service, else the first that the user sees."`
	}
	callsInput struct {
		ContactID      string `query:"contactId"`
		ConversationID string `query:"conversationId"`
		Direction      string `query:"direction" enum:"inbound,outbound"`
		Outcome        string `query:"outcome" enum:"completed,declined,unanswered,cancelled,busy,missed,refused,failed"`
		Live           bool   `query:"live" doc:"Only those going on."`
		Paging
	}
	newCallInput struct{ Body NewCall }
	legInput     struct {
		PathID
		Body Leg
	}
)

func (s *Server) callOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "get-call-action", Method: http.MethodGet, Path: "/api/call-action", Tags: []string{tagCalls}, Summary: "What can be done about calling a contact, and why not",
		Errors: []int{http.StatusBadRequest, http.StatusNotFound},
	}, func(ctx context.Context, m org.Member, in *callActionInput) (*body[CallAction], error) {
		a, err := s.Center.CallAction(ctx, m, org.AccountID(in.AccountID), desk.ContactID(in.ContactID))
		return &body[CallAction]{actionOf(a)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "place-call", Method: http.MethodPost, Path: "/api/calls", Tags: []string{tagCalls}, Summary: "Call a contact",
		Description: "The audio leg of the browser is answered at once; the contact's phone rings when Meta took the call. What becomes of it follows as events.",
		Errors:      []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusConflict, http.StatusTooManyRequests, http.StatusServiceUnavailable}, DefaultStatus: http.StatusCreated,
	}, func(ctx context.Context, m org.Member, in *newCallInput) (*body[PlacedCall], error) {
		p, err := s.Center.PlaceCall(ctx, m, org.AccountID(in.Body.AccountID), desk.ContactID(in.Body.ContactID), in.Body.SDP)
		return &body[PlacedCall]{PlacedCall{Call: callOf(p.Call), SDP: p.Answer}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "list-calls", Method: http.MethodGet, Path: "/api/calls", Tags: []string{tagCalls}, Summary: "The history of calls, newest first",
		Errors: []int{http.StatusBadRequest, http.StatusForbidden},
	}, func(ctx context.Context, m org.Member, in *callsInput) (*body[CallPage], error) {
		page, err := s.Center.Calls(ctx, m, call.Query{
			Contact: desk.ContactID(in.ContactID), Conversation: desk.ConversationID(in.ConversationID),
			Direction: call.Direction(in.Direction), Outcome: call.Outcome(in.Outcome), Live: in.Live, After: in.After, Limit: in.Limit,
		})
		return &body[CallPage]{CallPage{Items: each(page.Items, callOf), Next: page.Next}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "get-call", Method: http.MethodGet, Path: "/api/calls/{id}", Tags: []string{tagCalls}, Summary: "One call with its timeline",
		Errors: []int{http.StatusForbidden, http.StatusNotFound},
	}, func(ctx context.Context, m org.Member, in *PathID) (*body[CallDetail], error) {
		k, lines, err := s.Center.Call(ctx, m, call.ID(in.ID))
		return &body[CallDetail]{CallDetail{Call: callOf(k), Timeline: each(lines, lineOf)}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "join-call", Method: http.MethodPost, Path: "/api/calls/{id}/leg", Tags: []string{tagCalls}, Summary: "Connect the browser's audio again",
		Description: "After a reload or a change of network, or on another device: the leg before is replaced, and the contact's leg is not touched.",
		Errors:      []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusConflict}, DefaultStatus: http.StatusOK,
	}, func(ctx context.Context, m org.Member, in *legInput) (*body[Leg], error) {
		answer, err := s.Center.JoinCall(ctx, m, call.ID(in.ID), in.Body.SDP)
		return &body[Leg]{Leg{SDP: answer}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "hang-up", Method: http.MethodPost, Path: "/api/calls/{id}/hangup", Tags: []string{tagCalls}, Summary: "Hang up",
		Description: "A call that is over already stays as it is.",
		Errors:      []int{http.StatusForbidden, http.StatusNotFound, http.StatusConflict}, DefaultStatus: http.StatusOK,
	}, func(ctx context.Context, m org.Member, in *PathID) (*body[Call], error) {
		k, err := s.Center.HangUp(ctx, m, call.ID(in.ID))
		return &body[Call]{callOf(k)}, err
	})
}
