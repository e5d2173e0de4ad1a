package export

import (
	"context"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
)

// Result is a result of a search.
type Result struct {
	Kind, Title, Place, Status, Date, Snippet, URL string
}

// KindOf is what a result is, as a reader calls it: 法律, 司法解释, 案例.
func KindOf(h *search.Hit) string {
	if h.Level != "" {
		return string(h.Level)
	}
	return statute.DocumentKind(h.Type).Chinese()
}

// Results are the results of a search, with what was asked.
type Results struct {
	Query, Conditions string
	Total             int
	Day, Until        string
	List              []Result
}

// ResultsCSV is a list of results as a table that spreadsheets open.
func ResultsCSV(r *Results) ([]byte, error) {
	rows := [][]string{resultColumns[:]}
	for i, x := range r.List {
		rows = append(rows, []string{strconv.Itoa(i + 1), x.Kind, x.Title, x.Place, x.Status, x.Date, x.Snippet, x.URL})
	}
	return TableCSV(rows)
}

// ResultsDOCX is a list of results as a Word document. The error is that of the context.
func ResultsDOCX(ctx context.Context, r *Results) ([]byte, error) {
	w := &wordText{}
	w.paragraph("Title", TextResults)
	for _, line := range []string{textQuery + r.Query, r.Conditions, textResultCount(r.Total, len(r.List)), textReportDay + r.Day,
		textUntil + "：" + r.Until} {
		if line != "" {
			w.paragraph("Fact", line)
		}
	}
	for i, x := range r.List {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		w.open("")
		w.run(strconv.Itoa(i+1)+". "+x.Title, true)
		w.b.WriteString("</w:p>")
		var facts []string
		for _, s := range []string{x.Kind, x.Status, x.Place, x.Date, x.URL} {
			if s != "" {
				facts = append(facts, s)
			}
		}
		w.paragraph("Fact", strings.Join(facts, " · "))
		for line := range strings.SplitSeq(x.Snippet, "\n") {
			if line != "" {
				w.paragraph("", line)
			}
		}
	}
	w.paragraph("Fact", textDisclaimer)
	return packed(w.b.String(), TextResults, textSource+"　"+TextResults+"　"+r.Day)
}
