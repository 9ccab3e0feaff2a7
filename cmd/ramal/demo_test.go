package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"strings"
	"syscall"
	"testing"
	"time"

	"ramal/internal/api"
	"ramal/internal/sandbox"
)

var demoPorts = append([]string{"--sandbox-listen", "127.0.0.1:0", "--sandbox-media-listen", "127.0.0.1:0"}, anyPorts...)

// operator is a signed-in browser, as far as these tests need one.
type operator struct {
	t    *testing.T
	url  string
	http *http.Client
}

func signIn(t *testing.T, url, email string) *operator {
	t.Helper()
	jar, err := cookiejar.New(nil)
	must(t, err)
	d := &operator{t: t, url: url, http: &http.Client{Jar: jar}}
	var me api.Me
	d.call(http.MethodPost, "/api/session", api.SignIn{Email: email, Password: demoPassword}, &me)
	if me.Workspace.Name != "Oficina Aurora" || !me.Can.Place || !me.Can.Contacts {
		t.Errorf("%s is %+v", email, me)
	}
	return d
}

func (d *operator) call(method, path string, body, into any) {
	d.t.Helper()
	raw, err := json.Marshal(body)
	must(d.t, err)
	r, err := http.NewRequestWithContext(d.t.Context(), method, d.url+path, bytes.NewReader(raw))
	must(d.t, err)
	r.Header.Set("Content-Type", "application/json")
	answer, err := d.http.Do(r)
	must(d.t, err)
	defer answer.Body.Close()
	if answer.StatusCode >= 300 {
		d.t.Fatalf("%s %s: %d", method, path, answer.StatusCode)
	}
	must(d.t, json.NewDecoder(answer.Body).Decode(into))
}

func TestBareDemoBeginsWithLittleAndKeepsWhatWasDone(t *testing.T) {
	dir := t.TempDir()
	p := start(t, dir, append([]string{"demo", "--bare", "--data", "d"}, demoPorts...)...)
	a := p.ready()
	for _, who := range team {
		signIn(t, a.Console, who.email)
	}
	paula := signIn(t, a.Console, team[0].email)

	var accounts api.AccountList
	paula.call(http.MethodGet, "/api/accounts", nil, &accounts)
	if len(accounts.Items) != 1 || !accounts.Items[0].CallingEnabled || !accounts.Items[0].Operator || accounts.Items[0].Phone != "551140028922" {
		t.Errorf("accounts %+v", accounts.Items)
	}
	var before, after api.ConversationPage
	paula.call(http.MethodGet, "/api/conversations", nil, &before)
	if len(before.Items) != 2 {
		t.Fatalf("services %+v, want those of Bruno and Carla", before.Items)
	}
	bruno, carla := before.Items[0], before.Items[1]
	if bruno.Contact.DisplayName != "Bruno Lima" || bruno.State != "waiting" || bruno.Unread != 2 || bruno.Preview == "" {
		t.Errorf("Bruno's service is %+v", bruno)
	}
	if carla.Contact.DisplayName != "Carla Dias" || carla.Attendant == nil || carla.Attendant.Name != "Paula Reis" || !strings.HasPrefix(carla.Preview, "Oi, Carla!") {
		t.Errorf("Carla's service is %+v", carla)
	}
	for _, c := range []struct {
		contact string
		allowed bool
		state   string
	}{{carla.Contact.ID, true, "temporary"}, {bruno.Contact.ID, false, "none"}} {
		var action api.CallAction
		paula.call(http.MethodGet, "/api/call-action?contactId="+c.contact, nil, &action)
		if action.Call.Allowed != c.allowed || action.Authorization.State != c.state {
			t.Errorf("call action %+v, want %+v", action, c)
		}
	}
	var contacts api.ContactPage
	paula.call(http.MethodGet, "/api/contacts", nil, &contacts)
	if len(contacts.Items) != 8 {
		t.Errorf("%d contacts, want 8", len(contacts.Items))
	}
	if code := p.stop(syscall.SIGTERM); code != 0 {
		t.Fatalf("exit code %d, want 0\n%s", code, p.stderr)
	}

	// Again, on other ports: nothing is seeded twice, and the two sides find each other.
	p = start(t, dir, append([]string{"demo", "--bare", "--data", "d"}, demoPorts...)...)
	a = p.ready()
	paula = signIn(t, a.Console, team[0].email)
	paula.call(http.MethodGet, "/api/conversations", nil, &after)
	if len(after.Items) != 2 || after.Items[0].ID != bruno.ID || after.Items[0].Version != bruno.Version {
		t.Errorf("after a new start the services are %+v", after.Items)
	}
	must(t, phones{a.Sandbox}.post(t.Context(), "5511999990001", "messages", map[string]string{"text": "Oi, é a Ana"}))
	paula.await("/api/conversations?search=ana", func(page api.ConversationPage) bool {
		return len(page.Items) == 1 && page.Items[0].Preview == "Oi, é a Ana"
	})
	if code := p.stop(syscall.SIGTERM); code != 0 {
		t.Errorf("exit code %d, want 0\n%s", code, p.stderr)
	}
}

// What the past says of a person is what their phone says.
func TestDemoHasAPast(t *testing.T) {
	dir := t.TempDir()
	seen := 0
	for _, when := range []string{"at first", "after a new start"} {
		p := start(t, dir, append([]string{"demo", "--data", "d"}, demoPorts...)...)
		a := p.ready()
		paula := signIn(t, a.Console, team[0].email)
		signIn(t, a.Console, colleagues[0].email)
		states := map[string]int{}
		var services api.ConversationPage
		paula.call(http.MethodGet, "/api/conversations?limit=200", nil, &services)
		for _, v := range services.Items {
			states[v.State]++
		}
		if states["waiting"] < 3 || states["in_service"] < 5 || states["closed"] < 5 || len(services.Items) != len(talks)+2 {
			t.Errorf("%s: services %v", when, states)
		}
		var calls api.CallPage
		paula.call(http.MethodGet, "/api/calls?limit=200", nil, &calls)
		outcomes := map[string]int{}
		for _, k := range calls.Items {
			outcomes[k.Outcome]++
		}
		if outcomes["completed"] < 5 || outcomes["missed"] == 0 || outcomes["declined"] == 0 || outcomes["unanswered"] == 0 {
			t.Errorf("%s: calls %v", when, outcomes)
		}
		if seen == 0 {
			seen = len(calls.Items)
		} else if len(calls.Items) != seen {
			t.Errorf("%s: %d calls, and %d before", when, len(calls.Items), seen)
		}
		admin := signIn(t, a.Console, team[2].email)
		for _, k := range acquaintances {
			var found api.ContactPage
			admin.call(http.MethodGet, "/api/contacts?search="+k.number(), nil, &found)
			if len(found.Items) != 1 {
				t.Fatalf("%s: %d contacts with %s", when, len(found.Items), k.number())
			}
			var action api.CallAction
			admin.call(http.MethodGet, "/api/call-action?contactId="+found.Items[0].ID, nil, &action)
			var phone struct {
				Permission struct{ Status string }
			}
			(&operator{t: t, url: a.Sandbox, http: http.DefaultClient}).call(http.MethodGet, "/sandbox/users/"+k.number(), nil, &phone)
			if allowed := k.allows != ""; action.Call.Allowed != allowed || (phone.Permission.Status != "none") != allowed {
				t.Errorf("%s: %s may be called: %v here, %s on the phone; want %q", when, k.name, action.Call.Allowed, phone.Permission.Status, k.allows)
			}
		}
		if code := p.stop(syscall.SIGTERM); code != 0 {
			t.Fatalf("exit code %d, want 0\n%s", code, p.stderr)
		}
	}
}

// Webhooks are late, twice and out of order as they like; what Meta answers when it is asked then comes before what it tells.
func TestDemoWaitsForWebhooksThatAreLate(t *testing.T) {
	for name, faults := range map[string]string{
		"late":         `{"delay_ms":150}`,
		"late, twice":  `{"delay_ms":150,"double":100}`,
		"out of order": `{"reorder":3}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			box, err := sandbox.Start(sandbox.Options{Listen: "127.0.0.1:0", MediaListen: "127.0.0.1:0", DataDir: dir + "/sandbox"})
			must(t, err)
			t.Cleanup(func() { must(t, box.Close()) })
			answer, err := http.Post(box.URL()+"/sandbox/faults", "application/json", strings.NewReader(faults))
			must(t, err)
			must(t, answer.Body.Close())

			ctx, cancel := context.WithTimeout(t.Context(), patience)
			out, in := io.Pipe()
			ended := make(chan error, 1)
			go func() {
				c := demoCommand{Listen: "127.0.0.1:0", MediaListen: "127.0.0.1:0", Data: dir, PrintJSON: true, Bare: true}
				err := c.serve(ctx, terminal{out: in, err: io.Discard}, box, slog.New(slog.DiscardHandler))
				_ = in.CloseWithError(cmp.Or(err, io.EOF)) // what is read after the end
				ended <- err
			}()
			var a addresses
			must(t, json.NewDecoder(out).Decode(&a))
			paula := signIn(t, a.Console, team[0].email)
			var services api.ConversationPage
			paula.call(http.MethodGet, "/api/conversations?search=carla", nil, &services)
			if len(services.Items) != 1 || services.Items[0].State != "in_service" || !strings.HasPrefix(services.Items[0].Preview, "Oi, Carla!") {
				t.Errorf("Carla's service is %+v", services.Items)
			}
			cancel()
			must(t, <-ended)
		})
	}
}

// Whatever fails when the time of the demo's first life is over, the machine is what is to blame.
func TestDemoBlamesTheMachineForALifeThatIsTooLong(t *testing.T) {
	over, cancel := context.WithTimeout(t.Context(), 0)
	defer cancel()
	<-over.Done()
	inTime, stop := context.WithCancel(t.Context())
	stop() // Ctrl+C
	refused := errors.New("the sandbox refused messages")
	for _, c := range []struct {
		name string
		life context.Context
		err  error
		said string // of it, "" for the error as it was
	}{
		{"done in time", t.Context(), nil, ""},
		{"done at the last moment", over, nil, ""},
		{"refused", t.Context(), refused, ""},
		{"interrupted", inTime, context.Canceled, ""},
		{"too late", over, fmt.Errorf("post: %w", context.DeadlineExceeded), "This machine is too busy"},
	} {
		got := tooSlow(c.life, c.err)
		if !errors.Is(got, c.err) || c.said == "" && !errors.Is(c.err, got) || !strings.HasPrefix(fmt.Sprint(got), c.said) {
			t.Errorf("%s: %v, want %q over %v", c.name, got, c.said, c.err)
		}
	}
}

func TestDemoSaysWhereEverythingIs(t *testing.T) {
	args := append([]string{"demo", "--data", "d"}, demoPorts[:len(demoPorts)-1]...) // for people
	p := start(t, t.TempDir(), args...)
	var said strings.Builder
	for p.lines.Scan() {
		said.WriteString(p.lines.Text() + "\n")
		if strings.Contains(p.lines.Text(), "Stop with Ctrl+C. What you did is kept in d.") {
			break
		}
	}
	for _, part := range []string{"Console   http://127.0.0.1:", "Phones    http://127.0.0.1:", "paula@aurora.example", "diego@aurora.example", "admin@aurora.example", demoPassword} {
		if !strings.Contains(said.String(), part) {
			t.Errorf("it does not say %q:\n%s", part, &said)
		}
	}
	if code := p.stop(syscall.SIGINT); code != 0 {
		t.Errorf("exit code %d, want 0\n%s", code, p.stderr)
	}
}

// await reads again until there is what it waits for.
func (d *operator) await(path string, there func(api.ConversationPage) bool) {
	d.t.Helper()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for timeout := time.After(patience); ; {
		var page api.ConversationPage
		if d.call(http.MethodGet, path, nil, &page); there(page) {
			return
		}
		select {
		case <-look.C:
		case <-timeout:
			d.t.Fatalf("%s is still %+v", path, page.Items)
		}
	}
}
