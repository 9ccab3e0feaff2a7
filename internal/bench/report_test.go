package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func aReport() report {
	return report{
		At:      time.Date(2026, 11, 22, 18, 46, 0, 0, time.UTC),
		Machine: machine{CPU: "A Fast One", Cores: 2, RAM: 23.6, Kernel: "6.18", System: "linux/amd64", Go: "go1.26", Sync: 0.66},
		Figures: []result{
			{Name: "start", Title: "start of the server", Method: "Started once.", At: time.Date(2026, 11, 22, 18, 47, 0, 0, time.UTC), Load: 1.25, Measures: []measure{
				plain("ready, median", 210.4, "ms"), below("ready, worst", 1500, 1000, "ms"), atLeast("starts", 5, 5, "times"),
			}},
			{Name: "bridge", Title: "audio", Error: "no sound"},
		},
	}
}

func TestTheTableSaysTargetValueAndVerdict(t *testing.T) {
	got := aReport().markdown()
	for _, want := range []string{
		"Measured on 22 November 2026, 18:46 UTC, on one machine: A Fast One, 2 cores, 24 GB of memory, linux/amd64 6.18, go1.26, a disk that confirms 4 kB in 0.66 ms.",
		"| start of the server: ready, worst | < 1,000 ms | 1,500 ms | **missed** |\n",
		"| start of the server: starts | ≥ 5 times | 5 times | met |\n",
		"### Start of the server\n\nStarted once.\n\nMeasured at 18:47 UTC on 22 November 2026, with a load average of 1.25 before.\n",
		"| ready, median | 210 ms |\n",
		"| audio | | | not measured |\n",
		"**Not measured** in this run: no sound.\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "start of the server: ready, median") {
		t.Error("a number without a target is among the targets")
	}
}

func TestATargetIsMetOrMissedAtItsLimit(t *testing.T) {
	for _, c := range []struct {
		m    measure
		want string
	}{
		{below("", 49.9, 50, "ms"), "met"},
		{below("", 50, 50, "ms"), "**missed**"},
		{atLeast("", 2000, 2000, "events/s"), "met"},
		{atLeast("", 1999, 2000, "events/s"), "**missed**"},
		{plain("", 1, "ms"), ""},
	} {
		if got := c.m.verdict(); got != c.want {
			t.Errorf("%v of %s is %q, not %q", c.m.Value, c.m.Target, got, c.want)
		}
	}
}

func TestTheTerminalShowsWhatWasNotMeasured(t *testing.T) {
	got := aReport().text()
	for _, want := range []string{"ready, worst: 1,500 ms (target < 1,000 ms, missed)", "audio\n  not measured: no sound"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if err := aReport().problems(); err == nil || err.Error() != "bridge: no sound" {
		t.Errorf("problems: %v", err)
	}
}

func TestOnlyWhatIsBetweenTheCommentsChanges(t *testing.T) {
	const head, tail = "# Performance\n\nWords.\n\n", "\n\nMore words.\n"
	got, err := between(head+beginMark+"\nold | table\n"+endMark+tail, "\nnew table\n")
	if err != nil {
		t.Fatal(err)
	}
	if want := head + beginMark + "\n\nnew table\n\n" + endMark + tail; got != want {
		t.Errorf("got\n%s\nnot\n%s", got, want)
	}
	again, err := between(got, "new table")
	if err != nil || again != got {
		t.Errorf("a second time it is %q (%v)", again, err)
	}
	for name, document := range map[string]string{"no comments": head + tail, "no end": beginMark, "wrong order": endMark + beginMark} {
		if _, err := between(document, "x"); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}

func TestFiguresAreChosenByNameInTheirOwnOrder(t *testing.T) {
	chosen, err := choose(figures(), []string{"console", "webhook"})
	if err != nil || strings.Join(names(chosen), " ") != "webhook console" {
		t.Errorf("chosen: %v (%v)", names(chosen), err)
	}
	if all, err := choose(figures(), nil); err != nil || len(all) != len(figures()) {
		t.Errorf("%d of all (%v)", len(all), err)
	}
	if _, err := choose(figures(), []string{"speed"}); err == nil {
		t.Error("a figure that does not exist was chosen")
	}
}

func TestEveryFigureHasAMethodAndANameOfItsOwn(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range figures() {
		if f.name == "" || f.title == "" || f.run == nil || !strings.HasSuffix(f.method, ".") || seen[f.name] {
			t.Errorf("%+v", f.name)
		}
		seen[f.name] = true
	}
}

func TestFiguresThatAreNotMeasuredAgainStay(t *testing.T) {
	earlier := report{Figures: []result{
		{Name: "webhook", Load: 1}, {Name: "bridge", Load: 1}, {Name: "gone", Load: 1}, {Name: "pages", Load: 1}, {Name: "call", Load: 1, Error: "old"},
	}}
	merged := report{Figures: []result{
		{Name: "start", Load: 2}, {Name: "bridge", Load: 2}, {Name: "pages", Load: 2, Error: "new"}, {Name: "call", Load: 2, Error: "new"},
	}}.over(earlier)
	var got []string
	for _, f := range merged.Figures {
		got = append(got, f.Name+" "+number(f.Load))
	}
	if want := "webhook 1, call 2, bridge 2, pages 1, start 2"; strings.Join(got, ", ") != want {
		t.Errorf("%v, not %s", got, want)
	}
}

func TestAQuickLookWritesNothing(t *testing.T) {
	l := aLab(t)
	l.root = t.TempDir()
	var out strings.Builder
	must(t, l.publish(report{Quick: true}, &out))
	if files, err := os.ReadDir(l.root); err != nil || len(files) > 0 || !strings.Contains(out.String(), "Nothing is written") {
		t.Errorf("files: %v (%v); it says %q", files, err, out.String())
	}
}

func TestAPublishedRunIsInBothFiles(t *testing.T) {
	l := aLab(t)
	l.root = t.TempDir()
	must(t, os.Mkdir(filepath.Join(l.root, "docs"), 0o700))
	name := filepath.Join(l.root, document)
	must(t, os.WriteFile(name, []byte("# Performance\n"+beginMark+endMark), 0o600))
	var out strings.Builder
	must(t, l.publish(aReport(), &out))
	must(t, l.publish(report{Figures: []result{{Name: "console", Title: "console"}}}, &out))
	for _, file := range []string{document, jsonFile} {
		raw, err := os.ReadFile(filepath.Join(l.root, file))
		must(t, err)
		if !strings.Contains(string(raw), "start of the server") || !strings.Contains(strings.ToLower(string(raw)), "console") {
			t.Errorf("%s: %s", file, raw)
		}
	}
}

func TestOptions(t *testing.T) {
	o, err := parseOptions([]string{"--quick", "--only", "start,console", "--json"}, t.Output())
	if err != nil || !o.quick || !o.json || strings.Join(o.only, " ") != "start console" {
		t.Errorf("%+v (%v)", o, err)
	}
	if _, err := parseOptions([]string{"start"}, t.Output()); err == nil {
		t.Error("a word that is no option was taken")
	}
	if _, err := parseOptions([]string{"--fast"}, t.Output()); err == nil {
		t.Error("an option that does not exist was taken")
	}
}
