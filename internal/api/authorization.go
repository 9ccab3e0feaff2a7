package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/org"
)

// AccountAuthorization is what a contact allows one account.
type AccountAuthorization struct {
	AccountID     string        `json:"accountId"`
	AccountName   string        `json:"accountName"`
	Authorization Authorization `json:"authorization"`
	AskedAt       Time          `json:"askedAt,omitzero" doc:"When the newest call request was sent; absent where none was."`
	AnsweredAt    Time          `json:"answeredAt,omitzero" doc:"When the contact last answered, or took back what they allowed."`
	Unanswered    int           `json:"unanswered" doc:"Calls to them in a row that they did not pick up: Meta takes the permission away after the fourth (Meta: User call permissions, June 2026)."`
}

// AccountAuthorizations is what a contact allows each account that the user sees.
type AccountAuthorizations struct {
	Items []AccountAuthorization `json:"items" nullable:"false"`
}

// AuthorizationEvent is what became of an authorization.
type AuthorizationEvent struct {
	ID          string  `json:"id"`
	AccountID   string  `json:"accountId"`
	AccountName string  `json:"accountName"`
	At          Time    `json:"at"`
	Kind        string  `json:"kind" enum:"asked,undelivered,temporary,permanent,declined,revoked,lost" doc:"undelivered: the request did not go out. lost: Meta knows no permission, whatever was known here."`
	By          *Person `json:"by,omitempty" doc:"Who asked."`
	Until       Time    `json:"until,omitzero" doc:"When a temporary one ends."`
}

// AuthorizationEvents is a page of history, newest first.
type AuthorizationEvents struct {
	Items []AuthorizationEvent `json:"items" nullable:"false"`
	Next  string               `json:"next" doc:"Empty on the last page."`
}

func (s *Server) authorizationOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "list-authorizations", Method: http.MethodGet, Path: "/api/contacts/{id}/authorizations", Tags: []string{tagContacts}, Summary: "What a contact allows each account",
		Errors: []int{http.StatusForbidden, http.StatusNotFound},
	}, func(ctx context.Context, m org.Member, in *PathID) (*body[AccountAuthorizations], error) {
		list, err := s.Center.Authorizations(ctx, m, desk.ContactID(in.ID))
		return &body[AccountAuthorizations]{AccountAuthorizations{each(list, s.accountAuthorization)}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "list-authorization-history", Method: http.MethodGet, Path: "/api/contacts/{id}/authorizations/history", Tags: []string{tagContacts}, Summary: "What became of what a contact allows, newest first",
		Description: "Kept since the version that brought it; what was before is not in it.",
		Errors:      []int{http.StatusForbidden, http.StatusNotFound},
	}, func(ctx context.Context, m org.Member, in *contactPageInput) (*body[AuthorizationEvents], error) {
		page, err := s.Center.AuthorizationHistory(ctx, m, desk.ContactID(in.ID), in.After, in.Limit)
		return &body[AuthorizationEvents]{AuthorizationEvents{Items: each(page.Items, authorizationEvent), Next: page.Next}}, err
	})
}

func (s *Server) accountAuthorization(v center.AuthorizationView) AccountAuthorization {
	p := v.Permission
	return AccountAuthorization{
		AccountID: string(v.Account.ID), AccountName: v.Account.Name, Authorization: authorizationOf(p, s.now()),
		AskedAt: Time{p.AskedAt}, AnsweredAt: Time{p.RepliedAt}, Unanswered: p.Unanswered,
	}
}

func authorizationEvent(v center.PermissionEventView) AuthorizationEvent {
	return AuthorizationEvent{
		ID: v.ID, AccountID: string(v.AccountID), AccountName: v.Account.Name, At: Time{v.At}, Kind: string(v.Kind), By: personOf(v.By), Until: Time{v.ExpiresAt},
	}
}
