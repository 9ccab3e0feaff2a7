package org_test

import (
	"testing"

	"ramal/internal/org"
)

func TestCovers(t *testing.T) {
	for _, tt := range []struct {
		name        string
		grant, path org.Path
		want        bool
	}{
		{"itself", org.PathCalls, org.PathCalls, true},
		{"what is below", org.PathCalls, org.PathCallPlace, true},
		{"what is far below", org.PathSAC, org.PathCallHistory, true},
		{"not what is above", org.PathCallPlace, org.PathCalls, false},
		{"not its neighbour", org.PathCallRequest, org.PathCallPlace, false},
		{"not a longer name", "sac360.whatsapp_api.call", org.PathCalls, false},
		{"not another tree", org.PathSAC, org.PathContacts, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.grant.Covers(tt.path); got != tt.want {
				t.Errorf("%s covers %s is %v, want %v", tt.grant, tt.path, got, tt.want)
			}
		})
	}
}

func TestCan(t *testing.T) {
	for _, tt := range []struct {
		name string
		m    org.Member
		want bool
	}{
		{"nothing granted", org.Member{}, false},
		{"granted", org.Member{Granted: []org.Path{org.PathContacts, org.PathCalls}}, true},
		{"something else granted", org.Member{Granted: []org.Path{org.PathContacts}}, false},
		{"administrator", org.Member{User: org.User{Admin: true}}, true},
		{"blocked", org.Member{User: org.User{Blocked: true}, Granted: []org.Path{org.PathCalls}}, false},
		{"blocked administrator", org.Member{User: org.User{Admin: true, Blocked: true}}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.m.Can(org.PathCallPlace); got != tt.want {
				t.Errorf("can place calls is %v, want %v", got, tt.want)
			}
		})
	}
}

func TestSees(t *testing.T) {
	front := org.Department{ID: "front", Accounts: []org.AccountID{"acc"}}
	for _, tt := range []struct {
		name string
		m    org.Member
		want bool
	}{
		{"no department", org.Member{}, false},
		{"department with the account", org.Member{In: []org.Department{{ID: "back"}, front}}, true},
		{"department without it", org.Member{In: []org.Department{{ID: "back", Accounts: []org.AccountID{"other"}}}}, false},
		{"administrator", org.Member{User: org.User{Admin: true}}, true},
		{"blocked", org.Member{User: org.User{Blocked: true}, In: []org.Department{front}}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.m.Sees("acc"); got != tt.want {
				t.Errorf("sees the account is %v, want %v", got, tt.want)
			}
		})
	}
}

func TestOperates(t *testing.T) {
	account := org.Account{
		WorkspaceID: "aurora", OperatorUsers: []org.UserID{"paula"}, OperatorDepartments: []org.DepartmentID{"front"},
	}
	for _, tt := range []struct {
		name string
		user org.User
		want bool
	}{
		{"named", org.User{ID: "paula", WorkspaceID: "aurora"}, true},
		{"by department", org.User{ID: "diego", WorkspaceID: "aurora", Departments: []org.DepartmentID{"back", "front"}}, true},
		{"by the department above", org.User{ID: "diego", WorkspaceID: "aurora", Departments: []org.DepartmentID{"night"}}, true},
		{"neither", org.User{ID: "diego", WorkspaceID: "aurora", Departments: []org.DepartmentID{"back"}}, false},
		{"administrator is not enough", org.User{ID: "alice", WorkspaceID: "aurora", Admin: true}, false},
		{"blocked", org.User{ID: "paula", WorkspaceID: "aurora", Blocked: true}, false},
		{"another workspace", org.User{ID: "paula", WorkspaceID: "other"}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			all := []org.Department{{ID: "front"}, {ID: "back"}, {ID: "night", Parent: "front"}}
			if got := (org.Member{User: tt.user, In: org.With(all, tt.user.Departments)}).Operates(account); got != tt.want {
				t.Errorf("operates is %v, want %v", got, tt.want)
			}
		})
	}
}

func TestPlanHas(t *testing.T) {
	if !(org.Plan{Modules: []org.Module{"crm", org.ModuleCalls}}).Has(org.ModuleCalls) {
		t.Error("a plan with calls has no calls")
	}
	if (org.Plan{Modules: []org.Module{"crm"}}).Has(org.ModuleCalls) {
		t.Error("a plan without calls has calls")
	}
}

func TestTheTreeHoldsEveryPathOnce(t *testing.T) {
	seen := map[org.Path]bool{}
	var walk func(above org.Path, nodes []org.Node)
	walk = func(above org.Path, nodes []org.Node) {
		for _, n := range nodes {
			if seen[n.Path] || !n.Path.Known() || above != "" && !above.Covers(n.Path) {
				t.Errorf("%s stands wrong below %q", n.Path, above)
			}
			seen[n.Path] = true
			walk(n.Path, n.Below)
		}
	}
	walk("", org.Tree())
	for _, p := range []org.Path{org.PathCallHistory, org.PathCallRequest, org.PathCallPlace, org.PathContactBook, org.PathContactMerge, org.PathContactImport, org.PathContactExport, org.PathDeals, org.PathDealDelete, org.PathSettingsView, org.PathSettingsAudit, org.PathSettingsCheck} {
		if !seen[p] {
			t.Errorf("%s is not in the tree", p)
		}
	}
	if org.Path("nowhere").Known() {
		t.Error("a path that is nowhere is known")
	}
}
