package ranking

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/fatiao/fatiao/internal/searchdoc"
)

// manyDocs are more documents than the trees need, of many laws whose articles cite each other,
// with cases and consultations that cite them.
func manyDocs() []searchdoc.Document {
	rng := rand.New(rand.NewPCG(41, 42))
	words := []string{"车辆", "检验", "驾驶人", "疲劳", "仓库", "货物", "登记", "罚款", "停车", "护栏", "保管", "三日", "申请", "应当", "不得"}
	text := func(n int) string {
		s := ""
		for range n {
			s += words[rng.IntN(len(words))]
		}
		return s + "。"
	}
	var list []searchdoc.Document
	var keys []searchdoc.Key
	for law := range 60 {
		name := fmt.Sprintf("第%d号办法", law)
		for i := range 35 {
			d := searchdoc.Document{Key: searchdoc.ProvisionKey(name, "2020-01-02", fmt.Sprint(i+1)), Kind: searchdoc.Article, Law: name,
				Version: "2020-01-02", Heading: i / 5, Title: name, Headings: []string{words[i/5]}, Text: text(3+rng.IntN(20)) + text(4)}
			if len(keys) > 0 && rng.IntN(3) == 0 {
				d.Cites = []searchdoc.Key{keys[rng.IntN(len(keys))]}
			}
			keys = append(keys, d.Key)
			list = append(list, d)
		}
	}
	for i := range 40 {
		list = append(list,
			searchdoc.Document{Key: searchdoc.Key(fmt.Sprintf("case:%d", i)), Kind: searchdoc.Case, Title: text(2), Text: text(60),
				Cites: []searchdoc.Key{keys[rng.IntN(len(keys))]}},
			searchdoc.Document{Key: searchdoc.Key(fmt.Sprintf("consultation:%d", i)), Kind: searchdoc.Consultation, Title: text(5),
				Text: text(9), Cites: []searchdoc.Key{keys[rng.IntN(len(keys))]}})
	}
	return list
}

// Where few documents may be found, only these and what stands beside them are scored; they come
// out in the same order, with the same scores to the last bit, as where all are scored.
func TestOnlySomeAreScored(t *testing.T) {
	t.Parallel()
	list := manyDocs()
	r := ranker(t, list)
	if r.small() || len(r.askedBy) == 0 {
		t.Fatal("the trees, or the votes, are not asked")
	}
	rng := rand.New(rand.NewPCG(43, 44))
	ranked := 0
	for i := range 60 {
		question := list[rng.IntN(len(list))].Title + list[rng.IntN(len(list))].Text[:30] + "怎么罚？"
		in := map[int]bool{}
		only := []int{}
		for range [...]int{0, 1, 7, 60, 200}[i%5] {
			if d := rng.IntN(len(list)); !in[d] {
				in[d] = true
				only = append(only, d)
			}
		}
		slices.Sort(only)
		f := Filter{Allowed: func(d int) bool { return in[d] }, Near: i%2 == 0}
		if i%3 == 0 {
			f.Kinds = []searchdoc.Kind{searchdoc.Article}
		}
		all := f
		f.Only = only
		got := rank(t, r, question, "处罚", f) // first: scores that are left over are of another question
		want := rank(t, r, question, "处罚", all)
		if !slices.Equal(got, want) {
			t.Fatalf("of %d documents %d are ranked, %d where all are scored, or otherwise", len(only), len(got), len(want))
		}
		ranked += len(got)
	}
	if ranked < 1000 {
		t.Errorf("only %d documents were ranked", ranked)
	}
}
