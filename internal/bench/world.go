package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/google/uuid"

	"ramal/internal/auth"
	"ramal/internal/call"
	"ramal/internal/desk"
	"ramal/internal/org"
	"ramal/internal/store"
)

// Who signs in, and how Meta and the server know each other.
const (
	email     = "operator@bench.example"
	password  = "a password for figures"
	numberID  = "700000000000009"
	appSecret = "bench-secret"
)

// world is a workspace with one account and one operator, made in a database before the server opens it.
type world struct {
	data     string // folder with the key and, unless database says otherwise, the SQLite file
	database string // "" or a postgres:// address
	ws       org.WorkspaceID
	user     org.UserID
	account  org.AccountID
	contacts []desk.Contact
	calls    []call.Call
}

// makeWorld makes a world whose account speaks to Graph at an address. fill may add to it.
func (l *lab) makeWorld(ctx context.Context, database, graph string, fill func(ctx context.Context, w *world, db *store.DB) error) (*world, error) {
	data, err := l.folder()
	if err != nil {
		return nil, err
	}
	w := &world{data: data, database: database, ws: org.WorkspaceID(newID()), user: org.UserID(newID()), account: org.AccountID(newID())}
	key, err := store.LoadKey(filepath.Join(data, "key"))
	if err != nil {
		return nil, err
	}
	db, err := store.Open(ctx, store.Options{Database: w.address(), Key: key})
	if err != nil {
		return nil, err
	}
	defer func() { _ = db.Close() }() // all is committed
	if err := db.Migrate(ctx); err != nil {
		return nil, err
	}
	err = db.Atomically(ctx, func(ctx context.Context) error {
		if err := w.found(ctx, db, graph); err != nil {
			return err
		}
		return fill(ctx, w, db)
	})
	return w, err
}

// address is what store.Open takes.
func (w *world) address() string {
	if w.database != "" {
		return w.database
	}
	return filepath.Join(w.data, "ramal.db")
}

// found stores workspace, department, account and operator.
func (w *world) found(ctx context.Context, db *store.DB, graph string) error {
	now := present()
	hash, err := auth.HashPassword(password)
	if err != nil {
		return err
	}
	group := org.PermissionGroup{
		ID: org.GroupID(newID()), WorkspaceID: w.ws, Name: "Calls", Paths: []org.Path{org.PathCalls, org.PathContacts, org.PathCRM}, CreatedAt: now,
	}
	department := org.Department{
		ID: org.DepartmentID(newID()), WorkspaceID: w.ws, Name: "Desk", Accounts: []org.AccountID{w.account},
		Groups: []org.GroupID{group.ID}, CreatedAt: now,
	}
	steps := []func() error{
		func() error {
			return db.CreateWorkspace(ctx, org.Workspace{
				ID: w.ws, Name: "Bench", Plan: org.Plan{Modules: []org.Module{org.ModuleCalls}}, CreatedAt: now,
			})
		},
		func() error { return db.CreateGroup(ctx, &group) },
		func() error {
			return db.CreateAccount(ctx, &org.Account{
				ID: w.account, WorkspaceID: w.ws, Name: "Bench", PhoneNumberID: numberID, WABAID: "880000000000009", DisplayPhone: "551140000000",
				GraphURL: graph, GraphVersion: "v25.0", Status: org.Connected, CallingEnabled: true,
				OperatorDepartments: []org.DepartmentID{department.ID}, CreatedAt: now,
			}, org.Secrets{Token: "bench-token", AppSecret: appSecret, VerifyToken: "bench-verify"})
		},
		func() error { return db.CreateDepartment(ctx, &department) },
		func() error {
			return db.CreateUser(ctx, &org.User{
				ID: w.user, WorkspaceID: w.ws, Name: "Operator", Email: email, Language: "en",
				Departments: []org.DepartmentID{department.ID}, CreatedAt: now,
			}, hash)
		},
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// meet adds people who allow calls for good.
func (w *world) meet(ctx context.Context, db *store.DB, people int) error {
	now := present()
	for range people {
		n := len(w.contacts)
		c := desk.Contact{
			ID: desk.ContactID(newID()), WorkspaceID: w.ws, Name: fmt.Sprintf("Person %d", n), WaID: waID(n), Phone: waID(n),
			CreatedAt: now, UpdatedAt: now,
		}
		if err := db.CreateContact(ctx, &c); err != nil {
			return err
		}
		p := call.Permission{
			WorkspaceID: w.ws, AccountID: w.account, ContactID: c.ID, Grant: call.Permanent, Answer: call.Agreed, UpdatedAt: now,
		}
		if err := db.SavePermission(ctx, &p); err != nil {
			return err
		}
		w.contacts = append(w.contacts, c)
	}
	return nil
}

// dial adds a call to each of some people that Meta knows and that does not ring yet. It belongs to another node, so that
// the server does not end it when it starts, as it ends what it left behind itself.
func (w *world) dial(ctx context.Context, db *store.DB, people []desk.Contact) error {
	now := present()
	for _, c := range people {
		k := call.Call{
			ID: call.ID(newID()), WorkspaceID: w.ws, AccountID: w.account, ContactID: c.ID, Direction: call.Outbound, State: call.Dialing,
			MetaID: "wacid.bench." + newID(), Operator: w.user, Node: "elsewhere", CreatedAt: now, Deadline: now.Add(time.Hour),
		}
		if err := db.CreateCall(ctx, &k, nil); err != nil {
			return err
		}
		w.calls = append(w.calls, k)
	}
	return nil
}

// hook is where Meta posts.
func (w *world) hook(s *server) string { return s.url + "/webhooks/" + string(w.account) }

// waID is a Brazilian mobile number for the nth person.
func waID(n int) string { return fmt.Sprintf("55119%08d", 10_000_000+n) }

func newID() string { return uuid.Must(uuid.NewV7()).String() }

// present is now, as precise as it is stored.
func present() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }

func isPostgres(address string) bool { return strings.HasPrefix(address, "postgres") }
