// Package corpus is where texts come from. It walks folders and archives,
// tells formats and encodings apart by content, repairs what was damaged, and
// splits a source into the documents it holds. It knows nothing of law: what
// a text says is for the parsers downstream.
//
// Start with [Walk], which finds the files, and [Read], which turns one file
// into documents. The documents that ship with the binary are in [Defaults].
package corpus

import (
	"bytes"
	"fmt"
	"io"

	"github.com/fatiao/fatiao/corpus/newspaper"
	"github.com/fatiao/fatiao/internal/joinline"
	"github.com/fatiao/fatiao/internal/script"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
)

// ReaderVersion is bumped when the same file may give other documents, so
// that what was read before is read again.
const ReaderVersion = 5

// Limits bound what a source may cost. Zero fields mean the default.
type Limits struct {
	FileBytes    int64 // of one file, also inside an archive
	LineBytes    int64 // of one line of JSON Lines
	ArchiveBytes int64 // of all files of one archive together
	ArchiveFiles int
	Ratio        int64 // unpacked to packed size
}

// DefaultLimits suit a collection of law on a small machine.
var DefaultLimits = Limits{
	FileBytes:    64 << 20,
	LineBytes:    16 << 20,
	ArchiveBytes: 4 << 30,
	ArchiveFiles: 200_000,
	Ratio:        200,
}

// File is one file that Walk found. Exactly one of Rejected, Skipped and a
// readable content is there.
type File struct {
	Path     string // as given, with ! before the path inside an archive
	Name     string // base name without extension
	Category string // name of the nearest folder that names a kind of law
	Size     int64
	Rejected error  // why it cannot be read, in the user's words
	Skipped  string // why it is left alone although nothing is wrong with it
	open     func() (io.ReadCloser, error)
}

// Open opens the content.
func (f *File) Open() (io.ReadCloser, error) { return f.open() }

// Rename gives a file of a collection the path under which it is known, and has inside, its
// path within the collection, tell its category.
func (f *File) Rename(path, inside string) {
	f.Path, f.Category = path, categoryOf(inside)
}

// Document is one text of a source.
type Document struct {
	ID       string // the id that the source gives, or ""
	Kind     statute.DocumentKind
	Form     string // what it is more closely, e.g. "news_report", "photo"; "" where unknown
	Title    string // title from outside the text: metadata or the file's name
	Date     statute.Date
	Printed  newspaper.Printed // of a report out of a newspaper
	Category string
	// Text is the whole repaired text. Spans and diagnostics refer to it.
	Text string
	// Original is the text as it was read, where Text differs from it.
	Original string
	// Laid has the text before its lines were joined and leads places of Text back to it,
	// nil where no lines were joined.
	Laid *joinline.Text
	// Answers are the addresses that answer a consultation, alternatives
	// together.
	Answers     [][]string
	Diagnostics []statute.Diagnostic
}

// Shown is the text in simplified characters: what is searched and shown
// first. It has as many characters as Text.
func (d *Document) Shown() string {
	if script.IsTraditional(d.Text) {
		return script.Simplify(d.Text)
	}
	return d.Text
}

// JoinLines joins the lines of Text that a layout broke inside of sentences.
func (d *Document) JoinLines() {
	laid := joinline.Join(d.Text)
	if laid.Cuts() == 0 {
		return
	}
	if d.Original == "" {
		d.Original = d.Text
	}
	for i := range d.Diagnostics {
		d.Diagnostics[i].Span = laid.Forward(d.Diagnostics[i].Span)
	}
	d.Laid, d.Text = laid, laid.Joined
	d.Diagnostics = append(d.Diagnostics, statute.Diagnostic{Code: "joined_lines",
		Message: fmt.Sprintf("文中有排版的硬换行，已接上 %d 处", laid.Cuts())})
}

// Problem says, in the user's words, why a source cannot be read. It concerns that
// source alone: others can be read on.
type Problem struct {
	err error
	// Scan says that the file is a picture of a text: a scan without a text layer.
	Scan bool
}

func (p *Problem) Error() string { return p.err.Error() }

// Unwrap gives the text as what it is, a [usererr.Error].
func (p *Problem) Unwrap() error { return p.err }

func problemf(format string, args ...any) error {
	return &Problem{err: usererr.Errorf(format, args...)}
}

// scanned is the problem of a picture of a text.
func scanned(text string) error { return &Problem{err: usererr.New(text), Scan: true} }

// megabytes writes a size for a message.
func megabytes(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d KB", (n+1023)>>10)
	}
	return fmt.Sprintf("%d MB", n>>20)
}

// Memory is a file that is not on disk.
func Memory(name string, content []byte) *File {
	return &File{Path: name, Name: name, Size: int64(len(content)),
		open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }}
}
