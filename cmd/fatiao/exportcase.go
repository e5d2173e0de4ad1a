package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strings"
	"time"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
	"github.com/fatiao/fatiao/internal/wire"
)

// caseRef reads the id of a case as lists give it: /case/4f1c2a9b7d3e.
func caseRef(words string) (ref string, ok bool) {
	return strings.CutPrefix(strings.TrimPrefix(words, "/"), string(statute.DocCase)+"/")
}

// oneCase exports a case.
func (x *exporting) oneCase(ctx context.Context, all *opened, out io.Writer, ref string) error {
	if x.compiled || x.articles != "" {
		return usageError("--compiled 和 --articles 是法律的")
	}
	t, content, err := x.caseContent(ctx, all, ref)
	if errors.Is(err, kb.ErrNotFound) {
		return usererr.Errorf("没有编号为 %s 的案例；编号见 fatiao search --type case", ref)
	}
	if err != nil {
		return err
	}
	return x.write(out, t.FileName(), content)
}

// caseContent is a case in the format that was asked for, by the law of its day or of the one that was
// asked for.
func (x *exporting) caseContent(ctx context.Context, all *opened, ref string) (*export.CaseText, []byte, error) {
	t, err := export.ReadCase(ctx, all.base, ref, statute.Today(time.Now()))
	if err != nil {
		return nil, nil, err
	}
	t.Until = all.base.CollectedUntil()
	if x.site != "" {
		t.Page = x.site + wire.DocumentPath(t.Document.DocumentInfo)
	}
	if x.asOf != "" {
		if t.Day, err = dayFlag(x.asOf); err != nil {
			return nil, nil, err
		}
	}
	content, err := t.Encode(ctx, x.format, func(passage int64) ([]citegraph.Cite, error) {
		cites, err := all.graph.CitesOf(ctx, passage, t.Day)
		return citegraph.WithoutStandIns(cites), err
	})
	return t, content, err
}

// everyCase exports all cases.
func (x *exporting) everyCase(ctx context.Context, all *opened, out io.Writer) error {
	list, err := all.base.AllDocuments(ctx)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	for _, d := range list {
		if d.Kind != statute.DocCase {
			continue
		}
		t, content, err := x.caseContent(ctx, all, d.Ref)
		if err != nil {
			return err
		}
		if err := x.add(w, "案例", t.FileName(), content); err != nil {
			return err
		}
	}
	return w.Flush()
}

// caseReport exports a report on like cases.
func (x *exporting) caseReport(ctx context.Context, all *search.Opened, out io.Writer, day statute.Date) error {
	report := &export.CaseReport{Until: all.Base.CollectedUntil(), Day: statute.Today(time.Now()), Court: x.own, Site: x.site}
	finder := &export.CaseFinder{Search: all.Service, Documents: all.Base, Path: wire.CasePath, Base: x.site}
	if err := finder.Find(ctx, report, search.CaseRequest{Query: x.report, Day: day, Chosen: map[string]string{}}, nil); err != nil {
		return err
	}
	if report.Found == 0 {
		return usererr.Errorf("没有找到案例：%s", x.report)
	}
	content, err := export.CaseReportDOCX(ctx, report)
	if err != nil {
		return err
	}
	return x.write(out, export.CaseReportTitle, content)
}
