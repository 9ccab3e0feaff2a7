package center_test

import (
	"slices"
	"strings"
	"testing"

	"ramal/internal/call"
	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

// contactOf is the contact with a number.
func (w *world) contactOf(waID string) desk.Contact {
	w.t.Helper()
	k, err := w.store.FindContact(w.t.Context(), w.workspace, "", waID, "")
	must(w.t, err)
	return k
}

// change changes a contact as it is now.
func (w *world) change(m org.Member, id desk.ContactID, r center.ContactRecord) (desk.Contact, error) {
	w.t.Helper()
	k, err := w.store.Contact(w.t.Context(), w.workspace, id)
	must(w.t, err)
	r.Version = k.Version
	return w.center.ChangeContact(w.t.Context(), m, id, r)
}

// Whoever may not see a contact finds nothing of them: not them, not what was written and said, not that they wait.
func TestAContactThatSomebodyOwnsIsTheirs(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	diego := w.person("diego@aurora.example", w.workspace, false, w.paula.User.Departments...)
	admin := w.person("alice@aurora.example", w.workspace, true)
	v := w.waiting(ana)
	k := w.contactOf(ana)
	_, err := w.center.WriteNote(ctx, w.paula, v.ID, "sobre a vitrola", "n1")
	must(t, err)
	past := call.Call{
		ID: "past", WorkspaceID: w.workspace, AccountID: v.AccountID, ContactID: k.ID, ConversationID: v.ID, Direction: call.Outbound,
		State: call.Ended, Outcome: call.Completed, Operator: w.paula.User.ID, CreatedAt: k.CreatedAt, EndedAt: k.CreatedAt, Closed: true,
	}
	must(t, w.store.CreateCall(ctx, &past, nil))

	if _, err := w.change(diego, k.ID, center.ContactRecord{Owners: []org.UserID{w.paula.User.ID}}); field(err) != "owners" {
		t.Errorf("somebody shut themselves out: %v", err)
	}
	if _, err := w.change(w.paula, k.ID, center.ContactRecord{Owners: []org.UserID{w.stranger.User.ID, w.paula.User.ID}}); field(err) != "owners" {
		t.Errorf("owned by somebody of another workspace: %v", err)
	}
	_, err = w.change(w.paula, k.ID, center.ContactRecord{Owners: []org.UserID{w.paula.User.ID}})
	must(t, err)

	type sees struct {
		contacts, services, calls, texts, waiting int
		single                                    bool
	}
	look := func(m org.Member) (s sees) {
		contacts, err := w.center.Contacts(ctx, m, desk.ContactQuery{Search: "ana"})
		must(t, err)
		services, err := w.center.Conversations(ctx, m, desk.ConversationQuery{})
		must(t, err)
		found, err := w.center.Conversations(ctx, m, desk.ConversationQuery{Search: "ana"})
		must(t, err)
		calls, err := w.center.Calls(ctx, m, call.Query{})
		must(t, err)
		texts, err := w.center.SearchTexts(ctx, m, desk.TextQuery{Search: "vitrola"})
		must(t, err)
		counts, err := w.center.CountServices(ctx, m)
		must(t, err)
		if len(found.Items) != len(services.Items) {
			t.Errorf("%s: %d services, %d by a search", m.User.Name, len(services.Items), len(found.Items))
		}
		gone := 0
		for _, err := range []error{
			second(w.center.Contact(ctx, m, k.ID)), second(w.center.Conversation(ctx, m, v.ID)), second(w.center.Messages(ctx, m, desk.MessageQuery{Conversation: v.ID})),
			second(w.center.CallAction(ctx, m, v.AccountID, k.ID)), second(w.center.ConversationsOf(ctx, m, k.ID)), second(w.center.Successors(ctx, m, v.ID)),
			third(w.center.Call(ctx, m, past.ID)),
		} {
			if fault.Is(err, fault.NotFound) {
				gone++
			}
		}
		if gone != 0 && gone != 7 {
			t.Errorf("%s: %d of 7 do not exist", m.User.Name, gone)
		}
		return sees{len(contacts.Items), len(services.Items), len(calls.Items), len(texts.Items), counts.Waiting, gone == 0}
	}
	all := sees{1, 1, 1, 1, 1, true}
	for _, c := range []struct {
		m    org.Member
		want sees
	}{{w.paula, all}, {admin, all}, {diego, sees{}}} {
		if got := look(c.m); got != c.want {
			t.Errorf("%s sees %+v, want %+v", c.m.User.Name, got, c.want)
		}
	}
	if s, err := w.center.Successors(ctx, w.paula, v.ID); err != nil || slices.ContainsFunc(s.Users, func(u org.User) bool { return u.ID == diego.User.ID }) {
		t.Errorf("it could be handed to somebody who does not see it: %+v, %v", s.Users, err)
	}
	if _, err := w.center.SendText(ctx, diego, v.ID, center.Outgoing{Text: "x", ClientKey: "k"}); !fault.Is(err, fault.NotFound) {
		t.Errorf("written to: %v", err)
	}
	if _, err := w.center.ChangeContact(ctx, diego, k.ID, center.ContactRecord{Version: 2}); !fault.Is(err, fault.NotFound) {
		t.Errorf("changed: %v", err)
	}
	if page, err := w.center.Audit(ctx, admin, org.AuditQuery{Action: "contact"}); err != nil || len(page.Items) != 1 {
		t.Errorf("audit: %+v, %v", page.Items, err)
	}
	_, err = w.change(admin, k.ID, center.ContactRecord{Owners: []org.UserID{}})
	must(t, err)
	if got := look(diego); got != all {
		t.Errorf("given back, Diego sees %+v", got)
	}
}

func TestWhoIsNotToBeContactedIsLeftAlone(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	v := w.waiting(ana)
	k := w.contactOf(ana)
	k, err := w.change(w.paula, k.ID, center.ContactRecord{Shunned: new(true), Reason: "Asked us by phone"})
	if err != nil || k.Shunned == nil || k.Shunned.By != w.paula.User.ID || k.Shunned.Reason != "Asked us by phone" {
		t.Fatalf("%+v, %v", k, err)
	}
	action, err := w.center.CallAction(ctx, w.paula, v.AccountID, k.ID)
	if err != nil || action.Call == nil || action.Call.Code != call.WhyShunned || action.Request == nil || action.Request.Code != call.WhyShunned {
		t.Errorf("%+v %+v, %v", action.Call, action.Request, err)
	}
	if _, err := w.center.SendCallRequest(ctx, w.paula, v.ID, "", "r"); reason(err) != call.WhyShunned {
		t.Errorf("asked: %v", err)
	}
	if _, err := w.center.SendText(ctx, w.paula, v.ID, center.Outgoing{Text: "Certo, não ligamos mais.", ClientKey: "k"}); err != nil {
		t.Errorf("who writes is answered: %v", err)
	}
	for name, c := range map[string]struct {
		shunned bool
		want    int
	}{"only them": {true, 1}, "only the others": {false, 0}} {
		page, err := w.center.Contacts(ctx, w.paula, desk.ContactQuery{Search: "ana", Shunned: &c.shunned})
		if err != nil || len(page.Items) != c.want {
			t.Errorf("%s: %d, %v", name, len(page.Items), err)
		}
	}
	if k, err = w.change(w.paula, k.ID, center.ContactRecord{Shunned: new(false)}); err != nil || k.Shunned != nil {
		t.Errorf("%+v, %v", k, err)
	}
}

func TestCustomFieldsAndTagsOfAContact(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	admin := w.person("alice@aurora.example", w.workspace, true)
	if _, err := w.center.CreateField(ctx, w.paula, desk.Field{Name: "CPF", Type: desk.FieldText}); !fault.Is(err, fault.Forbidden) {
		t.Errorf("defined by an operator: %v", err)
	}
	cpf, err := w.center.CreateField(ctx, admin, desk.Field{Name: " CPF ", Type: desk.FieldText, Required: true, Unique: true})
	must(t, err)
	level, err := w.center.CreateField(ctx, admin, desk.Field{Name: "Level", Type: desk.FieldChoice, Choices: []string{"Gold", "Silver"}})
	must(t, err)
	if _, err := w.center.CreateField(ctx, admin, desk.Field{Name: "CPF", Type: desk.FieldDate}); field(err) != "name" || !fault.Is(err, fault.Conflict) {
		t.Errorf("the same name twice: %v", err)
	}
	w.waiting(ana) // WhatsApp brings whoever writes, whatever is required
	if _, err := w.center.CreateContact(ctx, w.paula, center.ContactRecord{Name: new("Bruno")}); field(err) != "fields."+string(cpf.ID) {
		t.Errorf("without what is required: %v", err)
	}
	bruno, err := w.center.CreateContact(ctx, w.paula, center.ContactRecord{
		Name: new("Bruno"), Tags: []string{"vip", "Atacado", "VIP"}, Fields: map[desk.FieldID]string{cpf.ID: "111.222", level.ID: "gold"},
	})
	if err != nil || bruno.Fields[level.ID] != "Gold" || !slices.Equal(bruno.Tags, []string{"Atacado", "vip"}) {
		t.Fatalf("%+v, %v", bruno, err)
	}
	if _, err := w.center.CreateContact(ctx, w.paula, center.ContactRecord{Name: new("Other"), Fields: map[desk.FieldID]string{cpf.ID: "111.222"}}); field(err) != "fields."+string(cpf.ID) || !fault.Is(err, fault.Conflict) {
		t.Errorf("a value that is another's: %v", err)
	}
	if k, err := w.center.ChangeContact(ctx, w.paula, bruno.ID, center.ContactRecord{Fields: map[desk.FieldID]string{level.ID: ""}, Version: 1}); err != nil || len(k.Fields) != 1 || len(k.Tags) != 2 {
		t.Errorf("%+v, %v", k, err)
	}
	tags, err := w.center.Tags(ctx, w.paula)
	if err != nil || !slices.Equal(tags, []desk.TagCount{{Tag: "Atacado", Contacts: 1}, {Tag: "vip", Contacts: 1}}) {
		t.Errorf("%+v, %v", tags, err)
	}
	if page, err := w.center.Contacts(ctx, w.paula, desk.ContactQuery{Tag: "VIP"}); err != nil || len(page.Items) != 1 || page.Items[0].ID != bruno.ID {
		t.Errorf("%+v, %v", page.Items, err)
	}
	if f, err := w.center.ChangeField(ctx, admin, cpf.ID, desk.Field{Name: "Document", Position: 5, Version: 1}); err != nil || f.Required || !f.Unique || f.Type != desk.FieldText {
		t.Errorf("%+v, %v", f, err)
	}
	must(t, w.center.DeleteField(ctx, admin, level.ID))
	if list, err := w.center.Fields(ctx, w.paula, desk.OfContact); err != nil || len(list) != 1 || list[0].Name != "Document" {
		t.Errorf("%+v, %v", list, err)
	}
	// A stop comes before the values are gone: the next start takes them.
	must(t, w.store.DeleteField(ctx, w.workspace, cpf.ID))
	w.stop()
	w.start()
	eventually(t, "no value is left", func() bool {
		k, err := w.store.Contact(ctx, w.workspace, bruno.ID)
		return err == nil && len(k.Fields) == 0
	})
}

// asked lets Paula ask for permission to call and returns when Meta has the request: until then the contact cannot answer it.
func (w *world) asked(v desk.Conversation) {
	w.t.Helper()
	_, err := w.center.SendCallRequest(w.t.Context(), w.paula, v.ID, "", "asked")
	must(w.t, err)
	eventually(w.t, "the request is out", func() bool {
		p, err := w.store.Permission(w.t.Context(), w.workspace, v.AccountID, v.ContactID)
		return err == nil && p.RequestID != ""
	})
}

// kinds are what became of a contact's authorization as a member reads it, the oldest first.
func (w *world) kinds(m org.Member, id desk.ContactID) (kinds []call.PermissionEventKind) {
	w.t.Helper()
	page, err := w.center.AuthorizationHistory(w.t.Context(), m, id, "", 0)
	must(w.t, err)
	for _, e := range page.Items {
		kinds = append(kinds, e.Kind)
	}
	slices.Reverse(kinds)
	return kinds
}

func TestTheHistoryOfAnAuthorization(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	v := w.waiting(ana)
	k := w.contactOf(ana)
	w.asked(v)
	w.control("/sandbox/users/"+ana+"/permission", map[string]any{"response": "accept", "permanent": true})
	want := []call.PermissionEventKind{call.RequestMade, call.AllowedAlways}
	eventually(t, "the answer is in the history", func() bool { return slices.Equal(w.kinds(w.paula, k.ID), want) })
	page, err := w.center.AuthorizationHistory(ctx, w.paula, k.ID, "", 0)
	must(t, err)
	if first := page.Items[1]; first.By == nil || first.By.ID != w.paula.User.ID || first.Account.ID != v.AccountID || page.Items[0].By != nil {
		t.Errorf("%+v", page.Items)
	}
	list, err := w.center.Authorizations(ctx, w.paula, k.ID)
	if err != nil || len(list) != 1 || list[0].Permission.Grant != call.Permanent {
		t.Errorf("%+v, %v", list, err)
	}
	nobody := w.person("nobody@aurora.example", w.workspace, false)
	if _, err := w.center.AuthorizationHistory(ctx, nobody, k.ID, "", 0); !fault.Is(err, fault.Forbidden) {
		t.Errorf("read by somebody without Contacts: %v", err)
	}
}

func TestNotesAboutAContact(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	w.waiting(ana)
	k := w.contactOf(ana)
	diego := w.person("diego@aurora.example", w.workspace, false, w.paula.User.Departments...)
	admin := w.person("alice@aurora.example", w.workspace, true)
	for _, text := range []string{" \n ", strings.Repeat("é", 5001)} {
		if _, err := w.center.AddContactNote(ctx, w.paula, k.ID, text); field(err) != "text" {
			t.Errorf("%d characters: %v", len(text), err)
		}
	}
	n, err := w.center.AddContactNote(ctx, w.paula, k.ID, " Prefers mornings ")
	if err != nil || n.Text != "Prefers mornings" || n.Author.ID != w.paula.User.ID {
		t.Fatalf("%+v, %v", n, err)
	}
	if _, err := w.center.ChangeContactNote(ctx, admin, k.ID, n.ID, "Other", 1); !fault.Is(err, fault.Forbidden) {
		t.Errorf("changed by somebody else: %v", err)
	}
	if _, err := w.center.ChangeContactNote(ctx, w.paula, "another", n.ID, "Other", 1); !fault.Is(err, fault.NotFound) {
		t.Errorf("changed by way of another contact: %v", err)
	}
	n, err = w.center.ChangeContactNote(ctx, w.paula, k.ID, n.ID, "Prefers evenings", n.Version)
	if err != nil || n.EditedAt.IsZero() {
		t.Errorf("%+v, %v", n, err)
	}
	if _, err := w.center.ChangeContactNote(ctx, w.paula, k.ID, n.ID, "Late", 1); !fault.Is(err, fault.Conflict) {
		t.Errorf("changed on what is not there any more: %v", err)
	}
	if page, err := w.center.ContactNotes(ctx, diego, k.ID, "", 0); err != nil || len(page.Items) != 1 || page.Items[0].Text != "Prefers evenings" {
		t.Errorf("%+v, %v", page, err)
	}
	if err := w.center.DeleteContactNote(ctx, diego, k.ID, n.ID); !fault.Is(err, fault.Forbidden) {
		t.Errorf("deleted by a colleague: %v", err)
	}
	must(t, w.center.DeleteContactNote(ctx, admin, k.ID, n.ID))
	if err := w.center.DeleteContactNote(ctx, w.paula, k.ID, n.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("deleted twice: %v", err)
	}
}

func TestSeveralContactsAreChangedAtOnce(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	var ids []desk.ContactID
	for _, name := range []string{"Bia", "Caio", "Dora"} {
		k, err := w.center.CreateContact(ctx, w.paula, center.ContactRecord{Name: &name, Tags: []string{"lead", "old"}})
		must(t, err)
		ids = append(ids, k.ID)
	}
	diego := w.person("diego@aurora.example", w.workspace, false, w.paula.User.Departments...)
	_, err := w.change(w.paula, ids[2], center.ContactRecord{Owners: []org.UserID{w.paula.User.ID}})
	must(t, err)
	changed, err := w.center.ChangeContacts(ctx, diego, center.ManyContacts{IDs: append(ids, "gone"), Add: []string{"VIP", "lead"}, Remove: []string{"OLD"}})
	if err != nil || !slices.Equal(changed, ids[:2]) {
		t.Fatalf("%v, %v", changed, err)
	}
	for i, want := range [][]string{{"lead", "VIP"}, {"lead", "VIP"}, {"lead", "old"}} {
		if k, err := w.center.Contact(ctx, w.paula, ids[i]); err != nil || !slices.Equal(k.Tags, want) {
			t.Errorf("%v, %v", k.Tags, err)
		}
	}
	if _, err := w.center.ChangeContacts(ctx, diego, center.ManyContacts{IDs: ids, Owners: []org.UserID{w.paula.User.ID}}); field(err) != "owners" {
		t.Errorf("shut themselves out of several: %v", err)
	}
	if k, err := w.center.Contact(ctx, diego, ids[0]); err != nil || len(k.Owners) != 0 {
		t.Errorf("half done: %+v, %v", k, err)
	}
	if _, err := w.center.ChangeContacts(ctx, diego, center.ManyContacts{IDs: make([]desk.ContactID, 201)}); field(err) != "ids" {
		t.Errorf("too many: %v", err)
	}
}

func third[A, B any](_ A, _ B, err error) error { return err }
