package export

import (
	"bytes"
	"context"
	"iter"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/citecheck"
)

// ContextLength is how much of a line a report shows on each side of a citation, in
// characters.
const ContextLength = 40

// ShownTargets is how many provisions of one citation a report names.
const ShownTargets = 8

// CheckCSV is the report on a draft as a table that spreadsheets open, in UTF-8: a row
// for each citation, below a row of titles. The error is that of the context, where it
// ends first.
func CheckCSV(ctx context.Context, report *citecheck.Report) ([]byte, error) {
	var b bytes.Buffer
	t, err := NewTable(&b, checkColumns[:])
	if err != nil {
		return nil, err
	}
	for row := range CheckRows(report) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := t.Row(row); err != nil {
			return nil, err
		}
	}
	err = t.Close()
	return b.Bytes(), err
}

// CheckRows are the rows of a report on a draft, below [CheckColumns]: one for each citation, and
// one that says how many were left out.
func CheckRows(report *citecheck.Report) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for i := range report.Findings {
			if !yield(row(report, i)) {
				return
			}
		}
		if report.Unchecked > 0 {
			yield([]string{"", "", "", "", TextUnchecked(report.Unchecked, len(report.Findings)), "", ""})
		}
	}
}

// CheckColumns are the titles of the rows of a report on a draft.
func CheckColumns() []string { return checkColumns[:] }

// CheckDOCX is the report on a draft as a Word document. The error is that of the
// context, where it ends first.
func CheckDOCX(ctx context.Context, report *citecheck.Report) ([]byte, error) {
	d := newDocument(CheckTitle)
	var counts []string
	for _, v := range citecheck.Verdicts {
		if n := report.Counts[v]; n > 0 {
			counts = append(counts, textCount(v.Chinese(), n))
		}
	}
	d.AddParagraph().AddText(strings.Join(counts, "，"))
	for i := range report.Findings {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		cells := row(report, i)
		title := d.AddParagraph()
		title.AddText(cells[0] + ". " + cells[1] + "　")
		title.AddText(cells[2]).Bold()
		for j := 3; j < len(cells); j++ {
			if cells[j] != "" {
				d.AddParagraph().AddText(checkColumns[j] + "：" + cells[j])
			}
		}
	}
	if report.Unchecked > 0 {
		d.AddParagraph().AddText(TextUnchecked(report.Unchecked, len(report.Findings)))
	}
	return written(ctx, d)
}

// row is a citation of a report, a cell for each column.
func row(report *citecheck.Report, i int) []string {
	f := &report.Findings[i]
	var names []string
	for n, t := range f.Targets {
		if n == ShownTargets {
			names = append(names, TextAllTargets(len(f.Targets)))
			break
		}
		names = append(names, t.Title)
	}
	before, after := report.Context(i, ContextLength)
	return []string{strconv.Itoa(i + 1), f.Cited, f.Verdict.Chinese(), strings.Join(names, "、"), f.Note, quoteText(f.Quote),
		before + "【" + f.Span.Of(report.Text) + "】" + after}
}

// quoteText writes a comparison in plain text: 〔文书：…〕〔条文：…〕.
func quoteText(q *citecheck.Quote) string {
	if q == nil {
		return ""
	}
	if q.Same {
		return textQuoteSame
	}
	var b strings.Builder
	for _, p := range q.Parts {
		switch p.Kind {
		case citecheck.InDraft:
			b.WriteString(textInDraft(p.Text))
		case citecheck.InProvision:
			b.WriteString(textInProvision(p.Text))
		default:
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

// harmless keeps a spreadsheet from taking a cell for a formula.
func harmless(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
