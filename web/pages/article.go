package pages

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/excerpt"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

type articlePage struct {
	frame
	Law      string
	LawURL   string
	Level    string
	Path     []choice
	Number   string
	Facts    []string
	Status   statusBadge
	Warning  string
	Lines    []textLine
	Before   *choice
	After    *choice
	Near     []choice // the articles around it
	Cites    []citeLine
	Terms    []string // that the article defines
	Citing   []citingGroup
	Total    int
	Versions []choice
	Copies   []copyForm
	Address  string // for a visitor's own list
	Graphs   []*graph
}

// shownCiting is how many citing texts a page lists.
const shownCiting = 60

// provision shows an article, or leads to the place of a heading or paragraph.
func (s *Site) provision(r *request) error {
	local, err := param(r, "*")
	if err != nil {
		return err
	}
	if local = strings.Trim(local, "/"); local == "" {
		return echo.NewHTTPError(http.StatusNotFound)
	}
	a, redirect, err := lawOf(r, local)
	if err != nil {
		return err
	}
	if redirect != "" {
		return r.Redirect(http.StatusFound, redirect)
	}
	if a.Provision, err = statute.ParseProvision(local); err != nil {
		return echo.NewHTTPError(http.StatusNotFound, err.Error())
	}
	place, err := r.Laws.Lookup(r.ctx(), a, r.today)
	if m, ok := errors.AsType[*kb.MissingError](err); ok {
		return s.missing(r, m)
	}
	if err != nil {
		return err
	}
	whole := a
	whole.Provision = a.Provision.AtArticle()
	switch {
	case place.Heading != nil:
		return r.Redirect(http.StatusFound, lawURL(a.Whole().String())+"#"+url.PathEscape(anchor(place.Heading.Address)))
	case place.Part != nil:
		return r.Redirect(http.StatusFound, addressURL(whole)+"#"+anchor(place.Part.Local))
	}
	return s.article(r, place)
}

func (s *Site) article(r *request, place *kb.Provision) error {
	title := place.Law.Key + " " + place.Unit.Label
	f := r.frame(title, "")
	key := place.Address(r.today).Whole().String()
	p := articlePage{frame: f, Law: place.Law.Key, LawURL: lawURL(key), Level: string(place.Law.Level), Number: place.Unit.Label,
		Facts: factsOf(place), Status: badgeOf(place.Version.StatusOn(r.today)), Warning: warningOf(place, r.today)}
	for _, h := range place.Path {
		c := choice{Name: h.Name(), URL: lawURL(key)}
		if h.Address != "" {
			c.URL += "#" + anchor(h.Address)
		}
		p.Path = append(p.Path, c)
	}
	cites, err := r.Graph.CitesOf(r.ctx(), place.Unit.ID, r.today)
	if err != nil {
		return err
	}
	previews, err := r.previews(cites)
	if err != nil {
		return err
	}
	p.Lines = linesOf(place.Unit, cites, previews, "")
	own := place.Address(r.today)
	own.Provision = own.Provision.AtArticle()
	p.Cites = citeLines(cites, own)
	if p.Terms, err = r.explainTerms(place, p.Lines); err != nil {
		return err
	}
	if err := p.neighbours(r, place, key); err != nil {
		return err
	}
	q := citegraph.QueryFor(place, r.today)
	q.Limit = shownCiting
	cited, err := r.Graph.CitedBy(r.ctx(), q)
	if err != nil {
		return err
	}
	p.Total, p.Citing = cited.Total, citingGroups(cited)
	markVerbatim(p.Citing, place.Unit)
	p.Copies, p.Address = copyForms(place), place.Address(r.today).String()
	around, err := r.Search.RelatedTo(r.ctx(), place)
	if err != nil {
		return err
	}
	p.Graphs = graphsOf(titleOf(own), around)
	if len(place.Law.Versions) > 1 {
		for _, v := range place.Law.Versions {
			p.Versions = append(p.Versions, choice{Name: statute.LabelChinese(v.Label) + " " + v.StatusOn(r.today).Chinese(),
				URL: lawURL(place.Law.Key+"@"+v.Label, place.Unit.Address), Chosen: v.ID == place.Version.ID})
		}
	}
	return s.render(r, http.StatusOK, "article", p)
}

// neighbours links the articles before and after, and a few more around.
func (p *articlePage) neighbours(r *request, place *kb.Provision, key string) error {
	around, err := r.Laws.Around(r.ctx(), place.Unit, 4)
	if err != nil {
		return err
	}
	for i, u := range around {
		c := choice{Name: u.Label + "　" + excerpt.Clip(strings.ReplaceAll(u.Text(), "\n", " "), 14), URL: lawURL(key, u.Address),
			Chosen: u.ID == place.Unit.ID}
		p.Near = append(p.Near, c)
		if u.ID != place.Unit.ID {
			continue
		}
		if i > 0 {
			p.Before = &choice{Name: around[i-1].Label, URL: lawURL(key, around[i-1].Address)}
		}
		if i+1 < len(around) {
			p.After = &choice{Name: around[i+1].Label, URL: lawURL(key, around[i+1].Address)}
		}
	}
	return nil
}

type missingPage struct {
	frame
	Heading string
	Message string
	Ended   string // what is known of the end of a law that is not loaded
	Loaded  bool   // the law is loaded, only the provision or version is not
	// NoVersion says that a version is missing, not a provision.
	NoVersion bool
	Whole     string // what the citations are of: the law, or the whole article
	Law       string
	LawURL    string
	Nearest   []choice
	Citing    []citingGroup
	Total     int
}

// missing is the page of a provision that is named but not loaded: it says
// so, shows who cites it, and how to load it.
func (s *Site) missing(r *request, m *kb.MissingError) error {
	heading := strings.TrimSpace(m.Address.Law + " " + m.Address.Provision.Chinese())
	f := r.frame(textMissing(heading), "")
	p := missingPage{frame: f, Heading: heading, Message: m.Error(), Loaded: m.Loaded, Law: m.Address.Law, LawURL: lawURL(m.Address.Law)}
	for _, n := range m.Nearest {
		if a, err := statute.ParseAddress(n); err == nil {
			p.Nearest = append(p.Nearest, choice{Name: strings.TrimSpace(a.Whole().String() + " " + a.Provision.Chinese()),
				URL: addressURL(a)})
		}
	}
	p.Whole = m.Address.Law
	if whole := m.Address.Provision.AtArticle(); !whole.Article.IsZero() {
		p.Whole = m.Address.Law + whole.Chinese()
	}
	p.NoVersion = m.Loaded && m.Address.Version != "" && m.Address.Provision.IsZero()
	cited, err := r.Graph.CitedBy(r.ctx(), citegraph.CitedByQuery{Law: m.Address.Law, Provision: m.Address.Provision.AtArticle(),
		Day: r.today, Limit: shownCiting})
	if err != nil {
		return err
	}
	p.Total, p.Citing = cited.Total, citingGroups(cited)
	status := http.StatusNotFound
	if whole := (statute.Address{Law: m.Address.Law}); !m.Loaded && m.Address == whole {
		end, err := r.Laws.EndOf(r.ctx(), m.Address.Law)
		if err != nil {
			return err
		}
		if end.Day.Date != "" && end.Day.Date <= r.today {
			status, p.Ended = http.StatusOK, textRepealed(end.By, end.Day)
		}
	}
	return s.render(r, status, "missing", p)
}
