package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/testlaw"
	"github.com/fatiao/fatiao/internal/testzip"
)

// officeEnv names the variable that gives the program of LibreOffice: .ci/accept installs it.
const officeEnv = "FATIAO_SOFFICE"

// officeDraft is a draft with a tracked change, a table, a footnote and a header. Two of its six
// citations are right, one law is loaded in no text, and the others are of articles that are not there.
func officeDraft(t *testing.T) []byte {
	t.Helper()
	const spaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	const base = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	const rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	run := func(s string) string { return `<w:r><w:t xml:space="preserve">` + s + `</w:t></w:r>` }
	return testzip.Pack(t, map[string]string{
		"[Content_Types].xml": `<?xml version="1.0" encoding="UTF-8"?>` +
			`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/word/document.xml" ContentType="` + base + `document.main+xml"/>` +
			`<Override PartName="/word/footnotes.xml" ContentType="` + base + `footnotes+xml"/>` +
			`<Override PartName="/word/header1.xml" ContentType="` + base + `header+xml"/></Types>`,
		"_rels/.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="` +
			rel + `officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="` + rel + `footnotes" Target="footnotes.xml"/><Relationship Id="rId2" Type="` + rel +
			`header" Target="header1.xml"/></Relationships>`,
		"word/header1.xml": `<w:hdr ` + spaces + `><w:p>` + run("某某律师事务所") + `</w:p></w:hdr>`,
		"word/footnotes.xml": `<w:footnotes ` + spaces +
			`><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>` +
			`<w:footnote w:id="1"><w:p>` + run("另见《民法典》第九千条。") + `</w:p></w:footnote></w:footnotes>`,
		"word/document.xml": `<w:document ` + spaces +
			`><w:body><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/><w:sz w:val="36"/></w:rPr>` +
			`<w:t>民事起诉状</w:t></w:r></w:p><w:p>` + run("被告违反约定，依照《民法典》第") + `<w:r><w:rPr><w:b/></w:rPr><w:t>五百七十七</w:t></w:r>` +
			run("条，应当承担违约责任") + `<w:r><w:footnoteReference w:id="1"/></w:r>` + run("。原告还主张《民法典》第八千条。") + `</w:p><w:p>` +
			run("本案另适用") + `<w:ins w:id="3" w:author="甲" w:date="2026-01-01T00:00:00Z">` + run("《民法典》第五百零九条和《飞船管理条例》第二条") +
			`</w:ins><w:del w:id="4" w:author="甲" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>《民法典》第一条</w:delText></w:r>` +
			`</w:del>` + run("。") +
			`</w:p><w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>` +
			`<w:tr><w:tc><w:tcPr/><w:p>` +
			run("请求权基础") + `</w:p></w:tc><w:tc><w:tcPr/><w:p>` + run("《民法典》第七千条") + `</w:p></w:tc></w:tr></w:tbl><w:p>` + run("2026年3月4日") +
			`</w:p><w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>` +
			`</w:body></w:document>`,
	})
}

// TestOffice opens laws, a compiled edition, a report, a comparison and a draft that came back in
// LibreOffice: their texts
// are in the PDF that it makes, the comments of the draft are comments there, and its change, its
// table, its note and its header are what they were.
func TestOffice(t *testing.T) {
	data, office := os.Getenv(testlaw.IngestedEnv), os.Getenv(officeEnv)
	if data == "" || office == "" {
		t.Skipf("needs a data folder of the real collection and LibreOffice; set %s and %s", testlaw.IngestedEnv, officeEnv)
	}
	bin, dir := build(t), t.TempDir()
	if kept := os.Getenv("FATIAO_PDFS"); kept != "" {
		dir = kept
	}
	command := func(codes int, name string, args ...string) string {
		t.Helper()
		out, err := exec.Command(name, args...).CombinedOutput()
		exit := &exec.ExitError{}
		if err != nil && !(errors.As(err, &exit) && exit.ExitCode() == codes) {
			t.Fatalf("%s %v: %v\n%s", filepath.Base(name), args, err, out)
		}
		return string(out)
	}
	office1 := []string{"-env:UserInstallation=file://" + t.TempDir(), "--headless", "--convert-to"}
	laws := map[string]string{"民法典": "第五百七十七条", "刑法": "第二百六十四条", "公司法": "第十五条", "道路交通安全法": "第七十六条", "行政处罚法": "第三十三条"}
	var files []string
	for law := range laws {
		file := filepath.Join(dir, law+".docx")
		command(0, bin, "export", "--data", data, law, "--format", "docx", "--output", file)
		files = append(files, file)
	}
	others := map[string][]string{"合编本": {"export", "道路交通安全法", "--compiled", "--articles", "70-76"},
		"报告": {"export", "--report", "合同", "--own", "北京市海淀区人民法院"}, "对照": {"diff", "公司法@2018-10-26/16", "公司法/15"}}
	says := map[string]string{"合编本": "司法解释", "报告": "三、分析意见", "对照": "第十六条 → 第十五条"}
	for name, asked := range others {
		file := filepath.Join(dir, name+".docx")
		command(0, bin, append(asked, "--data", data, "--output", file)...)
		files = append(files, file)
	}
	draft, back := filepath.Join(dir, "起诉状.docx"), filepath.Join(dir, "已核查.docx")
	if err := os.WriteFile(draft, officeDraft(t), 0o600); err != nil {
		t.Fatal(err)
	}
	said := command(exitWrong, bin, "check", "--data", data, "--annotate", back, draft)
	if strings.Count(said, "没有这一条") != 4 || strings.Count(said, "没有收录") != 2 {
		t.Errorf("the check says:\n%s", said)
	}
	command(0, office, append(append(append([]string{}, office1...), "pdf", "--outdir", dir), append(files, back)...)...)
	for law, article := range laws {
		if text := command(0, bin, "parse", filepath.Join(dir, law+".pdf")); !strings.Contains(text, article) {
			t.Errorf("%s has no %s in its PDF", law, article)
		}
	}
	for name, words := range says {
		if text := command(0, bin, "parse", filepath.Join(dir, name+".pdf")); !strings.Contains(text, words) {
			t.Errorf("%s has not %s in its PDF:\n%s", name, words, text)
		}
	}
	command(0, office, append(append([]string{}, office1...), "fodt", "--outdir", dir, back)...)
	content, err := os.ReadFile(filepath.Join(dir, "已核查.fodt"))
	if err != nil {
		t.Fatal(err)
	}
	opened := string(content)
	for what, n := range map[string]int{"<office:annotation ": 4, "没有这一条": 3, "<text:note ": 1, "<table:table ": 1, "<text:insertion>": 1,
		"<text:deletion>": 1, "某某律师事务所": 1} {
		if got := strings.Count(opened, what); got < n || strings.HasPrefix(what, "<office:annotation ") && got != n {
			t.Errorf("LibreOffice sees %d of %s; want %d", got, what, n)
		}
	}
	if n := strings.Count(opened, "/law/"); n < 2 {
		t.Errorf("LibreOffice sees %d links", n)
	}
}
