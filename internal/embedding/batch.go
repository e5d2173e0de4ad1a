package embedding

import (
	"math"
	"sync"
)

// side is one half of a batch: its texts and their vectors.
type side struct {
	ids   []int32
	grams [][]gram
	vecs  []float32 // texts × Dim, of length one
	norms []float32
	grads []float32 // of the loss by the vectors, then by the sums they came from
}

// batch is the room for a step of the training. Two workers share each stage;
// none writes what the other reads or writes, so the result does not depend on
// their order.
type batch struct {
	t       *Trainer
	a, b    side
	close   []float32 // Batch × Batch: closeness, then its gradient
	grads   []float32 // rows × Dim
	wgrads  [workers][]float32
	touched []int32
	mark    []bool
}

const workers = 2

func newBatch(t *Trainer) *batch {
	n, dim := t.set.Batch, t.set.Dim
	b := &batch{t: t, close: make([]float32, n*n), grads: make([]float32, len(t.table)), mark: make([]bool, len(t.weight))}
	for i := range b.wgrads {
		b.wgrads[i] = make([]float32, len(t.weight))
	}
	for _, s := range [...]*side{&b.a, &b.b} {
		s.vecs, s.grads, s.norms = make([]float32, n*dim), make([]float32, n*dim), make([]float32, n)
	}
	return b
}

// load takes the texts of some pairs, each with part of its n-grams.
func (b *batch) load(pairs []Pair, which []int) {
	b.a.reset()
	b.b.reset()
	for _, i := range which {
		b.add(&b.a, pairs[i].A)
		b.add(&b.b, pairs[i].B)
	}
}

func (s *side) reset() { s.ids, s.grams = s.ids[:0], s.grams[:0] }

func (b *batch) add(s *side, text int32) {
	all := b.t.texts[text]
	grams := make([]gram, 0, len(all))
	for _, g := range all {
		if b.t.rng.Float32() < b.t.set.Keep {
			grams = append(grams, g)
			if !b.mark[g.row] {
				b.mark[g.row] = true
				b.touched = append(b.touched, g.row)
			}
		}
	}
	s.ids = append(s.ids, text)
	s.grams = append(s.grams, grams)
}

// share runs f for each worker and waits.
func share(f func(worker int)) {
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() { f(w) })
	}
	wg.Wait()
}

// step learns from the loaded batch and returns its mean loss.
func (b *batch) step(rate float32) float64 {
	n, dim := len(b.a.ids), b.t.set.Dim
	share(func(w int) {
		for i := w; i < n; i += workers {
			b.encode(&b.a, i)
			b.encode(&b.b, i)
		}
	})
	var losses [workers]float64
	share(func(w int) {
		for i := w; i < n; i += workers {
			losses[w] += b.softmax(i)
		}
	})
	share(func(w int) {
		for i := w; i < n; i += workers {
			clear(b.a.grads[i*dim:][:dim])
			clear(b.b.grads[i*dim:][:dim])
			for j := range n {
				addScaled(b.close[i*n+j], b.b.vecs[j*dim:][:dim], b.a.grads[i*dim:][:dim])
				addScaled(b.close[j*n+i], b.a.vecs[j*dim:][:dim], b.b.grads[i*dim:][:dim])
			}
			b.a.unscale(i, dim)
			b.b.unscale(i, dim)
		}
	})
	share(func(w int) { b.descend(w, rate) })
	for _, row := range b.touched {
		b.mark[row] = false
		var g float32
		for w := range b.wgrads {
			g += b.wgrads[w][row]
			b.wgrads[w][row] = 0
		}
		b.t.weightSum[row] += g * g
		b.t.weight[row] -= weightRate * rate * g / (float32(math.Sqrt(float64(b.t.weightSum[row]))) + 1e-8)
	}
	b.touched = b.touched[:0]
	loss := 0.0
	for _, l := range losses {
		loss += l
	}
	return loss / float64(n)
}

// weightRate is how fast weights learn beside rows.
const weightRate = 1

func (b *batch) encode(s *side, i int) {
	dim := b.t.set.Dim
	v := s.vecs[i*dim:][:dim]
	clear(v)
	for _, g := range s.grams[i] {
		addScaled(g.weight*b.t.weight[g.row], b.t.table[int(g.row)*dim:][:dim], v)
	}
	s.norms[i] = normalize(v)
}

// softmax fills row i of close with the gradient of the loss by the closeness
// of text i of a to each text of b, and returns the loss.
func (b *batch) softmax(i int) float64 {
	n, dim := len(b.a.ids), b.t.set.Dim
	row := b.close[i*n:][:n]
	most := float32(math.Inf(-1))
	for j := range row {
		row[j] = b.t.set.Scale * dot(b.a.vecs[i*dim:][:dim], b.b.vecs[j*dim:][:dim])
		if j != i && (b.b.ids[j] == b.b.ids[i] || b.a.ids[j] == b.a.ids[i]) {
			row[j] = float32(math.Inf(-1))
		}
		most = max(most, row[j])
	}
	right, sum := float64(row[i]-most), 0.0
	for j := range row {
		e := math.Exp(float64(row[j] - most))
		row[j] = float32(e)
		sum += e
	}
	for j := range row {
		row[j] *= b.t.set.Scale / float32(sum) / float32(n)
	}
	row[i] -= b.t.set.Scale / float32(n)
	return math.Log(sum) - right
}

// unscale turns the gradient by a vector of length one into that by the sum
// that was scaled.
func (s *side) unscale(i, dim int) {
	v, g := s.vecs[i*dim:][:dim], s.grads[i*dim:][:dim]
	if s.norms[i] == 0 {
		clear(g)
		return
	}
	along := dot(v, g)
	for k := range g {
		g[k] = (g[k] - along*v[k]) / s.norms[i]
	}
}

// descend moves the rows of the batch against their gradients. A worker has its
// part of the columns.
func (b *batch) descend(worker int, rate float32) {
	dim := b.t.set.Dim
	from, to := worker*dim/workers, (worker+1)*dim/workers
	wgrads, sums := b.wgrads[worker], b.t.tableSum[worker]
	for _, s := range [...]*side{&b.a, &b.b} {
		for i, grams := range s.grams {
			g := s.grads[i*dim+from : i*dim+to]
			for _, f := range grams {
				at := int(f.row) * dim
				addScaled(f.weight*b.t.weight[f.row], g, b.grads[at+from:at+to])
				wgrads[f.row] += f.weight * dot(b.t.table[at+from:at+to], g)
			}
		}
	}
	for _, row := range b.touched {
		at := int(row) * dim
		g := b.grads[at+from : at+to]
		sums[row] += dot(g, g) / float32(len(g))
		if sums[row] > 0 {
			addScaled(-rate/(float32(math.Sqrt(float64(sums[row])))+1e-10), g, b.t.table[at+from:at+to])
		}
		clear(g)
	}
}
