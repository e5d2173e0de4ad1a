package pages

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/excerpt"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// meta is what a page says to browsers, search engines and other sites of itself.
type meta struct {
	// Canonical is the one address of what the page shows; "" keeps the page out of search engines.
	Canonical   string
	Description string
	Kind        string // of Open Graph: website or article
	Site        string
	Feeds       []feedLink
	Legislation *legislation // nil for what is no law
}

// descriptionLength bounds a description, in characters.
const descriptionLength = 120

// newMeta is the head of a page that says nothing of its own: what has parameters is one of many views of
// a list, and is kept out of search engines.
func (r *request) newMeta() meta {
	h := meta{Description: textSiteAbout, Kind: "website", Site: textSite, Feeds: []feedLink{{textFeed(""), feedPath}}}
	if r.Request().URL.RawQuery == "" {
		h.Canonical = r.base + r.Request().URL.EscapedPath()
	}
	return h
}

// describe sets what the page is about, in a line.
func (h *meta) describe(words ...string) {
	if said := strings.Join(strings.Fields(strings.Join(words, " ")), " "); said != "" {
		h.Description = excerpt.Head(said, descriptionLength)
	}
}

// ofPlace is the head of the page of a law or article: its address names the text only where that is not
// the one of today, whatever day was asked for.
func (h *meta) ofPlace(r *request, place *kb.Provision) error {
	a := place.Address(r.today)
	h.Canonical, h.Kind = r.base+addressPath(a), "article"
	lawFeed := lawPath(place.Law.Key) + feedEnding
	h.Feeds = append(h.Feeds, feedLink{textFeedOf(&kb.Provision{Law: place.Law}), lawFeed})
	facts := append([]string{place.Law.Title}, factsOf(place)...)
	facts = append(facts, place.Version.StatusOn(r.today).Chinese())
	if place.Unit != nil {
		h.Feeds = append(h.Feeds, feedLink{textFeedOf(place), lawPath(place.Law.Key, place.Unit.Address) + feedEnding})
		facts = []string{place.Law.Key, place.Unit.Label, place.Unit.Text()}
	}
	h.describe(facts...)
	var err error
	h.Legislation, err = r.legislationOf(place, h.Canonical)
	return err
}

// ofDocument is the head of the page of a document.
func (h *meta) ofDocument(r *request, d *kb.FullDocument) {
	h.Kind, h.Canonical = "article", r.base+r.Request().URL.EscapedPath()
	if d.Kind == statute.DocCommentary || d.Kind == statute.DocConsultation {
		h.describe(d.Text)
		return
	}
	h.describe(d.Title)
}

// robotsHeader tells search engines what to do with an answer.
const robotsHeader = "X-Robots-Tag"

// keepOut keeps the page of a case out of search engines, unless the site lets it in.
func (s *Site) keepOut(r *request, h *meta) {
	if !s.IndexCases {
		h.Canonical = ""
		r.Response().Header().Set(robotsHeader, "noindex, noarchive")
	}
}

// icon is asked for by browsers that were not told of another.
func (s *Site) icon(c echo.Context) error {
	a := s.views.assets["favicon.ico"]
	c.Response().Header().Set(echo.HeaderCacheControl, "public, max-age=86400")
	return c.Blob(http.StatusOK, "image/vnd.microsoft.icon", a.content)
}
