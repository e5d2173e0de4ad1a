package postings

import (
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"testing"
)

// plainly reads a list as its format says, one number after another.
func plainly(list []byte, n int) (docs, tfs []int32) {
	doc := int32(-1)
	for range n {
		v, size := binary.Uvarint(list)
		list = list[size:]
		tf := uint64(1)
		if v&1 == 1 {
			tf, size = binary.Uvarint(list)
			list = list[size:]
		}
		doc += int32(v >> 1)
		docs, tfs = append(docs, doc), append(tfs, int32(tf))
	}
	return docs, tfs
}

// Blocks have the postings of a list in their order, whatever the sizes of distances and counts,
// also where the list ends with the file.
func TestBlocks(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for _, most := range [...]int{2, 60, 70, 9000, 3_000_000} { // distances
		for _, n := range [...]int{0, 1, 2, 255, 256, 257, 700} {
			l := postingList{last: -1}
			doc := rng.IntN(most)
			for range n {
				tf := 1
				if rng.IntN(3) == 0 {
					tf = 1 + rng.IntN(1+rng.IntN(500))
				}
				l.add(posting{doc, tf})
				doc += 1 + rng.IntN(most)
			}
			var docs, tfs []int32
			each(l.bytes, n, doc+1, func(doc, tf int) { docs, tfs = append(docs, int32(doc)), append(tfs, int32(tf)) })
			wantDocs, wantTFs := plainly(l.bytes, n)
			if !slices.Equal(docs, wantDocs) || !slices.Equal(tfs, wantTFs) {
				t.Fatalf("%d postings at most %d apart are read otherwise", n, most)
			}
		}
	}
}

// Scores of a set are those of all documents for those in it, and touch no others.
func TestScoreAmong(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	x, _ := build(t, collection(rng, 900))
	for _, share := range [...]int{1, 3, 200} {
		among := x.NewSet()
		for d := range x.Docs() {
			if d%share == 0 {
				among.Add(int32(d))
			}
		}
		all, some, twice := make([]float32, x.Docs()), make([]float32, x.Docs()), make([]float32, x.Docs())
		for _, term := range [...]string{"词0", "词1", "词7", "词40", "词299", "没有"} {
			n := x.Score(1, term, 0.7, all)
			x.Score(1, term, 1.3, twice)
			both := make([]float32, x.Docs())
			if got := x.ScoreAmong(among, 1, term, Weighted{0.7, some}, Weighted{1.3, both}); got != n {
				t.Fatalf("%s is in %d documents, %d where only some are scored", term, n, got)
			}
			for d := range x.Docs() {
				if !among.Has(int32(d)) {
					twice[d] = 0
				}
			}
			for d, s := range both {
				if twice[d] -= s; twice[d] > 1e-6 || twice[d] < -1e-6 {
					t.Fatalf("%s: the second score of document %d is %v away", term, d, twice[d])
				}
			}
			clear(twice)
		}
		for d := range all {
			want := all[d]
			if !among.Has(int32(d)) {
				want = 0
			}
			if some[d] != want {
				t.Fatalf("document %d has score %v, want %v", d, some[d], want)
			}
		}
	}
}

func BenchmarkScore(b *testing.B) {
	x, _ := build(b, collection(rand.New(rand.NewPCG(1, 2)), 20_000))
	scores := make([]float32, x.Docs())
	n := 0
	for b.Loop() {
		n += x.Score(0, "词0", 1, scores)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(n), "ns/posting")
}
