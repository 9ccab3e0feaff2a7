package center_test

import (
	"testing"
	"time"

	"ramal/internal/auth"
	"ramal/internal/center"
	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/store/storetest"
)

// desk is a server without audio and without Meta: enough for people and contacts.
func newDesk(t *testing.T) *world {
	t.Helper()
	ctx := t.Context()
	db := storetest.Any(t)
	w := &world{t: t, store: db, center: &center.Center{Store: db, Gate: auth.NewGate(), Bus: silent{}, Node: "test"}}
	w.workspace = org.WorkspaceID(id())
	must(t, db.CreateWorkspace(ctx, org.Workspace{ID: w.workspace, Name: "Oficina", CreatedAt: time.Now().UTC()}))
	w.paula = w.person("paula@aurora.example", w.workspace, true)
	return w
}

// silent is a bus that nobody listens to.
type silent struct{}

func (silent) Publish(string, any) error { return nil }

func TestSignInOpensASessionAndSignOutEndsIt(t *testing.T) {
	w := newDesk(t)
	ctx := t.Context()
	token, m, err := w.center.SignIn(ctx, " Paula@Aurora.example ", password, "", "192.0.2.1", "Firefox")
	must(t, err)
	if m.User.ID != w.paula.User.ID || m.Workspace.Name != "Oficina" {
		t.Errorf("signed in as %+v", m)
	}
	again, err := w.center.Authenticate(ctx, token, "192.0.2.1")
	must(t, err)
	if again.User.ID != m.User.ID {
		t.Error("the session belongs to somebody else")
	}
	must(t, w.center.SignOut(ctx, token))
	must(t, w.center.SignOut(ctx, token))
	if _, err := w.center.Authenticate(ctx, token, "192.0.2.1"); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("after signing out: %v", err)
	}
}

func TestWhoIsNotLetIn(t *testing.T) {
	w := newDesk(t)
	ctx := t.Context()
	blocked := w.person("blocked@aurora.example", w.workspace, false)
	token, _, err := w.center.SignIn(ctx, blocked.Email, password, "", "192.0.2.1", "")
	must(t, err)
	blocked.User.Blocked = true
	must(t, w.store.UpdateUser(ctx, &blocked.User))
	if _, err := w.center.Authenticate(ctx, token, "192.0.2.1"); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("a blocked user's session still holds: %v", err)
	}
	words := map[string]bool{}
	for _, try := range []struct{ email, password string }{
		{"paula@aurora.example", "wrong"},
		{"nobody@aurora.example", password},
		{"blocked@aurora.example", password},
	} {
		_, _, err := w.center.SignIn(ctx, try.email, try.password, "", "192.0.2.2", "")
		if !fault.Is(err, fault.Unauthenticated) {
			t.Fatalf("%s: %v", try.email, err)
		}
		words[err.Error()] = true
	}
	if len(words) != 1 {
		t.Errorf("the answers tell who exists: %v", words)
	}
	for _, token := range []string{"", "made-up"} {
		if _, err := w.center.Authenticate(ctx, token, "192.0.2.1"); !fault.Is(err, fault.Unauthenticated) {
			t.Errorf("token %q: %v", token, err)
		}
	}
}

func TestTooManyAttemptsAreLimited(t *testing.T) {
	w := newDesk(t)
	for range 100 {
		_, _, err := w.center.SignIn(t.Context(), "paula@aurora.example", "wrong", "", "192.0.2.9", "")
		if fault.Is(err, fault.Limited) {
			return
		}
	}
	t.Error("a hundred wrong passwords were tried")
}

func TestAnOldSessionIsOver(t *testing.T) {
	w := newDesk(t)
	old := time.Now().Add(-365 * 24 * time.Hour).UTC().Truncate(time.Millisecond)
	token, hash := auth.NewToken()
	must(t, w.store.CreateSession(t.Context(), org.Session{Hash: hash, UserID: w.paula.User.ID, CreatedAt: old, SeenAt: old}))
	if _, err := w.center.Authenticate(t.Context(), token, "192.0.2.1"); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("got %v", err)
	}
	if _, err := w.store.Session(t.Context(), hash); !fault.Is(err, fault.NotFound) {
		t.Errorf("the session is still stored: %v", err)
	}
}

func TestTheLanguageIsOneThatTheConsoleSpeaks(t *testing.T) {
	w := newDesk(t)
	m, err := w.center.SetLanguage(t.Context(), w.paula, "pt-BR")
	must(t, err)
	stored, err := w.store.Member(t.Context(), m.User.ID)
	must(t, err)
	if stored.Language != "pt-BR" {
		t.Errorf("stored %q", stored.Language)
	}
	if _, err := w.center.SetLanguage(t.Context(), w.paula, "tlh"); !fault.Is(err, fault.Invalid) {
		t.Errorf("an unknown language: %v", err)
	}
}
