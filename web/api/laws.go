package api

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/fatiao/fatiao/internal/holding"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/subject"
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
	Q       string `query:"q" doc:"名称中的字"`
	Level   string `query:"level" doc:"级别，如 司法解释"`
	Status  string `query:"status" enum:"in_force,amended,repealed,not_yet,unverified" doc:"当天的效力"`
	Year    string `query:"year" pattern:"^[0-9]{4}$" doc:"最新文本的年份"`
	Subject string `query:"subject" doc:"主题，见 /api/v1/subjects"`
	Sort    string `query:"sort" enum:"name,date,texts" default:"name" doc:"name 名称、date 最近公布的在前、texts 历次文本多的在前"`
	Page    int    `query:"page" minimum:"1" default:"1"`
	Size    int    `query:"size" minimum:"1" maximum:"100" default:"20"`
}

// meets reports whether a law is asked for; its status is looked at elsewhere.
func (in *lawListInput) meets(l kb.LawSummary, about *subject.Subject) bool {
	return strings.Contains(l.Key, in.Q) && (in.Level == "" || string(l.Level) == in.Level) &&
		(in.Year == "" || strings.HasPrefix(l.Latest, in.Year)) && (about == nil || about.Has(l.Key))
}

// order sorts a list of laws, which are sorted by their names.
func (in *lawListInput) order(list []kb.LawSummary) {
	slices.SortStableFunc(list, func(x, y kb.LawSummary) int {
		switch in.Sort {
		case "date":
			return cmp.Compare(y.Latest, x.Latest)
		case "texts":
			return cmp.Compare(y.Versions, x.Versions)
		}
		return 0
	})
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
	about := subject.Named(in.Subject)
	if in.Subject != "" && about == nil {
		return nil, refuseAs(codeNoSubject, http.StatusBadRequest, textNoSuchSubject)
	}
	in.order(all)
	j := &wire.LawList{Page: in.Page, Size: in.Size, Until: data.Laws.CollectedUntil(), Laws: []wire.LawSummary{}}
	for _, l := range all {
		if !in.meets(l, about) {
			continue
		}
		onPage := j.Total >= (in.Page-1)*in.Size && len(j.Laws) < in.Size
		status := statute.StatusUnverified
		if onPage || in.Status != "" {
			place, err := data.Laws.Lookup(ctx, statute.Address{Law: l.Key}, day)
			if _, missing := errors.AsType[*kb.MissingError](err); err != nil && !missing {
				return nil, s.apiError(ctx, err)
			} else if err == nil {
				status = place.Version.StatusOn(day)
			}
		}
		if in.Status != "" && string(status) != in.Status {
			continue
		}
		if j.Total++; onPage {
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
