package ranking

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/embedding"
	"github.com/fatiao/fatiao/internal/postings"
	"github.com/fatiao/fatiao/internal/question"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/wholefile"
)

// newPiece is a piece that is being written.
type newPiece struct {
	name      int32
	shelf     int
	docs      []int32 // of its rows
	post      *postings.Builder
	texts     *appendedFile // nil while learning
	sentences []fragment
	titles    []fragment
}

// finish turns what was collected into columns and pieces.
func (b *Builder) finish() error {
	for _, c := range b.later {
		b.link(c.from, c.to)
	}
	b.later = nil
	citing := b.citingTexts()
	if b.reuse != nil {
		b.match(citing)
		b.choose()
	}
	for i := range b.positions {
		if err := b.place(i, citing[i]); err != nil {
			return err
		}
	}
	if b.piece == nil && len(b.table.pieces.names) == 0 { // a collection of nothing has a piece, too
		if err := b.startPiece(0); err != nil {
			return err
		}
	}
	if err := b.endPiece(); err != nil {
		return err
	}
	b.table.partStart = append(b.table.partStart, int32(len(b.table.partKinds)))
	if b.keys != nil {
		b.table.keyStart = append(b.table.keyStart, int32(b.keys.end))
	}
	return b.err()
}

// startPiece starts a piece for documents of a shelf, unless one is being written.
func (b *Builder) startPiece(shelf int) error {
	if b.piece != nil && (b.piece.shelf == shelf || b.dir == "") {
		return nil
	}
	if err := b.endPiece(); err != nil {
		return err
	}
	b.lastPiece++
	p := &newPiece{name: b.lastPiece, shelf: shelf, post: postings.NewBuilder(fields)}
	if b.dir != "" {
		var err error
		if p.texts, err = createAppended(filepath.Join(b.dir, pieceName(fileTexts, p.name))); err != nil {
			return err
		}
	}
	if b.reuse != nil {
		p.post.ReuseFrom(b.reuse.old.post)
	}
	b.piece = p
	return nil
}

// endPiece completes the piece that is being written. While learning, it stays.
func (b *Builder) endPiece() error {
	p := b.piece
	if p == nil {
		return nil
	}
	size := starts{int32(len(p.docs)), int32(len(p.sentences)), int32(len(p.titles)), 0}
	if p.texts != nil {
		size.texts = p.texts.end
	}
	b.table.pieces.add(p.name, size)
	if b.dir == "" {
		return nil
	}
	b.ends = b.ends.plus(size)
	b.piece = nil
	if err := p.texts.close(); err != nil {
		return fmt.Errorf("writing the texts of the ranking: %w", err)
	}
	return b.writePiece(p)
}

// place says where the next document lies. What of it is new goes into the piece that is being
// written.
func (b *Builder) place(i int, citing string) error {
	t, same := &b.table, b.reuse.of(i)
	t.partStart = append(t.partStart, int32(len(t.partKinds)))
	old := int(same.old) - 1
	if same.old > 0 && same.whole {
		o := b.reuse.old.table
		t.marks[0], t.marks[1] = append(t.marks[0], o.marks[0][old]), append(t.marks[1], o.marks[1][old])
		t.has = append(t.has, o.has[old])
		for p := o.partStart[old]; p < o.partStart[old+1]; p++ {
			t.partKinds = append(t.partKinds, o.partKinds[p])
			t.partFrom, t.partTo = append(t.partFrom, o.partFrom[p]), append(t.partTo, o.partTo[p])
		}
		if row, ok := b.reuse.keptRow(o.rows[old]); ok {
			return b.placeKept(i, old, row)
		}
	}
	if err := b.startPiece(b.shelf(i)); err != nil {
		return err
	}
	p := b.piece
	t.rows = append(t.rows, b.ends.rows+int32(len(p.docs)))
	p.docs = append(p.docs, int32(i))
	var d *searchdoc.Document // of which all is known where it is nil
	if same.old == 0 || !same.whole {
		d = b.read(i)
		m := markOf(d, d.RankedText(), citing)
		t.marks[0], t.marks[1] = append(t.marks[0], m[0]), append(t.marks[1], m[1])
		t.has = append(t.has, hasOf(d))
	}
	if p.texts != nil {
		from := p.texts.end
		if d == nil {
			p.texts.write(string(b.reuse.old.Text(old)))
		} else {
			p.texts.write(b.folded(d))
		}
		t.textFrom, t.textTo = append(t.textFrom, b.ends.texts+from), append(t.textTo, b.ends.texts+p.texts.end)
	}
	sentenceFrom := len(p.sentences)
	if same.old > 0 {
		p.post.Reuse(old)
		for v := b.reuse.old.table.sentenceFrom[old]; v < b.reuse.old.table.sentenceTo[old]; v++ {
			p.sentences = append(p.sentences, fragment{old: v + 1})
		}
	} else {
		b.addWords(p, d, citing)
	}
	t.sentenceFrom = append(t.sentenceFrom, b.ends.sentences+int32(sentenceFrom))
	t.sentenceTo = append(t.sentenceTo, b.ends.sentences+int32(len(p.sentences)))
	return b.placeTitle(i, d, old)
}

// placeKept places a document that lies in a piece that is kept.
func (b *Builder) placeKept(i, old int, row int32) error {
	t, o := &b.table, b.reuse.old.table
	t.rows = append(t.rows, row)
	from, _ := b.reuse.keptText(o.textFrom[old])
	t.textFrom, t.textTo = append(t.textFrom, from), append(t.textTo, from+o.textTo[old]-o.textFrom[old])
	var first int32
	if o.sentenceFrom[old] < o.sentenceTo[old] {
		first, _ = b.reuse.keptSentences(o.sentenceFrom[old])
	}
	t.sentenceFrom = append(t.sentenceFrom, first)
	t.sentenceTo = append(t.sentenceTo, first+o.sentenceTo[old]-o.sentenceFrom[old])
	return b.placeTitle(i, nil, old)
}

// addWords adds the words and sentences of a new document.
func (b *Builder) addWords(p *newPiece, d *searchdoc.Document, citing string) {
	text := d.RankedText()
	if d.Kind == searchdoc.Article {
		for _, s := range sentences(text) {
			p.sentences = append(p.sentences, fragment{text: strings.Clone(s)}) // without the rest of the document
		}
	}
	p.post.NextDocument()
	p.post.Add(fieldWords, terms(b.words.Words(text)))
	p.post.Add(fieldGrams, terms(gseanalysis.Bigrams(text)))
	p.post.Add(fieldChars, terms(gseanalysis.Units(text)))
	p.post.Add(fieldTitle, terms(gseanalysis.Bigrams(titleOf(d))))
	p.post.Add(fieldCiting, terms(gseanalysis.Bigrams(citing)))
}

// titleOf is what stands over a document.
func titleOf(d *searchdoc.Document) string { return d.Title + " " + d.Path() }

// placeTitle says where the vector of the title of the next document lies. Provisions under equal
// headings share one, each other document has its own. d is nil where all that is known is of the
// old document.
func (b *Builder) placeTitle(i int, d *searchdoc.Document, old int) error {
	t := &b.table
	shared := b.shelf(i) == 0
	if d == nil && (shared && b.lawsKept || !shared) {
		title := b.reuse.old.table.titles[old]
		now, ok := b.reuse.keptTitle(title)
		if !ok {
			if now, ok = b.reuse.titles[title]; !ok {
				if err := b.startPiece(b.shelf(i)); err != nil {
					return err
				}
				now = b.newTitle(fragment{old: title + 1})
				b.reuse.titles[title] = now
			}
		}
		t.titles = append(t.titles, now)
		return nil
	}
	if d == nil { // its law may have a new one that is equal
		d = b.read(i)
	}
	now, ok := b.titles[titleOf(d)]
	if ok = ok && shared; !ok {
		old, f := b.reuse.of(i), fragment{text: titleOf(d)}
		if old.old > 0 {
			title := b.reuse.old.table.titles[old.old-1]
			f.old = title + 1
			now, ok = b.reuse.keptTitle(title)
		}
		if !ok {
			if err := b.startPiece(b.shelf(i)); err != nil {
				return err
			}
			now = b.newTitle(f)
		}
		if shared {
			b.titles[titleOf(d)] = now
		}
	}
	t.titles = append(t.titles, now)
	return nil
}

func (b *Builder) newTitle(f fragment) int32 {
	b.piece.titles = append(b.piece.titles, f)
	return b.ends.titles + int32(len(b.piece.titles)-1)
}

// hasOf is what the text of a document has of what may be asked for.
func hasOf(d *searchdoc.Document) uint8 {
	if !d.Kind.IsProvision() {
		return 0
	}
	has := uint8(question.InProvision(d.Text))
	if len(d.Crimes) > 0 {
		has |= punishes
	}
	return has
}

// encoded are the vectors of a piece.
type encoded struct{ docs, sentences, titles *embedding.Vectors }

// encode makes the vectors of the documents, sentences and titles of a piece.
func (b *Builder) encode(m *embedding.Model, p *newPiece) encoded {
	fragments := func(list []fragment, from *embedding.Vectors) *embedding.Vectors {
		return m.EncodeAll(len(list), func(i int) []embedding.Piece { return []embedding.Piece{{Text: list[i].text, Weight: 1}} },
			func(i int) embedding.Reused { return list[i].vector(from) })
	}
	return encoded{
		docs: m.EncodeAll(len(p.docs), func(i int) []embedding.Piece { return pieces(b.read(int(p.docs[i]))) },
			func(i int) embedding.Reused { return b.reuse.vector(p.docs[i]) }),
		sentences: fragments(p.sentences, b.reuse.sentenceVectors()),
		titles:    fragments(p.titles, b.reuse.titleVectors()),
	}
}

// writePiece writes the files of a piece that do not lie there yet.
func (b *Builder) writePiece(p *newPiece) error {
	vectors := b.encode(b.model.Embedding, p)
	for name, write := range map[string]func(io.Writer) error{fileVectors: vectors.docs.Write, fileSentences: vectors.sentences.Write,
		fileTitles: vectors.titles.Write, filePostings: p.post.Write} {
		if err := writeFile(filepath.Join(b.dir, pieceName(name, p.name)), write); err != nil {
			return fmt.Errorf("writing %s of the ranking: %w", name, err)
		}
	}
	return nil
}

// pieceFiles are the files of a piece.
var pieceFiles = [...]string{filePostings, fileVectors, fileSentences, fileTitles, fileTexts}

// linkPieces puts the files of the pieces that are kept into the folder of the new collection.
func (b *Builder) linkPieces() error {
	if b.reuse == nil {
		return nil
	}
	for i, name := range b.reuse.old.table.pieces.names {
		if !b.reuse.stays[i] {
			continue
		}
		for _, file := range pieceFiles {
			n := pieceName(file, name)
			if err := wholefile.Link(filepath.Join(b.reuse.dir, n), filepath.Join(b.dir, n)); err != nil {
				return fmt.Errorf("keeping %s of the ranking: %w", n, err)
			}
		}
	}
	return nil
}
