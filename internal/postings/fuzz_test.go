package postings

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// FuzzParse: any file is refused, or answers every question with numbers. A good
// file is changed in one place, so that the answers and not only the head are met.
func FuzzParse(f *testing.F) {
	docs := collection(rand.New(rand.NewPCG(5, 6)), 20)
	_, good := build(f, docs)
	f.Add(uint16(0), good[:headerSize])
	f.Add(uint16(headerSize), []byte{1})
	f.Add(uint16(len(good)/2), []byte{0xff, 0xff, 0xff, 0xff})
	f.Add(uint16(20), []byte{0xff, 0xff, 0xff, 0x7f})
	f.Fuzz(func(t *testing.T, at uint16, patch []byte) {
		data := append([]byte(nil), good...)
		if int(at) < len(data) {
			data = append(data[:at], append(patch, data[min(int(at)+len(patch), len(data)):]...)...)
		}
		x, err := Parse(data, bm25)
		if err != nil {
			return
		}
		scores := make([]float32, x.Docs())
		for n := range 60 {
			term := fmt.Sprintf("词%d", n)
			for field := range Field(2) {
				if count := x.Count(field, term); count < 0 || count > x.Docs() || math.IsNaN(x.IDF(count)) {
					t.Fatalf("%s is in %d of %d documents", term, count, x.Docs())
				}
				x.Score(field, term, 1, scores)
			}
		}
		for d, s := range scores {
			if math.IsNaN(float64(s)) {
				t.Fatalf("document %d has no score", d)
			}
		}
	})
}
