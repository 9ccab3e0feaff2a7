// Command bench measures the figures that Ramal promises: it builds the server, runs it as a process of its own on
// loopback, puts bounded load on it, and writes what it measured as JSON and as the table of docs/performance.md.
//
// It does not check that the server is right, as the tests do: it fails only where something could not be measured. A
// figure that misses its target is reported as missed. It needs no account at Meta and speaks to nothing outside the
// machine.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// Where the results go, from the root of the repository.
const (
	jsonFile = "bench.json"
	document = "docs/performance.md"
)

// wholeRun bounds everything; each figure is bounded by itself too.
const wholeRun = 40 * time.Minute

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "bench:", err)
		}
		os.Exit(1) //nolint:gocritic // nothing is left for stop to do
	}
}

type options struct {
	only  []string
	quick bool
	json  bool
}

func parseOptions(args []string, errs io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(errs)
	only := flags.String("only", "", "comma-separated `names` of figures to measure: "+strings.Join(names(figures()), ", "))
	flags.BoolVar(&o.quick, "quick", false, "a few seconds for each figure, on small data: to see that it works, not to publish")
	flags.BoolVar(&o.json, "json", false, "print JSON on standard output and write no file")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("%q is not understood: only options are", flags.Arg(0))
	}
	if *only != "" {
		o.only = strings.Split(*only, ",")
	}
	return o, nil
}

func run(ctx context.Context, args []string, out, errs io.Writer) error {
	o, err := parseOptions(args, errs)
	if err != nil {
		return err
	}
	chosen, err := choose(figures(), o.only)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, wholeRun)
	defer cancel()
	l, err := openLab(ctx, o.quick, errs)
	if err != nil {
		return err
	}
	defer l.close()
	report := l.measure(ctx, chosen)
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("stopped before the end, and nothing is written: %w", err)
	}

	if o.json {
		err = encode(out, report)
	} else {
		err = l.publish(report, out)
	}
	return errors.Join(err, report.problems())
}

func encode(w io.Writer, r report) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(r)
}

// publish writes the JSON file and the document. Figures that were not measured this time stay as they were.
func (l *lab) publish(r report, out io.Writer) error {
	if _, err := fmt.Fprint(out, r.text()); err != nil {
		return err
	}
	if r.Quick {
		_, err := fmt.Fprintln(out, "\nNothing is written: a quick look is not for publishing.")
		return err
	}
	var earlier report
	if raw, err := os.ReadFile(filepath.Join(l.root, jsonFile)); err == nil && json.Unmarshal(raw, &earlier) == nil && !earlier.Quick {
		r = r.over(earlier)
	}
	var b bytes.Buffer
	if err := encode(&b, r); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(l.root, jsonFile), b.Bytes(), 0o644); err != nil {
		return err
	}
	name := filepath.Join(l.root, document)
	before, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	after, err := between(string(before), r.markdown())
	if err != nil {
		return fmt.Errorf("%s: %w", document, err)
	}
	if err := os.WriteFile(name, []byte(after), 0o644); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "\nWritten to %s and %s.\n", jsonFile, document)
	return err
}
