// Package search answers what a user typed: an address or a law at once, what
// must occur to the letter, and questions by how well provisions answer them.
//
// Start with [Service.Search]. Package query understands the string, the index
// and match.go find what must occur, package ranking orders; hit.go and snippet.go
// make what is shown.
package search

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/charge"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/statute"
)

// Index is what search needs of a full-text index: the documents that may have
// certain strings. Package ranking has their texts.
type Index interface {
	Find(ctx context.Context, e index.Expr) ([]index.ID, error)
}

// Service searches one generation. It is safe for concurrent use.
type Service struct {
	base      *kb.Base
	graph     *citegraph.Graph
	index     Index
	ranker    *ranking.Ranker
	words     *gseanalysis.Segmenter
	versions  map[int64]kb.Version
	laws      map[int64]kb.LawSummary
	lawByKey  map[string]int64
	documents map[int64]kb.DocumentInfo
	cases     map[int64]*kb.CaseInfo // by document
	caseList  []*kb.CaseInfo         // in the order of lists
	synonyms  *query.Synonyms
	crimes    *charge.List
	suggester func() *suggester       // waits until it is made
	last      atomic.Pointer[current] // what is shown on the day that was asked for last
	now       func() time.Time
}

// New makes a service over an open knowledge base, index and ranking.
func New(ctx context.Context, base *kb.Base, graph *citegraph.Graph, x Index, ranker *ranking.Ranker, now func() time.Time) (*Service, error) {
	versions, err := base.Versions(ctx)
	if err != nil {
		return nil, err
	}
	laws, err := base.Laws(ctx)
	if err != nil {
		return nil, err
	}
	documents, err := base.AllDocuments(ctx)
	if err != nil {
		return nil, err
	}
	cases, err := base.Cases(ctx)
	if err != nil {
		return nil, err
	}
	told, err := base.ToldCases(ctx)
	if err != nil {
		return nil, err
	}
	words, err := gseanalysis.Load()
	if err != nil {
		return nil, err
	}
	synonyms, err := query.LoadSynonyms()
	if err != nil {
		return nil, err
	}
	s := &Service{base: base, graph: graph, index: x, ranker: ranker, words: words, synonyms: synonyms, crimes: charge.Load(), cases: cases, caseList: listCases(cases, told), now: now,
		versions: make(map[int64]kb.Version, len(versions)), laws: make(map[int64]kb.LawSummary, len(laws)), lawByKey: make(map[string]int64, len(laws)),
		documents: make(map[int64]kb.DocumentInfo, len(documents))}
	for _, v := range versions {
		s.versions[v.ID] = v
	}
	for _, l := range laws {
		s.laws[l.ID] = l
		s.lawByKey[l.Key] = l.ID
	}
	for _, d := range documents {
		s.documents[d.ID] = d
	}
	s.suggester = sync.OnceValue(s.newSuggester)
	go s.suggester() // ready, or nearly so, when the first query is typed
	return s, nil
}

// EmptyMessage is what a user who asked for nothing is told.
const EmptyMessage = "请输入要查的内容，例如 民法典1036、人脸识别规定第10条，或一句话的问题"

// Search answers a request.
func (s *Service) Search(ctx context.Context, r Request) (*Result, error) {
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	start := s.now()
	if r.AsOf == "" {
		r.AsOf = statute.Today(start)
	}
	r.Page = max(1, r.Page)
	if r.Size <= 0 {
		r.Size = defaultSize
	}
	r.Size = min(r.Size, MaxSize)
	q := query.Parse(r.Query)
	res := &Result{Asked: AskedUnknown, Query: q.Raw, Hits: []Hit{}, Facets: map[string][]Count{}, Suggestions: []string{}}
	defer func() { res.TookMS = float64(s.now().Sub(start).Microseconds()) / 1000 }()
	if q.Raw == "" && len(r.Filters) == 0 && r.Law == "" {
		res.Asked, res.Message = AskedNothing, EmptyMessage
		return res, nil
	}
	return res, s.answer(ctx, q, r, res)
}

func (s *Service) answer(ctx context.Context, q query.Query, r Request, res *Result) error {
	exact, err := s.understand(ctx, &q, r, res)
	if err != nil {
		return err
	}
	res.Understood, res.Asked = understood(q), asked(q)
	allowed, ok := s.allow(ctx, q, r, res)
	if !ok {
		return nil
	}
	if len(q.Filters) > 0 || r.Law != "" {
		exact = slices.DeleteFunc(exact, func(x result) bool { return !allowed(x.Doc) })
		if len(exact) == 0 {
			res.Exact = nil
		}
	}
	var found []result
	switch {
	case q.Ref != nil && res.Missing != nil && res.Missing.Loaded:
		// The law is there and has no such provision: nothing else was asked for.
		res.Message = res.NotLoaded
	case q.Ref != nil && slices.ContainsFunc(exact, func(x result) bool { return x.place.Unit != nil }):
		// The provision itself is the answer, or those of the laws that bear the name;
		// what belongs to it stands beside it.
		if res.Exact != nil {
			res.Related, err = s.related(ctx, res.Exact, r)
		}
	default:
		found, err = s.find(ctx, q, r, allowed, res)
	}
	if err != nil {
		return err
	}
	if q.IsCaseNumber {
		s.judgmentsFirst(found)
		if len(found) == 0 || found[0].Kind != ranking.Case {
			res.NotLoaded = "没有收录案号为 " + q.Raw + " 的文书"
		}
	}
	if ctx.Err() != nil { // what follows looks at no context, and takes long where much was found
		return ctx.Err()
	}
	results := s.order(append(exact, withoutExact(found, exact)...), r, q.Text == "" || query.Demands(q.Must))
	if ctx.Err() != nil {
		return ctx.Err()
	}
	res.Total = len(results)
	res.Facets = s.facets(results, r.AsOf)
	if r.GroupByLaw {
		results = s.group(results)
	}
	res.Listed = len(results)
	from := min((r.Page-1)*r.Size, len(results))
	if (r.Page-1)*r.Size < 0 { // a page number that overflows
		from = len(results)
	}
	if res.Hits, err = s.hits(ctx, results[from:min(from+r.Size, len(results))], s.marks(q, res.Expanded), r); err != nil {
		return err
	}
	s.say(q, res)
	return nil
}

// asked is what a query asks for that was understood.
func asked(q query.Query) Asked {
	switch {
	case q.Ref != nil && !q.Ref.Provision.IsZero():
		return AskedAddress
	case q.Ref != nil || q.Mentions != nil || q.IsCaseNumber:
		return AskedName
	case query.Demands(q.Must):
		return AskedConditions
	}
	return AskedQuestion
}

// understand finds what the query names outright and turns the rest of it into
// words, which may be kept to a law. q.Ref stays only where the whole query is an
// address or a name.
func (s *Service) understand(ctx context.Context, q *query.Query, r Request, res *Result) ([]result, error) {
	exact, err := s.exact(ctx, *q, r, res)
	if err != nil {
		return nil, err
	}
	q.Filters = append(q.Filters, r.Filters...)
	if len(exact) > 0 || res.Missing != nil {
		return exact, nil
	}
	q.Ref = nil // no law has that name: these are words
	if q.Mentions != nil {
		q.Must = q.Mentions
		res.NotLoaded = "没有收录文号为 " + q.Raw + " 的文件"
		return nil, nil
	}
	if exact, err = s.cited(ctx, *q, r, res); err != nil {
		return nil, err
	}
	s.scope(q, res)
	return exact, nil
}

// say tells the user what to do where little or nothing was found.
func (s *Service) say(q query.Query, res *Result) {
	if len(res.Hits) == 0 || !res.Hits[0].exact {
		if res.Suggestions = s.meant(q); res.Suggestions == nil {
			res.Suggestions = []string{}
		}
	}
	if len([]rune(q.Raw)) >= query.MaxLength && res.Message == "" {
		res.Message = fmt.Sprintf("内容太长，只读了前 %d 个字", query.MaxLength)
	}
	if res.Total > 0 || res.Message != "" {
		return
	}
	switch {
	case res.NotLoaded != "":
		res.Message = res.NotLoaded
		if q.Must != nil {
			res.Message += "，收录的文本里也没有提到它"
		}
	case q.Must != nil:
		res.Message = "没有同时符合这些条件的内容。可以少要求几个词，或去掉引号"
	case len(q.Filters) > 0:
		res.Message = "在选定的范围里没有找到。可以放宽范围，或换个说法"
	default:
		res.Message = "没有找到。可以换个说法，或减少几个词"
	}
}

// result is a document that was found.
type result struct {
	ranking.Ranked
	place   *kb.Place // of an exact one
	key     string    // the law that an exact one is of
	exact   bool
	sameLaw int
}

// find returns what matches, best first.
func (s *Service) find(ctx context.Context, q query.Query, r Request, allowed func(int) bool, res *Result) ([]result, error) {
	kinds, ok := kindsOf(r.Types)
	if !ok {
		return nil, nil
	}
	f := ranking.Filter{Allowed: allowed, Kinds: kinds}
	var set []int // what must be found, where anything must
	if !q.Plain() {
		var err error
		if set, err = s.matching(ctx, q, f); err != nil {
			return nil, err
		}
		in := make([]bool, s.ranker.Len())
		for _, d := range set {
			in[d] = true
		}
		f.Allowed = func(d int) bool { return in[d] }
	}
	var found []result
	if q.Text != "" {
		ranked, err := s.ranker.Rank(ctx, q.Text, s.legal(q, res), f)
		if err != nil {
			return nil, err
		}
		for _, x := range ranked {
			found = append(found, result{Ranked: x})
		}
	}
	if q.Text != "" && !query.Demands(q.Must) {
		return found, nil // conditions that keep things out; the words choose
	}
	return s.complete(found, set), nil
}

// complete puts what must be found but was not ranked behind what was: higher
// law first, then in reading order.
func (s *Service) complete(found []result, set []int) []result {
	if len(set) == len(found) {
		return found
	}
	have := make([]bool, s.ranker.Len())
	lowest := 0.0
	for _, f := range found {
		have[f.Doc] = true
		lowest = min(lowest, f.Score)
	}
	rest := make([]result, 0, max(0, len(set)-len(found)))
	for _, d := range set {
		if !have[d] {
			rest = append(rest, result{Ranked: s.ranker.Unranked(d, lowest)})
		}
	}
	s.sortByLevel(rest)
	return append(found, rest...)
}

// legal are words of the law for everyday words of the query. What must occur is
// meant to the letter.
func (s *Service) legal(q query.Query, res *Result) string {
	if q.Must != nil {
		return ""
	}
	res.Expanded = s.synonyms.For(q.Text)
	var words []string
	for _, r := range res.Expanded {
		words = append(words, r.To...)
	}
	words = append(words, spellings(q.Text)[1:]...) // 30日 is 三十日
	return strings.Join(words, "\n")
}

func withoutExact(found, exact []result) []result {
	if len(exact) == 0 {
		return found
	}
	kept := found[:0]
	for _, f := range found {
		same := false
		for _, e := range exact {
			same = same || e.ID == f.ID
		}
		if !same {
			kept = append(kept, f)
		}
	}
	return kept
}

// kindsOf maps the types of a request to kinds. Clauses are articles to a
// user.
func kindsOf(types []string) (kinds []ranking.Kind, ok bool) {
	for _, t := range types {
		k, known := ranking.KindOf(t)
		if !known {
			continue
		}
		kinds = append(kinds, k)
		if k == ranking.Article {
			kinds = append(kinds, ranking.Clause)
		}
	}
	return kinds, len(types) == 0 || len(kinds) > 0
}
