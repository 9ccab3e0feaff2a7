package main

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"ramal/internal/meta"
)

func TestNothingInsideIsDialedForGraph(t *testing.T) {
	asked := 0
	inside := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
	defer inside.Close()
	_, port, _ := strings.Cut(strings.TrimPrefix(inside.URL, "https://"), ":")
	client := graphClient(false)
	for _, host := range []string{
		"127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0.0.0.0", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
		"10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254", "[fe80::1]", "[fd00:ec2::254]", "100.100.100.200", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
	} {
		graph := meta.Client{HTTP: client, BaseURL: "https://" + host + ":" + port, Token: "secret", PhoneNumberID: "7"}
		_, err := graph.Number(t.Context())
		var silent *meta.Unreachable
		if !errors.As(err, &silent) || !silent.NotSent {
			t.Errorf("%s: %v, want that nothing was sent", host, err)
		}
		// A resolver may not know the odd writings of an address; what it knows has to be refused by us.
		if !errors.Is(err, errPrivate) && !strings.Contains(err.Error(), "no such host") && !strings.Contains(err.Error(), "lookup") {
			t.Errorf("%s: %v", host, err)
		}
	}
	if asked > 0 {
		t.Errorf("%d requests came through", asked)
	}
	graph := meta.Client{HTTP: client, BaseURL: "https://localhost:" + port, Token: "secret", PhoneNumberID: "7"}
	if _, err := graph.Number(t.Context()); !errors.Is(err, errPrivate) {
		t.Errorf("a name that leads inside: %v", err)
	}
	_, err := graph.DownloadMedia(t.Context(), "https://127.0.0.1:"+port+"/file", 10)
	if !errors.Is(err, errPrivate) {
		t.Errorf("an address that Meta gave: %v", err)
	}
}

func TestPlainHTTPIsForTheSandboxOnly(t *testing.T) {
	inside := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(`{"id":"7"}`)) }))
	defer inside.Close()
	graph := meta.Client{HTTP: graphClient(false), BaseURL: inside.URL, Token: "secret", PhoneNumberID: "7"}
	if _, err := graph.Number(t.Context()); !errors.Is(err, errPlainHTTP) {
		t.Errorf("http: %v", err)
	}
	graph.HTTP = graphClient(true)
	if n, err := graph.Number(t.Context()); err != nil || n.ID != "7" {
		t.Errorf("http where it is allowed: %+v, %v", n, err)
	}
}

func TestRedirectsAreNotFollowed(t *testing.T) {
	asked := 0
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
	defer other.Close()
	graphs := httptest.NewServer(http.RedirectHandler(other.URL, http.StatusFound))
	defer graphs.Close()
	graph := meta.Client{HTTP: graphClient(true), BaseURL: graphs.URL, Token: "secret", PhoneNumberID: "7"}
	_, err := graph.Number(t.Context())
	var silent *meta.Unreachable
	if !errors.As(err, &silent) || silent.HTTPStatus != http.StatusFound || asked > 0 {
		t.Errorf("%v, and %d requests at the other place", err, asked)
	}
}

func TestTheProxyOfTheEnvironmentMayBeInside(t *testing.T) {
	for raw, want := range map[string]string{
		"http://proxy.corp:3128": "proxy.corp:3128", "http://10.0.0.9": "10.0.0.9:80", "socks5://10.0.0.9": "10.0.0.9:1080", "https://[fd00::1]": "[fd00::1]:443",
	} {
		proxy, err := url.Parse(raw)
		must(t, err)
		if got := proxyAddress(http.ProxyURL(proxy)); got != want {
			t.Errorf("%s: %q, want %q", raw, got, want)
		}
	}
	none := func(*http.Request) (*url.URL, error) { return nil, nil }
	if got := proxyAddress(none) + proxyAddress(nil); got != "" {
		t.Errorf("no proxy is %q", got)
	}
}
