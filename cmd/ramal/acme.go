package main

import (
	"context"
	"crypto/tls"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"golang.org/x/crypto/acme"
	"golang.org/x/crypto/acme/autocert"

	"ramal/internal/fault"
)

// How often a certificate that is there is looked at, and one that could not be had is tried for. Let's Encrypt lets a name
// fail five times an hour.
const (
	acmeLook  = 6 * time.Hour
	acmeAgain = 15 * time.Minute
)

// authority gets certificates for one name from a certificate authority, and renews them.
type authority struct {
	manager *autocert.Manager
	domain  string
	log     *slog.Logger
}

// notInNames is what the names of folders had better not have.
var notInNames = regexp.MustCompile(`[^A-Za-z0-9.-]+`)

// openACME prepares for getting certificates; nothing is asked yet. They are kept in the data folder, in one folder for each
// authority, so that what a trial with another one brought is not taken for the real thing.
func openACME(f tlsFlags, data string, log *slog.Logger) (*authority, error) {
	directory := f.Directory
	if directory == "" {
		directory = acme.LetsEncryptURL
	}
	kept := filepath.Join(data, "acme", notInNames.ReplaceAllString(directory, "_"))
	if err := os.MkdirAll(kept, 0o700); err != nil {
		return nil, fault.New(fault.Unavailable, "The folder for certificates cannot be made").Wrap(err)
	}
	return &authority{domain: f.Domain, log: log, manager: &autocert.Manager{
		Prompt: autocert.AcceptTOS, Cache: autocert.DirCache(kept), HostPolicy: autocert.HostWhitelist(f.Domain), Email: f.Email,
		Client: &acme.Client{DirectoryURL: directory, UserAgent: "ramal/" + version()},
	}}, nil
}

func (a *authority) config() *tls.Config {
	c := a.manager.TLSConfig()
	c.MinVersion = tls.VersionTLS12
	return c
}

func (a *authority) challenges(next http.Handler) http.Handler { return a.manager.HTTPHandler(next) }

// Run gets the certificate before the first browser asks for it, and says when there is none or it is not renewed.
func (a *authority) Run(ctx context.Context) error {
	for {
		looked := make(chan time.Duration, 1)
		go func() { looked <- a.look() }() // takes minutes where the authority is slow, and cannot be cut short
		var again time.Duration
		select {
		case <-ctx.Done():
			return nil
		case again = <-looked:
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(again):
		}
	}
}

// look asks for the certificate as a browser would, and returns when to look again.
func (a *authority) look() time.Duration {
	c, err := a.manager.GetCertificate(&tls.ClientHelloInfo{
		ServerName: a.domain, CipherSuites: []uint16{tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256},
	})
	if err != nil {
		a.log.Error("no certificate to be had; --acme-domain has to lead here, with ports 443 and 80", slog.String("domain", a.domain), slog.Any("error", err))
		return acmeAgain
	}
	until, life := c.Leaf.NotAfter, c.Leaf.NotAfter.Sub(c.Leaf.NotBefore)
	if time.Until(until) < life/6 { // renewal begins with a third of it left
		a.log.Error("the certificate is not renewed; --acme-domain has to lead here, with ports 443 and 80", slog.String("domain", a.domain), slog.Time("until", until))
		return acmeAgain
	}
	a.log.Info("certificate in use", slog.String("domain", a.domain), slog.Time("until", until))
	return acmeLook
}
