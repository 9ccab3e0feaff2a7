package store_test

import (
	"bytes"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/store"
)

// start is when everything in these tests happens.
var start = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// world is one workspace with one of everything.
type world struct {
	ws       org.WorkspaceID
	user     org.User
	account  org.Account
	secrets  org.Secrets
	contact  desk.Contact
	service  desk.Conversation
	message  desk.Message
	file     desk.File
	field    desk.Field
	warranty desk.Field // of deals
	note     desk.ContactNote
	taken    desk.Import
	refusal  desk.Refusal
	event    call.PermissionEvent
	reply    desk.QuickReply
	closing  desk.Closing
	funnel   desk.Pipeline
	deal     desk.Deal
	call     call.Call
	lines    []call.Line
	allowed  call.Permission
	password string
}

var serial atomic.Int64

// id makes ids that sort in the order in which they were made, as UUIDv7 do.
func id(kind string) string { return fmt.Sprintf("%s-%08d", kind, serial.Add(1)) }

func newWorld(t testing.TB, db *store.DB) *world {
	t.Helper()
	ctx := t.Context()
	w := &world{ws: org.WorkspaceID(id("ws")), password: "hash"}
	must(t, db.CreateWorkspace(ctx, org.Workspace{
		ID: w.ws, Name: "Oficina Aurora", Plan: org.Plan{Modules: []org.Module{org.ModuleCalls}, Seats: 3}, CreatedAt: start,
	}))
	w.user = org.User{
		ID: org.UserID(id("user")), WorkspaceID: w.ws, Name: "Paula Reis", Email: id("paula") + "@aurora.example",
		Language: "pt-BR", CreatedAt: start,
	}
	must(t, db.CreateUser(ctx, &w.user, w.password))
	w.account = org.Account{
		ID: org.AccountID(id("account")), WorkspaceID: w.ws, Name: "Aurora Atendimento", PhoneNumberID: id("number"), WABAID: "waba",
		DisplayPhone: "551140028922", GraphURL: "http://127.0.0.1:8090", GraphVersion: "v25.0", Status: org.Connected,
		CallingEnabled: true, OperatorUsers: []org.UserID{w.user.ID}, CreatedAt: start,
	}
	w.secrets = org.Secrets{Token: "EAAG-very-secret-token", AppSecret: "0f1e2d3c4b5a", VerifyToken: "shake-hands"}
	must(t, db.CreateAccount(ctx, &w.account, w.secrets))
	w.field = desk.Field{ID: desk.FieldID(id("field")), WorkspaceID: w.ws, Of: desk.OfContact, Name: "CPF", Type: desk.FieldText, Required: true, Unique: true, Position: 2, CreatedAt: start}
	must(t, db.CreateField(ctx, &w.field))
	w.warranty = desk.Field{ID: desk.FieldID(id("field")), WorkspaceID: w.ws, Of: desk.OfDeal, Name: "CPF", Type: desk.FieldText, Unique: true, CreatedAt: start}
	must(t, db.CreateField(ctx, &w.warranty))
	w.contact = w.newContact("Ana Souza", "5511999990001")
	w.contact.Tags, w.contact.Fields = []string{"VIP"}, map[desk.FieldID]string{w.field.ID: "111.222"}
	must(t, db.CreateContact(ctx, &w.contact))
	w.service = w.newService(w.contact.ID)
	must(t, db.CreateConversation(ctx, &w.service))
	w.contact.LastAt = w.service.LastAt
	w.file = desk.File{ID: desk.FileID(id("file")), SHA256: "ab12", Size: 600_000, MIME: "image/png", Name: "foto.png"}
	must(t, db.CreateFile(ctx, w.ws, w.file, bytes.Repeat([]byte("0123456789"), 60_000)))
	w.message = w.newMessage("Bom dia")
	w.message.Kind, w.message.Quoted = desk.Image, "wamid.before"
	w.message.Content = &desk.Content{Medium: &desk.Medium{State: desk.Here, File: w.file.ID, MIME: "image/png", Name: "foto.png", Size: 600_000, Width: 3, Height: 2}}
	must(t, db.CreateMessage(ctx, &w.message))
	must(t, db.AddDueMedium(ctx, desk.DueMedium{WorkspaceID: w.ws, MessageID: w.message.ID, Attempts: 1, NextAt: start}))
	w.reply = desk.QuickReply{ID: desk.QuickReplyID(id("reply")), WorkspaceID: w.ws, Shortcut: "hours", Text: "From 9 to 18."}
	must(t, db.CreateQuickReply(ctx, &w.reply))
	w.closing = desk.Closing{WorkspaceID: w.ws, Reasons: []string{"Resolved", "No answer"}, Free: true}
	must(t, db.SaveClosing(ctx, &w.closing))
	w.funnel = w.newFunnel("Sales", "New", "Proposal")
	must(t, db.CreatePipeline(ctx, &w.funnel))
	w.deal = w.newDeal(0, "Brakes and tyres", 125_000)
	w.deal.Fields = map[desk.FieldID]string{w.warranty.ID: "A-1"}
	must(t, db.CreateDeal(ctx, &w.deal))
	must(t, db.AddDealEvent(ctx, desk.DealEvent{ID: id("event"), WorkspaceID: w.ws, Deal: w.deal.ID, At: start, Kind: desk.DealMade, After: "New"}))
	w.call = w.newCall(w.contact.ID)
	w.lines = []call.Line{{At: start, Source: call.Ours, Kind: call.Dialed, User: w.user.ID, After: call.Dialing}}
	must(t, db.CreateCall(ctx, &w.call, w.lines))
	w.allowed = call.Permission{
		WorkspaceID: w.ws, AccountID: w.account.ID, ContactID: w.contact.ID, Grant: call.Temporary,
		ExpiresAt: start.Add(168 * time.Hour), Answer: call.Agreed, RequestID: "wamid.request",
		AskedAt: start.Add(-time.Hour), RepliedAt: start,
		Requests: []time.Time{start.Add(-time.Hour)}, Connected: []time.Time{start}, Unanswered: 2, UpdatedAt: start,
	}
	must(t, db.SavePermission(ctx, &w.allowed))
	w.event = call.PermissionEvent{
		ID: id("event"), WorkspaceID: w.ws, AccountID: w.account.ID, ContactID: w.contact.ID, At: start, Kind: call.Allowed, By: w.user.ID, ExpiresAt: start.Add(time.Hour),
	}
	must(t, db.AddPermissionEvent(ctx, w.event))
	w.note = desk.ContactNote{ID: desk.NoteID(id("note")), WorkspaceID: w.ws, ContactID: w.contact.ID, Author: w.user.ID, Text: "Prefers mornings", CreatedAt: start}
	must(t, db.CreateContactNote(ctx, &w.note))
	w.taken = w.newImport(desk.ImportRunning)
	must(t, db.CreateImport(ctx, &w.taken))
	w.refusal = desk.Refusal{Row: 7, Cells: []string{"Ana", "x"}, Part: desk.PartPhone, Reason: fault.New(fault.Invalid, "%q is no number, row %d.", "x", int64(7)).On("phone")}
	must(t, db.AddRefusals(ctx, w.ws, w.taken.ID, []desk.Refusal{w.refusal}))
	offered := w.newImport(desk.ImportMapping)
	must(t, db.CreateImport(ctx, &offered))
	return w
}

func (w *world) newImport(state desk.ImportState) desk.Import {
	i := desk.Import{
		ID: desk.ImportID(id("import")), WorkspaceID: w.ws, By: w.user.ID, FileName: "contatos.csv", File: desk.FileID(id("file")), Names: []string{"Nome", "Fone"}, Rows: 9,
		Plan:  desk.ImportPlan{Parts: []desk.Part{desk.PartName, desk.PartPhone}, Country: "BR", Known: desk.KnownUpdate},
		State: state, ImportCounts: desk.ImportCounts{Added: 1, Changed: 2, Unchanged: 3, Refused: 1}, CreatedAt: start,
	}
	if state == desk.ImportRunning {
		i.StartedAt, i.Node, i.LeaseUntil, i.Attempts = start, "node-1", start.Add(time.Minute), 2
		i.Problem = fault.New(fault.Internal, "Not this time.")
	}
	return i
}

func (w *world) newContact(name, waID string) desk.Contact {
	return desk.Contact{
		ID: desk.ContactID(id("contact")), WorkspaceID: w.ws, Name: name, WaID: waID, Phone: waID, CreatedAt: start, UpdatedAt: start,
	}
}

func (w *world) newService(contact desk.ContactID) desk.Conversation {
	return desk.Conversation{
		ID: desk.ConversationID(id("service")), WorkspaceID: w.ws, AccountID: w.account.ID, ContactID: contact,
		Channel: desk.WhatsAppAPI, State: desk.InService, Attendant: w.user.ID, LastCustomerAt: start, LastAt: start,
		Preview: "Bom dia", Unread: 1, CreatedAt: start,
	}
}

func (w *world) newMessage(text string) desk.Message {
	return desk.Message{
		ID: desk.MessageID(id("message")), WorkspaceID: w.ws, ConversationID: w.service.ID, Direction: desk.Outgoing,
		Kind: desk.Text, Text: text, Author: w.user.ID, MetaID: id("wamid"), Status: desk.Pending, ClientKey: id("key"), At: start,
	}
}

func (w *world) newFunnel(name string, stages ...string) desk.Pipeline {
	p := desk.Pipeline{
		ID: desk.PipelineID(id("funnel")), WorkspaceID: w.ws, Name: name, Currency: "BRL", WonReasons: []string{"Price"}, LostReasons: []string{"Price", "Silence"},
		CreatedAt: start,
	}
	for i, s := range stages {
		p.Stages = append(p.Stages, desk.Stage{ID: desk.StageID(id("stage")), Name: s, Color: desk.Colors[i], Limit: time.Duration(i) * 24 * time.Hour})
	}
	return p
}

var place desk.Rank

// newDeal is a deal of a stage of the world's funnel, below all before it.
func (w *world) newDeal(stage int, title string, value int64) desk.Deal {
	place = desk.RankBetween(place, "")
	return desk.Deal{
		ID: desk.DealID(id("deal")), WorkspaceID: w.ws, Pipeline: w.funnel.ID, Stage: w.funnel.Stages[stage].ID, Rank: place, Title: title,
		Contact: w.contact.ID, Owner: w.user.ID, Value: value, CloseOn: "2026-11-30", State: desk.DealOpen, EnteredAt: start, CreatedAt: start,
		ChangedBy: w.user.ID,
	}
}

func (w *world) newCall(contact desk.ContactID) call.Call {
	return call.Call{
		ID: call.ID(id("call")), WorkspaceID: w.ws, AccountID: w.account.ID, ContactID: contact, ConversationID: w.service.ID,
		Direction: call.Outbound, State: call.Dialing, MetaID: id("wacid"), Operator: w.user.ID, Node: "node-1", CreatedAt: start,
		Deadline: start.Add(time.Minute),
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func get[T any](t testing.TB) func(T, error) T {
	t.Helper()
	return func(v T, err error) T {
		t.Helper()
		must(t, err)
		return v
	}
}

func wantCode(t testing.TB, err error, code fault.Code) {
	t.Helper()
	if got := fault.CodeOf(err); got != code {
		t.Fatalf("got %q (%v), want %q", got, err, code)
	}
}
