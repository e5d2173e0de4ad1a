package pages

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
)

type searchPage struct {
	frame
	Idle       string // says which operators do nothing
	Understood string // "" where it is what was typed
	Message    string
	Total      int
	LeftOut    int    // that probably do not answer
	AllURL     string // the page with those
	Nearest    []choice
	Type       string
	Types      []choice
	Sorts      []choice
	Grouped    choice
	Facets     []facet
	Chosen     []choice // conditions, each with the page without it
	Meant      []choice // other ways to ask
	Scope      string   // the law that was searched in
	Related    []relatedLine
	Expanded   []string // everyday words with those of the law
	Ignored    []string // what nothing was looked up by, the first of it
	IgnoredAll int      // how much there is
	Exact      *exactCard
	Answer     *answerBox
	Strips     []strip
	Counted    string // what is listed, and how much of it there is
	Missing    *missingCard
	Notice     string  // that cases could not be searched
	NotLoaded  string  // what the query names and is not there, where Missing does not say it
	Older      *choice // where nothing was found, what texts that are no longer in force have
	Hits       []hitLine
	Prev, Next string
	Feed       feedLink
	Files      []fileLink // the results as files; none where there are no results
}

// relatedLine is a provision that belongs to the one that was asked for.
type relatedLine struct {
	choice
	Note string
}

// Narrowed reports whether a facet was chosen.
func (p searchPage) Narrowed() bool {
	return slices.ContainsFunc(p.Facets, func(f facet) bool { return f.Clear != "" })
}

// choice is a link that narrows the results.
type choice struct {
	Name   string
	URL    string
	Chosen bool
	Count  int
}

// exactCard is the provision that the query names, with its whole text.
type exactCard struct {
	Title  string
	URL    string
	Place  string
	Status statusBadge
	Text   []string // lines
	Now    *nowView // what it is now, where its text is no longer in force
}

// missingCard says that the query is an address of something not loaded.
type missingCard struct {
	Message string
	URL     string
	Nearest []choice
}

type hitLine struct {
	Title   string
	URL     string
	Place   string
	Status  statusBadge
	Snippet []piece
	Why     string
	Crimes  string // that the article punishes
	SameLaw int
	Cited   int
	Now     *nowView // what an article is now whose text is no longer in force
}

// piece is a stretch of a snippet.
type piece struct {
	Text   string
	Marked bool
}

// statusBadge is a status as a page shows it.
type statusBadge struct {
	Name  string
	Class string
	Full  string // with the day up to which it is known, where Name is without; else ""
}

func badgeOf(s statute.Status) statusBadge { return statusBadge{Name: s.Chinese(), Class: string(s)} }

const pageSize = 20

// named is a value of a parameter with its name on the page.
type named struct{ value, name string }

var typeNames = [...]named{
	{"", textTypeAll},
	{"article", textTypeArticle},
	{"law", textTypeLaw},
	{"case", textTypeCase},
	{"commentary", textTypeCommentary},
	{"consultation", textTypeConsultation},
}

var sortNames = [...]named{
	{"", textSortRelevance},
	{search.SortDate, textSortDate},
	{search.SortLevel, textSortLevel},
	{search.SortCitations, textSortCitations},
}

func (s *Site) search(r *request) error {
	req, page, err := searchRequest(r)
	if err != nil {
		return err
	}
	plain := asksPlainly(req, page)
	if plain {
		req.Beside = stripSize
	}
	start := s.Now()
	res, err := r.Search.Search(r.ctx(), req)
	s.Guard.CountSearch(string(res.IntentOrUnknown()), s.Now().Sub(start))
	if err != nil {
		return err
	}
	if to := r.landing(req, res); to != "" {
		return r.Redirect(http.StatusFound, to)
	}
	f := r.frame(req.Query, req.Query)
	if res.Bare != "" { // the query names a day: what it leads to is read for that, what is asked next is not
		r.links, r.day, r.asked = links{res.AsOf}, res.AsOf, true
		f.Read, f.TodayURL = res.AsOf, "/search?q="+url.QueryEscape(res.Bare)
	}
	link := r.list("/search", r.QueryParams())
	kind := link.params.Get("type")
	p := searchPage{frame: f, Message: res.Message, Total: res.Total, Type: kind, Scope: res.Scope,
		Counted: textListed(res, cmp.Or(req.Sort, search.SortRelevance) == search.SortRelevance)}
	if p.Notice = res.Notice; p.Notice == p.Message {
		p.Message = ""
	}
	p.Idle = textIdle(res.Idle, res.Intent == search.IntentConditions)
	if res.Understood != req.Query { // that it is within a law is said beside it
		p.Understood = strings.TrimSpace(strings.ReplaceAll(res.Understood, engine.FieldLaw+":"+res.Scope, ""))
	}
	p.Day = r.dayForm("/search", "q", res.Bare)
	if req.Query != "" {
		p.Feed = feedLink{textFeedFound, pageLink{searchFeedPath, link.params}.page(1)}
		p.Meta.Feeds = append(p.Meta.Feeds, feedLink{textSearchFeed(req.Query), p.Feed.URL})
	}
	p.choices(r, link, req, res)
	if page == 1 && res.Exact != nil {
		p.Exact = r.exactOf(res.Exact)
		if p.Exact.Now, err = r.nowOf(res.Exact); err != nil {
			return err
		}
	} else if page == 1 && res.Missing != nil {
		p.Missing = r.missingOf(res.Missing)
	} else if res.Message != res.NotLoaded {
		p.NotLoaded = res.NotLoaded
	}
	if p.LeftOut = res.LeftOut; p.LeftOut > 0 {
		p.AllURL = link.with("all", "1")
	}
	if p.Total == 0 && res.Exact == nil && !req.Superseded && (res.Scope != "" || asksInLaw(req)) {
		if p.Older, err = r.older(link, req); err != nil {
			return err
		}
	}
	if p.Total == 0 && p.LeftOut > 0 {
		p.Nearest = r.choicesOf(res.Nearest)
	}
	for _, x := range res.Related {
		if a, err := statute.ParseAddress(x.Address); err == nil {
			p.Related = append(p.Related, relatedLine{choice{Name: x.Title, URL: r.address(a)}, x.Note})
		}
	}
	for i := range res.Hits {
		if p.Exact != nil && res.Hits[i].Exact() {
			continue // shown above in full
		}
		hit := r.hitOf(res.Hits[i])
		if hit.Now, err = r.nowOfHit(res.Hits[i]); err != nil {
			return err
		}
		p.Hits = append(p.Hits, hit)
	}
	if plain && res.Total > 0 && res.Intent == search.IntentQuestion && res.Exact == nil {
		if err := p.answer(r, res); err != nil {
			return err
		}
		p.strips(r, res, link)
	}
	if len(p.Hits) > 0 || p.Exact != nil {
		p.Files = r.resultFiles("/search")
	}
	if page > 1 {
		p.Prev = link.page(page - 1)
	}
	if len(res.Hits) == pageSize && page*pageSize < res.Listed {
		p.Next = link.page(page + 1)
	}
	return s.render(r, http.StatusOK, "search", p)
}

// choices fills what leads to other results.
func (p *searchPage) choices(r *request, link pageLink, req search.Request, res *search.Result) {
	for _, t := range typeNames {
		c := choice{Name: t.name, URL: link.with("type", t.value), Chosen: t.value == p.Type}
		for _, n := range res.Facets[engine.FieldType] {
			if n.Value == t.value && p.Type == "" {
				c.Count = n.Count
			}
		}
		p.Types = append(p.Types, c)
	}
	for _, o := range sortNames {
		p.Sorts = append(p.Sorts, choice{Name: o.name, URL: link.with("sort", o.value), Chosen: o.value == link.params.Get("sort")})
	}
	p.Grouped = choice{Name: textGrouped, URL: link.with("group", "law"), Chosen: req.GroupByLaw}
	if req.GroupByLaw {
		p.Grouped.URL = link.with("group", "")
	}
	p.Chosen = chosenFrom(engine.SearchList, link)
	p.Facets = r.facetsOfHits(p.Type, res.Facets, link)
	for _, text := range res.Suggestions {
		p.Meant = append(p.Meant, choice{Name: text, URL: link.with("q", text)})
	}
	p.Ignored, p.IgnoredAll = res.Ignored[:min(maxIgnored, len(res.Ignored))], len(res.Ignored)
	for _, x := range res.Expanded {
		p.Expanded = append(p.Expanded, x.From+"："+strings.Join(x.To, "、"))
	}
}

// maxIgnored is how much of what nothing was looked up by is named.
const maxIgnored = 8

// searchRequest reads the parameters of the page.
func searchRequest(r *request) (req search.Request, page int, err error) {
	kind, order := r.QueryParam("type"), r.QueryParam("sort")
	if !slices.ContainsFunc(typeNames[:], func(t named) bool { return t.value == kind }) {
		return req, 0, echo.NewHTTPError(http.StatusBadRequest, textNoSuchType(kind))
	}
	if !slices.ContainsFunc(sortNames[:], func(t named) bool { return t.value == order }) {
		return req, 0, echo.NewHTTPError(http.StatusBadRequest, textNoSuchSort(order))
	}
	if page, err = strconv.Atoi(r.QueryParam("page")); err != nil || page < 1 {
		page = 1
	}
	req = search.Request{Query: strings.TrimSpace(r.QueryParam("q")), Page: page, Size: pageSize, AsOf: r.day, Sort: order,
		GroupByLaw: r.QueryParam("group") == "law", Superseded: r.QueryParam("superseded") == "1", All: r.QueryParam("all") == "1"}
	if kind != "" {
		req.Types = []string{kind}
	}
	for field, value := range engine.SearchList.Chosen(r.QueryParam) {
		req.Filters = append(req.Filters, query.Filter{Field: field.Name, Value: value})
	}
	return req, page, nil
}

func (r *request) exactOf(p *kb.Provision) *exactCard {
	a := p.Address(r.day)
	card := &exactCard{Title: strings.TrimSpace(p.Law.Key + " " + p.Provision.Chinese()), URL: r.address(a),
		Status: r.badge(p)}
	if !r.asked {
		card.Status.Name = p.Version.StatusText(r.day)
	}
	place := []string{string(p.Law.Level)}
	for _, h := range p.Path {
		place = append(place, h.Name())
	}
	card.Place = strings.Join(place, " › ")
	switch {
	case p.Part != nil:
		card.Text = strings.Split(kb.TextOf([]kb.Part{*p.Part}), "\n")
	case p.Unit != nil:
		card.Text = strings.Split(p.Unit.Text(), "\n")
	}
	return card
}

func (l links) missingOf(m *kb.MissingError) *missingCard {
	card := &missingCard{Message: m.Error(), URL: l.address(m.Address)}
	card.Nearest = l.choicesOf(m.Nearest)
	return card
}

// choicesOf are links to provisions.
func (l links) choicesOf(addresses []string) (list []choice) {
	for _, n := range addresses {
		if a, err := statute.ParseAddress(n); err == nil {
			list = append(list, choice{Name: strings.TrimSpace(a.Law + " " + a.Provision.Chinese()), URL: l.address(a)})
		}
	}
	return list
}

func (r *request) hitOf(h search.Hit) hitLine {
	line := hitLine{Title: h.Title, Snippet: pieces(h.Snippet, h.Highlights)}
	place := append([]string{}, h.Path...)
	if h.Address != "" {
		if a, err := statute.ParseAddress(h.Address); err == nil {
			line.URL = r.address(a)
			line.Crimes = crimesOf(a)
			if short := r.Names.Short(a.Law); short != a.Law && !a.Provision.IsZero() {
				line.Title = short + " " + a.Provision.Chinese()
				place = append([]string{a.Law}, place...)
			}
		}
	} else {
		line.URL = r.Link("/" + h.Type + "/" + h.ID)
	}
	if h.Level != "" {
		place = append([]string{string(h.Level)}, place...)
	} else {
		place = append([]string{statute.DocumentKind(h.Type).Chinese()}, place...)
	}
	if h.Date != "" {
		place = append(place, string(h.Date))
	}
	line.Place = strings.Join(place, " › ")
	if h.Status != "" {
		line.Status = badgeOf(h.Status)
		if h.Status == statute.StatusInForce {
			line.Status.Full = h.StatusText
		}
	}
	line.Why = strings.Join(h.Why, "；")
	line.SameLaw, line.Cited = h.SameLaw, h.Cited
	return line
}

// pieces cuts a snippet at its highlights, which count code points.
func pieces(snippet string, marks [][2]int) []piece {
	runes := []rune(snippet)
	var list []piece
	at := 0
	for _, m := range marks {
		if m[0] > at {
			list = append(list, piece{Text: string(runes[at:m[0]])})
		}
		list = append(list, piece{Text: string(runes[m[0]:m[1]]), Marked: true})
		at = m[1]
	}
	return append(list, piece{Text: string(runes[at:])})
}
