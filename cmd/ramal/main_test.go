package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"ramal": main}) }

func TestCommandLine(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
	})
}

// patience is how long a test waits for what has to come.
const patience = 30 * time.Second

// process is a running ramal.
type process struct {
	t      *testing.T
	cmd    *exec.Cmd
	lines  *bufio.Scanner
	stderr *bytes.Buffer
}

// start starts ramal in a folder of its own, or in dir.
func start(t *testing.T, dir string, args ...string) *process {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 4*patience)
	t.Cleanup(cancel)
	self, err := os.Executable()
	must(t, err)
	cmd := exec.CommandContext(ctx, self, args...)
	cmd.Args[0], cmd.Dir = "ramal", dir // testscript.Main runs main for this name
	p := &process{t: t, cmd: cmd, stderr: &bytes.Buffer{}}
	cmd.Stderr = p.stderr
	out, err := cmd.StdoutPipe()
	must(t, err)
	p.lines = bufio.NewScanner(out)
	must(t, cmd.Start())
	t.Cleanup(func() {
		if cmd.ProcessState == nil {
			_ = cmd.Process.Kill() // the test failed before it stopped it
			_ = cmd.Wait()
		}
	})
	return p
}

// ready waits for the line of JSON.
func (p *process) ready() addresses {
	p.t.Helper()
	var a addresses
	if !p.lines.Scan() {
		p.t.Fatalf("ended before it was ready: %v\n%s", p.cmd.Wait(), p.stderr)
	}
	must(p.t, json.Unmarshal(p.lines.Bytes(), &a))
	return a
}

// stop sends a signal and returns the exit code.
func (p *process) stop(s os.Signal) int {
	p.t.Helper()
	must(p.t, p.cmd.Process.Signal(s))
	return p.end()
}

func (p *process) end() int {
	p.t.Helper()
	for p.lines.Scan() { // the pipe has to be read to its end before Wait
	}
	_ = p.cmd.Wait() // the code says it
	return p.cmd.ProcessState.ExitCode()
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	r, err := http.Get(url)
	must(t, err)
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	must(t, err)
	return r.StatusCode, string(body)
}

var anyPorts = []string{"--listen", "127.0.0.1:0", "--media-listen", "127.0.0.1:0", "--print-json"}

func TestServeStartsAndStops(t *testing.T) {
	dir := t.TempDir()
	for _, s := range []os.Signal{syscall.SIGTERM, os.Interrupt} { // the second time on the data of the first
		p := start(t, dir, append([]string{"serve", "--data", "d"}, anyPorts...)...)
		a := p.ready()
		if status, body := get(t, a.Console+"/readyz"); status != http.StatusOK {
			t.Errorf("readyz: %d %s", status, body)
		}
		if code := p.stop(s); code != 0 {
			t.Errorf("%v: exit code %d, want 0\n%s", s, code, p.stderr)
		}
	}
	for _, name := range []string{"d/ramal.db", "d/key"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
	if info, err := os.Stat(filepath.Join(dir, "d/key")); err == nil && info.Mode().Perm() != 0o600 {
		t.Errorf("the key has mode %v, want 0600", info.Mode().Perm())
	}
}

// Browsers connect ahead of need: what never asked for anything does not make an orderly stop a failure.
func TestServeStopsThoughAConnectionAskedForNothing(t *testing.T) {
	t.Parallel()
	p := start(t, t.TempDir(), append([]string{"serve", "--data", "d"}, anyPorts...)...)
	a := p.ready()
	silent, err := net.Dial("tcp", strings.TrimPrefix(a.Console, "http://"))
	must(t, err)
	defer silent.Close()
	if status, _ := get(t, a.Console+"/healthz"); status != http.StatusOK { // the server has accepted the one before as well
		t.Errorf("healthz: %d", status)
	}
	if code := p.stop(syscall.SIGTERM); code != 0 {
		t.Errorf("exit code %d, want 0\n%s", code, p.stderr)
	}
}

func TestAPortInUseIsSaidWithTheFix(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer taken.Close()
	udp, err := net.ListenPacket("udp", "127.0.0.1:0")
	must(t, err)
	defer udp.Close()
	tcpAddr, udpAddr := taken.Addr().String(), udp.LocalAddr().String()
	for name, c := range map[string]struct {
		args          []string
		address, flag string
	}{
		"serve":                {[]string{"serve", "--listen", tcpAddr}, tcpAddr, "--listen"},
		"serve's media":        {[]string{"serve", "--listen", "127.0.0.1:0", "--media-listen", udpAddr}, udpAddr, "--media-listen"},
		"demo's console":       {[]string{"demo", "--listen", tcpAddr, "--sandbox-listen", "127.0.0.1:0"}, tcpAddr, "--listen"},
		"demo's phones":        {[]string{"demo", "--sandbox-listen", tcpAddr}, tcpAddr, "--sandbox-listen"},
		"demo's phones' media": {[]string{"demo", "--sandbox-listen", "127.0.0.1:0", "--sandbox-media-listen", udpAddr}, udpAddr, "--sandbox-media-listen"},
		"sandbox":              {[]string{"sandbox", "--listen", tcpAddr}, tcpAddr, "--listen"},
	} {
		t.Run(name, func(t *testing.T) {
			p := start(t, t.TempDir(), c.args...)
			if code := p.end(); code != 1 {
				t.Errorf("exit code %d, want 1", code)
			}
			want := "Another program uses " + c.address + ". Stop it, or choose another port with " + c.flag
			if said := p.stderr.String(); !strings.Contains(said, want) || strings.Count(said, "\n") != 1 {
				t.Errorf("said %q, want one line with %q", said, want)
			}
		})
	}
}

func TestSandboxAlone(t *testing.T) {
	p := start(t, t.TempDir(), "sandbox", "--listen", "127.0.0.1:0", "--print-json")
	a := p.ready()
	if status, body := get(t, a.Sandbox+"/sandbox/users"); status != http.StatusOK || !strings.Contains(body, "Ana Souza") {
		t.Errorf("users: %d %s", status, body)
	}
	if code := p.stop(syscall.SIGTERM); code != 0 {
		t.Errorf("exit code %d, want 0\n%s", code, p.stderr)
	}
}

func TestASecondSignalEndsAtOnce(t *testing.T) {
	p := start(t, t.TempDir(), append([]string{"serve", "--data", "d"}, anyPorts...)...)
	address := strings.TrimPrefix(p.ready().Console, "http://")
	busy, err := net.Dial("tcp", address)
	must(t, err)
	defer busy.Close()
	// A request whose body does not end keeps the orderly stop waiting.
	_, err = io.WriteString(busy, "POST /api/session HTTP/1.1\r\nHost: ramal\r\nContent-Type: application/json\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n")
	must(t, err)
	if line, err := bufio.NewReader(busy).ReadString('\n'); err != nil || !strings.Contains(line, "100 Continue") {
		t.Fatalf("%q, %v: the server does not read the body", line, err)
	}
	must(t, p.cmd.Process.Signal(syscall.SIGTERM))
	for { // until the port is closed: the first signal has been heard
		conn, err := net.Dial("tcp", address)
		if err != nil {
			break
		}
		must(t, conn.Close())
	}
	if code := p.stop(syscall.SIGTERM); code != 1 {
		t.Errorf("exit code %d, want 1\n%s", code, p.stderr)
	}
}
