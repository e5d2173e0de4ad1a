// Package embedding turns a text into a short vector, so that a question and
// the article that answers it lie close together although they share few
// words.
//
// A text is the sum of the rows of its character n-grams (1 to 3 characters),
// each with a learned weight, scaled to length one; question and article use
// the same table. [Trainer.Train] learns table and weights from pairs of texts
// that belong together. [Model.Encode] makes the vector of a text; the closeness of
// two is the dot product. A [Model] keeps a row in Dim bytes.
package embedding

import "math"

// Piece is a part of a text with the weight of its n-grams beside the other
// parts: the title of a law counts less than the words of its article.
type Piece struct {
	Text   string
	Weight float32
}

// Model is a trained table. It is safe for concurrent use.
type Model struct {
	Dim   int
	rows  *rowTable
	scale []float32 // of each row: learned weight times the step of its bytes
	table []int8    // len(scale) × Dim
}

// Encode returns the vector of a text, of length one; all zero for a text
// without known n-grams.
func (m *Model) Encode(pieces ...Piece) []float32 {
	e := encoder{m: m, v: make([]float32, m.Dim)}
	return e.encode(pieces)
}

// encoder makes vectors one after the other, in room of its own.
type encoder struct {
	m     *Model
	v     []float32
	count counter
}

// encode returns the vector of a text, until the next one is made.
func (e *encoder) encode(pieces []Piece) []float32 {
	clear(e.v)
	dim := e.m.Dim
	for _, f := range e.count.grams(e.m.rows, pieces) {
		row := e.m.table[int(f.row)*dim:][:dim]
		w := f.weight * e.m.scale[f.row]
		addScaled8(w, row, e.v)
	}
	normalize(e.v)
	return e.v
}

// NgramWeight is how much an n-gram moves the vector of a text: the length of its
// row. What is said in every question moves it little. It is 0 for an n-gram that
// the model does not have.
func (m *Model) NgramWeight(ngram string) float32 {
	var key uint32
	n := 0
	eachGram(ngram, func(k uint32) { key, n = k, n+1 })
	row, ok := m.rows.get(key)
	if n == 0 || !ok {
		return 0
	}
	var sum int32
	for _, x := range m.table[int(row)*m.Dim:][:m.Dim] {
		sum += int32(x) * int32(x)
	}
	w := m.scale[row]
	return float32(math.Sqrt(float64(sum))) * max(w, -w)
}

// normalize scales v to length one and returns the length it had.
func normalize(v []float32) float32 {
	n := float32(math.Sqrt(float64(dot(v, v))))
	if n == 0 {
		return 0
	}
	for i := range v {
		v[i] /= n
	}
	return n
}

// gram is an n-gram of a text: its row and how much it counts.
type gram struct {
	row    int32
	weight float32
}

// counter counts the n-grams of texts, in room that is used again.
type counter struct {
	at   map[int32]int32 // of each row: its place in list
	list []gram
}

// grams returns the known n-grams of a text, each once, in the order in which
// they first occur, until the next text. A gram that occurs n times counts √n.
func (c *counter) grams(rows *rowTable, pieces []Piece) []gram {
	if c.at == nil {
		c.at = map[int32]int32{}
	}
	clear(c.at)
	c.list = c.list[:0]
	for _, p := range pieces {
		eachGram(p.Text, func(key uint32) {
			row, ok := rows.get(key)
			if !ok {
				return
			}
			i, ok := c.at[row]
			if !ok {
				i = int32(len(c.list))
				c.at[row] = i
				c.list = append(c.list, gram{row: row})
			}
			c.list[i].weight += p.Weight
		})
	}
	for i := range c.list {
		c.list[i].weight = float32(math.Sqrt(float64(c.list[i].weight)))
	}
	return c.list
}
