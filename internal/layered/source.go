package layered

import (
	"errors"
	"strconv"
	"sync"
	"sync/atomic"
)

// source are the pages of a database in all its layers. It is safe for concurrent use.
type source struct {
	whole  mapped
	layers []layer
	total  uint32            // pages
	newest map[uint32][]byte // pages that a layer has
}

func openSource(path string) (s *source, err error) {
	paths, err := Layers(path)
	if err != nil {
		return nil, err
	}
	s = &source{newest: map[uint32][]byte{}}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.close())
		}
	}()
	if s.whole, err = mapFile(path); err != nil {
		return s, err
	}
	if len(s.whole.MMap)%pageSize != 0 {
		return s, errDamaged
	}
	s.total = uint32(len(s.whole.MMap) / pageSize)
	for _, p := range paths {
		l, err := openLayer(p)
		if err != nil {
			return s, err
		}
		s.layers, s.total = append(s.layers, l), l.total
		for i, n := range l.numbers {
			s.newest[n] = l.page(i)
		}
	}
	return s, nil
}

// page is the page with a number, from 1; nil where there is none.
func (s *source) page(n uint32) []byte {
	if p := s.newest[n]; p != nil {
		return p
	}
	if at := int(n-1) * pageSize; n > 0 && at+pageSize <= len(s.whole.MMap) {
		return s.whole.MMap[at:][:pageSize]
	}
	return nil
}

func (s *source) close() error {
	err := s.whole.close()
	for _, l := range s.layers {
		err = errors.Join(err, l.file.close())
	}
	return err
}

// file is what SQLite reads and writes.
type file interface {
	// readAt fills b and says how many bytes there are.
	readAt(b []byte, at int64) (int, error)
	// writeAt writes a page.
	writeAt(b []byte, at int64) error
	truncate(size int64) error
	size() int64
	// use counts the connections that have it open.
	use(more int)
	// fetch is a page in memory that stays as it is; nil where it has to be read.
	fetch(at int64, n int) []byte
}

// names are the databases that are open, by the names under which SQLite opens them.
type names struct {
	files sync.Map // of file
	last  atomic.Int64
}

var opened names

func (n *names) add(f file) string {
	name := "layers-" + strconv.FormatInt(n.last.Add(1), 10)
	n.files.Store(name, f)
	return name
}

func (n *names) get(name string) (file, bool) {
	f, ok := n.files.Load(name)
	if !ok {
		return nil, false
	}
	return f.(file), true
}

// Database is a database that is open for reading. It must not change meanwhile.
type Database struct {
	*source
	// Name is that of the data source, without file: and parameters; VFS is a parameter of it.
	Name string

	mu     sync.Mutex
	users  int  // connections
	closed bool // files are closed with the last connection
}

// Open opens a database for reading.
func Open(path string) (*Database, error) {
	if err := register(); err != nil {
		return nil, err
	}
	s, err := openSource(path)
	if err != nil {
		return nil, err
	}
	d := &Database{source: s}
	d.Name = opened.add(d)
	return d, nil
}

// Close closes the database, at the latest when the last connection is closed: one that was given
// up may still read.
func (d *Database) Close() error {
	opened.files.Delete(d.Name)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.closed = true
	if d.users > 0 {
		return nil
	}
	return d.close()
}

func (d *Database) use(more int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.users += more; d.users == 0 && d.closed {
		_ = d.close() // nobody is there any more who could be told
	}
}

func (d *Database) readAt(b []byte, at int64) (n int, err error) { return readPages(d.page, b, at) }

// readPages reads bytes out of pages.
func readPages(page func(n uint32) []byte, b []byte, at int64) (n int, err error) {
	for n < len(b) {
		p := page(uint32(at/pageSize) + 1)
		if p == nil {
			return n, nil
		}
		k := copy(b[n:], p[at%pageSize:])
		n, at = n+k, at+int64(k)
	}
	return n, nil
}

// overRead is how far SQLite reads behind a page, where a number stands at its end.
const overRead = 256

func (d *Database) fetch(at int64, n int) []byte {
	if at%pageSize != 0 || n != pageSize {
		return nil
	}
	p := d.page(uint32(at/pageSize) + 1)
	if cap(p) < pageSize+overRead { // the last page of a file
		return nil
	}
	return p
}

func (d *Database) size() int64 { return int64(d.total) * pageSize }

// errReadOnly says that a database that is read was to be written.
var errReadOnly = errors.New("the database is open for reading")

func (d *Database) writeAt([]byte, int64) error { return errReadOnly }
func (d *Database) truncate(int64) error        { return errReadOnly }
