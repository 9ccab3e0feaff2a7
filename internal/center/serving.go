package center

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

// maxNote is the longest note, in characters.
const maxNote = 4096

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
	contact, err := c.Store.Contact(ctx, m.Workspace.ID, v.ContactID)
	if err != nil {
		return Successors{}, err
	}
	sees := func(u org.User) bool { return org.MemberOf(u, m.Workspace, o.departments, nil).Sees(v.AccountID) }
	var all Successors
	for _, u := range o.users {
		if sees(u) && contact.SeenBy(org.Member{User: u}) {
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

// HandOver says who goes on with a service: a user; or a department, for which it waits; or whom the roulette finds, in the
// department or among all who see the account.
type HandOver struct {
	User       org.UserID
	Department org.DepartmentID
	Roulette   desk.Roulette
}

// HandOverService hands a service over. The user who gets it is told.
func (c *Center) HandOverService(ctx context.Context, m org.Member, id desk.ConversationID, to HandOver) (ConversationView, error) {
	switch {
	case to.Roulette != "" && !to.Roulette.Known():
		return ConversationView{}, fault.New(fault.Invalid, "%q is no way of the roulette: it is random, sequential or fewest.", to.Roulette).On("roulette")
	case to.Roulette != "" && to.User != "", to.Roulette == "" && (to.User == "") == (to.Department == ""):
		return ConversationView{}, fault.New(fault.Invalid, "Choose a person, a department or the roulette.").On("userId")
	}
	all, err := c.Successors(ctx, m, id)
	if err != nil {
		return ConversationView{}, err
	}
	var department org.Department
	if to.Department != "" {
		at := slices.IndexFunc(all.Departments, func(d org.Department) bool { return d.ID == to.Department })
		if at < 0 {
			return ConversationView{}, fault.New(fault.Conflict, "This department does not have the account, or is not there any more.").On("departmentId").Because("not_seen")
		}
		department = all.Departments[at]
	}
	if to.Roulette != "" {
		return c.deal(ctx, m, id, to, all.Users)
	}
	if to.Department != "" {
		return c.serveAs(ctx, m, id, desk.Transferred, department.Name, func(_ context.Context, v desk.Conversation) (desk.Conversation, error) {
			return v.HandedToDepartment(department.ID)
		})
	}
	at := slices.IndexFunc(all.Users, func(u org.User) bool { return u.ID == to.User })
	if at < 0 {
		return ConversationView{}, fault.New(fault.Conflict, "This person does not see the account, or is blocked.").On("userId").Because("not_seen")
	}
	u := all.Users[at]
	return c.serveAs(ctx, m, id, desk.Transferred, u.Name, func(ctx context.Context, v desk.Conversation) (desk.Conversation, error) {
		return c.handTo(ctx, m, v, u)
	})
}

// handTo hands a service to a user and tells them. Call it in a transaction.
func (c *Center) handTo(ctx context.Context, m org.Member, v desk.Conversation, u org.User) (desk.Conversation, error) {
	next, err := v.HandedTo(u.ID)
	if err != nil || next == v || u.ID == m.User.ID {
		return next, err
	}
	return next, c.tell(ctx, u.ID, desk.HandedOver, next, m.User.ID)
}

// deal lets the roulette find who goes on with a service. Whoever has it now is not among them.
func (c *Center) deal(ctx context.Context, m org.Member, id desk.ConversationID, to HandOver, users []org.User) (ConversationView, error) {
	v, err := c.conversation(ctx, m, id)
	if err != nil {
		return ConversationView{}, err
	}
	players := slices.DeleteFunc(slices.Clone(users), func(u org.User) bool {
		return u.ID == v.Attendant || to.Department != "" && !slices.Contains(u.Departments, to.Department)
	})
	if len(players) == 0 {
		return ConversationView{}, fault.New(fault.Conflict, "There is nobody else who could take this service.").On("roulette").Because("nobody")
	}
	services, err := c.Store.Load(ctx, m.Workspace.ID, nil, "")
	if err != nil {
		return ConversationView{}, err
	}
	load := map[org.UserID]int{}
	for _, l := range services {
		if l.State == desk.InService {
			load[l.Attendant] += l.Services
		}
	}
	last, err := c.Store.Turn(ctx, m.Workspace.ID, to.Department)
	if err != nil {
		return ConversationView{}, err
	}
	u := to.Roulette.Deal(players, load, last, rand.Float64())
	return c.serveAs(ctx, m, id, desk.Transferred, u.Name, func(ctx context.Context, v desk.Conversation) (desk.Conversation, error) {
		if err := c.Store.SetTurn(ctx, m.Workspace.ID, to.Department, u.ID); err != nil {
			return v, err
		}
		return c.handTo(ctx, m, v, u)
	})
}

// Counts is how many services there are that are not closed.
type Counts struct {
	Waiting   int
	InService int
	Mine      int // of those in service
	Unread    int // of all, how many have something to read
}

// CountServices counts the services that the member may see.
func (c *Center) CountServices(ctx context.Context, m org.Member) (Counts, error) {
	services, err := c.Store.Load(ctx, m.Workspace.ID, c.visible(m), viewer(m))
	if err != nil {
		return Counts{}, err
	}
	var n Counts
	for _, l := range services {
		n.Unread += l.Unread
		if l.State == desk.Waiting {
			n.Waiting += l.Services
			continue
		}
		n.InService += l.Services
		if l.Attendant == m.User.ID {
			n.Mine += l.Services
		}
	}
	return n, nil
}

// CloseService closes a service for a reason. While a call with the contact goes on it stays open.
func (c *Center) CloseService(ctx context.Context, m org.Member, id desk.ConversationID, reason string) (ConversationView, error) {
	closing, err := c.Store.Closing(ctx, m.Workspace.ID)
	if err != nil {
		return ConversationView{}, err
	}
	if reason, err = closing.Reason(reason); err != nil {
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
	contact, err := c.Store.Contact(ctx, m.Workspace.ID, v.ContactID)
	if err != nil {
		return MessageView{}, err
	}
	var k desk.Message
	err = c.insist(ctx, func(ctx context.Context) error {
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
			if u.ID == m.User.ID || !them.Sees(v.AccountID) || !contact.SeenBy(them) {
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
	err := c.insist(ctx, func(ctx context.Context) (err error) {
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
