package center_test

import (
	"slices"
	"testing"

	"ramal/internal/call"
	"ramal/internal/center"
	"ramal/internal/fault"
	"ramal/internal/org"
)

// closed lists the gates that are closed, as gate:reason.
func closed(checks []call.Check) []string {
	var list []string
	for _, c := range checks {
		if c.Reason != nil {
			list = append(list, string(c.Gate)+":"+c.Reason.Code)
		}
	}
	return list
}

func TestACheckJudgesAsTheUserWouldBeJudged(t *testing.T) {
	w := newWorld(t)
	ctx, boss := t.Context(), w.boss()
	k, err := w.center.CreateContact(ctx, boss, center.ContactRecord{Name: new("Ana"), Phone: new("+55 11 99999-0001")})
	must(t, err)
	nobody, err := w.center.CreateContact(ctx, boss, center.ContactRecord{Name: new("Loja"), Phone: new("")})
	must(t, err)
	check := func(m org.Member) center.CallCheck {
		t.Helper()
		c, err := w.center.CheckCall(ctx, boss, m.User.ID, k.ID, "")
		must(t, err)
		return c
	}
	expect := func(what string, got []call.Check, want ...string) {
		t.Helper()
		if !slices.Equal(closed(got), want) {
			t.Errorf("%s: closed are %q, want %q", what, closed(got), want)
		}
	}

	c := check(w.paula)
	if len(c.Access) != 3 || len(c.Request) != 10 || len(c.Call) != 13 || c.Account.ID != w.account.ID || len(c.Accounts) != 1 {
		t.Errorf("not every gate is there: %+v", c)
	}
	expect("an operator", c.Access)
	expect("an operator asks", c.Request, "service:no_service", "window:window_closed")
	expect("an operator calls", c.Call, "call_permission:not_asked")

	c = check(w.visitor)
	expect("in no department", c.Access, "account_seen:not_seen")
	expect("in no department, asks", c.Request, "permission_path:no_permission", "service:no_service", "window:window_closed")
	expect("in no department, calls", c.Call, "permission_path:no_permission", "operator:not_operator", "call_permission:not_asked")

	c, err = w.center.CheckCall(ctx, boss, w.paula.User.ID, nobody.ID, w.account.ID)
	must(t, err)
	expect("no number", c.Call, "whatsapp:no_whatsapp", "call_permission:not_asked")

	// The permission comes, and everything is open.
	must(t, w.store.SavePermission(ctx, &call.Permission{
		WorkspaceID: w.workspace, AccountID: w.account.ID, ContactID: k.ID, Grant: call.Permanent, Answer: call.Agreed,
	}))
	expect("allowed", check(w.paula).Call)

	paula, err := w.store.User(ctx, w.workspace, w.paula.User.ID)
	must(t, err)
	paula.Blocked = true
	must(t, w.store.UpdateUser(ctx, &paula))
	expect("blocked", check(w.paula).Access, "sign_in:blocked")
	paula.Blocked = false
	must(t, w.store.UpdateUser(ctx, &paula))

	a, err := w.store.Account(ctx, w.workspace, w.account.ID)
	must(t, err)
	a.Status = org.Disconnected
	must(t, w.store.UpdateAccount(ctx, &a))
	expect("disconnected", check(w.paula).Call, "account_connected:account_disconnected")

	ws, err := w.store.Workspace(ctx, w.workspace)
	must(t, err)
	ws.Plan.Modules = nil
	must(t, w.store.UpdateWorkspace(ctx, ws))
	expect("no module", check(w.paula).Call, "module:module_off", "account_connected:account_disconnected")
}

func TestACheckStaysInItsWorkspace(t *testing.T) {
	w := newWorld(t)
	ctx, boss := t.Context(), w.boss()
	k, err := w.center.CreateContact(ctx, boss, center.ContactRecord{Name: new("Ana"), Phone: new("+55 11 99999-0001")})
	must(t, err)
	if _, err := w.center.CheckCall(ctx, w.paula, w.paula.User.ID, k.ID, ""); !fault.Is(err, fault.Forbidden) {
		t.Errorf("without the path: %v", err)
	}
	for name, ask := range map[string]func() error{
		"their user":    func() error { _, err := w.center.CheckCall(ctx, boss, w.stranger.User.ID, k.ID, ""); return err },
		"their asking":  func() error { _, err := w.center.CheckCall(ctx, w.stranger, w.paula.User.ID, k.ID, ""); return err },
		"their contact": func() error { _, err := w.center.CheckCall(ctx, w.stranger, w.stranger.User.ID, k.ID, ""); return err },
		"their account": func() error {
			own, err := w.center.CreateContact(ctx, w.stranger, center.ContactRecord{Name: new("B"), Phone: new("+55 11 99999-0002")})
			must(t, err)
			_, err = w.center.CheckCall(ctx, w.stranger, w.stranger.User.ID, own.ID, w.account.ID)
			return err
		},
		"no account at all": func() error {
			own, err := w.center.CreateContact(ctx, w.stranger, center.ContactRecord{Name: new("C"), Phone: new("+55 11 99999-0003")})
			must(t, err)
			_, err = w.center.CheckCall(ctx, w.stranger, w.stranger.User.ID, own.ID, "")
			return err
		},
	} {
		if err := ask(); !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
