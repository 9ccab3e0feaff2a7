// Package rules holds the rules of the house as tests: which package may import which, that each one says what it is and
// what it does not do, that files fit a sitting, that links in the documents lead somewhere, that every sentence of a fault is translated. It
// has no code of its own.
package rules

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// allowed says what of ours each package may import. Who is not in it may import all: that is only cmd.
var allowed = map[string][]string{
	"internal/fault":   {},
	"internal/org":     {"internal/fault"},
	"internal/desk":    {"internal/fault", "internal/org"},
	"internal/call":    {"internal/fault", "internal/org", "internal/desk"},
	"internal/meta":    {},
	"internal/sandbox": {"internal/meta"},
	"internal/media":   {"internal/fault"},
	"internal/rates":   {},
	"internal/sheet":   {"internal/fault"},
	"internal/store":   {"internal/fault", "internal/org", "internal/desk", "internal/call", "internal/meta", "internal/rates"},
	"internal/bus":     {"internal/fault"},
	"internal/auth":    {"internal/fault"},
	"internal/center":  {"internal/fault", "internal/org", "internal/desk", "internal/call", "internal/meta", "internal/rates", "internal/sheet"},
	"internal/i18n":    {"internal/fault"},
	"internal/web":     {},
	"internal/api":     {"internal/fault", "internal/org", "internal/desk", "internal/call", "internal/meta", "internal/rates", "internal/sheet", "internal/center", "internal/i18n"},
	"internal/rules":   {},
}

// pure packages import the standard library and each other only.
var pure = []string{"internal/fault", "internal/org", "internal/desk", "internal/call", "internal/meta", "internal/rates"}

type pkg struct {
	ImportPath string
	Doc        string
	Imports    []string
}

func packages(t *testing.T) []pkg {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Doc,Imports", "ramal/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []pkg
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var p pkg
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	if len(all) < 10 {
		t.Fatalf("go list found only %d packages", len(all))
	}
	return all
}

func TestImportsPointOneWay(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, "ramal/")
		may, restricted := allowed[name]
		if !restricted {
			if !strings.HasPrefix(name, "cmd/") && !strings.HasPrefix(name, "internal/bench") && !isPartOf(name) {
				t.Errorf("%s stands in no rule: add it to allowed", name)
			}
			continue
		}
		for _, i := range p.Imports {
			ours, is := strings.CutPrefix(i, "ramal/")
			if is && !slices.Contains(may, ours) && !strings.HasPrefix(ours, name+"/") {
				t.Errorf("%s must not import %s", name, ours)
			}
			if !is && slices.Contains(pure, name) && strings.Contains(strings.Split(i, "/")[0], ".") {
				t.Errorf("%s is pure and must not import %s", name, i)
			}
		}
	}
}

// isPartOf reports whether a package is inside one that has a rule, such as a test suite.
func isPartOf(name string) bool {
	for parent := range allowed {
		if strings.HasPrefix(name, parent+"/") {
			return true
		}
	}
	return false
}

func TestEveryPackageSaysWhatItIsAndWhatItDoesNot(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, "ramal/")
		if name == "internal/rules" {
			continue // it has only tests, and go list shows no comment of those
		}
		if p.Doc == "" {
			t.Errorf("%s has no package comment", name)
		}
	}
}
