package center

import (
	"context"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

// Merge is what merging a contact into another makes of the two.
type Merge struct {
	Into, Gone desk.Contact
	Result     desk.Contact
	Same       bool // whether they can be one person at WhatsApp; otherwise the number and the authorizations of Gone are lost
}

// Twins lists contacts that may be the same person as one: by their number, or by their name.
func (c *Center) Twins(ctx context.Context, m org.Member, id desk.ContactID) ([]desk.Contact, error) {
	k, err := c.Contact(ctx, m, id)
	if err != nil {
		return nil, err
	}
	return c.Store.Twins(ctx, k, viewer(m))
}

// Duplicates lists contacts that may be one person, in groups, for whoever may merge them.
func (c *Center) Duplicates(ctx context.Context, m org.Member, by desk.DuplicateBy, after string, limit int) (desk.Page[[]desk.Contact], error) {
	if err := mayMerge(m); err != nil {
		return desk.Page[[]desk.Contact]{}, err
	}
	if err := mayReadContacts(m); err != nil {
		return desk.Page[[]desk.Contact]{}, err
	}
	return c.Store.Duplicates(ctx, m.Workspace.ID, by, viewer(m), after, pageSize(limit))
}

func mayMerge(m org.Member) error {
	if m.Can(org.PathContactMerge) {
		return nil
	}
	return fault.New(fault.Forbidden, "Your permission group does not include merging contacts.").Because("no_permission")
}

// PlanMerge says what MergeContacts would make of two contacts, and changes nothing.
func (c *Center) PlanMerge(ctx context.Context, m org.Member, into, gone desk.ContactID) (Merge, error) {
	var plan Merge
	err := mayMerge(m)
	if err != nil {
		return plan, err
	}
	if plan.Into, err = c.Contact(ctx, m, into); err != nil {
		return plan, err
	}
	if plan.Gone, err = c.Contact(ctx, m, gone); err != nil {
		return plan, err
	}
	if plan.Into.ID == plan.Gone.ID {
		return plan, fault.New(fault.Conflict, "These are one contact already.").On("id").Because("merged")
	}
	plan.Result, plan.Same = plan.Into.Joined(plan.Gone), desk.SameWhatsApp(plan.Into, plan.Gone)
	return plan, nil
}

// MergeContacts makes one contact of two: services, calls, deals, notes and authorizations of gone become those of into, whose own word
// counts where both say something. It cannot be undone; the old id stays good. fault.Conflict where one of them is on a call, or was changed
// since its version was read.
func (c *Center) MergeContacts(ctx context.Context, m org.Member, into, gone desk.ContactID, version, goneVersion int64) (desk.Contact, error) {
	var k desk.Contact
	err := c.atomically(ctx, func(ctx context.Context) error {
		plan, err := c.PlanMerge(ctx, m, into, gone)
		if err != nil {
			return err
		}
		if plan.Into.Version != version || plan.Gone.Version != goneVersion {
			return stale()
		}
		busy, err := c.onACall(ctx, plan.Into, plan.Gone)
		if err != nil {
			return err
		}
		if busy {
			return fault.New(fault.Conflict, "One of the two is on a call. Merge them when it is over.").Because("on_a_call")
		}
		if k, err = c.join(ctx, plan.Into, plan.Gone); err != nil {
			return err
		}
		return c.note(ctx, m, merged(plan.Into, plan.Gone))
	})
	return k, err
}

// merged is what merging two contacts is to the audit.
func merged(into, gone desk.Contact) org.Deed {
	deed := org.Deed{Action: "contact.merged", Subject: string(into.ID), Name: into.DisplayName()}
	deed.Text("name", gone.DisplayName(), into.DisplayName())
	deed.Text("phone", gone.Phone, into.Phone)
	return deed
}

// onACall reports whether one of two contacts is on a call, and keeps calls away from both until the transaction ends.
func (c *Center) onACall(ctx context.Context, a, b desk.Contact) (bool, error) {
	if err := c.Store.HoldContacts(ctx, a.WorkspaceID, a.ID, b.ID); err != nil {
		return false, err
	}
	return c.Store.OnACall(ctx, a.WorkspaceID, a.ID, b.ID)
}

// join merges gone into another contact and returns what that becomes. Call it in a transaction, with neither of them on a call.
func (c *Center) join(ctx context.Context, into, gone desk.Contact) (desk.Contact, error) {
	accounts, err := c.Store.Accounts(ctx, into.WorkspaceID)
	if err != nil {
		return into, err
	}
	for _, a := range accounts {
		if err := c.joinServices(ctx, a, into, gone); err != nil {
			return into, err
		}
	}
	if desk.SameWhatsApp(into, gone) {
		if err := c.joinPermissions(ctx, into, gone); err != nil {
			return into, err
		}
	}
	k := into.Joined(gone)
	k.UpdatedAt = c.now()
	if err := c.Store.MergeContact(ctx, &k, gone); err != nil {
		return into, err
	}
	c.later(ctx, func(context.Context) {
		c.announceContact(gone)
		c.announceContact(k)
		c.announcePermission(call.Permission{WorkspaceID: k.WorkspaceID, ContactID: k.ID})
	})
	return k, nil
}

// joinServices makes one of the open services that two contacts have on an account.
func (c *Center) joinServices(ctx context.Context, a org.Account, into, gone desk.Contact) error {
	other, err := c.Store.OpenConversation(ctx, a.WorkspaceID, a.ID, gone.ID)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	v, err := c.Store.OpenConversation(ctx, a.WorkspaceID, a.ID, into.ID)
	if fault.Is(err, fault.NotFound) {
		c.later(ctx, func(context.Context) { other.ContactID = into.ID; c.announceConversation(other) })
		return nil
	}
	if err != nil {
		return err
	}
	v = v.Joined(other)
	if err := c.Store.MergeConversation(ctx, &v, other); err != nil {
		return err
	}
	c.later(ctx, func(context.Context) { c.announceConversation(other); c.announceConversation(v) })
	return nil
}

// joinPermissions gives a contact what another one, who is the same person, allowed. The histories are joined by themselves.
func (c *Center) joinPermissions(ctx context.Context, into, gone desk.Contact) error {
	list, err := c.Store.PermissionsOf(ctx, gone.WorkspaceID, gone.ID)
	if err != nil {
		return err
	}
	for _, other := range list {
		p, err := c.Store.Permission(ctx, into.WorkspaceID, other.AccountID, into.ID)
		if err != nil {
			return err
		}
		p = p.Joined(other)
		if err := c.Store.SavePermission(ctx, &p); err != nil {
			return err
		}
	}
	return nil
}

// sameByNumber looks whether the number that came with a contact's business-scoped user id was written down as another contact. That is
// the same person, and the two are merged; or the number was somebody's who has another id, and is theirs no more. While one of the two is on
// a call nothing is done: the number is left out of seen, until it comes again.
func (c *Center) sameByNumber(ctx context.Context, known desk.Contact, seen *desk.Contact) (desk.Contact, error) {
	if seen.BSUID == "" || seen.WaID == "" || known.BSUID != seen.BSUID || known.WaID == seen.WaID {
		return known, nil
	}
	other, err := c.Store.FindContact(ctx, known.WorkspaceID, "", seen.WaID, seen.WaID)
	if fault.Is(err, fault.NotFound) || err == nil && other.ID == known.ID {
		return known, nil
	}
	if err != nil {
		return known, err
	}
	if !desk.SameWhatsApp(known.Met(*seen), other) {
		if !desk.SameNumber(other.WaID, seen.WaID) {
			return known, nil
		}
		if desk.SameNumber(other.Phone, seen.WaID) {
			other.Phone = ""
		}
		other.WaID, other.UpdatedAt = "", c.now()
		c.later(ctx, func(context.Context) { c.announceContact(other) })
		return known, c.Store.SaveContact(ctx, &other)
	}
	busy, err := c.onACall(ctx, known, other)
	if busy || err != nil {
		seen.WaID = ""
		return known, err
	}
	into, gone := known, other
	if other.CreatedAt.Before(known.CreatedAt) {
		into, gone = other, known
	}
	if known, err = c.join(ctx, into, gone); err != nil {
		return known, err
	}
	return known, c.Store.AddEntry(ctx, org.Entry{
		ID: newID(), WorkspaceID: known.WorkspaceID, At: realNow(), ActorName: "WhatsApp", Deed: merged(into, gone),
	})
}
