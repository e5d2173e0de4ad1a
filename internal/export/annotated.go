package export

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html/template"
	"slices"
	"strings"
	"time"

	"github.com/fatiao/fatiao/internal/citecheck"
	"github.com/fatiao/fatiao/internal/excerpt"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
	"github.com/fatiao/fatiao/internal/wordedit"
)

// HTMLType is the media type of pages.
const HTMLType = "text/html; charset=utf-8"

// maxInComment bounds the text of a provision in a comment, in characters.
const maxInComment = 400

// Annotation is how a draft is given back with what was found in it.
type Annotation struct {
	Name string // of the draft, "" for none
	// Page is the address of the page of a provision.
	Page func(statute.Address) string
	Now  time.Time
}

// DOCX is the Word document of a draft with links on its citations and a comment at each that does
// not simply exist. doc is what was read of data, and the report is that on its text. An error is
// in the user's words, or that of the context.
func (a *Annotation) DOCX(ctx context.Context, data []byte, doc *wordedit.Document,
	report *citecheck.Report) ([]byte, wordedit.Written, error) {
	if report.Text != doc.Text {
		return nil, wordedit.Written{}, usererr.New(textNotAnnotated)
	}
	marks := make([]wordedit.Mark, 0, len(report.Findings))
	for i := range report.Findings {
		f := &report.Findings[i]
		m := wordedit.Mark{Start: f.Span.Start, End: f.Span.End, Comment: a.comment(f)}
		if m.URL = a.linkOf(f); m.URL != "" {
			m.Tip = f.Targets[0].Title + "　" + f.Verdict.Chinese()
		}
		if i == len(report.Findings)-1 && report.Unchecked > 0 {
			m.Comment = append(m.Comment, TextUnchecked(report.Unchecked, len(report.Findings)))
		}
		marks = append(marks, m)
	}
	content, written, err := wordedit.Annotate(ctx, data, doc, marks,
		wordedit.Author{Name: textSource, Initials: textInitials, Day: a.Now})
	switch {
	case errors.Is(err, wordedit.ErrTooMuch):
		err = usererr.New(textAnnotatedTooMuch)
	case errors.Is(err, wordedit.ErrDamaged):
		err = usererr.New(textNotAnnotated)
	}
	return content, written, err
}

// linkOf is the page of the first provision that is cited, in the text that it was checked
// against; "" where none is loaded.
func (a *Annotation) linkOf(f *citecheck.Finding) string {
	if len(f.Targets) == 0 || !f.Targets[0].Found {
		return ""
	}
	to := f.Targets[0].Address
	if to.Version == "" {
		to.Version = f.Version
	}
	return a.Page(to)
}

// comment is what is said at a citation: the verdict, the text of the day, what it is now. Nothing
// is said of those that exist.
func (a *Annotation) comment(f *citecheck.Finding) []string {
	if f.Verdict == citecheck.Exists {
		return nil
	}
	first := CheckTitle + "：" + strings.Join(strings.Fields(f.Cited), "") + "　" + f.Verdict.Chinese()
	if f.Note != "" {
		first += "。" + f.Note
	}
	list := []string{first}
	if said := quoteText(f.Quote); said != "" {
		list = append(list, checkColumns[5]+"："+said)
	}
	for n, t := range f.Targets {
		if n == ShownTargets {
			list = append(list, TextAllTargets(len(f.Targets)))
			break
		}
		if t.Text != "" {
			list = append(list, textOfTarget(t.Title, f.Version)+excerpt.Clip(strings.ReplaceAll(t.Text, "\n", " "), maxInComment))
		}
	}
	for _, to := range slices.Concat(f.Now.To, f.Later.To) {
		list = append(list, textNow(strings.TrimSpace(to.Law+" "+to.Provision.Chinese()), a.Page(to)))
	}
	return list
}

// HTML is a draft as a page by itself, with marks in its text that lead to what was found. The
// error is that of the context.
func (a *Annotation) HTML(ctx context.Context, report *citecheck.Report) ([]byte, error) {
	p := markedPage{Title: CheckTitle, Name: a.Name, Disclaimer: textDisclaimer, Notes: make([]markedNote, 0, len(report.Findings))}
	for _, v := range citecheck.Verdicts {
		if n := report.Counts[v]; n > 0 {
			p.Counts = append(p.Counts, textCount(v.Chinese(), n))
		}
	}
	if report.Unchecked > 0 {
		p.Counts = append(p.Counts, TextUnchecked(report.Unchecked, len(report.Findings)))
	}
	at := 0
	for i := range report.Findings {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		f := &report.Findings[i]
		n := markedNote{Number: i + 1, Cited: f.Cited, Verdict: f.Verdict.Chinese(), Page: a.linkOf(f), Lines: a.comment(f),
			Wrong: f.Verdict.IsWrong(), Doubtful: f.Verdict != citecheck.Exists}
		if len(n.Lines) == 0 {
			n.Lines = []string{f.Cited + "　" + f.Verdict.Chinese()}
		}
		p.Notes = append(p.Notes, n)
		if f.Span.Start < at {
			continue // inside of the one before
		}
		p.Pieces = append(p.Pieces, markedPiece{Text: report.Text[at:f.Span.Start]}, markedPiece{f.Span.Of(report.Text), &p.Notes[i]})
		at = f.Span.End
	}
	p.Pieces = append(p.Pieces, markedPiece{Text: report.Text[at:]})
	var b bytes.Buffer
	if err := markedTemplate.Execute(&b, p); err != nil {
		return nil, fmt.Errorf("writing a draft with marks: %w", err)
	}
	return b.Bytes(), nil
}

// markedPage is a draft with its marks.
type markedPage struct {
	Title, Name, Disclaimer string
	Counts                  []string
	Pieces                  []markedPiece
	Notes                   []markedNote
}

type markedPiece struct {
	Text string
	Note *markedNote // nil between citations
}

type markedNote struct {
	Number               int
	Cited, Verdict, Page string
	Lines                []string
	Wrong, Doubtful      bool
}

// Class is the class of the mark.
func (n markedNote) Class() string {
	switch {
	case n.Wrong:
		return "wrong"
	case n.Doubtful:
		return "doubtful"
	}
	return "right"
}

var markedTemplate = template.Must(template.New("").Parse(`<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}}{{with .Name}}　{{.}}{{end}}</title>
<style>
body{max-width:46rem;margin:2rem auto;padding:0 1rem;line-height:1.8;font-family:serif;color:#1a1a1a;background:#fff}
.text{white-space:pre-wrap;overflow-wrap:anywhere}
mark{color:inherit;background:#e6f0e6;border-bottom:2px solid #2e6b34}
mark.doubtful{background:#fdf1cf;border-color:#8a5a00}
mark.wrong{background:#fbdfdc;border-color:#a3190f}
mark a{color:inherit;text-decoration:none}
li{margin:.5rem 0}
li p{margin:.2rem 0}
</style>
</head>
<body>
<h1>{{.Title}}{{with .Name}}　{{.}}{{end}}</h1>
<p>{{range $i, $c := .Counts}}{{if $i}}，{{end}}{{$c}}{{end}}</p>
<div class="text">{{range .Pieces}}{{if .Note}}<mark class="{{.Note.Class}}" id="m{{.Note.Number}}">` +
	`<a href="#n{{.Note.Number}}" title="{{.Note.Verdict}}">{{.Text}}<sup>{{.Note.Number}}</sup></a></mark>{{else}}{{.Text}}{{end}}{{end}}</div>
<ol>
{{range .Notes}}<li id="n{{.Number}}">{{range .Lines}}<p>{{.}}</p>{{end}}{{with .Page}}<p><a href="{{.}}">{{.}}</a></p>{{end}}</li>
{{end}}</ol>
<p>{{.Disclaimer}}</p>
</body>
</html>
`))
