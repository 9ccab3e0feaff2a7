package sandbox

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"ramal/internal/meta"
	"ramal/internal/sandbox/relay"
)

// Options are how a sandbox is started. The zero value is a sandbox in memory on free loopback ports.
type Options struct {
	Listen      string   // HTTP; "127.0.0.1:0" when empty
	MediaListen string   // UDP for all media; "127.0.0.1:0" when empty
	PublicIPs   []string // in candidates instead of the media address
	Hosts       []string // names beside loopback by which browsers may call the control plane
	Seed        []byte   // another world to begin with, as JSON: the content of the file of --seed; a world in DataDir wins
	DataDir     string   // keeps the world over a restart; "" keeps it in memory
	NoMedia     bool     // take any valid SDP and pretend the audio: for tests of signalling
	Profile     string   // form of Meta's descriptions: "real-2025" when empty, or "doc"
	Log         *slog.Logger
	Clock       *Clock    // NewClock() when nil
	Timing      Timing    // clocks that Meta leaves open
	Random      io.Reader // of ids; crypto/rand when nil
}

// Server is a running sandbox.
type Server struct {
	log    *slog.Logger
	clock  *Clock
	timing Timing
	token  string
	hosts  map[string]bool
	routes map[string]graphEdge

	ids     ids
	relay   *relay.Relay
	courier *courier
	hub     *hub
	saver   *saver
	shelf   *shelf
	base    atomic.Value // string: the address by which Graph was reached last
	http    *http.Server
	listen  net.Listener
	wg      sync.WaitGroup

	seed *seed // what reset returns to

	mu    sync.Mutex // owns world
	world *world

	closing sync.Once
	closed  error
}

// Start opens the ports, loads the world and begins to serve.
func Start(o Options) (*Server, error) {
	o = o.withDefaults()
	s := &Server{
		log: o.Log, clock: o.Clock, timing: o.Timing, token: Token, hosts: map[string]bool{}, ids: ids{random: o.Random},
	}
	for _, h := range o.Hosts {
		s.hosts[h] = true
	}
	var err error
	if s.seed, err = s.readSeed(o.Seed); err != nil {
		return nil, err
	}
	s.saver = newSaver(s, o.DataDir)
	if s.world, err = s.saver.load(); err != nil {
		return nil, err
	}
	s.shelf = newShelf(o.Log, o.DataDir)
	if err := s.shelf.load(s.world); err != nil {
		return nil, err
	}
	s.clock.offset += s.world.Offset
	if s.relay, err = relay.Open(relay.Options{
		Listen: o.MediaListen, PublicIPs: o.PublicIPs, Log: o.Log, NoMedia: o.NoMedia, Profile: relay.Profile(o.Profile),
	}); err != nil {
		return nil, err
	}
	if s.listen, err = new(net.ListenConfig).Listen(context.Background(), "tcp", o.Listen); err != nil {
		return nil, errors.Join(fmt.Errorf("sandbox address: %w", err), s.relay.Close())
	}
	s.routes = s.edges()
	s.courier = newCourier(s)
	s.hub = newHub(s)
	s.http = &http.Server{
		Handler: s.handler(), ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute,
		ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
	s.clock.start()
	s.saver.start()
	s.wg.Add(1)
	go func() {
		defer s.wg.Done()
		if err := s.http.Serve(s.listen); !errors.Is(err, http.ErrServerClosed) {
			s.log.Error("sandbox stopped serving", slog.Any("error", err))
		}
	}()
	s.must(func(t *tx) {
		if s.saver.fresh {
			_ = t.sow(s.seed, true) // tried before
		}
		t.wake()
	})
	return s, nil
}

func (o Options) withDefaults() Options {
	if o.Listen == "" {
		o.Listen = "127.0.0.1:0"
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Clock == nil {
		o.Clock = NewClock()
	}
	if o.Random == nil {
		o.Random = rand.Reader
	}
	o.Timing = o.Timing.withDefaults()
	return o
}

// Addr is the HTTP address as host:port.
func (s *Server) Addr() string { return s.listen.Addr().String() }

// URL is the address of Graph, of the control plane and of the page.
func (s *Server) URL() string { return "http://" + s.Addr() }

// MediaAddr is the UDP address of all media.
func (s *Server) MediaAddr() net.Addr { return s.relay.Addr() }

// MediaLegs is how many connections for the audio of calls are open. That of a call that ended closes a moment later.
func (s *Server) MediaLegs() int { return s.relay.Legs() }

// Clock is the clock that the rules follow. It may be moved while the sandbox runs.
func (s *Server) Clock() *Clock { return s.clock }

// Close hangs up what is left, without a word to the business, and writes the world down.
func (s *Server) Close() error {
	s.closing.Do(func() {
		s.hub.close()
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		err := s.http.Shutdown(ctx)
		if errors.Is(err, context.DeadlineExceeded) {
			err = s.http.Close()
		}
		s.clock.close()
		s.must((*tx).sendBatch) // into the log, for the next start
		s.courier.close()
		err = errors.Join(err, s.relay.Close())
		s.wg.Wait()
		s.closed = errors.Join(err, s.saver.close())
	})
	return s.closed
}

// wake takes up what a snapshot left half done: calls do not survive their media, messages and webhooks go on.
func (t *tx) wake() {
	t.resume() // first, so that what happens below comes after what waited
	for _, c := range t.Calls {
		switch {
		case c.State == callVoicemail:
			c.State = callEnded // what was said is lost: best effort, says Meta
		case c.live():
			t.end(c, reasonFailed, webhookFault(meta.CodeClientRelayFailed, "The relay was restarted during the call"))
		default:
			t.tellCaptures(c)
		}
	}
	for _, f := range t.Files {
		t.expireFileLater(f)
	}
	for _, m := range t.Templates {
		t.reviewLater(m)
	}
	for _, r := range t.Account.Restrictions {
		t.liftLater(r)
	}
	t.watchHours()
	for _, u := range t.Users {
		t.expireLater(u)
		t.catchUp(u)
	}
}

// catchUp delivers what waits for a phone.
func (t *tx) catchUp(u *user) {
	for _, m := range u.Messages {
		switch {
		case !m.FromBusiness:
			continue
		case m.Status == statusAccepted && m.Fault != nil:
			t.moveMessage(u, m, statusFailed, m.Fault)
		case m.Status == statusAccepted:
			t.moveMessage(u, m, statusSent, nil)
		}
		t.deliver(u, m)
	}
}
