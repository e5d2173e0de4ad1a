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
	dim    int
	steps  []float32
	pieces []piece // one behind another, at least one
}

// piece are vectors that lie together.
type piece struct {
	from  int // the number of the first
	bytes []int8
}

// Join puts vectors one behind another. They must be of one model and at least one.
func Join(list ...*Vectors) *Vectors {
	if len(list) == 1 {
		return list[0]
	}
	all := &Vectors{dim: list[0].dim}
	for _, vs := range list {
		for _, p := range vs.pieces {
			all.pieces = append(all.pieces, piece{len(all.steps) + p.from, p.bytes})
		}
		all.steps = append(all.steps, vs.steps...)
	}
	return all
}

// pieceOf is the piece with a vector, and where it ends.
func (vs *Vectors) pieceOf(i int) (p *piece, end int) {
	k := 0
	for k+1 < len(vs.pieces) && i >= vs.pieces[k+1].from {
		k++
	}
	end = len(vs.steps)
	if k+1 < len(vs.pieces) {
		end = vs.pieces[k+1].from
	}
	return &vs.pieces[k], end
}

// row are the numbers of a vector.
func (vs *Vectors) row(i int) []int8 {
	p, _ := vs.pieceOf(i)
	return p.bytes[(i-p.from)*vs.dim:][:vs.dim]
}

// Reused is a vector that was made before.
type Reused struct {
	From *Vectors // nil for none
	At   int
}

// EncodeAll makes the vectors of n texts; pieces gives the text with a number, and
// kept, if it is not nil, its vector where this model made it before.
func (m *Model) EncodeAll(n int, pieces func(i int) []Piece, kept func(i int) Reused) *Vectors {
	bytes := make([]int8, m.Dim*n)
	vs := &Vectors{dim: m.Dim, steps: make([]float32, n), pieces: []piece{{0, bytes}}}
	var wg sync.WaitGroup
	cores := runtime.GOMAXPROCS(0)
	for c := range cores {
		wg.Go(func() {
			e := encoder{m: m, v: make([]float32, m.Dim)}
			for i := c; i < n; i += cores {
				if kept != nil {
					if k := kept(i); k.From != nil {
						vs.steps[i] = k.From.steps[k.At]
						copy(bytes[i*m.Dim:][:m.Dim], k.From.row(k.At))
						continue
					}
				}
				vs.steps[i] = quantize(e.encode(pieces(i)), bytes[i*m.Dim:][:m.Dim])
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

// Append appends a vector as bytes: equal ones have equal bytes.
func (vs *Vectors) Append(to []byte, i int) []byte {
	to = binary.LittleEndian.AppendUint32(to, math.Float32bits(vs.steps[i]))
	for _, b := range vs.row(i) {
		to = append(to, byte(b))
	}
	return to
}

// Len is the number of vectors.
func (vs *Vectors) Len() int { return len(vs.steps) }

// Write writes the vectors.
func (vs *Vectors) Write(w io.Writer) error {
	out := binary.LittleEndian.AppendUint32(nil, uint32(vs.dim))
	out = binary.LittleEndian.AppendUint32(out, uint32(len(vs.steps)))
	for _, s := range vs.steps {
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(s))
	}
	for _, p := range vs.pieces {
		for _, b := range p.bytes {
			out = append(out, byte(b))
		}
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
	vs := &Vectors{dim: dim, steps: make([]float32, n), pieces: []piece{{0, asInt8(data[8+4*n:])}}}
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
	return p.step * vs.steps[i] * float32(dot8(p.bytes, vs.row(i)))
}

// ClosenessOfAll fills scores with the closeness of the vectors from on to p.
func (vs *Vectors) ClosenessOfAll(p QueryVector, from int, scores []float32) {
	var sums [256]int32
	for len(scores) > 0 {
		in, end := vs.pieceOf(from)
		n := min(len(sums), len(scores), end-from)
		dot8Rows(p.bytes, in.bytes[(from-in.from)*vs.dim:(from-in.from+n)*vs.dim], sums[:n])
		for i, step := range vs.steps[from : from+n] {
			scores[i] = p.step * step * float32(sums[i])
		}
		scores, from = scores[n:], from+n
	}
}
