package reading

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/testzip"
)

// wordLaw is a law in which Word counts the chapters, articles and items, with a table and
// a footnote.
func wordLaw(t *testing.T) []byte {
	t.Helper()
	const space = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	level := func(i int, text, more string) string {
		return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/>%s<w:lvlText w:val="%s"/></w`+
			`:lvl>`, i, more, text)
	}
	p := func(level int, text string) string {
		properties := ""
		if level >= 0 {
			properties = fmt.Sprintf(`<w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="1"/></w:numPr></w:pPr>`, level)
		}
		return `<w:p>` + properties + `<w:r><w:t>` + text + `</w:t></w:r></w:p>`
	}
	cell := func(text string) string { return `<w:tc>` + p(-1, text) + `</w:tc>` }
	body := p(-1, "仓库管理办法") + p(0, "总则") + p(1, "仓库应当登记下列事项：") + p(2, "名称；") + p(2, "地址。") + p(-1, "登记应当公开。") +
		p(0, "罚则") + p(1, "没有登记的，按照下表处以罚款。") + `<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr>` + cell("面积") + cell("罚款") +
		`</w:tr></w:tbl>` + strings.Repeat(p(1, "仓库应当防火。"), 110) +
		`<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>本办法自2020年2月1日起施行。</w:t></w:r>` +
		`<w:r><w:footnoteReference w:id="2"/></w:r></w:p>`
	relation := func(name string) string {
		return `<Relationship Type="http://x/` + name + `" Target="` + name + `.xml"/>`
	}
	return testzip.Pack(t, map[string]string{
		"word/document.xml":            `<w:document ` + space + `><w:body>` + body + `</w:body></w:document>`,
		"word/_rels/document.xml.rels": `<Relationships>` + relation("numbering") + relation("footnotes") + `</Relationships>`,
		"word/footnotes.xml":           `<w:footnotes ` + space + `><w:footnote w:id="2">` + p(-1, "已经修改。") + `</w:footnote></w:footnotes>`,
		"word/numbering.xml": `<w:numbering ` + space + `><w:abstractNum w:abstractNumId="0">` + level(0, "第%1章", "") +
			level(1, "第%2条", `<w:lvlRestart w:val="0"/>`) + level(2, "（%3）", `<w:suff w:val="nothing"/>`) +
			`</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
	})
}

// A law whose numbers Word counts has all its articles.
func TestNumberedByWord(t *testing.T) {
	var r *Result
	_, err := (&corpus.Reader{}).Read(t.Context(), corpus.Memory("仓库管理办法.docx", wordLaw(t)), func(d *corpus.Document) error {
		r = Read(d)
		return nil
	}, nil)
	if err != nil || r.Law == nil {
		t.Fatalf("read as %+v, %v", r, err)
	}
	if n := len(r.Law.Articles()); n != 113 {
		t.Errorf("%d articles", n)
	}
	have := map[string]string{}
	r.Law.Root.Walk(func(n, _ *lawparse.Node) bool {
		have[n.Address] = n.Text.Of(r.Text)
		return true
	})
	for address, want := range map[string]string{"1/k1/x2": "地址。", "1/k2": "登记应当公开。", "113/k1": "本办法自2020年2月1日起施行。"} {
		if have[address] != want {
			t.Errorf("%s says %q; want %q", address, have[address], want)
		}
	}
	if !strings.Contains(lawparse.Print(r.Law), "| 面积 | 罚款 |") || !strings.Contains(r.Text, "注1：已经修改。") {
		t.Errorf("printed as %s", lawparse.Print(r.Law))
	}
}
