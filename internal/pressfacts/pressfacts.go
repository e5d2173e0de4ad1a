// Package pressfacts collects what the commentary of a generation says in figures, and who speaks in it.
package pressfacts

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/news"
	"github.com/fatiao/fatiao/internal/statute"
)

// Reader reads commentary.
type Reader interface {
	Document(ctx context.Context, ref string) (*kb.FullDocument, error)
	Documents(ctx context.Context, kind statute.DocumentKind, limit int) ([]kb.DocumentInfo, error)
	CommentaryNotes(ctx context.Context, document int64) (*casefile.Notes, error)
}

// Listed is how much commentary is listed, and looked into, the newest first.
const Listed = 500

// Figure is a figure with the document in which it stands.
type Figure struct {
	news.Figure
	In kb.DocumentInfo
}

// Has reports whether each word stands in the sentence of a figure, in the title or in its region.
func (f Figure) Has(words string) bool {
	for w := range strings.FieldsSeq(words) {
		if !strings.Contains(f.Sentence, w) && !strings.Contains(f.In.Title, w) && !strings.Contains(f.Region, w) {
			return false
		}
	}
	return true
}

// Facts are those of the commentary of a generation. They must not be changed.
type Facts struct {
	Figures  []Figure
	Speakers map[string][]news.Speaker // by the ref of the document
}

// Cache keeps the facts of one generation: all its commentary is read for them.
type Cache struct {
	mu    sync.Mutex
	of    Reader
	facts *Facts
}

// Of gives the facts of what a reader reads.
func (c *Cache) Of(ctx context.Context, r Reader) (*Facts, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of == r && r != nil {
		return c.facts, nil
	}
	f, err := Read(ctx, r)
	if err != nil {
		return nil, err
	}
	c.of, c.facts = r, f
	return f, nil
}

// Read reads the facts.
func Read(ctx context.Context, r Reader) (*Facts, error) {
	docs, err := r.Documents(ctx, statute.DocCommentary, Listed)
	if err != nil {
		return nil, err
	}
	f := &Facts{Speakers: map[string][]news.Speaker{}}
	for _, info := range docs {
		d, err := r.Document(ctx, info.Ref)
		if err != nil {
			return nil, err
		}
		n, err := r.CommentaryNotes(ctx, d.ID)
		if errors.Is(err, kb.ErrNotFound) {
			n = &casefile.Notes{}
		} else if err != nil {
			return nil, err
		}
		for _, x := range news.FiguresOf(d.Text, n.Reported...) {
			f.Figures = append(f.Figures, Figure{x, info})
		}
		list := news.SpeakersOf(d.Text)
		for _, said := range n.Statements {
			list = Add(list, news.Speaker{Name: said.Speaker.Text, Office: said.Office.Text})
		}
		f.Speakers[info.Ref] = list
	}
	return f, nil
}

// Add adds somebody who is not there yet.
func Add(list []news.Speaker, s news.Speaker) []news.Speaker {
	if s.Name == "" || slices.ContainsFunc(list, func(o news.Speaker) bool { return o.Name == s.Name }) {
		return list
	}
	return append(list, s)
}
