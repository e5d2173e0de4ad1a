package main

import (
	"context"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/citecheck"
	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
	"github.com/fatiao/fatiao/internal/wholefile"
	"github.com/fatiao/fatiao/internal/wire"
)

// defaultSite is where `fatiao serve` answers: the links of an annotated draft lead there.
const defaultSite = "http://127.0.0.1:8080"

// siteFlag reads where a site is found, without a slash at its end.
func siteFlag(site string) (string, error) {
	u, err := url.Parse(site)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "", usageError("--site 应是网址，如 %s，不能是 %q", defaultSite, site)
	}
	return strings.TrimRight(site, "/"), nil
}

// annotate judges one draft and gives it back with what was found in it.
func (k *checking) annotate(ctx context.Context, path, to, site string) error {
	data, err := readDraft(path)
	if err != nil {
		return err
	}
	content, ending, r, err := k.annotated(ctx, filepath.Base(path), data, site)
	if err != nil {
		return err
	}
	if strings.ToLower(filepath.Ext(to)) != ending {
		return usageError("--annotate：Word 文档写成 .docx，其他文件写成 .html")
	}
	if err := wholefile.Write(to, content, 0o600); err != nil { // a draft is nobody else's
		return usererr.Errorf("不能写 %s：%w", to, err)
	}
	return k.show("", r)
}

// annotated is a draft with what was found in it: a Word document as that document with links and
// comments, .docx, another file as a page with marks in its text, .html.
func (k *checking) annotated(ctx context.Context, name string, data []byte,
	site string) (content []byte, ending string, r *citecheck.Report, err error) {
	a := &export.Annotation{Name: name, Now: time.Now(), Page: func(a statute.Address) string { return site + wire.AddressPath(a) }}
	text, doc, isWord, err := reading.Placed(data)
	if err != nil {
		return nil, "", nil, err
	}
	if !isWord {
		if text, err = reading.Upload(ctx, name, data); err != nil {
			return nil, "", nil, err
		}
	}
	if r, err = k.check(ctx, text); err != nil {
		return nil, "", nil, err
	}
	if isWord {
		content, _, err = a.DOCX(ctx, data, doc, r)
		return content, ".docx", r, err
	}
	content, err = a.HTML(ctx, r)
	return content, ".html", r, err
}

// readDraft reads a file whole, - for standard input.
func readDraft(path string) ([]byte, error) {
	in := os.Stdin
	if path != "-" {
		f, err := os.Open(path) // #nosec G304 -- a file that the user names
		if err != nil {
			return nil, usererr.Errorf("打不开 %s：%w", path, err)
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, corpus.DefaultLimits.FileBytes+1))
	if err != nil {
		return nil, usererr.Errorf("读 %s：%w", path, err)
	}
	if int64(len(data)) > corpus.DefaultLimits.FileBytes {
		return nil, usererr.Errorf("%s 太大", path)
	}
	return data, nil
}
