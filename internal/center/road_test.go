package center_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/pion/webrtc/v4"

	"ramal/internal/call"
	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/fault"
)

// control asks the sandbox's control plane.
func (w *world) control(path string, body any) map[string]any {
	w.t.Helper()
	raw, err := json.Marshal(body)
	must(w.t, err)
	req, err := http.NewRequestWithContext(w.t.Context(), http.MethodPost, w.sandbox.URL()+path, bytes.NewReader(raw))
	must(w.t, err)
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	must(w.t, err)
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	must(w.t, err)
	if res.StatusCode >= 300 {
		w.t.Fatalf("POST %s: %s %s", path, res.Status, answer)
	}
	out := map[string]any{}
	_ = json.Unmarshal(answer, &out)
	return out
}

// behave makes a simulated user act by themselves.
func (w *world) behave(waID, behaviour string) {
	w.control("/sandbox/users", map[string]any{"wa_id": waID, "behaviour": behaviour, "answer_after_ms": 20, "sound": "echo"})
}

// allowed is a service with a user who wrote and allowed calls for good.
func (w *world) allowed(waID string) desk.Conversation {
	w.t.Helper()
	w.control("/sandbox/users/"+waID+"/messages", map[string]any{"text": "Pode ligar"})
	v := w.conversation(waID)
	w.control("/sandbox/users/"+waID+"/permission", map[string]any{"response": "accept", "permanent": true})
	eventually(w.t, "the permission arrives", func() bool {
		p, err := w.store.Permission(w.t.Context(), w.workspace, w.account.ID, v.ContactID)
		return err == nil && p.Grant == call.Permanent
	})
	return v
}

// browser is an operator's leg.
func browser(t *testing.T) (*webrtc.PeerConnection, string) {
	t.Helper()
	pc, err := webrtc.NewPeerConnection(webrtc.Configuration{})
	must(t, err)
	t.Cleanup(func() { pc.Close() })
	track, err := webrtc.NewTrackLocalStaticSample(webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeOpus}, "audio", "operator")
	must(t, err)
	_, err = pc.AddTrack(track)
	must(t, err)
	offer, err := pc.CreateOffer(nil)
	must(t, err)
	gathered := webrtc.GatheringCompletePromise(pc)
	must(t, pc.SetLocalDescription(offer))
	<-gathered
	return pc, pc.LocalDescription().SDP
}

// dial places a call and connects the operator's leg.
func (w *world) dial(v desk.Conversation) call.ID {
	w.t.Helper()
	pc, offer := browser(w.t)
	placed, err := w.center.PlaceCall(w.t.Context(), w.paula, v.AccountID, v.ContactID, offer)
	must(w.t, err)
	must(w.t, pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: placed.Answer}))
	return placed.Call.ID
}

// until waits for a call to be as asked.
func (w *world) until(id call.ID, what string, is func(call.Call) bool) call.Call {
	w.t.Helper()
	var k call.Call
	eventually(w.t, what, func() bool {
		var err error
		k, err = w.store.Call(w.t.Context(), w.workspace, id)
		return err == nil && is(k)
	})
	return k
}

func inState(s call.State) func(call.Call) bool {
	return func(k call.Call) bool { return k.State == s }
}

func settled(k call.Call) bool { return k.State == call.Ended && (k.Closed || k.MetaID == "") }

func TestTheRoadOfTheFirstCall(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	w.behave(ana, "answer")
	w.control("/sandbox/users/"+ana+"/messages", map[string]any{"text": "Oi! 🔧 o conserto/77?"})
	v := w.conversation(ana)

	view, err := w.center.Conversation(ctx, w.paula, v.ID)
	must(t, err)
	if view.Contact.WhatsAppName != "Ana Souza" || view.State != desk.Waiting || view.Unread != 1 {
		t.Errorf("the service is %+v of %+v", view.Conversation, view.Contact)
	}
	messages, err := w.center.Messages(ctx, w.paula, desk.MessageQuery{Conversation: v.ID, Limit: 0})
	must(t, err)
	if len(messages.Items) != 1 || messages.Items[0].Text != "Oi! 🔧 o conserto/77?" {
		t.Errorf("messages: %+v", messages.Items)
	}

	sent, err := w.center.SendText(ctx, w.paula, v.ID, center.Outgoing{Text: "Quase!", ClientKey: "key-1"})
	must(t, err)
	again, err := w.center.SendText(ctx, w.paula, v.ID, center.Outgoing{Text: "Quase!", ClientKey: "key-1"})
	must(t, err)
	if sent.ID != again.ID {
		t.Error("the same key made two messages")
	}
	eventually(t, "the message is delivered", func() bool {
		m, err := w.store.Message(ctx, w.workspace, sent.ID)
		return err == nil && (m.Status == desk.Delivered || m.Status == desk.Read)
	})

	action, err := w.center.CallAction(ctx, w.paula, "", v.ContactID)
	must(t, err)
	if action.Request != nil || action.Call == nil || action.Call.Code != call.WhyNotAsked {
		t.Errorf("before the request: request %+v, call %+v", action.Request, action.Call)
	}
	request, err := w.center.SendCallRequest(ctx, w.paula, v.ID, "Posso ligar?", "key-2")
	must(t, err)
	var wamid string
	eventually(t, "the request is on the phone", func() bool {
		m, err := w.store.Message(ctx, w.workspace, request.ID)
		wamid = m.MetaID
		return err == nil && (m.Status == desk.Delivered || m.Status == desk.Read)
	})
	w.control("/sandbox/users/"+ana+"/permission", map[string]any{"response": "accept", "permanent": false, "request": wamid})
	eventually(t, "the contact may be called", func() bool {
		action, err = w.center.CallAction(ctx, w.paula, "", v.ContactID)
		return err == nil && action.Call == nil
	})
	if got := action.Permission.State(action.At); got != "temporary" {
		t.Errorf("the permission is %s", got)
	}

	id := w.dial(v)
	w.until(id, "the call is answered", inState(call.Active))
	if _, err := w.center.PlaceCall(ctx, w.paula, v.AccountID, v.ContactID, "v=0"); reason(err) != call.WhyContactBusy {
		t.Errorf("a second call to the same contact: %v", err)
	}
	_, err = w.center.HangUp(ctx, w.paula, id)
	must(t, err)
	k := w.until(id, "Meta confirms the end", settled)
	if k.Outcome != call.Completed {
		t.Errorf("ended as %s (%+v)", k.Outcome, k.Failure)
	}
	for _, kind := range []call.Kind{call.Dialed, call.Placed, call.Connected, call.Rang, call.Accepted, call.HungUp, call.Terminated} {
		eventually(t, "the timeline has "+string(kind), func() bool {
			_, lines, err := w.center.Call(ctx, w.paula, id)
			return err == nil && slices.ContainsFunc(lines, func(l center.LineView) bool { return l.Kind == kind })
		})
	}
	_, lines, err := w.center.Call(ctx, w.paula, id)
	must(t, err)
	for i, l := range lines {
		if l.Seq != int64(i+1) {
			t.Errorf("line %d has sequence %d", i+1, l.Seq)
		}
	}
}

func TestHowCallsEnd(t *testing.T) {
	w := newWorld(t)
	v := w.allowed(ana)
	for _, tt := range []struct {
		behaviour string
		act       func(id call.ID)
		want      call.Outcome
	}{
		{"decline", func(call.ID) {}, call.Declined},
		{"ignore", func(id call.ID) {
			w.until(id, "it rings", inState(call.Alerting))
			w.control("/sandbox/clock", map[string]any{"advance_seconds": 60})
		}, call.Unanswered},
		{"ignore", func(id call.ID) {
			w.until(id, "it rings", inState(call.Alerting))
			_, err := w.center.HangUp(t.Context(), w.paula, id)
			must(t, err)
		}, call.Cancelled},
	} {
		w.behave(ana, tt.behaviour)
		id := w.dial(v)
		tt.act(id)
		if k := w.until(id, tt.behaviour+" ends", settled); k.Outcome != tt.want {
			t.Errorf("%s: ended as %s (%+v), want %s", tt.behaviour, k.Outcome, k.Failure, tt.want)
		}
	}
}

func TestAnotherWorkspaceFindsNothing(t *testing.T) {
	w := newWorld(t)
	v := w.allowed(bruno)
	ctx := t.Context()
	for what, err := range map[string]error{
		"contact":      second(w.center.Contact(ctx, w.stranger, v.ContactID)),
		"conversation": second(w.center.Conversation(ctx, w.stranger, v.ID)),
		"send":         second(w.center.SendText(ctx, w.stranger, v.ID, center.Outgoing{Text: "x", ClientKey: "k"})),
		"request":      second(w.center.SendCallRequest(ctx, w.stranger, v.ID, "x", "k")),
		"action":       second(w.center.CallAction(ctx, w.stranger, v.AccountID, v.ContactID)),
		"place":        second(w.center.PlaceCall(ctx, w.stranger, v.AccountID, v.ContactID, "v=0")),
	} {
		if !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := w.center.Conversation(ctx, w.visitor, v.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("a user without the account: %v", err)
	}
}

func second[T any](_ T, err error) error { return err }

func TestAServerThatWasKilledPutsItsCallsRight(t *testing.T) {
	w := newWorld(t)
	v := w.allowed(ana)
	w.behave(ana, "answer")
	id := w.dial(v)
	w.until(id, "the call is answered", inState(call.Active))
	w.stop() // as abrupt as a process can see it from inside: nothing is told to Meta
	w.start()
	k := w.until(id, "the call is put right", settled)
	if k.Outcome != call.Failed || k.Failure == nil || k.Failure.Reason != call.ReasonRestarted {
		t.Errorf("ended as %s (%+v)", k.Outcome, k.Failure)
	}
}

func TestShutdownHangsUpAtMeta(t *testing.T) {
	w := newWorld(t)
	v := w.allowed(ana)
	w.behave(ana, "answer")
	id := w.dial(v)
	w.until(id, "the call is answered", inState(call.Active))
	must(t, w.center.Shutdown(t.Context(), 0))
	k := w.until(id, "the call is over", inState(call.Ended))
	if !k.Closed || k.Failure == nil || k.Failure.Reason != call.ReasonShutDown {
		t.Errorf("after the shutdown: %+v", k)
	}
	if _, err := w.center.PlaceCall(t.Context(), w.paula, v.AccountID, v.ContactID, "v=0"); !fault.Is(err, fault.Unavailable) {
		t.Errorf("a call during the shutdown: %v", err)
	}
}

func TestAWaitingShutdownLetsTheCallEnd(t *testing.T) {
	w := newWorld(t)
	v := w.allowed(ana)
	w.behave(ana, "answer")
	id := w.dial(v)
	k := w.until(id, "the call is answered", inState(call.Active))
	stopped := make(chan error, 1)
	go func() { stopped <- w.center.Shutdown(t.Context(), time.Minute) }()
	eventually(t, "no new calls are taken", func() bool { return w.center.Ready() != nil })
	w.control("/sandbox/calls/"+k.MetaID+"/hangup", nil)
	must(t, <-stopped)
	if k = w.until(id, "the call is over", inState(call.Ended)); k.Failure != nil || k.Outcome != call.Completed {
		t.Errorf("ended as %s (%+v)", k.Outcome, k.Failure)
	}
}

func TestAShutdownEndsMoreCallsThanOneBatch(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	const many = 230
	for range many {
		k := desk.Contact{ID: desk.ContactID(id()), WorkspaceID: w.workspace, Name: "Somebody"}
		must(t, w.store.CreateContact(ctx, &k))
		dialing := call.Call{
			ID: call.ID(id()), WorkspaceID: w.workspace, AccountID: w.account.ID, ContactID: k.ID, Direction: call.Outbound,
			State: call.Dialing, Node: "test", CreatedAt: time.Now().UTC().Truncate(time.Millisecond),
		}
		must(t, w.store.CreateCall(ctx, &dialing, nil))
	}
	must(t, w.center.Shutdown(ctx, 0))
	left, err := w.store.Unsettled(ctx, "test", time.Now(), 10)
	must(t, err)
	if len(left) > 0 {
		t.Errorf("%d calls and more are left, the first %s", len(left), left[0].State)
	}
}
