// Package guard stands between clients and the pages and the API. It bounds how much
// one client and all clients together may ask (limit.go, gate.go), takes bodies in and
// sends answers without holding a place to work in (transfer.go), asks for credentials
// and sets the headers that protect a browser (protect.go), counts and logs what was
// asked (metrics.go, observe.go), and turns errors into answers (refusal.go, errors.go).
// It knows no law.
//
// Start with [New] and [Guard.Install].
package guard

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"github.com/fatiao/fatiao/internal/access"
)

// MaxBody bounds what a request may send, in bytes.
const MaxBody = 4 << 20

// StaticRoute is the route of the embedded files, which are given to everybody.
const StaticRoute = "/static/:file"

// The routes that browsers and crawlers ask for without being told of them.
const (
	RobotsRoute = "/robots.txt"
	IconRoute   = "/favicon.ico"
)

// ModelRoute is where language models ask; errors are JSON there, as in the API.
const ModelRoute = "/mcp"

// Options configure a guard.
type Options struct {
	Limits Limits
	// Access says who may use the site; nil means everybody.
	Access *access.Authenticator
	// TLS says that the server itself speaks TLS.
	TLS bool
	// LogQueries puts what was searched for into the log of requests.
	LogQueries bool
	Log        *slog.Logger
	Now        func() time.Time
	// PublicURL is where the site is found, without a slash at its end; "" takes what each request says.
	PublicURL string
	// Generation is the name of the generation that is served, "" while none is open.
	Generation func() string
	// Elsewhere is what the server asks on other machines; nil where it asks none.
	Elsewhere *Elsewhere
	// SearchKinds are the names that searches are counted by.
	SearchKinds []string
	// ErrorPage renders an error for a reader of pages.
	ErrorPage func(echo.Context, ErrorPage) error
}

// Guard protects one server.
type Guard struct {
	Options
	metrics  *metrics
	requests *gate // that are worked on
	bodies   *gate // that are taken in
	uploads  *gate // files that are read
}

// New makes a guard. Limits that o leaves out are the defaults.
func New(o Options) *Guard {
	o.Limits = o.Limits.orDefault()
	l := o.Limits
	g := &Guard{Options: o, requests: newGate(l.Working, l.Waiting, l.Wait), bodies: newGate(l.Bodies, l.Waiting, l.Wait),
		uploads: newGate(l.Files, l.Files, l.Wait)}
	g.metrics = newMetrics(g)
	return g
}

// Install puts the guard before all routes of a server, and adds the routes that tell
// how the server is: /healthz, /readyz and /metrics.
func (g *Guard) Install(e *echo.Echo) {
	e.HTTPErrorHandler = g.renderError
	e.IPExtractor = g.Limits.address()
	// First what stands on every answer and reports what became of it; then who is turned
	// away, from the cheapest reason to the dearest; then the transfer around the work.
	e.Use(g.securityHeaders, validID, middleware.RequestID(), g.observe,
		g.Limits.perClient(), g.protected, sameSite, g.loaded,
		sentWhole, g.takenIn(), g.admitted,
		middleware.RecoverWithConfig(middleware.RecoverConfig{LogErrorFunc: g.panicked}), middleware.Gzip(), g.Limits.deadline)
	e.GET("/healthz", func(c echo.Context) error { return c.String(http.StatusOK, "ok\n") })
	e.GET("/readyz", g.ready)
	e.GET("/metrics", echo.WrapHandler(g.metrics.handler()))
}

// Elsewhere is what a server asks on other machines, without which it still serves the rest.
type Elsewhere struct {
	// Name is what stands there, a word for programs: cases.
	Name string
	// Err is in the tree of errors for want of a whole answer. Its text is for the user.
	Err error
	// State says how it is.
	State func() ElsewhereState
}

// ElsewhereState says whether other machines answer.
type ElsewhereState struct {
	Available         bool
	Since             time.Time // when that began
	Answers, Failures int       // whole answers, and questions without one
}

// ready names the generation that is served, and says how other machines are.
func (g *Guard) ready(c echo.Context) error {
	if name := g.Generation(); name != "" {
		return c.String(http.StatusOK, name+"\n"+g.Elsewhere.line())
	}
	return c.String(http.StatusServiceUnavailable, "loading\n")
}

// line is what /readyz says of other machines.
func (e *Elsewhere) line() string {
	if e == nil {
		return ""
	}
	s := e.State()
	word := "available"
	if !s.Available {
		word = "unavailable"
	}
	return e.Name + " " + word + " since " + s.Since.UTC().Format(time.RFC3339) + "\n"
}

// exempt reports whether a request is answered however many others there are.
func exempt(c echo.Context) bool {
	switch c.Path() {
	case StaticRoute, "/healthz", "/readyz", "/metrics":
		return true
	}
	return false
}
