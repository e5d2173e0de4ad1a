package pages

import (
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/court"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// The addresses of reports on like cases.
const (
	reportPath     = "/cases/report"
	reportDocxPath = reportPath + ".docx"
	courtParam     = "own" // the court that decides the case at hand
)

// How many cases a report lists: of each tier of published cases, and of others.
const (
	reportedOfTier = 20
	reportedOthers = 30
	reportHolding  = 400 // characters
)

// caseReportPage shows a report on like cases.
type caseReportPage struct {
	frame
	Report *export.CaseReport
	Lines  []string
	Court  string
	Kept   []box  // what the form keeps: the search, or a visitor's list
	Method string // of the form
	Docx   string // where the report is to be had as a Word document
}

// caseReport shows a report on the cases of a search.
func (s *Site) caseReport(r *request) error {
	report, err := s.searchedReport(r)
	if err != nil {
		return err
	}
	p := caseReportPage{frame: r.frame(export.CaseReportTitle, ""), Report: report, Method: "get",
		Docx: r.list(reportDocxPath, r.QueryParams()).with("page", "")}
	for _, name := range slices.Sorted(maps.Keys(r.QueryParams())) {
		if name != courtParam && r.QueryParam(name) != "" {
			p.Kept = append(p.Kept, box{Name: name, Value: r.QueryParam(name)})
		}
	}
	return s.showReport(r, p)
}

// caseReportDocx hands out the report on the cases of a search.
func (s *Site) caseReportDocx(r *request) error {
	report, err := s.searchedReport(r)
	if err != nil {
		return err
	}
	return r.saveCaseReport(report)
}

// collectedReport shows, or hands out, a report on the cases of a visitor's own list, which the
// browser sends; nothing of it is kept.
func (s *Site) collectedReport(r *request) error {
	report, err := s.listedReport(r)
	if err != nil {
		return err
	}
	if r.FormValue("format") == "docx" {
		return r.saveCaseReport(report)
	}
	return s.showReport(r, caseReportPage{frame: r.frame(export.CaseReportTitle, ""), Report: report, Method: "post",
		Kept: []box{{Name: "list", Value: r.FormValue("list")}}})
}

func (s *Site) showReport(r *request, p caseReportPage) error {
	p.Lines, p.Court = p.Report.Lines(), p.Report.Court
	return s.render(r, http.StatusOK, "casereport", p)
}

func (r *request) saveCaseReport(report *export.CaseReport) error {
	content, err := export.CaseReportDOCX(r.ctx(), report)
	if err != nil {
		return err
	}
	return r.download(export.CaseReportTitle+".docx", export.WordType, content)
}

// newReport is a report without its cases.
func (r *request) newReport(link string) *export.CaseReport {
	return &export.CaseReport{Until: r.Laws.CollectedUntil(), Day: r.today, Court: strings.TrimSpace(r.FormValue(courtParam)),
		Site: r.Scheme() + "://" + r.Request().Host + link}
}

// searchedReport finds the cases of a search, of each tier by itself: so that none of authority is
// missed behind many others.
func (s *Site) searchedReport(r *request) (*export.CaseReport, error) {
	link := r.list("/cases", r.QueryParams()).with(courtParam, "")
	report := r.newReport(link)
	req := caseRequest(r)
	req.Page, req.Sort = 1, "" // by relevance
	report.Method = append(report.Method, textReportWords(req.Query))
	chosen := req.Chosen
	var conditions []string
	for _, c := range chosenFrom(engine.CaseList, r.list("/cases", r.QueryParams())) {
		conditions = append(conditions, c.Name)
	}
	if len(conditions) > 0 {
		report.Method = append(report.Method, textReportConditions(conditions))
	}
	report.Method = append(report.Method, textReportOrder)
	tiers := []casefile.Tier{casefile.TierGuiding, casefile.TierGazette, casefile.TierSelected, casefile.TierTypical, ""}
	if chosen[engine.FieldTier] != "" {
		tiers = []casefile.Tier{""} // one was chosen
	}
	seen := map[string]bool{}
	var found []export.FoundCase
	for _, tier := range tiers {
		req.Chosen, req.Size = chosen, reportedOthers
		if tier != "" {
			req.Chosen, req.Size = maps.Clone(chosen), reportedOfTier
			req.Chosen[engine.FieldTier] = string(tier)
		}
		res, err := r.Search.Cases(r.ctx(), req)
		if err != nil {
			return nil, err
		}
		if tier == "" {
			report.Found = res.Total
		}
		for _, c := range res.Cases {
			if id := r.caseOf(c); !seen[id] {
				seen[id] = true
				one, err := r.foundCase(c)
				if err != nil {
					return nil, err
				}
				found = append(found, one)
			}
		}
	}
	report.Group(found)
	return report, nil
}

// foundCase is a case with its holding.
func (r *request) foundCase(c *kb.CaseInfo) (export.FoundCase, error) {
	one := export.FoundCase{Info: c, Path: r.caseOf(c), URL: r.absolute(r.caseOf(c))}
	if c.InReport > 0 {
		return one, nil
	}
	d, err := r.Documents.Document(r.ctx(), c.Ref)
	if err != nil {
		return one, kb.IgnoreMissing(err)
	}
	facts, err := r.Documents.CaseFacts(r.ctx(), d.ID)
	if err != nil {
		return one, err
	}
	one.Holding = casefile.Clip(facts.Holding(d.Text), reportHolding)
	return one, nil
}

// listedReport reads the cases of a visitor's list.
func (s *Site) listedReport(r *request) (*export.CaseReport, error) {
	var list []export.Collected
	if err := json.Unmarshal([]byte(r.FormValue("list")), &list); err != nil || len(list) > maxCollected {
		return nil, echo.NewHTTPError(http.StatusBadRequest, textCollectionBroken)
	}
	report := r.newReport("")
	var found []export.FoundCase
	for _, x := range list {
		u, err := url.Parse(x.URL)
		if err != nil {
			continue
		}
		ref, isCase := strings.CutPrefix(u.Path, "/"+string(statute.DocCase)+"/")
		if !isCase {
			continue
		}
		d, err := r.Documents.Document(r.ctx(), ref)
		if errors.Is(err, kb.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		facts, err := r.Documents.CaseFacts(r.ctx(), d.ID)
		if err != nil {
			return nil, err
		}
		found = append(found, export.FoundCase{Info: infoOf(d, facts), Holding: casefile.Clip(facts.Holding(d.Text), reportHolding),
			Path: r.document(d.DocumentInfo), URL: r.absolute(r.document(d.DocumentInfo))})
	}
	report.Method = []string{textReportCollected(len(list), len(found)), textReportOrder}
	report.Found = len(found)
	report.Group(found)
	return report, nil
}

// infoOf is what a list says of a case.
func infoOf(d *kb.FullDocument, f *casefile.Facts) *kb.CaseInfo {
	c := f.Court
	if c.Province == "" {
		court.Describe(&c, f.Number)
	}
	return &kb.CaseInfo{DocumentInfo: d.DocumentInfo, Tier: f.Tier, Number: court.Norm(f.Number.Text), Court: c.Text, CourtLevel: c.Level,
		Province: c.Province, Instance: f.Instance, Cause: f.Cause.Text, Charges: texts(f.Charges), Outcome: f.Outcome.Name,
		Batch: f.Batch.Text}
}
