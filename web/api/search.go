package api

import (
	"context"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/wire"
)

// apiSearches registers what answers searches.
func (s *server) searches(a huma.API) {
	huma.Register(a, huma.Operation{
		OperationID: "search", Method: http.MethodGet, Path: "/api/v1/search", Summary: textAPISearch,
		Description: textAPISearchHow,
	}, s.apiSearch)
	describeFields(a, "/api/v1/search", engine.SearchList)
	huma.Register(a, huma.Operation{
		OperationID: "suggest", Method: http.MethodGet, Path: "/api/v1/suggest", Summary: textAPISuggest,
		Description: textAPISuggestHow,
	}, s.apiSuggest)
}

type searchInput struct {
	DayAsked
	Q          string   `query:"q" doc:"要查的内容"`
	Type       []string `query:"type" doc:"只看这些类：article,law,case,commentary,consultation"`
	Sort       string   `query:"sort" enum:"relevance,date,level,citations" default:"relevance"`
	Group      string   `query:"group" enum:"law" doc:"law：每部法律只列最好的一条"`
	Superseded bool     `query:"superseded" doc:"也要不再有效的文本"`
	All        bool     `query:"all" doc:"也要不大可能回答问题的结果"`
	Page       int      `query:"page" minimum:"1" default:"1"`
	Size       int      `query:"size" minimum:"1" maximum:"100" default:"20"`

	chosen fieldValues // of fields that searches offer
}

// Resolve implements [huma.Resolver].
func (in *searchInput) Resolve(c huma.Context) []error {
	in.chosen = valuesIn(c, engine.SearchList)
	return nil
}

func (s *server) apiSearch(ctx context.Context, in *searchInput) (*answer[wire.Search], error) {
	data, day, release, err := s.acquireOn(in.DayAsked)
	if err != nil {
		return nil, err
	}
	defer release()
	r := search.Request{Query: in.Q, Types: in.Type, Sort: in.Sort, GroupByLaw: in.Group == "law",
		Superseded: in.Superseded, All: in.All, Page: in.Page, Size: in.Size, AsOf: day}
	for _, t := range in.Type {
		if !slices.Contains(search.Types[:], t) {
			return nil, refuse(http.StatusBadRequest, textNoSuchType(t))
		}
	}
	for _, x := range in.chosen {
		if x.field.Name == engine.FieldLaw { // where to search; it is no part of what was understood
			r.Law = x.value
			continue
		}
		r.Filters = append(r.Filters, query.Filter{Field: x.field.Name, Value: x.value})
	}
	start := s.Now()
	res, err := data.Search.Search(ctx, r)
	s.Guard.CountSearch(string(res.IntentOrUnknown()), s.Now().Sub(start))
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	j := wire.NewSearch(res)
	j.Until = data.Laws.CollectedUntil()
	return &answer[wire.Search]{j}, nil
}

type suggestInput struct {
	DayAsked
	Q string `query:"q" doc:"已经输入的内容"`
}

func (s *server) apiSuggest(ctx context.Context, in *suggestInput) (*answer[wire.Suggestions], error) {
	data, day, release, err := s.acquireOn(in.DayAsked)
	if err != nil {
		return nil, err
	}
	defer release()
	found, err := data.Search.Suggest(ctx, in.Q, day)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	j := wire.NewSuggestions(found)
	j.Until = data.Laws.CollectedUntil()
	return &answer[wire.Suggestions]{j}, nil
}
