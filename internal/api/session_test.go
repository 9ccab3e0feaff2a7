package api_test

import (
	"net/http"
	"strings"
	"testing"

	"ramal/internal/api"
)

func TestSessionFromSignInToSignOut(t *testing.T) {
	w := newWorld(t)
	c := w.nobody()
	a := c.send(http.MethodPost, "/api/session", api.SignIn{Email: " Paula@Aurora.example ", Password: password}).want(http.StatusOK)
	var me api.Me
	a.into(&me)
	want := api.Me{
		User:      api.MeUser{ID: string(w.paula.ID), Name: "Paula Reis", Email: "paula@aurora.example", Language: "en"},
		Workspace: api.MeWorkspace{ID: string(w.paula.Workspace.ID), Name: "Oficina Aurora"},
		Modules:   []string{"calls"},
		Can:       api.MeCan{Calls: true, History: true, Request: true, Place: true, Contacts: true, Merge: true, Import: true, Export: true},
	}
	if me.User != want.User || me.Workspace != want.Workspace || me.Can != want.Can || len(me.Modules) != 1 {
		t.Errorf("me is %+v, want %+v", me, want)
	}
	cookie := a.header.Get("Set-Cookie")
	for _, part := range []string{"ramal_session=", "; Path=/", "; HttpOnly", "; SameSite=Lax", "; Max-Age="} {
		if !strings.Contains(cookie, part) {
			t.Errorf("the cookie has no %q: %s", part, cookie)
		}
	}
	if strings.Contains(cookie, "Secure") {
		t.Errorf("the cookie is Secure, and the browser speaks plain HTTP: %s", cookie)
	}

	c = w.signIn(w.paula)
	c.send(http.MethodPatch, "/api/me", api.LanguageChange{Language: "pt-BR"}).want(http.StatusOK).into(&me)
	if me.User.Language != "pt-BR" {
		t.Errorf("language %q", me.User.Language)
	}
	if p := c.send(http.MethodPatch, "/api/me", api.LanguageChange{Language: "tlh"}).problem(http.StatusBadRequest, "invalid"); p.Field != "language" {
		t.Errorf("field %q, want language", p.Field)
	}

	ear := c.listen()
	out := c.send(http.MethodDelete, "/api/session", nil).want(http.StatusNoContent)
	if cookie := out.header.Get("Set-Cookie"); !strings.Contains(cookie, "ramal_session=;") || !strings.Contains(cookie, "Max-Age=0") {
		t.Errorf("the cookie is not taken back: %s", cookie)
	}
	if code := ear.closes(); code != 1008 {
		t.Errorf("the websocket of the session ended with %d, want 1008", code)
	}
	c.send(http.MethodGet, "/api/session", nil).problem(http.StatusUnauthorized, "unauthenticated")
}

func TestSignInRefused(t *testing.T) {
	w := newWorld(t)
	c := w.nobody()
	wrong := api.SignIn{Email: "paula@aurora.example", Password: "not this one"}
	p := c.send(http.MethodPost, "/api/session", wrong).problem(http.StatusUnauthorized, "unauthenticated")
	unknown := c.send(http.MethodPost, "/api/session", api.SignIn{Email: "nobody@aurora.example", Password: "x"}).problem(http.StatusUnauthorized, "unauthenticated")
	if p != unknown {
		t.Errorf("a wrong password and an unknown address are told apart: %+v, %+v", p, unknown)
	}
	for i := 0; ; i++ {
		if a := c.send(http.MethodPost, "/api/session", wrong); a.status == http.StatusTooManyRequests {
			a.problem(http.StatusTooManyRequests, "limited")
			return
		}
		if i > 100 {
			t.Fatal("a hundred wrong passwords are not too many")
		}
	}
}
