package guard

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
	searches *prometheus.HistogramVec
	refusals *prometheus.CounterVec
	working  prometheus.Gauge
}

// seconds are the upper bounds that times are counted in.
var seconds = []float64{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 20}

func newMetrics(g *Guard) *metrics {
	m := &metrics{registry: prometheus.NewRegistry()}
	m.requests = prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "fatiao_request_seconds",
		Help: "Time to answer a request, by route and status.", Buckets: seconds}, []string{"route", "method", "status"})
	m.searches = prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "fatiao_search_seconds",
		Help: "Time to answer a search, by what was asked for.", Buckets: seconds}, []string{"kind"})
	for _, kind := range g.SearchKinds {
		m.searches.WithLabelValues(kind)
	}
	m.refusals = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "fatiao_refused_total",
		Help: "Requests that were refused, by reason."}, []string{"reason"})
	for _, r := range reasons {
		m.refusals.WithLabelValues(string(r)) // so that none is missing before the first
	}
	m.working = prometheus.NewGauge(prometheus.GaugeOpts{Name: "fatiao_requests_in_progress", Help: "Requests that are being answered."})
	waiting := prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "fatiao_requests_admitted_or_waiting",
		Help: "Requests that are worked on or wait for that."},
		func() float64 { return float64(g.requests.held()) })
	generation := prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "fatiao_generation", Help: "Number of the generation that is served."},
		func() float64 { return generationNumber(g.Generation()) })
	m.registry.MustRegister(m.requests, m.searches, m.refusals, m.working, waiting, generation,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	if g.Elsewhere != nil {
		m.registry.MustRegister(g.Elsewhere.collectors()...)
	}
	return m
}

// collectors are the counts of what stands on other machines.
func (e *Elsewhere) collectors() []prometheus.Collector {
	of := func(name string) string { return "fatiao_" + e.Name + "_" + name }
	available := prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: of("available"),
		Help: "Whether the other machines give whole answers: 1 or 0."}, func() float64 {
		if e.State().Available {
			return 1
		}
		return 0
	})
	answers := prometheus.NewCounterFunc(prometheus.CounterOpts{Name: of("answers_total"), Help: "Whole answers of the other machines."},
		func() float64 { return float64(e.State().Answers) })
	failures := prometheus.NewCounterFunc(prometheus.CounterOpts{Name: of("failures_total"),
		Help: "Questions to the other machines without a whole answer."}, func() float64 { return float64(e.State().Failures) })
	return []prometheus.Collector{available, answers, failures}
}

// generationNumber is the number that the name of a generation ends in: 12 of
// gen-000012. It is 0 where there is none.
func generationNumber(name string) float64 {
	i := len(name)
	for i > 0 && name[i-1] >= '0' && name[i-1] <= '9' {
		i--
	}
	n, err := strconv.Atoi(name[i:])
	if err != nil {
		return 0
	}
	return float64(n)
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

// refused counts a request that was refused.
func (m *metrics) refused(r Reason) { m.refusals.WithLabelValues(string(r)).Inc() }

func (m *metrics) handler() http.Handler {
	// The server compresses what is asked for so: twice would be once too often.
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{DisableCompression: true})
}
