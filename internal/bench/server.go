package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const (
	startLimit = time.Minute
	stopLimit  = 15 * time.Second
)

// server is a `ramal serve` of ours, or a `ramal sandbox`.
type server struct {
	url    string
	ready  time.Duration // from the start of the process until it said yes
	cmd    *exec.Cmd
	output *bytes.Buffer // read it after the end only
	ended  chan struct{}
}

// serve starts a server on a data folder and waits until it is ready. The database is the folder's SQLite file unless
// another one is named.
func (l *lab) serve(ctx context.Context, data, database string) (*server, error) {
	address, err := freePort()
	if err != nil {
		return nil, err
	}
	args := []string{"serve", "--listen", address, "--media-listen", "127.0.0.1:0", "--data", data, "--log-level", "warn", "--allow-private-graph"}
	if database != "" {
		args = append(args, "--database", database)
	}
	return l.launch(ctx, address, "/readyz", args...)
}

// sandbox starts a sandbox, whose world is in memory, and waits until it answers.
func (l *lab) sandbox(ctx context.Context) (*server, error) {
	address, err := freePort()
	if err != nil {
		return nil, err
	}
	return l.launch(ctx, address, "/sandbox/clock", "sandbox", "--listen", address, "--media-listen", "127.0.0.1:0", "--log-level", "warn")
}

// launch starts the program and waits until an address of it says yes.
func (l *lab) launch(ctx context.Context, address, yes string, args ...string) (*server, error) {
	s := &server{url: "http://" + address, output: &bytes.Buffer{}, ended: make(chan struct{})}
	s.cmd = exec.Command(l.binary, args...) //nolint:noctx // it is stopped in order, not killed with a context
	s.cmd.Stdout, s.cmd.Stderr = s.output, s.output
	s.cmd.Env = without(os.Environ(), "RAMAL_")
	begin := time.Now()
	if err := s.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start the server: %w", err)
	}
	go func() {
		_ = s.cmd.Wait() // stop looks at how it ended
		close(s.ended)
	}()
	if err := s.await(ctx, yes); err != nil {
		return nil, errors.Join(err, s.stop())
	}
	s.ready = time.Since(begin)
	return s, nil
}

// await asks every millisecond whether the server is ready.
func (s *server) await(ctx context.Context, yes string) error {
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	look := time.NewTicker(time.Millisecond)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return fmt.Errorf("the server did not become ready: %w", ctx.Err())
		case <-s.ended:
			return errors.New("the server ended while it started")
		case <-look.C:
		}
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+yes, http.NoBody)
		if err != nil {
			return err
		}
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			continue // the port is not open yet
		}
		res.Body.Close()
		if res.StatusCode == http.StatusOK {
			return nil
		}
	}
}

// stop ends the server in order, and by force when it takes too long. What it wrote to its log is part of the error.
func (s *server) stop() error {
	if err := s.cmd.Process.Signal(syscall.SIGINT); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	late := time.NewTimer(stopLimit)
	defer late.Stop()
	select {
	case <-s.ended:
	case <-late.C:
		return errors.Join(s.kill(), fmt.Errorf("the server did not stop within %s: %s", stopLimit, tail(s.output.String())))
	}
	if code := s.cmd.ProcessState.ExitCode(); code != 0 {
		return fmt.Errorf("the server ended with %d: %s", code, tail(s.output.String()))
	}
	return nil
}

// kill ends the server at once.
func (s *server) kill() error {
	if err := s.cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	<-s.ended
	return nil
}

// memory is the resident set of the server's process, in MB.
func (s *server) memory() (float64, error) {
	status := read(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if kb := kilobytes(field(status, "VmRSS")); kb > 0 {
		return kb / 1000 * 1.024, nil
	}
	out, err := exec.Command("ps", "-o", "rss=", "-p", fmt.Sprint(s.cmd.Process.Pid)).Output() //nolint:noctx // returns at once
	if err != nil {
		return 0, fmt.Errorf("ask for the server's memory: %w", err)
	}
	return kilobytes(string(out)) / 1000 * 1.024, nil
}

// processor is the time that the server's process has had of the processors, in seconds; 0 where the system does not say.
func (s *server) processor() float64 {
	return ticks(read(fmt.Sprintf("/proc/%d/stat", s.cmd.Process.Pid))) / 100
}

// ticks adds user and system time of /proc/PID/stat, in hundredths of a second (proc_pid_stat(5)).
func ticks(stat string) (sum float64) {
	_, rest, _ := strings.Cut(stat, ") ") // the program's name may hold anything, spaces too
	words := strings.Fields(rest)
	if len(words) < 13 {
		return 0
	}
	for _, w := range words[11:13] {
		if n, err := strconv.ParseFloat(w, 64); err == nil {
			sum += n
		}
	}
	return sum
}

// freePort finds an address on loopback that nobody listens on at the moment.
func freePort() (string, error) {
	port, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // returns at once
	if err != nil {
		return "", err
	}
	return port.Addr().String(), port.Close()
}

// without drops the variables that begin with a prefix: settings of whoever runs this are not what is measured.
func without(env []string, prefix string) (kept []string) {
	for _, v := range env {
		if !strings.HasPrefix(v, prefix) {
			kept = append(kept, v)
		}
	}
	return kept
}

// tail returns the last lines of a log.
func tail(s string) string {
	const most = 1000
	if len(s) > most {
		s = "…" + s[len(s)-most:]
	}
	return strings.TrimSpace(s)
}
