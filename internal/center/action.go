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
	k, err := c.Store.Contact(ctx, m.Workspace.ID, contact)
	if err != nil {
		return CallAction{}, err
	}
	a, service, err := c.whereToCall(ctx, m, account, contact)
	if err != nil {
		return CallAction{}, err
	}
	permission, err := c.Store.Permission(ctx, m.Workspace.ID, a.ID, contact)
	if err != nil {
		return CallAction{}, err
	}
	action := CallAction{AccountID: a.ID, ContactID: contact, Permission: permission, At: c.now()}
	gates := call.Gates{Member: m, Account: a, Contact: k, Permission: permission, Now: action.At}
	if service != nil {
		action.ConversationID = service.ID
		gates.Service = service
	}
	if live, err := c.Store.LiveCallWith(ctx, m.Workspace.ID, a.ID, contact); err == nil {
		view, err := c.view(ctx, live)
		if err != nil {
			return CallAction{}, err
		}
		action.Live, gates.WithContact = &view, &live
	} else if !fault.Is(err, fault.NotFound) {
		return CallAction{}, err
	}
	if mine, err := c.Store.LiveCallOf(ctx, m.Workspace.ID, m.User.ID); err == nil {
		gates.OfMember = &mine
	} else if !fault.Is(err, fault.NotFound) {
		return CallAction{}, err
	}
	if action.PerMinute, err = c.pricePerMinute(ctx, a, k); err != nil {
		return CallAction{}, err
	}
	action.Request, action.Call = call.WhyNotRequest(gates), call.WhyNotCall(gates)
	c.learnUnknown(ctx, action)
	return action, nil
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
	v, err := c.Store.OpenConversation(ctx, m.Workspace.ID, account, contact)
	if fault.Is(err, fault.NotFound) {
		return a, nil, nil
	}
	return a, &v, err
}
