package center_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"ramal/internal/call"
	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/org"
)

// internals are the kinds of the team's entries in a service, oldest first, with their texts.
func (w *world) internals(m org.Member, id desk.ConversationID) []string {
	w.t.Helper()
	page, err := w.center.Messages(w.t.Context(), m, desk.MessageQuery{Conversation: id, Limit: 0})
	must(w.t, err)
	var list []string
	for _, k := range slices.Backward(page.Items) {
		if k.Direction == desk.Internal {
			list = append(list, strings.TrimSuffix(string(k.Kind)+":"+k.Text, ":"))
		}
	}
	return list
}

func (w *world) waiting(waID string) desk.Conversation {
	w.t.Helper()
	w.control("/sandbox/users/"+waID+"/messages", map[string]any{"text": "Oi"})
	return w.conversation(waID)
}

func TestAServiceIsTakenHandedOverClosedAndReopened(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	diego := w.person("diego@aurora.example", w.workspace, false, w.paula.User.Departments...)
	v := w.waiting(ana)

	served, err := w.center.TakeService(ctx, w.paula, v.ID)
	if err != nil || served.State != desk.InService || served.Attendant.ID != w.paula.User.ID {
		t.Fatalf("%+v, %v", served, err)
	}
	if _, err := w.center.TakeService(ctx, w.paula, v.ID); err != nil {
		t.Errorf("taken twice by the same: %v", err)
	}
	if _, err := w.center.TakeService(ctx, diego, v.ID); !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), w.paula.Name) {
		t.Errorf("taken from somebody: %v", err)
	}

	if _, err := w.center.HandOverService(ctx, w.paula, v.ID, center.HandOver{User: w.visitor.User.ID}); !fault.Is(err, fault.Conflict) || field(err) != "userId" {
		t.Errorf("to somebody who does not see the account: %v", err)
	}
	if all, err := w.center.Successors(ctx, w.paula, v.ID); err != nil || len(all.Users) != 2 || len(all.Departments) != 1 {
		t.Errorf("successors: %+v, %v", all, err)
	}
	if _, err := w.center.HandOverService(ctx, w.paula, v.ID, center.HandOver{User: w.stranger.User.ID}); !fault.Is(err, fault.Conflict) {
		t.Errorf("to somebody elsewhere: %v", err)
	}
	if _, err := w.center.HandOverService(ctx, w.paula, v.ID, center.HandOver{}); !fault.Is(err, fault.Invalid) {
		t.Errorf("to nobody: %v", err)
	}
	for range 2 {
		if served, err = w.center.HandOverService(ctx, w.paula, v.ID, center.HandOver{User: diego.User.ID}); err != nil || served.Attendant.ID != diego.User.ID {
			t.Fatalf("%+v, %v", served, err)
		}
	}
	if page, err := w.center.Notices(ctx, diego, "", 0); err != nil || len(page.Items) != 1 || page.Items[0].Kind != desk.HandedOver || page.Items[0].Actor.ID != w.paula.User.ID {
		t.Errorf("Diego is told: %+v, %v", page, err)
	}
	department := w.paula.User.Departments[0]
	if served, err = w.center.HandOverService(ctx, diego, v.ID, center.HandOver{Department: department}); err != nil || served.State != desk.Waiting || served.Attendant != nil || served.Department.ID != department {
		t.Errorf("%+v, %v", served, err)
	}

	if _, err := w.center.CloseService(ctx, w.paula, v.ID, "  "); field(err) != "reason" {
		t.Errorf("without a reason: %v", err)
	}
	if served, err = w.center.CloseService(ctx, w.paula, v.ID, " Resolved "); err != nil || served.State != desk.Closed {
		t.Fatalf("%+v, %v", served, err)
	}
	if _, err := w.center.CloseService(ctx, w.paula, v.ID, "Again"); !fault.Is(err, fault.Conflict) {
		t.Errorf("closed twice: %v", err)
	}
	if _, err := w.center.TakeService(ctx, w.paula, v.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("taken while closed: %v", err)
	}
	if closing, err := w.center.Closing(ctx, diego); err != nil || !closing.Free || !slices.Equal(closing.Reasons, []string{"Resolved"}) {
		t.Errorf("%+v, %v", closing, err)
	}

	next := w.waiting(ana) // she writes again: that is another service
	if next.ID == v.ID {
		t.Fatal("a closed service took a message")
	}
	if _, err := w.center.ReopenService(ctx, diego, v.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("two open at once: %v", err)
	}
	_, err = w.center.CloseService(ctx, diego, next.ID, "By mistake")
	must(t, err)
	if served, err = w.center.ReopenService(ctx, diego, v.ID); err != nil || served.State != desk.InService || served.Attendant.ID != diego.User.ID {
		t.Errorf("%+v, %v", served, err)
	}
	if _, err := w.center.ReopenService(ctx, diego, v.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("reopened while open: %v", err)
	}
	want := []string{"taken", "transferred:" + diego.Name, "transferred:Desk", "closed:Resolved", "reopened"}
	if got := w.internals(diego, v.ID); !slices.Equal(got, want) {
		t.Errorf("the thread has %q, want %q", got, want)
	}
}

func TestOfTwoWhoTakeAServiceOneHasIt(t *testing.T) {
	w := newWorld(t)
	diego := w.person("diego@aurora.example", w.workspace, false, w.paula.User.Departments...)
	v := w.waiting(ana)
	errs := make([]error, 2)
	var both sync.WaitGroup
	for i, m := range []org.Member{w.paula, diego} {
		both.Go(func() { _, errs[i] = w.center.TakeService(t.Context(), m, v.ID) })
	}
	both.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Errorf("both or none have it: %v, %v", errs[0], errs[1])
	}
	if got := w.internals(diego, v.ID); !slices.Equal(got, []string{"taken"}) {
		t.Errorf("the thread has %q", got)
	}
}

func TestAServiceStaysOpenDuringItsCall(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	v := w.waiting(ana)
	k := call.Call{
		ID: call.ID(id()), WorkspaceID: w.workspace, AccountID: v.AccountID, ContactID: v.ContactID, Direction: call.Inbound,
		State: call.Ringing, CreatedAt: time.Now(), Deadline: time.Now().Add(time.Hour),
	}
	must(t, w.store.CreateCall(ctx, &k, nil))
	if _, err := w.center.CloseService(ctx, w.paula, v.ID, "Done"); !fault.Is(err, fault.Conflict) {
		t.Errorf("closed during a call: %v", err)
	}
}

func TestANoteIsForTheTeamAndTellsWhomItNames(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	diego := w.person("diego@aurora.example", w.workspace, false, w.paula.User.Departments...)
	v := w.waiting(ana)
	for range 2 { // sent twice
		_, err := w.center.WriteNote(ctx, w.paula, v.ID, " @"+diego.Name+" @"+w.visitor.Name+" @"+w.paula.Name+" see this ", "note-1")
		must(t, err)
	}
	for m, want := range map[*org.Member]int{&diego: 1, &w.visitor: 0, &w.paula: 0} {
		page, err := w.center.Notices(ctx, *m, "", 0)
		if err != nil || page.Unread != want {
			t.Errorf("%s was told %d, want %d (%v)", m.Name, page.Unread, want, err)
		}
	}
	if got := w.internals(diego, v.ID); len(got) != 1 || !strings.HasPrefix(got[0], "note:@"+diego.Name) {
		t.Errorf("the thread has %q", got)
	}
	after, err := w.center.Conversation(ctx, w.paula, v.ID)
	if err != nil || after.State != desk.Waiting || after.Preview != "Oi" {
		t.Errorf("a note changed the service: %+v, %v", after, err)
	}
	if _, err := w.center.WriteNote(ctx, w.paula, v.ID, "", "note-2"); field(err) != "text" {
		t.Errorf("an empty note: %v", err)
	}
	if _, err := w.center.WriteNote(ctx, w.visitor, v.ID, "let me in", "note-3"); !fault.Is(err, fault.NotFound) {
		t.Errorf("by somebody who does not see it: %v", err)
	}
}

func TestTheRouletteDealsServices(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	desks := w.paula.User.Departments
	first := w.person("a@aurora.example", w.workspace, false, desks...)
	second := w.person("b@aurora.example", w.workspace, false, desks...)
	v := w.waiting(ana)
	_, err := w.center.TakeService(ctx, w.paula, v.ID)
	must(t, err)
	deal := func(to center.HandOver) org.UserID {
		t.Helper()
		served, err := w.center.HandOverService(ctx, w.paula, v.ID, to)
		must(t, err)
		return served.Attendant.ID
	}
	var turns []org.UserID
	for range 4 {
		turns = append(turns, deal(center.HandOver{Roulette: desk.InTurn, Department: desks[0]}))
	}
	if want := []org.UserID{first.User.ID, second.User.ID, w.paula.User.ID, first.User.ID}; !slices.Equal(turns, want) {
		t.Errorf("turns %v, want %v", turns, want)
	}
	other := w.waiting(bruno)
	_, err = w.center.TakeService(ctx, second, other.ID)
	must(t, err)
	if got := deal(center.HandOver{Roulette: desk.ToFewest}); got != w.paula.User.ID {
		t.Errorf("the fewest has %s", got)
	}
	if got := deal(center.HandOver{Roulette: desk.AtRandom}); got == w.paula.User.ID || got == w.visitor.User.ID {
		t.Errorf("at random it is %s", got)
	}
	if n, err := w.center.CountServices(ctx, second); err != nil || n.InService != 2 || n.Waiting != 0 || n.Mine < 1 || n.Unread != 2 {
		t.Errorf("%+v, %v", n, err)
	}
	if n, err := w.center.CountServices(ctx, w.visitor); err != nil || n != (center.Counts{}) {
		t.Errorf("who sees none counts %+v, %v", n, err)
	}
	for name, c := range map[string]struct {
		to   center.HandOver
		code fault.Code
	}{
		"no such way":      {center.HandOver{Roulette: "guess"}, fault.Invalid},
		"a user with it":   {center.HandOver{Roulette: desk.InTurn, User: first.User.ID}, fault.Invalid},
		"a foreign group":  {center.HandOver{Roulette: desk.InTurn, Department: "elsewhere"}, fault.Conflict},
		"nothing at all":   {center.HandOver{}, fault.Invalid},
		"user and another": {center.HandOver{User: first.User.ID, Department: desks[0]}, fault.Invalid},
	} {
		if _, err := w.center.HandOverService(ctx, w.paula, v.ID, c.to); !fault.Is(err, c.code) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAdministratorsDecideWhyServicesAreClosed(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	admin := w.person("alice@aurora.example", w.workspace, true)
	v := w.waiting(ana)
	if _, err := w.center.DecideClosing(ctx, w.paula, desk.Closing{Free: true}); !fault.Is(err, fault.Forbidden) {
		t.Errorf("decided by an operator: %v", err)
	}
	decided, err := w.center.DecideClosing(ctx, admin, desk.Closing{Reasons: []string{"Resolved", " No answer "}})
	if err != nil || decided.Version != 1 {
		t.Fatalf("%+v, %v", decided, err)
	}
	if _, err := w.center.DecideClosing(ctx, admin, desk.Closing{Reasons: []string{"Other"}}); !fault.Is(err, fault.Conflict) {
		t.Errorf("decided on what is not there any more: %v", err)
	}
	if c, err := w.center.Closing(ctx, w.paula); err != nil || c.Free || !slices.Equal(c.Reasons, []string{"Resolved", "No answer"}) {
		t.Errorf("%+v, %v", c, err)
	}
	if _, err := w.center.CloseService(ctx, w.paula, v.ID, "I felt like it"); field(err) != "reason" {
		t.Errorf("closed for another reason: %v", err)
	}
	if closed, err := w.center.CloseService(ctx, w.paula, v.ID, "no ANSWER"); err != nil || closed.State != desk.Closed {
		t.Errorf("%+v, %v", closed, err)
	}
	if got := w.internals(w.paula, v.ID); !slices.Equal(got, []string{"closed:No answer"}) {
		t.Errorf("%q", got)
	}
}

func TestQuickRepliesAreOnesOwnOrShared(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	admin := w.person("alice@aurora.example", w.workspace, true)
	diego := w.person("diego@aurora.example", w.workspace, false)
	words := func(m org.Member) (list []string) {
		all, err := w.center.QuickReplies(ctx, m)
		must(t, err)
		for _, q := range all {
			list = append(list, q.Shortcut)
		}
		return list
	}
	if _, err := w.center.CreateQuickReply(ctx, w.paula, center.QuickReplyEdit{Shared: true, Shortcut: "hi", Text: "Hello"}); !fault.Is(err, fault.Forbidden) {
		t.Errorf("shared by an operator: %v", err)
	}
	own, err := w.center.CreateQuickReply(ctx, w.paula, center.QuickReplyEdit{Shortcut: "/Hi", Text: "Hello {first}"})
	must(t, err)
	all, err := w.center.CreateQuickReply(ctx, admin, center.QuickReplyEdit{Shared: true, Shortcut: "hours", Text: "From 9 to 18"})
	must(t, err)
	_, err = w.center.CreateQuickReply(ctx, admin, center.QuickReplyEdit{Shared: true, Department: w.paula.User.Departments[0], Shortcut: "stock", Text: "We have it"})
	must(t, err)
	if _, err := w.center.CreateQuickReply(ctx, admin, center.QuickReplyEdit{Shared: true, Department: "none", Shortcut: "x", Text: "x"}); field(err) != "departmentId" {
		t.Errorf("for a department that is none: %v", err)
	}
	if _, err := w.center.CreateQuickReply(ctx, w.paula, center.QuickReplyEdit{Shortcut: "hi", Text: "Again"}); !fault.Is(err, fault.Conflict) || field(err) != "shortcut" {
		t.Errorf("the same word twice: %v", err)
	}
	for _, c := range []struct {
		m    org.Member
		want []string
	}{{w.paula, []string{"hi", "hours", "stock"}}, {diego, []string{"hours"}}, {admin, []string{"hours", "stock"}}, {w.stranger, nil}} {
		if got := words(c.m); !slices.Equal(got, c.want) {
			t.Errorf("%s has %q, want %q", c.m.User.Name, got, c.want)
		}
	}
	if _, err := w.center.ChangeQuickReply(ctx, diego, own.ID, center.QuickReplyEdit{Shortcut: "hi", Text: "x", Version: 1}); !fault.Is(err, fault.NotFound) {
		t.Errorf("somebody else's changed: %v", err)
	}
	if err := w.center.DeleteQuickReply(ctx, w.paula, all.ID); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a shared one deleted by an operator: %v", err)
	}
	if q, err := w.center.ChangeQuickReply(ctx, w.paula, own.ID, center.QuickReplyEdit{Shortcut: "hey", Text: "Hey", Version: 1}); err != nil || q.Version != 2 {
		t.Errorf("%+v, %v", q, err)
	}
	if _, err := w.center.ChangeQuickReply(ctx, w.paula, own.ID, center.QuickReplyEdit{Shortcut: "ho", Text: "Ho", Version: 1}); !fault.Is(err, fault.Conflict) {
		t.Errorf("a stale change: %v", err)
	}
	must(t, w.center.DeleteQuickReply(ctx, admin, all.ID))
	page, err := w.center.Audit(ctx, admin, org.AuditQuery{Action: "quick_reply"})
	if err != nil || len(page.Items) != 3 {
		t.Errorf("audit: %+v, %v", page.Items, err)
	}
}

func TestTextsAreSearchedWhereTheMemberSees(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	v := w.waiting(ana)
	w.control("/sandbox/users/"+ana+"/messages", map[string]any{"text": "A agulha da vitrola chegou?"})
	eventually(t, "the second message", func() bool {
		page, err := w.center.Messages(ctx, w.paula, desk.MessageQuery{Conversation: v.ID})
		return err == nil && len(page.Items) == 2
	})
	_, err := w.center.WriteNote(ctx, w.paula, v.ID, "Agulha na gaveta 3", "note-1")
	must(t, err)
	hits, err := w.center.SearchTexts(ctx, w.paula, desk.TextQuery{Search: "AGULHA"})
	if err != nil || len(hits.Items) != 2 || hits.Items[0].Message.Kind != desk.Note || hits.Items[0].Message.Author.ID != w.paula.User.ID || hits.Items[1].Service.ID != v.ID {
		t.Fatalf("%+v, %v", hits, err)
	}
	around, err := w.center.Messages(ctx, w.paula, desk.MessageQuery{Conversation: v.ID, Around: hits.Items[1].Message.ID, Limit: 1})
	if err != nil || len(around.Items) != 1 || around.Back == "" || around.Next == "" {
		t.Errorf("%+v, %v", around, err)
	}
	for _, m := range []org.Member{w.visitor, w.stranger} { // who see no account of it
		if hits, err := w.center.SearchTexts(ctx, m, desk.TextQuery{Search: "agulha"}); err != nil || len(hits.Items) != 0 {
			t.Errorf("%s finds %d, %v", m.User.Name, len(hits.Items), err)
		}
	}
}
