package index_test

import (
	"context"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/index/gseanalysis"
)

// texts are documents of random characters from a small alphabet, so that their
// pairs of characters meet often.
func texts(n int) []index.Document {
	rng := rand.New(rand.NewPCG(3, 4))
	alphabet := []rune("车辆安全法登记驾驶人，。12aB")
	docs := make([]index.Document, n)
	for i := range docs {
		var b strings.Builder
		for range 5 + rng.IntN(60) {
			b.WriteRune(alphabet[rng.IntN(len(alphabet))])
		}
		docs[i] = index.Document{ID: index.ID{Table: index.TableUnit, Row: int64(i + 1)}, Kind: index.KindArticle, Law: "甲法", Text: b.String()}
		if i%3 == 0 {
			docs[i].ID.Table, docs[i].Kind, docs[i].Law = index.TableDocument, "case", ""
		}
	}
	return docs
}

func build(t *testing.T, docs []index.Document) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "index")
	w, err := index.Create(path, 40)
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
	return path
}

func open(t *testing.T, path string) *index.Index {
	t.Helper()
	x, err := index.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	return x
}

func find(t *testing.T, x *index.Index, e index.Expr) []index.ID {
	t.Helper()
	ids, err := x.Find(context.Background(), e)
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

// Whatever a plain scan finds, Find finds: for Chinese strings of up to two
// characters nothing else, for longer ones little else. Other characters are not
// in the index.
func TestFindAgainstScan(t *testing.T) {
	docs := texts(300)
	x := open(t, build(t, docs))
	rng := rand.New(rand.NewPCG(5, 6))
	chinese, more := 0, 0
	for range 500 {
		from := []rune(docs[rng.IntN(len(docs))].Text)
		n := 1 + rng.IntN(min(8, len(from)))
		at := rng.IntN(len(from) - n + 1)
		piece := string(from[at : at+n])
		found := find(t, x, index.Phrase(piece))
		want := 0
		for i := range docs {
			if !strings.Contains(gseanalysis.Fold(docs[i].Text), gseanalysis.Fold(piece)) {
				continue
			}
			want++
			if !slices.Contains(found, docs[i].ID) {
				t.Fatalf("%q does not find %q", piece, docs[i].Text)
			}
		}
		if strings.ContainsAny(piece, "，。12aB") {
			continue
		}
		chinese++
		if n <= 2 && len(found) != want {
			t.Errorf("%q finds %d documents; a scan finds %d", piece, len(found), want)
		}
		more += len(found) - want
	}
	if chinese < 50 || more > 2*chinese {
		t.Errorf("%d Chinese strings find %d documents too many", chinese, more)
	}
}

func TestAllAndAny(t *testing.T) {
	docs := texts(200)
	x := open(t, build(t, docs))
	has := func(id index.ID, s string) bool {
		for i := range docs {
			if docs[i].ID == id {
				return strings.Contains(docs[i].Text, s)
			}
		}
		return false
	}
	all, any := find(t, x, index.All{index.Phrase("车"), index.Phrase("法登")}), find(t, x, index.Any{index.Phrase("辆辆"), index.Phrase("法登")})
	for i := range docs {
		id := docs[i].ID
		if want := has(id, "车") && has(id, "法登"); slices.Contains(all, id) != want {
			t.Errorf("all: %v has both: %v", id, want)
		}
		if want := has(id, "辆辆") || has(id, "法登"); slices.Contains(any, id) != want {
			t.Errorf("any: %v has one: %v", id, want)
		}
	}
	if got := len(find(t, x, index.All{})); got != len(docs) {
		t.Errorf("all of nothing finds %d documents; want %d", got, len(docs))
	}
	if got := len(find(t, x, index.Any{})); got != 0 {
		t.Errorf("any of nothing finds %d documents", got)
	}
}

func TestUpdate(t *testing.T) {
	docs := texts(30)
	path := build(t, docs)
	u, err := index.OpenForUpdate(path)
	if err != nil {
		t.Fatal(err)
	}
	changed := docs[0]
	changed.Text = "全新的内容"
	ctx := context.Background()
	if err := errors.Join(u.RemoveLaw(ctx, "甲法"), u.Remove(docs[3].ID), u.Add(&changed), u.Close()); err != nil {
		t.Fatal(err)
	}
	x := open(t, path)
	left, err := x.IDs(ctx, "case")
	if err != nil {
		t.Fatal(err)
	}
	if len(left) != 9 || slices.Contains(left, docs[3].ID) { // ten cases, one removed
		t.Errorf("cases left are %v", left)
	}
	if got := find(t, x, index.Phrase("全新")); !slices.Equal(got, []index.ID{changed.ID}) {
		t.Errorf("the new text finds %v", got)
	}
	if n, err := x.Count(); err != nil || n != 9 {
		t.Errorf("%d documents, %v; want 9", n, err)
	}
	if articles, err := x.IDs(ctx, index.KindArticle); err != nil || len(articles) != 0 {
		t.Errorf("articles of the removed law are left: %v, %v", articles, err)
	}
}

func TestOpenErrors(t *testing.T) {
	if _, err := index.Open(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("an index that is not there opens")
	}
	path := build(t, texts(3))
	if err := os.WriteFile(filepath.Join(path, "index_meta.json"), []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := index.Open(path); err == nil || errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a damaged index opens: %v", err)
	}
}
