package corpus

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/fatiao/fatiao/corpus/docx"
)

// budget counts what an archive has unpacked.
type budget struct {
	limits Limits
	bytes  int64
	files  int
}

// take reads one entry whole, within the limits. packed is the number of
// bytes it took in the archive, 0 where that is not known.
func (b *budget) take(r io.Reader, packed int64) ([]byte, error) {
	limit := b.limits.FileBytes
	if packed > 0 {
		limit = min(limit, max(packed*b.limits.Ratio, 1<<20))
	}
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, problemf("解压失败，压缩包可能已损坏：%v", err)
	}
	b.bytes += int64(len(data))
	switch {
	case int64(len(data)) > limit && limit < b.limits.FileBytes:
		return nil, problemf("解压后超过压缩前的 %d 倍，疑似压缩炸弹，不予解压", b.limits.Ratio)
	case int64(len(data)) > limit:
		return nil, problemf("解压后超过上限 %s", megabytes(b.limits.FileBytes))
	}
	return data, nil
}

// exhausted is an error once the archive as a whole is over its limits.
func (b *budget) exhausted() error {
	b.files++
	if b.files > b.limits.ArchiveFiles {
		return problemf("压缩包内文件超过 %d 个，其余不予解压", b.limits.ArchiveFiles)
	}
	if b.bytes > b.limits.ArchiveBytes {
		return problemf("压缩包解压后超过上限 %s，其余不予解压", megabytes(b.limits.ArchiveBytes))
	}
	return nil
}

// entryPath checks the path of an entry: it must stay inside the archive.
func entryPath(name string) (string, error) {
	clean := strings.ReplaceAll(name, `\`, "/")
	if strings.HasPrefix(clean, "/") || len(clean) > 1 && clean[1] == ':' || strings.ContainsRune(clean, 0) {
		return "", problemf("压缩包内路径 %q 是绝对路径，不予解压", name)
	}
	for _, part := range strings.Split(clean, "/") {
		if part == ".." {
			return "", problemf("压缩包内路径 %q 指向压缩包之外，不予解压", name)
		}
	}
	return path.Clean(clean), nil
}

func (w *walker) zip(f *File) error {
	r, err := f.Open()
	if err != nil {
		return w.reject(f.Path, problemf("打不开：%v", reasonOf(err)))
	}
	defer r.Close()
	at, ok := r.(io.ReaderAt)
	if !ok {
		return w.reject(f.Path, problemf("压缩包里的压缩包，请先解压"))
	}
	archive, err := zip.NewReader(at, f.Size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return w.reject(f.Path, problemf("ZIP 压缩包已损坏：%v", err))
	}
	b := &budget{limits: w.limits}
	program := isWheel(archive)
	for _, e := range archive.File {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		if strings.HasSuffix(e.Name, "/") {
			continue
		}
		if program && !isData(e.Name) {
			if err := w.visit(&File{Path: f.Path + "!" + zipName(e), Skipped: "软件包里的程序文件"}); err != nil {
				return err
			}
			continue
		}
		if err := b.exhausted(); err != nil {
			return w.reject(f.Path, err)
		}
		if err := w.entry(f, zipName(e), e.Mode().IsRegular(), func() ([]byte, error) {
			if ratio := e.UncompressedSize64 / max(1, e.CompressedSize64); ratio > uint64(b.limits.Ratio) && e.UncompressedSize64 > 1<<20 {
				return nil, problemf("解压后是压缩前的 %d 倍，疑似压缩炸弹，不予解压", ratio)
			}
			r, err := e.Open()
			if err != nil {
				return nil, problemf("解压失败，压缩包可能已损坏：%v", err)
			}
			defer r.Close()
			return b.take(r, int64(min(e.CompressedSize64, uint64(f.Size)))) // whatever the archive says of itself
		}); err != nil {
			return err
		}
	}
	return nil
}

// isWheel reports whether an archive is a Python package, whose programs are no texts.
func isWheel(archive *zip.Reader) bool {
	return slices.ContainsFunc(archive.File, func(e *zip.File) bool {
		return strings.HasSuffix(path.Dir(e.Name), ".dist-info") && path.Base(e.Name) == "WHEEL"
	})
}

// isData reports whether a file of a package is one that it has for its data, by its name.
func isData(name string) bool {
	if strings.Contains(path.Dir(name), ".dist-info") {
		return false
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".db", ".sqlite", ".sqlite3", ".jsonl", ".md", ".docx", ".pdf":
		return true
	}
	return false
}

// zipName is the entry's name; names that are not UTF-8 come from Chinese
// Windows.
func zipName(e *zip.File) string {
	if !e.NonUTF8 {
		return e.Name
	}
	if s, err := simplifiedchinese.GB18030.NewDecoder().String(e.Name); err == nil {
		return s
	}
	return e.Name
}

func (w *walker) tarGz(f *File) error {
	r, err := f.Open()
	if err != nil {
		return w.reject(f.Path, problemf("打不开：%v", reasonOf(err)))
	}
	defer r.Close()
	z, err := gzip.NewReader(r)
	if err != nil {
		return w.reject(f.Path, problemf("gzip 压缩包已损坏：%v", err))
	}
	b := &budget{limits: w.limits}
	bounded := &ratioReader{r: z, left: max(f.Size*b.limits.Ratio, 8<<20), ratio: b.limits.Ratio}
	t := tar.NewReader(bounded)
	for entries := 0; ; entries++ {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			var problem *Problem
			if errors.As(err, &problem) {
				return w.reject(f.Path, problem)
			}
			if !errors.Is(err, tar.ErrInsecurePath) {
				return w.reject(f.Path, problemf("tar.gz 压缩包已损坏：%v", err))
			}
		}
		if h.Typeflag == tar.TypeDir || h.Typeflag == tar.TypeXGlobalHeader {
			continue
		}
		if err := b.exhausted(); err != nil {
			return w.reject(f.Path, err)
		}
		if err := w.entry(f, h.Name, h.Typeflag == tar.TypeReg, func() ([]byte, error) { return b.take(t, 0) }); err != nil {
			return err
		}
	}
}

// ratioReader fails once a stream has unpacked to more than it may.
type ratioReader struct {
	r           io.Reader
	left, ratio int64
}

func (r *ratioReader) Read(p []byte) (int, error) {
	if r.left <= 0 {
		return 0, problemf("解压后超过压缩前的 %d 倍，疑似压缩炸弹，其余不予解压", r.ratio)
	}
	n, err := r.r.Read(p[:min(int64(len(p)), r.left)])
	r.left -= int64(n)
	return n, err
}

// entry visits one file of an archive. Its content is read now, since an
// archive is read once from front to back.
func (w *walker) entry(archive *File, name string, regular bool, read func() ([]byte, error)) error {
	full := archive.Path + "!" + name
	clean, err := entryPath(name)
	if err != nil {
		return w.reject(full, err)
	}
	if strings.HasPrefix(clean, "__MACOSX/") {
		return w.visit(&File{Path: full, Skipped: "隐藏文件"})
	}
	if reason := leftAlone(path.Base(clean)); reason != "" {
		return w.visit(&File{Path: full, Skipped: reason})
	}
	if !regular {
		return w.reject(full, problemf("压缩包内的链接或特殊文件，不予解压"))
	}
	data, err := read()
	if err != nil {
		return w.reject(full, err)
	}
	f := &File{Path: full, Name: stem(clean), Category: categoryOf(clean), Size: int64(len(data)), open: func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(data)), nil
	}}
	if f.Category == "" {
		f.Category = categoryOf(archive.Path)
	}
	if f.Size == 0 {
		return w.reject(full, problemf("空文件"))
	}
	switch sniff(data[:min(len(data), 4096)], clean) {
	case formatZip:
		if zipKind(f) == docx.Other {
			return w.reject(full, problemf("压缩包里的压缩包，请先解压"))
		}
	case formatGzip:
		return w.reject(full, problemf("压缩包里的压缩包，请先解压"))
	}
	if err := w.visit(f); err != nil {
		return fmt.Errorf("in %s: %w", archive.Path, err)
	}
	return nil
}
