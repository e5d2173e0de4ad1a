// Package local is the engine inside of the program: one knowledge base, one
// full-text index and one ranking, all of one generation, on this machine.
//
// Start with [Engine.Search]. match.go finds what must occur, in texts that the index
// has narrowed down; conditions.go holds documents to their fields; package ranking
// puts them in order; facets.go counts. documents.go knows
// what laws and documents are, by their numbers in the ranking, and columns.go has the
// values of all cases.
package local

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/question"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// Index is what the engine needs of a full-text index: the documents that may have
// certain strings. Package ranking has their texts.
type Index interface {
	Find(ctx context.Context, e index.Expr) ([]searchdoc.Key, error)
}

// Engine answers plans from one generation.
type Engine struct {
	base           *kb.Base
	graph          *citegraph.Graph
	index          Index
	ranker         *ranking.Ranker
	texts          []kb.Version                  // all
	textsOf        map[string][]kb.Version       // all texts of a law, newest first
	undated        map[string][]kb.Version       // all of the laws with a text without a date
	versions       []kb.Version                  // those that have provisions, by their numbers in the ranking, from 1
	laws           []kb.LawSummary               // likewise
	lawNumbers     map[string]int                // laws by their keys
	documents      map[int]*kb.DocumentInfo      // of other kinds, by their numbers in the ranking
	rows           map[int64]int                 // those numbers by the rows of documents
	cases          []*kb.CaseInfo                // all, by their places in the order of ByTier
	places         []int32                       // of cases, by their numbers in the ranking; -1 for other documents
	docs           []int32                       // numbers in the ranking of the cases, by their places; -1 for those that reports tell
	reported       []reported                    // cases that reports tell
	reportedPlaces map[searchdoc.Key]int         // their places by their keys
	columns        columns                       // values of the cases
	common         *commonness                   // of bytes in the texts
	stretches      []stretch                     // all documents, in the order of the collection
	others         [searchdoc.Kinds][]int        // documents that are no provisions, by kind, in the order of the collection
	last           atomic.Pointer[shown]         // what is shown on the day that was asked for last
	wholeList      atomic.Pointer[whole]         // the list of all cases that was asked for last
	meanings       [2]atomic.Pointer[provisions] // what provisions mean on the day that was asked for last, and on lastDay
}

var _ engine.Engine = (*Engine)(nil)

// New makes an engine of an open knowledge base with its citations, index and ranking. It reads
// what is known of all laws and documents into memory, but none of their texts.
func New(ctx context.Context, base *kb.Base, graph *citegraph.Graph, x Index, ranker *ranking.Ranker) (*Engine, error) {
	e := &Engine{base: base, graph: graph, index: x, ranker: ranker, common: newCommonness(ranker)}
	if err := e.readLaws(ctx); err != nil {
		return nil, err
	}
	if err := e.readDocuments(ctx); err != nil {
		return nil, err
	}
	for d := range ranker.Len() {
		e.addStretch(d)
		if k := ranker.Facts(d).Kind; !k.IsProvision() {
			e.others[k] = append(e.others[k], d)
		}
	}
	return e, nil
}

// found is a document that was found.
type found struct {
	ranking.Ranked
	named    int           // which of the plan's named documents, from 1
	key      searchdoc.Key // of a named one, which the ranking may not have
	unknown  bool          // the ranking has it not
	reported *reported     // a case that a report tells, whose document that report is
	rare     bool          // it has a word which few have
	sameLaw  int
}

// Search implements [engine.Engine].
func (e *Engine) Search(ctx context.Context, p *engine.Plan) (*engine.Answer, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if asksWhole(p) {
		if w := e.wholeList.Load(); w.answers(p) {
			return e.fromWhole(ctx, w, p)
		}
	}
	named := e.named(p.Named)
	var list []found
	var err error
	leftOut := 0
	if !p.NamedOnly {
		if list, err = e.find(ctx, p); err != nil {
			return nil, err
		}
		if p.Answering {
			list, leftOut = answering(list)
		}
	}
	if p.CasesFirst {
		casesFirst(list)
	}
	if err := ctx.Err(); err != nil { // what follows looks at no context, and takes long where much was found
		return nil, err
	}
	list = append(named, without(list, named)...)
	beside := besides(list, p.Beside)
	if p.Size > 0 || asksWhole(p) { // else nobody sees the order
		e.sort(list, p)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	a := &engine.Answer{Total: len(list), LeftOut: leftOut}
	if a.Facets, err = e.facets(list, p); err != nil {
		return nil, err
	}
	if asksWhole(p) && ctx.Err() == nil {
		e.keepWhole(p, list, copyOf(a.Facets))
	}
	if a.Groups, err = e.groups(list, p.Groups); err != nil {
		return nil, err
	}
	for _, like := range beside {
		hits, err := e.hits(ctx, like, p)
		if err != nil {
			return nil, err
		}
		a.Beside = append(a.Beside, hits)
	}
	if p.GroupByLaw {
		list = e.group(list)
	}
	a.Listed = len(list)
	list = list[min(max(0, p.From), len(list)):]
	if a.Hits, err = e.hits(ctx, list[:min(max(0, p.Size), len(list))], p); err != nil {
		return nil, err
	}
	return a, nil
}

// besides are the best documents of each kind that a plan asks for beside the page, out of a list
// with the best first.
func besides(list []found, b engine.Beside) [][]found {
	of := make([][]found, len(b.Kinds))
	for _, f := range list {
		i := slices.Index(b.Kinds, f.Kind)
		if i >= 0 && f.named == 0 && len(of[i]) < b.Size && f.Why.Words >= b.LeastWords {
			of[i] = append(of[i], f)
		}
	}
	return of
}

// answering leaves out what probably does not answer, and says how much that is.
func answering(list []found) (kept []found, leftOut int) {
	kept = slices.DeleteFunc(list, func(f found) bool { return f.Unlikely })
	return kept, len(list) - len(kept)
}

// named finds the documents that the plan names.
func (e *Engine) named(keys []searchdoc.Key) []found {
	list := make([]found, len(keys))
	for i, key := range keys {
		f := found{named: i + 1, key: key}
		if doc, ok := e.ranker.Find(key); ok {
			f.Ranked = e.ranker.Unranked(doc, engine.NamedScore)
		} else {
			f.unknown, f.Kind, f.Score = true, kindOf(key), engine.NamedScore
		}
		list[i] = f
	}
	return list
}

// kindOf is the kind of a document by its key, an article for every provision.
func kindOf(key searchdoc.Key) searchdoc.Kind {
	if _, _, _, ok := key.Provision(); ok {
		return searchdoc.Article
	}
	if name, _, ok := key.Document(); ok {
		kind, _ := searchdoc.KindOf(string(name))
		return kind
	}
	return searchdoc.Law
}

// without leaves out what is among the named documents.
func without(list, named []found) []found {
	if len(named) == 0 {
		return list
	}
	return slices.DeleteFunc(list, func(x found) bool {
		return slices.ContainsFunc(named, func(n found) bool { return !n.unknown && n.Doc == x.Doc })
	})
}

// find returns what matches a plan, best first: what the ranking finds by the words,
// and, where the conditions choose, all else for which they hold.
func (e *Engine) find(ctx context.Context, p *engine.Plan) ([]found, error) {
	f, err := e.filter(ctx, p)
	if err != nil {
		return nil, err
	}
	choose := p.Words == "" || p.Must.Demands() // rather than the words
	allowed := f.allows
	var set []int // all that may be found; nil where that is not known
	if choose || p.Must != nil || f.chooses() {
		if set, err = e.matching(ctx, p, f); err != nil {
			return nil, err
		}
		if set == nil {
			set = []int{}
		}
		in := make([]bool, e.ranker.Len())
		for _, d := range set {
			in[d] = true
		}
		allowed = func(d int) bool { return in[d] }
	}
	var list []found
	if p.Words != "" {
		ranked, _, err := e.weigh(ctx, p, ranking.Filter{Allowed: allowed, Only: set})
		if err != nil {
			return nil, err
		}
		list = make([]found, 0, len(ranked))
		for _, x := range ranked {
			list = append(list, found{Ranked: x})
		}
		list = e.doubtedLast(list, p.Day)
		if list, err = e.rareFirst(ctx, p, f, list); err != nil {
			return nil, err
		}
	}
	if choose {
		list = e.complete(list, set)
	}
	if p.Reports && p.Words == "" && p.Must == nil && wanted(p.Kinds, searchdoc.Case) {
		list = append(list, e.reports(f)...)
	}
	return list, nil
}

// weigh ranks what is allowed by the words of a plan, where there is a set only of that.
func (e *Engine) weigh(ctx context.Context, p *engine.Plan, among ranking.Filter) ([]ranking.Ranked, ranking.Signs, error) {
	asked := p.Question
	if asked.Subject == "" {
		asked = question.Read(p.Words)
	}
	among.Kinds, among.Near = p.Kinds, p.Near
	return e.ranker.Weigh(ctx, asked, strings.Join(p.Also, "\n"), among)
}

// Weigh ranks all documents for which the conditions of a plan hold, and returns the signs of
// the provisions among them, by which likelihoods are learned. The ablation leaves steps out.
func (e *Engine) Weigh(ctx context.Context, p *engine.Plan, a ranking.Ablation) ([]ranking.Ranked, ranking.Signs, error) {
	f, err := e.filter(ctx, p)
	if err != nil {
		return nil, ranking.Signs{}, err
	}
	return e.weigh(ctx, p, ranking.Filter{Allowed: f.allows, Ablation: a})
}

// KeyOf is the key of a document that Weigh ranked.
func (e *Engine) KeyOf(doc int) searchdoc.Key { return e.ranker.Key(doc) }

// doubtedLast puts texts of which it is not known any more whether they are in force behind the
// others, whose order stays: an interpretation of a law that was repealed.
func (e *Engine) doubtedLast(list []found, day statute.Date) []found {
	shown := e.shownOn(day)
	if shown.doubted == nil {
		return list
	}
	var last []found
	kept := list[:0]
	for _, f := range list {
		if shown.doubts(e.ranker.Facts(f.Doc)) {
			last = append(last, f)
		} else {
			kept = append(kept, f)
		}
	}
	return append(kept, last...)
}

// complete puts what was found but not ranked behind what was: higher law first, then
// in reading order.
func (e *Engine) complete(list []found, set []int) []found {
	if len(set) == len(list) {
		return list
	}
	have := make([]bool, e.ranker.Len())
	lowest := 0.0
	for _, f := range list {
		have[f.Doc] = true
		lowest = min(lowest, f.Score)
	}
	others := make([]found, 0, max(0, len(set)-len(list)))
	for _, d := range set {
		if !have[d] {
			others = append(others, found{Ranked: e.ranker.Unranked(d, lowest)})
		}
	}
	e.sortByLevel(others)
	return append(list, others...)
}

// reports are the cases that reports tell and for which the conditions hold.
func (e *Engine) reports(f *filter) []found {
	var list []found
	if f.narrow || f.inTexts { // they have no key of their own in the ranking, cite nothing and have no text
		return nil
	}
	for i := range e.reported {
		r := &e.reported[i]
		if !f.caseHolds(r.place) {
			continue
		}
		list = append(list, e.reportedCase(r))
	}
	return list
}

// reportedCase is a case that a report tells as it is found.
func (e *Engine) reportedCase(r *reported) found {
	x := found{reported: r, key: r.key}
	x.Kind = searchdoc.Case
	doc, ok := e.rows[e.cases[r.place].ID]
	x.Doc, x.unknown = doc, !ok
	return x
}

// hits are the hits of a page.
func (e *Engine) hits(ctx context.Context, list []found, p *engine.Plan) ([]engine.Hit, error) {
	hits := make([]engine.Hit, len(list))
	for i, f := range list {
		hits[i] = engine.Hit{Key: e.keyOf(f), Kind: f.Kind, Named: f.named, Score: f.Score, Cited: e.citations(f), SameLaw: f.sameLaw,
			Reasons: engine.Reasons{Closeness: f.Why.Closeness, Words: f.Why.Words, Title: f.Why.Title, Answers: f.Why.Asked,
				Cited: f.Why.Cited, Passage: f.Why.Passage, Rare: f.rare}, Date: e.dayOf(f)}
	}
	if len(p.Marks) > 0 {
		if err := e.mark(ctx, hits, list, p.Marks); err != nil {
			return nil, err
		}
	}
	return hits, nil
}
