package main

import (
	"context"
	"encoding/json"
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
	return ask(ctx, o.client, http.MethodPost, o.url+path, in, out)
}

func (o *operator) get(ctx context.Context, path string, out any) error {
	return ask(ctx, o.client, http.MethodGet, o.url+path, nil, out)
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
