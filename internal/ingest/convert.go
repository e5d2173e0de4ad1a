package ingest

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/caseparse"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/statute"
)

// Parsed is a document with what a parser made of it: Law for laws, Report for
// other kinds.
type Parsed struct {
	Document *corpus.Document
	Kind     statute.DocumentKind
	Text     string // as shown; spans of Law and Report refer to it
	Hint     lawparse.Hint
	Law      *lawparse.Law
	Report   *caseparse.Report
	Contract bool // its articles are clauses of a contract
}

// Parse decides what a document is and parses it.
func Parse(d *corpus.Document) *Parsed {
	p := &Parsed{Document: d, Text: d.Shown(), Hint: lawparse.Hint{Title: d.Title, Date: d.Date, Category: d.Category}}
	p.Kind = d.Kind
	if p.Kind == "" {
		p.Kind = p.classify()
	}
	if p.Kind != statute.DocLaw {
		p.Law = nil
		title := d.Title
		if !strings.ContainsFunc(title, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			title = "" // the name of a file, not of a text
		}
		p.Report = caseparse.Parse(p.Text, title)
		switch {
		case p.Kind == statute.DocCase && p.Report.Facts == nil:
			p.Report.Facts = p.Report.Release()
		case p.Kind == statute.DocCommentary:
			p.Report.Notes = p.Report.ReadNotes(d.Form == newsReport)
		}
		if p.Report.Date == "" {
			p.Report.Date = d.Date
		}
	}
	return p
}

// provisionInTitle is found in first lines that are sentences and no titles of
// laws: 依照民法典第五百七十七条.
var provisionInTitle = regexp.MustCompile(`第[零〇一二三四五六七八九十百千\d]+条[^例]|第[零〇一二三四五六七八九十百千\d]+条$`)

// categoryCommentary is the folder of commentary.
const categoryCommentary = "解读"

// classify tells laws from cases and commentary. A law has articles, or is
// named like a norm.
func (p *Parsed) classify() statute.DocumentKind {
	switch p.Document.Category {
	case "案例":
		return statute.DocCase
	case categoryCommentary:
		return statute.DocCommentary
	}
	if caseparse.IsCase(p.Text) {
		return statute.DocCase
	}
	p.Law = lawparse.Parse(p.Text, p.Hint)
	title := p.Law.Header.Title
	if p.Contract = lawparse.IsContract(title) && len(p.Law.Articles()) > 0; p.Contract || title == "" || !lawparse.IsTitle(title) && provisionInTitle.MatchString(title) {
		return statute.DocCommentary
	}
	if len(p.Law.Articles()) > 0 || lawparse.IsTitle(title) {
		return statute.DocLaw
	}
	return statute.DocCommentary
}

// newsReport is the form of a report out of a newspaper.
const newsReport = "news_report"

// ParseAll parses a document, each of the cases that it holds by itself.
func ParseAll(d *corpus.Document) []*Parsed {
	return parseAll(d, func(d *corpus.Document) *corpus.Document { return d })
}

// parseAll parses the documents that prepare makes of those that a document holds.
func parseAll(d *corpus.Document, prepare func(*corpus.Document) *corpus.Document) []*Parsed {
	if d.Kind != "" && d.Kind != statute.DocCase {
		return []*Parsed{Parse(prepare(d))}
	}
	pieces := caseparse.Split(d.Text)
	if pieces == nil {
		return []*Parsed{Parse(prepare(d))}
	}
	var all []*Parsed
	var preface *caseparse.Report
	for i, piece := range pieces {
		part := &corpus.Document{ID: d.ID, Kind: statute.DocCase, Form: d.Form, Title: piece.Title, Date: d.Date, Category: d.Category, Text: piece.Span.Of(d.Text)}
		if d.ID != "" {
			part.ID = fmt.Sprintf("%s#%d", d.ID, i+1)
		}
		for _, g := range d.Diagnostics {
			if g.Span.Start >= piece.Span.Start && g.Span.End <= piece.Span.End {
				g.Span.Start, g.Span.End = g.Span.Start-piece.Span.Start, g.Span.End-piece.Span.Start
				part.Diagnostics = append(part.Diagnostics, g)
			}
		}
		if piece.Preface {
			part.Kind, part.Title = statute.DocCommentary, d.Title
		}
		p := Parse(prepare(part))
		if piece.Preface {
			preface = p.Report
		} else if preface != nil {
			p.Report.PartOf(preface)
		}
		all = append(all, p)
	}
	return all
}

// convert parses a document for the knowledge base. The people in judgments are
// hidden, unless their names are to be kept.
func convert(d *corpus.Document, keepNames bool) []*kb.Document {
	prepare := masked
	if keepNames {
		prepare = func(d *corpus.Document) *corpus.Document { return d }
	}
	var docs []*kb.Document
	for _, p := range parseAll(d, prepare) {
		docs = append(docs, p.document())
	}
	return docs
}

// document is what the knowledge base stores.
func (p *Parsed) document() *kb.Document {
	d := p.Document
	doc := &kb.Document{Kind: p.Kind, Form: d.Form, ExternalID: d.ID, Date: d.Date, Hint: p.Hint, Text: p.Text, Original: d.Original,
		Diagnostics: d.Diagnostics, Law: p.Law, Answers: d.Answers}
	if doc.Original == "" && d.Text != p.Text {
		doc.Original = d.Text
	}
	if p.Law != nil {
		doc.Title = p.Law.Header.Title
		return doc
	}
	doc.Title, doc.Date, doc.Facts, doc.Publisher = p.Report.Heading(), p.Report.Date, p.Report.Facts, p.Report.Publisher
	if doc.Date == "" && doc.Facts != nil {
		doc.Date = doc.Facts.Date
	}
	doc.Notes = p.Report.Notes
	doc.Diagnostics = append(doc.Diagnostics, p.Report.Diagnostics...)
	for _, s := range p.Report.Passages {
		passage := kb.Passage{Heading: s.Heading, Span: s.Span}
		for _, q := range s.Paragraphs {
			passage.Parts = append(passage.Parts, kb.Part{Kind: statute.KindParagraph, Text: q.Text, Start: q.Span.Start, End: q.Span.End})
		}
		doc.Passages = append(doc.Passages, passage)
	}
	return doc
}

// sizeOf adds up the sizes of the files under paths, for the progress bar.
func sizeOf(paths []string) (int64, error) {
	var total int64
	for _, p := range paths {
		err := filepath.WalkDir(p, func(_ string, d fs.DirEntry, err error) error {
			if err != nil {
				return nil // Walk will name it
			}
			if info, err := d.Info(); err == nil && info.Mode().IsRegular() {
				total += info.Size()
			}
			return nil
		})
		if err != nil && !os.IsNotExist(err) {
			return 0, err
		}
	}
	return total, nil
}
