package web_test

import (
	"cmp"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
)

// likeAnswer is what the API says of a case beside its text.
type likeAnswer struct {
	Case_Number     string
	Lawyers         []struct{ Name, Firm string }
	Amount          int64
	Sentence_Months int
	Chain           []struct {
		Relation, Case_Number, URL string
		Loaded                     bool
	}
	Similar []struct {
		Case_Number, Cause string
		Charges            []string
		Common             struct {
			Causes   []string
			Articles []struct{ Address string }
		}
	}
	Statistics *figuresAnswer
}

type figuresAnswer struct {
	Cause          string
	Total          int
	All            figure
	By_Court_Level []figure
	By_Year        []figure
}

type figure struct {
	Value    string
	Count    int
	Outcomes []struct {
		Value string
		Count int
	}
	Sentence_Months, Amount *struct{ Count, Min, Q1, Median, Q3, Max int64 }
}

// one asks for a case by its number.
func (s *seededSite) one(t *testing.T, x *seeded) (answer likeAnswer, page string) {
	t.Helper()
	var found listed
	call(t, s.site, asked("/api/v1/cases", nil, "number", x.number), http.StatusOK, &found)
	if len(found.Cases) != 1 {
		t.Fatalf("%s is found %d times", x.number, len(found.Cases))
	}
	call(t, s.site, request("/api/v1/cases/"+found.Cases[0].ID), http.StatusOK, &answer)
	w := httptest.NewRecorder()
	s.site.ServeHTTP(w, request("/case/"+found.Cases[0].ID))
	return answer, text(t, w.Result())
}

// chains: the first instance of each dispute knows those above it, and they know it.
func (s *seededSite) chains(t *testing.T) {
	later := map[string][]string{}
	for _, x := range s.list {
		if x.earlier != "" {
			later[x.earlier] = append(later[x.earlier], x.number)
		}
	}
	tried := 0
	for _, x := range s.list {
		if x.earlier == "" && len(later[x.number]) == 0 || s.rng.IntN(8) > 0 {
			continue
		}
		tried++
		answer, page := s.one(t, x)
		var got, want []string
		for _, l := range answer.Chain {
			got = append(got, l.Relation+" "+l.Case_Number)
			if !l.Loaded || !strings.HasPrefix(l.URL, "/case/") || !strings.Contains(page, l.Case_Number) {
				t.Errorf("%s is linked with %+v", x.number, l)
			}
		}
		root := cmp.Or(x.earlier, x.number)
		if x.earlier != "" {
			want = append(want, "earlier "+x.earlier)
			for _, n := range later[x.earlier] {
				if n != x.number {
					want = append(want, "beside "+n)
				}
			}
		}
		for _, n := range later[x.number] {
			want = append(want, "later "+n)
		}
		if slices.Sort(got); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
			t.Errorf("%s is linked with %q; want %q", x.number, got, want)
		}
		s.agrees(t, true, wanted{"chain", x.number, func(y *seeded) bool { return y.number == root || y.earlier == root }})
	}
	if tried < 20 {
		t.Errorf("%d were tried", tried)
	}
}

// figuresWritten are the figures of some judgments.
func figuresWritten(value string, list []*seeded) figure {
	f := figure{Value: value, Count: len(list)}
	var months, amounts []int64
	for _, x := range list {
		if x.months > 0 {
			months = append(months, int64(x.months))
		}
		if x.amount > 0 {
			amounts = append(amounts, x.amount)
		}
	}
	spread := func(list []int64) *struct{ Count, Min, Q1, Median, Q3, Max int64 } {
		if len(list) == 0 {
			return nil
		}
		slices.Sort(list)
		x := engine.SpreadOf(list)
		return &struct{ Count, Min, Q1, Median, Q3, Max int64 }{int64(x.Count), x.Least, x.Quarter, x.Median, x.Quarter3, x.Most}
	}
	f.Sentence_Months, f.Amount = spread(months), spread(amounts)
	return f
}

// figures are those of what was written: by conditions, and of what a case is like.
func (s *seededSite) figures(t *testing.T) {
	for _, all := range [][]wanted{
		nil, {has(countedFields[0], "盗窃罪")}, {has(countedFields[0], "民间借贷")},
		{has(countedFields[9], "闵怀远"), has(countedFields[2], "刑事")},
	} {
		var got figuresAnswer
		call(t, s.site, asked("/api/v1/cases/statistics", all), http.StatusOK, &got)
		s.sameFigures(t, fmt.Sprint(all), got, have(s.list, all...))
	}
	for i := 0; i < len(s.list); i += 199 {
		x := s.list[i]
		answer, page := s.one(t, x)
		about := countedFields[0].of(x)[0]
		if answer.Statistics == nil || answer.Statistics.Cause != about {
			t.Fatalf("%s has the statistics %+v", x.number, answer.Statistics)
		}
		like := have(s.list, has(countedFields[0], about))
		s.sameFigures(t, x.number, *answer.Statistics, like)
		if !strings.Contains(page, fmt.Sprintf("已收录 %d 件", len(like))) {
			t.Errorf("the page of %s does not say that there are %d like it", x.number, len(like))
		}
		if answer.Amount != x.amount || answer.Sentence_Months != x.months || len(answer.Lawyers) < len(x.lawyers) {
			t.Errorf("%s has %d, %d and %+v; want %d, %d and %q", x.number, answer.Amount, answer.Sentence_Months, answer.Lawyers,
				x.amount, x.months, x.lawyers)
		}
	}
}

func (s *seededSite) sameFigures(t *testing.T, what string, got figuresAnswer, want []*seeded) {
	t.Helper()
	same := func(name string, a figure, list []*seeded) {
		outcomes := map[string]int{}
		for _, x := range list {
			outcomes[x.outcome]++
		}
		for _, o := range a.Outcomes {
			outcomes[o.Value] -= o.Count
		}
		for o, n := range outcomes {
			if n != 0 {
				t.Errorf("%s, %s: %d more of %s were written", what, name, n, o)
			}
		}
		a.Outcomes = nil
		if b := figuresWritten(a.Value, list); fmt.Sprintf("%+v %+v %+v", a.Count, a.Sentence_Months, a.Amount) !=
			fmt.Sprintf("%+v %+v %+v", b.Count, b.Sentence_Months, b.Amount) {
			t.Errorf("%s, %s: %+v; written were %+v", what, name, a, b)
		}
	}
	if got.Total != len(want) {
		t.Errorf("%s: %d; %d were written", what, got.Total, len(want))
	}
	same("all", got.All, want)
	years, levels := 0, 0
	for _, f := range got.By_Year {
		list := have(want, wanted{holds: func(x *seeded) bool { return x.year == f.Value }})
		same(f.Value, f, list)
		years += len(list)
	}
	for _, f := range got.By_Court_Level {
		list := have(want, wanted{holds: func(x *seeded) bool { return x.level == f.Value }})
		same(f.Value, f, list)
		levels += len(list)
	}
	if years != len(want) || levels != len(want) {
		t.Errorf("%s: %d by years and %d by levels; %d were written", what, years, levels, len(want))
	}
}

// alike: similar cases have the cause or the charges of the case, and say so.
func (s *seededSite) alike(t *testing.T) {
	for i := 3; i < len(s.list); i += 163 {
		x := s.list[i]
		answer, page := s.one(t, x)
		about := countedFields[0].of(x)
		if len(answer.Similar) != 5 {
			t.Errorf("%s is like %d", x.number, len(answer.Similar))
		}
		for _, y := range answer.Similar {
			causes := y.Charges
			if y.Cause != "" {
				causes = []string{y.Cause}
			}
			if y.Case_Number == x.number || !slices.Equal(slices.Sorted(slices.Values(causes)), slices.Sorted(slices.Values(about))) {
				t.Errorf("%s, about %q, is like %+v", x.number, about, y)
			}
			if len(y.Common.Causes) != len(about) || !strings.Contains(page, "同为"+strings.Join(y.Common.Causes, "、")) {
				t.Errorf("%s and %s have %q in common", x.number, y.Case_Number, y.Common.Causes)
			}
		}
	}
}
