package api

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// byProxy reports whether a request came from the proxy before us, whose word on who asked and how is believed. What anybody
// else writes in those headers counts for nothing.
func (s *Server) byProxy(r *http.Request) bool {
	if !s.TrustedProxy {
		return false
	}
	from, known := peer(r)
	if len(s.ProxyNetworks) == 0 {
		return known && (from.IsLoopback() || from.IsPrivate() || from.IsLinkLocalUnicast())
	}
	return known && slices.ContainsFunc(s.ProxyNetworks, func(n netip.Prefix) bool { return n.Contains(from) })
}

// peer is the address at the other end of the connection.
func peer(r *http.Request) (netip.Addr, bool) {
	a, err := netip.ParseAddrPort(r.RemoteAddr)
	return a.Addr().Unmap().WithZone(""), err == nil
}

// addressOf returns who is at the other end. Of X-Forwarded-For only the last entry counts: our proxy wrote it, the ones
// before it are anybody's word.
func (s *Server) addressOf(r *http.Request) string {
	if all := r.Header.Values("X-Forwarded-For"); len(all) > 0 && s.byProxy(r) {
		hops := strings.Split(all[len(all)-1], ",")
		if a, err := netip.ParseAddr(strings.TrimSpace(hops[len(hops)-1])); err == nil {
			return a.Unmap().String()
		}
	}
	if a, known := peer(r); known {
		return a.String()
	}
	return r.RemoteAddr
}

// overTLS reports whether the browser speaks TLS, with us or with the proxy before us.
func (s *Server) overTLS(r *http.Request) bool {
	return r.TLS != nil || strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https") && s.byProxy(r)
}
