package web

import (
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics are what a server counts, for /metrics.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.HistogramVec
	working  prometheus.Gauge
}

func newMetrics(library Library, g *gate) *metrics {
	m := &metrics{registry: prometheus.NewRegistry()}
	m.requests = prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "fatiao_request_seconds", Help: "Time to answer a request, by route and status.",
		Buckets: []float64{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 20}}, []string{"route", "method", "status"})
	m.working = prometheus.NewGauge(prometheus.GaugeOpts{Name: "fatiao_requests_in_progress", Help: "Requests that are being answered."})
	waiting := prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "fatiao_requests_admitted_or_waiting", Help: "Requests that are worked on or wait for that."},
		func() float64 { return float64(len(g.waiting)) })
	generation := prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "fatiao_generation", Help: "Number of the generation that is served."}, func() float64 {
		snapshot, release := library.Acquire()
		defer release()
		n, err := strconv.Atoi(trailingDigits(snapshot.Generation))
		if err != nil {
			return 0
		}
		return float64(n)
	})
	m.registry.MustRegister(m.requests, m.working, waiting, generation, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// trailingDigits are the digits that a name ends in: gen-000012 is 000012.
func trailingDigits(name string) string {
	i := len(name)
	for i > 0 && name[i-1] >= '0' && name[i-1] <= '9' {
		i--
	}
	return name[i:]
}

// observe counts an answer by route, not by path: nothing of what is asked goes into
// the counts.
func (m *metrics) observe(c echo.Context, took time.Duration) {
	route := c.Path()
	if route == "" {
		route = "none"
	}
	m.requests.WithLabelValues(route, c.Request().Method, strconv.Itoa(c.Response().Status)).Observe(took.Seconds())
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}
