package pages

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// The last part of the path of the compiled edition of a law (合编本): /law/公司法/compiled, and as a
// Word document /law/公司法/compiled.docx.
const (
	compiledPath     = "compiled"
	compiledDocxPath = compiledPath + ".docx"
)

// compiledUnits bounds the units of a part of a compiled edition: under each stand up to 25 texts.
const compiledUnits = 60

// compiledPage is a law, or a part of a long one, with what belongs to each article under it.
type compiledPage struct {
	frame
	Heading       string
	Scope         string
	Status        statusBadge
	LawURL        string
	Docx          string
	Parts         []choice
	Before, After *choice
	Blocks        []compiledBlock
	Headed        bool
}

// compiledBlock is a heading or a unit with what stands under it.
type compiledBlock struct {
	lawBlock
	Attached []attachedView
}

// attachedView is a group under an article.
type attachedView struct {
	Name    string
	Entries []attachedEntry
	More    string
}

type attachedEntry struct {
	Title, URL, Note string
	Lines            []string
}

// compiledPart is what one page of a compiled edition has: places of the layout, from and to.
type compiledPart struct{ from, to int }

// compiledParts are the parts of a law, which begin where those of its page begin, and after
// compiledUnits of each.
func compiledParts(l *layout) []compiledPart {
	var parts []compiledPart
	for i, from := range l.parts {
		units := 0
		for at := from; at < l.end(i); at++ {
			if l.list[at].unit == nil {
				continue
			}
			if units++; units > compiledUnits {
				parts = append(parts, compiledPart{from, at})
				from, units = at, 1
			}
		}
		parts = append(parts, compiledPart{from, l.end(i)})
	}
	return parts
}

// scope names a part by its first heading, and by its first and last articles.
func (p compiledPart) scope(l *layout) string {
	heading, first, last := "", "", ""
	for _, x := range l.list[p.from:p.to] {
		switch {
		case x.heading != nil && heading == "" && first == "":
			heading = x.heading.Name()
		case x.unit != nil && x.unit.Label != "":
			if first == "" {
				first = x.unit.Label
			}
			last = x.unit.Label
		}
	}
	return joinedBy("　", heading, textRange(first, last))
}

// compiled shows the compiled edition of a law, or hands it out as a Word document.
func (s *Site) compiled(r *request, a statute.Address, asFile bool) error {
	place, err := r.Laws.Lookup(r.ctx(), a, r.day)
	if m, ok := errors.AsType[*kb.MissingError](err); ok {
		return s.missing(r, m)
	}
	if err != nil {
		return err
	}
	l, err := r.layoutOf(place.Version.ID)
	if err != nil {
		return err
	}
	parts := compiledParts(l)
	n := 1
	if asked := r.QueryParam(partParam); asked != "" {
		if n, err = strconv.Atoi(asked); err != nil || n < 1 || n > len(parts) {
			return echo.NewHTTPError(http.StatusNotFound, textNoSuchPart(len(parts)))
		}
	}
	part := parts[n-1]
	t := &export.LawText{Law: place.Law, Version: place.Version, Address: place.Pinned().String(), Day: r.day, Today: r.today,
		Until: r.Laws.CollectedUntil()}
	if len(parts) > 1 {
		t.Scope = part.scope(l)
	}
	for _, x := range l.list[part.from:part.to] {
		t.Blocks = append(t.Blocks, export.Block{Heading: x.heading, Depth: x.depth, Unit: x.unit})
	}
	from := &export.Compiling{Laws: r.Laws, Graph: r.Graph, Documents: r.Documents, History: r.History, OnDay: r.asked}
	if asFile {
		t.Page = r.Scheme() + "://" + r.Request().Host + lawPath(t.Law.Key+"@"+t.Version.Label, compiledPath)
		content, err := export.CompiledDOCX(r.ctx(), t, func(u *kb.Unit) ([]export.Attached, error) { return from.Attach(r.ctx(), t, u) })
		if err != nil {
			return err
		}
		return r.download(t.FileName()+export.TextCompiled+".docx", export.WordType, content)
	}
	key := place.Address(r.day).Whole().String()
	p := compiledPage{frame: r.frame(place.Law.Key+export.TextCompiled, ""), Heading: place.Law.Title + export.TextCompiled, Scope: t.Scope,
		Status: r.badge(place), LawURL: r.law(key)}
	p.Day = r.dayForm(lawPath(place.Law.Key, compiledPath))
	p.links(r, key, l, parts, n)
	for _, x := range l.list[part.from:part.to] {
		if err := r.ctx().Err(); err != nil {
			return err
		}
		b := compiledBlock{lawBlock: r.block(x, key, nil, nil)}
		p.Headed = p.Headed || x.heading != nil
		if x.unit != nil {
			groups, err := from.Attach(r.ctx(), t, x.unit)
			if err != nil {
				return err
			}
			b.Attached = r.attachedViews(groups)
		}
		p.Blocks = append(p.Blocks, b)
	}
	return s.render(r, http.StatusOK, "compiled", p)
}

// links fills where the other parts are.
func (p *compiledPage) links(r *request, key string, l *layout, parts []compiledPart, n int) {
	page := r.list(lawPath(key, compiledPath), nil)
	p.Docx = r.list(lawPath(key, compiledDocxPath), nil).with(partParam, "")
	if len(parts) == 1 {
		return
	}
	p.Docx = r.list(lawPath(key, compiledDocxPath), nil).with(partParam, strconv.Itoa(n))
	for i, part := range parts {
		p.Parts = append(p.Parts, choice{Name: part.scope(l), URL: page.with(partParam, strconv.Itoa(i+1)), Chosen: i+1 == n})
	}
	if n > 1 {
		p.Before = &p.Parts[n-2]
	}
	if n < len(parts) {
		p.After = &p.Parts[n]
	}
}

// attachedViews are the groups under an article as the page shows them.
func (l links) attachedViews(groups []export.Attached) []attachedView {
	var views []attachedView
	for _, g := range groups {
		v := attachedView{Name: g.Name}
		if g.More > 0 {
			v.More = export.TextMoreAttached(g.More)
		}
		for _, e := range g.Entries {
			one := attachedEntry{Title: e.Title, Note: e.Note, Lines: strings.Split(e.Text, "\n")}
			if e.Document != nil {
				one.URL = l.document(*e.Document)
			} else {
				one.URL = l.address(e.Address)
			}
			v.Entries = append(v.Entries, one)
		}
		views = append(views, v)
	}
	return views
}
