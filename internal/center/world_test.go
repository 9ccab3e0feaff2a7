package center_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/google/uuid"

	"ramal/internal/auth"
	"ramal/internal/bus"
	"ramal/internal/call"
	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/media"
	"ramal/internal/meta"
	"ramal/internal/org"
	"ramal/internal/sandbox"
	"ramal/internal/store"
	"ramal/internal/store/storetest"
)

// world is the whole server but its HTTP, over a real database, with the sandbox as Meta.
type world struct {
	t       *testing.T
	center  *center.Center
	store   *store.DB
	bus     *bus.Bus
	engine  *media.Engine
	sandbox *sandbox.Server
	hooks   *httptest.Server
	stop    func()

	database string // its address

	workspace org.WorkspaceID
	account   org.Account
	paula     org.Member // an operator
	visitor   org.Member // signs in, but belongs to no department
	stranger  org.Member // the administrator of another workspace
}

const (
	ana   = "5511999990001"
	bruno = "5511999990002"
)

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, database: storetest.Address(t)}
	sb, err := sandbox.Start(sandbox.Options{Listen: "127.0.0.1:0", MediaListen: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { sb.Close() })
	w.sandbox = sb
	w.hooks = httptest.NewServer(http.HandlerFunc(w.hook))
	t.Cleanup(w.hooks.Close)
	w.start()
	t.Cleanup(func() { w.stop() })
	w.seed()
	w.subscribe()
	return w
}

// start starts the server on the world's database, as a process would.
func (w *world) start() {
	t := w.t
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	db, err := store.Open(ctx, store.Options{Database: w.database, Key: storetest.Key})
	must(t, err)
	must(t, db.Migrate(ctx))
	b, err := bus.Open(ctx, bus.Options{})
	must(t, err)
	c := &center.Center{
		Store: db, Bus: b, Gate: auth.NewGate(), Node: "test", Log: slog.New(slog.NewTextHandler(t.Output(), nil)), Now: w.sandbox.Clock().Now, Voices: media.Voices{},
	}
	engine, err := media.Open(media.Options{Listen: "127.0.0.1:0", OnReport: func(r media.Report) {
		kind, ok := map[media.ReportKind]call.Kind{
			media.OperatorUp: call.OperatorJoined, media.OperatorGone: call.OperatorLeft,
			media.MetaFirstAudio: call.MediaUp, media.MetaLost: call.MediaLost, media.MetaFailed: call.MediaLost,
			media.MetaSpeaks: call.Spoke, media.MetaLeft: call.MetaLeft,
		}[r.Kind]
		if ok {
			c.Heard(center.HeardReport{Bridge: r.Bridge, Event: call.Event{Kind: kind}, From: r.From, Until: r.Until})
		}
	}})
	must(t, err)
	c.Bridges = bridges{engine}
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := c.Run(ctx); err != nil {
			t.Error(err)
		}
	}()
	w.center, w.store, w.bus, w.engine = c, db, b, engine
	eventually(t, "the server is ready", func() bool { return c.Ready() == nil })
	w.stop = func() {
		cancel()
		<-done
		engine.Close()
		b.Close()
		db.Close()
	}
}

type bridges struct{ engine *media.Engine }

func (b bridges) OpenBridge(id string) (center.Bridge, error) { return b.engine.OpenBridge(id) }
func (b bridges) Bridge(id string) (center.Bridge, bool)      { return b.engine.Bridge(id) }

// hook is the webhook receiver.
func (w *world) hook(rw http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet {
		q := r.URL.Query()
		if err := w.center.Handshake(r.Context(), w.account.ID, q.Get("hub.mode"), q.Get("hub.verify_token")); err != nil {
			http.Error(rw, err.Error(), http.StatusForbidden)
			return
		}
		io.WriteString(rw, q.Get("hub.challenge"))
		return
	}
	raw, err := io.ReadAll(r.Body)
	if err == nil {
		err = w.center.Receive(r.Context(), w.account.ID, r.Header.Get("X-Hub-Signature-256"), raw)
	}
	if err != nil {
		http.Error(rw, err.Error(), http.StatusInternalServerError)
	}
}

func (w *world) seed() {
	t, ctx := w.t, w.t.Context()
	w.workspace = org.WorkspaceID(id())
	plan := org.Plan{Modules: []org.Module{org.ModuleCalls}}
	now := time.Now().UTC().Truncate(time.Millisecond)
	must(t, w.store.CreateWorkspace(ctx, org.Workspace{ID: w.workspace, Name: "Oficina Aurora", Plan: plan, CreatedAt: now}))
	w.account = org.Account{
		ID: org.AccountID(id()), WorkspaceID: w.workspace, Name: "Aurora", PhoneNumberID: sandbox.PhoneNumberID, WABAID: sandbox.WABAID,
		DisplayPhone: sandbox.BusinessNumber, GraphURL: w.sandbox.URL(), Status: org.Connected, CallingEnabled: true,
		Calling:   org.Calling{KnownAt: now}, // heard of already, so not read before it is switched on below
		CreatedAt: now,
	}
	group := org.PermissionGroup{
		ID: org.GroupID(id()), WorkspaceID: w.workspace, Name: "Calls", Paths: []org.Path{org.PathCalls, org.PathContacts}, CreatedAt: now,
	}
	must(t, w.store.CreateGroup(ctx, &group))
	department := org.Department{
		ID: org.DepartmentID(id()), WorkspaceID: w.workspace, Name: "Desk", Accounts: []org.AccountID{w.account.ID},
		Groups: []org.GroupID{group.ID}, CreatedAt: now,
	}
	must(t, w.store.CreateDepartment(ctx, &department))
	w.account.OperatorDepartments = []org.DepartmentID{department.ID}
	must(t, w.store.CreateAccount(ctx, &w.account, org.Secrets{
		Token: sandbox.Token, AppSecret: sandbox.AppSecret, VerifyToken: sandbox.VerifyToken,
	}))
	w.paula = w.person("paula@aurora.example", w.workspace, false, department.ID)
	w.visitor = w.person("visitor@aurora.example", w.workspace, false)
	other := org.WorkspaceID(id())
	must(t, w.store.CreateWorkspace(ctx, org.Workspace{ID: other, Name: "Other", Plan: plan, CreatedAt: now}))
	w.stranger = w.person("admin@other.example", other, true)
}

const password = "correct horse battery"

func (w *world) person(email string, ws org.WorkspaceID, admin bool, in ...org.DepartmentID) org.Member {
	w.t.Helper()
	hash, err := auth.HashPassword(password)
	must(w.t, err)
	u := org.User{
		ID: org.UserID(id()), WorkspaceID: ws, Name: email, Email: email, Language: "en", Admin: admin, Departments: in,
		CreatedAt: time.Now().UTC().Truncate(time.Millisecond),
	}
	must(w.t, w.store.CreateUser(w.t.Context(), &u, hash))
	m, err := w.store.Member(w.t.Context(), u.ID)
	must(w.t, err)
	return m
}

// subscribe points the sandbox's webhooks here and switches calling on, as an administrator does at Meta.
func (w *world) subscribe() {
	w.control("/sandbox/webhook", map[string]any{
		"url": w.hooks.URL, "verify_token": sandbox.VerifyToken, "app_secret": sandbox.AppSecret, "fields": []string{"calls", "messages", "account_update", "account_settings_update"},
	})
	graph := meta.Client{BaseURL: w.sandbox.URL(), Token: sandbox.Token, PhoneNumberID: sandbox.PhoneNumberID}
	must(w.t, graph.UpdateSettings(w.t.Context(), meta.CallingSettings{Status: "ENABLED"}))
}

func id() string { return uuid.Must(uuid.NewV7()).String() }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// eventually waits for something that other goroutines bring about.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	deadline := time.NewTimer(20 * time.Second)
	defer deadline.Stop()
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	for !is() {
		select {
		case <-deadline.C:
			t.Fatalf("never: %s", what)
		case <-look.C:
		}
	}
}

// reason returns the machine-readable reason of a fault.
func reason(err error) string {
	var f *fault.Error
	if errors.As(err, &f) {
		return f.Reason
	}
	return ""
}

// conversation waits for the open service with a user of the sandbox.
func (w *world) conversation(waID string) desk.Conversation {
	w.t.Helper()
	var found desk.Conversation
	eventually(w.t, "a service with "+waID, func() bool {
		k, err := w.store.FindContact(w.t.Context(), w.workspace, "", waID, waID)
		if err != nil {
			return false
		}
		found, err = w.store.OpenConversation(w.t.Context(), w.workspace, w.account.ID, k.ID)
		return err == nil
	})
	return found
}
