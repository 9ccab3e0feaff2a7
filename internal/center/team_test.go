package center_test

import (
	"errors"
	"slices"
	"testing"

	"ramal/internal/center"
	"ramal/internal/fault"
	"ramal/internal/org"
)

// boss returns an administrator of the first workspace.
func (w *world) boss() org.Member {
	w.t.Helper()
	m := w.person("alice@aurora.example", w.workspace, true)
	m.Address = "192.0.2.7"
	return m
}

// audited returns the newest line of the audit.
func (w *world) audited() org.Entry {
	w.t.Helper()
	page, err := w.store.Entries(w.t.Context(), w.workspace, org.AuditQuery{Limit: 1})
	must(w.t, err)
	if len(page.Items) == 0 {
		return org.Entry{}
	}
	return page.Items[0]
}

func (w *world) again(m org.Member) org.Member {
	w.t.Helper()
	fresh, err := w.store.Member(w.t.Context(), m.User.ID)
	must(w.t, err)
	return fresh
}

// field returns the field of the request that an error names.
func field(err error) string {
	var f *fault.Error
	if errors.As(err, &f) {
		return f.Field
	}
	return ""
}

func TestWhatIsGrantedToADepartmentCountsAtOnce(t *testing.T) {
	w := newWorld(t)
	ctx, boss := t.Context(), w.boss()
	group, err := w.center.CreateGroup(ctx, boss, center.GroupEdit{Name: " Calls at night ", Paths: []org.Path{org.PathCallPlace, org.PathCalls, org.PathCalls}})
	must(t, err)
	if group.Name != "Calls at night" || !slices.Equal(group.Paths, []org.Path{org.PathCalls}) {
		t.Errorf("the group is %+v", group)
	}
	front, err := w.center.CreateDepartment(ctx, boss, center.DepartmentEdit{Name: "Front", Accounts: []org.AccountID{w.account.ID}, Groups: []org.GroupID{group.ID}})
	must(t, err)
	night, err := w.center.CreateDepartment(ctx, boss, center.DepartmentEdit{Name: "Night", Parent: front.ID, Members: []org.UserID{w.visitor.ID}})
	must(t, err)
	if m := w.again(w.visitor); !m.Can(org.PathCallPlace) || !m.Sees(w.account.ID) || m.Can(org.PathContacts) {
		t.Errorf("the department above grants %v and %v", m.Granted, m.In)
	}
	if e := w.audited(); e.Action != "department.created" || e.Name != "Night" || e.Actor != boss.ID || e.Address != "192.0.2.7" ||
		!slices.Contains(e.Changes, org.Change{Field: "parent", After: "Front"}) {
		t.Errorf("the audit says %+v", e)
	}

	_, err = w.center.ChangeGroup(ctx, boss, group.ID, center.GroupEdit{Name: group.Name, Paths: []org.Path{org.PathContacts}, Version: group.Version})
	must(t, err)
	if m := w.again(w.visitor); m.Can(org.PathCallPlace) || !m.Can(org.PathContacts) {
		t.Errorf("after the change: %v", m.Granted)
	}
	_, err = w.center.ChangeGroup(ctx, boss, group.ID, center.GroupEdit{Name: "Late", Version: group.Version})
	if !fault.Is(err, fault.Conflict) {
		t.Errorf("a stale edit: %v", err)
	}
	must(t, w.center.DeleteGroup(ctx, boss, group.ID))
	if m := w.again(w.visitor); len(m.Granted) > 0 {
		t.Errorf("after the end of the group: %v", m.Granted)
	}
	if e := w.audited(); e.Action != "group.deleted" || !slices.Contains(e.Changes, org.Change{Field: "departments", Before: "Front"}) {
		t.Errorf("the audit says %+v", e)
	}

	if err := w.center.DeleteDepartment(ctx, boss, front.ID); !fault.Is(err, fault.Conflict) || reason(err) != "has_below" {
		t.Errorf("a department with others below: %v", err)
	}
	account := w.account
	account.OperatorDepartments = append(account.OperatorDepartments, night.ID)
	must(t, w.store.UpdateAccount(ctx, &account))
	must(t, w.center.DeleteDepartment(ctx, boss, night.ID))
	if m := w.again(w.visitor); len(m.Departments) > 0 || len(m.In) > 0 {
		t.Errorf("after the end of the department: %v", m.Departments)
	}
	if a, err := w.store.Account(ctx, w.workspace, w.account.ID); err != nil || slices.Contains(a.OperatorDepartments, night.ID) {
		t.Errorf("the account still has it as an operator: %v, %v", a.OperatorDepartments, err)
	}
}

func TestWhatADepartmentCannotBe(t *testing.T) {
	w := newWorld(t)
	ctx, boss := t.Context(), w.boss()
	top, err := w.center.CreateDepartment(ctx, boss, center.DepartmentEdit{Name: "Top"})
	must(t, err)
	low, err := w.center.CreateDepartment(ctx, boss, center.DepartmentEdit{Name: "Low", Parent: top.ID})
	must(t, err)
	for name, tt := range map[string]struct {
		edit  center.DepartmentEdit
		field string
	}{
		"without a name":             {center.DepartmentEdit{Name: " "}, "name"},
		"of a name that is taken":    {center.DepartmentEdit{Name: "Low"}, "name"},
		"below itself":               {center.DepartmentEdit{Name: "Top", Parent: top.ID}, "parent"},
		"below one that is below it": {center.DepartmentEdit{Name: "Top", Parent: low.ID}, "parent"},
		"below nothing that is":      {center.DepartmentEdit{Name: "Top", Parent: "gone"}, "parent"},
		"of a stranger":              {center.DepartmentEdit{Name: "Top", Members: []org.UserID{w.stranger.ID}}, "members"},
		"with a foreign account":     {center.DepartmentEdit{Name: "Top", Accounts: []org.AccountID{"other"}}, "accounts"},
		"with a foreign group":       {center.DepartmentEdit{Name: "Top", Groups: []org.GroupID{"other"}}, "groups"},
	} {
		tt.edit.Version = top.Version
		if _, err := w.center.ChangeDepartment(ctx, boss, top.ID, tt.edit); err == nil || field(err) != tt.field {
			t.Errorf("%s: %v, want a refusal on %s", name, err, tt.field)
		}
	}
	if _, err := w.center.CreateGroup(ctx, boss, center.GroupEdit{Name: "X", Paths: []org.Path{"nowhere"}}); field(err) != "paths" {
		t.Errorf("a path that is none: %v", err)
	}
}

func TestWhoIsBlockedIsOutAtOnce(t *testing.T) {
	w := newWorld(t)
	ctx, boss := t.Context(), w.boss()
	token, _, err := w.center.SignIn(ctx, w.visitor.Email, password, "", "192.0.2.1", "")
	must(t, err)
	yes, no := true, false
	u, err := w.center.ChangeUser(ctx, boss, w.visitor.ID, center.UserChange{Blocked: &yes, Version: w.visitor.Version})
	must(t, err)
	if _, err := w.center.Authenticate(ctx, token, ""); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("the session still holds: %v", err)
	}
	if e := w.audited(); e.Action != "user.blocked" || e.Subject != string(w.visitor.ID) {
		t.Errorf("the audit says %+v", e)
	}
	if _, _, err := w.center.OfferPassword(ctx, boss, w.visitor.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("a link for somebody who is blocked: %v", err)
	}
	_, err = w.center.ChangeUser(ctx, boss, w.visitor.ID, center.UserChange{Blocked: &no, Version: u.Version})
	must(t, err)
	if _, err := w.center.Authenticate(ctx, token, ""); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("the old session is back: %v", err)
	}
	if _, err := w.center.ChangeUser(ctx, boss, boss.ID, center.UserChange{Blocked: &yes, Version: boss.Version}); field(err) != "blocked" {
		t.Errorf("oneself: %v", err)
	}
	if _, err := w.center.ChangeUser(ctx, boss, w.stranger.ID, center.UserChange{Blocked: &yes, Version: 1}); !fault.Is(err, fault.NotFound) {
		t.Errorf("somebody of another workspace: %v", err)
	}
	bad := "no address"
	if _, err := w.center.ChangeUser(ctx, boss, w.paula.ID, center.UserChange{Email: &bad, Version: w.paula.Version}); field(err) != "email" {
		t.Errorf("a bad address: %v", err)
	}
	if _, err := w.center.ChangeUser(ctx, boss, w.paula.ID, center.UserChange{Email: &w.visitor.Email, Version: w.paula.Version}); field(err) != "email" || !fault.Is(err, fault.Conflict) {
		t.Errorf("an address that is taken: %v", err)
	}
}

func TestAnInvitationBringsSomebodyInOnce(t *testing.T) {
	w := newWorld(t)
	ctx, boss := t.Context(), w.boss()
	desk := w.paula.Departments
	i, token, err := w.center.Invite(ctx, boss, center.NewPerson{Name: "Nina", Email: " Nina@Aurora.example", Language: "es", Departments: desk})
	must(t, err)
	if i.Email != "nina@aurora.example" {
		t.Errorf("the invitation is %+v", i)
	}
	if _, err := w.center.LookAtInvitation(ctx, "made up", "192.0.2.1"); !fault.Is(err, fault.NotFound) {
		t.Errorf("a token that is none: %v", err)
	}
	look, err := w.center.LookAtInvitation(ctx, token, "192.0.2.1")
	must(t, err)
	if look.Email != i.Email || look.Workspace == "" || look.Known {
		t.Errorf("the link shows %+v", look)
	}
	if _, _, err := w.center.AcceptInvitation(ctx, token, "short", "", "192.0.2.1", ""); field(err) != "password" {
		t.Errorf("a short password: %v", err)
	}
	session, nina, err := w.center.AcceptInvitation(ctx, token, password, "", "192.0.2.1", "Firefox")
	must(t, err)
	if nina.Name != "Nina" || nina.Language != "es" || nina.Admin || !nina.Can(org.PathCalls) {
		t.Errorf("she is %+v", nina)
	}
	if _, err := w.center.Authenticate(ctx, session, ""); err != nil {
		t.Errorf("she is not signed in: %v", err)
	}
	if e := w.audited(); e.Action != "user.joined" || e.Actor != nina.ID || e.Address != "192.0.2.1" {
		t.Errorf("the audit says %+v", e)
	}
	if _, _, err := w.center.AcceptInvitation(ctx, token, password, "", "192.0.2.1", ""); reason(err) != "link_over" {
		t.Errorf("twice: %v", err)
	}
	if _, _, err := w.center.Invite(ctx, boss, center.NewPerson{Name: "Nina", Email: "nina@aurora.example", Language: "en"}); field(err) != "email" {
		t.Errorf("somebody who is there: %v", err)
	}

	// A new password for her: the old sessions end, the departments stay.
	_, link, err := w.center.OfferPassword(ctx, boss, nina.ID)
	must(t, err)
	_, after, err := w.center.AcceptInvitation(ctx, link, "another password", "", "192.0.2.1", "")
	must(t, err)
	if _, err := w.center.Authenticate(ctx, session, ""); !fault.Is(err, fault.Unauthenticated) || after.ID != nina.ID {
		t.Errorf("the session of the old password holds: %v", err)
	}
	if _, _, err := w.center.SignIn(ctx, nina.Email, password, "", "192.0.2.1", ""); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("the old password still opens: %v", err)
	}

	// Renewed and withdrawn.
	i, first, err := w.center.Invite(ctx, boss, center.NewPerson{Name: "Otto", Email: "otto@aurora.example", Language: "en"})
	must(t, err)
	_, second, err := w.center.RenewInvitation(ctx, boss, i.ID)
	must(t, err)
	if _, err := w.center.LookAtInvitation(ctx, first, "192.0.2.1"); reason(err) != "link_over" {
		t.Errorf("the link before: %v", err)
	}
	_, err = w.center.LookAtInvitation(ctx, second, "192.0.2.1")
	must(t, err)
	must(t, w.center.WithdrawInvitation(ctx, boss, i.ID))
	if _, err := w.center.LookAtInvitation(ctx, second, "192.0.2.1"); reason(err) != "link_over" {
		t.Errorf("the link after: %v", err)
	}
}

func TestSeatsAreNotExceeded(t *testing.T) {
	w := newWorld(t)
	ctx, boss := t.Context(), w.boss() // Paula, the visitor and the boss
	ws, err := w.store.Workspace(ctx, w.workspace)
	must(t, err)
	ws.Plan.Seats = 4
	must(t, w.store.UpdateWorkspace(ctx, ws))
	invite := func(email string) (org.Invitation, string, error) {
		return w.center.Invite(ctx, boss, center.NewPerson{Name: "N", Email: email, Language: "en"})
	}
	_, token, err := invite("n1@aurora.example")
	must(t, err)
	if _, _, err := invite("n2@aurora.example"); reason(err) != "no_seat" {
		t.Errorf("one too many invited: %v", err)
	}
	if _, _, err := invite("n1@aurora.example"); err != nil { // the same one again takes no second seat
		t.Error(err)
	}
	if team, err := w.center.Team(ctx, boss); err != nil || team.Taken != 4 || len(team.Invitations) != 1 {
		t.Errorf("the team is %+v, %v", team, err)
	}
	if _, _, err := w.center.AcceptInvitation(ctx, token, password, "", "", ""); reason(err) != "link_over" {
		t.Errorf("the replaced link: %v", err)
	}
	yes, no := true, false
	visitor, err := w.center.ChangeUser(ctx, boss, w.visitor.ID, center.UserChange{Blocked: &yes, Version: w.visitor.Version})
	must(t, err)
	_, _, err = invite("n2@aurora.example")
	must(t, err)
	if _, err := w.center.ChangeUser(ctx, boss, w.visitor.ID, center.UserChange{Blocked: &no, Version: visitor.Version}); reason(err) != "no_seat" {
		t.Errorf("unblocked without a seat: %v", err)
	}
}

func TestOnlyAdministratorsSetUp(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	yes := true
	for name, do := range map[string]func() error{
		"create a group": func() error { _, err := w.center.CreateGroup(ctx, w.paula, center.GroupEdit{Name: "X"}); return err },
		"create a department": func() error {
			_, err := w.center.CreateDepartment(ctx, w.paula, center.DepartmentEdit{Name: "X"})
			return err
		},
		"become one": func() error {
			_, err := w.center.ChangeUser(ctx, w.paula, w.paula.ID, center.UserChange{Admin: &yes, Version: w.paula.Version})
			return err
		},
		"invite": func() error {
			_, _, err := w.center.Invite(ctx, w.paula, center.NewPerson{Name: "X", Email: "x@x", Language: "en"})
			return err
		},
		"look": func() error { _, err := w.center.Team(ctx, w.paula); return err },
	} {
		if err := do(); !fault.Is(err, fault.Forbidden) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
