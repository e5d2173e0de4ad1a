package docx

import (
	"fmt"
	"strings"
)

// writer collects the lines of a story: of the body, a cell, a text box, a note.
type writer struct {
	b strings.Builder
	// left is how many bytes all stories of the document may still have.
	left int
	// open says that the last line is to go on with the next paragraph, as the end of its
	// own is deleted or hidden.
	open bool
}

// line ends a paragraph.
func (w *writer) line(s string) {
	w.b.WriteString(s)
	w.b.WriteByte('\n')
	w.open = false
}

// finish ends the last paragraph, where that was to go on.
func (w *writer) finish() string {
	if w.open {
		w.line("")
	}
	return w.b.String()
}

// spend counts bytes of text that are kept.
func (r *reader) spend(n int) error {
	if r.out.left -= n; r.out.left < 0 {
		return fmt.Errorf("%w: more than %d bytes of text", ErrTooMuch, maxText)
	}
	return nil
}

// story reads blocks into a text of their own, with fields of their own.
func (r *reader) story(s *stream, read func(w *writer) error) (string, error) {
	outer := r.fields
	r.fields = nil
	defer func() { r.fields = outer }()
	w := &writer{}
	if err := read(w); err != nil {
		return "", err
	}
	r.unfinished(w)
	return w.finish(), nil
}

// blocks reads the paragraphs and tables in the element that is being read.
func (r *reader) blocks(s *stream, w *writer) error {
	return s.each(func(e element) error { return r.block(s, e, w) })
}

func (r *reader) block(s *stream, e element, w *writer) error {
	switch {
	case e.is(wordML, "p"):
		return r.paragraph(s, w)
	case e.is(wordML, "tbl"):
		return r.table(s, w)
	case e.is(wordML, "altChunk"):
		r.left.Embedded++
		return nil
	case e.is(mathML, "oMathPara"), e.is(mathML, "oMath"), e.is(wordML, "r"): // without a paragraph
		p := &paragraph{}
		if err := r.inline(s, e, p); err != nil {
			return err
		}
		r.endParagraph(w, p, "")
		return nil
	case e.is(compatibility, "AlternateContent"):
		return r.alternatives(s, func(e element) error { return r.block(s, e, w) })
	case r.passedOver(e):
		return nil
	}
	// Content controls, smart tags, insertions and what later editions put around blocks.
	return r.blocks(s, w)
}

// passedOver reports whether an element holds nothing that is printed: properties, what a
// change replaced, text that a change deletes or moves away.
func (r *reader) passedOver(e element) bool {
	switch {
	case e.space == wordML && (e.name == "del" || e.name == "moveFrom"):
		r.left.Deleted++
		return true
	case e.space == wordML && skipped[e.name]:
		return true
	}
	return strings.HasSuffix(e.name, "Pr") || strings.HasSuffix(e.name, "PrChange") || strings.HasSuffix(e.name, "PrEx")
}

var skipped = map[string]bool{"delText": true, "delInstrText": true, "instrText": true, "binData": true, "rt": true,
	"numberingChange": true,
	"tblGrid":         true, "fldData": true, "annotationRef": true}

// alternatives reads the first choice, or where that has no text the fallback: both say
// the same.
func (r *reader) alternatives(s *stream, visit func(element) error) error {
	before, chosen := r.out.left, false
	return s.each(func(e element) error {
		switch {
		case e.name == "Choice" && !chosen:
			chosen = true
			return s.each(visit)
		case e.name == "Fallback" && r.out.left == before:
			return s.each(visit)
		}
		return nil
	})
}

// paragraph is a paragraph that is being read.
type paragraph struct {
	style  string
	number number
	goesOn bool // its end is deleted or hidden
	hidden bool // by its style
	b      strings.Builder
	boxes  strings.Builder // text boxes that hang on it
}

func (r *reader) paragraph(s *stream, w *writer) error {
	p := &paragraph{style: r.styles.paragraph}
	label, labelled := "", false
	begin := func() error {
		if labelled {
			return nil
		}
		labelled = true
		if v := r.styles.vanishes(p.style); v != nil {
			p.hidden = *v
		}
		if !p.goesOn && r.suppressing() == nil {
			label = r.numbers.label(p.style, p.number)
		}
		return r.spend(len(label) + 1)
	}
	err := s.each(func(e element) error {
		if e.is(wordML, "pPr") {
			return p.properties(s)
		}
		if err := begin(); err != nil {
			return err
		}
		return r.inline(s, e, p)
	})
	if err != nil {
		return err
	}
	if err := begin(); err != nil {
		return err
	}
	r.endParagraph(w, p, label)
	return nil
}

func (r *reader) endParagraph(w *writer, p *paragraph, label string) {
	text := label + p.b.String()
	if p.goesOn && p.boxes.Len() == 0 {
		w.b.WriteString(text)
		w.open = w.open || text != ""
		return
	}
	w.line(strings.TrimRight(text, " \t"))
	w.b.WriteString(p.boxes.String())
}

// properties reads what a paragraph says of itself.
func (p *paragraph) properties(s *stream) error {
	return s.each(func(e element) error {
		switch {
		case e.is(wordML, "pStyle"):
			p.style = e.attr("val")
		case e.is(wordML, "numPr"):
			return s.numbering(&p.number)
		case e.is(wordML, "rPr"): // of its end
			return s.each(func(e element) error {
				switch {
				case e.space != wordML:
				case e.name == "del", e.name == "moveFrom":
					p.goesOn = true
				case e.name == "vanish", e.name == "specVanish":
					p.goesOn = p.goesOn || e.on()
				}
				return nil
			})
		}
		return nil
	})
}
