package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"ramal/internal/org"
)

// cookieLife is how long a browser keeps the cookie, in seconds. The server ends sessions earlier.
const cookieLife = 30 * 24 * 60 * 60

// Me is who is signed in and what they find.
type Me struct {
	User      MeUser      `json:"user"`
	Workspace MeWorkspace `json:"workspace"`
	Modules   []string    `json:"modules" nullable:"false" doc:"What the plan includes, such as calls."`
	Can       MeCan       `json:"can"`
}

// MeUser is the person.
type MeUser struct {
	ID           string `json:"id"`
	Name         string `json:"name"`
	Email        string `json:"email"`
	Language     string `json:"language" enum:"en,pt-BR,es"`
	Admin        bool   `json:"admin"`
	SecondFactor bool   `json:"secondFactor" doc:"Whether they sign in with one."`
}

// MeWorkspace is their workspace.
type MeWorkspace struct {
	ID           string `json:"id"`
	Name         string `json:"name"`
	SalesContact string `json:"salesContact,omitempty" doc:"Whom to ask for what is not in the plan: a mail address, a web address or a number."`
}

// MeCan says which parts of the console are theirs. What is missing is not shown; the operations decide by themselves.
type MeCan struct {
	Calls       bool `json:"calls" doc:"Anything about calls at all."`
	History     bool `json:"history"`
	Request     bool `json:"request" doc:"Ask contacts for permission to call."`
	Place       bool `json:"place"`
	Contacts    bool `json:"contacts"`
	Merge       bool `json:"merge" doc:"Merge contacts who are one person."`
	Import      bool `json:"import" doc:"Import contacts from a file."`
	Export      bool `json:"export" doc:"Export contacts to a file."`
	CRM         bool `json:"crm" doc:"Work with deals."`
	DeleteDeals bool `json:"deleteDeals"`
	Settings    bool `json:"settings" doc:"Look at what administrators set up. Changing it takes an administrator."`
	Audit       bool `json:"audit" doc:"Read who changed what."`
	Check       bool `json:"check" doc:"Ask whether somebody can call a contact."`
}

// SignIn is an address with its password.
type SignIn struct {
	Email    string `json:"email" maxLength:"320" example:"paula@aurora.example"`
	Password string `json:"password" maxLength:"1024"`
	Code     string `json:"code,omitempty" maxLength:"40" doc:"Of the second factor, or a recovery code, where the user has one."`
}

// LanguageChange is another language for the signed-in user.
type LanguageChange struct {
	Language string `json:"language" example:"pt-BR" doc:"en, pt-BR or es."`
}

type (
	signInInput   struct{ Body SignIn }
	languageInput struct{ Body LanguageChange }
	cookieOutput  struct {
		SetCookie http.Cookie `header:"Set-Cookie"`
	}
	signInOutput struct {
		SetCookie http.Cookie `header:"Set-Cookie"`
		Body      Me
	}
)

func (s *Server) sessionOperations(api huma.API) {
	anyone(s, api, huma.Operation{
		OperationID: "sign-in", Method: http.MethodPost, Path: "/api/session", Tags: []string{tagSession}, Summary: "Sign in",
		Description: "Opens a session and sets its cookie; the session before it ends. Who has a second factor gets 401 because second_factor after the right password, and sends the same again with a code. Too many attempts for an address or from one place are refused for a while.",
		Errors:      []int{http.StatusBadRequest, http.StatusUnauthorized, http.StatusTooManyRequests}, DefaultStatus: http.StatusOK,
	}, s.signIn)
	signedIn(s, api, huma.Operation{
		OperationID: "get-session", Method: http.MethodGet, Path: "/api/session", Tags: []string{tagSession}, Summary: "Who is signed in",
	}, func(_ context.Context, m org.Member, _ *none) (*body[Me], error) { return &body[Me]{s.meOf(m)}, nil })
	signedIn(s, api, huma.Operation{
		OperationID: "sign-out", Method: http.MethodDelete, Path: "/api/session", Tags: []string{tagSession}, Summary: "Sign out",
		Description: "Ends the session and its websockets.",
	}, s.signOut)
	signedIn(s, api, huma.Operation{
		OperationID: "change-language", Method: http.MethodPatch, Path: "/api/me", Tags: []string{tagSession}, Summary: "Read the console in another language",
		Errors: []int{http.StatusBadRequest},
	}, func(ctx context.Context, m org.Member, in *languageInput) (*body[Me], error) {
		m, err := s.Center.SetLanguage(ctx, m, in.Body.Language)
		return &body[Me]{s.meOf(m)}, err
	})
}

func (s *Server) signIn(ctx context.Context, in *signInInput) (*signInOutput, error) {
	v := visitorOf(ctx)
	token, m, err := s.Center.SignIn(ctx, in.Body.Email, in.Body.Password, in.Body.Code, v.address, v.agent)
	if err != nil {
		return nil, err
	}
	if v.token != "" { // whoever put this cookie here must not be signed in with it any longer
		if err := s.Center.SignOut(ctx, v.token); err != nil {
			return nil, err
		}
		s.sockets.closeOf(v.token)
	}
	return &signInOutput{SetCookie: v.cookie(token, cookieLife), Body: s.meOf(m)}, nil
}

func (s *Server) signOut(ctx context.Context, _ org.Member, _ *none) (*cookieOutput, error) {
	v := visitorOf(ctx)
	if err := s.Center.SignOut(ctx, v.token); err != nil {
		return nil, err
	}
	s.sockets.closeOf(v.token)
	return &cookieOutput{SetCookie: v.cookie("", -1)}, nil
}

func (s *Server) meOf(m org.Member) Me {
	me := Me{
		User:      MeUser{ID: string(m.ID), Name: m.Name, Email: m.Email, Language: m.Language, Admin: m.Admin, SecondFactor: m.SecondFactor},
		Workspace: MeWorkspace{ID: string(m.Workspace.ID), Name: m.Workspace.Name, SalesContact: s.SalesContact},
		Modules:   []string{},
	}
	for _, module := range m.Workspace.Plan.Modules {
		me.Modules = append(me.Modules, string(module))
	}
	calls := m.Workspace.Plan.Has(org.ModuleCalls)
	me.Can = MeCan{
		History:     calls && m.Can(org.PathCallHistory),
		Request:     calls && m.Can(org.PathCallRequest),
		Place:       calls && m.Can(org.PathCallPlace),
		Contacts:    m.Can(org.PathContactBook),
		Merge:       m.Can(org.PathContactMerge),
		Import:      m.Can(org.PathContactBook) && m.Can(org.PathContactImport),
		Export:      m.Can(org.PathContactBook) && m.Can(org.PathContactExport),
		CRM:         m.Can(org.PathDeals),
		DeleteDeals: m.Can(org.PathDeals) && m.Can(org.PathDealDelete),
		Settings:    m.Can(org.PathSettingsView),
		Audit:       m.Can(org.PathSettingsAudit),
		Check:       m.Can(org.PathSettingsCheck),
	}
	me.Can.Calls = me.Can.History || me.Can.Request || me.Can.Place
	return me
}

// visitor is who sent a request, as far as HTTP knows.
type visitor struct {
	token   string
	address string
	agent   string
	secure  bool // the browser speaks TLS
}

type visitorKey struct{}

func visitorOf(ctx context.Context) visitor {
	v, _ := ctx.Value(visitorKey{}).(visitor)
	return v
}

func (s *Server) knowVisitor(ctx huma.Context, next func(huma.Context)) {
	r, _ := humago.Unwrap(ctx)
	next(huma.WithValue(ctx, visitorKey{}, visitor{
		token: tokenOf(r), address: s.addressOf(r), agent: r.UserAgent(), secure: s.overTLS(r),
	}))
}

func (v visitor) cookie(token string, life int) http.Cookie {
	return http.Cookie{
		Name: session, Value: token, Path: "/", MaxAge: life, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: v.secure,
	}
}

// tokenOf is what says who asks: the token of a session, or of a program.
func tokenOf(r *http.Request) string {
	if secret, is := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); is {
		return strings.TrimSpace(secret)
	}
	c, err := r.Cookie(session)
	if err != nil {
		return ""
	}
	return c.Value
}
