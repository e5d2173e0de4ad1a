package caseload

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/docstream"
	"github.com/fatiao/fatiao/internal/engine/composite"
	"github.com/fatiao/fatiao/internal/engine/opensearch"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/usererr"
)

// job is something for the goroutine that sends, in order: the cases of a document when they
// are read, or the end of a file.
type job struct {
	file   *file
	result chan result // nil for the end
	size   int64       // of the file, at its end
}

// file is a file that is being loaded.
type file struct {
	path    string // absolute
	load    *opensearch.File
	stored  *ingest.HidingPath
	others  int
	refused []opensearch.Unread
}

// result is what was read of a document.
type result struct {
	cases []*opensearch.Prepared
	in    ingest.CasesIn
	err   error
}

// file reads a file where it is new or changed, and notes why one is not read.
func (l *load) file(ctx context.Context, f *corpus.File) error {
	switch {
	case f.Rejected != nil:
		l.reject(f.Path, f.Rejected)
		return nil
	case f.Skipped != "":
		l.report.Skipped = append(l.report.Skipped, ingest.Reason{Path: f.Path, Reason: f.Skipped})
		return nil
	}
	hash, err := ingest.HashOf(f)
	if err != nil {
		l.reject(f.Path, usererr.Errorf("读取中断：%w", err))
		return nil
	}
	path := ingest.Absolute(f.Path)
	before, err := l.generation.EntryOf(ctx, path)
	if err != nil {
		return err
	}
	if before != nil && before.SHA256 == hash && before.Made == l.made {
		l.report.Sources++
		l.report.Unchanged++
		for _, r := range before.Rejects {
			l.reject(string(r.Key), errors.New(r.Reason))
		}
		for _, r := range before.Unread {
			l.reject(r.Path, errors.New(r.Reason))
		}
		return nil
	}
	x := &file{path: path, load: l.load.Begin(path, hash, l.made, before), stored: ingest.NewHidingPath(path)}
	documents := 0
	_, err = l.reader.Read(ctx, f, func(d *corpus.Document) error {
		documents++
		return l.document(ctx, x, d)
	}, func(path string, why error) {
		x.refused = append(x.refused, opensearch.Unread{Path: path, Reason: why.Error()})
	})
	var problem *corpus.Problem
	switch {
	case errors.Is(err, corpus.ErrSkip):
		l.report.Skipped = append(l.report.Skipped, ingest.Reason{Path: f.Path, Reason: err.Error()})
		return nil
	case errors.As(err, &problem) && documents == 0:
		l.reject(f.Path, problem)
		return nil
	case err != nil:
		return fmt.Errorf("reading %s: %w", f.Path, err)
	}
	l.report.Sources++
	for _, r := range x.refused {
		l.reject(r.Path, errors.New(r.Reason))
	}
	return l.pass(ctx, job{file: x, size: f.Size})
}

// pass gives a job to the goroutine that sends.
func (l *load) pass(ctx context.Context, j job) error {
	select {
	case l.jobs <- j:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// document starts to read the cases of a document.
func (l *load) document(ctx context.Context, f *file, d *corpus.Document) error {
	j := job{file: f, result: make(chan result, 1)}
	select {
	case l.room <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	go func() {
		defer func() { <-l.room }()
		in, err := ingest.ReadCases(d, f.path, l.KeepNames)
		r := result{in: in, err: err}
		for _, c := range in.Cases {
			if r.err == nil {
				var made *opensearch.Prepared
				made, r.err = l.prepare(ctx, c)
				r.cases = append(r.cases, made)
			}
		}
		j.result <- r
	}()
	return l.pass(ctx, j)
}

// prepare finds what a case cites and writes it as the cluster has it.
func (l *load) prepare(ctx context.Context, c *kb.Document) (*opensearch.Prepared, error) {
	d, places, err := docstream.OfCase(ctx, c, l.Graph, l.today)
	if err != nil {
		return nil, fmt.Errorf("citing %s: %w", c.Title, err)
	}
	return l.Cluster.Prepare(composite.CaseOf(c, d, places))
}

// send sends what was read, in order.
func (l *load) send(ctx context.Context) error {
	for j := range l.jobs {
		if j.result == nil {
			l.end(j)
			continue
		}
		r := <-j.result
		if r.err != nil {
			return r.err
		}
		for _, hide := range r.in.Hide {
			j.file.stored.Hide(hide)
		}
		j.file.others += r.in.Others
		for _, c := range r.cases {
			if err := l.load.Add(ctx, j.file.load, c); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// end ends a file. Its path is kept without the names that its cases hide.
func (l *load) end(j job) {
	f := j.file
	stored := f.stored.Stored(f.path)
	for i, r := range f.refused {
		if rest, ok := strings.CutPrefix(ingest.Absolute(r.Path), f.path); ok {
			f.refused[i].Path = stored + rest
		}
	}
	l.report.Others += f.others
	l.Progress.Add(j.size)
	l.load.End(f.load, stored, f.others, f.refused)
}
