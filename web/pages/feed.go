package pages

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/atom"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
)

// The addresses of feeds: that of a law or article is its own with the ending behind it.
const (
	feedPath       = "/feed.atom"
	searchFeedPath = "/search.atom"
	feedEnding     = ".atom"
)

// feedLink is a feed that a page names, for readers of feeds and in words.
type feedLink struct{ Title, URL string }

// feedEntries bounds a feed.
const feedEntries = 100

// The categories of entries: what became of a law, and who cites a provision.
const (
	feedNew      = "new"
	feedAmended  = "amended"
	feedRepealed = "repealed"
	feedComing   = "coming"
	feedCiting   = "citing"
)

// effectCategory is the category of what happened to a law, before its day and after it.
func effectCategory(e lawhistory.Effect, day statute.Date) string {
	switch {
	case e.Day.Date > day:
		return feedComing
	case e.Kind == lawhistory.Repealed:
		return feedRepealed
	case e.Kind == lawhistory.Amended:
		return feedAmended
	}
	return feedNew
}

// feed gives what happened to all laws, or what of it is of a category.
func (s *Site) feed(r *request) error {
	category := r.QueryParam("category")
	if category != "" && textFeedCategories[category] == "" || category == feedCiting {
		return echo.NewHTTPError(http.StatusBadRequest, textNoSuchCategory(category))
	}
	all, err := r.History.Effects(r.ctx())
	if err != nil {
		return err
	}
	brought, err := r.brought()
	if err != nil {
		return err
	}
	// What is to come, what was brought lately, and the latest of the rest, which are in order.
	rest := 0
	list := slices.DeleteFunc(slices.Clone(all), func(e lawhistory.Effect) bool {
		if category != "" && effectCategory(e, r.day) != category {
			return true
		}
		if e.Day.Date > r.day || !brought[lawText{e.Version.Law, e.Version.Label}].IsZero() {
			return false
		}
		rest++
		return rest > feedEntries
	})
	f := r.newFeed(textFeed(category), feedPath, r.Link("/changes"), "laws", category)
	for _, e := range list {
		entry, err := r.effectEntry(e, brought)
		if err != nil {
			return err
		}
		f.Entries = append(f.Entries, entry)
	}
	return s.sendFeed(r, f)
}

// lawText is a text of a law.
type lawText struct{ law, label string }

// brought is when the collection got texts of laws lately, apart from when it began.
func (r *request) brought() (map[lawText]time.Time, error) {
	runs, _, err := r.Laws.ChangeRuns(r.ctx(), 0, updatesListed)
	if err != nil {
		return nil, err
	}
	at := map[lawText]time.Time{}
	for _, run := range slices.Backward(runs) {
		t, err := time.Parse(time.RFC3339, run.At)
		if err != nil {
			continue // it is no time that this program wrote
		}
		for _, c := range run.Changes {
			if c.Label != "" {
				at[lawText{c.Law, c.Label}] = t
			}
		}
	}
	return at, nil
}

// newFeed begins a feed: path is its own, with the parameters of the request, page what shows the
// same, and about names it among the feeds of the site.
func (r *request) newFeed(title, path, page string, about ...string) *atom.Feed {
	self := path
	if q := r.Request().URL.RawQuery; q != "" {
		self += "?" + q
	}
	_, host, _ := strings.Cut(r.base, "://")
	id := append([]string{"feed", host}, about...)
	return &atom.Feed{ID: atom.ID(append(id, string(r.asOf))...), Title: title, Subtitle: textFeedUntil(r.Laws.CollectedUntil()),
		Author: textSite, Self: r.base + self, Page: r.base + page, Icon: r.base + "/favicon.ico"}
}

// sendFeed orders the entries, the latest first, and hands out the feed.
func (s *Site) sendFeed(r *request, f *atom.Feed) error {
	if r.isFresh() {
		return r.NoContent(http.StatusNotModified)
	}
	seen := map[string]bool{}
	f.Entries = slices.DeleteFunc(f.Entries, func(e atom.Entry) bool {
		was := seen[e.ID]
		seen[e.ID] = true
		return was
	})
	slices.SortStableFunc(f.Entries, func(x, y atom.Entry) int { return y.Updated.Compare(x.Updated) })
	f.Entries = f.Entries[:min(feedEntries, len(f.Entries))]
	f.Updated = atom.Newest(f.Entries, r.made())
	content, err := f.Encode()
	if err != nil {
		return err
	}
	return r.Blob(http.StatusOK, atom.MediaType+"; charset=utf-8", content)
}

// made is when the generation was made, the beginning of time where nobody knows.
func (r *request) made() time.Time {
	if r.Created.IsZero() {
		return time.Unix(0, 0)
	}
	return r.Created
}

// since is the beginning of a day, or when the generation was made where it is not known or to come.
func (r *request) since(day statute.Date) time.Time {
	if t := day.Start(); !t.IsZero() && day <= r.day {
		return t
	}
	return r.made()
}

// effectEntry is what happened to a law. What is to come and what has come are two entries, so that a
// reader is told of both.
func (r *request) effectEntry(e lawhistory.Effect, brought map[lawText]time.Time) (atom.Entry, error) {
	v := e.Version
	category := effectCategory(e, r.day)
	id := []string{"law", v.Law + "@" + v.Label, string(e.Kind)}
	x := atom.Entry{Title: textEffectEntry(e, category == feedComing), Page: r.base + r.law(v.Law+"@"+v.Label),
		Categories: []atom.Category{{Term: category, Label: textFeedCategories[category]}, {Term: string(v.Level), Label: string(v.Level)}}}
	label := statute.Date("")
	if !statute.IsUndated(v.Label) {
		label = statute.Date(v.Label)
	}
	if t := label.Start(); label <= r.day {
		x.Published = t
	}
	x.Updated = r.since(cmp.Or(e.Day.Date, label))
	if category == feedComing {
		id, x.Updated = append(id, feedComing), r.since(label)
	}
	if at := brought[lawText{v.Law, v.Label}]; at.After(x.Updated) {
		x.Updated = at
	}
	x.ID = atom.ID(id...)
	said := []string{textEffectDay(e), textDecision(v.Instrument())}
	if e.Before != nil {
		c, err := r.History.Changes(r.ctx(), *e.Before, v)
		if err != nil {
			return x, err
		}
		said = append(said, textChanges(*c))
		x.Related = r.base + r.diff(v, *e.Before)
	}
	x.Summary = textSentences(said)
	return x, nil
}

// searchFeed gives the results of a search, the latest first. What is searched for by words is chosen
// by how well it answers, as on the page.
func (s *Site) searchFeed(r *request) error {
	req, _, err := searchRequest(r)
	if err != nil {
		return err
	}
	req.Page, req.Size = 1, feedEntries
	res, err := r.Search.Search(r.ctx(), req)
	if err != nil {
		return err
	}
	f := r.newFeed(textSearchFeed(req.Query), searchFeedPath, r.list("/search", r.QueryParams()).with("page", ""), "search",
		r.QueryParams().Encode())
	for _, h := range res.Hits {
		f.Entries = append(f.Entries, r.hitEntry(h))
	}
	return s.sendFeed(r, f)
}

func (r *request) hitEntry(h search.Hit) atom.Entry {
	line := r.hitOf(h)
	return atom.Entry{ID: atom.ID("found", h.Type, cmp.Or(h.Address, h.ID)), Title: h.Title, Page: r.base + line.URL,
		Updated: r.since(h.Date), Summary: textSentences([]string{line.Place, h.Snippet}),
		Categories: []atom.Category{{Term: h.Type, Label: textTypeOf(h.Type)}}}
}
