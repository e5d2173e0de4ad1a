package docstream

import (
	"context"
	"fmt"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// other is a case, commentary or consultation as it is listed.
type other struct {
	id    int64 // row
	hash  string
	kind  statute.DocumentKind
	title string
	date  statute.Date
}

// otherDocuments lists the documents that are no laws, by their hashes.
func otherDocuments(ctx context.Context, base *kb.Base) ([]other, error) {
	return kb.List(ctx, base, "listing the documents to be found", func(scan kb.Scan) (o other, err error) {
		return o, scan(&o.id, &o.hash, &o.kind, &o.title, &o.date)
	}, "SELECT id, hash, kind, title, date FROM document WHERE kind <> 'law' ORDER BY hash")
}

// document reads the passages of a document and what it cites.
func (o other) document(ctx context.Context, base *kb.Base, graph *citegraph.Graph, keep Keep) (searchdoc.Document, error) {
	kind, ok := searchdoc.KindOf(string(o.kind))
	if !ok {
		return searchdoc.Document{}, fmt.Errorf("document %s is of the kind %q, which cannot be found", o.hash, o.kind)
	}
	if keep.document(o.key()) {
		d := searchdoc.Document{Key: o.key(), Kind: kind, Kept: true}
		if keep.Laws {
			return d, nil
		}
		var err error
		d.Cites, err = graph.LinksOfDocument(ctx, o.id)
		return d, err
	}
	passages, err := base.PassagesOf(ctx, o.id)
	if err != nil {
		return searchdoc.Document{}, err
	}
	d := o.with(kind, passages)
	d.Cites, err = graph.LinksOfDocument(ctx, o.id)
	return d, err
}

// with is the document without what it cites.
func (o other) with(kind searchdoc.Kind, passages []*kb.Unit) searchdoc.Document {
	d := searchdoc.Document{Key: o.key(), Kind: kind, Title: o.title, Hash: o.hash, Date: o.date}
	d.Text, d.Parts = textOf(passages)
	if kind == searchdoc.Case {
		d.Gist = gist(passages)
	} else {
		d.Parts = nil
	}
	return d
}

// OfCase is the search document of a case that is not stored: the one that [Each] would give
// if it were, with the places that it cites. today decides which texts of laws are the current
// ones.
func OfCase(ctx context.Context, c *kb.Document, graph *citegraph.Graph, today statute.Date) (doc *searchdoc.Document, places []string,
	err error) {
	passages := make([]*kb.Unit, len(c.Passages))
	for i, p := range c.Passages {
		passages[i] = &kb.Unit{Label: p.Heading, Parts: p.Parts}
	}
	d := other{hash: c.Hash(), kind: c.Kind, title: c.Title, date: c.Date}.with(searchdoc.Case, passages)
	d.Cites, places, err = graph.LinksOfCase(ctx, c, today)
	return &d, places, err
}

// textOf is the text of all passages, and where those stand in it that are parts of a case
// in which words can be looked for, without their headings.
func textOf(passages []*kb.Unit) (string, []searchdoc.Part) {
	var text strings.Builder
	var parts []searchdoc.Part
	for _, p := range passages {
		text.WriteString(p.Label + "\n")
		start := text.Len()
		text.WriteString(p.Text() + "\n")
		if kind := partKinds[casefile.PartKind(p.Label)]; kind != searchdoc.NoPart {
			parts = append(parts, searchdoc.Part{Kind: kind, Start: start, End: text.Len()})
		}
	}
	return text.String(), parts
}

// partKinds are the parts of cases in which words can be looked for, by their headings.
var partKinds = map[casefile.PartKind]searchdoc.PartKind{
	casefile.PartFacts: searchdoc.Facts, casefile.PartCase: searchdoc.Facts, casefile.PartDuty: searchdoc.Facts,
	casefile.PartReasoning: searchdoc.Reasons, casefile.PartReasons: searchdoc.Reasons, casefile.PartPoints: searchdoc.Reasons,
	casefile.PartDecision: searchdoc.Result, // PartResult has the same name
}

// gistLengths are the parts of a case that tell what it is about, and how much of each
// a case is ranked by, in characters. Whoever looks for words to the letter finds
// them in all parts.
var gistLengths = map[casefile.PartKind]int{
	casefile.PartPoints: 400, casefile.PartCase: 400, casefile.PartFacts: 400, casefile.PartReasoning: 400,
	casefile.PartReasons: 300, casefile.PartSignificance: 300, casefile.PartClaims: 200,
	casefile.PartResult: 200, // PartDecision has the same name
}

// minGistText is the length below which a case is ranked by all of it, in bytes.
const minGistText = 4000

// gist is what a long case is ranked by, "" for a short one or one without such parts.
func gist(passages []*kb.Unit) string {
	length := 0
	var b strings.Builder
	for _, p := range passages {
		text := p.Text()
		length += len(text)
		if n := gistLengths[casefile.PartKind(p.Label)]; n > 0 {
			runes := []rune(text)
			b.WriteString(string(runes[:min(n, len(runes))]) + "\n")
		}
	}
	if length < minGistText {
		return ""
	}
	return b.String()
}
