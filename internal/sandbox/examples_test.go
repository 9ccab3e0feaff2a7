package sandbox

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// patience is how long an example may take.
const patience = 30 * time.Second

// example is a program of docs/examples, ready to run against the sandbox, or the test is skipped for want of its language.
func (r *rig) example(language, name string, args ...string) *exec.Cmd {
	r.Helper()
	program, err := exec.LookPath(language)
	if err != nil {
		r.Skipf("%s is not installed: docs/examples/%s is not run", language, name)
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	r.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, program, append([]string{filepath.Join("..", "..", "docs", "examples", name)}, args...)...)
	cmd.Env = append(os.Environ(), "SANDBOX="+r.s.URL(), "PYTHONDONTWRITEBYTECODE=1")
	return cmd
}

func TestExamplesPlaceACallAndSayWhatHappens(t *testing.T) {
	answered := []string{"connect: an SDP answer of", "ringing", "accepted", "terminate: COMPLETED after"}
	declined := []string{"connect: an SDP answer of", "ringing", "rejected", "terminate: COMPLETED"}
	for _, c := range []struct {
		language, name, user string
		want                 []string
	}{
		{"node", "place-call.mjs", "", answered},
		{"node", "place-call.mjs", "5511900000002", declined},
		{"python3", "place_call.py", "", answered},
		{"python3", "place_call.py", "5511900000002", declined},
	} {
		t.Run(c.name+" "+c.user, func(t *testing.T) {
			t.Parallel()
			r := bare(t, Options{NoMedia: true})
			var args []string
			if c.user != "" {
				args = []string{c.user}
			}
			out, err := r.example(c.language, c.name, args...).CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			// The webhooks may overtake the answer to the request: that line has no place of its own.
			lines := regexp.MustCompile(`(?m)^calling \d+: wacid\.\S+\n`).ReplaceAllString(string(out), "")
			if len(lines) == len(out) {
				t.Errorf("it does not say the id of the call:\n%s", out)
			}
			got := strings.Split(strings.TrimSpace(lines), "\n")
			for i, want := range c.want {
				if len(got) != len(c.want) || !strings.HasPrefix(got[i], want) {
					t.Fatalf("it said\n%s\nwant lines that begin with %q", out, c.want)
				}
			}
		})
	}
}

func TestTheExampleThatTakesWebhooksTakesOnlySignedOnes(t *testing.T) {
	r := bare(t, Options{})
	cmd := r.example("node", "receive.mjs", "0")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	lines := bufio.NewScanner(out)
	next := func() string {
		if !lines.Scan() {
			t.Fatalf("it ended: %v", lines.Err())
		}
		return lines.Text()
	}
	url := strings.TrimPrefix(next(), "taking webhooks at ")

	r.post("/sandbox/webhook", `{"url":"`+url+`","verify_token":"another"}`).refused(502, "url")
	r.post("/sandbox/webhook", `{"url":"`+url+`","app_secret":"another"}`).ok()
	r.write(ana, "unsigned")
	if d := r.deliveries()[0]; d.Attempts[0].HTTPStatus != 401 {
		t.Errorf("a webhook with a wrong signature: %+v", d)
	}
	r.post("/sandbox/reset", "").ok()
	r.post("/sandbox/webhook", `{"url":"`+url+`"}`).ok()
	r.write(ana, "Olá / hello")
	if line := next(); !strings.HasPrefix(line, "messages text wamid.") || !strings.HasSuffix(line, " Olá / hello") {
		t.Errorf("it said %q", line)
	}
}
