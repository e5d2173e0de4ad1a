// Package wordedit puts links and comments into a Word document (Office Open XML) and leaves the
// rest of it as it is. Text is never taken out or moved: everything is inserted between the bytes
// of the parts, and the parts that nothing is inserted into are copied as they are packed.
//
// A link stands around the runs of its text, which are split where it begins or ends inside of
// them; in a link or field of the document itself, and where the format allows none, there is only
// the comment. Word allows no comments in notes and text boxes: there the comment stands at the
// mark of the note, or around what holds the box.
//
// Start with [Annotate].
package wordedit

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/fatiao/fatiao/corpus/docx"
)

// What keeps a document from being edited.
var (
	ErrDamaged = errors.New("the Word document cannot be edited")
	ErrTooMuch = errors.New("the Word document unpacks to too much")
)

// Document is a Word document that was read to be edited: its text, and where that stands.
type Document = docx.Placed

// Mark is a stretch of the text that gets a link, a comment or both.
type Mark struct {
	Start, End int      // bytes of the text of the document
	URL        string   // "" for no link
	Tip        string   // what the link shows under the pointer
	Comment    []string // its paragraphs; none for no comment
}

// Author writes the comments.
type Author struct {
	Name, Initials string
	Day            time.Time
}

// Written counts what was put into a document.
type Written struct {
	Links, Comments int
	// Unplaced counts the comments whose text was not found in the parts: they stand at the first
	// words of the document.
	Unplaced int
}

// Annotate gives a document back with marks, which are in the order of the text and may overlap: a
// mark that begins inside of the link of another gets none. doc is what [docx.ReadPlaced] read of
// data. One of the errors above is wrapped, or that of the context.
func Annotate(ctx context.Context, data []byte, doc *Document, marks []Mark, author Author) ([]byte, Written, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, Written{}, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	e := &editor{ctx: ctx, file: newPackageFile(z), doc: doc, author: author, parts: map[string]*part{}}
	if err := e.edit(marks); err != nil {
		return nil, Written{}, err
	}
	content, err := e.file.packed(ctx)
	return content, e.written, err
}

// editor edits one document.
type editor struct {
	ctx      context.Context
	file     *packageFile
	doc      *Document
	author   Author
	parts    map[string]*part // with text, by name
	order    []*part          // in the order of the text
	comments [][]string       // their paragraphs
	linkedTo int              // where the text of the last link ends
	written  Written
}

// edit puts the marks into the parts.
func (e *editor) edit(marks []Mark) error {
	for _, s := range e.doc.Stretches {
		e.want(s)
	}
	if err := e.scan(); err != nil {
		return err
	}
	for _, m := range marks {
		e.mark(m)
	}
	return e.finish()
}

// want notes that the text of an element is edited, perhaps.
func (e *editor) want(s docx.Stretch) {
	p := e.parts[s.Part]
	if p == nil {
		p = &part{name: s.Part, texts: map[int]*textElement{}, notes: map[string]*run{}, inserted: map[int]*boundary{},
			links: map[string]int{}}
		e.parts[s.Part] = p
		e.order = append(e.order, p)
	}
	p.texts[int(s.Offset)] = nil
}

// scan finds the elements of the text in their parts. The main part is scanned in any case, as the
// marks of notes stand there.
func (e *editor) scan() error {
	for _, p := range e.order {
		if err := e.ctx.Err(); err != nil {
			return err
		}
		content, err := e.file.read(p.name, maxMain)
		if err != nil {
			return err
		}
		p.content = content
		if err := p.scan(); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
	}
	return nil
}

// placed is a stretch of a mark in an element of text.
type placed struct {
	text     *textElement
	from, to int // bytes of the content
}

// places finds the stretches of a mark, all in one part.
func (e *editor) places(m Mark) (*part, []placed) {
	var in *part
	var list []placed
	all := e.doc.Stretches
	i, _ := slices.BinarySearchFunc(all, m.Start, func(s docx.Stretch, at int) int { return s.End - at - 1 })
	for ; i < len(all) && all[i].Start < m.End; i++ {
		s := all[i]
		p := e.parts[s.Part]
		t := p.texts[int(s.Offset)]
		if t == nil || in != nil && p != in {
			continue
		}
		from, to := max(s.Start, m.Start), min(s.End, m.End)
		first := s.First + characters(e.doc.Text[s.Start:from])
		a, ok := t.at(p.content, first)
		b, also := t.at(p.content, first+characters(e.doc.Text[from:to]))
		if !ok || !also || a >= b {
			continue
		}
		in = p
		if n := len(list); n > 0 && list[n-1].text == t {
			list[n-1].to = b // what stands between, space, belongs to it
			continue
		}
		list = append(list, placed{t, a, b})
	}
	return in, list
}

// mark puts a mark into the parts.
func (e *editor) mark(m Mark) {
	p, list := e.places(m)
	if len(list) > 0 && m.URL != "" {
		e.link(p, list, m)
	}
	if len(m.Comment) == 0 {
		return
	}
	if len(list) > 0 && e.comment(p, list, m.Comment) {
		return
	}
	e.written.Unplaced++
	for _, s := range e.doc.Stretches {
		p := e.parts[s.Part]
		if t := p.texts[int(s.Offset)]; t != nil && t.close > t.open && e.comment(p, []placed{{t, t.open, t.close}}, m.Comment) {
			return
		}
	}
}

// link puts links around the runs of stretches, where links may stand.
func (e *editor) link(p *part, list []placed, m Mark) {
	if m.Start < e.linkedTo {
		return
	}
	linked := false
	for _, x := range list {
		if !x.text.run.linkable {
			continue
		}
		start, end := p.linkTags(m)
		if tag := x.text.run.tracked; tag != "" { // a link stands around a tracked change, not in it
			start = closing(tag) + start + tag
			end = closing(tag) + end + tag
		}
		b := p.boundary(x.text, x.from)
		b.linkStart, b.link = start, p.links[m.URL]
		p.boundary(x.text, x.to).linkEnd = end
		linked = true
	}
	if linked {
		e.linkedTo = m.End
		e.written.Links++
	}
}

// comment puts the range of a comment around stretches, and reports whether one can stand there.
func (e *editor) comment(p *part, list []placed, paragraphs []string) bool {
	main := e.parts[e.doc.Main]
	if main == nil {
		return false
	}
	id := len(e.comments)
	var start, end *boundary
	first, last := list[0], list[len(list)-1]
	switch {
	case p != main:
		r := main.notes[first.text.run.note]
		if r == nil {
			return false
		}
		start, end = main.whole(r.start), main.whole(r.end)
	case first.text.run.outer != nil || last.text.run.outer != nil:
		start, end = main.whole(first.text.run.outermost().start), main.whole(last.text.run.outermost().end)
	default:
		start, end = p.boundary(first.text, first.from), p.boundary(last.text, last.to)
	}
	start.started = append(start.started, id)
	end.ended = append(end.ended, id)
	e.comments = append(e.comments, paragraphs)
	e.written.Comments++
	return true
}
