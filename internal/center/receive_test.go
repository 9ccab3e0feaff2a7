package center_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"ramal/internal/center"
	"ramal/internal/desk"
	"ramal/internal/fault"
	"ramal/internal/meta"
	"ramal/internal/sandbox"
)

// entry is a webhook's entry with one change of the field messages.
func change(wamid, from, text string) string {
	return fmt.Sprintf(`{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":%q,`+
		`"phone_number_id":%q},"contacts":[{"profile":{"name":"Zoé"},"wa_id":%q}],"messages":[{"from":%q,"id":%q,"timestamp":"%d",`+
		`"type":"text","text":{"body":%q}}]}}`,
		sandbox.BusinessNumber, sandbox.PhoneNumberID, from, from, wamid, time.Now().Unix(), text)
}

func envelope(entries ...string) []byte {
	list := make([]string, len(entries))
	for i, changes := range entries {
		list[i] = `{"id":"880000000000001","changes":[` + changes + `]}`
	}
	return []byte(`{"object":"whatsapp_business_account","entry":[` + strings.Join(list, ",") + `]}`)
}

func (w *world) receive(raw []byte) error {
	return w.center.Receive(w.t.Context(), w.account.ID, meta.Sign(sandbox.AppSecret, raw), raw)
}

func (w *world) messagesWith(waID string) []desk.Message {
	w.t.Helper()
	v := w.conversation(waID)
	page, err := w.store.Messages(w.t.Context(), w.workspace, desk.MessageQuery{Conversation: v.ID, Limit: 100})
	must(w.t, err)
	return page.Items
}

func TestAPostWithTwoEntriesAndThreeChangesIsHandledWhole(t *testing.T) {
	w := newWorld(t)
	raw := envelope(change("wamid.1", "5521988880001", "one")+","+change("wamid.2", "5521988880002", "two"), change("wamid.3", "5521988880001", "three"))
	must(t, w.receive(raw))
	must(t, w.receive(raw)) // Meta says everything twice
	eventually(t, "three messages in two services", func() bool {
		return len(w.messagesWith("5521988880001")) == 2 && len(w.messagesWith("5521988880002")) == 1
	})
	v := w.conversation("5521988880001")
	if v.Unread != 2 {
		t.Errorf("%d unread", v.Unread)
	}
}

func TestWhatIsNotSignedIsNotKept(t *testing.T) {
	w := newWorld(t)
	raw := envelope(change("wamid.9", "5521988880009", "let me in"))
	for name, signature := range map[string]string{
		"none": "", "wrong": "sha256=" + strings.Repeat("0", 64), "of another secret": meta.Sign("other", raw),
		"of another body": meta.Sign(sandbox.AppSecret, append(raw, ' ')),
	} {
		if err := w.center.Receive(t.Context(), w.account.ID, signature, raw); !fault.Is(err, fault.Unauthenticated) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := w.center.Receive(t.Context(), "no-such-account", meta.Sign(sandbox.AppSecret, raw), raw); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("an unknown account: %v", err)
	}
	kept, err := w.store.Unhandled(t.Context(), time.Now().Add(time.Hour), 10)
	must(t, err)
	for _, e := range kept { // what the sandbox says itself is signed
		if strings.Contains(string(e.Value), "wamid.9") {
			t.Errorf("kept %s", e.Key)
		}
	}
	if err := w.receive([]byte("{broken")); !fault.Is(err, fault.Invalid) {
		t.Errorf("broken JSON: %v", err)
	}
}

func TestTheHandshakeNeedsTheVerifyToken(t *testing.T) {
	w := newWorld(t)
	must(t, w.center.Handshake(t.Context(), w.account.ID, "subscribe", sandbox.VerifyToken))
	for _, tt := range []struct{ mode, token string }{{"subscribe", "wrong"}, {"subscribe", ""}, {"unsubscribe", sandbox.VerifyToken}} {
		if err := w.center.Handshake(t.Context(), w.account.ID, tt.mode, tt.token); !fault.Is(err, fault.Forbidden) {
			t.Errorf("%+v: %v", tt, err)
		}
	}
}

func TestEventsOfANumberThatIsNotConnectedAreIgnored(t *testing.T) {
	w := newWorld(t)
	raw := envelope(strings.ReplaceAll(change("wamid.5", "5521988880005", "hello"), sandbox.PhoneNumberID, "123"))
	must(t, w.receive(raw))
	eventually(t, "the event is settled", func() bool {
		left, err := w.store.Unhandled(t.Context(), time.Now().Add(time.Hour), 10)
		return err == nil && len(left) == 0
	})
	if _, err := w.store.FindContact(t.Context(), w.workspace, "", "5521988880005", ""); !fault.Is(err, fault.NotFound) {
		t.Errorf("the contact was written down: %v", err)
	}
}

func TestAClosedWindowAndABadTextAreSaidBeforeMetaIsAsked(t *testing.T) {
	w := newWorld(t)
	v := w.allowed(ana)
	ctx := t.Context()
	var f *fault.Error
	if _, err := w.center.SendText(ctx, w.paula, v.ID, center.Outgoing{Text: " ", ClientKey: "k"}); !errors.As(err, &f) || f.Field != "text" {
		t.Errorf("an empty text: %v", err)
	}
	if _, err := w.center.SendText(ctx, w.paula, v.ID, center.Outgoing{Text: strings.Repeat("é", 4097), ClientKey: "k"}); !errors.As(err, &f) || f.Field != "text" {
		t.Errorf("a long text: %v", err)
	}
	if _, err := w.center.SendText(ctx, w.paula, v.ID, center.Outgoing{Text: "x", ClientKey: ""}); !errors.As(err, &f) || f.Field != "clientKey" {
		t.Errorf("no key: %v", err)
	}
	w.control("/sandbox/clock", map[string]any{"advance_seconds": 24*3600 + 1})
	if _, err := w.center.SendText(ctx, w.paula, v.ID, center.Outgoing{Text: "late", ClientKey: "k"}); reason(err) != "window_closed" {
		t.Errorf("after a day: %v", err)
	}
	if _, err := w.center.SendCallRequest(ctx, w.paula, v.ID, "", "k2"); err == nil {
		t.Error("a request was sent although calls are allowed for good")
	}
}
