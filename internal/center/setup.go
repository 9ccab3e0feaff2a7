package center

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"ramal/internal/fault"
	"ramal/internal/org"
)

// setup guards the making of the first workspace: the code is shown on the server's own console, and new with each start.
type setup struct {
	mu   sync.Mutex
	code string // "" when there is nothing to set up
}

// FirstWorkspace is what the set-up page asks for.
type FirstWorkspace struct {
	Code      string
	Workspace string
	Name      string
	Email     string
	Password  string
	Language  string
}

// OpenSetup opens the set-up page where nobody has a workspace yet, and returns its code; "" where there is nothing to set up.
func (c *Center) OpenSetup(ctx context.Context) (string, error) {
	all, err := c.Store.Workspaces(ctx)
	if err != nil || len(all) > 0 {
		return "", err
	}
	text := rand.Text() // letters and digits that are not mistaken for one another
	c.setup.mu.Lock()
	defer c.setup.mu.Unlock()
	c.setup.code = text[:4] + "-" + text[4:8] + "-" + text[8:12]
	return c.setup.code, nil
}

// SetupOpen reports whether the first workspace is still to be made.
func (c *Center) SetupOpen(ctx context.Context) (bool, error) {
	if c.setupCode() == "" {
		return false, nil
	}
	all, err := c.Store.Workspaces(ctx)
	return err == nil && len(all) == 0, err
}

func (c *Center) setupCode() string {
	c.setup.mu.Lock()
	defer c.setup.mu.Unlock()
	return c.setup.code
}

// SetUp makes the first workspace and its administrator, and signs them in. It happens once: fault.Conflict after that, also
// where two do it at the same moment. A wrong code is fault.Forbidden; too many attempts are fault.Limited.
func (c *Center) SetUp(ctx context.Context, first FirstWorkspace, address, agent string) (string, org.Member, error) {
	done := fault.New(fault.Conflict, "This server is set up already. Sign in.").Because("set_up")
	if open, err := c.SetupOpen(ctx); err != nil || !open {
		if err == nil {
			err = done
		}
		return "", org.Member{}, err
	}
	if err := c.Gate.Allow("setup", address, realNow()); err != nil {
		return "", org.Member{}, err
	}
	if subtle.ConstantTimeCompare([]byte(tidyCode(first.Code)), []byte(tidyCode(c.setupCode()))) != 1 {
		return "", org.Member{}, fault.New(fault.Forbidden, "This is not the code. It stands on the server's console, and is a new one after each start.").On("code").Because("wrong_code")
	}
	ws, u, err := first.read(realNow())
	if err != nil {
		return "", org.Member{}, err
	}
	hash, err := c.Gate.Hash(first.Password)
	if err != nil {
		return "", org.Member{}, err
	}
	var session string
	var member org.Member
	err = c.atomically(ctx, func(ctx context.Context) error {
		if all, err := c.Store.Workspaces(ctx); err != nil || len(all) > 0 {
			return done.Wrap(err)
		}
		if err := c.Store.CreateWorkspace(ctx, ws); err != nil {
			return err
		}
		if err := c.Store.MarkSetUp(ctx, ws.ID); err != nil {
			return done.Wrap(err)
		}
		if err := c.Store.CreateUser(ctx, &u, hash); err != nil {
			return err
		}
		if session, member, err = c.openSession(ctx, u.ID, address, agent); err != nil {
			return err
		}
		return c.note(ctx, member, org.Deed{Action: "workspace.created", Subject: string(ws.ID), Name: ws.Name})
	})
	return session, member, err
}

// read checks what was typed.
func (f FirstWorkspace) read(now time.Time) (org.Workspace, org.User, error) {
	ws := org.Workspace{ID: org.WorkspaceID(newID()), Name: strings.TrimSpace(f.Workspace), Plan: org.Plan{Modules: []org.Module{org.ModuleCalls}}, CreatedAt: now}
	u := org.User{ID: org.UserID(newID()), WorkspaceID: ws.ID, Language: f.Language, Admin: true, CreatedAt: now}
	if n := utf8.RuneCountInString(ws.Name); n == 0 || n > maxTitle {
		return ws, u, fault.New(fault.Invalid, "The workspace needs a name of at most %d characters.", maxTitle).On("workspace")
	}
	var err error
	if u.Name, err = personName(f.Name); err != nil {
		return ws, u, err
	}
	if u.Email, err = emailAddress(f.Email); err != nil {
		return ws, u, err
	}
	return ws, u, spoken(f.Language)
}

// tidyCode is a code without what people type around it.
func tidyCode(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' {
			return -1
		}
		return r
	}, strings.ToUpper(s))
}
