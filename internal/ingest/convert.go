package ingest

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawbuild"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/statute"
)

// converted is a document for the knowledge base; law is what was parsed of a law.
type converted struct {
	*kb.Document
	law *lawbuild.Text
	// hide hides the people of the document in a string, nil where the path of the source names none.
	hide func(string) string
}

// convert reads a document for the knowledge base. The people in judgments are hidden,
// unless their names are to be kept.
func convert(d *corpus.Document, path string, keepNames bool) ([]converted, error) {
	people := reading.Hidden
	if keepNames {
		people = reading.Named
	}
	var docs []converted
	for _, r := range reading.ReadAll(d, people) {
		c := converted{Document: stored(r)}
		if r.Mask != nil && r.Mask.Tells(path) {
			c.hide = r.Mask.Hide
		}
		if r.Law != nil {
			var err error
			if c.law, err = lawbuild.NewText(r.Law); err != nil {
				return nil, err
			}
		}
		docs = append(docs, c)
	}
	return docs, nil
}

// stored is what the knowledge base stores of a document.
func stored(p *reading.Result) *kb.Document {
	d := p.Source
	doc := &kb.Document{Kind: p.Kind, Form: d.Form, ExternalID: d.ID, Date: d.Date, Hint: kb.Hint(p.Hint), Text: p.Text,
		Original:    d.Original,
		Diagnostics: d.Diagnostics, Answers: d.Answers}
	if doc.Original == "" && d.Text != p.Text {
		doc.Original = d.Text
	}
	if p.Law != nil {
		doc.Title, doc.Law = p.Law.Header.Title, lawbuild.Describe(p.Law)
		doc.Diagnostics = slices.Concat(doc.Diagnostics, p.Law.Diagnostics)
		return doc
	}
	doc.Title, doc.Date, doc.Facts, doc.Publisher = p.Publication.Heading(), p.Publication.Date, p.Publication.Facts,
		p.Publication.Publisher
	if doc.Date == "" && doc.Facts != nil {
		doc.Date = doc.Facts.Date
	}
	doc.Notes = p.Publication.Notes
	doc.Diagnostics = append(doc.Diagnostics, p.Publication.Diagnostics...)
	for _, s := range p.Publication.Passages {
		passage := kb.Passage{Heading: s.Heading, Span: s.Span}
		for _, q := range s.Paragraphs {
			passage.Parts = append(passage.Parts, kb.Part{Kind: statute.KindParagraph, Text: q.Text, Start: q.Span.Start, End: q.Span.End})
		}
		doc.Passages = append(doc.Passages, passage)
	}
	return doc
}

// SizeOf adds up the sizes of the files under paths, unpacked, for the progress bar.
func SizeOf(paths []string) (int64, error) {
	var total int64
	for _, p := range paths {
		err := filepath.WalkDir(p, func(at string, d fs.DirEntry, err error) error {
			if err != nil {
				return nil // Walk will name it
			}
			if info, err := d.Info(); err == nil && info.Mode().IsRegular() {
				total += corpus.UnpackedSize(at, info)
			}
			return nil
		})
		if err != nil && !os.IsNotExist(err) {
			return 0, err
		}
	}
	return total, nil
}
