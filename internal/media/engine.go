package media

import (
	"fmt"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/ice/v4"
	"github.com/pion/rtp"
	"github.com/pion/transport/v4"
	"github.com/pion/webrtc/v4"

	"ramal/internal/fault"
)

// Engine owns the port that browsers reach and the bridges. All methods may be called from any goroutine.
type Engine struct {
	mux     *ice.UDPMuxDefault
	addr    net.Addr
	browser *webrtc.API
	meta    *webrtc.API
	cert    webrtc.Certificate
	clock   *clock[*Bridge]
	reports *reports
	legs    atomic.Uint64 // numbers them

	mu      sync.Mutex
	bridges map[string]*Bridge
	closed  bool
	once    sync.Once
}

// Open listens and starts the engine. An address that cannot be used, or a public IP that is none, is an Invalid fault or the
// system's error.
func Open(o Options) (*Engine, error) {
	for _, ip := range o.PublicIPs {
		if net.ParseIP(ip) == nil {
			return nil, fault.New(fault.Invalid, "The public address %q of the media port is not an IP address.", ip)
		}
	}
	log := o.Log
	if log == nil {
		log = slog.Default()
	}
	cert, err := newCertificate(time.Now())
	if err != nil {
		return nil, fmt.Errorf("make a certificate for media: %w", err)
	}
	conn, err := listen(o.Listen)
	if err != nil {
		return nil, fmt.Errorf("open the media port: %w", err)
	}
	return newEngine(o, conn, nil, cert, pionLog{log})
}

// newEngine takes over conn. meta is where the sockets of Meta's legs come from, nil for the system.
func newEngine(o Options, conn net.PacketConn, meta transport.Net, cert webrtc.Certificate, log pionLog) (*Engine, error) {
	e := &Engine{
		mux:     ice.NewUDPMuxDefault(ice.UDPMuxParams{UDPConn: conn, Logger: log.NewLogger("mux")}),
		addr:    conn.LocalAddr(),
		cert:    cert,
		bridges: map[string]*Bridge{},
	}
	s := sockets{browsers: e.mux, meta: meta}
	if udp, ok := e.addr.(*net.UDPAddr); ok && !udp.IP.IsUnspecified() {
		s.local = udp.IP
	}
	var err error
	if e.browser, err = newAPI(browserProfile(), s, o.PublicIPs, log); err == nil {
		e.meta, err = newAPI(metaProfile(), s, o.PublicIPs, log)
	}
	if err != nil {
		_ = e.mux.Close()
		return nil, fmt.Errorf("set up media: %w", err)
	}
	e.clock = newClock[*Bridge]()
	e.reports = newReports(o.OnReport)
	return e, nil
}

// Addr returns the UDP address that browsers send to.
func (e *Engine) Addr() net.Addr { return e.addr }

// OpenBridge makes an empty bridge. An id that is in use, or a closed engine, is a Conflict.
func (e *Engine) OpenBridge(id string) (*Bridge, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return nil, fault.New(fault.Conflict, "The media engine is closed.")
	}
	if _, ok := e.bridges[id]; ok {
		return nil, fault.New(fault.Conflict, "This call has its audio already.")
	}
	b := &Bridge{id: id, engine: e}
	e.bridges[id] = b
	e.clock.add(b)
	return b, nil
}

// Bridge returns the open bridge with that id.
func (e *Engine) Bridge(id string) (*Bridge, bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	b, ok := e.bridges[id]
	return b, ok
}

func (e *Engine) newLeg(api *webrtc.API, sound func(*leg, *rtp.Packet, bool, time.Time), changed func(*leg)) (*leg, error) {
	return newLeg(e.legs.Add(1), api, e.cert, sound, changed)
}

func (e *Engine) forget(b *Bridge) {
	e.clock.remove(b)
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.bridges[b.id] == b {
		delete(e.bridges, b.id)
	}
}

// Close closes every bridge and the port, and delivers the last reports. It may be called twice.
func (e *Engine) Close() error {
	var err error
	e.once.Do(func() {
		e.mu.Lock()
		e.closed = true
		open := make([]*Bridge, 0, len(e.bridges))
		for _, b := range e.bridges {
			open = append(open, b)
		}
		e.mu.Unlock()
		var all sync.WaitGroup
		for _, b := range open {
			all.Go(b.Close)
		}
		all.Wait()
		e.clock.stop()
		err = e.mux.Close()
		e.reports.stop()
	})
	return err
}
