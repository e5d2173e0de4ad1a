package pages

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/search"
)

// casesPage lists cases.
type casesPage struct {
	frame
	Words string // what cases are ranked by
	// First are the boxes that always stand there, More those that are folded away where
	// Open is false. Kept are the choices that no box has.
	First, More []box
	Open        bool
	Kept        []box

	Chosen  []choice
	Facets  []facet
	Total   int
	List    []caseLine
	Message string
	Prev    string
	Next    string
	Charts  []*bars // of the cases that were found
	Sorts   []choice
	Report  string // the page of the report on them
	Files   []fileLink
	// Figures of the cases that are listed; nil where nothing was asked for.
	Figures *figuresTable
}

// box is a field of a form.
type box struct{ Name, Label, Value, Example string }

// boxesAlways is how many boxes beside the words are never folded away.
const boxesAlways = 2

// boxes makes the fields of the form from the fields of cases.
func (p *casesPage) boxes(get func(param string) string) {
	for _, o := range engine.CaseList.Offered() {
		if o.Param == "" {
			continue
		}
		b := box{o.Param, o.Label, get(o.Param), o.Example}
		switch {
		case o.Example == "":
			if b.Value != "" {
				p.Kept = append(p.Kept, b)
			}
		case len(p.First) < boxesAlways:
			p.First = append(p.First, b)
		default:
			p.More = append(p.More, b)
			p.Open = p.Open || b.Value != ""
		}
	}
}

// caseLine is a case in a list.
type caseLine struct {
	Title   string
	URL     string
	Tier    string
	Place   string // court, number, date
	Cause   string
	Outcome string
	Holding string // what it stands for, in a sentence
	Ref     string // by which it can be compared; "" for what a report tells
	// Of a similar case, what it has in common with the one shown.
	Common   string
	Articles []choice
}

// caseRequest reads the parameters of the page.
func caseRequest(r *request) search.CaseRequest {
	req := search.CaseRequest{Query: strings.TrimSpace(r.QueryParam("q")), Day: r.day, Chosen: map[string]string{}, Size: pageSize}
	var err error
	if req.Page, err = strconv.Atoi(r.QueryParam("page")); err != nil || req.Page < 1 {
		req.Page = 1
	}
	if r.QueryParam("sort") == string(engine.ByDate) {
		req.Sort = engine.ByDate
	}
	for field, value := range engine.CaseList.Chosen(r.QueryParam) {
		req.Chosen[field.Name] = value
	}
	return req
}

func (s *Site) cases(r *request) error {
	req := caseRequest(r)
	words := req.Query
	link := r.list("/cases", r.QueryParams())
	p := casesPage{frame: r.frame(textCases, ""), Words: words}
	p.Chosen = chosenFrom(engine.CaseList, link)
	p.boxes(r.QueryParam)
	res, err := r.Search.Cases(r.ctx(), req)
	if err != nil {
		return err
	}
	p.Total, p.Message = res.Total, res.Message
	for _, c := range res.Cases {
		p.List = append(p.List, r.caseLineOf(c))
	}
	if err := r.briefs(res.Cases, p.List); err != nil {
		return err
	}
	p.Charts = caseCharts(res.Facets, link, nil)
	p.sorts(link, req.Sort, words)
	p.Files = r.resultFiles("/cases")
	p.Report = r.list(reportPath, r.QueryParams()).with("page", "")
	p.Facets = facetsOf(engine.CaseList, res.Facets, link)
	if req.Page > 1 {
		p.Prev = link.page(req.Page - 1)
	}
	if req.Page*pageSize < res.Total {
		p.Next = link.page(req.Page + 1)
	}
	if res.Total > 0 && (words != "" || len(p.Chosen) > 0) {
		figures, err := r.Search.Statistics(r.ctx(), req)
		if err != nil {
			return err
		}
		p.Figures = figuresTableOf(figures)
	}
	return s.render(r, http.StatusOK, "cases", p)
}

// sorts are the orders in which the list can stand.
func (p *casesPage) sorts(link pageLink, chosen engine.Sort, words string) {
	first := textByTier
	if words != "" {
		first = textByMatch
	}
	p.Sorts = []choice{{Name: first, URL: link.with("sort", ""), Chosen: chosen == engine.ByRelevance},
		{Name: textByDate, URL: link.with("sort", string(engine.ByDate)), Chosen: chosen == engine.ByDate}}
}

func (l links) caseLineOf(c *kb.CaseInfo) caseLine {
	line := caseLine{Title: c.Title, URL: l.caseOf(c), Tier: c.Tier.Chinese(), Outcome: c.Outcome, Cause: c.Cause}
	if c.InReport == 0 {
		line.Ref = c.Ref
	}
	if line.Cause == "" {
		line.Cause = strings.Join(c.Charges, "、")
	}
	line.Place = joined(c.Court, c.Number, c.Instance, c.Publisher, c.Date.Chinese())
	if c.InReport > 0 {
		line.Place = joined(c.Court, c.CaseKind)
	}
	return line
}

// joined writes what is known of something beside each other.
func joined(parts ...string) string { return joinedBy(" · ", parts...) }

// joinedBy writes what is known with something between.
func joinedBy(between string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), between)
}
