package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"ramal/internal/call"
	"ramal/internal/meta"
)

// eventOf posts a body and decodes what a receiver finds in it.
func eventOf(t *testing.T, raw []byte) (meta.Event, meta.Value) {
	t.Helper()
	envelope, err := meta.ParseEnvelope(raw)
	if err != nil {
		t.Fatal(err)
	}
	events := envelope.Events()
	if len(events) != 1 {
		t.Fatalf("%d events in %s", len(events), raw)
	}
	v, err := events[0].Decode()
	if err != nil {
		t.Fatal(err)
	}
	if events[0].PhoneNumberID != numberID {
		t.Errorf("about the number %q", events[0].PhoneNumberID)
	}
	return events[0], v
}

func TestBodiesAreWhatMetaWouldSend(t *testing.T) {
	k := call.Call{ID: "our-id", MetaID: "wacid.1"}

	raw, err := statusOf(k, "5511910000000", meta.CallRinging)
	must(t, err)
	e, v := eventOf(t, raw)
	if e.Field != meta.FieldCalls || v.Statuses[0].CallStatus() != meta.CallRinging || v.Statuses[0].Opaque != "our-id" || v.Statuses[0].ID != "wacid.1" {
		t.Errorf("a status: %+v", v)
	}

	raw, err = answerOf(k, "5511910000000", "v=0")
	must(t, err)
	if _, v = eventOf(t, raw); v.Calls[0].Inbound() || v.Calls[0].Event != meta.EventConnect || v.Calls[0].Session.SDPType != meta.Answer {
		t.Errorf("an answer: %+v", v)
	}

	raw, err = inboundCall("wacid.2", "5511910000000", "v=0")
	must(t, err)
	if _, v = eventOf(t, raw); !v.Calls[0].Inbound() || v.Calls[0].From != "5511910000000" || v.Contacts[0].WaID != "5511910000000" {
		t.Errorf("a call: %+v", v)
	}

	raw, err = envelope(meta.FieldMessages, textMessage("wamid.1", "5511910000000", "Oi"))
	must(t, err)
	if e, v = eventOf(t, raw); e.Field != meta.FieldMessages || v.Messages[0].Text.Body != "Oi" || v.Messages[0].From != v.Contacts[0].WaID {
		t.Errorf("a message: %+v", v)
	}
}

func TestOneBodyMayHoldManyEvents(t *testing.T) {
	raw, err := envelope(meta.FieldMessages, textMessage("wamid.1", waID(0), "Oi"), textMessage("wamid.2", waID(1), "Oi"))
	must(t, err)
	e, err := meta.ParseEnvelope(raw)
	must(t, err)
	if n := len(e.Events()); n != 2 {
		t.Errorf("%d events", n)
	}
}

func TestAPosterSignsAndTakesNothingBut200(t *testing.T) {
	status := http.StatusOK
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw, _ := io.ReadAll(r.Body)
		if !meta.Verify(appSecret, r.Header.Get("X-Hub-Signature-256"), raw) {
			t.Error("the signature is wrong")
		}
		w.WriteHeader(status)
	}))
	defer web.Close()
	p := newPoster(web.URL, 1)
	defer p.close()
	must(t, p.post(t.Context(), []byte(`{"x":1}`)))
	status = http.StatusAccepted
	if err := p.post(t.Context(), []byte(`{"x":1}`)); err == nil {
		t.Error("a 202 counted as stored")
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
