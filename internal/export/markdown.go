package export

import (
	"strings"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// TextType and MarkdownType are media types of plain texts.
const (
	TextType     = "text/plain; charset=utf-8"
	MarkdownType = "text/markdown; charset=utf-8"
)

// Markdown is a law as Markdown, with a head in YAML that says what it is. An ingest reads the
// words again as they are: headings, articles, paragraphs, items, tables.
func Markdown(t *LawText) []byte {
	var b strings.Builder
	b.WriteString("---\n")
	for _, f := range t.facts() {
		b.WriteString(f[0] + ": " + yamlString(f[1]) + "\n")
	}
	b.WriteString("---\n\n# " + t.Law.Title + "\n")
	line := func(s string) {
		if s != "" {
			b.WriteString("\n" + s + "\n")
		}
	}
	for _, c := range t.caption() {
		line(c)
	}
	line("<!-- INFO END -->")
	for _, x := range t.Blocks {
		if h := x.Heading; h != nil {
			space := " "
			if h.Kind == statute.KindHeading {
				space = "" // 一、一般规定
			}
			line(strings.TrimSpace(strings.Repeat("#", x.Depth+1) + " " + partLabel(h) + space + h.Title))
			continue
		}
		for _, s := range linesOf(x.Unit, true) {
			line(s)
		}
	}
	return []byte(b.String())
}

// partLabel is the label of a heading. A 编 whose source, a file of its own, left the number out
// gets it: without it a reader would take it for a heading that has none.
func partLabel(h *kb.Heading) string {
	if h.Label != "" || h.Kind != statute.KindPart {
		return h.Label
	}
	p, err := statute.ParseProvision(h.Address)
	if err != nil || p.Part.IsZero() {
		return ""
	}
	return "第" + cnnum.Format(p.Part.Main) + "编"
}

// headingName is the name of a heading as a document has it: 第一编 总则.
func headingName(h *kb.Heading) string {
	numbered := *h
	numbered.Label = partLabel(h)
	return numbered.Name()
}

// Text is a law as plain text.
func Text(t *LawText) []byte {
	var b strings.Builder
	b.WriteString(t.Law.Title + "\n")
	for _, c := range t.caption() {
		b.WriteString(c + "\n")
	}
	for _, x := range t.Blocks {
		if x.Heading != nil {
			b.WriteString("\n" + headingName(x.Heading) + "\n\n")
			continue
		}
		for _, s := range linesOf(x.Unit, false) {
			b.WriteString(s + "\n")
		}
	}
	b.WriteString("\n")
	for _, f := range t.facts() {
		b.WriteString(f[0] + "：" + f[1] + "\n")
	}
	b.WriteString(textDisclaimer + "\n")
	return []byte(b.String())
}

// linesOf are the lines of a unit: its label stands before the first. Tables are rows of
// Markdown, or lines of cells divided by tabs.
func linesOf(u *kb.Unit, markdown bool) []string {
	var list []string
	var add func(parts []kb.Part)
	add = func(parts []kb.Part) {
		for _, p := range parts {
			switch {
			case len(p.Rows) > 0:
				list = append(list, tableOf(p.Rows, markdown))
			case strings.Contains(p.Text, "\n") && markdown: // a table whose cells nobody knows
				list = append(list, tableOf(column(p.Label+p.Text), true))
			case p.Kind == statute.KindHeading && markdown:
				list = append(list, "### "+p.Label+p.Text)
			case p.Label+p.Text != "" && (p.Kind != statute.KindNote || markdown):
				list = append(list, p.Label+p.Text)
			}
			add(p.Parts)
		}
	}
	add(u.Parts)
	if u.Label == "" {
		return list
	}
	space := " "
	if u.Kind == statute.KindClause {
		space = ""
	}
	if u.Kind == statute.KindAnnex && len(list) > 0 && strings.HasPrefix(list[0], "：") { // 附件一：目录
		list[0] = u.Label + list[0]
		return list
	}
	if len(list) == 0 || u.Kind == statute.KindAnnex || len(u.Parts[0].Rows) > 0 || u.Parts[0].Kind != statute.KindParagraph {
		return append([]string{u.Label}, list...)
	}
	list[0] = u.Label + space + list[0]
	return list
}

// column are lines as the rows of a table.
func column(text string) [][]string {
	var rows [][]string
	for line := range strings.SplitSeq(text, "\n") {
		rows = append(rows, []string{line})
	}
	return rows
}

// tableOf writes rows in one block.
func tableOf(rows [][]string, markdown bool) string {
	var b strings.Builder
	for i, row := range rows {
		if i > 0 {
			b.WriteString("\n")
		}
		if !markdown {
			b.WriteString(strings.Join(row, "\t"))
			continue
		}
		b.WriteString("| " + strings.Join(row, " | ") + " |")
		if i == 0 {
			b.WriteString("\n|" + strings.Repeat(" --- |", len(row)))
		}
	}
	return b.String()
}

// yamlString is a string as YAML has it between quotes.
func yamlString(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ").Replace(s) + `"`
}
