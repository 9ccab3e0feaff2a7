package sandbox

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The page for developers, docs/sandbox.md, and its examples: what it says has to work.

func documentation(t *testing.T) string {
	t.Helper()
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "sandbox.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

// step is a block of shell, and the answer that the page shows below it, if it does.
type step struct{ shell, answer string }

var fenced = regexp.MustCompile("(?s)```(sh|json)\n(.*?)```\n")

func steps(page string) (all []step) {
	end := -1
	for _, m := range fenced.FindAllStringSubmatchIndex(page, -1) {
		language, text := page[m[2]:m[3]], page[m[4]:m[5]]
		switch {
		case language == "sh":
			all = append(all, step{shell: text})
		case end == m[0]: // an answer follows its question at once
			all[len(all)-1].answer = text
		}
		end = m[1]
	}
	return all
}

// between separates what the steps print.
const between = "\x1e"

func TestTheTourOfTheDocumentsWorks(t *testing.T) {
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skip("curl is not installed: the tour of docs/sandbox.md is not run")
	}
	r := bare(t, Options{NoMedia: true})
	tour := steps(documentation(t))
	if len(tour) < 10 {
		t.Fatalf("only %d steps were found in docs/sandbox.md", len(tour))
	}
	failed := filepath.Join(t.TempDir(), "failed")
	script := "set -eu\ncurl() { command curl -S \"$@\" || echo \"curl $*\" >>" + failed + "; }\n"
	for _, s := range tour {
		script += s.shell + "printf '" + between + "'\n"
	}
	script = strings.NewReplacer("http://127.0.0.1:8090", r.s.URL(), "http://127.0.0.1:3000", r.hook.URL).Replace(script)
	cmd := exec.CommandContext(t.Context(), "sh", "-c", script)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s\n%s", err, stderr.Bytes(), out)
	}
	if what, err := os.ReadFile(failed); err == nil {
		t.Errorf("failed: %s", what)
	}
	printed := strings.Split(string(out), between)
	for i, s := range tour {
		for _, refusal := range []string{`"error":{`, `"detail":`} {
			if strings.Contains(printed[i], refusal) {
				t.Errorf("a step was refused\n%s%s", s.shell, printed[i])
			}
		}
		if s.answer != "" {
			lastAnswer(t, s, printed[i])
		}
	}
	for _, want := range []string{"connect", "RINGING", "ACCEPTED", "REJECTED", "terminate", "call_permission_reply"} {
		if !r.received(want) {
			t.Errorf("the webhook of the tour got no %s", want)
		}
	}
}

// received says whether a webhook with these words came.
func (r *rig) received(words string) bool {
	r.s.courier.wait()
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, w := range r.all {
		if bytes.Contains(w.Raw, []byte(words)) {
			return true
		}
	}
	return false
}

// lastAnswer compares the last JSON that a step printed with what the page shows: everything shown has to be there, with
// the same words; numbers may differ.
func lastAnswer(t *testing.T, s step, printed string) {
	t.Helper()
	var shown, got any
	if err := json.Unmarshal([]byte(s.answer), &shown); err != nil {
		t.Fatalf("%v\n%s", err, s.answer)
	}
	for d := json.NewDecoder(strings.NewReader(printed)); d.More(); {
		got = nil
		if err := d.Decode(&got); err != nil {
			t.Fatalf("%v\n%s", err, printed)
		}
	}
	if where := differs(shown, got, ""); where != "" {
		t.Errorf("the page shows another answer at %s\n%s%s\ngot %s", where, s.shell, s.answer, printed)
	}
}

// differs names the first place where shown is not part of got.
func differs(shown, got any, at string) string {
	switch shown := shown.(type) {
	case map[string]any:
		g, ok := got.(map[string]any)
		for k, v := range shown {
			if _, there := g[k]; !ok || !there {
				return at + "." + k
			}
			if where := differs(v, g[k], at+"."+k); where != "" {
				return where
			}
		}
	case []any:
		g, ok := got.([]any)
		if !ok || len(g) != len(shown) {
			return at
		}
		for i, v := range shown {
			if where := differs(v, g[i], at+"["+itoa(i)+"]"); where != "" {
				return where
			}
		}
	case float64:
		if _, ok := got.(float64); !ok {
			return at
		}
	default:
		if got != shown {
			return at
		}
	}
	return ""
}

// section is the part of the page under a heading of the second level.
func section(t *testing.T, heading string) string {
	t.Helper()
	_, rest, found := strings.Cut(documentation(t), "\n## "+heading+"\n")
	if !found {
		t.Fatalf("docs/sandbox.md has no section %s", heading)
	}
	text, _, _ := strings.Cut(rest, "\n## ")
	return text
}

func TestTheDocumentsNameWhatThereIs(t *testing.T) {
	rows := func(heading string) map[string]bool {
		found := map[string]bool{}
		for _, m := range regexp.MustCompile("(?m)^\\| (`[^|]+) \\|").FindAllStringSubmatch(section(t, heading), -1) {
			for _, name := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(m[1], -1) {
				found[name[1]] = true
			}
		}
		return found
	}
	same := func(heading string, want []string) {
		t.Helper()
		listed := rows(heading)
		for _, name := range want {
			if !listed[name] {
				t.Errorf("%s: %s is not in the table", heading, name)
			}
			delete(listed, name)
		}
		for name := range listed {
			t.Errorf("%s: %s is in the table, and is not there", heading, name)
		}
	}
	var graph []string
	for route := range new(Server).edges() {
		method, path, _ := strings.Cut(route, " ")
		path = strings.NewReplacer("{number}", "{phone-number-id}", "}", "-id}").Replace(path)
		graph = append(graph, method+" /"+strings.ReplaceAll(path, "-id-id", "-id"))
	}
	same("Graph endpoints", graph)

	var who []string
	for _, m := range MagicUsers() {
		who = append(who, m.WaID)
	}
	same("Magic users", who)

	raw, err := json.Marshal(newFaults())
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]any
	if err := json.Unmarshal(raw, &fields); err != nil {
		t.Fatal(err)
	}
	names := []string{"lose"} // empty, so left out
	for name := range fields {
		names = append(names, name)
	}
	same("Faults and quirks", names)

	page := section(t, "Webhooks")
	for _, field := range webhookFields {
		if !strings.Contains(page, "`"+field+"`") {
			t.Errorf("Webhooks: the field %s is not named", field)
		}
	}
	for _, value := range []string{PhoneNumberID, WABAID, AppID, Token, AppSecret, VerifyToken, BusinessNumber, ana, bruno} {
		if !strings.Contains(section(t, "Start"), "`"+value+"`") {
			t.Errorf("Start: %s is not named", value)
		}
	}
}
