package ranking

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/embedding"
	"github.com/fatiao/fatiao/internal/postings"
	"github.com/fatiao/fatiao/internal/question"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// The fields of the postings.
const (
	fieldWords  postings.Field = iota // words of the text
	fieldGrams                        // pairs of characters of the text
	fieldChars                        // characters of the text
	fieldTitle                        // pairs of characters of title and headings
	fieldCiting                       // pairs of characters of the provisions that cite it
	fields      int            = iota
)

// params of BM25 for each field.
var params = []postings.BM25{{K1: 0.9, B: 0.4}, {K1: 0.9, B: 0.4}, {K1: 0.9, B: 0.4}, {K1: 0.6, B: 0.3}, {K1: 1.2, B: 0.75}}

// titleWeight is the weight of an n-gram in title and headings beside one in
// the text.
const titleWeight = 0.5

// Builder collects the documents of a generation. It keeps columns of numbers and reads
// the texts from the file of search documents again when it needs them.
type Builder struct {
	words     *gseanalysis.Segmenter
	documents *searchdoc.File
	positions []searchdoc.Position // in that file, by document
	failed    atomic.Pointer[error]
	dir       string        // where Save writes, "" while learning: nothing is looked through
	keys      *appendedFile // likewise
	model     *Model        // likewise
	table     table
	numbers   numbering
	byKey     map[searchdoc.Key]int32 // provisions
	cites     [][]int32               // of each document: what it cites, for a consultation what answers it
	later     []citation              // in provisions: what they name may still come
	reuse     *reuse                  // nil where all is made anew
	lawsKept  bool                    // provisions and laws are those of the collection before
	ends      starts                  // of the pieces that are complete
	piece     *newPiece               // that is being written, nil where nothing is new yet
	lastPiece int32                   // the highest number that a piece has
	titles    map[string]int32        // of provisions and laws
}

// citation is a provision that a document names.
type citation struct {
	from int32
	to   searchdoc.Key
}

// NewBuilder starts a collection of the documents of a file, to learn from. One to
// search starts with [CreateFiles]. The file must stay open until the builder is done.
func NewBuilder(words *gseanalysis.Segmenter, documents *searchdoc.File) *Builder {
	return &Builder{words: words, documents: documents, numbers: newNumbering(), byKey: map[searchdoc.Key]int32{},
		titles: map[string]int32{}}
}

// Collect adds all documents of the file.
func (b *Builder) Collect() error {
	return b.documents.Each(func(at searchdoc.Position, d *searchdoc.Document) error {
		if d.Kept {
			return b.keep(d)
		}
		b.add(at, d)
		return nil
	})
}

// add adds a document. Articles of a version come in reading order.
func (b *Builder) add(at searchdoc.Position, d *searchdoc.Document) {
	doc := b.next(string(d.Key), at, sameness{})
	b.table.add(d, b.numbers.of(d))
	if d.Kind.IsProvision() {
		b.byKey[searchdoc.Key(strings.Clone(string(d.Key)))] = doc // else the whole document stays with its key
	}
	for _, k := range d.Cites {
		if d.Kind.IsProvision() {
			b.later = append(b.later, citation{doc, searchdoc.Key(strings.Clone(string(k)))})
		} else {
			b.link(doc, k) // the laws came before
		}
	}
}

// next starts the next document, which is one of the collection before where same says so.
func (b *Builder) next(key string, at searchdoc.Position, same sameness) (doc int32) {
	doc = int32(len(b.positions))
	b.positions, b.cites = append(b.positions, at), append(b.cites, nil)
	if b.keys != nil {
		b.table.keyStart = append(b.table.keyStart, int32(b.keys.end))
		b.keys.write(key)
	}
	if b.reuse != nil {
		b.reuse.same = append(b.reuse.same, same)
	}
	return doc
}

// KeepLaws adds the provisions and laws of the collection that documents are taken from
// ([Builder.ReuseFrom]), which are all that there are, in place of those of the file. It comes
// before [Builder.Collect]; kept documents of the file then cite what they did.
func (b *Builder) KeepLaws() {
	b.lawsKept = true
	for old := range b.reuse.old.Len() {
		if b.shelfOfOld(old) == 0 {
			b.keepOld(old)
			b.cites[old] = b.reuse.old.table.edgesOf(old) // they come first, so that all numbers stay
		}
	}
}

func (b *Builder) shelfOfOld(old int) int {
	return shelfOf(b.reuse.old.table.kinds, []int32{int32(old)})
}

// keepOld adds a document of the collection before as it was, without what it cites.
func (b *Builder) keepOld(old int) (doc int32) {
	doc = b.next(string(b.reuse.old.Key(old)), searchdoc.Position{}, sameness{int32(old + 1), true})
	b.table.addFrom(b.reuse.old.table, old)
	return doc
}

// keep adds a document that is what it was in the collection before.
func (b *Builder) keep(d *searchdoc.Document) error {
	old, ok := -1, false
	if b.reuse != nil {
		old, ok = b.reuse.old.Find(d.Key)
	}
	if !ok || searchdoc.Kind(b.reuse.old.table.kinds[old]) != d.Kind || b.shelfOfOld(old) == 0 {
		return fmt.Errorf("%s is to be kept, and the ranking before has it not", d.Key)
	}
	doc := b.keepOld(old)
	if !b.lawsKept {
		for _, k := range d.Cites {
			b.link(doc, k)
		}
		return nil
	}
	if b.cites[doc] = b.reuse.old.table.edgesOf(old); d.Kind == searchdoc.Consultation {
		b.cites[doc] = b.reuse.old.table.answersOf(old)
	}
	return nil
}

// link notes that a document names a provision: all provisions where a text has
// several of one number. Keys that were not added are passed over.
func (b *Builder) link(from int32, key searchdoc.Key) {
	for n := 1; ; n++ {
		to, ok := b.provision(key.Repeated(n))
		if !ok {
			return
		}
		if to != from {
			b.cites[from] = append(b.cites[from], to)
		}
	}
}

// provision is the number of a provision.
func (b *Builder) provision(key searchdoc.Key) (doc int32, ok bool) {
	if !b.lawsKept {
		doc, ok = b.byKey[key]
		return doc, ok
	}
	old, ok := b.reuse.old.Find(key)
	return int32(old), ok && searchdoc.Kind(b.reuse.old.table.kinds[old]).IsProvision()
}

// folded is a text as it is looked through. It notes where its parts are.
func (b *Builder) folded(d *searchdoc.Document) string {
	t := &b.table
	text, at := "", 0
	for _, p := range d.Parts {
		text += gseanalysis.Fold(d.Text[at:p.Start])
		from := len(text)
		text += gseanalysis.Fold(d.Text[p.Start:p.End])
		at = p.End
		t.partKinds = append(t.partKinds, uint8(p.Kind))
		t.partFrom, t.partTo = append(t.partFrom, int32(from)), append(t.partTo, int32(len(text)))
	}
	return text + gseanalysis.Fold(d.Text[at:]) + "\x00" + gseanalysis.Fold(d.Title+" "+d.Path())
}

// read returns a document again. The first error is kept for [Builder.Save].
func (b *Builder) read(doc int) *searchdoc.Document {
	d, err := b.documents.Read(b.positions[doc])
	if err != nil {
		b.failed.CompareAndSwap(nil, &err)
		return &searchdoc.Document{}
	}
	return d
}

// err is the first error of reading a document again.
func (b *Builder) err() error {
	if failed := b.failed.Load(); failed != nil {
		return *failed
	}
	return nil
}

// pieces are the parts of a document's text for its vector.
func pieces(d *searchdoc.Document) []embedding.Piece {
	if d.Kind == searchdoc.Consultation {
		return []embedding.Piece{{Text: lookedUp(question.Read(d.Title)), Weight: 1}}
	}
	return []embedding.Piece{{Text: d.RankedText(), Weight: 1}, {Text: d.Title + " " + d.Path(), Weight: titleWeight}}
}

// Find returns the number of the provision with a key.
func (b *Builder) Find(key searchdoc.Key) (doc int, ok bool) {
	d, ok := b.byKey[key]
	return int(d), ok
}

// Consultations returns the consultations by the question asked.
func (b *Builder) Consultations() (asked map[string]int, err error) {
	asked = map[string]int{}
	for i, k := range b.table.kinds {
		if searchdoc.Kind(k) == searchdoc.Consultation {
			asked[b.read(i).Title] = i
		}
	}
	return asked, b.err()
}

// maxCiting is how many characters of citing provisions are kept for one.
const maxCiting = 3000

// citingTexts fills the columns of citations and returns, for each document, the texts
// of the articles that cite it, cut off at about maxCiting characters.
// Of provisions that are kept the texts are not read.
func (b *Builder) citingTexts() []string {
	citing := make([]string, len(b.positions))
	t := &b.table
	for i, list := range b.cites {
		t.edgeStart = append(t.edgeStart, int32(len(t.edges)))
		t.answerStart = append(t.answerStart, int32(len(t.answers)))
		if b.reuse.of(i).old == 0 || !b.lawsKept { // else they lie in the collection before, in order
			slices.Sort(list)
		}
		kind := searchdoc.Kind(t.kinds[i])
		if kind == searchdoc.Consultation {
			t.answers = append(t.answers, list...)
			continue
		}
		text := ""
		for _, to := range compacted(list) {
			t.edges = append(t.edges, to)
			switch kind {
			case searchdoc.Article, searchdoc.Clause:
				t.cited[to]++
			case searchdoc.Case, searchdoc.Commentary:
				t.applied[to]++
			}
			if kind == searchdoc.Article && !b.lawsKept && len(citing[to]) < maxCiting*3 {
				if text == "" {
					text = b.read(i).Text
				}
				citing[to] += text + "\n"
			}
		}
	}
	t.edgeStart = append(t.edgeStart, int32(len(t.edges)))
	t.answerStart = append(t.answerStart, int32(len(t.answers)))
	return citing
}

// compacted are the numbers of a list in rising order, each once.
func compacted(list []int32) []int32 {
	if slices.IsSortedFunc(list, func(a, b int32) int { return cmp.Compare(a, b-1) }) {
		return list
	}
	return slices.Compact(slices.Clone(list))
}

// sentences cuts a text into sentences that can be understood alone; none where
// it is but one.
func sentences(text string) []string {
	var list []string
	whole := utf8.RuneCountInString(text)
	for _, s := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '。' || r == '；' }) {
		if n := utf8.RuneCountInString(s); n >= 8 && n*10 < 9*whole {
			list = append(list, s)
		}
	}
	return list
}

func terms(tokens []gseanalysis.Token) []string {
	list := make([]string, len(tokens))
	for i, t := range tokens {
		list[i] = t.Term
	}
	return list
}
