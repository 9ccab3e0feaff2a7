package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/call"
	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/org"
)

// CallCheck is every gate between a user and a contact, judged as it would be judged for that user.
type CallCheck struct {
	User          Person        `json:"user"`
	Contact       CallContact   `json:"contact"`
	Account       CallAccount   `json:"account" doc:"The account that was asked about."`
	Accounts      []CallAccount `json:"accounts" nullable:"false" doc:"All that can be asked about."`
	Authorization Authorization `json:"authorization"`
	Access        []Gate        `json:"access" nullable:"false" doc:"Whether the user gets as far as a button."`
	Request       []Gate        `json:"request" nullable:"false" doc:"The gates of a call request, in order; all are judged, also behind a closed one."`
	Call          []Gate        `json:"call" nullable:"false" doc:"The gates of a call, in order."`
}

// Gate is one condition with its verdict.
type Gate struct {
	Gate string `json:"gate" enum:"sign_in,account_seen,module,account_connected,calling_enabled,permission_path,operator,whatsapp,not_restricted,service,window,limits,call_permission,contact_free,operator_free"`
	Verdict
}

type callCheckInput struct {
	UserID    string `query:"userId" required:"true"`
	ContactID string `query:"contactId" required:"true"`
	AccountID string `query:"accountId" doc:"Absent: the account that the user would call from."`
}

func (s *Server) checkOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "check-call", Method: http.MethodGet, Path: "/api/settings/check", Tags: []string{tagSettings}, Summary: "Whether a user can call a contact, and what is in the way",
		Errors: []int{http.StatusForbidden, http.StatusNotFound},
	}, func(ctx context.Context, m org.Member, in *callCheckInput) (*body[CallCheck], error) {
		c, err := s.Center.CheckCall(ctx, m, org.UserID(in.UserID), desk.ContactID(in.ContactID), org.AccountID(in.AccountID))
		return &body[CallCheck]{s.checkOf(c)}, err
	})
}

func (s *Server) checkOf(c center.CallCheck) CallCheck {
	return CallCheck{
		User:          Person{ID: string(c.User.ID), Name: c.User.Name},
		Contact:       callContactOf(c.Contact),
		Account:       callAccountOf(c.Account),
		Accounts:      each(c.Accounts, callAccountOf),
		Authorization: authorizationOf(c.Permission, s.now()),
		Access:        each(c.Access, gateOf), Request: each(c.Request, gateOf), Call: each(c.Call, gateOf),
	}
}

func gateOf(c call.Check) Gate { return Gate{string(c.Gate), verdictOf(c.Reason)} }
