package sandbox

import (
	"context"
	"encoding/json"
	"net/http"
	"sync"
	"time"

	"github.com/coder/websocket"

	"ramal/internal/meta"
)

// hub knows which phones are open in browsers, and tells them to look again.
type hub struct {
	s      *Server
	ctx    context.Context //nolint:containedctx // the life of all sockets, ended by close
	cancel context.CancelFunc
	wg     sync.WaitGroup

	mu     sync.Mutex
	phones map[string]map[chan struct{}]bool // by user id
	closed bool
}

func newHub(s *Server) *hub {
	ctx, cancel := context.WithCancel(context.Background())
	return &hub{s: s, ctx: ctx, cancel: cancel, phones: map[string]map[chan struct{}]bool{}}
}

func (h *hub) join(id string) (chan struct{}, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return nil, false
	}
	look := make(chan struct{}, 1)
	if h.phones[id] == nil {
		h.phones[id] = map[chan struct{}]bool{}
	}
	h.phones[id][look] = true
	h.wg.Add(1)
	return look, true
}

func (h *hub) leave(id string, look chan struct{}) {
	h.mu.Lock()
	delete(h.phones[id], look)
	if len(h.phones[id]) == 0 {
		delete(h.phones, id)
	}
	h.mu.Unlock()
	h.wg.Done()
}

// refresh makes the phones of a user show the present state. It never waits.
func (h *hub) refresh(id string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for look := range h.phones[id] {
		select {
		case look <- struct{}{}:
		default:
		}
	}
}

func (h *hub) close() {
	h.mu.Lock()
	h.closed = true
	h.mu.Unlock()
	h.cancel()
	h.wg.Wait()
}

// phoneState is the whole of one phone. It is sent again after every change: a phone is small.
type phoneState struct {
	Type       string         `json:"type"`
	User       userView       `json:"user"`
	Business   businessView   `json:"business"`
	Messages   []messageView  `json:"messages"`
	Permission permissionView `json:"permission"`
	Call       *callView      `json:"call"`
	Now        int64          `json:"now_unix"`
}

type businessView struct {
	Name  string      `json:"name"`
	Phone string      `json:"phone"`
	Call  callingView `json:"call"`
}

func (t *tx) phoneState(u *user) phoneState {
	st := phoneState{
		Type: "state", User: t.userView(u), Business: businessView{Name: t.Account.Name, Phone: BusinessNumber, Call: t.callingView(u)},
		Messages: []messageView{}, Permission: t.permissionView(u), Now: t.now.Unix(),
	}
	for _, m := range u.Messages {
		if !m.visible() {
			continue
		}
		st.Messages = append(st.Messages, t.messageView(m))
	}
	// The last call stays in view after its end, so that the phone can say how it ended.
	if c := t.lastCall(u.id()); c != nil && (c.Rang != 0 || c.Direction == meta.UserInitiated) {
		v := t.callView(c)
		st.Call = &v
	}
	return st
}

const (
	socketWrite = 10 * time.Second
	socketPing  = 20 * time.Second
)

func (s *Server) servePhone(w http.ResponseWriter, r *http.Request) {
	id := ""
	if err := s.onUser(r, func(_ *tx, u *user) error { id = u.id(); return nil }); err != nil {
		s.refuse(w, err)
		return
	}
	look, ok := s.hub.join(id)
	if !ok {
		s.refuse(w, &badInput{Status: http.StatusServiceUnavailable, Message: "the sandbox is closing"})
		return
	}
	defer s.hub.leave(id, look)
	conn, err := websocket.Accept(w, r, nil)
	if err != nil {
		return // Accept has answered
	}
	defer func() { _ = conn.CloseNow() }()
	ctx, cancel := context.WithCancel(conn.CloseRead(s.hub.ctx))
	defer cancel()
	ping := time.NewTicker(socketPing)
	defer ping.Stop()
	for {
		if err := s.showPhone(ctx, conn, id); err != nil {
			return
		}
		for changed := false; !changed; {
			select {
			case <-ctx.Done():
				_ = conn.Close(websocket.StatusGoingAway, "")
				return
			case <-look:
				changed = true
			case <-ping.C:
				if err := conn.Ping(ctx); err != nil {
					return
				}
			}
		}
	}
}

func (s *Server) showPhone(ctx context.Context, conn *websocket.Conn, id string) error {
	var body []byte
	err := s.do(func(t *tx) error {
		u := t.users[id]
		if u == nil {
			return notFound("user")
		}
		var err error
		body, err = json.Marshal(t.phoneState(u))
		return err
	})
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, socketWrite)
	defer cancel()
	return conn.Write(ctx, websocket.MessageText, body)
}
