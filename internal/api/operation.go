package api

import (
	"context"
	"log/slog"
	"net/http"
	"reflect"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"ramal/internal/fault"
	"ramal/internal/org"
)

// maxBody is the most that a JSON body may have.
const maxBody = 1 << 20

// The tags of the OpenAPI document.
const (
	tagSession  = "Session"
	tagTeam     = "Team"
	tagSettings = "Settings"
	tagContacts = "Contacts"
	tagServices = "Conversations"
	tagDeals    = "CRM"
	tagCalls    = "Calls"
	tagEvents   = "Events"
	tagServer   = "Server"
)

// session is the name of the cookie, and of the security scheme.
const session = "ramal_session"

// bearer is the security scheme of API tokens.
const bearer = "token"

// none is the input or the output of an operation that has none.
type none struct{}

// body is an answer with a named body.
type body[T any] struct{ Body T }

// PathID is the part of an input that names one thing.
type PathID struct {
	ID string `path:"id" doc:"Its id." example:"019ab0c4-7f12-7c3e-9d55-0a4f6a2b7c10"`
}

// Paging is the part of the input that every list has. Read the next page with the next of the one before.
type Paging struct {
	After string `query:"after" doc:"The next of the page before; absent for the first page."`
	Limit int    `query:"limit" minimum:"1" maximum:"200" doc:"How many items at most; 50 when absent."`
}

type memberKey struct{}

// signedIn adds an operation that needs a session.
func signedIn[I, O any](s *Server, api huma.API, o huma.Operation, do func(context.Context, org.Member, *I) (*O, error)) {
	scope := scopeOf(o.Method, o.Path)
	o.Security = []map[string][]string{{session: {}}, {bearer: {}}}
	o.Description = strings.TrimSpace(o.Description + " API tokens need the scope " + string(scope) + ".")
	o.Middlewares = append(o.Middlewares, s.requireMember)
	o.Errors = append(o.Errors, http.StatusUnauthorized)
	anyone(s, api, o, func(ctx context.Context, in *I) (*O, error) {
		m, _ := ctx.Value(memberKey{}).(org.Member)
		if !m.Holds(scope) {
			return nil, fault.New(fault.Forbidden, "This API token does not have the scope %s.", scope).Because("token_scope")
		}
		return do(ctx, m, in)
	})
}

// anyone adds an operation that needs no session. Its errors are described by Problem and logged when they are ours.
func anyone[I, O any](s *Server, api huma.API, o huma.Operation, do func(context.Context, *I) (*O, error)) {
	if o.MaxBodyBytes == 0 {
		o.MaxBodyBytes = maxBody
	}
	o.BodyReadTimeout = -1 // timely does it: huma's would end the context of a slow operation too
	o.Responses = problems(api.OpenAPI().Components.Schemas, o)
	o.Errors = nil
	huma.Register(api, o, func(ctx context.Context, in *I) (*O, error) {
		out, err := do(ctx, in)
		if err != nil {
			return nil, s.refuse(ctx, o.OperationID, err)
		}
		return out, nil
	})
}

// problems declares the errors of an operation: those it names, and those that all have.
func problems(schemas huma.Registry, o huma.Operation) map[string]*huma.Response {
	statuses := append([]int{http.StatusInternalServerError}, o.Errors...)
	if o.Method != http.MethodGet {
		statuses = append(statuses, http.StatusForbidden)
	}
	responses := map[string]*huma.Response{}
	for _, status := range statuses {
		responses[strconv.Itoa(status)] = &huma.Response{
			Description: http.StatusText(status),
			Content: map[string]*huma.MediaType{
				"application/problem+json": {Schema: schemas.Schema(reflect.TypeFor[Problem](), true, "")},
			},
		}
	}
	return responses
}

// refuse turns an error into the answer. What is our own fault, or of something outside, is logged here and nowhere else.
func (s *Server) refuse(ctx context.Context, operation string, err error) *Problem {
	p := problemOf(ctx, err)
	if ctx.Err() != nil {
		return p // nobody waits for the answer any more
	}
	switch fault.Code(p.Code) {
	case fault.Internal:
		s.log().ErrorContext(ctx, "request failed", slog.String("operation", operation), slog.Any("error", err))
	case fault.Unavailable:
		s.log().WarnContext(ctx, "request not served", slog.String("operation", operation), slog.Any("error", err))
	}
	return p
}

// requireMember lets nobody pass who is not signed in, before the request is read any further.
func (s *Server) requireMember(ctx huma.Context, next func(huma.Context)) {
	r, w := humago.Unwrap(ctx)
	m, err := s.Center.Authenticate(r.Context(), tokenOf(r), s.addressOf(r))
	if err != nil {
		writeProblem(w, r, s.refuse(r.Context(), ctx.Operation().OperationID, err))
		return
	}
	next(huma.WithValue(ctx, memberKey{}, m))
}
