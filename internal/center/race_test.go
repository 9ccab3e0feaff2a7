package center_test

import (
	"fmt"
	"sync"
	"testing"

	"ramal/internal/call"
	"ramal/internal/center"
	"ramal/internal/desk"
)

// The races below are only ever lost on PostgreSQL: SQLite lets one change begin where the one before has ended.

// atOnce runs several things side by side and fails the test where one of them does.
func atOnce(t *testing.T, what ...func() error) {
	t.Helper()
	var all sync.WaitGroup
	begin := make(chan struct{})
	for i, do := range what {
		all.Go(func() {
			<-begin
			if err := do(); err != nil {
				t.Errorf("the one with number %d: %v", i, err)
			}
		})
	}
	close(begin)
	all.Wait()
}

func TestWhoWritesInTheSameMomentIsNotSentAway(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	w.control("/sandbox/users/"+ana+"/messages", map[string]any{"text": "Oi!"})
	v := w.conversation(ana)

	const each = 4
	var steps []func() error
	for i := range each {
		steps = append(steps,
			func() error {
				_, err := w.center.SendText(ctx, w.paula, v.ID, center.Outgoing{Text: "Quase!", ClientKey: fmt.Sprint("text-", i)})
				return err
			},
			func() error {
				w.control("/sandbox/users/"+ana+"/messages", map[string]any{"text": fmt.Sprint("E agora? ", i)})
				return nil
			},
			func() error {
				_, err := w.center.SendText(ctx, w.paula, v.ID, center.Outgoing{Text: "Um de dois", ClientKey: "double"})
				return err
			},
			func() error { return w.center.MarkRead(ctx, w.paula, v.ID) },
		)
	}
	atOnce(t, steps...)

	var all []desk.Message
	eventually(t, "every message is here, and every answer delivered", func() bool {
		page, err := w.store.Messages(ctx, w.workspace, desk.MessageQuery{Conversation: v.ID, Limit: 100})
		must(t, err)
		all = page.Items
		for _, k := range all {
			if k.Direction == desk.Outgoing && k.Status != desk.Delivered && k.Status != desk.Read {
				return false
			}
		}
		return len(all) == 1+each+each+1
	})
	for _, k := range all {
		if k.MetaID == "" {
			t.Errorf("a message without Meta's id: %+v", k)
		}
	}
	must(t, w.center.MarkRead(ctx, w.paula, v.ID))
	stored, err := w.store.Conversation(ctx, w.workspace, v.ID)
	must(t, err)
	if stored.State != desk.InService || stored.Attendant != w.paula.ID || stored.Unread != 0 {
		t.Errorf("the service is %+v", stored)
	}
}

// Looking at a contact of whom nothing is known asks Meta, whose answer must not stand in the way of a request.
func TestARequestIsNotHeldUpByWhatIsLearned(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	for round := range 5 {
		waID := fmt.Sprintf("55119777700%02d", round)
		w.control("/sandbox/users", map[string]any{"wa_id": waID, "name": fmt.Sprint("Contact ", round)})
		w.control("/sandbox/users/"+waID+"/messages", map[string]any{"text": "Oi!"})
		v := w.conversation(waID)
		var request center.MessageView
		atOnce(t,
			func() error { _, err := w.center.CallAction(ctx, w.paula, v.AccountID, v.ContactID); return err },
			func() (err error) {
				request, err = w.center.SendCallRequest(ctx, w.paula, v.ID, "", "request")
				return err
			},
		)
		eventually(t, "the request is at Meta", func() bool {
			k, err := w.store.Message(ctx, w.workspace, request.ID)
			return err == nil && k.MetaID != ""
		})
		eventually(t, "the request is known as the one that was asked", func() bool {
			p, err := w.store.Permission(ctx, w.workspace, v.AccountID, v.ContactID)
			k, _ := w.store.Message(ctx, w.workspace, request.ID)
			return err == nil && p.RequestID == k.MetaID && p.State(request.At) == "asked" && len(p.Requests) == 1
		})
	}
}

// Both ends write while a call ends: none of it is lost, and the call counts once.
func TestACallThatEndsAmidMessagesCountsOnce(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	w.behave(ana, "answer")
	v := w.allowed(ana)
	id := w.dial(v)
	w.until(id, "the call is answered", inState(call.Active))
	atOnce(t,
		func() error { _, err := w.center.HangUp(ctx, w.paula, id); return err },
		func() error {
			w.control("/sandbox/users/"+ana+"/messages", map[string]any{"text": "Obrigada!"})
			return nil
		},
		func() error {
			_, err := w.center.SendText(ctx, w.paula, v.ID, center.Outgoing{Text: "De nada!", ClientKey: "thanks"})
			return err
		},
	)
	w.until(id, "the call is over", settled)
	eventually(t, "the call is counted once", func() bool {
		p, err := w.store.Permission(ctx, w.workspace, v.AccountID, v.ContactID)
		return err == nil && len(p.Connected) == 1
	})
}
