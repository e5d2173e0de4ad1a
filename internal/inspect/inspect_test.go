package inspect_test

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/docstream"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/inspect"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/testkb"
)

// parts are what a generation is made of.
type parts struct {
	base   *kb.Base
	index  *index.Index
	ranked *ranking.Files
}

// opened makes the parts of a generation of the collection of package testkb. The
// documents that the index and the ranking get are those that indexed and ranked return.
func opened(t *testing.T, indexed, ranked func([]searchdoc.Document) []searchdoc.Document) parts {
	t.Helper()
	base := testkb.New(t, testkb.Collection(t)...)
	var docs []searchdoc.Document
	if err := docstream.Each(t.Context(), base, func(d *searchdoc.Document) error {
		docs = append(docs, *d)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return parts{base, indexOf(t, indexed(slices.Clone(docs))), rankingOf(t, ranked(slices.Clone(docs)))}
}

func all(docs []searchdoc.Document) []searchdoc.Document { return docs }

func indexOf(t *testing.T, docs []searchdoc.Document) *index.Index {
	t.Helper()
	path := filepath.Join(t.TempDir(), "index")
	w, err := index.Create(path, 50)
	if err != nil {
		t.Fatal(err)
	}
	for i := range docs {
		if err := w.Add(&docs[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	x, err := index.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { must(t, x.Close()) })
	return x
}

func rankingOf(t *testing.T, docs []searchdoc.Document) *ranking.Files {
	t.Helper()
	path := filepath.Join(t.TempDir(), "documents")
	w, err := searchdoc.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range docs {
		if err := w.Add(&docs[i]); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Close(); err != nil {
		t.Fatal(err)
	}
	stream, err := searchdoc.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Close()
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
	if err := errors.Join(b.Collect(), b.Save(model)); err != nil {
		t.Fatal(err)
	}
	f, err := ranking.OpenFiles(dir, model)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { must(t, f.Close()) })
	return f
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Error(err)
	}
}

func check(t *testing.T, p parts) *inspect.CheckResult {
	t.Helper()
	r, err := inspect.Check(t.Context(), p.base, p.index, p.ranked.Collection)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Parts that agree have no problem, and texts were looked up.
func TestCheck(t *testing.T) {
	t.Parallel()
	p := opened(t, all, all)
	r := check(t, p)
	if len(r.Problems) > 0 || r.Rows == 0 || r.Rows != r.Indexed || r.Scanned == 0 {
		t.Errorf("a whole generation is checked as %+v", r)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := inspect.Check(ended, p.base, p.index, p.ranked.Collection); !errors.Is(err, context.Canceled) {
		t.Errorf("a check in a context that has ended: %v", err)
	}
}

// What a part lacks, has beside the others, or has in other words is named.
func TestCheckFinds(t *testing.T) {
	t.Parallel()
	first := func(docs []searchdoc.Document) *searchdoc.Document {
		for i := range docs {
			if docs[i].Kind == searchdoc.Article && docs[i].Law == testkb.Parking {
				return &docs[i]
			}
		}
		t.Fatal("there is no article")
		return nil
	}
	key := string(searchdoc.ProvisionKey(testkb.Parking, "2021-01-05", "1"))
	less := func(docs []searchdoc.Document) []searchdoc.Document {
		return slices.DeleteFunc(docs, func(d searchdoc.Document) bool { return string(d.Key) == key })
	}
	more := func(docs []searchdoc.Document) []searchdoc.Document {
		d := *first(docs)
		d.Key = "没有的法@2000-01-01/1"
		return append(docs, d)
	}
	other := func(docs []searchdoc.Document) []searchdoc.Document {
		first(docs).Text = "第一条说的是别的事情，与原文不同。"
		return docs
	}
	for name, x := range map[string]struct {
		indexed, ranked func([]searchdoc.Document) []searchdoc.Document
		want            []string
	}{
		"index lacks one":     {less, all, []string{"知识库中的 " + key + "#", "不在索引里"}},
		"index has one more":  {more, all, []string{"索引中的 没有的法@2000-01-01/1 不在知识库里"}},
		"index of other text": {other, all, []string{key + " 有“", "通过索引找不到"}},
		"ranking lacks one":   {all, less, []string{"知识库中的 " + key, "不能排序"}},
		"ranking has more":    {all, more, []string{"能排序的 没有的法@2000-01-01/1 不在知识库里"}},
		"ranking of others":   {all, other, []string{key + " 在排序数据里的文本与知识库不同"}},
	} {
		r := check(t, opened(t, x.indexed, x.ranked))
		problems := strings.Join(r.Problems, "\n")
		for _, want := range x.want {
			if !strings.Contains(problems, strings.TrimSuffix(want, "#")) {
				t.Errorf("%s: the problems are %q; want %s", name, problems, want)
			}
		}
		if len(r.Problems) > 3 {
			t.Errorf("%s: %d problems: %s", name, len(r.Problems), problems)
		}
	}
}

// The list of problems is bounded.
func TestCheckIsBounded(t *testing.T) {
	t.Parallel()
	none := func(docs []searchdoc.Document) []searchdoc.Document { return docs[:0] }
	more := func(docs []searchdoc.Document) []searchdoc.Document {
		for i := range 100 {
			d := docs[0]
			d.Key = searchdoc.ProvisionKey("没有的法", "2000-01-01", string(rune('一'+i)))
			docs = append(docs, d)
		}
		return docs
	}
	if r := check(t, opened(t, more, none)); len(r.Problems) != 50 {
		t.Errorf("%d problems are listed", len(r.Problems))
	}
}

// What the manifest counts is compared with what there is.
func TestCounts(t *testing.T) {
	t.Parallel()
	base := testkb.New(t, testkb.Collection(t)...)
	created := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
	have, err := inspect.Totals(t.Context(), base, testkb.Today)
	if err != nil {
		t.Fatal(err)
	}
	if have["laws"] != 5 || have["versions"] != 6 || have["cases"] != 1 || have["commentaries"] != 1 || have["consultations"] != 1 ||
		have["articles"] == 0 || have["citations"] == 0 || have["sources"] == 0 {
		t.Errorf("the totals are %v", have)
	}
	var r inspect.CheckResult
	if err := r.Counts(t.Context(), base, generation.Manifest{Created: created, Counts: have}); err != nil || len(r.Problems) > 0 {
		t.Errorf("counts that agree: %q, %v", r.Problems, err)
	}
	have["laws"]++
	if err := r.Counts(t.Context(), base, generation.Manifest{Created: created, Counts: have}); err != nil || len(r.Problems) != 1 ||
		r.Problems[0] != "清单记有 laws 6，知识库有 5" {
		t.Errorf("a law that is not there: %q, %v", r.Problems, err)
	}
}

// full is a writer that is full after some bytes.
type full struct{ left int }

var errFull = errors.New("the disk is full")

func (w *full) Write(b []byte) (int, error) {
	if w.left -= len(b); w.left < 0 {
		return 0, errFull
	}
	return len(b), nil
}

// A generation as text has every document, and is the same for the same documents.
func TestDump(t *testing.T) {
	t.Parallel()
	dump := func(p parts) string {
		t.Helper()
		var b bytes.Buffer
		if err := inspect.Dump(t.Context(), &b, p.base, p.index, p.ranked); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	p := opened(t, all, all)
	one := dump(p)
	if two := dump(opened(t, all, all)); one != two {
		t.Error("the same documents give another text")
	}
	names, err := docstream.Names(t.Context(), p.base)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(one, "\nindexed\t"); n != len(names) {
		t.Errorf("%d documents are indexed; the text has %d", len(names), n)
	}
	unknown := opened(t, func(docs []searchdoc.Document) []searchdoc.Document {
		docs[0].Key = "没有的法@2000-01-01/1"
		return docs
	}, all)
	if text := dump(unknown); !strings.Contains(text, `"? 没有的法@2000-01-01/1"`) {
		t.Error("a document that the knowledge base has not is not marked")
	}
	for left := 0; left < len(one); left += len(one)/40 + 1 {
		if err := inspect.Dump(t.Context(), &full{left}, p.base, p.index, p.ranked); !errors.Is(err, errFull) {
			t.Errorf("a disk that is full after %d bytes: %v", left, err)
		}
	}
}
