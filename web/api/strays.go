package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/holding"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

// StrayReader lists citations that lead to no provision of today, and what is counted of all.
type StrayReader interface {
	holding.GraphReader
	// CitedTogether gives the articles that are cited most often together with the place of a query.
	CitedTogether(ctx context.Context, q citegraph.CitedByQuery) ([]citegraph.Together, error)
	// CarriedOutBy gives the laws in force on a day that were made upon a law, CommentaryOn the
	// commentary that cites it.
	CarriedOutBy(ctx context.Context, law string, day statute.Date) ([]citegraph.Carrying, error)
	CommentaryOn(ctx context.Context, law string, limit int) ([]kb.DocumentInfo, error)
	// Counts counts the citations of provisions, MostCited lists the articles that the most texts cite.
	Counts(ctx context.Context) (citegraph.Counts, error)
	MostCited(ctx context.Context, limit int) ([]citegraph.CitedArticle, error)
	// DanglingCites are those that lead nowhere, of one law or, for "", of all.
	DanglingCites(ctx context.Context, law string, day statute.Date) ([]citegraph.Stray, error)
	// OutdatedCites are those in laws in force, of what a law has changed or lost.
	OutdatedCites(ctx context.Context, law string, day statute.Date) ([]citegraph.Stray, error)
}

func (s *server) strays(a huma.API) {
	huma.Register(a, huma.Operation{OperationID: "dangling", Method: http.MethodGet, Path: "/api/v1/dangling",
		Summary: textAPIDangling, Description: textAPIDanglingHow}, s.apiDangling)
	huma.Register(a, huma.Operation{OperationID: "outdated-citations", Method: http.MethodGet, Path: "/api/v1/laws/{key}/citing",
		Summary: textAPIOutdated, Description: textAPIOutdatedHow}, s.apiOutdated)
}

// PageAsked is the page of a list that a call asks for. It is exported so that huma fills it
// where it is embedded.
type PageAsked struct {
	Page int `query:"page" minimum:"1" default:"1"`
	Size int `query:"size" minimum:"1" maximum:"100" default:"20"`
}

type danglingInput struct {
	DayAsked
	PageAsked
	Law string `query:"law" doc:"只列引用这部法律的"`
}

func (s *server) apiDangling(ctx context.Context, in *danglingInput) (*answer[wire.Strays], error) {
	data, day, release, err := s.acquireOn(in.DayAsked)
	if err != nil {
		return nil, err
	}
	defer release()
	law := ""
	if in.Law != "" {
		law = named(data, in.Law)
	}
	list, err := data.Strays.DanglingCites(ctx, law, day)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	j := wire.NewStrays(law, day, list, in.Page, in.Size)
	j.Until = data.Laws.CollectedUntil()
	return &answer[wire.Strays]{j}, nil
}

type outdatedInput struct {
	DayAsked
	PageAsked
	Key string `path:"key" doc:"法律的名称"`
}

func (s *server) apiOutdated(ctx context.Context, in *outdatedInput) (*answer[wire.Strays], error) {
	data, day, release, err := s.acquireOn(in.DayAsked)
	if err != nil {
		return nil, err
	}
	defer release()
	law := named(data, in.Key)
	list, err := data.Strays.OutdatedCites(ctx, law, day)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	j := wire.NewStrays(law, day, list, in.Page, in.Size)
	j.Until = data.Laws.CollectedUntil()
	return &answer[wire.Strays]{j}, nil
}
