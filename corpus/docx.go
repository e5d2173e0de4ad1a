package corpus

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"strings"
	"unicode/utf8"

	"github.com/fumiama/go-docx"
)

// What the parts of a DOCX may unpack to. The library keeps some fifty times the size
// of the main part in memory: 64 MB of it would take 4 GB. The longest judgments
// have a few.
const (
	maxXML    = 16 << 20 // of the main part and of its relations
	maxParts  = 16 << 20 // of all parts, pictures too, beside
	partRatio = 16       // so many times the file
)

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
	total, most := uint64(0), uint64(maxParts+partRatio*len(data))
	for _, e := range z.File {
		if strings.HasPrefix(e.Name, "word/") && strings.HasSuffix(strings.TrimSuffix(e.Name, ".rels"), ".xml") &&
			e.UncompressedSize64 > maxXML {
			return "", problemf("DOCX 的正文解压后超过上限 %s，请拆成几份", megabytes(maxXML))
		}
		if total += e.UncompressedSize64; total > most || e.UncompressedSize64 > most {
			return "", problemf("DOCX 解压后超过上限 %s", megabytes(int64(most)))
		}
	}
	doc, err := docx.Parse(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", problemf("DOCX 已损坏，读不出来")
	}
	var b strings.Builder
	defer func() {
		if err == nil && docxCharacters(z) > characters(text) {
			text, err = "", problemf("DOCX 里有修订、域或内容控件，读不全；请在 Word 里接受全部修订并另存后再导入")
		}
	}()
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

// docxCharacters counts the characters of all text of the main part, whatever
// holds it: the library passes over some containers without a word.
func docxCharacters(z *zip.Reader) int {
	f, err := z.Open("word/document.xml")
	if err != nil {
		return 0
	}
	defer f.Close()
	d := xml.NewDecoder(f)
	total, depth := 0, 0
	for {
		token, err := d.Token()
		if err != nil {
			return total
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "t" || depth > 0 {
				depth++
			}
			if t.Name.Local == "txbxContent" || t.Name.Local == "Fallback" {
				if err := d.Skip(); err != nil {
					return total
				}
			}
		case xml.EndElement:
			depth = max(0, depth-1)
		case xml.CharData:
			if depth > 0 {
				total += characters(string(t))
			}
		}
	}
}

// characters counts what is not white space.
func characters(s string) int {
	return utf8.RuneCountInString(strings.Join(strings.Fields(s), ""))
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
