package export

import "strings"

// The parts of a Word document that are the same in each: ECMA-376, WordprocessingML.
const (
	xmlHead    = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	wordSpaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	wordBase  = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	wordTypes = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="` + wordBase + `document.main+xml"/>` +
		`<Override PartName="/word/styles.xml" ContentType="` + wordBase + `styles+xml"/>` +
		`<Override PartName="/word/footer1.xml" ContentType="` + wordBase + `footer+xml"/>` +
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`
	relationSpace = "http://schemas.openxmlformats.org/package/2006/relationships"
	officeRel     = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	wordRels      = xmlHead + `<Relationships xmlns="` + relationSpace + `">` +
		`<Relationship Id="rId1" Type="` + officeRel + `officeDocument" Target="word/document.xml"/>` +
		`<Relationship Id="rId2" Type="` + relationSpace + `/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`
	wordDocumentRels = xmlHead + `<Relationships xmlns="` + relationSpace + `">` +
		`<Relationship Id="rId1" Type="` + officeRel + `styles" Target="styles.xml"/>` +
		`<Relationship Id="rId2" Type="` + officeRel + `footer" Target="footer1.xml"/></Relationships>`
	// wordSection is A4 with the margins of official documents, and the footer.
	wordSection = `<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>` +
		`<w:pgMar w:top="1440" w:right="1588" w:bottom="1440" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>`
)

// wordFlush takes the indent of the body away.
const wordFlush = `<w:ind w:firstLineChars="0" w:firstLine="0"/>`

// wordStyles are the styles: sizes are half points (24 is 小四).
var wordStyles = xmlHead + `<w:styles ` + wordSpaces + `><w:docDefaults><w:rPrDefault><w:rPr>` +
	`<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体" w:cs="Times New Roman"/>` +
	`<w:sz w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>` +
	wordStyle("Normal", "Normal", `<w:spacing w:line="360" w:lineRule="auto"/>`+
		`<w:ind w:firstLineChars="200" w:firstLine="480"/><w:jc w:val="both"/>`, "") +
	wordStyle("Title", "Title", `<w:spacing w:before="240" w:after="240"/>`+wordFlush+`<w:jc w:val="center"/>`,
		`<w:rFonts w:eastAsia="黑体"/><w:b/><w:sz w:val="40"/>`) +
	wordStyle("Caption", "caption", wordFlush+`<w:jc w:val="center"/>`, `<w:rFonts w:eastAsia="楷体"/>`) +
	wordHeadings() +
	wordStyle("Fact", "Fact", wordFlush+`<w:jc w:val="left"/>`, `<w:color w:val="595959"/><w:sz w:val="18"/>`) +
	wordStyle("Under", "Under", `<w:spacing w:line="300" w:lineRule="auto"/><w:ind w:left="480" w:firstLineChars="0" w:firstLine="0"/>`,
		`<w:rFonts w:eastAsia="楷体"/><w:color w:val="404040"/><w:sz w:val="21"/>`) +
	wordStyle("Cell", "Cell", `<w:spacing w:line="264" w:lineRule="auto"/>`+wordFlush+`<w:jc w:val="left"/>`, `<w:sz w:val="21"/>`) +
	wordStyle("Footer", "footer", wordFlush+`<w:jc w:val="center"/>`, `<w:color w:val="595959"/><w:sz w:val="16"/>`) +
	`<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>` + wordBorders() +
	`</w:tblBorders></w:tblPr></w:style></w:styles>`

func wordStyle(id, name, paragraph, run string) string {
	kind := ` w:type="paragraph"`
	based := `<w:basedOn w:val="Normal"/>`
	if id == "Normal" {
		kind, based = kind+` w:default="1"`, ""
	}
	return `<w:style` + kind + ` w:styleId="` + id + `"><w:name w:val="` + name + `"/>` + based + `<w:qFormat/><w:pPr>` + paragraph +
		`</w:pPr><w:rPr>` + run + `</w:rPr></w:style>`
}

// wordHeadings are 编 章 节 and what is deeper. Their outline levels make the navigation pane.
func wordHeadings() string {
	var b strings.Builder
	for i, size := range [maxWordHeading]string{"32", "30", "28", "26", "24"} {
		n := string(rune('1' + i))
		b.WriteString(wordStyle("Heading"+n, "heading "+n, `<w:keepNext/><w:spacing w:before="240" w:after="120"/>`+
			wordFlush+`<w:jc w:val="center"/><w:outlineLvl w:val="`+string(rune('0'+i))+`"/>`,
			`<w:rFonts w:eastAsia="黑体"/><w:b/><w:sz w:val="`+size+`"/>`))
	}
	return b.String()
}

func wordBorders() string {
	var b strings.Builder
	for _, side := range [...]string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		b.WriteString(`<w:` + side + ` w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
	}
	return b.String()
}
