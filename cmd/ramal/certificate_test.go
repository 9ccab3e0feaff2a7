package main

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// journal is what was logged since it was last taken.
type journal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(p)
}

func (j *journal) take() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	defer j.text.Reset()
	return j.text.String()
}

func TestARenewedCertificateIsTakenAndABrokenOneIsNot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, dir := newCA(t), t.TempDir()
		certFile, keyFile := c.files(dir)
		log := &journal{}
		p, err := openPair(certFile, keyFile, ourName, slog.New(slog.NewTextHandler(log, nil)))
		must(t, err)
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- p.Run(ctx) }()
		defer func() {
			stop()
			must(t, <-done)
		}()
		// what happens to the files; then the serial number in use, and what the log says, once
		wait := func(what string, serial int64, says string) {
			t.Helper()
			time.Sleep(5 * certificateLook)
			synctest.Wait()
			if got := p.inUse.Load().Leaf.SerialNumber.Int64(); got != serial {
				t.Errorf("%s: certificate %d in use, want %d", what, got, serial)
			}
			said := log.take()
			if n := strings.Count(said, "\n"); says == "" && n > 0 || says != "" && (n != 1 || !strings.Contains(said, says)) {
				t.Errorf("%s: the log says %q, want one line with %q", what, said, says)
			}
		}
		log.take()
		wait("nothing", 2, "")
		c.files(dir)
		wait("both are renewed", 3, "certificate in use")
		cert, key := c.issue(ourName)
		must(t, os.WriteFile(certFile, cert, 0o600))
		time.Sleep(certificateLook / 2)
		must(t, os.WriteFile(keyFile, key, 0o600))
		wait("one after the other", 4, "certificate in use")
		other, _ := c.issue(ourName)
		must(t, os.WriteFile(certFile, other, 0o600))
		wait("a certificate of another key", 4, "level=ERROR")
		wait("and still", 4, "")
		must(t, os.Remove(certFile))
		wait("no certificate", 4, "level=ERROR")
		must(t, os.WriteFile(certFile, cert, 0o600))
		wait("back again", 4, "certificate in use")
		cert, key = c.issue("www.example.com")
		must(t, os.WriteFile(certFile, cert, 0o600))
		must(t, os.WriteFile(keyFile, key, 0o600))
		time.Sleep(5 * certificateLook)
		synctest.Wait()
		if said := log.take(); !strings.Contains(said, "not for --public-url") || strings.Contains(said, "PRIVATE") {
			t.Errorf("a certificate of another name: %s", said)
		}
	})
}

func TestACertificateIsRightAtTheStart(t *testing.T) {
	c, dir := newCA(t), t.TempDir()
	certFile, keyFile := c.files(dir)
	text := filepath.Join(dir, "text")
	must(t, os.WriteFile(text, []byte("hello"), 0o600))
	for name, files := range map[string][3]string{
		"no certificate":      {filepath.Join(dir, "none"), keyFile, "--tls-cert"},
		"no key":              {certFile, filepath.Join(dir, "none"), "--tls-key"},
		"something else":      {text, keyFile, "--tls-cert"},
		"the wrong way round": {keyFile, certFile, "--tls-cert"},
		"a folder":            {certFile, dir, "--tls-key"},
	} {
		if _, err := openPair(files[0], files[1], "", slog.New(slog.DiscardHandler)); err == nil || !strings.Contains(sentence(err), files[2]) {
			t.Errorf("%s: %v, want one that names %s", name, err, files[2])
		}
	}
}
