package export

import (
	"context"
	"strings"

	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/textdiff"
	"github.com/fatiao/fatiao/internal/wire"
)

// DiffFormats are the formats of comparisons, each the ending of its files.
var DiffFormats = [...]string{"docx", "json"}

// TextDiff is the title of a comparison of two texts of a law, or of an article in them: 公司法第十五条.
func TextDiff(of, from, to string) string {
	return textComparison(of, statute.LabelChinese(from), statute.LabelChinese(to))
}

// EncodeDiff writes a comparison of two texts, or of places in them, in one of [DiffFormats]. The error
// is that of the context.
func EncodeDiff(ctx context.Context, format, title string, from, to statute.Address, list []lawhistory.Difference) ([]byte, error) {
	if format == "json" {
		return lineOf(wire.NewDiff(from, to, list), "a comparison")
	}
	heading := strings.TrimSpace(to.Law+" "+to.Provision.Chinese()) + " " + textCompared
	return DiffDOCX(ctx, heading, title, [2]string{from.String(), to.String()}, list)
}

// DiffDOCX is a comparison of two texts as a Word document: what only the earlier one has is struck
// through, what only the later one has is underlined; articles that are the same are left out.
// heading stands above it, title is that of the file, names are those of the texts. The error is that of the context.
func DiffDOCX(ctx context.Context, heading, title string, names [2]string, list []lawhistory.Difference) ([]byte, error) {
	w := &wordText{}
	w.paragraph("Title", heading)
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

// marked writes a stretch that both texts have, or one of them. Its lines are paragraphs: those of a
// paragraph that fills its lines would be spread over them.
func (w *wordText) marked(text string, in textdiff.Side) {
	format := map[textdiff.Side]string{textdiff.Earlier: `<w:rPr><w:strike/><w:color w:val="A3190F"/></w:rPr>`,
		textdiff.Later: `<w:rPr><w:u w:val="single"/><w:color w:val="1F5F2A"/></w:rPr>`}[in]
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			w.b.WriteString("</w:p>")
			w.open("")
		}
		if line != "" {
			w.b.WriteString("<w:r>" + format + `<w:t xml:space="preserve">` + escapedXML(line) + "</w:t></w:r>")
		}
	}
}
