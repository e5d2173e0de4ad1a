package ranking

import (
	"github.com/fatiao/fatiao/internal/embedding"
	"github.com/fatiao/fatiao/internal/postings"
)

// Collection is what is ranked. It is safe for concurrent use.
type Collection struct {
	table   *table
	post    *postings.Index
	vectors *embedding.Vectors
	// Vectors of the sentences of article i: sentences[sentenceStart[i]:sentenceStart[i+1]],
	// none where it has but one; and of title and headings, by heading.
	sentences, titles *embedding.Vectors
	texts             []byte

	// citing is table.edges turned round: who cites document i.
	citingStart, citing []int32
	askedBy             []int32         // consultations with answers
	sizes               map[int32]int32 // documents of each version
}

func newCollection(t *table, post *postings.Index, vectors *embedding.Vectors) *Collection {
	c := &Collection{table: t, post: post, vectors: vectors, sizes: map[int32]int32{}}
	n := t.len()
	c.citingStart = make([]int32, n+1)
	for _, to := range t.edges {
		c.citingStart[to+1]++
	}
	for i := range n {
		c.citingStart[i+1] += c.citingStart[i]
	}
	c.citing = make([]int32, len(t.edges))
	next := append([]int32(nil), c.citingStart[:n]...)
	for from := range n {
		for _, to := range t.edgesOf(from) {
			c.citing[next[to]] = int32(from)
			next[to]++
		}
		if Kind(t.kinds[from]) == Consultation && t.answerStart[from] < t.answerStart[from+1] {
			c.askedBy = append(c.askedBy, int32(from))
		}
		c.sizes[t.versions[from]]++
	}
	return c
}

func (c *Collection) citingOf(doc int) []int32 {
	return c.citing[c.citingStart[doc]:c.citingStart[doc+1]]
}

// Cites returns the documents that a document cites.
func (c *Collection) Cites(doc int) []int32 { return c.table.edgesOf(doc) }

// CitedBy returns the documents that cite a document.
func (c *Collection) CitedBy(doc int) []int32 { return c.citingOf(doc) }

// Text is the text of a document as it can be looked through: folded as
// gseanalysis.Fold does, behind it a zero byte and title and headings.
func (c *Collection) Text(doc int) []byte {
	return c.texts[c.table.textStart[doc]:c.table.textStart[doc+1]]
}

// Len is the number of documents.
func (c *Collection) Len() int { return c.table.len() }
