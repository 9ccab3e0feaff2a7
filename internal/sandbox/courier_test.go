package sandbox

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// hanging is a receiver that takes the handshake, and then answers nobody whose webhook names a given user.
func hanging(t *testing.T, r *rig, user string) (asked chan struct{}) {
	t.Helper()
	asked, free := make(chan struct{}, 100), make(chan struct{})
	t.Cleanup(func() { close(free) })
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if req.Method == http.MethodPost {
			raw := new(strings.Builder)
			if err := req.Write(raw); err != nil {
				t.Error(err)
			}
			if strings.Contains(raw.String(), user) {
				asked <- struct{}{}
				select {
				case <-free:
				case <-req.Context().Done():
				}
				return
			}
			req.Body = http.NoBody
			w.WriteHeader(http.StatusOK)
			r.calls <- received{Raw: []byte(raw.String())}
			return
		}
		r.receive(w, req)
	}))
	t.Cleanup(srv.Close)
	r.post("/sandbox/webhook", `{"url":"`+srv.URL+`"}`).ok()
	return asked
}

// Meta: Calling API, FAQ, Sep 2026: no answer within about 20 s is a failure. Assumed: users do not wait for each other
// meanwhile.
func TestOneSlowWebhookDoesNotHoldUpOtherUsers(t *testing.T) {
	r := stopped(t)
	asked := hanging(t, r, ana)
	r.write(ana, "this hangs")
	<-asked
	for i := range 5 {
		r.write(bruno, itoa(i))
	}
	for range 5 {
		select {
		case <-r.calls:
		case <-time.After(10 * time.Second):
			t.Fatal("another user's webhook waits")
		}
	}
	// Nor does it hold up closing, which the rig does within its own patience.
	done := make(chan error, 1)
	go func() { done <- r.s.Close() }()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("closing waits for a webhook that hangs")
	}
}

func TestASlowGraphAnswersLate(t *testing.T) {
	r := stopped(t)
	r.post("/sandbox/faults", `{"graph_delay_ms":150}`).ok()
	begin := time.Now()
	r.graph("GET", "settings", "").ok()
	if d := time.Since(begin); d < 150*time.Millisecond {
		t.Errorf("answered after %v", d)
	}
}

// Meta: Webhooks, overview, Dec 2025: a webhook comes again with falling frequency. The steps are assumed.
func TestBackoffDoublesUpToAQuarterOfAnHour(t *testing.T) {
	for attempts, want := range map[int]time.Duration{
		1: time.Second, 2: 2 * time.Second, 10: 512 * time.Second, 11: 15 * time.Minute, 1000: 15 * time.Minute,
	} {
		if got := backoff(attempts); got != want {
			t.Errorf("after %d attempts: %v, want %v", attempts, got, want)
		}
	}
}
