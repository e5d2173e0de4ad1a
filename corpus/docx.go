package corpus

import (
	"archive/zip"
	"bytes"
	"strings"

	"github.com/fumiama/go-docx"
)

// maxXML bounds what the parts of a DOCX may unpack to.
const maxXML = 256 << 20

// docxText gets the paragraphs and tables of a Word document.
func docxText(data []byte) (text string, err error) {
	defer func() {
		if r := recover(); r != nil { // the library trusts its input
			text, err = "", problemf("DOCX 已损坏，读不出来")
		}
	}()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", problemf("DOCX 已损坏，读不出来")
	}
	total := uint64(0)
	for _, e := range z.File {
		if total += e.UncompressedSize64; total > maxXML {
			return "", problemf("DOCX 解压后超过上限 %s", megabytes(maxXML))
		}
	}
	doc, err := docx.Parse(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", problemf("DOCX 已损坏，读不出来")
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
