package main

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/store"
)

type workspaceCommand struct {
	List   workspaceList   `cmd:"" help:"List the workspaces with their plans."`
	Add    workspaceAdd    `cmd:"" help:"Add a workspace. Its first user is added with: ramal user add --admin --workspace NAME"`
	Plan   workspacePlan   `cmd:"" help:"Say what a workspace has: modules and seats. A running server follows within seconds."`
	Rename workspaceRename `cmd:"" help:"Give a workspace another name."`
}

type workspaceList struct{ databaseFlags }

// Run lists the workspaces.
func (c workspaceList) Run(ctx context.Context, t terminal) error {
	db, err := c.openNewest(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }() // nothing is left to write
	all, err := db.Workspaces(ctx)
	if err != nil {
		return err
	}
	for _, ws := range all {
		users, err := db.Users(ctx, ws.ID)
		if err != nil {
			return err
		}
		invitations, err := db.Invitations(ctx, ws.ID)
		if err != nil {
			return err
		}
		accounts, err := db.Accounts(ctx, ws.ID)
		if err != nil {
			return err
		}
		seats := "no limit"
		if ws.Plan.Seats > 0 {
			seats = strconv.Itoa(ws.Plan.Seats)
		}
		say(t.out, "%s\n  modules %s\n  seats   %d taken of %s\n  users   %d\n  numbers %d\n",
			ws.Name, moduleList(ws.Plan.Modules), org.SeatsTaken(users, invitations, time.Now()), seats, len(users), len(accounts))
	}
	if len(all) == 0 {
		say(t.out, "There are no workspaces. Start the server and open /setup, or run: ramal workspace add NAME\n")
	}
	return nil
}

// planFlags say what a workspace has; what is not said stays.
type planFlags struct {
	Modules   []string `help:"The modules that the plan has: calls." placeholder:"MODULE"`
	NoModules bool     `help:"Take all modules out of the plan."`
	Seats     *int     `help:"How many people may sign in; 0 is no limit." placeholder:"N"`
}

// into writes what was said into a plan.
func (f planFlags) into(p *org.Plan) error {
	if f.NoModules && len(f.Modules) > 0 {
		return fault.New(fault.Invalid, "--modules and --no-modules contradict each other: give one of them.").On("modules")
	}
	if f.Seats != nil {
		if *f.Seats < 0 {
			return fault.New(fault.Invalid, "--seats is a number from 0.").On("seats")
		}
		p.Seats = *f.Seats
	}
	if f.NoModules {
		p.Modules = nil
	}
	if len(f.Modules) > 0 {
		p.Modules = nil
	}
	for _, name := range f.Modules {
		m := org.Module(strings.ToLower(strings.TrimSpace(name)))
		if !slices.Contains(org.Modules(), m) {
			return fault.New(fault.Invalid, "There is no module %q. These are: %s.", name, moduleList(org.Modules())).On("modules")
		}
		if !slices.Contains(p.Modules, m) {
			p.Modules = append(p.Modules, m)
		}
	}
	return nil
}

type workspaceAdd struct {
	databaseFlags
	planFlags
	Name string `arg:"" help:"What its people call it."`
}

// Run adds the workspace. Without a word about modules it has all of them.
func (c workspaceAdd) Run(ctx context.Context, t terminal) error {
	ws := org.Workspace{ID: org.WorkspaceID(newID()), Name: strings.TrimSpace(c.Name), Plan: org.Plan{Modules: org.Modules()}, CreatedAt: time.Now().UTC()}
	if err := c.into(&ws.Plan); err != nil {
		return err
	}
	return c.change(ctx, t, func(ctx context.Context, db *store.DB) (org.Workspace, org.Deed, error) {
		if err := nameFree(ctx, db, ws); err != nil {
			return ws, org.Deed{}, err
		}
		return ws, planDeed("workspace.created", org.Workspace{}, ws), db.CreateWorkspace(ctx, ws)
	})
}

type workspacePlan struct {
	databaseFlags
	planFlags
	Name string `arg:"" help:"The workspace, by name."`
}

// Run changes the plan.
func (c workspacePlan) Run(ctx context.Context, t terminal) error {
	if len(c.Modules) == 0 && !c.NoModules && c.Seats == nil {
		return fault.New(fault.Invalid, "Say what changes: --modules, --no-modules or --seats.").On("modules")
	}
	return c.change(ctx, t, func(ctx context.Context, db *store.DB) (org.Workspace, org.Deed, error) {
		before, err := workspaceNamed(ctx, db, c.Name)
		if err != nil {
			return before, org.Deed{}, err
		}
		ws := before
		if err := c.into(&ws.Plan); err != nil {
			return ws, org.Deed{}, err
		}
		return ws, planDeed("plan.changed", before, ws), db.UpdateWorkspace(ctx, ws)
	})
}

type workspaceRename struct {
	databaseFlags
	Name string `arg:"" help:"The workspace, by name."`
	To   string `arg:"" help:"Its new name."`
}

// Run renames the workspace.
func (c workspaceRename) Run(ctx context.Context, t terminal) error {
	return c.change(ctx, t, func(ctx context.Context, db *store.DB) (org.Workspace, org.Deed, error) {
		before, err := workspaceNamed(ctx, db, c.Name)
		if err != nil {
			return before, org.Deed{}, err
		}
		ws := before
		ws.Name = strings.TrimSpace(c.To)
		if err := nameFree(ctx, db, ws); err != nil {
			return ws, org.Deed{}, err
		}
		return ws, planDeed("workspace.renamed", before, ws), db.UpdateWorkspace(ctx, ws)
	})
}

// change carries out a change of a workspace together with its line in the audit, and says what the workspace has then.
func (f databaseFlags) change(ctx context.Context, t terminal, do func(context.Context, *store.DB) (org.Workspace, org.Deed, error)) error {
	db, err := f.openNewest(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }() // all is committed
	var ws org.Workspace
	err = db.Atomically(ctx, func(ctx context.Context) error {
		var deed org.Deed
		if ws, deed, err = do(ctx, db); err != nil {
			return err
		}
		return db.AddEntry(ctx, org.Entry{ID: newID(), WorkspaceID: ws.ID, At: time.Now().UTC(), Deed: deed})
	})
	if err != nil {
		return err
	}
	seats := "no limit of seats"
	if ws.Plan.Seats > 0 {
		seats = strconv.Itoa(ws.Plan.Seats) + " seats"
	}
	say(t.out, "%s: %s, %s.\n", ws.Name, moduleList(ws.Plan.Modules), seats)
	return nil
}

func planDeed(action org.Action, before, after org.Workspace) org.Deed {
	d := org.Deed{Action: action, Subject: string(after.ID), Name: after.Name}
	d.Text("name", before.Name, after.Name)
	d.Text("modules", moduleList(before.Plan.Modules), moduleList(after.Plan.Modules))
	d.Text("seats", strconv.Itoa(before.Plan.Seats), strconv.Itoa(after.Plan.Seats))
	return d
}

func moduleList(modules []org.Module) string {
	if len(modules) == 0 {
		return "none"
	}
	names := make([]string, len(modules))
	for i, m := range modules {
		names[i] = string(m)
	}
	return strings.Join(names, ", ")
}

// nameFree refuses a name that is none, or that another workspace has.
func nameFree(ctx context.Context, db *store.DB, ws org.Workspace) error {
	if ws.Name == "" {
		return fault.New(fault.Invalid, "The workspace needs a name.").On("name")
	}
	all, err := db.Workspaces(ctx)
	if err != nil {
		return err
	}
	for _, other := range all {
		if other.ID != ws.ID && strings.EqualFold(other.Name, ws.Name) {
			return fault.New(fault.Conflict, "There is a workspace %s already.", other.Name).On("name")
		}
	}
	return nil
}

func workspaceNamed(ctx context.Context, db *store.DB, name string) (org.Workspace, error) {
	all, err := db.Workspaces(ctx)
	if err != nil {
		return org.Workspace{}, err
	}
	for _, ws := range all {
		if strings.EqualFold(ws.Name, strings.TrimSpace(name)) {
			return ws, nil
		}
	}
	return org.Workspace{}, fault.New(fault.NotFound, "There is no workspace %q. List them with: ramal workspace list", name)
}
