package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"time"

	"golang.org/x/sync/errgroup"

	"ramal/internal/api"
	"ramal/internal/auth"
	"ramal/internal/bus"
	"ramal/internal/center"
	"ramal/internal/media"
	"ramal/internal/store"
	"ramal/internal/web"
)

// serverOptions say how to run the server.
type serverOptions struct {
	databaseFlags
	tlsFlags
	listen       string
	publicURL    string // "": the address that is listened on
	mediaListen  string
	publicIPs    []string
	nats         string
	node         string
	drain        time.Duration
	salesContact string
	mediaMax     int64 // bytes; 0: as the center has it
	privateGraph bool  // Graph may be http and at a private address: the sandbox
	log          *slog.Logger
	now          func() time.Time // nil: the real clock
}

// server is everything that runs, wired. Who stands further down uses who stands further up.
type server struct {
	options serverOptions
	log     *slog.Logger
	port    net.Listener
	plain   net.Listener // leads to https; nil when nothing does
	certs   certificates // nil: plain HTTP
	store   *store.DB
	bus     *bus.Bus
	media   *media.Engine
	center  *center.Center
	api     *api.Server
}

// openServer opens ports, database and bus. The ports come first: when another Ramal runs here, nothing of its data has
// been touched when that is found out.
func openServer(ctx context.Context, o serverOptions) (_ *server, err error) {
	s := &server{options: o, log: o.log, center: &center.Center{}}
	defer func() {
		if err != nil {
			s.close()
		}
	}()
	if s.port, err = listenTCP(ctx, place{o.listen, "--listen"}); err != nil {
		return nil, err
	}
	if at := o.plainListen(); at != "" {
		if s.plain, err = listenTCP(ctx, place{at, "--http-listen"}); err != nil {
			return nil, err
		}
	}
	s.media, err = media.Open(media.Options{Listen: o.mediaListen, PublicIPs: o.publicIPs, Log: o.log, OnReport: func(r media.Report) {
		if report, ok := heard(r); ok {
			s.center.Heard(report)
		}
	}})
	if err != nil {
		return nil, portFault(err, place{}, place{o.mediaListen, "--media-listen"})
	}
	networks, err := o.proxyNetworks()
	if err != nil {
		return nil, err
	}
	public := s.public()
	if s.certs, err = o.openCertificates(o.Data, public.Hostname(), o.log); err != nil {
		return nil, err
	}
	if s.store, err = o.openNewest(ctx, o.log); err != nil {
		return nil, err
	}
	if s.bus, err = bus.Open(ctx, bus.Options{URL: o.nats, Log: o.log}); err != nil {
		return nil, err
	}
	s.center.Store = s.store
	s.center.Bus = s.bus
	s.center.Gate = auth.NewGate()
	s.center.Bridges = bridges{s.media}
	s.center.Voices = media.Voices{}
	s.center.MediaMax = o.mediaMax
	s.center.Node = o.node
	s.center.HTTP = graphClient(o.privateGraph)
	s.center.PrivateGraph = o.privateGraph
	s.center.PublicURL = s.url()
	s.center.Log = o.log
	s.center.Now = o.now
	s.api = &api.Server{
		Center:       s.center,
		Events:       s.bus,
		Console:      web.Files(),
		Checks:       []func(context.Context) error{s.store.Ping, func(context.Context) error { return s.bus.Healthy() }},
		PublicURL:    s.url(),
		TrustedProxy: o.TrustedProxy, ProxyNetworks: networks,
		SalesContact: o.salesContact,
		MediaMax:     o.mediaMax,
		Version:      version(),
		Log:          o.log,
		Now:          o.now,
	}
	s.center.Moved = s.api.CallMoved
	return s, nil
}

// url is where browsers reach the server.
func (s *server) url() string {
	switch o := s.options; {
	case o.publicURL != "":
		return o.publicURL
	case o.Domain != "":
		return "https://" + o.Domain
	case o.speaks():
		return "https://" + s.port.Addr().String()
	}
	return "http://" + s.port.Addr().String()
}

// public is the address that others know the server by; nothing where it knows only its port.
func (s *server) public() url.URL {
	if s.options.publicURL != "" || s.options.Domain != "" {
		if u, err := url.Parse(s.url()); err == nil {
			return *u
		}
	}
	return url.URL{}
}

// run puts right what was left behind, serves until ctx ends, and stops in order. ready is called once requests are
// answered; its error ends the server.
func (s *server) run(ctx context.Context, ready func(context.Context) error) error {
	life, end := context.WithCancel(context.WithoutCancel(ctx))
	var work errgroup.Group
	work.Go(func() error { return s.center.Run(life) })
	s.awaitReady(ctx)

	web := s.web(s.api)
	web.RegisterOnShutdown(s.api.Close)
	served := make(chan error, 2)
	if s.plain != nil {
		plain := s.web(s.certs.challenges(toHTTPS(s.public().Host)))
		go func() { served <- plain.Serve(s.plain) }()
		work.Go(func() error {
			<-life.Done()
			return plain.Close()
		})
	}
	if s.certs == nil {
		go func() { served <- web.Serve(s.port) }()
	} else {
		web.TLSConfig = s.certs.config()
		go func() { served <- web.ServeTLS(s.port, "", "") }()
		work.Go(func() error { return s.certs.Run(life) })
	}

	err := ready(ctx)
	if err == nil {
		select {
		case <-ctx.Done():
		case err = <-served:
		}
	}
	err = errors.Join(err, s.stop(context.WithoutCancel(ctx), web))
	end()
	err = errors.Join(err, work.Wait())
	s.close()
	return err
}

// web is an HTTP server that does not wait for ever.
func (s *server) web(handler http.Handler) *http.Server {
	return &http.Server{
		Handler: handler, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
		ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
}

// awaitReady returns when center has put right what the last stop or crash left behind, which is before requests come in.
func (s *server) awaitReady(ctx context.Context) {
	look := time.NewTicker(2 * time.Millisecond)
	defer look.Stop()
	for s.center.Ready() != nil {
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
	}
}

// stop ends the calls first, while webhooks still come in, and then the web.
func (s *server) stop(ctx context.Context, web *http.Server) error {
	if s.options.drain > 0 {
		s.log.Info("stopping: waiting for calls to end", slog.Duration("at_most", s.options.drain))
	}
	err := s.center.Shutdown(ctx, s.options.drain)
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	closed := web.Shutdown(ctx)
	if errors.Is(closed, context.DeadlineExceeded) {
		// Browsers open connections ahead of need, and those without a first request count as busy. Cutting them loses nothing.
		closed = web.Close()
	}
	return errors.Join(err, closed)
}

// close lets go of what was opened, last first. Failures are written to the log: nobody can do anything about them.
func (s *server) close() {
	if s.bus != nil {
		s.closed("bus", s.bus.Close())
	}
	if s.media != nil {
		s.closed("media", s.media.Close())
	}
	if s.store != nil {
		s.closed("store", s.store.Close())
	}
	for _, port := range []net.Listener{s.plain, s.port} {
		if port == nil {
			continue
		}
		if err := port.Close(); !errors.Is(err, net.ErrClosed) {
			s.closed("port", err)
		}
	}
}

func (s *server) closed(what string, err error) {
	if err != nil {
		s.log.Warn("not closed in an orderly way", slog.String("what", what), slog.Any("error", err))
	}
}
