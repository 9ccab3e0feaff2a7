package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"ramal/internal/fault"
	"ramal/internal/sandbox"
	"ramal/internal/web"
)

type demoCommand struct {
	Listen             string     `help:"HTTP address of the console." env:"RAMAL_LISTEN" default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
	SandboxListen      string     `help:"HTTP address of the phones." env:"RAMAL_SANDBOX_LISTEN" default:"127.0.0.1:8090" placeholder:"HOST:PORT"`
	MediaListen        string     `help:"UDP address of the server's audio; port 0 takes a free one." env:"RAMAL_MEDIA_LISTEN" default:"127.0.0.1:0" placeholder:"HOST:PORT"`
	SandboxMediaListen string     `help:"UDP address of the phones' audio; port 0 takes a free one." env:"RAMAL_SANDBOX_MEDIA_LISTEN" default:"127.0.0.1:0" placeholder:"HOST:PORT"`
	Data               string     `help:"Folder for everything that the demo keeps." env:"RAMAL_DEMO_DATA" default:"data/demo" type:"path" placeholder:"DIR"`
	LogLevel           slog.Level `help:"Least important log lines to write: debug, info, warn or error." env:"RAMAL_LOG_LEVEL" default:"warn" placeholder:"LEVEL"`
	Bare               bool       `help:"Begin with a few people and two services only, instead of two weeks of work."`
	PrintJSON          bool       `name:"print-json" help:"Print one line of JSON with the addresses when ready, for scripts."`
}

// Run shows all of Ramal until a signal.
func (c demoCommand) Run(ctx context.Context, t terminal) error {
	log := openLog(t.err, c.LogLevel)
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return fault.New(fault.Unavailable, "The data folder %s cannot be made.", c.Data).Wrap(err)
	}
	// The sandbox is there before the server, which may have calls to end at it, and still there after it.
	var people []byte
	if !c.Bare {
		var err error
		if people, err = pastPeople(); err != nil {
			return err
		}
	}
	box, err := sandbox.Start(sandbox.Options{
		Listen: c.SandboxListen, MediaListen: c.SandboxMediaListen, DataDir: filepath.Join(c.Data, "sandbox"), Seed: people,
		Log: log.With(slog.String("part", "sandbox")),
	})
	if err != nil {
		return portFault(err, place{c.SandboxListen, "--sandbox-listen"}, place{c.SandboxMediaListen, "--sandbox-media-listen"})
	}
	err = c.serve(ctx, t, box, log)
	return errors.Join(err, box.Close())
}

func (c demoCommand) serve(ctx context.Context, t terminal, box *sandbox.Server, log *slog.Logger) error {
	s, err := openServer(ctx, serverOptions{
		databaseFlags: databaseFlags{Data: c.Data}, listen: c.Listen, mediaListen: c.MediaListen, node: defaultNode, log: log,
		privateGraph: true,            // the sandbox is on this machine
		now:          box.Clock().Now, // the sandbox's clock can be moved, to see permissions and windows end
	})
	if err != nil {
		return err
	}
	w, err := seed(ctx, s.store, box.URL())
	if err != nil {
		s.close()
		return err
	}
	return s.run(ctx, func(ctx context.Context) error {
		if err := w.connect(ctx, s, box, !c.Bare); err != nil {
			return err
		}
		if c.PrintJSON {
			return printJSON(t.out, addresses{Console: s.url(), Sandbox: box.URL()})
		}
		c.welcome(t.out, s.url(), box.URL())
		return nil
	})
}

// welcome says where everything is.
func (c demoCommand) welcome(w io.Writer, console, phones string) {
	say(w, "\nRamal runs. Open both in a browser, side by side, and call from one to the other:\n\n")
	say(w, "  Console   %-24s  where a team works\n", console)
	say(w, "  Phones    %-24s  the WhatsApp of the people outside\n\n", phones)
	for i, p := range team {
		head := "         "
		if i == 0 {
			head = "Sign in  "
		}
		say(w, "  %s %-20s  %s  %s\n", head, p.email, demoPassword, p.role)
	}
	if _, err := fs.Stat(web.Files(), "index.html"); err != nil {
		say(w, "\nThe console's pages are not in this binary. Stop with Ctrl+C and run: make run\n")
	}
	say(w, "\nStop with Ctrl+C. What you did is kept in %s.\n\n", shortPath(c.Data))
}

// shortPath is a path as seen from here, where that is shorter.
func shortPath(path string) string {
	here, err := os.Getwd()
	if err != nil {
		return path
	}
	if short, err := filepath.Rel(here, path); err == nil && len(short) < len(path) {
		return short
	}
	return path
}
