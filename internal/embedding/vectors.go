package embedding

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"runtime"
	"sync"
)

// Vectors are the vectors of many texts, a byte for each number. It is safe
// for concurrent use.
//
// The file: dimension u32, number of vectors u32, the step of the bytes of each
// vector f32, the bytes; little endian.
type Vectors struct {
	dim   int
	steps []float32
	bytes []int8
}

// Reused is a vector that was made before.
type Reused struct {
	From *Vectors // nil for none
	At   int
}

// EncodeAll makes the vectors of n texts; pieces gives the text with a number, and
// kept, if it is not nil, its vector where this model made it before.
func (m *Model) EncodeAll(n int, pieces func(i int) []Piece, kept func(i int) Reused) *Vectors {
	vs := &Vectors{dim: m.Dim, steps: make([]float32, n), bytes: make([]int8, m.Dim*n)}
	var wg sync.WaitGroup
	cores := runtime.GOMAXPROCS(0)
	for c := range cores {
		wg.Go(func() {
			e := encoder{m: m, v: make([]float32, m.Dim)}
			for i := c; i < n; i += cores {
				if kept != nil {
					if k := kept(i); k.From != nil {
						vs.steps[i] = k.From.steps[k.At]
						copy(vs.bytes[i*m.Dim:][:m.Dim], k.From.bytes[k.At*m.Dim:])
						continue
					}
				}
				vs.steps[i] = quantize(e.encode(pieces(i)), vs.bytes[i*m.Dim:][:m.Dim])
			}
		})
	}
	wg.Wait()
	return vs
}

// quantize writes v as bytes and returns what one step is worth.
func quantize(v []float32, into []int8) float32 {
	var most float32
	for _, x := range v {
		most = max(most, x, -x)
	}
	if most == 0 {
		clear(into)
		return 0
	}
	for i, x := range v {
		into[i] = int8(math.Round(float64(x / most * 127)))
	}
	return most / 127
}

// Dim is how many numbers a vector has.
func (vs *Vectors) Dim() int { return vs.dim }

// Len is the number of vectors.
func (vs *Vectors) Len() int { return len(vs.steps) }

// Write writes the vectors.
func (vs *Vectors) Write(w io.Writer) error {
	out := binary.LittleEndian.AppendUint32(nil, uint32(vs.dim))
	out = binary.LittleEndian.AppendUint32(out, uint32(len(vs.steps)))
	for _, s := range vs.steps {
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(s))
	}
	for _, b := range vs.bytes {
		out = append(out, byte(b))
	}
	if _, err := w.Write(out); err != nil {
		return fmt.Errorf("writing the vectors: %w", err)
	}
	return nil
}

// ParseVectors reads vectors that lie in data, which must stay as it is.
func ParseVectors(data []byte) (*Vectors, error) {
	if len(data) < 8 {
		return nil, errors.New("reading the vectors: the file is cut short")
	}
	dim, n := int(binary.LittleEndian.Uint32(data)), int(binary.LittleEndian.Uint32(data[4:]))
	if dim > maxDim || len(data) != 8+4*n+dim*n {
		return nil, errors.New("reading the vectors: the file is damaged")
	}
	vs := &Vectors{dim: dim, steps: make([]float32, n), bytes: asInt8(data[8+4*n:])}
	for i := range vs.steps {
		vs.steps[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[8+4*i:]))
		if !(vs.steps[i] >= 0 && vs.steps[i] <= 1) { // no number, or one that no vector of length one has
			return nil, errors.New("reading the vectors: the file is damaged")
		}
	}
	return vs, nil
}

// QueryVector is a vector that others are compared with.
type QueryVector struct {
	step  float32
	bytes []int8
}

// NewQueryVector prepares a vector for comparing.
func NewQueryVector(v []float32) QueryVector {
	p := QueryVector{bytes: make([]int8, len(v))}
	p.step = quantize(v, p.bytes)
	return p
}

// Closeness is the closeness of a vector to p: 1 for equal texts, 0 for texts that
// have nothing to do with each other.
func (vs *Vectors) Closeness(p QueryVector, i int) float32 {
	return p.step * vs.steps[i] * float32(dot8(p.bytes, vs.bytes[i*vs.dim:][:vs.dim]))
}

// ClosenessOfAll fills scores with the closeness of the vectors from on to p.
func (vs *Vectors) ClosenessOfAll(p QueryVector, from int, scores []float32) {
	var sums [256]int32
	for len(scores) > 0 {
		n := min(len(sums), len(scores))
		dot8Rows(p.bytes, vs.bytes[from*vs.dim:(from+n)*vs.dim], sums[:n])
		for i, step := range vs.steps[from : from+n] {
			scores[i] = p.step * step * float32(sums[i])
		}
		scores, from = scores[n:], from+n
	}
}
