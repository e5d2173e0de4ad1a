package layered

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/blevesearch/mmap-go"
)

// The format of a layer, all numbers little endian: magic "fatiaopg", format version u32, pages of
// the database u32, pages of the layer u32; the numbers of these u32, rising, from 1; zeros up to
// a multiple of the size of a page; the pages.
const (
	magic         = "fatiaopg"
	formatVersion = 1
	headSize      = len(magic) + 3*4
)

// errDamaged says that a layer is none.
var errDamaged = errors.New("opening a database: a layer is damaged")

// mapped is a file in memory.
type mapped struct{ mmap.MMap }

func mapFile(path string) (m mapped, err error) {
	f, err := os.Open(path)
	if err != nil {
		return m, fmt.Errorf("opening a database: %w", err)
	}
	defer f.Close() // the map stays
	info, err := f.Stat()
	if err != nil {
		return m, fmt.Errorf("opening a database: %w", err)
	}
	if info.Size() == 0 {
		return m, nil
	}
	if m.MMap, err = mmap.Map(f, mmap.RDONLY, 0); err != nil {
		return m, fmt.Errorf("mapping a database: %w", err)
	}
	return m, nil
}

func (m mapped) close() error {
	if m.MMap == nil {
		return nil
	}
	return m.Unmap()
}

// layer are pages that changed.
type layer struct {
	file    mapped
	total   uint32 // pages of the database
	numbers []uint32
	pages   []byte
}

func openLayer(path string) (l layer, err error) {
	if l.file, err = mapFile(path); err != nil {
		return l, err
	}
	if err := l.parse(l.file.MMap); err != nil {
		return l, errors.Join(err, l.file.close())
	}
	return l, nil
}

func (l *layer) parse(data []byte) error {
	if len(data) < headSize || string(data[:len(magic)]) != magic {
		return errDamaged
	}
	number := func(i int) uint32 { return binary.LittleEndian.Uint32(data[len(magic)+4*i:]) }
	n := int(number(2))
	start := pagesAt(n)
	if number(0) != formatVersion || len(data) != start+n*pageSize {
		return errDamaged
	}
	l.total, l.pages = number(1), data[start:]
	last := uint32(0)
	for i := range n {
		p := binary.LittleEndian.Uint32(data[headSize+4*i:])
		if p <= last || p > l.total {
			return errDamaged
		}
		l.numbers, last = append(l.numbers, p), p
	}
	return nil
}

// pagesAt is where the pages of a layer with n of them begin.
func pagesAt(n int) int { return (headSize + 4*n + pageSize - 1) / pageSize * pageSize }

// page is the i-th page.
func (l *layer) page(i int) []byte { return l.pages[i*pageSize:][:pageSize] }

// writeLayer writes pages, by rising numbers; page gives each.
func writeLayer(path string, total uint32, numbers []uint32, page func(n uint32) ([]byte, error)) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	out := bufio.NewWriterSize(f, 1<<20)
	head := append(make([]byte, 0, pagesAt(len(numbers))), magic...)
	for _, n := range append([]uint32{formatVersion, total, uint32(len(numbers))}, numbers...) {
		head = binary.LittleEndian.AppendUint32(head, n)
	}
	if err := writeAll(out, head[:cap(head)]); err != nil {
		return err
	}
	for _, n := range numbers {
		p, err := page(n)
		if err != nil {
			return err
		}
		if err := writeAll(out, p); err != nil {
			return err
		}
	}
	return out.Flush()
}

func writeAll(w io.Writer, b []byte) error {
	_, err := w.Write(b)
	return err
}
