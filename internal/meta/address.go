package meta

import (
	"errors"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Why an address cannot be Graph's.
var (
	ErrNotURL     = errors.New("meta: not a web address")
	ErrNotHTTPS   = errors.New("meta: not https")
	ErrAddressHas = errors.New("meta: a user, a query or a fragment in the address")
	ErrNotPublic  = errors.New("meta: not a public address")
)

// CheckBaseURL returns an address for Client.BaseURL in one writing: https, a host and perhaps a path, without anything that
// could change where requests go or whom they speak for. Without private, the host must not be one of this machine or its
// network: neither an address that is not public nor a name that never is. What a name leads to is decided where it is dialed:
// see Public.
func CheckBaseURL(raw string, private bool) (string, error) {
	u, err := url.Parse(strings.TrimSpace(raw))
	switch {
	case err != nil, u.Opaque != "", u.Hostname() == "", u.Scheme != "http" && u.Scheme != "https":
		return "", ErrNotURL
	case u.User != nil, u.RawQuery != "", u.ForceQuery, u.Fragment != "", strings.HasSuffix(raw, "#"):
		return "", ErrAddressHas
	case u.Port() != "" && !portNumber(u.Port()), strings.Contains(u.Path, ".."):
		return "", ErrNotURL
	case u.Scheme == "http" && !private:
		return "", ErrNotHTTPS
	case !private && !publicHost(u.Hostname()):
		return "", ErrNotPublic
	}
	u.Host = strings.ToLower(u.Host)
	return strings.TrimRight(u.String(), "/"), nil
}

func portNumber(s string) bool {
	n, err := strconv.ParseUint(s, 10, 16)
	return err == nil && n > 0
}

// publicHost reports whether a host may be outside: a public address, or a name that is not known to be inside.
func publicHost(host string) bool {
	if a, err := netip.ParseAddr(host); err == nil {
		return Public(a)
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	labels := strings.Split(host, ".")
	last := labels[len(labels)-1]
	if len(labels) < 2 || last == "" {
		return false // localhost, metadata: names of a network of one's own
	}
	switch last {
	case "localhost", "local", "internal", "intranet", "lan", "home", "corp", "arpa":
		return false
	}
	// Resolvers take 2130706433, 0x7f.1 and 127.1 for addresses; no name of the world ends in a number.
	return last[0] < '0' || last[0] > '9'
}

// inside lists the ranges that netip has no question for and that are not of the public internet (IANA special-purpose
// registries).
func inside() []string {
	return []string{
		"0.0.0.0/8", "100.64.0.0/10" /* shared by providers; some clouds keep metadata there */, "192.0.0.0/24", "192.0.2.0/24",
		"192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
		"2001::/23" /* Teredo and other tunnels */, "2001:db8::/32", "2002::/16" /* 6to4: an IPv4 address in disguise */, "3fff::/20",
	}
}

// Where all public IPv6 addresses are, and where a network of IPv6 alone finds the IPv4 world (RFC 6052).
const (
	global     = "2000::/3"
	translated = "64:ff9b::/96"
)

// Public reports whether an address is of the public internet: not of this machine, not of a network of one's own, not
// where clouds keep metadata and credentials, and none of these in the disguise of IPv6.
func Public(a netip.Addr) bool {
	if a.Zone() != "" {
		return false
	}
	a = a.Unmap()
	if within(a, translated) {
		b := a.As16()
		a = netip.AddrFrom4([4]byte(b[12:]))
	}
	if !a.IsGlobalUnicast() || a.IsPrivate() || a.Is6() && !within(a, global) {
		return false
	}
	return !slices.ContainsFunc(inside(), func(prefix string) bool { return within(a, prefix) })
}

func within(a netip.Addr, prefix string) bool { return netip.MustParsePrefix(prefix).Contains(a) }
