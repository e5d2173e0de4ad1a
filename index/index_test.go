package index_test

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// texts are documents of random characters from a small alphabet, so that their
// pairs of characters meet often.
func texts(n int) []searchdoc.Document {
	rng := rand.New(rand.NewPCG(3, 4))
	alphabet := []rune("车辆安全法登记驾驶人，。12aB")
	docs := make([]searchdoc.Document, n)
	for i := range docs {
		var b strings.Builder
		for range 5 + rng.IntN(60) {
			b.WriteRune(alphabet[rng.IntN(len(alphabet))])
		}
		docs[i] = searchdoc.Document{Key: searchdoc.ProvisionKey("甲法", "2020-01-02", strconv.Itoa(i+1)), Kind: searchdoc.Article, Law: "甲法",
			Text: b.String()}
		if i%3 == 0 {
			docs[i].Key, docs[i].Kind, docs[i].Law = searchdoc.DocumentKey(statute.DocCase, strconv.Itoa(i)), searchdoc.Case, ""
		}
	}
	return docs
}

func build(t *testing.T, docs []searchdoc.Document) string {
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

func find(t *testing.T, x *index.Index, e index.Expr) []searchdoc.Key {
	t.Helper()
	keys, err := x.Find(context.Background(), e)
	if err != nil {
		t.Fatal(err)
	}
	return keys
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
			if !slices.Contains(found, docs[i].Key) {
				t.Fatalf("%q does not find %q", piece, docs[i].Text)
			}
		}
		if index.Phrase(piece).IsExact() && len(found) != want {
			t.Errorf("%q is exact and finds %d documents; a scan finds %d", piece, len(found), want)
		}
		if strings.ContainsAny(piece, "，。12aB") {
			continue
		}
		chinese++
		if n <= 2 != index.Phrase(piece).IsExact() {
			t.Errorf("%q is exact: %t", piece, n > 2)
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
	has := func(key searchdoc.Key, s string) bool {
		for i := range docs {
			if docs[i].Key == key {
				return strings.Contains(docs[i].Text, s)
			}
		}
		return false
	}
	all, any := find(t, x, index.All{index.Phrase("车"), index.Phrase("法登")}), find(t, x, index.Any{index.Phrase("辆辆"), index.Phrase("法登")})
	for i := range docs {
		key := docs[i].Key
		if want := has(key, "车") && has(key, "法登"); slices.Contains(all, key) != want {
			t.Errorf("all: %v has both: %v", key, want)
		}
		if want := has(key, "辆辆") || has(key, "法登"); slices.Contains(any, key) != want {
			t.Errorf("any: %v has one: %v", key, want)
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
	if err := errors.Join(u.RemoveLaw(ctx, "甲法"), u.Remove(docs[3].Key), u.Add(&changed), u.Close()); err != nil {
		t.Fatal(err)
	}
	x := open(t, path)
	left, err := x.Keys(ctx, searchdoc.Case)
	if err != nil {
		t.Fatal(err)
	}
	if len(left) != 9 || slices.Contains(left, docs[3].Key) { // ten cases, one removed
		t.Errorf("cases left are %v", left)
	}
	if got := find(t, x, index.Phrase("全新")); !slices.Equal(got, []searchdoc.Key{changed.Key}) {
		t.Errorf("the new text finds %v", got)
	}
	if n, err := x.Count(); err != nil || n != 9 {
		t.Errorf("%d documents, %v; want 9", n, err)
	}
	if articles, err := x.Keys(ctx, searchdoc.Article); err != nil || len(articles) != 0 {
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

// An index of nothing is an index: it opens, finds nothing, and takes documents.
func TestEmpty(t *testing.T) {
	path := build(t, nil)
	x, err := index.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := x.Count(); err != nil || n != 0 {
		t.Errorf("%d documents, %v", n, err)
	}
	if found := append(find(t, x, index.Phrase("车辆")), find(t, x, index.All{})...); len(found) != 0 {
		t.Errorf("found %v", found)
	}
	if digests, err := x.Digests(context.Background()); err != nil || len(digests) != 0 {
		t.Errorf("digests %v, %v", digests, err)
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	u, err := index.OpenForUpdate(path)
	if err != nil {
		t.Fatal(err)
	}
	docs := texts(3)
	if err := errors.Join(u.Add(&docs[0]), u.Close()); err != nil {
		t.Fatal(err)
	}
	if n, err := open(t, path).Count(); err != nil || n != 1 {
		t.Errorf("%d documents, %v; want 1", n, err)
	}
}

// Equal documents of two indexes have equal digests, whichever way the indexes were made.
func TestDigests(t *testing.T) {
	docs := texts(20)
	built := build(t, docs)
	grown := build(t, docs[:5])
	u, err := index.OpenForUpdate(grown)
	if err != nil {
		t.Fatal(err)
	}
	for i := 4; i < len(docs); i++ {
		if err := u.Add(&docs[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := u.Close(); err != nil {
		t.Fatal(err)
	}
	digests := func(path string) map[searchdoc.Key]uint64 {
		d, err := open(t, path).Digests(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	a, b := digests(built), digests(grown)
	if len(a) != len(docs) || !maps.Equal(a, b) {
		t.Errorf("%d and %d digests differ", len(a), len(b))
	}
	docs[7].Text += "改"
	if c := digests(build(t, docs)); c[docs[7].Key] == a[docs[7].Key] || c[docs[8].Key] != a[docs[8].Key] {
		t.Error("the digests do not tell which document was changed")
	}
}
