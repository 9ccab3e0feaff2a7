package center

import (
	"context"
	"slices"
	"strings"
	"time"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

// The lengths of what people write about a service, in characters.
const (
	maxReason = 200
	maxNote   = 4096
)

// Reasons that were used lately are offered again: as many, and as far back.
const (
	reasonsOffered = 12
	reasonsLife    = 90 * 24 * time.Hour
)

// TakeService takes a waiting service. Of two who take it at once one has it, and the other is told who.
func (c *Center) TakeService(ctx context.Context, m org.Member, id desk.ConversationID) (ConversationView, error) {
	return c.serveAs(ctx, m, id, desk.TakenOver, "", func(ctx context.Context, v desk.Conversation) (desk.Conversation, error) {
		next, err := v.TakenOver(m.User.ID)
		if err == nil || v.State != desk.InService {
			return next, err
		}
		if u, e := c.Store.User(ctx, m.Workspace.ID, v.Attendant); e == nil {
			err = fault.New(fault.Conflict, "%s has taken this service.", u.Name).Because("taken")
		}
		return next, err
	})
}

// Successors are whom a service can be handed over to: who sees its account.
type Successors struct {
	Users       []org.User
	Departments []org.Department
}

// Successors lists whom a service can be handed over to. Whoever is blocked is not among them.
func (c *Center) Successors(ctx context.Context, m org.Member, id desk.ConversationID) (Successors, error) {
	v, err := c.conversation(ctx, m, id)
	if err != nil {
		return Successors{}, err
	}
	o, err := c.organisation(ctx, m.Workspace.ID)
	if err != nil {
		return Successors{}, err
	}
	sees := func(u org.User) bool { return org.MemberOf(u, m.Workspace, o.departments, nil).Sees(v.AccountID) }
	var all Successors
	for _, u := range o.users {
		if sees(u) {
			all.Users = append(all.Users, u)
		}
	}
	for _, d := range o.departments {
		if sees(org.User{Departments: []org.DepartmentID{d.ID}}) {
			all.Departments = append(all.Departments, d)
		}
	}
	return all, nil
}

// HandOverService hands a service over to a user, who is told, or back to waiting for a department. Exactly one of the two is named,
// and has to see the account.
func (c *Center) HandOverService(ctx context.Context, m org.Member, id desk.ConversationID, user org.UserID, department org.DepartmentID) (ConversationView, error) {
	if (user == "") == (department == "") {
		return ConversationView{}, fault.New(fault.Invalid, "Choose a person or a department.").On("userId")
	}
	all, err := c.Successors(ctx, m, id)
	if err != nil {
		return ConversationView{}, err
	}
	if department != "" {
		at := slices.IndexFunc(all.Departments, func(d org.Department) bool { return d.ID == department })
		if at < 0 {
			return ConversationView{}, fault.New(fault.Conflict, "This department does not have the account, or is not there any more.").On("departmentId").Because("not_seen")
		}
		return c.serveAs(ctx, m, id, desk.Transferred, all.Departments[at].Name, func(_ context.Context, v desk.Conversation) (desk.Conversation, error) {
			return v.HandedToDepartment(department)
		})
	}
	at := slices.IndexFunc(all.Users, func(u org.User) bool { return u.ID == user })
	if at < 0 {
		return ConversationView{}, fault.New(fault.Conflict, "This person does not see the account, or is blocked.").On("userId").Because("not_seen")
	}
	u := all.Users[at]
	return c.serveAs(ctx, m, id, desk.Transferred, u.Name, func(ctx context.Context, v desk.Conversation) (desk.Conversation, error) {
		next, err := v.HandedTo(u.ID)
		if err != nil || next == v || u.ID == m.User.ID {
			return next, err
		}
		return next, c.tell(ctx, u.ID, desk.HandedOver, next, m.User.ID)
	})
}

// CloseService closes a service for a reason. While a call with the contact goes on it stays open.
func (c *Center) CloseService(ctx context.Context, m org.Member, id desk.ConversationID, reason string) (ConversationView, error) {
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return ConversationView{}, fault.New(fault.Invalid, "Say why it is closed.").On("reason").Because("required")
	}
	if err := within(reason, maxReason, "reason"); err != nil {
		return ConversationView{}, err
	}
	return c.serveAs(ctx, m, id, desk.ClosedFor, reason, func(ctx context.Context, v desk.Conversation) (desk.Conversation, error) {
		if _, err := c.Store.LiveCallWith(ctx, m.Workspace.ID, v.AccountID, v.ContactID); err == nil {
			return v, fault.New(fault.Conflict, "A call with this contact is going on. Close the service when it is over.").Because("contact_busy")
		} else if !fault.Is(err, fault.NotFound) {
			return v, err
		}
		return v.Over()
	})
}

// CloseReasons lists the reasons that were given lately, the newest first.
func (c *Center) CloseReasons(ctx context.Context, m org.Member) ([]string, error) {
	return c.Store.CloseReasons(ctx, m.Workspace.ID, c.now().Add(-reasonsLife), reasonsOffered)
}

// ReopenService opens a closed service again, as served by the member. fault.Conflict while the contact has another one that is open
// on the account.
func (c *Center) ReopenService(ctx context.Context, m org.Member, id desk.ConversationID) (ConversationView, error) {
	return c.serveAs(ctx, m, id, desk.Reopened, "", func(ctx context.Context, v desk.Conversation) (desk.Conversation, error) {
		if v.State == desk.Closed {
			if _, err := c.Store.OpenConversation(ctx, m.Workspace.ID, v.AccountID, v.ContactID); err == nil {
				return v, fault.New(fault.Conflict, "This contact has another service open on this account.").Because("another_open")
			} else if !fault.Is(err, fault.NotFound) {
				return v, err
			}
		}
		return v.OpenAgain(m.User.ID)
	})
}

// WriteNote writes something for the team into a service. Whoever is named in it with an @ and sees the account is told. The same
// clientKey is the same note.
func (c *Center) WriteNote(ctx context.Context, m org.Member, id desk.ConversationID, text, clientKey string) (MessageView, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return MessageView{}, fault.New(fault.Invalid, "Write something first.").On("text")
	}
	if err := within(text, maxNote, "text"); err != nil {
		return MessageView{}, err
	}
	if err := within(clientKey, maxClientKey, "clientKey"); err != nil {
		return MessageView{}, err
	}
	v, err := c.conversation(ctx, m, id)
	if err != nil {
		return MessageView{}, err
	}
	users, err := c.Store.Users(ctx, m.Workspace.ID)
	if err != nil {
		return MessageView{}, err
	}
	var k desk.Message
	err = c.atomically(ctx, func(ctx context.Context) error {
		if k, err = c.Store.MessageByClientKey(ctx, m.Workspace.ID, id, clientKey); err == nil || !fault.Is(err, fault.NotFound) {
			return err
		}
		if k, err = c.write(ctx, m, v, desk.Note, text, clientKey); err != nil {
			return err
		}
		for _, u := range desk.Mentioned(text, users) {
			them, err := c.Store.Member(ctx, u.ID)
			if err != nil {
				return err
			}
			if u.ID == m.User.ID || !them.Sees(v.AccountID) {
				continue
			}
			if err := c.tell(ctx, u.ID, desk.MentionedInNote, v, m.User.ID); err != nil {
				return err
			}
		}
		return nil
	})
	return MessageView{Message: k, Author: &m.User}, err
}

// serveAs moves a service one step, and writes the step into its thread.
func (c *Center) serveAs(ctx context.Context, m org.Member, id desk.ConversationID, kind desk.Kind, text string, step func(context.Context, desk.Conversation) (desk.Conversation, error)) (ConversationView, error) {
	var v desk.Conversation
	err := c.atomically(ctx, func(ctx context.Context) (err error) {
		if v, err = c.conversation(ctx, m, id); err != nil {
			return err
		}
		before := v
		if v, err = step(ctx, v); err != nil {
			return err
		}
		if v == before {
			return nil // done already, by a click that came twice
		}
		if err := c.Store.SaveConversation(ctx, &v); err != nil {
			return err
		}
		c.later(ctx, func(context.Context) { c.announceConversation(v) })
		_, err = c.write(ctx, m, v, kind, text, "")
		return err
	})
	if err != nil {
		return ConversationView{}, err
	}
	views, err := c.conversationViews(ctx, m.Workspace.ID, []desk.Conversation{v})
	if err != nil {
		return ConversationView{}, err
	}
	return views[0], nil
}

// write adds an entry of the team to a thread.
func (c *Center) write(ctx context.Context, m org.Member, v desk.Conversation, kind desk.Kind, text, clientKey string) (desk.Message, error) {
	k := desk.Message{
		ID: desk.MessageID(newID()), WorkspaceID: v.WorkspaceID, ConversationID: v.ID, Direction: desk.Internal, Kind: kind,
		Text: text, Author: m.User.ID, Status: desk.Received, ClientKey: clientKey, At: c.now(),
	}
	if err := c.Store.CreateMessage(ctx, &k); err != nil {
		return k, err
	}
	c.later(ctx, func(context.Context) { c.announceMessage(k, v) })
	return k, nil
}
