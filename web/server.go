// Package web serves the pages: Echo handlers, one file per page, and the
// templates and styles embedded in the binary. Handlers turn what the
// knowledge base and the search return into page structs; templates see only
// those. Errors are rendered in one place, errors.go; what handlers say in
// Chinese stands in words.go.
//
// Start with [New].
package web

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"github.com/fatiao/fatiao/internal/access"
	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
)

// Searcher answers searches and completes what is typed.
type Searcher interface {
	Search(ctx context.Context, r search.Request) (*search.Result, error)
	Suggest(ctx context.Context, typed string) ([]search.Suggestion, error)
	RelatedTo(ctx context.Context, p *kb.Place) ([]search.Related, error)
	Cases(ctx context.Context, r search.CaseRequest) (*search.CaseList, error)
	Similar(ctx context.Context, document int64, facts string) ([]*kb.CaseInfo, error)
}

// Snapshot is one generation, open for reading.
type Snapshot struct {
	Generation string
	Base       *kb.Base
	Search     Searcher
}

// Library gives the generation in use.
type Library interface {
	// Acquire returns the generation in use and a function to call when the
	// request is done with it. While the first one is being opened, s is nil; once
	// there was one, there always is.
	Acquire() (s *Snapshot, release func())
}

// Options configure a server.
type Options struct {
	Library Library
	Log     *slog.Logger
	Now     func() time.Time
	// Citable reads a text that was sent in: what it is, of which day. It keeps
	// the number of characters.
	Citable func(text string) *citation.Document
	// Upload reads a file that was sent in likewise. An error is in the user's words.
	Upload func(ctx context.Context, name string, content []byte) (*citation.Document, error)
	// Limits bound what clients may ask.
	Limits Limits
	// Access says who may use the site; nil means everybody.
	Access *access.Guard
	// TLS says that the server itself speaks TLS.
	TLS bool
	// LogQueries puts what was searched for into the log of requests.
	LogQueries bool
}

type server struct {
	Options
	views  *views
	counts *metrics
	files  *gate // of files that were sent
}

// maxBody bounds what a request may send, in bytes.
const maxBody = 4 << 20

// New makes the handler of all pages. It fails where a template is broken.
func New(o Options) (http.Handler, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	v, err := loadViews()
	if err != nil {
		return nil, err
	}
	limits := o.Limits.orDefault()
	gate := newGate(limits.Working, limits)
	s := &server{Options: o, views: v, counts: newMetrics(o.Library, gate), files: newGate(limits.Files, Limits{Waiting: limits.Files, Wait: limits.Wait})}
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.HTTPErrorHandler = s.renderError
	e.IPExtractor = limits.address()
	// First what stands on every answer and says what became of it; then who is turned
	// away, from the cheapest reason to the dearest; then the transfer around the work.
	e.Use(s.securityHeaders, ownID, middleware.RequestID(), s.observe,
		limits.perClient(), s.protected, sameSite, s.loaded,
		sentWhole, limits.takenIn(newGate(limits.Bodies, limits)), gate.admitted,
		middleware.RecoverWithConfig(middleware.RecoverConfig{LogErrorFunc: s.panicked}), middleware.Gzip(), limits.deadline)
	e.GET("/static/:file", s.static)
	e.GET("/healthz", func(c echo.Context) error { return c.String(http.StatusOK, "ok\n") })
	e.GET("/readyz", s.ready)
	e.GET("/metrics", echo.WrapHandler(s.counts.handler()))
	e.GET("/", s.withSnapshot(s.home))
	e.GET("/search", s.withSnapshot(s.search))
	e.GET("/laws", s.withSnapshot(s.laws))
	e.GET("/law/:key", s.withSnapshot(s.law))
	e.GET("/law/:key/*", s.withSnapshot(s.provision))
	e.GET("/check", s.withSnapshot(s.checkForm))
	e.POST("/check", s.withSnapshot(s.check))
	e.GET("/collection", s.withSnapshot(s.collection))
	e.POST("/collection.docx", s.withSnapshot(s.collectionDocx))
	e.GET("/cases", s.withSnapshot(s.cases))
	e.GET("/commentaries", s.withSnapshot(s.documents(statute.DocCommentary)))
	e.GET("/case/:id", s.withSnapshot(s.caseFile))
	e.GET("/commentary/:id", s.withSnapshot(s.document(statute.DocCommentary)))
	e.GET("/consultation/:id", s.withSnapshot(s.document(statute.DocConsultation)))
	s.api(e)
	return e, nil
}

// ready names the generation that is served.
func (s *server) ready(c echo.Context) error {
	snapshot, release := s.Library.Acquire()
	defer release()
	if snapshot == nil {
		return c.String(http.StatusServiceUnavailable, "loading\n")
	}
	return c.String(http.StatusOK, snapshot.Generation+"\n")
}

// request is what a handler works with.
type request struct {
	echo.Context
	*Snapshot
	today statute.Date
}

func (r *request) ctx() context.Context { return r.Request().Context() }

// withSnapshot keeps one generation open for the time of a request.
func (s *server) withSnapshot(h func(*request) error) echo.HandlerFunc {
	return func(c echo.Context) error {
		snapshot, release := s.Library.Acquire()
		defer release()
		return h(&request{Context: c, Snapshot: snapshot, today: statute.Today(s.Now())})
	}
}

// maxLogged bounds the query text in the log, in characters.
const maxLogged = 500

// observe logs and counts each request, without the query text unless that is wanted.
func (s *server) observe(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		start := s.Now()
		s.counts.working.Inc()
		defer s.counts.working.Dec()
		if err := next(c); err != nil {
			c.Error(err) // render it now, so that the status is known
		}
		took := s.Now().Sub(start)
		s.counts.observe(c, took)
		said := []any{"id", c.Response().Header().Get(echo.HeaderXRequestID), "method", methodOf(c), "route", c.Path(),
			"status", c.Response().Status, "bytes", c.Response().Size, "ms", float64(took.Microseconds()) / 1000}
		if q := c.QueryParam("q"); s.LogQueries && q != "" {
			said = append(said, "query", firstRunes(q, maxLogged))
		}
		s.Log.Info("request", said...)
		return nil
	}
}

// panicked logs a panic in a handler where everything else is logged.
func (s *server) panicked(c echo.Context, err error, stack []byte) error {
	s.Log.Error("panic", "id", c.Response().Header().Get(echo.HeaderXRequestID), "error", err, "stack", string(stack))
	return err
}
