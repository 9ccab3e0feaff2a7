package api_test

import (
	"net/http"
	"net/netip"
	"strings"
	"testing"

	"ramal/internal/api"
)

// Our tests are the proxy: they ask from 127.0.0.1.
func TestOnlyTheProxysWordCounts(t *testing.T) {
	networks := func(of ...string) (all []netip.Prefix) {
		for _, n := range of {
			all = append(all, netip.MustParsePrefix(n))
		}
		return all
	}
	for name, c := range map[string]struct {
		trusted  bool
		networks []netip.Prefix
		believed bool
	}{
		"no proxy":               {false, nil, false},
		"no proxy, but networks": {false, networks("127.0.0.0/8"), false},
		"a proxy on this host":   {true, nil, true},
		"a proxy that is listed": {true, networks("203.0.113.0/24", "127.0.0.1/32"), true},
		"a proxy somewhere else": {true, networks("203.0.113.0/24"), false},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, func(s *api.Server) {
				s.TrustedProxy, s.ProxyNetworks, s.PublicURL = c.trusted, c.networks, "https://calls.example.com"
			})
			browser := w.nobody()
			browser.header.Set("X-Forwarded-Proto", "https")
			browser.header.Set("X-Forwarded-For", "203.0.113.1, 198.51.100.7")
			browser.header.Set("Origin", "https://calls.example.com") // and the Host header is the proxy's own
			a := browser.send(http.MethodPost, "/api/session", api.SignIn{Email: w.paula.Email, Password: password}).want(http.StatusOK)
			if cookie := a.header.Get("Set-Cookie"); strings.Contains(cookie, "; Secure") != c.believed {
				t.Errorf("cookie %s", cookie)
			}
			if strict := a.header.Get("Strict-Transport-Security"); (strict == "max-age=31536000") != c.believed || (strict == "") == c.believed {
				t.Errorf("Strict-Transport-Security %q", strict)
			}
			browser.cookie = cookieOf(a)
			var open api.OwnSessions
			browser.get("/api/me/sessions", &open)
			want := "127.0.0.1"
			if c.believed {
				want = "198.51.100.7" // the one before is what the browser said of itself
			}
			if len(open.Items) != 1 || open.Items[0].Address != want {
				t.Errorf("sessions %+v, want one from %s", open.Items, want)
			}
		})
	}
}

// What the proxy cannot have seen as an address is not one; who asked is then the proxy itself.
func TestAForwardedAddressIsAnAddress(t *testing.T) {
	w := newWorld(t, func(s *api.Server) { s.TrustedProxy = true })
	for said, want := range map[string]string{
		"198.51.100.7":           "198.51.100.7",
		"2001:db8::7":            "2001:db8::7",
		"::ffff:198.51.100.8":    "198.51.100.8",
		"unknown":                "127.0.0.1",
		"198.51.100.9, <script>": "127.0.0.1",
		"":                       "127.0.0.1",
	} {
		browser := w.nobody()
		browser.header.Set("X-Forwarded-For", said)
		browser.cookie = cookieOf(browser.send(http.MethodPost, "/api/session", api.SignIn{Email: w.paula.Email, Password: password}).want(http.StatusOK))
		var open api.OwnSessions
		browser.get("/api/me/sessions", &open)
		for _, s := range open.Items {
			if s.This && s.Address != want {
				t.Errorf("%q: from %s, want %s", said, s.Address, want)
			}
		}
	}
}

func TestAStrangersForwardedHeadersAreNotBelieved(t *testing.T) {
	w := newWorld(t)
	c := w.nobody()
	c.header.Set("X-Forwarded-Proto", "https")
	wrong := api.SignIn{Email: "nobody@aurora.example", Password: "not this one"}
	for i := 0; i < 300; i++ {
		// Each from another address, as it says, and for another account: only the real address is the same.
		wrong.Email = "n" + strings.Repeat("x", i%40) + "@aurora.example"
		c.header.Set("X-Forwarded-For", "203.0.113."+strings.Repeat("1", 1+i%3))
		if a := c.send(http.MethodPost, "/api/session", wrong); a.status == http.StatusTooManyRequests {
			return
		}
	}
	t.Error("whoever makes up X-Forwarded-For may try passwords for ever")
}
