package main

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"io/fs"
	"log"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	pebbleca "github.com/letsencrypt/pebble/v2/ca"
	pebbledb "github.com/letsencrypt/pebble/v2/db"
	pebbleva "github.com/letsencrypt/pebble/v2/va"
	pebblewfe "github.com/letsencrypt/pebble/v2/wfe"
	"github.com/miekg/dns"
)

// openAuthority starts Pebble, the ACME server that Let's Encrypt tests clients with. Its address is known before the ports
// that it validates at: it answers once open was called with them. In its world, every name is on this machine.
func openAuthority(t *testing.T) (directory *httptest.Server, open func(httpPort, tlsPort int) *pebbleca.CAImpl) {
	t.Helper()
	t.Setenv("PEBBLE_VA_NOSLEEP", "1")
	port, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	names := &dns.Server{Listener: port, Handler: dns.HandlerFunc(func(w dns.ResponseWriter, q *dns.Msg) {
		a := new(dns.Msg).SetReply(q)
		if q.Question[0].Qtype == dns.TypeA {
			a.Answer = []dns.RR{&dns.A{Hdr: dns.RR_Header{Name: q.Question[0].Name, Rrtype: dns.TypeA, Class: dns.ClassINET}, A: net.IPv4(127, 0, 0, 1)}}
		}
		_ = w.WriteMsg(a) // who does not read the answer asks again
	})}
	go func() { _ = names.ActivateAndServe() }() // ends with Shutdown
	t.Cleanup(func() { must(t, names.Shutdown()) })

	var pebble http.Handler
	opened := make(chan struct{})
	directory = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-opened:
			pebble.ServeHTTP(w, r)
		case <-r.Context().Done():
		}
	}))
	t.Cleanup(directory.Close)
	return directory, func(httpPort, tlsPort int) *pebbleca.CAImpl {
		quiet, db := log.New(io.Discard, "", 0), pebbledb.NewMemoryStore()
		authority := pebbleca.New(quiet, db, "", "ecdsa", 0, 1, map[string]pebbleca.Profile{"default": {Description: "The default profile"}})
		validation := pebbleva.New(quiet, httpPort, tlsPort, true, port.Addr().String(), db)
		front := pebblewfe.New(quiet, db, validation, authority, []string{"pebble.example"}, true, false, 1, 1)
		pebble = front.Handler()
		close(opened)
		return authority
	}
}

// trusting writes a file with the certificate of a test server, and lets the processes that are started trust it.
func trusting(t *testing.T, s *httptest.Server) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "roots.pem")
	must(t, os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw}), 0o600))
	t.Setenv("SSL_CERT_FILE", file)
}

func portOf(t *testing.T, address string) int {
	t.Helper()
	_, port, err := net.SplitHostPort(address)
	must(t, err)
	n, err := strconv.Atoi(port)
	must(t, err)
	return n
}

func TestServeGetsItsCertificate(t *testing.T) {
	directory, open := openAuthority(t)
	trusting(t, directory)
	dir := t.TempDir()
	flags := append([]string{
		"serve", "--data", "d", "--acme-domain", ourName, "--acme-email", "owner@example.com", "--acme-directory", directory.URL + "/dir", "--http-listen", "127.0.0.1:0",
	}, anyPorts...)
	p := start(t, dir, flags...)
	a := p.ready()
	if a.Console != "https://"+ourName {
		t.Errorf("the console is said to be at %s", a.Console)
	}
	authority := open(portOf(t, a.HTTP), portOf(t, a.Listen))
	c := &ca{t: t, roots: rootsOf(authority)}
	got, _ := ask(t, c.browser(a.Listen), http.MethodGet, "https://"+ourName+"/readyz", nil)
	if got.StatusCode != http.StatusOK || got.Header.Get("Strict-Transport-Security") == "" {
		t.Errorf("%s %v", got.Status, got.Header)
	}
	serial := got.TLS.PeerCertificates[0].SerialNumber

	// Only our own name is asked for, and only by name.
	for _, other := range []string{"evil.example", "www." + ourName, ""} {
		_, err := tls.Dial("tcp", a.Listen, &tls.Config{ServerName: other, InsecureSkipVerify: true}) //nolint:gosec // it is not to come that far
		if err == nil {
			t.Errorf("%q: got a certificate", other)
		}
	}
	// What a certificate authority asks by plain HTTP is answered there, for our own name; all else is led to https.
	for host, want := range map[string]int{ourName: http.StatusNotFound, "evil.example": http.StatusForbidden} {
		if got, _ := ask(t, c.browser(a.HTTP), http.MethodGet, "http://"+host+"/.well-known/acme-challenge/none", nil); got.StatusCode != want {
			t.Errorf("a challenge for %s: %s, want %d", host, got.Status, want)
		}
	}
	if got, _ := ask(t, c.browser(a.HTTP), http.MethodGet, "http://evil.example/calls?after=1", nil); got.Header.Get("Location") != "https://"+ourName+"/calls?after=1" {
		t.Errorf("plain HTTP: %s to %s", got.Status, got.Header.Get("Location"))
	}
	if code := p.stop(syscall.SIGTERM); code != 0 {
		t.Errorf("exit code %d, want 0\n%s", code, p.stderr)
	}
	keptForUs(t, filepath.Join(dir, "d"))

	// After a restart the certificate is there, though the authority is gone.
	directory.Close()
	p = start(t, dir, flags...)
	a = p.ready()
	got, _ = ask(t, c.browser(a.Listen), http.MethodGet, "https://"+ourName+"/readyz", nil)
	if again := got.TLS.PeerCertificates[0].SerialNumber; again.Cmp(serial) != 0 {
		t.Errorf("certificate %v after a restart, want %v", again, serial)
	}
	if code := p.stop(syscall.SIGTERM); code != 0 {
		t.Errorf("exit code %d, want 0\n%s", code, p.stderr)
	}
}

// rootsOf returns what an authority's certificates are trusted by.
func rootsOf(authority *pebbleca.CAImpl) *x509.CertPool {
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(authority.GetRootCert(0).PEM())
	return roots
}

// keptForUs checks that nobody else can read the keys in the data folder.
func keptForUs(t *testing.T, data string) {
	t.Helper()
	files := 0
	must(t, filepath.WalkDir(filepath.Join(data, "acme"), func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", path, info.Mode())
		}
		if !e.IsDir() {
			files++
		}
		return nil
	}))
	if files < 2 {
		t.Errorf("%d files kept, want the account's key and the certificate", files)
	}
}

// Where only one of the ports can be reached, the other kind of challenge does.
func TestEitherChallengeIsEnough(t *testing.T) {
	for name, reach := range map[string]func(plain, tls, closed int) (int, int){
		"only by TLS":        func(_, tls, closed int) (int, int) { return closed, tls },
		"only by plain HTTP": func(plain, _, closed int) (int, int) { return plain, closed },
	} {
		t.Run(name, func(t *testing.T) {
			directory, open := openAuthority(t)
			data := t.TempDir()
			l, err := net.Listen("tcp", "127.0.0.1:0")
			must(t, err)
			defer l.Close()
			plain, err := net.Listen("tcp", "127.0.0.1:0")
			must(t, err)
			defer plain.Close()
			nobody, err := net.Listen("tcp", "127.0.0.1:0")
			must(t, err)
			must(t, nobody.Close())

			a, err := openACME(tlsFlags{Domain: ourName, Directory: directory.URL + "/dir"}, data, slog.New(slog.DiscardHandler))
			must(t, err)
			a.manager.Client.HTTPClient = directory.Client()
			web := &http.Server{Handler: http.NotFoundHandler(), TLSConfig: a.config(), ReadHeaderTimeout: time.Second, ErrorLog: log.New(io.Discard, "", 0)}
			go func() { _ = web.ServeTLS(l, "", "") }() // ends with Close
			defer web.Close()
			answers := a.challenges(toHTTPS(ourName))
			challenges := &http.Server{ReadHeaderTimeout: time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				r.Host, _, _ = strings.Cut(r.Host, ":") // at port 80, which a real authority asks, nobody names the port
				answers.ServeHTTP(w, r)
			})}
			go func() { _ = challenges.Serve(plain) }() // ends with Close
			defer challenges.Close()

			open(reach(portOf(t, plain.Addr().String()), portOf(t, l.Addr().String()), portOf(t, nobody.Addr().String())))
			if again := a.look(); again != acmeLook {
				t.Errorf("looks again in %v, want %v", again, acmeLook)
			}
		})
	}
}

func TestACertificateThatCannotBeHadIsSaid(t *testing.T) {
	directory, open := openAuthority(t)
	log := &strings.Builder{}
	a, err := openACME(tlsFlags{Domain: ourName, Directory: directory.URL + "/dir"}, t.TempDir(), slog.New(slog.NewTextHandler(log, nil)))
	must(t, err)
	a.manager.Client.HTTPClient = directory.Client()
	nobody, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	must(t, nobody.Close())
	closed := portOf(t, nobody.Addr().String())
	open(closed, closed)
	if again := a.look(); again != acmeAgain {
		t.Errorf("looks again in %v, want %v", again, acmeAgain)
	}
	if said := log.String(); !strings.Contains(said, "level=ERROR") || !strings.Contains(said, "ports 443 and 80") || !strings.Contains(said, ourName) {
		t.Errorf("said %q", said)
	}
}
