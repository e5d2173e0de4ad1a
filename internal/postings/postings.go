// Package postings is a compact inverted index for ranking: which documents
// have a term in a field, and how often. A file is made at once with a
// [Builder], and read where it lies in memory, mapped, with [Parse]; it is never
// changed. An index may lie in several such files, each with some of the documents
// ([Join]): what is added later goes into a file of its own.
//
// [Index.Score] adds the BM25 score of a term to those of all documents: a
// query is scored term by term into one number for each document.
//
// The format, all numbers little endian:
//
//	magic "fatiaopl", format version u32, fields u32, documents u32, slots u32 (a power of two)
//	for each field: sum of its lengths u64
//	for each field: the length of each document u16, capped
//	slots: key of the term u64, offset of its list u64 (0: an empty slot)
//	lists: number of documents, then for each document the distance to the one
//	before, doubled, plus 1 where the term occurs more than once; then the
//	number of occurrences there. Variable-length numbers (encoding/binary).
package postings

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
)

// FormatVersion is bumped when the format changes. 1: first.
const FormatVersion = 1

const (
	magic      = "fatiaopl"
	headerSize = len(magic) + 4*4
	slotSize   = 16
)

// Field is a field of the documents, counted from 0.
type Field int

// key is the key of a term in a field: two terms with one key would be one
// term, which no collection of this size comes near.
func key(f Field, term string) uint64 {
	h := uint64(14695981039346656037) ^ uint64(f)*0x9e3779b97f4a7c15
	for i := range len(term) {
		h = (h ^ uint64(term[i])) * 1099511628211
	}
	h ^= h >> 31
	h *= 0xbf58476d1ce4e5b9
	h ^= h >> 29
	return max(h, 1)
}

// Index is an inverted index. It is safe for concurrent use.
type Index struct {
	docs   int
	pieces []piece
	norms  [][]float32 // of each field and document: k1·(1−b+b·length/mean)
}

// piece is a file of an index.
type piece struct {
	data  []byte
	rows  int     // documents, as the file counts them
	docs  []int32 // which they are in the index; nil where they follow each other there
	first int     // the first of these
	slots []byte
	mask  uint64
	// lengths are where the lengths of the fields lie in data.
	lengths []byte
}

// BM25 are the two numbers of the formula, for a field.
type BM25 struct {
	K1 float64 // how soon a repeated term stops counting
	B  float64 // how much long texts are held back
}

// ErrFormat is wrapped where a file is no index of this format.
var ErrFormat = errors.New("not an index of postings, or of another version")

// Parse reads an index that lies in data, which must stay as it is.
func Parse(data []byte, params []BM25) (*Index, error) { return Join(params, Piece{Data: data}) }

// Piece is a file of an index with which documents its own are in the index, counted from 0: those
// of Docs or, where that is nil, those from First on.
type Piece struct {
	Data  []byte
	Docs  []int32
	First int
}

// Join reads an index that lies in several files, which must stay as they are. Each document of
// the index is in one of them.
func Join(params []BM25, files ...Piece) (*Index, error) {
	x := &Index{}
	for _, file := range files {
		p, err := parse(file.Data, len(params))
		if err != nil {
			return nil, err
		}
		p.docs, p.first = file.Docs, file.First
		if p.docs != nil && len(p.docs) != p.rows {
			return nil, fmt.Errorf("%w: %d documents, not %d", ErrFormat, p.rows, len(p.docs))
		}
		x.docs += p.rows
		x.pieces = append(x.pieces, p)
	}
	seen := x.NewSet()
	for i := range x.pieces {
		for row := range x.pieces[i].rows {
			d := x.pieces[i].doc(int32(row))
			if d < 0 || int(d) >= x.docs || seen.Has(d) {
				return nil, fmt.Errorf("%w: its documents do not fit together", ErrFormat)
			}
			seen.Add(d)
		}
	}
	for f, p := range params {
		x.norms = append(x.norms, x.normsOf(Field(f), p))
	}
	return x, nil
}

// parse reads a file.
func parse(data []byte, wanted int) (p piece, err error) {
	if len(data) < headerSize || string(data[:len(magic)]) != magic || binary.LittleEndian.Uint32(data[len(magic):]) != FormatVersion {
		return p, ErrFormat
	}
	number := func(i int) int { return int(binary.LittleEndian.Uint32(data[len(magic)+4*i:])) }
	fields, docs, slots := number(1), number(2), number(3)
	if fields != wanted {
		return p, fmt.Errorf("%w: %d fields, not %d", ErrFormat, fields, wanted)
	}
	at := headerSize + 8*fields
	if need := at + 2*fields*docs + slotSize*slots; slots <= 0 || slots&(slots-1) != 0 || len(data) < need {
		return p, fmt.Errorf("%w: cut short", ErrFormat)
	}
	p = piece{data: data, rows: docs, mask: uint64(slots - 1), lengths: data[at : at+2*fields*docs]}
	at += 2 * fields * docs
	p.slots = data[at : at+slotSize*slots]
	return p, nil
}

// normsOf are what the lengths of a field count for.
func (x *Index) normsOf(f Field, params BM25) []float32 {
	sum, have := uint64(0), 0
	for i := range x.pieces {
		for row := range x.pieces[i].rows {
			n := x.pieces[i].length(f, row)
			sum += uint64(n)
			if n > 0 {
				have++
			}
		}
	}
	mean := float64(sum) / float64(max(1, have))
	norms := make([]float32, x.docs)
	for i := range x.pieces {
		for row := range x.pieces[i].rows {
			length := float64(x.pieces[i].length(f, row))
			norms[x.pieces[i].doc(int32(row))] = float32(params.K1 * (1 - params.B + params.B*length/max(1, mean)))
		}
	}
	return norms
}

// Docs is the number of documents.
func (x *Index) Docs() int { return x.docs }

// doc is the number in the index of a document of the file.
func (p *piece) doc(row int32) int32 {
	if p.docs == nil {
		return int32(p.first) + row
	}
	return p.docs[row]
}

// length is the length of a field of a document.
func (p *piece) length(f Field, row int) uint16 {
	return binary.LittleEndian.Uint16(p.lengths[2*(int(f)*p.rows+row):])
}

// eachTerm calls fn with the key and the list of each term, in the order of the
// slots.
func (p *piece) eachTerm(fn func(key uint64, list []byte, n int)) {
	for slot := range slices.Chunk(p.slots, slotSize) {
		k, offset := binary.LittleEndian.Uint64(slot), binary.LittleEndian.Uint64(slot[8:])
		if k == 0 || offset >= uint64(len(p.data)) {
			continue
		}
		list := p.data[offset:]
		n, size := number(list)
		fn(k, list[size:], min(n, p.rows))
	}
}

// list returns the list of a term, by its key, with its number of documents.
func (p *piece) list(k uint64) (list []byte, n int) {
	for i, looked := k&p.mask, uint64(0); looked <= p.mask; i, looked = (i+1)&p.mask, looked+1 {
		slot := p.slots[i*slotSize:][:slotSize]
		switch binary.LittleEndian.Uint64(slot) {
		case 0:
			return nil, 0
		case k:
			offset := binary.LittleEndian.Uint64(slot[8:])
			if offset >= uint64(len(p.data)) {
				return nil, 0
			}
			list = p.data[offset:]
			count, size := number(list)
			return list[size:], min(count, p.rows)
		}
	}
	return nil, 0 // a damaged table without an empty slot
}

// Count is the number of documents that have a term in a field.
func (x *Index) Count(f Field, term string) (n int) {
	k := key(f, term)
	for i := range x.pieces {
		_, here := x.pieces[i].list(k)
		n += here
	}
	return n
}

// IDF is the inverse document frequency of a term that n documents have.
func (x *Index) IDF(n int) float64 {
	return math.Log(1 + (float64(x.docs-n)+0.5)/(float64(n)+0.5))
}

// Score adds the BM25 score of a term, times weight, to that of each document
// that has it in the field. It returns how many have it.
func (x *Index) Score(f Field, term string, weight float32, scores []float32) int {
	return x.ScoreAmong(nil, f, term, Weighted{weight, scores})
}

// Weighted are scores of documents to which that of a term is added, times a weight.
type Weighted struct {
	Weight float32
	Scores []float32
}

// Set is a set of documents, a bit for each.
type Set []uint64

// NewSet makes an empty set for documents of an index.
func (x *Index) NewSet() Set { return make(Set, (x.docs+63)/64) }

// Add adds a document.
func (s Set) Add(doc int32) { s[doc>>6] |= 1 << (doc & 63) }

// Has reports whether a document is in the set.
func (s Set) Has(doc int32) bool { return s[doc>>6]>>(doc&63)&1 == 1 }

// ScoreAmong adds the BM25 score of a term to several scores of each document of a set that has
// it in the field, of all documents where the set is nil. It returns how many documents of the
// index have it.
func (x *Index) ScoreAmong(among Set, f Field, term string, into ...Weighted) int {
	n := x.Count(f, term)
	if n == 0 {
		return 0
	}
	k, norms, idf := key(f, term), x.norms[f], float32(x.IDF(n))
	var c cursor
	for i := range x.pieces {
		p := &x.pieces[i]
		end := p.rows
		c.start(p.list(k))
		if p.docs == nil { // the rows are counted from the first document
			c.last += p.first
			end += p.first
		}
		for {
			docs, tfs := c.next(end)
			if len(docs) == 0 {
				break
			}
			if p.docs != nil {
				for j, row := range docs {
					docs[j] = p.docs[row]
				}
			}
			if among != nil {
				docs, tfs = among.keep(docs, tfs)
			}
			for _, to := range into {
				add(to.Scores[:len(norms)], norms, to.Weight*idf, docs, tfs)
			}
		}
	}
	return n
}

// add adds the scores of postings.
func add(scores, norms []float32, w float32, docs, tfs []int32) {
	tfs = tfs[:len(docs)]
	norms = norms[:len(scores)]
	for i, doc := range docs {
		if uint(doc) < uint(len(scores)) {
			t := float32(tfs[i])
			scores[doc] += w * t / (t + norms[doc])
		}
	}
}

// keep moves the postings of documents of the set to the front and returns them.
func (s Set) keep(docs, tfs []int32) (kept, times []int32) {
	n := 0
	tfs = tfs[:len(docs)]
	for i, doc := range docs {
		docs[n], tfs[n] = doc, tfs[i]
		n += int(s[doc>>6] >> (doc & 63) & 1)
	}
	return docs[:n], tfs[:n]
}

// each reads a list over so many documents.
func each(list []byte, n, documents int, fn func(doc, tf int)) {
	var c cursor
	c.start(list, n)
	for {
		docs, tfs := c.next(documents)
		if len(docs) == 0 {
			return
		}
		for i, doc := range docs {
			fn(int(doc), int(tfs[i]))
		}
	}
}
