package pages

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/citegraph"
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
	Today    string // what the text is today, where that differs
	Warning  string
	Lines    []textLine
	Before   *choice
	After    *choice
	Near     []choice // the articles around it
	Cites    []citeLine
	Terms    []string // that the article defines
	Citing   []citingGroup
	Together []relatedLine // articles that are cited with it
	Crimes   string        // that it punishes
	Total    int
	Former   int // of Total, those of what became the article
	Versions []choice
	History  string      // the page of its history
	Now      *nowView    // what it is now, where its text is no longer in force
	Origin   *originView // when it last changed
	Copies   []copyForm
	// Address and Permanent, the path of its page, are for a visitor's own list, which is
	// read on other days: they name the text, Text is its label.
	Address, Permanent, Text string
	Files                    []fileLink
	Feed                     feedLink
	Graphs                   []*graph
	Net                      string        // the page of all that cites it and that it cites
	Readings                 []readingView // of other sources
}

// provision shows an article, or leads to the place of a heading or paragraph.
func (s *Site) provision(r *request) error {
	local, err := param(r, "*")
	if err != nil {
		return err
	}
	if local = strings.Trim(local, "/"); local == "" {
		return echo.NewHTTPError(http.StatusNotFound)
	}
	if at, format, ok := cutNet(local); ok {
		return s.net(r, at, format)
	}
	if local == compiledPath || local == compiledDocxPath {
		a, redirect, err := lawOf(r, local)
		if err != nil {
			return err
		}
		if redirect != "" {
			return r.Redirect(http.StatusFound, redirect)
		}
		return s.compiled(r, a, local == compiledDocxPath)
	}
	if at, format := cutFormat(local); format != "" && !isDiff(at) {
		name, err := param(r, "key")
		if err != nil {
			return err
		}
		return s.lawFile(r, name, at, format)
	}
	if at, ok := strings.CutSuffix(local, feedEnding); ok {
		name, err := param(r, "key")
		if err != nil {
			return err
		}
		return s.placeFeed(r, name, at)
	}
	a, redirect, err := lawOf(r, local)
	if err != nil {
		return err
	}
	if redirect != "" {
		return r.Redirect(http.StatusFound, redirect)
	}
	if local == citingPath {
		return s.outdatedCites(r, a)
	}
	if is, err := s.changes(r, a, local); is || err != nil {
		return err
	}
	if a.Provision, err = statute.ParseProvision(local); err != nil {
		return echo.NewHTTPError(http.StatusNotFound, err.Error())
	}
	place, err := r.Laws.Lookup(r.ctx(), a, r.day)
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
		to, err := r.goTo(place, place.Heading.Address)
		if err != nil {
			return err
		}
		return r.Redirect(http.StatusFound, cmp.Or(to, r.law(a.Whole().String())))
	case place.Part != nil:
		return r.Redirect(http.StatusFound, r.Link(addressPath(whole)+"#"+anchor(place.Part.Local)))
	}
	return s.article(r, place)
}

func (s *Site) article(r *request, place *kb.Provision) error {
	title := place.Law.Key + " " + place.Unit.Label
	f := r.frame(title, "")
	key := place.Address(r.day).Whole().String()
	p := articlePage{frame: f, Law: place.Law.Key, LawURL: r.law(key), Level: string(place.Law.Level), Number: place.Unit.Label,
		Facts: factsOf(place), Status: r.badge(place), Today: r.todayOf(place.Version), Warning: r.warningOf(place)}
	if err := p.Meta.ofPlace(r, place); err != nil {
		return err
	}
	p.Feed = feedLink{textFeedHere, r.Link(lawPath(place.Law.Key, place.Unit.Address) + feedEnding)}
	p.Day = r.dayForm(lawPath(place.Law.Key, place.Unit.Address))
	for _, h := range place.Path {
		path := lawPath(key)
		if h.Address != "" {
			path += "?" + goParam + "=" + url.QueryEscape(h.Address)
		}
		p.Path = append(p.Path, choice{Name: h.Name(), URL: r.Link(path)})
	}
	cites, err := r.citesOf(place.Unit.ID)
	if err != nil {
		return err
	}
	previews, err := r.previews(cites)
	if err != nil {
		return err
	}
	p.Lines = r.linesOf(place.Unit, cites, previews, "")
	own := place.Address(r.day)
	own.Provision = own.Provision.AtArticle()
	p.Cites = r.citeLines(cites, own)
	p.Crimes = crimesOf(own)
	if p.Terms, err = r.explainTerms(place, p.Lines); err != nil {
		return err
	}
	if err := p.neighbours(r, place, key); err != nil {
		return err
	}
	q := citegraph.QueryFor(place, r.day)
	cited, err := r.citedBy(q)
	if err != nil {
		return err
	}
	cited.KeepNumbers(place.Version)
	if p.Together, err = r.togetherWith(q); err != nil {
		return err
	}
	p.Total, p.Former, p.Citing = cited.Total, cited.Former, r.citingGroups(own, cited)
	markVerbatim(p.Citing, place.Unit)
	for i := range p.Citing {
		p.Citing[i].crimeFirst(p.Crimes)
	}
	pinned := place.Pinned()
	p.Text = place.Version.Label
	if p.Printed, err = r.printedOf(place); err != nil {
		return err
	}
	p.Copies, p.Address, p.Permanent = copyForms(place), pinned.String(), addressPath(pinned)
	p.Files = r.filesOf(lawPath(key, place.Unit.Address))
	p.History = r.law(key, place.Unit.Address, historyPath)
	if p.Now, err = r.nowOf(place); err != nil {
		return err
	}
	if err := r.besideNow(p.Now, place); err != nil {
		return err
	}
	if p.Origin, err = r.originOf(place); err != nil {
		return err
	}
	if p.Readings, err = r.readingsOf(place.Version, place.Unit.Address); err != nil {
		return err
	}
	around, err := r.Search.RelatedTo(r.ctx(), place, r.day)
	if err != nil {
		return err
	}
	p.Net = r.law(key, place.Unit.Address, netPath)
	p.Graphs = r.graphsOf(titleOf(own), around, r.Names.Short)
	if len(place.Law.Versions) > 1 {
		for _, v := range place.Law.Versions {
			p.Versions = append(p.Versions, choice{Name: statute.LabelChinese(v.Label) + " " + v.StatusText(r.day),
				URL: r.law(place.Law.Key+"@"+v.Label, place.Unit.Address), Chosen: v.ID == place.Version.ID})
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
		c := choice{Name: u.Label + "　" + clipped(u.Text(), 14), URL: r.law(key, u.Address),
			Chosen: u.ID == place.Unit.ID}
		p.Near = append(p.Near, c)
		if u.ID != place.Unit.ID {
			continue
		}
		if i > 0 {
			p.Before = &choice{Name: around[i-1].Label, URL: r.law(key, around[i-1].Address)}
		}
		if i+1 < len(around) {
			p.After = &choice{Name: around[i+1].Label, URL: r.law(key, around[i+1].Address)}
		}
	}
	return nil
}

type missingPage struct {
	frame
	Heading    string
	Message    string
	LookedInto string // which text of a day was looked into
	InOther    bool   // another text of the law has it
	Loaded     bool   // the law is loaded, only the provision or version is not
	// NoVersion says that a version is missing, not a provision.
	NoVersion bool
	Whole     string // what the citations are of: the law, or the whole article
	Law       string
	LawURL    string
	Nearest   []choice
	Citing    []citingGroup
	Total     int
	Outdated  string // the page of those who cite what the law has lost
	// Became are the articles that came after one of a repealed law, Sure how sure that is. Both
	// are empty where nothing is known.
	Became []successorView
	Sure   string
}

// missing is the page of a provision that is named but not loaded: it says
// so, shows who cites it, and how to load it.
func (s *Site) missing(r *request, m *kb.MissingError) error {
	heading := strings.TrimSpace(m.Address.Law + " " + m.Address.Provision.Chinese())
	f := r.frame(textMissing(heading), "")
	p := missingPage{frame: f, Heading: heading, Message: m.Error(), Loaded: m.Loaded, Law: m.Address.Law, LawURL: r.law(m.Address.Law)}
	for _, n := range m.Nearest {
		if a, err := statute.ParseAddress(n); err == nil {
			p.InOther = p.InOther || a.Version != "" && a.Version != m.Address.Version && !a.Provision.IsZero()
			p.Nearest = append(p.Nearest, choice{Name: titleOf(a), URL: r.address(a)})
		}
	}
	p.Whole = m.Address.Law
	if whole := m.Address.Provision.AtArticle(); !whole.Article.IsZero() {
		p.Whole = m.Address.Law + whole.Chinese()
	}
	p.NoVersion = m.Loaded && m.Address.Version != "" && m.Address.Provision.IsZero()
	cited, err := r.citedBy(citegraph.CitedByQuery{Law: m.Address.Law, Provision: m.Address.Provision.AtArticle(), Day: r.day})
	if err != nil {
		return err
	}
	p.Total, p.Citing = cited.Total, r.citingGroups(m.Address, cited)
	p.Day = r.dayForm(lawPath(m.Address.Law, m.Address.Provision.String()))
	if !m.Loaded && m.End.Day.Date != "" {
		p.Outdated = r.law(m.Address.Law, citingPath)
		if p.Became, p.Sure, err = r.becameUnseen(m); err != nil {
			return err
		}
	}
	status := http.StatusNotFound
	p.Meta.Canonical = "" // nobody need find it
	if m.Loaded {
		if p.LookedInto, err = r.textOfDay(m.Address); err != nil {
			return err
		}
	} else if m.End.Day.Date != "" && m.Address == (statute.Address{Law: m.Address.Law}) {
		status = http.StatusOK // that it ended is what there is to say of it
	}
	return s.render(r, status, "missing", p)
}

// textOfDay says which text of a law was looked into for a day, "" where no day was asked for,
// or a text by its own.
func (r *request) textOfDay(a statute.Address) (string, error) {
	if r.asOf == "" || a.Version != "" {
		return "", nil
	}
	place, err := r.Laws.Lookup(r.ctx(), statute.Address{Law: a.Law}, r.day)
	if err != nil {
		return "", err
	}
	if place.StandsIn(r.day) { // the message says it
		return "", nil
	}
	return textLookedInto(r.asOf, place.Version.Name()), nil
}
