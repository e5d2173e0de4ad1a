package generation

import (
	"archive/tar"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/klauspost/compress/zstd"

	"github.com/fatiao/fatiao/internal/usererr"
)

// A backup is a tar archive, compressed with zstd: manifest.json, then every file that
// the manifest names, then files of the data folder that a user wrote (beside/…).
const (
	besidePrefix = "beside/"
	// maxManifest bounds what is read of a manifest in a backup, in bytes.
	maxManifest = 16 << 20
	// maxBeside bounds a file that a user wrote, in bytes.
	maxBeside = 64 << 20
)

// Backup writes the current generation to w, with those of the files named beside that
// lie in the data folder. It may be served meanwhile, and an ingest may run. Every
// file is compared with its checksum as it is read.
func (s *Store) Backup(ctx context.Context, w io.Writer, beside ...string) (g *Generation, err error) {
	g, release, err := s.Hold()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, release()) }()
	if g.Manifest.Format < FormatVersion {
		return nil, usererr.New("数据是旧版程序整理的，没有校验和，请先更新：fatiao ingest --update")
	}
	packed, err := zstd.NewWriter(contextIO{ctx: ctx, w: w})
	if err != nil {
		return nil, usererr.Errorf("备份不能开始：%w", err)
	}
	archive := tar.NewWriter(packed)
	manifest, err := os.ReadFile(filepath.Join(g.Dir, manifestFile))
	if err != nil {
		return nil, usererr.Errorf("读不了清单：%w", err)
	}
	if err := addBytes(archive, manifestFile, manifest); err != nil {
		return nil, err
	}
	files := make([]string, 0, len(g.Manifest.Files))
	for f := range g.Manifest.Files {
		files = append(files, f)
	}
	slices.Sort(files)
	for _, f := range files {
		if err := g.addFile(archive, f); err != nil {
			return nil, err
		}
	}
	for _, f := range beside {
		data, err := os.ReadFile(filepath.Join(s.dir, f))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, usererr.Errorf("备份时读不了 %s：%w", f, err)
		}
		if err := addBytes(archive, besidePrefix+f, data); err != nil {
			return nil, err
		}
	}
	if err := errors.Join(archive.Close(), packed.Close()); err != nil {
		return nil, usererr.Errorf("备份没有写完：%w", err)
	}
	return g, nil
}

func addBytes(archive *tar.Writer, name string, data []byte) error {
	if err := archive.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(data)), Typeflag: tar.TypeReg}); err != nil {
		return usererr.Errorf("备份写不进 %s：%w", name, err)
	}
	if _, err := archive.Write(data); err != nil {
		return usererr.Errorf("备份写不进 %s：%w", name, err)
	}
	return nil
}

func (g *Generation) addFile(archive *tar.Writer, name string) error {
	want := g.Manifest.Files[name]
	f, err := os.Open(filepath.Join(g.Dir, filepath.FromSlash(name)))
	if err != nil {
		return usererr.Errorf("备份时读不了 %s：%w", name, err)
	}
	defer f.Close()
	if err := archive.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: want.Size, Typeflag: tar.TypeReg}); err != nil {
		return usererr.Errorf("备份写不进 %s：%w", name, err)
	}
	s := newChecksummer(archive)
	if _, err := io.Copy(s, io.LimitReader(f, want.Size)); err != nil {
		return usererr.Errorf("备份写不进 %s：%w", name, err)
	}
	if s.file() != want {
		return &DamagedError{g.Name, []string{name}}
	}
	return nil
}

// errBackup is wrapped where a file is no backup, or a damaged one.
var errBackup = usererr.New("备份文件不完整或已损坏")

// Restore makes a generation of a backup and makes it the current one. accept may
// refuse it by its manifest; of what lay beside the generations, the files named beside
// are restored, and those that say something else now are kept, as
// NAME.before-GENERATION. Nothing is changed where the backup is not whole.
func (s *Store) Restore(ctx context.Context, r io.Reader, accept func(Manifest) error, beside ...string) (_ *Generation, err error) {
	d, err := s.Begin(CopyNothing)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, d.Discard())
		}
	}()
	packed, err := zstd.NewReader(&oneFrame{r: contextIO{ctx: ctx, r: r}}, zstd.WithDecoderMaxMemory(256<<20))
	if err != nil {
		return nil, usererr.Errorf("%w：%w", errBackup, err)
	}
	defer packed.Close()
	padded := &paddedReader{r: packed}
	archive := tar.NewReader(padded)
	m, size, err := readManifest(archive)
	if err != nil {
		return nil, err
	}
	if err := accept(m); err != nil {
		return nil, err
	}
	written := map[string][]byte{}
	missing := make(map[string]File, len(m.Files))
	for name, f := range m.Files {
		missing[name] = f
	}
	for {
		padded.after(size)
		h, err := archive.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, usererr.Errorf("%w：%w", errBackup, err)
		}
		if size = h.Size; h.Format == tar.FormatPAX && size < maxUSTAR {
			return nil, usererr.Errorf("%w：%.80q 的写法不是备份的", errBackup, h.Name)
		}
		if name, ok := strings.CutPrefix(h.Name, besidePrefix); ok {
			if !slices.Contains(beside, name) || h.Size > maxBeside {
				return nil, usererr.Errorf("%w：不应当有 %.80q", errBackup, h.Name)
			}
			if written[name], err = io.ReadAll(archive); err != nil {
				return nil, usererr.Errorf("%w：%w", errBackup, err)
			}
			continue
		}
		want, ok := missing[h.Name]
		if !ok || !filepath.IsLocal(filepath.FromSlash(h.Name)) {
			return nil, usererr.Errorf("%w：不应当有 %.80q", errBackup, h.Name)
		}
		delete(missing, h.Name)
		if err := extract(archive, filepath.Join(d.Dir, filepath.FromSlash(h.Name)), want); err != nil {
			return nil, usererr.Errorf("恢复 %s：%w", h.Name, err)
		}
	}
	if len(missing) > 0 {
		return nil, usererr.Errorf("%w：缺少 %d 个文件", errBackup, len(missing))
	}
	whole := padded.ended()
	// Reading to the end compares the checksum of the whole, too.
	if n, err := io.Copy(io.Discard, packed); err != nil || n > 0 || !whole {
		return nil, errors.Join(usererr.Errorf("%w：末尾有多余或改动过的内容", errBackup), err)
	}
	if err := d.Commit(m); err != nil {
		return nil, err
	}
	if err := s.putExtra(written, d.Name); err != nil {
		// Not as an error of the disk: those say that nothing was changed.
		return nil, usererr.Errorf("数据已恢复为 %s 并在使用，但是%v", d.Name, err)
	}
	return &d.Generation, nil
}

// readManifest reads the first file of a backup; size is how many bytes it has.
func readManifest(archive *tar.Reader) (m Manifest, size int64, err error) {
	h, err := archive.Next()
	if err != nil {
		return m, 0, usererr.Errorf("%w：%w", errBackup, err)
	}
	if h.Name != manifestFile || h.Size > maxManifest {
		return m, 0, usererr.Errorf("%w：这不是法条的备份", errBackup)
	}
	data, err := io.ReadAll(archive)
	if err != nil {
		return m, 0, usererr.Errorf("%w：%w", errBackup, err)
	}
	var named struct {
		Generation string `json:"generation"`
	}
	if err := json.Unmarshal(data, &named); err != nil {
		return m, 0, usererr.Errorf("%w：清单读不懂", errBackup)
	}
	m, err = decodeManifest(data, named.Generation)
	var damaged *DamagedError
	if errors.As(err, &damaged) {
		return m, 0, usererr.Errorf("%w：清单与校验和不符", errBackup)
	}
	return m, h.Size, err
}

// extract writes a file of a backup and compares it with what it must be.
func extract(r io.Reader, path string, want File) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	s := newChecksummer(f)
	_, err = io.Copy(s, io.LimitReader(r, want.Size+1))
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	if s.file() != want {
		return usererr.Errorf("%w：内容与校验和不符", errBackup)
	}
	return nil
}

// contextIO reads and writes until a context ends.
type contextIO struct {
	ctx context.Context
	r   io.Reader
	w   io.Writer
}

func (u contextIO) Read(b []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.r.Read(b)
}

func (u contextIO) Write(b []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.w.Write(b)
}

// putBeside writes the files that a user wrote, and keeps what they replace under the
// name of the generation with which they came.
func (s *Store) putExtra(files map[string][]byte, generation string) error {
	for name, data := range files {
		path := filepath.Join(s.dir, name)
		was, err := os.ReadFile(path)
		switch {
		case err == nil && string(was) == string(data):
			continue
		case err == nil:
			if err := s.disk.Replace(path+".before-"+generation, was); err != nil {
				return usererr.Errorf("没有保留下现有的 %s：%w", name, err)
			}
		case !errors.Is(err, fs.ErrNotExist):
			return usererr.Errorf("读不了现有的 %s：%w", name, err)
		}
		if err := s.disk.Replace(path, data); err != nil {
			return usererr.Errorf("没有恢复 %s：%w", name, err)
		}
	}
	return nil
}
