package wordedit

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/testzip"
)

// parts are the parts of a file by their names.
type parts map[string]string

const (
	spaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` +
		`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ` +
		`xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" ` +
		`xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"`
	relsHead  = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	relsTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	mainType  = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
	declared  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\r\n"
)

// draft is a Word document as a law office has it: a body, and other parts.
type draft struct {
	name, body string
	others     parts
}

// file is the draft as a file. Parts named by their kind (styles) get their usual name and a relation.
func (d draft) file(t testing.TB) []byte {
	t.Helper()
	all := parts{
		"[Content_Types].xml": declared + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="` + mainType +
			`"/></Types>`,
		"_rels/.rels": declared + relsHead + `<Relationship Id="rId1" Type="` + relsTypes +
			`officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml": declared + `<w:document ` + spaces + ` mc:Ignorable="w14"><w:body>` + d.body +
			`<w:sectPr><w:headerReference w:type="default" r:id="rheader"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>` +
			`</w:body></w:document>`,
	}
	rels := declared + relsHead
	for _, kind := range []string{"styles", "numbering", "footnotes", "endnotes", "comments", "header", "settings"} {
		content, ok := d.others[kind]
		if !ok && kind != "header" {
			continue
		}
		root := map[string]string{"header": "hdr"}[kind]
		if root == "" {
			root = kind
		}
		all["word/"+kind+".xml"] = declared + `<w:` + root + ` ` + spaces + `>` + content + `</w:` + root + `>`
		rels += `<Relationship Id="r` + kind + `" Type="` + relsTypes + kind + `" Target="` + kind + `.xml"/>`
	}
	if _, ok := d.others["header"]; !ok {
		all["word/header.xml"] = declared + `<w:hdr ` + spaces + `>` + para("第九条所在的页眉") + `</w:hdr>`
	}
	all["word/_rels/document.xml.rels"] = rels + `</Relationships>`
	for name, content := range d.others {
		if strings.Contains(name, ".") {
			all[name] = content
		}
	}
	return testzip.Pack(t, all)
}

func para(texts ...string) string {
	var b strings.Builder
	b.WriteString("<w:p>")
	for _, s := range texts {
		if strings.HasPrefix(s, "<") {
			b.WriteString(s)
		} else {
			b.WriteString(words(s))
		}
	}
	return b.String() + "</w:p>"
}

// words is a run; bold is one in another format.
func words(s string) string {
	return `<w:r w:rsidR="00A1"><w:t xml:space="preserve">` + s + `</w:t></w:r>`
}

func bold(s string) string {
	return `<w:r><w:rPr><w:rFonts w:eastAsia="仿宋"/><w:b/><w:sz w:val="32"/></w:rPr><w:t>` + s + `</w:t></w:r>`
}

func inserted(s string) string {
	return `<w:ins w:id="91" w:author="张某某" w:date="2026-01-02T03:04:05Z">` + s + `</w:ins>`
}

func deleted(s string) string {
	return `<w:del w:id="92" w:author="张某某" w:date="2026-01-02T03:04:05Z"><w:r><w:delText>` + s + `</w:delText></w:r></w:del>`
}

func field(instruction, result string) string {
	char := func(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
	return char("begin") + `<w:r><w:instrText xml:space="preserve"> ` + instruction + ` </w:instrText></w:r>` + char("separate") + result +
		char("end")
}

func cells(texts ...string) string {
	var b strings.Builder
	for _, s := range texts {
		b.WriteString(`<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>` + para(s) + `</w:tc>`)
	}
	return `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr><w:tblGrid>` + strings.Repeat("<w:gridCol/>", len(texts)) +
		`</w:tblGrid><w:tr>` + b.String() + `</w:tr></w:tbl>`
}

// drafts are twenty drafts of the kinds that law offices and courts write, each with something in
// its file that editing could break.
func drafts() []draft {
	note := `<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote><w:footnote w:id="2">` +
		para("参见《仓库管理办法》第十二条第二款。") + `</w:footnote>`
	refer := `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>`
	box := func(s string) string {
		return `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>` + para(s) +
			`</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>` + para(s) +
			`</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
	}
	link := `<w:hyperlink r:id="rId9" w:history="1">` + words("《仓库管理办法》第三条") + `</w:hyperlink>`
	old := `<w:comment w:id="7000" w:author="李某某" w:date="2026-01-01T00:00:00Z" w:initials="李"><w:p>` + words("请核对") + `</w:p></w:comment>`
	return []draft{
		{"起诉状", para(bold("民事起诉状")) + para("依照《仓库管理办法》第三条、第五条第一款，请求判令被告腾退仓库。"), nil},
		{"判决书，条号分在几段格式里", para("依照", bold("《仓库管理"), words("办法》第"), bold("十二"), words("条第二"), bold("款"), "之规定，判决如下："),
			nil},
		{"法律意见书，有拼写标记和书签", para("本所认为", `<w:bookmarkStart w:id="1" w:name="a"/>`, "《仓库管理办法》第", `<w:proofErr w:type="spellStart"/>`,
			"八", `<w:proofErr w:type="spellEnd"/>`, "条", `<w:bookmarkEnd w:id="1"/>`, "不适用于本案。"), nil},
		{"修订过的合同", para("双方按《仓库管理办法》第", deleted("三"), inserted(words("四")), "条办理；", inserted(words("并遵守第六条第（二）项的规定")), "。"), nil},
		{"整段是修订新增的答辩状", `<w:p><w:pPr><w:rPr><w:ins w:id="90" w:author="张某某"/></w:rPr></w:pPr>` +
			inserted(words("答辩人依据第二条抗辩。")+bold("第三条不适用。")) + `</w:p>`, nil},
		{"表格里的清单", cells("请求权基础", "《仓库管理办法》第七条", "第八条第一款") + para("以上。"), nil},
		{"有脚注的论证", para("保管人有责任", refer, "，见第九条。"), parts{"footnotes": note}},
		{"只在脚注里引用", para("保管人有责任", refer, "。"), parts{"footnotes": note}},
		{"已有批注的草稿", para(`<w:commentRangeStart w:id="7000"/>`, "依照第四条", `<w:commentRangeEnd w:id="7000"/>`,
			`<w:r><w:commentReference w:id="7000"/></w:r>`, "办理，不适用第四十四条。"), parts{"comments": old}},
		{"已有链接的网页摘录", para("见", link, "和第五条。"), parts{"word/_rels/document.xml.rels": declared + relsHead +
			`<Relationship Id="rId9" Type="` + relsTypes + `hyperlink" Target="http://example.invalid/" TargetMode="External"/>` +
			`<Relationship Id="rheader" Type="` + relsTypes + `header" Target="header.xml"/></Relationships>`}},
		{"交叉引用的域", para("按照", field("REF _Ref1 \\r", words("第六条")), "和", `<w:fldSimple w:instr=" REF a ">`+words("第七条")+`</w:fldSimple>`,
			"，以及第八条。"), nil},
		{"文本框里的提示", para(box("提示：第十条已经修改。"), "正文引用第十一条。"), nil},
		{"内容控件", `<w:sdt><w:sdtContent>` + para("整段控件里的第一条。") + `</w:sdtContent></w:sdt>` +
			para("行内控件：", `<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>`+words("第二条")+`</w:sdtContent></w:sdt>`, "。"), nil},
		{"有注音", para("依", `<w:r><w:ruby><w:rt>`+words("dì")+`</w:rt><w:rubyBase>`+words("第三条")+`</w:rubyBase></w:ruby></w:r>`, "办理。"), nil},
		{"排印过的 XML", "\r\n  <w:p>\r\n    <w:r>\r\n      <w:rPr>\r\n        <w:b/>\r\n      </w:rPr>\r\n" +
			"      <w:t>依照第五条 和 第六条 办理</w:t>\r\n" +
			"    </w:r>\r\n  </w:p>\r\n", nil},
		{"字符实体", para("甲&amp;乙公司依照&#31532;七条、第&#x516b;条，&lt;约定&gt;第九条。"), nil},
		{"制表符和换行在一段里", para(`<w:r><w:rPr><w:sz w:val="24"/></w:rPr><w:t>一、第一条</w:t><w:tab/><w:t>第二条</w:t><w:br/>` +
			`<w:t>第三</w:t><w:t>条。</w:t></w:r>`),
			nil},
		{"智能标记", para("按", `<w:smartTag w:element="x">`+words("第四条")+`</w:smartTag>`, "，", `<w:smartTag w:element="x">`+
			inserted(words("第五条"))+`</w:smartTag>`, "。"), nil},
		{"移动过的段落", para(`<w:moveFrom w:id="3"><w:r><w:t>第六条</w:t></w:r></w:moveFrom>`, "另依照", `<w:moveTo w:id="4">`+words("第六条第一款")+
			`</w:moveTo>`, "。"), nil},
		{"格式修订和样式", `<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:rPr><w:i/><w:rPrChange w:id="5" w:author="张某某">` +
			`<w:rPr/></w:rPrChange>` +
			`</w:rPr><w:t>违反第八条的，依第九条处理。</w:t></w:r></w:p>`, parts{"styles": `<w:style w:type="paragraph" w:styleId="a"/>`,
			"word/media/image1.png": "\x89PNG\r\n\x1a\n", "customXml/item1.xml": "<x/>", "settings": `<w:trackRevisions/>`}},
	}
}

// longDraft is one of many paragraphs.
func longDraft(n int) draft {
	var b strings.Builder
	for i := range n {
		b.WriteString(para(fmt.Sprintf("%d、原告主张被告违反约定，", i), bold("依照《仓库管理办法》第三"), "条第二款承担责任；被告抗辩适用第五条。"))
	}
	return draft{"很长的文书", b.String(), nil}
}
