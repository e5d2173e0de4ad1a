package api

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/fatiao/fatiao/internal/citecheck"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/textdiff"
	"github.com/fatiao/fatiao/internal/usererr"
	"github.com/fatiao/fatiao/internal/wire"
)

// HistoryReader says what became of provisions, see [lawhistory.Book].
type HistoryReader interface {
	citecheck.History
	Texts(ctx context.Context, key string) ([]lawhistory.Text, error)
	Before(ctx context.Context, v kb.Version) ([]kb.Version, error)
	Following(ctx context.Context, v kb.Version) (next kb.Version, ok bool, err error)
	Trail(ctx context.Context, a statute.Address) ([]lawhistory.Stage, error)
	Diff(ctx context.Context, from, to statute.Address, ignored textdiff.Ignored) ([]lawhistory.Difference, error)
	Next(ctx context.Context, a statute.Address) (lawhistory.Successor, error)
	Whole(ctx context.Context, key, label string) ([]lawhistory.Successor, error)
	Changes(ctx context.Context, before, v kb.Version) (*lawhistory.Changes, error)
	Effects(ctx context.Context) ([]lawhistory.Effect, error)
}

// history registers what answers for changes of laws.
func (s *server) history(a huma.API) {
	huma.Register(a, huma.Operation{OperationID: "law-versions", Method: http.MethodGet, Path: "/api/v1/laws/{key}/versions",
		Summary: textAPIVersions}, s.apiVersions)
	huma.Register(a, huma.Operation{OperationID: "article-history", Method: http.MethodGet,
		Path: "/api/v1/articles/{key}/{article}/history", Summary: textAPIHistory}, s.apiHistory)
	huma.Register(a, huma.Operation{OperationID: "diff", Method: http.MethodGet, Path: "/api/v1/diff", Summary: textAPIDiff,
		Description: textAPIDiffHow}, s.apiDiff)
	huma.Register(a, huma.Operation{OperationID: "concordance", Method: http.MethodGet, Path: "/api/v1/concordance",
		Summary: textAPIConcordance, Description: textAPIConcordanceHow}, s.apiConcordance)
	huma.Register(a, huma.Operation{OperationID: "changes", Method: http.MethodGet, Path: "/api/v1/changes",
		Summary: textAPIChanges, Description: textAPIChangesHow}, s.apiChanges)
}

func (s *server) apiVersions(ctx context.Context, in *lawInput) (*answer[wire.LawTexts], error) {
	data, day, release, err := s.acquireOn(in.DayAsked)
	if err != nil {
		return nil, err
	}
	defer release()
	key := named(data, in.Key)
	if _, err := data.Laws.Lookup(ctx, statute.Address{Law: key}, day); err != nil {
		return nil, s.notThere(ctx, err)
	}
	texts, err := data.History.Texts(ctx, key)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	unloaded, err := data.Laws.UnloadedOf(ctx, key)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	j := wire.NewLawTexts(key, texts, unloaded, day)
	j.Until = data.Laws.CollectedUntil()
	return &answer[wire.LawTexts]{j}, nil
}

// named is the key of a law that is called by a name.
func named(data Readers, name string) string {
	if keys := data.Names.Resolve(name); len(keys) == 1 {
		return keys[0]
	}
	return name
}

// notThere is the error of a lookup.
func (s *server) notThere(ctx context.Context, err error) error {
	if m, ok := errors.AsType[*kb.MissingError](err); ok {
		return missing(m)
	}
	return s.apiError(ctx, err)
}

func (s *server) apiHistory(ctx context.Context, in *ArticleInput) (*answer[wire.Trail], error) {
	data, day, release, err := s.acquireOn(in.DayAsked)
	if err != nil {
		return nil, err
	}
	defer release()
	place, err := s.place(ctx, data, *in, day)
	if err != nil {
		return nil, err
	}
	a := place.Pinned()
	stages, err := data.History.Trail(ctx, a)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	j := wire.NewTrail(a, stages)
	j.Until = data.Laws.CollectedUntil()
	return &answer[wire.Trail]{j}, nil
}

type diffInput struct {
	DayAsked
	From string `query:"from" required:"true" doc:"一条或一个文本的地址，如 公司法@2018-10-26/16"`
	To   string `query:"to" required:"true" doc:"另一条或另一个文本的地址，如 公司法"`

	Ignore []string `query:"ignore" doc:"不计的差别，逗号分隔：punctuation 标点、space 空白、digits 数字写法、numbering 条号变动、all 以上全部"`
}

func (s *server) apiDiff(ctx context.Context, in *diffInput) (*answer[wire.Diff], error) {
	data, day, release, err := s.acquireOn(in.DayAsked)
	if err != nil {
		return nil, err
	}
	defer release()
	ignored, err := textdiff.ParseIgnored(in.Ignore)
	if err != nil {
		return nil, refuse(http.StatusBadRequest, err.Error())
	}
	var ends [2]statute.Address
	for i, words := range [...]string{in.From, in.To} {
		a, err := addressIn(data, words)
		if err != nil {
			return nil, err
		}
		place, err := data.Laws.Lookup(ctx, a, day)
		if err != nil {
			return nil, s.notThere(ctx, err)
		}
		ends[i] = place.Pinned()
	}
	list, err := data.History.Diff(ctx, ends[0], ends[1], ignored)
	if said, ok := usererr.Text(err); ok {
		return nil, refuse(http.StatusBadRequest, said)
	}
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	j := wire.NewDiff(ends[0], ends[1], list)
	j.Until = data.Laws.CollectedUntil()
	return &answer[wire.Diff]{j}, nil
}

// addressIn reads an address whose law may be called by any of its names.
func addressIn(data Readers, words string) (statute.Address, error) {
	a, err := statute.ParseAddress(strings.TrimSpace(words))
	if err != nil {
		return a, badAddress(err)
	}
	a.Law = named(data, a.Law)
	return a, nil
}

type concordanceInput struct {
	DayAsked
	From string `query:"from" required:"true" doc:"一条的地址，或一部法律：合同法/52、公司法@2018-10-26"`
}

func (s *server) apiConcordance(ctx context.Context, in *concordanceInput) (*answer[wire.Concordance], error) {
	data, day, release, err := s.acquireOn(in.DayAsked)
	if err != nil {
		return nil, err
	}
	defer release()
	a, err := addressIn(data, in.From)
	if err != nil {
		return nil, err
	}
	if in.AsOf != "" && a.Version == "" { // the text of the day is meant
		place, err := data.Laws.Lookup(ctx, statute.Address{Law: a.Law}, day)
		if err == nil {
			a.Version = place.Version.Label
		} else if !errors.Is(err, kb.ErrNotFound) {
			return nil, s.apiError(ctx, err)
		}
	}
	var rows []lawhistory.Successor
	if a.Provision.IsZero() {
		rows, err = data.History.Whole(ctx, a.Law, a.Version)
	} else {
		rows = make([]lawhistory.Successor, 1)
		rows[0], err = data.History.Next(ctx, a)
	}
	if errors.Is(err, kb.ErrNotFound) {
		return nil, s.notThere(ctx, err)
	}
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	j := wire.NewConcordance(rows)
	j.Until = data.Laws.CollectedUntil()
	return &answer[wire.Concordance]{j}, nil
}

type changesInput struct {
	DayAsked
	Year string `query:"year" pattern:"^[0-9]{4}$" doc:"只要这一年的，如 2024"`

	Since string `query:"since" doc:"只要此后的装入变动了什么（log）：一代的名称，如 gen-000012，或者日期，如 2026-11-01"`
	Page  int    `query:"page" minimum:"1" default:"1"`
	Size  int    `query:"size" minimum:"1" maximum:"100" default:"50" doc:"每页几项"`
}

// updatesListed is how many updates of the collection an answer has.
const updatesListed = 10

func (s *server) apiChanges(ctx context.Context, in *changesInput) (*answer[wire.Effects], error) {
	data, day, release, err := s.acquireOn(in.DayAsked)
	if err != nil {
		return nil, err
	}
	defer release()
	out := &wire.Effects{Until: data.Laws.CollectedUntil(), Day: string(day), Coming: []wire.Effect{}, Effects: []wire.Effect{},
		Updates: []wire.ChangeRun{}}
	if in.Since != "" {
		if out.Log, err = s.changesSince(ctx, data, in.Since); err != nil {
			return nil, err
		}
		return &answer[wire.Effects]{out}, nil
	}
	all, err := data.History.Effects(ctx)
	if err != nil {
		return nil, s.apiError(ctx, err)
	}
	if in.Page == 1 {
		runs, _, err := data.Laws.ChangeRuns(ctx, 0, updatesListed)
		if err != nil {
			return nil, s.apiError(ctx, err)
		}
		for _, r := range runs {
			out.Updates = append(out.Updates, wire.NewChangeRun(r))
		}
	}
	write := func(list *[]wire.Effect, e lawhistory.Effect) error {
		var changes *lawhistory.Changes
		if e.Before != nil {
			if changes, err = data.History.Changes(ctx, *e.Before, e.Version); err != nil {
				return err
			}
		}
		*list = append(*list, wire.NewEffect(e, changes))
		return nil
	}
	for _, e := range all {
		switch {
		case in.Year != "" && string(e.Day.Date)[:4] != in.Year:
			continue
		case e.Day.Date > day:
			err = write(&out.Coming, e)
		default:
			if out.Total++; out.Total > (in.Page-1)*in.Size && out.Total <= in.Page*in.Size {
				err = write(&out.Effects, e)
			}
		}
		if err != nil {
			return nil, s.apiError(ctx, err)
		}
	}
	slices.SortStableFunc(out.Coming, func(x, y wire.Effect) int { return cmp.Compare(x.Day, y.Day) })
	return &answer[wire.Effects]{out}, nil
}
