package center

import (
	"context"
	"slices"
	"time"

	"ramal/internal/fault"
	"ramal/internal/org"
)

// NewPerson is somebody to invite.
type NewPerson struct {
	Name        string
	Email       string
	Language    string
	Admin       bool
	Departments []org.DepartmentID
}

// Joining is what the holder of an invitation's link gets to see.
type Joining struct {
	Workspace string
	Email     string
	Name      string
	Language  string
	Known     bool // a user who chooses a new password, and no new person
	ExpiresAt time.Time
}

// Invite makes an invitation and the token of its link, which is shown to the member and kept nowhere. Whoever is invited takes
// a seat from now on. An earlier invitation to the same address is replaced.
func (c *Center) Invite(ctx context.Context, m org.Member, p NewPerson) (org.Invitation, string, error) {
	if err := administers(m); err != nil {
		return org.Invitation{}, "", err
	}
	i, token := c.invitation(m)
	var err error
	if i.Name, err = personName(p.Name); err != nil {
		return i, "", err
	}
	if i.Email, err = emailAddress(p.Email); err != nil {
		return i, "", err
	}
	if err := spoken(p.Language); err != nil {
		return i, "", err
	}
	i.Language, i.Admin = p.Language, p.Admin
	err = c.atomically(ctx, func(ctx context.Context) error {
		o, err := c.organisation(ctx, m.Workspace.ID)
		if err != nil {
			return err
		}
		if i.Departments, err = knownDepartments(o, p.Departments); err != nil {
			return err
		}
		if _, _, err := c.Store.Credentials(ctx, i.Email); err == nil {
			return fault.New(fault.Conflict, "Somebody signs in with this e-mail address already.").On("email").Because("exists")
		} else if !fault.Is(err, fault.NotFound) {
			return err
		}
		if err := c.Store.SaveInvitation(ctx, i); err != nil {
			return err
		}
		if err := c.seatTaken(ctx, m); err != nil {
			return err
		}
		deed := org.Deed{Action: "invitation.created", Subject: string(i.ID), Name: i.Name}
		deed.Text("email", "", i.Email)
		deed.Flag("admin", false, i.Admin)
		deed.List("departments", nil, o.departmentNames(i.Departments))
		c.later(ctx, func(context.Context) { c.announceOrganisation(m.Workspace.ID) })
		return c.note(ctx, m, deed)
	})
	return i, token, err
}

// seatTaken is seatFor after the one who is to come is counted already.
func (c *Center) seatTaken(ctx context.Context, m org.Member) error {
	t, err := c.team(ctx, m.Workspace.ID)
	if err != nil {
		return err
	}
	ws, err := c.Store.Workspace(ctx, m.Workspace.ID)
	if err != nil {
		return err
	}
	return ws.Plan.SeatFor(t.Taken - 1)
}

// OfferPassword makes a link by which a user chooses a new password. Using it ends their sessions.
func (c *Center) OfferPassword(ctx context.Context, m org.Member, id org.UserID) (org.Invitation, string, error) {
	if err := administers(m); err != nil {
		return org.Invitation{}, "", err
	}
	i, token := c.invitation(m)
	err := c.atomically(ctx, func(ctx context.Context) error {
		u, err := c.Store.User(ctx, m.Workspace.ID, id)
		if err != nil {
			return err
		}
		if u.Blocked {
			return fault.New(fault.Conflict, "%s is blocked. Unblock them first.", u.Name).Because("blocked")
		}
		i.UserID, i.Email, i.Name, i.Language = u.ID, u.Email, u.Name, u.Language
		if err := c.Store.SaveInvitation(ctx, i); err != nil {
			return err
		}
		c.later(ctx, func(context.Context) { c.announceOrganisation(m.Workspace.ID) })
		return c.note(ctx, m, org.Deed{Action: "user.password_offered", Subject: string(u.ID), Name: u.Name})
	})
	return i, token, err
}

// RenewInvitation gives an invitation a new link, valid anew; the old one opens nothing any more.
func (c *Center) RenewInvitation(ctx context.Context, m org.Member, id org.InvitationID) (org.Invitation, string, error) {
	if err := administers(m); err != nil {
		return org.Invitation{}, "", err
	}
	fresh, token := c.invitation(m)
	var i org.Invitation
	err := c.atomically(ctx, func(ctx context.Context) (err error) {
		if i, err = c.Store.Invitation(ctx, m.Workspace.ID, id); err != nil {
			return err
		}
		i.Hash, i.CreatedAt, i.ExpiresAt, i.InvitedBy = fresh.Hash, fresh.CreatedAt, fresh.ExpiresAt, m.User.ID
		if err := c.Store.SaveInvitation(ctx, i); err != nil {
			return err
		}
		if i.UserID == "" {
			if err := c.seatTaken(ctx, m); err != nil {
				return err
			}
		}
		c.later(ctx, func(context.Context) { c.announceOrganisation(m.Workspace.ID) })
		return c.note(ctx, m, org.Deed{Action: "invitation.renewed", Subject: string(i.ID), Name: i.Name})
	})
	return i, token, err
}

// WithdrawInvitation takes an invitation back: its link opens nothing any more, and its seat is free.
func (c *Center) WithdrawInvitation(ctx context.Context, m org.Member, id org.InvitationID) error {
	if err := administers(m); err != nil {
		return err
	}
	return c.atomically(ctx, func(ctx context.Context) error {
		i, err := c.Store.Invitation(ctx, m.Workspace.ID, id)
		if err != nil {
			return err
		}
		if err := c.Store.DeleteInvitation(ctx, m.Workspace.ID, id); err != nil {
			return err
		}
		c.later(ctx, func(context.Context) { c.announceOrganisation(m.Workspace.ID) })
		return c.note(ctx, m, org.Deed{Action: "invitation.withdrawn", Subject: string(id), Name: i.Name})
	})
}

func (c *Center) invitation(m org.Member) (org.Invitation, string) {
	token, hash := c.Gate.NewToken()
	now := realNow()
	return org.Invitation{
		ID: org.InvitationID(newID()), WorkspaceID: m.Workspace.ID, Hash: hash, InvitedBy: m.User.ID,
		CreatedAt: now, ExpiresAt: now.Add(org.InvitationLife),
	}, token
}

// LookAtInvitation shows the holder of a link what it is for. A link that is over, used, withdrawn or made up is
// fault.NotFound; too many attempts from an address are fault.Limited.
func (c *Center) LookAtInvitation(ctx context.Context, token, address string) (Joining, error) {
	i, err := c.invited(ctx, token, address)
	if err != nil {
		return Joining{}, err
	}
	ws, err := c.Store.Workspace(ctx, i.WorkspaceID)
	return Joining{ws.Name, i.Email, i.Name, i.Language, i.UserID != "", i.ExpiresAt}, err
}

// AcceptInvitation makes the invited person a user, or gives a user the new password, and signs them in. The link is used up.
// Who has a second factor is not signed in: the password is set, and fault.Unauthenticated because "second_factor" says so.
func (c *Center) AcceptInvitation(ctx context.Context, token, password, language, address, agent string) (string, org.Member, error) {
	i, err := c.invited(ctx, token, address)
	if err != nil {
		return "", org.Member{}, err
	}
	if language != "" {
		if err := spoken(language); err != nil {
			return "", org.Member{}, err
		}
		i.Language = language
	}
	hash, err := c.Gate.Hash(password)
	if err != nil {
		return "", org.Member{}, err
	}
	var session string
	var member org.Member
	err = c.atomically(ctx, func(ctx context.Context) error {
		if err := c.Store.DeleteInvitation(ctx, i.WorkspaceID, i.ID); err != nil {
			return linkOver().Wrap(err)
		}
		id := i.UserID
		if id != "" {
			u, err := c.Store.User(ctx, i.WorkspaceID, id)
			if err != nil || u.Blocked {
				return linkOver().Wrap(err)
			}
			if err := c.Store.SetPassword(ctx, i.WorkspaceID, id, hash); err != nil {
				return err
			}
		} else {
			o, err := c.organisation(ctx, i.WorkspaceID)
			if err != nil {
				return err
			}
			u := org.User{
				ID: org.UserID(newID()), WorkspaceID: i.WorkspaceID, Name: i.Name, Email: i.Email, Language: i.Language, Admin: i.Admin, CreatedAt: realNow(),
			}
			for _, d := range o.departments { // one may have been deleted since
				if slices.Contains(i.Departments, d.ID) {
					u.Departments = append(u.Departments, d.ID)
				}
			}
			if err := c.Store.CreateUser(ctx, &u, hash); err != nil {
				return err
			}
			id = u.ID
			if err := c.seatTaken(ctx, org.Member{User: u, Workspace: org.Workspace{ID: i.WorkspaceID}}); err != nil {
				return err
			}
		}
		if member, err = c.Store.Member(ctx, id); err != nil {
			return err
		}
		member.Address = address
		if !member.SecondFactor {
			if session, member, err = c.openSession(ctx, id, address, agent); err != nil {
				return err
			}
		}
		deed := org.Deed{Action: "user.joined", Subject: string(id), Name: member.Name}
		if i.UserID != "" {
			deed.Action = "user.password_changed"
		}
		c.later(ctx, func(context.Context) { c.announceOrganisation(i.WorkspaceID) })
		return c.note(ctx, member, deed)
	})
	if err == nil && session == "" {
		err = fault.New(fault.Unauthenticated, "Your new password is set. Sign in with it and with the code of your authenticator app.").Because("second_factor")
	}
	return session, member, err
}

// invited returns the invitation of a link that can be used.
func (c *Center) invited(ctx context.Context, token, address string) (org.Invitation, error) {
	hash, now := c.Gate.HashToken(token), realNow()
	if err := c.Gate.Allow("invitation:"+hash, address, now); err != nil {
		return org.Invitation{}, err
	}
	i, err := c.Store.InvitationByHash(ctx, hash)
	if fault.Is(err, fault.NotFound) || err == nil && !i.Open(now) {
		return i, linkOver()
	}
	return i, err
}

func linkOver() *fault.Error {
	return fault.New(fault.NotFound, "This link cannot be used any more. Ask an administrator for a new one.").Because("link_over")
}

// realNow is the present by the real clock, which sessions, links and the audit go by, also where c.Now is moved.
func realNow() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }
