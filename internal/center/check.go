package center

import (
	"context"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

// CallCheck is every gate between a user and a contact, judged as it would be judged for that user.
type CallCheck struct {
	User       org.User
	Contact    desk.Contact
	Account    org.Account
	Accounts   []org.Account // all that could be asked about
	Permission call.Permission
	Access     []call.Check // whether the user gets as far as the other two
	Request    []call.Check
	Call       []call.Check
}

// CheckCall answers whether a user of the member's workspace can call a contact, and what is in the way. It changes nothing and asks
// Meta nothing. account may be "": then it is the one that the user would call from, or any where they would find none.
func (c *Center) CheckCall(ctx context.Context, m org.Member, user org.UserID, contact desk.ContactID, account org.AccountID) (CallCheck, error) {
	if err := mayLookAt(m, org.PathSettingsCheck); err != nil {
		return CallCheck{}, err
	}
	u, err := c.Store.User(ctx, m.Workspace.ID, user)
	if err != nil {
		return CallCheck{}, err
	}
	them, err := c.Store.Member(ctx, u.ID)
	if err != nil {
		return CallCheck{}, err
	}
	k, err := c.Store.Contact(ctx, m.Workspace.ID, contact)
	if err != nil {
		return CallCheck{}, err
	}
	all, err := c.Store.Accounts(ctx, m.Workspace.ID)
	if err != nil {
		return CallCheck{}, err
	}
	a, service, err := c.whereToAsk(ctx, them, account, k.ID, all)
	if err != nil {
		return CallCheck{}, err
	}
	g, err := c.gates(ctx, them, a, k, service)
	access := call.ExplainAccess(g)
	g.Member.Blocked = false
	return CallCheck{
		User: u, Contact: k, Account: a, Accounts: all, Permission: g.Permission,
		Access: access, Request: call.ExplainRequest(g), Call: call.ExplainCall(g),
	}, err
}

// whereToAsk is whereToCall, but for an account that the user need not see.
func (c *Center) whereToAsk(ctx context.Context, them org.Member, account org.AccountID, contact desk.ContactID, all []org.Account) (org.Account, *desk.Conversation, error) {
	if account == "" {
		a, service, err := c.whereToCall(ctx, them, "", contact)
		if err == nil || !fault.Is(err, fault.NotFound) || len(all) == 0 {
			return a, service, err
		}
		account = all[0].ID
	}
	a, err := c.Store.Account(ctx, them.Workspace.ID, account)
	if err != nil {
		return org.Account{}, nil, err
	}
	return c.onAccount(ctx, a, contact)
}
