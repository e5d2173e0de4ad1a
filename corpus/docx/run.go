package docx

import (
	"strings"
)

// inline reads what stands in a paragraph. Elements that are not known are looked into:
// text is text, whatever is around it.
func (r *reader) inline(s *stream, e element, p *paragraph) error {
	inside := func() error { return s.each(func(e element) error { return r.inline(s, e, p) }) }
	switch e.space {
	case compatibility:
		if e.name == "AlternateContent" {
			return r.alternatives(s, func(e element) error { return r.inline(s, e, p) })
		}
	case mathML:
		if e.name != "r" {
			return r.math(s, e, p)
		}
		return inside()
	case drawingML:
		if e.name == "t" {
			return r.drawn(s, p)
		}
	case wordML:
		switch e.name {
		case "r":
			return r.run(s, p)
		case "fldSimple":
			r.beginField()
			r.instruct(e.attr("instr"))
			r.separateField()
			if err := inside(); err != nil {
				return err
			}
			return r.endField(p)
		case "txbxContent":
			text, err := r.story(s, func(w *writer) error { return r.blocks(s, w) })
			p.boxes.WriteString(text)
			return err
		case "p": // a paragraph where none may be
			w := &writer{}
			err := r.paragraph(s, w)
			p.b.WriteString(strings.TrimSuffix(w.finish(), "\n"))
			return err
		case "tbl":
			w := &writer{}
			err := r.table(s, w)
			p.boxes.WriteString(w.finish())
			return err
		}
	}
	if e.name == "textpath" && e.attr("string") != "" { // WordArt
		p.boxes.WriteString(e.attr("string") + "\n")
		return r.spend(len(e.attr("string")) + 1)
	}
	if r.passedOver(e) {
		return nil
	}
	return inside()
}

// drawn reads text of a drawing that is no text box, as of a diagram.
func (r *reader) drawn(s *stream, p *paragraph) error {
	t, err := s.characters()
	if err != nil || strings.TrimSpace(t) == "" {
		return err
	}
	p.boxes.WriteString(t + "\n")
	return r.spend(len(t) + 1)
}

// run reads a run: text in one format.
func (r *reader) run(s *stream, p *paragraph) error {
	hidden, font, web := p.hidden, "", false
	return s.each(func(e element) error {
		if e.is(wordML, "rPr") {
			direct := false
			return s.each(func(e element) error {
				switch {
				case e.space != wordML:
				case e.name == "vanish":
					hidden, direct = e.on(), true
				case e.name == "webHidden":
					web = e.on()
				case e.name == "rStyle" && !direct:
					if v := r.styles.vanishes(e.attr("val")); v != nil {
						hidden = *v
					}
				case e.name == "rFonts":
					font = e.attr("ascii")
				}
				return nil
			})
		}
		return r.inRun(s, e, p, hidden || web && r.inContents(), font)
	})
}

// inRun reads what stands in a run.
func (r *reader) inRun(s *stream, e element, p *paragraph, hidden bool, font string) error {
	if e.is(compatibility, "AlternateContent") {
		return r.alternatives(s, func(e element) error { return r.inRun(s, e, p, hidden, font) })
	}
	if e.space != wordML {
		if hidden {
			return nil
		}
		return r.inline(s, e, p)
	}
	text := ""
	switch e.name {
	case "fldChar":
		return r.fieldChar(s, e, p)
	case "instrText":
		t, err := s.characters()
		r.instruct(t)
		return err
	case "t":
		at := s.offset()
		whole, err := s.characters()
		if err != nil {
			return err
		}
		t := whole
		if e.attr("space") != "preserve" && strings.Contains(t, "\n") {
			t = strings.TrimSpace(t) // indented by a program
		}
		text = r.placed(s, at, strings.Index(whole, t), fromFont(t, font), whole)
	case "tab", "ptab":
		text = "\t"
	case "br", "cr":
		text = "\n"
	case "noBreakHyphen":
		text = "-"
	case "sym":
		sym, known := symbol(e.attr("font"), e.attr("char"))
		if !known && !hidden {
			r.left.Symbols++
		}
		text = sym
	case "footnoteReference", "endnoteReference":
		if !hidden && r.suppressing() == nil && !r.inNote {
			r.wanted = append(r.wanted, noteID{strings.TrimSuffix(e.name, "Reference"), e.attr("id")})
		}
		return nil
	case "ruby":
		return s.each(func(e element) error {
			if !e.is(wordML, "rubyBase") {
				return nil
			}
			return s.each(func(e element) error { return r.inline(s, e, p) })
		})
	default:
		if hidden {
			return nil
		}
		return r.inline(s, e, p)
	}
	if hidden {
		if text != "" && e.name == "t" {
			r.left.Hidden++
		}
		return nil
	}
	return r.write(p, text)
}

// write adds text to a paragraph, or to a field that does not show it.
func (r *reader) write(p *paragraph, text string) error {
	if err := r.spend(len(text)); err != nil {
		return err
	}
	if f := r.suppressing(); f != nil {
		f.dropped.WriteString(text)
		return nil
	}
	p.b.WriteString(text)
	return nil
}

// math reads a formula as it would be typed in a line.
func (r *reader) math(s *stream, e element, p *paragraph) error {
	open, shut, between := "", "", ""
	switch e.name {
	case "t":
		t, err := s.characters()
		if err != nil {
			return err
		}
		return r.write(p, t)
	case "f":
		between = "/"
	case "d":
		open, shut = "(", ")"
	case "rad":
		open, shut = "√(", ")"
	case "sup":
		open = "^"
	case "deg", "ctrlPr":
		return nil
	}
	parts, opened := 0, false
	err := s.each(func(e element) error {
		if strings.HasSuffix(e.name, "Pr") {
			return s.each(func(e element) error {
				v := e.attr("val")
				switch e.name {
				case "begChr":
					open = v
				case "endChr":
					shut = v
				case "chr":
					return r.write(p, v)
				}
				return nil
			})
		}
		mark := ""
		if !opened {
			mark, opened = open, true
		} else if parts > 0 {
			mark = between
		}
		if e.space == mathML {
			parts++
		}
		if err := r.write(p, mark); err != nil {
			return err
		}
		return r.inline(s, e, p)
	})
	if err == nil && opened {
		err = r.write(p, shut)
	}
	return err
}
