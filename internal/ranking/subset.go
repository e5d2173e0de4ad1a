package ranking

import (
	"slices"

	"github.com/fatiao/fatiao/internal/postings"
)

// subset are documents whose scores are enough to rank a few: these, and all whose scores are
// looked at beside theirs. Reading the postings of the others, and comparing them with the
// question, is most of what a question costs.
type subset struct {
	found []int32 // the documents that may be found, in the order of the collection
	docs  []int32 // those with all others that are scored, in no order
	set   postings.Set
}

// mostOfSubset is the share of a collection, one in so many, up to which the documents that may
// be found are scored alone.
const mostOfSubset = 8

// subsetOf is the subset for the only documents that may be found; nil where all documents are
// to be scored.
func (c *Collection) subsetOf(only []int) *subset {
	if only == nil || len(only) > c.Len()/mostOfSubset {
		return nil
	}
	s := &subset{set: c.post.NewSet()}
	add := func(d int32) {
		if !s.set.Has(d) {
			s.set.Add(d)
			s.docs = append(s.docs, d)
		}
	}
	for _, d := range only {
		s.found = append(s.found, int32(d))
		add(int32(d))
	}
	slices.Sort(s.found)
	for _, d := range s.found {
		for o := range c.table.beside(d) {
			add(o)
		}
		for _, list := range [...][]int32{c.table.edgesOf(int(d)), c.citingOf(int(d))} {
			for _, o := range list {
				add(o)
			}
		}
	}
	for _, d := range c.askedBy { // they vote
		add(d)
	}
	return s
}

// best returns the n documents with the highest positive scores among those that are allowed,
// best first.
func (s *subset) best(scores []float32, allowed func(doc int) bool, n int) []int32 {
	if s == nil {
		return highest(scores, allowed, n)
	}
	return highestOf(s.found, scores, allowed, n)
}
