package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/desk"
	"ramal/internal/org"
)

// ContactField is a custom field of contacts.
type ContactField struct {
	ID       string   `json:"id"`
	Name     string   `json:"name" example:"CPF"`
	Type     string   `json:"type" enum:"text,number,date,choice,yes_no,phone,email,url"`
	Choices  []string `json:"choices" nullable:"false" doc:"Of a choice."`
	Required bool     `json:"required" doc:"Whether people have to fill it in; what WhatsApp brings may miss it."`
	Unique   bool     `json:"unique" doc:"Whether no two contacts may have the same value."`
	Position int      `json:"position" doc:"Its place among the others."`
	Version  int64    `json:"version" doc:"Goes up with each change; give it back to change the field."`
}

// ContactFields are the custom fields in their order.
type ContactFields struct {
	Items []ContactField `json:"items" nullable:"false"`
}

// NewContactField is a custom field to define.
type NewContactField struct {
	Name     string   `json:"name"`
	Type     string   `json:"type" enum:"text,number,date,choice,yes_no,phone,email,url"`
	Choices  []string `json:"choices,omitempty"`
	Required bool     `json:"required,omitempty"`
	Unique   bool     `json:"unique,omitempty"`
}

// ContactFieldChange is a custom field as it is to be. Its type stays, and whether its values are unique.
type ContactFieldChange struct {
	Name     string   `json:"name"`
	Choices  []string `json:"choices,omitempty"`
	Required bool     `json:"required"`
	Position int      `json:"position"`
	Version  int64    `json:"version" doc:"Of the field as it was read."`
}

type (
	newFieldInput    struct{ Body NewContactField }
	fieldChangeInput struct {
		PathID
		Body ContactFieldChange
	}
)

func (s *Server) fieldOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "list-fields", Method: http.MethodGet, Path: "/api/fields", Tags: []string{tagContacts}, Summary: "The custom fields of contacts",
	}, func(ctx context.Context, m org.Member, _ *none) (*body[ContactFields], error) {
		list, err := s.Center.Fields(ctx, m)
		return &body[ContactFields]{ContactFields{each(list, fieldOf)}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "create-field", Method: http.MethodPost, Path: "/api/settings/fields", Tags: []string{tagSettings}, Summary: "Define a custom field",
		Errors: []int{http.StatusBadRequest, http.StatusForbidden, http.StatusConflict}, DefaultStatus: http.StatusCreated,
	}, func(ctx context.Context, m org.Member, in *newFieldInput) (*body[ContactField], error) {
		f, err := s.Center.CreateField(ctx, m, desk.Field{
			Name: in.Body.Name, Type: desk.FieldType(in.Body.Type), Choices: in.Body.Choices, Required: in.Body.Required, Unique: in.Body.Unique,
		})
		return &body[ContactField]{fieldOf(f)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "change-field", Method: http.MethodPut, Path: "/api/settings/fields/{id}", Tags: []string{tagSettings}, Summary: "Change a custom field",
		Errors: []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusConflict},
	}, func(ctx context.Context, m org.Member, in *fieldChangeInput) (*body[ContactField], error) {
		f, err := s.Center.ChangeField(ctx, m, desk.FieldID(in.ID), desk.Field{
			Name: in.Body.Name, Choices: in.Body.Choices, Required: in.Body.Required, Position: in.Body.Position, Version: in.Body.Version,
		})
		return &body[ContactField]{fieldOf(f)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "delete-field", Method: http.MethodDelete, Path: "/api/settings/fields/{id}", Tags: []string{tagSettings}, Summary: "Delete a custom field and its values",
		Errors: []int{http.StatusForbidden, http.StatusNotFound}, DefaultStatus: http.StatusNoContent,
	}, func(ctx context.Context, m org.Member, in *PathID) (*none, error) {
		return nil, s.Center.DeleteField(ctx, m, desk.FieldID(in.ID))
	})
}

func fieldOf(f desk.Field) ContactField {
	return ContactField{
		ID: string(f.ID), Name: f.Name, Type: string(f.Type), Choices: each(f.Choices, func(c string) string { return c }),
		Required: f.Required, Unique: f.Unique, Position: f.Position, Version: f.Version,
	}
}
