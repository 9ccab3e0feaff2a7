package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"ramal/internal/center"
	"ramal/internal/org"
)

// PasswordChange is the old password and the new one.
type PasswordChange struct {
	Old string `json:"old" maxLength:"1024"`
	New string `json:"new" maxLength:"1024" doc:"At least 8 characters."`
}

// PasswordOnly is the password once more.
type PasswordOnly struct {
	Password string `json:"password" maxLength:"1024"`
}

// OwnSession is a browser in which the user is signed in.
type OwnSession struct {
	ID        string `json:"id"`
	Agent     string `json:"agent" doc:"What the browser calls itself."`
	Address   string `json:"address" doc:"Of the sign-in."`
	CreatedAt Time   `json:"createdAt"`
	SeenAt    Time   `json:"seenAt" doc:"To the minute."`
	This      bool   `json:"this" doc:"The one that asks."`
}

// OwnSessions is all of them, the one that was used last first.
type OwnSessions struct {
	Items []OwnSession `json:"items" nullable:"false"`
}

// FactorSeed is what an authenticator app needs to know. Nothing is stored yet.
type FactorSeed struct {
	Seed string `json:"seed" doc:"Base32, to be typed into the app."`
	URI  string `json:"uri" doc:"otpauth://…, the same for the app to open."`
	QR   string `json:"qr" doc:"The same as a picture: data:image/png;base64,…"`
}

// FactorConfirmation shows that the app has the seed.
type FactorConfirmation struct {
	Seed     string `json:"seed" maxLength:"200"`
	Code     string `json:"code" maxLength:"20" example:"123456" doc:"That the app shows now."`
	Password string `json:"password" maxLength:"1024"`
}

// RecoveryCodes sign in once each where the app is lost. They are shown this once.
type RecoveryCodes struct {
	Codes []string `json:"codes" nullable:"false"`
}

// Token lets a program work in the user's name.
type Token struct {
	ID        string   `json:"id"`
	Name      string   `json:"name"`
	Scopes    []string `json:"scopes" nullable:"false" enum:"read,write,calls,settings"`
	CreatedAt Time     `json:"createdAt"`
	ExpiresAt Time     `json:"expiresAt"`
	Expired   bool     `json:"expired"`
	UsedAt    Time     `json:"usedAt,omitzero" doc:"To the minute; absent where it never was."`
	UsedFrom  string   `json:"usedFrom,omitempty"`
}

// Tokens is all of the user's, newest first.
type Tokens struct {
	Items []Token `json:"items" nullable:"false"`
}

// NewToken is a token to make.
type NewToken struct {
	Name      string    `json:"name" example:"Reports"`
	Scopes    []string  `json:"scopes" nullable:"false" example:"[\"read\"]" doc:"read: all but settings. write: messages, contacts. calls: place calls and hang up. settings: what administrators set up. Each stands for itself."`
	ExpiresAt time.Time `json:"expiresAt" doc:"A year from now at most."`
}

// MadeToken is a token with its text, which is shown this once.
type MadeToken struct {
	Token Token  `json:"token"`
	Text  string `json:"text" doc:"For the header Authorization: Bearer …"`
}

type (
	passwordInput struct{ Body PasswordChange }
	confirmInput  struct{ Body FactorConfirmation }
	onlyInput     struct{ Body PasswordOnly }
	tokenInput    struct{ Body NewToken }
)

func (s *Server) ownAccountOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "change-password", Method: http.MethodPut, Path: "/api/me/password", Tags: []string{tagSession}, Summary: "Choose another password",
		Description: "All other sessions end; this one gets a new cookie.",
		Errors:      []int{http.StatusBadRequest, http.StatusTooManyRequests}, DefaultStatus: http.StatusNoContent,
	}, func(ctx context.Context, m org.Member, in *passwordInput) (*cookieOutput, error) {
		v := visitorOf(ctx)
		token, err := s.Center.ChangePassword(ctx, m, in.Body.Old, in.Body.New, v.agent)
		if err != nil {
			return nil, err
		}
		return &cookieOutput{SetCookie: v.cookie(token, cookieLife)}, nil
	})
	signedIn(s, api, huma.Operation{
		OperationID: "list-sessions", Method: http.MethodGet, Path: "/api/me/sessions", Tags: []string{tagSession}, Summary: "Where one is signed in",
		Errors: []int{http.StatusForbidden},
	}, func(ctx context.Context, m org.Member, _ *none) (*body[OwnSessions], error) {
		all, err := s.Center.Sessions(ctx, m, visitorOf(ctx).token)
		return &body[OwnSessions]{OwnSessions{each(all, ownSessionOf)}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "end-other-sessions", Method: http.MethodDelete, Path: "/api/me/sessions", Tags: []string{tagSession}, Summary: "Sign out everywhere else",
		DefaultStatus: http.StatusNoContent,
	}, func(ctx context.Context, m org.Member, _ *none) (*none, error) {
		return nil, s.Center.EndSession(ctx, m, visitorOf(ctx).token, "")
	})
	signedIn(s, api, huma.Operation{
		OperationID: "end-session", Method: http.MethodDelete, Path: "/api/me/sessions/{id}", Tags: []string{tagSession}, Summary: "End one session",
		Errors: []int{http.StatusNotFound}, DefaultStatus: http.StatusNoContent,
	}, func(ctx context.Context, m org.Member, in *PathID) (*none, error) {
		return nil, s.Center.EndSession(ctx, m, visitorOf(ctx).token, in.ID)
	})
	s.factorOperations(api)
	s.tokenOperations(api)
}

func (s *Server) factorOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "new-second-factor", Method: http.MethodPost, Path: "/api/me/second-factor/seed", Tags: []string{tagSession}, Summary: "A seed for an authenticator app",
		Description: "Nothing is stored until a code of it was shown.", DefaultStatus: http.StatusOK,
	}, func(ctx context.Context, m org.Member, _ *none) (*body[FactorSeed], error) {
		e, err := s.Center.NewFactor(ctx, m)
		return &body[FactorSeed]{FactorSeed(e)}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "switch-second-factor-on", Method: http.MethodPut, Path: "/api/me/second-factor", Tags: []string{tagSession}, Summary: "Sign in with a second factor from now on",
		Errors: []int{http.StatusBadRequest, http.StatusTooManyRequests},
	}, func(ctx context.Context, m org.Member, in *confirmInput) (*body[RecoveryCodes], error) {
		codes, err := s.Center.ConfirmFactor(ctx, m, in.Body.Password, in.Body.Seed, in.Body.Code)
		return &body[RecoveryCodes]{RecoveryCodes{each(codes, func(c string) string { return c })}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "switch-second-factor-off", Method: http.MethodPost, Path: "/api/me/second-factor/off", Tags: []string{tagSession}, Summary: "Sign in without a second factor again",
		Errors: []int{http.StatusBadRequest, http.StatusTooManyRequests}, DefaultStatus: http.StatusNoContent,
	}, func(ctx context.Context, m org.Member, in *onlyInput) (*none, error) {
		return nil, s.Center.EndFactor(ctx, m, in.Body.Password)
	})
	signedIn(s, api, huma.Operation{
		OperationID: "new-recovery-codes", Method: http.MethodPost, Path: "/api/me/recovery-codes", Tags: []string{tagSession}, Summary: "Replace the recovery codes",
		Errors: []int{http.StatusBadRequest, http.StatusConflict, http.StatusTooManyRequests}, DefaultStatus: http.StatusOK,
	}, func(ctx context.Context, m org.Member, in *onlyInput) (*body[RecoveryCodes], error) {
		codes, err := s.Center.NewRecoveryCodes(ctx, m, in.Body.Password)
		return &body[RecoveryCodes]{RecoveryCodes{each(codes, func(c string) string { return c })}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "remove-second-factor", Method: http.MethodDelete, Path: "/api/settings/users/{id}/second-factor", Tags: []string{tagSettings}, Summary: "Take a lost second factor from a user",
		Errors: []int{http.StatusNotFound}, DefaultStatus: http.StatusNoContent,
	}, func(ctx context.Context, m org.Member, in *PathID) (*none, error) {
		return nil, s.Center.RemoveFactor(ctx, m, org.UserID(in.ID))
	})
}

func (s *Server) tokenOperations(api huma.API) {
	signedIn(s, api, huma.Operation{
		OperationID: "list-tokens", Method: http.MethodGet, Path: "/api/me/tokens", Tags: []string{tagSession}, Summary: "API tokens",
		Errors: []int{http.StatusForbidden},
	}, func(ctx context.Context, m org.Member, _ *none) (*body[Tokens], error) {
		all, err := s.Center.Tokens(ctx, m)
		return &body[Tokens]{Tokens{each(all, apiTokenOf)}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "create-token", Method: http.MethodPost, Path: "/api/me/tokens", Tags: []string{tagSession}, Summary: "Make an API token",
		Description: "It works in the user's name, with no more than its scopes. Its text is shown this once.",
		Errors:      []int{http.StatusBadRequest, http.StatusConflict}, DefaultStatus: http.StatusCreated,
	}, func(ctx context.Context, m org.Member, in *tokenInput) (*body[MadeToken], error) {
		t, text, err := s.Center.CreateToken(ctx, m, center.NewToken{Name: in.Body.Name, Scopes: ids[org.Scope](in.Body.Scopes), ExpiresAt: in.Body.ExpiresAt})
		return &body[MadeToken]{MadeToken{apiTokenOf(t), text}}, err
	})
	signedIn(s, api, huma.Operation{
		OperationID: "revoke-token", Method: http.MethodDelete, Path: "/api/me/tokens/{id}", Tags: []string{tagSession}, Summary: "End an API token",
		Errors: []int{http.StatusNotFound}, DefaultStatus: http.StatusNoContent,
	}, func(ctx context.Context, m org.Member, in *PathID) (*none, error) {
		return nil, s.Center.RevokeToken(ctx, m, org.TokenID(in.ID))
	})
}

func ownSessionOf(o center.OwnSession) OwnSession {
	return OwnSession{ID: o.ID, Agent: o.Agent, Address: o.Address, CreatedAt: Time{o.CreatedAt}, SeenAt: Time{o.SeenAt}, This: o.This}
}

func apiTokenOf(t org.Token) Token {
	return Token{
		ID: string(t.ID), Name: t.Name, Scopes: texts(t.Scopes), CreatedAt: Time{t.CreatedAt}, ExpiresAt: Time{t.ExpiresAt},
		Expired: !time.Now().Before(t.ExpiresAt), UsedAt: Time{t.UsedAt}, UsedFrom: t.UsedFrom,
	}
}
