package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/org"
)

// Conversation is one service of one contact on one account.
type Conversation struct {
	ID         string              `json:"id"`
	AccountID  string              `json:"accountId"`
	Contact    ConversationContact `json:"contact"`
	State      string              `json:"state" enum:"waiting,in_service,closed"`
	Attendant  *Person             `json:"attendant,omitempty" doc:"Who took it; absent while it waits."`
	Department *DepartmentName     `json:"department,omitempty" doc:"Whom it waits for; absent where anybody who sees the account may take it."`
	WindowEnds Time                `json:"windowEnds,omitzero" doc:"When the service window closes; absent when it never opened."`
	LastAt     Time                `json:"lastAt" doc:"Of its newest entry."`
	Preview    string              `json:"preview" doc:"Its newest text, shortened."`
	Unread     int                 `json:"unread"`
	Version    int64               `json:"version"`
}

// DepartmentName names a department.
type DepartmentName struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// DepartmentNames names departments.
type DepartmentNames struct {
	Items []DepartmentName `json:"items" nullable:"false"`
}

func departmentName(d org.Department) DepartmentName { return DepartmentName{string(d.ID), d.Name} }

// ConversationContact is what a list of services shows of the contact.
type ConversationContact struct {
	ID           string   `json:"id"`
	DisplayName  string   `json:"displayName"`
	WhatsAppName string   `json:"whatsAppName"`
	Phone        string   `json:"phone"`
	DoNotContact *Shunned `json:"doNotContact,omitempty" doc:"Present where they do not want to be contacted."`
}

// ConversationPage is a page of services.
type ConversationPage struct {
	Items []Conversation `json:"items" nullable:"false"`
	Next  string         `json:"next" doc:"Empty on the last page."`
}

// ConversationList is the services of one contact.
type ConversationList struct {
	Items []Conversation `json:"items" nullable:"false"`
}

type conversationsInput struct {
	State      []string `query:"state" enum:"waiting,in_service,closed" nullable:"false" doc:"One or more, with commas between; absent for all."`
	Mine       bool     `query:"mine" doc:"Only those that the user has."`
	Account    string   `query:"accountId" doc:"Only those on this account."`
	Department string   `query:"departmentId" doc:"Only those that wait for this department or were handed to it, and those of its members that were handed to none."`
	Attendant  string   `query:"attendantId" doc:"Only those that this user has."`
	Unread     bool     `query:"unread" doc:"Only those with something to read."`
	Closing    bool     `query:"closing" doc:"Only those whose service window ends within 2 hours."`
	Search     string   `query:"search" maxLength:"200" doc:"Part of the contact's name or number."`
	Paging
}

func (s *Server) conversationOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "list-conversations", Method: http.MethodGet, Path: "/api/conversations", Tags: []string{tagServices}, Summary: "Services, the newest entry first",
		Errors: []int{http.StatusBadRequest},
	}, func(ctx context.Context, m org.Member, in *conversationsInput) (*body[ConversationPage], error) {
		q := desk.ConversationQuery{
			States: each(in.State, func(s string) desk.State { return desk.State(s) }), Of: org.UserID(in.Attendant),
			Department: org.DepartmentID(in.Department), Unread: in.Unread, Search: in.Search, After: in.After, Limit: in.Limit,
		}
		if in.Account != "" {
			q.Accounts = []org.AccountID{org.AccountID(in.Account)}
		}
		if in.Closing {
			q = q.ClosingSoon(s.now())
		}
		if in.Mine {
			q.Of = m.User.ID
		}
		page, err := s.Center.Conversations(ctx, m, q)
		return &body[ConversationPage]{ConversationPage{Items: each(page.Items, conversationOf), Next: page.Next}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "get-conversation", Method: http.MethodGet, Path: "/api/conversations/{id}", Tags: []string{tagServices}, Summary: "One service",
		Errors: []int{http.StatusNotFound},
	}, func(ctx context.Context, m org.Member, in *PathID) (*body[Conversation], error) {
		v, err := s.Center.Conversation(ctx, m, desk.ConversationID(in.ID))
		return &body[Conversation]{conversationOf(v)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "mark-conversation-read", Method: http.MethodPost, Path: "/api/conversations/{id}/read", Tags: []string{tagServices}, Summary: "Mark a service as read",
		Description: "Here, and at Meta, so that the contact sees it.",
		Errors:      []int{http.StatusNotFound}, DefaultStatus: http.StatusNoContent,
	}, func(ctx context.Context, m org.Member, in *PathID) (*none, error) {
		return nil, s.Center.MarkRead(ctx, m, desk.ConversationID(in.ID))
	})
}

func conversationOf(v center.ConversationView) Conversation {
	out := Conversation{
		ID: string(v.ID), AccountID: string(v.AccountID), State: string(v.State), Attendant: personOf(v.Attendant),
		Contact: ConversationContact{
			ID: string(v.ContactID), DisplayName: v.Contact.DisplayName(), WhatsAppName: v.Contact.WhatsAppName, Phone: v.Contact.Phone, DoNotContact: shunnedOf(v.Contact),
		},
		WindowEnds: Time{v.WindowEnds()}, LastAt: Time{v.LastAt}, Preview: v.Preview, Unread: v.Unread, Version: v.Version,
	}
	if d := v.Department; d != nil {
		name := departmentName(*d)
		out.Department = &name
	}
	return out
}
