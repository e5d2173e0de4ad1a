package ranking

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/internal/statute"
)

// Kind is the kind of a document, as the index names it.
type Kind uint8

// The kinds of document.
const (
	Article Kind = iota
	Clause
	Law
	Case
	Commentary
	Consultation
)

// kinds are the names of the kinds in the index.
var kinds = [...]string{index.KindArticle, index.KindClause, index.KindLaw, string(statute.DocCase), string(statute.DocCommentary), string(statute.DocConsultation)}

func (k Kind) String() string { return kinds[k] }

// KindOf returns the kind with a name.
func KindOf(name string) (Kind, bool) {
	for k, n := range kinds {
		if n == name {
			return Kind(k), true
		}
	}
	return 0, false
}

// table is what ranking knows of every document beside its words: a column
// for each fact, all of one length.
type table struct {
	tables   []byte  // of the knowledge base
	rows     []int64 // in that table
	kinds    []uint8
	levels   []uint8 // place in statute.Levels, from 1
	laws     []int32 // row of the law, 0 for other documents
	versions []int32 // row of the version, 0 for others
	headings []int32 // equal for articles under one heading
	lengths  []int32 // characters of the text
	cited    []int32 // provisions in force that cite it
	applied  []int32 // cases and commentaries that cite it
	// the documents that document i cites: edges[edgeStart[i]:edgeStart[i+1]]
	edgeStart []int32
	edges     []int32
	// the documents that answer a consultation, likewise
	answerStart []int32
	answers     []int32
	// the vectors of the sentences of an article, likewise
	sentenceStart []int32
	titles        []int32 // the vector of title and headings
	// the folded text of document i, a zero byte, its folded title and headings:
	// bytes textStart[i] to textStart[i+1] of the texts
	textStart []int64
	// marks of what a document is ranked by, see markOf: documents with one mark have
	// the same words and vectors
	marks [2][]int64
}

// columns lists the columns in the order of the file.
func (t *table) columns() []any {
	return []any{&t.tables, &t.rows, &t.kinds, &t.levels, &t.laws, &t.versions, &t.headings, &t.lengths, &t.cited, &t.applied, &t.edgeStart, &t.edges, &t.answerStart, &t.answers, &t.sentenceStart, &t.titles, &t.textStart, &t.marks[0], &t.marks[1]}
}

func (t *table) len() int { return len(t.rows) }

func (t *table) id(doc int) index.ID {
	return index.ID{Table: index.Table(t.tables[doc]), Row: t.rows[doc]}
}

func (t *table) edgesOf(doc int) []int32   { return t.edges[t.edgeStart[doc]:t.edgeStart[doc+1]] }
func (t *table) answersOf(doc int) []int32 { return t.answers[t.answerStart[doc]:t.answerStart[doc+1]] }

// beside yields the documents before and behind one in its text.
func (t *table) beside(doc int32) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for _, o := range [...]int32{doc - 1, doc + 1} {
			if o >= 0 && int(o) < t.len() && t.versions[o] == t.versions[doc] && !yield(o) {
				return
			}
		}
	}
}

// write writes the columns, each behind its length.
func (t *table) write(w io.Writer) error {
	var out bytes.Buffer
	for _, c := range t.columns() {
		var values any
		var n int
		switch c := c.(type) {
		case *[]byte:
			values, n = *c, len(*c)
		case *[]int32:
			values, n = *c, len(*c)
		case *[]int64:
			values, n = *c, len(*c)
		}
		if err := binary.Write(&out, binary.LittleEndian, uint32(n)); err != nil {
			return fmt.Errorf("encoding the table of documents: %w", err)
		}
		if err := binary.Write(&out, binary.LittleEndian, values); err != nil {
			return fmt.Errorf("encoding the table of documents: %w", err)
		}
	}
	if _, err := w.Write(out.Bytes()); err != nil {
		return fmt.Errorf("writing the table of documents: %w", err)
	}
	return nil
}

// errDamaged says that the numbers of a table do not fit each other.
var errDamaged = errors.New("reading the table of documents: the file is damaged")

// check makes sure that whatever the columns point at is there: the documents, the
// vectors of sentences and titles, the bytes of the texts. A damaged file would lead
// outside of them in the middle of a search.
func (t *table) check(sentences, titles, texts int) error {
	n := t.len()
	for _, length := range [...]int{len(t.tables), len(t.kinds), len(t.levels), len(t.laws), len(t.versions), len(t.headings), len(t.lengths), len(t.cited), len(t.applied), len(t.titles)} {
		if length != n {
			return errDamaged
		}
	}
	for _, k := range t.kinds {
		if int(k) >= len(kinds) {
			return errDamaged
		}
	}
	if !ascending(t.edgeStart, n, len(t.edges)) || !ascending(t.answerStart, n, len(t.answers)) || !ascending(t.sentenceStart, n, sentences) || !ascending(t.textStart, n, texts) {
		return errDamaged
	}
	if !below(t.edges, n) || !below(t.answers, n) || !below(t.titles, titles) {
		return errDamaged
	}
	return nil
}

// ascending reports whether starts cut a list of a length into n pieces.
func ascending[N int32 | int64](starts []N, n, length int) bool {
	return len(starts) == n+1 && starts[0] == 0 && int64(starts[n]) == int64(length) && slices.IsSorted(starts)
}

// below reports whether all numbers count something of which there are n.
func below(list []int32, n int) bool {
	for _, i := range list {
		if i < 0 || int(i) >= n {
			return false
		}
	}
	return true
}

// readTable reads what write wrote.
func readTable(data []byte) (*table, error) {
	var t table
	r := bytes.NewReader(data)
	for _, c := range t.columns() {
		var n uint32
		if err := binary.Read(r, binary.LittleEndian, &n); err != nil {
			return nil, fmt.Errorf("reading the table of documents: %w", err)
		}
		if int(n) > r.Len() {
			return nil, fmt.Errorf("reading the table of documents: %w", io.ErrUnexpectedEOF)
		}
		var values any
		switch c := c.(type) {
		case *[]byte:
			*c = make([]byte, n)
			values = *c
		case *[]int32:
			*c = make([]int32, n)
			values = *c
		case *[]int64:
			*c = make([]int64, n)
			values = *c
		}
		if err := binary.Read(r, binary.LittleEndian, values); err != nil {
			return nil, fmt.Errorf("reading the table of documents: %w", err)
		}
	}
	return &t, nil
}
