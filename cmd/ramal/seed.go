package main

import (
	"context"
	"slices"
	"time"

	"ramal/internal/auth"
	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/sandbox"
	"ramal/internal/store"
)

// demoPassword signs in everybody of the demo. It is no secret: the demo listens on this machine only.
const demoPassword = "ramal-demo"

// person is one of the demo's team.
type person struct {
	name, email, role string
	admin             bool
}

// team is the people of the repair shop that the demo shows.
var team = []person{
	{"Paula Reis", "paula@aurora.example", "operator", false},
	{"Diego Alves", "diego@aurora.example", "operator", false},
	{"Alice Prado", "admin@aurora.example", "administrator", true},
}

// demoWorld is the workspace of the demo, as far as the rest of the demo needs it.
type demoWorld struct {
	admin   org.Member
	paula   org.Member
	account org.Account
}

// seed makes the workspace on the first start, and finds it on later ones. The account speaks to the sandbox where it
// listens this time.
func seed(ctx context.Context, db *store.DB, graphURL string) (*demoWorld, error) {
	_, err := db.UserByEmail(ctx, team[0].email)
	if fault.Is(err, fault.NotFound) {
		err = makeWorkspace(ctx, db, graphURL)
	}
	if err != nil {
		return nil, err
	}
	w := &demoWorld{}
	if w.paula, err = memberOf(ctx, db, team[0].email); err != nil {
		return nil, err
	}
	if w.admin, err = memberOf(ctx, db, team[2].email); err != nil {
		return nil, err
	}
	w.account, err = db.AccountByPhoneNumberID(ctx, w.paula.Workspace.ID, sandbox.PhoneNumberID)
	if err != nil {
		return nil, err
	}
	if w.account.GraphURL != graphURL {
		w.account.GraphURL = graphURL
		err = db.UpdateAccount(ctx, &w.account)
	}
	return w, err
}

func memberOf(ctx context.Context, db *store.DB, email string) (org.Member, error) {
	u, err := db.UserByEmail(ctx, email)
	if err != nil {
		return org.Member{}, err
	}
	return db.Member(ctx, u.ID)
}

// makeWorkspace stores the repair shop: its people, one department with the right to call, one account.
func makeWorkspace(ctx context.Context, db *store.DB, graphURL string) error {
	now := time.Now().UTC().Truncate(time.Millisecond)
	hash, err := auth.HashPassword(demoPassword)
	if err != nil {
		return err
	}
	ws := org.Workspace{
		ID: org.WorkspaceID(newID()), Name: "Oficina Aurora", Plan: org.Plan{Modules: []org.Module{org.ModuleCalls}}, CreatedAt: now,
	}
	group := org.PermissionGroup{
		ID: org.GroupID(newID()), WorkspaceID: ws.ID, Name: "Atendimento com ligações", Paths: []org.Path{org.PathCalls, org.PathCRM, org.PathContacts}, CreatedAt: now,
	}
	department := org.Department{
		ID: org.DepartmentID(newID()), WorkspaceID: ws.ID, Name: "Atendimento", Groups: []org.GroupID{group.ID}, CreatedAt: now,
	}
	account := org.Account{
		ID: org.AccountID(newID()), WorkspaceID: ws.ID, Name: sandbox.BusinessName, PhoneNumberID: sandbox.PhoneNumberID,
		WABAID: sandbox.WABAID, DisplayPhone: sandbox.BusinessNumber, GraphURL: graphURL, GraphVersion: "v25.0",
		Status: org.Connected, OperatorDepartments: []org.DepartmentID{department.ID}, CreatedAt: now,
	}
	department.Accounts = []org.AccountID{account.ID}
	secrets := org.Secrets{Token: sandbox.Token, AppSecret: sandbox.AppSecret, VerifyToken: sandbox.VerifyToken}

	return db.Atomically(ctx, func(ctx context.Context) error {
		steps := []func() error{
			func() error { return db.CreateWorkspace(ctx, ws) },
			func() error { return db.CreateGroup(ctx, &group) },
			func() error { return db.CreateAccount(ctx, &account, secrets) },
			func() error { return db.CreateDepartment(ctx, &department) },
		}
		for _, p := range slices.Backward(team) {
			steps = append(steps, func() error {
				return db.CreateUser(ctx, &org.User{
					ID: org.UserID(newID()), WorkspaceID: ws.ID, Name: p.name, Email: p.email, Language: "en", Admin: p.admin,
					Departments: []org.DepartmentID{department.ID}, CreatedAt: now,
				}, hash)
			})
		}
		for _, step := range steps {
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	})
}
