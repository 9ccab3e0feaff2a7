package center

import (
	"context"
	"time"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/org"
)

// advance moves a call by one event: it loads the row, asks call.Next, saves row, timeline and counters in one
// transaction where the version is unchanged, and after the commit tells the browsers and carries out the effects. Nothing
// else writes a call's state. An event that does not fit the state is fault.Conflict and changes nothing.
func (c *Center) advance(ctx context.Context, ws org.WorkspaceID, id call.ID, e call.Event) (call.Call, error) {
	var k call.Call
	err := c.insist(ctx, func(ctx context.Context) (err error) {
		if k, err = c.Store.Call(ctx, ws, id); err != nil {
			return err
		}
		k, err = c.move(ctx, k, e, c.Store.SaveCall)
		return err
	})
	return k, err
}

// move takes a call one step and stores it with its line and counters; what follows outside waits for the commit. Call it in a transaction.
func (c *Center) move(ctx context.Context, before call.Call, e call.Event, store func(context.Context, *call.Call, []call.Line) error) (call.Call, error) {
	after, effects, err := call.Next(before, e)
	if err != nil {
		return before, err
	}
	if err := store(ctx, &after, []call.Line{call.LineOf(before, after, e)}); err != nil {
		return before, err
	}
	if err := c.count(ctx, after, effects); err != nil {
		return before, err
	}
	c.later(ctx, func(ctx context.Context) { c.moved(before, after); c.carry(ctx, after, effects) })
	return after, nil
}

// moved tells of a stored move.
func (c *Center) moved(before, after call.Call) {
	if c.Moved != nil {
		c.Moved(before, after)
	}
	c.announceCall(after)
}

// count carries out the effects that are facts of our own: they are stored with the move, not after it.
func (c *Center) count(ctx context.Context, k call.Call, effects []call.Effect) error {
	for _, effect := range effects {
		var err error
		switch effect.Kind {
		case call.CountAnswered:
			err = c.changePermission(ctx, k, func(p call.Permission) call.Permission { return p.CallConnected(k.Direction, effect.At) })
		case call.CountMissed:
			err = c.changePermission(ctx, k, func(p call.Permission) call.Permission { return p.CallMissed(effect.At) })
		case call.OpenWindow:
			err = c.openWindow(ctx, k, effect.At)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// changePermission changes what is known of a contact's permission, within the caller's transaction.
func (c *Center) changePermission(ctx context.Context, k call.Call, change func(call.Permission) call.Permission) error {
	before, err := c.Store.Permission(ctx, k.WorkspaceID, k.AccountID, k.ContactID)
	if err != nil {
		return err
	}
	return c.savePermission(ctx, before, change(before), k.Operator)
}

// savePermission stores a permission that was changed, and what became of it as a line of its history. by is who did it, where it was
// one of the team.
func (c *Center) savePermission(ctx context.Context, before, p call.Permission, by org.UserID) error {
	if err := c.Store.SavePermission(ctx, &p); err != nil {
		return err
	}
	c.later(ctx, func(context.Context) { c.announcePermission(p) })
	event, is := p.Since(before)
	if !is {
		return nil
	}
	event.ID = newID()
	if event.Kind == call.RequestMade {
		event.By = by
	}
	return c.Store.AddPermissionEvent(ctx, event)
}

// openWindow refreshes the service window of the call's conversation.
func (c *Center) openWindow(ctx context.Context, k call.Call, at time.Time) error {
	if k.ConversationID == "" {
		return nil
	}
	v, err := c.Store.Conversation(ctx, k.WorkspaceID, k.ConversationID)
	if err != nil {
		return err
	}
	v = v.Called(at)
	if err := c.Store.SaveConversation(ctx, &v); err != nil {
		return err
	}
	c.later(ctx, func(context.Context) { c.announceConversation(v) })
	return nil
}

// view adds the names that a call's reader needs.
func (c *Center) view(ctx context.Context, k call.Call) (CallView, error) {
	views, err := c.callViews(ctx, k.WorkspaceID, []call.Call{k})
	if err != nil {
		return CallView{}, err
	}
	return views[0], nil
}

func (c *Center) callViews(ctx context.Context, ws org.WorkspaceID, list []call.Call) ([]CallView, error) {
	name, err := c.names(ctx, ws)
	if err != nil {
		return nil, err
	}
	accounts, err := c.Store.Accounts(ctx, ws)
	if err != nil {
		return nil, err
	}
	byID := make(map[org.AccountID]org.Account, len(accounts))
	for _, a := range accounts {
		byID[a.ID] = a
	}
	ids := make([]desk.ContactID, len(list))
	for i, k := range list {
		ids[i] = k.ContactID
	}
	contacts, err := c.Store.ContactsByID(ctx, ws, ids)
	if err != nil {
		return nil, err
	}
	views := make([]CallView, len(list))
	for i, k := range list {
		views[i] = CallView{Call: k, Account: byID[k.AccountID], Contact: contacts[k.ContactID], Operator: name(k.Operator)}
	}
	return views, nil
}
