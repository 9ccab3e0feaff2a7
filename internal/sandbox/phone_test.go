package sandbox

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"ramal/internal/meta"
)

// screen is an open phone page, as far as the socket goes.
type screen struct {
	t    *testing.T
	conn *websocket.Conn
}

func (r *rig) openPhone(user string, header http.Header) (*screen, error) {
	r.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	r.Cleanup(cancel)
	url := "ws" + strings.TrimPrefix(r.s.URL(), "http") + "/sandbox/users/" + user + "/phone"
	//nolint:bodyclose // Dial's caller never needs to close it, says its documentation
	conn, _, err := websocket.Dial(ctx, url, &websocket.DialOptions{HTTPHeader: header})
	if err != nil {
		return nil, err
	}
	conn.SetReadLimit(1 << 22)
	r.Cleanup(func() { _ = conn.CloseNow() })
	return &screen{t: r.T, conn: conn}, nil
}

func (r *rig) phone(user string) *screen {
	r.Helper()
	s, err := r.openPhone(user, nil)
	if err != nil {
		r.Fatal(err)
	}
	return s
}

// until reads states until one is as wanted. States may be skipped between two changes, never invented.
func (s *screen) until(what string, ok func(phoneState) bool) phoneState {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	for {
		_, raw, err := s.conn.Read(ctx)
		if err != nil {
			s.t.Fatalf("waiting for %s: %v", what, err)
		}
		var st phoneState
		if err := json.Unmarshal(raw, &st); err != nil || st.Type != "state" {
			s.t.Fatalf("state %s: %v", raw, err)
		}
		if ok(st) {
			return st
		}
	}
}

func (st phoneState) last() messageView {
	if len(st.Messages) == 0 {
		return messageView{}
	}
	return st.Messages[len(st.Messages)-1]
}

// Meta: Calling API, User call permissions, June 2026: what the user sees of a request: allow for 7 days, which end at their
// second, and a request that is gone after them.
func TestAPhoneShowsItsWholeStateAndEveryChange(t *testing.T) {
	r := stopped(t)
	p := r.phone(ana)
	st := p.until("the first state", func(phoneState) bool { return true })
	if st.User.ID != ana || st.Business.Name != BusinessName || st.Call != nil || len(st.Messages) != 0 || st.Permission.Status != "none" || st.Now != start.Unix() {
		t.Errorf("first state %+v", st)
	}
	r.write(ana, "oi")
	p.until("the own message", func(st phoneState) bool { return st.last().Text == "oi" && st.last().From == "user" })

	a := r.graph("POST", "messages", requestBody(ana, "Podemos ligar?")).ok()
	wamid := a.path("messages", 0, "id").(string)
	r.advance(r.s.timing.Sent)
	if st := r.s.showUserState(ana); len(st.Messages) != 1 {
		t.Error("the phone shows a message that was not delivered")
	}
	r.advance(time.Second)
	st = p.until("the request", func(st phoneState) bool { return st.last().Kind == kindRequest })
	if q := st.last().Request; q == nil || q.Answered != "" || q.Expired {
		t.Errorf("request %+v", q)
	}
	r.post("/sandbox/users/"+ana+"/permission", `{"response":"accept","request":"`+wamid+`"}`).ok()
	p.until("the permission", func(st phoneState) bool {
		return st.Permission.Status == "temporary" && st.Permission.Expires == start.Add(permissionLife).Unix()+1 &&
			st.last().Kind == kindPermission && st.Messages[1].Request.Answered == answerTemporary
	})
	r.post("/sandbox/clock", `{"advance_seconds":604801}`).ok()
	p.until("its end", func(st phoneState) bool { return st.Permission.Status == "none" && st.Messages[1].Request.Expired })
	r.post("/sandbox/users/"+ana+"/permission", `{"response":"reject"}`).ok()
	p.until("the refusal", func(st phoneState) bool { return st.Permission.Status == "declined" })
}

// showUserState is what a phone that is opened now would show.
func (s *Server) showUserState(id string) (st phoneState) {
	s.must(func(t *tx) {
		if u := t.users[id]; u != nil {
			st = t.phoneState(u)
		}
	})
	return st
}

// Meta: Calling API, Troubleshooting, June 2026: a business that sends no media for 20 s loses the call.
func TestAPhoneRingsTalksAndSaysHowACallEnded(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	p := r.phone(ana)
	id := r.connect(ana)
	r.advance(time.Second)
	p.until("ringing", func(st phoneState) bool {
		return st.Call != nil && st.Call.ID == id && st.Call.State == callRinging && st.Call.Direction == meta.BusinessInitiated && st.User.Call != nil
	})
	r.post("/sandbox/calls/"+path(id)+"/answer", "").ok()
	p.until("active", func(st phoneState) bool { return st.Call.State == callActive && st.Call.Since == start.Unix()+1 })
	r.advance(65 * time.Second) // nobody speaks for the business: the watchdog ends it on the way
	p.until("ended", func(st phoneState) bool {
		return st.Call.State == callEnded && st.Call.Reason == reasonNoMedia && st.User.Call == nil && st.last().Kind == kindCall
	})
}

func TestAPhoneIsRefusedToOtherPages(t *testing.T) {
	r := stopped(t)
	if _, err := r.openPhone(ana, http.Header{"Origin": {"https://evil.example"}}); err == nil {
		t.Error("another origin opened a phone")
	}
	if _, err := r.openPhone(ana, http.Header{"Origin": {r.s.URL()}}); err != nil {
		t.Errorf("its own page cannot: %v", err)
	}
	if _, err := r.openPhone("1", nil); err == nil {
		t.Error("a phone of nobody")
	}
}

func TestReasonsOfAnEndAreThoseThatThePageKnows(t *testing.T) {
	r := stopped(t)
	r.permit(ana, true)
	reason := func(id string) any { return r.get("/sandbox/calls/" + path(id)).ok().Body["ended_reason"] }
	ring := func() string {
		id := r.connect(ana)
		r.advance(time.Second)
		return id
	}
	talk := func() string {
		id := ring()
		r.post("/sandbox/calls/"+path(id)+"/answer", "").ok()
		return id
	}
	for want, end := range map[string]func() string{
		reasonDeclined:   func() string { id := ring(); r.post("/sandbox/calls/"+path(id)+"/hangup", "").ok(); return id },
		reasonCancelled:  func() string { id := ring(); r.graph("POST", "calls", terminateBody(id)).ok(); return id },
		reasonNoAnswer:   func() string { id := ring(); r.advance(time.Minute); return id },
		reasonUserHangup: func() string { id := talk(); r.post("/sandbox/calls/"+path(id)+"/hangup", "").ok(); return id },
		reasonBizHangup:  func() string { id := talk(); r.graph("POST", "calls", terminateBody(id)).ok(); return id },
		reasonNoMedia:    func() string { id := talk(); r.advance(20 * time.Second); return id },
	} {
		if got := reason(end()); got != want {
			t.Errorf("ended as %v, want %s", got, want)
		}
	}
}
