package center_test

import (
	"testing"

	"ramal/internal/desk"
)

func TestWhoAskedIsToldTheAnswer(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	colleague := w.person("diego@aurora.example", w.workspace, false, w.paula.User.Departments...)
	w.control("/sandbox/users/"+ana+"/messages", map[string]any{"text": "Podem me ligar?"})
	v := w.conversation(ana)
	w.asked(v)
	w.control("/sandbox/users/"+ana+"/permission", map[string]any{"response": "accept"})
	eventually(t, "Paula is told", func() bool {
		page, err := w.center.Notices(ctx, w.paula, "", 0)
		must(t, err)
		return page.Unread == 1
	})
	page, err := w.center.Notices(ctx, w.paula, "", 0)
	must(t, err)
	if n := page.Items[0]; n.Kind != desk.CallAllowed || n.Contact.ID != v.ContactID || n.ConversationID != v.ID || n.Account.ID != v.AccountID {
		t.Errorf("%+v", n)
	}
	if other, err := w.center.Notices(ctx, colleague, "", 0); err != nil || len(other.Items) != 0 || other.Unread != 0 {
		t.Errorf("a colleague is told too: %+v, %v", other, err)
	}

	// What the contact changes of themselves, without being asked, tells nobody.
	w.control("/sandbox/users/"+ana+"/permission", map[string]any{"response": "reject"})
	eventually(t, "the rejection is known", func() bool {
		p, err := w.store.Permission(ctx, w.workspace, v.AccountID, v.ContactID)
		return err == nil && p.State(w.sandbox.Clock().Now()) != "temporary"
	})
	if page, err = w.center.Notices(ctx, w.paula, "", 0); err != nil || len(page.Items) != 1 {
		t.Errorf("told of what nobody asked: %+v, %v", page, err)
	}

	must(t, w.center.ReadNotices(ctx, w.paula, page.Items[0].At))
	if page, err = w.center.Notices(ctx, w.paula, "", 0); err != nil || page.Unread != 0 || page.Items[0].ReadAt.IsZero() {
		t.Errorf("read, but %+v, %v", page, err)
	}
}
