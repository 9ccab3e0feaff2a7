package center_test

import (
	"strings"
	"sync"
	"testing"

	"ramal/internal/auth"
	"ramal/internal/center"
	"ramal/internal/fault"
	"ramal/internal/org"
	"ramal/internal/store/storetest"
)

// nothing is a server in whose database nobody is.
func nothing(t *testing.T) *center.Center {
	t.Helper()
	return &center.Center{Store: storetest.Any(t), Gate: auth.NewGate(), Bus: silent{}, Node: "test"}
}

func alice(code string) center.FirstWorkspace {
	return center.FirstWorkspace{Code: code, Workspace: "Oficina Aurora", Name: "Alice Prado", Email: "Alice@aurora.example", Password: password, Language: "pt-BR"}
}

func TestTheFirstWorkspaceIsMadeOnceAndWithTheCode(t *testing.T) {
	c, ctx := nothing(t), t.Context()
	if open, err := c.SetupOpen(ctx); err != nil || open {
		t.Errorf("open before a code was shown: %v, %v", open, err)
	}
	code, err := c.OpenSetup(ctx)
	must(t, err)
	if open, err := c.SetupOpen(ctx); err != nil || !open || len(code) != 14 {
		t.Fatalf("open %v, code %q, %v", open, code, err)
	}
	for name, tt := range map[string]struct {
		change func(*center.FirstWorkspace)
		field  string
	}{
		"a wrong code":     {func(f *center.FirstWorkspace) { f.Code = "AAAA-BBBB-CCCC" }, "code"},
		"no code":          {func(f *center.FirstWorkspace) { f.Code = "" }, "code"},
		"no workspace":     {func(f *center.FirstWorkspace) { f.Workspace = " " }, "workspace"},
		"no name":          {func(f *center.FirstWorkspace) { f.Name = "" }, "name"},
		"no address":       {func(f *center.FirstWorkspace) { f.Email = "alice" }, "email"},
		"a short password": {func(f *center.FirstWorkspace) { f.Password = "short" }, "password"},
		"no language":      {func(f *center.FirstWorkspace) { f.Language = "tlh" }, "language"},
	} {
		f := alice(code)
		tt.change(&f)
		if _, _, err := c.SetUp(ctx, f, "192.0.2."+name[:1], ""); field(err) != tt.field {
			t.Errorf("%s: %v on %q", name, err, field(err))
		}
	}
	c.Gate = auth.NewGate() // the attempts above are counted
	token, m, err := c.SetUp(ctx, alice(strings.ToLower(strings.ReplaceAll(code, "-", " "))), "192.0.2.1", "Firefox")
	must(t, err)
	if !m.Admin || m.Email != "alice@aurora.example" || m.Workspace.Name != "Oficina Aurora" || !m.Workspace.Plan.Has(org.ModuleCalls) {
		t.Errorf("she is %+v", m)
	}
	if _, err := c.Authenticate(ctx, token, ""); err != nil {
		t.Error(err)
	}
	if _, _, err := c.SetUp(ctx, alice(code), "192.0.2.1", ""); reason(err) != "set_up" {
		t.Errorf("twice: %v", err)
	}
	if again, err := c.OpenSetup(ctx); err != nil || again != "" {
		t.Errorf("at the next start there is a code %q, %v", again, err)
	}
}

func TestGuessingTheSetupCodeIsSlow(t *testing.T) {
	c, ctx := nothing(t), t.Context()
	_, err := c.OpenSetup(ctx)
	must(t, err)
	for range 50 {
		if _, _, err = c.SetUp(ctx, alice("AAAA"), "192.0.2.1", ""); fault.Is(err, fault.Limited) {
			return
		}
	}
	t.Errorf("fifty guesses at once: %v", err)
}

func TestOfTwoWhoSetUpAtOnceOneWins(t *testing.T) {
	c, ctx := nothing(t), t.Context()
	code, err := c.OpenSetup(ctx)
	must(t, err)
	var wait sync.WaitGroup
	results := make([]error, 4)
	for i := range results {
		wait.Go(func() {
			f := alice(code)
			f.Email = string(rune('a'+i)) + "@aurora.example"
			_, _, results[i] = c.SetUp(ctx, f, "192.0.2.1", "")
		})
	}
	wait.Wait()
	won := 0
	for _, err := range results {
		if err == nil {
			won++
		} else if reason(err) != "set_up" {
			t.Errorf("the loser hears %v", err)
		}
	}
	if all, err := c.Store.Workspaces(ctx); won != 1 || err != nil || len(all) != 1 {
		t.Errorf("%d won, %d workspaces, %v", won, len(all), err)
	}
}
