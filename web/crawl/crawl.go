// Package crawl answers what browsers and search engines ask a site for of their own: which
// pages they may fetch (robots), which there are (sitemaps), and how to search it from the box
// of a browser (OpenSearch). Pages are named by their addresses; what stands on them is of web/pages.
//
// Start with [Register].
package crawl

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/excerpt"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/web/guard"
)

// Readers are what is read of one generation.
type Readers struct {
	Laws      LawReader
	Documents DocumentReader
	Search    Searcher
}

// DocumentReader lists cases, commentaries and consultations.
type DocumentReader interface {
	Documents(ctx context.Context, kind statute.DocumentKind, limit int) ([]kb.DocumentInfo, error)
}

// Searcher completes what is typed.
type Searcher interface {
	Suggest(ctx context.Context, typed string, day statute.Date) ([]search.Suggestion, error)
}

// LawReader reads the laws that have pages.
type LawReader interface {
	Laws(ctx context.Context) ([]kb.LawSummary, error)
	// Lookup finds the text of a law that holds on a day.
	Lookup(ctx context.Context, a statute.Address, day statute.Date) (*kb.Provision, error)
	// ArticleAddresses are the local addresses of the articles of a version.
	ArticleAddresses(ctx context.Context, version int64) ([]string, error)
}

// Options configure what is answered.
type Options struct {
	// Acquire opens the generation in use for the time of a request; release lets it go.
	Acquire func() (r Readers, release func())
	Guard   *guard.Guard
	Today   func() statute.Date
	// IndexCases lets search engines fetch cases: judgments tell of people.
	IndexCases bool
}

type server struct{ Options }

// Register adds the routes.
func Register(e *echo.Echo, o Options) {
	s := &server{o}
	e.GET(guard.RobotsRoute, s.robots)
	e.GET("/opensearch.xml", s.openSearch)
	e.GET(suggestionsPath, s.suggestions)
	e.GET("/sitemap.xml", s.sitemapIndex)
	e.GET("/sitemaps/:name", s.sitemap)
}

// closed are the paths that no crawler has to fetch: lists that are made by what is asked for, and
// what programs ask.
var closed = [...]string{"/api/", "/search", suggestionsPath, "/open", "/collection", "/check", "/compare", "/mcp", "/metrics",
	"/*?as_of=", "/*&as_of="}

// suggestionsPath is where browsers ask for completions, in the form of their own.
const suggestionsPath = "/suggestions"

// robots says what may be fetched. A site that asks for a password lets nobody in.
func (s *server) robots(c echo.Context) error {
	var b strings.Builder
	b.WriteString("User-agent: *\n")
	if s.Guard.Access != nil {
		b.WriteString("Disallow: /\n")
		return c.String(http.StatusOK, b.String())
	}
	for _, path := range closed {
		fmt.Fprintf(&b, "Disallow: %s\n", path)
	}
	if !s.IndexCases {
		b.WriteString("Disallow: /case/\nDisallow: /cases\n")
	}
	fmt.Fprintf(&b, "\nSitemap: %s/sitemap.xml\n", s.Guard.Base(c))
	return c.String(http.StatusOK, b.String())
}

// openSearch describes the search to browsers: the page, completions, and the feed of results.
type openSearchDescription struct {
	XMLName       xml.Name        `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
	ShortName     string          `xml:"ShortName"`
	Description   string          `xml:"Description"`
	InputEncoding string          `xml:"InputEncoding"`
	Language      string          `xml:"Language"`
	Image         openSearchImage `xml:"Image"`
	URLs          []openSearchURL `xml:"Url"`
}

type openSearchImage struct {
	Width  int    `xml:"width,attr"`
	Height int    `xml:"height,attr"`
	Type   string `xml:"type,attr"`
	URL    string `xml:",chardata"`
}

type openSearchURL struct {
	Type     string `xml:"type,attr"`
	Rel      string `xml:"rel,attr,omitempty"`
	Template string `xml:"template,attr"`
}

func (s *server) openSearch(c echo.Context) error {
	base := s.Guard.Base(c)
	d := openSearchDescription{ShortName: textName, Description: textAbout, InputEncoding: "UTF-8", Language: "zh-CN",
		Image: openSearchImage{32, 32, "image/vnd.microsoft.icon", base + guard.IconRoute},
		URLs: []openSearchURL{
			{"text/html", "", base + "/search?q={searchTerms}"},
			{"application/atom+xml", "", base + "/search.atom?q={searchTerms}"},
			{"application/x-suggestions+json", "", base + suggestionsPath + "?q={searchTerms}"},
			{"application/opensearchdescription+xml", "self", base + "/opensearch.xml"}}}
	return s.xml(c, "application/opensearchdescription+xml; charset=utf-8", d)
}

// suggestions completes what is typed in the box of a browser: what was typed, and the completions.
func (s *server) suggestions(c echo.Context) error {
	typed := c.QueryParam("q")
	if utf8.RuneCountInString(typed) > mostTyped {
		typed = excerpt.Head(typed, mostTyped)
	}
	r, release := s.Acquire()
	defer release()
	list, err := r.Search.Suggest(c.Request().Context(), typed, s.Today())
	if err != nil {
		return err
	}
	texts := []string{}
	for _, x := range list {
		texts = append(texts, x.Text)
	}
	content, err := json.Marshal([]any{typed, texts})
	if err != nil {
		return fmt.Errorf("writing completions: %w", err)
	}
	return c.Blob(http.StatusOK, "application/x-suggestions+json", content)
}

// mostTyped bounds what is completed, in characters.
const mostTyped = 100

// xml hands out a document.
func (s *server) xml(c echo.Context, mediaType string, v any) error {
	content, err := xml.Marshal(v)
	if err != nil {
		return fmt.Errorf("writing %s: %w", c.Path(), err)
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "public, max-age=3600")
	return c.Blob(http.StatusOK, mediaType, append([]byte(xml.Header), content...))
}
