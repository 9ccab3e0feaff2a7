package api

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"

	"ramal/internal/center"
	"ramal/internal/fault"
	"ramal/internal/org"
)

const (
	pingEvery  = 25 * time.Second // below the minute after which proxies drop what is silent
	writeLimit = 10 * time.Second // for one message or one pong
	backlog    = 256              // changes that a slow reader may be behind
)

// hello is the first message of a websocket, and comes again when the server's clock was moved.
type hello struct {
	Type string `json:"type"`
	At   Time   `json:"at"`
}

// errSlow ends the websocket of a browser that does not read. It comes back and reads everything anew, which is cheaper
// for all than to keep what it missed.
var errSlow = errors.New("the reader is too slow")

// events is the websocket that says what changed in the member's workspace, on the accounts that they see.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	token := tokenOf(r)
	address := s.addressOf(r)
	member, err := s.Center.Authenticate(r.Context(), token, address)
	if err == nil && !member.Holds(org.ScopeRead) {
		err = fault.New(fault.Forbidden, "This API token does not have the scope read.").Because("token_scope")
	}
	if err != nil {
		writeProblem(w, r, s.refuse(r.Context(), "events", err))
		return
	}
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{OriginPatterns: s.originPatterns()})
	if err != nil {
		s.log().Debug("websocket not opened", slog.Any("error", err))
		return // Accept has answered
	}
	// The reading side must not end with ctx: it would cut the connection before the browser is told why.
	ctx, leave := s.sockets.enter(conn.CloseRead(context.WithoutCancel(r.Context())), token)
	defer leave()
	s.gauges.sockets.Inc()
	defer s.gauges.sockets.Dec()

	e := &eventSocket{server: s, conn: conn, token: token, address: address, news: make(chan change, backlog)}
	e.member.Store(&member)
	err = e.run(ctx)
	code, reason := goodbye(ctx, err)
	if err := conn.Close(code, reason); err != nil {
		_ = conn.CloseNow() // the other side is gone already
	}
}

// originPatterns are the hosts, beside the request's own, whose pages may open the websocket.
func (s *Server) originPatterns() []string {
	u, err := url.Parse(s.PublicURL)
	if err != nil || u.Host == "" {
		return nil
	}
	return []string{u.Host}
}

// eventSocket is one browser that listens.
type eventSocket struct {
	server  *Server
	conn    *websocket.Conn
	token   string
	address string
	member  atomic.Pointer[org.Member] // as of the latest ping
	news    chan change
}

// change is one message for the browser.
type change struct {
	data []byte
	who  bool // people, departments or permissions: what the member may see can be another from now on, or nothing
}

// run sends until ctx ends, the session ends, or the browser is gone or too slow.
func (e *eventSocket) run(ctx context.Context) error {
	// A write that is cut short cuts the connection with it. Only slowness may do that: all other ends say goodbye.
	writing, giveUp := context.WithCancelCause(context.WithoutCancel(ctx))
	defer giveUp(nil)
	stop, err := e.server.Events.Subscribe(center.Subject(e.member.Load().Workspace.ID), func(_ string, data []byte) {
		what, seen := e.sees(data)
		if !seen {
			return
		}
		select {
		case e.news <- change{data, what == "organisation" || what == "session"}:
		default:
			giveUp(errSlow)
		}
	})
	if err != nil {
		return err
	}
	defer stop()

	if err := e.hello(writing); err != nil {
		return err
	}
	moved, still := e.server.clockMoves()
	defer still()
	every := e.server.PingEvery
	if every == 0 {
		every = pingEvery
	}
	ping := time.NewTicker(every)
	defer ping.Stop()
	for {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-writing.Done():
			return errSlow
		case news := <-e.news:
			if news.who {
				if err := e.knowAgain(writing); err != nil {
					return err
				}
			}
			if err := e.write(writing, news.data); err != nil {
				return err
			}
		case <-moved:
			if err := e.hello(writing); err != nil {
				return err
			}
		case <-ping.C:
			if err := e.alive(writing); err != nil {
				return err
			}
		}
	}
}

// hello tells the browser the server's time.
func (e *eventSocket) hello(ctx context.Context) error {
	data, err := json.Marshal(hello{Type: "hello", At: Time{e.server.now()}})
	if err != nil {
		return err
	}
	return e.write(ctx, data)
}

// sees reports whether a change is on an account that the member sees, or on none, and of what type it is.
func (e *eventSocket) sees(data []byte) (string, bool) {
	var change center.Changed
	if err := json.Unmarshal(data, &change); err != nil {
		e.server.log().Error("change on the bus not readable", slog.Any("error", err))
		return "", false
	}
	if change.AccountID != "" && !e.member.Load().Sees(change.AccountID) {
		return "", false
	}
	if (change.Type == "session" || change.Type == "notice") && change.ID != string(e.member.Load().User.ID) {
		return "", false
	}
	e.server.gauges.changes.WithLabelValues(change.Type).Inc()
	return change.Type, true
}

// knowAgain asks again who holds the session, and what they may see. Who was blocked is let go of.
func (e *eventSocket) knowAgain(ctx context.Context) error {
	member, err := e.server.Center.Authenticate(ctx, e.token, e.address)
	if err == nil {
		e.member.Store(&member)
	}
	return err
}

// alive asks the browser for a sign of life, and whether its session still is: an open console is in use.
func (e *eventSocket) alive(ctx context.Context) error {
	if err := e.knowAgain(ctx); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, writeLimit)
	defer cancel()
	return e.conn.Ping(ctx)
}

func (e *eventSocket) write(ctx context.Context, data []byte) error {
	ctx, cancel := context.WithTimeout(ctx, writeLimit)
	defer cancel()
	return e.conn.Write(ctx, websocket.MessageText, data)
}

// goodbye says to the browser why the websocket ends.
func goodbye(ctx context.Context, err error) (websocket.StatusCode, string) {
	switch {
	case errors.Is(context.Cause(ctx), errSignedOut), fault.Is(err, fault.Unauthenticated):
		return websocket.StatusPolicyViolation, "signed out"
	case errors.Is(err, errSlow):
		return websocket.StatusTryAgainLater, "too slow"
	default:
		return websocket.StatusGoingAway, ""
	}
}
