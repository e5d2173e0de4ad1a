package ingest

import (
	"context"
	"runtime"
	"strings"
	"time"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// pending are the documents of a source that are not stored yet. They are parsed
// on all processors and stored in the order in which they were read, in batches,
// so that a source with many documents need not fit into memory.
type pending struct {
	*run
	source  kb.Source
	path    *HidingPath    // of the source
	before  string         // how the base calls it
	parsing []chan parsing // in order; each gets the result of one document
	room    chan struct{}  // for documents that are being parsed
	docs    []converted
	size    int // bytes of the texts of docs
	id      int64
	stored  int
	// refused are the parts of the source that could not be read.
	refused []kb.Rejection
}

// parsing is what became of one document.
type parsing struct {
	docs []converted
	err  error
}

// How much is held before it is stored, documents and bytes of their texts, and how many
// documents are parsed ahead.
const (
	batchDocuments = 500
	batchBytes     = 4 << 20
	parsedAhead    = 64
)

func (r *run) pending(source kb.Source) *pending {
	return &pending{run: r, source: source, path: NewHidingPath(source.Path), before: source.Path,
		room: make(chan struct{}, runtime.GOMAXPROCS(0))}
}

func (p *pending) refuse(path string, why error) {
	p.refused = append(p.refused, kb.Rejection{Path: path, Reason: why.Error()})
}

// add starts parsing a document and stores those that are done.
func (p *pending) add(ctx context.Context, d *corpus.Document) error {
	result := make(chan parsing, 1)
	p.parsing = append(p.parsing, result)
	p.room <- struct{}{}
	go func() {
		docs, err := convert(d, p.source.Path, p.KeepNames)
		for _, d := range docs {
			d.Made = p.source.Made
		}
		result <- parsing{docs, err}
		<-p.room
	}()
	if len(p.parsing) > parsedAhead {
		if err := p.take(); err != nil {
			return err
		}
	}
	if len(p.docs) < batchDocuments && p.size < batchBytes {
		return ctx.Err()
	}
	return p.flush(ctx)
}

// take waits for the document that was read first.
func (p *pending) take() error {
	parsed := <-p.parsing[0]
	for i, d := range parsed.docs {
		if d.hide != nil {
			p.path.Hide(d.hide)
			parsed.docs[i].hide = nil
		}
		if p.Elsewhere == nil || d.Kind != statute.DocCase {
			p.docs = append(p.docs, parsed.docs[i])
			p.size += len(d.Text) + len(d.Original)
		}
	}
	p.parsing = p.parsing[1:]
	return parsed.err
}

func (p *pending) flush(ctx context.Context) error {
	if err := p.begin(ctx); err != nil {
		return err
	}
	if p.stored == 0 {
		if err := p.replaced(ctx); err != nil {
			return err
		}
		source := p.source
		source.Path = p.path.Stored(source.Path)
		source.IngestedAt = p.Now().UTC().Format(time.RFC3339)
		var err error
		if p.id, err = p.kb.PutSource(ctx, source); err != nil {
			return err
		}
	}
	docs := make([]*kb.Document, len(p.docs))
	for i, d := range p.docs {
		docs[i] = d.Document
	}
	ids, err := p.kb.AddDocuments(ctx, p.id, p.stored, docs)
	for i, id := range ids {
		p.laws.Keep(id, p.docs[i].law)
	}
	p.stored += len(p.docs)
	clear(p.docs)
	p.docs, p.size = p.docs[:0], 0
	return err
}

// replaced takes out what came from the source before.
func (p *pending) replaced(ctx context.Context) error {
	rest, ok := strings.CutPrefix(p.before, CollectionPrefix)
	name, _, whole := strings.Cut(rest, "!")
	if _, known := p.hashes[p.before]; ok && whole && known {
		return p.setAside(ctx, name, p.before)
	}
	return p.kb.RemoveSource(ctx, p.before)
}

// finish stores what is left and how the source was read.
func (p *pending) finish(ctx context.Context, src corpus.Source) error {
	for len(p.parsing) > 0 {
		if err := p.take(); err != nil {
			return err
		}
	}
	if p.hasOnlyCases(src) {
		return nil
	}
	if err := p.flush(ctx); err != nil {
		return err
	}
	days := make([]kb.ListedDay, len(src.Table))
	for i, row := range src.Table {
		days[i] = kb.ListedDay{Name: row.Name, Label: string(row.Published), From: row.From, Ended: row.Ended, Problem: row.Problem,
			Official: row.Official}
	}
	if err := p.kb.AddListedDays(ctx, p.id, days); err != nil {
		return err
	}
	for _, k := range p.refused {
		p.report.Rejected = append(p.report.Rejected, Reason(k))
	}
	if err := p.rename(ctx); err != nil {
		return err
	}
	return p.kb.DescribeSource(ctx, p.id, src.Format, src.Encoding, p.refused)
}

// hasOnlyCases reports whether nothing of the source is to be stored, since others keep cases:
// then it is no source here, unless it was one before.
func (p *pending) hasOnlyCases(src corpus.Source) bool {
	_, known := p.hashes[p.before]
	return p.Elsewhere != nil && !known && p.stored == 0 && len(p.docs) == 0 && len(p.refused) == 0 && len(src.Table) == 0
}

// rename hides in the paths that are stored whom the documents of later batches name.
func (p *pending) rename(ctx context.Context) error {
	stored := p.path.Stored(p.source.Path)
	if stored == p.source.Path {
		return nil
	}
	for i, k := range p.refused {
		if rest, ok := strings.CutPrefix(Absolute(k.Path), p.source.Path); ok {
			p.refused[i].Path = stored + rest
		}
	}
	return p.kb.RenameSource(ctx, p.id, stored)
}
