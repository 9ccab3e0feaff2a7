package sandbox

import (
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

// Meta: Webhooks, Create a webhook endpoint, Nov 2025: GET with hub.mode, hub.challenge and hub.verify_token; 200 with the
// raw challenge.
func TestAFailedHandshakeSaysWhatWasSentAndWhatCameBack(t *testing.T) {
	r := bare(t, Options{Clock: NewStoppedClock(start)})
	write := func(before, after string) http.HandlerFunc {
		return func(w http.ResponseWriter, req *http.Request) {
			_, _ = io.WriteString(w, before+req.URL.Query().Get("hub.challenge")+after)
		}
	}
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		words  []string
	}{
		"another token": {
			func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "who are you?", http.StatusForbidden) },
			[]string{"answered with 403", "who are you?", "another verify token", `"mine"`},
		},
		"no such page":  {http.NotFound, []string{"answered with 404", "404 page not found", "200 and the value of hub.challenge"}},
		"another body":  {func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "OK") }, []string{"answered with 200", `"OK"`, "200 and the value of hub.challenge"}},
		"a line end":    {write("", "\n"), []string{"white space around the challenge"}},
		"JSON":          {write(`"`, `"`), []string{"the whole body"}},
		"a long answer": {write(strings.Repeat("ç", 500), ""), []string{"ççç…"}},
		"a redirect":    {http.RedirectHandler("/elsewhere", http.StatusFound).ServeHTTP, []string{"answered with 302"}},
		"hung up":       {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, []string{"got no answer: EOF"}},
	} {
		callback := httptest.NewServer(c.answer)
		a := r.post("/sandbox/webhook", `{"url":"`+callback.URL+`/hook?a=b","verify_token":"mine"}`)
		callback.Close()
		a.refused(502, "url")
		detail, _ := a.Body["detail"].(string)
		sent := regexp.MustCompile(`GET \Q` + callback.URL + `\E/hook\?a=b&hub\.challenge=\d+&hub\.mode=subscribe&hub\.verify_token=mine `)
		if !sent.MatchString(detail) {
			t.Errorf("%s: %q does not say what was sent", name, detail)
		}
		for _, words := range c.words {
			if !strings.Contains(detail, words) {
				t.Errorf("%s: %q does not say %q", name, detail, words)
			}
		}
	}
	a := r.post("/sandbox/webhook", `{"url":"http://127.0.0.1:1/hook"}`)
	if detail, _ := a.Body["detail"].(string); !strings.Contains(detail, "got no answer: dial tcp 127.0.0.1:1: ") || strings.Count(detail, "hub.mode") != 1 {
		t.Errorf("nobody there: %q", detail)
	}
	for _, body := range []string{`{"url":"ftp://example.com"}`, `{"url":"127.0.0.1:3000/hook"}`, `{"url":"http://%zz"}`} {
		a := r.post("/sandbox/webhook", body)
		a.refused(400, "url")
		if detail, _ := a.Body["detail"].(string); !strings.Contains(detail, "http://127.0.0.1:3000/webhook") {
			t.Errorf("%s: %q gives no example", body, detail)
		}
	}
	a = r.post("/sandbox/webhook", `{"url":"`+r.hook.URL+`","fields":["call"]}`)
	a.refused(400, "fields")
	if detail, _ := a.Body["detail"].(string); !strings.Contains(detail, `"call"`) || !strings.Contains(detail, "calls, ") {
		t.Errorf("a field that is not: %q", detail)
	}
}
