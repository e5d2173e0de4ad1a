package corpus

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fumiama/go-docx"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testlaw"
)

const law = "养犬管理办法\n第一条　为了让狗有人牵，制定本办法。\n第二条　牵狗要用绳子，绳子长不过一米。\n"

// outcome is what became of each path.
type outcome struct {
	documents map[string][]*Document
	rejected  map[string]string
	skipped   map[string]string
	sources   map[string]Source
}

// readAll walks and reads paths under dir; paths in the outcome are relative
// to it.
func readAll(t *testing.T, limits Limits, dir string) outcome {
	t.Helper()
	o := outcome{map[string][]*Document{}, map[string]string{}, map[string]string{}, map[string]Source{}}
	r := &Reader{Limits: limits}
	rel := func(p string) string { return strings.TrimPrefix(p, dir+string(filepath.Separator)) }
	err := Walk(context.Background(), []string{dir}, limits, func(f *File) error {
		p := rel(f.Path)
		switch {
		case f.Rejected != nil:
			o.rejected[p] = f.Rejected.Error()
			return nil
		case f.Skipped != "":
			o.skipped[p] = f.Skipped
			return nil
		}
		src, err := r.Read(t.Context(), f, func(d *Document) error {
			o.documents[p] = append(o.documents[p], d)
			return nil
		}, func(path string, why error) { o.rejected[rel(path)] = why.Error() })
		var problem *Problem
		switch {
		case errors.Is(err, ErrSkip):
			o.skipped[p] = err.Error()
		case errors.As(err, &problem):
			o.rejected[p] = problem.Error()
		case err != nil:
			t.Errorf("%s: %v", p, err)
		default:
			o.sources[p] = src
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func write(t *testing.T, dir, name string, data []byte) {
	t.Helper()
	p := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func docxOf(t *testing.T, lines ...string) []byte {
	t.Helper()
	d := docx.New().WithDefaultTheme()
	for _, l := range lines {
		d.AddParagraph().AddText(l)
	}
	var b bytes.Buffer
	if _, err := d.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zipOf(t *testing.T, files map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, data := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func tarGzOf(t *testing.T, entries []tar.Header, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	g := gzip.NewWriter(&b)
	w := tar.NewWriter(g)
	for _, h := range entries {
		if h.Typeflag == tar.TypeReg {
			h.Size = int64(len(data))
		}
		h.Mode = 0o644
		if err := w.WriteHeader(&h); err != nil {
			t.Fatal(err)
		}
		if h.Typeflag == tar.TypeReg {
			if _, err := w.Write(data); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := errors.Join(w.Close(), g.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// brokenPDF writes objects with a table of where they are.
func brokenPDF(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var offsets []int
	for i, o := range objects {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF", len(objects)+1, start)
	return b.Bytes()
}

// What a Word document has and its text has not is said.
func TestDOCXLeftOut(t *testing.T) {
	data := zipOf(t, map[string][]byte{"word/document.xml": []byte(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordproc` +
		`essingml/2006/main">` +
		`<w:body><w:p><w:r><w:t>第一条　牵狗。</w:t></w:r><w:del><w:r><w:delText>放狗</w:delText></w:r></w:del><w:ins><w:r><w:t>绳长一米。</w:t><` +
		`/w:r></w:ins></w:p>` +
		`<w:p><w:r><w:sym w:font="某标" w:char="F041"/></w:r></w:p></w:body></w:document>`)})
	var docs []*Document
	_, err := (&Reader{}).Read(t.Context(), Memory("甲.docx", data), func(d *Document) error {
		docs = append(docs, d)
		return nil
	}, nil)
	if err != nil || len(docs) != 1 || strings.TrimSpace(docs[0].Text) != "第一条　牵狗。绳长一米。\n□" {
		t.Fatalf("read as %+v, %v", docs, err)
	}
	var codes []string
	for _, d := range docs[0].Diagnostics {
		codes = append(codes, d.Code)
	}
	if want := []string{"docx_left_out", "docx_symbols"}; !slices.Equal(codes, want) {
		t.Errorf("diagnostics %v; want %v", codes, want)
	}
}

// A file of another program is refused with what it is and what to do, under any name.
func TestOfficeFiles(t *testing.T) {
	ole := func(stream string) []byte {
		data := append([]byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}, make([]byte, 600)...)
		for _, c := range []byte(stream) {
			data = append(data, c, 0)
		}
		return data
	}
	const types = `<Types><Override PartName="/%s" ContentType="application/vnd.openxmlformats-officedocument.%s.main+xml"/></Types>`
	const rels = `<Relationships><Relationship Type="http://x/officeDocument" Target="%s"/></Relationships>`
	ooxml := func(part, kind string) []byte {
		return zipOf(t, map[string][]byte{"[Content_Types].xml": fmt.Appendf(nil, types, part, kind),
			"_rels/.rels": fmt.Appendf(nil, rels, part),
			part:          []byte("<x/>")})
	}
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"甲.doc":  {ole("WordDocument"), "旧版 Word 文档（.doc）"},
		"甲.docx": {ole("EncryptedPackage"), "有密码"},
		"甲.wps":  {ole("WordDocument"), "WPS 文字"},
		"甲.xls":  {ole("Workbook"), "Excel"},
		"乙.ole":  {ole(""), "旧版 Word 或 Office"},
		"乙.doc":  {[]byte(`{\rtf1\ansi 甲}`), "RTF"},
		"乙.txt":  {[]byte(`{\rtf1\ansi 甲}`), "RTF"},
		"丙.doc":  {[]byte(`<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>`), "Word 的 XML"},
		"丁.doc":  {[]byte("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"), "MHT"},
		"甲.ofd":  {zipOf(t, map[string][]byte{"OFD.xml": []byte("<x/>"), "Doc_0/Document.xml": []byte("<x/>")}), "OFD"},
		"甲.odt":  {zipOf(t, map[string][]byte{"mimetype": []byte("x"), "content.xml": []byte("<x/>")}), "OpenDocument"},
		"甲.xlsx": {ooxml("xl/workbook.xml", "spreadsheetml.sheet"), "Excel"},
		"甲.pptx": {ooxml("ppt/presentation.xml", "presentationml.presentation"), "PPT"},
	} {
		dir := t.TempDir()
		write(t, dir, name, c.data)
		o := readAll(t, Limits{}, dir)
		if got := o.rejected[name]; !strings.Contains(got, c.want) || len(o.rejected) != 1 || len(o.documents) > 0 {
			t.Errorf("%s: rejected as %q; want %s", name, o.rejected, c.want)
		}
	}
	if _, err := (&Reader{}).Read(t.Context(), Memory("甲.zip", zipOf(t, map[string][]byte{"甲.txt": []byte("甲")})), nil, nil); err == nil ||
		!strings.Contains(err.Error(), "压缩包") {
		t.Errorf("an archive that was sent in: %v", err)
	}
}

func TestEncodings(t *testing.T) {
	dir := t.TempDir()
	utf16 := func(e unicode.Endianness, bom unicode.BOMPolicy) []byte {
		return must(unicode.UTF16(e, bom).NewEncoder().Bytes([]byte(law)))
	}
	for name, data := range map[string][]byte{
		"utf8.txt":       []byte(law),
		"utf8bom.txt":    append([]byte("\xEF\xBB\xBF"), law...),
		"crlf.txt":       []byte(strings.ReplaceAll(law, "\n", "\r\n")),
		"gb18030.txt":    must(simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(law))),
		"utf16le.txt":    utf16(unicode.LittleEndian, unicode.UseBOM),
		"utf16be.txt":    utf16(unicode.BigEndian, unicode.UseBOM),
		"utf16lenob.txt": utf16(unicode.LittleEndian, unicode.IgnoreBOM),
	} {
		write(t, dir, name, data)
	}
	o := readAll(t, Limits{}, dir)
	for name, want := range map[string]string{"utf8.txt": "UTF-8", "utf8bom.txt": "UTF-8", "crlf.txt": "UTF-8", "gb18030.txt": "GB18030",
		"utf16le.txt": "UTF-16LE", "utf16be.txt": "UTF-16BE", "utf16lenob.txt": "UTF-16LE"} {
		docs := o.documents[name]
		if len(docs) != 1 || docs[0].Text != law || o.sources[name].Encoding != want {
			t.Errorf("%s: %d documents, encoding %q, rejected %q; want the law in %s", name, len(docs), o.sources[name].Encoding,
				o.rejected[name], want)
		}
	}
}

func TestFormats(t *testing.T) {
	dir := t.TempDir()
	page := `<!doctype html><html><head><title>养犬管理办法_某网</title></head><body><nav><a href="/">首页</a><a href="/x">新闻</a></nav>
<div class="article"><h1>养犬管理办法</h1><p>第一条　为了让狗有人牵，制定本办法。</p><p>第二条　牵狗要用绳子，<b>绳子</b>长不过一米。</p>
<table><tr><td>大狗</td><td>一米</td></tr></table></div><footer>版权所有</footer><script>alert(1)</script></body></html>`
	write(t, dir, "page.html", []byte(page))
	write(t, dir, "word.docx", docxOf(t, "养犬管理办法", "第一条　为了让狗有人牵，制定本办法。", "第二条　牵狗要用绳子，绳子长不过一米。"))
	write(t, dir, "faq.jsonl", []byte(`{"qid":"7","query":"狗可以不牵吗？","gold":[["养犬管理办法/2"]]}`+"\n"+`{"id":"a","text":"正文一"}`+"\n\n"+
		`{"id":3,"content":"正文二"}`+"\n"))
	write(t, dir, "markup.jsonl",
		[]byte(`{"id":"m","text":"某院\n<p>\n</p>\n判决书\n原告甲。\n被告乙。\n"}`+"\n"+`{"id":"n","text":"<p>某院\n判决书</p><p>原告甲。</p>"}`+"\n"))
	write(t, dir, "_index.md", []byte("---\nbookCollapseSection: true\n---\n"))
	write(t, dir, "模版.md", []byte("---\nbookHidden: true\n---\n\n# 标题\n"))
	write(t, dir, "司法解释/解释(2020-01-02).md", []byte("# 解释\n\n第一条 甲\n"))
	o := readAll(t, Limits{}, dir)
	if len(o.rejected) > 0 {
		t.Errorf("rejected %v", o.rejected)
	}
	html := o.documents["page.html"][0].Text
	for _, want := range []string{"# 养犬管理办法\n", "第二条　牵狗要用绳子，绳子长不过一米。", "| 大狗 | 一米 |"} {
		if !strings.Contains(html, want) {
			t.Errorf("page.html: %q lacks %q", html, want)
		}
	}
	for _, not := range []string{"首页", "版权", "alert"} {
		if strings.Contains(html, not) {
			t.Errorf("page.html: %q has %q", html, not)
		}
	}
	if got := o.documents["word.docx"][0].Text; !strings.Contains(got, "第二条　牵狗要用绳子，绳子长不过一米。\n") {
		t.Errorf("word.docx: %q", got)
	}
	faq := o.documents["faq.jsonl"]
	if len(faq) != 3 || faq[0].Kind != statute.DocConsultation || faq[0].Answers[0][0] != "养犬管理办法/2" || faq[1].ID != "a" ||
		faq[2].ID != "3" {
		t.Errorf("faq.jsonl: %+v", faq)
	}
	if m := o.documents["markup.jsonl"]; m[0].Text != "某院\n判决书\n原告甲。\n被告乙。" || m[1].Text != "某院判决书\n原告甲。" {
		t.Errorf("markup.jsonl: %q, %q", m[0].Text, m[1].Text)
	}
	if o.skipped["_index.md"] == "" || o.skipped["模版.md"] == "" {
		t.Errorf("skipped %v", o.skipped)
	}
	if d := o.documents["司法解释/解释(2020-01-02).md"][0]; d.Title != "解释" || d.Date != "2020-01-02" || d.Category != "司法解释" {
		t.Errorf("title %q, date %q, category %q", d.Title, d.Date, d.Category)
	}
}

// testdata/law.pdf was printed by Chromium from internal/testlaw/laws/解释.md.
func TestPDF(t *testing.T) {
	data, err := os.ReadFile("testdata/law.pdf")
	if err != nil {
		t.Fatal(err)
	}
	text, _, err := pdfText(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	squeeze := func(s string) string {
		return strings.NewReplacer("#", "").Replace(strings.Join(strings.Fields(strings.ReplaceAll(s, "<!-- INFO END -->", "")), ""))
	}
	if got, want := squeeze(text), squeeze(testlaw.Text(t, "laws/解释.md")); got != want {
		t.Errorf("the text layer reads\n%s\nwant\n%s", got, want)
	}
	for _, line := range []string{"\n第一条 驾驶人闭眼", "\n第二条 本解释", "\n一、打瞌睡的认定\n"} {
		if !strings.Contains(text, line) {
			t.Errorf("line %q is not one of\n%s", line, text)
		}
	}
}

func TestBadInput(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "good.txt", []byte(law))
	write(t, dir, "empty.txt", nil)
	write(t, dir, "blank.txt", []byte(" \n\n\t\n"))
	write(t, dir, "noise.txt", bytes.Repeat([]byte{0x00, 0xFF, 0x13, 0x81, 0x7F}, 500))
	write(t, dir, "latin1.txt", []byte("Caf\xe9 cr\xe8me, na\xefve r\xe9sum\xe9 \xfcber"))
	write(t, dir, "halfutf8.txt", append([]byte("\xEF\xBB\xBF"), "\xE4\xB8"...))
	write(t, dir, "broken.docx", []byte("PK\x03\x04 not really a zip"))
	write(t, dir, "noword.docx", zipOf(t, map[string][]byte{"word/document.xml": []byte("<w:document><unclosed>")}))
	write(t, dir, "broken.pdf", []byte("%PDF-1.7\nnothing here"))
	for name, kids := range map[string]string{"loop.pdf": "[2 0 R 2 0 R] /Count 3", "count.pdf": "[3 0 R] /Count 2000000000"} {
		write(t, dir, name, brokenPDF("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids "+kids+" >>",
			"<< /Type /Page /Parent 2 0 R >>"))
	}
	write(t, dir, "old.doc", []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1})
	write(t, dir, "photo.png", []byte("\x89PNG\r\n\x1a\n...."))
	write(t, dir, "bad.jsonl", []byte("{\"id\":\"1\",\"text\":\"好\"}\nnot json\n{\"id\":\"2\"}\n"))
	write(t, dir, "allbad.jsonl", []byte("nope\n"))
	write(t, dir, "program.py", []byte("print('第一条 你好')\n"))
	write(t, dir, "~$word.docx", []byte("lock"))
	long := bytes.Repeat([]byte("长"), 3_000_000)
	write(t, dir, "longline.txt", long)
	write(t, dir, "longline.jsonl", append([]byte(`{"text":"`), append(long, `"}`...)...))
	write(t, dir, "escape.zip", zipOf(t, map[string][]byte{"../../etc/law.txt": []byte(law), "/abs.txt": []byte(law),
		"in/ok.txt": []byte(law), `..\win.txt`: []byte(law)}))
	write(t, dir, "bomb.zip", zipOf(t, map[string][]byte{"bomb.txt": make([]byte, 6<<20), "ok.txt": []byte(law)}))
	write(t, dir, "nested.zip", zipOf(t, map[string][]byte{"inner.zip": zipOf(t, map[string][]byte{"a.txt": []byte(law)})}))
	write(t, dir, "broken.zip", []byte("PK\x03\x04truncated"))
	write(t, dir, "links.tar.gz", tarGzOf(t, []tar.Header{{Name: "../up.txt", Typeflag: tar.TypeReg},
		{Name: "link", Linkname: "/etc/passwd", Typeflag: tar.TypeSymlink}, {Name: "ok.txt", Typeflag: tar.TypeReg}}, []byte(law)))
	write(t, dir, "bomb.tar.gz", tarGzOf(t, []tar.Header{{Name: "zero.txt", Typeflag: tar.TypeReg}}, make([]byte, 32<<20)))
	write(t, dir, "broken.tar.gz", []byte{0x1f, 0x8b, 8, 0, 1, 2, 3})
	outside := filepath.Join(t.TempDir(), "secret.txt")
	write(t, filepath.Dir(outside), "secret.txt", []byte(law))
	for name, target := range map[string]string{"dangling.txt": "nowhere.txt", "outside.txt": outside} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	write(t, dir, "oneline.txt", bytes.Repeat([]byte("第一条 长"), 400_000))
	o := readAll(t, Limits{FileBytes: 8 << 20, LineBytes: 1 << 20, Ratio: 100}, dir)
	for _, name := range []string{"empty.txt", "blank.txt", "noise.txt", "latin1.txt", "halfutf8.txt", "broken.docx", "noword.docx",
		"broken.pdf", "loop.pdf", "count.pdf", "old.doc", "photo.png",
		"bad.jsonl:2", "bad.jsonl:3", "allbad.jsonl", "program.py", "longline.txt", "longline.jsonl", "oneline.txt",
		"escape.zip!../../etc/law.txt", "escape.zip!/abs.txt", `escape.zip!..\win.txt`, "bomb.zip!bomb.txt", "nested.zip!inner.zip",
		"broken.zip", "links.tar.gz!../up.txt", "links.tar.gz!link", "bomb.tar.gz!zero.txt", "broken.tar.gz", "dangling.txt",
		"outside.txt"} {
		if o.rejected[name] == "" {
			t.Errorf("%s is not rejected (documents %d, skipped %q)", name, len(o.documents[name]), o.skipped[name])
		}
	}
	for _, name := range []string{"good.txt", "bad.jsonl", "escape.zip!in/ok.txt", "bomb.zip!ok.txt", "links.tar.gz!ok.txt"} {
		if len(o.documents[name]) != 1 {
			t.Errorf("%s was not read: %q", name, o.rejected[name])
		}
	}
	if len(o.documents) != 5 {
		t.Errorf("documents from %d files; want 5: %v", len(o.documents), o.documents)
	}
}

func TestWalkMissing(t *testing.T) {
	err := Walk(context.Background(), []string{filepath.Join(t.TempDir(), "没有")}, Limits{}, func(*File) error { return nil })
	var problem *Problem
	if !errors.As(err, &problem) {
		t.Errorf("got %v; want a problem in the user's words", err)
	}
}

func TestDefaults(t *testing.T) {
	defaults, err := Defaults()
	if err != nil {
		t.Fatal(err)
	}
	if len(defaults) != 8 {
		t.Errorf("%d embedded documents; want the press release, five digests, the main points and the questions", len(defaults))
	}
	for _, d := range defaults {
		if d.Provenance == "" {
			t.Errorf("%s has no provenance", d.File.Path)
		}
	}
}

// FuzzDecode: any bytes give text or a reason, and text is valid.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(law))
	f.Add([]byte("\xFF\xFEa\x00"))
	f.Add([]byte("\x81\x30\x81\x30"))
	f.Fuzz(func(t *testing.T, data []byte) {
		text, name, err := decode(data)
		if err == nil && (name == "" || strings.Contains(text, "\r") || strings.ContainsRune(text, 0)) {
			t.Fatalf("decode gives %q in %q", text, name)
		}
	})
}
