package ranking

import (
	"crypto/sha256"
	"encoding/binary"

	"github.com/fatiao/fatiao/internal/embedding"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// reuse hands out what an older collection has made of documents that are still the
// same: their words need not be cut nor their vectors made again. The nil reuse has
// nothing.
type reuse struct {
	old     *Collection
	unused  map[mark][]int32 // documents of the old collection that were not taken yet
	numbers []int32          // of each document: 1 + its number in the old collection, 0 for new ones
}

// mark stands for all that a document is ranked by: documents with one mark have the
// same words and vectors.
type mark [2]int64

// markOf is the mark of a document that is ranked by text and that citing names.
func markOf(d *searchdoc.Document, text, citing string) mark {
	h := sha256.New()
	var size [8]byte
	for _, s := range [...]string{d.Kind.String(), d.Title, d.Path(), text, citing} {
		binary.LittleEndian.PutUint64(size[:], uint64(len(s)))
		h.Write(size[:])
		h.Write([]byte(s))
	}
	sum := h.Sum(nil)
	return mark{int64(binary.LittleEndian.Uint64(sum)), int64(binary.LittleEndian.Uint64(sum[8:]))}
}

// ReuseFrom makes the builder take from an older collection what it has made of
// documents that did not change. The collection must be of the same model and
// dictionary and stay open until [Builder.Save] is done.
func (b *Builder) ReuseFrom(old *Files) {
	r := &reuse{old: old.Collection, unused: make(map[mark][]int32, old.Len())}
	t := old.table
	for i := range t.len() {
		m := mark{t.marks[0][i], t.marks[1][i]}
		r.unused[m] = append(r.unused[m], int32(i))
	}
	b.reuse = r
	b.post.ReuseFrom(old.post)
}

// take finds the next document with a mark in the old collection; documents are taken
// in their order. It is called once for every document of the new one.
func (r *reuse) take(m mark) (old int, ok bool) {
	if r == nil {
		return 0, false
	}
	unused := r.unused[m]
	if len(unused) == 0 {
		r.numbers = append(r.numbers, 0)
		return 0, false
	}
	r.unused[m] = unused[1:]
	r.numbers = append(r.numbers, unused[0]+1)
	return int(unused[0]), true
}

// vector is the old vector of a document.
func (r *reuse) vector(doc int) embedding.Reused {
	if r == nil || r.numbers[doc] == 0 {
		return embedding.Reused{}
	}
	return embedding.Reused{From: r.old.vectors, At: int(r.numbers[doc] - 1)}
}

// fragment is a sentence or a title that has a vector of its own. It has a text or an
// old vector.
type fragment struct {
	text string
	old  int32 // 1 + the number of its vector in the old collection, 0 for none
}

func (s fragment) vector(from *embedding.Vectors) embedding.Reused {
	if s.old == 0 {
		return embedding.Reused{}
	}
	return embedding.Reused{From: from, At: int(s.old - 1)}
}

// sentences are those of an old document.
func (r *reuse) sentences(old int) []fragment {
	t := r.old.table
	var list []fragment
	for i := t.sentenceStart[old]; i < t.sentenceStart[old+1]; i++ {
		list = append(list, fragment{old: i + 1})
	}
	return list
}

// title is 1 + the number of the title of an old document; 0 where there is none.
func (r *reuse) title(old int, ok bool) int32 {
	if !ok {
		return 0
	}
	return r.old.table.titles[old] + 1
}

func (r *reuse) sentenceVectors() *embedding.Vectors {
	if r == nil {
		return nil
	}
	return r.old.sentences
}

func (r *reuse) titleVectors() *embedding.Vectors {
	if r == nil {
		return nil
	}
	return r.old.titles
}
