package ranking

import (
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
	post      *postings.Builder
	dir       string        // where Save writes
	texts     *appendedFile // nil while learning: nothing is looked through
	keys      *appendedFile // likewise
	table     table
	numbers   numbering
	byKey     map[searchdoc.Key]int32 // provisions
	cites     [][]int32               // of each document: what it cites, for a consultation what answers it
	later     []citation              // in provisions: what they name may still come
	reuse     *reuse                  // nil where all is made anew
	sentences []fragment
	titles    []fragment
}

// citation is a provision that a document names.
type citation struct {
	from int32
	to   searchdoc.Key
}

// NewBuilder starts a collection of the documents of a file, to learn from. One to
// search starts with [CreateFiles]. The file must stay open until the builder is done.
func NewBuilder(words *gseanalysis.Segmenter, documents *searchdoc.File) *Builder {
	return &Builder{words: words, documents: documents, post: postings.NewBuilder(fields), numbers: newNumbering(),
		byKey: map[searchdoc.Key]int32{}}
}

// Collect adds all documents of the file.
func (b *Builder) Collect() error {
	return b.documents.Each(func(at searchdoc.Position, d *searchdoc.Document) error {
		b.add(at, d)
		return nil
	})
}

// add adds a document. Articles of a version come in reading order.
func (b *Builder) add(at searchdoc.Position, d *searchdoc.Document) {
	doc := int32(len(b.positions))
	b.positions = append(b.positions, at)
	if b.texts != nil {
		b.table.keyStart = append(b.table.keyStart, int32(b.keys.end))
		b.keys.write(string(d.Key))
	}
	b.table.add(d, b.numbers.of(d))
	b.cites = append(b.cites, nil)
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

// link notes that a document names a provision: all provisions where a text has
// several of one number. Keys that were not added are passed over.
func (b *Builder) link(from int32, key searchdoc.Key) {
	for n := 1; ; n++ {
		to, ok := b.byKey[key.Repeated(n)]
		if !ok {
			return
		}
		if to != from {
			b.cites[from] = append(b.cites[from], to)
		}
	}
}

// folded is a text as it is looked through. It notes where its parts are.
func (b *Builder) folded(d *searchdoc.Document) string {
	t := &b.table
	t.partStart = append(t.partStart, int32(len(t.partKinds)))
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

// finish turns what was collected into columns and postings.
func (b *Builder) finish() {
	for _, c := range b.later {
		b.link(c.from, c.to)
	}
	b.later = nil
	citing := b.citingTexts()
	t := &b.table
	titles := map[string]int32{}
	for i := range b.positions {
		d := b.read(i)
		text := d.RankedText()
		t.sentenceStart = append(t.sentenceStart, int32(len(b.sentences)))
		m := markOf(d, text, citing[i])
		t.marks[0], t.marks[1] = append(t.marks[0], m[0]), append(t.marks[1], m[1])
		old, reused := b.reuse.take(m)
		b.addText(d, old, reused)
		title := d.Title + " " + d.Path()
		if _, ok := titles[title]; !ok {
			titles[title] = int32(len(b.titles))
			b.titles = append(b.titles, fragment{text: title, old: b.reuse.title(old, reused)})
		}
		t.titles = append(t.titles, titles[title])
		if reused {
			b.sentences = append(b.sentences, b.reuse.sentences(old)...)
			b.post.Reuse(old)
			continue
		}
		if d.Kind == searchdoc.Article {
			for _, s := range sentences(text) {
				b.sentences = append(b.sentences, fragment{text: strings.Clone(s)}) // without the rest of the document
			}
		}
		b.post.NextDocument()
		b.post.Add(fieldWords, terms(b.words.Words(text)))
		b.post.Add(fieldGrams, terms(gseanalysis.Bigrams(text)))
		b.post.Add(fieldChars, terms(gseanalysis.Units(text)))
		b.post.Add(fieldTitle, terms(gseanalysis.Bigrams(title)))
		b.post.Add(fieldCiting, terms(gseanalysis.Bigrams(citing[i])))
	}
	t.sentenceStart = append(t.sentenceStart, int32(len(b.sentences)))
	if b.texts != nil {
		t.textStart = append(t.textStart, b.texts.end)
		t.partStart = append(t.partStart, int32(len(t.partKinds)))
		t.keyStart = append(t.keyStart, int32(b.keys.end))
	}
}

// addText writes the text of the next document as it is looked through, and notes what it has of
// what may be asked for. The mark of a provision stands for both.
func (b *Builder) addText(d *searchdoc.Document, old int, reused bool) {
	t := &b.table
	known := reused && d.Kind.IsProvision() && d.Gist == "" && len(d.Parts) == 0
	switch {
	case known:
		t.has = append(t.has, b.reuse.old.table.has[old])
	case d.Kind.IsProvision():
		has := uint8(question.InProvision(d.Text))
		if len(d.Crimes) > 0 {
			has |= punishes
		}
		t.has = append(t.has, has)
	default:
		t.has = append(t.has, 0)
	}
	if b.texts == nil {
		return
	}
	t.textStart = append(t.textStart, b.texts.end)
	if known {
		t.partStart = append(t.partStart, int32(len(t.partKinds)))
		b.texts.write(string(b.reuse.old.Text(old)))
		return
	}
	b.texts.write(b.folded(d))
}

// citingTexts fills the columns of citations and returns, for each document, the texts
// of the articles that cite it, cut off at about maxCiting characters.
func (b *Builder) citingTexts() []string {
	citing := make([]string, len(b.positions))
	t := &b.table
	for i, list := range b.cites {
		t.edgeStart = append(t.edgeStart, int32(len(t.edges)))
		t.answerStart = append(t.answerStart, int32(len(t.answers)))
		slices.Sort(list)
		kind := searchdoc.Kind(t.kinds[i])
		if kind == searchdoc.Consultation {
			t.answers = append(t.answers, list...)
			continue
		}
		text := ""
		for _, to := range slices.Compact(list) {
			t.edges = append(t.edges, to)
			switch kind {
			case searchdoc.Article, searchdoc.Clause:
				t.cited[to]++
			case searchdoc.Case, searchdoc.Commentary:
				t.applied[to]++
			}
			if kind == searchdoc.Article && len(citing[to]) < maxCiting*3 {
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

// encoded are the vectors of a collection.
type encoded struct{ docs, sentences, titles *embedding.Vectors }

// encode makes the vectors of documents, sentences and titles.
func (b *Builder) encode(m *embedding.Model) encoded {
	fragments := func(list []fragment, from *embedding.Vectors) *embedding.Vectors {
		return m.EncodeAll(len(list), func(i int) []embedding.Piece { return []embedding.Piece{{Text: list[i].text, Weight: 1}} },
			func(i int) embedding.Reused { return list[i].vector(from) })
	}
	return encoded{
		docs:      m.EncodeAll(len(b.positions), func(i int) []embedding.Piece { return pieces(b.read(i)) }, b.reuse.vector),
		sentences: fragments(b.sentences, b.reuse.sentenceVectors()),
		titles:    fragments(b.titles, b.reuse.titleVectors()),
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
