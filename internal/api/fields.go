package api

import (
	"cmp"
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/desk"
	"ramal/internal/org"
)

// CustomField is a custom field of contacts or of deals.
type CustomField struct {
	ID       string   `json:"id"`
	Of       string   `json:"of" enum:"contact,deal"`
	Name     string   `json:"name" example:"CPF"`
	Type     string   `json:"type" enum:"text,number,date,choice,yes_no,phone,email,url"`
	Choices  []string `json:"choices" nullable:"false" doc:"Of a choice."`
	Required bool     `json:"required" doc:"Whether people have to fill it in; what WhatsApp brings may miss it."`
	Unique   bool     `json:"unique" doc:"Whether no two contacts, or no two deals, may have the same value."`
	Position int      `json:"position" doc:"Its place among the others."`
	Version  int64    `json:"version" doc:"Goes up with each change; give it back to change the field."`
}

// CustomFields are the custom fields in their order.
type CustomFields struct {
	Items []CustomField `json:"items" nullable:"false"`
}

// NewCustomField is a custom field to define.
type NewCustomField struct {
	Of       string   `json:"of,omitempty" enum:"contact,deal" doc:"Of contacts when absent."`
	Name     string   `json:"name"`
	Type     string   `json:"type" enum:"text,number,date,choice,yes_no,phone,email,url"`
	Choices  []string `json:"choices,omitempty"`
	Required bool     `json:"required,omitempty"`
	Unique   bool     `json:"unique,omitempty"`
}

// CustomFieldChange is a custom field as it is to be. What it is of stays, its type, and whether its values are unique.
type CustomFieldChange struct {
	Name     string   `json:"name"`
	Choices  []string `json:"choices,omitempty"`
	Required bool     `json:"required"`
	Position int      `json:"position"`
	Version  int64    `json:"version" doc:"Of the field as it was read."`
}

type (
	fieldsInput struct {
		Of string `query:"of" enum:"contact,deal" doc:"Of contacts when absent."`
	}
	newFieldInput    struct{ Body NewCustomField }
	fieldChangeInput struct {
		PathID
		Body CustomFieldChange
	}
)

func (s *Server) fieldOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "list-fields", Method: http.MethodGet, Path: "/api/fields", Tags: []string{tagContacts}, Summary: "The custom fields of contacts, or of deals",
	}, func(ctx context.Context, m org.Member, in *fieldsInput) (*body[CustomFields], error) {
		list, err := s.Center.Fields(ctx, m, cmp.Or(desk.FieldOf(in.Of), desk.OfContact))
		return &body[CustomFields]{CustomFields{each(list, fieldOf)}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "create-field", Method: http.MethodPost, Path: "/api/settings/fields", Tags: []string{tagSettings}, Summary: "Define a custom field",
		Errors: []int{http.StatusBadRequest, http.StatusForbidden, http.StatusConflict}, DefaultStatus: http.StatusCreated,
	}, func(ctx context.Context, m org.Member, in *newFieldInput) (*body[CustomField], error) {
		f, err := s.Center.CreateField(ctx, m, desk.Field{
			Of: desk.FieldOf(in.Body.Of), Name: in.Body.Name, Type: desk.FieldType(in.Body.Type), Choices: in.Body.Choices, Required: in.Body.Required, Unique: in.Body.Unique,
		})
		return &body[CustomField]{fieldOf(f)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "change-field", Method: http.MethodPut, Path: "/api/settings/fields/{id}", Tags: []string{tagSettings}, Summary: "Change a custom field",
		Errors: []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusConflict},
	}, func(ctx context.Context, m org.Member, in *fieldChangeInput) (*body[CustomField], error) {
		f, err := s.Center.ChangeField(ctx, m, desk.FieldID(in.ID), desk.Field{
			Name: in.Body.Name, Choices: in.Body.Choices, Required: in.Body.Required, Position: in.Body.Position, Version: in.Body.Version,
		})
		return &body[CustomField]{fieldOf(f)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "delete-field", Method: http.MethodDelete, Path: "/api/settings/fields/{id}", Tags: []string{tagSettings}, Summary: "Delete a custom field and its values",
		Errors: []int{http.StatusForbidden, http.StatusNotFound}, DefaultStatus: http.StatusNoContent,
	}, func(ctx context.Context, m org.Member, in *PathID) (*none, error) {
		return nil, s.Center.DeleteField(ctx, m, desk.FieldID(in.ID))
	})
}

func fieldOf(f desk.Field) CustomField {
	return CustomField{
		ID: string(f.ID), Of: string(f.Of), Name: f.Name, Type: string(f.Type), Choices: each(f.Choices, func(c string) string { return c }),
		Required: f.Required, Unique: f.Unique, Position: f.Position, Version: f.Version,
	}
}

func fieldValues(values map[string]string) map[desk.FieldID]string {
	if values == nil {
		return nil
	}
	out := make(map[desk.FieldID]string, len(values))
	for id, v := range values {
		out[desk.FieldID(id)] = v
	}
	return out
}

func fieldsOf(values map[desk.FieldID]string) map[string]string {
	out := make(map[string]string, len(values))
	for id, v := range values {
		out[string(id)] = v
	}
	return out
}
