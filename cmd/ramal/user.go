package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/google/uuid"

	"ramal/internal/auth"
	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/store"
)

type userCommand struct {
	Add      userAdd      `cmd:"" help:"Add a user. The first one makes the workspace and is its administrator."`
	List     userList     `cmd:"" help:"List the users."`
	Password userPassword `cmd:"" help:"Give a user a new password."`
}

// passwordFlag says where a new password comes from.
type passwordFlag struct {
	PasswordStdin bool `help:"Read the password from the first line of standard input. Without it one is made up and shown."`
}

// choose returns the hash of a password, and the password itself where the person has to be shown it.
func (f passwordFlag) choose(in io.Reader) (hash, show string, err error) {
	password := rand.Text()[:16]
	show = password
	if f.PasswordStdin {
		line, err := bufio.NewReader(in).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return "", "", fmt.Errorf("read the password: %w", err)
		}
		password, show = strings.TrimRight(line, "\r\n"), ""
	}
	hash, err = auth.HashPassword(password)
	return hash, show, err
}

// sayPassword shows a password that was made up.
func sayPassword(w io.Writer, show string) {
	if show != "" {
		say(w, "Password: %s\n", show)
	}
}

type userAdd struct {
	databaseFlags
	passwordFlag
	Email     string `arg:"" help:"The address that they sign in with."`
	Name      string `required:"" help:"The name that others see."`
	Admin     bool   `help:"Make them an administrator."`
	Workspace string `help:"The workspace, by name. Needed only where there is more than one; the first user's makes it." default:""`
	Language  string `help:"The language of their console: en, pt-BR or es." default:"en" enum:"en,pt-BR,es"`
}

// Run adds the user.
func (c userAdd) Run(ctx context.Context, t terminal) error {
	email, err := address(c.Email)
	if err != nil {
		return err
	}
	hash, show, err := c.choose(t.in)
	if err != nil {
		return err
	}
	db, err := c.openNewest(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }() // all is committed
	now := time.Now().UTC()
	var ws org.Workspace
	err = db.Atomically(ctx, func(ctx context.Context) error {
		var first bool
		if ws, first, err = workspaceFor(ctx, db, c.Workspace, now); err != nil {
			return err
		}
		return db.CreateUser(ctx, &org.User{
			ID: org.UserID(newID()), WorkspaceID: ws.ID, Name: strings.TrimSpace(c.Name), Email: email,
			Language: c.Language, Admin: c.Admin || first, CreatedAt: now,
		}, hash)
	})
	if err != nil {
		return err
	}
	say(t.out, "%s can sign in to %s.\n", email, ws.Name)
	sayPassword(t.out, show)
	return nil
}

// workspaceFor finds the workspace for a new user. In an empty database it makes one, and reports that.
func workspaceFor(ctx context.Context, db *store.DB, name string, now time.Time) (_ org.Workspace, first bool, _ error) {
	all, err := db.Workspaces(ctx)
	if err != nil {
		return org.Workspace{}, false, err
	}
	if len(all) == 0 {
		if name == "" {
			name = "Ramal"
		}
		ws := org.Workspace{ID: org.WorkspaceID(newID()), Name: name, Plan: org.Plan{Modules: []org.Module{org.ModuleCalls}}, CreatedAt: now}
		return ws, true, db.CreateWorkspace(ctx, ws)
	}
	if name == "" && len(all) == 1 {
		return all[0], false, nil
	}
	var names []string
	for _, ws := range all {
		if strings.EqualFold(ws.Name, name) {
			return ws, false, nil
		}
		names = append(names, ws.Name)
	}
	return org.Workspace{}, false, fault.New(fault.Invalid, "Name one of these workspaces with --workspace: %s.", strings.Join(names, ", "))
}

type userList struct{ databaseFlags }

// Run lists the users, workspace by workspace.
func (c userList) Run(ctx context.Context, t terminal) error {
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
		say(t.out, "%s\n", ws.Name)
		for _, u := range users {
			marks := ""
			if u.Admin {
				marks += "  administrator"
			}
			if u.Blocked {
				marks += "  blocked"
			}
			say(t.out, "  %-32s  %s%s\n", u.Email, u.Name, marks)
		}
	}
	if len(all) == 0 {
		say(t.out, "There are no users. Add the first one with: ramal user add ADDRESS --name NAME\n")
	}
	return nil
}

type userPassword struct {
	databaseFlags
	passwordFlag
	Email string `arg:"" help:"The address that they sign in with."`
}

// Run sets the password.
func (c userPassword) Run(ctx context.Context, t terminal) error {
	hash, show, err := c.choose(t.in)
	if err != nil {
		return err
	}
	db, err := c.openNewest(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }() // all is committed
	user, err := db.UserByEmail(ctx, strings.ToLower(strings.TrimSpace(c.Email)))
	if fault.Is(err, fault.NotFound) {
		return fault.New(fault.NotFound, "Nobody signs in with %s. List all with: ramal user list", c.Email)
	}
	if err != nil {
		return err
	}
	if err := db.SetPassword(ctx, user.WorkspaceID, user.ID, hash); err != nil {
		return err
	}
	say(t.out, "%s has a new password and is signed out everywhere.\n", user.Email)
	sayPassword(t.out, show)
	return nil
}

// address tidies what a user signs in with, and refuses what cannot be an address.
func address(s string) (string, error) {
	s = strings.ToLower(strings.TrimSpace(s))
	name, host, ok := strings.Cut(s, "@")
	if !ok || name == "" || host == "" || strings.ContainsAny(s, " \t\r\n,;") {
		return "", fault.New(fault.Invalid, "%q is not an e-mail address.", s).On("email")
	}
	return s, nil
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }
