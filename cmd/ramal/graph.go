package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"
	"time"

	"ramal/internal/meta"
)

// The refusals of graphClient. Both mean that nothing was sent.
var (
	errPrivate   = errors.New("the address is not public; --allow-private-graph allows it")
	errPlainHTTP = errors.New("the address is not https; --allow-private-graph allows it")
)

// graphClient is what everything goes through that is asked at an address which somebody typed or Meta gave: Graph and its
// media. Unless private ones are allowed, it speaks https to public addresses only. That is decided when a connection is made,
// after names were looked up, so that a name which leads inside is refused too. Redirects are answers, never followed: they
// could lead anywhere, with the token.
func graphClient(private bool) *http.Client {
	return &http.Client{Transport: graphTransport(private), CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// graphTransport keeps connections to Meta open: a call must not wait for a TLS handshake.
func graphTransport(private bool) http.RoundTripper {
	t, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		t = &http.Transport{}
	}
	t = t.Clone()
	t.MaxIdleConnsPerHost = 32
	if private {
		return t
	}
	plain := &net.Dialer{Timeout: 30 * time.Second, KeepAlive: 30 * time.Second}
	guarded := *plain
	guarded.Control = publicOnly
	proxy := proxyAddress(t.Proxy)
	t.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if address == proxy { // the owner's own choice, by the environment
			return plain.DialContext(ctx, network, address)
		}
		return guarded.DialContext(ctx, network, address)
	}
	return secureOnly{t}
}

// publicOnly lets a connection be made to a public address.
func publicOnly(_, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil || !meta.Public(to.Addr()) {
		return errPrivate
	}
	return nil
}

// secureOnly refuses what is not https.
type secureOnly struct{ http.RoundTripper }

// RoundTrip carries out a request.
func (s secureOnly) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Scheme != "https" {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: errPlainHTTP} // as if no connection was made: none was
	}
	return s.RoundTripper.RoundTrip(r)
}

// proxyAddress is the host and port of the proxy that the environment names for https, "" for none.
func proxyAddress(choose func(*http.Request) (*url.URL, error)) string {
	if choose == nil {
		return ""
	}
	proxy, err := choose(&http.Request{URL: &url.URL{Scheme: "https", Host: "graph.facebook.com"}})
	if err != nil || proxy == nil {
		return ""
	}
	if proxy.Port() != "" {
		return proxy.Host
	}
	port := map[string]string{"http": "80", "https": "443", "socks5": "1080", "socks5h": "1080"}[proxy.Scheme]
	return net.JoinHostPort(proxy.Hostname(), port)
}
