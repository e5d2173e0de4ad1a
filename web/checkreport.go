package web

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/citecheck"
)

// attachment is the header that makes a browser save an answer under a name.
func attachment(name string) string {
	return "attachment; filename*=UTF-8''" + url.PathEscape(name)
}

func (l foundLine) row() []string {
	names := make([]string, len(l.Targets))
	for i, t := range l.Targets {
		names[i] = t.Name
	}
	return []string{strconv.Itoa(l.Number), l.Cited, l.Verdict, strings.Join(names, "、"), l.Note, l.quoteText(), l.Before + "【" + l.Words + "】" + l.After}
}

// quoteText writes a comparison in plain text: 〔草稿多出：…〕〔条文原有：…〕.
func (l foundLine) quoteText() string {
	if l.Quote == nil {
		return ""
	}
	if l.Quote.Same {
		return sayQuoteSame
	}
	var b strings.Builder
	for _, p := range l.Quote.Parts {
		switch p.Kind {
		case citecheck.InDraft:
			b.WriteString(sayInDraft(p.Text))
		case citecheck.InProvision:
			b.WriteString(sayInProvision(p.Text))
		default:
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

// csv hands the report out as a table that spreadsheets open.
func (p *checkPage) csv(r *request) error {
	var b bytes.Buffer
	b.WriteString("\ufeff") // or Excel takes it for GBK
	w := csv.NewWriter(&b)
	rows := [][]string{reportColumns}
	for _, l := range p.Found {
		row := l.row()
		for i, cell := range row {
			row[i] = harmless(cell)
		}
		rows = append(rows, row)
	}
	if err := w.WriteAll(rows); err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	r.Response().Header().Set(echo.HeaderContentDisposition, attachment(sayCheck+".csv"))
	return r.Blob(http.StatusOK, "text/csv; charset=utf-8", b.Bytes())
}

// harmless keeps a spreadsheet from taking a cell for a formula.
func harmless(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

// docx hands the report out as a Word document.
func (p *checkPage) docx(r *request) error {
	d := newWord(sayCheck)
	var counts []string
	for _, c := range p.Counts {
		counts = append(counts, sayCount(c.Name, c.Count))
	}
	d.AddParagraph().AddText(strings.Join(counts, "，"))
	for _, l := range p.Found {
		row := l.row()
		title := d.AddParagraph()
		title.AddText(row[0] + ". " + row[1] + "　")
		title.AddText(row[2]).Bold()
		for i := 3; i < len(row); i++ {
			if row[i] != "" {
				d.AddParagraph().AddText(reportColumns[i] + "：" + row[i])
			}
		}
	}
	return r.word(sayCheck, d)
}
