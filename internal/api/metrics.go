package api

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// gauges are the figures of this server, in a registry of its own.
type gauges struct {
	registry *prometheus.Registry
	requests *prometheus.HistogramVec
	webhooks *prometheus.CounterVec
	changes  *prometheus.CounterVec
	sockets  prometheus.Gauge
}

func (g *gauges) open() {
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
	g.registry.MustRegister(g.requests, g.webhooks, g.changes, g.sockets,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
}

func (g *gauges) request(route string, status int, took time.Duration) {
	g.requests.WithLabelValues(route, strconv.Itoa(status)).Observe(took.Seconds())
}

func (g *gauges) handler() http.Handler {
	return promhttp.HandlerFor(g.registry, promhttp.HandlerOpts{})
}
