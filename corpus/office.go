package corpus

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"

	"github.com/fumiama/go-docx"
	"github.com/ledongthuc/pdf"

	"github.com/fatiao/fatiao/corpus/newspaper"
)

// maxXML bounds what the parts of a DOCX may unpack to.
const maxXML = 256 << 20

// docxText gets the paragraphs and tables of a Word document.
func docxText(data []byte) (text string, err error) {
	defer func() {
		if r := recover(); r != nil { // the library trusts its input
			text, err = "", problemf("DOCX 已损坏，读不出来：%v", r)
		}
	}()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", problemf("DOCX 已损坏，读不出来：%v", err)
	}
	total := uint64(0)
	for _, e := range z.File {
		if total += e.UncompressedSize64; total > maxXML {
			return "", problemf("DOCX 解压后超过上限 %s", megabytes(maxXML))
		}
	}
	doc, err := docx.Parse(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", problemf("DOCX 已损坏，读不出来：%v", err)
	}
	var b strings.Builder
	for _, item := range doc.Document.Body.Items {
		switch it := item.(type) {
		case *docx.Paragraph:
			b.WriteString(paragraphText(it))
			b.WriteByte('\n')
		case *docx.Table:
			for _, row := range it.TableRows {
				b.WriteByte('|')
				for _, cell := range row.TableCells {
					for _, p := range cell.Paragraphs {
						b.WriteString(" " + paragraphText(p))
					}
					b.WriteString(" |")
				}
				b.WriteByte('\n')
			}
		}
	}
	return b.String(), nil
}

// paragraphText is the text of a paragraph, without pictures and link targets.
func paragraphText(p *docx.Paragraph) string {
	var b strings.Builder
	run := func(r *docx.Run) {
		for _, c := range r.Children {
			switch x := c.(type) {
			case *docx.Text:
				b.WriteString(x.Text)
			case *docx.Tab:
				b.WriteByte('\t')
			case *docx.BarterRabbet:
				b.WriteByte('\n')
			}
		}
	}
	for _, c := range p.Children {
		switch x := c.(type) {
		case *docx.Run:
			run(x)
		case *docx.Hyperlink:
			run(&x.Run)
		}
	}
	return strings.TrimRight(b.String(), " \t")
}

// pdfText gets the text layer of a PDF. Lines that a page broke in the middle
// of a sentence are joined.
func pdfText(data []byte) (text string, err error) {
	defer func() {
		if r := recover(); r != nil { // the library panics on broken files
			text, err = "", problemf("PDF 已损坏，读不出来：%v", r)
		}
	}()
	doc, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", problemf("PDF 已损坏或有密码，读不出来：%v", err)
	}
	var lines []string
	for i := 1; i <= doc.NumPage(); i++ {
		page := doc.Page(i)
		if page.V.IsNull() {
			continue
		}
		rows, err := page.GetTextByRow()
		if err != nil {
			return "", problemf("PDF 第 %d 页读不出来：%v", i, err)
		}
		for _, row := range rows {
			var b strings.Builder
			for _, t := range row.Content {
				b.WriteString(t.S)
			}
			line := strings.TrimSpace(b.String())
			if line != "" && !isPageNumber(line, i) {
				lines = append(lines, line)
			}
		}
	}
	text = newspaper.JoinLines(lines)
	if strings.TrimSpace(text) == "" {
		return "", problemf("PDF 没有文字层（可能是扫描件），请先做文字识别")
	}
	return text, nil
}

func isPageNumber(line string, page int) bool {
	n := fmt.Sprint(page)
	return line == n || line == "- "+n+" -" || line == "—"+n+"—" || line == "— "+n+" —" || line == "第"+n+"页"
}
