package postings

import (
	"encoding/binary"
	"fmt"
	"io"
	"slices"
)

// Dump writes what the index holds as bytes that do not depend on the files in which it lies:
// the keys of the terms in rising order, each with its documents in theirs and how often they
// have it; then the lengths of the fields.
func (x *Index) Dump(w io.Writer) error {
	lists := map[uint64][]uint32{} // by key: the pieces that have the term
	for i := range x.pieces {
		x.pieces[i].eachTerm(func(k uint64, _ []byte, _ int) { lists[k] = append(lists[k], uint32(i)) })
	}
	keys := make([]uint64, 0, len(lists))
	for k := range lists {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	var out []byte
	var all []posting
	for _, k := range keys {
		all = all[:0]
		for _, i := range lists[k] {
			p := &x.pieces[i]
			list, n := p.list(k)
			each(list, n, p.rows, func(row, tf int) { all = append(all, posting{int(p.doc(int32(row))), tf}) })
		}
		slices.SortFunc(all, func(a, b posting) int { return a.doc - b.doc })
		out = binary.LittleEndian.AppendUint64(out[:0], k)
		for _, p := range all {
			out = binary.AppendUvarint(binary.AppendUvarint(out, uint64(p.doc)), uint64(p.tf))
		}
		if _, err := w.Write(out); err != nil {
			return fmt.Errorf("writing postings: %w", err)
		}
	}
	for f := range x.norms {
		lengths := make([]byte, 2*x.docs)
		for i := range x.pieces {
			for row := range x.pieces[i].rows {
				binary.LittleEndian.PutUint16(lengths[2*x.pieces[i].doc(int32(row)):], x.pieces[i].length(Field(f), row))
			}
		}
		if _, err := w.Write(lengths); err != nil {
			return fmt.Errorf("writing postings: %w", err)
		}
	}
	return nil
}
