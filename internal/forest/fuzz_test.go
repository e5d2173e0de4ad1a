package forest

import (
	"bytes"
	"testing"
)

// FuzzRead: any file is refused, or scores any candidate.
func FuzzRead(f *testing.F) {
	tree := &Forest{Features: 2, roots: []int32{0, 3}, nodes: []node{{0, 1, 2, 0.5}, {feature: -1, threshold: 1},
		{feature: -1, threshold: 2}, {feature: -1, threshold: 3}}}
	var good bytes.Buffer
	if err := tree.Write(&good); err != nil {
		f.Fatal(err)
	}
	f.Add(good.Bytes())
	f.Add(good.Bytes()[:12])
	f.Add([]byte{1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1})
	f.Add([]byte{2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, // a tree behind a node that none has
		9, 0, 1, 0, 1, 0, 0, 0, 0, 0, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, data []byte) {
		forest, err := Read(bytes.NewReader(data))
		if err != nil {
			return
		}
		if size := 12 + 4*len(forest.roots) + nodeSize*len(forest.nodes); size > len(data) {
			t.Fatalf("%d bytes of trees out of %d", size, len(data))
		}
		candidates := make([][]float32, 70) // more than go down a tree at once
		for i := range candidates {
			candidates[i] = make([]float32, forest.Features)
			for j := range candidates[i] {
				candidates[i][j] = float32(i-35) / float32(j%7+1)
			}
		}
		scoresAreEqual(t, forest, candidates)
	})
}

// What the head of a cut file promises is not set aside before it is there.
func TestReadSetsNothingAside(t *testing.T) {
	head := []byte{1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1} // 16 million trees and nodes
	result := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := Read(bytes.NewReader(head)); err == nil {
				b.Fatal("a head without trees is read")
			}
		}
	})
	if n := result.AllocedBytesPerOp(); n > 1<<20 {
		t.Errorf("%d bytes are set aside for twelve", n)
	}
}
