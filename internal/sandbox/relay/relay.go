// Package relay is the media half of the sandbox: the WebRTC leg that Meta would hold with the business (ICE-lite, one UDP
// port, the SDP that real calls show) and, behind it, the sound of a phone: a browser's own leg, or an echo, a tone, a
// file, silence.
//
// It knows no call state, no user and no rule of WhatsApp. The sandbox tells it when a phone is picked up and asks it what
// it heard. It does not decode audio, transcode, conceal loss or mix.
package relay

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"

	"github.com/pion/ice/v4"
	"github.com/pion/webrtc/v4"
)

// Options say where the relay listens.
type Options struct {
	// Listen is the UDP address of all legs, "127.0.0.1:0" when empty.
	Listen string
	// PublicIPs replace the listening address in candidates (1:1 NAT), at most one IPv4.
	PublicIPs []string
	// Profile is the form of the descriptions, Real2025 when empty. A call can have its own.
	Profile Profile
	// NoMedia pretends all media: any valid description is accepted, no port is bound, reports are made up.
	NoMedia bool
	// Log gets WebRTC's own complaints at debug level. Nil discards them.
	Log *slog.Logger
}

// Relay owns the UDP port and the certificate that all legs share.
type Relay struct {
	log     *slog.Logger
	public  []string
	profile Profile
	conn    *tap
	mux     *ice.UDPMuxDefault
	cert    webrtc.Certificate
	player  *player
	opus    sounds

	pretend   bool
	pretended atomic.Uint64 // legs so far

	mu     sync.Mutex
	legs   map[*Leg]struct{}
	closed bool
}

// ErrClosed is returned once the relay is closed.
var ErrClosed = errors.New("relay is closed")

// Open binds the port and makes the certificate.
func Open(o Options) (*Relay, error) {
	if o.Listen == "" {
		o.Listen = "127.0.0.1:0"
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Profile == "" {
		o.Profile = Real2025
	}
	for _, ip := range o.PublicIPs {
		if net.ParseIP(ip) == nil {
			return nil, fmt.Errorf("public address: %q is not an IP address", ip)
		}
	}
	opus, err := opusSounds()
	if err != nil {
		return nil, err
	}
	r := &Relay{log: o.Log, public: o.PublicIPs, profile: o.Profile, legs: map[*Leg]struct{}{}, opus: opus, pretend: o.NoMedia}
	if r.pretend {
		return r, nil
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("make the DTLS key: %w", err)
	}
	cert, err := webrtc.GenerateCertificate(key)
	if err != nil {
		return nil, fmt.Errorf("make the DTLS certificate: %w", err)
	}
	addr, err := net.ResolveUDPAddr("udp4", o.Listen)
	if err != nil {
		return nil, fmt.Errorf("media address: %w", err)
	}
	udp, err := net.ListenUDP("udp4", addr)
	if err != nil {
		return nil, fmt.Errorf("media port: %w", err)
	}
	// A burst of many calls starting at once must not overflow the default buffer. Failing to raise it is no fault.
	_ = udp.SetReadBuffer(4 << 20)
	r.conn, r.cert, r.player = newTap(udp), *cert, newPlayer()
	r.mux = ice.NewUDPMuxDefault(ice.UDPMuxParams{UDPConn: r.conn, Logger: logger{log: o.Log, scope: "udpmux"}})
	go r.player.run()
	return r, nil
}

// Addr is the UDP address that the relay listens on, or would.
func (r *Relay) Addr() net.Addr {
	if r.pretend {
		return pretendAddr(r.public)
	}
	return r.conn.LocalAddr()
}

// Legs is how many legs are open.
func (r *Relay) Legs() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.legs)
}

// Close ends every leg and frees the port.
func (r *Relay) Close() error {
	r.mu.Lock()
	if r.closed {
		r.mu.Unlock()
		return nil
	}
	r.closed = true
	legs := make([]*Leg, 0, len(r.legs))
	for l := range r.legs {
		legs = append(legs, l)
	}
	r.mu.Unlock()
	for _, l := range legs {
		l.Close()
	}
	if r.pretend {
		return nil
	}
	r.player.close()
	err := r.mux.Close()
	if cerr := r.conn.Close(); cerr != nil && !errors.Is(cerr, net.ErrClosed) {
		err = errors.Join(err, cerr)
	}
	return err
}

func (r *Relay) adopt(l *Leg) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return ErrClosed
	}
	r.legs[l] = struct{}{}
	return nil
}

func (r *Relay) forget(l *Leg) {
	r.mu.Lock()
	delete(r.legs, l)
	r.mu.Unlock()
}
