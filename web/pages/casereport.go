package pages

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/statute"
)

// The addresses of reports on like cases.
const (
	reportPath     = "/cases/report"
	reportDocxPath = reportPath + ".docx"
	courtParam     = "own" // the court that decides the case at hand
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

// caseFinder finds the cases of a report.
func (r *request) caseFinder() *export.CaseFinder {
	return &export.CaseFinder{Search: r.Search, Documents: r.Documents, Path: r.caseOf, Base: r.absolute("")}
}

// searchedReport finds the cases of a search.
func (s *Site) searchedReport(r *request) (*export.CaseReport, error) {
	link := r.list("/cases", r.QueryParams())
	report := r.newReport(link.with(courtParam, ""))
	var conditions []string
	for _, c := range chosenFrom(engine.CaseList, link) {
		conditions = append(conditions, c.Name)
	}
	return report, r.caseFinder().Find(r.ctx(), report, caseRequest(r), conditions)
}

// listedReport reads the cases of a visitor's list.
func (s *Site) listedReport(r *request) (*export.CaseReport, error) {
	var list []export.Collected
	if err := json.Unmarshal([]byte(r.FormValue("list")), &list); err != nil || len(list) > maxCollected {
		return nil, echo.NewHTTPError(http.StatusBadRequest, textCollectionBroken)
	}
	var refs []string
	for _, x := range list {
		u, err := url.Parse(x.URL)
		if err != nil {
			continue
		}
		if ref, isCase := strings.CutPrefix(u.Path, "/"+string(statute.DocCase)+"/"); isCase {
			refs = append(refs, ref)
		}
	}
	report := r.newReport("")
	return report, r.caseFinder().Collect(r.ctx(), report, refs, len(list))
}
