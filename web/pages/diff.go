package pages

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/textdiff"
	"github.com/fatiao/fatiao/internal/usererr"
)

// The views of a comparison, as the parameter view names them.
const (
	viewBeside = "side"
	viewInline = "inline"
	viewOnly   = "changes"
)

// The measures of a page of a comparison.
const (
	pageText     = 16_000 // characters of both texts
	shownContext = 24     // characters around a change, where only changes are shown
)

type diffPage struct {
	frame
	Files       []fileLink
	Law, LawURL string
	Article     string // "" where whole texts are compared
	ArticleURL  string
	HistoryURL  string
	From, To    choice // the two texts
	Summary     string
	Views       []choice
	View        string
	Form        diffForm
	Articles    []differenceView
	// HasElsewhere says that an article has words that went to, or came from, another one that
	// goes with it.
	HasElsewhere bool
	Pages        []choice
}

// diffForm chooses the two texts and what is marked.
type diffForm struct {
	Action   string
	Kept     []box
	From, To []option
	Marks    []option
}

// option is one of several things to choose.
type option struct {
	Name, Value string
	Chosen      bool
}

type differenceView struct {
	From, To choice // names and pages of the articles, "" where a text has none
	Kind     string
	Class    string // kind of the change
	Segments []textdiff.Segment
	Rows     []textdiff.Row
}

// diff is the page of two texts side by side: one, and one before it of its law or of a law
// that it replaced.
func (l links) diff(v, before kb.Version) string {
	return l.Link(lawPath(v.Law, diffPath) + "?from=" + url.QueryEscape(textParam(before, v.Law)) + "&to=" + v.Label)
}

// articleDiffURL is the page of an article beside what it was in a text before.
func (l links) articleDiffURL(a statute.Address, before kb.Version) string {
	return l.Link(lawPath(a.Whole().String(), a.Provision.String(), diffPath) + "?from=" + url.QueryEscape(textParam(before, a.Law)))
}

// textParam names a text of a law, or of another one, in the address of a page.
func textParam(v kb.Version, law string) string {
	if v.Law == law {
		return v.Label
	}
	return v.Law + "@" + v.Label
}

// textNamed reads what textParam writes.
func textNamed(param, law string) (a statute.Address, ok bool) {
	a = statute.Address{Law: law, Version: param}
	if other, label, found := strings.Cut(param, "@"); found {
		a.Law, a.Version = other, label
	}
	return a, statute.IsLabel(a.Version)
}

// marks are the differences that a reader asks to see, besides those of words.
func (r *request) marks() (ignored textdiff.Ignored, options []option) {
	ignored = textdiff.Everything
	asked := r.QueryParams()["mark"]
	for _, m := range [...]struct {
		name, value string
		ignored     *bool
	}{{textSigns, textdiff.NamePunctuation, &ignored.Punctuation}, {textSpace, textdiff.NameSpace, &ignored.Space},
		{textDigits, textdiff.NameDigits, &ignored.Digits}, {textNumbers, textdiff.NameNumbering, &ignored.Numbering}} {
		o := option{m.name, m.value, slices.Contains(asked, m.value) || slices.Contains(asked, textdiff.NameAll)}
		*m.ignored = !o.Chosen
		options = append(options, o)
	}
	return ignored, options
}

// lawDiff compares two texts of a law, or one with a text of a law that it replaced. format is that
// of a file, "" for the page.
func (s *Site) lawDiff(r *request, a statute.Address, format string) error {
	from, ok := textNamed(r.QueryParam("from"), a.Law)
	to, isText := textNamed(r.QueryParam("to"), a.Law)
	if !ok || !isText {
		return r.Redirect(http.StatusFound, r.law(a.Law, historyPath))
	}
	var ends [2]*kb.Provision
	for i, e := range [...]statute.Address{from, to} {
		var err error
		ends[i], err = r.Laws.Lookup(r.ctx(), e, r.day)
		if m, ok := errors.AsType[*kb.MissingError](err); ok {
			return s.missing(r, m)
		}
		if err != nil {
			return err
		}
	}
	ignored, marks := r.marks()
	list, err := r.History.Diff(r.ctx(), from, to, ignored)
	if said, ok := usererr.Text(err); ok {
		return echo.NewHTTPError(http.StatusBadRequest, said)
	}
	if err != nil {
		return err
	}
	if format != "" {
		return r.saveDiff(format, export.TextDiff(a.Law, from.Version, to.Version), from, to, list)
	}
	p := diffPage{frame: r.frame(export.TextDiff(a.Law, from.Version, to.Version), ""), Law: a.Law, LawURL: r.law(a.Law),
		HistoryURL: r.law(a.Law, historyPath), From: r.textChoice(ends[0].Version, a.Law),
		To: r.textChoice(ends[1].Version, a.Law), Summary: textDiffSummary(list)}
	texts, err := r.textsAround(ends[1].Law)
	if err != nil {
		return err
	}
	own := lawPath(a.Law, diffPath)
	p.Files = r.diffFiles(own)
	p.Form = diffForm{Action: own, Marks: marks, From: optionsOf(texts, ends[0].Version, a.Law),
		To: optionsOf(texts, ends[1].Version, a.Law)}
	p.show(r, own, list, !ignored.Numbering)
	return s.render(r, http.StatusOK, "diff", p)
}

// textChoice names a text, with its law where that is another one.
func (r *request) textChoice(v kb.Version, law string) choice {
	c := choice{Name: textOfVersion(v), URL: r.law(v.Law + "@" + v.Label)}
	if v.Law != law {
		c.Name = textOfLaw(v)
	}
	return c
}

// textsAround are the texts of a law, the newest first, and those that the first one replaced.
func (r *request) textsAround(law *kb.Law) ([]kb.Version, error) {
	texts := slices.Clone(law.Versions)
	before, err := r.History.Before(r.ctx(), texts[len(texts)-1])
	return append(texts, before...), err
}

func optionsOf(texts []kb.Version, chosen kb.Version, law string) []option {
	out := make([]option, 0, len(texts))
	found := false
	add := func(v kb.Version) {
		o := option{Value: textParam(v, law), Name: textOfVersion(v), Chosen: v.ID == chosen.ID}
		if v.Law != law {
			o.Name = textOfLaw(v)
		}
		found = found || o.Chosen
		out = append(out, o)
	}
	for _, v := range texts {
		add(v)
	}
	if !found {
		add(chosen)
	}
	return out
}

// show fills the articles of a page, in the view that is asked for. Articles that only moved
// are changes where numbering is asked for.
func (p *diffPage) show(r *request, path string, list []lawhistory.Difference, numbering bool) {
	p.View = r.QueryParam("view")
	if p.View != viewBeside && p.View != viewInline {
		p.View = viewOnly
		if r.QueryParam("all") == "1" { // as older addresses ask for all articles
			p.View = viewInline
		}
	}
	params := url.Values{}
	for _, name := range [...]string{"from", "to", "mark"} {
		for _, value := range r.QueryParams()[name] {
			params.Add(name, value)
		}
	}
	link := func(view string, page int) string {
		params.Set("view", view)
		params.Del("page")
		if page > 1 {
			params.Set("page", strconv.Itoa(page))
		}
		return r.Link(path + "?" + params.Encode())
	}
	for _, v := range [...]option{{Name: textBeside, Value: viewBeside}, {Name: textInline, Value: viewInline},
		{Name: textOnly, Value: viewOnly}} {
		p.Views = append(p.Views, choice{Name: v.Name, URL: link(v.Value, 1), Chosen: v.Value == p.View})
	}
	p.Form.Kept = append(p.Form.Kept, box{Name: "view", Value: p.View})
	if r.asOf != "" {
		p.Form.Kept = append(p.Form.Kept, box{Name: dayParam, Value: string(r.asOf)})
	}
	kinds := kindsOf(list)
	var shown []lawhistory.Difference
	for _, d := range list {
		if p.View == viewOnly && (d.Kind == concordance.Same || d.Kind == concordance.Moved && !numbering) {
			continue
		}
		shown = append(shown, d)
	}
	pages := pagesOf(shown)
	page, err := strconv.Atoi(r.QueryParam("page"))
	page = max(1, min(page, len(pages)))
	if err != nil {
		page = 1
	}
	for i, on := range pages {
		if len(pages) > 1 {
			name := textRange(nameOf(on[0]), nameOf(on[len(on)-1]))
			p.Pages = append(p.Pages, choice{Name: name, URL: link(p.View, i+1), Chosen: i+1 == page})
		}
		if i+1 != page {
			continue
		}
		for _, d := range on {
			v := r.differenceView(d, kinds(d))
			p.HasElsewhere = p.HasElsewhere || slices.ContainsFunc(v.Segments, func(s textdiff.Segment) bool { return s.Elsewhere })
			switch {
			case p.View == viewBeside:
				v.Rows = rowsOf(v.Segments)
			case p.View == viewOnly && d.Kind != concordance.New && d.Kind != concordance.Dropped:
				v.Segments = textdiff.Shorten(v.Segments, shownContext)
			}
			p.Articles = append(p.Articles, v)
		}
	}
}

// kindsOf tells what happened to an article: also that it became several, or that several
// became one.
func kindsOf(list []lawhistory.Difference) func(lawhistory.Difference) concordance.Kind {
	from, to := map[statute.Address]int{}, map[statute.Address]int{}
	for _, d := range list {
		from[d.From]++
		to[d.To]++
	}
	return func(d lawhistory.Difference) concordance.Kind {
		switch {
		case d.From.Law == "" || d.To.Law == "":
			return d.Kind
		case from[d.From] > 1:
			return concordance.Split
		case to[d.To] > 1:
			return concordance.Merged
		}
		return d.Kind
	}
}

// nameOf is the name of the later article, or of the earlier one where there is none.
func nameOf(d lawhistory.Difference) string {
	if d.To.Law != "" {
		return textPlace(d.To.Provision)
	}
	return textPlace(d.From.Provision)
}

// pagesOf cuts a comparison into pages.
func pagesOf(list []lawhistory.Difference) [][]lawhistory.Difference {
	var out [][]lawhistory.Difference
	size := 0
	for _, d := range list {
		n := d.Size()
		if len(out) == 0 || size+n > pageText && size > 0 {
			out, size = append(out, nil), 0
		}
		out[len(out)-1] = append(out[len(out)-1], d)
		size += n
	}
	return out
}

// differenceView describes an article beside its counterpart.
func (r *request) differenceView(d lawhistory.Difference, kind concordance.Kind) differenceView {
	v := differenceView{Kind: kind.Chinese(), Class: string(kind), Segments: visible(d.Segments())}
	for _, end := range [...]struct {
		a    statute.Address
		said *choice
	}{{d.From, &v.From}, {d.To, &v.To}} {
		if end.a.Law != "" {
			*end.said = choice{Name: textPlace(end.a.Provision), URL: r.address(end.a)}
		}
	}
	return v
}

// leastCommon is the share of the shorter article that both must have to be marked: of one that
// was written anew nothing but marks would be seen.
const leastCommon = 0.4

// rowsOf puts an article beside its counterpart.
func rowsOf(segments []textdiff.Segment) []textdiff.Row {
	from, to := textdiff.Of(segments, textdiff.Earlier), textdiff.Of(segments, textdiff.Later)
	if from != "" && to != "" && textdiff.Common(segments) < leastCommon {
		return textdiff.Unmarked(from, to)
	}
	return textdiff.Rows(segments)
}

// visible shows white space that only one text has.
func visible(segments []textdiff.Segment) []textdiff.Segment {
	out := slices.Clone(segments)
	for i, s := range out {
		if s.In != textdiff.Both && strings.TrimSpace(s.Text()) == "" {
			out[i].From, out[i].To = textSpaceMarks.Replace(s.From), textSpaceMarks.Replace(s.To)
		}
	}
	return out
}

// articleDiff compares an article with what it is in other texts. format is that of a file, "" for the
// page.
func (s *Site) articleDiff(r *request, place *kb.Provision, format string) error {
	stages, err := r.History.Trail(r.ctx(), place.Pinned())
	if err != nil {
		return err
	}
	own := slices.IndexFunc(stages, func(x lawhistory.Stage) bool { return x.Version.ID == place.Version.ID })
	key, number := place.Address(r.day).Whole().String(), place.Unit.Address
	if own < 0 || len(stages) < 2 {
		return r.Redirect(http.StatusFound, r.law(key, number, historyPath))
	}
	to := stageNamed(stages, r.QueryParam("to"), place.Law.Key, own)
	from := stageNamed(stages, r.QueryParam("from"), place.Law.Key, min(to+1, len(stages)-1))
	ignored, marks := r.marks()
	var list []lawhistory.Difference
	for _, y := range stages[to].Provisions {
		for _, x := range stages[from].Provisions {
			d, err := r.History.Diff(r.ctx(), x, y, ignored)
			if err != nil {
				return err
			}
			list = append(list, d...)
		}
	}
	earlier, later := stages[from].Version, stages[to].Version
	title := export.TextDiff(place.Law.Key+place.Unit.Label, earlier.Label, later.Label)
	if format != "" {
		return r.saveDiff(format, title, stages[from].Provisions[0], stages[to].Provisions[0], list)
	}
	p := diffPage{frame: r.frame(title, ""),
		Law: place.Law.Key, LawURL: r.law(key), Article: place.Unit.Label, ArticleURL: r.law(key, number),
		HistoryURL: r.law(key, number, historyPath),
		From:       r.textChoice(earlier, place.Law.Key), To: r.textChoice(later, place.Law.Key)}
	var texts []kb.Version
	for _, x := range stages {
		texts = append(texts, x.Version)
	}
	path := lawPath(key, number, diffPath)
	p.Files = r.diffFiles(path)
	p.Form = diffForm{Action: path, Marks: marks, From: optionsOf(texts, earlier, place.Law.Key),
		To: optionsOf(texts, later, place.Law.Key)}
	p.show(r, path, list, !ignored.Numbering)
	if p.View == viewOnly && len(p.Articles) == 0 { // of one article nothing would be left
		p.Summary = textNoChange
	}
	return s.render(r, http.StatusOK, "diff", p)
}

// stageNamed finds the stage of a text by its name in the address of a page, else another one.
func stageNamed(stages []lawhistory.Stage, param, law string, otherwise int) int {
	a, ok := textNamed(param, law)
	if !ok {
		return otherwise
	}
	at := slices.IndexFunc(stages, func(x lawhistory.Stage) bool { return x.Version.Law == a.Law && x.Version.Label == a.Version })
	if at < 0 {
		return otherwise
	}
	return at
}
