package generation

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/fatiao/fatiao/internal/faultpoint"
	"github.com/fatiao/fatiao/internal/layered"
	"github.com/fatiao/fatiao/internal/usererr"
)

// FormatVersion is that of the layout of a generation. 1: first. 2: checksums. 3: the knowledge base
// may lie in several files.
const FormatVersion = 3

// Manifest says what made a generation and what it is made of. The versions are those of
// the program; what each source was read with, the knowledge base has.
type Manifest struct {
	Format     int            `json:"format"`
	Generation string         `json:"generation"` // name of the folder
	Base       string         `json:"base"`       // of the generation it was made from, "" for none
	Parser     int            `json:"parser"`
	CaseParser int            `json:"case_parser"`
	Reader     int            `json:"reader"`
	Citation   int            `json:"citation"`
	Collation  int            `json:"collation"`
	Dictionary int            `json:"dictionary"`
	Index      int            `json:"index"`
	Schema     int            `json:"schema"`
	Ranking    string         `json:"ranking"`    // what the ranking was made with
	KeepNames  bool           `json:"keep_names"` // of the people in judgments
	Aliases    string         `json:"aliases"`    // hash of what is told of laws beside their texts
	Created    time.Time      `json:"created"`
	Counts     map[string]int `json:"counts"`
	// Files are all files but the manifest, by their path in the generation with
	// slashes.
	Files map[string]File `json:"files"`
	// Sum is the checksum of the manifest itself with an empty Sum.
	Sum string `json:"sum"`
}

// File is what a file must be.
type File struct {
	Size int64  `json:"size"`
	Sum  string `json:"crc32c"`
}

// DamagedError says that files of a generation are not as they were written.
type DamagedError struct {
	Generation string
	Files      []string
}

// ForUser implements usererr.Explainer.
func (e *DamagedError) ForUser() string { return e.Error() }

func (e *DamagedError) Error() string {
	s := fmt.Sprintf("数据 %s 已损坏，不能使用：", e.Generation)
	for i, f := range e.Files {
		if i > 0 {
			s += "、"
		}
		s += f
	}
	return s + "\n可以退回上一代（fatiao rollback），或从备份恢复（fatiao restore），或另选目录重新导入；只有索引和排序损坏时，fatiao ingest --rebuild 可以重建"
}

// The place of the Sum in the file. The checksum is of all bytes of the file with an
// empty Sum, so that nothing can be changed unseen, and a program that knows more or
// fewer fields finds it right all the same.
const sumKey = `"sum": "`

// encode fills the Sum and returns the file.
func (m *Manifest) encode() ([]byte, error) {
	m.Sum = ""
	data, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("encoding the manifest: %w", err)
	}
	data = append(data, '\n')
	m.Sum = fmt.Sprintf("%08x", crc32.Checksum(data, castagnoli))
	at := bytes.LastIndex(data, []byte(sumKey)) + len(sumKey)
	return slices.Insert(data, at, []byte(m.Sum)...), nil
}

// sumHolds reports whether a manifest file is as it was written, but for the Sum.
func sumHolds(data []byte, sum string) bool {
	at := bytes.LastIndex(data, []byte(sumKey+sum+`"`))
	if at < 0 {
		return false
	}
	at += len(sumKey)
	without := slices.Delete(slices.Clone(data), at, at+len(sum))
	return fmt.Sprintf("%08x", crc32.Checksum(without, castagnoli)) == sum
}

// decodeManifest reads a manifest of the generation with a name. Those of format 1
// have no checksums.
func decodeManifest(data []byte, name string) (Manifest, error) {
	var m Manifest
	damaged := &DamagedError{name, []string{manifestFile}}
	if err := json.Unmarshal(data, &m); err != nil {
		return m, damaged
	}
	if m.Format > FormatVersion {
		return m, usererr.Errorf("数据 %s 的格式版本是 %d，本程序只能读到 %d，请换用新版程序", name, m.Format, FormatVersion)
	}
	if m.Format == 1 {
		return m, nil
	}
	if !sumHolds(data, m.Sum) || m.Generation != name || m.Format < 1 {
		return m, damaged
	}
	return m, nil
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// sumOf reads a file and returns what it is.
func sumOf(path string) (File, error) {
	f, err := os.Open(path)
	if err != nil {
		return File{}, err
	}
	defer f.Close()
	s := newChecksummer(io.Discard)
	if _, err := io.CopyBuffer(s, struct{ io.Reader }{f}, make([]byte, 256<<10)); err != nil {
		return File{}, err
	}
	return s.file(), nil
}

// checksummer passes on what is written to it and says what it was.
type checksummer struct {
	to   io.Writer
	size int64
	sum  uint32
}

func newChecksummer(to io.Writer) *checksummer { return &checksummer{to: to} }

func (s *checksummer) Write(b []byte) (int, error) {
	n, err := s.to.Write(b)
	s.size += int64(n)
	s.sum = crc32.Update(s.sum, castagnoli, b[:n])
	return n, err
}

func (s *checksummer) file() File { return File{Size: s.size, Sum: fmt.Sprintf("%08x", s.sum)} }

// filesOf lists the files of a generation's folder without the manifest.
func filesOf(dir string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		if err == nil && rel != manifestFile {
			files = append(files, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("listing the files of a generation: %w", err)
	}
	return files, nil
}

// readers is how many files are read at once for their checksums.
const readers = 4

// sumsOf returns the checksums of files in a folder; a file that cannot be read is
// given to failed, if it is not nil.
func sumsOf(dir string, files []string, failed func(file string, err error) error) (map[string]File, error) {
	sums := make([]File, len(files))
	var g errgroup.Group
	g.SetLimit(readers)
	for i, f := range files {
		g.Go(func() error {
			var err error
			if sums[i], err = sumOf(filepath.Join(dir, filepath.FromSlash(f))); err != nil {
				if failed == nil {
					return fmt.Errorf("reading %s for its checksum: %w", f, err)
				}
				return failed(f, err)
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	byName := make(map[string]File, len(files))
	for i, f := range files {
		byName[f] = sums[i]
	}
	return byName, nil
}

// Verify compares files with their checksums: all of them, or those for which only
// is true. The error is a *DamagedError where they differ. Generations of format 1
// have no checksums and pass.
func (g *Generation) Verify(only func(file string) bool) error {
	if faultpoint.Active(faultpoint.Checksum) {
		return nil
	}
	var files []string
	for f := range g.Manifest.Files {
		if only == nil || only(f) {
			files = append(files, f)
		}
	}
	slices.Sort(files)
	// What cannot be read is damaged too, by a bad sector for instance, unless it is the
	// system that has no room to read it now.
	have, err := sumsOf(g.Dir, files, func(_ string, err error) error {
		for _, busy := range [...]error{syscall.EMFILE, syscall.ENFILE, syscall.ENOMEM} {
			if errors.Is(err, busy) {
				return err
			}
		}
		return nil // it has no checksum below
	})
	if err != nil {
		return usererr.Errorf("检查数据 %s：%w", g.Name, err)
	}
	damaged := &DamagedError{Generation: g.Name}
	for _, f := range files {
		if have[f] != g.Manifest.Files[f] {
			damaged.Files = append(damaged.Files, f)
		}
	}
	if len(damaged.Files) > 0 {
		return damaged
	}
	return nil
}

// KBOnly is true for the files of the knowledge base, for [Generation.Verify].
func KBOnly(file string) bool { return file == kbFile || layered.IsLayer(file, kbFile) }
