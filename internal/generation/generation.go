// Package generation keeps the data folder: numbered generations of the
// knowledge base and its index, of which CURRENT names the one in use.
//
//	DIR/CURRENT            the name of a generation, replaced atomically
//	DIR/gen-000012/        kb.sqlite with its layers, index/, ranking/, manifest.json
//	DIR/lock               held while an ingest runs
//
// An ingest makes the next generation beside the current one ([Store.Begin]),
// and [Draft.Commit] makes it visible in one step. The manifest has a checksum of
// every file; it is written last, so a folder that has one is complete. Whoever reads
// opens [Store.Current], holds it ([Generation.Hold]) and compares the checksums
// ([Generation.Verify]). The generation before the current one stays, for
// [Store.Rollback]; older ones are removed when nobody holds them.
//
//	manifest.go  checksums                 draft.go     making a generation
//	hold.go      who reads, what may go    disk.go      what survives a power cut
//	rollback.go  going back                backup.go    one file of a generation, and back
package generation

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/usererr"
)

// ErrEmpty says that the data folder holds no generation yet.
var ErrEmpty = errors.New("the data folder is empty")

const (
	currentFile  = "CURRENT"
	lockFile     = "lock"
	manifestFile = "manifest.json"
	kbFile       = "kb.sqlite"
	prefix       = "gen-"
)

// Generation is the folder of a complete generation.
type Generation struct {
	Name     string
	Dir      string
	Manifest Manifest
}

// KB is the path of the knowledge base.
func (g *Generation) KB() string { return filepath.Join(g.Dir, kbFile) }

// Index is the path of the index.
func (g *Generation) Index() string { return filepath.Join(g.Dir, "index") }

// Ranking is the path of the collection that is ranked.
func (g *Generation) Ranking() string { return filepath.Join(g.Dir, "ranking") }

// Exists reports whether the generation still lies in its folder.
func (g *Generation) Exists() bool {
	_, err := os.Stat(filepath.Join(g.Dir, manifestFile))
	return err == nil
}

// Store is a data folder.
type Store struct {
	dir  string
	disk Disk
}

// OpenStore opens a data folder and makes it where it is missing.
func OpenStore(dir string) (*Store, error) {
	return OpenStoreOn(dir, SystemDisk{})
}

// OpenStoreOn opens a data folder on another disk than that of the system, for tests.
func OpenStoreOn(dir string, d Disk) (*Store, error) {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, usererr.Errorf("不能建立数据目录 %s：%w", dir, err)
	}
	return &Store{dir: dir, disk: d}, nil
}

// Dir is the data folder.
func (s *Store) Dir() string { return s.dir }

// Current returns the generation in use, or ErrEmpty. Where CURRENT was lost, that is
// the newest one whose files are all as they were written.
func (s *Store) Current() (*Generation, error) {
	name, err := s.CurrentName()
	if err != nil {
		return nil, err
	}
	return s.generation(name)
}

func (s *Store) generation(name string) (*Generation, error) {
	g := &Generation{Name: name, Dir: filepath.Join(s.dir, name)}
	data, err := os.ReadFile(filepath.Join(g.Dir, manifestFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &DamagedError{name, []string{manifestFile}}
	}
	if err != nil {
		return nil, usererr.Errorf("读不了数据目录 %s：%w", s.dir, err)
	}
	if g.Manifest, err = decodeManifest(data, name); err != nil {
		return nil, err
	}
	return g, nil
}

// CurrentName is the name in CURRENT, or ErrEmpty. Where CURRENT is lost or names no
// generation, it is the newest one whose files are all as they were written.
func (s *Store) CurrentName() (string, error) {
	name, err := s.NameInCurrent()
	if err != nil || name != "" {
		return name, err
	}
	return s.newestWhole()
}

// NameInCurrent is the name that stands in CURRENT, "" where there is none.
func (s *Store) NameInCurrent() (string, error) {
	data, err := os.ReadFile(filepath.Join(s.dir, currentFile))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", usererr.Errorf("读不了数据目录 %s：%w", s.dir, err)
	}
	name := strings.TrimSpace(string(data))
	if number(name) == 0 {
		return "", nil
	}
	return name, nil
}

// newestWhole finds the newest generation that is complete and undamaged. The error is
// ErrEmpty only where there is no complete one at all.
func (s *Store) newestWhole() (string, error) {
	all, err := s.Generations()
	if err != nil {
		return "", err
	}
	none := ErrEmpty
	for _, g := range all {
		if !g.Complete {
			continue
		}
		why := g.Err
		if why == nil {
			why = g.Verify(nil)
		}
		if why == nil {
			return g.Name, nil
		}
		if errors.Is(none, ErrEmpty) {
			none = why
		}
	}
	return "", none
}

// Entry is a generation that lies in the data folder.
type Entry struct {
	*Generation
	// Complete is false for what an ingest left that did not finish.
	Complete bool
	// Err says why a complete one cannot be used: its manifest is damaged, or of a
	// newer program.
	Err error
}

// Generations lists what lies in the data folder, the newest first.
func (s *Store) Generations() ([]Entry, error) {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return nil, usererr.Errorf("读不了数据目录 %s：%w", s.dir, err)
	}
	var all []Entry
	for _, e := range entries {
		if number(e.Name()) == 0 || !e.IsDir() {
			continue
		}
		g, err := s.generation(e.Name())
		if err != nil {
			g = &Generation{Name: e.Name(), Dir: filepath.Join(s.dir, e.Name())}
		}
		_, missing := os.Stat(filepath.Join(g.Dir, manifestFile))
		all = append(all, Entry{g, missing == nil, err})
	}
	slices.SortFunc(all, func(a, b Entry) int { return number(b.Name) - number(a.Name) })
	return all, nil
}

// number is the number in the name of a generation, 0 for other names.
func number(name string) int {
	var n int
	if _, err := fmt.Sscanf(name, prefix+"%d", &n); err != nil || n < 0 || name != fmt.Sprintf(prefix+"%06d", n) {
		return 0
	}
	return n
}
