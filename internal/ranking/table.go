package ranking

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/question"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// table is what ranking knows of every document beside its words: a column
// for each fact, all of one length.
type table struct {
	keyStart []int32 // the key of document i is bytes keyStart[i] to keyStart[i+1] of the keys
	kinds    []uint8
	levels   []uint8 // place in statute.Levels, from 1; 0 for none
	laws     []int32 // number of the law, from 1; 0 for other documents
	versions []int32 // number of the text of a law, from 1; 0 for other documents and laws
	headings []int32 // equal for articles under one heading, 0 for those under none
	lengths  []int32 // characters of the text
	branches []uint8 // of the law, see question.BranchOfLaw
	has      []uint8 // what its text has of what may be asked for, see question.InProvision; and punishes
	cited    []int32 // provisions that cite it
	applied  []int32 // cases and commentaries that cite it
	// the documents that document i cites: edges[edgeStart[i]:edgeStart[i+1]]
	edgeStart []int32
	edges     []int32
	// the documents that answer a consultation, likewise
	answerStart []int32
	answers     []int32
	// the pieces in which the collection lies, with how much is in each; what follows counts
	// over all of them
	pieces pieceColumns
	rows   []int32 // the document in postings and vectors
	// the vectors of the sentences of an article
	sentenceFrom, sentenceTo []int32
	titles                   []int32 // the vector of title and headings
	// the folded text of the document, a zero byte, its folded title and headings, in bytes
	textFrom, textTo []int64
	// the parts of a case in which words can be looked for: of document i partStart[i] to
	// partStart[i+1], each with its kind and its bytes in the folded text
	partStart        []int32
	partKinds        []uint8
	partFrom, partTo []int32
	// marks of what a document is ranked by, see markOf
	marks [2][]int64
}

// punishes is the bit of the column has for a provision that punishes a crime.
const punishes uint8 = 1 << 7

// add adds a document to the columns that it fills alone.
func (t *table) add(d *searchdoc.Document, n numbers) {
	t.kinds = append(t.kinds, uint8(d.Kind))
	t.levels = append(t.levels, uint8(slices.Index(statute.Levels[:], d.Level)+1))
	t.laws = append(t.laws, n.law)
	t.versions = append(t.versions, n.version)
	t.headings = append(t.headings, n.heading)
	t.lengths = append(t.lengths, int32(utf8.RuneCountInString(d.RankedText())))
	branch := question.BranchNone
	if d.Kind.IsProvision() {
		branch = question.BranchOfLaw(d.Law)
	}
	t.branches = append(t.branches, uint8(branch))
	t.cited, t.applied = append(t.cited, 0), append(t.applied, 0)
}

// addFrom adds a document of another table to the columns that a document fills alone.
func (t *table) addFrom(old *table, doc int) {
	t.kinds, t.levels = append(t.kinds, old.kinds[doc]), append(t.levels, old.levels[doc])
	t.laws, t.versions = append(t.laws, old.laws[doc]), append(t.versions, old.versions[doc])
	t.headings = append(t.headings, old.headings[doc])
	t.lengths, t.branches = append(t.lengths, old.lengths[doc]), append(t.branches, old.branches[doc])
	t.cited, t.applied = append(t.cited, 0), append(t.applied, 0)
}

// numbers stand for the law, the text and the heading of a document; 0 for none.
type numbers struct{ law, version, heading int32 }

// numbering gives numbers, from 1, to laws, their texts and headings as they come.
type numbering struct {
	laws     map[string]int32
	versions map[searchdoc.Key]int32
	headings map[[2]int32]int32 // by version and place in it
}

func newNumbering() numbering {
	return numbering{map[string]int32{}, map[searchdoc.Key]int32{}, map[[2]int32]int32{}}
}

func (n numbering) of(d *searchdoc.Document) (x numbers) {
	if d.Law == "" {
		return x
	}
	x.law = numberIn(n.laws, strings.Clone(d.Law))
	if d.Version == "" {
		return x
	}
	x.version = numberIn(n.versions, searchdoc.VersionKey(d.Law, d.Version))
	if d.Heading > 0 {
		x.heading = numberIn(n.headings, [2]int32{x.version, int32(d.Heading)})
	}
	return x
}

func numberIn[K comparable](numbers map[K]int32, key K) int32 {
	n, ok := numbers[key]
	if !ok {
		n = int32(len(numbers)) + 1
		numbers[key] = n
	}
	return n
}

// columns lists the columns in the order of the file.
func (t *table) columns() []any {
	return []any{&t.keyStart, &t.kinds, &t.levels, &t.laws, &t.versions, &t.headings, &t.lengths, &t.branches, &t.has, &t.cited, &t.applied,
		&t.edgeStart, &t.edges, &t.answerStart, &t.answers, &t.pieces.names, &t.pieces.rows, &t.pieces.sentences, &t.pieces.titles,
		&t.pieces.texts, &t.rows, &t.sentenceFrom, &t.sentenceTo, &t.titles, &t.textFrom, &t.textTo,
		&t.partStart, &t.partKinds, &t.partFrom, &t.partTo, &t.marks[0], &t.marks[1]}
}

func (t *table) len() int { return len(t.kinds) }

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

// check makes sure that whatever the columns point at is there: the documents, keys, of so many
// bytes, vectors and texts. A damaged file would lead outside of them in the middle of a search.
func (t *table) check(keys int) error {
	n := t.len()
	for _, length := range [...]int{len(t.levels), len(t.laws), len(t.versions), len(t.headings), len(t.lengths), len(t.branches),
		len(t.has), len(t.cited), len(t.applied), len(t.rows), len(t.sentenceFrom), len(t.sentenceTo), len(t.titles), len(t.textFrom),
		len(t.textTo), len(t.marks[0]), len(t.marks[1])} {
		if length != n {
			return errDamaged
		}
	}
	for i, k := range t.kinds {
		if int(k) >= searchdoc.Kinds || int(t.levels[i]) > len(statute.Levels) {
			return errDamaged
		}
	}
	if !ascending(t.keyStart, n, keys) || !ascending(t.edgeStart, n, len(t.edges)) || !ascending(t.answerStart, n, len(t.answers)) ||
		!t.pieces.hold(t) {
		return errDamaged
	}
	if len(t.partFrom) != len(t.partKinds) || len(t.partTo) != len(t.partKinds) || !ascending(t.partStart, n, len(t.partKinds)) {
		return errDamaged
	}
	for i := range n {
		length := t.textTo[i] - t.textFrom[i]
		for p := t.partStart[i]; p < t.partStart[i+1]; p++ {
			if t.partFrom[p] < 0 || t.partTo[p] < t.partFrom[p] || int64(t.partTo[p]) > length {
				return errDamaged
			}
		}
	}
	// No more laws, texts and headings than documents.
	if !below(t.edges, n) || !below(t.answers, n) ||
		!below(t.laws, n+1) || !below(t.versions, n+1) || !below(t.headings, n+1) {
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
