package wordedit

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/corpus/docx"
)

// part is a part of the document with text, and what is inserted into it.
type part struct {
	name                   string
	content                []byte
	space                  string               // the namespace of its edition of the format
	word                   string               // its prefix
	relation               string               // the prefix of relationships, "" for none
	texts                  map[int]*textElement // by the byte behind their start tags
	notes                  map[string]*run      // of the main part: the runs with marks of notes
	inserted               map[int]*boundary    // by the byte before which it is inserted
	links                  map[string]int       // the numbers of URLs, from 1
	lastLink, firstComment int                  // numbers that what is inserted counts on from
}

// run is a run (w:r) in which text stands.
type run struct {
	start, open, end int    // bytes: of its start tag, behind that, behind its end tag
	tag              string // its start tag, with what follows it of its properties
	outer            *run   // the run in which it stands, as in a text box
	linkable         bool   // whether a link may stand around it
	tracked          string // the start tag of the tracked change around it
	note             string // the note in which it stands: footnote 3
}

func (r *run) outermost() *run {
	for r.outer != nil {
		r = r.outer
	}
	return r
}

// textElement is an element of text (w:t).
type textElement struct {
	start, open, close, end int
	tag                     string
	first, last             bool // whether nothing but properties stands before it in its run; nothing behind it
	run                     *run
}

// at is the byte of the part before a character of the text, counted from 0.
func (t *textElement) at(content []byte, n int) (int, bool) {
	at, inside := t.open, false
	for ; n > 0 && at < t.close; n-- {
		switch c := content[at]; {
		case c == '&' && !inside:
			end := bytes.IndexByte(content[at:t.close], ';')
			if end < 0 {
				return 0, false
			}
			at += end + 1
		case !inside && bytes.HasPrefix(content[at:t.close], []byte(cdataStart)):
			at, n, inside = at+len(cdataStart), n+1, true
		case inside && bytes.HasPrefix(content[at:t.close], []byte(cdataEnd)):
			at, n, inside = at+len(cdataEnd), n+1, false
		case c == '<' && !inside: // a comment
			return 0, false
		case c == '\r' && at+1 < t.close && content[at+1] == '\n':
			at += 2
		default:
			_, size := utf8.DecodeRune(content[at:t.close])
			at += size
		}
	}
	if string(content[at:t.close]) == cdataEnd { // nothing is left in it
		at = t.close
	}
	return at, n == 0
}

// What text that is not escaped stands between.
const (
	cdataStart = "<![CDATA["
	cdataEnd   = "]]>"
)

// inCDATA reports whether a byte of the content stands in a stretch that is not escaped.
func (t *textElement) inCDATA(content []byte, at int) bool {
	before := content[t.open:at]
	return bytes.LastIndex(before, []byte(cdataStart)) > bytes.LastIndex(before, []byte(cdataEnd))
}

func characters(s string) int { return utf8.RuneCountInString(s) }

// The namespaces of WordprocessingML and of relationships, in both editions of the format.
const (
	transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	strict       = "http://purl.oclc.org/ooxml/wordprocessingml/main"
)

func relationships(space string) string {
	if space == strict {
		return "http://purl.oclc.org/ooxml/officeDocument/relationships"
	}
	return "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
}

// open is an element that is being read.
type open struct {
	name     string // "" outside of WordprocessingML
	start    int
	tag      string
	run      *run
	text     *textElement
	children int          // besides properties
	last     *textElement // of a run: its last child, where that is text
}

// scanner reads the elements of a part.
type scanner struct {
	p      *part
	d      *xml.Decoder
	stack  []open
	fields int // that are open
	note   string
}

// scan finds the elements of the text that is wanted, with the runs around them.
func (p *part) scan() error {
	s := &scanner{p: p, d: docx.NewDecoder(bytes.NewReader(p.content))}
	for {
		at := int(s.d.InputOffset())
		token, err := s.d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if len(s.stack) == 0 {
				if err := p.root(token); err != nil {
					return err
				}
			}
			s.begin(token, at, int(s.d.InputOffset()))
		case xml.EndElement:
			s.finish(at, int(s.d.InputOffset()))
		}
	}
}

// root notes the prefixes that the root of the part declares.
func (p *part) root(e xml.StartElement) error {
	p.space = e.Name.Space
	for _, a := range e.Attr {
		switch {
		case a.Name.Space != "xmlns":
		case a.Value == p.space:
			p.word = a.Name.Local
		case a.Value == relationships(p.space):
			p.relation = a.Name.Local
		}
	}
	if p.word == "" || p.space != transitional && p.space != strict {
		return fmt.Errorf("%w: no prefix for %s", ErrDamaged, e.Name.Space)
	}
	return nil
}

func (s *scanner) begin(e xml.StartElement, start, behind int) {
	o := open{start: start}
	if e.Name.Space == s.p.space {
		o.name = e.Name.Local
	}
	if n := len(s.stack); n > 0 && o.name != "rPr" {
		s.stack[n-1].children++
		s.stack[n-1].last = nil
	}
	switch o.name {
	case "r":
		o.run = s.runAt(start, behind)
	case "t":
		if _, wanted := s.p.texts[behind]; wanted && len(s.stack) > 0 && s.stack[len(s.stack)-1].run != nil {
			holder := &s.stack[len(s.stack)-1]
			o.text = &textElement{start: start, open: behind, tag: string(s.p.content[start:behind]), first: holder.children == 1,
				run: holder.run}
			if s.fields > 0 {
				holder.run.linkable = false
			}
			s.p.texts[behind] = o.text
		}
	case "ins", "moveTo":
		o.tag = string(s.p.content[start:behind])
	case "fldChar":
		switch attr(e, "fldCharType") {
		case "begin":
			s.fields++
		case "end":
			s.fields = max(0, s.fields-1)
		}
	case "footnote", "endnote":
		s.note = o.name + " " + attr(e, "id")
	case "footnoteReference", "endnoteReference":
		if n := len(s.stack); n > 0 && s.stack[n-1].run != nil {
			s.p.notes[strings.TrimSuffix(o.name, "Reference")+" "+attr(e, "id")] = s.stack[n-1].run.outermost()
		}
	}
	s.stack = append(s.stack, o)
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// runAt is a run that begins. A link may stand around it in a paragraph, and around a tracked
// change in a paragraph.
func (s *scanner) runAt(start, behind int) *run {
	r := &run{start: start, open: behind, tag: string(s.p.content[start:behind]), note: s.note, linkable: s.fields == 0}
	inParagraph := false
	for i := len(s.stack) - 1; i >= 0; i-- {
		o := s.stack[i]
		if o.run != nil {
			r.outer = o.run
			break
		}
		if inParagraph {
			continue
		}
		switch o.name {
		case "p":
			inParagraph = true
		case "ins", "moveTo":
			r.linkable = r.linkable && r.tracked == "" && i == len(s.stack)-1
			r.tracked = o.tag
		case "smartTag", "customXml", "dir", "bdo":
		default:
			r.linkable = false
		}
	}
	r.linkable = r.linkable && inParagraph
	return r
}

func (s *scanner) finish(at, behind int) {
	n := len(s.stack) - 1
	o := s.stack[n]
	s.stack = s.stack[:n]
	var holder *open
	if n > 0 {
		holder = &s.stack[n-1]
	}
	switch {
	case o.text != nil:
		o.text.close, o.text.end = at, behind
		holder.last = o.text
	case o.run != nil:
		o.run.end = behind
		if o.last != nil {
			o.last.last = true
		}
	case o.name == "rPr" && holder != nil && holder.run != nil && holder.children == 0:
		holder.run.tag += string(s.p.content[holder.run.open:behind])
	}
}
