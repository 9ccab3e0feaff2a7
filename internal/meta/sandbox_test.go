package meta_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"
	"unicode"

	"ramal/internal/meta"
	"ramal/internal/sandbox"
)

const (
	ana   = "5511999990001"
	bruno = "5511999990002"
)

// world is a sandbox with a client, and the events of its webhooks as a receiver would split them.
type world struct {
	*testing.T
	*meta.Client
	sandbox *sandbox.Server
	events  chan meta.Event
}

// newWorld starts a sandbox whose clock stands until the test moves it.
func newWorld(t *testing.T) *world {
	t.Helper()
	s, err := sandbox.Start(sandbox.Options{Clock: sandbox.NewStoppedClock(time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC))})
	if err != nil {
		t.Fatal(err)
	}
	w := &world{T: t, sandbox: s, events: make(chan meta.Event, 100), Client: &meta.Client{
		HTTP: &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}, BaseURL: s.URL(), Version: "v25.0",
		Token: sandbox.Token, PhoneNumberID: sandbox.PhoneNumberID,
	}}
	hook := httptest.NewServer(http.HandlerFunc(w.receive))
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		hook.Close()
	})
	var refused *meta.Error
	if err := w.UpdateSettings(t.Context(), meta.CallingSettings{Status: meta.Enabled}); !errors.As(err, &refused) || refused.Code != meta.CodePrerequisites {
		t.Fatalf("enabled without a webhook: %v", err)
	}
	w.post("webhook", map[string]any{"url": hook.URL})
	if err := w.UpdateSettings(t.Context(), meta.CallingSettings{Status: meta.Enabled}); err != nil {
		t.Fatal(err)
	}
	changed := w.next(meta.FieldAccountSettings)
	if v, err := changed.AccountSettings(); err != nil || v.PhoneNumberSettings.Calling.Status != meta.Enabled || changed.PhoneNumberID != sandbox.PhoneNumberID {
		t.Fatalf("%s, %v", changed.Value, err)
	}
	return w
}

func (w *world) receive(res http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet {
		_, _ = io.WriteString(res, r.URL.Query().Get("hub.challenge"))
		return
	}
	raw, err := io.ReadAll(r.Body)
	if err != nil || !meta.Verify(sandbox.AppSecret, r.Header.Get(meta.SignatureHeader), raw) {
		w.Errorf("signature of %s, %v", raw, err)
	}
	if bytes.ContainsFunc(raw, func(r rune) bool { return r > unicode.MaxASCII }) || bytes.Contains(bytes.ReplaceAll(raw, []byte(`\/`), nil), []byte("/")) {
		w.Errorf("the sandbox does not escape as Meta does: %s", raw)
	}
	envelope, err := meta.ParseEnvelope(raw)
	if err != nil {
		w.Error(err)
	}
	for _, e := range envelope.Events() {
		w.events <- e
	}
}

// post drives the sandbox.
func (w *world) post(path string, body map[string]any) {
	w.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		w.Fatal(err)
	}
	req, err := http.NewRequestWithContext(w.Context(), http.MethodPost, w.sandbox.URL()+"/sandbox/"+path, bytes.NewReader(raw))
	if err != nil {
		w.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := w.HTTP.Do(req)
	if err != nil {
		w.Fatal(err)
	}
	defer res.Body.Close()
	if said, _ := io.ReadAll(res.Body); res.StatusCode > 299 {
		w.Fatalf("%s: %d %s", path, res.StatusCode, said)
	}
}

// next waits for the next event, which must be of the field.
func (w *world) next(field string) meta.Event {
	w.Helper()
	select {
	case e := <-w.events:
		if e.Field != field || len(e.Key) != 64 {
			w.Fatalf("event of %s, want %s: %s", e.Field, field, e.Value)
		}
		return e
	case <-time.After(10 * time.Second):
		w.Fatalf("no event of %s", field)
	}
	return meta.Event{}
}

// value waits for the next event of a field and decodes it.
func (w *world) value(field string) meta.Value {
	w.Helper()
	e := w.next(field)
	v, err := e.Decode()
	if err != nil || e.PhoneNumberID != sandbox.PhoneNumberID || v.Metadata.PhoneNumberID != sandbox.PhoneNumberID {
		w.Fatalf("%s, %v", e.Value, err)
	}
	return v
}

// status waits for the next status.
func (w *world) status(field string) meta.Status {
	w.Helper()
	v := w.value(field)
	if len(v.Statuses) != 1 {
		w.Fatalf("no status: %+v", v)
	}
	return v.Statuses[0]
}

// call waits for the next call event.
func (w *world) call(event meta.CallEvent) meta.Call {
	w.Helper()
	v := w.value(meta.FieldCalls)
	if len(v.Calls) != 1 || v.Calls[0].Event != event {
		w.Fatalf("no %s: %+v", event, v)
	}
	return v.Calls[0]
}

// refused checks that an error is Meta's with the code, and returns it.
func (w *world) refused(err error, code int) *meta.Error {
	w.Helper()
	var refused *meta.Error
	if !errors.As(err, &refused) || refused.Code != code || refused.TraceID == "" {
		w.Fatalf("got %v, want code %d", err, code)
	}
	return refused
}

// permit lets a user allow calls in the business profile.
func (w *world) permit(user string) {
	w.Helper()
	w.post("users/"+user+"/permission", map[string]any{"response": "accept", "permanent": true})
	w.value(meta.FieldMessages)
}

// place calls a user and waits until the phone rings.
func (w *world) place(user string) string {
	w.Helper()
	id, err := w.Connect(w.Context(), meta.ConnectRequest{To: meta.Recipient{To: user}, SDP: sdpFile(w, "offer.sdp"), Opaque: "call-1"})
	if err != nil {
		w.Fatal(err)
	}
	w.sandbox.Clock().Advance(time.Second)
	connect := w.call(meta.EventConnect)
	if connect.ID != id || connect.Inbound() || connect.Session == nil || connect.Session.SDPType != meta.Answer || connect.Opaque != "call-1" {
		w.Fatalf("connect %+v", connect)
	}
	if _, err := meta.CleanSDP(meta.NormalizeAnswer(connect.Session.SDP), meta.Answer); err != nil {
		w.Error(err)
	}
	if s := w.status(meta.FieldCalls); s.CallStatus() != meta.CallRinging || s.ID != id || s.Type != meta.StatusTypeCall {
		w.Fatalf("status %+v", s)
	}
	return id
}

func (w *world) onCall(wacid, what string) {
	w.Helper()
	w.post("calls/"+url.PathEscape(wacid)+"/"+what, map[string]any{})
}

func TestSandboxMessagesAndPermission(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	w.post("users/"+ana+"/messages", map[string]any{"text": "Olá/Oi! 😀"})
	v := w.value(meta.FieldMessages)
	if len(v.Messages) != 1 || v.Messages[0].Text == nil || v.Messages[0].Text.Body != "Olá/Oi! 😀" || v.Messages[0].From != ana || len(v.Contacts) != 1 {
		t.Fatalf("message %+v", v)
	}
	if err := w.MarkRead(ctx, v.Messages[0].ID); err != nil {
		t.Error(err)
	}
	wamid, err := w.SendText(ctx, meta.Recipient{To: "+55 11 99999-0001"}, "Bom dia", "msg-1")
	if err != nil {
		t.Fatal(err)
	}
	w.sandbox.Clock().Advance(time.Second)
	for _, want := range []meta.MessageStatus{meta.MessageSent, meta.MessageDelivered} {
		if s := w.status(meta.FieldMessages); s.MessageStatus() != want || s.ID != wamid || s.Opaque != "msg-1" {
			t.Errorf("status %+v, want %s", s, want)
		}
	}

	ask, err := w.SendCallPermissionRequest(ctx, meta.Recipient{To: ana}, "Podemos ligar?", "ask-1")
	if err != nil {
		t.Fatal(err)
	}
	w.sandbox.Clock().Advance(time.Second)
	w.status(meta.FieldMessages)
	w.status(meta.FieldMessages)
	_, err = w.SendCallPermissionRequest(ctx, meta.Recipient{To: ana}, "", "")
	w.refused(err, meta.CodePermissionRequests)

	w.post("users/"+ana+"/permission", map[string]any{"response": "accept", "request": ask})
	m := w.value(meta.FieldMessages).Messages[0]
	reply := m.PermissionReply()
	if reply == nil || !reply.Accepted() || reply.IsPermanent || reply.Automatic() || m.Context == nil || m.Context.ID != ask {
		t.Fatalf("reply %+v of %+v", reply, m)
	}
	p, err := w.CallPermissions(ctx, meta.Recipient{To: ana})
	if err != nil || p.Permission.Status != meta.TemporaryPermission || p.Permission.ExpirationTime.Time() != reply.ExpirationTimestamp.Time() {
		t.Errorf("permission %+v, %v", p, err)
	}
	if a, ok := p.Action(meta.ActionStartCall); !ok || !a.Can || len(a.Limits) == 0 {
		t.Errorf("start_call %+v", a)
	}
	if a, ok := p.Action(meta.ActionSendRequest); !ok || a.Can {
		t.Errorf("send_call_permission_request %+v", a)
	}
}

func TestSandboxCallThatIsAnswered(t *testing.T) {
	w := newWorld(t)
	w.permit(ana)
	id := w.place(ana)
	w.onCall(id, "answer")
	if s := w.status(meta.FieldCalls); s.CallStatus() != meta.CallAccepted {
		t.Fatalf("status %+v", s)
	}
	w.sandbox.Clock().Advance(12 * time.Second)
	if err := w.Terminate(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	end := w.call(meta.EventTerminate)
	if end.Failed() || end.Duration != 12 || end.EndTime.Time().Sub(end.StartTime.Time()) != 12*time.Second {
		t.Errorf("terminate %+v", end)
	}
	if again := w.refused(w.Terminate(t.Context(), id), meta.CodeInvalidParameter); !again.AlreadyOver() {
		t.Errorf("a call that ended: %v", again)
	}
	if reject := w.refused(w.Reject(t.Context(), id), meta.CodeInvalidParameter); reject.AlreadyOver() {
		t.Error("a refused reject counts as an end")
	}
}

func TestSandboxCallThatIsDeclined(t *testing.T) {
	w := newWorld(t)
	w.permit(bruno)
	id := w.place(bruno)
	w.onCall(id, "decline")
	if s := w.status(meta.FieldCalls); s.CallStatus() != meta.CallRejected {
		t.Fatalf("status %+v", s)
	}
	if end := w.call(meta.EventTerminate); end.Failed() || end.StartTime != 0 || end.Duration != 0 {
		t.Errorf("terminate %+v", end)
	}
}

func TestSandboxCallOfAUser(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	w.post("users/"+ana+"/calls", map[string]any{})
	offer := w.call(meta.EventConnect)
	if !offer.Inbound() || offer.From != ana || offer.Session.SDPType != meta.Offer {
		t.Fatalf("connect %+v", offer)
	}
	if _, err := meta.CleanSDP(offer.Session.SDP, meta.Offer); err != nil {
		t.Error(err)
	}
	if err := w.Reject(ctx, offer.ID); err != nil {
		t.Fatal(err)
	}
	if end := w.call(meta.EventTerminate); end.StartTime != 0 {
		t.Errorf("terminate %+v", end)
	}
	if e := w.refused(w.Terminate(ctx, offer.ID), meta.CodeInvalidParameter); !e.AlreadyOver() {
		t.Errorf("a rejected call is not over: %v", e)
	}
}

func TestSandboxRefusals(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	offer := meta.ConnectRequest{To: meta.Recipient{To: ana}, SDP: sdpFile(t, "offer.sdp")}

	_, err := w.Connect(ctx, offer)
	if e := w.refused(err, meta.CodeNoCallPermission); e.HTTPStatus != http.StatusUnauthorized || e.TokenInvalid() || e.Temporary() {
		t.Errorf("no permission: %+v", e)
	}
	if e := w.refused(w.Terminate(ctx, "wacid.bm9uZQ=="), meta.CodeInvalidParameter); !e.AlreadyOver() {
		t.Errorf("an unknown call: %v", e)
	}

	stranger := &meta.Client{HTTP: w.HTTP, BaseURL: w.BaseURL, Token: "stolen", PhoneNumberID: sandbox.PhoneNumberID}
	_, err = stranger.Settings(ctx)
	if e := w.refused(err, meta.CodeTokenInvalid); !e.TokenInvalid() {
		t.Errorf("a wrong token: %+v", e)
	}
	elsewhere := &meta.Client{HTTP: w.HTTP, BaseURL: w.BaseURL, Token: sandbox.Token, PhoneNumberID: "700000000000002"}
	if e := w.refused(elsewhere.Terminate(ctx, "wacid.bm9uZQ=="), meta.CodeInvalidParameter); e.Subcode != meta.SubcodeObjectOrAccess || e.AlreadyOver() {
		t.Errorf("another number: %+v", e)
	}

	w.permit(ana)
	w.place(ana)
	_, err = w.Connect(ctx, offer)
	w.refused(err, meta.CodeAlreadyOnCall)
	if err := w.UpdateSettings(ctx, meta.CallingSettings{Status: meta.Disabled}); err != nil {
		t.Fatal(err)
	}
	_, err = w.Connect(ctx, offer)
	w.refused(err, meta.CodeCallingNotEnabled)
}

func TestSandboxSettingsKeepWhatIsNotSent(t *testing.T) {
	w, ctx := newWorld(t), t.Context()
	for i, change := range []meta.CallingSettings{
		{CallbackPermissionStatus: meta.Enabled},
		{CallIconVisibility: meta.IconsDisableAll},
		{CallIcons: &meta.CallIcons{RestrictToUserCountries: []string{"BR"}}},
	} {
		if err := w.UpdateSettings(ctx, change); err != nil {
			t.Fatalf("change %d: %v", i, err)
		}
	}
	s, err := w.Settings(ctx)
	if err != nil || s.Status != meta.Enabled || s.CallbackPermissionStatus != meta.Enabled || s.CallIconVisibility != meta.IconsDisableAll ||
		s.CallIcons == nil || fmt.Sprint(s.CallIcons.RestrictToUserCountries) != "[BR]" {
		t.Errorf("%+v, %v", s, err)
	}
	w.refused(w.UpdateSettings(ctx, meta.CallingSettings{Status: "MAYBE"}), meta.CodeInvalidParameter)
}
