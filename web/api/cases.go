package api

import (
	"cmp"
	"context"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/court"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

// apiCases registers what answers for cases.
func (s *server) cases(a huma.API) {
	huma.Register(a, huma.Operation{OperationID: "cases", Method: http.MethodGet, Path: "/api/v1/cases", Summary: textAPICases},
		s.apiCaseList)
	describeFields(a, "/api/v1/cases", engine.CaseList)
	huma.Register(a, huma.Operation{OperationID: "case-statistics", Method: http.MethodGet, Path: pathStatistics,
		Summary: textAPIStatistics, Description: textAPIStatisticsHow}, s.apiStatistics)
	describeFields(a, pathStatistics, engine.CaseList)
	huma.Register(a, huma.Operation{OperationID: "case", Method: http.MethodGet, Path: "/api/v1/cases/{id}", Summary: textAPICase},
		s.apiCase)
}

// pathStatistics is where figures of cases are; no case has that id.
const pathStatistics = "/api/v1/cases/statistics"

type caseListInput struct {
	CasesChosen
	Page int `query:"page" minimum:"1" default:"1"`
	Size int `query:"size" minimum:"1" maximum:"100" default:"20"`
}

// CasesChosen says which cases are asked for. It is exported so that huma fills it where it
// is embedded.
type CasesChosen struct {
	DayAsked
	Q string `query:"q" doc:"案情，或 法官：、理由： 等条件；不给则按层级、日期列出"`

	chosen fieldValues // of fields that lists of cases offer
}

// Resolve implements [huma.Resolver].
func (in *CasesChosen) Resolve(c huma.Context) []error {
	in.chosen = valuesIn(c, engine.CaseList)
	return nil
}

// request is what the search is asked.
func (in *CasesChosen) request(day statute.Date) search.CaseRequest {
	r := search.CaseRequest{Query: in.Q, Day: day, Chosen: map[string]string{}}
	for _, x := range in.chosen {
		r.Chosen[x.field.Name] = x.value
	}
	return r
}

type statisticsInput struct{ CasesChosen }

func (s *server) apiStatistics(ctx context.Context, in *statisticsInput) (*answer[wire.Statistics], error) {
	data, day, release, err := s.acquireOn(in.DayAsked)
	if err != nil {
		return nil, err
	}
	defer release()
	x, err := data.Search.Statistics(ctx, in.request(day))
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	j := wire.NewStatistics(x)
	j.Until = data.Laws.CollectedUntil()
	return &answer[wire.Statistics]{j}, nil
}

func (s *server) apiCaseList(ctx context.Context, in *caseListInput) (*answer[wire.CaseList], error) {
	data, day, release, err := s.acquireOn(in.DayAsked)
	if err != nil {
		return nil, err
	}
	defer release()
	r := in.request(day)
	r.Page, r.Size = in.Page, in.Size
	res, err := data.Search.Cases(ctx, r)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	j := wire.NewCaseList(res)
	j.Until = data.Laws.CollectedUntil()
	return &answer[wire.CaseList]{j}, nil
}

type caseInput struct {
	DayAsked
	ID string `path:"id"`
}

func (s *server) apiCase(ctx context.Context, in *caseInput) (*answer[wire.CaseDocument], error) {
	data, today, release, err := s.acquireOn(in.DayAsked)
	if err != nil {
		return nil, err
	}
	defer release()
	if ref, n, ok := wire.ReportedCaseID(in.ID); ok {
		return s.reportedCase(ctx, data, ref, n, today, in.AsOf != "")
	}
	d, err := data.Documents.Document(ctx, in.ID)
	if errors.Is(err, kb.ErrNotFound) || err == nil && d.Kind != statute.DocCase {
		return nil, refuseAs(codeNoCase, http.StatusNotFound, textNoSuchCase)
	}
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	facts, err := data.Documents.CaseFacts(ctx, d.ID)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	day := today
	if in.AsOf == "" {
		day = cmp.Or(casefile.DayOfLaw(d.Date, facts.Number.Text), today)
	}
	cites := map[int64][]citegraph.Cite{}
	for _, u := range d.Passages {
		if cites[u.ID], err = data.Graph.CitesOf(ctx, u.ID, day); err != nil {
			return nil, s.apiError(ctx, err)
		}
	}
	j := wire.NewCaseDocument(d, facts, day, cites)
	j.Until = data.Laws.CollectedUntil()
	if err := s.addLike(ctx, data, j, d, facts); err != nil {
		return nil, s.apiError(ctx, err)
	}
	return &answer[wire.CaseDocument]{j}, nil
}

// addLike adds what is like a case, and what belongs to it.
func (s *server) addLike(ctx context.Context, data Readers, j *wire.CaseDocument, d *kb.FullDocument, facts *casefile.Facts) error {
	similar, err := data.Search.Similar(ctx, d.Ref, cmp.Or(facts.Account(d.Text), d.Title))
	if err != nil {
		return err
	}
	j.Similar = wire.NewSimilarCases(similar)
	chain, err := data.Search.Chain(ctx, d.Ref, court.Norm(facts.Number.Text))
	if err != nil {
		return err
	}
	j.Chain = wire.NewChain(chain)
	figures, err := data.Search.StatisticsLike(ctx, facts.About())
	j.Like = wire.NewStatistics(figures)
	return err
}
