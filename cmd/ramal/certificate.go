package main

import (
	"context"
	"crypto/tls"
	"log/slog"
	"net/http"
	"os"
	"sync/atomic"
	"time"

	"ramal/internal/fault"
)

// certificateLook is how often the files of a certificate are looked at.
const certificateLook = 2 * time.Second

// pair is a certificate and its key, in two files that somebody else renews.
type pair struct {
	certFile, keyFile string
	host              string // where browsers reach the server; "" when that is not known
	log               *slog.Logger
	inUse             atomic.Pointer[tls.Certificate]
	judged            pairText
}

// pairText is what the files held, or why they could not be read.
type pairText struct{ cert, key, failure string }

// openPair reads a certificate. It has to be usable at the start.
func openPair(certFile, keyFile, host string, log *slog.Logger) (*pair, error) {
	p := &pair{certFile: certFile, keyFile: keyFile, host: host, log: log}
	text, err := p.read()
	if err != nil {
		return nil, err
	}
	p.judged = text
	return p, p.take(text)
}

func (p *pair) config() *tls.Config {
	return &tls.Config{
		MinVersion:     tls.VersionTLS12,
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return p.inUse.Load(), nil },
	}
}

func (p *pair) challenges(next http.Handler) http.Handler { return next }

// Run takes what is renewed. What cannot be used is written to the log once, and the certificate before it stays.
func (p *pair) Run(ctx context.Context) error {
	tick := time.NewTicker(certificateLook)
	defer tick.Stop()
	for seen := p.judged; ; {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		text, err := p.read()
		if err != nil {
			text = pairText{failure: err.Error()}
		}
		settled := text == seen // two files are not written at once: what is judged stood still for a while
		seen = text
		if !settled || text == p.judged {
			continue
		}
		p.judged = text
		if err == nil {
			err = p.take(text)
		}
		if err != nil {
			p.log.Error("new certificate not taken; the one before stays", slog.Any("error", err))
		}
	}
}

func (p *pair) read() (pairText, error) {
	cert, err := os.ReadFile(p.certFile)
	if err != nil {
		return pairText{}, fault.New(fault.Invalid, "The certificate of --tls-cert cannot be read").On("tls-cert").Wrap(err)
	}
	key, err := os.ReadFile(p.keyFile)
	if err != nil {
		return pairText{}, fault.New(fault.Invalid, "The key of --tls-key cannot be read").On("tls-key").Wrap(err)
	}
	return pairText{cert: string(cert), key: string(key)}, nil
}

// take uses a certificate for all connections from now on.
func (p *pair) take(text pairText) error {
	c, err := tls.X509KeyPair([]byte(text.cert), []byte(text.key))
	if err != nil {
		return fault.New(fault.Invalid, "The files of --tls-cert and --tls-key are not a certificate and its key").On("tls-cert").Wrap(err)
	}
	p.inUse.Store(&c)
	p.log.Info("certificate in use", slog.Any("names", c.Leaf.DNSNames), slog.Time("until", c.Leaf.NotAfter))
	if until := c.Leaf.NotAfter; time.Now().After(until) {
		p.log.Warn("the certificate has expired", slog.Time("until", until))
	}
	if p.host != "" {
		if err := c.Leaf.VerifyHostname(p.host); err != nil {
			p.log.Warn("the certificate is not for --public-url", slog.Any("error", err))
		}
	}
	return nil
}
