//go:build unix

package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/relevance"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
)

// article is an article in force.
type article struct{ law, address, text string }

// articlesOf are the articles in force of a knowledge base, in its order.
func articlesOf(ctx context.Context, base *kb.Base, day statute.Date) (list []article, err error) {
	for _, key := range base.Keys() {
		law, err := base.Law(ctx, key)
		if err != nil {
			return nil, err
		}
		v := law.On(day)
		if st := v.StatusOn(day); st != statute.StatusInForce && st != statute.StatusUnverified {
			continue
		}
		units, err := base.Units(ctx, v.ID)
		if err != nil {
			return nil, err
		}
		for _, u := range units {
			if u.Kind == statute.KindArticle && u.Address != "" {
				list = append(list, article{key, key + "/" + u.Address, u.Text()})
			}
		}
	}
	return list, nil
}

// phrasesOf are strings of articles, the same for the same articles.
func phrasesOf(articles []article) []string {
	return piecesOf(articles, rand.New(rand.NewPCG(31, 32)), 200) // #nosec G404 -- the same each time
}

// pairAt are two strings of two characters that some article may have.
func pairAt(phrases []string, articles []article, i int) (a, b string) {
	other := []rune(articles[i*7919%len(articles)].text)
	return string([]rune(phrases[i%len(phrases)])[:2]), string(other[:min(2, len(other))])
}

// workload is one kind of request; ask makes the i-th.
type workload struct {
	name string
	ask  func(ctx context.Context, i int) error
}

// workloads are all kinds of requests that a service is asked, the same for the same data.
func workloads(s *search.Service, articles []article, questions []relevance.Question) []workload {
	phrases := phrasesOf(articles)
	ask := func(query string, types ...string) func(ctx context.Context) error {
		return func(ctx context.Context) error {
			_, err := s.Search(ctx, search.Request{Query: query, Size: 20, Types: types})
			return err
		}
	}
	return []workload{
		{"question", func(ctx context.Context, i int) error { return ask(questions[i%len(questions)].Text)(ctx) }},
		{"phrase", func(ctx context.Context, i int) error { return ask("\"" + phrases[i%len(phrases)] + "\"")(ctx) }},
		{"and", func(ctx context.Context, i int) error {
			a, b := pairAt(phrases, articles, i)
			return ask(a + " AND " + b)(ctx)
		}},
		{"filter", func(ctx context.Context, i int) error {
			a := articles[i*7919%len(articles)]
			_, err := s.Search(ctx, search.Request{Query: questions[i%len(questions)].Text, Size: 20, Law: a.law})
			return err
		}},
		{"address", func(ctx context.Context, i int) error {
			return ask(articles[i*7919%len(articles)].address, "article")(ctx)
		}},
		{"suggestion", func(ctx context.Context, i int) error {
			runes := []rune(articles[i*7919%len(articles)].law)
			_, err := s.Suggest(ctx, string(runes[:1+i%min(4, len(runes))]), "")
			return err
		}},
		{"suggestion of an article", func(ctx context.Context, i int) error {
			_, err := s.Suggest(ctx, [...]string{"解释3", "规定10", "办法3第2款", "公司法16"}[i%4], "")
			return err
		}},
		{"cases", func(ctx context.Context, _ int) error {
			_, err := s.Cases(ctx, search.CaseRequest{})
			return err
		}},
		{"cases of a cause", func(ctx context.Context, _ int) error {
			_, err := s.Cases(ctx, search.CaseRequest{Chosen: map[string]string{"cause": "盗窃罪", "province": "浙江"}})
			return err
		}},
	}
}

// piecesOf cuts n strings of 4 to 12 characters out of articles.
func piecesOf(articles []article, rng *rand.Rand, n int) []string {
	var list []string
	for len(list) < n {
		runes := []rune(strings.Join(strings.Fields(articles[rng.IntN(len(articles))].text), ""))
		length := 4 + rng.IntN(9)
		if len(runes) <= length || strings.ContainsAny(string(runes), "\"“”*?") {
			continue
		}
		from := rng.IntN(len(runes) - length)
		list = append(list, string(runes[from:from+length]))
	}
	return list
}

// openService opens a data folder.
func openService(ctx context.Context, data string) (*search.Opened, error) {
	store, err := generation.OpenStore(data)
	if err != nil {
		return nil, err
	}
	return search.OpenCurrent(ctx, store, time.Now)
}

// readQuestions are the training questions of the shared folder.
func readQuestions(shared string) ([]relevance.Question, error) {
	f, err := os.Open(filepath.Join(shared, "relevance", "stard-train.jsonl")) // #nosec G304 -- a file of the collection
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return relevance.ReadQuestions(f)
}

// cost is what requests of one kind cost.
type cost struct {
	N        int     // requests
	P50, P95 float64 // milliseconds of the clock
	CPU      float64 // milliseconds of all processors, the mean
}

func (c cost) String() string {
	return fmt.Sprintf("cpu %8.3f ms  p50 %8.3f ms  p95 %8.3f ms", c.CPU, c.P50, c.P95)
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// measure asks n requests, after as many again (at most twenty) that are not counted.
func measure(ctx context.Context, n int, ask func(ctx context.Context, i int) error) (c cost, err error) {
	for i := range min(n, 20) {
		if err := ask(ctx, i); err != nil {
			return c, err
		}
	}
	runtime.GC()
	times := make([]float64, n)
	before, err := processorTime()
	if err != nil {
		return c, err
	}
	for i := range n {
		start := time.Now()
		if err := ask(ctx, i); err != nil {
			return c, err
		}
		times[i] = ms(time.Since(start))
	}
	after, err := processorTime()
	if err != nil {
		return c, err
	}
	slices.Sort(times)
	c.P50, c.P95 = times[n/2], times[n*95/100]
	c.N, c.CPU = n, ms(after-before)/float64(n)
	return c, nil
}
