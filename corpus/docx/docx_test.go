package docx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/fatiao/fatiao/internal/testzip"
)

const (
	namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="http://schemas.openxmlformats.org` +
		`/officeDocument/2006/math" ` +
		`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word` +
		`/2010/wordprocessingShape" ` +
		`xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ` +
		`xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:r="http://schemas.openxmlformats.org/officeDocument` +
		`/2006/relationships"`
	relationsHead = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	relationTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// parts are the parts of a file by their names.
type parts map[string]string

// file writes a Word document with a body and other parts, each under its usual name and
// with a relation.
func file(t testing.TB, body string, others parts) []byte {
	t.Helper()
	all := parts{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Override PartName="/word/document.xml" ` +
			`ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels": relationsHead + `<Relationship Id="rId1" Type="` + relationTypes +
			`officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml": `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ` + namespaces + `><w:body>` + body +
			`<w:sectPr><w:pgSz w:w="11906"/></w:sectPr></w:body></w:document>`,
	}
	rels := relationsHead
	for _, kind := range []string{"styles", "numbering", "footnotes", "endnotes", "comments"} {
		if others[kind] == "" {
			continue
		}
		all["word/"+kind+".xml"] = `<w:` + kind + ` ` + namespaces + `>` + others[kind] + `</w:` + kind + `>`
		rels += `<Relationship Id="r` + kind + `" Type="` + relationTypes + kind + `" Target="` + kind + `.xml"/>`
	}
	all["word/_rels/document.xml.rels"] = rels + `</Relationships>`
	for name, text := range others {
		if strings.Contains(name, ".") {
			all[name] = text
		}
	}
	return testzip.Pack(t, all)
}

// lines is the text of a file without blank lines.
func lines(t testing.TB, data []byte) string {
	t.Helper()
	d, err := Read(data)
	if err != nil {
		t.Fatal(err)
	}
	var kept []string
	for line := range strings.Lines(d.Text) {
		if line = strings.TrimRight(line, "\n"); strings.TrimSpace(line) != "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

// p is a paragraph with one run.
func p(text string) string { return "<w:p>" + run(text) + "</w:p>" }

func run(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }

func char(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }

func instr(text string) string {
	return `<w:r><w:instrText xml:space="preserve">` + text + `</w:instrText></w:r>`
}

// fieldOf is a complex field; a result of "-" is none.
func fieldOf(instruction, result string) string {
	if result == "-" {
		return char("begin") + instr(instruction) + char("end")
	}
	return char("begin") + instr(instruction) + char("separate") + result + char("end")
}

func TestContent(t *testing.T) {
	box := `<w:txbxContent>` + p("框里的字") + p("第二段") + `</w:txbxContent>`
	cell := func(text string) string { return "<w:tc>" + p(text) + "</w:tc>" }
	grid := func(n int) string { return "<w:tblGrid>" + strings.Repeat("<w:gridCol/>", n) + "</w:tblGrid>" }
	for name, c := range map[string]struct{ body, want string }{
		"runs":           {"<w:p>" + run("第一条") + run("　牵狗。") + "</w:p>", "第一条　牵狗。"},
		"insertion":      {"<w:p>" + run("甲") + `<w:ins w:id="1">` + run("乙") + "</w:ins></w:p>", "甲乙"},
		"deletion":       {"<w:p>" + run("甲") + `<w:del><w:r><w:delText>乙</w:delText></w:r></w:del>` + run("丙") + "</w:p>", "甲丙"},
		"deletion of t":  {"<w:p>" + run("甲") + `<w:del>` + run("乙") + `</w:del></w:p>`, "甲"},
		"move":           {"<w:p><w:moveFrom>" + run("甲") + "</w:moveFrom></w:p><w:p><w:moveTo>" + run("乙") + "</w:moveTo></w:p>", "乙"},
		"inside of both": {"<w:p><w:ins><w:del>" + run("甲") + "</w:del></w:ins>" + run("乙") + "</w:p>", "乙"},
		"inserted block": {"<w:ins>" + p("甲") + "</w:ins>", "甲"},
		"deleted end":    {"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + run("甲") + "</w:p>" + p("乙"), "甲乙"},
		"last deleted":   {p("甲") + "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + run("乙") + "</w:p>", "甲\n乙"},
		"inserted end":   {"<w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr>" + run("甲") + "</w:p>" + p("乙"), "甲\n乙"},
		"former numbers": {`<w:p><w:pPr><w:pPrChange><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange></w:pPr>` +
			run("甲") + "</w:p>", "甲"},
		"control":         {"<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent>" + p("甲") + "</w:sdtContent></w:sdt>", "甲"},
		"control in line": {"<w:p>" + run("甲") + "<w:sdt><w:sdtPr/><w:sdtContent>" + run("乙") + "</w:sdtContent></w:sdt></w:p>", "甲乙"},
		"tick": {`<w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent>` + run("☑") +
			"</w:sdtContent></w:sdt>" + run("是") + "</w:p>", "☑是"},
		"smart tag": {`<w:p><w:smartTag><w:smartTagPr/>` + run("甲") + "<w:smartTag>" + run("乙") +
			"</w:smartTag></w:smartTag></w:p>", "甲乙"},
		"custom XML":      {`<w:customXml><w:customXmlPr/>` + p("甲") + "</w:customXml>", "甲"},
		"link":            {`<w:p><w:hyperlink r:id="x">` + run("甲") + "</w:hyperlink></w:p>", "甲"},
		"unknown wrapper": {`<w:p><x:later xmlns:x="urn:later">` + run("甲") + "</x:later></w:p>", "甲"},
		"direction":       {"<w:p><w:bdo>" + run("甲") + "</w:bdo></w:p>", "甲"},
		"marks": {"<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/><w:t>2020</w:t><w:noBreakHyphen/><w:t>1</w:t" +
			"><w:softHyphen/>" +
			"</w:r></w:p>", "甲\t乙\n丙\n2020-1"},
		"page break": {`<w:p><w:r><w:t>甲</w:t><w:br w:type="page"/><w:lastRenderedPageBreak/><w:t>乙</w:t></w:r></w:p>`, "甲\n乙"},
		"symbols": {`<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings 2" w:char="00A3"/><w:sym w:` +
			`font="Wingdings" w:char="F082"/><w:sym w:font="宋体" w:char="2460"/></w:r></w:p>`, "☑□②①"},
		"unknown symbol": {`<w:p><w:r><w:sym w:font="公司徽标" w:char="F041"/><w:t>甲</w:t></w:r></w:p>`, "□甲"},
		"a font of symbols": {"<w:p><w:r><w:rPr><w:rFonts w:ascii=\"Wingdings\"/></w:rPr><w:t>\uF0FE</w:t></w:r></w:p>",
			"☑"},
		"hidden":     {"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r>" + run("甲") + "</w:p>", "甲"},
		"not hidden": {`<w:p><w:r><w:rPr><w:vanish w:val="false"/></w:rPr><w:t>甲</w:t></w:r></w:p>`, "甲"},
		"hidden end": {"<w:p><w:pPr><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>" + run("第一章") + "</w:p>" + p("总则"), "第一章总则"},
		"ruby": {"<w:p><w:r><w:ruby><w:rubyPr/><w:rt>" + run("yi") + "</w:rt><w:rubyBase>" + run("乂") +
			"</w:rubyBase></w:ruby></w:r></w:p>", "乂"},
		"field":         {"<w:p>" + run("见") + fieldOf(` REF a \h `, run("第三条")) + run("。") + "</w:p>", "见第三条。"},
		"simple field":  {`<w:p><w:fldSimple w:instr=" TITLE ">` + run("章程") + "</w:fldSimple></w:p>", "章程"},
		"nested fields": {"<w:p>" + fieldOf(` IF 1=1 `+char("begin"), "-") + run("甲") + "</w:p>", "甲"},
		"field in an instruction": {"<w:p>" + char("begin") + instr(" IF ") + fieldOf("REF x", run("内")) + instr(" = 1 ") +
			char("separate") + run("外") +
			char("end") + "</w:p>", "外"},
		"field over paragraphs": {"<w:p>" + char("begin") + instr(" TOC ") + char("separate") + run("第一章 总则") + "</w:p>" +
			p("第二章") + "<w:p>" +
			char("end") + "</w:p>" + p("甲"), "第一章 总则\n第二章\n甲"},
		"contents": {"<w:p>" + char("begin") + instr(` TOC \o "1-3" `) + char("separate") + run("第一章 总则") +
			"<w:r><w:rPr><w:webHidden/></w:rPr><w:tab/></w:r>" + fieldOf(" PAGEREF _Toc1 ", run("12")) + char("end") + "</w:p>", "第一章 总则"},
		"field without end": {"<w:p>" + char("begin") + instr(" PAGE ") + run("甲") + "</w:p>" + p("乙"), "甲乙"},
		"circle":            {"<w:p>" + fieldOf(`EQ \o\ac(○,21)`, "-") + run("甲") + "</w:p>", "㉑甲"},
		"old ruby":          {"<w:p>" + fieldOf(`EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(yi),乂)`, "-") + "</w:p>", "乂"},
		"fraction":          {"<w:p>" + fieldOf(`EQ \f(1,3)`, "-") + "</w:p>", "1/3"},
		"boxes of forms": {`<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:` +
			`checkBox></w:ffData></w:fldChar></w:r>` +
			instr(" FORMCHECKBOX ") + char("end") + run("有") + "</w:p>", "☑有"},
		"text box": {`<w:p>` + run("段落") + `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>` + box +
			`</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>` + box +
			`</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`, "段落\n框里的字\n第二段"},
		"old text box": {`<w:p><w:r><w:pict><v:shape><v:textbox>` + box + `</v:textbox></v:shape></w:pict></w:r>` + run("段落") + `</w:p>`,
			"段落\n框里的字\n第二段"},
		"only a fallback": {`<w:p><w:r><mc:AlternateContent><mc:Choice Requires="x"/><mc:Fallback><w:t>甲</w:t></mc:Fallback></mc:Al` +
			`ternateContent></w:r></w:p>`,
			"甲"},
		"WordArt": {`<w:p><w:r><w:pict><v:shape><v:textpath string="章程"/></v:shape></w:pict></w:r></w:p>`, "章程"},
		"formula": {`<w:p><m:oMath><m:r><m:t>a=</m:t></m:r><m:f><m:num><m:r><m:t>b</m:t></m:r></m:num><m:den><m:r><m:t>c</m:t></m:r` +
			`></m:den></m:f>` +
			`<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath></w:p>`, "a=b/cx^2"},
		"table": {"<w:tbl>" + grid(2) + "<w:tr>" + cell("级数") + cell("税率|%") + "</w:tr><w:tr>" + cell("1") + cell("3") + "</w:tr></w:tbl>",
			"| 级数 | 税率｜% |\n| 1 | 3 |"},
		"merged cells": {"<w:tbl>" + grid(3) + `<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>` + p("甲") + "</w:tc>" + cell("乙") +
			`</w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>` + cell("丙") + cell("丁") +
			`</w:tr><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>` +
			cell("戊") + cell("己") + "</w:tr></w:tbl>", "| 甲 |  | 乙 |\n|  | 丙 | 丁 |\n|  | 戊 | 己 |"},
		"layout table": {"<w:tbl>" + grid(1) + "<w:tr><w:tc>" + p("第一条 甲。") + p("第二条 乙。") + "</w:tc></w:tr></w:tbl>", "第一条 甲。\n第二条 乙。"},
		"whole row": {"<w:tbl>" + grid(2) + `<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>` + p("表一") +
			"</w:tc></w:tr></w:tbl>", "| 表一 |  |"},
		"deleted row": {"<w:tbl>" + grid(2) + "<w:tr><w:trPr><w:del/></w:trPr>" + cell("甲") + cell("乙") + "</w:tr><w:tr>" +
			cell("丙") + cell("丁") + "</w:tr></w:tbl>", "| 丙 | 丁 |"},
		"control row": {"<w:tbl>" + grid(2) + "<w:sdt><w:sdtContent><w:tr>" + cell("甲") + "<w:sdt><w:sdtContent>" + cell("乙") +
			"</w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>", "| 甲 | 乙 |"},
		"nested table": {"<w:tbl>" + grid(2) + "<w:tr>" + cell("甲") + "<w:tc><w:tbl>" + grid(2) + "<w:tr>" + cell("乙") +
			cell("丙") + "</w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>", "| 甲 | 乙 丙 |"},
		"lines in cell": {"<w:tbl>" + grid(2) + "<w:tr><w:tc>" + p("甲") + p("乙") + "</w:tc>" + cell("丙") + "</w:tr></w:tbl>",
			"| 甲 乙 | 丙 |"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := lines(t, file(t, c.body, nil)); got != c.want {
				t.Errorf("read as\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestNotes(t *testing.T) {
	ref := func(kind, id string) string { return `<w:r><w:` + kind + `Reference w:id="` + id + `"/></w:r>` }
	note := func(kind, id, inner string) string {
		return `<w:` + kind + ` w:id="` + id + `"><w:p><w:r><w:` + kind + `Ref/></w:r>` + inner + `</w:p></w:` + kind + `>`
	}
	data := file(t, "<w:p>"+run("《甲办法》")+ref("footnote", "2")+run("第三条")+ref("endnote", "2")+"</w:p>"+
		"<w:p><w:del>"+ref("footnote", "4")+"</w:del>"+run("乙")+ref("footnote", "3")+"</w:p>", parts{
		"footnotes": `<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>` +
			note("footnote", "3", run("后注。")) + note("footnote", "2", run("先注")+"<w:ins>"+run("。")+"</w:ins>") + note("footnote",
			"4", run("删去的注。")),
		"endnotes": note("endnote", "2", run("尾。")),
	})
	if got, want := lines(t, data), "《甲办法》第三条\n乙\n注：\n注1：先注。\n尾注1：尾。\n注2：后注。"; got != want {
		t.Errorf("read as\n%s\nwant\n%s", got, want)
	}
}

// Files name their parts as they like, in either edition of the format.
func TestParts(t *testing.T) {
	strict := strings.NewReplacer("http://schemas.openxmlformats.org/wordprocessingml/2006/main",
		"http://purl.oclc.org/ooxml/wordprocessingml/main",
		"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships")
	document := `<w:document ` + namespaces + `><w:body>` + p("甲") + `</w:body></w:document>`
	wide := utf16.Encode([]rune(`<?xml version="1.0" encoding="UTF-16"?>` + document))
	var little, big []byte
	for _, c := range append([]uint16{0xFEFF}, wide...) {
		little, big = append(little, byte(c), byte(c>>8)), append(big, byte(c>>8), byte(c))
	}
	rels := relationsHead + `<Relationship Target="%s" Type="` + relationTypes + `officeDocument"/></Relationships>`
	for name, all := range map[string]parts{
		"elsewhere": {"_rels/.rels": fmt.Sprintf(rels, "/doc/Main.xml"), "Doc/main.xml": document},
		"types only": {"[Content_Types].xml": `<Types><Override PartName="/a/b.xml" ContentType="application/vnd.ms-word.documen` +
			`t.main+xml"/></Types>`, "a/b.xml": document},
		"backslashes":  {`_rels\.rels`: fmt.Sprintf(rels, `word\document.xml`), `word\document.xml`: document},
		"no relations": {"word/document.xml": document},
		"strict": {"_rels/.rels": strict.Replace(fmt.Sprintf(rels, "word/document.xml")),
			"word/document.xml": strict.Replace(document)},
		"a mark":        {"word/document.xml": "\uFEFF" + document},
		"UTF-16LE":      {"word/document.xml": string(little)},
		"UTF-16BE":      {"word/document.xml": string(big)},
		"no mark":       {"word/document.xml": string(little[2:])},
		"a control":     {"word/document.xml": strings.Replace(document, "甲", "\x0b甲", 1)},
		"another space": {"word/document.xml": strings.NewReplacer("<w:", "<x:", "</w:", "</x:", "xmlns:w=", "xmlns:x=").Replace(document)},
		"default space": {"word/document.xml": strings.NewReplacer("<w:", "<", "</w:", "</", "xmlns:w=", "xmlns=").Replace(document)},
		"GB18030":       {"word/document.xml": `<?xml version="1.0" encoding="GB18030"?>` + strings.Replace(document, "甲", "\xbc\xd7", 1)},
	} {
		t.Run(name, func(t *testing.T) {
			if got := strings.TrimSpace(lines(t, testzip.Pack(t, all))); got != "甲" {
				t.Errorf("read as %q", got)
			}
		})
	}
}

func TestLeft(t *testing.T) {
	d, err := Read(file(t, "<w:p>"+run("甲")+"<w:del>"+run("乙")+"</w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>丙</w:t></w:r></w:p><w:a"+
		"ltChunk/>",
		parts{"comments": "<w:comment/>"}))
	if want := (Left{Deleted: 1, Hidden: 1, Embedded: 1, Comments: true}); err != nil || d.Left != want {
		t.Errorf("left out %+v, %v; want %+v", d, err, want)
	}
	if _, err := Read(file(t, `<w:altChunk r:id="x"/><w:p/>`, nil)); !errors.Is(err, ErrEmbedded) {
		t.Errorf("a file with only an embedded one: %v", err)
	}
}

func TestDamaged(t *testing.T) {
	whole := file(t, p("甲"), nil)
	for name, data := range map[string][]byte{
		"cut":         whole[:len(whole)/2],
		"no zip":      []byte("甲"),
		"no XML":      testzip.Pack(t, parts{"word/document.xml": "甲"}),
		"no body":     testzip.Pack(t, parts{"word/document.xml": `<w:document xmlns:w="w"/>`}),
		"half":        testzip.Pack(t, parts{"word/document.xml": `<w:document xmlns:w="w"><w:body><w:p>`}),
		"empty":       testzip.Pack(t, parts{"word/document.xml": ""}),
		"no document": testzip.Pack(t, parts{"a.txt": "甲"}),
		"styles":      file(t, p("甲"), parts{"styles": "<w:style>"}),
	} {
		if d, err := Read(data); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %+v, %v", name, d, err)
		}
	}
}

func TestKinds(t *testing.T) {
	office := func(target, kind string) parts {
		return parts{"_rels/.rels": relationsHead + `<Relationship Target="` + target + `" Type="` + relationTypes +
			`officeDocument"/></Relationships>`,
			target: "<x/>",
			"[Content_Types].xml": `<Types><Override PartName="/` + target +
				`" ContentType="application/vnd.openxmlformats-officedocument.` + kind + `.main+xml"/></Types>`}
	}
	for want, all := range map[Kind]parts{
		Word:         office("a/b.xml", "wordprocessingml.document"),
		Excel:        office("xl/workbook.xml", "spreadsheetml.sheet"),
		PowerPoint:   office("ppt/presentation.xml", "presentationml.presentation"),
		Unknown:      office("a.xml", "other"),
		OFD:          {"OFD.xml": "<ofd/>", "Doc_0/Document.xml": "<x/>"},
		OpenDocument: {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"},
		Other:        {"甲.txt": "甲"},
	} {
		data := testzip.Pack(t, all)
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		if got := KindOf(z); got != want {
			t.Errorf("kind %d is taken for %d", want, got)
		}
	}
}
