package ranking

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/question"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// article is the key of an article of the law that is ranked.
func article(n int) searchdoc.Key {
	return searchdoc.ProvisionKey("车辆安全法", "2020-01-02", strconv.Itoa(n))
}

// docs are a law of twenty articles, a case and a consultation.
func docs() []searchdoc.Document {
	var list []searchdoc.Document
	for i := range 20 {
		list = append(list, searchdoc.Document{Key: article(i + 1), Kind: searchdoc.Article, Level: statute.LevelStatute, Law: "车辆安全法",
			Version: "2020-01-02",
			Heading: i / 5, Title: "车辆安全法", Headings: []string{"总则"}, Text: fmt.Sprintf("第%d种车辆应当每年检验。驾驶人不得疲劳驾驶。", i)})
	}
	list[7].Text = "连续驾驶超过四小时的，应当停车休息二十分钟；打瞌睡的，处五百元罚款。"
	return append(list,
		searchdoc.Document{Key: "case:1", Kind: searchdoc.Case, Title: "甲诉乙运输公司案", Text: "司机打瞌睡，撞坏了护栏。"},
		searchdoc.Document{Key: "consultation:2", Kind: searchdoc.Consultation, Title: "开车的时候睡着了怎么罚？", Text: "见车辆安全法。"})
}

// linkedDocs are docs of which three name the eighth article.
func linkedDocs() []searchdoc.Document {
	list := docs()
	for _, i := range [...]int{2, 20, 21} {
		list[i].Cites = []searchdoc.Key{article(8)}
	}
	return list
}

// documents writes documents into a file and opens it.
func documents(t testing.TB, list []searchdoc.Document) *searchdoc.File {
	t.Helper()
	path := filepath.Join(t.TempDir(), "documents")
	w, err := searchdoc.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range list {
		if err := w.Add(&list[i]); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := searchdoc.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

// save makes the collection of some documents in dir.
func save(t testing.TB, dir string, list []searchdoc.Document, words *gseanalysis.Segmenter, m *Model) {
	t.Helper()
	b, err := CreateFiles(dir, words, documents(t, list))
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Collect(); err != nil {
		t.Fatal(err)
	}
	if err := b.Save(m); err != nil {
		t.Fatal(err)
	}
}

// rank asks r in a context that lasts.
func rank(t *testing.T, r *Ranker, text, legal string, f Filter) []Ranked {
	t.Helper()
	found, err := r.Rank(context.Background(), question.Read(text), legal, f)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func ranker(t testing.TB, list []searchdoc.Document) *Ranker {
	t.Helper()
	words, m := shippedWith(t)
	dir := filepath.Join(t.TempDir(), "ranking")
	save(t, dir, list, words, m)
	f, err := OpenFiles(dir, m)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return NewRanker(f.Collection, m, words)
}

// shippedWith are the words and the model that come with the program.
func shippedWith(t testing.TB) (*gseanalysis.Segmenter, *Model) {
	t.Helper()
	words, err := gseanalysis.Load()
	if err != nil {
		t.Fatal(err)
	}
	m, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	return words, m
}

func TestRank(t *testing.T) {
	r := ranker(t, linkedDocs())
	found := rank(t, r, "开车打瞌睡罚多少钱", "", Filter{})
	seen := map[int]bool{}
	for i, x := range found {
		if seen[x.Doc] {
			t.Errorf("document %d is there twice", x.Doc)
		}
		seen[x.Doc] = true
		if i > 0 && x.Score > found[i-1].Score {
			t.Errorf("scores rise at %d: %v", i, x)
		}
	}
	articles := rank(t, r, "开车打瞌睡罚多少钱", "", Filter{Kinds: []searchdoc.Kind{searchdoc.Article}})
	if len(articles) == 0 || r.Key(articles[0].Doc) != article(8) || articles[0].Why.Asked != 1 || articles[0].Why.Cited != 1 {
		t.Errorf("articles %+v; want the eighth first, which answers a consultation and is cited once", articles[:min(2, len(articles))])
	}
	for _, x := range articles {
		if x.Kind != searchdoc.Article {
			t.Errorf("%+v is no article", x)
		}
	}
	only := rank(t, r, "开车打瞌睡罚多少钱", "", Filter{Allowed: func(d int) bool { return d == 3 }})
	if len(only) != 1 || only[0].Doc != 3 {
		t.Errorf("found %+v; only document 3 is allowed", only)
	}
	for _, q := range []string{"", "😀", "的", "没有人写过的字：龘"} {
		rank(t, r, q, "", Filter{}) // nothing to say, no panic
	}
	if f := r.Facts(7); f.Cited != 1 || f.Applied != 1 || f.Law != 1 || f.Kind != searchdoc.Article {
		t.Errorf("facts %+v", f)
	}
	if d, ok := r.Find("consultation:2"); !ok || r.Facts(d).Kind != searchdoc.Consultation {
		t.Errorf("the consultation is document %d, %v", d, ok)
	}
}

func TestText(t *testing.T) {
	list := docs()
	list[0].Text = "第一款Ａ。\n第二款 b。"
	r := ranker(t, list)
	if got := string(r.Text(0)); got != "第一款a。第二款b。\x00车辆安全法总则" {
		t.Errorf("text %q", got)
	}
	if got := string(r.Text(20)); got != "司机打瞌睡,撞坏了护栏。\x00甲诉乙运输公司案" {
		t.Errorf("text %q", got)
	}
}

// Parts of a case are found in its folded text.
func TestParts(t *testing.T) {
	list := docs()
	d := &list[20]
	d.Text = "头 部。\n事实 Ａ。\n理 由。\n又一段事实。\n尾。"
	part := func(kind searchdoc.PartKind, s string) searchdoc.Part {
		i := strings.Index(d.Text, s)
		return searchdoc.Part{Kind: kind, Start: i, End: i + len(s)}
	}
	d.Parts = []searchdoc.Part{part(searchdoc.Facts, "事实 Ａ。\n"), part(searchdoc.Reasons, "理 由。"), part(searchdoc.Facts, "又一段事实。")}
	r := ranker(t, list)
	for kind, want := range map[searchdoc.PartKind]string{searchdoc.Facts: "事实a。|又一段事实。|", searchdoc.Reasons: "理由。|",
		searchdoc.Result: ""} {
		got := ""
		for p := range r.Parts(20, kind) {
			got += string(p) + "|"
		}
		if got != want {
			t.Errorf("the parts %d are %q; want %q", kind, got, want)
		}
	}
	for range r.Parts(20, searchdoc.Facts) { // may be left early
		break
	}
	for p := range r.Parts(0, searchdoc.Facts) {
		t.Errorf("an article has the part %q", p)
	}
}

// highest gives what sorting everything would give.
func TestHighestAgainstSorting(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		scores := make([]float32, 1+rng.IntN(60))
		for i := range scores {
			scores[i] = float32(rng.IntN(10)) - 2
		}
		allowed := func(d int) bool { return d%3 != 0 }
		n := 1 + rng.IntN(20)
		var want []int32
		for i := range scores {
			if scores[i] > 0 && allowed(i) {
				want = append(want, int32(i))
			}
		}
		slices.SortStableFunc(want, func(a, b int32) int {
			switch {
			case scores[a] > scores[b]:
				return -1
			case scores[a] < scores[b]:
				return 1
			}
			return 0
		})
		want = want[:min(n, len(want))]
		if got := highest(scores, allowed, n); !slices.Equal(got, want) && !(len(got) == 0 && len(want) == 0) {
			t.Fatalf("the best %d of %v are %v; want %v", n, scores, got, want)
		}
	}
}

// A collection of nothing, and of one document of any kind, is a collection.
func TestNextToNothing(t *testing.T) {
	t.Parallel()
	for _, list := range [][]searchdoc.Document{nil, docs()[:1], docs()[20:21], docs()[21:]} {
		r := ranker(t, list)
		askAll(t, r)
		if r.Len() != len(list) {
			t.Errorf("%d documents; want %d", r.Len(), len(list))
		}
		if _, ok := r.Find("case:none"); ok {
			t.Error("a document is found that is not there")
		}
	}
}

// The table of features in the source names every feature, in order.
func TestFeaturesAreDescribed(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile("features.go")
	if err != nil {
		t.Fatal(err)
	}
	var described []string
	for line := range strings.Lines(string(source)) {
		if row, ok := strings.CutPrefix(line, "//\t"); ok && len(described) < len(featureNames)+2 {
			if name, _, _ := strings.Cut(row, "  "); name != "name" {
				described = append(described, name)
			}
		}
	}
	if !slices.Equal(described, featureNames) {
		t.Errorf("described are %q; there are %q", described, featureNames)
	}
}
