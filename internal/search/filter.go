package search

import (
	"context"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/caseparse"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/statute"
)

// allow makes the condition that results must meet: in force on the day, and
// all filters. ok is false where a filter cannot be met; res says why.
func (s *Service) allow(ctx context.Context, q query.Query, r Request, res *Result) (allowed func(doc int) bool, ok bool) {
	filters := q.Filters
	if r.Law != "" {
		filters = append(slices.Clip(filters), query.Filter{Field: query.FieldLaw, Value: r.Law})
	}
	conditions := []func(f ranking.Facts, doc int) bool{s.inForce(filters, r)}
	for _, f := range filters {
		c, ok := s.condition(ctx, f, r.AsOf, res)
		if !ok {
			return nil, false
		}
		if f.Not {
			positive := c
			c = func(x ranking.Facts, doc int) bool { return !positive(x, doc) }
		}
		conditions = append(conditions, c)
	}
	return func(doc int) bool {
		facts := s.ranker.Facts(doc)
		for _, c := range conditions {
			if !c(facts, doc) {
				return false
			}
		}
		return true
	}, true
}

// inForce leaves out superseded texts unless they are asked for.
func (s *Service) inForce(filters []query.Filter, r Request) func(ranking.Facts, int) bool {
	asked := r.Superseded
	for _, f := range filters {
		asked = asked || f.Field == query.FieldStatus && !f.Not
	}
	if asked {
		return func(ranking.Facts, int) bool { return true }
	}
	c := s.currentOn(r.AsOf)
	return func(f ranking.Facts, _ int) bool {
		if f.Kind == ranking.Law {
			return c.laws[f.Law]
		}
		return c.versions[f.Version]
	}
}

// current are the versions and laws that are shown on a day.
type current struct {
	day      statute.Date
	versions map[int64]bool
	laws     map[int64]bool
}

// currentOn returns what is shown on a day. The last answer is kept: most
// requests ask for today.
func (s *Service) currentOn(day statute.Date) *current {
	if c := s.last.Load(); c != nil && c.day == day {
		return c
	}
	c := &current{day, map[int64]bool{0: true}, map[int64]bool{}} // documents without a version always
	for id, v := range s.versions {
		status := v.StatusOn(day)
		c.versions[id] = status == statute.StatusInForce || status == statute.StatusUnverified
		if c.versions[id] {
			c.laws[s.lawByKey[v.Law]] = true
		}
	}
	s.last.Store(c)
	return c
}

// condition makes the condition of one filter.
func (s *Service) condition(ctx context.Context, f query.Filter, day statute.Date, res *Result) (c func(ranking.Facts, int) bool, ok bool) {
	switch f.Field {
	case query.FieldLaw:
		keys := s.resolve(f.Value)
		laws := map[int64]bool{}
		for _, key := range keys {
			if id, ok := s.lawByKey[key]; ok {
				laws[id] = true
			}
		}
		if len(laws) == 0 {
			if c, ok := s.citing(ctx, f.Value, day); ok {
				return c, true
			}
			res.NotLoaded, res.Nearest = "没有收录《"+f.Value+"》", s.base.Names().Nearest(f.Value, 5)
			res.Message = res.NotLoaded
			return nil, false
		}
		return func(x ranking.Facts, _ int) bool { return laws[x.Law] }, true
	case query.FieldTitle:
		part := gseanalysis.Fold(f.Value)
		return func(x ranking.Facts, _ int) bool { return strings.Contains(gseanalysis.Fold(s.titleOf(x)), part) }, true
	case query.FieldIssuer:
		return func(x ranking.Facts, _ int) bool { return slices.Contains(s.laws[x.Law].Issuers, f.Value) }, true
	case query.FieldCourt, query.FieldCause:
		return func(x ranking.Facts, _ int) bool { return x.Kind == ranking.Case && s.caseHas(x.ID.Row, f) }, true
	case query.FieldTier:
		tier := tierNamed(f.Value)
		if tier == "" {
			res.Message = "没有“" + f.Value + "”这一类案例，请用 指导性案例、公报案例、入库案例、典型案例、裁判文书 或 新闻报道"
			return nil, false
		}
		return func(x ranking.Facts, _ int) bool {
			c := s.cases[x.ID.Row]
			return x.Kind == ranking.Case && c != nil && c.Tier == tier
		}, true
	case query.FieldLevel:
		for i, l := range statute.Levels {
			if string(l) == f.Value {
				return func(x ranking.Facts, _ int) bool { return int(x.Level) == i+1 }, true
			}
		}
		res.Message = "没有“" + f.Value + "”这一级别，请用 " + levelNames()
		return nil, false
	case query.FieldStatus:
		for _, st := range statute.Statuses {
			if string(st) == f.Value || st.Chinese() == f.Value {
				return func(x ranking.Facts, _ int) bool { return x.Version != 0 && s.versions[x.Version].StatusOn(day) == st }, true
			}
		}
		res.Message = "没有“" + f.Value + "”这一效力，请用 现行有效、已修改、已废止、尚未生效 或 未核实"
		return nil, false
	case query.FieldType:
		kinds, known := kindsOf([]string{typeOf(f.Value)})
		if !known {
			res.Message = "没有“" + f.Value + "”这一类，请用 条文、法律法规、案例、解读 或 咨询"
			return nil, false
		}
		return func(x ranking.Facts, _ int) bool { return slices.Contains(kinds, x.Kind) }, true
	case query.FieldDate:
		from, to, err := f.Range()
		if err != nil {
			res.Message = err.Error()
			return nil, false
		}
		return func(x ranking.Facts, _ int) bool {
			d := s.dateOf(x)
			return d != "" && d >= from && (to == "" || d <= to)
		}, true
	}
	return func(ranking.Facts, int) bool { return true }, true
}

// citing makes the condition that a document cites a provision, at any depth, or
// is it: law:刑法/264. ok is false where the value names no provision that is there.
func (s *Service) citing(ctx context.Context, value string, day statute.Date) (c func(ranking.Facts, int) bool, ok bool) {
	ref := query.ParseRef(value)
	if ref == nil || ref.Provision.IsZero() {
		return nil, false
	}
	docs := map[int]bool{}
	keys, version := s.meaning(*ref)
	for _, key := range keys {
		place, err := s.base.Lookup(ctx, statute.Address{Law: key, Version: version, Provision: ref.Provision.AtArticle()}, day)
		if err != nil || place.Unit == nil {
			continue // said below: there is no such provision
		}
		if doc, found := s.ranker.Find(index.ID{Table: index.TableUnit, Row: place.Unit.ID}); found {
			docs[doc] = true
			for _, d := range s.ranker.CitedBy(doc) {
				docs[int(d)] = true
			}
		}
	}
	return func(_ ranking.Facts, doc int) bool { return docs[doc] }, len(docs) > 0
}

// caseHas reports whether a case is of a court, or of a cause or charge.
func (s *Service) caseHas(document int64, f query.Filter) bool {
	c := s.cases[document]
	if c == nil {
		return false
	}
	if f.Field == query.FieldCourt {
		return strings.Contains(c.Court, f.Value)
	}
	want := caseparse.BareCause(f.Value)
	return strings.Contains(c.Cause, want) || slices.ContainsFunc(c.Charges, func(charge string) bool { return strings.Contains(charge, want) })
}

// tierNamed is the tier with a name, "" where there is none.
func tierNamed(name string) caseparse.Tier {
	for _, t := range caseparse.Tiers {
		if string(t) == name || t.Chinese() == name {
			return t
		}
	}
	return ""
}

// typeNames are the types as they are called on the page.
var typeNames = map[string]string{"条文": "article", "法条": "article", "法律法规": "law", "法律": "law", "案例": "case", "解读": "commentary", "咨询": "consultation"}

// typeOf returns the type with a name, Chinese or as in the API.
func typeOf(name string) string {
	if t, ok := typeNames[name]; ok {
		return t
	}
	return name
}

func levelNames() string {
	names := make([]string, len(statute.Levels))
	for i, l := range statute.Levels {
		names[i] = string(l)
	}
	return strings.Join(names, "、")
}

// titleOf is the title that a title filter looks at.
func (s *Service) titleOf(f ranking.Facts) string {
	if f.Law != 0 {
		return s.laws[f.Law].Key
	}
	return s.documents[f.ID.Row].Title
}

// dateOf is the day of a text: of its version, or of the document.
func (s *Service) dateOf(f ranking.Facts) statute.Date {
	switch {
	case f.Version != 0:
		v := s.versions[f.Version]
		if d := statute.Date(v.Label); v.Label != statute.Undated {
			return d
		}
		return v.InForceFrom
	case f.Law != 0:
		return statute.Date(s.laws[f.Law].Latest)
	}
	return s.documents[f.ID.Row].Date
}
