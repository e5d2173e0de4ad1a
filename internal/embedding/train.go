package embedding

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"sort"
	"sync"
)

// Settings are the settings of the training. The zero value is of no use;
// start from [Defaults].
type Settings struct {
	Dim   int     // length of a vector
	Rows  int     // n-grams that are kept, the most frequent ones
	Batch int     // pairs that are each other's wrong answers
	Scale float32 // of the closeness of two texts before the softmax
	Keep  float32 // share of the n-grams of a text that are used each time it is seen
	Seed  uint64
	// Start are rows to start from, nil to start from random ones only.
	Start *Start
	// Added is how many words of Start are kept although no text has them, the most frequent
	// ones, beside Rows.
	Added int
}

// Defaults returns the settings that the shipped model was trained with.
func Defaults() Settings {
	return Settings{Dim: 160, Rows: 64_000, Batch: 256, Scale: 20, Keep: 0.5, Seed: 1, Added: 36_000}
}

// Pair are two texts that belong together, as numbers in the trainer's texts.
type Pair struct{ A, B int32 }

// Trainer learns a table.
type Trainer struct {
	set    Settings
	rows   *rowTable
	texts  [][]gram
	table  []float32 // rows × Dim
	weight []float32
	// what the steps so far add up to, for each row (Adagrad over rows)
	tableSum  [workers][]float32 // of the columns of each worker
	weightSum []float32
	rng       *rand.Rand
	b         *batch
}

// addedWeight is the weight of a word that no text has beside that of one that a single
// text has: names and places are such words, and none of them says what is asked.
const addedWeight = 0.4

// NewTrainer chooses the n-grams to keep from the texts and starts with random rows, or
// those of [Settings.Start], weighted by how rare the n-grams are.
func NewTrainer(set Settings, texts [][]Piece) *Trainer {
	t := &Trainer{set: set, rng: rand.New(rand.NewPCG(set.Seed, 1))} // #nosec G404 -- training must give the same model each time
	t.choose(texts)
	t.texts = make([][]gram, len(texts))
	var wg sync.WaitGroup
	for part := range workers {
		wg.Go(func() {
			var c counter
			for i := part; i < len(texts); i += workers {
				t.texts[i] = slices.Clone(c.grams(t.rows, texts[i]))
			}
		})
	}
	wg.Wait()
	return t
}

// choose picks the rows and gives them their first values.
func (t *Trainer) choose(texts [][]Piece) {
	type entry struct {
		key uint32
		df  int32
	}
	df := map[uint32]int32{}
	for _, text := range texts {
		seen := map[uint32]bool{}
		for _, p := range text {
			eachGram(p.Text, func(key uint32) { seen[key] = true })
		}
		for key := range seen {
			df[key]++
		}
	}
	list := make([]entry, 0, len(df))
	for key, n := range df {
		if n > 1 {
			list = append(list, entry{key, n})
		}
	}
	sort.Slice(list, func(i, j int) bool {
		if list[i].df != list[j].df {
			return list[i].df > list[j].df
		}
		return list[i].key < list[j].key
	})
	list = list[:min(len(list), t.set.Rows)]
	t.rows = newRowTable(len(list) + t.set.Added)
	for i, e := range list {
		t.rows.put(e.key, int32(i))
		t.weight = append(t.weight, float32(math.Log(float64(len(texts)+1)/float64(e.df))))
	}
	for _, w := range t.set.Start.words(t.set.Added, t.rows) {
		t.rows.put(w, int32(len(t.weight)))
		t.weight = append(t.weight, addedWeight*float32(math.Log(float64(len(texts)+1))))
	}
	n := len(t.weight)
	t.table = make([]float32, n*t.set.Dim)
	for i := range t.table {
		t.table[i] = float32(t.rng.NormFloat64() / math.Sqrt(float64(t.set.Dim)))
	}
	t.set.Start.fill(t.table, t.rows, t.set.Dim)
	for w := range t.tableSum {
		t.tableSum[w] = make([]float32, n)
	}
	t.weightSum = make([]float32, n)
}

// Train goes through the pairs once, in random order, and returns the mean loss.
// Texts of one batch that belong to several pairs are not taken for wrong answers.
func (t *Trainer) Train(ctx context.Context, pairs []Pair, rate float32) (loss float64, err error) {
	if t.b == nil {
		t.b = newBatch(t)
	}
	order := t.rng.Perm(len(pairs))
	batches := (len(order) + t.set.Batch - 1) / t.set.Batch
	for n := range batches {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		part := order[n*t.set.Batch : min(len(order), (n+1)*t.set.Batch)]
		if len(part) < t.set.Batch/4 && n > 0 {
			break // too few wrong answers to learn from
		}
		t.b.load(pairs, part)
		loss += t.b.step(rate)
	}
	return loss / float64(max(1, batches)), nil
}

// Model makes the table that is kept: a byte for each number.
func (t *Trainer) Model() *Model {
	m := &Model{Dim: t.set.Dim, rows: t.rows, scale: make([]float32, len(t.weight)), table: make([]int8, len(t.table))}
	for row, w := range t.weight {
		from, to := t.table[row*t.set.Dim:][:t.set.Dim], m.table[row*t.set.Dim:][:t.set.Dim]
		m.scale[row] = w * quantize(from, to)
	}
	return m
}
