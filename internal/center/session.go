package center

import (
	"context"
	"slices"
	"strings"
	"time"

	"ramal/internal/fault"
	"ramal/internal/org"
)

// languages are those that the console speaks.
var languages = []string{"en", "pt-BR", "es"}

// seenEvery is how exactly a session's last use is kept: a write for every request would be a waste.
const seenEvery = time.Minute

// SignIn checks an address and a password and opens a session. The token goes into the browser's cookie and nowhere else.
// Wrong address and wrong password are the same fault.Unauthenticated; too many attempts are fault.Limited. Who has a second
// factor is asked for a code once the password is right: fault.Unauthenticated because "second_factor" without one.
func (c *Center) SignIn(ctx context.Context, email, password, code, address, agent string) (string, org.Member, error) {
	email = strings.ToLower(strings.TrimSpace(email))
	now := realNow() // a session lives by the real clock, also where c.Now is moved
	if err := c.Gate.Allow(email, address, now); err != nil {
		return "", org.Member{}, err
	}
	user, hash, err := c.Store.Credentials(ctx, email)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return "", org.Member{}, err
	}
	if ok := c.Gate.Check(password, hash); !ok || user.Blocked {
		return "", org.Member{}, fault.New(fault.Unauthenticated, "The address or the password is wrong.").Because("wrong_credentials")
	}
	recovery, err := c.passFactor(ctx, user, code)
	if err != nil {
		return "", org.Member{}, err
	}
	c.Gate.Succeeded(email, address)
	token, member, err := c.openSession(ctx, user.ID, address, agent)
	if err == nil && recovery {
		err = c.note(ctx, member, org.Deed{Action: "user.recovery_code_used", Subject: string(user.ID), Name: user.Name})
	}
	return token, member, err
}

// openSession signs a user in who has shown that it is them.
func (c *Center) openSession(ctx context.Context, user org.UserID, address, agent string) (string, org.Member, error) {
	token, hashed := c.Gate.NewToken()
	now := realNow()
	session := org.Session{Hash: hashed, UserID: user, CreatedAt: now, SeenAt: now, Address: address, Agent: shorten(agent, 200)}
	if err := c.Store.CreateSession(ctx, session); err != nil {
		return "", org.Member{}, err
	}
	member, err := c.Store.Member(ctx, user)
	member.Address = address
	return token, member, err
}

// Authenticate returns who holds a session token and asks from an address. No session, an expired one and a blocked user are
// fault.Unauthenticated.
func (c *Center) Authenticate(ctx context.Context, token, address string) (org.Member, error) {
	nobody := fault.New(fault.Unauthenticated, "You are not signed in.").Because("signed_out")
	if token == "" {
		return org.Member{}, nobody
	}
	if strings.HasPrefix(token, tokenPrefix) {
		return c.byToken(ctx, token, address)
	}
	hash, now := c.Gate.HashToken(token), time.Now().UTC()
	session, err := c.Store.Session(ctx, hash)
	if fault.Is(err, fault.NotFound) {
		return org.Member{}, nobody
	}
	if err != nil {
		return org.Member{}, err
	}
	if c.Gate.Expired(session.CreatedAt, session.SeenAt, now) {
		if err := c.Store.DeleteSession(ctx, hash); err != nil {
			c.log().Warn("expired session not deleted", "error", err)
		}
		return org.Member{}, nobody
	}
	member, err := c.Store.Member(ctx, session.UserID)
	if err != nil || member.Blocked {
		return org.Member{}, nobody.Wrap(err)
	}
	if now.Sub(session.SeenAt) >= seenEvery {
		if err := c.Store.TouchSession(ctx, hash, now); err != nil {
			c.log().Warn("session not touched", "error", err)
		}
	}
	member.Address = address
	return member, nil
}

// SignOut ends a session. One that is gone already is no error.
func (c *Center) SignOut(ctx context.Context, token string) error {
	err := c.Store.DeleteSession(ctx, c.Gate.HashToken(token))
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	return err
}

// SetLanguage changes the language that the member reads.
func (c *Center) SetLanguage(ctx context.Context, m org.Member, language string) (org.Member, error) {
	if err := spoken(language); err != nil {
		return m, err
	}
	if err := c.Store.SetLanguage(ctx, m.User.ID, language); err != nil {
		return m, err
	}
	m.Language = language
	return m, nil
}

// spoken reports whether the console speaks a language; fault.Invalid on "language" when not.
func spoken(language string) error {
	if slices.Contains(languages, language) {
		return nil
	}
	return fault.New(fault.Invalid, "The language must be one of %s.", strings.Join(languages, ", ")).On("language")
}

// shorten cuts s to at most n bytes without splitting a character.
func shorten(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}
