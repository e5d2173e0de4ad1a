package ranking

import (
	"cmp"
	"slices"

	"github.com/fatiao/fatiao/internal/forest"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// The numbers of candidates that each way of looking gives.
const (
	byWords     = 300
	byCloseness = 2000
	byAnswers   = 60 // consultations that vote
	// byNeighbours is how many of the best of each way bring their neighbours
	byNeighbours = 30
	// bySiblings is how many of the best of each way bring what stands under their heading, at most
	// mostSiblings articles to each side
	bySiblings   = 3
	mostSiblings = 10
	// byTexts is how many of the closest cases and commentaries bring the articles that they apply,
	// at most mostApplied each
	byTexts     = 10
	mostApplied = 10
	// fullyWeighed is how many candidates the second forest orders.
	fullyWeighed = 400
)

// candidate is a document that may answer the question, with its features.
type candidate struct {
	doc                    int32
	rankClose, rankLexical int32   // from 1; 0 where the list does not have it
	first                  float32 // score of the first forest
	features               []float32
	asked                  int // consultations that it answers
}

// gatheringWays say how candidates are found: how many by closeness, and by what forest they are
// cut down; nil: not at all.
type gatheringWays struct {
	closest int
	first   *forest.Forest
}

// gathering collects candidates, each once, in the order in which they come.
type gathering struct {
	c    *Collection
	s    *scores
	list []candidate
}

func (g *gathering) add(docs []int32) {
	for _, d := range docs {
		if g.s.place[d] == 0 {
			g.list = append(g.list, candidate{doc: d})
			g.s.place[d] = int32(len(g.list))
		}
	}
}

// done forgets where documents stand in the list.
func (g *gathering) done() {
	for _, k := range g.list {
		g.s.place[k.doc] = 0
	}
}

// gather finds the documents that may answer a question which was scored, among the provisions
// that are allowed: the best by words and by closeness, what consultations say, and what
// stands near the best of these.
func (c *Collection) gather(q *lookup, s *scores, closest int, v *votes, allowed func(int) bool) (list []candidate) {
	words, near := s.some.best(s.lexical, allowed, byWords), s.some.best(s.close, allowed, closest)
	g := &gathering{c: c, s: s, list: make([]candidate, 0, len(words)+len(near)+byWords)}
	g.add(words)
	for i := range g.list {
		g.list[i].rankLexical = int32(i) + 1
	}
	g.add(near)
	for i, d := range near {
		g.list[s.place[d]-1].rankClose = int32(i) + 1
	}
	g.add(v.docs)
	g.add(c.commencements(q, allowed))
	for _, best := range [...][]int32{words, near} {
		g.add(c.around(best[:min(byNeighbours, len(best))], allowed))
		if closest > byWords {
			g.add(c.siblings(best[:min(bySiblings, len(best))], allowed))
		}
	}
	if closest > byWords {
		g.add(c.applied(s, allowed))
	}
	g.done()
	return g.list
}

// siblings are the articles under the headings of some.
func (c *Collection) siblings(docs []int32, allowed func(int) bool) (list []int32) {
	t := c.table
	for _, d := range docs {
		if t.headings[d] == 0 {
			continue
		}
		for _, step := range [...]int32{-1, 1} {
			for o, n := d+step, 0; o >= 0 && int(o) < t.len() && t.headings[o] == t.headings[d] && n < mostSiblings; o, n = o+step, n+1 {
				if allowed(int(o)) {
					list = append(list, o)
				}
			}
		}
	}
	return list
}

// applied are the articles that the cases and commentaries closest to a question cite.
func (c *Collection) applied(s *scores, allowed func(int) bool) (list []int32) {
	if s.some != nil {
		return nil // only what may be found was scored
	}
	texts := highestOf(c.noProvisions, s.close, func(d int) bool {
		k := searchdoc.Kind(c.table.kinds[d])
		return (k == searchdoc.Case || k == searchdoc.Commentary) && c.table.edgeStart[d] < c.table.edgeStart[d+1]
	}, byTexts)
	for _, d := range texts {
		n := 0
		for _, o := range c.table.edgesOf(int(d)) {
			if n < mostApplied && allowed(int(o)) {
				list = append(list, o)
				n++
			}
		}
	}
	return list
}

// foremost keeps the candidates that the second forest orders: those to which the first gives
// the highest scores, best first, and all for which consultations speak.
func foremost(list []candidate, v *votes) []candidate {
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.first, a.first), cmp.Compare(a.doc, b.doc))
	})
	kept := list[:min(fullyWeighed, len(list))]
	for _, k := range list[len(kept):] {
		if v.sum[k.doc] > 0 {
			kept = append(kept, k) // over one that has been looked at
		}
	}
	return kept
}

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
