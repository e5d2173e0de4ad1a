package composite

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// Documents reads documents: those of a knowledge base, and cases from a store. Cases of the store
// have numbers below 0, which say what their refs are.
type Documents struct {
	*kb.Base
	store *Store

	mu   sync.Mutex
	last map[string]*stored // cases that were read last, by their refs, which stand for their texts
}

// stored is a case of a store.
type stored struct {
	info  *kb.CaseInfo
	page  *kb.Document
	full  *kb.FullDocument
	facts *casefile.Facts
}

// mostKept is how many cases are kept: a page asks several times for one.
const mostKept = 100

// NewDocuments makes a reader of both.
func NewDocuments(base *kb.Base, store *Store) *Documents {
	return &Documents{Base: base, store: store, last: map[string]*stored{}}
}

// passageBits are those of the number of a passage in the number of a unit of a stored case.
const passageBits = 15

// numberOf is the number of the case with a ref of hexadecimal digits, and of its nth passage, from
// 1; 0 for the case.
func numberOf(ref string, nth int) (id int64, ok bool) {
	n, err := strconv.ParseInt(ref, 16, 64-passageBits)
	if err != nil || n < 0 || nth >= 1<<passageBits {
		return 0, false
	}
	return -(n<<passageBits | int64(nth)), true
}

// refOf is the ref of a number, and the passage.
func refOf(id int64) (ref string, nth int) {
	return fmt.Sprintf("%012x", -id>>passageBits), int(-id & (1<<passageBits - 1))
}

// Document returns the document with a ref.
func (d *Documents) Document(ctx context.Context, ref string) (*kb.FullDocument, error) {
	full, err := d.Base.Document(ctx, ref)
	if !errors.Is(err, kb.ErrNotFound) {
		return full, err
	}
	s, err := d.read(ctx, ref)
	if err != nil {
		return nil, err
	}
	return s.full, nil
}

// CaseFacts returns all that a case says of itself.
func (d *Documents) CaseFacts(ctx context.Context, document int64) (*casefile.Facts, error) {
	if document >= 0 {
		return d.Base.CaseFacts(ctx, document)
	}
	ref, _ := refOf(document)
	s, err := d.read(ctx, ref)
	if err != nil {
		return nil, err
	}
	if s.facts == nil {
		return nil, kb.ErrNotFound
	}
	return s.facts, nil
}

// Counts counts what is loaded on a day, with as many cases as the store had when they were counted
// last.
func (d *Documents) Counts(ctx context.Context, today string) (kb.Counts, error) {
	c, err := d.Base.Counts(ctx, today)
	c.Cases += d.store.State().Cases
	return c, err
}

// CommentaryNotes returns what a commentary says of itself; a case of the store is none.
func (d *Documents) CommentaryNotes(ctx context.Context, document int64) (*casefile.Notes, error) {
	if document < 0 {
		return nil, kb.ErrNotFound
	}
	return d.Base.CommentaryNotes(ctx, document)
}

// read reads a case of the store; kb.ErrNotFound where there is none.
func (d *Documents) read(ctx context.Context, ref string) (*stored, error) {
	if _, ok := numberOf(ref, 0); !ok {
		return nil, kb.ErrNotFound
	}
	list, err := d.readAll(ctx, []string{ref})
	if err != nil {
		return nil, err
	}
	if list[0] == nil {
		return nil, kb.ErrNotFound
	}
	return list[0], nil
}

// readAll reads cases of the store in the order of their refs; nil for those that are not there.
func (d *Documents) readAll(ctx context.Context, refs []string) ([]*stored, error) {
	list := make([]*stored, len(refs))
	var keys []searchdoc.Key
	var at []int
	d.mu.Lock()
	for i, ref := range refs {
		if list[i] = d.last[ref]; list[i] == nil {
			keys, at = append(keys, searchdoc.DocumentKey(statute.DocCase, ref)), append(at, i)
		}
	}
	d.mu.Unlock()
	if len(keys) == 0 {
		return list, nil
	}
	read, err := try(ctx, d.store, func() ([]*stored, error) {
		infos, pages, err := d.store.cluster.Pages(ctx, keys)
		if err != nil {
			return nil, err
		}
		read := make([]*stored, len(keys))
		for i := range keys {
			if infos[i] != nil && pages[i] != nil {
				read[i] = storedOf(infos[i], pages[i].Text, pages[i].Original, pages[i].Passages, pages[i].Facts)
			}
		}
		return read, nil
	})
	if err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.last)+len(read) > mostKept {
		clear(d.last)
	}
	for i, s := range read {
		if list[at[i]] = s; s != nil {
			d.last[refs[at[i]]] = s
		}
	}
	return list, nil
}

func storedOf(info *kb.CaseInfo, text, original string, passages []kb.Passage, facts *casefile.Facts) *stored {
	s := &stored{info: info, facts: facts, full: &kb.FullDocument{DocumentInfo: info.DocumentInfo, Text: text, Original: original},
		page: &kb.Document{Kind: info.Kind, Form: info.Form, Title: info.Title, Date: info.Date, Text: text, Passages: passages,
			Facts: facts}}
	s.full.ID, _ = numberOf(info.Ref, 0)
	for i, p := range passages {
		u := &kb.Unit{DocumentID: s.full.ID, Ord: i, Label: p.Heading, Parts: p.Parts, Start: p.Span.Start, End: p.Span.End}
		u.ID, _ = numberOf(info.Ref, i+1)
		s.full.Passages = append(s.full.Passages, u)
	}
	return s
}

// Graph reads citations: those that are stored, and those of the cases of a store, which are found
// when they are asked for.
type Graph struct {
	*citegraph.Graph
	documents *Documents
	engine    *Engine
}

// NewGraph makes a reader of both.
func NewGraph(graph *citegraph.Graph, documents *Documents, e *Engine) *Graph {
	return &Graph{graph, documents, e}
}

// CitesOf returns the citations of a unit in order.
func (g *Graph) CitesOf(ctx context.Context, unit int64, day statute.Date) ([]citegraph.Cite, error) {
	if unit >= 0 {
		return g.Graph.CitesOf(ctx, unit, day)
	}
	ref, nth := refOf(unit)
	s, err := g.documents.read(ctx, ref)
	if err != nil {
		return nil, err
	}
	cites, err := g.CitesOfCase(ctx, s.page, statute.Today(g.documents.store.now()), day)
	if err != nil || nth < 1 || nth > len(cites) {
		return nil, err
	}
	return cites[nth-1], nil
}

// CitesOn is CitesOf: cases are read by the law of their day.
func (g *Graph) CitesOn(ctx context.Context, unit int64, day statute.Date) ([]citegraph.Cite, error) {
	if unit >= 0 {
		return g.Graph.CitesOn(ctx, unit, day)
	}
	return g.CitesOf(ctx, unit, day)
}
