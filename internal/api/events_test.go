package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"ramal/internal/api"
	"ramal/internal/center"
	"ramal/internal/org"
)

func TestEventsReachOnlyThoseWhoSeeThem(t *testing.T) {
	w := newWorld(t)
	paula, rita, other := w.signIn(w.paula), w.signIn(w.rita), w.signIn(w.other)
	hers, ritas, others := paula.listen(), rita.listen(), other.listen()

	v := w.writes(paula, ana, "Bom dia")
	for types := map[string]bool{}; !types["message"] || !types["conversation"]; {
		change := hers.next()
		types[change.Type] = true
		if change.AccountID != "" && change.AccountID != w.account.ID {
			t.Errorf("a change on another account: %+v", change)
		}
	}
	// What is announced last arrives last: when it is there, what was before it would be too.
	w.announce(w.rita.Workspace.ID, center.Changed{Type: "contact", ID: "last"})
	for change := ritas.next(); change.ID != "last"; change = ritas.next() {
		if change.AccountID != "" {
			t.Errorf("Rita is told of an account that she does not see: %+v", change)
		}
	}
	w.announce(w.other.Workspace.ID, center.Changed{Type: "contact", ID: "last"})
	if change := others.next(); change.ID != "last" {
		t.Errorf("another workspace is told %+v of service %s", change, v.ID)
	}
}

func (w *world) announce(ws org.WorkspaceID, what center.Changed) {
	w.t.Helper()
	must(w.t, w.bus.Publish(center.Subject(ws), what))
}

func TestEventsAreOnlyForPagesOfOurs(t *testing.T) {
	w := newWorld(t)
	paula := w.signIn(w.paula)
	dial := func(header http.Header) (int, error) {
		conn, r, err := websocket.Dial(t.Context(), "ws"+strings.TrimPrefix(w.url, "http")+"/api/events", &websocket.DialOptions{HTTPHeader: header})
		if err == nil {
			_ = conn.CloseNow() // it was only to be opened
		}
		return r.StatusCode, err
	}
	cookie := []string{"ramal_session=" + paula.cookie}
	if status, err := dial(http.Header{"Cookie": cookie, "Origin": {"https://evil.example"}}); err == nil || status != http.StatusForbidden {
		t.Errorf("a page of another site: %d, %v", status, err)
	}
	if status, err := dial(http.Header{}); err == nil || status != http.StatusUnauthorized {
		t.Errorf("signed out: %d, %v", status, err)
	}
	if _, err := dial(http.Header{"Cookie": cookie, "Origin": {w.url}}); err != nil {
		t.Errorf("a page of ours: %v", err)
	}
}

func TestEventsEndWithTheSession(t *testing.T) {
	w := newWorld(t, func(s *api.Server) { s.PingEvery = 10 * time.Millisecond })
	ear := w.signIn(w.paula).listen()
	must(t, w.store.SetPassword(t.Context(), w.paula.Workspace.ID, w.paula.ID, "new")) // ends all her sessions
	if code := ear.closes(); code != websocket.StatusPolicyViolation {
		t.Errorf("closed with %v, want policy violation", code)
	}
}

func TestEventsEndWithTheServer(t *testing.T) {
	w := newWorld(t)
	paula := w.signIn(w.paula)
	ear := paula.listen()
	w.api.Close()
	if code := ear.closes(); code != websocket.StatusGoingAway {
		t.Errorf("closed with %v, want going away", code)
	}
}

func TestASlowReaderIsLetGo(t *testing.T) {
	w := newWorld(t)
	paula := w.signIn(w.paula)
	paula.listen() // and never reads again
	bulk := center.Changed{Type: "contact", ID: strings.Repeat("x", 32<<10)}
	for range 2000 { // more than the buffers of a connection and our backlog hold
		w.announce(w.paula.Workspace.ID, bulk)
	}
	for deadline := time.Now().Add(patience); ; {
		figures := w.nobody().send(http.MethodGet, "/metrics", nil).want(http.StatusOK)
		if strings.Contains(string(figures.body), "ramal_event_sockets 0\n") {
			return
		}
		if time.Now().After(deadline) {
			t.Fatal("the server still keeps a browser that does not read")
		}
	}
}

// Who is blocked is let go of at once, not at the next ping; who is given an account hears of it from then on.
func TestEventsFollowWhatTheMemberMay(t *testing.T) {
	w := newWorld(t)
	alice := w.person("alice@aurora.example", "Alice", w.paula.Workspace.ID, true)
	admin := w.enter(&alice)
	paula := w.signIn(w.paula).listen()
	rita := w.signIn(w.rita).listen()
	var departments api.DepartmentList
	admin.get("/api/settings/departments", &departments)
	d := departments.Items[0]
	admin.send(http.MethodPut, "/api/settings/departments/"+d.ID, api.DepartmentEdit{
		Name: d.Name, Members: append(d.Members, string(w.rita.ID)), Accounts: d.Accounts, Groups: d.Groups, Version: d.Version,
	}).want(http.StatusOK)
	w.phone(ana, "messages", map[string]string{"text": "Oi"})
	for rita.next().Type != "message" { // on the account that she sees now
	}

	admin.send(http.MethodPatch, "/api/settings/users/"+string(w.paula.ID), map[string]any{"blocked": true, "version": w.paula.Version}).want(http.StatusOK)
	if code := paula.closes(); code != websocket.StatusPolicyViolation {
		t.Errorf("closed with %v, want policy violation", code)
	}
}
