package main

import (
	"context"
	"crypto/tls"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"strings"

	"ramal/internal/fault"
)

// Where the server listens when nobody says otherwise. Browsers and ACME servers look at 443 and 80 and nowhere else.
const (
	listenPlain = "127.0.0.1:8080"
	listenTLS   = ":443"
	listenHTTP  = ":80"
	listenOff   = "off"
)

// tlsFlags say where certificates come from, if the server speaks TLS itself, and whom it believes if a proxy does.
type tlsFlags struct {
	Cert         string   `name:"tls-cert" help:"PEM file of the certificate with those between it and the root: the server speaks TLS. Both files are read anew when they change." env:"RAMAL_TLS_CERT" placeholder:"FILE"`
	Key          string   `name:"tls-key" help:"PEM file of the certificate's key." env:"RAMAL_TLS_KEY" placeholder:"FILE"`
	Domain       string   `name:"acme-domain" help:"Get certificates for this name by itself, at Let's Encrypt, whose terms you accept with it: the server speaks TLS." env:"RAMAL_ACME_DOMAIN" placeholder:"NAME"`
	Email        string   `name:"acme-email" help:"Where the certificate authority writes when something is wrong with the certificates." env:"RAMAL_ACME_EMAIL" placeholder:"ADDRESS"`
	Directory    string   `name:"acme-directory" help:"Another certificate authority: the address of its ACME directory." env:"RAMAL_ACME_DIRECTORY" placeholder:"URL"`
	HTTPListen   string   `name:"http-listen" help:"Second address, for plain HTTP, which leads to https. :80 with --acme-domain; off for none." env:"RAMAL_HTTP_LISTEN" placeholder:"HOST:PORT"`
	TrustedProxy bool     `help:"A proxy of your own speaks TLS: believe its X-Forwarded-For and X-Forwarded-Proto." env:"RAMAL_TRUSTED_PROXY"`
	ProxyFrom    []string `name:"trusted-proxy-from" help:"Where that proxy asks from, such as 10.0.0.0/8. Without it: this machine and private networks." env:"RAMAL_TRUSTED_PROXY_FROM" placeholder:"NETWORK"`
}

// speaks reports whether the server speaks TLS itself.
func (f tlsFlags) speaks() bool { return f.Cert != "" || f.Domain != "" }

// plainListen is where plain HTTP leads to https; "" for nowhere.
func (f tlsFlags) plainListen() string {
	switch {
	case f.HTTPListen == listenOff:
		return ""
	case f.HTTPListen == "" && f.Domain != "":
		return listenHTTP
	}
	return f.HTTPListen
}

// domainName has at least two parts: certificate authorities know no others.
var domainName = regexp.MustCompile(`(?i)^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]*[a-z][a-z0-9-]*$`)

// check says which flags do not go together.
func (f tlsFlags) check(publicURL string) error {
	public, err := url.Parse(publicURL)
	if err != nil {
		return err
	}
	directory, err := url.Parse(f.Directory)
	for _, rule := range []struct {
		broken       bool
		flag, advice string
	}{
		{f.Cert != "" && f.Key == "", "tls-key", "--tls-cert needs the key of the certificate: give it with --tls-key."},
		{f.Cert == "" && f.Key != "", "tls-cert", "--tls-key needs the certificate of the key: give it with --tls-cert."},
		{f.Cert != "" && f.Domain != "", "acme-domain", "--tls-cert brings a certificate and --acme-domain gets one: choose one of them."},
		{f.Domain != "" && f.TrustedProxy, "acme-domain", "With --trusted-proxy the proxy has the certificate, and with --acme-domain the server: choose one of them."},
		{f.Domain == "" && f.Email != "", "acme-email", "--acme-email does nothing without --acme-domain."},
		{f.Domain == "" && f.Directory != "", "acme-directory", "--acme-directory does nothing without --acme-domain."},
		{f.Directory != "" && (err != nil || directory.Scheme != "https" || directory.Host == ""), "acme-directory", "--acme-directory is not an address. Write it as https://ca.example.com/acme/directory."},
		{f.Domain != "" && !domainName.MatchString(f.Domain), "acme-domain", "--acme-domain is not a name. Write it as calls.example.com, without https:// and port; one with other letters in its xn-- form."},
		{f.HTTPListen != "" && !f.speaks(), "http-listen", "--http-listen leads to https, which needs --tls-cert or --acme-domain."},
		{f.speaks() && publicURL != "" && public.Scheme != "https", "public-url", "--public-url is not https, and the server speaks TLS: write it with https://."},
		{f.Domain != "" && publicURL != "" && !strings.EqualFold(public.Hostname(), f.Domain), "public-url", "--public-url is at another name than --acme-domain: certificates are for that one only."},
		{f.plainListen() != "" && f.Domain == "" && publicURL == "", "public-url", "--http-listen leads to the public address: say it with --public-url."},
		{len(f.ProxyFrom) > 0 && !f.TrustedProxy, "trusted-proxy-from", "--trusted-proxy-from does nothing without --trusted-proxy."},
	} {
		if rule.broken {
			return fault.New(fault.Invalid, "%s", rule.advice).On(rule.flag)
		}
	}
	_, err = f.proxyNetworks()
	return err
}

// proxyNetworks are the networks that the proxy asks from.
func (f tlsFlags) proxyNetworks() ([]netip.Prefix, error) {
	var all []netip.Prefix
	for _, s := range f.ProxyFrom {
		n, err := netip.ParsePrefix(s)
		if err != nil {
			var a netip.Addr
			a, err = netip.ParseAddr(s)
			n = netip.PrefixFrom(a, a.BitLen())
		}
		if err != nil {
			return nil, fault.New(fault.Invalid, "%q is not a network. Write --trusted-proxy-from as 10.0.0.0/8, or as an address.", s).On("trusted-proxy-from")
		}
		all = append(all, n)
	}
	return all, nil
}

// certificates is where certificates come from.
type certificates interface {
	// config is how connections are made safe.
	config() *tls.Config
	// challenges answers what a certificate authority asks by plain HTTP, and leaves everything else to next.
	challenges(next http.Handler) http.Handler
	// Run keeps the certificates fresh until ctx ends.
	Run(ctx context.Context) error
}

// openCertificates opens where certificates come from; nil when the server speaks plain HTTP. host is where browsers reach it, when
// that is known.
func (f tlsFlags) openCertificates(data, host string, log *slog.Logger) (certificates, error) {
	switch {
	case f.Domain != "":
		return openACME(f, data, log)
	case f.Cert != "":
		return openPair(f.Cert, f.Key, host, log)
	}
	return nil, nil //nolint:nilnil // plain HTTP is no fault
}

// toHTTPS leads to the same page by TLS: at the server's own name, never at one that the request gives.
func toHTTPS(host string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		to := url.URL{Scheme: "https", Host: host, Path: r.URL.Path, RawPath: r.URL.RawPath, RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, to.String(), http.StatusPermanentRedirect)
	})
}
