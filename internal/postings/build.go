package postings

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"math/bits"
	"slices"
)

// Builder collects documents for an index.
type Builder struct {
	fields  int
	docs    int
	numbers map[uint64]int32 // of the lists of terms, by their keys; without pointers for the collector to follow
	lists   [][]postingList  // by their numbers, listsTogether in each
	lengths [][]uint16
	sums    []uint64
	keys    []uint64  // of the terms that are being added
	old     *Index    // where documents are kept from, nil for none
	places  []place   // of its documents
	kept    [][]int32 // of each document of each of its files: 1 + the number that it has now, 0 for none
}

// postingList is a list while it is built.
type postingList struct {
	bytes []byte
	n     int
	last  int
}

// NewBuilder starts an index with a number of fields.
func NewBuilder(fields int) *Builder {
	return &Builder{fields: fields, numbers: map[uint64]int32{}, lengths: make([][]uint16, fields), sums: make([]uint64, fields)}
}

// listsTogether is how many lists are set aside together.
const listsTogether = 4096

// list is the list of a key, nil where there is none.
func (b *Builder) list(key uint64) *postingList {
	i, ok := b.numbers[key]
	if !ok {
		return nil
	}
	return &b.lists[i/listsTogether][i%listsTogether]
}

// listOf is the list of a key, which it makes where there is none.
func (b *Builder) listOf(key uint64) *postingList {
	if l := b.list(key); l != nil {
		return l
	}
	i := len(b.numbers)
	b.numbers[key] = int32(i)
	if i%listsTogether == 0 {
		b.lists = append(b.lists, make([]postingList, listsTogether))
	}
	l := &b.lists[i/listsTogether][i%listsTogether]
	l.last = -1
	return l
}

// place is where a document of an index lies: in which file, as which of its documents.
type place struct{ piece, row int32 }

// ReuseFrom says where the documents come from that [Builder.Reuse] keeps. The index
// must have the same fields and stay open until [Builder.Write] is done.
func (b *Builder) ReuseFrom(old *Index) {
	b.old, b.places, b.kept = old, make([]place, old.docs), make([][]int32, len(old.pieces))
	for i := range old.pieces {
		for row := range old.pieces[i].rows {
			b.places[old.pieces[i].doc(int32(row))] = place{int32(i), int32(row)}
		}
	}
}

// Reuse makes the next document of one of the index that documents are kept from,
// with all its terms, and returns its number. Each is kept once at most.
func (b *Builder) Reuse(old int) int {
	doc, at := b.NextDocument(), b.places[old]
	p := &b.old.pieces[at.piece]
	if b.kept[at.piece] == nil {
		b.kept[at.piece] = make([]int32, p.rows)
	}
	b.kept[at.piece][at.row] = int32(doc + 1)
	for f := range b.fields {
		b.lengths[f][doc] = p.length(Field(f), int(at.row))
		b.sums[f] += uint64(b.lengths[f][doc])
	}
	return doc
}

// NextDocument starts the next document and returns its number.
func (b *Builder) NextDocument() int {
	for f := range b.lengths {
		b.lengths[f] = append(b.lengths[f], 0)
	}
	b.docs++
	return b.docs - 1
}

// Add gives the document the terms of a field, in any order. A field is added
// once for a document.
func (b *Builder) Add(f Field, terms []string) {
	b.keys = b.keys[:0]
	for _, t := range terms {
		b.keys = append(b.keys, key(f, t))
	}
	slices.Sort(b.keys) // equal ones stand together
	doc := b.docs - 1
	b.lengths[f][doc] = uint16(min(len(terms), math.MaxUint16))
	b.sums[f] += uint64(b.lengths[f][doc])
	for i := 0; i < len(b.keys); {
		k, tf := b.keys[i], 0
		for ; i < len(b.keys) && b.keys[i] == k; i++ {
			tf++
		}
		b.listOf(k).add(posting{doc, tf})
	}
}

// posting is a document that has a term, with how often it has it.
type posting struct{ doc, tf int }

func (l *postingList) add(p posting) {
	v := uint64(p.doc-l.last) << 1
	if p.tf > 1 {
		v |= 1
	}
	l.bytes = binary.AppendUvarint(l.bytes, v)
	if p.tf > 1 {
		l.bytes = binary.AppendUvarint(l.bytes, uint64(p.tf))
	}
	l.last = p.doc
	l.n++
}

// mergeReused adds the lists of the documents that are kept to those of the new ones.
func (b *Builder) mergeReused() {
	for i, kept := range b.kept {
		if kept != nil {
			b.mergePiece(&b.old.pieces[i], kept)
		}
	}
	b.old, b.kept = nil, nil
}

// mergePiece adds the lists of the documents of a file that are kept.
func (b *Builder) mergePiece(p *piece, kept []int32) {
	var all []posting
	byDoc := func(x, y posting) int { return x.doc - y.doc }
	p.eachTerm(func(k uint64, list []byte, n int) {
		all = all[:0]
		each(list, n, p.rows, func(doc, tf int) {
			if now := kept[doc]; now > 0 {
				all = append(all, posting{int(now - 1), tf})
			}
		})
		if len(all) == 0 {
			return
		}
		if l := b.list(k); l != nil {
			each(l.bytes, l.n, b.docs, func(doc, tf int) { all = append(all, posting{doc, tf}) })
		}
		if !slices.IsSortedFunc(all, byDoc) {
			slices.SortFunc(all, byDoc)
		}
		merged := postingList{last: -1, bytes: make([]byte, 0, 2*len(all))}
		for _, p := range all {
			merged.add(p)
		}
		*b.listOf(k) = merged
	})
}

// Write writes the index.
func (b *Builder) Write(w io.Writer) error {
	b.mergeReused()
	slots := 1 << bits.Len(uint(len(b.numbers)*3/2))
	head := append([]byte(magic), make([]byte, 0, 16)...)
	for _, n := range [...]int{FormatVersion, b.fields, b.docs, slots} {
		head = binary.LittleEndian.AppendUint32(head, uint32(n))
	}
	for _, s := range b.sums {
		head = binary.LittleEndian.AppendUint64(head, s)
	}
	for _, lengths := range b.lengths {
		for _, n := range lengths {
			head = binary.LittleEndian.AppendUint16(head, n)
		}
	}
	table := make([]byte, slots*slotSize)
	offset := uint64(len(head) + len(table))
	keys := make([]uint64, 0, len(b.numbers))
	for k := range b.numbers {
		keys = append(keys, k)
	}
	slices.Sort(keys) // one file for the same documents
	mask := uint64(slots - 1)
	for _, k := range keys {
		i := k & mask
		for binary.LittleEndian.Uint64(table[i*slotSize:]) != 0 {
			i = (i + 1) & mask
		}
		binary.LittleEndian.PutUint64(table[i*slotSize:], k)
	}
	keys = keys[:0] // now in the order of the slots
	for i := range slots {
		k := binary.LittleEndian.Uint64(table[i*slotSize:])
		if k == 0 {
			continue
		}
		keys = append(keys, k)
		binary.LittleEndian.PutUint64(table[i*slotSize+8:], offset)
		l := b.list(k)
		offset += uint64(len(binary.AppendUvarint(nil, uint64(l.n))) + len(l.bytes))
	}
	out := bufio.NewWriterSize(w, 1<<20)
	out.Write(head)  // #nosec G104 -- the writer keeps the error until Flush
	out.Write(table) // #nosec G104 -- the writer keeps the error until Flush
	for _, k := range keys {
		l := b.list(k)
		out.Write(binary.AppendUvarint(nil, uint64(l.n))) // #nosec G104 -- the writer keeps the error until Flush
		out.Write(l.bytes)                                // #nosec G104 -- the writer keeps the error until Flush
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing the postings: %w", err)
	}
	return nil
}
