package main

import (
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/citecheck"
	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
	"github.com/fatiao/fatiao/internal/wholefile"
)

// folder judges the drafts of a folder, and of the archives in it, and writes a table: a row for
// each citation, one for each draft without any, one for each file that cannot be read. The drafts are
// given back in the folder annotated, with links to a site; "" for none.
func (k *checking) folder(ctx context.Context, dir, table, annotated, site string) (err error) {
	info, err := os.Stat(dir)
	if err != nil || !info.IsDir() {
		return usageError("--folder：%s 不是文件夹", dir)
	}
	var out io.Writer = k.text
	if table != "-" {
		f, err := os.Create(table) // #nosec G304 -- a file that the user names
		if err != nil {
			return usererr.Errorf("不能写 %s：%w", table, err)
		}
		defer func() {
			if e := f.Close(); e != nil && err == nil {
				err = usererr.Errorf("不能写 %s：%w", table, e)
			}
		}()
		out = f
	}
	w, err := export.NewTable(out, slices.Concat([]string{"文件", "按哪一天"}, export.CheckColumns()))
	if err != nil {
		return err
	}
	t := &folderTable{Table: w, width: len(export.CheckColumns()), from: dir, annotated: annotated, site: site}
	reader := &corpus.Reader{Words: reading.Words}
	err = corpus.Walk(ctx, []string{dir}, corpus.Limits{}, func(file *corpus.File) error { return k.inFolder(ctx, reader, file, t) })
	if err = errors.Join(err, w.Close()); err != nil {
		return err
	}
	warn("核对了 %d 篇，有错的引用 %d 处；读不出来的文件 %d 个", t.drafts, k.wrong, t.unread)
	if t.unread > 0 && k.wrong == 0 {
		return &exitError{code: exitRejected}
	}
	return nil
}

// folderTable is the table of a folder, with counts.
type folderTable struct {
	*export.Table
	width                 int    // columns of a report
	from, annotated, site string // the folder, and where its drafts are given back
	drafts, unread        int
}

// report writes the rows of a draft.
func (t *folderTable) report(name string, r *citecheck.Report, today statute.Date) error {
	t.drafts++
	day := string(cmp.Or(r.Day, today))
	for row := range export.CheckRows(r) {
		if err := t.Row(slices.Concat([]string{name, day}, row)); err != nil {
			return err
		}
	}
	if len(r.Findings) == 0 {
		return t.note(name, day, "没有引用", "")
	}
	return nil
}

// note writes a row without a citation.
func (t *folderTable) note(file, day, verdict, why string) error {
	row := make([]string, t.width)
	row[2], row[4] = verdict, why
	return t.Row(slices.Concat([]string{file, day}, row))
}

// inFolder judges the drafts of one file.
func (k *checking) inFolder(ctx context.Context, reader *corpus.Reader, file *corpus.File, t *folderTable) error {
	refuse := func(path string, why error) error {
		t.unread++
		return t.note(path, "", "读不出来", why.Error())
	}
	switch {
	case file.Rejected != nil:
		return refuse(file.Path, file.Rejected)
	case file.Skipped != "":
		return t.note(file.Path, "", "略过", file.Skipped)
	}
	if t.annotated != "" {
		content, ending, r, err := k.readAnnotated(ctx, file, t.site)
		said, about := usererr.Text(err)
		switch {
		case errors.Is(err, corpus.ErrSkip):
			return t.note(file.Path, "", "略过", err.Error())
		case about:
			return refuse(file.Path, errors.New(said))
		case err != nil:
			return err
		}
		return errors.Join(t.giveBack(file, content, ending), t.report(file.Path, r, k.today))
	}
	var rowErr error
	bad := func(path string, why error) { rowErr = errors.Join(rowErr, refuse(path, why)) }
	_, err := reader.Read(ctx, file, func(d *corpus.Document) error {
		r, err := k.check(ctx, reading.Read(d).Citable())
		if err != nil {
			return err
		}
		return t.report(strings.TrimSuffix(file.Path+"#"+d.ID, "#"), r, k.today)
	}, bad)
	if problem, ok := errors.AsType[*corpus.Problem](err); ok {
		err = refuse(file.Path, problem)
	} else if errors.Is(err, corpus.ErrSkip) {
		err = t.note(file.Path, "", "略过", err.Error())
	}
	return errors.Join(err, rowErr)
}

// readAnnotated judges a file as one draft. An error about the file is in the user's words.
func (k *checking) readAnnotated(ctx context.Context, file *corpus.File,
	site string) (content []byte, ending string, r *citecheck.Report, err error) {
	in, err := file.Open()
	if err != nil {
		return nil, "", nil, usererr.Errorf("读不出来：%w", err)
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, corpus.DefaultLimits.FileBytes))
	if err != nil {
		return nil, "", nil, usererr.Errorf("读不出来：%w", err)
	}
	return k.annotated(ctx, filepath.Base(file.Path), data, site)
}

// giveBack writes a draft under its name in the other folder: 起诉状.docx, 意见.pdf.html.
func (t *folderTable) giveBack(file *corpus.File, content []byte, ending string) error {
	inside, err := filepath.Rel(t.from, strings.ReplaceAll(file.Path, "!", "/")) // of what stands in an archive
	if err != nil || !filepath.IsLocal(inside) {
		inside = filepath.Base(file.Path)
	}
	if !strings.EqualFold(filepath.Ext(inside), ending) {
		inside += ending
	}
	to := filepath.Join(t.annotated, inside)
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return usererr.Errorf("不能写 %s：%w", to, err)
	}
	if err := wholefile.Write(to, content, 0o600); err != nil { // a draft is nobody else's
		return usererr.Errorf("不能写 %s：%w", to, err)
	}
	return nil
}
