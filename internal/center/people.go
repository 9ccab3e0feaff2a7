package center

import (
	"context"
	"slices"

	"ramal/internal/fault"
	"ramal/internal/org"
)

// Users lists the people of the member's workspace, for names and lists of choice.
func (c *Center) Users(ctx context.Context, m org.Member) ([]org.User, error) {
	return c.Store.Users(ctx, m.Workspace.ID)
}

// DepartmentNames lists the departments of the member's workspace, for names and lists of choice.
func (c *Center) DepartmentNames(ctx context.Context, m org.Member) ([]org.Department, error) {
	return c.Store.Departments(ctx, m.Workspace.ID)
}

// Accounts lists the accounts that the member sees.
func (c *Center) Accounts(ctx context.Context, m org.Member) ([]org.Account, error) {
	all, err := c.Store.Accounts(ctx, m.Workspace.ID)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(a org.Account) bool { return !m.Sees(a.ID) }), nil
}

// account returns an account that the member sees. One that they do not see does not exist for them.
func (c *Center) account(ctx context.Context, m org.Member, id org.AccountID) (org.Account, error) {
	a, err := c.Store.Account(ctx, m.Workspace.ID, id)
	if err != nil {
		return org.Account{}, err
	}
	if !m.Sees(a.ID) {
		return org.Account{}, fault.New(fault.NotFound, "There is no such account.").On("accountId")
	}
	return a, nil
}

// visible lists the ids of the accounts that the member sees; nil for an administrator, who sees all.
func (c *Center) visible(m org.Member) []org.AccountID {
	if m.Admin {
		return nil
	}
	ids := []org.AccountID{}
	for _, d := range m.In {
		ids = append(ids, d.Accounts...)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// viewer is whom lists are narrowed for; "" for an administrator, who sees all contacts.
func viewer(m org.Member) org.UserID {
	if m.Admin {
		return ""
	}
	return m.User.ID
}

// visibleOf lists those of some accounts that the member sees; of all where none are given.
func (c *Center) visibleOf(m org.Member, some []org.AccountID) []org.AccountID {
	if len(some) == 0 {
		return c.visible(m)
	}
	seen := []org.AccountID{}
	for _, id := range some {
		if m.Sees(id) {
			seen = append(seen, id)
		}
	}
	return seen
}

// names looks up users by id, for views.
func (c *Center) names(ctx context.Context, ws org.WorkspaceID) (func(org.UserID) *org.User, error) {
	users, err := c.Store.Users(ctx, ws)
	if err != nil {
		return nil, err
	}
	byID := make(map[org.UserID]*org.User, len(users))
	for i := range users {
		byID[users[i].ID] = &users[i]
	}
	return func(id org.UserID) *org.User { return byID[id] }, nil
}
