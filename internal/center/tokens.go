package center

import (
	"context"
	"slices"
	"strings"
	"time"

	"ramal/internal/fault"
	"ramal/internal/org"
)

// tokenPrefix marks our API tokens, so that they are told from sessions, and found by scanners for secrets.
const tokenPrefix = "ramal_"

// touchEvery is how exactly the last use of a token is kept.
const touchEvery = time.Minute

// NewToken is an API token to make.
type NewToken struct {
	Name      string
	Scopes    []org.Scope
	ExpiresAt time.Time
}

// Tokens lists the member's API tokens.
func (c *Center) Tokens(ctx context.Context, m org.Member) ([]org.Token, error) {
	if err := byHand(m); err != nil {
		return nil, err
	}
	return c.Store.TokensOf(ctx, m.Workspace.ID, m.User.ID)
}

// CreateToken makes an API token. Its text is returned this once, and kept nowhere.
func (c *Center) CreateToken(ctx context.Context, m org.Member, n NewToken) (org.Token, string, error) {
	if err := byHand(m); err != nil {
		return org.Token{}, "", err
	}
	now := realNow()
	name, err := title(n.Name)
	if err != nil {
		return org.Token{}, "", err
	}
	if len(n.Scopes) == 0 {
		return org.Token{}, "", fault.New(fault.Invalid, "A token that may do nothing is of no use. Choose at least one scope.").On("scopes")
	}
	for _, s := range n.Scopes {
		if !slices.Contains(org.Scopes(), s) {
			return org.Token{}, "", fault.New(fault.Invalid, "There is no scope %q.", s).On("scopes")
		}
	}
	if !n.ExpiresAt.After(now) || n.ExpiresAt.Sub(now) > org.TokenLifeMax {
		return org.Token{}, "", fault.New(fault.Invalid, "A token is valid for a year at most, and not only until now.").On("expiresAt")
	}
	secret, _ := c.Gate.NewToken()
	secret = tokenPrefix + secret
	t := org.Token{
		ID: org.TokenID(newID()), WorkspaceID: m.Workspace.ID, UserID: m.User.ID, Hash: c.Gate.HashToken(secret), Name: name,
		Scopes: once(n.Scopes), CreatedAt: now, ExpiresAt: n.ExpiresAt.UTC().Truncate(time.Millisecond),
	}
	err = c.atomically(ctx, func(ctx context.Context) error {
		if err := c.Store.CreateToken(ctx, t); err != nil {
			return err
		}
		deed := org.Deed{Action: "token.created", Subject: string(t.ID), Name: t.Name}
		deed.Text("scopes", "", scopeList(t.Scopes))
		deed.Text("expires", "", t.ExpiresAt.Format(time.DateOnly))
		return c.note(ctx, m, deed)
	})
	return t, secret, err
}

// RevokeToken ends an API token of the member at once.
func (c *Center) RevokeToken(ctx context.Context, m org.Member, id org.TokenID) error {
	if err := byHand(m); err != nil {
		return err
	}
	return c.atomically(ctx, func(ctx context.Context) error {
		all, err := c.Store.TokensOf(ctx, m.Workspace.ID, m.User.ID)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(t org.Token) bool { return t.ID == id })
		if i < 0 {
			return fault.New(fault.NotFound, "There is no such token.")
		}
		if err := c.Store.DeleteToken(ctx, m.Workspace.ID, m.User.ID, id); err != nil {
			return err
		}
		c.later(ctx, func(context.Context) { c.announceSessions(m) })
		return c.note(ctx, m, org.Deed{Action: "token.revoked", Subject: string(id), Name: all[i].Name})
	})
}

// byToken returns whom a program speaks for. No token, an expired one and a blocked user are fault.Unauthenticated.
func (c *Center) byToken(ctx context.Context, secret, address string) (org.Member, error) {
	nobody := fault.New(fault.Unauthenticated, "This API token is not valid, or not any more.").Because("token_invalid")
	t, err := c.Store.TokenByHash(ctx, c.Gate.HashToken(secret))
	if fault.Is(err, fault.NotFound) {
		return org.Member{}, nobody
	}
	if err != nil {
		return org.Member{}, err
	}
	now := realNow()
	if !now.Before(t.ExpiresAt) {
		return org.Member{}, nobody
	}
	m, err := c.Store.Member(ctx, t.UserID)
	if err != nil || m.Blocked {
		return org.Member{}, nobody.Wrap(err)
	}
	if now.Sub(t.UsedAt) >= touchEvery {
		if err := c.Store.TouchToken(ctx, t.ID, now, address); err != nil {
			c.log().Warn("token not touched", "error", err)
		}
	}
	m.Address, m.ByToken, m.Scopes = address, true, t.Scopes
	return m, nil
}

func scopeList(scopes []org.Scope) string {
	list := make([]string, len(scopes))
	for i, s := range scopes {
		list[i] = string(s)
	}
	return strings.Join(list, ", ")
}
