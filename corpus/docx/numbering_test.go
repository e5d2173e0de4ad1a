package docx

import (
	"fmt"
	"strings"
	"testing"
)

// lvl is a level of a list with what stands in it beside.
func lvl(at int, format, text, more string) string {
	return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/>%s<w:lvlText w:val="%s"/></w:lvl>`, at, format,
		more, text)
}

func listOf(id int, inner string) string {
	return fmt.Sprintf(`<w:abstractNum w:abstractNumId="%d">%s</w:abstractNum>`, id, inner)
}

func num(id, list int, inner string) string {
	return fmt.Sprintf(`<w:num w:numId="%d"><w:abstractNumId w:val="%d"/>%s</w:num>`, id, list, inner)
}

// item is a paragraph with a number of its own.
func item(id, level int, text string) string {
	return fmt.Sprintf(`<w:p><w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr></w:pPr>%s</w:p>`, level, id, run(text))
}

// styled is a paragraph with a style.
func styled(style, text string) string {
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>` + run(text) + `</w:p>`
}

const nothing = `<w:suff w:val="nothing"/>`

// The law of a file: chapters, articles that run on through them, items that restart.
func law() string {
	return listOf(0, lvl(0, "chineseCountingThousand", "第%1章", `<w:suff w:val="space"/>`)+
		lvl(1, "chineseCountingThousand", "第%2条", `<w:lvlRestart w:val="0"/>`)+
		lvl(2, "chineseCountingThousand", "（%3）", nothing)) + num(1, 0, "")
}

func TestNumbering(t *testing.T) {
	decimals := listOf(0, lvl(0, "decimal", "%1.", "")+lvl(1, "decimal", "%1.%2", "")+lvl(2, "lowerLetter", "%3)", "")) + num(1, 0, "")
	for name, c := range map[string]struct{ numbering, styles, body, want string }{
		"a law": {law(), "", item(1, 0, "总则") + item(1, 1, "甲：") + item(1, 2, "子；") + item(1, 2, "丑。") + item(1, 1, "乙：") + item(1,
			2, "寅。") +
			item(1, 0, "附则") + item(1, 1, "丙。"),
			"第一章 总则\n第一条 甲：\n（一）子；\n（二）丑。\n第二条 乙：\n（一）寅。\n第二章 附则\n第三条 丙。"},
		"restarts": {decimals, "", item(1, 0, "a") + item(1, 1, "b") + item(1, 1, "c") + item(1, 0, "d") + item(1, 1, "e") + item(1,
			2, "f") + item(1, 2, "g"),
			"1. a\n1.1 b\n1.2 c\n2. d\n2.1 e\na) f\nb) g"},
		"restart behind the first level only": {listOf(0, lvl(0, "decimal", "%1", "")+lvl(1, "decimal", "%2", "")+
			lvl(2, "decimal", "第%3条", `<w:lvlRestart w:val="1"/>`)) + num(1, 0, ""), "",
			item(1, 0, "a") + item(1, 2, "b") + item(1, 1, "c") + item(1, 2, "d") + item(1, 0, "e") + item(1, 2, "f"),
			"1 a\n第1条 b\n1 c\n第2条 d\n2 e\n第1条 f"},
		"two lists of one definition go on": {law() + num(2, 0, ""), "", item(1, 1, "a") + item(2, 1, "b") + item(1, 1, "c"),
			"第一条 a\n第二条 b\n第三条 c"},
		"an override starts anew once": {law() + num(2, 0, `<w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride>`), "",
			item(1, 1, "a") + item(1, 1, "b") + item(2, 1, "c") + item(2, 1, "d"), "第一条 a\n第二条 b\n第一条 c\n第二条 d"},
		"an override of the level": {law() + num(2, 0, `<w:lvlOverride w:ilvl="1"><w:lvl w:ilvl="1"><w:start w:val="7"/><w:numFmt w`+
			`:val="decimal"/>`+
			`<w:lvlText w:val="第%2款"/></w:lvl></w:lvlOverride>`), "", item(2, 1, "a"), "第7款 a"},
		"all numbers as digits": {listOf(0, lvl(0, "chineseCounting", "%1、", "")+lvl(1, "decimal", "%1.%2", `<w:isLgl/>`)) + num(1,
			0, ""), "",
			item(1, 0, "a") + item(1, 1, "b"), "一、 a\n1.1 b"},
		"not all numbers as digits": {listOf(0, lvl(0, "chineseCounting", "%1", "")+lvl(1, "decimal", "%1.%2",
			`<w:isLgl w:val="off"/>`)) + num(1, 0, ""), "",
			item(1, 0, "a") + item(1, 1, "b"), "一 a\n一.1 b"},
		"no number": {law(), "", item(0, 0, "a") + item(9, 0, "b"), "a\nb"},
		"bullets":   {listOf(0, lvl(0, "bullet", "\uF0B7", "")) + num(1, 0, ""), "", item(1, 0, "a"), "a"},
		"a word":    {listOf(0, lvl(0, "none", "附件", "")) + num(1, 0, ""), "", item(1, 0, "a"), "附件 a"},
		"deleted": {law(), "", item(1, 1, "a") + `<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:r` +
			`Pr><w:del/></w:rPr></w:pPr><w:del>` + run("x") + "</w:del></w:p>" + item(1, 1, "b"), "第一条 a\n第二条 b"},
		"in a table": {decimals, "", "<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:tc>" + item(1, 0, "a") +
			"</w:tc><w:tc>" + item(1, 0, "b") + "</w:tc></w:tr></w:tbl>" + item(1, 0, "c"), "| 1. a | 2. b |\n3. c"},
		"a later format": {listOf(0, `<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFm`+
			`t w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc`+
			`:AlternateContent><w:lvlText w:val="%1"/></w:lvl>`) + num(1, 0, ""), "", item(1, 0, "a"), "001 a"},
		"styles": {listOf(0, lvl(0, "chineseCounting", "第%1章", `<w:pStyle w:val="Z"/>`)+lvl(1, "chineseCounting", "第%2条",
			`<w:pStyle w:val="T"/><w:lvlRestart w:val="0"/>`)) + num(3, 0, ""),
			`<w:style w:type="paragraph" w:styleId="Z"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>` +
				`<w:style w:type="paragraph" w:styleId="T"><w:basedOn w:val="Z"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:p` +
				`Pr></w:style>` +
				`<w:style w:type="paragraph" w:styleId="T2"><w:basedOn w:val="T"/></w:style>` +
				`<w:style w:type="paragraph" w:styleId="N"><w:basedOn w:val="T"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:` +
				`pPr></w:style>`,
			styled("Z", "a") + styled("T", "b") + styled("N", "c") + styled("Z", "d") + styled("T2", "e") +
				`<w:p><w:pPr><w:pStyle w:val="T"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>` + run("f") + "</w:p>",
			"第一章 a\n第一条 b\nc\n第二章 d\n第二条 e\nf"},
		"the usual style": {law(), `<w:style w:type="paragraph" w:default="on" w:styleId="a"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:` +
			`numId w:val="1"/></w:numPr></w:pPr></w:style>`,
			p("a") + p("b"), "第一条 a\n第二条 b"},
		"styles in a circle": {law(), `<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:v` +
			`al="a"/></w:style>`,
			styled("a", "甲"), "甲"},
		"a style of lists": {listOf(0, `<w:numStyleLink w:val="L"/>`) + listOf(1, `<w:styleLink w:val="L"/>`+lvl(0, "decimal",
			"第%1条", "")) + num(1, 0, "") + num(2, 1, ""),
			`<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>`,
			item(1, 0, "a") + item(2, 0, "b"), "第1条 a\n第2条 b"},
		"a hidden style": {"", `<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="para` +
			`graph" w:styleId="H"><w:rPr><w:vanish w:val="1"/></w:rPr></w:style>`,
			`<w:p><w:r><w:rPr><w:rStyle w:val="h"/></w:rPr><w:t>x</w:t></w:r>` + run("a") + "</w:p>" + styled("H", "y"), "a"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := lines(t, file(t, c.body, parts{"numbering": c.numbering, "styles": c.styles})); got != c.want {
				t.Errorf("read as\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestFormats(t *testing.T) {
	for format, want := range map[string]string{
		"decimal": "0 1 9 10 11 26 27 101", "decimalZero": "00 01 09 10 11 26 27 101", "decimalFullWidth": "０ １ ９ １０ １１ ２６ ２７ １０１",
		"chineseCounting": "〇 一 九 十 十一 二十六 二十七 一百零一", "chineseCountingThousand": "〇 一 九 十 十一 二十六 二十七 一百零一",
		"japaneseCounting": "〇 一 九 十 十一 二十六 二十七 一百零一", "taiwaneseCountingThousand": "〇 一 九 十 十一 二十六 二十七 一百零一",
		"ideographDigital": "〇 一 九 一〇 一一 二六 二七 一〇一", "chineseLegalSimplified": "0 壹 玖 拾 拾壹 贰拾陆 贰拾柒 壹佰零壹",
		"decimalEnclosedCircle": "0 ① ⑨ ⑩ ⑪ ㉖ ㉗ 101", "decimalEnclosedCircleChinese": "0 ① ⑨ ⑩ ⑪ ㉖ ㉗ 101",
		"decimalEnclosedParen": "0 ⑴ ⑼ ⑽ ⑾ 26 27 101", "decimalEnclosedFullstop": "0 ⒈ ⒐ ⒑ ⒒ 26 27 101",
		"ideographTraditional": "0 甲 壬 癸 11 26 27 101",
		"upperRoman":           "0 I IX X XI XXVI XXVII CI", "lowerRoman": "0 i ix x xi xxvi xxvii ci",
		"upperLetter": "0 A I J K Z AA WWWW",
		"lowerLetter": "0 a i j k z aa wwww",
		"ordinal":     "0 1st 9th 10th 11th 26th 27th 101st", "none": "       ", "hex": "0 1 9 A B 1A 1B 65",
		"unheard of":   "0 1 9 10 11 26 27 101",
		"numberInDash": "- 0 - - 1 - - 9 - - 10 - - 11 - - 26 - - 27 - - 101 -",
	} {
		var got []string
		for _, n := range []int{0, 1, 9, 10, 11, 26, 27, 101} {
			got = append(got, formatNumber(n, format, ""))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %s; want %s", format, s, want)
		}
	}
	for _, format := range []string{"decimal", "upperRoman", "lowerLetter", "chineseCounting", "ideographDigital",
		"chineseLegalSimplified", "hex", "ordinal", "decimalEnclosedCircle"} {
		for _, n := range []int{-1 << 31, -1, 1 << 31, 1 << 62} {
			if s := formatNumber(n, format, ""); s == "" || len(s) > 80 {
				t.Errorf("%d as %s: %q", n, format, s)
			}
		}
	}
}
