package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"strings"

	"github.com/coder/websocket"
)

// operator is somebody at a console: signed in, with as many websockets as they like.
type operator struct {
	url    string
	client *http.Client
}

// signIn opens a session.
func signIn(ctx context.Context, s *server) (*operator, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	o := &operator{url: s.url, client: &http.Client{Jar: jar}}
	return o, o.post(ctx, "/api/session", map[string]string{"email": email, "password": password}, nil)
}

// post sends JSON and reads the answer into out.
func (o *operator) post(ctx context.Context, path string, in, out any) error {
	raw, err := json.Marshal(in)
	if err != nil {
		return err
	}
	return o.do(ctx, http.MethodPost, path, bytes.NewReader(raw), out)
}

func (o *operator) get(ctx context.Context, path string, out any) error {
	return o.do(ctx, http.MethodGet, path, http.NoBody, out)
}

func (o *operator) do(ctx context.Context, method, path string, body io.Reader, out any) error {
	req, err := http.NewRequestWithContext(ctx, method, o.url+path, body)
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := o.client.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		return err
	}
	if res.StatusCode >= http.StatusMultipleChoices {
		return fmt.Errorf("%s %s: %s: %s", method, path, res.Status, raw)
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(raw, out)
}

// change is what the websocket tells.
type change struct {
	Type      string `json:"type"`
	ID        string `json:"id"`
	ContactID string `json:"contactId"`
}

// listen opens a websocket and hands each change to heard, until ctx ends. It returns once the server has greeted: from
// then on nothing is missed.
func (o *operator) listen(ctx context.Context, heard func(change)) error {
	conn, _, err := websocket.Dial(ctx, "ws"+strings.TrimPrefix(o.url, "http")+"/api/events", &websocket.DialOptions{HTTPClient: o.client}) //nolint:bodyclose // the library closes it
	if err != nil {
		return err
	}
	if _, _, err := conn.Read(ctx); err != nil {
		return err
	}
	go func() {
		defer func() { _ = conn.CloseNow() }() // nobody waits for a farewell
		for {
			_, raw, err := conn.Read(ctx)
			if err != nil {
				return
			}
			var c change
			if json.Unmarshal(raw, &c) == nil {
				heard(c)
			}
		}
	}()
	return nil
}
