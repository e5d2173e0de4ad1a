package composite

import (
	"context"
	"fmt"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/engine/local"
	"github.com/fatiao/fatiao/internal/engine/opensearch"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// CaseOf is what a cluster keeps of a case that is not stored, of which d is the search document
// and which cites the places.
func CaseOf(c *kb.Document, d *searchdoc.Document, places []string) *opensearch.Case {
	info := kb.CaseOf(c)
	return &opensearch.Case{Document: d, Attributes: local.AttributesOfCase(info), Info: info, Applied: places,
		Page: &opensearch.Page{Text: c.Text, Original: c.Original, Passages: c.Passages, Facts: c.Facts}}
}

// ReadCase reads from a knowledge base what a cluster keeps of a case; it is what [CaseOf] would
// give if the case were not stored.
func ReadCase(ctx context.Context, base *kb.Base, graph *citegraph.Graph, d *searchdoc.Document) (*opensearch.Case, error) {
	_, ref, ok := d.Key.Document()
	if !ok || d.Kind != searchdoc.Case {
		return nil, fmt.Errorf("%s is no case", d.Key)
	}
	full, err := base.Document(ctx, ref)
	if err != nil {
		return nil, err
	}
	info := &kb.CaseInfo{DocumentInfo: full.DocumentInfo}
	found, err := base.CasesByRef(ctx, []string{ref})
	if err != nil {
		return nil, err
	}
	page := &opensearch.Page{Text: full.Text, Original: full.Original}
	if found[ref] != nil {
		info = found[ref]
		if page.Facts, err = base.CaseFacts(ctx, info.ID); err != nil {
			return nil, err
		}
	}
	places, err := graph.PlacesOfDocument(ctx, full.ID)
	if err != nil {
		return nil, err
	}
	info.ID = 0 // which is another in each knowledge base
	for _, p := range full.Passages {
		page.Passages = append(page.Passages, kb.Passage{Heading: p.Label, Parts: p.Parts, Span: statute.Span{Start: p.Start, End: p.End}})
	}
	return &opensearch.Case{Document: d, Attributes: local.AttributesOfCase(info), Info: info, Applied: places, Page: page}, nil
}
