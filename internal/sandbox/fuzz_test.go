package sandbox

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// oneCall stands in fuzzed bodies and paths for the call of a user that rings at the business.
const oneCall = "wacid.ONE"

// arena is a sandbox for anything that people may send it. Each round begins in the same world: calling is on, Ana may be
// called and has written, and Bruno calls.
type arena struct {
	s     *Server
	graph []string // POST and DELETE edges of Graph: method and path
	plane []string // operations of the control plane that change something
	ring  string   // Bruno's call
	hook  Webhook
}

func newArena(f *testing.F) *arena {
	f.Helper()
	var seed [32]byte
	s, err := Start(Options{Clock: NewStoppedClock(start), Random: rand.NewChaCha8(seed)})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() {
		if err := s.Close(); err != nil {
			f.Error(err)
		}
	})
	business := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, r.FormValue("hub.challenge"))
	}))
	f.Cleanup(business.Close)
	a := &arena{s: s, hook: Webhook{URL: business.URL}}
	ids := strings.NewReplacer("{number}", PhoneNumberID, "{waba}", WABAID, "{app}", AppID,
		"{media}", "4100000000000001", "{template}", "4200000000000001")
	for route := range s.routes {
		if method, path, _ := strings.Cut(ids.Replace(route), " "); method != http.MethodGet {
			a.graph = append(a.graph, method+" /v26.0/"+path)
		}
	}
	for _, o := range s.operations() {
		// A subscription knocks at the address that it is given, whose ever it is.
		if method, path, _ := strings.Cut(o.route, " "); method != http.MethodGet && path != "/sandbox/webhook" {
			a.plane = append(a.plane, o.route)
		}
	}
	slices.Sort(a.graph)
	slices.Sort(a.plane)
	return a
}

// ask sends a request, which must be answered with JSON.
func (a *arena) ask(t *testing.T, route, body, kind string) (status int, answer map[string]any) {
	t.Helper()
	method, path, _ := strings.Cut(route, " ")
	body = strings.ReplaceAll(body, oneCall, a.ring)
	req := httptest.NewRequestWithContext(t.Context(), method, a.s.URL()+path, strings.NewReader(body))
	req.Header.Set("Content-Type", kind)
	req.Header.Set("Authorization", "Bearer "+Token)
	w := httptest.NewRecorder()
	a.s.http.Handler.ServeHTTP(w, req)
	media, _, err := mime.ParseMediaType(w.Header().Get("Content-Type"))
	if err != nil || media != "application/json" && media != "application/problem+json" {
		t.Fatalf("%s: %d %s", route, w.Code, w.Header())
	}
	var out any
	if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil {
		t.Fatalf("%s: %d %q: %v", route, w.Code, w.Body, err)
	}
	answer, _ = out.(map[string]any)
	return w.Code, answer
}

// round begins in the world that the arena promises.
func (a *arena) round(t *testing.T) {
	t.Helper()
	if status, answer := a.ask(t, "POST /sandbox/reset", `{"all":true}`, ""); status != http.StatusOK {
		t.Fatalf("reset: %d %v", status, answer)
	}
	if err := a.s.Subscribe(t.Context(), a.hook); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct{ route, body string }{
		{"POST /v26.0/" + PhoneNumberID + "/settings", `{"calling":{"status":"ENABLED"}}`},
		{"POST /sandbox/users/" + ana + "/messages", `{"text":"oi"}`},
		{"POST /sandbox/users/" + ana + "/permission", `{"response":"accept","permanent":true}`},
		{"POST /sandbox/users/" + bruno + "/calls", `{}`},
	} {
		status, answer := a.ask(t, step.route, step.body, "application/json")
		if status != http.StatusOK {
			t.Fatalf("%s: %d %v", step.route, status, answer)
		}
		if id, ok := answer["id"].(string); ok {
			a.ring = id
		}
	}
}

// every stands for all edges: seeds go to each, and what the fuzzer makes of them to one.
const every byte = 255

func chosen(routes []string, edge byte) []string {
	if edge == every {
		return routes
	}
	return routes[int(edge)%len(routes):][:1]
}

// tidy checks that every leg belongs to a call that goes on.
func (a *arena) tidy(t *testing.T, after string) {
	t.Helper()
	var live int
	a.s.must(func(tx *tx) {
		for _, c := range tx.Calls {
			if c.leg != nil {
				live++
			}
		}
	})
	look := time.NewTicker(time.Millisecond)
	defer look.Stop()
	late := time.After(10 * time.Second)
	for a.s.relay.Legs() != live { // those of calls that ended are being closed
		select {
		case <-look.C:
		case <-late:
			t.Fatalf("after %s there are %d legs for %d calls", after, a.s.relay.Legs(), live)
		}
	}
}

// seeds adds the bodies of golden files.
func seeds(f *testing.F, add func(body string), patterns ...string) {
	f.Helper()
	for _, p := range patterns {
		files, err := filepath.Glob(p)
		if err != nil || len(files) == 0 {
			f.Fatalf("no seeds like %s: %v", p, err)
		}
		for _, file := range files {
			raw, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			var golden struct{ Body json.RawMessage } // of a whole request, as a client's golden files have it
			if json.Unmarshal(raw, &golden) == nil && len(golden.Body) > 0 {
				raw = golden.Body
			}
			add(string(bytes.TrimSpace(raw)))
		}
	}
}

// Whatever is posted to Graph is answered in Meta's shape (6.1: error with message, type, code and fbtrace_id), never with a
// fault of the sandbox itself, and leaves no leg behind.
func FuzzGraphBodies(f *testing.F) {
	a := newArena(f)
	add := func(body string) { f.Add(every, "application/json", body) }
	seeds(f, add, "../meta/testdata/client/*.json", "../meta/testdata/calls/*.json", "../meta/testdata/messages/*.json", "../meta/testdata/settings/*.json")
	for _, body := range []string{
		connectBody(ana, offerSDP), connectBody(bruno, offerSDP), requestBody(ana, "?"),
		acceptBody("pre_accept", oneCall, answerSDP), acceptBody("accept", oneCall, answerSDP), acceptBody("accept", "wacid.x", answerSDP),
		`{"messaging_product":"whatsapp","call_id":"` + oneCall + `","action":"reject"}`,
		`{"messaging_product":"whatsapp","call_id":"` + oneCall + `","action":"terminate"}`,
		`{"calling":{"status":"ENABLED","call_hours":{"status":"ENABLED","timezone_id":"UTC","weekly_operating_hours":[{}]}}}`,
		`{"calling":{"voicemail":{"status":"ENABLED","triggers":["REJECT",7],"audio":{"default":{"announcement_media_id":1e99}}}}}`,
		`{"messaging_product":"whatsapp","status":"read","message_id":"x"}`, `[]`, `null`, `{"to":1e400}`, ``,
	} {
		add(body)
	}
	f.Add(every, "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"messaging_product\"\r\n\r\nwhatsapp\r\n"+
		"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.ogg\"\r\nContent-Type: audio/ogg\r\n\r\nOggS\r\n--x--\r\n")
	f.Add(every, "application/x-www-form-urlencoded", "object=whatsapp_business_account&fields=calls&callback_url=&verify_token=x")
	f.Fuzz(func(t *testing.T, edge byte, kind, body string) {
		for _, route := range chosen(a.graph, edge) {
			if strings.HasSuffix(route, "/subscriptions") && strings.Contains(body, "callback_url") && strings.Contains(body, "://") {
				continue // it would knock there
			}
			a.round(t)
			status, answer := a.ask(t, route, body, kind)
			if status == http.StatusOK {
				a.tidy(t, route)
				continue
			}
			e, _ := answer["error"].(map[string]any)
			message, _ := e["message"].(string)
			code, whole := e["code"].(float64)
			if e["type"] == "" || e["type"] == nil || message == "" || e["fbtrace_id"] == "" || e["fbtrace_id"] == nil || !whole || status < 400 {
				t.Fatalf("%s: %d %v is not an error of Meta's", route, status, answer)
			}
			if status >= 500 && code != 138004 && code != 138007 { // its own word for what the relay cannot connect
				t.Fatalf("%s: %d %v", route, status, answer)
			}
			a.tidy(t, route)
		}
	})
}

// Whatever is posted to the control plane is answered with JSON, a refusal with problem details that say what is wrong.
func FuzzControlBodies(f *testing.F) {
	a := newArena(f)
	add := func(body string) { f.Add(every, body, ana, oneCall) }
	seeds(f, add, "testdata/control-*.json")
	for _, body := range []string{
		`{"wa_id":"5511999990009","name":"x","behaviour":"answer","answer_after_ms":1,"sound":"tone"}`, `{"text":"oi"}`,
		`{"response":"accept","permanent":true}`, `{"message_id":"wamid.x"}`, `{"cta_payload":"p","deeplink_payload":"q","companion":true}`,
		`{"advance_seconds":604801}`, `{"set_unix":1}`, `{"messaging_limit":250,"country":"US","quality":"low","restrictions":[{}]}`,
		`{"drop":1,"double":2,"lose":[{"user":"x","event":"y"}],"graph_errors":0}`, `{"sdp":` + quoted(offerSDP) + `}`, `{"digits":"12#"}`,
		`{"all":true}`, `[]`, `null`, `{} {}`, ``,
	} {
		add(body)
	}
	f.Add(every, `{}`, "../../x", "%2e%2e")
	f.Fuzz(func(t *testing.T, edge byte, body, user, call string) {
		for _, route := range chosen(a.plane, edge) {
			a.round(t)
			if call == oneCall {
				call = a.ring
			}
			filled := strings.NewReplacer("{wacid}", path(call), "{id}", path(user)).Replace(route)
			if strings.Contains(filled, "//") || strings.Contains(filled, "/./") || strings.Contains(filled, "/../") || strings.HasSuffix(filled, "/.") {
				continue // the mux redirects these
			}
			status, answer := a.ask(t, filled, body, "application/json")
			if status != http.StatusOK {
				detail, _ := answer["detail"].(string)
				if status >= 500 || detail == "" || answer["status"] != float64(status) || answer["title"] != http.StatusText(status) {
					t.Fatalf("%s: %d %v is no problem that says what is wrong", filled, status, answer)
				}
			}
			a.tidy(t, fmt.Sprintf("%s %.80q", filled, body))
		}
	})
}
