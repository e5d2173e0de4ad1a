package docx

import (
	"errors"
	"strings"
	"testing"
)

// elements and pieces are what FuzzTree builds documents of.
var (
	elements = []string{"w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:ins", "w:del", "w:moveTo", "w:sdt", "w:sdtContent",
		"w:pPr", "w:rPr",
		"w:numPr", "w:tcPr", "w:trPr", "w:txbxContent", "w:pict", "mc:AlternateContent", "mc:Choice", "mc:Fallback", "m:oMath",
		"m:f", "m:d", "m:e",
		"w:ruby", "w:rubyBase", "w:instrText", "w:hyperlink", "w:smartTag", `w:fldSimple w:instr="PAGE"`, `w:fldSimple w:instr="REF x"`}
	pieces = []string{"甲", "甲", "<w:tab/>", "<w:br/>", char("begin"), char("separate"), char("end"), instr("PAGE"), instr(`EQ \o\ac(○,1)`),
		`<w:numId w:val="1"/>`, `<w:ilvl w:val="1"/>`, "<w:del/>", "<w:vanish/>", "<w:cellDel/>", `<w:gridSpan w:val="2"/>`,
		`<w:pStyle w:val="T"/>`,
		`<w:sym w:font="Wingdings" w:char="F0FE"/>`, `<w:footnoteReference w:id="1"/>`, `<w:rStyle w:val="H"/>`, "<w:altChunk/>",
		run("甲"), p("甲")}
)

// tree builds a body: each byte opens an element, closes the last one or adds a piece.
func tree(picks []byte) string {
	var b strings.Builder
	var open []string
	for _, c := range picks {
		switch n := int(c >> 2); {
		case c&3 == 0 && len(open) > 0:
			b.WriteString("</" + open[len(open)-1] + ">")
			open = open[:len(open)-1]
		case c&3 == 1:
			b.WriteString(pieces[n%len(pieces)])
		default:
			e := elements[n%len(elements)]
			b.WriteString("<" + e + ">")
			open = append(open, strings.Fields(e)[0])
		}
	}
	for len(open) > 0 {
		b.WriteString("</" + open[len(open)-1] + ">")
		open = open[:len(open)-1]
	}
	return b.String()
}

// FuzzTree reads documents whose elements stand in each other in any way: none of their
// text comes twice.
func FuzzTree(f *testing.F) {
	f.Add([]byte{2, 6, 10, 1, 0, 0, 0})
	f.Add([]byte("\x0e\x12\x16\x02\x06\x0a\x01\x00\x00\x00\x00\x00\x00"))
	f.Add([]byte("\x02\x06\x4a\x4e\x0a\x01\x00\x00\x52\x0a\x01"))
	f.Add([]byte("\x02\x11\x1d\x15\x06\x0a\x01\x00\x00\x19\x45\x2d\x31"))
	f.Fuzz(func(t *testing.T, picks []byte) {
		body := tree(picks[:min(len(picks), 2000)])
		data := file(t, body, parts{"numbering": law(), "footnotes": `<w:footnote w:id="1">` + p("乙") + `</w:footnote>`,
			"styles": `<w:style w:styleId="T"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>` +
				`<w:style w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>`})
		d, err := Read(data)
		switch {
		case errors.Is(err, ErrTooMuch), errors.Is(err, ErrEmbedded):
		case err != nil:
			t.Fatalf("%s: %v", body, err)
		case strings.Count(d.Text, "甲") > strings.Count(body, "甲"), strings.Count(d.Text, "乙") > 1:
			t.Fatalf("%s\nhas text twice:\n%s", body, d.Text)
		default:
			if placed, err := ReadPlaced(data); err != nil || placed.Text != d.Text {
				t.Fatalf("%s: %v\nis another text with places:\n%q\n%q", body, err, d.Text, placed.Text)
			}
		}
	})
}
