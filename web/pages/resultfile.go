package pages

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/wire"
)

// searchFile hands out the first results of a search, up to search.MaxSize of them, in a format.
func (s *Site) searchFile(format string) func(*request) error {
	return func(r *request) error {
		req, _, err := searchRequest(r)
		if err != nil {
			return err
		}
		req.Page, req.Size = 1, search.MaxSize
		start := s.Now()
		res, err := r.Search.Search(r.ctx(), req)
		s.Guard.CountSearch(string(res.IntentOrUnknown()), s.Now().Sub(start))
		if err != nil {
			return err
		}
		if format == "json" {
			j := wire.NewSearch(res)
			j.Until = r.Laws.CollectedUntil()
			return r.saveResults(format, j, nil)
		}
		if res.Bare != "" {
			r.links, r.day, r.asked = links{res.AsOf}, res.AsOf, true
		}
		list := r.newResults(engine.SearchList, "/search", req.Query, res.Total)
		for i := range res.Hits {
			h := &res.Hits[i]
			line := r.hitOf(*h)
			list.List = append(list.List, export.Result{Kind: export.KindOf(h), Title: line.Title, Place: strings.Join(h.Path, " › "),
				Status: line.Status.Name, Date: string(h.Date), Snippet: h.Snippet, URL: r.absolute(line.URL)})
		}
		return r.saveResults(format, nil, list)
	}
}

// caseListFile hands out the first cases of a list in a format.
func (s *Site) caseListFile(format string) func(*request) error {
	return func(r *request) error {
		req := caseRequest(r)
		req.Page, req.Size = 1, search.MaxSize
		res, err := r.Search.Cases(r.ctx(), req)
		if err != nil {
			return err
		}
		if format == "json" {
			j := wire.NewCaseList(res)
			j.Until = r.Laws.CollectedUntil()
			return r.saveResults(format, j, nil)
		}
		list := r.newResults(engine.CaseList, "/cases", req.Query, res.Total)
		lines := make([]caseLine, len(res.Cases))
		for i, c := range res.Cases {
			lines[i] = r.caseLineOf(c)
		}
		if err := r.briefs(res.Cases, lines); err != nil {
			return err
		}
		for i, c := range res.Cases {
			list.List = append(list.List, export.Result{Kind: lines[i].Tier, Title: c.Title, Place: joined(c.Court, c.Number,
				lines[i].Cause),
				Status: c.Outcome, Date: string(c.Date), Snippet: lines[i].Holding, URL: r.absolute(lines[i].URL)})
		}
		return r.saveResults(format, nil, list)
	}
}

// absolute is an address that leads here from a file.
func (r *request) absolute(path string) string { return r.Scheme() + "://" + r.Request().Host + path }

// newResults is a list of results without its results.
func (r *request) newResults(of engine.List, path, words string, total int) *export.Results {
	var conditions []string
	for _, c := range chosenFrom(of, r.list(path, r.QueryParams())) {
		conditions = append(conditions, c.Name)
	}
	return &export.Results{Query: words, Conditions: export.TextConditions(conditions), Total: total, Day: string(r.today),
		Until: r.Laws.CollectedUntil()}
}

// saveResults hands out a list: as it is for JSON, else as results.
func (r *request) saveResults(format string, j any, list *export.Results) error {
	var content []byte
	var err error
	switch format {
	case "json":
		if content, err = json.Marshal(j); err != nil {
			err = fmt.Errorf("writing results as JSON: %w", err)
		}
	case "csv":
		content, err = export.ResultsCSV(list)
	default:
		content, err = export.ResultsDOCX(r.ctx(), list)
	}
	if err != nil {
		return err
	}
	return r.download(export.TextResults+"."+format, resultTypes[format], content)
}

// resultFiles are the files of a list of results.
func (r *request) resultFiles(path string) []fileLink {
	var list []fileLink
	for _, f := range [...][2]string{{"CSV", "csv"}, {"Word", "docx"}, {"JSON", "json"}} {
		list = append(list, fileLink{f[0], r.list(path+"."+f[1], r.QueryParams()).with("page", "")})
	}
	return list
}
