package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/center"
	"ramal/internal/org"
)

// User is a person who signs in, as administrators see them.
type User struct {
	ID           string   `json:"id"`
	Name         string   `json:"name"`
	Email        string   `json:"email"`
	Language     string   `json:"language" enum:"en,pt-BR,es"`
	Admin        bool     `json:"admin"`
	Blocked      bool     `json:"blocked" doc:"Cannot sign in, and takes no seat."`
	SecondFactor bool     `json:"secondFactor" doc:"Whether they sign in with one."`
	Extension    string   `json:"extension" doc:"Under which colleagues reach them; may be empty."`
	Departments  []string `json:"departments" nullable:"false" doc:"Ids of departments."`
	CreatedAt    Time     `json:"createdAt"`
	Version      int64    `json:"version"`
}

// Invitation is a link by which somebody may choose a password.
type Invitation struct {
	ID          string   `json:"id"`
	UserID      string   `json:"userId,omitempty" doc:"Of the user who gets a new password; absent for a new person."`
	Name        string   `json:"name"`
	Email       string   `json:"email"`
	Language    string   `json:"language" enum:"en,pt-BR,es"`
	Admin       bool     `json:"admin"`
	Departments []string `json:"departments" nullable:"false"`
	ExpiresAt   Time     `json:"expiresAt"`
	Expired     bool     `json:"expired"`
}

// Team is the people of a workspace.
type Team struct {
	Users       []User       `json:"users" nullable:"false"`
	Invitations []Invitation `json:"invitations" nullable:"false"`
	Seats       int          `json:"seats" doc:"That the plan has; 0 is no limit."`
	Taken       int          `json:"taken" doc:"By users who are not blocked, and by open invitations of new people."`
}

// NewInvitation is an invitation with its token, which is shown this once.
type NewInvitation struct {
	Invitation Invitation `json:"invitation"`
	Token      string     `json:"token" doc:"Of the link: behind the # of /invitation, so that no server writes it down."`
}

// NewPerson is somebody to invite.
type NewPerson struct {
	Name        string   `json:"name" example:"Diego Alves"`
	Email       string   `json:"email" example:"diego@aurora.example"`
	Language    string   `json:"language" example:"pt-BR" doc:"en, pt-BR or es."`
	Admin       bool     `json:"admin,omitempty"`
	Departments []string `json:"departments,omitempty" nullable:"false"`
}

// UserChange is what to change; what is absent stays.
type UserChange struct {
	Name        *string   `json:"name,omitempty"`
	Email       *string   `json:"email,omitempty"`
	Language    *string   `json:"language,omitempty"`
	Extension   *string   `json:"extension,omitempty"`
	Admin       *bool     `json:"admin,omitempty"`
	Blocked     *bool     `json:"blocked,omitempty"`
	Departments *[]string `json:"departments,omitempty"`
	Version     int64     `json:"version" doc:"Of the user as it was read."`
}

type (
	newPersonInput  struct{ Body NewPerson }
	userChangeInput struct {
		PathID
		Body UserChange
	}
)

func (s *Server) userOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "get-team", Method: http.MethodGet, Path: "/api/settings/users", Tags: []string{tagSettings}, Summary: "Users, invitations and seats",
		Errors: []int{http.StatusForbidden},
	}, func(ctx context.Context, m org.Member, _ *none) (*body[Team], error) {
		t, err := s.Center.Team(ctx, m)
		return &body[Team]{Team{
			Users: each(t.Users, userOf), Invitations: each(t.Invitations, invitationOf), Seats: m.Workspace.Plan.Seats, Taken: t.Taken,
		}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "change-user", Method: http.MethodPatch, Path: "/api/settings/users/{id}", Tags: []string{tagSettings}, Summary: "Change a user",
		Description: "Blocking ends their sessions at once. Nobody blocks or demotes themselves. Refused with conflict when somebody else changed the user since it was read, and when the plan has no seat left.",
		Errors:      []int{http.StatusBadRequest, http.StatusNotFound, http.StatusConflict},
	}, func(ctx context.Context, m org.Member, in *userChangeInput) (*body[User], error) {
		u, err := s.Center.ChangeUser(ctx, m, org.UserID(in.ID), userChange(in.Body))
		return &body[User]{userOf(u)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "offer-password", Method: http.MethodPost, Path: "/api/settings/users/{id}/password-link", Tags: []string{tagSettings}, Summary: "Make a link for a new password",
		Description: "For a user who lost theirs. Valid for 7 days, once; using it ends their sessions.",
		Errors:      []int{http.StatusNotFound, http.StatusConflict}, DefaultStatus: http.StatusCreated,
	}, func(ctx context.Context, m org.Member, in *PathID) (*body[NewInvitation], error) {
		i, token, err := s.Center.OfferPassword(ctx, m, org.UserID(in.ID))
		return &body[NewInvitation]{NewInvitation{invitationOf(i), token}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "invite", Method: http.MethodPost, Path: "/api/settings/invitations", Tags: []string{tagSettings}, Summary: "Invite somebody",
		Description: "The link is valid for 7 days, once. An earlier invitation to the address is replaced.",
		Errors:      []int{http.StatusBadRequest, http.StatusConflict}, DefaultStatus: http.StatusCreated,
	}, func(ctx context.Context, m org.Member, in *newPersonInput) (*body[NewInvitation], error) {
		b := in.Body
		i, token, err := s.Center.Invite(ctx, m, center.NewPerson{
			Name: b.Name, Email: b.Email, Language: b.Language, Admin: b.Admin, Departments: ids[org.DepartmentID](b.Departments),
		})
		return &body[NewInvitation]{NewInvitation{invitationOf(i), token}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "renew-invitation", Method: http.MethodPost, Path: "/api/settings/invitations/{id}/renew", Tags: []string{tagSettings}, Summary: "Give an invitation a new link",
		Errors: []int{http.StatusNotFound, http.StatusConflict}, DefaultStatus: http.StatusOK,
	}, func(ctx context.Context, m org.Member, in *PathID) (*body[NewInvitation], error) {
		i, token, err := s.Center.RenewInvitation(ctx, m, org.InvitationID(in.ID))
		return &body[NewInvitation]{NewInvitation{invitationOf(i), token}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "withdraw-invitation", Method: http.MethodDelete, Path: "/api/settings/invitations/{id}", Tags: []string{tagSettings}, Summary: "Take an invitation back",
		Errors: []int{http.StatusForbidden, http.StatusNotFound}, DefaultStatus: http.StatusNoContent,
	}, func(ctx context.Context, m org.Member, in *PathID) (*none, error) {
		return nil, s.Center.WithdrawInvitation(ctx, m, org.InvitationID(in.ID))
	})
}

func userChange(c UserChange) center.UserChange {
	change := center.UserChange{
		Name: c.Name, Email: c.Email, Language: c.Language, Extension: c.Extension, Admin: c.Admin, Blocked: c.Blocked, Version: c.Version,
	}
	if c.Departments != nil {
		list := ids[org.DepartmentID](*c.Departments)
		change.Departments = &list
	}
	return change
}

func userOf(u org.User) User {
	return User{
		ID: string(u.ID), Name: u.Name, Email: u.Email, Language: u.Language, Admin: u.Admin, Blocked: u.Blocked, SecondFactor: u.SecondFactor, Extension: u.Extension,
		Departments: texts(u.Departments), CreatedAt: Time{u.CreatedAt}, Version: u.Version,
	}
}

func invitationOf(i org.Invitation) Invitation {
	return Invitation{
		ID: string(i.ID), UserID: string(i.UserID), Name: i.Name, Email: i.Email, Language: i.Language, Admin: i.Admin,
		Departments: texts(i.Departments), ExpiresAt: Time{i.ExpiresAt}, Expired: !i.Open(time.Now()),
	}
}
