package center

import (
	"context"
	"maps"

	"ramal/internal/desk"
	"ramal/internal/org"
)

// DealChange is what to change of a deal; nil leaves a field as it is.
type DealChange struct {
	Title   *string
	Contact *desk.ContactID
	Owner   *org.UserID
	Value   *int64
	CloseOn *string
	Fields  map[desk.FieldID]string // only those that are to change; "" takes a value away
	Version int64
}

// ChangeDeal changes what is written on a deal, open or not. What is required is asked for where a custom field is among what changes.
func (c *Center) ChangeDeal(ctx context.Context, m org.Member, id desk.DealID, change DealChange) (DealView, error) {
	return c.dealStep(ctx, m, id, change.Version, func(desk.Deal) bool { return false }, func(ctx context.Context, k desk.Deal, _ desk.Pipeline) (desk.Deal, error) {
		next := k
		set(&next.Title, change.Title)
		set(&next.Contact, change.Contact)
		set(&next.Owner, change.Owner)
		set(&next.Value, change.Value)
		set(&next.CloseOn, change.CloseOn)
		next, err := next.Tidy()
		if err != nil {
			return k, err
		}
		if err := c.dealNames(ctx, m, &next); err != nil {
			return k, err
		}
		if change.Fields != nil {
			if next.Fields, err = c.dealFields(ctx, m, k.Fields, change.Fields, true); err != nil {
				return k, err
			}
		}
		if next.Owner != k.Owner {
			if err := c.tellNewOwner(ctx, m, next); err != nil {
				return k, err
			}
		}
		return next, c.noteDealChanges(ctx, m, k, next)
	})
}

func set[T any](field, to *T) {
	if to != nil {
		*field = *to
	}
}

// noteDealChanges writes a line of the history for each field that has changed.
func (c *Center) noteDealChanges(ctx context.Context, m org.Member, before, after desk.Deal) error {
	type line struct {
		kind        desk.DealEventKind
		was, became string
	}
	lines := []line{
		{desk.DealTitled, before.Title, after.Title},
		{desk.DealValued, amount(before.Value), amount(after.Value)},
		{desk.DealExpected, before.CloseOn, after.CloseOn},
	}
	if before.Owner != after.Owner {
		name, err := c.names(ctx, m.Workspace.ID)
		if err != nil {
			return err
		}
		called := func(id org.UserID) string {
			if u := name(id); u != nil {
				return u.Name
			}
			return ""
		}
		lines = append(lines, line{desk.DealOwned, called(before.Owner), called(after.Owner)})
	}
	if before.Contact != after.Contact {
		contacts, err := c.Store.ContactsByID(ctx, m.Workspace.ID, []desk.ContactID{before.Contact, after.Contact})
		if err != nil {
			return err
		}
		lines = append(lines, line{desk.DealWithContact, contacts[before.Contact].DisplayName(), contacts[after.Contact].DisplayName()})
	}
	for _, l := range lines {
		if l.was == l.became {
			continue
		}
		if err := c.noteDeal(ctx, m, after, l.kind, l.was, l.became); err != nil {
			return err
		}
	}
	return c.noteDealFields(ctx, m, before, after)
}

// noteDealFields writes a line of the history for each custom field that has changed, in their order.
func (c *Center) noteDealFields(ctx context.Context, m org.Member, before, after desk.Deal) error {
	if maps.Equal(before.Fields, after.Fields) {
		return nil
	}
	defined, err := c.Store.Fields(ctx, m.Workspace.ID, desk.OfDeal)
	if err != nil {
		return err
	}
	for _, f := range defined {
		was, became := before.Fields[f.ID], after.Fields[f.ID]
		if was == became {
			continue
		}
		err := c.Store.AddDealEvent(ctx, desk.DealEvent{
			ID: newID(), WorkspaceID: after.WorkspaceID, Deal: after.ID, At: c.now(), Actor: m.User.ID, Kind: desk.DealFieldSet, Field: f.ID, Before: was, After: became,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// dealFields returns the values of a deal's custom fields after those that were typed. complete asks for all that is required.
func (c *Center) dealFields(ctx context.Context, m org.Member, have, typed map[desk.FieldID]string, complete bool) (map[desk.FieldID]string, error) {
	defined, err := c.Store.Fields(ctx, m.Workspace.ID, desk.OfDeal)
	if err != nil {
		return nil, err
	}
	values, err := desk.ReadFields(defined, have, typed, complete)
	if len(values) == 0 {
		values = nil
	}
	return values, err
}
