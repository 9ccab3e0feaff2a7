package center

import (
	"context"
	"slices"

	"ramal/internal/org"
)

// organisation is everything that decides who may do what in a workspace, read in one moment.
type organisation struct {
	users       []org.User
	departments []org.Department
	groups      []org.PermissionGroup
	accounts    []org.Account
}

func (c *Center) organisation(ctx context.Context, ws org.WorkspaceID) (o organisation, err error) {
	if o.users, err = c.Store.Users(ctx, ws); err != nil {
		return o, err
	}
	if o.departments, err = c.Store.Departments(ctx, ws); err != nil {
		return o, err
	}
	if o.groups, err = c.Store.Groups(ctx, ws); err != nil {
		return o, err
	}
	o.accounts, err = c.Store.Accounts(ctx, ws)
	return o, err
}

func (o organisation) user(id org.UserID) *org.User {
	if i := slices.IndexFunc(o.users, func(u org.User) bool { return u.ID == id }); i >= 0 {
		return &o.users[i]
	}
	return nil
}

// membersOf lists who is in a department itself, not in one below it.
func (o organisation) membersOf(id org.DepartmentID) []org.UserID {
	members := []org.UserID{}
	for _, u := range o.users {
		if slices.Contains(u.Departments, id) {
			members = append(members, u.ID)
		}
	}
	return members
}

// The names of ids, in the order of the names' own list; what is gone has none.

func (o organisation) userNames(ids []org.UserID) []string {
	return named(o.users, ids, func(u org.User) (org.UserID, string) { return u.ID, u.Name })
}

func (o organisation) departmentNames(ids []org.DepartmentID) []string {
	return named(o.departments, ids, func(d org.Department) (org.DepartmentID, string) { return d.ID, d.Name })
}

func (o organisation) groupNames(ids []org.GroupID) []string {
	return named(o.groups, ids, func(g org.PermissionGroup) (org.GroupID, string) { return g.ID, g.Name })
}

func (o organisation) accountNames(ids []org.AccountID) []string {
	return named(o.accounts, ids, func(a org.Account) (org.AccountID, string) { return a.ID, a.Name })
}

func named[T any, ID comparable](all []T, ids []ID, of func(T) (ID, string)) []string {
	var names []string
	for _, v := range all {
		if id, name := of(v); slices.Contains(ids, id) {
			names = append(names, name)
		}
	}
	return names
}

// compare notes what differs between two states of a department.
func (o organisation) compare(d *org.Deed, before, after org.Department, were, are []org.UserID) {
	d.Text("name", before.Name, after.Name)
	parent := func(id org.DepartmentID) []string { return o.departmentNames([]org.DepartmentID{id}) }
	d.List("parent", parent(before.Parent), parent(after.Parent))
	d.List("members", o.userNames(were), o.userNames(are))
	d.List("accounts", o.accountNames(before.Accounts), o.accountNames(after.Accounts))
	d.List("groups", o.groupNames(before.Groups), o.groupNames(after.Groups))
}

// members is everybody with what they may do.
func (o organisation) members(ws org.Workspace) []org.Member {
	members := make([]org.Member, len(o.users))
	for i, u := range o.users {
		members[i] = org.MemberOf(u, ws, o.departments, o.groups)
	}
	return members
}
