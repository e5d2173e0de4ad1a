package ranking

import "container/heap"

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
	h := &lowest{scores: scores}
	for i, s := range scores {
		if s <= 0 || len(h.docs) == n && s <= scores[h.docs[0]] || !allowed(i) {
			continue
		}
		if len(h.docs) == n {
			h.docs[0] = int32(i)
			heap.Fix(h, 0)
			continue
		}
		heap.Push(h, int32(i))
	}
	list := make([]int32, len(h.docs))
	for i := len(list) - 1; i >= 0; i-- {
		list[i] = heap.Pop(h).(int32)
	}
	return list
}

// lowest is a heap of documents with the lowest score at the top; of equal
// ones, the last.
type lowest struct {
	scores []float32
	docs   []int32
}

func (h *lowest) Len() int { return len(h.docs) }
func (h *lowest) Less(i, j int) bool {
	a, b := h.docs[i], h.docs[j]
	if h.scores[a] != h.scores[b] {
		return h.scores[a] < h.scores[b]
	}
	return a > b
}
func (h *lowest) Swap(i, j int) { h.docs[i], h.docs[j] = h.docs[j], h.docs[i] }
func (h *lowest) Push(x any)    { h.docs = append(h.docs, x.(int32)) }
func (h *lowest) Pop() any {
	last := h.docs[len(h.docs)-1]
	h.docs = h.docs[:len(h.docs)-1]
	return last
}
