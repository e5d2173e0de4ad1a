package acquire

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
)

// contents is what an archive holds.
type contents struct {
	root     string // the folder that holds everything, "" for none
	files    int    // that are wanted
	bytes    int64  // of these
	day      statute.Date
	revision string
}

// errArchive is wrapped where an archive is none, or not whole.
var errArchive = usererr.New("得到的不是完好的压缩包")

// examine reads an archive to its end, which compares its checksums, and says what it holds.
// wants is asked with paths within its root.
func examine(ctx context.Context, path string, wants func(string) bool) (c contents, err error) {
	f, err := os.Open(path)
	if err != nil {
		return c, usererr.Errorf("打不开 %s：%w", path, err)
	}
	defer f.Close()
	head := make([]byte, 512)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return c, usererr.Errorf("%w：是空的", errArchive)
	}
	i := &examination{ctx: ctx}
	switch head = head[:n]; {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		err = i.zip(path)
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		err = i.tarGz(f)
	case isPage(head):
		err = usererr.Errorf("%w，是一个网页；可能要登录，或者被拦下了", errArchive)
	default:
		err = usererr.Errorf("%w，要 zip 或 tar.gz", errArchive)
	}
	if err != nil {
		return c, err
	}
	return i.contents(wants), nil
}

func isPage(head []byte) bool {
	s := strings.ToLower(string(bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")))))
	return strings.HasPrefix(s, "<!doctype html") || strings.HasPrefix(s, "<html") || strings.HasPrefix(s, "<head") ||
		strings.HasPrefix(s, "<?xml") || strings.HasPrefix(s, "<script")
}

// examination is what was seen of an archive.
type examination struct {
	ctx      context.Context
	entries  []seen
	total    int64
	revision string
}

type seen struct {
	path  string
	bytes int64
	time  time.Time
}

// read reads an entry to its end.
func (i *examination) read(path string, modified time.Time, r io.Reader) error {
	if err := i.ctx.Err(); err != nil {
		return err
	}
	limits := corpus.DefaultLimits
	n, err := io.Copy(io.Discard, io.LimitReader(r, limits.FileBytes+1)) // what is larger is refused when it is read
	if err != nil {
		return usererr.Errorf("%w：%w", errArchive, err)
	}
	i.entries = append(i.entries, seen{strings.ReplaceAll(path, `\`, "/"), n, modified})
	if i.total += n; i.total > limits.ArchiveBytes || len(i.entries) > limits.ArchiveFiles {
		return usererr.Errorf("压缩包解压后太大：超过 %d MB 或 %d 个文件", limits.ArchiveBytes>>20, limits.ArchiveFiles)
	}
	return nil
}

func (i *examination) zip(path string) error {
	r, err := zip.OpenReader(path)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return usererr.Errorf("%w：%w", errArchive, err)
	}
	defer r.Close()
	i.revision = revisionIn(r.Comment)
	for _, e := range r.File {
		if strings.HasSuffix(e.Name, "/") {
			continue
		}
		in, err := e.Open()
		if err != nil {
			return usererr.Errorf("%w：%w", errArchive, err)
		}
		if err := errors.Join(i.read(e.Name, e.Modified, in), in.Close()); err != nil {
			return err
		}
	}
	return nil
}

func (i *examination) tarGz(f *os.File) error {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return usererr.Errorf("读不了下载的文件：%w", err)
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		return usererr.Errorf("%w：%w", errArchive, err)
	}
	t := tar.NewReader(z)
	for {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil && !errors.Is(err, tar.ErrInsecurePath) {
			return usererr.Errorf("%w：%w", errArchive, err)
		}
		switch h.Typeflag {
		case tar.TypeXGlobalHeader:
			i.revision = revisionIn(h.PAXRecords["comment"])
		case tar.TypeReg:
			if err := i.read(h.Name, h.ModTime, t); err != nil {
				return err
			}
		}
	}
	// The checksum of the whole stands at its end.
	if _, err := io.Copy(io.Discard, io.LimitReader(z, corpus.DefaultLimits.ArchiveBytes)); err != nil {
		return usererr.Errorf("%w：%w", errArchive, err)
	}
	return nil
}

var commit = regexp.MustCompile(`^[0-9a-f]{40}(?:[0-9a-f]{24})?$`)

// revisionIn is the commit that GitHub writes into its archives, "" where there is none.
func revisionIn(comment string) string {
	if comment = strings.TrimSpace(comment); commit.MatchString(comment) {
		return comment
	}
	return ""
}

func (i *examination) contents(wants func(string) bool) contents {
	c := contents{root: i.commonRoot(), revision: i.revision}
	var newest time.Time
	for _, e := range i.entries {
		in := e.path
		if c.root != "" {
			in = strings.TrimPrefix(in, c.root+"/")
		}
		if wants != nil && !wants(in) {
			continue
		}
		c.files++
		c.bytes += e.bytes
		if e.time.After(newest) {
			newest = e.time
		}
	}
	if newest.Year() > 1980 { // where archives begin to count
		c.day = statute.Today(newest)
	}
	return c
}

// commonRoot is the folder that all entries lie in.
func (i *examination) commonRoot() string {
	root := ""
	for n, e := range i.entries {
		first, _, below := strings.Cut(e.path, "/")
		if !below || n > 0 && first != root {
			return ""
		}
		root = first
	}
	return root
}
