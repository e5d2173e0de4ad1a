package generation

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/fatiao/fatiao/internal/faultpoint"
	"github.com/fatiao/fatiao/internal/layered"
	"github.com/fatiao/fatiao/internal/usererr"
	"github.com/fatiao/fatiao/internal/wholefile"
)

// Draft is a generation that is being made.
type Draft struct {
	Generation
	store *Store
	lock  io.Closer
	done  bool // it was committed, and the lock is closed
	// Base is the generation it starts from, nil for the first.
	Base *Generation
}

// Copy says what a draft starts with.
type Copy int

// What a draft may start with.
const (
	CopyNothing Copy = iota
	CopyKB           // the knowledge base of the current generation
	CopyAll          // its index too
)

// Begin takes the lock and makes the folder of the next generation. A second
// ingest at the same time gets an error. What is copied is compared with its
// checksums first: damage must not get new ones.
func (s *Store) Begin(c Copy) (*Draft, error) {
	lock, err := s.lock()
	if err != nil {
		return nil, err
	}
	d := &Draft{store: s, lock: lock}
	if err := d.begin(c); err != nil {
		return nil, errors.Join(err, d.Discard())
	}
	return d, nil
}

// lock keeps other ingests from the folder until it is closed.
func (s *Store) lock() (io.Closer, error) {
	l := s.ingestLock()
	for range lockTries {
		free, err := l.TryLock()
		if notOpened(err) {
			return nil, usererr.Errorf("数据目录 %s 不能写入：%w", s.dir, err)
		}
		if free || faultpoint.Active(faultpoint.Lock) {
			return l, nil
		}
		time.Sleep(lockPause)
	}
	return nil, usererr.Errorf("数据目录 %s %w，请等它结束", s.dir, ErrIngesting)
}

// ErrIngesting is wrapped where another ingest holds the data folder.
var ErrIngesting = usererr.New("正有另一个导入在进行")

// Others look for a moment whether an ingest runs ([Store.State]); that must not stop
// one that begins.
const (
	lockTries = 5
	lockPause = 50 * time.Millisecond
)

func (d *Draft) begin(c Copy) error {
	base, err := d.store.Current()
	switch {
	case errors.Is(err, ErrEmpty):
		base = nil
	case err != nil && c == CopyNothing:
		base = nil // whatever is wrong with it: nothing of it is needed
	case err != nil:
		return err
	}
	all, err := d.store.Generations()
	if err != nil {
		return err
	}
	last := 0
	for _, g := range all {
		last = max(last, number(g.Name))
		if !g.Complete {
			if _, err := d.store.remove(g.Name); err != nil {
				return err
			}
		}
	}
	if err := d.store.removeHalfWritten(); err != nil {
		return err
	}
	name := fmt.Sprintf(prefix+"%06d", last+1)
	dir := filepath.Join(d.store.dir, name)
	if faultpoint.Active(faultpoint.Temp) {
		dir = filepath.Join(os.TempDir(), name)
	}
	if err := os.Mkdir(dir, 0o750); err != nil {
		return usererr.Errorf("不能写入数据目录 %s：%w", d.store.dir, err)
	}
	d.Name, d.Dir, d.Base = name, dir, base
	if faultpoint.Active(faultpoint.Order) {
		if err := d.store.use(name); err != nil {
			return err
		}
	}
	if base == nil || c == CopyNothing {
		return nil
	}
	only := KBOnly
	if c == CopyAll {
		only = nil
	}
	if err := base.Verify(only); err != nil {
		return err
	}
	if err := d.linkKB(base); err != nil {
		return err
	}
	if c == CopyKB {
		return nil
	}
	return copyTree(base.Index(), d.Index())
}

// linkKB puts the files of the knowledge base into the draft. Whoever changes it writes others
// (see package layered).
func (d *Draft) linkKB(base *Generation) error {
	layers, err := layered.Layers(base.KB())
	if err != nil {
		return usererr.Errorf("读不了数据 %s：%w", base.Name, err)
	}
	for _, from := range append([]string{base.KB()}, layers...) {
		if err := wholefile.Link(from, filepath.Join(d.Dir, filepath.Base(from))); err != nil {
			return usererr.Errorf("复制 %s：%w", filepath.Base(from), err)
		}
	}
	return nil
}

// removeHalfWritten removes what is left where a process ended while it replaced
// CURRENT.
func (s *Store) removeHalfWritten() error {
	left, err := filepath.Glob(filepath.Join(s.dir, "."+currentFile+"*"))
	if err != nil {
		return usererr.Errorf("读不了数据目录 %s：%w", s.dir, err)
	}
	for _, f := range left {
		if err := os.Remove(f); err != nil {
			return usererr.Errorf("不能写入数据目录 %s：%w", s.dir, err)
		}
	}
	return nil
}

// Commit writes the manifest, makes everything durable and makes the draft
// the current generation. Older generations are removed unless somebody reads them.
func (d *Draft) Commit(m Manifest) error {
	m.Format, m.Generation, m.Base = FormatVersion, d.Name, ""
	if d.Base != nil {
		m.Base = d.Base.Name
	}
	var err error
	if m.Files, err = d.files(); err != nil {
		return err
	}
	data, err := m.encode()
	if err != nil {
		return err
	}
	// The manifest is written when all else is on the disk: a folder that has one is
	// complete.
	if err := syncTree(d.store.disk, d.Dir); err != nil {
		return err
	}
	if err := d.store.disk.Replace(filepath.Join(d.Dir, manifestFile), data); err != nil {
		return usererr.Errorf("写不了清单：%w", err)
	}
	for _, dir := range [...]string{d.Dir, d.store.dir} {
		if err := d.store.disk.Sync(dir); err != nil {
			return err
		}
	}
	if err := d.store.use(d.Name); err != nil {
		return err
	}
	// From here on the ingest is done. Old generations that cannot be removed now are
	// removed another time.
	d.Manifest, d.done = m, true
	_ = d.store.removeOld(&d.Generation, true)
	return d.lock.Close()
}

// files are the checksums of the draft. A file that is shared with the base must
// still be what it was there.
func (d *Draft) files() (map[string]File, error) {
	names, err := filesOf(d.Dir)
	if err != nil {
		return nil, err
	}
	sums, err := sumsOf(d.Dir, names, nil)
	if err != nil || d.Base == nil {
		return sums, err
	}
	for name, was := range d.Base.Manifest.Files {
		if now, ok := sums[name]; ok && now != was && sameFile(d.Dir, d.Base.Dir, name) {
			return nil, &DamagedError{d.Base.Name, []string{name}}
		}
	}
	return sums, nil
}

func sameFile(a, b, name string) bool {
	x, errX := os.Stat(filepath.Join(a, filepath.FromSlash(name)))
	y, errY := os.Stat(filepath.Join(b, filepath.FromSlash(name)))
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// use makes a complete generation the current one.
func (s *Store) use(name string) error {
	if err := s.disk.Replace(filepath.Join(s.dir, currentFile), []byte(name+"\n")); err != nil {
		return usererr.Errorf("不能换用数据 %s：%w", name, err)
	}
	return s.disk.Sync(s.dir)
}

// Discard gives the draft up. One that became current before something went wrong
// stays.
func (d *Draft) Discard() error {
	if d.done {
		return nil
	}
	var err error
	if named, namedErr := d.store.NameInCurrent(); d.Dir != "" && namedErr == nil && named != d.Name {
		_, err = d.store.remove(d.Name)
	}
	return errors.Join(err, d.lock.Close())
}

// copyTree copies a folder. Files that are never written again once they are
// complete (the segments of the index) are linked.
func copyTree(from, to string) error {
	return filepath.WalkDir(from, func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return usererr.Errorf("复制索引：%w", err)
		}
		rel, err := filepath.Rel(from, p)
		if err != nil {
			return usererr.Errorf("复制索引：%w", err)
		}
		target := filepath.Join(to, rel)
		if e.IsDir() {
			if err := os.MkdirAll(target, 0o750); err != nil {
				return usererr.Errorf("复制索引：%w", err)
			}
			return nil
		}
		put := wholefile.Copy
		if filepath.Ext(p) == ".zap" {
			put = wholefile.Link
		}
		if err := put(p, target); err != nil {
			return usererr.Errorf("复制索引：%w", err)
		}
		return nil
	})
}
