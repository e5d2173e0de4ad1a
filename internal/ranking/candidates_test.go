package ranking

import (
	"slices"
	"testing"

	"github.com/fatiao/fatiao/internal/question"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

func all(int) bool { return true }

// Siblings are the articles under the same heading, those that are not allowed and the article
// itself left out.
func TestSiblings(t *testing.T) {
	r := ranker(t, docs()) // five articles under each heading
	got := r.siblings([]int32{6}, func(d int) bool { return d != 9 })
	slices.Sort(got)
	if want := []int32{5, 7, 8}; !slices.Equal(got, want) {
		t.Errorf("beside article 7 stand %v; want %v", got, want)
	}
}

// What the closest case applies is among the candidates, though nothing else brings it there.
func TestAppliedAreCandidates(t *testing.T) {
	list := docs()
	list[20].Cites = []searchdoc.Key{article(19)}
	r := ranker(t, list)
	s := r.newScores()
	q := ask(r.words, question.Read("司机打瞌睡撞坏护栏"), "", r.model.Embedding)
	r.score(q, s)
	if got := r.applied(s, all); !slices.Equal(got, []int32{18}) {
		t.Errorf("the case applies %v; want the nineteenth article", got)
	}
	if got := r.applied(s, func(d int) bool { return d != 18 }); got != nil {
		t.Errorf("%v are not allowed", got)
	}
}

// The list has each document once, with its places in the two orders, and what was noted while it
// was gathered is forgotten.
func TestGather(t *testing.T) {
	r := ranker(t, linkedDocs())
	s := r.newScores()
	q := ask(r.words, question.Read("开车打瞌睡罚多少钱"), "", r.model.Embedding)
	r.score(q, s)
	v := r.vote(s, all, nil)
	list := r.gather(q, s, byCloseness, v, func(d int) bool { return searchdoc.Kind(r.table.kinds[d]) == searchdoc.Article })
	words, near := map[int32]bool{}, map[int32]bool{}
	seen := map[int32]bool{}
	for _, k := range list {
		if seen[k.doc] {
			t.Errorf("document %d is there twice", k.doc)
		}
		seen[k.doc] = true
		if k.rankLexical > 0 {
			words[k.rankLexical] = true
		}
		if k.rankClose > 0 {
			near[k.rankClose] = true
		}
	}
	if len(words) == 0 || !words[1] || !words[int32(len(words))] || !near[1] || !near[int32(len(near))] {
		t.Errorf("places by words %v, by closeness %v; want all from 1", words, near)
	}
	if slices.ContainsFunc(s.place, func(p int32) bool { return p != 0 }) {
		t.Error("places in the list are left behind")
	}
	for _, x := range r.firstFeatures(q, s, list) {
		if len(x) != len(firstNames) {
			t.Fatalf("%d features; want %d", len(x), len(firstNames))
		}
	}
}

// The second forest orders the candidates with the highest scores of the first, and those for
// which consultations speak.
func TestForemost(t *testing.T) {
	var list []candidate
	for i := range fullyWeighed + 50 {
		list = append(list, candidate{doc: int32(i), first: float32(i)})
	}
	kept := foremost(list, &votes{sum: map[int32]float32{3: 1, 440: 1}})
	if len(kept) != fullyWeighed+1 || kept[0].doc != fullyWeighed+49 || kept[fullyWeighed-1].doc != 50 || kept[fullyWeighed].doc != 3 {
		t.Errorf("%d are kept, from document %d to %d; want %d and the one that is voted for", len(kept), kept[0].doc,
			kept[len(kept)-1].doc, fullyWeighed)
	}
}
