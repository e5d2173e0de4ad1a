package ranking

// The numbers of candidates that each way of looking gives.
const (
	byWords     = 300
	byCloseness = 300
	byAnswers   = 60 // consultations that vote
	// byNeighbours is how many of the best of each way bring their neighbours
	byNeighbours = 30
)

// highest returns the n documents with the highest positive scores among those
// that are allowed, best first.
func highest(scores []float32, allowed func(doc int) bool, n int) []int32 {
	h := &lowest{scores: scores, docs: make([]int32, 0, n)}
	bar := float32(0) // a document must be above
	for i, s := range scores {
		if s > bar && allowed(i) {
			bar = h.take(int32(i), n)
		}
	}
	return h.bestFirst()
}

// highestOf is highest among some documents, which stand in the order of the collection.
func highestOf(docs []int32, scores []float32, allowed func(doc int) bool, n int) []int32 {
	h := &lowest{scores: scores, docs: make([]int32, 0, n)}
	bar := float32(0)
	for _, d := range docs {
		if scores[d] > bar && allowed(int(d)) {
			bar = h.take(d, n)
		}
	}
	return h.bestFirst()
}

// lowest is a heap of documents with the lowest score at the top; of equal
// ones, the last.
type lowest struct {
	scores []float32
	docs   []int32
}

// take takes a document in, in the place of the lowest where there are n, and returns what the
// score of the next must be above.
func (h *lowest) take(doc int32, n int) (bar float32) {
	if len(h.docs) < n {
		h.docs = append(h.docs, doc)
		for i := len(h.docs) - 1; i > 0; {
			up := (i - 1) / 2
			if !h.below(h.docs[i], h.docs[up]) {
				break
			}
			h.docs[i], h.docs[up] = h.docs[up], h.docs[i]
			i = up
		}
		if len(h.docs) < n {
			return 0
		}
	} else {
		h.docs[0] = doc
		h.down(len(h.docs))
	}
	return h.scores[h.docs[0]]
}

// down moves the top to its place among the first n.
func (h *lowest) down(n int) {
	for i := 0; ; {
		child := 2*i + 1
		if child >= n {
			return
		}
		if child+1 < n && h.below(h.docs[child+1], h.docs[child]) {
			child++
		}
		if !h.below(h.docs[child], h.docs[i]) {
			return
		}
		h.docs[i], h.docs[child] = h.docs[child], h.docs[i]
		i = child
	}
}

// below reports whether a document stands below another.
func (h *lowest) below(a, b int32) bool {
	if x, y := h.scores[a], h.scores[b]; x != y {
		return x < y
	}
	return a > b
}

// bestFirst empties the heap.
func (h *lowest) bestFirst() []int32 {
	for n := len(h.docs) - 1; n > 0; n-- {
		h.docs[0], h.docs[n] = h.docs[n], h.docs[0]
		h.down(n)
	}
	return h.docs
}
