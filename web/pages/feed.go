package pages

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/atom"
	"github.com/fatiao/fatiao/internal/kb"
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

// feedEntries bounds a page of a feed.
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
	var list []feedItem
	for _, e := range all {
		if category == "" || effectCategory(e, r.day) == category {
			list = append(list, r.effectItem(e, brought))
		}
	}
	return r.sendFeed(r.newFeed(textFeed(category), feedPath, r.Link("/changes"), "laws", category), list)
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

// feedItem is an entry of a feed, which is written where its page is asked for.
type feedItem struct {
	id      string
	updated time.Time
	write   func() (atom.Entry, error)
}

// itemOf is an entry that is written already.
func itemOf(e atom.Entry) feedItem {
	return feedItem{e.ID, e.Updated, func() (atom.Entry, error) { return e, nil }}
}

// sendFeed orders the entries, the latest first, and hands out the page of them that is asked for.
func (r *request) sendFeed(f *atom.Feed, items []feedItem) error {
	if r.isFresh() {
		return r.NoContent(http.StatusNotModified)
	}
	seen := map[string]bool{}
	items = slices.DeleteFunc(items, func(x feedItem) bool {
		was := seen[x.id]
		seen[x.id] = true
		return was
	})
	slices.SortStableFunc(items, func(x, y feedItem) int { return y.updated.Compare(x.updated) })
	n, err := r.feedPage(f, len(items))
	if err != nil {
		return err
	}
	f.Updated = r.made()
	if len(items) > 0 {
		f.Updated = items[0].updated
	}
	for _, x := range items[(n-1)*feedEntries : min(n*feedEntries, len(items))] {
		e, err := x.write()
		if err != nil {
			return err
		}
		f.Entries = append(f.Entries, e)
	}
	return r.sendEntries(f)
}

// feedPage is the number of the page of a feed that is asked for, from 1, of so many entries. It
// writes where the others are.
func (r *request) feedPage(f *atom.Feed, entries int) (int, error) {
	pages := max(1, (entries+feedEntries-1)/feedEntries)
	n := 1
	if asked := r.QueryParam("page"); asked != "" {
		var err error
		if n, err = strconv.Atoi(asked); err != nil || n < 1 || n > pages {
			return 0, echo.NewHTTPError(http.StatusNotFound, textNoSuchPart(pages))
		}
	}
	if pages == 1 {
		return n, nil
	}
	link := r.list(r.Request().URL.EscapedPath(), r.QueryParams())
	page := func(i int) string {
		if i < 1 || i > pages {
			return ""
		}
		return r.base + link.page(i)
	}
	f.Paging = atom.Paging{First: page(1), Previous: page(n - 1), Next: page(n + 1), Last: page(pages)}
	return n, nil
}

// sendEntries hands out a feed as it is.
func (r *request) sendEntries(f *atom.Feed) error {
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

// effectItem is what happened to a law. What is to come and what has come are two entries, so that a
// reader is told of both.
func (r *request) effectItem(e lawhistory.Effect, brought map[lawText]time.Time) feedItem {
	v := e.Version
	id := []string{"law", v.Law + "@" + v.Label, string(e.Kind)}
	updated := r.since(cmp.Or(e.Day.Date, labelDay(v)))
	if effectCategory(e, r.day) == feedComing {
		id, updated = append(id, feedComing), r.since(labelDay(v))
	}
	if at := brought[lawText{v.Law, v.Label}]; at.After(updated) {
		updated = at
	}
	x := feedItem{id: atom.ID(id...), updated: updated}
	x.write = func() (atom.Entry, error) { return r.effectEntry(e, x) }
	return x
}

// labelDay is the day that names a text, "" where it is undated.
func labelDay(v kb.Version) statute.Date {
	if statute.IsUndated(v.Label) {
		return ""
	}
	return statute.Date(v.Label)
}

// effectEntry writes what happened to a law.
func (r *request) effectEntry(e lawhistory.Effect, item feedItem) (atom.Entry, error) {
	v := e.Version
	category := effectCategory(e, r.day)
	x := atom.Entry{ID: item.id, Updated: item.updated, Title: textEffectEntry(e, category == feedComing),
		Page:       r.base + r.law(v.Law+"@"+v.Label),
		Categories: []atom.Category{{Term: category, Label: textFeedCategories[category]}, {Term: string(v.Level), Label: string(v.Level)}}}
	if label := labelDay(v); label <= r.day {
		x.Published = label.Start()
	}
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
	if r.isFresh() {
		return r.NoContent(http.StatusNotModified)
	}
	params := maps.Clone(r.QueryParams())
	params.Del("page")
	f := r.newFeed(textSearchFeed(req.Query), searchFeedPath, r.list("/search", params).with("page", ""), "search", params.Encode())
	req.Size = feedEntries
	res, err := r.Search.Search(r.ctx(), req)
	if err != nil {
		return err
	}
	if _, err := r.feedPage(f, res.Total); err != nil {
		return err
	}
	for _, h := range res.Hits {
		f.Entries = append(f.Entries, r.hitEntry(h))
	}
	slices.SortStableFunc(f.Entries, func(x, y atom.Entry) int { return y.Updated.Compare(x.Updated) })
	f.Updated = r.made()
	if len(f.Entries) > 0 {
		f.Updated = f.Entries[0].Updated
	}
	return r.sendEntries(f)
}

func (r *request) hitEntry(h search.Hit) atom.Entry {
	line := r.hitOf(h)
	return atom.Entry{ID: atom.ID("found", h.Type, cmp.Or(h.Address, h.ID)), Title: h.Title, Page: r.base + line.URL,
		Updated: r.since(h.Date), Summary: textSentences([]string{line.Place, h.Snippet}),
		Categories: []atom.Category{{Term: h.Type, Label: textTypeOf(h.Type)}}}
}
