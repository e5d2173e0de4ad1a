package crawl

import (
	"encoding/xml"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

// The bounds of a sitemap: the protocol allows 50,000 addresses. A part has so many articles that with
// one more law it stays below; no law has that many.
const (
	addressesOfPart = 10_000
	mostAddresses   = 50_000
)

// The names of sitemaps; those of articles have a number behind.
const (
	lawsMap     = "laws.xml"
	articlesMap = "articles-"
)

// documentMaps are the sitemaps of documents, cases apart.
var documentMaps = [...]struct {
	name string
	kind statute.DocumentKind
}{{"commentaries.xml", statute.DocCommentary}, {"consultations.xml", statute.DocConsultation}, {"cases.xml", statute.DocCase}}

// sitemapNamespace is that of sitemaps and of their index.
const sitemapNamespace = "http://www.sitemaps.org/schemas/sitemap/0.9"

type sitemapIndex struct {
	XMLName xml.Name `xml:"sitemapindex"`
	Space   string   `xml:"xmlns,attr"`
	Maps    []place  `xml:"sitemap"`
}

type urlSet struct {
	XMLName xml.Name `xml:"urlset"`
	Space   string   `xml:"xmlns,attr"`
	URLs    []place  `xml:"url"`
}

// place is the address of a page or of a sitemap.
type place struct {
	Location string       `xml:"loc"`
	Modified statute.Date `xml:"lastmod,omitempty"`
}

// parts divides the laws, in order, so that no part has too many articles.
func parts(laws []kb.LawSummary) [][]kb.LawSummary {
	var list [][]kb.LawSummary
	from, articles := 0, 0
	for i, l := range laws {
		if i > from && articles+l.Articles > addressesOfPart {
			list = append(list, laws[from:i])
			from, articles = i, 0
		}
		articles += l.Articles
	}
	if from < len(laws) {
		list = append(list, laws[from:])
	}
	return list
}

func (s *server) sitemapIndex(c echo.Context) error {
	r, release := s.Acquire()
	defer release()
	laws, err := r.Laws.Laws(c.Request().Context())
	if err != nil {
		return err
	}
	base := s.Guard.Base(c) + "/sitemaps/"
	x := sitemapIndex{Space: sitemapNamespace, Maps: []place{{Location: base + lawsMap}}}
	for i := range parts(laws) {
		x.Maps = append(x.Maps, place{Location: base + articlesMap + strconv.Itoa(i+1) + ".xml"})
	}
	for _, m := range documentMaps {
		if m.kind != statute.DocCase || s.IndexCases {
			x.Maps = append(x.Maps, place{Location: base + m.name})
		}
	}
	return s.xml(c, echo.MIMEApplicationXMLCharsetUTF8, x)
}

func (s *server) sitemap(c echo.Context) error {
	r, release := s.Acquire()
	defer release()
	base, name := s.Guard.Base(c), c.Param("name")
	laws, err := r.Laws.Laws(c.Request().Context())
	if err != nil {
		return err
	}
	x := urlSet{Space: sitemapNamespace}
	number, _ := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(name, articlesMap), ".xml"))
	divided := parts(laws)
	switch {
	case name == lawsMap:
		x.URLs = append(x.URLs, place{Location: base + "/"})
		for _, l := range laws {
			x.URLs = append(x.URLs, place{Location: base + wire.LawPath(l.Key), Modified: statute.Date(l.Latest)})
		}
	case number > 0 && number <= len(divided) && name == articlesMap+strconv.Itoa(number)+".xml":
		if x.URLs, err = s.articles(c, r, base, divided[number-1]); err != nil {
			return err
		}
	default:
		kind, ok := s.documentsOf(name)
		if !ok {
			return echo.NewHTTPError(http.StatusNotFound)
		}
		docs, err := r.Documents.Documents(c.Request().Context(), kind, mostAddresses)
		if err != nil {
			return err
		}
		for _, d := range docs {
			x.URLs = append(x.URLs, place{Location: base + wire.DocumentPath(d), Modified: d.Date})
		}
	}
	x.URLs = x.URLs[:min(len(x.URLs), mostAddresses)]
	return s.xml(c, echo.MIMEApplicationXMLCharsetUTF8, x)
}

// documentsOf is the kind of the documents that a sitemap lists.
func (s *server) documentsOf(name string) (statute.DocumentKind, bool) {
	for _, m := range documentMaps {
		if m.name == name {
			return m.kind, m.kind != statute.DocCase || s.IndexCases
		}
	}
	return "", false
}

// articles are the articles of laws that are in force, or of which nothing tells that they are not.
func (s *server) articles(c echo.Context, r Readers, base string, laws []kb.LawSummary) ([]place, error) {
	var list []place
	ctx, day := c.Request().Context(), s.Today()
	for _, l := range laws {
		p, err := r.Laws.Lookup(ctx, statute.Address{Law: l.Key}, day)
		if errors.Is(err, kb.ErrNotFound) {
			continue // no text of it answers for today
		}
		if err != nil {
			return nil, err
		}
		switch p.Version.StatusOn(day) {
		case statute.StatusRepealed, statute.StatusAmended, statute.StatusNotYet:
			continue
		}
		addresses, err := r.Laws.ArticleAddresses(ctx, p.Version.ID)
		if err != nil {
			return nil, err
		}
		modified := statute.Date(p.Version.Label)
		if statute.IsUndated(p.Version.Label) {
			modified = ""
		}
		for _, a := range addresses {
			list = append(list, place{Location: base + wire.LawPath(l.Key, a), Modified: modified})
		}
	}
	return list, nil
}
