package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"ramal/internal/auth"
	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/org"
	"ramal/internal/store"
)

// The past of the demo is what a team leaves behind in two weeks, so that every page looks as it does where people work. It is
// written into the database as it would stand there; the sandbox's people begin with what they remember of it: who may be called,
// and whose window is open. It moves by the same pure functions as everything else.

// colleagues are more of the team, who sign in as the others do.
var colleagues = []person{
	{"Rita Campos", "rita@aurora.example", "operator", false},
	{"João Neves", "joao@aurora.example", "operator", false},
	{"Lúcia Barros", "lucia@aurora.example", "operator", false},
}

// acquaintance is a person of the past. The phone goes on behind +55 11 99999.
type acquaintance struct {
	name, phone string
	allows      string // what calls they allow at the sandbox: "", "temporary" or "permanent"
}

func (k acquaintance) number() string { return "551199999" + k.phone }

// talk is a service of the past: whose, who had it (by their place among the people of the demo), when it began, and what came
// one after the other.
type talk struct {
	with  string
	by    int
	ago   time.Duration
	turns []turn
}

// turn is one entry of a talk, some minutes after the one before.
type turn struct {
	kind    desk.Kind
	by      desk.Direction
	text    string
	pause   time.Duration
	outcome call.Outcome // of a call
	talked  time.Duration
}

const calledThen desk.Kind = "call" // a turn that is a call, not a message

func they(text string) turn { return turn{kind: desk.Text, by: desk.Incoming, text: text} }
func we(text string) turn   { return turn{kind: desk.Text, by: desk.Outgoing, text: text} }
func note(text string) turn { return turn{kind: desk.Note, by: desk.Internal, text: text} }
func asked() turn           { return turn{kind: desk.CallRequest, by: desk.Outgoing} }
func replied(how string) turn {
	return turn{kind: desk.PermissionReply, by: desk.Incoming, text: how}
}
func closed(why string) turn { return turn{kind: desk.ClosedFor, by: desk.Internal, text: why} }

func called(outcome call.Outcome, talked time.Duration) turn {
	return turn{kind: calledThen, by: desk.Outgoing, outcome: outcome, talked: talked}
}

func missed() turn { return turn{kind: calledThen, by: desk.Incoming, outcome: call.Missed} }

func (t turn) later(d time.Duration) turn { t.pause = d; return t }

// times is how long ago each turn was.
func (t talk) times() []time.Duration {
	all := make([]time.Duration, len(t.turns))
	ago := t.ago
	for i, turn := range t.turns {
		if i > 0 {
			ago -= cmp.Or(turn.pause, pauseOf(i))
		}
		all[i] = ago
	}
	return all
}

// wamid is Meta's id of a turn, which the phone and the service know it by.
func (t talk) wamid(i int) string { return fmt.Sprintf("wamid.past.%x.%d", t.with, i) }

// pauseOf is how long a turn comes after the one before, where nothing else is said.
func pauseOf(i int) time.Duration { return time.Duration(2+(i*7)%5) * time.Minute }

// pastPeople is the sandbox's part of the past, as a seed of its world.
func pastPeople() ([]byte, error) {
	type line struct {
		ID   string `json:"id"`
		From string `json:"from"`
		Text string `json:"text"`
		Ago  int64  `json:"ago_seconds"`
	}
	type user struct {
		WaID       string `json:"wa_id"`
		Name       string `json:"name"`
		Behaviour  string `json:"behaviour"`
		AnswerMS   int    `json:"answer_after_ms"`
		Permission string `json:"permission"`
		WindowOpen bool   `json:"window_open"`
		Chat       []line `json:"chat"`
	}
	var seed struct {
		KeepUsers bool   `json:"keep_users"`
		Users     []user `json:"users"`
	}
	seed.KeepUsers = true
	for _, k := range acquaintances {
		u := user{WaID: k.number(), Name: k.name, Behaviour: "answer", AnswerMS: 2500, Permission: cmp.Or(k.allows, "none"), Chat: []line{}}
		if at := slices.IndexFunc(talks, func(t talk) bool { return t.with == k.name }); at >= 0 {
			u.WindowOpen = talks[at].ago < desk.WindowLife
			for i, ago := range talks[at].times() {
				if turn := talks[at].turns[i]; turn.kind == desk.Text {
					from := map[desk.Direction]string{desk.Incoming: "user", desk.Outgoing: "business"}[turn.by]
					u.Chat = append(u.Chat, line{talks[at].wamid(i), from, turn.text, int64(ago.Seconds())})
				}
			}
		}
		seed.Users = append(seed.Users, u)
	}
	return json.Marshal(seed)
}

// past writes the past down.
type past struct {
	db         *store.DB
	world      *demoWorld
	now        time.Time
	people     []org.User
	contacts   map[string]desk.Contact
	serial     int
	department org.DepartmentID
}

// remember writes the past of the demo, whole or not at all.
func (w *demoWorld) remember(ctx context.Context, db *store.DB, now time.Time) error {
	p := &past{db: db, world: w, now: now.UTC().Truncate(time.Millisecond), contacts: map[string]desk.Contact{}}
	return db.Atomically(ctx, func(ctx context.Context) error {
		if err := p.team(ctx); err != nil {
			return err
		}
		for i, k := range acquaintances {
			if err := p.meet(ctx, k, i); err != nil {
				return err
			}
		}
		for _, t := range talks {
			if err := p.tell(ctx, t); err != nil {
				return fmt.Errorf("the talk with %s: %w", t.with, err)
			}
		}
		return nil
	})
}

// team adds the colleagues, and a department for sales.
func (p *past) team(ctx context.Context) error {
	ws := p.world.admin.Workspace.ID
	hash, err := auth.HashPassword(demoPassword)
	if err != nil {
		return err
	}
	group := p.world.paula.In[0].Groups
	sales := org.Department{ID: org.DepartmentID(newID()), WorkspaceID: ws, Name: "Vendas", Groups: group, Accounts: []org.AccountID{p.world.account.ID}, CreatedAt: p.now}
	if err := p.db.CreateDepartment(ctx, &sales); err != nil {
		return err
	}
	p.department = sales.ID
	for _, k := range colleagues {
		u := org.User{ID: org.UserID(newID()), WorkspaceID: ws, Name: k.name, Email: k.email, Language: "pt-BR", Departments: []org.DepartmentID{sales.ID}, CreatedAt: p.now}
		if err := p.db.CreateUser(ctx, &u, hash); err != nil {
			return err
		}
		p.people = append(p.people, u)
	}
	p.people = append([]org.User{p.world.paula.User}, p.people...)
	return nil
}

// meet writes a person down, and what calls they allow.
func (p *past) meet(ctx context.Context, k acquaintance, i int) error {
	at := p.now.Add(-time.Duration(20+i*3) * 24 * time.Hour)
	c := desk.Contact{
		ID: desk.ContactID(newID()), WorkspaceID: p.world.admin.Workspace.ID, Name: k.name, WhatsAppName: k.name,
		WaID: k.number(), Phone: k.number(), CreatedAt: at, UpdatedAt: at,
	}
	if err := p.db.CreateContact(ctx, &c); err != nil {
		return err
	}
	p.contacts[k.name] = c
	if k.allows == "" {
		return nil
	}
	allowed := call.Permission{
		WorkspaceID: c.WorkspaceID, AccountID: p.world.account.ID, ContactID: c.ID, Grant: call.Temporary, ExpiresAt: p.now.Add(7 * day),
		Answer: call.Agreed, RepliedAt: p.now, UpdatedAt: p.now,
	}
	if k.allows == "permanent" {
		allowed.Grant, allowed.ExpiresAt = call.Permanent, time.Time{}
	}
	return p.db.SavePermission(ctx, &allowed)
}

// tell writes a talk down: the service, its messages, its calls.
func (p *past) tell(ctx context.Context, t talk) error {
	k, known := p.contacts[t.with]
	if !known {
		return fmt.Errorf("nobody is called %s", t.with)
	}
	at := p.now.Add(-t.ago)
	v := desk.Conversation{
		ID: desk.ConversationID(newID()), WorkspaceID: k.WorkspaceID, AccountID: p.world.account.ID, ContactID: k.ID,
		Channel: desk.WhatsAppAPI, State: desk.Waiting, CreatedAt: at, LastAt: at,
	}
	if err := p.db.CreateConversation(ctx, &v); err != nil {
		return err
	}
	who := p.people[t.by]
	for i, ago := range t.times() {
		if ago < 0 {
			return fmt.Errorf("entry %d would be in the future", i)
		}
		var err error
		if turn := t.turns[i]; turn.kind == calledThen {
			v, err = p.call(ctx, v, who, turn, p.now.Add(-ago))
		} else {
			v, err = p.write(ctx, v, who, turn, p.now.Add(-ago), t.wamid(i))
		}
		if err != nil {
			return err
		}
	}
	return p.db.SaveConversation(ctx, &v)
}

// write stores an entry and moves the service as it moves when such an entry comes.
func (p *past) write(ctx context.Context, v desk.Conversation, who org.User, t turn, at time.Time, wamid string) (desk.Conversation, error) {
	m := desk.Message{
		ID: desk.MessageID(newID()), WorkspaceID: v.WorkspaceID, ConversationID: v.ID, Direction: t.by, Kind: t.kind, Text: t.text,
		Status: desk.Received, At: at,
	}
	if t.by != desk.Internal {
		m.MetaID = wamid
	}
	preview := t.text
	if t.kind != desk.Text {
		preview = ":" + string(t.kind) + ":" + t.text
	}
	var err error
	switch {
	case t.kind == desk.ClosedFor:
		v, err = v.Over()
	case t.by == desk.Incoming:
		v = v.Received(at, preview)
	case t.by == desk.Outgoing:
		m.Status = desk.Read
		v = v.Sent(at, preview).Taken(who.ID).Seen()
	}
	if t.by != desk.Incoming {
		m.Author = who.ID
	}
	if err != nil {
		return v, err
	}
	return v, p.db.CreateMessage(ctx, &m)
}

// call stores a call that is over, moved by what happened to it.
func (p *past) call(ctx context.Context, v desk.Conversation, who org.User, t turn, at time.Time) (desk.Conversation, error) {
	p.serial++
	k := call.Call{
		ID: call.ID(newID()), WorkspaceID: v.WorkspaceID, AccountID: v.AccountID, ContactID: v.ContactID, ConversationID: v.ID,
		Direction: call.Inbound, Node: defaultNode,
	}
	if t.by == desk.Outgoing {
		k.Direction, k.Operator = call.Outbound, who.ID
	}
	var lines []call.Line
	for _, e := range happened(t, at, who.ID, fmt.Sprintf("wacid.past.%d", p.serial)) {
		next, _, err := call.Next(k, e)
		if err != nil {
			return v, err
		}
		lines = append(lines, call.LineOf(k, next, e))
		k = next
	}
	if k.Outcome == call.Completed || k.Direction == call.Inbound {
		v = v.Called(at)
	}
	return v, p.db.CreateCall(ctx, &k, lines)
}

// happened is what Meta and the operator did, from the click to the end.
func happened(t turn, at time.Time, who org.UserID, wacid string) []call.Event {
	const rings = 9 * time.Second
	after := func(d time.Duration, kind call.Kind) call.Event {
		return call.Event{Kind: kind, At: at.Add(d), MetaID: wacid}
	}
	end := func(d time.Duration) call.Event {
		e := after(d, call.Terminated)
		e.Facts = &call.Facts{}
		return e
	}
	if t.outcome == call.Missed {
		return []call.Event{after(0, call.Offered), end(rings)}
	}
	events := []call.Event{
		{Kind: call.Dialed, At: at, User: who},
		after(400*time.Millisecond, call.Placed), after(900*time.Millisecond, call.Connected), after(2*time.Second, call.Rang),
	}
	switch picked := 2*time.Second + rings; t.outcome {
	case call.Completed:
		over := end(picked + t.talked)
		over.Facts = &call.Facts{StartedAt: at.Add(picked), EndedAt: over.At, Duration: t.talked}
		return append(events, after(picked, call.Accepted), after(picked+120*time.Millisecond, call.MediaUp), over)
	case call.Declined:
		return append(events, after(picked, call.Rejected), end(picked))
	default:
		return append(events, end(2*time.Second+40*time.Second))
	}
}
