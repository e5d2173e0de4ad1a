package pages

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

type lawPage struct {
	frame
	Key      string
	Heading  string // the printed title
	Facts    []string
	Status   statusBadge
	Today    string // what the text is today, where that differs
	Warning  string
	History  string // the page of its texts
	Net      string // the page of what cites it and what it cites
	Compiled string // the page of its compiled edition
	Outdated string // the page of those who cite what it has changed
	Versions []choice
	Events   []string
	Contents []contentsLine
	Blocks   []lawBlock
	Headed   bool // whether articles stand under headings
	// A long law is shown by parts: Before and After lead to those around, All to the whole.
	Before, After *choice
	All           string
	// Find are the words that were looked for in the law, Found says how many articles have them.
	Find, Found string
	Leave       string // the law without what is looked for
	Kept        []box  // the parameters that the forms of the page keep
	Past        string // its history in a line
	Missing     string // says that the law has no article that one was to be led to
	Related     []relatedList
	// Below are what carries out the law, refines and explains it; BelowCount is how many.
	Below      []relatedList
	BelowCount int
	Sources    []string
	Files      []fileLink
	Feed       feedLink
	// Collation is nil where no source differs.
	Collation *collationView
}

type contentsLine struct {
	Name  string
	URL   string
	Depth int
	Shown bool // on this page
}

// lawBlock is a heading or a unit of the law, in reading order.
type lawBlock struct {
	Heading string
	Depth   int
	Anchor  string
	Label   string
	URL     string
	Lines   []textLine
}

// relatedList are laws in one relation to the law.
type relatedList struct {
	Name string
	Laws []choice
}

// param is a path parameter that must not be empty.
func param(c echo.Context, name string) (string, error) {
	v := c.Param(name)
	if strings.TrimSpace(v) == "" {
		return "", echo.NewHTTPError(http.StatusNotFound)
	}
	return v, nil
}

// lawOf reads the law of a path: a key with or without @version, or another
// name, for which redirect is the path with the key.
func lawOf(r *request, local string) (a statute.Address, redirect string, err error) {
	name, err := param(r, "key")
	if err != nil {
		return a, "", err
	}
	name, version, _ := strings.Cut(name, "@")
	a = statute.Address{Law: name, Version: version}
	if !r.Names.IsLoaded(name) {
		if keys := r.Names.Resolve(name); len(keys) == 1 && keys[0] != name {
			a.Law = keys[0]
			return a, r.law(a.Whole().String(), local), nil
		}
	}
	return a, "", nil
}

func (s *Site) law(r *request) error {
	if name, format := cutFormat(r.Param("key")); format != "" {
		return s.lawFile(r, name, "", format)
	}
	if name, ok := strings.CutSuffix(r.Param("key"), feedEnding); ok {
		return s.placeFeed(r, name, "")
	}
	a, redirect, err := lawOf(r, "")
	if err != nil {
		return err
	}
	if redirect != "" {
		return r.Redirect(http.StatusFound, redirect)
	}
	place, err := r.Laws.Lookup(r.ctx(), a, r.day)
	if m, ok := errors.AsType[*kb.MissingError](err); ok {
		return s.missing(r, m)
	}
	if err != nil {
		return err
	}
	f := r.frame(a.Law, "")
	p := lawPage{frame: f, Key: a.Law, Heading: place.Law.Title, Files: r.filesOf(lawPath(a.Whole().String()))}
	if typed := strings.TrimSpace(r.QueryParam(goParam)); typed != "" {
		to, err := r.goTo(place, typed)
		if err != nil {
			return err
		}
		if to != "" {
			return r.Redirect(http.StatusFound, to)
		}
		p.Missing = textNoSuchArticle(place.Law.Title, typed)
	}
	if err := p.Meta.ofPlace(r, place); err != nil {
		return err
	}
	p.Feed = feedLink{textFeedThis, r.Link(lawPath(a.Law) + feedEnding)}
	if err := p.head(r, place); err != nil {
		return err
	}
	if err := p.body(r, place); err != nil {
		return err
	}
	if err := p.relations(r, place); err != nil {
		return err
	}
	return s.render(r, http.StatusOK, "law", p)
}

// head fills the facts about the law and its version.
func (p *lawPage) head(r *request, place *kb.Provision) error {
	v := place.Version
	p.Facts = factsOf(place)
	p.Status, p.Today = r.badge(place), r.todayOf(v)
	p.Warning = r.warningOf(place)
	p.Day = r.dayForm(lawPath(place.Law.Key))
	for _, e := range v.Events {
		p.Events = append(p.Events, strings.TrimSpace(e.Date.Chinese()+" "+e.Text))
	}
	p.Net = r.law(place.Address(r.day).Whole().String(), netPath)
	p.Compiled = r.law(place.Address(r.day).Whole().String(), compiledPath)
	p.History, p.Past = r.law(place.Law.Key, historyPath), textPast(v.Events)
	if r.asOf != "" {
		p.Kept = []box{{Name: dayParam, Value: string(r.asOf)}}
	}
	if len(place.Law.Versions) > 1 || v.RepealedBy != "" {
		p.Outdated = r.law(place.Law.Key, citingPath)
	}
	unloaded, err := r.Laws.UnloadedOf(r.ctx(), place.Law.Key)
	if err != nil {
		return err
	}
	if len(place.Law.Versions)+len(unloaded) > 1 {
		p.Versions = r.versionsOf(place, unloaded)
	}
	return nil
}

// versionsOf lists the texts of a law, the newest first, with those of which the words are not
// loaded.
func (r *request) versionsOf(place *kb.Provision, unloaded []kb.Unloaded) []choice {
	var list []choice
	for _, o := range place.Law.Versions {
		for n := len(unloaded); n > 0 && unloaded[n-1].Label > o.Label; n = len(unloaded) {
			list = append(list, choice{Name: textUnloaded(unloaded[n-1])})
			unloaded = unloaded[:n-1]
		}
		list = append(list, choice{Name: statute.LabelChinese(o.Label) + " " + o.StatusText(r.day),
			URL: r.law(place.Law.Key + "@" + o.Label), Chosen: o.ID == place.Version.ID})
	}
	for _, u := range slices.Backward(unloaded) {
		list = append(list, choice{Name: textUnloaded(u)})
	}
	return list
}

// factsOf lists what is known of a version, in the order of a citation.
func factsOf(place *kb.Provision) []string {
	v := place.Version
	facts := []string{string(place.Law.Level)}
	if v.Number != "" {
		facts = append(facts, v.Number)
	}
	if len(place.Law.Issuers) > 0 {
		facts = append(facts, strings.Join(place.Law.Issuers, "、"))
	}
	if v.Label != statute.Undated {
		facts = append(facts, textLabel(v.Name()))
	}
	return append(facts, textInForceFrom(v.From()))
}

// body lays out headings and units in reading order: all of them, those of a part of a long law,
// or those that have the words that are looked for.
func (p *lawPage) body(r *request, place *kb.Provision) error {
	l, err := r.layoutOf(place.Version.ID)
	if err != nil {
		return err
	}
	key := place.Address(r.day).Whole().String()
	words := strings.Fields(r.QueryParam(findParam))
	list, part := p.choose(r, l, key, words)
	cites, err := r.citesOfVersion(place.Version.ID)
	if err != nil {
		return err
	}
	for i, at := range l.list {
		name := ""
		depth := at.depth
		switch {
		case at.heading != nil:
			name, p.Headed = at.heading.Name(), true
		case at.unit.Kind == statute.KindAnnex && at.anchor != "":
			name, depth = at.unit.Label, 1
		default:
			continue
		}
		c := contentsLine{Name: name, Depth: depth, URL: "#" + at.anchor, Shown: len(words) == 0 && (part < 0 || l.part(i) == part)}
		if !c.Shown {
			c.URL = l.placeOf(r, key, i)
		}
		p.Contents = append(p.Contents, c)
	}
	for _, i := range list {
		p.Blocks = append(p.Blocks, r.block(l.list[i], key, cites, words))
	}
	return nil
}

// choose says what of a law is shown: part is -1 where it is no part.
func (p *lawPage) choose(r *request, l *layout, key string, words []string) (list []int, part int) {
	if len(words) > 0 {
		var count int
		list, count = l.found(words)
		p.Find, p.Found, p.Leave = strings.Join(words, " "), textFoundInLaw(count), r.law(key)
		return list, -1
	}
	from, end, part := 0, len(l.list), -1
	if len(l.parts) > 1 && r.QueryParam(wholeParam) != "1" {
		part = 0
		if i := l.find(r.QueryParam(partParam)); i >= 0 {
			part = l.part(i)
		}
		from, end = l.parts[part], l.end(part)
		if part > 0 {
			p.Before = &choice{Name: l.title(part - 1), URL: r.Link(partPath(key, l.name(part-1)))}
		}
		if part+1 < len(l.parts) {
			p.After = &choice{Name: l.title(part + 1), URL: r.Link(partPath(key, l.name(part+1)))}
		}
		p.All = r.Link(lawPath(key) + "?" + wholeParam + "=1")
	}
	for i := from; i < end; i++ {
		list = append(list, i)
	}
	return list, part
}

// partPath is the path of a part of a law.
func partPath(key, name string) string {
	if name == "" {
		return lawPath(key)
	}
	return lawPath(key) + "?" + partParam + "=" + url.QueryEscape(name)
}

// block is a heading or a unit on the page.
func (r *request) block(at placed, key string, cites map[int64][]citegraph.Cite, words []string) lawBlock {
	if at.heading != nil {
		return lawBlock{Heading: at.heading.Name(), Depth: at.depth, Anchor: at.anchor}
	}
	b := lawBlock{Label: at.unit.Label, Anchor: at.anchor}
	prefix := ""
	if at.anchor != "" {
		b.URL, prefix = r.law(key, at.unit.Address), at.anchor+"-"
	}
	b.Lines = r.linesOf(at.unit, cites[at.unit.ID], nil, prefix)
	if len(words) > 0 {
		b.Lines = marked(b.Lines, func(text string) [][2]int { return r.Search.Mark(text, words) })
	}
	return b
}

// relations fills the laws that stand in a relation to this one and the
// sources of the text.
func (p *lawPage) relations(r *request, place *kb.Provision) error {
	above, err := r.Laws.Interprets(r.ctx(), place.Law.Key)
	if err != nil {
		return err
	}
	if list := (relatedList{Name: textInterprets}); list.add(r, above...) {
		p.Related = append(p.Related, list)
	}
	if p.Below, err = r.below(place.Law.Key); err != nil {
		return err
	}
	for _, l := range p.Below {
		p.BelowCount += len(l.Laws)
	}
	sources, err := r.Laws.SourcesOf(r.ctx(), place.Version.ID)
	if err != nil {
		return err
	}
	for _, src := range sources {
		p.Sources = append(p.Sources, src.Name())
	}
	p.Printed = textPrinted(place.Version.Name(), p.Sources)
	p.Collation, err = r.collationOf(place.Version)
	return err
}

// printedOf says in a print of a place which text it is and where that comes from.
func (r *request) printedOf(place *kb.Provision) (string, error) {
	sources, err := r.Laws.SourcesOf(r.ctx(), place.Version.ID)
	if err != nil {
		return "", err
	}
	var names []string
	for _, src := range sources {
		names = append(names, src.Name())
	}
	return textPrinted(place.Version.Name(), names), nil
}

// add appends laws by their keys, and reports whether the list has any.
func (l *relatedList) add(r *request, keys ...string) bool {
	for _, k := range keys {
		l.Laws = append(l.Laws, choice{Name: k, URL: r.law(k)})
	}
	return len(l.Laws) > 0
}

// shownCommentary is how many commentaries on a law its page names.
const shownCommentary = 8

// below are what carries out and refines a law, by level, and the commentary that names it.
func (r *request) below(key string) ([]relatedList, error) {
	carrying, err := r.Graph.CarriedOutBy(r.ctx(), key, r.day)
	if err != nil {
		return nil, err
	}
	interpreting, err := r.Laws.InterpretedBy(r.ctx(), key)
	if err != nil {
		return nil, err
	}
	var lists []relatedList
	for _, level := range statute.Levels {
		list := relatedList{Name: string(level)}
		if level == statute.LevelInterpretation {
			list.Name = textInterpretedBy
			list.add(r, interpreting...)
		}
		for _, c := range carrying {
			if c.Level == level && level != statute.LevelInterpretation {
				list.add(r, c.Law)
			}
		}
		if len(list.Laws) > 0 {
			lists = append(lists, list)
		}
	}
	commentary, err := r.Graph.CommentaryOn(r.ctx(), key, shownCommentary)
	if err != nil {
		return nil, err
	}
	list := relatedList{Name: textCitingCommentary}
	for _, d := range commentary {
		list.Laws = append(list.Laws, choice{Name: d.Title, URL: r.document(d)})
	}
	if len(list.Laws) > 0 {
		lists = append(lists, list)
	}
	return lists, nil
}
