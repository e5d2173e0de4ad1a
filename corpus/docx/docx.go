// Package docx reads the text of Word documents (Office Open XML) as a reader of the
// printed document sees it: tracked changes are accepted, automatic numbers written out,
// fields shown by their results, tables as rows of cells between |. Comments, headers and
// footers are left out, and what Word does not print.
//
// The parts of a file are streamed, so that memory is bounded by the text, not by the
// markup around it. Files are written to break readers: depth, tokens, definitions and
// text all have a bound, behind which reading ends with [ErrTooMuch].
//
// Start with [Read], or [ReadPlaced] where one must know where the text stands; [KindOf] tells a Word document from other zip files.
package docx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
)

// What may be wrong with a file.
var (
	ErrDamaged  = errors.New("the Word document cannot be read")
	ErrTooMuch  = errors.New("the Word document unpacks to too much")
	ErrEmbedded = errors.New("the text of the Word document is an embedded file of another format")
)

// The bounds of reading.
const (
	maxMain     = 48 << 20 // bytes of XML of the main part, unpacked
	maxPart     = 16 << 20 // of each other part
	maxText     = 5 << 20  // bytes of text: some 1.7 million characters, of which all that follows makes copies
	maxToken    = 2 << 20  // bytes of one tag or one stretch of text
	maxDepth    = 400      // elements in elements
	maxNumbers  = 32_767   // definitions of numbering, as Word has it
	maxStyles   = 32_767
	maxRelation = 32_767
)

// Document is what was read.
type Document struct {
	// Text has a line for each paragraph and for each row of a table; notes stand at the
	// end. Lines are ended by line feeds.
	Text string
	// Left says what the file has and the text has not.
	Left Left
}

// Left counts what was left out of a text.
type Left struct {
	Deleted  int // stretches that a tracked change deletes or moves away
	Hidden   int // stretches of hidden text
	Embedded int // embedded files in the text (altChunk)
	Symbols  int // symbols of fonts that have no character; □ stands for each
	Comments bool
}

// Read reads a Word document. One of the errors above is wrapped where there is no text.
func Read(data []byte) (*Document, error) { return read(data, &reader{}) }

func read(data []byte, r *reader) (*Document, error) {
	archive, err := open(data)
	if err != nil {
		return nil, err
	}
	main := archive.main()
	if main == "" {
		return nil, fmt.Errorf("%w: no main part", ErrDamaged)
	}
	rels, err := archive.relations(main)
	if err != nil {
		return nil, err
	}
	r.archive, r.notes, r.out, r.main = archive, map[noteID]string{}, &writer{left: maxText}, main
	if r.styles, err = archive.readStyles(rels.first("styles")); err != nil {
		return nil, err
	}
	definitions, err := archive.readNumbering(rels.first("numbering"))
	if err != nil {
		return nil, err
	}
	r.numbers = newCounter(definitions, r.styles)
	if err := r.mainPart(main); err != nil {
		return nil, err
	}
	r.unfinished(r.out)
	r.out.finish()
	if err := r.readNotes(rels); err != nil {
		return nil, err
	}
	r.left.Comments = rels.first("comments") != ""
	d := &Document{Text: r.out.finish(), Left: r.left}
	if strings.TrimSpace(d.Text) == "" && r.left.Embedded > 0 {
		return nil, ErrEmbedded
	}
	return d, nil
}

// reader reads the parts of one document.
type reader struct {
	archive *archive
	styles  *styles
	numbers *counter
	out     *writer
	left    Left
	notes   map[noteID]string
	wanted  []noteID // notes that the text refers to, in order
	inNote  bool
	fields  []*field
	main    string // the name of the main part
	// places are where marked stretches of the text stand; nil where nobody asks.
	places *[]place
}

// mainPart reads the body.
func (r *reader) mainPart(name string) error {
	s, err := r.archive.stream(name, maxMain)
	if err != nil {
		return err
	}
	defer s.Close()
	found := false
	err = s.root(func(e element) error {
		if e.name != "document" {
			return nil
		}
		return s.each(func(e element) error {
			if e.is(wordML, "body") {
				found = true
				return r.blocks(s, r.out)
			}
			return nil
		})
	})
	if err == nil && !found {
		err = fmt.Errorf("%w: no body", ErrDamaged)
	}
	return err
}

// Kind is what a zip file holds.
type Kind uint8

// The kinds of zip file.
const (
	Other Kind = iota // any archive
	Word
	Excel
	PowerPoint
	OpenDocument // of LibreOffice and others
	OFD          // the Chinese format of pages (GB/T 33190)
	Unknown      // Office Open XML of another kind
)

// KindOf tells what a zip file holds by its parts.
func KindOf(z *zip.Reader) Kind {
	a := newArchive(z)
	switch {
	case a.has("OFD.xml"):
		return OFD
	case a.has("mimetype") && (a.has("content.xml") || a.has("META-INF/manifest.xml")):
		return OpenDocument
	case !a.has("[Content_Types].xml") && !a.has("_rels/.rels"):
		if a.has("word/document.xml") {
			return Word
		}
		return Other
	}
	main := a.main()
	dir, _, _ := strings.Cut(strings.ToLower(main), "/")
	switch kind := strings.ToLower(a.types().of(main)); {
	case strings.Contains(kind, "wordprocessingml"), strings.Contains(kind, "ms-word"), dir == "word", a.has("word/document.xml"):
		return Word
	case strings.Contains(kind, "spreadsheetml"), strings.Contains(kind, "ms-excel"), dir == "xl":
		return Excel
	case strings.Contains(kind, "presentationml"), strings.Contains(kind, "ms-powerpoint"), dir == "ppt":
		return PowerPoint
	}
	if main == "" {
		return Other
	}
	return Unknown
}

// open opens the zip file.
func open(data []byte) (*archive, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return newArchive(z), nil
}
