package pages

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/statute"
)

type homePage struct {
	frame
	homeHolding
	Examples []choice
	Laws     []lawLine
	Cases    []documentLine
	Comments []documentLine
	FirstLaw Command // shown where there is no law
	Getting  string  // what is being brought, "" for nothing
	Subjects []subjectCard
	Effects  []lawLine // what comes into force; where Soon is false, what did last
	Soon     bool
}

// homeHolding is what is counted of the collection.
type homeHolding struct {
	Counts kb.Counts
	Cites  citegraph.Counts
	Years  []*yearsPlot
}

type lawLine struct {
	Key   string
	URL   string
	Level statute.Level
	Date  string
	Note  string
}

type documentLine struct {
	Title string
	URL   string
	Date  string
}

// recent is how many laws and documents the home page lists.
const recent = 6

func (s *Site) home(r *request) error {
	p := homePage{frame: r.frame("", ""), Subjects: r.subjectCards()}
	p.Home = true
	shown, err := s.workingExamples(r)
	if err != nil {
		return err
	}
	p.FirstLaw = s.FirstLaw
	if s.Getting != nil {
		p.Getting = s.Getting()
	}
	for _, x := range shown {
		p.Examples = append(p.Examples, choice{Name: x, URL: r.Link("/search?q=" + url.QueryEscape(x))})
	}
	if p.homeHolding, err = s.heldOnDay.get(r, r.countHolding); err != nil {
		return err
	}
	versions, err := r.Laws.Newest(r.ctx(), r.day, recent)
	if err != nil {
		return err
	}
	for _, v := range versions {
		p.Laws = append(p.Laws, lawLine{Key: v.Law, URL: r.law(v.Law), Date: v.Label, Note: v.StatusOn(r.day).Chinese()})
	}
	if p.Cases, err = documentLines(r, statute.DocCase, recent); err != nil {
		return err
	}
	if p.Comments, err = documentLines(r, statute.DocCommentary, recent); err != nil {
		return err
	}
	if err := p.effects(r); err != nil {
		return err
	}
	return s.render(r, http.StatusOK, "home", p)
}

// countHolding counts what the collection holds on the day of the page.
func (r *request) countHolding() (h homeHolding, err error) {
	if h.Counts, err = r.Laws.Counts(r.ctx(), string(r.day)); err != nil {
		return h, err
	}
	if h.Cites, err = r.Graph.Counts(r.ctx()); err != nil {
		return h, err
	}
	held, err := r.Laws.HeldByYear(r.ctx())
	h.Years = yearsPlots(held, plotHeight/2)
	return h, err
}

// effects lists what comes into force next; where nothing does, what did last.
func (p *homePage) effects(r *request) error {
	all, err := r.History.Effects(r.ctx())
	if err != nil {
		return err
	}
	coming := slices.IndexFunc(all, func(e lawhistory.Effect) bool { return e.Day.Date <= r.day })
	if coming < 0 {
		coming = len(all)
	}
	list := all[coming:min(coming+recent, len(all))]
	if coming > 0 {
		p.Soon = true
		list = slices.Clone(all[max(0, coming-recent):coming])
		slices.Reverse(list)
	}
	for _, e := range list {
		v := e.Version
		p.Effects = append(p.Effects, lawLine{Key: v.Law, URL: r.law(v.Law + "@" + v.Label), Date: string(e.Day.Date),
			Note: textEffectShort(e)})
	}
	return nil
}

func documentLines(r *request, kind statute.DocumentKind, limit int) ([]documentLine, error) {
	docs, err := r.Documents.Documents(r.ctx(), kind, limit)
	if err != nil {
		return nil, err
	}
	lines := make([]documentLine, len(docs))
	for i, d := range docs {
		lines[i] = documentLine{Title: d.Title, URL: r.document(d), Date: string(d.Date)}
	}
	return lines, nil
}
