package center

import (
	"context"
	"slices"
	"strings"

	"ramal/internal/fault"
	"ramal/internal/org"
)

// DepartmentEdit is a department as somebody wants it. Version is that of the department it was made from, 0 for a new one.
type DepartmentEdit struct {
	Name     string
	Parent   org.DepartmentID
	Members  []org.UserID
	Accounts []org.AccountID
	Groups   []org.GroupID
	Version  int64
}

// DepartmentView is a department with the people in it.
type DepartmentView struct {
	org.Department
	Members []org.UserID
}

// Departments lists the departments with their members, by name.
func (c *Center) Departments(ctx context.Context, m org.Member) ([]DepartmentView, error) {
	if err := mayLookAt(m, org.PathSettingsView); err != nil {
		return nil, err
	}
	o, err := c.organisation(ctx, m.Workspace.ID)
	if err != nil {
		return nil, err
	}
	views := make([]DepartmentView, len(o.departments))
	for i, d := range o.departments {
		views[i] = DepartmentView{d, o.membersOf(d.ID)}
	}
	return views, nil
}

// CreateDepartment makes a department, with its members.
func (c *Center) CreateDepartment(ctx context.Context, m org.Member, e DepartmentEdit) (DepartmentView, error) {
	if err := administers(m); err != nil {
		return DepartmentView{}, err
	}
	d := org.Department{ID: org.DepartmentID(newID()), WorkspaceID: m.Workspace.ID, CreatedAt: c.now()}
	err := c.atomically(ctx, func(ctx context.Context) error {
		o, err := c.organisation(ctx, m.Workspace.ID)
		if err != nil {
			return err
		}
		if err := e.into(&d, o); err != nil {
			return err
		}
		if err := c.Store.CreateDepartment(ctx, &d); err != nil {
			return err
		}
		if err := c.setMembers(ctx, o, d.ID, e.Members); err != nil {
			return err
		}
		deed := org.Deed{Action: "department.created", Subject: string(d.ID), Name: d.Name}
		o.compare(&deed, org.Department{}, d, nil, e.Members)
		c.later(ctx, func(context.Context) { c.announceOrganisation(m.Workspace.ID) })
		return c.note(ctx, m, deed)
	})
	return DepartmentView{d, e.Members}, err
}

// ChangeDepartment changes a department and its members where nobody else did meanwhile; fault.Conflict otherwise.
func (c *Center) ChangeDepartment(ctx context.Context, m org.Member, id org.DepartmentID, e DepartmentEdit) (DepartmentView, error) {
	if err := administers(m); err != nil {
		return DepartmentView{}, err
	}
	var d org.Department
	err := c.atomically(ctx, func(ctx context.Context) error {
		o, err := c.organisation(ctx, m.Workspace.ID)
		if err != nil {
			return err
		}
		if d, err = c.Store.Department(ctx, m.Workspace.ID, id); err != nil {
			return err
		}
		if err := current(d.Version, e.Version, "department"); err != nil {
			return err
		}
		before := d
		if err := e.into(&d, o); err != nil {
			return err
		}
		deed := org.Deed{Action: "department.changed", Subject: string(id), Name: d.Name}
		o.compare(&deed, before, d, o.membersOf(id), e.Members)
		if len(deed.Changes) == 0 {
			return nil
		}
		// Also when only its members change: whoever edits the department has them in view.
		if err := c.Store.UpdateDepartment(ctx, &d); err != nil {
			return err
		}
		if err := c.setMembers(ctx, o, id, e.Members); err != nil {
			return err
		}
		c.later(ctx, func(context.Context) { c.announceOrganisation(m.Workspace.ID) })
		return c.note(ctx, m, deed)
	})
	return DepartmentView{d, e.Members}, err
}

// DeleteDepartment deletes a department without sub-departments. Its people stay, and no account has it as an operator.
func (c *Center) DeleteDepartment(ctx context.Context, m org.Member, id org.DepartmentID) error {
	if err := administers(m); err != nil {
		return err
	}
	return c.atomically(ctx, func(ctx context.Context) error {
		o, err := c.organisation(ctx, m.Workspace.ID)
		if err != nil {
			return err
		}
		d, err := c.Store.Department(ctx, m.Workspace.ID, id)
		if err != nil {
			return err
		}
		var below []string
		for _, other := range o.departments {
			if other.Parent == id {
				below = append(below, other.Name)
			}
		}
		if len(below) > 0 {
			return fault.New(fault.Conflict, "%s has sub-departments: %s. Move or delete them first.", d.Name, strings.Join(below, ", ")).Because("has_below")
		}
		if err := c.setMembers(ctx, o, id, nil); err != nil {
			return err
		}
		for _, a := range o.accounts {
			if !slices.Contains(a.OperatorDepartments, id) {
				continue
			}
			a.OperatorDepartments = without(a.OperatorDepartments, id)
			if err := c.Store.UpdateAccount(ctx, &a); err != nil {
				return err
			}
			c.later(ctx, func(context.Context) { c.announceAccount(a) })
		}
		if err := c.Store.DeleteDepartment(ctx, m.Workspace.ID, id); err != nil {
			return err
		}
		c.later(ctx, func(context.Context) { c.announceOrganisation(m.Workspace.ID) })
		deed := org.Deed{Action: "department.deleted", Subject: string(id), Name: d.Name}
		deed.List("members", o.userNames(o.membersOf(id)), nil)
		return c.note(ctx, m, deed)
	})
}

// into checks what somebody wants and writes it into the department.
func (e DepartmentEdit) into(d *org.Department, o organisation) (err error) {
	if d.Name, err = title(e.Name); err != nil {
		return err
	}
	if e.Parent != "" {
		switch {
		case !slices.ContainsFunc(o.departments, func(x org.Department) bool { return x.ID == e.Parent }):
			return fault.New(fault.Invalid, "There is no such department to be above it.").On("parent")
		case e.Parent == d.ID || org.Below(o.departments, e.Parent, d.ID):
			return fault.New(fault.Invalid, "A department cannot be below itself.").On("parent")
		}
	}
	for _, id := range e.Members {
		if o.user(id) == nil {
			return fault.New(fault.Invalid, "One of the members is no user of this workspace.").On("members")
		}
	}
	for _, id := range e.Accounts {
		if !slices.ContainsFunc(o.accounts, func(a org.Account) bool { return a.ID == id }) {
			return fault.New(fault.Invalid, "One of the accounts is none of this workspace.").On("accounts")
		}
	}
	for _, id := range e.Groups {
		if !slices.ContainsFunc(o.groups, func(g org.PermissionGroup) bool { return g.ID == id }) {
			return fault.New(fault.Invalid, "One of the permission groups is none of this workspace.").On("groups")
		}
	}
	d.Parent, d.Accounts, d.Groups = e.Parent, once(e.Accounts), once(e.Groups)
	return nil
}

// setMembers makes exactly these users members of a department.
func (c *Center) setMembers(ctx context.Context, o organisation, id org.DepartmentID, members []org.UserID) error {
	for _, u := range o.users {
		is, shall := slices.Contains(u.Departments, id), slices.Contains(members, u.ID)
		if is == shall {
			continue
		}
		if u.Departments = without(u.Departments, id); shall {
			u.Departments = append(u.Departments, id)
		}
		if err := c.Store.UpdateUser(ctx, &u); err != nil {
			return err
		}
	}
	return nil
}

func once[T comparable](list []T) []T {
	var out []T
	for _, v := range list {
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}
