// Package pages serves the pages that people read: Echo handlers, one file per page.
// Handlers turn what the readers return into page structs; templates see only those.
// What handlers say in Chinese stands in words.go.
//
// Start with [New] and [Site.Register]; what the pages read is in readers.go.
package pages

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"net/http"
	"net/url"
	"time"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/excerpt"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/pressfacts"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wordedit"
	"github.com/fatiao/fatiao/web/guard"
)

// Options configure the pages.
type Options struct {
	// Acquire opens the generation in use for the time of a request; release lets it go.
	Acquire func() (r Readers, release func())
	// Files hold the folders templates and static.
	Files fs.FS
	Guard *guard.Guard
	Now   func() time.Time
	// Citable reads a text that was sent in: what it is, of which day. It keeps the number
	// of characters.
	Citable func(text string) *citation.CitingText
	// Upload reads a file that was sent in likewise. An error is in the user's words.
	Upload func(ctx context.Context, name string, content []byte) (*citation.CitingText, error)
	// IndexCases lets search engines list cases.
	IndexCases bool
	// Placed reads a Word document that is to be given back, with the places of its text; ok is
	// false for other files. An error is in the user's words.
	Placed func(content []byte) (text *citation.CitingText, doc *wordedit.Document, ok bool, err error)
	// FirstLaw brings law into a data folder that has none.
	FirstLaw Command
	// Getting says in Chinese what the server is bringing into the folder just now, "" for
	// nothing; nil where it never brings anything.
	Getting func() string
}

// Command is what a user may run, with what is known of it beforehand.
type Command struct {
	Line  string
	About string // in Chinese: how large, how long; "" where not known
}

// Site serves the pages.
type Site struct {
	Options
	views     *views
	examples  exampleCache
	lawsOfDay ofDay[[]listedLaw]
	heldOnDay ofDay[homeHolding]
	statsOf   ofDay[countedStats]
	factsOf   pressfacts.Cache
}

// New reads the templates. It fails where one is broken.
func New(o Options) (*Site, error) {
	v, err := loadViews(o.Files)
	if err != nil {
		return nil, err
	}
	return &Site{Options: o, views: v}, nil
}

// Register adds the routes of the pages.
func (s *Site) Register(e *echo.Echo) {
	e.GET(guard.StaticRoute, s.static)
	e.GET(guard.IconRoute, s.icon)
	e.GET("/", s.handler(s.home))
	e.GET("/search", s.handler(s.search))
	e.GET("/search.atom", s.handler(s.searchFeed))
	e.GET("/feed.atom", s.handler(s.feed))
	for _, format := range resultFormats {
		e.GET("/search."+format, s.handler(s.searchFile(format)))
		e.GET("/cases."+format, s.handler(s.caseListFile(format)))
	}
	e.GET("/open", s.handler(s.open))
	e.GET("/subjects", s.handler(s.subjects))
	e.GET("/subjects/:name", s.handler(s.subject))
	e.GET("/laws", s.handler(s.laws))
	e.GET("/law/:key", s.handler(s.law))
	e.GET("/law/:key/*", s.handler(s.provision))
	e.GET("/dangling", s.handler(s.dangling))
	e.GET("/figures", s.handler(s.figures))
	e.GET("/stats", s.handler(s.stats))
	e.GET("/about/collection", s.handler(func(r *request) error { return r.Redirect(http.StatusFound, r.Link("/stats")) }))
	e.GET("/help", s.handler(s.words("help", textHelp)))
	e.GET("/about", s.handler(s.words("about", textAbout)))
	e.GET("/check", s.handler(s.checkForm))
	e.POST("/check", s.handler(s.check))
	e.GET("/collection", s.handler(s.collection))
	e.POST("/collection.docx", s.handler(s.collectionDocx))
	e.GET("/changes", s.handler(s.effects))
	e.GET("/cases", s.handler(s.cases))
	e.GET(reportPath, s.handler(s.caseReport))
	e.POST(reportPath, s.handler(s.collectedReport))
	e.GET(reportDocxPath, s.handler(s.caseReportDocx))
	e.GET("/compare", s.handler(s.compare))
	e.GET("/commentaries", s.handler(s.documents(statute.DocCommentary)))
	e.GET("/case/:id", s.handler(s.caseFile))
	e.GET("/commentary/:id", s.handler(s.document(statute.DocCommentary)))
	e.GET("/consultation/:id", s.handler(s.document(statute.DocConsultation)))
}

// request is what a handler works with.
type request struct {
	echo.Context
	Readers
	links
	today statute.Date
	day   statute.Date // for which the page is read: today, or the one asked for
	// ofDecision says that what is read is a decision: where the text of its day is not loaded,
	// no other stands for it.
	ofDecision bool
	asked      bool   // for a day
	base       string // where the site is found, for addresses that leave it
}

func (r *request) ctx() context.Context { return r.Request().Context() }

// handler keeps one generation open for the time of a request.
func (s *Site) handler(h func(*request) error) echo.HandlerFunc {
	return func(c echo.Context) error {
		if length := parameterLength(c.QueryParams()); length > maxParameters {
			return s.tooLong(c, length)
		}
		asOf, err := dayAsked(c)
		if err != nil {
			return s.refuseDay(c, err)
		}
		readers, release := s.Acquire()
		defer release()
		today := statute.Today(s.Now())
		err = h(&request{Context: c, Readers: readers, links: links{asOf}, today: today, day: cmp.Or(asOf, today), asked: asOf != "",
			base: s.Guard.Base(c)})
		if errors.Is(err, kb.ErrNotFound) {
			return echo.NewHTTPError(http.StatusNotFound, textNotFound)
		}
		return err
	}
}

// maxParameters bounds what the address of a page asks for, in characters: the links of a
// page repeat it.
const maxParameters = 1000

// parameterLength is how many characters parameters have, with their names.
func parameterLength(params url.Values) int {
	n := 0
	for name, values := range params {
		for _, v := range values {
			n += utf8.RuneCountInString(name) + utf8.RuneCountInString(v)
		}
	}
	return n
}

// tooLong says that what was asked for is too long, and leaves the beginning in the box.
func (s *Site) tooLong(c echo.Context, length int) error {
	f := frame{Title: textTooLong, Query: excerpt.Head(c.QueryParam("q"), maxParameters)}
	return s.render(c, http.StatusRequestURITooLong, "error", errorPage{frame: f, ErrorPage: guard.ErrorPage{
		Status: http.StatusRequestURITooLong, Message: textTooLong, Hint: textTooLongHint(length, maxParameters),
		ID: c.Response().Header().Get(echo.HeaderXRequestID)}})
}

// errorPage is the page for anything that went wrong.
type errorPage struct {
	frame
	guard.ErrorPage
	Meant  *choice // what the address may have meant
	Places []choice
}

// ErrorPage shows an error in the design of the site.
func (s *Site) ErrorPage(c echo.Context, p guard.ErrorPage) error {
	f := frame{Title: p.Message}
	if asOf, err := dayAsked(c); err == nil && asOf != "" {
		f.links, f.Read, f.TodayURL = links{asOf}, asOf, todayURL(c)
	}
	page := errorPage{frame: f, ErrorPage: p}
	if p.Status == http.StatusNotFound {
		page.Meant, page.Places = f.meant(c.Request().URL.Path), f.places()
	}
	return s.render(c, p.Status, "error", page)
}
