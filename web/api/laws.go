package api

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/fatiao/fatiao/internal/holding"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

// apiLaws registers what answers for laws.
func (s *server) laws(a huma.API) {
	huma.Register(a, huma.Operation{OperationID: "laws", Method: http.MethodGet, Path: "/api/v1/laws", Summary: textAPILaws}, s.apiLawList)
	huma.Register(a, huma.Operation{OperationID: "collection", Method: http.MethodGet, Path: "/api/v1/collection",
		Summary: textAPIHolding, Description: textAPIHoldingHow}, s.apiHolding)
	huma.Register(a, huma.Operation{OperationID: "law", Method: http.MethodGet, Path: "/api/v1/laws/{key}", Summary: textAPILaw}, s.apiLaw)
}

type lawListInput struct {
	DayAsked
	Q     string `query:"q" doc:"名称中的字"`
	Level string `query:"level" doc:"级别，如 司法解释"`
	Page  int    `query:"page" minimum:"1" default:"1"`
	Size  int    `query:"size" minimum:"1" maximum:"100" default:"20"`
}

func (s *server) apiLawList(ctx context.Context, in *lawListInput) (*answer[wire.LawList], error) {
	data, day, release, err := s.acquireOn(in.DayAsked)
	if err != nil {
		return nil, err
	}
	defer release()
	all, err := data.Laws.Laws(ctx)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	j := &wire.LawList{Page: in.Page, Size: in.Size, Until: data.Laws.CollectedUntil(), Laws: []wire.LawSummary{}}
	for _, l := range all {
		if !strings.Contains(l.Key, in.Q) || in.Level != "" && string(l.Level) != in.Level {
			continue
		}
		if j.Total++; j.Total > (in.Page-1)*in.Size && len(j.Laws) < in.Size {
			status := statute.StatusUnverified
			place, err := data.Laws.Lookup(ctx, statute.Address{Law: l.Key}, day)
			if _, missing := errors.AsType[*kb.MissingError](err); err != nil && !missing {
				return nil, s.apiError(ctx, err)
			} else if err == nil {
				status = place.Version.StatusOn(day)
			}
			j.Laws = append(j.Laws, wire.NewLawSummary(l, status))
		}
	}
	return &answer[wire.LawList]{j}, nil
}

// holdingInput has a day as all routes have; what is loaded is the same on each.
type holdingInput struct{ DayAsked }

// apiHolding answers what is loaded and what is missing.
func (s *server) apiHolding(ctx context.Context, in *holdingInput) (*answer[wire.Holding], error) {
	data, _, release, err := s.acquireOn(in.DayAsked)
	if err != nil {
		return nil, err
	}
	defer release()
	h, err := holding.Read(ctx, data.Laws, data.Strays)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	return &answer[wire.Holding]{wire.NewHolding(h, false)}, nil
}

type lawInput struct {
	DayAsked
	Key string `path:"key" doc:"法律的名称；旧文本加 @ 和日期"`
}

func (s *server) apiLaw(ctx context.Context, in *lawInput) (*answer[wire.Law], error) {
	data, day, release, err := s.acquireOn(in.DayAsked)
	if err != nil {
		return nil, err
	}
	defer release()
	name, version, _ := strings.Cut(in.Key, "@")
	name = named(data, name)
	place, err := data.Laws.Lookup(ctx, statute.Address{Law: name, Version: version}, day)
	if m, ok := errors.AsType[*kb.MissingError](err); ok {
		return ended(data, m, day)
	}
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	headings, err := data.Laws.Headings(ctx, place.Version.ID)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	units, err := data.Laws.Units(ctx, place.Version.ID)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	shown, err := data.Laws.ShownSources(ctx, place.Version.ID)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	variants, err := data.Laws.Variants(ctx, place.Version.ID, "")
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	collated := wire.NewCollation(place.Version, shown, variants)
	j := wire.NewLaw(place, headings, units, &collated, day)
	j.Until = data.Laws.CollectedUntil()
	return &answer[wire.Law]{j}, nil
}

// ended answers for a law that is not loaded with what is known of its end; all else that is
// not there is an error.
func ended(data Readers, m *kb.MissingError, day statute.Date) (*answer[wire.Law], error) {
	if m.End.Day.Date == "" || m.Address.Version != "" {
		return nil, missing(m)
	}
	j := wire.NewEndedLaw(m.Address.Law, m.End, day)
	j.Until = data.Laws.CollectedUntil()
	return &answer[wire.Law]{j}, nil
}

// missing says what is not there, and what is near.
func missing(m *kb.MissingError) error {
	said := m.Error()
	if len(m.Nearest) > 0 {
		said += textNearest(m.Nearest)
	}
	return refuse(http.StatusNotFound, said)
}
