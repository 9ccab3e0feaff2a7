package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// lab is where it is measured: the program under test and a folder on a real disk.
type lab struct {
	quick  bool
	root   string // of the repository
	dir    string // removed at the end
	binary string
	log    io.Writer
	big    *world // the large workspace, once somebody needed it
}

// openLab builds the server. The folder is in the repository and not among the system's temporary files, which may be in
// memory: figures of a database that never meets a disk mean nothing.
func openLab(ctx context.Context, quick bool, log io.Writer) (*lab, error) {
	out, err := exec.CommandContext(ctx, "go", "env", "GOMOD").Output()
	if err != nil {
		return nil, fmt.Errorf("find the repository: %w", err)
	}
	root := filepath.Dir(strings.TrimSpace(string(out)))
	if err := os.MkdirAll(filepath.Join(root, "data"), 0o700); err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(filepath.Join(root, "data"), "bench-")
	if err != nil {
		return nil, err
	}
	l := &lab{quick: quick, root: root, dir: dir, binary: filepath.Join(dir, "ramal"), log: log}
	build := exec.CommandContext(ctx, "go", "build", "-o", l.binary, "./cmd/ramal")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		l.close()
		return nil, fmt.Errorf("build the server: %w: %s", err, out)
	}
	return l, nil
}

func (l *lab) close() {
	if err := os.RemoveAll(l.dir); err != nil {
		l.say("%v", err)
	}
}

func (l *lab) say(format string, args ...any) {
	_, _ = fmt.Fprintf(l.log, format+"\n", args...) // a terminal that is gone needs no news
}

// folder makes a new folder below the lab's.
func (l *lab) folder() (string, error) { return os.MkdirTemp(l.dir, "") }

// pick returns the first of two in a quick run.
func pick[T any](l *lab, quick, whole T) T {
	if l.quick {
		return quick
	}
	return whole
}

// goTest runs benchmarks of a package and returns what they measured.
func (l *lab) goTest(ctx context.Context, pkg, pattern, length string) (map[string]metrics, error) {
	cmd := exec.CommandContext(ctx, "go", "test", "-run", "^$", "-bench", pattern, "-benchtime", length, "-timeout", "10m", pkg)
	cmd.Dir = l.root
	out, err := cmd.CombinedOutput()
	found := parseBenchmarks(string(out))
	if err == nil && len(found) == 0 {
		err = errors.New("no benchmark ran")
	}
	if err != nil {
		return nil, fmt.Errorf("go test %s: %w: %s", pkg, err, out)
	}
	return found, nil
}
