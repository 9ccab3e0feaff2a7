package center_test

import (
	"testing"
	"time"

	"ramal/internal/call"
	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

// writesHidden is a message of a sandbox user with a username, whom webhooks name by their business-scoped user id alone.
func (w *world) writesHidden(waID, text string) desk.Conversation {
	w.t.Helper()
	w.control("/sandbox/users", map[string]any{"wa_id": waID, "name": "Caio", "username": "caio.m", "hide_phone": true})
	w.control("/sandbox/users/"+waID+"/messages", map[string]any{"text": text})
	var v desk.Conversation
	eventually(w.t, "a service with somebody without a number", func() bool {
		page, err := w.center.Conversations(w.t.Context(), w.paula, desk.ConversationQuery{Search: "caio.m"})
		must(w.t, err)
		if len(page.Items) == 0 {
			return false
		}
		v = page.Items[0].Conversation
		return true
	})
	return v
}

// texts are those of a service, the oldest first.
func (w *world) texts(id desk.ConversationID) (texts []string) {
	w.t.Helper()
	page, err := w.center.Messages(w.t.Context(), w.paula, desk.MessageQuery{Conversation: id})
	must(w.t, err)
	for _, k := range page.Items {
		texts = append([]string{k.Text}, texts...)
	}
	return texts
}

const caio = "5531988887777"

func TestAnIDThatTurnsOutToBeAKnownNumber(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	typed, err := w.center.CreateContact(ctx, w.paula, center.ContactRecord{Name: new("Caio Melo"), Phone: new("+" + caio), Tags: []string{"vip"}})
	must(t, err)
	v := w.writesHidden(caio, "Oi")
	if v.ContactID == typed.ID {
		t.Fatal("known without a number")
	}
	w.asked(v)
	w.control("/sandbox/users/"+caio+"/permission", map[string]any{"response": "accept"})
	eventually(t, "calls are allowed", func() bool {
		p, err := w.store.Permission(ctx, w.workspace, v.AccountID, v.ContactID)
		return err == nil && p.Grant == call.Temporary
	})

	w.control("/sandbox/users", map[string]any{"wa_id": caio, "hide_phone": false})
	w.control("/sandbox/users/"+caio+"/messages", map[string]any{"text": "Sou o Caio"})
	eventually(t, "they are one contact", func() bool {
		k, err := w.store.Contact(ctx, w.workspace, v.ContactID)
		return err == nil && k.ID == typed.ID
	})
	k, err := w.center.Contact(ctx, w.paula, v.ContactID)
	if err != nil || k.Name != "Caio Melo" || k.WaID != caio || k.BSUID == "" || k.Username != "caio.m" || len(k.Tags) != 1 {
		t.Errorf("%+v, %v", k, err)
	}
	page, err := w.center.Conversations(ctx, w.paula, desk.ConversationQuery{})
	if err != nil || len(page.Items) != 1 || page.Items[0].Contact.ID != typed.ID {
		t.Errorf("%+v, %v", page.Items, err)
	}
	if texts := w.texts(v.ID); texts[0] != "Oi" || texts[len(texts)-1] != "Sou o Caio" {
		t.Errorf("%q", texts)
	}
	action, err := w.center.CallAction(ctx, w.paula, v.AccountID, v.ContactID)
	if err != nil || action.ContactID != typed.ID || action.Permission.Grant != call.Temporary || action.Call != nil {
		t.Errorf("%+v, %v", action, err)
	}
	if kinds := w.kinds(w.paula, typed.ID); len(kinds) != 2 {
		t.Errorf("history %v", kinds)
	}
	entries, err := w.center.Audit(ctx, w.person("alice@aurora.example", w.workspace, true), org.AuditQuery{Action: "contact.merged"})
	if err != nil || len(entries.Items) != 1 || entries.Items[0].ActorName != "WhatsApp" {
		t.Errorf("%+v, %v", entries.Items, err)
	}
}

// Whose number it was is known by another id: the number has moved on, and nobody is merged with a stranger.
func TestANumberThatIsSomebodyElsesNow(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	v := w.writesHidden(caio, "Oi")
	now := time.Now().UTC()
	before := desk.Contact{
		ID: "before", WorkspaceID: w.workspace, Name: "Who had it before", WaID: caio, Phone: caio, BSUID: "BR.1", CreatedAt: now, UpdatedAt: now,
	}
	must(t, w.store.CreateContact(ctx, &before))
	w.control("/sandbox/users", map[string]any{"wa_id": caio, "hide_phone": false})
	w.control("/sandbox/users/"+caio+"/messages", map[string]any{"text": "Sou o Caio"})
	eventually(t, "the number is theirs", func() bool {
		k, err := w.store.Contact(ctx, w.workspace, v.ContactID)
		return err == nil && k.WaID == caio
	})
	if k, err := w.store.Contact(ctx, w.workspace, before.ID); err != nil || k.ID != before.ID || k.WaID != "" || k.Phone != "" || k.BSUID != "BR.1" {
		t.Errorf("%+v, %v", k, err)
	}
}

func TestMergingContacts(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	v := w.waiting(ana)
	anas := w.contactOf(ana)
	typed, err := w.center.CreateContact(ctx, w.paula, center.ContactRecord{Name: new("Ana S."), Tags: []string{"vip"}})
	must(t, err)
	_, err = w.center.AddContactNote(ctx, w.paula, typed.ID, "Prefers mornings")
	must(t, err)
	group := func(paths ...org.Path) org.Member {
		m := w.paula
		m.Granted = paths
		return m
	}
	merge := func(m org.Member, into, gone desk.Contact) error {
		_, err := w.center.MergeContacts(ctx, m, into.ID, gone.ID, into.Version, gone.Version)
		return err
	}
	if err := merge(group(org.PathContactBook), typed, anas); !fault.Is(err, fault.Forbidden) {
		t.Errorf("without the path: %v", err)
	}
	if err := merge(w.stranger, typed, anas); err == nil || fault.Is(err, fault.Conflict) {
		t.Errorf("by a stranger: %v", err)
	}
	if err := merge(w.paula, typed, typed); reason(err) != "merged" {
		t.Errorf("with itself: %v", err)
	}
	old := anas
	old.Version--
	if err := merge(w.paula, typed, old); reason(err) != "stale" {
		t.Errorf("an old version: %v", err)
	}
	live := call.Call{
		ID: "live", WorkspaceID: w.workspace, AccountID: v.AccountID, ContactID: anas.ID, ConversationID: v.ID, Direction: call.Outbound,
		State: call.Active, Operator: w.paula.User.ID, CreatedAt: anas.CreatedAt,
	}
	must(t, w.store.CreateCall(ctx, &live, nil))
	if err := merge(w.paula, typed, anas); reason(err) != "on_a_call" {
		t.Errorf("during a call: %v", err)
	}
	live.State, live.Outcome, live.Closed = call.Ended, call.Completed, true
	must(t, w.store.SaveCall(ctx, &live, nil))

	plan, err := w.center.PlanMerge(ctx, w.paula, typed.ID, anas.ID)
	if err != nil || !plan.Same || plan.Result.Phone != ana || plan.Result.Name != "Ana S." {
		t.Errorf("%+v, %v", plan, err)
	}
	if k, err := w.center.Contact(ctx, w.paula, anas.ID); err != nil || k.ID != anas.ID {
		t.Errorf("a plan changed something: %+v, %v", k, err)
	}
	must(t, merge(w.paula, typed, anas))
	if err := merge(w.paula, typed, anas); reason(err) != "merged" {
		t.Errorf("twice: %v", err)
	}
	k, err := w.center.Contact(ctx, w.paula, anas.ID)
	if err != nil || k.ID != typed.ID || k.WaID != ana || k.Name != "Ana S." {
		t.Errorf("%+v, %v", k, err)
	}
	// What comes from the number now is theirs, in the service that was open.
	w.control("/sandbox/users/"+ana+"/messages", map[string]any{"text": "Ainda aí?"})
	eventually(t, "the message is in the service", func() bool { return len(w.texts(v.ID)) == 2 })
	notes, err := w.center.ContactNotes(ctx, w.paula, anas.ID, "", 0)
	if err != nil || len(notes.Items) != 1 {
		t.Errorf("notes by the old id: %+v, %v", notes.Items, err)
	}
}

func TestTwoOpenServicesBecomeOne(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	const nine, eight = "5531987776666", "553187776666"
	w.control("/sandbox/users", map[string]any{"wa_id": nine, "name": "Beatriz"})
	v := w.waiting(nine)
	other := desk.Contact{ID: "other", WorkspaceID: w.workspace, Name: "Bia", BSUID: "", Phone: eight, CreatedAt: time.Now().UTC()}
	must(t, w.store.CreateContact(ctx, &other))
	old := desk.Conversation{ID: "old", WorkspaceID: w.workspace, AccountID: v.AccountID, ContactID: other.ID, Channel: desk.WhatsAppAPI, State: desk.InService, Attendant: w.paula.User.ID}
	must(t, w.store.CreateConversation(ctx, &old))
	_, err := w.center.WriteNote(ctx, w.paula, old.ID, "ligar amanhã", "n1")
	must(t, err)
	twins, err := w.center.Twins(ctx, w.paula, other.ID)
	if err != nil || len(twins) != 1 || twins[0].ID != v.ContactID {
		t.Fatalf("%+v, %v", twins, err)
	}
	_, err = w.center.MergeContacts(ctx, w.paula, v.ContactID, other.ID, twins[0].Version, other.Version)
	must(t, err)
	if got, err := w.center.Conversation(ctx, w.paula, old.ID); err != nil || got.ID != v.ID || got.State != desk.InService || got.Attendant == nil {
		t.Errorf("%+v, %v", got, err)
	}
	if texts := w.texts(old.ID); len(texts) != 2 {
		t.Errorf("%q", texts)
	}
	if _, err := w.center.SendText(ctx, w.paula, old.ID, center.Outgoing{Text: "Olá!", ClientKey: "k"}); err != nil {
		t.Errorf("a browser that has the old service open: %v", err)
	}
}
