package docx

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// space is a namespace that matters.
type space uint8

const (
	otherSpace space = iota
	wordML
	mathML
	drawingML
	compatibility // mc:AlternateContent
	relationship
	xmlSpace
)

// spaces are the namespaces of both editions of the format. The last ones are the usual
// prefixes, for files that do not declare them.
var spaces = map[string]space{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main":        wordML,
	"http://purl.oclc.org/ooxml/wordprocessingml/main":                    wordML,
	"http://schemas.openxmlformats.org/officeDocument/2006/math":          mathML,
	"http://purl.oclc.org/ooxml/officeDocument/math":                      mathML,
	"http://schemas.openxmlformats.org/drawingml/2006/main":               drawingML,
	"http://purl.oclc.org/ooxml/drawingml/main":                           drawingML,
	"http://schemas.openxmlformats.org/markup-compatibility/2006":         compatibility,
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships": relationship,
	"http://purl.oclc.org/ooxml/officeDocument/relationships":             relationship,
	"http://www.w3.org/XML/1998/namespace":                                xmlSpace,
	"w":                                                                   wordML, "m": mathML, "a": drawingML, "mc": compatibility,
	"r": relationship, "xml": xmlSpace,
}

// element is a start tag.
type element struct {
	space space
	name  string
	attrs []xml.Attr
}

func (e element) is(s space, name string) bool { return e.space == s && e.name == name }

// attr is an attribute by its local name, "" where there is none.
func (e element) attr(name string) string {
	for _, a := range e.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// on reports whether an element that switches something on does: <w:b/>, and
// <w:b w:val="true"/> in any spelling.
func (e element) on() bool {
	for _, a := range e.attrs {
		if a.Name.Local == "val" {
			return isOn(a.Value)
		}
	}
	return true
}

func isOn(s string) bool {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "0", "false", "off", "no", "none":
		return false
	}
	return true
}

// stream reads a part, element by element.
type stream struct {
	d     *xml.Decoder
	in    *bounded
	depth int
	// text is called for the character data of the element that is being read.
	text func(string) error
	// part is the name of the part; before are the bytes of it in UTF-8 that the decoder does not see.
	// recoded says that it is neither in UTF-8 nor in UTF-16.
	part    string
	before  int64
	recoded bool
	io.Closer
}

// offset is how many bytes of the part stand before what is read next.
func (s *stream) offset() int64 { return s.before + s.d.InputOffset() }

// newStream reads XML in UTF-8, UTF-16 or what the declaration names.
func newStream(in io.ReadCloser, limit int64) (*stream, error) {
	limited := &io.LimitedReader{R: in, N: limit + 1}
	buffered := bufio.NewReaderSize(limited, 1<<16)
	head, err := buffered.Peek(4)
	if err != nil && len(head) == 0 {
		_ = in.Close()
		return nil, fmt.Errorf("%w: an empty part: %w", ErrDamaged, err)
	}
	before := int64(0)
	if wide := WideOf(head); wide != nil {
		buffered = bufio.NewReader(wide.NewDecoder().Reader(buffered))
	} else if bytes.HasPrefix(head, []byte(utf8Mark)) {
		if _, err := buffered.Discard(len(utf8Mark)); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		before = int64(len(utf8Mark))
	}
	s := &stream{in: &bounded{r: buffered, limit: limited}, before: before, Closer: in}
	s.d = NewDecoder(s.in)
	declared := s.d.CharsetReader
	s.d.CharsetReader = func(name string, r io.Reader) (io.Reader, error) {
		if r, err := declared(name, r); err == nil {
			return r, nil
		}
		e, err := htmlindex.Get(name)
		if err != nil {
			return nil, err
		}
		s.recoded = true
		return cleaned{&bounded{r: bufio.NewReader(e.NewDecoder().Reader(r)), limit: limited}}, nil
	}
	return s, nil
}

// utf8Mark begins some parts in UTF-8.
const utf8Mark = "\xEF\xBB\xBF"

// WideOf is the encoding of a part that begins with head and is in UTF-16, nil for another. Where
// the part has a mark at its beginning, that is no part of the text, and is written again.
func WideOf(head []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	case bytes.HasPrefix(head, []byte{'<', 0}):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case bytes.HasPrefix(head, []byte{0, '<'}):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// NewDecoder reads the XML of a part that is in UTF-8 by now, whatever it declares of UTF-16. The
// controls that no XML may have but some programs write are passed over.
func NewDecoder(in io.ByteReader) *xml.Decoder {
	d := xml.NewDecoder(cleaned{in})
	d.CharsetReader = func(name string, r io.Reader) (io.Reader, error) {
		if !strings.HasPrefix(strings.ToLower(name), "utf-16") {
			return nil, fmt.Errorf("%w: encoding %s", ErrDamaged, name)
		}
		return r, nil
	}
	return d
}

// cleaned gives bytes with space for the controls that no XML may have.
type cleaned struct{ in io.ByteReader }

// ReadByte implements io.ByteReader, by which a decoder of XML reads.
func (c cleaned) ReadByte() (byte, error) {
	b, err := c.in.ReadByte()
	if b < ' ' && b != '\n' && b != '\r' && b != '\t' {
		b = ' '
	}
	return b, err
}

// Read implements io.Reader.
func (c cleaned) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	b, err := c.ReadByte()
	if err != nil {
		return 0, err
	}
	p[0] = b
	return 1, nil
}

// bounded gives the bytes of a part, not too many for one token.
type bounded struct {
	r     *bufio.Reader
	limit *io.LimitedReader
	token int // bytes since the last token
	over  bool
}

var errTokenSize = errors.New("a part or a token is too long")

// ReadByte implements io.ByteReader.
func (b *bounded) ReadByte() (byte, error) {
	if b.token++; b.token > maxToken {
		b.over = true
		return 0, errTokenSize
	}
	c, err := b.r.ReadByte()
	if err != nil && b.limit.N <= 0 {
		b.over = true
		return 0, errTokenSize
	}
	return c, err
}

// token is the next token.
func (s *stream) next() (xml.Token, error) {
	s.in.token = 0
	t, err := s.d.Token()
	switch {
	case err != nil && s.in.over: // which may look like half a character
		return nil, fmt.Errorf("%w: %w", ErrTooMuch, err)
	case errors.Is(err, io.EOF):
		return nil, io.EOF
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	switch t.(type) {
	case xml.StartElement:
		if s.depth++; s.depth > maxDepth {
			return nil, fmt.Errorf("%w: %d elements in each other", ErrTooMuch, s.depth)
		}
	case xml.EndElement:
		s.depth--
	}
	return t, nil
}

// root calls visit for the outermost element.
func (s *stream) root(visit func(element) error) error {
	for {
		t, err := s.next()
		if errors.Is(err, io.EOF) {
			return fmt.Errorf("%w: no element", ErrDamaged)
		}
		if err != nil {
			return err
		}
		if start, ok := t.(xml.StartElement); ok {
			return s.visit(start, visit)
		}
	}
}

// each calls visit for every element in the one that is being read, to its end. visit
// need not read its element.
func (s *stream) each(visit func(element) error) error {
	inside := s.depth
	for s.depth >= inside {
		t, err := s.next()
		if errors.Is(err, io.EOF) {
			return fmt.Errorf("%w: it ends too early", ErrDamaged)
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if err := s.visit(t, visit); err != nil {
				return err
			}
		case xml.CharData:
			if s.text != nil && s.depth == inside {
				if err := s.text(string(t)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// visit calls visit for an element and passes over what it did not read.
func (s *stream) visit(start xml.StartElement, visit func(element) error) error {
	inside := s.depth
	if err := visit(element{spaces[start.Name.Space], start.Name.Local, start.Attr}); err != nil {
		return err
	}
	for s.depth >= inside {
		if _, err := s.next(); err != nil {
			if errors.Is(err, io.EOF) {
				err = fmt.Errorf("%w: it ends too early", ErrDamaged)
			}
			return err
		}
	}
	return nil
}

// characters is the character data of the element that is being read.
func (s *stream) characters() (string, error) {
	var b strings.Builder
	kept := s.text
	defer func() { s.text = kept }()
	s.text = func(t string) error {
		b.WriteString(t)
		return nil
	}
	err := s.each(func(element) error { return nil })
	return b.String(), err
}
