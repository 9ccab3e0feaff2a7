package center_test

import (
	"testing"
	"time"

	"ramal/internal/call"
	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/meta"
)

// unknown writes down a contact of whom nothing but the number is known here.
func (w *world) unknown(phone string) desk.Contact {
	w.t.Helper()
	k, err := w.center.CreateContact(w.t.Context(), w.paula, center.ContactRecord{Name: new("Somebody"), Phone: new(phone)})
	must(w.t, err)
	return k
}

func (w *world) action(contact desk.ContactID) func() string {
	return func() string {
		action, err := w.center.CallAction(w.t.Context(), w.paula, w.account.ID, contact)
		must(w.t, err)
		return action.Permission.State(action.At)
	}
}

// A permission that was given before Ramal was there, or whose webhook never came, is known to Meta alone.
func TestAPermissionThatOnlyMetaKnowsIsLearned(t *testing.T) {
	w := newWorld(t)
	w.control("/sandbox/faults", map[string]any{"drop": 1})
	w.control("/sandbox/users/"+ana+"/permission", map[string]any{"response": "accept", "permanent": true})
	k := w.unknown("+55 11 99999-0001")
	state := w.action(k.ID)
	if got := state(); got != call.StateNone {
		t.Errorf("nobody waits for Meta, and still it is %s at once", got)
	}
	eventually(t, "the permission is known", func() bool { return state() == call.StatePermanent })
}

func TestSomebodyWhoAllowedNothingIsAskedAboutOnce(t *testing.T) {
	w := newWorld(t)
	k := w.unknown("+55 11 99999-0002")
	state := w.action(k.ID)
	stored := func() call.Permission {
		p, err := w.store.Permission(t.Context(), w.workspace, w.account.ID, k.ID)
		must(t, err)
		return p
	}
	// While the account's settings are being read anew it is not the permission that decides, and Meta is not asked for it.
	eventually(t, "the answer is kept", func() bool { state(); return stored().Version == 1 })
	for range 5 {
		if got := state(); got != call.StateNone {
			t.Errorf("state %s", got)
		}
	}
	if p := stored(); p.Version != 1 {
		t.Errorf("asked again: version %d", p.Version)
	}
}

// Meta: Calling API, User call permissions, 26 Jun 2026: requests of all systems of the business count.
func TestARefusedRequestTellsWhenTheNextIsAllowed(t *testing.T) {
	w := newWorld(t)
	w.control("/sandbox/users/"+ana+"/messages", map[string]any{"text": "Oi"})
	v := w.conversation(ana)
	_, err := w.elsewhere().SendCallPermissionRequest(t.Context(), meta.Recipient{To: ana}, "", "")
	must(t, err)
	request, err := w.center.SendCallRequest(t.Context(), w.paula, v.ID, "", "r1")
	must(t, err)
	var failed desk.Message
	eventually(t, "Meta refuses the second request", func() bool {
		failed, err = w.store.Message(t.Context(), w.workspace, request.ID)
		return err == nil && failed.Status == desk.Failed
	})
	if f := failed.Failure; f.Code != meta.CodePermissionRequests || f.TraceID == "" || f.Details == "" {
		t.Errorf("failure %+v", f)
	}
	eventually(t, "the button says when the next request is possible", func() bool {
		action, err := w.center.CallAction(t.Context(), w.paula, v.AccountID, v.ContactID)
		must(t, err)
		if action.Request == nil {
			return false
		}
		left := action.Request.Until.Sub(action.At)
		return action.Request.Code == call.WhyRequestLimit && left > 23*time.Hour && left <= 24*time.Hour
	})
}
