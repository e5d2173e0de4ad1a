// Package index is the full-text index: one entry for each search document, over the
// characters and pairs of characters of its text and titles. It stores no text; a hit is
// the key of a document.
//
// Writing starts with [Create] or [OpenForUpdate], reading with [Open]. [Index.Find]
// gives the documents that may have certain strings: whoever needs exactness looks at
// their texts, which package ranking has, as it has their order.
package index

import (
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/mapping"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// FormatVersion is bumped when the fields or ids change. 1: first. 2: characters beside
// pairs of characters; no words, which package ranking has. 3: ids are the keys of
// search documents instead of rows, which every generation numbers anew.
const FormatVersion = 3

// The fields of the index.
const (
	fieldKind  = "kind"
	fieldLaw   = "law"
	fieldGrams = "grams"
)

// entry is a search document in the shape that bleve maps.
type entry struct {
	Kind  string `json:"kind"`
	Law   string `json:"law"`
	Grams string `json:"grams"`
}

func entryOf(d *searchdoc.Document) entry {
	title := strings.Join(append([]string{d.Title}, d.Headings...), " ")
	return entry{Kind: d.Kind.String(), Law: d.Law, Grams: gseanalysis.Fold(d.Text) + "\n" + gseanalysis.Fold(title)}
}

// newMapping declares the fields. Nothing is stored and no term vectors are
// kept: snippets are cut from the text in the knowledge base.
func newMapping() mapping.IndexMapping {
	text := func(analyzer string) *mapping.FieldMapping {
		f := bleve.NewTextFieldMapping()
		f.Analyzer = analyzer
		f.Store, f.IncludeTermVectors, f.IncludeInAll, f.DocValues = false, false, false, false
		return f
	}
	doc := bleve.NewDocumentStaticMapping()
	for _, name := range [...]string{fieldKind, fieldLaw} {
		doc.AddFieldMappingsAt(name, text(keyword.Name))
	}
	doc.AddFieldMappingsAt(fieldGrams, text(gseanalysis.GramAnalyzer))
	doc.AddSubDocumentMapping("_all", bleve.NewDocumentDisabledMapping()) // bleve's field of all fields, which nobody asks
	m := bleve.NewIndexMapping()
	m.DefaultMapping = doc
	return m
}
