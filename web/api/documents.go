package api

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/news"
	"github.com/fatiao/fatiao/internal/pressfacts"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

// documents registers what answers for commentary and consultations.
func (s *server) documents(a huma.API) {
	huma.Register(a, huma.Operation{OperationID: "commentaries", Method: http.MethodGet, Path: "/api/v1/commentaries",
		Summary: textAPICommentaries, Description: textAPICommentariesHow}, s.apiCommentaries)
	huma.Register(a, huma.Operation{OperationID: "commentary", Method: http.MethodGet, Path: "/api/v1/commentaries/{id}",
		Summary: textAPICommentary}, s.documentOf(statute.DocCommentary))
	huma.Register(a, huma.Operation{OperationID: "consultations", Method: http.MethodGet, Path: "/api/v1/consultations",
		Summary: textAPIConsultations}, s.apiConsultations)
	huma.Register(a, huma.Operation{OperationID: "consultation", Method: http.MethodGet, Path: "/api/v1/consultations/{id}",
		Summary: textAPIConsultation}, s.documentOf(statute.DocConsultation))
	huma.Register(a, huma.Operation{OperationID: "figures", Method: http.MethodGet, Path: "/api/v1/figures",
		Summary: textAPIFigures, Description: textAPIFiguresHow}, s.apiFigures)
}

type commentariesInput struct {
	DayAsked
	PageAsked
	Speaker string `query:"speaker" doc:"只列这个人发言的"`
}

func (s *server) apiCommentaries(ctx context.Context, in *commentariesInput) (*answer[wire.DocumentList], error) {
	data, _, release, err := s.acquireOn(in.DayAsked)
	if err != nil {
		return nil, err
	}
	defer release()
	docs, err := data.Documents.Documents(ctx, statute.DocCommentary, pressfacts.Listed)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	facts, err := s.facts.Of(ctx, data.Documents)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	var all []news.Speaker
	for _, d := range docs {
		for _, sp := range facts.Speakers[d.Ref] {
			all = pressfacts.Add(all, sp)
		}
	}
	if in.Speaker != "" {
		docs = slices.DeleteFunc(docs, func(d kb.DocumentInfo) bool {
			return !slices.ContainsFunc(facts.Speakers[d.Ref], func(sp news.Speaker) bool { return sp.Name == in.Speaker })
		})
	}
	j := wire.NewDocumentList(docs, all, in.Page, in.Size)
	j.Until = data.Laws.CollectedUntil()
	return &answer[wire.DocumentList]{j}, nil
}

type consultationsInput struct {
	DayAsked
	PageAsked
}

func (s *server) apiConsultations(ctx context.Context, in *consultationsInput) (*answer[wire.DocumentList], error) {
	data, _, release, err := s.acquireOn(in.DayAsked)
	if err != nil {
		return nil, err
	}
	defer release()
	docs, err := data.Documents.Documents(ctx, statute.DocConsultation, pressfacts.Listed)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	j := wire.NewDocumentList(docs, nil, in.Page, in.Size)
	j.Until = data.Laws.CollectedUntil()
	return &answer[wire.DocumentList]{j}, nil
}

type documentInput struct {
	DayAsked
	ID string `path:"id" doc:"列表或检索结果里的 id"`
}

// documentOf answers for a document of a kind.
func (s *server) documentOf(kind statute.DocumentKind) func(context.Context, *documentInput) (*answer[wire.Document], error) {
	return func(ctx context.Context, in *documentInput) (*answer[wire.Document], error) {
		data, today, release, err := s.acquireOn(in.DayAsked)
		if err != nil {
			return nil, err
		}
		defer release()
		d, err := data.Documents.Document(ctx, in.ID)
		if errors.Is(err, kb.ErrNotFound) || err == nil && d.Kind != kind {
			return nil, refuseAs(codeNoDocument, http.StatusNotFound, textNoSuchDocument)
		}
		if err != nil {
			return nil, s.apiError(ctx, err)
		}
		day := today
		if in.AsOf == "" {
			day = cmp.Or(d.Date, today)
		}
		notes, err := data.Documents.CommentaryNotes(ctx, d.ID)
		if errors.Is(err, kb.ErrNotFound) || kind != statute.DocCommentary {
			notes, err = nil, nil
		}
		if err != nil {
			return nil, s.apiError(ctx, err)
		}
		j := wire.NewDocument(d, day, notes)
		j.Until = data.Laws.CollectedUntil()
		for _, u := range d.Passages {
			cites, err := data.Graph.CitesOf(ctx, u.ID, day)
			if err != nil {
				return nil, s.apiError(ctx, err)
			}
			for _, c := range cites {
				j.Cites = append(j.Cites, wire.NewCite(c))
			}
		}
		if kind == statute.DocCommentary {
			facts, err := s.facts.Of(ctx, data.Documents)
			if err != nil {
				return nil, s.apiError(ctx, err)
			}
			j.AddSpeakers(facts.Speakers[d.Ref])
		}
		return &answer[wire.Document]{j}, nil
	}
}

type figuresInput struct {
	DayAsked
	PageAsked
	Q      string `query:"q" doc:"句子、标题、地区里的词"`
	Region string `query:"region" doc:"只要这个地区的"`
}

func (s *server) apiFigures(ctx context.Context, in *figuresInput) (*answer[wire.FigureList], error) {
	data, _, release, err := s.acquireOn(in.DayAsked)
	if err != nil {
		return nil, err
	}
	defer release()
	facts, err := s.facts.Of(ctx, data.Documents)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	var found []pressfacts.Figure
	for _, f := range facts.Figures {
		if f.Has(in.Q) && (in.Region == "" || f.Region == in.Region) {
			found = append(found, f)
		}
	}
	j := wire.NewFigureList(found, in.Page, in.Size)
	j.Until = data.Laws.CollectedUntil()
	return &answer[wire.FigureList]{j}, nil
}
