package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/center"
	"ramal/internal/org"
)

// PermissionNode is a place of the permission tree.
type PermissionNode struct {
	Path  string           `json:"path" example:"sac360.whatsapp_api.calls"`
	Later bool             `json:"later" doc:"Granting it does nothing yet."`
	Below []PermissionNode `json:"below" nullable:"false" doc:"What a grant of this one grants too."`
}

// PermissionGroup is a set of paths. It applies to the people of the departments that link it.
type PermissionGroup struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Paths   []string `json:"paths" nullable:"false"`
	Version int64    `json:"version"`
}

// PermissionGroups is all of them, and the tree that their paths are from.
type PermissionGroups struct {
	Items []PermissionGroup `json:"items" nullable:"false"`
	Tree  []PermissionNode  `json:"tree" nullable:"false"`
}

// PermissionGroupEdit is a permission group as it shall be.
type PermissionGroupEdit struct {
	Name    string   `json:"name" example:"Service desk with calls"`
	Paths   []string `json:"paths" nullable:"false" example:"[\"sac360.whatsapp_api.calls\",\"contacts\"]"`
	Version int64    `json:"version,omitempty" doc:"Of the group as it was read; none for a new one."`
}

type (
	groupInput       struct{ Body PermissionGroupEdit }
	groupChangeInput struct {
		PathID
		Body PermissionGroupEdit
	}
)

func (s *Server) groupOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "list-permission-groups", Method: http.MethodGet, Path: "/api/settings/groups", Tags: []string{tagSettings}, Summary: "Permission groups, and the permission tree",
		Errors: []int{http.StatusForbidden},
	}, func(ctx context.Context, m org.Member, _ *none) (*body[PermissionGroups], error) {
		groups, err := s.Center.Groups(ctx, m)
		return &body[PermissionGroups]{PermissionGroups{each(groups, groupOf), each(org.Tree(), nodeOf)}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "create-permission-group", Method: http.MethodPost, Path: "/api/settings/groups", Tags: []string{tagSettings}, Summary: "Make a permission group",
		Errors: []int{http.StatusBadRequest, http.StatusConflict}, DefaultStatus: http.StatusCreated,
	}, func(ctx context.Context, m org.Member, in *groupInput) (*body[PermissionGroup], error) {
		g, err := s.Center.CreateGroup(ctx, m, groupEdit(in.Body))
		return &body[PermissionGroup]{groupOf(g)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "change-permission-group", Method: http.MethodPut, Path: "/api/settings/groups/{id}", Tags: []string{tagSettings}, Summary: "Change a permission group",
		Description: "It counts at once for everybody it applies to. Refused with conflict when somebody else changed it since it was read.",
		Errors:      []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusConflict},
	}, func(ctx context.Context, m org.Member, in *groupChangeInput) (*body[PermissionGroup], error) {
		g, err := s.Center.ChangeGroup(ctx, m, org.GroupID(in.ID), groupEdit(in.Body))
		return &body[PermissionGroup]{groupOf(g)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "delete-permission-group", Method: http.MethodDelete, Path: "/api/settings/groups/{id}", Tags: []string{tagSettings}, Summary: "Delete a permission group",
		Description: "The departments that linked it lose it.",
		Errors:      []int{http.StatusForbidden, http.StatusNotFound}, DefaultStatus: http.StatusNoContent,
	}, func(ctx context.Context, m org.Member, in *PathID) (*none, error) {
		return nil, s.Center.DeleteGroup(ctx, m, org.GroupID(in.ID))
	})
}

func groupEdit(e PermissionGroupEdit) center.GroupEdit {
	return center.GroupEdit{Name: e.Name, Paths: ids[org.Path](e.Paths), Version: e.Version}
}

func groupOf(g org.PermissionGroup) PermissionGroup {
	return PermissionGroup{ID: string(g.ID), Name: g.Name, Paths: texts(g.Paths), Version: g.Version}
}

func nodeOf(n org.Node) PermissionNode {
	return PermissionNode{Path: string(n.Path), Later: n.Later, Below: each(n.Below, nodeOf)}
}

// texts and ids turn lists of ids into text and back.
func texts[T ~string](list []T) []string { return each(list, func(v T) string { return string(v) }) }

func ids[T ~string](list []string) []T { return each(list, func(s string) T { return T(s) }) }
