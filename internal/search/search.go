// Package search answers what a user typed: an address or a law at once, what must
// occur to the letter, and questions by how well provisions answer them.
//
// Start with [Service.Search]. understand.go turns a request into what it means: a plan
// for an engine, and the provisions and laws that it names outright (named.go) or asks
// about in a sentence. Engines answer plans; present.go and snippet.go make what is
// shown of their hits. cases.go lists cases by such plans, run.go ranks for evaluations,
// suggest.go completes what is being typed.
package search

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
	"time"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/charge"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/court"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawnames"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// Service searches one generation. It is safe for concurrent use.
type Service struct {
	base         *kb.Base
	graph        *citegraph.Graph
	names        *lawnames.Names
	engine       engine.Engine
	cases        caseHolder // nil: the engine holds none, and the knowledge base is read
	store        caseStore  // nil: the knowledge base has the cases
	words        *gseanalysis.Segmenter
	texts        map[searchdoc.Key]kb.Version // by their keys
	versions     map[string][]kb.Version      // by the keys of laws, as kb.Law has them
	laws         map[string]kb.LawSummary
	synonyms     *query.Synonyms
	crimes       *charge.List
	suggester    func() *suggester // waits until it is made
	phonetics    func() *phonetics // of the dictionary; waits until it is made
	respeller    func() *respeller // likewise
	translations *query.Translations
	paths        *sync.Map // []string by the rows of headings, see pathTo
	now          func() time.Time
}

// New makes a service over an open knowledge base, with its citations, and an engine
// that finds its documents.
func New(ctx context.Context, base *kb.Base, graph *citegraph.Graph, e engine.Engine, now func() time.Time) (*Service, error) {
	versions, err := base.Versions(ctx)
	if err != nil {
		return nil, err
	}
	laws, err := base.Laws(ctx)
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
	translations, err := query.LoadTranslations()
	if err != nil {
		return nil, err
	}
	s := &Service{base: base, translations: translations, paths: &sync.Map{},
		graph: graph, names: base.Names(), engine: e, words: words, synonyms: synonyms, crimes: charge.Load(),
		now:   now,
		texts: make(map[searchdoc.Key]kb.Version, len(versions)), versions: make(map[string][]kb.Version, len(laws)),
		laws: make(map[string]kb.LawSummary, len(laws))}
	for _, v := range versions {
		s.texts[searchdoc.VersionKey(v.Law, v.Label)] = v
		s.versions[v.Law] = append(s.versions[v.Law], v)
	}
	for _, list := range s.versions {
		kb.SortVersions(list)
	}
	for _, l := range laws {
		s.laws[l.Key] = l
	}
	s.cases, _ = e.(caseHolder)
	s.store, _ = e.(caseStore)
	s.suggester = sync.OnceValue(s.newSuggester)
	s.phonetics, s.respeller = ofDictionary.phonetics, ofDictionary.respeller
	prepare()
	go s.suggester() // ready, or nearly so, when the first query is typed
	return s, nil
}

// ofDictionary is what is made of the words that ship with the program, once, whatever data are
// opened. It waits until it is made. [New] has read the words, so that there is no error.
var ofDictionary = struct {
	phonetics func() *phonetics
	respeller func() *respeller
}{
	phonetics: sync.OnceValue(func() *phonetics {
		words, _ := gseanalysis.Load()
		return newPhonetics(words)
	}),
	respeller: sync.OnceValue(func() *respeller {
		words, _ := gseanalysis.Load()
		synonyms, _ := query.LoadSynonyms()
		return newRespeller(words, synonyms)
	}),
}

// prepare begins to make what the first query needs: every question asks the respeller, only one
// in Latin letters the phonetics.
func prepare() {
	go func() {
		ofDictionary.respeller()
		ofDictionary.phonetics()
	}()
}

// EmptyMessage is what a user who asked for nothing is told.
const EmptyMessage = "请输入要查的内容，例如 民法典1036、人脸识别规定第10条，或一句话的问题"

// Search answers a request. With an error the result says only what was asked for, as
// far as that was understood.
func (s *Service) Search(ctx context.Context, r Request) (*Result, error) {
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	start := s.now()
	r = r.complete(start)
	q := query.Parse(r.Query)
	if q.Raw == "" && len(r.Filters) == 0 && r.Law == "" {
		return s.timed(&Result{Intent: IntentNothing, AsOf: r.AsOf, Message: EmptyMessage}, start), nil
	}
	r = s.onDay(q, r)
	m, err := s.understand(ctx, q, r)
	if err != nil {
		return &Result{Intent: IntentUnknown}, err
	}
	res, err := s.answer(ctx, m, r)
	if errors.Is(err, engine.ErrUnavailable) && ctx.Err() == nil { // cases were found, and could not be read
		res, err = s.answer(ctx, m, r)
	}
	if err != nil {
		return &Result{Intent: m.intent}, err
	}
	return s.timed(res, start), nil
}

// timed adds to a result how long it took, and makes its lists such that they are
// never null in JSON.
func (s *Service) timed(res *Result, start time.Time) *Result {
	res.TookMS = float64(s.now().Sub(start).Microseconds()) / 1000
	if res.Hits == nil {
		res.Hits = []Hit{}
	}
	if res.Facets == nil {
		res.Facets = map[string][]Count{}
	}
	if res.Suggestions == nil {
		res.Suggestions = []string{}
	}
	return res
}

// answer asks the engine and presents what it found.
func (s *Service) answer(ctx context.Context, m *meaning, r Request) (*Result, error) {
	res := &Result{Intent: m.intent, Query: m.query.Raw, AsOf: r.AsOf, Understood: m.written, Exact: m.exact, Missing: m.names.absent(),
		NotLoaded: m.notLoaded, Nearest: m.nearest,
		Scope: m.scope, Expanded: m.expanded, Ignored: m.plan.Question.Ignored, Idle: m.query.Idle}
	if q := m.query; q.Ref != nil && q.Ref.Day != "" {
		res.Bare = bare(q)
	}
	if m.refusal != "" {
		res.Message = m.refusal
		return res, nil
	}
	a, err := s.engine.Search(ctx, &m.plan)
	if err == nil && a.Total == 0 && m.scope != "" && m.plan.Must == nil { // the law is sure, what is asked of it has other words
		m.plan.Near = true
		a, err = s.engine.Search(ctx, &m.plan)
	}
	if err != nil {
		return nil, err
	}
	if res.Hits, err = s.present(ctx, m, a.Hits, r.AsOf); err != nil {
		return nil, err
	}
	for i, into := range [...]*[]Hit{&res.Cases, &res.Commentary} {
		if i < len(a.Beside) {
			if *into, err = s.present(ctx, m, a.Beside[i], r.AsOf); err != nil {
				return nil, err
			}
		}
	}
	if m.provision && res.Exact != nil {
		if res.Related, err = s.related(ctx, res.Exact, r.AsOf, r.Superseded); err != nil {
			return nil, err
		}
	}
	res.Total, res.Listed, res.LeftOut = a.Total, a.Listed, a.LeftOut
	if a.Total == 0 && a.LeftOut > 0 {
		if res.Nearest, err = s.nearest(ctx, m); err != nil {
			return nil, err
		}
	}
	if res.Facets, err = s.counts(engine.SearchList, a); err != nil {
		return nil, err
	}
	if a.WithoutCases {
		res.Notice = engine.ErrUnavailable.Error()
	}
	if m.query.IsCaseNumber && !a.WithoutCases {
		if !hasCase(a) {
			res.NotLoaded = "没有收录案号为 " + m.query.Raw + " 的文书"
		}
		if res.Case, err = s.caseNumbered(ctx, m.query.Raw); err != nil {
			return nil, err
		}
	}
	if len(res.Hits) == 0 || !res.Hits[0].exact {
		if res.Suggestions = m.meant; m.meant == nil {
			res.Suggestions = s.meant(m.query)
		}
	}
	res.Message = m.advice(res)
	return res, nil
}

// caseNumbered is the one case with a number; nil where there is none, or several papers have it.
func (s *Service) caseNumbered(ctx context.Context, number string) (*kb.CaseInfo, error) {
	numbers := []string{court.Norm(number)}
	cases, err := s.casesByNumber(ctx, numbers)
	if err != nil || len(cases) != 1 {
		return nil, err
	}
	return cases[0], nil
}

// casesByNumber are the cases with any of some normalised numbers.
func (s *Service) casesByNumber(ctx context.Context, numbers []string) ([]*kb.CaseInfo, error) {
	if s.store == nil {
		return s.base.CasesByNumber(ctx, numbers)
	}
	cases, err := s.numbered(ctx, engine.FieldChain, numbers)
	return slices.DeleteFunc(cases, func(c *kb.CaseInfo) bool { return !slices.Contains(numbers, c.Number) }), err
}

// maxNearest is how many provisions are named where nothing answers.
const maxNearest = 5

// nearest are the addresses of the provisions that come closest to a question which nothing
// answers.
func (s *Service) nearest(ctx context.Context, m *meaning) ([]string, error) {
	p := m.plan
	p.Answering, p.Facets, p.From, p.Size = false, nil, 0, 4*maxNearest
	a, err := s.engine.Search(ctx, &p)
	if err != nil {
		return nil, err
	}
	near, err := ranked(a.Hits)
	if err != nil {
		return nil, err
	}
	var list []string
	for _, r := range near {
		if len(list) < maxNearest && !slices.Contains(list, r.Address) {
			list = append(list, r.Address)
		}
	}
	return list, nil
}

// hasCase reports whether cases are among what was found.
func hasCase(a *engine.Answer) bool {
	for _, c := range a.Facets[engine.FieldType] {
		if c.Value == searchdoc.Case.String() {
			return true
		}
	}
	return false
}

// advice tells the user what to do where little or nothing was found.
func (m *meaning) advice(res *Result) string {
	switch {
	case res.Notice != "" && res.Total == 0: // what is not found may be among the cases
		return res.Notice
	case m.nothingElse:
		return res.NotLoaded
	case len([]rune(m.query.Raw)) >= query.MaxLength:
		return fmt.Sprintf("内容太长，只读了前 %d 个字", query.MaxLength)
	case res.Total > 0:
		return ""
	case res.LeftOut > 0 && len(m.query.Filters) > 0:
		return "在选定的范围里，没有收录能回答这个问题的内容"
	case res.LeftOut > 0:
		return "没有收录能回答这个问题的内容"
	case res.NotLoaded != "" && m.query.Must != nil:
		return res.NotLoaded + "，收录的文本里也没有提到它"
	case res.NotLoaded != "":
		return res.NotLoaded
	case m.query.Must != nil:
		return "没有同时符合这些条件的内容。可以少要求几个词，或去掉引号"
	case len(m.query.Filters) > 0:
		return "在选定的范围里没有找到。可以放宽范围，或换个说法"
	}
	return "没有找到。可以换个说法，或减少几个词"
}

// complete fills in what a request leaves open.
func (r Request) complete(now time.Time) Request {
	if r.AsOf == "" {
		r.AsOf = statute.Today(now)
	}
	r.Page = max(1, r.Page)
	if r.Size <= 0 {
		r.Size = defaultSize
	}
	r.Size = min(r.Size, MaxSize)
	return r
}

// textOn is the text of a loaded law that a bare address means on a day.
func (s *Service) textOn(law string, day statute.Date) kb.Version {
	return (&kb.Law{Versions: s.versions[law]}).On(day)
}

// from is how many hits stand on the pages before one.
func from(page, size int) int {
	if page-1 > math.MaxInt/size {
		return math.MaxInt
	}
	return (page - 1) * size
}
