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
	lists   map[uint64]*postingList
	lengths [][]uint16
	sums    []uint64
	counts  map[uint64]int // of the field that is being added
	order   []uint64
	old     *Index  // where documents are kept from, nil for none
	kept    []int32 // of each of its documents: 1 + the number that it has now, 0 for none
}

// postingList is a list while it is built.
type postingList struct {
	bytes []byte
	n     int
	last  int
}

// NewBuilder starts an index with a number of fields.
func NewBuilder(fields int) *Builder {
	return &Builder{fields: fields, lists: map[uint64]*postingList{}, lengths: make([][]uint16, fields), sums: make([]uint64, fields),
		counts: map[uint64]int{}}
}

// ReuseFrom says where the documents come from that [Builder.Reuse] keeps. The index
// must have the same fields and stay open until [Builder.Write] is done.
func (b *Builder) ReuseFrom(old *Index) {
	b.old, b.kept = old, make([]int32, old.docs)
}

// Reuse makes the next document of one of the index that documents are kept from,
// with all its terms, and returns its number. Each is kept once at most.
func (b *Builder) Reuse(old int) int {
	doc := b.NextDocument()
	b.kept[old] = int32(doc + 1)
	for f := range b.fields {
		b.lengths[f][doc] = b.old.length(Field(f), old)
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
	clear(b.counts)
	b.order = b.order[:0]
	for _, t := range terms {
		k := key(f, t)
		if b.counts[k] == 0 {
			b.order = append(b.order, k)
		}
		b.counts[k]++
	}
	doc := b.docs - 1
	b.lengths[f][doc] = uint16(min(len(terms), math.MaxUint16))
	b.sums[f] += uint64(b.lengths[f][doc])
	for _, k := range b.order {
		l := b.lists[k]
		if l == nil {
			l = &postingList{last: -1}
			b.lists[k] = l
		}
		l.add(posting{doc, b.counts[k]})
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
	if b.old == nil {
		return
	}
	var all []posting
	byDoc := func(x, y posting) int { return x.doc - y.doc }
	b.old.eachTerm(func(k uint64, list []byte, n int) {
		all = all[:0]
		b.old.each(list, n, func(doc, tf int) {
			if now := b.kept[doc]; now > 0 {
				all = append(all, posting{int(now - 1), tf})
			}
		})
		if len(all) == 0 {
			return
		}
		if l := b.lists[k]; l != nil {
			each(l.bytes, l.n, b.docs, func(doc, tf int) { all = append(all, posting{doc, tf}) })
		}
		if !slices.IsSortedFunc(all, byDoc) {
			slices.SortFunc(all, byDoc)
		}
		merged := &postingList{last: -1, bytes: make([]byte, 0, 2*len(all))}
		for _, p := range all {
			merged.add(p)
		}
		b.lists[k] = merged
	})
	b.old = nil
}

// Write writes the index.
func (b *Builder) Write(w io.Writer) error {
	b.mergeReused()
	slots := 1 << bits.Len(uint(len(b.lists)*3/2))
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
	keys := make([]uint64, 0, len(b.lists))
	for k := range b.lists {
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
		l := b.lists[k]
		offset += uint64(len(binary.AppendUvarint(nil, uint64(l.n))) + len(l.bytes))
	}
	out := bufio.NewWriterSize(w, 1<<20)
	out.Write(head)  // #nosec G104 -- the writer keeps the error until Flush
	out.Write(table) // #nosec G104 -- the writer keeps the error until Flush
	for _, k := range keys {
		l := b.lists[k]
		out.Write(binary.AppendUvarint(nil, uint64(l.n))) // #nosec G104 -- the writer keeps the error until Flush
		out.Write(l.bytes)                                // #nosec G104 -- the writer keeps the error until Flush
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing the postings: %w", err)
	}
	return nil
}
