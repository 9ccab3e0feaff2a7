package center_test

import (
	"net/http"
	"testing"
	"time"

	"ramal/internal/call"
	"ramal/internal/desk"
)

func TestWhatMetaRefusesIsSaidInItsWords(t *testing.T) {
	w := newWorld(t)
	v := w.allowed(ana)
	// The contact takes the permission back, and the webhook that says so is lost.
	w.control("/sandbox/faults", map[string]any{"drop": 1})
	w.control("/sandbox/users/"+ana+"/permission", map[string]any{"response": "reject"})
	id := w.dial(v)
	k := w.until(id, "the call fails", inState(call.Ended))
	if k.Outcome != call.Failed || k.Failure.Reason != call.ReasonNoAuthorization || k.Failure.Code != call.CodeNoPermission || k.Failure.TraceID == "" {
		t.Errorf("ended as %s: %+v", k.Outcome, k.Failure)
	}
	eventually(t, "the lost permission is known", func() bool {
		action, err := w.center.CallAction(t.Context(), w.paula, v.AccountID, v.ContactID)
		return err == nil && action.Call != nil
	})
}

func TestAFaultOfMetasFailsTheCallAndNothingHangs(t *testing.T) {
	w := newWorld(t)
	v := w.allowed(ana)
	w.control("/sandbox/faults", map[string]any{"graph_errors": 1})
	k := w.until(w.dial(v), "the call fails", inState(call.Ended))
	if k.Outcome != call.Failed || k.Failure == nil {
		t.Errorf("ended as %s: %+v", k.Outcome, k.Failure)
	}
	w.behave(ana, "answer")
	id := w.dial(v) // the contact is free again
	w.until(id, "the next call is answered", inState(call.Active))
}

func TestASilentMetaIsGivenUpAndCallsNobodyTwice(t *testing.T) {
	w := newWorld(t)
	v := w.allowed(ana)
	w.behave(ana, "ignore")
	w.center.HTTP = &http.Client{Timeout: 200 * time.Millisecond} // for the 10 s of the client, which would be long for a test
	w.control("/sandbox/faults", map[string]any{"graph_delay_ms": 1500})
	id := w.dial(v)
	k := w.until(id, "the call fails", inState(call.Ended))
	if k.Outcome != call.Failed || k.Failure.Reason != call.ReasonTimeout {
		t.Errorf("ended as %s: %+v", k.Outcome, k.Failure)
	}
	w.control("/sandbox/faults", map[string]any{})
	w.center.HTTP = nil
	// Meta did place it, and says so later: the call is ended there too.
	w.until(id, "the late call is ended at Meta", func(k call.Call) bool { return k.MetaID != "" && k.Closed })
}

func TestATerminateThatMetaDidNotTakeIsPostedAgain(t *testing.T) {
	w := newWorld(t)
	v := w.allowed(ana)
	w.behave(ana, "answer")
	id := w.dial(v)
	w.until(id, "the call is answered", inState(call.Active))
	w.control("/sandbox/faults", map[string]any{"graph_errors": 3, "drop": 100})
	_, err := w.center.HangUp(t.Context(), w.paula, id)
	must(t, err)
	k := w.until(id, "it is over here", inState(call.Ended))
	if k.Closed {
		t.Fatal("Meta did not confirm the end, and the row says so")
	}
	w.control("/sandbox/clock", map[string]any{"advance_seconds": 11})
	w.until(id, "Meta confirms the end", settled)
}

func TestDoubledAndReorderedWebhooksMakeOneCall(t *testing.T) {
	w := newWorld(t)
	v := w.allowed(ana)
	w.behave(ana, "answer")
	w.control("/sandbox/faults", map[string]any{"double": 100, "reorder": 100, "answer_setup": "actpass", "status_case": "title", "omit_contacts": true})
	id := w.dial(v)
	w.until(id, "the call is answered", inState(call.Active))
	_, err := w.center.HangUp(t.Context(), w.paula, id)
	must(t, err)
	if k := w.until(id, "the call is over", settled); k.Outcome != call.Completed {
		t.Errorf("ended as %s: %+v", k.Outcome, k.Failure)
	}
	page, err := w.store.Calls(t.Context(), w.workspace, call.Query{Limit: 10})
	must(t, err)
	if len(page.Items) != 1 {
		t.Errorf("%d calls", len(page.Items))
	}
}

func TestADeclinedRequestMayBeTurnedIntoAYes(t *testing.T) {
	w := newWorld(t)
	w.control("/sandbox/users/"+ana+"/messages", map[string]any{"text": "Oi"})
	v := w.conversation(ana)
	request, err := w.center.SendCallRequest(t.Context(), w.paula, v.ID, "", "r1")
	must(t, err)
	var sent desk.Message
	eventually(t, "the request is on the phone", func() bool {
		sent, err = w.store.Message(t.Context(), w.workspace, request.ID)
		return err == nil && (sent.Status == desk.Delivered || sent.Status == desk.Read)
	})
	if _, err := w.center.SendCallRequest(t.Context(), w.paula, v.ID, "", "r2"); reason(err) != call.WhyRequestPending {
		t.Errorf("a second request: %v", err)
	}
	state := func(want string) func() bool {
		return func() bool {
			action, err := w.center.CallAction(t.Context(), w.paula, "", v.ContactID)
			return err == nil && action.Permission.State(action.At) == want
		}
	}
	w.control("/sandbox/users/"+ana+"/permission", map[string]any{"response": "reject", "request": sent.MetaID})
	eventually(t, "declined", state("declined"))
	w.control("/sandbox/users/"+ana+"/permission", map[string]any{"response": "accept", "permanent": true, "request": sent.MetaID})
	eventually(t, "allowed", state("permanent"))
}

func TestAUsersCallIsWrittenDownAsMissed(t *testing.T) {
	w := newWorld(t)
	w.control("/sandbox/users/"+ana+"/calls", map[string]any{})
	v := w.conversation(ana)
	var k call.Call
	eventually(t, "the call is in the history", func() bool {
		page, err := w.store.Calls(t.Context(), w.workspace, call.Query{Contact: v.ContactID, Limit: 1})
		if err != nil || len(page.Items) == 0 {
			return false
		}
		k = page.Items[0]
		return true
	})
	w.control("/sandbox/clock", map[string]any{"advance_seconds": 60})
	k = w.until(k.ID, "the call is over", inState(call.Ended))
	if k.Direction != call.Inbound || k.Outcome != call.Missed {
		t.Errorf("%s call ended as %s", k.Direction, k.Outcome)
	}
	v = w.conversation(ana)
	if !v.WindowOpen(k.CreatedAt.Add(time.Hour)) {
		t.Error("a user's call opens the window")
	}
}
