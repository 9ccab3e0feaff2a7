// Command ramal turns a WhatsApp Business number into a team phone. `ramal demo` shows all of it on one machine; `ramal
// serve` is the server; `ramal sandbox` is Meta, pretended.
//
// It holds flags, wiring, start and stop, and the demo's data. It decides nothing about calls.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"ramal/internal/fault"
)

// commandLine is all that can be said to ramal.
type commandLine struct {
	Serve     serveCommand     `cmd:"" help:"Run the server: console, REST API, webhooks and audio."`
	Demo      demoCommand      `cmd:"" help:"Run the server and the sandbox together with demo data, on this machine only."`
	Sandbox   sandboxCommand   `cmd:"" help:"Run Meta, pretended: Graph API, webhooks, audio and WhatsApp phones."`
	User      userCommand      `cmd:"" help:"Add and list users, set passwords."`
	Workspace workspaceCommand `cmd:"" help:"Add and list workspaces, set their plans."`
	Migrate   migrateCommand   `cmd:"" help:"Bring the database to the newest form, or say where it is."`
	Version   versionCommand   `cmd:"" help:"Say which version this is."`
}

// terminal is where a command reads and writes.
type terminal struct {
	in       io.Reader
	out, err io.Writer
}

func main() { os.Exit(run(os.Args[1:], terminal{os.Stdin, os.Stdout, os.Stderr})) }

// exit is how kong ends the program from inside: after --help.
type exit int

// run carries out a command line and returns the exit code: 0 done, 1 failed, 2 a command line that makes no sense.
func run(args []string, t terminal) (code int) {
	defer func() {
		switch what := recover().(type) {
		case nil:
		case exit:
			code = int(what)
		default:
			panic(what)
		}
	}()
	var c commandLine
	parser, err := kong.New(&c,
		kong.Name("ramal"),
		kong.Description("WhatsApp calls for a team. Start with: ramal demo"),
		kong.Writers(t.out, t.err),
		kong.Exit(func(code int) { panic(exit(code)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.UsageOnError(),
	)
	if err != nil {
		panic(err) // the tags above are wrong
	}
	command, err := parser.Parse(args)
	if err != nil {
		say(t.err, "ramal: %v\n", err)
		say(t.err, "Try: ramal --help\n")
		return 2
	}
	ctx, stop := untilSignal()
	defer stop()
	command.BindTo(ctx, (*context.Context)(nil))
	command.Bind(t)
	err = command.Run()
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return 0 // stopped while it started, as asked
	}
	if err != nil {
		say(t.err, "ramal: %s\n", sentence(err))
		return 1
	}
	return 0
}

// untilSignal returns a context that ends with the first SIGINT or SIGTERM. The second ends the process at once.
func untilSignal() (context.Context, func()) {
	ctx, cancel := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	done := make(chan struct{})
	go func() {
		for {
			select {
			case <-done:
				return
			case <-signals:
				if ctx.Err() != nil {
					os.Exit(1)
				}
				cancel()
			}
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		close(done)
		cancel()
	}
}

// sentence says an error to a person: what happened, and the cause where there is one.
func sentence(err error) string {
	var f *fault.Error
	if errors.As(err, &f) && f.Err == nil {
		return f.Message
	}
	return strings.TrimSpace(err.Error())
}

// say writes for a person; a terminal that is gone does not matter.
func say(w io.Writer, format string, args ...any) { _, _ = fmt.Fprintf(w, format, args...) }
