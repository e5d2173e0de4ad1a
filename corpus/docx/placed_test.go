package docx

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// placedText is the text that stretches find again in the parts, which have no entities here.
func placedText(t testing.TB, d *Placed, content map[string]string) string {
	t.Helper()
	var b strings.Builder
	at := 0
	for _, s := range d.Stretches {
		if s.Start < at || s.End <= s.Start {
			t.Fatalf("%+v begins before %d", s, at)
		}
		at = s.End
		element, _, _ := strings.Cut(content[s.Part][s.Offset:], "<")
		runes := []rune(element)
		n := utf8.RuneCountInString(d.Text[s.Start:s.End])
		if got := string(runes[s.First : s.First+n]); strings.ReplaceAll(got, "|",
			"｜") != strings.ReplaceAll(d.Text[s.Start:s.End], "|", "｜") {
			t.Errorf("%+v is %q in the part, %q in the text", s, got, d.Text[s.Start:s.End])
		}
		b.WriteString(d.Text[s.Start:s.End])
	}
	return b.String()
}

// The text is that of Read, and its stretches stand where they say.
func TestPlaced(t *testing.T) {
	cell := func(text string) string { return "<w:tc>" + p(text) + "</w:tc>" }
	note := parts{"footnotes": `<w:footnote w:id="1">` + p(" 注里的字 ") + `</w:footnote>`}
	for name, c := range map[string]struct {
		body, want string
		others     parts
	}{
		"runs":     {"<w:p>" + run("第一条") + run("　牵狗。") + "</w:p>", "第一条牵狗。", nil},
		"deletion": {"<w:p>" + run("甲") + `<w:del>` + run("乙") + `</w:del>` + run("丙") + "</w:p>", "甲丙", nil},
		"a table": {`<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr>` + cell(" 甲  |乙 ") + cell("丙") +
			"</w:tr></w:tbl>", "甲 ｜乙 丙", nil},
		"a note":   {"<w:p>" + run("正文") + `<w:r><w:footnoteReference w:id="1"/></w:r></w:p>`, "正文注里的字", note},
		"a field":  {"<w:p>" + run("见") + fieldOf("REF a", run("第三条")) + fieldOf("PAGE", run("7")) + "</w:p>", "见第三条", nil},
		"a hidden": {`<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>` + run("明") + "</w:p>", "明", nil},
		"a box": {`<w:p>` + run("前") + `<w:r><w:pict><w:txbxContent>` + p("框") + `</w:txbxContent></w:pict></w:r>` +
			run("后") + `</w:p>`, "前后框", nil},
		"indented":  {"<w:p><w:r><w:t>\n   甲\n   乙\n  </w:t></w:r></w:p>", "甲\n   乙", nil},
		"our marks": {p("甲\uFDD0\uFDD1\uFDEF乙"), "甲\uFFFD\uFFFD\uFFFD乙", nil},
	} {
		t.Run(name, func(t *testing.T) {
			data := file(t, c.body, c.others)
			read, err := Read(data)
			if err != nil {
				t.Fatal(err)
			}
			d, err := ReadPlaced(data)
			if err != nil {
				t.Fatal(err)
			}
			if name == "our marks" {
				if d.Text != c.want+"\n" {
					t.Errorf("%q", d.Text)
				}
				return
			}
			if d.Text != read.Text || d.Main != "word/document.xml" {
				t.Errorf("%q is read as %q, in %s", read.Text, d.Text, d.Main)
			}
			archive, err := open(data)
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.TrimSpace(placedText(t, d, unpacked(t, archive))); got != c.want {
				t.Errorf("the stretches are %q; want %q", got, c.want)
			}
		})
	}
}

func unpacked(t testing.TB, a *archive) map[string]string {
	t.Helper()
	all := map[string]string{}
	for name, f := range a.parts {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		buffer := make([]byte, 1<<16)
		for {
			n, err := in.Read(buffer)
			b.Write(buffer[:n])
			if err != nil {
				break
			}
		}
		all[name] = b.String()
	}
	return all
}
