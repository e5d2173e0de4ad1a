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

// annotate judges one draft and gives it back with what was found in it: a Word document as that
// document with links and comments, another file as a page with marks in its text.
func (k *checking) annotate(ctx context.Context, path, to, site string) error {
	site, err := siteFlag(site)
	if err != nil {
		return err
	}
	data, err := readDraft(path)
	if err != nil {
		return err
	}
	a := &export.Annotation{Name: filepath.Base(path), Now: time.Now(),
		Page: func(a statute.Address) string { return site + wire.AddressPath(a) }}
	text, doc, isWord, err := reading.Placed(data)
	if err != nil {
		return err
	}
	ending := strings.ToLower(filepath.Ext(to))
	if isWord != (ending == ".docx") || !isWord && ending != ".html" {
		return usageError("--annotate：Word 文档写成 .docx，其他文件写成 .html")
	}
	if !isWord {
		if text, err = reading.Upload(ctx, filepath.Base(path), data); err != nil {
			return err
		}
	}
	r, err := k.check(ctx, text)
	if err != nil {
		return err
	}
	var content []byte
	if isWord {
		content, _, err = a.DOCX(ctx, data, doc, r)
	} else {
		content, err = a.HTML(ctx, r)
	}
	if err != nil {
		return err
	}
	if err := wholefile.Write(to, content, 0o600); err != nil { // a draft is nobody else's
		return usererr.Errorf("不能写 %s：%w", to, err)
	}
	return k.show("", r)
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
