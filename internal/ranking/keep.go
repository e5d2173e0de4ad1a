package ranking

import (
	"crypto/sha256"
	"encoding/binary"

	"github.com/fatiao/fatiao/internal/embedding"
)

// keeper hands out what an older collection has made of documents that are still
// the same: their words need not be cut nor their vectors made again. The nil
// keeper has nothing.
type keeper struct {
	old  *Collection
	free map[mark][]int32 // documents of the old collection that were not taken yet
	now  []int32          // of each document: 1 + its number in the old collection, 0 for new ones
}

// mark stands for all that a document is ranked by.
type mark [2]int64

func markOf(d *Doc, text, citing string) mark {
	h := sha256.New()
	var size [8]byte
	for _, s := range [...]string{d.Kind.String(), d.Title, d.Path, text, citing} {
		binary.LittleEndian.PutUint64(size[:], uint64(len(s)))
		h.Write(size[:])
		h.Write([]byte(s))
	}
	sum := h.Sum(nil)
	return mark{int64(binary.LittleEndian.Uint64(sum)), int64(binary.LittleEndian.Uint64(sum[8:]))}
}

// KeepFrom makes the builder take from an older collection what it has made of
// documents that did not change. The collection must be of the same model and
// dictionary and stay open until [Builder.Save] is done.
func (b *Builder) KeepFrom(old *Files) {
	k := &keeper{old: old.Collection, free: make(map[mark][]int32, old.Len())}
	t := old.table
	for i := range t.len() {
		m := mark{t.marks[0][i], t.marks[1][i]}
		k.free[m] = append(k.free[m], int32(i))
	}
	b.keep = k
	b.post.KeepFrom(old.post)
}

// take finds the next document in the old collection; documents are taken in
// their order.
func (k *keeper) take(m mark) (old int, ok bool) {
	if k == nil {
		return 0, false
	}
	free := k.free[m]
	if len(free) == 0 {
		k.now = append(k.now, 0)
		return 0, false
	}
	k.free[m] = free[1:]
	k.now = append(k.now, free[0]+1)
	return int(free[0]), true
}

// vector is the old vector of a document.
func (k *keeper) vector(doc int) embedding.Kept {
	if k == nil || k.now[doc] == 0 {
		return embedding.Kept{}
	}
	return embedding.Kept{From: k.old.vectors, At: int(k.now[doc] - 1)}
}

// short is a sentence or a title that has a vector of its own.
type short struct {
	text string
	kept int32 // 1 + the number of its vector in the old collection, 0 for none
}

func (s short) vector(from *embedding.Vectors) embedding.Kept {
	if s.kept == 0 {
		return embedding.Kept{}
	}
	return embedding.Kept{From: from, At: int(s.kept - 1)}
}

// sentences are those of an old document.
func (k *keeper) sentences(old int) []short {
	t := k.old.table
	var list []short
	for i := t.sentenceStart[old]; i < t.sentenceStart[old+1]; i++ {
		list = append(list, short{kept: i + 1})
	}
	return list
}

// title is 1 + the number of the title of an old document.
func (k *keeper) title(old int, ok bool) int32 {
	if !ok {
		return 0
	}
	return k.old.table.titles[old] + 1
}

func (k *keeper) sentenceVectors() *embedding.Vectors {
	if k == nil {
		return nil
	}
	return k.old.sentences
}

func (k *keeper) titleVectors() *embedding.Vectors {
	if k == nil {
		return nil
	}
	return k.old.titles
}
