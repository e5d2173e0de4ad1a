package acquire

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/zstd"

	"github.com/fatiao/fatiao/internal/catalogue"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/usererr"
)

// errBundle is wrapped where a bundle is none, or not as it was saved.
var errBundle = usererr.New("资料包不完整或已损坏")

// maxBundleHead bounds bundle.json, in bytes.
const maxBundleHead = 64 << 20

// IsPacked reports whether a file begins as those do that are compressed with zstd: bundles,
// and backups.
func IsPacked(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 4)
	_, err = io.ReadFull(f, head)
	return err == nil && bytes.Equal(head, []byte{0x28, 0xB5, 0x2F, 0xFD})
}

// Unpack takes the collections out of bundles, to be ingested. Each bundle is read to its end and
// compared with its checksums, and each collection is tested as one that is fetched; one that is
// older than what is loaded is refused. What is kept of downloads stays as it is until
// [Unpacked.Keep].
func (a *Acquirer) Unpack(ctx context.Context, bundles []string) (u *Unpacked, err error) {
	loaded, err := a.Loaded(ctx)
	if err != nil {
		return nil, err
	}
	u = &Unpacked{acquirer: a}
	defer func() {
		if err != nil {
			err = errors.Join(err, u.Discard())
		}
	}()
	for _, path := range bundles {
		if err := a.unpack(ctx, path, loaded, u); err != nil {
			return u, usererr.Errorf("%s：%w", filepath.Base(path), err)
		}
	}
	return u, nil
}

// unpack takes the collections out of one bundle.
func (a *Acquirer) unpack(ctx context.Context, path string, loaded map[string]kb.Collection, u *Unpacked) error {
	f, err := os.Open(path)
	if err != nil {
		return usererr.Errorf("打不开 %s：%w", path, err)
	}
	defer f.Close()
	into, err := u.folder()
	if err != nil {
		return err
	}
	packed, err := zstd.NewReader(f, zstd.WithDecoderMaxMemory(256<<20))
	if err != nil {
		return usererr.Errorf("%w：%w", errBundle, err)
	}
	defer packed.Close()
	b, err := readBundle(ctx, packed, into)
	if err != nil {
		return err
	}
	for _, c := range b.Collections {
		if was := loaded[c.Name]; was.Fetched > c.Fetched && was.SHA256 != c.SHA256 {
			return usererr.Errorf("里面的“%s”取于 %s，比已装入的（%s）旧", c.Name, shortTime(c.Fetched), shortTime(was.Fetched))
		}
		if err := a.testBundled(ctx, &c, into, loaded[c.Name]); err != nil {
			return usererr.Errorf("“%s”：%w", c.Name, err)
		}
		c.Through = min(c.Through, a.today())
		if err := a.settle(ctx, []Order{{Entry: c.entry()}}); err != nil {
			return err
		}
		if err := u.add(c, into, a.isOfficial(c)); err != nil {
			return err
		}
	}
	return nil
}

// testBundled tests a collection of a bundle as one that is fetched, and completes what is said of it.
func (a *Acquirer) testBundled(ctx context.Context, c *bundled, into string, was kb.Collection) error {
	o := Order{Entry: c.entry()}
	if !c.Folder {
		held, err := a.test(ctx, o, filepath.Join(into, c.Name, archiveFile), was)
		c.Day, c.Root, c.Bytes = min(held.day, a.today()), held.root, held.bytes
		return err
	}
	texts := filepath.Join(into, c.Name, textsFolder)
	files, err := filesIn(ctx, texts, nil)
	if err != nil {
		return err
	}
	if c.SHA256 != "" {
		if sum, err := sumOf(ctx, texts); err != nil || sum != c.SHA256 {
			return errors.Join(usererr.Errorf("%w：内容与校验和不符", errBundle), err)
		}
	}
	c.Day = min(c.Day, a.today())
	return a.enough(ctx, contents{files: len(files)}, o, was)
}

// isOfficial reports whether a collection of a bundle was gathered from what the catalogue of this
// machine has as the official database.
func (a *Acquirer) isOfficial(c bundled) bool {
	e, ok := a.Catalogue.Find(c.Name)
	return ok && c.Gathered && e.Kind == catalogue.Official && c.Address == e.URL
}

func shortTime(rfc3339 string) string { return strings.NewReplacer("T", " ", "Z", "").Replace(rfc3339) }

// readBundle reads a bundle to its end into a folder.
func readBundle(ctx context.Context, r io.Reader, into string) (*bundle, error) {
	archive := tar.NewReader(r)
	h, err := archive.Next()
	if err != nil {
		return nil, usererr.Errorf("%w：%w", errBundle, err)
	}
	if h.Name == "manifest.json" {
		return nil, usererr.New("这是备份，请用 fatiao restore 恢复")
	}
	if h.Name != bundleFile || h.Size > maxBundleHead {
		return nil, usererr.New("这不是法条的资料包（由 fatiao get --save 写出）")
	}
	text, err := io.ReadAll(archive)
	if err != nil {
		return nil, usererr.Errorf("%w：%w", errBundle, err)
	}
	var b bundle
	if err := json.Unmarshal(text, &b); err != nil {
		return nil, usererr.Errorf("%w：%w", errBundle, err)
	}
	if err := b.check(); err != nil {
		return nil, err
	}
	for _, name := range b.names() {
		h, err := archive.Next()
		if err != nil || h.Name != name || h.Size != b.Files[name].Bytes {
			return nil, errors.Join(usererr.Errorf("%w：缺少 %.80q", errBundle, name), err, ctx.Err())
		}
		if err := extract(ctx, archive, filepath.Join(into, filepath.FromSlash(name)), b.Files[name]); err != nil {
			return nil, usererr.Errorf("%w：%.80q %w", errBundle, name, err)
		}
	}
	if _, err := archive.Next(); !errors.Is(err, io.EOF) {
		return nil, errors.Join(usererr.Errorf("%w：末尾有多余的内容", errBundle), err)
	}
	// Reading to the end compares the checksum of the whole.
	if n, err := io.Copy(io.Discard, io.LimitReader(r, 1<<20)); err != nil || n > 64<<10 {
		return nil, errors.Join(usererr.Errorf("%w：末尾有多余的内容", errBundle), err)
	}
	return &b, nil
}

// check refuses a bundle of which anything could not be meant.
func (b *bundle) check() error {
	if b.Format != bundleVersion {
		return usererr.Errorf("资料包的格式是 %d，本程序只读 %d", b.Format, bundleVersion)
	}
	of := map[string]bundled{}
	for _, c := range b.Collections {
		if !catalogue.IsName(c.Name) || of[c.Name].Name != "" {
			return usererr.Errorf("%w：名称 %.40q", errBundle, c.Name)
		}
		of[c.Name] = c
		if f, ok := b.Files[c.Name+"/"+archiveFile]; (!ok || f.SHA256 != c.SHA256) && !c.Folder {
			return usererr.Errorf("%w：缺少 %s 的内容", errBundle, c.Name)
		}
	}
	for name, f := range b.Files {
		first, rest, _ := strings.Cut(name, "/")
		c, ok := of[first]
		inFolder := c.Folder && strings.HasPrefix(rest, textsFolder+"/")
		if !ok || rest != archiveFile && !inFolder || !filepath.IsLocal(filepath.FromSlash(name)) || f.Bytes < 0 || f.Bytes > maxDownload {
			return usererr.Errorf("%w：不应当有 %.80q", errBundle, name)
		}
	}
	return nil
}

// extract writes a file and compares it with its checksum.
func extract(ctx context.Context, r io.Reader, to string, want file) error {
	if err := errors.Join(ctx.Err(), os.MkdirAll(filepath.Dir(to), 0o750)); err != nil {
		return err
	}
	f, err := os.Create(to)
	if err != nil {
		return err
	}
	h := sha256.New()
	_, err = io.Copy(io.MultiWriter(f, h), r)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if hex.EncodeToString(h.Sum(nil)) != want.SHA256 {
		return usererr.New("内容与校验和不符")
	}
	return nil
}
