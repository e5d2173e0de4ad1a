package corpus

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/fatiao/fatiao/corpus/docx"
	"github.com/fatiao/fatiao/internal/usererr"
)

// Walk finds the files under the given paths, which may be files, folders or
// archives, and calls visit for each in a fixed order. What cannot be read is
// visited too, with the reason. Walk itself fails only when the context ends,
// visit fails, or the only path does not exist.
func Walk(ctx context.Context, paths []string, limits Limits, visit func(*File) error) error {
	w := &walker{ctx: ctx, limits: limits.orDefault(), visit: visit}
	for _, p := range paths {
		// A link that the user names is followed; links inside a folder are not to lead
		// out of it.
		real, err := filepath.EvalSymlinks(p)
		var info fs.FileInfo
		if err == nil {
			info, err = os.Stat(real)
		}
		if err != nil {
			why := problemf("打不开：%v", reasonOf(err))
			if errors.Is(err, fs.ErrNotExist) {
				why = problemf("找不到 %s，请检查路径", p)
			}
			if len(paths) == 1 {
				return why
			}
			if err := w.reject(p, why); err != nil {
				return err
			}
			continue
		}
		if info.IsDir() {
			err = w.folder(p, real)
		} else {
			err = w.file(p, filepath.Dir(real))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (l Limits) orDefault() Limits {
	d := DefaultLimits
	for _, f := range [...]struct{ have, set *int64 }{
		{&l.FileBytes, &d.FileBytes}, {&l.LineBytes, &d.LineBytes}, {&l.ArchiveBytes, &d.ArchiveBytes}, {&l.Ratio, &d.Ratio},
	} {
		if *f.have > 0 {
			*f.set = *f.have
		}
	}
	if l.ArchiveFiles > 0 {
		d.ArchiveFiles = l.ArchiveFiles
	}
	return d
}

// Files lists the files of a folder that are read, in the order of their paths: none that are
// hidden, or of a kind that is left alone. An archive is one of them; what is in it is not listed.
func Files(ctx context.Context, folder string) ([]*File, error) {
	var list []*File
	w := &walker{ctx: ctx, limits: Limits{}.orDefault(), closed: true}
	w.visit = func(f *File) error {
		if f.Rejected != nil || f.Skipped != "" {
			return nil
		}
		head, err := readHead(f)
		if err != nil {
			return nil // it is not read
		}
		switch sniff(head, f.Path) {
		case formatUnknown, formatImage, formatOldOffice:
		default:
			list = append(list, f)
		}
		return nil
	}
	real, err := filepath.EvalSymlinks(folder)
	if err == nil {
		err = w.folder(folder, real)
	}
	return list, err
}

type walker struct {
	ctx    context.Context
	limits Limits
	visit  func(*File) error
	closed bool // archives are visited as files
}

// folder visits the files of a folder, which lies at real; names are those under root.
func (w *walker) folder(root, real string) error {
	return filepath.WalkDir(real, func(at string, d fs.DirEntry, err error) error {
		p := root
		if rel, relErr := filepath.Rel(real, at); relErr == nil && rel != "." {
			p = filepath.Join(root, rel)
		}
		if ctxErr := w.ctx.Err(); ctxErr != nil {
			return ctxErr
		}
		if err != nil {
			if d != nil && d.IsDir() {
				visitErr := w.reject(p, problemf("文件夹打不开：%v", reasonOf(err)))
				if visitErr != nil {
					return visitErr
				}
				return fs.SkipDir
			}
			return w.reject(p, problemf("打不开：%v", reasonOf(err)))
		}
		if d.IsDir() {
			if at != real && strings.HasPrefix(d.Name(), ".") {
				return fs.SkipDir
			}
			return nil
		}
		return w.file(p, real)
	})
}

// file visits one file on disk. A link is followed only where it stays inside
// the folder that was given.
func (w *walker) file(p, root string) error {
	if reason := leftAlone(filepath.Base(p)); reason != "" {
		return w.visit(&File{Path: p, Skipped: reason})
	}
	real, err := filepath.EvalSymlinks(p)
	if err != nil {
		return w.reject(p, problemf("打不开：%v", reasonOf(err)))
	}
	if realRoot, err := filepath.EvalSymlinks(root); err == nil && real != p {
		if rel, err := filepath.Rel(realRoot, real); err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			return w.reject(p, problemf("链接指向给定文件夹之外（%s），不予读取", real))
		}
	}
	info, err := os.Stat(real)
	if err != nil {
		return w.reject(p, problemf("打不开：%v", reasonOf(err)))
	}
	if !info.Mode().IsRegular() {
		return w.reject(p, problemf("不是普通文件"))
	}
	f := &File{Path: p, Name: stem(p), Category: categoryOf(p), Size: info.Size(),
		open: func() (io.ReadCloser, error) { return os.Open(real) }}
	return w.content(f)
}

// leftAlone says why a file with a name is not read, "" where it is.
func leftAlone(name string) string {
	switch {
	case strings.HasPrefix(name, "."):
		return "隐藏文件"
	case strings.HasPrefix(name, "~$"):
		return "Word 的临时文件"
	}
	return ""
}

// content looks at the first bytes of a file: archives are unpacked, the rest
// is visited.
func (w *walker) content(f *File) error {
	if f.Size == 0 {
		return w.reject(f.Path, problemf("空文件"))
	}
	head, err := readHead(f)
	if err != nil {
		return w.reject(f.Path, problemf("打不开：%v", reasonOf(err)))
	}
	switch kind := sniff(head, f.Path); {
	case kind == formatZip:
		if zipKind(f) == docx.Other && !w.closed {
			return w.zip(f)
		}
		return w.sized(f)
	case kind == formatGzip && !w.closed:
		return w.tarGz(f)
	case kind == formatJSONL:
		return w.visit(f) // read line by line, however long
	}
	return w.sized(f)
}

func (w *walker) sized(f *File) error {
	if f.Size > w.limits.FileBytes {
		return w.reject(f.Path, problemf("文件有 %s，超过上限 %s；如是合集，请拆开后再导入", megabytes(f.Size), megabytes(w.limits.FileBytes)))
	}
	return w.visit(f)
}

func (w *walker) reject(path string, why error) error {
	return w.visit(&File{Path: path, Rejected: why})
}

// reasonOf takes the path, which is shown beside it, out of an OS error.
func reasonOf(err error) error {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return usererr.New("没有读取权限")
	case errors.Is(err, fs.ErrNotExist):
		return usererr.New("文件不存在，或链接已失效")
	}
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}

func readHead(f *File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	head := make([]byte, 4096)
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return head[:n], nil
}

// stem is the base name of a path without its extension.
func stem(p string) string {
	base := path.Base(filepath.ToSlash(p))
	return strings.TrimSuffix(base, path.Ext(base))
}

// categories are folder names that say what kind of text a folder holds.
var categories = map[string]bool{
	"宪法": true, "宪法相关法": true, "刑法": true, "民法典": true, "民法商法": true, "民商法": true, "社会法": true, "经济法": true, "行政法": true,
	"诉讼与非诉讼程序法": true, "法律": true, "行政法规": true, "监察法规": true, "司法解释": true, "部门规章": true, "地方性法规": true, "地方法规": true,
	"案例": true, "解读": true, "其他": true,
}

// categoryOf is the outermost folder of the path that is a category.
func categoryOf(p string) string {
	for _, part := range strings.Split(filepath.ToSlash(filepath.Dir(p)), "/") {
		if categories[part] {
			return part
		}
	}
	return ""
}
