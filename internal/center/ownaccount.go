package center

import (
	"context"
	"strings"

	"ramal/internal/fault"
	"ramal/internal/org"
)

// issuer is how authenticator apps name us.
const issuer = "Ramal"

// OwnSession is one of the member's sessions. Its id is the beginning of the hash of its token: enough to name it, and of no
// use to sign in.
type OwnSession struct {
	org.Session
	ID   string
	This bool // the one that asks
}

// sessionIDLength is how much of a hash names a session.
const sessionIDLength = 16

// byHand refuses what a program must not do with an API token, whatever its scopes: what keeps the account its owner's.
func byHand(m org.Member) error {
	if m.ByToken {
		return fault.New(fault.Forbidden, "This cannot be done with an API token. Sign in to do it.").Because("by_hand")
	}
	return nil
}

// ChangePassword replaces the member's password. All their sessions end, and the browser that asked gets a new one, whose token
// is returned.
func (c *Center) ChangePassword(ctx context.Context, m org.Member, old, password, agent string) (string, error) {
	if err := c.confirm(ctx, m, old, "old"); err != nil {
		return "", err
	}
	hash, err := c.Gate.Hash(password)
	if err != nil {
		return "", err
	}
	var token string
	err = c.atomically(ctx, func(ctx context.Context) (err error) {
		if err := c.Store.SetPassword(ctx, m.Workspace.ID, m.User.ID, hash); err != nil {
			return err
		}
		if token, _, err = c.openSession(ctx, m.User.ID, m.Address, agent); err != nil {
			return err
		}
		c.later(ctx, func(context.Context) { c.announceSessions(m) })
		return c.note(ctx, m, org.Deed{Action: "user.password_changed", Subject: string(m.User.ID), Name: m.Name})
	})
	return token, err
}

// confirm asks for the password once more, before something that must not be done by whoever finds an open browser. A wrong one
// is fault.Invalid on the field, and counts as an attempt to sign in.
func (c *Center) confirm(ctx context.Context, m org.Member, password, field string) error {
	if err := byHand(m); err != nil {
		return err
	}
	if err := c.Gate.Allow(m.Email, m.Address, realNow()); err != nil {
		return err
	}
	_, hash, err := c.Store.Credentials(ctx, m.Email)
	if err != nil {
		return err
	}
	if !c.Gate.Check(password, hash) {
		return fault.New(fault.Invalid, "This is not your password.").On(field).Because("wrong_password")
	}
	c.Gate.Succeeded(m.Email, m.Address)
	return nil
}

// Sessions lists where the member is signed in.
func (c *Center) Sessions(ctx context.Context, m org.Member, token string) ([]OwnSession, error) {
	if err := byHand(m); err != nil {
		return nil, err
	}
	all, err := c.Store.SessionsOf(ctx, m.User.ID)
	if err != nil {
		return nil, err
	}
	hash, now := c.Gate.HashToken(token), realNow()
	list := []OwnSession{}
	for _, s := range all {
		if !c.Gate.Expired(s.CreatedAt, s.SeenAt, now) {
			list = append(list, OwnSession{s, s.Hash[:sessionIDLength], s.Hash == hash})
		}
	}
	return list, nil
}

// EndSession ends one of the member's sessions; "" ends all but the one that asks.
func (c *Center) EndSession(ctx context.Context, m org.Member, token, id string) error {
	if err := byHand(m); err != nil {
		return err
	}
	this := c.Gate.HashToken(token)
	return c.atomically(ctx, func(ctx context.Context) error {
		all, err := c.Store.SessionsOf(ctx, m.User.ID)
		if err != nil {
			return err
		}
		ended := 0
		for _, s := range all {
			if id == "" && s.Hash == this || id != "" && s.Hash[:sessionIDLength] != id {
				continue
			}
			if err := c.Store.DeleteSession(ctx, s.Hash); err != nil {
				return err
			}
			ended++
		}
		if id != "" && ended == 0 {
			return fault.New(fault.NotFound, "There is no such session.")
		}
		c.later(ctx, func(context.Context) { c.announceSessions(m) })
		if id != "" {
			return nil
		}
		return c.note(ctx, m, org.Deed{Action: "user.signed_out_everywhere", Subject: string(m.User.ID), Name: m.Name})
	})
}

// NewFactor makes a seed for the member's authenticator app. Nothing is stored until ConfirmFactor has seen a code of it.
func (c *Center) NewFactor(_ context.Context, m org.Member) (Enrolment, error) {
	if err := byHand(m); err != nil {
		return Enrolment{}, err
	}
	return c.Gate.NewEnrolment(issuer, m.Email)
}

// ConfirmFactor switches the second factor on, after a code that shows that the app has the seed, and returns the recovery
// codes, which are shown this once. It asks for the password, because the seed comes from the browser.
func (c *Center) ConfirmFactor(ctx context.Context, m org.Member, password, seed, code string) ([]string, error) {
	if err := c.confirm(ctx, m, password, "password"); err != nil {
		return nil, err
	}
	step, ok := c.Gate.CodeStep(seed, code, realNow())
	if !ok {
		return nil, wrongCode()
	}
	codes, hashes := c.Gate.NewRecoveryCodes()
	err := c.atomically(ctx, func(ctx context.Context) error {
		if err := c.Store.SetFactor(ctx, m.Workspace.ID, m.User.ID, org.Factor{Seed: seed, Step: step, Recovery: hashes}); err != nil {
			return err
		}
		c.later(ctx, func(context.Context) { c.announceOrganisation(m.Workspace.ID) })
		return c.note(ctx, m, org.Deed{Action: "user.second_factor_on", Subject: string(m.User.ID), Name: m.Name})
	})
	return codes, err
}

// NewRecoveryCodes replaces the member's recovery codes.
func (c *Center) NewRecoveryCodes(ctx context.Context, m org.Member, password string) ([]string, error) {
	if err := c.confirm(ctx, m, password, "password"); err != nil {
		return nil, err
	}
	codes, hashes := c.Gate.NewRecoveryCodes()
	err := c.atomically(ctx, func(ctx context.Context) error {
		f, err := c.Store.Factor(ctx, m.User.ID)
		if err != nil {
			return err
		}
		if f.Seed == "" {
			return fault.New(fault.Conflict, "You have no second factor.").Because("no_factor")
		}
		f.Recovery = hashes
		if err := c.Store.SetFactor(ctx, m.Workspace.ID, m.User.ID, f); err != nil {
			return err
		}
		return c.note(ctx, m, org.Deed{Action: "user.recovery_codes", Subject: string(m.User.ID), Name: m.Name})
	})
	return codes, err
}

// EndFactor switches the member's second factor off.
func (c *Center) EndFactor(ctx context.Context, m org.Member, password string) error {
	if err := c.confirm(ctx, m, password, "password"); err != nil {
		return err
	}
	return c.dropFactor(ctx, m, m.User.ID, "user.second_factor_off")
}

// RemoveFactor takes the second factor from a user who lost it.
func (c *Center) RemoveFactor(ctx context.Context, m org.Member, id org.UserID) error {
	if err := administers(m); err != nil {
		return err
	}
	if err := byHand(m); err != nil {
		return err
	}
	return c.dropFactor(ctx, m, id, "user.second_factor_removed")
}

func (c *Center) dropFactor(ctx context.Context, m org.Member, id org.UserID, action org.Action) error {
	return c.atomically(ctx, func(ctx context.Context) error {
		u, err := c.Store.User(ctx, m.Workspace.ID, id)
		if err != nil || !u.SecondFactor {
			return err
		}
		if err := c.Store.SetFactor(ctx, m.Workspace.ID, id, org.Factor{}); err != nil {
			return err
		}
		c.later(ctx, func(context.Context) { c.announceOrganisation(m.Workspace.ID) })
		return c.note(ctx, m, org.Deed{Action: action, Subject: string(id), Name: u.Name})
	})
}

// passFactor asks for the second factor of a user who has shown the password. used names a recovery code that was spent.
func (c *Center) passFactor(ctx context.Context, u org.User, code string) (recovery bool, err error) {
	if !u.SecondFactor {
		return false, nil
	}
	if strings.TrimSpace(code) == "" {
		return false, fault.New(fault.Unauthenticated, "Enter the code of your authenticator app.").Because("second_factor")
	}
	f, err := c.Store.Factor(ctx, u.ID)
	if err != nil {
		return false, err
	}
	if step, ok := c.Gate.CodeStep(f.Seed, code, realNow()); ok {
		err = c.Store.UseStep(ctx, u.ID, step)
	} else {
		recovery, err = true, c.Store.UseRecovery(ctx, u.ID, c.Gate.HashToken(c.Gate.TidyCode(code)))
	}
	if fault.Is(err, fault.Conflict) {
		return false, fault.New(fault.Unauthenticated, "This code is wrong, or was used already. Wait for the next one.").On("code").Because("wrong_code")
	}
	return recovery, err
}

func wrongCode() *fault.Error {
	return fault.New(fault.Invalid, "This is not the code that the app shows now. Look again.").On("code").Because("wrong_code")
}

// announceSessions says that some of the member's sessions have ended: their websockets are let go of on every node.
func (c *Center) announceSessions(m org.Member) {
	c.announce(m.Workspace.ID, Changed{Type: "session", ID: string(m.User.ID)})
}

// Enrolment is what an authenticator app needs to know: see auth.Enrolment.
type Enrolment = struct{ Seed, URI, QR string }
