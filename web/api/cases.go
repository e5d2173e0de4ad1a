package api

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

// apiCases registers what answers for cases.
func (s *server) cases(a huma.API) {
	huma.Register(a, huma.Operation{OperationID: "cases", Method: http.MethodGet, Path: "/api/v1/cases", Summary: textAPICases}, s.apiCaseList)
	huma.Register(a, huma.Operation{OperationID: "case", Method: http.MethodGet, Path: "/api/v1/cases/{id}", Summary: textAPICase}, s.apiCase)
}

type caseListInput struct {
	Q          string `query:"q" doc:"案情；不给则按层级、日期列出"`
	Law        string `query:"law" doc:"适用的条文或法律，如 刑法264"`
	Cause      string `query:"cause" doc:"案由或罪名"`
	Tier       string `query:"tier" doc:"guiding、gazette、selected、typical、ordinary、news"`
	Kind       string `query:"kind" doc:"刑事、民事、行政、执行、国家赔偿"`
	Outcome    string `query:"outcome"`
	Court      string `query:"court"`
	CourtLevel string `query:"court_level" doc:"最高、高级、中级、基层、专门"`
	Province   string `query:"province"`
	Year       string `query:"year"`
	Page       int    `query:"page" minimum:"1" default:"1"`
	Size       int    `query:"size" minimum:"1" maximum:"100" default:"20"`
}

type caseListOutput struct {
	Body struct {
		Total   int                       `json:"total"`
		Cases   []caseSummary             `json:"cases"`
		Facets  map[string][]search.Count `json:"facets"`
		Message string                    `json:"message,omitempty"`
	}
}

// caseSummary is a case in a list.
type caseSummary struct {
	ID         string       `json:"id" doc:"案例的 id；新闻里讲到的案例是那篇报道的 id"`
	Title      string       `json:"title"`
	Tier       string       `json:"tier"`
	Date       statute.Date `json:"date"`
	CaseNumber string       `json:"case_number"`
	Court      string       `json:"court"`
	CourtLevel string       `json:"court_level"`
	Province   string       `json:"province"`
	Kind       string       `json:"kind"`
	Cause      string       `json:"cause"`
	Charges    []string     `json:"charges"`
	Outcome    string       `json:"outcome"`
	URL        string       `json:"url"`
}

func summaryOf(c *kb.CaseInfo) caseSummary {
	return caseSummary{ID: c.Ref, Title: c.Title, Tier: string(c.Tier), Date: c.Date, CaseNumber: c.Number, Court: c.Court, CourtLevel: c.CourtLevel, Province: c.Province,
		Kind: c.CaseKind, Cause: c.Cause, Charges: append([]string{}, c.Charges...), Outcome: c.Outcome, URL: wire.CasePath(c)}
}

func (s *server) apiCaseList(ctx context.Context, in *caseListInput) (*caseListOutput, error) {
	data, _, release := s.acquire()
	defer release()
	r := search.CaseRequest{Query: in.Q, Page: in.Page, Size: in.Size, Chosen: map[string]string{search.FacetArticle: in.Law, search.FacetCause: in.Cause, search.FacetTier: in.Tier, search.FacetKind: in.Kind,
		search.FacetOutcome: in.Outcome, search.FacetCourt: in.Court, search.FacetCourtLevel: in.CourtLevel, search.FacetProvince: in.Province, search.FacetYear: in.Year}}
	res, err := data.Search.Cases(ctx, r)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	out := &caseListOutput{}
	out.Body.Total, out.Body.Facets, out.Body.Message, out.Body.Cases = res.Total, res.Facets, res.Message, []caseSummary{}
	for _, c := range res.Cases {
		out.Body.Cases = append(out.Body.Cases, summaryOf(c))
	}
	return out, nil
}

type caseInput struct {
	ID string `path:"id"`
}

type caseOutput struct {
	Body struct {
		ID       string        `json:"id"`
		Title    string        `json:"title"`
		Date     statute.Date  `json:"date"`
		Text     string        `json:"text" doc:"全文；裁判文书里的人名已隐去"`
		Sections []apiSection  `json:"sections"`
		Cites    []wire.Cite   `json:"cites"`
		Similar  []caseSummary `json:"similar"`
		*wire.Case
	}
}

type apiSection struct {
	Heading string `json:"heading"`
	Text    string `json:"text"`
}

func (s *server) apiCase(ctx context.Context, in *caseInput) (*caseOutput, error) {
	data, today, release := s.acquire()
	defer release()
	d, err := data.Documents.Document(ctx, in.ID)
	if errors.Is(err, kb.ErrNotFound) || err == nil && d.Kind != statute.DocCase {
		return nil, huma.Error404NotFound(textNoSuchCase)
	}
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	facts, err := data.Documents.CaseFacts(ctx, d.ID)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	out := &caseOutput{}
	b := &out.Body
	b.ID, b.Title, b.Date, b.Text, b.Sections, b.Cites, b.Similar = d.Ref, d.Title, d.Date, d.Text, []apiSection{}, []wire.Cite{}, []caseSummary{}
	day := d.Date
	if day == "" {
		day = today
	}
	basis, reasoning := []string{}, []string{}
	for _, u := range d.Passages {
		b.Sections = append(b.Sections, apiSection{u.Label, u.Text()})
		cites, err := data.Graph.CitesOf(ctx, u.ID, day)
		if err != nil {
			return nil, s.apiError(ctx, err)
		}
		for _, c := range cites {
			b.Cites = append(b.Cites, wire.NewCite(c))
			basis, reasoning = within(basis, c, facts.Basis), within(reasoning, c, facts.Reasoning)
		}
	}
	b.Case = wire.NewCase(facts, basis, reasoning, wire.NewPoints(d.Text).Span)
	similar, err := data.Search.Similar(ctx, d.ID, cmp.Or(facts.Account(d.Text), d.Title))
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	for _, c := range similar {
		b.Similar = append(b.Similar, summaryOf(c))
	}
	return out, nil
}

// within adds the targets of a citation that stands in a part of a judgment, each once.
func within(list []string, c kb.Cite, part statute.Span) []string {
	if c.Kind != citation.KindProvision || !part.Contains(c.Span()) {
		return list
	}
	for _, t := range c.Targets {
		if a := t.Address.String(); !slices.Contains(list, a) {
			list = append(list, a)
		}
	}
	return list
}
