package api_test

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"ramal/internal/api"
	"ramal/internal/center"
	"ramal/internal/desk"
)

// patience is how long a test waits for what has to come.
const patience = 20 * time.Second

// ear is an open websocket of events.
type ear struct {
	t    *testing.T
	conn *websocket.Conn
}

// listen opens the websocket and reads its first message.
func (c *client) listen() *ear {
	c.t.Helper()
	header := http.Header{"Cookie": {"ramal_session=" + c.cookie}}
	conn, _, err := websocket.Dial(c.t.Context(), "ws"+strings.TrimPrefix(c.w.url, "http")+"/api/events", &websocket.DialOptions{HTTPHeader: header})
	must(c.t, err)
	c.t.Cleanup(func() { _ = conn.CloseNow() }) // many tests end it before
	e := &ear{t: c.t, conn: conn}
	if first := e.next(); first.Type != "hello" {
		c.t.Fatalf("the first message is %+v, want hello", first)
	}
	return e
}

// next reads one message.
func (e *ear) next() center.Changed {
	e.t.Helper()
	ctx, cancel := context.WithTimeout(e.t.Context(), patience)
	defer cancel()
	_, data, err := e.conn.Read(ctx)
	must(e.t, err)
	var change center.Changed
	must(e.t, json.Unmarshal(data, &change))
	return change
}

// until looks again after each event until there is what it waits for.
func (e *ear) until(what string, there func() bool) {
	e.t.Helper()
	for deadline := time.Now().Add(patience); !there(); e.next() {
		if time.Now().After(deadline) {
			e.t.Fatalf("%s did not come", what)
		}
	}
}

// closes waits for the end of the websocket and returns its code.
func (e *ear) closes() websocket.StatusCode {
	e.t.Helper()
	ctx, cancel := context.WithTimeout(e.t.Context(), patience)
	defer cancel()
	for {
		if _, _, err := e.conn.Read(ctx); err != nil {
			return websocket.CloseStatus(err)
		}
	}
}

func deskContact(v api.Conversation) desk.ContactID           { return desk.ContactID(v.Contact.ID) }
func deskConversation(v api.Conversation) desk.ConversationID { return desk.ConversationID(v.ID) }
