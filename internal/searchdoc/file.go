package searchdoc

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"
	"unicode/utf8"
)

// Writer writes documents one behind another into a file, so that those who read them
// need neither wait for each other nor hold them in memory. The file is for one ingest:
// it has no version.
//
// A document is its length in bytes as a varint and then its fields in the order of
// [Document.encode], strings and lists behind their lengths.
type Writer struct {
	file   *os.File
	out    *bufio.Writer
	record []byte // of one document, used again
	counts Counts
}

// Counts say how much a file of documents holds.
type Counts struct {
	Documents int
	Laws      int
	Runes     int64 // of all texts
}

// Create starts a file of documents.
func Create(path string) (*Writer, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, fmt.Errorf("making the file of search documents: %w", err)
	}
	return &Writer{file: f, out: bufio.NewWriterSize(f, 1<<20)}, nil
}

// Add writes a document.
func (w *Writer) Add(d *Document) error {
	w.counts.Documents++
	if d.Kind == Law {
		w.counts.Laws++
	}
	w.counts.Runes += int64(utf8.RuneCountInString(d.Text))
	w.record = d.encode(w.record[:0])
	var length [binary.MaxVarintLen64]byte
	if _, err := w.out.Write(length[:binary.PutUvarint(length[:], uint64(len(w.record)))]); err != nil {
		return fmt.Errorf("writing the search document %s: %w", d.Key, err)
	}
	if _, err := w.out.Write(w.record); err != nil {
		return fmt.Errorf("writing the search document %s: %w", d.Key, err)
	}
	return nil
}

// Close completes the file and says what it holds.
func (w *Writer) Close() (Counts, error) {
	if err := errors.Join(w.out.Flush(), w.file.Close()); err != nil {
		return w.counts, fmt.Errorf("completing the file of search documents: %w", err)
	}
	return w.counts, nil
}

// File is a file of documents that a [Writer] wrote. It is safe for concurrent use.
type File struct {
	file    *os.File
	records sync.Pool // of *[]byte, to read documents into
}

// Open opens a file of documents for reading.
func Open(path string) (*File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("opening the file of search documents: %w", err)
	}
	return &File{file: f}, nil
}

// Close closes the file.
func (f *File) Close() error { return f.file.Close() }

// Position is where a document stands in its file.
type Position struct {
	Offset int64 // of its fields, in bytes
	Length int   // of its fields, in bytes
}

// Each calls do with every document in the order in which they were written, until
// one call fails.
func (f *File) Each(do func(at Position, d *Document) error) error {
	in := bufio.NewReaderSize(io.NewSectionReader(f.file, 0, 1<<62), 1<<20)
	offset := int64(0)
	var record []byte
	for {
		length, err := binary.ReadUvarint(in)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading search documents: %w", err)
		}
		if length > maxRecord {
			return errDamaged
		}
		offset += int64(len(binary.AppendUvarint(nil, length)))
		at := Position{offset, int(length)}
		record = slices.Grow(record[:0], at.Length)[:at.Length]
		if _, err := io.ReadFull(in, record); err != nil {
			return fmt.Errorf("reading search documents: %w", err)
		}
		offset += int64(length)
		d, err := decode(record)
		if err != nil {
			return err
		}
		if err := do(at, d); err != nil {
			return err
		}
	}
}

// maxRecord bounds the bytes of one document, far above any text that is read: a damaged
// length must not ask for memory.
const maxRecord = 1 << 30

// Read returns the document at a position that Each gave.
func (f *File) Read(at Position) (*Document, error) {
	room, ok := f.records.Get().(*[]byte)
	if !ok {
		room = new([]byte)
	}
	defer f.records.Put(room)
	*room = slices.Grow((*room)[:0], at.Length)[:at.Length]
	if _, err := f.file.ReadAt(*room, at.Offset); err != nil {
		return nil, fmt.Errorf("reading a search document: %w", err)
	}
	return decode(*room)
}

// encode appends the fields of the document.
func (d *Document) encode(to []byte) []byte {
	kind := byte(d.Kind)
	if d.Kept {
		kind |= kept
	}
	to = append(to, kind)
	for _, s := range d.strings() {
		to = appendString(to, *s)
	}
	for _, n := range [...]int{d.Order, d.Heading} {
		to = binary.AppendUvarint(to, uint64(n))
	}
	for _, list := range [...][]string{d.Headings, d.Crimes} {
		to = binary.AppendUvarint(to, uint64(len(list)))
		for _, s := range list {
			to = appendString(to, s)
		}
	}
	to = binary.AppendUvarint(to, uint64(len(d.Cites)))
	for _, k := range d.Cites {
		to = appendString(to, string(k))
	}
	to = binary.AppendUvarint(to, uint64(len(d.Parts)))
	for _, p := range d.Parts {
		to = append(to, byte(p.Kind))
		to = binary.AppendUvarint(to, uint64(p.Start))
		to = binary.AppendUvarint(to, uint64(p.End))
	}
	return to
}

// kept is the bit of a kind for a document that is kept.
const kept = 0x80

// strings lists the fields that are strings, in the order of the file.
func (d *Document) strings() [13]*string {
	return [...]*string{(*string)(&d.Key), &d.Title, &d.Text, &d.Gist, &d.Law, (*string)(&d.Level), &d.Version, &d.Address,
		(*string)(&d.InForceFrom), (*string)(&d.InForceTo), &d.RepealedBy, &d.Hash, (*string)(&d.Date)}
}

func appendString(to []byte, s string) []byte {
	return append(binary.AppendUvarint(to, uint64(len(s))), s...)
}

// errDamaged says that a file of documents was cut or changed while it was in use.
var errDamaged = errors.New("reading a search document: the file is damaged")

// decode reads what encode wrote. The strings of a document share one copy of its record.
func decode(record []byte) (*Document, error) {
	if len(record) == 0 || int(record[0]&^kept) >= Kinds {
		return nil, errDamaged
	}
	d := &Document{Kind: Kind(record[0] &^ kept), Kept: record[0]&kept != 0}
	r := recordReader{rest: string(record[1:])}
	for _, s := range d.strings() {
		*s = r.string()
	}
	d.Order, d.Heading = r.number(), r.number()
	d.Headings, d.Crimes = r.list(), r.list()
	if cites := r.list(); cites != nil {
		d.Cites = make([]Key, len(cites))
		for i, k := range cites {
			d.Cites[i] = Key(k)
		}
	}
	d.Parts = r.parts(len(d.Text))
	if r.damaged || r.rest != "" {
		return nil, errDamaged
	}
	return d, nil
}

// recordReader reads the fields of a record one after another.
type recordReader struct {
	rest    string
	damaged bool
}

// number reads a length, a count or a place, none of which is greater than a record.
func (r *recordReader) number() int {
	n := uint64(0)
	for i := 0; i < len(r.rest) && i < binary.MaxVarintLen32; i++ {
		n |= uint64(r.rest[i]&0x7f) << (7 * i)
		if r.rest[i] < 0x80 {
			r.rest = r.rest[i+1:]
			return int(n)
		}
	}
	r.damaged = true
	return 0
}

func (r *recordReader) string() string {
	n := r.number()
	if n > len(r.rest) {
		r.damaged = true
		return ""
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

func (r *recordReader) list() []string {
	n := r.number()
	if n > len(r.rest) { // each has a byte at least
		r.damaged = true
		return nil
	}
	if n == 0 {
		return nil
	}
	list := make([]string, n)
	for i := range list {
		list[i] = r.string()
	}
	return list
}

// parts reads the parts of a text of a length.
func (r *recordReader) parts(length int) []Part {
	n := r.number()
	if n > len(r.rest) { // each has a byte at least
		r.damaged = true
		return nil
	}
	var list []Part
	for end := 0; len(list) < n; {
		p := Part{Kind: PartKind(r.number()), Start: r.number(), End: r.number()}
		r.damaged = r.damaged || p.Kind == NoPart || p.Kind >= PartKinds || p.Start < end || p.End < p.Start || p.End > length
		if r.damaged {
			return nil
		}
		list, end = append(list, p), p.End
	}
	return list
}
