package ranking

import (
	"crypto/sha256"
	"encoding/binary"

	"github.com/fatiao/fatiao/internal/embedding"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// reuse hands out what an older collection has made of documents that are still the
// same: their words need not be cut nor their vectors made again. Where all documents of a piece
// are still the same, its files are kept; the others are made anew, of what the older collection
// has. The nil reuse has nothing.
type reuse struct {
	old       *Collection
	dir       string
	documents [][]int32 // of each piece of the old collection
	bounds    []starts  // of these pieces
	same      []sameness
	stays     []bool   // which pieces are kept
	moved     []starts // where these begin in the new collection
	titles    map[int32]int32
}

// sameness says which document of the old collection one of the new is.
type sameness struct {
	old   int32 // 1 + its number, 0 for none
	whole bool  // with all that is known of it, not only with what it is ranked by
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
	b.reuse = &reuse{old: old.Collection, dir: old.dir, documents: old.table.documentsOf(), bounds: old.table.pieces.bounds(),
		titles: map[int32]int32{}}
	for _, name := range old.table.pieces.names {
		b.lastPiece = max(b.lastPiece, name)
	}
}

// of says which old document one is.
func (r *reuse) of(doc int) sameness {
	if r == nil {
		return sameness{}
	}
	return r.same[doc]
}

// markOfOld is the mark of an old document.
func (r *reuse) markOfOld(old int) mark {
	return mark{r.old.table.marks[0][old], r.old.table.marks[1][old]}
}

// match finds, by their marks, the documents of the old collection that are still the same, among
// those of which it is not known yet. citing are the texts that name each document.
func (b *Builder) match(citing []string) {
	r := b.reuse
	taken := make([]bool, r.old.Len())
	left := 0
	for _, s := range r.same {
		if s.old > 0 {
			taken[s.old-1] = true
		} else {
			left++
		}
	}
	if left == 0 {
		return
	}
	unused := make(map[mark][]int32, r.old.Len())
	for i, t := range taken {
		if !t {
			unused[r.markOfOld(i)] = append(unused[r.markOfOld(i)], int32(i))
		}
	}
	if len(unused) == 0 {
		return
	}
	for doc := range r.same {
		if r.same[doc].old > 0 {
			continue
		}
		d := b.read(doc)
		m := markOf(d, d.RankedText(), citing[doc])
		if list := unused[m]; len(list) > 0 {
			unused[m] = list[1:]
			r.same[doc] = sameness{list[0] + 1, d.Gist == "" && len(d.Parts) == 0}
		}
	}
}

// mostRewritten is how many times the documents that are written anyway a piece has that is put
// together with them. With it there are never more pieces than the logarithm of the documents, and
// a document is written as often.
const mostRewritten = 4

// choose decides which pieces are kept: those whose documents are all still there, but for small
// ones, which are put together with what is new.
func (b *Builder) choose() {
	r := b.reuse
	pieces := len(r.documents)
	r.stays, r.moved = make([]bool, pieces), make([]starts, pieces)
	alive := make([]int, pieces)
	var written [2]int // provisions and laws, and other documents, that are written
	for doc, s := range r.same {
		if s.old > 0 && s.whole {
			alive[r.pieceOf(r.old.table.rows[s.old-1])]++
		} else {
			written[b.shelf(doc)]++
		}
	}
	for i := range pieces {
		if r.stays[i] = alive[i] == len(r.documents[i]) && alive[i] > 0; !r.stays[i] {
			written[shelfOf(r.old.table.kinds, r.documents[i])] += alive[i]
		}
	}
	for i := pieces - 1; i >= 0; i-- {
		shelf := shelfOf(r.old.table.kinds, r.documents[i])
		if r.stays[i] && alive[i] < mostRewritten*written[shelf] {
			r.stays[i] = false
			written[shelf] += alive[i]
		}
	}
	for i, stays := range r.stays {
		if stays {
			r.moved[i] = b.ends
			b.ends = b.ends.plus(r.old.table.pieces.size(i))
			b.table.pieces.add(r.old.table.pieces.names[i], r.old.table.pieces.size(i))
		}
	}
}

// shelf is 0 for provisions and laws, 1 for other documents: no piece has both, so that a change
// of laws leaves cases alone.
func (b *Builder) shelf(doc int) int { return shelfOf(b.table.kinds, []int32{int32(doc)}) }

func shelfOf(kinds []uint8, docs []int32) int {
	if len(docs) == 0 {
		return 0
	}
	if k := searchdoc.Kind(kinds[docs[0]]); k.IsProvision() || k == searchdoc.Law {
		return 0
	}
	return 1
}

// pieceOf is the piece of the old collection with a row.
func (r *reuse) pieceOf(row int32) int { return r.find(func(s starts) bool { return row >= s.rows }) }

// find is the last piece that begins before something.
func (r *reuse) find(before func(starts) bool) int {
	k := 0
	for k+1 < len(r.documents) && before(r.bounds[k+1]) {
		k++
	}
	return k
}

// keptRow is where a row of the old collection lies in the new one; ok is false where it must be
// written again.
func (r *reuse) keptRow(row int32) (now int32, ok bool) {
	i := r.pieceOf(row)
	return row - r.bounds[i].rows + r.moved[i].rows, r.stays[i]
}

// keptSentences is likewise where vectors of sentences begin, and keptTitle one of a title.
func (r *reuse) keptSentences(from int32) (now int32, ok bool) {
	i := r.find(func(s starts) bool { return from >= s.sentences })
	return from - r.bounds[i].sentences + r.moved[i].sentences, r.stays[i]
}

func (r *reuse) keptTitle(title int32) (now int32, ok bool) {
	i := r.find(func(s starts) bool { return title >= s.titles })
	return title - r.bounds[i].titles + r.moved[i].titles, r.stays[i]
}

// keptText is where a text begins.
func (r *reuse) keptText(from int64) (now int64, ok bool) {
	i := r.find(func(s starts) bool { return from >= s.texts })
	return from - r.bounds[i].texts + r.moved[i].texts, r.stays[i]
}

// vector is the old vector of a document.
func (r *reuse) vector(doc int32) embedding.Reused {
	s := r.of(int(doc))
	if s.old == 0 {
		return embedding.Reused{}
	}
	return embedding.Reused{From: r.old.vectors, At: int(r.old.table.rows[s.old-1])}
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
