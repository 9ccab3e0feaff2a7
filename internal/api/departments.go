package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/center"
	"ramal/internal/org"
)

// Department carries people, the accounts that they may use and the permission groups that apply to them.
type Department struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Parent   string   `json:"parent,omitempty" doc:"The department above. What that has, this one has too."`
	Members  []string `json:"members" nullable:"false" doc:"Ids of users."`
	Accounts []string `json:"accounts" nullable:"false" doc:"Ids of accounts."`
	Groups   []string `json:"groups" nullable:"false" doc:"Ids of permission groups."`
	Version  int64    `json:"version"`
}

// DepartmentList is all of them, by name.
type DepartmentList struct {
	Items []Department `json:"items" nullable:"false"`
}

// DepartmentEdit is a department as it shall be.
type DepartmentEdit struct {
	Name     string   `json:"name" example:"Service desk"`
	Parent   string   `json:"parent,omitempty"`
	Members  []string `json:"members" nullable:"false"`
	Accounts []string `json:"accounts" nullable:"false"`
	Groups   []string `json:"groups" nullable:"false"`
	Version  int64    `json:"version,omitempty" doc:"Of the department as it was read; none for a new one."`
}

type (
	departmentInput       struct{ Body DepartmentEdit }
	departmentChangeInput struct {
		PathID
		Body DepartmentEdit
	}
)

func (s *Server) departmentOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "list-departments", Method: http.MethodGet, Path: "/api/settings/departments", Tags: []string{tagSettings}, Summary: "Departments with their members",
		Errors: []int{http.StatusForbidden},
	}, func(ctx context.Context, m org.Member, _ *none) (*body[DepartmentList], error) {
		all, err := s.Center.Departments(ctx, m)
		return &body[DepartmentList]{DepartmentList{each(all, departmentOf)}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "create-department", Method: http.MethodPost, Path: "/api/settings/departments", Tags: []string{tagSettings}, Summary: "Make a department",
		Errors: []int{http.StatusBadRequest, http.StatusConflict}, DefaultStatus: http.StatusCreated,
	}, func(ctx context.Context, m org.Member, in *departmentInput) (*body[Department], error) {
		d, err := s.Center.CreateDepartment(ctx, m, departmentEdit(in.Body))
		return &body[Department]{departmentOf(d)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "change-department", Method: http.MethodPut, Path: "/api/settings/departments/{id}", Tags: []string{tagSettings}, Summary: "Change a department and its members",
		Description: "It counts at once. Refused with conflict when somebody else changed it since it was read.",
		Errors:      []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusConflict},
	}, func(ctx context.Context, m org.Member, in *departmentChangeInput) (*body[Department], error) {
		d, err := s.Center.ChangeDepartment(ctx, m, org.DepartmentID(in.ID), departmentEdit(in.Body))
		return &body[Department]{departmentOf(d)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "delete-department", Method: http.MethodDelete, Path: "/api/settings/departments/{id}", Tags: []string{tagSettings}, Summary: "Delete a department",
		Description: "Its people stay. One with sub-departments is refused with conflict.",
		Errors:      []int{http.StatusForbidden, http.StatusNotFound, http.StatusConflict}, DefaultStatus: http.StatusNoContent,
	}, func(ctx context.Context, m org.Member, in *PathID) (*none, error) {
		return nil, s.Center.DeleteDepartment(ctx, m, org.DepartmentID(in.ID))
	})
}

func departmentEdit(e DepartmentEdit) center.DepartmentEdit {
	return center.DepartmentEdit{
		Name: e.Name, Parent: org.DepartmentID(e.Parent), Members: ids[org.UserID](e.Members), Accounts: ids[org.AccountID](e.Accounts),
		Groups: ids[org.GroupID](e.Groups), Version: e.Version,
	}
}

func departmentOf(d center.DepartmentView) Department {
	return Department{
		ID: string(d.ID), Name: d.Name, Parent: string(d.Parent), Members: texts(d.Members), Accounts: texts(d.Accounts),
		Groups: texts(d.Groups), Version: d.Version,
	}
}
