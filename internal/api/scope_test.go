package api_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"ramal/internal/api"
	"ramal/internal/auth"
	"ramal/internal/org"
)

// bearer returns a program with a token of the member.
func (w *world) bearer(m org.Member, scopes ...org.Scope) *client {
	w.t.Helper()
	secret, _ := auth.NewToken()
	secret = "ramal_" + secret
	must(w.t, w.store.CreateToken(w.t.Context(), org.Token{
		ID: org.TokenID(newID()), WorkspaceID: m.Workspace.ID, UserID: m.User.ID, Hash: auth.HashToken(secret), Name: newID(), Scopes: scopes,
		CreatedAt: time.Now(), ExpiresAt: time.Now().Add(time.Hour),
	}))
	c := w.nobody()
	c.header.Set("Authorization", "Bearer "+secret)
	return c
}

// Each operation, with a token of an administrator that has each single scope: only the right one opens it, and what keeps an
// account its owner's no token opens at all.
func TestATokenOpensWhatItsScopesSay(t *testing.T) {
	s := newStage(t)
	admin := *s.members[4]
	programs := map[org.Scope]*client{}
	for _, scope := range org.Scopes() {
		programs[scope] = s.bearer(admin, scope)
	}
	closed := 0
	for _, o := range operations(t) {
		r, known := rows[o.id]
		if !known || !o.signedIn {
			continue
		}
		for _, scope := range org.Scopes() {
			path, body := r.ask(s)
			got := programs[scope].in(t).send(o.method, path, body)
			fits := fmt.Sprint(got.status == http.StatusForbidden && strings.Contains(string(got.body), `"token_scope"`))
			byHand := got.status == http.StatusForbidden && strings.Contains(string(got.body), `"by_hand"`)
			if byHand {
				closed++
			}
			want := fmt.Sprint(scope != wantedScope(o))
			if fits != want {
				t.Errorf("%s with %s: refused for its scope %s, want %s (%d %s)", o.id, scope, fits, want, got.status, got.body)
			}
		}
	}
	if closed < 10 {
		t.Errorf("only %d operations are closed to programs", closed)
	}
}

// wantedScope says it in the other order than the code: by what the operation is for.
func wantedScope(o operation) org.Scope {
	switch {
	case strings.HasPrefix(o.path, "/api/settings/"):
		return org.ScopeSettings
	case o.id == "place-call" || o.id == "join-call" || o.id == "hang-up":
		return org.ScopeCalls
	case o.method == http.MethodGet:
		return org.ScopeRead
	}
	return org.ScopeWrite
}

func TestATokenIsDeadWhenItIsRevokedExpiredOrItsUserIsBlocked(t *testing.T) {
	w := newWorld(t)
	paula := w.enter(&w.paula)
	var made api.MadeToken
	paula.send(http.MethodPost, "/api/me/tokens", api.NewToken{Name: "Reports", Scopes: []string{"read"}, ExpiresAt: time.Now().Add(24 * time.Hour)}).want(http.StatusCreated).into(&made)
	if !strings.HasPrefix(made.Text, "ramal_") || len(made.Text) < 40 {
		t.Errorf("the token is %q", made.Text)
	}
	program := w.nobody()
	program.header.Set("Authorization", "Bearer "+made.Text)
	program.get("/api/session", new(api.Me))
	var list api.Tokens
	paula.get("/api/me/tokens", &list)
	if len(list.Items) != 1 || list.Items[0].UsedAt.IsZero() || list.Items[0].UsedFrom == "" {
		t.Errorf("after its use: %+v", list.Items)
	}
	paula.send(http.MethodDelete, "/api/me/tokens/"+made.Token.ID, nil).want(http.StatusNoContent)
	program.send(http.MethodGet, "/api/session", nil).problem(http.StatusUnauthorized, "unauthenticated")

	for name, expires := range map[string]time.Time{"the past": time.Now().Add(-time.Hour), "more than a year": time.Now().AddDate(2, 0, 0)} {
		p := paula.send(http.MethodPost, "/api/me/tokens", api.NewToken{Name: name, Scopes: []string{"read"}, ExpiresAt: expires}).problem(http.StatusBadRequest, "invalid")
		if p.Field != "expiresAt" {
			t.Errorf("%s: on %q", name, p.Field)
		}
	}
	for _, scopes := range [][]string{{}, {"all"}} {
		p := paula.send(http.MethodPost, "/api/me/tokens", api.NewToken{Name: "X", Scopes: scopes, ExpiresAt: time.Now().Add(time.Hour)}).problem(http.StatusBadRequest, "invalid")
		if p.Field != "scopes" {
			t.Errorf("%v: on %q", scopes, p.Field)
		}
	}

	other := w.bearer(w.paula, org.ScopeRead)
	w.paula.User.Blocked = true
	must(t, w.store.UpdateUser(t.Context(), &w.paula.User))
	other.send(http.MethodGet, "/api/session", nil).problem(http.StatusUnauthorized, "unauthenticated")
}
