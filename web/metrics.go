package web

import (
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/fatiao/fatiao/internal/search"
)

// metrics are what a server counts, for /metrics.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.HistogramVec
	searches *prometheus.HistogramVec
	refusals *prometheus.CounterVec
	working  prometheus.Gauge
}

func newMetrics(library Library, g *gate) *metrics {
	m := &metrics{registry: prometheus.NewRegistry()}
	m.requests = prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "fatiao_request_seconds", Help: "Time to answer a request, by route and status.",
		Buckets: []float64{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 20}}, []string{"route", "method", "status"})
	m.searches = prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "fatiao_search_seconds", Help: "Time to answer a search, by what was asked for.",
		Buckets: []float64{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 20}}, []string{"kind"})
	for _, kind := range search.AskedKinds {
		m.searches.WithLabelValues(string(kind))
	}
	m.refusals = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "fatiao_refused_total", Help: "Requests that were refused, by reason."}, []string{"reason"})
	for _, r := range reasons {
		m.refusals.WithLabelValues(string(r)) // so that none is missing before the first
	}
	m.working = prometheus.NewGauge(prometheus.GaugeOpts{Name: "fatiao_requests_in_progress", Help: "Requests that are being answered."})
	waiting := prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "fatiao_requests_admitted_or_waiting", Help: "Requests that are worked on or wait for that."},
		func() float64 { return float64(len(g.waiting)) })
	generation := prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "fatiao_generation", Help: "Number of the generation that is served."}, func() float64 {
		snapshot, release := library.Acquire()
		defer release()
		if snapshot == nil {
			return 0
		}
		n, err := strconv.Atoi(trailingDigits(snapshot.Generation))
		if err != nil {
			return 0
		}
		return float64(n)
	})
	m.registry.MustRegister(m.requests, m.searches, m.refusals, m.working, waiting, generation, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
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
	m.requests.WithLabelValues(route, methodOf(c), strconv.Itoa(c.Response().Status)).Observe(took.Seconds())
}

// methodOf is the method of a request as it is counted and logged: clients may send any
// word for it, and each would be counted by itself for ever.
func methodOf(c echo.Context) string {
	switch m := c.Request().Method; m {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return m
	}
	return "other"
}

// refused counts a request that was refused.
func (m *metrics) refused(r reason) { m.refusals.WithLabelValues(string(r)).Inc() }

// searched counts a search, also one that was stopped.
func (m *metrics) searched(kind search.Asked, took time.Duration) {
	m.searches.WithLabelValues(string(kind)).Observe(took.Seconds())
}

func (m *metrics) handler() http.Handler {
	// The server compresses what is asked for so: twice would be once too often.
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{DisableCompression: true})
}
