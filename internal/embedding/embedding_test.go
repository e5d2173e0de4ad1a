package embedding

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// rhymes are pairs of texts that share no character but belong together: the
// n-th text of one alphabet and the n-th of the other.
func rhymes(n int) (texts [][]Piece, pairs []Pair) {
	rng := rand.New(rand.NewPCG(1, 2))
	const topics = 12
	word := func(alphabet, topic int) string { return string(rune(0x4e00 + alphabet*1000 + topic)) }
	for range n {
		a, b := rng.IntN(topics), rng.IntN(topics)
		for alphabet := range 2 {
			texts = append(texts, []Piece{{Text: fmt.Sprintf("%s，%s。", word(alphabet, a), word(alphabet, b)), Weight: 1}})
		}
		pairs = append(pairs, Pair{int32(len(texts) - 2), int32(len(texts) - 1)})
	}
	return texts, pairs
}

func trained(t testing.TB) (*Model, [][]Piece) {
	t.Helper()
	texts, pairs := rhymes(400)
	set := Defaults()
	set.Dim, set.Rows, set.Batch, set.Keep = 32, 1000, 32, 1
	trainer := NewTrainer(set, texts)
	var losses []float64
	for range 8 {
		loss, err := trainer.Train(context.Background(), pairs, 0.1)
		if err != nil {
			t.Fatal(err)
		}
		losses = append(losses, loss)
	}
	if losses[len(losses)-1] > losses[0]/2 {
		t.Errorf("the loss goes %v", losses)
	}
	return trainer.Model(), texts
}

// quantized makes Vectors of vectors.
func quantized(dim int, vectors [][]float32) *Vectors {
	bytes := make([]int8, dim*len(vectors))
	vs := &Vectors{dim: dim, steps: make([]float32, len(vectors)), pieces: []piece{{0, bytes}}}
	for i, v := range vectors {
		vs.steps[i] = quantize(v, bytes[i*dim:][:dim])
	}
	return vs
}

func TestLearnsWhatBelongsTogether(t *testing.T) {
	m, texts := trained(t)
	vectors := make([][]float32, 0, 100)
	for i := 1; i < 200; i += 2 {
		vectors = append(vectors, m.Encode(texts[i]...))
	}
	vs := quantized(m.Dim, vectors)
	right := 0
	for i := range vs.Len() {
		q := NewQueryVector(m.Encode(texts[2*i]...))
		best, own := float32(-1), vs.Closeness(q, i)
		for j := range vs.Len() {
			best = max(best, vs.Closeness(q, j))
		}
		if own > best-0.02 { // texts of the same two topics are equally right
			right++
		}
	}
	if right < 90 {
		t.Errorf("%d of 100 texts find what belongs to them", right)
	}
}

func TestEncode(t *testing.T) {
	m, texts := trained(t)
	v := m.Encode(texts[0]...)
	if n := dot(v, v); math.Abs(float64(n)-1) > 1e-5 {
		t.Errorf("a vector has the length %v", n)
	}
	for _, text := range []string{"", "，。", "没有见过"} {
		for _, x := range m.Encode(Piece{Text: text, Weight: 1}) {
			if x != 0 {
				t.Fatalf("%q, of which nothing is known, has a vector", text)
			}
		}
	}
	if m.NgramWeight("没") != 0 || m.NgramWeight("") != 0 {
		t.Error("an unknown n-gram has a strength")
	}
}

func TestFiles(t *testing.T) {
	m, texts := trained(t)
	again, _ := trained(t)
	var a, b bytes.Buffer
	if err := m.Write(&a); err != nil {
		t.Fatal(err)
	}
	if err := again.Write(&b); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("training twice gives two models")
	}
	read, rest, err := Parse(append(a.Bytes(), "behind"...))
	if err != nil || string(rest) != "behind" {
		t.Fatalf("reading back: %v, %q behind it", err, rest)
	}
	for _, text := range texts[:50] {
		x, y := m.Encode(text...), read.Encode(text...)
		for i := range x {
			if x[i] != y[i] {
				t.Fatal("a model read back encodes otherwise")
			}
		}
	}
	for _, n := range []int{0, 7, 20, a.Len() - 1} {
		if _, _, err := Parse(a.Bytes()[:n]); err == nil {
			t.Errorf("%d bytes of a model are read", n)
		}
	}
	vs := quantized(m.Dim, [][]float32{m.Encode(texts[0]...), m.Encode(texts[1]...)})
	var file bytes.Buffer
	if err := vs.Write(&file); err != nil {
		t.Fatal(err)
	}
	back, err := ParseVectors(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	query := NewQueryVector(m.Encode(texts[0]...))
	if c := back.Closeness(query, 0); c < 0.99 || c != vs.Closeness(query, 0) {
		t.Errorf("a text is %v close to itself", c)
	}
	all := m.EncodeAll(len(texts), func(i int) []Piece { return texts[i] }, nil)
	if all.Len() != len(texts) || all.Closeness(query, 0) != vs.Closeness(query, 0) {
		t.Error("encoding all texts gives other vectors than encoding one")
	}
	if _, err := ParseVectors(file.Bytes()[:file.Len()-1]); err == nil {
		t.Error("vectors that are cut short are read")
	}
}

func BenchmarkCloseAll(b *testing.B) {
	const dim, n = 160, 60_000
	rng := rand.New(rand.NewPCG(1, 2))
	vectors := make([][]float32, n)
	for i := range vectors {
		vectors[i] = make([]float32, dim)
		for k := range vectors[i] {
			vectors[i][k] = rng.Float32() - 0.5
		}
	}
	vs := quantized(dim, vectors)
	scores := make([]float32, n)
	p := NewQueryVector(vectors[7])
	b.SetBytes(dim * n)
	for b.Loop() {
		vs.ClosenessOfAll(p, 0, scores)
	}
}

// Vectors of several files are what they are in one.
func TestJoin(t *testing.T) {
	const dim = 32
	rng := rand.New(rand.NewPCG(11, 12))
	var all [][]float32
	var pieces []*Vectors
	for _, n := range [...]int{300, 0, 1, 700, 2} {
		list := make([][]float32, n)
		for i := range list {
			list[i] = make([]float32, dim)
			for j := range list[i] {
				list[i][j] = float32(rng.NormFloat64())
			}
			normalize(list[i])
		}
		all = append(all, list...)
		pieces = append(pieces, quantized(dim, list))
	}
	one, joined := quantized(dim, all), Join(pieces...)
	if joined.Len() != len(all) {
		t.Fatalf("%d vectors, want %d", joined.Len(), len(all))
	}
	q := NewQueryVector(all[3])
	for _, from := range [...]int{0, 299, 300, 301, 1001, 1002} {
		got, want := make([]float32, len(all)-from), make([]float32, len(all)-from)
		joined.ClosenessOfAll(q, from, got)
		one.ClosenessOfAll(q, from, want)
		if !slices.Equal(got, want) {
			t.Fatalf("from %d on they are otherwise close", from)
		}
		if joined.Closeness(q, from) != one.Closeness(q, from) || !bytes.Equal(joined.Append(nil, from), one.Append(nil, from)) {
			t.Fatalf("vector %d is another", from)
		}
	}
}
