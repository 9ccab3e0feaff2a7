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
	ID           string            `json:"id"`
	Name         string            `json:"name" doc:"As the team wrote it; may be empty."`
	DisplayName  string            `json:"displayName" doc:"What to show: the name, else WhatsApp's, else the username, else the number."`
	WhatsAppName string            `json:"whatsAppName" doc:"The profile name that WhatsApp sent; may be empty."`
	Username     string            `json:"username" doc:"The WhatsApp username without @; may be empty."`
	WaID         string            `json:"waId" doc:"WhatsApp's own form of the number; may be empty."`
	BSUID        string            `json:"bsuid" doc:"WhatsApp's business-scoped user id; may be empty."`
	Phone        string            `json:"phone" example:"5511999990001" doc:"Digits with country code; may be empty."`
	Tags         []string          `json:"tags" nullable:"false"`
	Fields       map[string]string `json:"fields" nullable:"false" doc:"Values of custom fields by their ids. GET /api/fields says what they are."`
	Owners       []string          `json:"owners" nullable:"false" doc:"Ids of the users who may see the contact, beside administrators; empty where everybody may who sees contacts."`
	DoNotContact *Shunned          `json:"doNotContact,omitempty" doc:"Present where they do not want to be contacted: no call, no call request and no template goes to them."`
	CreatedAt    Time              `json:"createdAt"`
	UpdatedAt    Time              `json:"updatedAt"`
	Version      int64             `json:"version" doc:"Goes up with each change; give it back to change the contact."`
}

// ContactPage is a page of contacts.
type ContactPage struct {
	Items []Contact `json:"items" nullable:"false"`
	Next  string    `json:"next" doc:"Empty on the last page."`
}

// NewContact is a person to write down.
type NewContact struct {
	Name   string            `json:"name" example:"Bruno Lima" doc:"May be empty when there is a phone."`
	Phone  string            `json:"phone" example:"+55 11 99999-0002" doc:"As people write it; may be empty."`
	Tags   []string          `json:"tags,omitempty"`
	Fields map[string]string `json:"fields,omitempty" doc:"Values of custom fields by their ids, as people write them."`
	Owners []string          `json:"owners,omitempty" doc:"Ids of the users who may see the contact, beside administrators; absent for everybody who sees contacts."`
}

// ContactChange is what to change; what is absent stays.
type ContactChange struct {
	Name         *string           `json:"name,omitempty"`
	Phone        *string           `json:"phone,omitempty"`
	Tags         []string          `json:"tags,omitempty"`
	Fields       map[string]string `json:"fields,omitempty" doc:"Only those that are to change; an empty value takes one away."`
	Owners       []string          `json:"owners,omitempty" doc:"Ids of users; an empty list lets everybody see the contact who sees contacts."`
	DoNotContact *bool             `json:"doNotContact,omitempty"`
	Reason       string            `json:"reason,omitempty" doc:"Why they are not to be contacted."`
	Version      int64             `json:"version" doc:"Of the contact as it was read."`
}

// Shunned is that a contact does not want to be contacted.
type Shunned struct {
	At     Time   `json:"at"`
	By     string `json:"by" doc:"The id of the user who noted it."`
	Reason string `json:"reason" doc:"May be empty."`
}

// TagCount is a tag with how many contacts have it.
type TagCount struct {
	Tag      string `json:"tag"`
	Contacts int    `json:"contacts"`
}

// TagCounts are the tags of the workspace, by their words.
type TagCounts struct {
	Items []TagCount `json:"items" nullable:"false"`
}

type (
	contactsInput struct {
		Search       string `query:"search" maxLength:"200" doc:"Part of a name, a username or a number."`
		Tag          string `query:"tag" maxLength:"40" doc:"Only those with this tag."`
		Mine         bool   `query:"mine" doc:"Only those that the user owns."`
		DoNotContact string `query:"doNotContact" enum:"yes,no" doc:"Only those who do not want to be contacted, or only the others."`
		Sort         string `query:"sort" enum:"name,newest" doc:"By name when absent."`
		Paging
	}
	newContactInput    struct{ Body NewContact }
	contactChangeInput struct {
		PathID
		Body ContactChange
	}
)

func (in contactsInput) query(m org.Member) desk.ContactQuery {
	q := desk.ContactQuery{Search: in.Search, Tag: in.Tag, Newest: in.Sort == "newest", After: in.After, Limit: in.Limit}
	if in.Mine {
		q.Owner = m.User.ID
	}
	if in.DoNotContact != "" {
		q.Shunned = new(in.DoNotContact == "yes")
	}
	return q
}

func userIDs(ids []string) []org.UserID {
	if ids == nil {
		return nil
	}
	return each(ids, func(id string) org.UserID { return org.UserID(id) })
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

func (s *Server) contactOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "list-contacts", Method: http.MethodGet, Path: "/api/contacts", Tags: []string{tagContacts}, Summary: "Contacts by name",
		Errors: []int{http.StatusBadRequest, http.StatusForbidden},
	}, func(ctx context.Context, m org.Member, in *contactsInput) (*body[ContactPage], error) {
		page, err := s.Center.Contacts(ctx, m, in.query(m))
		return &body[ContactPage]{ContactPage{Items: each(page.Items, contactOf), Next: page.Next}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "list-tags", Method: http.MethodGet, Path: "/api/tags", Tags: []string{tagContacts}, Summary: "The tags of contacts",
		Errors: []int{http.StatusForbidden},
	}, func(ctx context.Context, m org.Member, _ *none) (*body[TagCounts], error) {
		list, err := s.Center.Tags(ctx, m)
		return &body[TagCounts]{TagCounts{each(list, func(t desk.TagCount) TagCount { return TagCount(t) })}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "create-contact", Method: http.MethodPost, Path: "/api/contacts", Tags: []string{tagContacts}, Summary: "Write down a contact",
		Errors: []int{http.StatusBadRequest, http.StatusForbidden, http.StatusConflict}, DefaultStatus: http.StatusCreated,
	}, func(ctx context.Context, m org.Member, in *newContactInput) (*body[Contact], error) {
		k, err := s.Center.CreateContact(ctx, m, center.ContactRecord{
			Name: &in.Body.Name, Phone: &in.Body.Phone, Tags: in.Body.Tags, Fields: fieldValues(in.Body.Fields), Owners: userIDs(in.Body.Owners),
		})
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
		k, err := s.Center.ChangeContact(ctx, m, desk.ContactID(in.ID), center.ContactRecord{
			Name: in.Body.Name, Phone: in.Body.Phone, Tags: in.Body.Tags, Fields: fieldValues(in.Body.Fields), Owners: userIDs(in.Body.Owners),
			Shunned: in.Body.DoNotContact, Reason: in.Body.Reason, Version: in.Body.Version,
		})
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
	c := Contact{
		Tags: each(k.Tags, func(t string) string { return t }), Owners: each(k.Owners, func(id org.UserID) string { return string(id) }),
		Fields: map[string]string{},
		ID:     string(k.ID), Name: k.Name, DisplayName: k.DisplayName(), WhatsAppName: k.WhatsAppName, Username: k.Username,
		WaID: k.WaID, BSUID: k.BSUID, Phone: k.Phone, CreatedAt: Time{k.CreatedAt}, UpdatedAt: Time{k.UpdatedAt}, Version: k.Version,
	}
	for id, v := range k.Fields {
		c.Fields[string(id)] = v
	}
	if s := k.Shunned; s != nil {
		c.DoNotContact = &Shunned{Time{s.At}, string(s.By), s.Reason}
	}
	return c
}
