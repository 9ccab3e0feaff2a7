package center

import (
	"context"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/org"
)

// AuthorizationView is what a contact allows an account.
type AuthorizationView struct {
	Account    org.Account
	Permission call.Permission
}

// PermissionEventView is a line of an authorization's history with what it names.
type PermissionEventView struct {
	call.PermissionEvent
	Account org.Account
	By      *org.User // who asked; nil otherwise
}

// Authorizations lists what a contact allows each account that the member sees.
func (c *Center) Authorizations(ctx context.Context, m org.Member, contact desk.ContactID) ([]AuthorizationView, error) {
	k, err := c.Contact(ctx, m, contact)
	if err != nil {
		return nil, err
	}
	accounts, err := c.Accounts(ctx, m)
	if err != nil {
		return nil, err
	}
	known, err := c.Store.PermissionsOf(ctx, m.Workspace.ID, k.ID)
	if err != nil {
		return nil, err
	}
	list := make([]AuthorizationView, len(accounts))
	for i, a := range accounts {
		list[i] = AuthorizationView{a, call.Permission{WorkspaceID: m.Workspace.ID, AccountID: a.ID, ContactID: k.ID, Grant: call.None}}
		for _, p := range known {
			if p.AccountID == a.ID {
				list[i].Permission = p
			}
		}
	}
	return list, nil
}

// AuthorizationHistory lists what became of what a contact allows, newest first, on the accounts that the member sees.
func (c *Center) AuthorizationHistory(ctx context.Context, m org.Member, contact desk.ContactID, after string, limit int) (desk.Page[PermissionEventView], error) {
	none := desk.Page[PermissionEventView]{}
	k, err := c.Contact(ctx, m, contact)
	if err != nil {
		return none, err
	}
	accounts, err := c.Accounts(ctx, m)
	if err != nil {
		return none, err
	}
	page, err := c.Store.PermissionEvents(ctx, m.Workspace.ID, k.ID, c.visible(m), after, pageSize(limit))
	if err != nil {
		return none, err
	}
	name, err := c.names(ctx, m.Workspace.ID)
	if err != nil {
		return none, err
	}
	out := desk.Page[PermissionEventView]{Next: page.Next}
	for _, e := range page.Items {
		v := PermissionEventView{PermissionEvent: e, By: name(e.By)}
		for _, a := range accounts {
			if a.ID == e.AccountID {
				v.Account = a
			}
		}
		out.Items = append(out.Items, v)
	}
	return out, nil
}
