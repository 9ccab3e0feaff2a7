package center

import (
	"context"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

// CallAction judges what the member can do about calling a contact: send a call request, call, and if not, why not. The
// console's buttons, the API and the calls themselves all ask here.
//
// account may be "": then it is the account of the contact's open service, else the first that the member sees.
func (c *Center) CallAction(ctx context.Context, m org.Member, account org.AccountID, contact desk.ContactID) (CallAction, error) {
	k, err := c.seenContact(ctx, m, contact)
	if err != nil {
		return CallAction{}, err
	}
	a, service, err := c.whereToCall(ctx, m, account, k.ID)
	if err != nil {
		return CallAction{}, err
	}
	gates, err := c.gates(ctx, m, a, k, service)
	if err != nil {
		return CallAction{}, err
	}
	action := CallAction{
		AccountID: a.ID, ContactID: k.ID, Permission: gates.Permission, At: gates.Now,
		Request: call.WhyNotRequest(gates), Call: call.WhyNotCall(gates),
	}
	if service != nil {
		action.ConversationID = service.ID
	}
	if gates.WithContact != nil {
		view, err := c.view(ctx, *gates.WithContact)
		if err != nil {
			return CallAction{}, err
		}
		action.Live = &view
	}
	if action.PerMinute, err = c.pricePerMinute(ctx, a, k); err != nil {
		return CallAction{}, err
	}
	c.learnUnknown(ctx, action)
	return action, nil
}

// gates gathers what decides whether the member may ask the contact for permission, or call them.
func (c *Center) gates(ctx context.Context, m org.Member, a org.Account, k desk.Contact, service *desk.Conversation) (call.Gates, error) {
	g := call.Gates{Now: c.now(), Member: m, Account: a, Contact: k, Service: service}
	var err error
	if g.Permission, err = c.Store.Permission(ctx, m.Workspace.ID, a.ID, k.ID); err != nil {
		return g, err
	}
	if live, err := c.Store.LiveCallWith(ctx, m.Workspace.ID, a.ID, k.ID); err == nil {
		g.WithContact = &live
	} else if !fault.Is(err, fault.NotFound) {
		return g, err
	}
	if mine, err := c.Store.LiveCallOf(ctx, m.Workspace.ID, m.User.ID); err == nil {
		g.OfMember = &mine
	} else if !fault.Is(err, fault.NotFound) {
		return g, err
	}
	return g, nil
}

// whereToCall chooses the account and the open service on it; the service is nil when there is none.
func (c *Center) whereToCall(ctx context.Context, m org.Member, account org.AccountID, contact desk.ContactID) (org.Account, *desk.Conversation, error) {
	if account == "" {
		services, err := c.Store.ConversationsOf(ctx, m.Workspace.ID, contact)
		if err != nil {
			return org.Account{}, nil, err
		}
		for _, v := range services {
			if v.State != desk.Closed && m.Sees(v.AccountID) {
				a, err := c.account(ctx, m, v.AccountID)
				return a, &v, err
			}
		}
		accounts, err := c.Accounts(ctx, m)
		if err != nil {
			return org.Account{}, nil, err
		}
		if len(accounts) == 0 {
			return org.Account{}, nil, fault.New(fault.NotFound, "There is no WhatsApp API account that you may use. Ask an administrator.").On("accountId").Because("no_account")
		}
		return accounts[0], nil, nil
	}
	a, err := c.account(ctx, m, account)
	if err != nil {
		return org.Account{}, nil, err
	}
	return c.onAccount(ctx, a, contact)
}

// onAccount adds the contact's open service to an account; nil when there is none.
func (c *Center) onAccount(ctx context.Context, a org.Account, contact desk.ContactID) (org.Account, *desk.Conversation, error) {
	v, err := c.Store.OpenConversation(ctx, a.WorkspaceID, a.ID, contact)
	if fault.Is(err, fault.NotFound) {
		return a, nil, nil
	}
	return a, &v, err
}
