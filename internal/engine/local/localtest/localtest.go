// Package localtest makes engines of package local out of the documents of tests. It is
// imported by tests only.
package localtest

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/docstream"
	"github.com/fatiao/fatiao/internal/engine/enginetest"
	"github.com/fatiao/fatiao/internal/engine/local"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testkb"
)

// Collection is a collection of a test: its engine, and the search documents that it was made
// of.
type Collection struct {
	Engine    *local.Engine
	Base      *kb.Base
	Graph     *citegraph.Graph
	Documents []*searchdoc.Document
}

// Open makes an engine of documents.
func Open(t *testing.T, docs []enginetest.Document) *Collection {
	t.Helper()
	ctx := context.Background()
	var list []testkb.Document
	for _, d := range docs {
		switch d.Kind {
		case statute.DocLaw:
			list = append(list, testkb.Law(t, d.Category, d.Title, d.Text))
		case statute.DocCase:
			list = append(list, testkb.Case(d.Title, d.Date, d.Text, d.Facts))
		case statute.DocCommentary:
			list = append(list, testkb.Commentary(d.Title, d.Date, d.Text, d.Notes))
		case statute.DocConsultation:
			list = append(list, testkb.Consultation(d.Text, d.Answers...))
		}
	}
	base := testkb.New(t, list...)
	path := filepath.Join(t.TempDir(), "documents")
	counts, err := docstream.Write(ctx, base, path, docstream.Keep{})
	if err != nil {
		t.Fatal(err)
	}
	stream, err := searchdoc.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Close()
	graph := citegraph.New(base)
	e, err := local.New(ctx, base, graph, indexOf(t, stream, counts), rankerOf(t, stream))
	if err != nil {
		t.Fatal(err)
	}
	c := &Collection{Engine: e, Base: base, Graph: graph}
	if err := stream.Each(func(_ searchdoc.Position, d *searchdoc.Document) error {
		kept := *d
		c.Documents = append(c.Documents, &kept)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return c
}

// indexOf makes the full-text index of a stream of documents and opens it.
func indexOf(t *testing.T, stream *searchdoc.File, counts searchdoc.Counts) *index.Index {
	t.Helper()
	path := filepath.Join(t.TempDir(), "index")
	w, err := index.Create(path, int(counts.Runes/int64(counts.Documents)))
	if err != nil {
		t.Fatal(err)
	}
	if err := stream.Each(func(_ searchdoc.Position, d *searchdoc.Document) error { return w.Add(d) }); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	x, err := index.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closed(t, x.Close()) })
	return x
}

// rankerOf makes the ranking of a stream of documents and opens it.
func rankerOf(t *testing.T, stream *searchdoc.File) *ranking.Ranker {
	t.Helper()
	model, err := ranking.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	words, err := gseanalysis.Load()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "ranking")
	b, err := ranking.CreateFiles(dir, words, stream)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Collect(); err != nil {
		t.Fatal(err)
	}
	if err := b.Save(model); err != nil {
		t.Fatal(err)
	}
	f, err := ranking.OpenFiles(dir, model)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closed(t, f.Close()) })
	return ranking.NewRanker(f.Collection, model, words)
}

func closed(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Error(err)
	}
}
