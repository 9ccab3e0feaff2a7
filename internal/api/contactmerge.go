package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/desk"
	"ramal/internal/org"
)

// ContactList is some contacts.
type ContactList struct {
	Items []Contact `json:"items" nullable:"false"`
}

// DuplicatePage is a page of contacts that may be one person.
type DuplicatePage struct {
	Items []ContactList `json:"items" nullable:"false" doc:"Each a group that has the same number or name, as they were written down, 20 at most."`
	Next  string        `json:"next" doc:"Empty on the last page."`
}

// MergePlan is what merging two contacts would make of them.
type MergePlan struct {
	Contact    Contact `json:"contact" doc:"What would become of the one that stays."`
	Gone       Contact `json:"gone" doc:"The other, as it is."`
	SamePerson bool    `json:"samePerson" doc:"Whether the two can be one person at WhatsApp. Otherwise the number of the other is lost with what it allowed: whoever writes from there is a new contact."`
}

// ContactMerge says which contact goes into this one.
type ContactMerge struct {
	ID          string `json:"id" doc:"Of the contact that goes."`
	Version     int64  `json:"version" doc:"Of the contact that stays, as it was read."`
	GoneVersion int64  `json:"goneVersion" doc:"Of the contact that goes, as it was read."`
}

type (
	mergePlanInput struct {
		PathID
		With string `query:"with" required:"true" doc:"The id of the contact that would go."`
	}
	duplicatesInput struct {
		By string `query:"by" enum:"number,name" default:"number" doc:"What they have in common: the number in any of its forms, or the name."`
		Paging
	}
	mergeInput struct {
		PathID
		Body ContactMerge
	}
)

func (s *Server) contactMergeOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "list-contact-twins", Method: http.MethodGet, Path: "/api/contacts/{id}/twins", Tags: []string{tagContacts}, Summary: "Contacts that may be the same person",
		Description: "Those with the contact's number in any of its forms, such as with and without Brazil's ninth digit, and those with its name; 20 at most.",
		Errors:      []int{http.StatusForbidden, http.StatusNotFound},
	}, func(ctx context.Context, m org.Member, in *PathID) (*body[ContactList], error) {
		list, err := s.Center.Twins(ctx, m, desk.ContactID(in.ID))
		return &body[ContactList]{ContactList{each(list, contactOf)}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "list-duplicates", Method: http.MethodGet, Path: "/api/duplicates", Tags: []string{tagContacts}, Summary: "Contacts that may be one person, in groups",
		Errors: []int{http.StatusBadRequest, http.StatusForbidden},
	}, func(ctx context.Context, m org.Member, in *duplicatesInput) (*body[DuplicatePage], error) {
		page, err := s.Center.Duplicates(ctx, m, desk.DuplicateBy(in.By), in.After, in.Limit)
		groups := each(page.Items, func(list []desk.Contact) ContactList { return ContactList{each(list, contactOf)} })
		return &body[DuplicatePage]{DuplicatePage{groups, page.Next}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "plan-contact-merge", Method: http.MethodGet, Path: "/api/contacts/{id}/merge", Tags: []string{tagContacts}, Summary: "What merging another contact into one would make",
		Errors: []int{http.StatusForbidden, http.StatusNotFound, http.StatusConflict},
	}, func(ctx context.Context, m org.Member, in *mergePlanInput) (*body[MergePlan], error) {
		p, err := s.Center.PlanMerge(ctx, m, desk.ContactID(in.ID), desk.ContactID(in.With))
		return &body[MergePlan]{MergePlan{contactOf(p.Result), contactOf(p.Gone), p.Same}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "merge-contact", Method: http.MethodPost, Path: "/api/contacts/{id}/merge", Tags: []string{tagContacts}, Summary: "Merge another contact into one",
		Description: "Services, calls, deals, notes and authorizations of the other go to the one that stays, whose own word counts where both say something; " +
			"two open services on an account become one. It cannot be undone. The old id stays good: it stands for the contact that stays.",
		Errors: []int{http.StatusForbidden, http.StatusNotFound, http.StatusConflict},
	}, func(ctx context.Context, m org.Member, in *mergeInput) (*body[Contact], error) {
		k, err := s.Center.MergeContacts(ctx, m, desk.ContactID(in.ID), desk.ContactID(in.Body.ID), in.Body.Version, in.Body.GoneVersion)
		return &body[Contact]{contactOf(k)}, err
	})
}
