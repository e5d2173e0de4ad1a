package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/usererr"
)

func (r *run) readSources(ctx context.Context) error {
	if r.Embedded {
		return r.embedded(ctx)
	}
	if len(r.Paths) == 0 && len(r.Collections) > 0 {
		return r.collections(ctx)
	}
	total, err := SizeOf(r.Paths)
	if err != nil {
		return err
	}
	r.Progress.Start("读取", total)
	err = corpus.Walk(ctx, r.Paths, r.Limits, func(f *corpus.File) error {
		defer r.Progress.Add(f.Size)
		return r.file(ctx, f, kb.Source{Path: Absolute(f.Path)})
	})
	r.Progress.Done()
	if err != nil {
		return err
	}
	return r.collections(ctx)
}

func (r *run) reject(path string, why error) {
	r.report.Rejected = append(r.report.Rejected, Reason{path, why.Error()})
}

// file reads one file where it is new or changed, and notes why one is not read; as is how its
// source is named. A changed file that cannot be read any more leaves what came from it before.
func (r *run) file(ctx context.Context, f *corpus.File, as kb.Source) error {
	switch {
	case f.Rejected != nil:
		r.reject(f.Path, f.Rejected)
		return nil
	case f.Skipped != "":
		r.report.Skipped = append(r.report.Skipped, Reason{f.Path, f.Skipped})
		return nil
	}
	hash, err := HashOf(f)
	if err != nil {
		r.reject(f.Path, usererr.Errorf("读取中断：%w", err))
		return nil
	}
	stored := r.storedAs(as.Path)
	if r.hashes[stored] == hash+" "+r.made() {
		r.report.Sources++
		r.report.Unchanged++
		for _, k := range r.refused[stored] {
			r.report.Rejected = append(r.report.Rejected, Reason(k))
		}
		return nil
	}
	if r.Elsewhere != nil && r.hashes[stored] == "" {
		only, err := r.Elsewhere(ctx, as.Path, hash, r.made())
		if err != nil {
			return err
		}
		if only {
			r.report.Sources++
			r.report.Unchanged++
			return nil
		}
	}
	as.SHA256, as.Size, as.Made = hash, f.Size, r.made()
	p := r.pending(as)
	p.before = stored
	src, err := r.reader.Read(ctx, f, func(d *corpus.Document) error { return p.add(ctx, d) }, p.refuse)
	var problem *corpus.Problem
	switch {
	case errors.Is(err, corpus.ErrSkip):
		r.report.Skipped = append(r.report.Skipped, Reason{f.Path, err.Error()})
		return nil
	case errors.As(err, &problem) && p.stored == 0:
		if problem.Scan {
			r.report.Scans++
		}
		r.reject(f.Path, problem)
		return nil
	case err != nil:
		return fmt.Errorf("reading %s: %w", f.Path, err)
	}
	r.report.Sources++
	return p.finish(ctx, src)
}

// storedAs is how the base calls a source.
func (r *run) storedAs(path string) string {
	if stored, ok := r.marked[markOf(path)]; ok {
		return stored
	}
	return path
}

// embedded ingests the documents that ship with the binary.
func (r *run) embedded(ctx context.Context) error {
	defaults, err := corpus.Defaults()
	if err != nil {
		return err
	}
	r.Progress.Start("导入内置文档", int64(len(defaults)))
	defer r.Progress.Done()
	for _, d := range defaults {
		hash, err := HashOf(d.File)
		if err != nil {
			return fmt.Errorf("reading the embedded document %s: %w", d.File.Path, err)
		}
		p := r.pending(kb.Source{Path: d.File.Path, SHA256: hash, Size: d.File.Size, Provenance: d.Provenance, Made: r.made()})
		src, err := r.reader.Read(ctx, d.File, func(doc *corpus.Document) error {
			if d.Title != "" {
				doc.Title = d.Title
			}
			return p.add(ctx, doc)
		}, p.refuse)
		if err != nil {
			return fmt.Errorf("reading the embedded document %s: %w", d.File.Path, err)
		}
		r.report.Sources++
		if err := p.finish(ctx, src); err != nil {
			return err
		}
		r.Progress.Add(1)
	}
	return nil
}

// HashOf is the SHA-256 of a file, in hexadecimal digits.
func HashOf(f *corpus.File) (string, error) {
	in, err := f.Open()
	if err != nil {
		return "", err
	}
	defer in.Close()
	h := sha256.New()
	if _, err := io.Copy(h, in); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Absolute makes the part of a path that is on disk absolute, so that one
// file is one source whatever folder the command was started in.
func Absolute(path string) string {
	file, inside, ok := strings.Cut(path, "!")
	if a, err := filepath.Abs(file); err == nil {
		file = a
	}
	if ok {
		return file + "!" + inside
	}
	return file
}
