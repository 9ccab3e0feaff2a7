package main

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"errors"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/coder/websocket"

	"ramal/internal/fault"
)

const (
	ourName   = "calls.example.com"
	publicTLS = "https://calls.example.com:8443"
)

// ca is a certificate authority of the test's own.
type ca struct {
	t      *testing.T
	cert   *x509.Certificate
	key    *ecdsa.PrivateKey
	roots  *x509.CertPool
	issued int64
}

func newCA(t *testing.T) *ca {
	t.Helper()
	c := &ca{t: t, roots: x509.NewCertPool(), issued: 1}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Test CA"}, NotBefore: time.Unix(0, 0), NotAfter: time.Now().Add(87600 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	c.cert, c.key = template, newKey(t)
	der, err := x509.CreateCertificate(rand.Reader, template, template, &c.key.PublicKey, c.key)
	must(t, err)
	c.cert, err = x509.ParseCertificate(der)
	must(t, err)
	c.roots.AddCert(c.cert)
	return c
}

func newKey(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	return key
}

// issue returns a certificate and its key as PEM. Its serial number is one more than that of the one before.
func (c *ca) issue(names ...string) (cert, key []byte) {
	c.t.Helper()
	c.issued++
	k := newKey(c.t)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(c.issued), DNSNames: names, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Unix(0, 0), NotAfter: time.Now().Add(48 * time.Hour), KeyUsage: x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, c.cert, &k.PublicKey, c.key)
	must(c.t, err)
	private, err := x509.MarshalPKCS8PrivateKey(k)
	must(c.t, err)
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private})
}

// files writes a new certificate and its key into a folder.
func (c *ca) files(dir string) (certFile, keyFile string) {
	c.t.Helper()
	cert, key := c.issue(ourName)
	certFile, keyFile = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	must(c.t, os.WriteFile(certFile, cert, 0o600))
	must(c.t, os.WriteFile(keyFile, key, 0o600))
	return certFile, keyFile
}

// browser returns a client for which every name leads to one port, and which follows no redirect.
func (c *ca) browser(address string) *http.Client {
	return &http.Client{
		Timeout: patience,
		Transport: &http.Transport{
			TLSClientConfig: &tls.Config{RootCAs: c.roots}, ForceAttemptHTTP2: true, DisableKeepAlives: true,
			DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
				return new(net.Dialer).DialContext(ctx, network, address)
			},
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// ask sends a request and reads the answer to its end.
func ask(t *testing.T, browser *http.Client, method, url string, body any, change ...func(*http.Request)) (*http.Response, []byte) {
	t.Helper()
	raw, err := json.Marshal(body)
	must(t, err)
	r, err := http.NewRequestWithContext(t.Context(), method, url, bytes.NewReader(raw))
	must(t, err)
	r.Header.Set("Content-Type", "application/json")
	for _, f := range change {
		f(r)
	}
	a, err := browser.Do(r)
	must(t, err)
	defer a.Body.Close()
	text, err := io.ReadAll(a.Body)
	must(t, err)
	return a, text
}

func TestServeSpeaksTLS(t *testing.T) {
	t.Parallel()
	c, dir := newCA(t), t.TempDir()
	certFile, keyFile := c.files(dir)
	p := start(t, dir, append([]string{
		"serve", "--data", "d", "--tls-cert", certFile, "--tls-key", keyFile, "--http-listen", "127.0.0.1:0", "--public-url", publicTLS,
	}, anyPorts...)...)
	a := p.ready()
	if a.Console != publicTLS {
		t.Errorf("the console is said to be at %s", a.Console)
	}
	browser := c.browser(a.Listen)

	got, _ := ask(t, browser, http.MethodGet, publicTLS+"/readyz", nil)
	if got.StatusCode != http.StatusOK || got.ProtoMajor != 2 || got.Header.Get("Strict-Transport-Security") != "max-age=31536000" {
		t.Errorf("%s by HTTP/%d: %v", got.Status, got.ProtoMajor, got.Header)
	}

	got, text := ask(t, browser, http.MethodPost, publicTLS+"/api/setup", map[string]string{
		"code": a.SetupCode, "workspace": "Aurora", "name": "Alice", "email": "alice@aurora.example", "password": "correct horse battery", "language": "en",
	})
	if got.StatusCode != http.StatusOK || len(got.Cookies()) != 1 || !got.Cookies()[0].Secure {
		t.Fatalf("set-up: %s %s, cookies %v", got.Status, text, got.Cookies())
	}
	session := got.Cookies()[0]
	ear, _, err := websocket.Dial(t.Context(), "wss"+strings.TrimPrefix(publicTLS, "https")+"/api/events", &websocket.DialOptions{
		HTTPClient: browser, HTTPHeader: http.Header{"Cookie": {session.Name + "=" + session.Value}, "Origin": {publicTLS}},
	})
	must(t, err)
	defer ear.CloseNow()
	if _, first, err := ear.Read(t.Context()); err != nil || !bytes.Contains(first, []byte(`"hello"`)) {
		t.Errorf("first event %s, %v", first, err)
	}

	// A renewed certificate is there for the next connection, and the ones before go on.
	c.files(dir)
	for end := time.Now().Add(patience); ; {
		got, _ = ask(t, browser, http.MethodGet, publicTLS+"/healthz", nil)
		if serial := got.TLS.PeerCertificates[0].SerialNumber.Int64(); serial == c.issued {
			break
		}
		if time.Now().After(end) {
			t.Fatal("the new certificate is not used")
		}
	}
	must(t, ear.Ping(ear.CloseRead(t.Context())))

	t.Run("nothing older than TLS 1.2", func(t *testing.T) {
		_, err := tls.Dial("tcp", a.Listen, &tls.Config{RootCAs: c.roots, ServerName: ourName, MaxVersion: tls.VersionTLS11, MinVersion: tls.VersionTLS10}) //nolint:gosec // to be refused
		if err == nil || !strings.Contains(err.Error(), "protocol version") {
			t.Errorf("TLS 1.1: %v", err)
		}
	})
	t.Run("plain HTTP leads to https", func(t *testing.T) { leadsToTLS(t, c.browser(a.HTTP), a.HTTP) })
	if code := p.stop(syscall.SIGTERM); code != 0 {
		t.Errorf("exit code %d, want 0\n%s", code, p.stderr)
	}
	if said := p.stderr.String(); strings.Contains(said, "level=ERROR") || strings.Contains(said, "level=WARN") {
		t.Errorf("complaints:\n%s", said)
	}
}

// leadsToTLS asks the port for plain HTTP: whatever host a request names, it is led to ours.
func leadsToTLS(t *testing.T, browser *http.Client, address string) {
	t.Helper()
	for path, want := range map[string]string{
		"/":                             "/",
		"/calls/019a?after=1&b=%2F":     "/calls/019a?after=1&b=%2F",
		"//evil.example/x":              "//evil.example/x",
		"/a%2Fb":                        "/a%2Fb",
		"/.well-known/acme-challenge/x": "/.well-known/acme-challenge/x",
	} {
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			got, _ := ask(t, browser, method, "http://evil.example"+path, nil)
			if got.StatusCode != http.StatusPermanentRedirect || got.Header.Get("Location") != publicTLS+want {
				t.Errorf("%s %s: %s to %s", method, path, got.Status, got.Header.Get("Location"))
			}
			if len(got.Header["Set-Cookie"])+len(got.Header["Strict-Transport-Security"]) > 0 {
				t.Errorf("%s %s: %v", method, path, got.Header)
			}
		}
	}
	conn, err := net.Dial("tcp", address)
	must(t, err)
	defer conn.Close()
	_, err = io.WriteString(conn, "GET http://evil.example/x HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
	must(t, err)
	if all, err := io.ReadAll(conn); err != nil || !strings.Contains(string(all), "\r\nLocation: "+publicTLS+"/x\r\n") {
		t.Errorf("as to a proxy: %s, %v", all, err)
	}
}

func TestFlagsOfTLSThatDoNotGoTogether(t *testing.T) {
	for name, c := range map[string]struct {
		flags  tlsFlags
		public string
		field  string // "": they go together
	}{
		"nothing":                       {tlsFlags{}, "", ""},
		"a certificate":                 {tlsFlags{Cert: "c", Key: "k"}, "", ""},
		"a certificate, all of it":      {tlsFlags{Cert: "c", Key: "k", HTTPListen: ":80"}, "https://calls.example.com:8443/", ""},
		"a certificate behind a proxy":  {tlsFlags{Cert: "c", Key: "k", TrustedProxy: true}, "", ""},
		"a name":                        {tlsFlags{Domain: ourName}, "", ""},
		"a name, all of it":             {tlsFlags{Domain: ourName, Email: "a@b.example", Directory: "https://ca.example/dir", HTTPListen: "off"}, "https://CALLS.example.com", ""},
		"an xn-- name":                  {tlsFlags{Domain: "xn--so-5ia.example"}, "", ""},
		"a proxy":                       {tlsFlags{TrustedProxy: true, ProxyFrom: []string{"10.0.0.0/8", "2001:db8::1"}}, "http://calls.example.com", ""},
		"a certificate without its key": {tlsFlags{Cert: "c"}, "", "tls-key"},
		"a key without its certificate": {tlsFlags{Key: "k"}, "", "tls-cert"},
		"a certificate and a name":      {tlsFlags{Cert: "c", Key: "k", Domain: ourName}, "", "acme-domain"},
		"a name behind a proxy":         {tlsFlags{Domain: ourName, TrustedProxy: true}, "", "acme-domain"},
		"an address for no name":        {tlsFlags{Email: "a@b.example"}, "", "acme-email"},
		"a directory for no name":       {tlsFlags{Directory: "https://ca.example/dir"}, "", "acme-directory"},
		"a directory in the open":       {tlsFlags{Domain: ourName, Directory: "http://ca.example/dir"}, "", "acme-directory"},
		"a name with a scheme":          {tlsFlags{Domain: "https://calls.example.com"}, "", "acme-domain"},
		"a name with a port":            {tlsFlags{Domain: "calls.example.com:443"}, "", "acme-domain"},
		"a name of one part":            {tlsFlags{Domain: "localhost"}, "", "acme-domain"},
		"an IP address":                 {tlsFlags{Domain: "192.0.2.1"}, "", "acme-domain"},
		"all names":                     {tlsFlags{Domain: "*.example.com"}, "", "acme-domain"},
		"plain HTTP only":               {tlsFlags{HTTPListen: ":80"}, "http://calls.example.com", "http-listen"},
		"plain HTTP to nowhere":         {tlsFlags{Cert: "c", Key: "k", HTTPListen: ":80"}, "", "public-url"},
		"a public address without TLS":  {tlsFlags{Cert: "c", Key: "k"}, "http://calls.example.com", "public-url"},
		"a public address of another":   {tlsFlags{Domain: ourName}, "https://www.example.com", "public-url"},
		"networks of no proxy":          {tlsFlags{ProxyFrom: []string{"10.0.0.0/8"}}, "", "trusted-proxy-from"},
		"a network that is none":        {tlsFlags{TrustedProxy: true, ProxyFrom: []string{"10.0.0.0/8", "nginx"}}, "", "trusted-proxy-from"},
	} {
		err := c.flags.check(c.public)
		var f *fault.Error
		switch errors.As(err, &f); {
		case c.field == "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case c.field != "" && (f == nil || f.Field != c.field || !strings.Contains(f.Message, "--"+c.field)):
			t.Errorf("%s: %v, want one on %s that names it", name, err, c.field)
		}
	}
}

func TestWhereServeListens(t *testing.T) {
	for want, c := range map[string]serveCommand{
		"127.0.0.1:8080 and ":      {},
		"127.0.0.1:8080 and :8081": {tlsFlags: tlsFlags{Cert: "c", Key: "k", HTTPListen: ":8081"}},
		":443 and :80":             {tlsFlags: tlsFlags{Domain: ourName}},
		":443 and ":                {tlsFlags: tlsFlags{Domain: ourName, HTTPListen: "off"}},
		":8443 and :8080":          {tlsFlags: tlsFlags{Domain: ourName, HTTPListen: ":8080"}, Listen: ":8443"},
	} {
		if got := c.listen() + " and " + c.plainListen(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
