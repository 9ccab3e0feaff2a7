package center

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"ramal/internal/fault"
	"ramal/internal/org"
)

// maxExtension is the longest extension of a user, in characters.
const maxExtension = 20

// Team is the people of a workspace, with what their number is bounded by.
type Team struct {
	Users       []org.User
	Invitations []org.Invitation
	Taken       int // seats; see org.SeatsTaken
}

// UserChange is what to change of a user; nil leaves a field as it is.
type UserChange struct {
	Name        *string
	Email       *string
	Language    *string
	Extension   *string
	Admin       *bool
	Blocked     *bool
	Departments *[]org.DepartmentID
	Version     int64
}

// Team lists the users and the open invitations.
func (c *Center) Team(ctx context.Context, m org.Member) (Team, error) {
	if err := mayLookAt(m, org.PathSettingsView); err != nil {
		return Team{}, err
	}
	return c.team(ctx, m.Workspace.ID)
}

func (c *Center) team(ctx context.Context, ws org.WorkspaceID) (t Team, err error) {
	if t.Users, err = c.Store.Users(ctx, ws); err != nil {
		return t, err
	}
	if t.Invitations, err = c.Store.Invitations(ctx, ws); err != nil {
		return t, err
	}
	t.Taken = org.SeatsTaken(t.Users, t.Invitations, time.Now())
	return t, nil
}

// ChangeUser changes a user where nobody else did meanwhile; fault.Conflict otherwise. Blocking ends their sessions at once,
// and frees their seat.
func (c *Center) ChangeUser(ctx context.Context, m org.Member, id org.UserID, change UserChange) (org.User, error) {
	if err := administers(m); err != nil {
		return org.User{}, err
	}
	var u org.User
	err := c.atomically(ctx, func(ctx context.Context) error {
		o, err := c.organisation(ctx, m.Workspace.ID)
		if err != nil {
			return err
		}
		if u, err = c.Store.User(ctx, m.Workspace.ID, id); err != nil {
			return err
		}
		if err := current(u.Version, change.Version, "user"); err != nil {
			return err
		}
		before := u
		if err := change.into(&u, o); err != nil {
			return err
		}
		if err := m.MayBecome(o.users, u); err != nil {
			return err
		}
		if before.Blocked && !u.Blocked {
			if err := c.seatFor(ctx, m); err != nil {
				return err
			}
		}
		deed := changeOf(before, u, o)
		if len(deed.Changes) == 0 {
			return nil
		}
		if err := c.Store.UpdateUser(ctx, &u); err != nil {
			return err
		}
		if u.Blocked {
			if err := c.Store.DeleteSessionsOf(ctx, m.Workspace.ID, id); err != nil {
				return err
			}
		}
		c.later(ctx, func(context.Context) { c.announceOrganisation(m.Workspace.ID) })
		return c.note(ctx, m, deed)
	})
	return u, err
}

// seatFor reports whether one more may come; fault.Conflict where the plan has no seat left.
func (c *Center) seatFor(ctx context.Context, m org.Member) error {
	t, err := c.team(ctx, m.Workspace.ID)
	if err != nil {
		return err
	}
	ws, err := c.Store.Workspace(ctx, m.Workspace.ID)
	if err != nil {
		return err
	}
	return ws.Plan.SeatFor(t.Taken)
}

func changeOf(before, after org.User, o organisation) org.Deed {
	d := org.Deed{Action: "user.changed", Subject: string(after.ID), Name: after.Name}
	switch {
	case after.Blocked && !before.Blocked:
		d.Action = "user.blocked"
	case before.Blocked && !after.Blocked:
		d.Action = "user.unblocked"
	}
	d.Text("name", before.Name, after.Name)
	d.Text("email", before.Email, after.Email)
	d.Text("language", before.Language, after.Language)
	d.Text("extension", before.Extension, after.Extension)
	d.Flag("admin", before.Admin, after.Admin)
	d.Flag("blocked", before.Blocked, after.Blocked)
	d.List("departments", o.departmentNames(before.Departments), o.departmentNames(after.Departments))
	return d
}

// into checks what somebody wants and writes it into the user.
func (c UserChange) into(u *org.User, o organisation) (err error) {
	if c.Name != nil {
		if u.Name, err = personName(*c.Name); err != nil {
			return err
		}
	}
	if c.Email != nil {
		if u.Email, err = emailAddress(*c.Email); err != nil {
			return err
		}
	}
	if c.Language != nil {
		if err := spoken(*c.Language); err != nil {
			return err
		}
		u.Language = *c.Language
	}
	if c.Extension != nil {
		u.Extension = strings.TrimSpace(*c.Extension)
		if n := utf8.RuneCountInString(u.Extension); n > maxExtension {
			return fault.New(fault.Invalid, "The extension has %d characters; %d is the most.", n, maxExtension).On("extension")
		}
	}
	if c.Admin != nil {
		u.Admin = *c.Admin
	}
	if c.Blocked != nil {
		u.Blocked = *c.Blocked
	}
	if c.Departments != nil {
		if u.Departments, err = knownDepartments(o, *c.Departments); err != nil {
			return err
		}
	}
	return nil
}

func knownDepartments(o organisation, ids []org.DepartmentID) ([]org.DepartmentID, error) {
	for _, id := range ids {
		if !slices.ContainsFunc(o.departments, func(d org.Department) bool { return d.ID == id }) {
			return nil, fault.New(fault.Invalid, "One of the departments is none of this workspace.").On("departments")
		}
	}
	return once(ids), nil
}

func personName(name string) (string, error) {
	name = strings.TrimSpace(name)
	switch n := utf8.RuneCountInString(name); {
	case n == 0:
		return "", fault.New(fault.Invalid, "Colleagues need a name to see.").On("name")
	case n > maxTitle:
		return "", fault.New(fault.Invalid, "The name has %d characters; %d is the most.", n, maxTitle).On("name")
	}
	return name, nil
}

// emailAddress tidies what somebody signs in with, and refuses what cannot be an address.
func emailAddress(s string) (string, error) {
	s = strings.ToLower(strings.TrimSpace(s))
	name, host, ok := strings.Cut(s, "@")
	if !ok || name == "" || host == "" || len(s) > 254 || strings.ContainsAny(s, " \t\r\n,;<>\"") {
		return "", fault.New(fault.Invalid, "%q is not an e-mail address.", s).On("email")
	}
	return s, nil
}
