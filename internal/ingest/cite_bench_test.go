package ingest_test

import (
	"context"
	"errors"
	"os"
	"regexp"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// BenchmarkCiteCollection finds and resolves all citations of the real
// collection, on all cores, each time with a knowledge base opened anew, so
// that reading the texts that are cited counts. It is printed beside a plain
// regular expression for 第N条 over the same texts.
func BenchmarkCiteCollection(b *testing.B) {
	laws := testlaw.Shared(b, "laws")
	ctx := context.Background()
	dir := os.Getenv(testlaw.IngestedEnv)
	ingested := dir != ""
	if !ingested {
		dir = b.TempDir()
	}
	store, err := generation.OpenStore(dir)
	if err != nil {
		b.Fatal(err)
	}
	if !ingested {
		if _, err := ingest.Run(ctx, ingest.Options{Store: store, Paths: []string{laws}, NoRanking: true}); err != nil {
			b.Fatal(err)
		}
	}
	current, err := store.Current()
	if err != nil {
		b.Fatal(err)
	}
	var docs []*citation.CitingText
	size := int64(0)
	reader := &corpus.Reader{Words: reading.Words}
	err = corpus.Walk(ctx, []string{laws}, corpus.Limits{}, func(f *corpus.File) error {
		if f.Rejected != nil || f.Skipped != "" {
			return nil
		}
		_, err := reader.Read(ctx, f, func(d *corpus.Document) error {
			doc := reading.Read(d).Citable()
			docs = append(docs, doc)
			size += int64(len(doc.Text))
			return nil
		}, func(string, error) {})
		if errors.Is(err, corpus.ErrSkip) {
			return nil
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	today := statute.Today(time.Now())
	each := func(f func(*citation.CitingText) int) (sum int) {
		var group sync.WaitGroup
		var mu sync.Mutex
		work := make(chan *citation.CitingText)
		for range runtime.GOMAXPROCS(0) {
			group.Go(func() {
				n := 0
				for d := range work {
					n += f(d)
				}
				mu.Lock()
				sum += n
				mu.Unlock()
			})
		}
		for _, d := range docs {
			work <- d
		}
		close(work)
		group.Wait()
		return sum
	}
	number := regexp.MustCompile(`第[一二三四五六七八九十百千零0-9]+条`)
	start := time.Now()
	plain := each(func(d *citation.CitingText) int { return len(number.FindAllStringIndex(d.Text, -1)) })
	scan := time.Since(start)
	b.SetBytes(size)
	found := 0
	for b.Loop() {
		base, err := kb.Open(ctx, current.KB())
		if err != nil {
			b.Fatal(err)
		}
		graph := citegraph.New(base)
		found = each(func(d *citation.CitingText) int {
			cites, err := graph.Cite(ctx, d, today)
			if err != nil {
				b.Error(err)
			}
			return len(cites)
		})
		if err := base.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(found), "citations")
	b.ReportMetric(float64(plain), "第N条")
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)/scan.Seconds(), "×regexp")
}
