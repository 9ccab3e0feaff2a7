package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/uuid"

	"ramal/internal/api"
	"ramal/internal/auth"
	"ramal/internal/bus"
	"ramal/internal/call"
	"ramal/internal/center"
	"ramal/internal/media"
	"ramal/internal/meta"
	"ramal/internal/org"
	"ramal/internal/sandbox"
	"ramal/internal/store"
	"ramal/internal/store/storetest"
)

const (
	ana      = "5511999990001"
	bruno    = "5511999990002"
	eduardo  = "5511999990004" // answers and echoes
	password = "correct horse battery"
)

// world is the whole server over a real database, with the sandbox as Meta, and two workspaces.
type world struct {
	t       *testing.T
	url     string
	api     *api.Server
	web     *httptest.Server
	center  *center.Center
	store   *store.DB
	bus     *bus.Bus
	sandbox *sandbox.Server
	log     *journal

	account org.Account
	paula   org.Member // an operator
	rita    org.Member // of the same workspace, in no department
	other   org.Member // the administrator of another workspace
}

// newWorld starts one. change may alter the server before it serves.
func newWorld(t *testing.T, change ...func(*api.Server)) *world {
	t.Helper()
	w := &world{t: t, center: &center.Center{}, log: &journal{}}
	log := slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	var err error
	w.sandbox, err = sandbox.Start(sandbox.Options{})
	must(t, err)
	t.Cleanup(func() { must(t, w.sandbox.Close()) })
	w.store = storetest.Any(t)
	w.bus, err = bus.Open(t.Context(), bus.Options{})
	must(t, err)
	t.Cleanup(func() { must(t, w.bus.Close()) })
	engine, err := media.Open(media.Options{Listen: "127.0.0.1:0"})
	must(t, err)
	t.Cleanup(func() { must(t, engine.Close()) })

	*w.center = center.Center{
		Store: w.store, Bus: w.bus, Gate: auth.NewGate(), Bridges: bridges{engine}, Voices: media.Voices{}, Node: "test",
		Log: log, Now: w.sandbox.Clock().Now,
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- w.center.Run(ctx) }()
	t.Cleanup(func() {
		must(t, w.center.Shutdown(ctx, 0))
		cancel()
		must(t, <-done)
	})
	w.api = &api.Server{
		Center: w.center, Events: w.bus, Version: "test", Console: fstest.MapFS{}, Checks: []func(context.Context) error{w.store.Ping},
		Log: log,
	}
	for _, f := range change {
		f(w.api)
	}
	w.web = httptest.NewServer(w.api)
	w.web.Config.RegisterOnShutdown(w.api.Close)
	w.url = w.web.URL
	t.Cleanup(func() {
		w.api.Close()
		w.web.Close()
	})
	w.seed()
	return w
}

// journal is what was logged so far.
type journal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}

type bridges struct{ engine *media.Engine }

func (b bridges) OpenBridge(id string) (center.Bridge, error) { return b.engine.OpenBridge(id) }
func (b bridges) Bridge(id string) (center.Bridge, bool)      { return b.engine.Bridge(id) }

func (w *world) seed() {
	t, ctx, now := w.t, w.t.Context(), time.Now().UTC().Truncate(time.Millisecond)
	t.Helper()
	plan := org.Plan{Modules: []org.Module{org.ModuleCalls}}
	ws := org.Workspace{ID: org.WorkspaceID(newID()), Name: "Oficina Aurora", Plan: plan, CreatedAt: now}
	must(t, w.store.CreateWorkspace(ctx, ws))
	group := org.PermissionGroup{ID: org.GroupID(newID()), WorkspaceID: ws.ID, Name: "Calls", Paths: []org.Path{org.PathCalls, org.PathContacts}, CreatedAt: now}
	must(t, w.store.CreateGroup(ctx, &group))
	desk := org.Department{ID: org.DepartmentID(newID()), WorkspaceID: ws.ID, Name: "Desk", Groups: []org.GroupID{group.ID}, CreatedAt: now}
	w.account = org.Account{
		ID: org.AccountID(newID()), WorkspaceID: ws.ID, Name: "Aurora", PhoneNumberID: sandbox.PhoneNumberID, WABAID: sandbox.WABAID,
		DisplayPhone: sandbox.BusinessNumber, GraphURL: w.sandbox.URL(), Status: org.Connected, CallingEnabled: true,
		Calling:             org.Calling{KnownAt: now}, // heard of already, so not read before it is switched on below
		OperatorDepartments: []org.DepartmentID{desk.ID}, CreatedAt: now,
	}
	desk.Accounts = []org.AccountID{w.account.ID}
	must(t, w.store.CreateAccount(ctx, &w.account, org.Secrets{Token: sandbox.Token, AppSecret: sandbox.AppSecret, VerifyToken: sandbox.VerifyToken}))
	must(t, w.store.CreateDepartment(ctx, &desk))
	w.paula = w.person("paula@aurora.example", "Paula Reis", ws.ID, false, desk.ID)
	w.rita = w.person("rita@aurora.example", "Rita Sá", ws.ID, false)
	other := org.Workspace{ID: org.WorkspaceID(newID()), Name: "Other", Plan: plan, CreatedAt: now}
	must(t, w.store.CreateWorkspace(ctx, other))
	w.other = w.person("boss@other.example", "Otto Boss", other.ID, true)

	must(t, w.sandbox.Subscribe(ctx, sandbox.Webhook{URL: w.url + "/webhooks/" + string(w.account.ID), Fields: []string{"calls", "messages"}}))
	graph := meta.Client{BaseURL: w.sandbox.URL(), Token: sandbox.Token, PhoneNumberID: sandbox.PhoneNumberID}
	must(t, graph.UpdateSettings(ctx, meta.CallingSettings{Status: meta.Enabled}))
}

func (w *world) person(email, name string, ws org.WorkspaceID, admin bool, in ...org.DepartmentID) org.Member {
	w.t.Helper()
	hash, err := auth.HashPassword(password)
	must(w.t, err)
	u := org.User{
		ID: org.UserID(newID()), WorkspaceID: ws, Name: name, Email: email, Language: "en", Admin: admin, Departments: in,
		CreatedAt: time.Now().UTC().Truncate(time.Millisecond),
	}
	must(w.t, w.store.CreateUser(w.t.Context(), &u, hash))
	m, err := w.store.Member(w.t.Context(), u.ID)
	must(w.t, err)
	return m
}

// phone lets a person of the sandbox do something.
func (w *world) phone(user, what string, body any) {
	w.t.Helper()
	raw, err := json.Marshal(body)
	must(w.t, err)
	r, err := http.Post(w.sandbox.URL()+"/sandbox/users/"+user+"/"+what, "application/json", bytes.NewReader(raw))
	must(w.t, err)
	defer r.Body.Close()
	if r.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(r.Body)
		w.t.Fatalf("%s of %s: %d %s", what, user, r.StatusCode, text)
	}
}

// writes lets a person write, and returns the service that it arrived in.
func (w *world) writes(c *client, user, text string) api.Conversation {
	w.t.Helper()
	heard := c.listen()
	w.phone(user, "messages", map[string]string{"text": text})
	var found api.Conversation
	heard.until("the message of "+user, func() bool {
		var page api.ConversationPage
		c.get("/api/conversations?search="+user, &page)
		if len(page.Items) == 0 || page.Items[0].Preview != text {
			return false
		}
		found = page.Items[0]
		return true
	})
	return found
}

// client is a browser.
type client struct {
	w      *world
	t      *testing.T
	cookie string
	header http.Header
}

func (w *world) nobody() *client { return &client{w: w, t: w.t, header: http.Header{}} }

// in returns the browser for a subtest.
func (c *client) in(t *testing.T) *client {
	return &client{w: c.w, t: t, cookie: c.cookie, header: c.header}
}

// keyed is the same browser with a key of its own for what it sends.
func (c *client) keyed(key string) *client {
	again := c.in(c.t)
	again.header = c.header.Clone()
	again.header.Set("Idempotency-Key", key)
	return again
}

// signIn returns the browser of a user.
func (w *world) signIn(m org.Member) *client {
	w.t.Helper()
	c := w.nobody()
	a := c.send(http.MethodPost, "/api/session", api.SignIn{Email: m.Email, Password: password})
	a.want(http.StatusOK)
	c.cookie = cookieOf(a)
	return c
}

// cookieOf is the session that an answer opened.
func cookieOf(a *answer) string {
	token, _, _ := strings.Cut(strings.TrimPrefix(a.header.Get("Set-Cookie"), "ramal_session="), ";")
	return token
}

// answer is what came back.
type answer struct {
	t      *testing.T
	what   string
	status int
	header http.Header
	body   []byte
}

// send sends a request. body may be a string, which is sent as it is.
func (c *client) send(method, path string, body any) *answer {
	c.t.Helper()
	var reader io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		reader = strings.NewReader(b)
	default:
		raw, err := json.Marshal(b)
		must(c.t, err)
		reader = bytes.NewReader(raw)
	}
	r, err := http.NewRequestWithContext(c.t.Context(), method, c.w.url+path, reader)
	must(c.t, err)
	if reader != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if c.cookie != "" {
		r.AddCookie(&http.Cookie{Name: "ramal_session", Value: c.cookie})
	}
	for name, values := range c.header {
		r.Header[name] = values
	}
	if host := c.header.Get("Host"); host != "" {
		r.Host = host
	}
	got, err := http.DefaultTransport.RoundTrip(r)
	must(c.t, err)
	defer got.Body.Close()
	a := &answer{t: c.t, what: method + " " + path, status: got.StatusCode, header: got.Header}
	a.body, err = io.ReadAll(got.Body)
	must(c.t, err)
	return a
}

// get reads something that has to be there.
func (c *client) get(path string, into any) {
	c.t.Helper()
	c.send(http.MethodGet, path, nil).want(http.StatusOK).into(into)
}

func (a *answer) want(status int) *answer {
	a.t.Helper()
	if a.status != status {
		a.t.Fatalf("%s: %d, want %d\n%s", a.what, a.status, status, a.body)
	}
	return a
}

func (a *answer) into(v any) {
	a.t.Helper()
	if err := json.Unmarshal(a.body, v); err != nil {
		a.t.Fatalf("%s: %v\n%s", a.what, err, a.body)
	}
}

// problem checks that the answer is a problem of this kind and returns it.
func (a *answer) problem(status int, code string) api.Problem {
	a.t.Helper()
	a.want(status)
	if kind := a.header.Get("Content-Type"); kind != "application/problem+json" {
		a.t.Fatalf("%s: %s, want a problem\n%s", a.what, kind, a.body)
	}
	var p api.Problem
	a.into(&p)
	if p.Code != code || p.Status != status || p.Title != http.StatusText(status) || p.Type != "about:blank" || p.Detail == "" {
		a.t.Fatalf("%s: %+v, want a complete problem with code %s", a.what, p, code)
	}
	return p
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// storedCall puts a call into the history of the first workspace.
func (w *world) storedCall(contact api.Conversation, change func(*call.Call)) call.Call {
	w.t.Helper()
	at := time.Date(2026, 11, 20, 14, 0, 0, 0, time.UTC)
	k := call.Call{
		ID: call.ID(newID()), WorkspaceID: w.paula.Workspace.ID, AccountID: w.account.ID, ContactID: deskContact(contact),
		ConversationID: deskConversation(contact), Direction: call.Outbound, State: call.Ended, Outcome: call.Completed, MetaID: "wacid." + newID(),
		Operator: w.paula.ID, Node: "test", CreatedAt: at, AlertedAt: at.Add(2 * time.Second), AnsweredAt: at.Add(9 * time.Second),
		EndedAt: at.Add(75 * time.Second), Duration: 66 * time.Second, Closed: true,
	}
	if change != nil {
		change(&k)
	}
	line := call.Line{At: at, Source: call.Ours, Kind: call.Dialed, User: w.paula.ID, After: call.Dialing}
	end := call.Line{At: k.EndedAt, Source: call.Metas, Kind: call.Terminated, Before: call.Active, After: call.Ended, Facts: &call.Facts{Duration: k.Duration, StartedAt: k.AnsweredAt, EndedAt: k.EndedAt}}
	must(w.t, w.store.CreateCall(w.t.Context(), &k, []call.Line{line, end}))
	return k
}
