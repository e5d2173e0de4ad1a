package layered

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
)

// Changed is a database that is being changed. SQLite has one connection to it, without a journal.
type Changed struct {
	// Name is that of the data source, without file: and parameters; VFS is a parameter of it.
	Name string

	path    string
	under   *source
	scratch *os.File // the pages that were written, at their places, and holes
	written []uint64 // a bit for each page
	bytes   int64
	failed  error // of the system, which SQLite does not tell
}

// scratchName is behind the path of a database whose pages are being changed.
const scratchName = ".new"

// Change opens a database for writing. The files that it lies in are not changed: they may have
// other names in other folders.
func Change(path string) (*Changed, error) {
	if err := register(); err != nil {
		return nil, err
	}
	under, err := openSource(path)
	if err != nil {
		return nil, err
	}
	scratch, err := os.Create(path + scratchName)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("opening a database for writing: %w", err), under.close())
	}
	c := &Changed{path: path, under: under, scratch: scratch, bytes: int64(under.total) * pageSize}
	c.Name = opened.add(c)
	return c, nil
}

// Failed is the error of the system for which a page could not be written or read, nil for none.
func (c *Changed) Failed() error { return c.failed }

// Discard gives the changes up. SQLite must have closed the database before.
func (c *Changed) Discard() error {
	opened.files.Delete(c.Name)
	return errors.Join(c.scratch.Close(), os.Remove(c.path+scratchName), c.under.close())
}

// mostRewritten is how many times the pages that are written anyway a layer has that is put
// together with them, so that there are never more layers than the logarithm of all pages.
const mostRewritten = 4

// Commit writes what was changed: as a layer or, where that is not much less than all or whole says
// so, as a whole file. SQLite must have closed the database before. Layers that are not needed any
// more are removed from the folder.
func (c *Changed) Commit(whole bool) error {
	if c.Failed() != nil {
		return errors.Join(c.Failed(), c.Discard())
	}
	total := uint32(c.bytes / pageSize)
	changed := map[uint32]bool{}
	for n := uint32(1); n <= total; n++ {
		if c.has(n) {
			changed[n] = true
		}
	}
	if len(changed) == 0 && total == c.under.total && !whole {
		return c.Discard()
	}
	paths, err := Layers(c.path)
	if err != nil {
		return errors.Join(err, c.Discard())
	}
	keep := len(c.under.layers)
	for ; keep > 0 && (whole || len(c.under.layers[keep-1].numbers) < mostRewritten*len(changed)); keep-- {
		for _, n := range c.under.layers[keep-1].numbers {
			if n <= total {
				changed[n] = true
			}
		}
	}
	isWhole := whole || keep == 0 && len(c.under.whole.MMap)/pageSize < mostRewritten*len(changed)
	if isWhole {
		err = c.fill(total)
	} else {
		err = writeLayer(layerName(c.path, paths), total, slices.Sorted(maps.Keys(changed)), c.pageOf)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("writing a database: %w", err), c.Discard())
	}
	opened.files.Delete(c.Name)
	if err := errors.Join(c.under.close(), c.scratch.Close()); err != nil {
		return fmt.Errorf("closing a database: %w", err)
	}
	return c.replace(paths[keep:], isWhole)
}

// replace puts what was written in the place of what it was made of.
func (c *Changed) replace(layers []string, whole bool) error {
	var err error
	if whole {
		err = os.Rename(c.path+scratchName, c.path)
	} else {
		err = os.Remove(c.path + scratchName)
	}
	for _, l := range layers {
		err = errors.Join(err, os.Remove(l))
	}
	if err != nil {
		return fmt.Errorf("replacing a database: %w", err)
	}
	return nil
}

// fill writes the pages that did not change into the scratch file, which is whole then.
func (c *Changed) fill(total uint32) error {
	const together = 256 // pages
	var run []byte
	from := uint32(1)
	flush := func() error {
		_, err := c.scratch.WriteAt(run, int64(from-1)*pageSize)
		run = run[:0]
		return err
	}
	for n := uint32(1); n <= total; n++ {
		p := c.under.page(n)
		if c.has(n) || p == nil || len(run) == together*pageSize {
			if err := flush(); err != nil {
				return err
			}
		}
		if c.has(n) || p == nil {
			continue
		}
		if len(run) == 0 {
			from = n
		}
		run = append(run, p...)
	}
	return errors.Join(flush(), c.scratch.Truncate(c.bytes))
}

// has reports whether a page was written.
func (c *Changed) has(n uint32) bool {
	i := int(n / 64)
	return i < len(c.written) && c.written[i]>>(n%64)&1 == 1
}

// pageOf is the page with a number, from 1.
func (c *Changed) pageOf(n uint32) ([]byte, error) {
	b := make([]byte, pageSize)
	_, err := c.readAt(b, int64(n-1)*pageSize)
	return b, err
}

func (c *Changed) readAt(b []byte, at int64) (n int, err error) {
	for n < len(b) && at < c.bytes {
		number, in := uint32(at/pageSize)+1, at%pageSize
		k := min(len(b)-n, int(pageSize-in))
		switch p := c.under.page(number); {
		case c.has(number):
			if k, err = c.scratch.ReadAt(b[n:n+k], at); err != nil && !errors.Is(err, io.EOF) {
				return n, c.fail(err)
			}
		case p != nil:
			k = copy(b[n:n+k], p[in:])
		default:
			clear(b[n : n+k])
		}
		n, at = n+k, at+int64(k)
	}
	return n, nil
}

// errPlace says that SQLite wrote otherwise than by pages.
var errPlace = errors.New("a database is not written by pages")

func (c *Changed) writeAt(b []byte, at int64) error {
	if len(b) != pageSize || at%pageSize != 0 {
		return c.fail(errPlace)
	}
	if _, err := c.scratch.WriteAt(b, at); err != nil {
		return c.fail(err)
	}
	n := uint32(at/pageSize) + 1
	for int(n/64) >= len(c.written) {
		c.written = append(c.written, 0)
	}
	c.written[n/64] |= 1 << (n % 64)
	c.bytes = max(c.bytes, at+pageSize)
	return nil
}

func (c *Changed) fail(err error) error {
	if c.failed == nil {
		c.failed = fmt.Errorf("changing a database: %w", err)
	}
	return err
}

func (c *Changed) truncate(size int64) error {
	if size%pageSize != 0 {
		return c.fail(errPlace)
	}
	for n := uint32(size/pageSize) + 1; int64(n-1)*pageSize < c.bytes; n++ {
		if c.has(n) {
			c.written[n/64] &^= 1 << (n % 64)
		}
	}
	c.bytes = size
	return nil
}

// use does nothing: whoever commits or discards waits for the one connection.
func (c *Changed) use(int) {}

func (c *Changed) size() int64 { return c.bytes }

// fetch gives no page: one that is written later would not change in memory.
func (c *Changed) fetch(int64, int) []byte { return nil }
