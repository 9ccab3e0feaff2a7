package sandbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"ramal/internal/meta"
)

// webhookFields are the fields that the sandbox can send.
var webhookFields = []string{meta.FieldCalls, meta.FieldMessages, meta.FieldAccountUpdate, meta.FieldAccountSettings, meta.FieldTemplateStatus}

// Subscribe sets the callback as an app's dashboard would: it asks the address for its challenge and, if it answers right,
// sends webhooks there from now on, those that were waiting first. Empty fields get the sandbox's own: its verify token, its
// app secret, all its webhook fields. An empty URL ends the subscription.
func (s *Server) Subscribe(ctx context.Context, w Webhook) error {
	if w.VerifyToken == "" {
		w.VerifyToken = VerifyToken
	}
	if w.AppSecret == "" {
		w.AppSecret = AppSecret
	}
	if w.Fields == nil {
		w.Fields = webhookFields
	}
	for _, f := range w.Fields {
		if !strings.Contains(" "+strings.Join(webhookFields, " ")+" ", " "+f+" ") {
			return bad("fields", fmt.Sprintf("there is no webhook field %q; there are %s", f, strings.Join(webhookFields, ", ")))
		}
	}
	if w.URL != "" {
		if err := s.shakeHands(ctx, w); err != nil {
			return err
		}
	}
	s.must(func(t *tx) {
		t.Webhook, t.Unsubscribed = w, w.URL == ""
		if w.URL != "" {
			t.resume()
		}
	})
	return nil
}

// shakeHands asks the callback for its challenge. A failure says what was sent, what came back, and what should have.
func (s *Server) shakeHands(ctx context.Context, w Webhook) error {
	u, err := url.Parse(w.URL)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		return bad("url", fmt.Sprintf("%q is not an http or https address, such as http://127.0.0.1:3000/webhook", w.URL))
	}
	challenge := meta.Digits(s.ids.hex(16)) + "7"
	q := u.Query()
	q.Set("hub.mode", "subscribe")
	q.Set("hub.challenge", challenge)
	q.Set("hub.verify_token", w.VerifyToken)
	u.RawQuery = q.Encode()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return bad("url", err.Error())
	}
	failed := func(format string, args ...any) error {
		return &badInput{Status: http.StatusBadGateway, Field: "url", Message: fmt.Sprintf("the handshake failed: GET %s ", u) + fmt.Sprintf(format, args...)}
	}
	res, err := s.courier.client.Do(req)
	if wrapped := (*url.Error)(nil); errors.As(err, &wrapped) {
		err = wrapped.Err // which does not say the address again
	}
	if err != nil {
		return failed("got no answer: %v", err)
	}
	defer func() { _ = res.Body.Close() }()
	body, _ := io.ReadAll(io.LimitReader(res.Body, 1<<10))
	answer := fmt.Sprintf("was answered with %d and the body %q", res.StatusCode, clip(string(body), 100))
	switch {
	case res.StatusCode == http.StatusOK && string(body) == challenge:
		return nil
	case res.StatusCode == http.StatusOK && strings.TrimSpace(string(body)) == challenge:
		return failed("%s: there is white space around the challenge; answer with the bytes of hub.challenge and nothing else", answer)
	case res.StatusCode == http.StatusForbidden || res.StatusCode == http.StatusUnauthorized:
		return failed("%s: the callback expects another verify token; give its own as verify_token, or let it expect %q", answer, w.VerifyToken)
	}
	return failed("%s; it has to be answered with 200 and the value of hub.challenge as the whole body, %q", answer, challenge)
}

// clip is a text, or the beginning of a long one.
func clip(text string, most int) string {
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}
