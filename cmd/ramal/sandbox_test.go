package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"syscall"
	"testing"

	"ramal/internal/sandbox"
)

func TestTheSandboxTellsAScriptAllThatItNeeds(t *testing.T) {
	for name, media := range map[string]bool{"with media": true, "without": false} {
		t.Run(name, func(t *testing.T) {
			args := []string{"sandbox", "--listen", "127.0.0.1:0", "--print-json"}
			if !media {
				args = append(args, "--no-media")
			}
			p := start(t, t.TempDir(), args...)
			if !p.lines.Scan() {
				t.Fatalf("it ended: %s", p.stderr)
			}
			var f sandboxFacts
			must(t, json.Unmarshal(p.lines.Bytes(), &f))
			if status, body := get(t, f.Graph+"/"+f.PhoneNumberID+"?access_token="+f.Token); status != http.StatusOK || !strings.Contains(body, f.PhoneNumberID) {
				t.Errorf("the number at Graph: %d %s", status, body)
			}
			if status, _ := get(t, f.Docs); status != http.StatusOK {
				t.Errorf("docs: %d", status)
			}
			for _, m := range sandbox.MagicUsers() {
				if status, _ := get(t, f.Sandbox+"/sandbox/users/"+m.WaID); status != http.StatusOK || f.MagicUsers[m.WaID] != m.Does {
					t.Errorf("%s: %d, said to do %q", m.WaID, status, f.MagicUsers[m.WaID])
				}
			}
			if (f.Media != "") != media {
				t.Errorf("media address %q", f.Media)
			}
			for name, value := range map[string]string{
				"WABA": f.WABAID, "app": f.AppID, "secret": f.AppSecret, "verify token": f.VerifyToken, "number": f.BusinessNumber,
			} {
				if value == "" {
					t.Errorf("no %s", name)
				}
			}
			if code := p.stop(syscall.SIGTERM); code != 0 {
				t.Errorf("exit code %d\n%s", code, p.stderr)
			}
		})
	}
}

func TestTheSandboxTellsAPersonWhereEverythingIs(t *testing.T) {
	p := start(t, t.TempDir(), "sandbox", "--listen", "127.0.0.1:0", "--media-listen", "127.0.0.1:0", "--profile", "doc")
	last := sandbox.MagicUsers()[len(sandbox.MagicUsers())-1].WaID
	var said strings.Builder
	for p.lines.Scan() {
		said.WriteString(p.lines.Text() + "\n")
		if strings.Contains(p.lines.Text(), last) {
			break
		}
	}
	for _, want := range []string{
		"/sandbox/docs", "docs/sandbox.md", sandbox.Token, sandbox.AppSecret, sandbox.VerifyToken, sandbox.BusinessNumber, "/sandbox/webhook -d", "UDP 127.0.0.1:",
		"5511900000001    Answers",
	} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("it does not say %q:\n%s", want, said.String())
		}
	}
	if code := p.stop(syscall.SIGTERM); code != 0 {
		t.Errorf("exit code %d\n%s", code, p.stderr)
	}
}
