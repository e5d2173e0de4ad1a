package pages

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

// casesPage lists cases.
type casesPage struct {
	frame
	Words   string // what cases are ranked by
	Chosen  []choice
	Facets  []facet
	Total   int
	List    []caseLine
	Message string
	Prev    string
	Next    string
}

// caseLine is a case in a list.
type caseLine struct {
	Title   string
	URL     string
	Tier    string
	Place   string // court, number, date
	Cause   string
	Outcome string
}

func (s *Site) cases(r *request) error {
	words := strings.TrimSpace(r.QueryParam("q"))
	req := search.CaseRequest{Query: words, Chosen: map[string]string{}, Size: pageSize}
	var err error
	if req.Page, err = strconv.Atoi(r.QueryParam("page")); err != nil || req.Page < 1 {
		req.Page = 1
	}
	link := pageLink{"/cases", r.QueryParams()}
	p := casesPage{frame: r.frame(textCases, ""), Words: words}
	for field, value := range engine.CaseList.Chosen(r.QueryParam) {
		req.Chosen[field.Name] = value
	}
	p.Chosen = chosenFrom(engine.CaseList, link)
	res, err := r.Search.Cases(r.ctx(), req)
	if err != nil {
		return err
	}
	p.Total, p.Message = res.Total, res.Message
	for _, c := range res.Cases {
		p.List = append(p.List, caseLineOf(c))
	}
	p.Facets = facetsOf(engine.CaseList, res.Facets, link)
	if req.Page > 1 {
		p.Prev = link.page(req.Page - 1)
	}
	if req.Page*pageSize < res.Total {
		p.Next = link.page(req.Page + 1)
	}
	return s.render(r, http.StatusOK, "cases", p)
}

func caseLineOf(c *kb.CaseInfo) caseLine {
	line := caseLine{Title: c.Title, URL: wire.CasePath(c), Tier: c.Tier.Chinese(), Outcome: c.Outcome, Cause: c.Cause}
	if line.Cause == "" {
		line.Cause = strings.Join(c.Charges, "、")
	}
	var place []string
	for _, s := range [...]string{c.Court, c.Number, c.Publisher, statute.Date(c.Date).Chinese()} {
		if s != "" {
			place = append(place, s)
		}
	}
	line.Place = strings.Join(place, " · ")
	return line
}
