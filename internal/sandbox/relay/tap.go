package relay

import (
	"encoding/binary"
	"net"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// tap is the shared socket with an ear on it: what the business sends is measured as it arrives on the wire, so that the
// report does not depend on what the WebRTC stack makes of it (a second SSRC, media before its time, a wrong ICE role).
type tap struct {
	*net.UDPConn
	lossy atomic.Bool // some leg has lost packets since the start: only then sending has to look

	mu      sync.RWMutex
	byUfrag map[string]*ear
	byAddr  map[netip.AddrPort]*ear
}

func newTap(c *net.UDPConn) *tap {
	return &tap{UDPConn: c, byUfrag: map[string]*ear{}, byAddr: map[netip.AddrPort]*ear{}}
}

// ReadFromAddrPort is what the mux reads by. A packet that the phone's network loses is never seen.
func (t *tap) ReadFromAddrPort(b []byte) (int, netip.AddrPort, error) {
	for {
		n, addr, err := t.ReadFromUDPAddrPort(b)
		if err != nil || n == 0 || t.observe(addr, b[:n]) {
			return n, addr, err
		}
	}
}

// WriteToAddrPort is what the mux writes by. A packet that the phone's network loses counts as written.
func (t *tap) WriteToAddrPort(b []byte, addr netip.AddrPort) (int, error) {
	if t.lossy.Load() && isMedia(b) {
		t.mu.RLock()
		e := t.byAddr[addr]
		t.mu.RUnlock()
		if e != nil && e.loses() {
			return len(b), nil
		}
	}
	return t.WriteToUDPAddrPort(b, addr)
}

func (t *tap) listen(ufrag string, e *ear) {
	t.mu.Lock()
	t.byUfrag[ufrag] = e
	t.mu.Unlock()
}

func (t *tap) deafen(ufrag string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	e := t.byUfrag[ufrag]
	delete(t.byUfrag, ufrag)
	for addr, other := range t.byAddr {
		if other == e {
			delete(t.byAddr, addr)
		}
	}
}

// isMedia reports whether a packet is SRTP or SRTCP (RFC 7983).
func isMedia(b []byte) bool { return len(b) >= 12 && b[0] >= 128 && b[0] <= 191 }

// observe sorts a packet by its first byte (RFC 7983) and tells the ear of its leg. It reports false for one that is lost.
// Only media can be: checks and DTLS end at Meta's relay, and the phone's bad network lies behind it.
func (t *tap) observe(addr netip.AddrPort, b []byte) bool {
	if b[0] < 4 {
		t.stun(addr, b)
		return true
	}
	t.mu.RLock()
	e := t.byAddr[addr]
	t.mu.RUnlock()
	switch {
	case e == nil:
	case isMedia(b):
		if e.loses() {
			return false
		}
		e.media(time.Now(), b)
	case b[0] >= 20 && b[0] <= 63:
		e.dtls(time.Now())
	}
	return true
}

const (
	stunBindingRequest = 0x0001
	stunMagicCookie    = 0x2112A442
	stunUsername       = 0x0006
	stunControlled     = 0x8029
)

// stun learns which leg an address belongs to, and whether the business claims the controlled role against a lite agent.
func (t *tap) stun(addr netip.AddrPort, b []byte) {
	if len(b) < 20 || binary.BigEndian.Uint16(b) != stunBindingRequest || binary.BigEndian.Uint32(b[4:]) != stunMagicCookie {
		return
	}
	var ufrag string
	controlled := false
	for attrs := b[20:]; len(attrs) >= 4; {
		kind, size := binary.BigEndian.Uint16(attrs), int(binary.BigEndian.Uint16(attrs[2:]))
		if len(attrs) < 4+size {
			return
		}
		switch kind {
		case stunUsername:
			ufrag, _, _ = strings.Cut(string(attrs[4:4+size]), ":")
		case stunControlled:
			controlled = true
		}
		attrs = attrs[min(len(attrs), 4+(size+3)&^3):]
	}
	t.mu.Lock()
	e := t.byUfrag[ufrag]
	if e != nil {
		t.byAddr[addr] = e
	}
	t.mu.Unlock()
	if e != nil && controlled {
		e.conflict()
	}
}
