package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/relevance"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// realQuestions are the training questions.
func realQuestions(t testing.TB) []relevance.Question {
	t.Helper()
	f, err := os.Open(filepath.Join(testlaw.Shared(t, "relevance"), "stard-train.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	q, err := relevance.ReadQuestions(f)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// realData ingests the real laws, in process, unless they are ingested already.
func realData(t testing.TB) string {
	t.Helper()
	if dir := os.Getenv(testlaw.IngestedEnv); dir != "" {
		return dir
	}
	laws := testlaw.Shared(t, "laws")
	dir := t.TempDir()
	store, err := generation.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ingest.Run(context.Background(), ingest.Options{Store: store, Paths: []string{laws}}); err != nil {
		t.Fatal(err)
	}
	return dir
}

// BenchmarkSearching answers the training questions on the national corpus:
// ranked, with facets, and with snippets for the first twenty; beside them a plain
// bleve match query over gse words, which returns twenty ids, and look-ups of
// addresses. Run it with -benchtime 1235x: each question once.
func BenchmarkSearching(b *testing.B) {
	questions := realQuestions(b)
	all := openData(b, realData(b))
	articles := currentArticles(b, all.Base)
	plain := plainBleve(b, articles)
	timed := func(name string, f func(i int) error) {
		b.Run(name, func(b *testing.B) {
			var times []time.Duration
			for i := 0; b.Loop(); i++ {
				start := time.Now()
				if err := f(i); err != nil {
					b.Fatal(err)
				}
				times = append(times, time.Since(start))
			}
			slices.Sort(times)
			ms := func(share float64) float64 {
				return float64(times[int(share*float64(len(times)-1))].Microseconds()) / 1000
			}
			b.ReportMetric(ms(0.5), "p50-ms")
			b.ReportMetric(ms(0.95), "p95-ms")
			b.ReportMetric(ms(1), "max-ms")
		})
	}
	ctx := context.Background()
	timed("questions", func(i int) error {
		_, err := all.Service.Search(ctx, search.Request{Query: questions[i%len(questions)].Text, Size: 20})
		return err
	})
	timed("plain-bleve", func(i int) error {
		q := bleve.NewMatchQuery(questions[i%len(questions)].Text)
		q.SetField("text")
		_, err := plain.SearchInContext(ctx, bleve.NewSearchRequestOptions(q, 20, 0, false))
		return err
	})
	timed("addresses", func(i int) error {
		a := articles[i*7919%len(articles)]
		_, err := all.Service.Search(ctx, search.Request{Query: a.spellings()[i%6], Size: 1, Types: []string{"article"}})
		return err
	})
	timed("suggestions", func(i int) error {
		runes := []rune(articles[i*7919%len(articles)].law)
		_, err := all.Service.Suggest(ctx, string(runes[:1+i%min(4, len(runes))]), "")
		return err
	})
}

// plainBleve indexes the articles as a user of bleve would who only names the
// analyzer.
func plainBleve(b *testing.B, articles []article) bleve.Index {
	b.Helper()
	text := bleve.NewTextFieldMapping()
	text.Analyzer, text.Store, text.IncludeTermVectors = gseanalysis.WordAnalyzer, false, false
	doc := bleve.NewDocumentStaticMapping()
	doc.AddFieldMappingsAt("text", text)
	m := bleve.NewIndexMapping()
	m.DefaultMapping = doc
	path := filepath.Join(b.TempDir(), "plain")
	w, err := bleve.NewBuilder(path, m, map[string]any{"buildPathPrefix": b.TempDir()})
	if err != nil {
		b.Fatal(err)
	}
	for _, a := range articles {
		if err := w.Index(a.address, map[string]string{"text": a.text}); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	x, err := bleve.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := x.Close(); err != nil {
			b.Error(err)
		}
	})
	return x
}
