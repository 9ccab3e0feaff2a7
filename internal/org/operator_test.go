package org_test

import (
	"slices"
	"testing"

	"ramal/internal/org"
)

func TestWhoIsAnOperatorAndWhy(t *testing.T) {
	ws := org.Workspace{ID: "aurora"}
	departments := []org.Department{{ID: "front", Groups: []org.GroupID{"calls"}}, {ID: "night", Parent: "front"}, {ID: "back"}}
	groups := []org.PermissionGroup{{ID: "calls", Paths: []org.Path{org.PathCalls}}, {ID: "unlinked", Paths: []org.Path{org.PathSettings}}}
	member := func(id org.UserID, blocked bool, in ...org.DepartmentID) org.Member {
		return org.MemberOf(org.User{ID: id, WorkspaceID: ws.ID, Blocked: blocked, Departments: in}, ws, departments, groups)
	}
	all := []org.Member{
		member("named", false, "back"), member("by department", false, "front"), member("from below", false, "night"),
		member("both", false, "front", "back"), member("blocked", true, "front"), member("neither", false, "back"),
	}
	account := org.Account{WorkspaceID: ws.ID, OperatorUsers: []org.UserID{"named", "both"}, OperatorDepartments: []org.DepartmentID{"front"}}
	type row struct {
		named, by, places bool
	}
	want := map[org.UserID]row{
		"named": {true, false, false}, "by department": {false, true, true}, "from below": {false, true, true}, "both": {true, true, true},
	}
	var order []org.UserID
	for _, o := range org.OperatorsOf(account, all) {
		order = append(order, o.User.ID)
		if got := (row{o.Named, len(o.By) > 0, o.Can(org.PathCallPlace)}); got != want[o.User.ID] {
			t.Errorf("%s: %+v, want %+v", o.User.ID, got, want[o.User.ID])
		}
	}
	if !slices.Equal(order, []org.UserID{"named", "by department", "from below", "both"}) {
		t.Errorf("operators %v", order)
	}
}
