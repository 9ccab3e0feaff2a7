package sandbox

import (
	"context"
	"errors"
	"testing"
	"time"

	"ramal/internal/meta"
)

// The server's client, against this side. The wire types are the same; the bodies of the other tests and the golden files
// are what holds them to Meta's pages.

func (r *rig) client() *meta.Client {
	return &meta.Client{BaseURL: r.s.URL(), Version: "v24.0", Token: Token, PhoneNumberID: PhoneNumberID}
}

// fact reads a webhook as the server would.
func fact(t *testing.T, w received) meta.Value {
	t.Helper()
	if !meta.Verify(AppSecret, w.Signature, w.Raw) {
		t.Fatal("the server's side refuses the signature")
	}
	env, err := meta.ParseEnvelope(w.Raw)
	if err != nil {
		t.Fatal(err)
	}
	events := env.Events()
	if len(events) != 1 || events[0].PhoneNumberID != PhoneNumberID {
		t.Fatalf("events %+v", events)
	}
	v, err := events[0].Decode()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestTheServersClientGoesTheWholeRoad(t *testing.T) {
	r := bare(t, Options{Clock: NewStoppedClock(start)})
	r.subscribe()
	c, ctx := r.client(), context.Background()
	if err := c.UpdateSettings(ctx, meta.CallingSettings{Status: "ENABLED"}); err != nil {
		t.Fatal(err)
	}
	r.event("account_settings_update")
	if s, err := c.Settings(ctx); err != nil || s.Status != "ENABLED" {
		t.Fatalf("settings %+v %v", s, err)
	}

	r.write(ana, "Olá / João 😀")
	v := fact(t, r.event("text"))
	if len(v.Messages) != 1 || v.Messages[0].Text == nil || v.Messages[0].Text.Body != "Olá / João 😀" || v.Contacts[0].Profile.Name != "Ana Souza" {
		t.Fatalf("message %+v", v)
	}
	if err := c.MarkRead(ctx, v.Messages[0].ID); err != nil {
		t.Fatal(err)
	}
	to := meta.Recipient{To: ana}
	if _, err := c.SendText(ctx, to, "bom dia", "m-1"); err != nil {
		t.Fatal(err)
	}
	wamid, err := c.SendCallPermissionRequest(ctx, to, "Podemos ligar?", "m-2")
	if err != nil {
		t.Fatal(err)
	}
	r.advance(time.Second)
	for range 4 {
		if v := fact(t, <-r.calls); len(v.Statuses) != 1 {
			t.Fatalf("status %+v", v)
		}
	}
	r.post("/sandbox/users/"+ana+"/permission", `{"response":"accept","request":"`+wamid+`"}`).ok()
	v = fact(t, r.event("interactive"))
	if in := v.Messages[0].Interactive; in == nil || in.CallPermissionReply == nil || in.CallPermissionReply.Response != "accept" {
		t.Fatalf("reply %+v", v.Messages[0])
	}
	p, err := c.CallPermissions(ctx, to)
	if err != nil || p.Permission.Status != "temporary" {
		t.Fatalf("permissions %+v %v", p, err)
	}

	id, err := c.Connect(ctx, meta.ConnectRequest{To: to, SDP: offerSDP, Opaque: "call-1"})
	if err != nil {
		t.Fatal(err)
	}
	r.advance(time.Second)
	v = fact(t, r.event("connect"))
	if len(v.Calls) != 1 || v.Calls[0].ID != id || v.Calls[0].Session == nil {
		t.Fatalf("connect %+v", v)
	}
	if v = fact(t, r.event("RINGING")); v.Statuses[0].ID != id {
		t.Errorf("ringing %+v", v)
	}
	if err := c.Terminate(ctx, id); err != nil {
		t.Fatal(err)
	}
	if v = fact(t, r.event("terminate")); v.Calls[0].Event != "terminate" {
		t.Errorf("terminate %+v", v)
	}
}

// Meta: Calling API, Troubleshooting, June 2026: 138006 with 401, which is no matter of the token; 190 is.
func TestTheServersClientReadsEveryRefusal(t *testing.T) {
	r := stopped(t)
	c, ctx := r.client(), context.Background()
	_, err := c.Connect(ctx, meta.ConnectRequest{To: meta.Recipient{To: ana}, SDP: offerSDP})
	var e *meta.Error
	if !errors.As(err, &e) || e.Code != 138006 || e.HTTPStatus != 401 || e.Details == "" || e.TraceID == "" {
		t.Errorf("error %+v", err)
	}
	c.Token = "wrong"
	if _, err = c.Settings(ctx); !errors.As(err, &e) || e.Code != 190 {
		t.Errorf("error %+v", err)
	}
}

func TestTheServersClientAnswersACallOfAUser(t *testing.T) {
	r := stopped(t)
	c, ctx := r.client(), context.Background()
	id, w := r.callIn(ana, "")
	if v := fact(t, w); v.Calls[0].Session.SDP == "" || v.Calls[0].Direction != "USER_INITIATED" {
		t.Errorf("connect %+v", v)
	}
	if err := c.PreAccept(ctx, id, answerSDP); err != nil {
		t.Fatal(err)
	}
	if err := c.Accept(ctx, id, meta.AcceptRequest{SDP: answerSDP, Opaque: "call-2"}); err != nil {
		t.Fatal(err)
	}
	if err := c.Terminate(ctx, id); err != nil {
		t.Fatal(err)
	}
	r.event("terminate")
	id, _ = r.callIn(ana, "")
	if err := c.Reject(ctx, id); err != nil {
		t.Fatal(err)
	}
}
