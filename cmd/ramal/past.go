package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"ramal/internal/auth"
	"ramal/internal/call"
	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/org"
	"ramal/internal/store"
)

// The past of the demo is what a team leaves behind in two weeks, so that every page looks as it does where people work. What the
// team did is done again by the use cases, with a clock that stands in the past; what came from outside is written into the database as
// it would stand there, moved by the same pure functions as everything else. The sandbox's people begin with what they remember
// of it: what was said, who may be called, and whose window is open.

// colleagues are more of the team, who sign in as the others do.
var colleagues = []person{
	{"Rita Campos", "rita@aurora.example", "operator", false},
	{"João Neves", "joao@aurora.example", "operator", false},
	{"Lúcia Barros", "lucia@aurora.example", "operator", false},
}

// The team by their places among the people of the past.
const (
	byPaula = iota
	byRita
	byJoao
	byLucia
	byDiego
	byAlice
)

// acquaintance is a person of the past. The phone goes on behind +55 11 99999.
type acquaintance struct {
	name, phone string
	allows      string // what calls they allow at the sandbox: "", "temporary" or "permanent"
}

func (k acquaintance) number() string { return "551199999" + k.phone }

// past writes the past down.
type past struct {
	db       *store.DB
	center   *center.Center // with a clock that stands where the past is being written
	world    *demoWorld
	now      time.Time
	clock    time.Time
	people   []org.Member
	contacts map[string]desk.ContactID
	fields   map[string]desk.FieldID
	serial   int
	orders   int // the number of the next order of the workshop
	sales    org.DepartmentID
}

// remember writes the past of the demo, whole or not at all.
func (w *demoWorld) remember(ctx context.Context, s *server, now time.Time) error {
	p := &past{
		db: s.store, world: w, now: now.UTC().Truncate(time.Millisecond),
		contacts: map[string]desk.ContactID{}, fields: map[string]desk.FieldID{}, orders: 4452,
	}
	p.center = &center.Center{
		Store: s.store, Bus: s.bus, Gate: s.center.Gate, Bridges: s.center.Bridges, Node: s.center.Node, Log: s.center.Log,
		Now: func() time.Time { return p.clock },
	}
	return s.store.Atomically(ctx, func(ctx context.Context) error {
		for _, step := range []func(context.Context) error{p.team, p.deskTools, p.meetAll, p.tellAll, p.records, p.deals, p.readNotices} {
			if err := step(ctx); err != nil {
				return err
			}
		}
		return nil
	})
}

// at sets the clock back and returns its time.
func (p *past) at(ago time.Duration) time.Time {
	p.clock = p.now.Add(-ago)
	return p.clock
}

// team adds the colleagues, and a department for sales.
func (p *past) team(ctx context.Context) error {
	ws, at := p.world.admin.Workspace.ID, p.at(40*day)
	hash, err := auth.HashPassword(demoPassword)
	if err != nil {
		return err
	}
	group := p.world.paula.In[0].Groups
	sales := org.Department{ID: org.DepartmentID(newID()), WorkspaceID: ws, Name: "Vendas", Groups: group, Accounts: []org.AccountID{p.world.account.ID}, CreatedAt: at}
	if err := p.db.CreateDepartment(ctx, &sales); err != nil {
		return err
	}
	p.sales = sales.ID
	for _, k := range colleagues {
		u := org.User{ID: org.UserID(newID()), WorkspaceID: ws, Name: k.name, Email: k.email, Language: "pt-BR", Departments: []org.DepartmentID{sales.ID}, CreatedAt: at}
		if err := p.db.CreateUser(ctx, &u, hash); err != nil {
			return err
		}
	}
	for _, k := range slices.Concat(team[:1], colleagues, team[1:]) { // in the order of their places
		m, err := memberOf(ctx, p.db, k.email)
		if err != nil {
			return err
		}
		p.people = append(p.people, m)
	}
	return nil
}

// meetAll writes the customers down, as they stand there before any service.
func (p *past) meetAll(ctx context.Context) error {
	for i, k := range acquaintances {
		at := p.at(time.Duration(20+i*3) * day)
		c := desk.Contact{
			ID: desk.ContactID(newID()), WorkspaceID: p.world.admin.Workspace.ID, Name: k.name, WhatsAppName: k.name,
			WaID: k.number(), Phone: k.number(), CreatedAt: at, UpdatedAt: at,
		}
		if err := p.db.CreateContact(ctx, &c); err != nil {
			return err
		}
		p.contacts[k.name] = c.ID
	}
	return nil
}

// contact is who is called so.
func (p *past) contact(name string) (desk.ContactID, error) {
	id, known := p.contacts[name]
	if !known {
		return "", fmt.Errorf("nobody is called %s", name)
	}
	return id, nil
}

// readNotices lets everybody have read what they were told before today.
func (p *past) readNotices(ctx context.Context) error {
	at := p.at(12 * time.Hour)
	for _, m := range p.people {
		if err := p.db.ReadNotices(ctx, m.Workspace.ID, m.User.ID, at, at); err != nil {
			return err
		}
	}
	return nil
}

// changePermission moves what a contact allows, and writes a line of its history.
func (p *past) changePermission(ctx context.Context, v desk.Conversation, by org.UserID, change func(call.Permission) call.Permission) error {
	before, err := p.db.Permission(ctx, v.WorkspaceID, v.AccountID, v.ContactID)
	if err != nil {
		return err
	}
	after := change(before)
	if err := p.db.SavePermission(ctx, &after); err != nil {
		return err
	}
	e, is := after.Since(before)
	if !is {
		return nil
	}
	e.ID = newID()
	if e.Kind == call.RequestMade {
		e.By = by
	}
	return p.db.AddPermissionEvent(ctx, e)
}
