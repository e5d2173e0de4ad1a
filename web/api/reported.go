package api

import (
	"cmp"
	"context"
	"errors"
	"net/http"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/court"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

// reportedCase answers for the nth case, from 1, that a news report tells: what the report
// says of it, with what it cites there. asked says that a day was asked for, which today is then.
func (s *server) reportedCase(ctx context.Context, data Readers, ref string, n int,
	today statute.Date, asked bool) (*answer[wire.CaseDocument], error) {
	d, err := data.Documents.Document(ctx, ref)
	if err != nil && !errors.Is(err, kb.ErrNotFound) {
		return nil, s.apiError(ctx, err)
	}
	if err != nil || d.Kind != statute.DocCommentary {
		return nil, refuseAs(codeNoCase, http.StatusNotFound, textNoSuchCase)
	}
	notes, err := data.Documents.CommentaryNotes(ctx, d.ID)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	if n > len(notes.Reported) {
		return nil, refuseAs(codeNoCase, http.StatusNotFound, textNoSuchCase)
	}
	told := notes.Reported[n-1]
	if told.Span.End > len(d.Text) {
		told.Span = statute.Span{}
	}
	text := told.Span.Of(d.Text)
	info := &kb.CaseInfo{DocumentInfo: d.DocumentInfo, InReport: n}
	j := &wire.CaseDocument{ID: wire.CaseID(info), Until: data.Laws.CollectedUntil(), Title: told.Title(), Date: d.Date, Text: text,
		Sections: []wire.Section{{Text: text}}, Cites: []wire.Cite{}}
	day := cmp.Or(d.Date, today)
	if asked {
		day = today
	}
	j.AsOf = day
	for _, u := range d.Passages {
		cites, err := data.Graph.CitesOf(ctx, u.ID, day)
		if err != nil {
			return nil, s.apiError(ctx, err)
		}
		for _, c := range cites {
			if told.Span.Contains(c.Span()) {
				j.Cites = append(j.Cites, wire.NewCite(c))
			}
		}
	}
	facts := &casefile.Facts{Tier: casefile.TierNews, Kind: told.Kind, Court: casefile.Court{Field: casefile.Field{Text: told.OrganName()},
		Province: court.ProvinceIn(told.Place.Text)}}
	j.Case = wire.NewCase(facts, []string{}, []string{}, wire.NewPoints(text).Span)
	j.Similar, j.Chain = []wire.SimilarCase{}, []wire.ChainLink{}
	return &answer[wire.CaseDocument]{j}, nil
}
