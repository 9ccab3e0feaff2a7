package api_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"ramal/internal/api"
	"ramal/internal/meta"
	"ramal/internal/sandbox"
)

const sandboxVerify = sandbox.VerifyToken

func TestHandshake(t *testing.T) {
	w := newWorld(t)
	path := "/webhooks/" + string(w.account.ID) + "?hub.challenge=1158201444&hub.mode="
	for name, r := range map[string]struct {
		path   string
		status int
	}{
		"right":         {path + "subscribe&hub.verify_token=" + sandboxVerify, 200},
		"wrong token":   {path + "subscribe&hub.verify_token=guess", 403},
		"no token":      {path + "subscribe", 403},
		"another mode":  {path + "unsubscribe&hub.verify_token=" + sandboxVerify, 403},
		"no such phone": {"/webhooks/" + newID() + "?hub.challenge=1&hub.mode=subscribe&hub.verify_token=" + sandboxVerify, 403},
	} {
		t.Run(name, func(t *testing.T) {
			a := w.nobody().in(t).send(http.MethodGet, r.path, nil).want(r.status)
			if r.status != http.StatusOK {
				a.problem(403, "forbidden")
				return
			}
			if string(a.body) != "1158201444" || !strings.HasPrefix(a.header.Get("Content-Type"), "text/plain") {
				t.Errorf("%s %q, want the challenge as text", a.header.Get("Content-Type"), a.body)
			}
		})
	}
}

// hook is a webhook of one text message.
func hook(id, text string) string {
	raw, _ := json.Marshal(map[string]any{
		"object": "whatsapp_business_account",
		"entry": []any{map[string]any{"id": sandbox.WABAID, "changes": []any{map[string]any{"field": "messages", "value": map[string]any{
			"messaging_product": "whatsapp",
			"metadata":          map[string]string{"display_phone_number": sandbox.BusinessNumber, "phone_number_id": sandbox.PhoneNumberID},
			"contacts":          []any{map[string]any{"wa_id": bruno, "profile": map[string]string{"name": "Bruno Lima"}}},
			"messages":          []any{map[string]any{"id": id, "from": bruno, "timestamp": "1795376618", "type": "text", "text": map[string]string{"body": text}}},
		}}}}},
	})
	return string(raw)
}

func TestWebhookPosts(t *testing.T) {
	w := newWorld(t)
	paula := w.signIn(w.paula)
	path := "/webhooks/" + string(w.account.ID)
	post := func(body, signature string) *answer {
		c := w.nobody()
		c.header.Set("X-Hub-Signature-256", signature)
		c.header.Set("Sec-Fetch-Site", "cross-site") // Meta is another site: the signature counts, not the origin
		return c.send(http.MethodPost, path, body)
	}
	sign := func(body string) string { return meta.Sign(sandbox.AppSecret, []byte(body)) }

	body := hook("wamid.1", "Olá")
	post(body, meta.Sign("another secret", []byte(body))).problem(http.StatusUnauthorized, "unauthenticated")
	post(body, "").problem(http.StatusUnauthorized, "unauthenticated")
	post(body+" ", sign(body)).problem(http.StatusUnauthorized, "unauthenticated")
	post(`{"object":`, sign(`{"object":`)).problem(http.StatusBadRequest, "invalid")
	large := strings.Repeat(" ", meta.MaxWebhookBody+1)
	if p := post(large, sign(large)).problem(http.StatusRequestEntityTooLarge, "too_large"); p.Field != "body" || !strings.Contains(p.Detail, "3 MiB") {
		t.Errorf("%+v, want the limit named", p)
	}
	kept, err := w.store.Unhandled(t.Context(), time.Now().Add(time.Hour), 10)
	must(t, err)
	if len(kept) > 0 {
		t.Errorf("%d events of refused posts were kept", len(kept))
	}

	ear := paula.listen()
	if a := post(body, sign(body)).want(http.StatusOK); len(a.body) > 0 {
		t.Errorf("the answer says %q", a.body)
	}
	post(body, sign(body)).want(http.StatusOK) // Meta delivers twice
	var page api.ConversationPage
	ear.until("the message", func() bool {
		paula.get("/api/conversations", &page)
		return len(page.Items) == 1 && page.Items[0].Preview == "Olá"
	})
	if page.Items[0].Unread != 1 || page.Items[0].Contact.WhatsAppName != "Bruno Lima" {
		t.Errorf("%+v, want one message of Bruno", page.Items[0])
	}

	metrics := w.nobody().send(http.MethodGet, "/metrics", nil).want(http.StatusOK)
	for _, line := range []string{
		`ramal_webhook_posts_total{result="stored"} 2`,
		`ramal_webhook_posts_total{result="unauthenticated"} 3`,
		`ramal_webhook_posts_total{result="too_large"} 1`,
		`ramal_http_request_seconds_count{route="POST /webhooks/{accountId}",status="401"} 3`,
		`ramal_event_sockets 1`,
	} {
		if !strings.Contains(string(metrics.body), line+"\n") {
			t.Errorf("the figures lack %s", line)
		}
	}
	if strings.Contains(string(metrics.body), string(w.account.ID)) {
		t.Error("the figures have a label for each id")
	}
}

func TestHealth(t *testing.T) {
	w := newWorld(t)
	ready := func() *answer { return w.nobody().send(http.MethodGet, "/readyz", nil) }
	if a := ready().want(http.StatusOK); string(a.body) != "ready\n" {
		t.Errorf("%q", a.body)
	}
	must(t, w.center.Shutdown(t.Context(), 0))
	if p := ready().problem(http.StatusServiceUnavailable, "unavailable"); p.Reason != "shut_down" {
		t.Errorf("reason %q, want shut_down", p.Reason)
	}
	w.nobody().send(http.MethodGet, "/healthz", nil).want(http.StatusOK)
}

func TestNotReadyWithoutItsDatabase(t *testing.T) {
	w := newWorld(t)
	must(t, w.store.Close())
	w.nobody().send(http.MethodGet, "/readyz", nil).problem(http.StatusServiceUnavailable, "unavailable")
	w.nobody().send(http.MethodGet, "/healthz", nil).want(http.StatusOK)
}
