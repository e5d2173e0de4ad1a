// Package generation keeps the data folder: numbered generations of the
// knowledge base and its index, of which CURRENT names the one in use.
//
//	DIR/CURRENT            the name of a generation, replaced atomically
//	DIR/gen-000012/        kb.sqlite, index/, ranking/, manifest.json
//	DIR/lock               held while an ingest runs
//
// An ingest makes the next generation beside the current one ([Store.Begin]),
// and [Draft.Commit] makes it visible in one step. Whoever reads opens
// [Store.Current] and keeps it open; files that were replaced stay readable
// until they are closed.
package generation

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/google/renameio/v2"
)

// FormatVersion is that of the layout of a generation.
const FormatVersion = 1

// ErrEmpty says that the data folder holds no generation yet.
var ErrEmpty = errors.New("the data folder is empty")

const (
	currentFile  = "CURRENT"
	lockFile     = "lock"
	manifestFile = "manifest.json"
	prefix       = "gen-"
	// kept is how many generations stay: the current one and the one before.
	kept = 2
)

// Manifest says what made a generation.
type Manifest struct {
	Format     int            `json:"format"`
	Parser     int            `json:"parser"`
	CaseParser int            `json:"case_parser"`
	Reader     int            `json:"reader"`
	Dictionary int            `json:"dictionary"`
	Index      int            `json:"index"`
	Schema     int            `json:"schema"`
	Ranking    string         `json:"ranking"`    // what the ranking was made with
	KeepNames  bool           `json:"keep_names"` // of the people in judgments
	Aliases    string         `json:"aliases"`    // hash of the names made by hand
	Created    time.Time      `json:"created"`
	Counts     map[string]int `json:"counts"`
}

// Generation is the folder of a complete generation.
type Generation struct {
	Name     string
	Dir      string
	Manifest Manifest
}

// KB is the path of the knowledge base.
func (g *Generation) KB() string { return filepath.Join(g.Dir, "kb.sqlite") }

// Index is the path of the index.
func (g *Generation) Index() string { return filepath.Join(g.Dir, "index") }

// Ranking is the path of the collection that is ranked.
func (g *Generation) Ranking() string { return filepath.Join(g.Dir, "ranking") }

// Store is a data folder.
type Store struct{ dir string }

// OpenStore opens a data folder and makes it where it is missing.
func OpenStore(dir string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, fmt.Errorf("不能建立数据目录 %s：%w", dir, err)
	}
	return &Store{dir: dir}, nil
}

// Dir is the data folder.
func (s *Store) Dir() string { return s.dir }

// Current returns the generation in use, or ErrEmpty.
func (s *Store) Current() (*Generation, error) {
	name, err := s.CurrentName()
	if err != nil {
		return nil, err
	}
	g := &Generation{Name: name, Dir: filepath.Join(s.dir, name)}
	data, err := os.ReadFile(filepath.Join(g.Dir, manifestFile))
	if err != nil {
		return nil, fmt.Errorf("数据目录 %s 的当前数据 %s 不完整（%w）；请把这个目录移走，或用 --data 换一个，再重新导入", s.dir, name, err)
	}
	if err := json.Unmarshal(data, &g.Manifest); err != nil {
		return nil, fmt.Errorf("数据目录 %s 的清单读不懂（%w）；请把这个目录移走，或用 --data 换一个，再重新导入", s.dir, err)
	}
	if g.Manifest.Format != FormatVersion {
		return nil, fmt.Errorf("数据目录 %s 的格式版本是 %d，本程序需要 %d，请换一个目录重新导入", s.dir, g.Manifest.Format, FormatVersion)
	}
	return g, nil
}

// CurrentName is the name in CURRENT, or ErrEmpty.
func (s *Store) CurrentName() (string, error) {
	data, err := os.ReadFile(filepath.Join(s.dir, currentFile))
	if errors.Is(err, fs.ErrNotExist) {
		return "", ErrEmpty
	}
	if err != nil {
		return "", fmt.Errorf("reading which generation is in use: %w", err)
	}
	name := strings.TrimSpace(string(data))
	if number(name) == 0 {
		return "", fmt.Errorf("数据目录 %s 的 CURRENT 文件内容不对：%q", s.dir, name)
	}
	return name, nil
}

func number(name string) int {
	var n int
	if _, err := fmt.Sscanf(name, prefix+"%d", &n); err != nil || n < 0 || name != fmt.Sprintf(prefix+"%06d", n) {
		return 0
	}
	return n
}

// Draft is a generation that is being made.
type Draft struct {
	Generation
	store *Store
	lock  *os.File
	// Base is the generation it starts from, nil for the first.
	Base *Generation
}

// Begin takes the lock and makes the folder of the next generation. A second
// ingest at the same time gets an error. With copyBase the draft starts with
// the knowledge base and index of the current generation.
func (s *Store) Begin(copyBase bool) (*Draft, error) {
	lock, err := os.OpenFile(filepath.Join(s.dir, lockFile), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("opening the lock: %w", err)
	}
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(fmt.Errorf("数据目录 %s 正有另一个导入在进行，请等它结束", s.dir), lock.Close())
	}
	d := &Draft{store: s, lock: lock}
	if err := d.begin(copyBase); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return d, nil
}

func (d *Draft) begin(copyBase bool) error {
	base, err := d.store.Current()
	if err != nil && !errors.Is(err, ErrEmpty) {
		return err
	}
	names, err := d.store.names()
	if err != nil {
		return err
	}
	last := 0
	for _, n := range names {
		last = max(last, number(n))
		if base == nil || number(n) > number(base.Name) { // left by an ingest that did not finish
			if err := os.RemoveAll(filepath.Join(d.store.dir, n)); err != nil {
				return fmt.Errorf("removing an unfinished generation: %w", err)
			}
		}
	}
	d.Name = fmt.Sprintf(prefix+"%06d", last+1)
	d.Dir = filepath.Join(d.store.dir, d.Name)
	d.Base = base
	if err := os.Mkdir(d.Dir, 0o750); err != nil {
		return fmt.Errorf("making a generation: %w", err)
	}
	if base == nil || !copyBase {
		return nil
	}
	if err := copyFile(base.KB(), d.KB()); err != nil {
		return err
	}
	return copyTree(base.Index(), d.Index())
}

func (s *Store) names() ([]string, error) {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return nil, fmt.Errorf("reading the data folder: %w", err)
	}
	var names []string
	for _, e := range entries {
		if number(e.Name()) > 0 {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// Commit writes the manifest, makes everything durable and makes the draft
// the current generation. Generations older than the one before are removed.
func (d *Draft) Commit(m Manifest) error {
	m.Format = FormatVersion
	data, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return fmt.Errorf("encoding the manifest: %w", err)
	}
	if err := os.WriteFile(filepath.Join(d.Dir, manifestFile), data, 0o600); err != nil {
		return fmt.Errorf("writing the manifest: %w", err)
	}
	if err := syncTree(d.Dir); err != nil {
		return err
	}
	if err := renameio.WriteFile(filepath.Join(d.store.dir, currentFile), []byte(d.Name+"\n"), 0o644); err != nil {
		return fmt.Errorf("switching to the new generation: %w", err)
	}
	if err := syncPath(d.store.dir); err != nil {
		return err
	}
	names, err := d.store.names()
	if err != nil {
		return err
	}
	for _, n := range names {
		if number(n) <= number(d.Name)-kept {
			if err := os.RemoveAll(filepath.Join(d.store.dir, n)); err != nil {
				return fmt.Errorf("removing an old generation: %w", err)
			}
		}
	}
	return d.lock.Close()
}

// Discard gives the draft up.
func (d *Draft) Discard() error {
	return errors.Join(os.RemoveAll(d.Dir), d.lock.Close())
}

// copyTree copies a folder. Files that are never written again once they are
// complete (the segments of the index) are linked.
func copyTree(from, to string) error {
	return filepath.WalkDir(from, func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("copying the index: %w", err)
		}
		rel, err := filepath.Rel(from, p)
		if err != nil {
			return fmt.Errorf("copying the index: %w", err)
		}
		target := filepath.Join(to, rel)
		if e.IsDir() {
			if err := os.MkdirAll(target, 0o750); err != nil {
				return fmt.Errorf("copying the index: %w", err)
			}
			return nil
		}
		if filepath.Ext(p) == ".zap" && os.Link(p, target) == nil { // #nosec G122 -- the folder is the program's own
			return nil
		}
		return copyFile(p, target)
	})
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return fmt.Errorf("copying %s: %w", filepath.Base(from), err)
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return fmt.Errorf("copying %s: %w", filepath.Base(from), err)
	}
	if _, err := io.Copy(out, in); err != nil {
		return errors.Join(fmt.Errorf("copying %s: %w", filepath.Base(from), err), out.Close())
	}
	if err := out.Close(); err != nil {
		return fmt.Errorf("copying %s: %w", filepath.Base(from), err)
	}
	return nil
}

func syncTree(dir string) error {
	return filepath.WalkDir(dir, func(p string, _ fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("making the generation durable: %w", err)
		}
		return syncPath(p)
	})
}

func syncPath(p string) error {
	f, err := os.Open(p)
	if err != nil {
		return fmt.Errorf("making %s durable: %w", filepath.Base(p), err)
	}
	if err := f.Sync(); err != nil {
		return errors.Join(fmt.Errorf("making %s durable: %w", filepath.Base(p), err), f.Close())
	}
	return f.Close()
}
