package acquire

import (
	"archive/tar"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/klauspost/compress/zstd"

	"github.com/fatiao/fatiao/internal/catalogue"
	"github.com/fatiao/fatiao/internal/download"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/usererr"
	"github.com/fatiao/fatiao/internal/wholefile"
)

// A bundle is a tar archive, compressed with zstd: bundle.json, which names every file with
// its length and checksum, then the files: NAME/archive, or NAME/texts/… of a place of single
// texts.
const (
	bundleFile    = "bundle.json"
	bundleVersion = 1
)

// bundle is what bundle.json says.
type bundle struct {
	Format      int             `json:"fatiao_bundle"`
	Collections []bundled       `json:"collections"`
	Files       map[string]file `json:"files"`
}

// bundled is a collection in a bundle, with all that is known of it where it was fetched.
type bundled struct {
	kb.Collection
	Root    string          `json:"root,omitempty"`
	Bytes   int64           `json:"bytes,omitempty"`
	Files   []string        `json:"files,omitempty"`   // see catalogue.Entry
	Without []string        `json:"without,omitempty"` // likewise
	State   *download.State `json:"state,omitempty"`   // of an archive that was fetched
	Folder  bool            `json:"folder,omitempty"`  // it is NAME/texts
	// Gathered says that the folder was gathered from the official database, and goes on to be here.
	Gathered bool `json:"gathered,omitempty"`
}

type file struct {
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// Saved is what was written into a bundle.
type Saved struct {
	Outcomes []Outcome
	Bytes    int64 // of the bundle
}

// Save brings collections and writes them into one file, for a machine without a network.
// Nothing is loaded. Where one cannot be brought whole, no bundle is written: the machine that
// reads it could not tell what is missing.
func (a *Acquirer) Save(ctx context.Context, orders []Order, to string) (s Saved, err error) {
	b := bundle{Format: bundleVersion, Files: map[string]file{}}
	disk := map[string]string{} // name in the bundle to path
	if err := a.settle(ctx, orders); err != nil {
		return s, err
	}
	for _, o := range orders {
		got, err := a.bring(ctx, o, kb.Collection{})
		if err != nil {
			return s, usererr.Errorf("%s：%w", o.Entry.Name, err)
		}
		if got.Stopped != "" {
			return s, usererr.Errorf("%s 没有取完：%s。资料包没有写；再运行一次，从这里接着取", o.Entry.Name, got.Stopped)
		}
		if err := b.add(ctx, got, o.Entry, disk); err != nil {
			return s, err
		}
		got.Name, got.Title = o.Entry.Name, o.Entry.Title
		s.Outcomes = append(s.Outcomes, got.Outcome)
	}
	f, err := wholefile.Create(to, 0o644)
	if err != nil {
		return s, usererr.Errorf("写不了 %s：%w", to, err)
	}
	defer func() { err = errors.Join(err, f.Discard()) }()
	if err := b.write(ctx, f, disk); err != nil {
		return s, usererr.Errorf("写不了 %s：%w", to, err)
	}
	if s.Bytes, err = f.Seek(0, io.SeekCurrent); err != nil {
		return s, usererr.Errorf("写不了 %s：%w", to, err)
	}
	return s, f.Commit()
}

// add adds a collection with its files: of a folder, those that an ingest reads, and the notes by
// which gathering goes on.
func (b *bundle) add(ctx context.Context, got brought, e catalogue.Entry, disk map[string]string) error {
	c := got.collection
	info, err := os.Stat(c.Path)
	if err != nil {
		return usererr.Errorf("读不了 %s：%w", c.Path, err)
	}
	in := bundled{Collection: c.Collection, Root: c.Root, Bytes: c.Bytes, Files: e.Files, Without: e.Without, Folder: info.IsDir(),
		Gathered: got.gathered}
	if !in.Folder {
		if state, ok := download.Load(c.Path); ok {
			in.State = &state
		}
		b.Collections = append(b.Collections, in)
		return b.addFile(c.Name+"/"+archiveFile, c.Path, disk)
	}
	b.Collections = append(b.Collections, in)
	files, err := filesIn(ctx, c.Path, c.Wants)
	if err != nil {
		return err
	}
	for _, f := range append(files, got.notes...) {
		if err := b.addFile(c.Name+"/"+textsFolder+"/"+f, filepath.Join(c.Path, filepath.FromSlash(f)), disk); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func (b *bundle) addFile(name, path string, disk map[string]string) error {
	sum, n, err := download.Sum(path)
	if err != nil {
		return usererr.Errorf("读不了 %s：%w", path, err)
	}
	b.Files[name], disk[name] = file{n, sum}, path
	return nil
}

func (b *bundle) write(ctx context.Context, w io.Writer, disk map[string]string) error {
	packed, err := zstd.NewWriter(w)
	if err != nil {
		return err
	}
	archive := tar.NewWriter(packed)
	text, err := json.MarshalIndent(b, "", "  ")
	if err != nil {
		return err
	}
	if err := archive.WriteHeader(&tar.Header{Name: bundleFile, Mode: 0o644, Size: int64(len(text)), Typeflag: tar.TypeReg}); err != nil {
		return err
	}
	if _, err := archive.Write(text); err != nil {
		return err
	}
	for _, name := range b.names() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := writeFile(archive, name, disk[name], b.Files[name].Bytes); err != nil {
			return err
		}
	}
	return errors.Join(archive.Close(), packed.Close())
}

func writeFile(archive *tar.Writer, name, path string, size int64) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := archive.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: size, Typeflag: tar.TypeReg}); err != nil {
		return err
	}
	_, err = io.CopyN(archive, f, size)
	return err
}

// names are the names of the files, in the order in which they stand in the bundle.
func (b *bundle) names() []string {
	names := make([]string, 0, len(b.Files))
	for n := range b.Files {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// entry is the entry that a collection of a bundle came of.
func (c bundled) entry() catalogue.Entry {
	return catalogue.Entry{Name: c.Name, Title: cmp.Or(c.Title, c.Name), Kind: catalogue.Archive, Files: c.Files, Without: c.Without}
}

// ingestible is the collection, to be loaded from a path.
func (c bundled) ingestible(path string) ingest.Collection {
	i := ingest.Collection{Collection: c.Collection, Path: path, Root: c.Root, Bytes: c.Bytes}
	if !c.Folder {
		i.Wants = c.entry().Wants
	}
	return i
}
