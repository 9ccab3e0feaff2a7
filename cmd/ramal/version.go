package main

import (
	"fmt"
	"io"
	"log/slog"
	"runtime/debug"
)

// openLog makes the log: lines of key=value from a level on.
func openLog(w io.Writer, level slog.Level) *slog.Logger {
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: level}))
}

type versionCommand struct{}

// Run says the version.
func (versionCommand) Run(t terminal) error {
	_, err := fmt.Fprintln(t.out, "ramal", version())
	return err
}

// version is what the Go tool wrote into the binary: the module's version, and the commit it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v := info.Main.Version
	if v == "" || v == "(devel)" {
		v = "devel"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && v == "devel" {
			v += "-" + s.Value[:min(12, len(s.Value))]
		}
	}
	return v
}
