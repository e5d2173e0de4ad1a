package embedding

import (
	"bytes"
	"math"
	"testing"
)

// tiny is a model of two n-grams, and the vectors of two texts.
func tiny(f *testing.F) (model, vectors []byte) {
	f.Helper()
	m := &Model{Dim: 4, rows: newRowTable(2), scale: []float32{0.5, 2}, table: []int8{1, -2, 3, 4, 5, 6, -7, 127}}
	for i, gram := range [...]string{"租", "房"} {
		m.rows.put(gramKey([]rune(gram)), int32(i))
	}
	var a, b bytes.Buffer
	if err := m.Write(&a); err != nil {
		f.Fatal(err)
	}
	if err := quantized(4, [][]float32{{1, 0, 0.5, -1}, {0, 0, 0, 0}}).Write(&b); err != nil {
		f.Fatal(err)
	}
	return a.Bytes(), b.Bytes()
}

// FuzzParse: any file is refused, or is a model that encodes.
func FuzzParse(f *testing.F) {
	model, _ := tiny(f)
	f.Add(model)
	f.Add(model[:8])
	f.Add(append([]byte{0, 16, 0, 0, 255, 255, 255, 0}, model...))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, rest, err := Parse(data)
		if err != nil {
			return
		}
		if len(rest) > len(data)-8 {
			t.Fatalf("%d bytes behind a model of %d", len(rest), len(data))
		}
		if v := m.Encode(Piece{Text: "租房", Weight: 1}); len(v) != m.Dim {
			t.Fatalf("a vector of %d numbers, want %d", len(v), m.Dim)
		}
		m.NgramWeight("租")
	})
}

// FuzzParseVectors: any file is refused, or all its vectors can be compared.
func FuzzParseVectors(f *testing.F) {
	_, vectors := tiny(f)
	f.Add(vectors)
	f.Add(vectors[:8])
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0})
	f.Add([]byte{0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0xc0, 0x7f}) // a step that is no number
	f.Fuzz(func(t *testing.T, data []byte) {
		vs, err := ParseVectors(data)
		if err != nil {
			return
		}
		query := NewQueryVector(make([]float32, vs.Dim()))
		for i := range vs.Len() {
			if c := float64(vs.Closeness(query, i)); math.IsNaN(c) || math.IsInf(c, 0) {
				t.Fatalf("vector %d is %v close", i, c)
			}
		}
	})
}
