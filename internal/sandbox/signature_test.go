package sandbox

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// Meta: Webhooks, overview, Dec 2025, and Create a webhook endpoint, Nov 2025.

// X-Hub-Signature-256 is made with the app's secret over the bytes that are sent. Seen in practice: letters beyond ASCII and
// slashes are escaped in them.
func TestTheSignatureIsOverTheEscapedBytes(t *testing.T) {
	r := stopped(t)
	type post struct {
		raw    []byte
		header http.Header
	}
	posts := make(chan post, 10)
	callback := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if req.Method == http.MethodGet {
			_, _ = io.WriteString(w, req.URL.Query().Get("hub.challenge"))
			return
		}
		raw, err := io.ReadAll(req.Body)
		if err != nil {
			t.Error(err)
		}
		posts <- post{raw, req.Header}
	}))
	defer callback.Close()
	r.post("/sandbox/webhook", `{"url":"`+callback.URL+`","app_secret":"another secret"}`).ok()
	r.write(ana, "Olá </b> 😀 \u2028")
	var p post
	select {
	case p = <-posts:
	case <-time.After(10 * time.Second):
		t.Fatal("no webhook")
	}
	mac := hmac.New(sha256.New, []byte("another secret"))
	mac.Write(p.raw)
	if got := p.header.Get("X-Hub-Signature-256"); got != "sha256="+hex.EncodeToString(mac.Sum(nil)) {
		t.Errorf("signature %s", got)
	}
	if got := p.header.Get("Content-Type"); got != "application/json" {
		t.Errorf("content type %s", got)
	}
	for _, c := range string(p.raw) {
		if c > 126 {
			t.Fatalf("%q is not escaped in %s", c, p.raw)
		}
	}
	if !strings.Contains(string(p.raw), `Ol\u00e1 <\/b> \ud83d\ude00 \u2028`) {
		t.Errorf("body %s", p.raw)
	}
	// Whoever writes the JSON again before the check has other bytes.
	var v any
	if err := json.Unmarshal(p.raw, &v); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(v)
	if err != nil || string(again) == string(p.raw) {
		t.Errorf("written again it is the same: %v", err)
	}
}

// Meta: Calling API, FAQ, Sep 2026: 200 is the only success; a redirect is not followed.
func TestOnlyA200IsASuccess(t *testing.T) {
	for _, status := range []int{201, 202, 204, 301, 302, 400, 401, 404, 410, 429, 500, 503} {
		r := stopped(t)
		r.answerWith(status)
		r.write(ana, "oi")
		r.event("text")
		if d := r.deliveries(); d[len(d)-1].Status != deliveryPending {
			t.Errorf("after %d it is %s", status, d[len(d)-1].Status)
		}
		r.answerWith(200)
		r.advance(time.Second)
		r.event("text")
		if d := r.deliveries(); d[len(d)-1].Status != deliveryDelivered {
			t.Errorf("%d and 200 are %s", status, d[len(d)-1].Status)
		}
		r.advance(time.Hour)
		r.quiet()
	}
}

// The handshake: GET with hub.mode subscribe, a challenge of digits and the token that was given; the query that the address
// has already stays.
func TestTheHandshakeAsksForItsChallenge(t *testing.T) {
	r := bare(t, Options{Clock: NewStoppedClock(start)})
	seen := make(chan *http.Request, 2)
	callback := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		seen <- req
		_, _ = io.WriteString(w, req.URL.Query().Get("hub.challenge"))
	}))
	defer callback.Close()
	challenges := map[string]bool{}
	for range 2 {
		r.post("/sandbox/webhook", `{"url":"`+callback.URL+`/hook?tenant=7","verify_token":"my token"}`).ok()
		req := <-seen
		q := req.URL.Query()
		challenge := q.Get("hub.challenge")
		if req.Method != http.MethodGet || req.URL.Path != "/hook" || q.Get("tenant") != "7" || q.Get("hub.mode") != "subscribe" || q.Get("hub.verify_token") != "my token" {
			t.Errorf("%s %s", req.Method, req.URL)
		}
		if challenge == "" || strings.Trim(challenge, "0123456789") != "" || challenges[challenge] {
			t.Errorf("challenge %q", challenge)
		}
		challenges[challenge] = true
	}
}
