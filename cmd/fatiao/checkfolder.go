package main

import (
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/usererr"
)

// folder judges the drafts of a folder, and of the archives in it, and writes a table: a row for
// each citation, one for each draft without any, one for each file that cannot be read.
func (k *checking) folder(ctx context.Context, dir, table string) (err error) {
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
	t := &folderTable{Table: w, width: len(export.CheckColumns())}
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
	width          int // columns of a report
	drafts, unread int
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
	var rowErr error
	bad := func(path string, why error) { rowErr = errors.Join(rowErr, refuse(path, why)) }
	_, err := reader.Read(ctx, file, func(d *corpus.Document) error {
		r, err := k.check(ctx, reading.Read(d).Citable())
		if err != nil {
			return err
		}
		t.drafts++
		name, day := strings.TrimSuffix(file.Path+"#"+d.ID, "#"), string(cmp.Or(r.Day, k.today))
		for row := range export.CheckRows(r) {
			if err := t.Row(slices.Concat([]string{name, day}, row)); err != nil {
				return err
			}
		}
		if len(r.Findings) == 0 {
			return t.note(name, day, "没有引用", "")
		}
		return nil
	}, bad)
	if problem, ok := errors.AsType[*corpus.Problem](err); ok {
		err = refuse(file.Path, problem)
	} else if errors.Is(err, corpus.ErrSkip) {
		err = t.note(file.Path, "", "略过", err.Error())
	}
	return errors.Join(err, rowErr)
}
