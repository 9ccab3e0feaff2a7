package rules

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const root = "../.."

// longest is the most lines that a source file may have. One that grows past it has more than one subject.
const longest = 800

// skipped are folders with nothing of ours.
var skipped = []string{".git", "node_modules", "dist", "data", "bin", "testdata"}

// walk calls fn for each file of the tree whose name ends as given.
func walk(t *testing.T, fn func(path string, content []byte), endings ...string) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && slices.Contains(skipped, d.Name()) {
			return filepath.SkipDir
		}
		if d.IsDir() || !slices.Contains(endings, filepath.Ext(path)) {
			return nil
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		fn(path, content)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestFilesFitASitting(t *testing.T) {
	walk(t, func(path string, content []byte) {
		if strings.HasSuffix(path, "api/schema.ts") {
			return // generated
		}
		if n := bytes.Count(content, []byte("\n")); n > longest {
			t.Errorf("%s has %d lines; %d is the most", path, n, longest)
		}
	}, ".go", ".ts", ".tsx", ".js", ".css")
}

func TestNothingIsLeftForLater(t *testing.T) {
	later := regexp.MustCompile(`\b(TODO|FIXME|XXX)\b`)
	walk(t, func(path string, content []byte) {
		if strings.HasSuffix(path, "files_test.go") {
			return
		}
		if m := later.Find(content); m != nil {
			t.Errorf("%s: %s", path, m)
		}
	}, ".go", ".ts", ".tsx", ".js", ".css", ".sql")
}

func TestTestsDoNotSleep(t *testing.T) {
	sleep := regexp.MustCompile(`time\.Sleep\(|waitForTimeout\(`)
	walk(t, func(path string, content []byte) {
		if strings.HasSuffix(path, "files_test.go") || !regexp.MustCompile(`_test\.go$|\.test\.tsx?$|/e2e/`).MatchString(path) {
			return
		}
		if strings.HasSuffix(path, "bench_test.go") {
			return // there a pause is the span that is measured
		}
		if bytes.Contains(content, []byte("synctest.")) {
			return // there a sleep takes no time
		}
		if m := sleep.Find(content); m != nil {
			t.Errorf("%s waits with %s: wait for the thing itself", path, m)
		}
	}, ".go", ".ts", ".tsx")
}

func TestLinksInDocumentsLeadSomewhere(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#\s]+)(#[^)]*)?\)`)
	walk(t, func(path string, content []byte) {
		for _, m := range link.FindAllSubmatch(content, -1) {
			target := string(m[1])
			if strings.Contains(target, "://") || strings.HasPrefix(target, "mailto:") {
				continue
			}
			if _, err := os.Stat(filepath.Join(filepath.Dir(path), target)); err != nil {
				t.Errorf("%s links to %s, which is not there", path, target)
			}
		}
	}, ".md")
}
