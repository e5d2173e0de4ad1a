// Package reading reads a source document into what it is: a law with its tree, or a
// publication (a judgment, a released case, commentary, a news report) with its passages
// and facts. Ingest, pages and commands read documents here and nowhere else.
//
// Start with [Read]; [Result.Citable] is what citations are looked for in.
package reading

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/judgment"
	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/masking"
	"github.com/fatiao/fatiao/internal/news"
	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/release"
	"github.com/fatiao/fatiao/internal/statute"
)

// Result is a document with what was read in it: Law for laws, Publication for other
// kinds. Spans are byte offsets in Text.
type Result struct {
	// Source is the document as it came, or without the names of people where they were
	// hidden.
	Source *corpus.Document
	Kind   statute.DocumentKind
	Text   string // in simplified characters, as shown
	Hint   lawparse.Hint
	// Law is the tree of a law, which an ingest need not parse again.
	Law         *lawparse.Law
	Publication *casefile.Publication
	Contract    bool // its articles are clauses of a contract
	// Mask hid the people, nil where they were not hidden.
	Mask *masking.Mask
}

// People says what becomes of the names of people in judgments.
type People bool

// What is stored, indexed and shown has never had the names that are hidden.
const (
	Named  People = false
	Hidden People = true
)

// Read reads a document as one text, with the names in it.
func Read(d *corpus.Document) *Result { return read(d, Named) }

// ReadAll reads a document, each of the cases that it holds by itself.
func ReadAll(d *corpus.Document, people People) []*Result {
	if d.Kind != "" && d.Kind != statute.DocCase {
		return []*Result{read(d, people)}
	}
	pieces := split(d.Text)
	if pieces == nil {
		r := read(d, people)
		if laws := republished(r); laws != nil {
			return laws
		}
		return []*Result{r}
	}
	var all []*Result
	var preface *casefile.Publication
	for i, piece := range pieces {
		r := read(pieceOf(d, piece, i+1), people)
		if piece.Preface {
			preface = r.Publication
		} else if preface != nil {
			release.AddPreface(r.Publication, preface)
		}
		all = append(all, r)
	}
	return all
}

// split cuts a text that holds several judgments or cases into them, nil where it holds
// one.
func split(text string) []release.Piece {
	spans := judgment.Split(text)
	if spans == nil {
		return release.Split(text)
	}
	pieces := make([]release.Piece, len(spans))
	for i, s := range spans {
		pieces[i].Span = s
	}
	return pieces
}

// republished reads a decision and the laws that follow it in one document each by
// itself, nil where there is none.
func republished(r *Result) []*Result {
	if r.Law == nil || r.Text != r.Source.Text {
		return nil
	}
	pieces := lawparse.Republished(r.Law)
	if pieces == nil {
		return nil
	}
	all := make([]*Result, 0, len(pieces))
	for i, piece := range pieces {
		part := pieceOf(r.Source, release.Piece{Span: piece.Span, Title: piece.Title}, i+1)
		part.Kind = statute.DocLaw
		if i == 0 {
			part.Title = r.Source.Title
		} else if label := all[0].Law.Header.Label; piece.OfDecision && label != statute.Undated {
			part.Date = statute.Date(label)
		}
		all = append(all, read(part, Named))
	}
	return all
}

// pieceOf is the n-th piece of a document as a document.
func pieceOf(d *corpus.Document, piece release.Piece, n int) *corpus.Document {
	part := &corpus.Document{ID: d.ID, Kind: statute.DocCase, Form: d.Form, Title: piece.Title, Date: d.Date, Category: d.Category,
		Text: piece.Span.Of(d.Text)}
	if d.ID != "" {
		part.ID = fmt.Sprintf("%s#%d", d.ID, n)
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
	return part
}

// read reads a document. Whether it is a judgment is asked once, and a judgment is read
// once: where its people are hidden, what was read moves to its place in the masked text.
func read(d *corpus.Document, people People) *Result {
	r := &Result{Source: d, Kind: d.Kind, Text: d.Shown()}
	r.Hint = hintOf(d)
	isJudgment := isJudgment(r.Text)
	if r.Kind == "" {
		r.Kind = r.classify(isJudgment)
	}
	if r.Kind == statute.DocLaw {
		r.original()
		if r.Law == nil {
			r.Law = lawparse.Parse(r.Text, r.Hint)
		}
		return r
	}
	r.Law = nil
	if isJudgment {
		j := judgment.Read(r.Text)
		if people == Hidden {
			m := masking.New(j, titlesOf(d)...)
			j = m.Judgment(j)
			r.hidePeople(m)
		}
		r.Publication = j.Publication(titleOf(r.Source))
	} else {
		if people == Hidden {
			r.hidePeople(masking.Of(r.Text, r.Kind == statute.DocCase, titlesOf(d)...))
		}
		r.Publication = release.Read(r.Text, titleOf(r.Source))
	}
	d = r.Source
	switch p := r.Publication; {
	case r.Kind == statute.DocCase && p.Facts == nil:
		p.Facts = release.ReadFacts(p)
	case r.Kind == statute.DocCommentary:
		p.Notes = notesOf(p, d)
	}
	if f := r.Publication.Facts; f != nil && isJudgment {
		judgment.ReadLawyers(r.Publication.Text, f)
	} else if f != nil {
		judgment.ReadParticulars(r.Publication.Text, f)
	}
	if r.Publication.Date == "" {
		r.Publication.Date = d.Date
	}
	if f := r.Publication.Facts; f != nil && r.Publication.Date == "" {
		r.Publication.Date = f.Date // of the decision, where the release is not dated
		if casefile.DayOfLaw(f.Date, f.Number.Text) == "" && len(f.Parts) > 0 {
			r.Publication.Diagnostics = append(r.Publication.Diagnostics, statute.Diagnostic{Code: "undated_case",
				Message: "没有写明日期，也没有案号的年份：所引条文按今天的文本，未必是当时的"})
		}
	}
	return r
}

// notesOf are what a commentary has beside its passages.
func notesOf(p *casefile.Publication, d *corpus.Document) *casefile.Notes {
	n := &casefile.Notes{Statements: release.Statements(p), Quotations: release.Quotations(p), Publisher: p.Publisher,
		Paper: d.Printed.Paper, Printed: casefile.Day{Date: d.Printed.Date, Inferred: d.Printed.Inferred}}
	if p.Date != "" {
		n.Published = strings.TrimSpace(string(p.Date) + " " + p.Time)
	}
	if d.Form == newsReport || d.Printed.Paper != "" {
		n.Reporters = news.ReportersOf(p.Text)
	}
	if d.Form == newsReport {
		n.Figures, n.Reported = news.Figures(p), news.Cases(p)
	}
	return n
}

// original makes an edition in which editors tell the former wording the text that its title
// names. What was read is kept beside it.
func (r *Result) original() {
	text, ok := lawparse.Original(r.Text)
	if !ok {
		return
	}
	d := *r.Source
	if d.Original == "" {
		d.Original = d.Text
	}
	d.Diagnostics = []statute.Diagnostic{{Code: "former_wording", // places in what was read are none in this text
		Message: "文本按后来的修改编辑，并注有原条文；已按注恢复成标题所称的文本"}}
	r.Source, r.Text, r.Law = &d, text, nil
}

func hintOf(d *corpus.Document) lawparse.Hint {
	return lawparse.Hint{Title: d.Title, Date: d.Date, Category: d.Category}
}

// titleOf is the title that a document came with, "" where that is the name of a file
// and not of a text.
func titleOf(d *corpus.Document) string {
	if !strings.ContainsFunc(d.Title, personname.IsHan) {
		return ""
	}
	return d.Title
}

// isJudgment reports whether a text is a judgment or another paper of a case, and not a
// case that was released with one in it.
func isJudgment(text string) bool { return judgment.Is(text) && !release.IsMarked(text) }

// MaskOf is what hides the people of a document that was read with their names and is no law.
func MaskOf(r *Result) *masking.Mask {
	if isJudgment(r.Text) {
		return masking.New(judgment.Read(r.Text), titlesOf(r.Source)...)
	}
	return masking.Of(r.Text, r.Kind == statute.DocCase, titlesOf(r.Source)...)
}

// titlesOf are the strings that a document came with and that may name people.
func titlesOf(d *corpus.Document) []string { return []string{d.Title, d.ID} }

// hidePeople hides the people of a text, in its document too.
func (r *Result) hidePeople(m *masking.Mask) {
	d := *r.Source
	d.ID, d.Title, d.Text = m.Apply(d.ID), m.Apply(d.Title), m.Text()
	if r.Text != d.Text || d.ID != r.Source.ID || d.Title != r.Source.Title {
		// What it was before it was repaired, simplified or joined has the names.
		d.Original, d.Laid, d.Diagnostics = "", nil, nil
		for _, g := range r.Source.Diagnostics { // their places are those of the text with names
			d.Diagnostics = append(d.Diagnostics, statute.Diagnostic{Code: g.Code, Message: m.Apply(g.Message)})
		}
		r.Text = d.Text
	} else {
		d.Text = r.Source.Text
		d.Diagnostics = slices.Clip(d.Diagnostics)
	}
	for _, n := range [...]struct {
		code, format string
		count        int
	}{
		{"masked", "隐去了 %d 个人的姓名", len(m.Names)},
		{"mask_doubtful", "有 %d 处不能确定是不是人名，没有隐去；fatiao mask 可以逐处查看", len(m.Doubts())},
	} {
		if n.count > 0 {
			d.Diagnostics = append(d.Diagnostics, statute.Diagnostic{Code: n.code, Message: fmt.Sprintf(n.format, n.count)})
		}
	}
	r.Source, r.Hint, r.Mask = &d, hintOf(&d), m
}

// provisionInTitle is found in first lines that are sentences and no titles of
// laws: 依照民法典第五百七十七条.
var provisionInTitle = regexp.MustCompile(`第[零〇一二三四五六七八九十百千\d]+条[^例]|第[零〇一二三四五六七八九十百千\d]+条$`)

// The folders of cases and of commentary.
const (
	categoryCases      = "案例"
	categoryCommentary = "解读"
)

// newsReport is the form of a report out of a newspaper.
const newsReport = "news_report"

// classify tells laws from cases and commentary. The tree of a law is kept.
func (r *Result) classify(isJudgment bool) statute.DocumentKind {
	switch r.Source.Category {
	case categoryCases:
		return statute.DocCase
	case categoryCommentary:
		return statute.DocCommentary
	}
	if (isJudgment || release.IsCase(r.Text)) && !opensAsInterpretation(r.Text) {
		return statute.DocCase
	}
	r.Law = lawparse.Parse(r.Text, r.Hint)
	title := r.Law.Header.Title
	r.Contract = lawparse.IsContract(title) && len(r.Law.Articles()) > 0 || isContract(r.Text) && !lawparse.IsCategory(r.Source.Category)
	if r.Contract || title == "" || !lawparse.IsTitle(title) && provisionInTitle.MatchString(title) {
		return statute.DocCommentary
	}
	if isLaw(r.Law, r.Source.Category) {
		return statute.DocLaw
	}
	return statute.DocCommentary
}

// Title is the title that the document was found to have.
func (r *Result) Title() string {
	if r.Law != nil {
		return r.Law.Header.Title
	}
	return r.Publication.Heading()
}
