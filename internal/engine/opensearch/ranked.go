package opensearch

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/question"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// rescored is how many cases of each shard the second stage scores; among so many cases as
// mostInOneStage there is none: that a case has but a character of the question counts as well
// where few have more.
const (
	rescored       = 600
	mostInOneStage = 10_000
)

// rankedCase is a case that words found, with what it may be sorted by.
type rankedCase struct {
	hit   engine.Hit
	tier  int
	title string
}

// ranked are the cases among those of a query that have the most of the words of a plan, best
// first. The cluster gives the candidates in two stages: words, pairs of characters and titles
// choose them, single characters count as well for the best of each shard. Their order is made
// here, where the texts of the first are looked at.
func (e *Engine) ranked(ctx context.Context, p *engine.Plan, query object) ([]rankedCase, error) {
	asked := p.Question
	if asked.Subject == "" {
		asked = question.Read(p.Words)
	}
	asking := e.cut.Ask(asked, strings.Join(p.Also, "\n"))
	if err := e.countTerms(ctx, asking); err != nil {
		return nil, err
	}
	found, err := e.candidates(ctx, asking, query)
	if err != nil {
		return nil, err
	}
	if p.Must == nil {
		return e.rareFirst(ctx, p, asking, query, found)
	}
	return found, nil
}

// candidates asks for the cases that have the most of a question and puts them in order.
func (e *Engine) candidates(ctx context.Context, asking *ranking.Asking, query object) ([]rankedCase, error) {
	first := []object{termsQuery(asking, ranking.TermWords), termsQuery(asking, ranking.TermGrams), termsQuery(asking, ranking.TermTitle)}
	chars := termsQuery(asking, ranking.TermChars)
	body := object{
		"size": ranking.MaxCandidates, "track_total_hits": false, "_source": []string{fieldVector, fieldDate, fieldTier, fieldTitle},
	}
	if asking.Documents() <= e.inOneStage {
		first = append(first, chars)
	} else {
		body["rescore"] = object{"window_size": rescored, "query": object{"rescore_query": chars, "query_weight": 1,
			"rescore_query_weight": 1, "score_mode": "total"}}
	}
	body["query"] = object{"bool": object{"filter": query, "should": first, "minimum_should_match": 1}}
	r, err := e.ask(ctx, body, "&search_type=dfs_query_then_fetch&include_named_queries_score=true")
	if err != nil {
		return nil, err
	}
	hits := r.Hits.Hits
	keys := make([]searchdoc.Key, 0, ranking.MaxRead)
	for _, h := range hits[:min(ranking.MaxRead, len(hits))] {
		keys = append(keys, h.ID)
	}
	documents, err := e.Documents(ctx, keys)
	if err != nil {
		return nil, err
	}
	list := make([]ranking.Candidate, len(hits))
	for i, h := range hits {
		list[i] = ranking.Candidate{Words: h.Matched[termNames[ranking.TermWords]] / ranking.TermWords.Share(),
			Grams: h.Matched[termNames[ranking.TermGrams]] / ranking.TermGrams.Share(), Vector: h.Source.Vector}
		if i < len(documents) {
			if documents[i] == nil {
				return nil, errMoved
			}
			list[i].Text = ranking.Folded(documents[i])
		}
	}
	order, err := asking.Order(list)
	if err != nil {
		return nil, fmt.Errorf("ordering cases: %w", err)
	}
	found := make([]rankedCase, len(order))
	for i, x := range order {
		h := hits[x.Doc]
		found[i] = rankedCase{engine.Hit{Key: h.ID, Kind: searchdoc.Case, Score: x.Score, Date: h.Source.Date,
			Reasons: engine.Reasons{Closeness: x.Why.Closeness, Words: x.Why.Words, Passage: x.Why.Passage}}, h.Source.Tier, h.Source.Title}
	}
	return found, nil
}

// termsQuery asks for what a question has in a field, by its share of the lexical score. A
// score of the similarity of OpenSearch has the factor k1+1, which the formula of package
// ranking has not.
func termsQuery(asking *ranking.Asking, f ranking.TermField) object {
	k1, _ := f.Params()
	weights := asking.Weights(f)
	list := []object{}
	for i, t := range asking.Terms(f) {
		term := object{"value": t, "boost": float64(weights[i]) / (k1 + 1)}
		list = append(list, object{"term": object{path(fieldTerms, termNames[f]): term}})
	}
	if len(list) == 0 {
		return none()
	}
	return object{"bool": object{"should": list, "boost": f.Share(), "_name": termNames[f]}}
}

// rareFirst puts the cases first that have a word of the plan which few have.
func (e *Engine) rareFirst(ctx context.Context, p *engine.Plan, asking *ranking.Asking, query object, list []rankedCase) (
	[]rankedCase, error) {
	having := map[searchdoc.Key]rankedCase{}
	for _, term := range asking.RareTerms(p.Words) {
		r, err := e.ask(ctx, object{"query": boolean("filter", query, wordQuery(fieldText, term)), "size": ranking.MaxRare + 1,
			"_source": []string{fieldDate, fieldTier, fieldTitle}, "sort": []object{{fieldKey: "asc"}}}, "")
		if err != nil {
			return nil, err
		}
		if len(r.Hits.Hits) > ranking.MaxRare {
			continue
		}
		for _, h := range r.Hits.Hits {
			having[h.ID] = rankedCase{engine.Hit{Key: h.ID, Kind: searchdoc.Case, Date: h.Source.Date}, h.Source.Tier, h.Source.Title}
		}
	}
	if len(having) == 0 {
		return list, nil
	}
	var first, rest []rankedCase
	for _, x := range list {
		if _, ok := having[x.hit.Key]; ok {
			first = append(first, x)
			delete(having, x.hit.Key)
		} else {
			rest = append(rest, x)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(having)) {
		first = append(first, having[key])
	}
	for i := range first {
		first[i].hit.Reasons.Rare = true
		if first[i].hit.Score = 0; len(list) > 0 {
			first[i].hit.Score = list[0].hit.Score // scores fall along the list
		}
	}
	return append(first, rest...), nil
}

// termCounts are how many cases have which terms, as far as questions asked. They are kept for a
// while: how rare a word is does not change with a few cases.
type termCounts struct {
	mu    sync.Mutex
	until time.Time
	docs  int
	of    [ranking.TermFields]map[string]int
	size  int
}

const (
	countsKept  = time.Minute
	mostCounts  = 200_000 // terms that are kept
	countsAtOne = 200     // that are asked for in one request
)

// forget makes what is asked next count anew.
func (t *termCounts) forget() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.until = time.Time{}
}

// known returns what is known of some terms, and which are not known.
func (t *termCounts) known(now time.Time, asking *ranking.Asking) (docs int, counts [ranking.TermFields]map[string]int, left []fieldTerm) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !now.Before(t.until) || t.size > mostCounts {
		t.until, t.docs, t.size = now.Add(countsKept), -1, 0
		for f := range t.of {
			t.of[f] = map[string]int{}
		}
	}
	for f := range ranking.TermFields {
		counts[f] = map[string]int{}
		for _, term := range asking.Terms(f) {
			if n, ok := t.of[f][term]; ok {
				counts[f][term] = n
			} else {
				left = append(left, fieldTerm{f, term})
			}
		}
	}
	return t.docs, counts, left
}

func (t *termCounts) keep(docs int, terms []fieldTerm, counts []int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.docs = docs
	for i, x := range terms {
		t.of[x.field][x.term] = counts[i]
	}
	t.size += len(terms)
}

type fieldTerm struct {
	field ranking.TermField
	term  string
}

// countTerms tells a question how many cases have its terms.
func (c *Cluster) countTerms(ctx context.Context, asking *ranking.Asking) error {
	docs, counts, left := c.counts.known(c.now(), asking)
	for len(left) > 0 || docs < 0 {
		some := left[:min(countsAtOne, len(left))]
		left = left[len(some):]
		found, err := c.countEach(ctx, some)
		if err != nil {
			return err
		}
		docs = found[0]
		for i, x := range some {
			counts[x.field][x.term] = found[i+1]
		}
		c.counts.keep(docs, some, found[1:])
	}
	asking.Counted(docs, counts)
	return nil
}

// countEach counts all cases, then those with each of some terms. A count of one term is looked
// up and not gone through.
func (c *Cluster) countEach(ctx context.Context, list []fieldTerm) ([]int, error) {
	queries := []object{{"match_all": object{}}}
	for _, x := range list {
		queries = append(queries, object{"term": object{path(fieldTerms, termNames[x.field]): x.term}})
	}
	var body bytes.Buffer
	lines := json.NewEncoder(&body)
	for _, q := range queries {
		for _, line := range [...]object{{"allow_partial_search_results": false}, {"size": 0, "track_total_hits": true, "query": q}} {
			if err := lines.Encode(line); err != nil {
				return nil, fmt.Errorf("writing a count: %w", err)
			}
		}
	}
	r, _, err := ask[results](ctx, c, request{method: http.MethodPost, path: "/" + c.alias() + "/_msearch", body: body.Bytes()})
	if err != nil {
		return nil, c.explain(fmt.Errorf("counting terms: %w", err))
	}
	if len(r.Responses) != len(queries) {
		return nil, fmt.Errorf("counting terms: the cluster answers %d of %d", len(r.Responses), len(queries))
	}
	counts := make([]int, len(queries))
	for i, x := range r.Responses {
		counts[i] = x.Hits.Total.Value
	}
	return counts, nil
}

// results are what several searches answer.
type results struct {
	Responses []struct {
		result
		Status int             `json:"status"`
		Error  json.RawMessage `json:"error"`
	} `json:"responses"`
}

func (r *results) whole() error {
	for i := range r.Responses {
		x := &r.Responses[i]
		if x.Error != nil {
			return &refusal{x.Status, string(x.Error)}
		}
		if err := x.result.whole(); err != nil {
			return err
		}
	}
	if len(r.Responses) == 0 {
		return fmt.Errorf("the answer to several searches is empty")
	}
	return nil
}
