package center

import (
	"context"
	"time"

	"ramal/internal/desk"
	"ramal/internal/org"
)

// NoticeView is a notice with whom it is about.
type NoticeView struct {
	desk.Notice
	Contact desk.Contact
	Account org.Account // of a service
	Deal    *desk.Deal  // nil of a service
	Actor   *org.User   // who caused it; nil for the contact
}

// NoticePage is a page of what a member was told, and how much of all of it is unread.
type NoticePage struct {
	desk.Page[NoticeView]
	Unread int
}

// Notices lists what the member was told, newest first. What is on accounts or deals that they do not see any more is left out.
func (c *Center) Notices(ctx context.Context, m org.Member, after string, limit int) (NoticePage, error) {
	page, err := c.Store.Notices(ctx, m.Workspace.ID, m.User.ID, after, pageSize(limit))
	if err != nil {
		return NoticePage{}, err
	}
	unread, err := c.Store.UnreadNotices(ctx, m.Workspace.ID, m.User.ID)
	if err != nil {
		return NoticePage{}, err
	}
	accounts, err := c.Accounts(ctx, m)
	if err != nil {
		return NoticePage{}, err
	}
	seen := make(map[org.AccountID]org.Account, len(accounts))
	for _, a := range accounts {
		seen[a.ID] = a
	}
	ids := make([]desk.ContactID, len(page.Items))
	var dealIDs []desk.DealID
	for i, n := range page.Items {
		ids[i] = n.ContactID
		if n.DealID != "" {
			dealIDs = append(dealIDs, n.DealID)
		}
	}
	deals, err := c.Store.DealsByID(ctx, m.Workspace.ID, dealIDs)
	if err != nil {
		return NoticePage{}, err
	}
	contacts, err := c.Store.ContactsByID(ctx, m.Workspace.ID, ids)
	if err != nil {
		return NoticePage{}, err
	}
	name, err := c.names(ctx, m.Workspace.ID)
	if err != nil {
		return NoticePage{}, err
	}
	views := []NoticeView{}
	for _, n := range page.Items {
		v := NoticeView{Notice: n, Contact: contacts[n.ContactID], Actor: name(n.Actor)}
		if k, is := deals[n.DealID]; is && m.Can(org.PathDeals) && v.Contact.SeenBy(m) {
			v.Deal = &k
			views = append(views, v)
		} else if a, sees := seen[n.AccountID]; sees && n.DealID == "" {
			v.Account = a
			views = append(views, v)
		}
	}
	return NoticePage{desk.Page[NoticeView]{Items: views, Next: page.Next}, unread}, nil
}

// ReadNotices marks as read what the member was told until a moment: what came while they looked stays unread.
func (c *Center) ReadNotices(ctx context.Context, m org.Member, until time.Time) error {
	if err := c.Store.ReadNotices(ctx, m.Workspace.ID, m.User.ID, until, c.now()); err != nil {
		return err
	}
	c.announceNotices(m.Workspace.ID, m.User.ID)
	return nil
}

// tellWhoAsked tells the user who sent the newest call request of a service what the contact answered. Call it in the transaction
// of the answer.
func (c *Center) tellWhoAsked(ctx context.Context, v desk.Conversation, accepted bool) error {
	page, err := c.Store.Messages(ctx, v.WorkspaceID, desk.MessageQuery{Conversation: v.ID})
	if err != nil {
		return err
	}
	kind := desk.CallDeclined
	if accepted {
		kind = desk.CallAllowed
	}
	for _, k := range page.Items {
		if k.Kind != desk.CallRequest || k.Author == "" {
			continue
		}
		return c.tell(ctx, k.Author, kind, v, "")
	}
	return nil
}

// tell writes down something that a user is told about a service. Call it in the transaction of what it is about.
func (c *Center) tell(ctx context.Context, user org.UserID, kind desk.NoticeKind, v desk.Conversation, actor org.UserID) error {
	c.later(ctx, func(context.Context) { c.announceNotices(v.WorkspaceID, user) })
	return c.Store.AddNotice(ctx, desk.Notice{
		ID: desk.NoticeID(newID()), WorkspaceID: v.WorkspaceID, UserID: user, Kind: kind, AccountID: v.AccountID,
		ContactID: v.ContactID, ConversationID: v.ID, Actor: actor, At: c.now(),
	})
}

// tellNewOwner tells whoever was given a deal by somebody else, where they work with deals. Call it in the transaction of the change.
func (c *Center) tellNewOwner(ctx context.Context, m org.Member, k desk.Deal) error {
	if k.Owner == m.User.ID {
		return nil
	}
	them, err := c.Store.Member(ctx, k.Owner)
	if err != nil || !them.Can(org.PathDeals) {
		return err
	}
	c.later(ctx, func(context.Context) { c.announceNotices(k.WorkspaceID, k.Owner) })
	return c.Store.AddNotice(ctx, desk.Notice{
		ID: desk.NoticeID(newID()), WorkspaceID: k.WorkspaceID, UserID: k.Owner, Kind: desk.DealGiven, ContactID: k.Contact, DealID: k.ID,
		Actor: m.User.ID, At: c.now(),
	})
}
