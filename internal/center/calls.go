package center

import (
	"context"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

// Calls lists the history that the member may see, newest first. Who may see none, any more, still finds the live call that
// they are on.
func (c *Center) Calls(ctx context.Context, m org.Member, q call.Query) (desk.Page[CallView], error) {
	if err := mayReadCalls(m); err != nil {
		if mine, e := c.Store.LiveCallOf(ctx, m.Workspace.ID, m.User.ID); q.Live && e == nil {
			views, e := c.callViews(ctx, m.Workspace.ID, []call.Call{mine})
			return desk.Page[CallView]{Items: views}, e
		}
		return desk.Page[CallView]{}, err
	}
	q.Limit, q.Accounts, q.Viewer = pageSize(q.Limit), c.visible(m), viewer(m)
	page, err := c.Store.Calls(ctx, m.Workspace.ID, q)
	if err != nil {
		return desk.Page[CallView]{}, err
	}
	views, err := c.callViews(ctx, m.Workspace.ID, page.Items)
	if err == nil {
		err = c.priceCalls(ctx, m.Workspace.ID, views)
	}
	return desk.Page[CallView]{Items: views, Next: page.Next}, err
}

// Call returns one call with its timeline. A member's own call is theirs to see, whatever was taken from them since.
func (c *Center) Call(ctx context.Context, m org.Member, id call.ID) (CallView, []LineView, error) {
	k, err := c.call(ctx, m, id)
	if refused := mayReadCalls(m); refused != nil && (err != nil || k.Operator != m.User.ID) {
		return CallView{}, nil, refused
	}
	if err != nil {
		return CallView{}, nil, err
	}
	priced, err := c.callViews(ctx, m.Workspace.ID, []call.Call{k})
	if err == nil {
		err = c.priceCalls(ctx, m.Workspace.ID, priced)
	}
	if err != nil {
		return CallView{}, nil, err
	}
	lines, err := c.Store.Timeline(ctx, m.Workspace.ID, id)
	if err != nil {
		return CallView{}, nil, err
	}
	name, err := c.names(ctx, m.Workspace.ID)
	if err != nil {
		return CallView{}, nil, err
	}
	views := make([]LineView, len(lines))
	for i, l := range lines {
		views[i] = LineView{Line: l, User: name(l.User)}
	}
	return priced[0], views, nil
}

// JoinCall gives the operator of a live call a new leg: after a reload, a change of network, on another device. The leg
// before it ends; the customer's leg is untouched.
func (c *Center) JoinCall(ctx context.Context, m org.Member, id call.ID, offer string) (string, error) {
	k, err := c.ownCall(ctx, m, id)
	if err != nil {
		return "", err
	}
	bridge, ok := c.Bridges.Bridge(bridgeID(k))
	if !k.State.Live() || !ok {
		return "", fault.New(fault.Conflict, "This call is over.").Because("call_over")
	}
	return bridge.JoinOperator(ctx, offer)
}

// HangUp ends a call for its operator. A call that is over already stays as it is.
func (c *Center) HangUp(ctx context.Context, m org.Member, id call.ID) (CallView, error) {
	k, err := c.ownCall(ctx, m, id)
	if err != nil {
		return CallView{}, err
	}
	if k.State.Live() {
		if k, err = c.advance(ctx, k.WorkspaceID, k.ID, call.Event{Kind: call.HungUp, At: c.now(), User: m.User.ID}); err != nil {
			return CallView{}, err
		}
	}
	return c.view(ctx, k)
}

// call returns a call that the member may see; others do not exist for them.
func (c *Center) call(ctx context.Context, m org.Member, id call.ID) (call.Call, error) {
	k, err := c.Store.Call(ctx, m.Workspace.ID, id)
	if err != nil {
		return call.Call{}, err
	}
	gone := fault.New(fault.NotFound, "There is no such call.")
	if k.Operator == m.User.ID {
		return k, nil // nobody loses sight of a call of their own
	}
	if !m.Sees(k.AccountID) {
		return call.Call{}, gone
	}
	if _, err := c.seenContact(ctx, m, k.ContactID); err != nil {
		return call.Call{}, gone.Wrap(err)
	}
	return k, nil
}

// ownCall returns a call that the member talks on.
func (c *Center) ownCall(ctx context.Context, m org.Member, id call.ID) (call.Call, error) {
	k, err := c.call(ctx, m, id)
	if err != nil {
		return call.Call{}, err
	}
	if k.Operator != m.User.ID {
		return call.Call{}, fault.New(fault.Forbidden, "This is the call of another operator.").Because("not_yours")
	}
	return k, nil
}

func mayReadCalls(m org.Member) error {
	if err := callsInPlan(m); err != nil {
		return err
	}
	if m.Can(org.PathCallHistory) {
		return nil
	}
	return fault.New(fault.Forbidden, "Your permission group does not include SAC 360º > WhatsApp API > Calls.").Because("no_permission")
}
