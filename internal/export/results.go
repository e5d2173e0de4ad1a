package export

import (
	"context"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/textdiff"
)

// Result is a result of a search.
type Result struct {
	Kind, Title, Place, Status, Date, Snippet, URL string
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

// DiffDOCX is a comparison of two texts as a Word document: what only the earlier one has is struck
// through, what only the later one has is underlined; articles that are the same are left out.
// names are those of the texts. The error is that of the context.
func DiffDOCX(ctx context.Context, title string, names [2]string, list []lawhistory.Difference) ([]byte, error) {
	w := &wordText{}
	w.paragraph("Title", title)
	w.paragraph("Caption", names[0]+" → "+names[1])
	w.open("Fact")
	w.marked(textEarlierMark, textdiff.Earlier)
	w.run("　", false)
	w.marked(textLaterMark, textdiff.Later)
	w.b.WriteString("</w:p>")
	shown := 0
	for _, d := range list {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		segments := d.Segments()
		if len(segments) == 1 && segments[0].In == textdiff.Both {
			continue
		}
		shown++
		var ends []string
		if d.From.Law != "" {
			ends = append(ends, d.From.Provision.Chinese())
		}
		if d.To.Law != "" {
			ends = append(ends, d.To.Provision.Chinese())
		}
		w.paragraph("Heading4", strings.Join(ends, " → ")+"　"+d.Kind.Chinese())
		w.open("")
		for _, s := range segments {
			w.marked(s.Text(), s.In)
		}
		w.b.WriteString("</w:p>")
	}
	if shown == 0 {
		w.paragraph("", textNoDifference)
	}
	w.paragraph("Fact", textDisclaimer)
	return packed(w.b.String(), title, textSource+"　"+title)
}

// marked writes a stretch that both texts have, or one of them. Its lines are those of the text.
func (w *wordText) marked(text string, in textdiff.Side) {
	format := map[textdiff.Side]string{textdiff.Earlier: `<w:rPr><w:strike/><w:color w:val="A3190F"/></w:rPr>`,
		textdiff.Later: `<w:rPr><w:u w:val="single"/><w:color w:val="1F5F2A"/></w:rPr>`}[in]
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			w.b.WriteString("<w:r><w:br/></w:r>")
		}
		if line != "" {
			w.b.WriteString("<w:r>" + format + `<w:t xml:space="preserve">` + escapedXML(line) + "</w:t></w:r>")
		}
	}
}
