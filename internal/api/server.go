package api

import (
	"context"
	"io/fs"
	"log/slog"
	"net/http"
	"net/netip"
	"sync"
	"time"
)

// Server is the HTTP side of Ramal. Center and Events are required; the zero value of the rest is useful.
type Server struct {
	Center        useCases
	Events        subscriber
	Console       fs.FS                         // the built console; nil or empty shows how to build it
	Checks        []func(context.Context) error // what else /readyz asks: the database, the bus
	PublicURL     string                        // where browsers reach the server, when a proxy changes the Host header
	TrustedProxy  bool                          // a proxy of ours is before us: its X-Forwarded-For and X-Forwarded-Proto count
	ProxyNetworks []netip.Prefix                // where that proxy asks from; loopback and private addresses when empty
	SalesContact  string                        // whom people ask for what is not in their plan; may be empty
	MediaMax      int64                         // the largest file that may be sent, in bytes; center.DefaultMediaMax when 0
	Version       string                        // shown in the OpenAPI document
	Log           *slog.Logger                  // slog.Default() when nil
	Now           func() time.Time              // what browsers are told the time is; time.Now when nil
	PingEvery     time.Duration                 // keepalive of websockets; 25 s when 0

	once    sync.Once
	handler http.Handler
	gauges  gauges
	sockets sockets
	shelf   shelf
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.open()
	s.handler.ServeHTTP(w, r)
}

// open builds what the server needs, once: a call may move before the first request.
func (s *Server) open() { s.once.Do(func() { s.handler = s.build() }) }

// Close ends the websockets, which http.Server.Shutdown does not know: give it to http.Server.RegisterOnShutdown.
func (s *Server) Close() { s.sockets.closeAll() }

func (s *Server) build() http.Handler {
	s.gauges.open()
	mux := http.NewServeMux()
	s.rest(mux)
	mux.HandleFunc("GET /api/events", s.events)
	mux.HandleFunc("GET /api/docs", s.docs)
	mux.HandleFunc("/api/", s.noRoute)
	mux.HandleFunc("GET /webhooks/{accountId}", s.handshake)
	mux.HandleFunc("POST /webhooks/{accountId}", s.webhook)
	mux.HandleFunc("/webhooks/", s.noRoute)
	mux.HandleFunc("GET /healthz", s.healthz)
	mux.HandleFunc("GET /readyz", s.readyz)
	mux.Handle("GET /metrics", s.gauges.handler())
	mux.HandleFunc("/", s.console)
	return inTheirWords(s.observe(s.rescue(s.secure(s.sameOrigin(timely(mux))))))
}

func (s *Server) now() time.Time {
	if s.Now != nil {
		return s.Now()
	}
	return time.Now()
}

func (s *Server) log() *slog.Logger {
	if s.Log != nil {
		return s.Log
	}
	return slog.Default()
}
