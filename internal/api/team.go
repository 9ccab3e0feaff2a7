package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/org"
)

// Person is a user by name.
type Person struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// PersonList is all of them: a team is small.
type PersonList struct {
	Items []Person `json:"items" nullable:"false"`
}

// Account is a WhatsApp number of the workspace.
type Account struct {
	ID             string `json:"id"`
	Name           string `json:"name" example:"Aurora Atendimento"`
	Phone          string `json:"phone" example:"551140028922" doc:"Digits with country code."`
	Status         string `json:"status" enum:"connected,disconnected"`
	CallingEnabled bool   `json:"callingEnabled"`
	Operator       bool   `json:"operator" doc:"Whether the signed-in user is a call operator of it."`

	CallIconHidden     bool          `json:"callIconHidden" doc:"Customers see no call icon. They can still call from their call log or a link."`
	CallbackPermission bool          `json:"callbackPermission" doc:"A customer's call allows calls to them for 7 days."`
	Restrictions       []Restriction `json:"restrictions" nullable:"false" doc:"What Meta has paused for low quality, and the warnings before it, while they are in force."`
}

// Restriction is a pause of calling, or the warning before it.
type Restriction struct {
	Kind        string `json:"kind" enum:"business_calls,customer_calls,call_button" doc:"business_calls: calls and call requests to customers. customer_calls: calls from customers. call_button: customers see no call button."`
	Warning     bool   `json:"warning" doc:"Nothing is paused yet."`
	Reason      string `json:"reason,omitempty" example:"low quality feedback" doc:"In Meta's words."`
	Remediation string `json:"remediation,omitempty" doc:"What would help, in Meta's words."`
	Since       Time   `json:"since" doc:"When it became known here."`
	Until       Time   `json:"until,omitzero" doc:"When it ends by itself; absent when Meta has not said."`
}

// AccountList is all that the user sees.
type AccountList struct {
	Items []Account `json:"items" nullable:"false"`
}

func (s *Server) teamOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "list-users", Method: http.MethodGet, Path: "/api/users", Tags: []string{tagTeam}, Summary: "The people of the workspace",
	}, func(ctx context.Context, m org.Member, _ *none) (*body[PersonList], error) {
		users, err := s.Center.Users(ctx, m)
		return &body[PersonList]{PersonList{each(users, func(u org.User) Person { return *personOf(&u) })}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "list-department-names", Method: http.MethodGet, Path: "/api/departments", Tags: []string{tagTeam}, Summary: "The departments of the workspace, by name",
	}, func(ctx context.Context, m org.Member, _ *none) (*body[DepartmentNames], error) {
		list, err := s.Center.DepartmentNames(ctx, m)
		return &body[DepartmentNames]{DepartmentNames{each(list, departmentName)}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "list-accounts", Method: http.MethodGet, Path: "/api/accounts", Tags: []string{tagTeam}, Summary: "The WhatsApp accounts that the user sees",
	}, func(ctx context.Context, m org.Member, _ *none) (*body[AccountList], error) {
		accounts, err := s.Center.Accounts(ctx, m)
		return &body[AccountList]{AccountList{each(accounts, func(a org.Account) Account { return s.accountOf(m, a) })}}, err
	})
}

func (s *Server) accountOf(m org.Member, a org.Account) Account {
	return Account{
		ID: string(a.ID), Name: a.Name, Phone: a.DisplayPhone, Status: string(a.Status),
		CallingEnabled: a.CallingEnabled, Operator: m.Operates(a),
		CallIconHidden: a.Calling.IconHidden, CallbackPermission: a.Calling.Callback,
		Restrictions: s.restrictionsOf(a.Calling),
	}
}

// restrictionsOf lists what is restricted now.
func (s *Server) restrictionsOf(c org.Calling) []Restriction {
	return each(c.InForce(s.now()), func(r org.Restriction) Restriction {
		return Restriction{
			Kind: string(r.Kind), Warning: r.Warning, Reason: r.Reason, Remediation: r.Remediation,
			Since: Time{r.Since}, Until: Time{r.Until},
		}
	})
}

// personOf names a user; nil for nobody.
func personOf(u *org.User) *Person {
	if u == nil {
		return nil
	}
	return &Person{ID: string(u.ID), Name: u.Name}
}

// each turns a list into what the API shows of it; never nil, so that JSON has [].
func each[T, U any](list []T, show func(T) U) []U {
	out := make([]U, len(list))
	for i, v := range list {
		out[i] = show(v)
	}
	return out
}
