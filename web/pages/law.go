package pages

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

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
	Outdated string // the page of those who cite what it has changed
	Versions []choice
	Events   []string
	Contents []contentsLine
	Blocks   []lawBlock
	Headed   bool // whether articles stand under headings
	Related  []relatedList
	Sources  []string
	// Collation is nil where no source differs.
	Collation *collationView
}

type contentsLine struct {
	Name   string
	Anchor string
	Depth  int
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
	p := lawPage{frame: f, Key: a.Law, Heading: place.Law.Title}
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
	p.History = r.law(place.Law.Key, historyPath)
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

// body lays out headings and units in reading order.
func (p *lawPage) body(r *request, place *kb.Provision) error {
	headings, err := r.Laws.Headings(r.ctx(), place.Version.ID)
	if err != nil {
		return err
	}
	units, err := r.Laws.Units(r.ctx(), place.Version.ID)
	if err != nil {
		return err
	}
	cites, err := r.citesOfVersion(place.Version.ID)
	if err != nil {
		return err
	}
	p.Headed = len(headings) > 0
	depth := map[int64]int{}
	key := place.Address(r.day).Whole().String()
	for i, j := 0, 0; i < len(headings) || j < len(units); {
		if j == len(units) || i < len(headings) && headings[i].Ord < units[j].Ord {
			h := headings[i]
			i++
			depth[h.ID] = depth[h.Parent] + 1
			id := h.Address
			if id == "" {
				id = "h" + strconv.Itoa(h.Ord)
			}
			p.Blocks = append(p.Blocks, lawBlock{Heading: h.Name(), Depth: min(depth[h.ID], 4), Anchor: anchor(id)})
			p.Contents = append(p.Contents, contentsLine{Name: h.Name(), Anchor: anchor(id), Depth: min(depth[h.ID], 4)})
			continue
		}
		u := units[j]
		j++
		b := lawBlock{Label: u.Label}
		prefix := ""
		if u.Address != "" {
			b.Anchor, b.URL = anchor(u.Address), r.law(key, u.Address)
			prefix = b.Anchor + "-"
			if u.Kind == statute.KindAnnex {
				p.Contents = append(p.Contents, contentsLine{Name: u.Label, Anchor: b.Anchor, Depth: 1})
			}
		}
		b.Lines = r.linesOf(u, cites[u.ID], nil, prefix)
		p.Blocks = append(p.Blocks, b)
	}
	return nil
}

// relations fills the laws that stand in a relation to this one and the
// sources of the text.
func (p *lawPage) relations(r *request, place *kb.Provision) error {
	for _, rel := range [...]struct {
		name string
		keys func() ([]string, error)
	}{
		{textInterprets, func() ([]string, error) { return r.Laws.Interprets(r.ctx(), place.Law.Key) }},
		{textInterpretedBy, func() ([]string, error) { return r.Laws.InterpretedBy(r.ctx(), place.Law.Key) }},
	} {
		keys, err := rel.keys()
		if err != nil {
			return err
		}
		list := relatedList{Name: rel.name}
		for _, k := range keys {
			list.Laws = append(list.Laws, choice{Name: k, URL: r.law(k)})
		}
		if len(list.Laws) > 0 {
			p.Related = append(p.Related, list)
		}
	}
	sources, err := r.Laws.SourcesOf(r.ctx(), place.Version.ID)
	if err != nil {
		return err
	}
	for _, src := range sources {
		p.Sources = append(p.Sources, src.Name())
	}
	p.Collation, err = r.collationOf(place.Version)
	return err
}
