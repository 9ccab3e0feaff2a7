package sandbox

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	ana    = "5511999990001"
	bruno  = "5511999990002"
	eco    = "5511999990004"
	refuse = "5511999990006"
	ignore = "5511999990007"
	absent = "5511999990008"
)

// start is the moment at which the stopped clock of most tests stands.
var start = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// rig is a sandbox with a business beside it: a webhook receiver and a Graph client that know nothing but HTTP.
type rig struct {
	*testing.T
	s     *Server
	hook  *httptest.Server
	calls chan received

	mu     sync.Mutex
	status int // what the receiver answers
	all    []received
}

// received is one webhook POST, whose signature was good.
type received struct {
	Raw       []byte
	Signature string
	Field     string
	Value     map[string]any
}

// stopped starts a sandbox whose clock stands still until the test moves it.
func stopped(t *testing.T) *rig {
	t.Helper()
	var seed [32]byte
	return rigged(t, Options{Clock: NewStoppedClock(start), Random: rand.NewChaCha8(seed)})
}

// rigged starts a sandbox, subscribes the receiver and enables calling.
func rigged(t *testing.T, o Options) *rig {
	t.Helper()
	r := bare(t, o)
	r.subscribe()
	r.graph("POST", "settings", `{"calling":{"status":"ENABLED"}}`).ok()
	r.event("account_settings_update")
	return r
}

// bare starts a sandbox that nobody has set up.
func bare(t *testing.T, o Options) *rig {
	t.Helper()
	s, err := Start(o)
	if err != nil {
		t.Fatal(err)
	}
	r := &rig{T: t, s: s, calls: make(chan received, 1000), status: 200}
	r.hook = httptest.NewServer(http.HandlerFunc(r.receive))
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		r.hook.Close()
		http.DefaultClient.CloseIdleConnections()
	})
	return r
}

// stop closes the sandbox and leaves its data and its receiver.
func (r *rig) stop() {
	r.Helper()
	if err := r.s.Close(); err != nil {
		r.Fatal(err)
	}
}

// startAgain starts the sandbox on the data that a stopped one left, for the same receiver.
func (r *rig) startAgain(dir string) {
	r.Helper()
	s, err := Start(Options{Clock: NewStoppedClock(start), DataDir: dir})
	if err != nil {
		r.Fatal(err)
	}
	r.s = s
	r.Cleanup(func() {
		if err := s.Close(); err != nil {
			r.Error(err)
		}
	})
}

func (r *rig) subscribe() {
	r.Helper()
	r.post("/sandbox/webhook", fmt.Sprintf(`{"url":%q}`, r.hook.URL+"/hook")).ok()
}

func (r *rig) receive(w http.ResponseWriter, req *http.Request) {
	if req.Method == http.MethodGet {
		q := req.URL.Query()
		if q.Get("hub.mode") != "subscribe" || q.Get("hub.verify_token") != VerifyToken {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		_, _ = io.WriteString(w, q.Get("hub.challenge"))
		return
	}
	raw, err := io.ReadAll(req.Body)
	if err != nil {
		r.Error(err)
	}
	mac := hmac.New(sha256.New, []byte(AppSecret))
	mac.Write(raw)
	signature := req.Header.Get("X-Hub-Signature-256")
	if signature != "sha256="+hex.EncodeToString(mac.Sum(nil)) {
		r.Errorf("bad signature on %s", raw)
	}
	var env struct {
		Object string
		Entry  []struct {
			ID      string
			Changes []struct {
				Field string
				Value map[string]any
			}
		}
	}
	if err := json.Unmarshal(raw, &env); err != nil || env.Object != "whatsapp_business_account" || env.Entry[0].ID != WABAID {
		r.Errorf("envelope %s: %v", raw, err)
		return
	}
	r.mu.Lock()
	status := r.status
	got := received{Raw: raw, Signature: signature, Field: env.Entry[0].Changes[0].Field, Value: env.Entry[0].Changes[0].Value}
	r.all = append(r.all, got)
	r.mu.Unlock()
	w.WriteHeader(status)
	r.calls <- got
}

func (r *rig) answerWith(status int) {
	r.mu.Lock()
	r.status = status
	r.mu.Unlock()
}

// kind names a webhook by what happened: "connect", "RINGING", "text", "delivered"…
func (w received) kind() string {
	for _, list := range []string{"calls", "statuses", "messages"} {
		items, _ := w.Value[list].([]any)
		if len(items) == 0 {
			continue
		}
		item := items[0].(map[string]any)
		for _, key := range []string{"event", "type"} {
			if s, _ := item[key].(string); s != "" && (key != "type" || list == "messages") {
				return s
			}
		}
		return item["status"].(string)
	}
	return w.Field
}

// path follows keys and indices into the value.
func (w received) path(keys ...any) any { return follow(w.Value, keys) }

// item is the one call, status or message of a webhook.
func (w received) item() map[string]any {
	for _, list := range []string{"calls", "statuses", "messages"} {
		if items, _ := w.Value[list].([]any); len(items) > 0 {
			return items[0].(map[string]any)
		}
	}
	return nil
}

// event waits for the next webhook, which must be of the given kind.
func (r *rig) event(kind string) received {
	r.Helper()
	select {
	case w := <-r.calls:
		if w.kind() != kind {
			r.Fatalf("webhook %q, want %q: %s", w.kind(), kind, w.Raw)
		}
		return w
	case <-time.After(10 * time.Second):
		r.Fatalf("no webhook in 10 s, want %q", kind)
	}
	return received{}
}

// quiet checks that nothing was sent: everything on its way goes first.
func (r *rig) quiet() {
	r.Helper()
	r.s.courier.wait()
	select {
	case w := <-r.calls:
		r.Fatalf("unexpected webhook %q: %s", w.kind(), w.Raw)
	default:
	}
}

func (r *rig) advance(d time.Duration) { r.s.clock.Advance(d) }

// answer is an HTTP answer.
type answer struct {
	rig    *rig
	Status int
	Header http.Header
	Body   map[string]any
	Raw    []byte
}

func (r *rig) request(method, path, body string, header map[string]string) answer {
	r.Helper()
	req, err := http.NewRequestWithContext(context.Background(), method, r.s.URL()+path, strings.NewReader(body))
	if err != nil {
		r.Fatal(err)
	}
	for k, v := range header {
		req.Header.Set(k, v)
	}
	if h := header["Host"]; h != "" {
		req.Host = h
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		r.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		r.Fatal(err)
	}
	a := answer{rig: r, Status: res.StatusCode, Header: res.Header, Raw: raw}
	if bytes.HasPrefix(raw, []byte("{")) {
		if err := json.Unmarshal(raw, &a.Body); err != nil {
			r.Fatalf("%s %s: %s", method, path, raw)
		}
	}
	return a
}

func (r *rig) graph(method, edge, body string) answer {
	r.Helper()
	return r.request(method, "/v24.0/"+PhoneNumberID+"/"+edge, body, map[string]string{"Authorization": "Bearer " + Token})
}

func (r *rig) post(path, body string) answer {
	r.Helper()
	return r.request("POST", path, body, nil)
}

func (r *rig) get(path string) answer {
	r.Helper()
	return r.request("GET", path, "", nil)
}

func (a answer) ok() answer {
	a.rig.Helper()
	if a.Status != 200 {
		a.rig.Fatalf("status %d: %s", a.Status, a.Raw)
	}
	return a
}

// fails checks a Graph error: its status, its code, and a part of its details (or message).
func (a answer) fails(status, code int, words string) {
	a.rig.Helper()
	e, _ := a.Body["error"].(map[string]any)
	if a.Status != status || e == nil || int(e["code"].(float64)) != code || !strings.Contains(string(a.Raw), words) {
		a.rig.Errorf("status %d %s, want %d with code %d and %q", a.Status, a.Raw, status, code, words)
		return
	}
	if e["type"] == "" || e["fbtrace_id"] == "" || e["message"] == "" {
		a.rig.Errorf("an error without type, message or fbtrace_id: %s", a.Raw)
	}
}

// refused checks an error of the control plane.
func (a answer) refused(status int, field string) {
	a.rig.Helper()
	got, _ := a.Body["field"].(string)
	if a.Status != status || got != field || a.Body["detail"] == "" {
		a.rig.Errorf("status %d field %q: %s, want %d %q", a.Status, got, a.Raw, status, field)
	}
}

// path follows keys and indices into the body.
func (a answer) path(keys ...any) any { return follow(a.Body, keys) }

func follow(v any, keys []any) any {
	for _, k := range keys {
		switch k := k.(type) {
		case string:
			m, _ := v.(map[string]any)
			v = m[k]
		case int:
			list, _ := v.([]any)
			if k >= len(list) {
				return nil
			}
			v = list[k]
		}
	}
	return v
}
