package api

import (
	"context"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/subject"
	"github.com/fatiao/fatiao/internal/wire"
)

// related registers what answers for what belongs to a law or article, and for the collection as a whole.
func (s *server) related(a huma.API) {
	huma.Register(a, huma.Operation{OperationID: "law-related", Method: http.MethodGet, Path: "/api/v1/laws/{key}/related",
		Summary: textAPILawRelated}, s.apiLawRelated)
	huma.Register(a, huma.Operation{OperationID: "article-related", Method: http.MethodGet,
		Path: "/api/v1/articles/{key}/{article}/related", Summary: textAPIArticleRelated}, s.apiArticleRelated)
	huma.Register(a, huma.Operation{OperationID: "statistics", Method: http.MethodGet, Path: "/api/v1/statistics",
		Summary: textAPIOverview, Description: textAPIOverviewHow}, s.apiOverview)
	huma.Register(a, huma.Operation{OperationID: "subjects", Method: http.MethodGet, Path: "/api/v1/subjects",
		Summary: textAPISubjects}, s.apiSubjects)
}

// How much of what belongs to something is listed.
const (
	commentaryListed = 100
	togetherListed   = 20
	mostCitedListed  = 100
)

func (s *server) apiLawRelated(ctx context.Context, in *lawInput) (*answer[wire.RelatedLaws], error) {
	data, day, release, err := s.acquireOn(in.DayAsked)
	if err != nil {
		return nil, err
	}
	defer release()
	key := named(data, in.Key)
	place, err := data.Laws.Lookup(ctx, statute.Address{Law: key}, day)
	if err != nil {
		return nil, s.notThere(ctx, err)
	}
	interprets, err := data.Laws.Interprets(ctx, key)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	interpreted, err := data.Laws.InterpretedBy(ctx, key)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	carrying, err := data.Strays.CarriedOutBy(ctx, key, day)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	commentary, err := data.Strays.CommentaryOn(ctx, key, commentaryListed)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	j := wire.NewRelatedLaws(key, interprets, interpreted, carrying, commentary)
	j.Until = data.Laws.CollectedUntil()
	if err := replaced(ctx, data, j, place.Law); err != nil {
		return nil, s.apiError(ctx, err)
	}
	return &answer[wire.RelatedLaws]{j}, nil
}

// replaced adds the texts of other laws that a law replaced, and the one that replaced it.
func replaced(ctx context.Context, data Readers, j *wire.RelatedLaws, law *kb.Law) error {
	for _, v := range law.Versions {
		before, err := data.History.Before(ctx, v)
		if err != nil {
			return err
		}
		for _, w := range before {
			if w.Law != law.Key {
				j.Replaces = append(j.Replaces, statute.Address{Law: w.Law, Version: w.Label}.String())
			}
		}
	}
	if len(law.Versions) == 0 {
		return nil
	}
	next, ok, err := data.History.Following(ctx, law.Versions[0])
	if ok && next.Law != law.Key {
		j.ReplacedBy = statute.Address{Law: next.Law, Version: next.Label}.String()
	}
	return err
}

func (s *server) apiArticleRelated(ctx context.Context, in *ArticleInput) (*answer[wire.RelatedPlaces], error) {
	data, day, release, err := s.acquireOn(in.DayAsked)
	if err != nil {
		return nil, err
	}
	defer release()
	place, err := s.place(ctx, data, *in, day)
	if err != nil {
		return nil, err
	}
	if place.Unit == nil {
		return nil, refuseAs(codeNoProvision, http.StatusNotFound, textNoArticle)
	}
	q := citegraph.QueryFor(place, day)
	q.Limit, q.OnDay = togetherListed, in.AsOf != ""
	together, err := data.Strays.CitedTogether(ctx, q)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	around, err := data.Search.RelatedTo(ctx, place, day)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	terms, err := data.Laws.Terms(ctx, place.Version.ID)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	j := wire.NewRelatedPlaces(place.Address(day).String(), together, around)
	j.AddTerms(place, terms, day)
	j.Until = data.Laws.CollectedUntil()
	return &answer[wire.RelatedPlaces]{j}, nil
}

// overviewInput has a day as all routes have: laws count as they are on it.
type overviewInput struct{ DayAsked }

func (s *server) apiOverview(ctx context.Context, in *overviewInput) (*answer[wire.Overview], error) {
	data, day, release, err := s.acquireOn(in.DayAsked)
	if err != nil {
		return nil, err
	}
	defer release()
	loaded, err := data.Laws.Counts(ctx, string(day))
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	cites, err := data.Strays.Counts(ctx)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	cited, err := data.Strays.MostCited(ctx, mostCitedListed)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	effects, err := data.History.Effects(ctx)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	j := wire.NewOverview(loaded, cites, cited, effects)
	j.Until = data.Laws.CollectedUntil()
	return &answer[wire.Overview]{j}, nil
}

type subjectsInput struct{ DayAsked }

func (s *server) apiSubjects(ctx context.Context, in *subjectsInput) (*answer[wire.SubjectList], error) {
	data, day, release, err := s.acquireOn(in.DayAsked)
	if err != nil {
		return nil, err
	}
	defer release()
	j := &wire.SubjectList{Until: data.Laws.CollectedUntil(), Subjects: []wire.Subject{}}
	for _, x := range subject.All {
		var laws []string
		for _, name := range x.Laws {
			key := named(data, name)
			_, err := data.Laws.Lookup(ctx, statute.Address{Law: key}, day)
			if errors.Is(err, kb.ErrNotFound) {
				continue
			}
			if err != nil {
				return nil, s.apiError(ctx, err)
			}
			laws = append(laws, key)
		}
		j.Subjects = append(j.Subjects, wire.NewSubject(x, laws))
	}
	return &answer[wire.SubjectList]{j}, nil
}
