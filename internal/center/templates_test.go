package center_test

import (
	"testing"
	"time"

	"ramal/internal/call"
	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/fault"
)

func (w *world) stands(m desk.Message, status desk.Status) {
	w.t.Helper()
	eventually(w.t, "the message is "+string(status), func() bool {
		k, err := w.store.Message(w.t.Context(), w.workspace, m.ID)
		must(w.t, err)
		if k.Status == desk.Failed {
			w.t.Fatalf("failed: %+v", k.Failure)
		}
		return k.Status == status || k.Status == desk.Read
	})
}

func TestATemplateOpensAServiceWhereThereIsNone(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	k, err := w.center.CreateContact(ctx, w.paula, center.ContactRecord{Name: new("Ana"), Phone: new("+55 11 99999-0001")})
	must(t, err)
	list, err := w.center.Templates(ctx, w.paula, w.account.ID)
	if err != nil || len(list) < 5 {
		t.Fatalf("%d templates, %v", len(list), err)
	}
	choice := center.TemplateChoice{
		Name: "service_update", Language: "pt_BR", Values: map[string]string{"body.1": "Ana", "body.2": "77"}, ClientKey: "t-1",
	}
	first, err := w.center.SendTemplate(ctx, w.paula, w.account.ID, k.ID, choice)
	must(t, err)
	again, err := w.center.SendTemplate(ctx, w.paula, w.account.ID, k.ID, choice)
	if err != nil || again.ID != first.ID {
		t.Errorf("sent twice: %v, %v", again.ID, err)
	}
	if first.Kind != desk.Templated || first.Text != "Olá, Ana! O serviço 77 está pronto." {
		t.Errorf("%+v", first.Message)
	}
	v, err := w.center.Conversation(ctx, w.paula, first.ConversationID)
	if err != nil || v.State != desk.InService || v.Attendant.ID != w.paula.User.ID || !v.WindowEnds().IsZero() {
		t.Errorf("%+v, %v", v, err)
	}
	w.stands(first.Message, desk.Delivered)

	for name, c := range map[string]struct {
		change func(*center.TemplateChoice)
		code   fault.Code
		field  string
	}{
		"a value is missing": {func(c *center.TemplateChoice) { c.Values = map[string]string{"body.1": "Ana"} }, fault.Invalid, "body.2"},
		"unknown":            {func(c *center.TemplateChoice) { c.Name = "nothing" }, fault.Conflict, "name"},
		"another language":   {func(c *center.TemplateChoice) { c.Language = "fr" }, fault.Conflict, "name"},
		"no key":             {func(c *center.TemplateChoice) { c.ClientKey = "" }, fault.Invalid, "clientKey"},
	} {
		choice := center.TemplateChoice{Name: choice.Name, Language: choice.Language, Values: choice.Values, ClientKey: id()}
		c.change(&choice)
		if _, err := w.center.SendTemplate(ctx, w.paula, w.account.ID, k.ID, choice); !fault.Is(err, c.code) || field(err) != c.field {
			t.Errorf("%s: %v on %q", name, err, field(err))
		}
	}
	nobody, err := w.center.CreateContact(ctx, w.paula, center.ContactRecord{Name: new("Loja"), Phone: new("")})
	must(t, err)
	choice.ClientKey = "t-9"
	if _, err := w.center.SendTemplate(ctx, w.paula, w.account.ID, nobody.ID, choice); reason(err) != call.WhyNoWhatsApp {
		t.Errorf("to nobody: %v", err)
	}
	if _, err := w.center.SendTemplate(ctx, w.visitor, w.account.ID, k.ID, choice); !fault.Is(err, fault.NotFound) {
		t.Errorf("by who does not see the account: %v", err)
	}
}

func TestATemplateAsksForPermissionWhenTheWindowIsClosed(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	w.control("/sandbox/users", map[string]any{"wa_id": ana, "behaviour": "manual"})
	w.control("/sandbox/users/"+ana+"/messages", map[string]any{"text": "Oi"})
	v := w.conversation(ana)
	w.sandbox.Clock().Advance(25 * time.Hour)
	if _, err := w.center.SendCallRequest(ctx, w.paula, v.ID, "", "r-1"); reason(err) != call.WhyWindowClosed {
		t.Fatalf("the window is open: %v", err)
	}
	ask := func(key string) (center.MessageView, error) {
		return w.center.SendTemplate(ctx, w.paula, v.AccountID, v.ContactID, center.TemplateChoice{
			Name: "may_we_call", Language: "pt_BR", Values: map[string]string{"body.1": "77"}, ClientKey: key,
		})
	}
	k, err := ask("r-2")
	if err != nil || k.Kind != desk.CallRequest || k.ConversationID != v.ID {
		t.Fatalf("%+v, %v", k, err)
	}
	w.stands(k.Message, desk.Delivered)
	action, err := w.center.CallAction(ctx, w.paula, v.AccountID, v.ContactID)
	if err != nil || action.Permission.State(action.At) != "asked" {
		t.Errorf("%+v, %v", action.Permission, err)
	}
	if _, err := ask("r-3"); reason(err) != call.WhyRequestPending {
		t.Errorf("asked twice: %v", err)
	}
	if _, err := w.center.SendTemplate(ctx, w.boss(), v.AccountID, v.ContactID, center.TemplateChoice{
		Name: "service_update", Language: "en", Values: map[string]string{"body.1": "Ana", "body.2": "77"}, ClientKey: "r-4",
	}); err != nil {
		t.Errorf("another template: %v", err)
	}
}
