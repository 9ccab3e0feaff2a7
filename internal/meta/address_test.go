package meta_test

import (
	"errors"
	"net/netip"
	"testing"

	"ramal/internal/meta"
)

func TestWhichAddressesCanBeGraphs(t *testing.T) {
	for raw, want := range map[string]string{
		"https://graph.facebook.com":          "https://graph.facebook.com",
		"https://Graph.Facebook.com/":         "https://graph.facebook.com",
		"https://gateway.example.com/meta/":   "https://gateway.example.com/meta",
		"https://graph.example.com:8443":      "https://graph.example.com:8443",
		"https://157.240.1.1":                 "https://157.240.1.1",
		"https://[2a03:2880:f12f::1]":         "https://[2a03:2880:f12f::1]",
		"https://graph.facebook.com.":         "https://graph.facebook.com.",
		"https://0x.example.com":              "https://0x.example.com",
		"https://xn--bcher-kva.example/graph": "https://xn--bcher-kva.example/graph",
	} {
		if got, err := meta.CheckBaseURL(raw, false); got != want || err != nil {
			t.Errorf("%q: %q, %v; want %q", raw, got, err, want)
		}
	}
	for raw, want := range map[string]error{
		"":                                   meta.ErrNotURL,
		"graph.facebook.com":                 meta.ErrNotURL,
		"file:///etc/passwd":                 meta.ErrNotURL,
		"gopher://graph.example.com":         meta.ErrNotURL,
		"https:graph.facebook.com":           meta.ErrNotURL,
		"https://":                           meta.ErrNotURL,
		"https://:443":                       meta.ErrNotURL,
		"https://graph.example.com:0":        meta.ErrNotURL,
		"https://graph.example.com:99999":    meta.ErrNotURL,
		"https://graph.example.com/../admin": meta.ErrNotURL,
		"https://a b.example.com":            meta.ErrNotURL,

		"https://me@graph.facebook.com":       meta.ErrAddressHas,
		"https://graph.facebook.com@10.0.0.1": meta.ErrAddressHas,
		"https://graph.facebook.com?a=b":      meta.ErrAddressHas,
		"https://graph.facebook.com/?":        meta.ErrAddressHas,
		"https://graph.facebook.com#x":        meta.ErrAddressHas,
		"https://graph.facebook.com#":         meta.ErrAddressHas,
		"http://graph.facebook.com":           meta.ErrNotHTTPS,
		"http://127.0.0.1:8090":               meta.ErrNotHTTPS,
		"https://127.0.0.1":                   meta.ErrNotPublic,
		"https://127.1":                       meta.ErrNotPublic,
		"https://2130706433":                  meta.ErrNotPublic,
		"https://0x7f000001":                  meta.ErrNotPublic,
		"https://0x7f.0.0.1":                  meta.ErrNotPublic,
		"https://0177.0.0.1":                  meta.ErrNotPublic,
		"https://169.254.169.254/latest":      meta.ErrNotPublic,
		"https://0.0.0.0":                     meta.ErrNotPublic,
		"https://[::]":                        meta.ErrNotPublic,
		"https://[::1]":                       meta.ErrNotPublic,
		"https://[::ffff:127.0.0.1]":          meta.ErrNotPublic,
		"https://[::ffff:a9fe:a9fe]":          meta.ErrNotPublic,
		"https://[fe80::1%25eth0]":            meta.ErrNotPublic,
		"https://[fd00:ec2::254]":             meta.ErrNotPublic,
		"https://localhost":                   meta.ErrNotPublic,
		"https://LOCALHOST.":                  meta.ErrNotPublic,
		"https://graph.localhost":             meta.ErrNotPublic,
		"https://metadata":                    meta.ErrNotPublic,
		"https://metadata.google.internal":    meta.ErrNotPublic,
		"https://printer.local":               meta.ErrNotPublic,
	} {
		if got, err := meta.CheckBaseURL(raw, false); !errors.Is(err, want) {
			t.Errorf("%q: %q, %v; want %v", raw, got, err, want)
		}
	}
}

func TestPrivateAddressesWhereTheyAreAllowed(t *testing.T) {
	for raw, want := range map[string]string{
		"http://127.0.0.1:8090":  "http://127.0.0.1:8090",
		"http://localhost:8090/": "http://localhost:8090",
		"https://sandbox":        "https://sandbox",
	} {
		if got, err := meta.CheckBaseURL(raw, true); got != want || err != nil {
			t.Errorf("%q: %q, %v; want %q", raw, got, err, want)
		}
	}
	for _, raw := range []string{"ftp://127.0.0.1", "http://me@127.0.0.1", "http://127.0.0.1/?x"} {
		if got, err := meta.CheckBaseURL(raw, true); err == nil {
			t.Errorf("%q: %q, want a refusal", raw, got)
		}
	}
}

func TestWhichAddressesArePublic(t *testing.T) {
	for address, want := range map[string]bool{
		"157.240.1.1": true, "8.8.8.8": true, "172.32.0.1": true, "100.128.0.1": true, "2a03:2880:f12f::1": true,
		"64:ff9b::9df0:101": true, // 157.240.1.1 by way of a translator
		"::ffff:8.8.8.8":    true,

		"0.0.0.0": false, "0.1.2.3": false, "10.1.2.3": false, "100.64.0.1": false, "100.100.100.200": false, "127.0.0.1": false,
		"127.255.255.254": false, "169.254.169.254": false, "172.16.0.1": false, "172.31.255.255": false, "192.0.0.192": false,
		"192.0.2.1": false, "192.168.1.1": false, "198.18.0.1": false, "198.51.100.1": false, "203.0.113.1": false,
		"224.0.0.1": false, "240.0.0.1": false, "255.255.255.255": false,
		"::": false, "::1": false, "::7f00:1": false, "::ffff:10.0.0.1": false, "::ffff:169.254.169.254": false,
		"64:ff9b::a00:1": false, "64:ff9b::a9fe:a9fe": false, "64:ff9b:1::a00:1": false, "100::1": false, "2001::1": false, "2001:db8::1": false,
		"2002:7f00:1::": false, "fc00::1": false, "fd00:ec2::254": false, "fe80::1": false, "fe80::1%eth0": false, "fec0::1": false, "ff02::1": false,
		"3fff::1": false, "4000::1": false, "2a03:2880::1%eth0": false,
	} {
		if got := meta.Public(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: %t, want %t", address, got, want)
		}
	}
	if meta.Public(netip.Addr{}) {
		t.Error("no address is public")
	}
}
