package center

import (
	"context"

	"golang.org/x/sync/errgroup"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

// PlaceCall calls a contact: it checks every gate, opens the bridge with the operator's leg and Meta's offer made in
// parallel, stores the call and returns the answer for the operator's browser. Meta is asked after that; what it says
// arrives as events of the call.
//
// The account may be "" for the one of the contact's open service. Refusals are fault.Forbidden or fault.Conflict with the
// reason of the gate.
func (c *Center) PlaceCall(ctx context.Context, m org.Member, account org.AccountID, contact desk.ContactID, offer string) (Placed, error) {
	if err := c.Ready(); err != nil {
		return Placed{}, err
	}
	action, err := c.CallAction(ctx, m, account, contact)
	if err != nil {
		return Placed{}, err
	}
	if action.Call != nil {
		return Placed{}, action.Call.Fault()
	}
	k := call.Call{
		ID: call.ID(newID()), WorkspaceID: m.Workspace.ID, AccountID: action.AccountID, ContactID: action.ContactID,
		ConversationID: action.ConversationID, Direction: call.Outbound, Operator: m.User.ID, Node: c.Node,
	}
	answer, err := c.openBridge(ctx, k, offer)
	if err != nil {
		return Placed{}, err
	}
	dialed := call.Event{Kind: call.Dialed, At: c.now(), User: m.User.ID}
	k, err = c.create(ctx, k, dialed)
	if err != nil {
		c.closeBridge(k)
		return Placed{}, err
	}
	view, err := c.view(ctx, k)
	if err != nil {
		c.log().Error("placed call not shown", "call", k.ID, "error", err)
		view = CallView{Call: k}
	}
	return Placed{Call: view, Answer: answer}, nil
}

// create stores the first state of a call with its first line, and after the commit carries out its effects.
func (c *Center) create(ctx context.Context, k call.Call, e call.Event) (call.Call, error) {
	err := c.atomically(ctx, func(ctx context.Context) (err error) {
		k, err = c.move(ctx, k, e, c.Store.CreateCall)
		return err
	})
	return k, err
}

// openBridge opens the audio of a new call: the operator's leg and our offer to Meta at the same time.
func (c *Center) openBridge(ctx context.Context, k call.Call, offer string) (answer string, err error) {
	bridge, err := c.Bridges.OpenBridge(bridgeID(k))
	if err != nil {
		return "", fault.New(fault.Unavailable, "The server could not open the audio of this call. Try again.").Wrap(err)
	}
	var legs errgroup.Group
	legs.Go(func() (err error) {
		answer, err = bridge.JoinOperator(ctx, offer)
		return err
	})
	legs.Go(func() error {
		_, err := bridge.OfferMeta(ctx)
		return err
	})
	if err := legs.Wait(); err != nil {
		c.closeBridge(k)
		return "", err
	}
	return answer, nil
}

// closeBridge ends the audio of a call on this node, where there is any.
func (c *Center) closeBridge(k call.Call) {
	if bridge, ok := c.Bridges.Bridge(bridgeID(k)); ok {
		bridge.Close()
	}
}
