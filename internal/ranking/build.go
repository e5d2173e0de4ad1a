package ranking

import (
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/embedding"
	"github.com/fatiao/fatiao/internal/postings"
	"github.com/fatiao/fatiao/internal/statute"
)

// Doc is what ranking reads of a row of the knowledge base.
type Doc struct {
	ID      index.ID
	Kind    Kind
	Level   statute.Level
	Law     int64  // row of the law, 0 for other documents
	Version int64  // row of the version, 0 for others
	Heading int64  // row of the heading above an article
	Title   string // key of the law, or title of the document
	Path    string // titles of the headings above
	Text    string // what it is ranked by
	Whole   string // what is looked through, where that is more; "" is Text

	laidBy [2]int64 // where Text was laid by, from and to; both 0 where it was not
}

// textOf is the text that a document is ranked by.
func (b *Builder) textOf(d *Doc) string {
	if d.laidBy[1] == 0 {
		return d.Text
	}
	text := make([]byte, d.laidBy[1]-d.laidBy[0])
	if _, err := b.laidBy.ReadAt(text, d.laidBy[0]); err != nil {
		b.failed.CompareAndSwap(nil, &err) // Save says so
	}
	return string(text)
}

// pieces are the parts of a document's text for its vector.
func (b *Builder) pieces(d *Doc) []embedding.Piece {
	if d.Kind == Consultation {
		return []embedding.Piece{{Text: d.Title, Weight: 1}} // the question
	}
	return []embedding.Piece{{Text: b.textOf(d), Weight: 1}, {Text: d.Title + " " + d.Path, Weight: titleWeight}}
}

// folded is the text as it is looked through.
func (d *Doc) folded() string {
	whole := d.Whole
	if whole == "" {
		whole = d.Text
	}
	return gseanalysis.Fold(whole) + "\x00" + gseanalysis.Fold(d.Title+" "+d.Path)
}

// titleWeight is the weight of an n-gram in title and headings beside one in
// the text.
const titleWeight = 0.5

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

// Builder collects the documents of a generation.
type Builder struct {
	words             *gseanalysis.Segmenter
	post              *postings.Builder
	dir               string    // where Save writes
	texts             *textFile // nil while learning: nothing is looked through
	away              *textFile // the texts of cases until they are needed
	laidBy            *os.File  // that file, for reading
	failed            atomic.Pointer[error]
	table             table
	docs              []Doc
	at                map[index.ID]int32
	keep              *keeper // nil where all is made anew
	sentences, titles []short
	cites             [][]int32 // of each document: what it cites
	asks              [][]int32 // of each consultation: what answers it
}

// NewBuilder starts a collection to learn from. One to search starts with
// [CreateFiles].
func NewBuilder(words *gseanalysis.Segmenter) *Builder {
	return &Builder{words: words, post: postings.NewBuilder(fields), at: map[index.ID]int32{}}
}

// Add adds a document. Articles of a version come in reading order.
func (b *Builder) Add(d Doc) {
	text := d.Text
	if b.texts != nil {
		b.table.textStart = append(b.table.textStart, b.texts.end)
		b.texts.write(d.folded())
		if d.Kind == Case { // of which there may be very many
			d.laidBy[0] = b.away.end
			b.away.write(d.Text)
			d.laidBy[1], d.Text = b.away.end, ""
		}
	}
	length := utf8.RuneCountInString(text)
	d.Whole = ""
	b.at[d.ID] = int32(len(b.docs))
	b.docs = append(b.docs, d)
	b.cites, b.asks = append(b.cites, nil), append(b.asks, nil)
	t := &b.table
	t.tables = append(t.tables, byte(d.ID.Table))
	t.rows = append(t.rows, d.ID.Row)
	t.kinds = append(t.kinds, uint8(d.Kind))
	level := uint8(0)
	for i, l := range statute.Levels {
		if l == d.Level {
			level = uint8(i + 1)
		}
	}
	t.levels = append(t.levels, level)
	t.laws = append(t.laws, int32(d.Law))
	t.versions = append(t.versions, int32(d.Version))
	t.headings = append(t.headings, int32(d.Heading))
	t.lengths = append(t.lengths, int32(length))
	t.cited, t.applied = append(t.cited, 0), append(t.applied, 0)
}

// Find returns the number of the document with an id.
func (b *Builder) Find(id index.ID) (doc int, ok bool) {
	d, ok := b.at[id]
	return int(d), ok
}

// Doc returns a document that was added.
func (b *Builder) Doc(doc int) *Doc { return &b.docs[doc] }

// Consultations returns the consultations by the question asked.
func (b *Builder) Consultations() map[string]int {
	asked := map[string]int{}
	for i := range b.docs {
		if b.docs[i].Kind == Consultation {
			asked[b.docs[i].Title] = i
		}
	}
	return asked
}

// Link notes that one document cites another, or, where it is a consultation,
// is answered by it. Ids that were not added are passed over.
func (b *Builder) Link(from, to index.ID) {
	f, ok := b.at[from]
	t, found := b.at[to]
	if !ok || !found || f == t {
		return
	}
	if b.docs[f].Kind == Consultation {
		b.asks[f] = append(b.asks[f], t)
	} else {
		b.cites[f] = append(b.cites[f], t)
	}
}

// maxCiting is how many characters of citing provisions are kept for one.
const maxCiting = 3000

// finish turns what was collected into columns and postings.
func (b *Builder) finish() {
	citing := make([]string, len(b.docs))
	t := &b.table
	for i, list := range b.cites {
		t.edgeStart = append(t.edgeStart, int32(len(t.edges)))
		slices.Sort(list) // not by the rows of the knowledge base: an update gives them other numbers
		for _, to := range slices.Compact(list) {
			t.edges = append(t.edges, to)
			switch b.docs[i].Kind {
			case Article, Clause:
				t.cited[to]++
			case Case, Commentary:
				t.applied[to]++
			default:
				continue
			}
			if b.docs[i].Kind == Article && len(citing[to]) < maxCiting*3 {
				citing[to] += b.docs[i].Text + "\n"
			}
		}
	}
	t.edgeStart = append(t.edgeStart, int32(len(t.edges)))
	for _, list := range b.asks {
		slices.Sort(list)
		t.answerStart = append(t.answerStart, int32(len(t.answers)))
		t.answers = append(t.answers, list...)
	}
	t.answerStart = append(t.answerStart, int32(len(t.answers)))
	titles := map[string]int32{}
	for i := range b.docs {
		d := &b.docs[i]
		text := b.textOf(d)
		t.sentenceStart = append(t.sentenceStart, int32(len(b.sentences)))
		m := markOf(d, text, citing[i])
		t.marks[0], t.marks[1] = append(t.marks[0], m[0]), append(t.marks[1], m[1])
		old, kept := b.keep.take(m)
		title := d.Title + " " + d.Path
		if _, ok := titles[title]; !ok {
			titles[title] = int32(len(b.titles))
			b.titles = append(b.titles, short{text: title, kept: b.keep.title(old, kept)})
		}
		t.titles = append(t.titles, titles[title])
		if kept {
			b.sentences = append(b.sentences, b.keep.sentences(old)...)
			b.post.Keep(old)
			continue
		}
		if d.Kind == Article {
			for _, s := range sentences(text) {
				b.sentences = append(b.sentences, short{text: s})
			}
		}
		b.post.Next()
		b.post.Add(fieldWords, terms(b.words.Words(text)))
		b.post.Add(fieldGrams, terms(gseanalysis.Bigrams(text)))
		b.post.Add(fieldChars, terms(gseanalysis.Units(text)))
		b.post.Add(fieldTitle, terms(gseanalysis.Bigrams(title)))
		b.post.Add(fieldCiting, terms(gseanalysis.Bigrams(citing[i])))
	}
	t.sentenceStart = append(t.sentenceStart, int32(len(b.sentences)))
	if b.texts != nil {
		t.textStart = append(t.textStart, b.texts.end)
	}
}

// encoded are the vectors of a collection.
type encoded struct{ docs, sentences, titles *embedding.Vectors }

// encode makes the vectors of documents, sentences and titles.
func (b *Builder) encode(m *embedding.Model) encoded {
	k := b.keep
	shorts := func(list []short, from *embedding.Vectors) *embedding.Vectors {
		return m.EncodeAll(len(list), func(i int) []embedding.Piece { return []embedding.Piece{{Text: list[i].text, Weight: 1}} },
			func(i int) embedding.Kept { return list[i].vector(from) })
	}
	return encoded{
		docs:      m.EncodeAll(len(b.docs), func(i int) []embedding.Piece { return b.pieces(&b.docs[i]) }, k.vector),
		sentences: shorts(b.sentences, k.sentenceVectors()),
		titles:    shorts(b.titles, k.titleVectors()),
	}
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
