package export

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// LawDOCX is a law as a Word document: the title centred, what happened to it under it, 编 章 节
// as headings that the navigation pane shows, the numbers of articles bold, paragraphs with an
// indent of two characters, and a footer that says where the text is from and how it stands. The
// error is that of the context, where it ends first.
func LawDOCX(ctx context.Context, t *LawText) ([]byte, error) {
	w := &wordText{}
	w.paragraph("Title", t.Law.Title)
	if t.Scope != "" {
		w.paragraph("Caption", t.Scope)
	}
	for _, c := range t.caption() {
		w.paragraph("Caption", c)
	}
	for _, x := range t.Blocks {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if x.Heading != nil {
			w.paragraph(fmt.Sprintf("Heading%d", min(x.Depth, maxWordHeading)), headingName(x.Heading))
			continue
		}
		w.unit(x.Unit)
	}
	w.paragraph("Caption", "")
	for _, f := range t.facts() {
		w.paragraph("Fact", f[0]+"："+f[1])
	}
	w.paragraph("Fact", textDisclaimer)
	return packed(w.b.String(), t.Name(), t.foot())
}

// maxWordHeading is the deepest heading that has a style.
const maxWordHeading = 5

// wordText is the body of a document as it is written.
type wordText struct{ b strings.Builder }

// paragraph writes one in a style; "" is the style of the body.
func (w *wordText) paragraph(style, text string) {
	w.open(style)
	w.run(text, false)
	w.b.WriteString("</w:p>")
}

func (w *wordText) open(style string) {
	w.b.WriteString("<w:p>")
	if style != "" {
		w.b.WriteString(`<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`)
	}
}

func (w *wordText) run(text string, bold bool) {
	if text == "" {
		return
	}
	w.b.WriteString("<w:r>")
	if bold {
		w.b.WriteString("<w:rPr><w:b/></w:rPr>")
	}
	w.b.WriteString(`<w:t xml:space="preserve">` + escapedXML(text) + "</w:t></w:r>")
}

// unit writes an article or what stands beside articles.
func (w *wordText) unit(u *kb.Unit) {
	label := u.Label
	if u.Kind == statute.KindAnnex && label != "" {
		w.paragraph("Heading1", label)
		label = ""
	}
	w.parts(u.Parts, &label)
	if label != "" {
		w.open("")
		w.run(label, true)
		w.b.WriteString("</w:p>")
	}
}

// parts writes paragraphs, items and tables; the label of the unit goes before the first.
func (w *wordText) parts(parts []kb.Part, label *string) {
	for _, p := range parts {
		switch {
		case len(p.Rows) > 0:
			w.table(p.Rows)
		case p.Kind != statute.KindNote && p.Label+p.Text != "":
			for line := range strings.SplitSeq(p.Label+p.Text, "\n") {
				w.open("")
				if *label != "" {
					w.run(*label+"　", true)
					*label = ""
				}
				w.run(line, false)
				w.b.WriteString("</w:p>")
			}
		}
		w.parts(p.Parts, label)
	}
}

// table writes rows with borders. Every row has as many cells as the longest.
func (w *wordText) table(rows [][]string) { w.tableOf(rows, nil) }

// tableOf writes a table with the widths of its columns, in twentieths of a point; nil leaves them
// to the program that opens it.
func (w *wordText) tableOf(rows [][]string, widths []int) {
	columns := 0
	for _, r := range rows {
		columns = max(columns, len(r))
	}
	if columns == 0 {
		return
	}
	width := func(tag string, i int) string {
		if i >= len(widths) {
			return ""
		}
		return fmt.Sprintf(tag, widths[i])
	}
	w.b.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid>`)
	for i := range columns {
		w.b.WriteString("<w:gridCol" + width(` w:w="%d"`, i) + "/>")
	}
	w.b.WriteString("</w:tblGrid>")
	for _, r := range rows {
		w.b.WriteString("<w:tr>")
		for i := range columns {
			cell := ""
			if i < len(r) {
				cell = r[i]
			}
			w.b.WriteString("<w:tc><w:tcPr>" + width(`<w:tcW w:w="%d" w:type="dxa"/>`, i) + "</w:tcPr>")
			w.paragraph("Cell", cell)
			w.b.WriteString("</w:tc>")
		}
		w.b.WriteString("</w:tr>")
	}
	w.b.WriteString("</w:tbl>")
	w.paragraph("", "")
}

// escapedXML is a text as XML has it; characters that XML cannot have are replaced.
func escapedXML(s string) string {
	var b bytes.Buffer
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		return "" // a buffer takes everything
	}
	return b.String()
}

// packed makes the file of a document: its body, its title and the line under each page.
func packed(body, title, foot string) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range [...]struct{ name, content string }{
		{"[Content_Types].xml", wordTypes},
		{"_rels/.rels", wordRels},
		{"docProps/core.xml", xmlHead +
			`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
			`xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>` + escapedXML(title) + `</dc:title><dc:creator>` + textSource +
			`</dc:creator><dc:language>zh-CN</dc:language></cp:coreProperties>`},
		{"word/_rels/document.xml.rels", wordDocumentRels},
		{"word/styles.xml", wordStyles},
		{"word/footer1.xml", xmlHead + `<w:ftr ` + wordSpaces + `><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>` +
			`<w:r><w:t xml:space="preserve">` +
			escapedXML(foot) + `　第 </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>` +
			`<w:r><w:t xml:space="preserve"> 页</w:t></w:r></w:p></w:ftr>`},
		{"word/document.xml", xmlHead + `<w:document ` + wordSpaces + `><w:body>` + body + wordSection + `</w:body></w:document>`},
	} {
		f, err := z.Create(part.name)
		if err == nil {
			_, err = f.Write([]byte(part.content))
		}
		if err != nil {
			return nil, fmt.Errorf("writing a Word document: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("writing a Word document: %w", err)
	}
	return b.Bytes(), nil
}
