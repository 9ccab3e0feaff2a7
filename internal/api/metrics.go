package api

import (
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"ramal/internal/call"
)

// gauges are the figures of this server, in a registry of its own.
type gauges struct {
	registry *prometheus.Registry
	requests *prometheus.HistogramVec
	webhooks *prometheus.CounterVec
	changes  *prometheus.CounterVec
	sockets  prometheus.Gauge
	calls    *prometheus.GaugeVec
	ended    *prometheus.CounterVec

	mu   sync.Mutex
	live map[call.ID]call.State // what calls counts
}

func (g *gauges) open() {
	g.live = map[call.ID]call.State{}
	g.registry = prometheus.NewRegistry()
	g.requests = prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "ramal_http_request_seconds", Help: "How long requests took, by route and status. Websockets count from open to close.",
		Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10},
	}, []string{"route", "status"})
	g.webhooks = prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "ramal_webhook_posts_total", Help: "Webhook posts, by what became of them.",
	}, []string{"result"})
	g.changes = prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "ramal_events_sent_total", Help: "Changes sent to browsers, by type.",
	}, []string{"type"})
	g.sockets = prometheus.NewGauge(prometheus.GaugeOpts{Name: "ramal_event_sockets", Help: "Open websockets of browsers."})
	g.calls = prometheus.NewGaugeVec(prometheus.GaugeOpts{
		Name: "ramal_calls", Help: "Calls going on that this server has moved since its start, by direction and state.",
	}, []string{"direction", "state"})
	g.ended = prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "ramal_calls_ended_total", Help: "Calls that ended, by direction and outcome.",
	}, []string{"direction", "outcome"})
	g.registry.MustRegister(g.requests, g.webhooks, g.changes, g.sockets, g.calls, g.ended,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
}

func (g *gauges) request(route string, status int, took time.Duration) {
	g.requests.WithLabelValues(route, strconv.Itoa(status)).Observe(took.Seconds())
}

// CallMoved counts a move of a call: center.Center.Moved.
func (s *Server) CallMoved(before, after call.Call) {
	s.open()
	s.gauges.moved(before, after)
}

func (g *gauges) moved(before, after call.Call) {
	direction := string(after.Direction)
	g.mu.Lock()
	defer g.mu.Unlock()
	if known, ok := g.live[after.ID]; ok {
		g.calls.WithLabelValues(direction, string(known)).Dec()
		delete(g.live, after.ID)
	}
	if after.State.Live() {
		g.live[after.ID] = after.State
		g.calls.WithLabelValues(direction, string(after.State)).Inc()
	} else if before.State != call.Ended {
		g.ended.WithLabelValues(direction, string(after.Outcome)).Inc()
	}
}

func (g *gauges) handler() http.Handler {
	return promhttp.HandlerFor(g.registry, promhttp.HandlerOpts{})
}
