package postings

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

var bm25 = []BM25{{K1: 0.9, B: 0.4}, {K1: 1.2, B: 0.75}}

// collection makes random documents: for each, the terms of two fields.
func collection(rng *rand.Rand, docs int) [][2][]string {
	list := make([][2][]string, docs)
	for d := range list {
		for f := range 2 {
			for range rng.IntN(40) {
				// Some terms are everywhere, most are rare.
				list[d][f] = append(list[d][f], fmt.Sprintf("词%d", int(math.Pow(rng.Float64(), 3)*300)))
			}
		}
	}
	return list
}

func build(t testing.TB, docs [][2][]string) (*Index, []byte) {
	t.Helper()
	b := NewBuilder(2)
	for _, d := range docs {
		b.NextDocument()
		for f, terms := range d {
			b.Add(Field(f), terms)
		}
	}
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	x, err := Parse(out.Bytes(), bm25)
	if err != nil {
		t.Fatal(err)
	}
	return x, out.Bytes()
}

// Counts and scores are those of a plain count over the documents.
func TestAgainstPlainCount(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	docs := collection(rng, 500)
	x, _ := build(t, docs)
	if x.Docs() != len(docs) {
		t.Fatalf("%d documents, want %d", x.Docs(), len(docs))
	}
	for f := range 2 {
		total, have := 0, 0
		for _, d := range docs {
			total += len(d[f])
			if len(d[f]) > 0 {
				have++
			}
		}
		mean := float64(total) / float64(have)
		for n := range 310 {
			term := fmt.Sprintf("词%d", n)
			tf := make([]int, len(docs))
			df := 0
			for d := range docs {
				for _, w := range docs[d][f] {
					if w == term {
						tf[d]++
					}
				}
				if tf[d] > 0 {
					df++
				}
			}
			if got := x.Count(Field(f), term); got != df {
				t.Fatalf("field %d, %s: in %d documents, want %d", f, term, got, df)
			}
			scores := make([]float32, len(docs))
			x.Score(Field(f), term, 2, scores)
			idf := math.Log(1 + (float64(len(docs)-df)+0.5)/(float64(df)+0.5))
			for d := range docs {
				want := 0.0
				if tf[d] > 0 {
					k := bm25[f].K1 * (1 - bm25[f].B + bm25[f].B*float64(len(docs[d][f]))/mean)
					want = 2 * idf * float64(tf[d]) / (float64(tf[d]) + k)
				}
				if math.Abs(float64(scores[d])-want) > 1e-4 {
					t.Fatalf("field %d, %s, document %d: score %v, want %v", f, term, d, scores[d], want)
				}
			}
		}
	}
}

// The same documents give the same file.
func TestSameFile(t *testing.T) {
	docs := collection(rand.New(rand.NewPCG(3, 4)), 200)
	_, a := build(t, docs)
	_, b := build(t, docs)
	if !bytes.Equal(a, b) {
		t.Error("two files of the same documents differ")
	}
}

// Documents that are kept from an older index, in another order and between new
// ones, give the file that all of them give from scratch.
func TestKeep(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	docs := collection(rng, 300)
	old, _ := build(t, docs)
	var now [][2][]string
	b := NewBuilder(2)
	b.ReuseFrom(old)
	for _, i := range rng.Perm(300)[:200] {
		if i%10 == 0 {
			fresh := collection(rng, 1)[0]
			now = append(now, fresh)
			b.NextDocument()
			for f, terms := range fresh {
				b.Add(Field(f), terms)
			}
		}
		now = append(now, docs[i])
		if got := b.Reuse(i); got != len(now)-1 {
			t.Fatalf("document %d has the number %d; want %d", i, got, len(now)-1)
		}
	}
	var kept bytes.Buffer
	if err := b.Write(&kept); err != nil {
		t.Fatal(err)
	}
	if _, scratch := build(t, now); !bytes.Equal(kept.Bytes(), scratch) {
		t.Error("the file with kept documents is not the one from scratch")
	}
}

// A damaged file is refused, or read without a panic.
func TestDamage(t *testing.T) {
	docs := collection(rand.New(rand.NewPCG(5, 6)), 50)
	_, good := build(t, docs)
	for _, n := range []int{0, 5, headerSize - 1, headerSize + 3, len(good) / 4} {
		if _, err := Parse(good[:n], bm25); !errors.Is(err, ErrFormat) {
			t.Errorf("a file of %d bytes: error %v", n, err)
		}
	}
	if _, err := Parse(good, bm25[:1]); !errors.Is(err, ErrFormat) {
		t.Errorf("a file of other fields: error %v", err)
	}
	rng := rand.New(rand.NewPCG(7, 8))
	scores := make([]float32, len(docs))
	for range 300 {
		bad := append([]byte(nil), good...)
		for range 20 {
			bad[headerSize+rng.IntN(len(bad)-headerSize)] = byte(rng.IntN(256))
		}
		x, err := Parse(bad[:len(bad)-rng.IntN(30)], bm25)
		if err != nil {
			continue
		}
		for n := range 300 {
			x.Score(0, fmt.Sprintf("词%d", n), 1, scores)
		}
	}
}

// An index in several files, whose documents stand among each other, counts and scores as one.
func TestJoin(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 14))
	docs := collection(rng, 600)
	whole, _ := build(t, docs)
	var parts [3][][2][]string
	pieces := make([]Piece, len(parts))
	for d, terms := range docs {
		i := rng.IntN(len(parts))
		parts[i] = append(parts[i], terms)
		pieces[i].Docs = append(pieces[i].Docs, int32(d))
	}
	for i := range parts {
		_, pieces[i].Data = build(t, parts[i])
	}
	joined, err := Join(bm25, pieces...)
	if err != nil {
		t.Fatal(err)
	}
	even := whole.NewSet()
	for d := 0; d < whole.Docs(); d += 2 {
		even.Add(int32(d))
	}
	for n := range 310 {
		term := fmt.Sprintf("词%d", n)
		for f := range Field(2) {
			for _, among := range [...]Set{nil, even} {
				got, want := make([]float32, len(docs)), make([]float32, len(docs))
				a := joined.ScoreAmong(among, f, term, Weighted{0.7, got})
				if b := whole.ScoreAmong(among, f, term, Weighted{0.7, want}); a != b {
					t.Fatalf("%s is in %d documents, want %d", term, a, b)
				}
				if !slices.Equal(got, want) {
					t.Fatalf("%s scores otherwise", term)
				}
			}
		}
	}
	var a, b bytes.Buffer
	if err := errors.Join(joined.Dump(&a), whole.Dump(&b)); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Errorf("they are written otherwise, %v", err)
	}
	again := NewBuilder(2) // and in one file again
	again.ReuseFrom(joined)
	for d := range docs {
		again.Reuse(d)
	}
	var merged bytes.Buffer
	if err := again.Write(&merged); err != nil {
		t.Fatal(err)
	}
	if _, want := build(t, docs); !bytes.Equal(merged.Bytes(), want) {
		t.Error("the files in one are not what all documents give")
	}
	pieces[1].Docs[0] = pieces[0].Docs[0]
	if _, err := Join(bm25, pieces...); !errors.Is(err, ErrFormat) {
		t.Errorf("a document in two files: %v", err)
	}
}
