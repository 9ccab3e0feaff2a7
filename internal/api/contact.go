package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/fault"
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
	LastAt       Time              `json:"lastAt,omitzero" doc:"Of the newest entry in a service of theirs; absent where there is none."`
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
	Contacts int    `json:"contacts" doc:"500 stands for that many or more."`
}

// TagCounts are the tags of the workspace, by their words.
type TagCounts struct {
	Items []TagCount `json:"items" nullable:"false"`
}

// ContactNarrowing is by what the contact list is narrowed and ordered.
type ContactNarrowing struct {
	Search       string   `query:"search" maxLength:"200" doc:"Part of a name, a username or a number."`
	Tag          string   `query:"tag" maxLength:"40" doc:"Only those with this tag."`
	Mine         bool     `query:"mine" doc:"Only those that the user owns."`
	DoNotContact string   `query:"doNotContact" enum:"yes,no" doc:"Only those who do not want to be contacted, or only the others."`
	Reachable    string   `query:"reachable" enum:"yes,no" doc:"Only those with a WhatsApp number, or only the others."`
	Callable     bool     `query:"callable" doc:"Only those who let an account call now that the user sees."`
	Owner        string   `query:"ownerId" doc:"Only those that this user owns."`
	Values       []string `query:"field" maxItems:"5" nullable:"false" doc:"Only those with values of custom fields of the types choice and yes_no, each as the field's id, a colon and the value."`
	Sort         string   `query:"sort" enum:"name,-name,created,-created,last,-last" doc:"By name when absent; with a minus from the end. last is the newest entry in a service of theirs."`
}

type (
	contactsInput struct {
		ContactNarrowing
		Paging
	}
	newContactInput    struct{ Body NewContact }
	contactChangeInput struct {
		PathID
		Body ContactChange
	}
)

func (in ContactNarrowing) query(m org.Member) (desk.ContactQuery, error) {
	sort, backward := strings.CutPrefix(in.Sort, "-")
	q := desk.ContactQuery{
		Search: in.Search, Tag: in.Tag, Owner: org.UserID(in.Owner), Shunned: yesOrNo(in.DoNotContact), Reachable: yesOrNo(in.Reachable),
		Callable: in.Callable, Backward: backward,
	}
	if sort != "name" {
		q.Sort = desk.ContactSort(sort)
	}
	if in.Mine {
		q.Owner = m.User.ID
	}
	for _, v := range in.Values {
		id, value, is := strings.Cut(v, ":")
		if !is {
			return q, fault.New(fault.Invalid, "%q is not the id of a field, a colon and a value.", v).On("field")
		}
		q.Values = append(q.Values, desk.FieldValue{Field: desk.FieldID(id), Value: value})
	}
	return q, nil
}

// yesOrNo reads a filter that may be absent.
func yesOrNo(s string) *bool {
	if s == "" {
		return nil
	}
	return new(s == "yes")
}

func userIDs(ids []string) []org.UserID {
	if ids == nil {
		return nil
	}
	return each(ids, func(id string) org.UserID { return org.UserID(id) })
}

func (s *Server) contactOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "list-contacts", Method: http.MethodGet, Path: "/api/contacts", Tags: []string{tagContacts}, Summary: "Contacts",
		Errors: []int{http.StatusBadRequest, http.StatusForbidden},
	}, func(ctx context.Context, m org.Member, in *contactsInput) (*body[ContactPage], error) {
		q, err := in.query(m)
		if err != nil {
			return nil, err
		}
		q.After, q.Limit = in.After, in.Limit
		page, err := s.Center.Contacts(ctx, m, q)
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
		OperationID: "change-contacts", Method: http.MethodPost, Path: "/api/contacts/change", Tags: []string{tagContacts}, Summary: "Change several contacts at once",
		Description: "All or none.",
		Errors:      []int{http.StatusBadRequest, http.StatusForbidden},
	}, func(ctx context.Context, m org.Member, in *manyContactsInput) (*body[ManyChanged], error) {
		changed, err := s.Center.ChangeContacts(ctx, m, center.ManyContacts{
			IDs: each(in.Body.IDs, func(id string) desk.ContactID { return desk.ContactID(id) }),
			Add: in.Body.AddTags, Remove: in.Body.RemoveTags, Owners: userIDs(in.Body.Owners),
		})
		return &body[ManyChanged]{ManyChanged{each(changed, func(id desk.ContactID) string { return string(id) })}}, err
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

// ManyContacts is what to change of several contacts at once.
type ManyContacts struct {
	IDs        []string `json:"ids" nullable:"false" minItems:"1" maxItems:"200" doc:"Those that are not there any more are left out."`
	AddTags    []string `json:"addTags,omitempty"`
	RemoveTags []string `json:"removeTags,omitempty" doc:"Without regard to case."`
	Owners     []string `json:"owners,omitempty" doc:"Ids of users who may see them, in place of who was; an empty list lets everybody see them who sees contacts. Absent leaves them."`
}

// ManyChanged says which contacts were changed.
type ManyChanged struct {
	Items []string `json:"items" nullable:"false" doc:"Their ids."`
}

type manyContactsInput struct{ Body ManyContacts }

func contactOf(k desk.Contact) Contact {
	return Contact{
		Tags: each(k.Tags, func(t string) string { return t }), Owners: each(k.Owners, func(id org.UserID) string { return string(id) }),
		Fields: fieldsOf(k.Fields), DoNotContact: shunnedOf(k),
		ID: string(k.ID), Name: k.Name, DisplayName: k.DisplayName(), WhatsAppName: k.WhatsAppName, Username: k.Username,
		WaID: k.WaID, BSUID: k.BSUID, Phone: k.Phone, LastAt: Time{k.LastAt}, CreatedAt: Time{k.CreatedAt}, UpdatedAt: Time{k.UpdatedAt}, Version: k.Version,
	}
}

func shunnedOf(k desk.Contact) *Shunned {
	if k.Shunned == nil {
		return nil
	}
	return &Shunned{Time{k.Shunned.At}, string(k.Shunned.By), k.Shunned.Reason}
}
