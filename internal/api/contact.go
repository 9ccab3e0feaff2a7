package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/org"
)

// Contact is a person outside.
type Contact struct {
	ID           string `json:"id"`
	Name         string `json:"name" doc:"As the team wrote it; may be empty."`
	DisplayName  string `json:"displayName" doc:"What to show: the name, else WhatsApp's, else the username, else the number."`
	WhatsAppName string `json:"whatsAppName" doc:"The profile name that WhatsApp sent; may be empty."`
	Username     string `json:"username" doc:"The WhatsApp username without @; may be empty."`
	WaID         string `json:"waId" doc:"WhatsApp's own form of the number; may be empty."`
	BSUID        string `json:"bsuid" doc:"WhatsApp's business-scoped user id; may be empty."`
	Phone        string `json:"phone" example:"5511999990001" doc:"Digits with country code; may be empty."`
	CreatedAt    Time   `json:"createdAt"`
	UpdatedAt    Time   `json:"updatedAt"`
	Version      int64  `json:"version" doc:"Goes up with each change; give it back to change the contact."`
}

// ContactPage is a page of contacts.
type ContactPage struct {
	Items []Contact `json:"items" nullable:"false"`
	Next  string    `json:"next" doc:"Empty on the last page."`
}

// NewContact is a person to write down.
type NewContact struct {
	Name  string `json:"name" example:"Bruno Lima" doc:"May be empty when there is a phone."`
	Phone string `json:"phone" example:"+55 11 99999-0002" doc:"As people write it; may be empty."`
}

// ContactChange is what to change; what is absent stays.
type ContactChange struct {
	Name    *string `json:"name,omitempty"`
	Phone   *string `json:"phone,omitempty"`
	Version int64   `json:"version" doc:"Of the contact as it was read."`
}

type (
	contactsInput struct {
		Search string `query:"search" maxLength:"200" doc:"Part of a name, a username or a number."`
		Paging
	}
	newContactInput    struct{ Body NewContact }
	contactChangeInput struct {
		PathID
		Body ContactChange
	}
)

func (s *Server) contactOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "list-contacts", Method: http.MethodGet, Path: "/api/contacts", Tags: []string{tagContacts}, Summary: "Contacts by name",
		Errors: []int{http.StatusBadRequest, http.StatusForbidden},
	}, func(ctx context.Context, m org.Member, in *contactsInput) (*body[ContactPage], error) {
		page, err := s.Center.Contacts(ctx, m, desk.ContactQuery{Search: in.Search, After: in.After, Limit: in.Limit})
		return &body[ContactPage]{ContactPage{Items: each(page.Items, contactOf), Next: page.Next}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "create-contact", Method: http.MethodPost, Path: "/api/contacts", Tags: []string{tagContacts}, Summary: "Write down a contact",
		Errors: []int{http.StatusBadRequest, http.StatusForbidden, http.StatusConflict}, DefaultStatus: http.StatusCreated,
	}, func(ctx context.Context, m org.Member, in *newContactInput) (*body[Contact], error) {
		k, err := s.Center.CreateContact(ctx, m, in.Body.Name, in.Body.Phone)
		return &body[Contact]{contactOf(k)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "get-contact", Method: http.MethodGet, Path: "/api/contacts/{id}", Tags: []string{tagContacts}, Summary: "One contact",
		Errors: []int{http.StatusForbidden, http.StatusNotFound},
	}, func(ctx context.Context, m org.Member, in *PathID) (*body[Contact], error) {
		k, err := s.Center.Contact(ctx, m, desk.ContactID(in.ID))
		return &body[Contact]{contactOf(k)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "change-contact", Method: http.MethodPatch, Path: "/api/contacts/{id}", Tags: []string{tagContacts}, Summary: "Change a contact",
		Description: "Refused with conflict when somebody else changed it since it was read.",
		Errors:      []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusConflict},
	}, func(ctx context.Context, m org.Member, in *contactChangeInput) (*body[Contact], error) {
		k, err := s.Center.ChangeContact(ctx, m, desk.ContactID(in.ID), center.ContactChange(in.Body))
		return &body[Contact]{contactOf(k)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "list-conversations-of-contact", Method: http.MethodGet, Path: "/api/contacts/{id}/conversations", Tags: []string{tagContacts}, Summary: "The services of a contact, newest first",
		Errors: []int{http.StatusForbidden, http.StatusNotFound},
	}, func(ctx context.Context, m org.Member, in *PathID) (*body[ConversationList], error) {
		list, err := s.Center.ConversationsOf(ctx, m, desk.ContactID(in.ID))
		return &body[ConversationList]{ConversationList{each(list, conversationOf)}}, err
	})
}

func contactOf(k desk.Contact) Contact {
	return Contact{
		ID: string(k.ID), Name: k.Name, DisplayName: k.DisplayName(), WhatsAppName: k.WhatsAppName, Username: k.Username,
		WaID: k.WaID, BSUID: k.BSUID, Phone: k.Phone, CreatedAt: Time{k.CreatedAt}, UpdatedAt: Time{k.UpdatedAt}, Version: k.Version,
	}
}
