package sandbox

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"ramal/internal/meta"
)

// webhookFields are the fields that the sandbox can send.
var webhookFields = []string{meta.FieldCalls, meta.FieldMessages, meta.FieldAccountUpdate, meta.FieldAccountSettings}

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
			return bad("fields", fmt.Sprintf("there is no webhook field %q", f))
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

func (s *Server) shakeHands(ctx context.Context, w Webhook) error {
	u, err := url.Parse(w.URL)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		return bad("url", "url must be an http or https address")
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
	res, err := s.courier.client.Do(req)
	if err != nil {
		return &badInput{Status: http.StatusBadGateway, Field: "url", Message: "the callback did not answer: " + err.Error()}
	}
	defer func() { _ = res.Body.Close() }()
	body, _ := io.ReadAll(io.LimitReader(res.Body, 1<<10))
	if res.StatusCode != http.StatusOK || string(body) != challenge {
		return &badInput{
			Status: http.StatusBadGateway, Field: "url",
			Message: fmt.Sprintf("the callback answered the challenge with status %d and the wrong body", res.StatusCode),
		}
	}
	return nil
}
