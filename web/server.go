// Package web assembles the server: the pages (web/pages), the JSON API (web/api), what crawlers and
// browsers look for (web/crawl), what answers language models (internal/mcp) and what stands before
// them (web/guard), with the templates and styles embedded in the binary.
//
// Start with [New].
package web

import (
	"cmp"
	"context"
	"embed"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/access"
	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/engine/composite"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/mcp"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wordedit"
	"github.com/fatiao/fatiao/web/api"
	"github.com/fatiao/fatiao/web/crawl"
	"github.com/fatiao/fatiao/web/guard"
	"github.com/fatiao/fatiao/web/pages"
)

//go:embed templates static
var files embed.FS

// The readers of a generation: each is what the pages and the API need of it.
type (
	// Laws reads laws, their versions and units.
	Laws interface {
		pages.LawReader
		api.LawReader
		mcp.LawReader
		crawl.LawReader
	}
	// Names tells laws by their names.
	Names interface {
		pages.NameReader
		api.NameReader
	}
	// Graph reads stored citations.
	Graph = pages.GraphReader
	// Documents reads cases, commentaries and consultations.
	Documents = pages.DocumentReader
	// Citations finds the citations of a text that is not stored.
	Citations = pages.CitationFinder
	// History says what became of provisions.
	History interface {
		pages.HistoryReader
		api.HistoryReader
		mcp.HistoryReader
	}
	// Searcher answers searches and completes what is typed.
	Searcher interface {
		pages.Searcher
		api.Searcher
	}
)

// Snapshot is one generation, open for reading.
type Snapshot struct {
	Generation string    // its name
	Created    time.Time // when it was made; zero where nobody knows
	Laws       Laws
	Names      Names
	Graph      Graph
	Documents  Documents
	Citations  Citations
	History    History
	Search     Searcher
}

// NewSnapshot makes a snapshot of what is open of a generation.
func NewSnapshot(generation string, base *kb.Base, graph *citegraph.Graph, searcher Searcher) Snapshot {
	return Snapshot{Generation: generation, Laws: base, Names: base.Names(), Graph: graph, Documents: base, Citations: graph,
		History: lawhistory.New(base), Search: searcher}
}

// SnapshotOf makes a snapshot of an open generation, whose cases may be on a cluster.
func SnapshotOf(all *search.Opened) Snapshot {
	s := NewSnapshot(all.Generation.Name, all.Base, all.Graph, all.Service)
	s.Created = all.Generation.Manifest.Created
	if e, ok := all.Engine.(*composite.Engine); ok {
		documents := composite.NewDocuments(all.Base, all.Cases)
		s.Laws, s.Documents, s.Graph = documents, documents, composite.NewGraph(all.Graph, documents, e)
	}
	return s
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
	Now     func() time.Time // nil means time.Now
	// Citable reads a text that was sent in: what it is, of which day. It keeps
	// the number of characters.
	Citable func(text string) *citation.CitingText
	// Upload reads a file that was sent in likewise. An error is in the user's words.
	Upload func(ctx context.Context, name string, content []byte) (*citation.CitingText, error)
	// Placed reads a Word document that is to be given back, with the places of its text; ok is
	// false for other files. An error is in the user's words.
	Placed func(content []byte) (text *citation.CitingText, doc *wordedit.Document, ok bool, err error)
	// FirstLaw is the command that brings law into an empty data folder, FirstLawAbout how large
	// that is and how long it takes, in Chinese.
	FirstLaw, FirstLawAbout string
	// Getting says in Chinese which collections the server is bringing just now, "" for none; nil
	// where it never brings any.
	Getting func() string
	// Cases are on a cluster, whose state /readyz and /metrics tell; nil where the generations
	// have them.
	Cases *composite.Store
	// Limits bound what clients may ask.
	Limits guard.Limits
	// Access says who may use the site; nil means everybody.
	Access *access.Authenticator
	// PublicURL is where the site is found, without a slash at its end; "" takes what each request says.
	PublicURL string
	// IndexCases lets search engines list cases.
	IndexCases bool
	// TLS says that the server itself speaks TLS.
	TLS bool
	// LogQueries puts what was searched for into the log of requests.
	LogQueries bool
}

// New makes the handler of all pages and of the API. It fails where a template is
// broken.
func New(o Options) (http.Handler, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	var site *pages.Site
	g := guard.New(guard.Options{
		Limits: o.Limits, Access: o.Access, TLS: o.TLS, LogQueries: o.LogQueries, Log: o.Log, Now: o.Now,
		PublicURL: o.PublicURL, Generation: o.generation, SearchKinds: searchKinds(), Elsewhere: elsewhere(o.Cases),
		ErrorPage: func(c echo.Context, p guard.ErrorPage) error { return site.ErrorPage(c, p) },
	})
	site, err := pages.New(pages.Options{Acquire: o.pageReaders, Files: files, Guard: g, Now: o.Now, Citable: o.Citable, Upload: o.Upload,
		IndexCases: o.IndexCases, Placed: o.Placed,
		FirstLaw: pages.Command{Line: cmp.Or(o.FirstLaw, "fatiao get national"), About: o.FirstLawAbout},
		Getting:  o.Getting})
	if err != nil {
		return nil, err
	}
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	g.Install(e)
	e.Use(decoded)
	site.Register(e)
	crawl.Register(e, crawl.Options{Acquire: o.crawlReaders, Guard: g, IndexCases: o.IndexCases,
		Today: func() statute.Date { return statute.Today(o.Now()) }})
	api.Register(e, api.Options{Acquire: o.apiReaders, Guard: g, Now: o.Now, Log: o.Log, Citable: o.Citable})
	models := echo.WrapHandler(mcp.New(mcp.Options{Acquire: o.modelReaders, Now: o.Now, Log: o.Log, Citable: o.Citable,
		Deadline: g.Limits.Deadline}).Handler())
	e.POST(guard.ModelRoute, models)
	e.GET(guard.ModelRoute, models) // is refused in the words of the protocol
	return &server{e, guard.AnswerHead(e)}, nil
}

// server is what stands before the routes, with the routes for those who look at them.
type server struct {
	*echo.Echo
	handler http.Handler
}

// ServeHTTP implements http.Handler.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// decoded gives handlers the parameters of a path as they are meant: what the router
// found is still escaped where the path says so, as 《 is or / in %2F.
func decoded(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if c.Request().URL.RawPath == "" {
			return next(c)
		}
		values := slices.Clone(c.ParamValues())
		for i, v := range values {
			if u, err := url.PathUnescape(v); err == nil {
				values[i] = u
			}
		}
		c.SetParamValues(values...)
		return next(c)
	}
}

// generation is the name of the generation in use, "" while none is open.
func (o Options) generation() string {
	s, release := o.Library.Acquire()
	defer release()
	if s == nil {
		return ""
	}
	return s.Generation
}

func (o Options) pageReaders() (pages.Readers, func()) {
	s, release := o.Library.Acquire()
	return pages.Readers{Generation: s.Generation, Created: s.Created, Laws: s.Laws, Names: s.Names, Graph: s.Graph,
		Documents: s.Documents, Citations: s.Citations,
		History: s.History, Search: s.Search}, release
}

func (o Options) crawlReaders() (crawl.Readers, func()) {
	s, release := o.Library.Acquire()
	return crawl.Readers{Laws: s.Laws, Documents: s.Documents, Search: s.Search}, release
}

func (o Options) apiReaders() (api.Readers, func()) {
	s, release := o.Library.Acquire()
	return api.Readers{Generation: s.Generation, Laws: s.Laws, Names: s.Names, Graph: s.Graph, Documents: s.Documents,
		Citations: s.Citations, History: s.History, Strays: s.Graph, Search: s.Search}, release
}

func (o Options) modelReaders() (mcp.Readers, func(), bool) {
	s, release := o.Library.Acquire()
	if s == nil {
		return mcp.Readers{}, release, false
	}
	return s.ModelReaders(), release, true
}

// ModelReaders are what language models read of the generation.
func (s *Snapshot) ModelReaders() mcp.Readers {
	return mcp.Readers{Generation: s.Generation, Laws: s.Laws, Names: s.Names, Graph: s.Graph, Documents: s.Documents,
		Citations: s.Citations, History: s.History, Search: s.Search}
}

// elsewhere is what the guard tells of a store of cases.
func elsewhere(cases *composite.Store) *guard.Elsewhere {
	if cases == nil {
		return nil
	}
	return &guard.Elsewhere{Name: "cases", Err: engine.ErrUnavailable, State: func() guard.ElsewhereState {
		s := cases.State()
		return guard.ElsewhereState{Available: s.Available, Since: s.Since, Answers: s.Answers, Failures: s.Failures}
	}}
}

func searchKinds() []string {
	kinds := make([]string, len(search.Intents))
	for i, k := range search.Intents {
		kinds[i] = string(k)
	}
	return kinds
}
