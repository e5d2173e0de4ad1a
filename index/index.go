// Package index is the full-text index: one document for each article, clause,
// law, case, commentary and consultation, over characters and pairs of characters. It stores no text; a hit is the id of a row of the knowledge base.
//
// Writing starts with [Create] or [OpenForUpdate], reading with [Open].
// bleve finds the documents that have certain strings ([Index.Find]); ranking is
// the work of package ranking.
package index

import (
	"fmt"
	"strconv"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/mapping"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/statute"
)

// FormatVersion is bumped when the fields change. 1: first. 2: characters beside
// pairs of characters; no words, which package ranking has.
const FormatVersion = 2

// The kinds of document in the index, besides the kinds of source documents.
const (
	KindArticle = "article"
	KindClause  = "clause"
	KindLaw     = string(statute.DocLaw)
)

// Document is what the index reads of a row of the knowledge base.
type Document struct {
	ID    ID
	Kind  string
	Law   string // key of the law, "" for other documents
	Title string // title of the law and the headings above the article
	Text  string
}

// ID names a row of the knowledge base: a unit, a law or a document.
type ID struct {
	Table Table
	Row   int64
}

// Table is the table of an ID.
type Table byte

// The tables that are indexed.
const (
	TableUnit     Table = 'u'
	TableLaw      Table = 'l'
	TableDocument Table = 'd'
)

func (id ID) String() string { return string(id.Table) + strconv.FormatInt(id.Row, 10) }

func parseID(s string) (ID, error) {
	if len(s) < 2 {
		return ID{}, fmt.Errorf("index has a document with the id %q", s)
	}
	row, err := strconv.ParseInt(s[1:], 10, 64)
	if err != nil {
		return ID{}, fmt.Errorf("index has a document with the id %q: %w", s, err)
	}
	return ID{Table(s[0]), row}, nil
}

// The fields of the index.
const (
	fieldKind  = "kind"
	fieldLaw   = "law"
	fieldGrams = "grams"
)

// entry is Document in the shape that bleve maps.
type entry struct {
	Kind  string `json:"kind"`
	Law   string `json:"law"`
	Grams string `json:"grams"`
}

func entryOf(d *Document) entry {
	return entry{Kind: d.Kind, Law: d.Law, Grams: gseanalysis.Fold(d.Text) + "\n" + gseanalysis.Fold(d.Title)}
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
	m := bleve.NewIndexMapping()
	m.DefaultMapping = doc
	return m
}
