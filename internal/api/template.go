package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/org"
)

// Template is a message that Meta has approved, which needs no open service window.
type Template struct {
	Name      string     `json:"name" example:"may_we_call"`
	Language  string     `json:"language" example:"pt_BR" doc:"As Meta writes it."`
	Category  string     `json:"category" example:"UTILITY" doc:"As Meta writes it; it decides the price."`
	Header    string     `json:"header,omitempty"`
	Body      string     `json:"body" example:"May we call you about service {{1}}?"`
	Footer    string     `json:"footer,omitempty"`
	Buttons   []string   `json:"buttons" nullable:"false" doc:"What stands on them."`
	Asks      bool       `json:"asks" doc:"It asks for permission to call, so it is a call request."`
	Variables []Variable `json:"variables" nullable:"false" doc:"What has to be filled in, header first."`
}

// Variable is a part of a template that is filled in.
type Variable struct {
	Key  string `json:"key" example:"body.1" doc:"How its value is given."`
	Name string `json:"name" example:"1"`
}

// TemplateList is the templates of an account that can be sent from here.
type TemplateList struct {
	Items []Template `json:"items" nullable:"false"`
}

// NewTemplateMessage is a template to send, filled in.
type NewTemplateMessage struct {
	AccountID string            `json:"accountId"`
	Name      string            `json:"name"`
	Language  string            `json:"language"`
	Values    map[string]string `json:"values,omitempty" doc:"By the keys of the variables."`
	ClientKey string            `json:"clientKey" minLength:"1" maxLength:"64" doc:"A key of the sender's own: the same key twice is the same message."`
}

// SentTemplate is the message, and the service that it stands in.
type SentTemplate struct {
	ConversationID string  `json:"conversationId"`
	Message        Message `json:"message"`
}

type newTemplateInput struct {
	PathID
	Body NewTemplateMessage
}

func (s *Server) templateOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "list-templates", Method: http.MethodGet, Path: "/api/accounts/{id}/templates", Tags: []string{tagServices}, Summary: "Approved templates of an account",
		Description: "Asked of Meta each time, the newest 250. Those that need a file or a part of an address are left out.",
		Errors:      []int{http.StatusNotFound, http.StatusConflict, http.StatusServiceUnavailable},
	}, func(ctx context.Context, m org.Member, in *PathID) (*body[TemplateList], error) {
		list, err := s.Center.Templates(ctx, m, org.AccountID(in.ID))
		return &body[TemplateList]{TemplateList{each(list, templateOf)}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "send-template", Method: http.MethodPost, Path: "/api/contacts/{id}/template", Tags: []string{tagServices}, Summary: "Send a template to a contact",
		Description: "With or without a service: where none is open one begins, and is the user's. A template that asks for permission to call is a call request.",
		Errors:      []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusConflict, http.StatusTooManyRequests, http.StatusServiceUnavailable}, DefaultStatus: http.StatusCreated,
	}, func(ctx context.Context, m org.Member, in *newTemplateInput) (*body[SentTemplate], error) {
		k, err := s.Center.SendTemplate(ctx, m, org.AccountID(in.Body.AccountID), desk.ContactID(in.ID), center.TemplateChoice{
			Name: in.Body.Name, Language: in.Body.Language, Values: in.Body.Values, ClientKey: in.Body.ClientKey,
		})
		return &body[SentTemplate]{SentTemplate{string(k.ConversationID), messageOf(k)}}, err
	})
}

func templateOf(t desk.Template) Template {
	return Template{
		Name: t.Name, Language: t.Language, Category: t.Category, Header: t.Header, Body: t.Body, Footer: t.Footer,
		Buttons: each(t.Buttons, func(b string) string { return b }), Asks: t.Asks,
		Variables: each(append(t.HeaderVariables(), t.BodyVariables()...), func(v desk.Variable) Variable { return Variable(v) }),
	}
}
