package wordedit

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/fatiao/fatiao/corpus/docx"
	"github.com/fatiao/fatiao/internal/testzip"
)

// What cannot be edited is refused, and nothing is given back.
func TestRefused(t *testing.T) {
	body := para("依照第三条。")
	for name, c := range map[string]struct {
		others parts
		want   error
	}{
		"types that are no XML":     {parts{"[Content_Types].xml": "<Types><Override"}, ErrDamaged},
		"comments that are no XML":  {parts{"comments": "<w:comment>"}, ErrDamaged},
		"comments without a prefix": {parts{"comments": "", "word/comments.xml": `<comments xmlns="` + transitional + `"/>`}, ErrDamaged},
		"comments of 20 MB":         {parts{"comments": strings.Repeat("<w:comment/>", 20<<20/12)}, ErrTooMuch},
		"a prefix that is the root's": {parts{"word/document.xml": `<document xmlns="` + transitional +
			`"><body><p><r><t>第三条</t></r></p></body></document>`}, ErrDamaged},
	} {
		data := draft{name, body, c.others}.file(t)
		doc, err := docx.ReadPlaced(data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out, _, err := Annotate(t.Context(), data, doc, marksOf(doc.Text), writer)
		if !errors.Is(err, c.want) || out != nil {
			t.Errorf("%s: %v; want %v", name, err, c.want)
		}
	}
	data := draft{"", body, nil}.file(t)
	doc, err := docx.ReadPlaced(data)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := Annotate(t.Context(), data[:len(data)-30], doc, marksOf(doc.Text), writer); !errors.Is(err, ErrDamaged) {
		t.Errorf("half a file: %v", err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, _, err := Annotate(ended, data, doc, marksOf(doc.Text), writer); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that ended: %v", err)
	}
}

// A text is found in each encoding that the format allows, and is written in the same one. In
// another it has no places, so that nothing is put into it.
func TestOtherEncoding(t *testing.T) {
	const head, comment = `<?xml version="1.0" encoding="UTF-16"?>`, "没有这一条：第三条"
	body := `<w:document ` + spaces + `><w:body>` + para("依照第三条和第四条。") + `</w:body></w:document>`
	d := draft{"", "", parts{"word/document.xml": "\xEF\xBB\xBF" + declared + body}}
	if _, _, written, _ := annotated(t, d.file(t)); written.Links != 2 || written.Unplaced != 0 {
		t.Errorf("with the mark of UTF-8: %+v", written)
	}
	for name, e := range map[string]encoding.Encoding{"UTF-16": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
		"UTF-16, big-endian":        unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
		"UTF-16 without a mark":     unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
		"big-endian without a mark": unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)} {
		encoded := func(s string) string {
			wide, err := e.NewEncoder().String(s)
			if err != nil {
				t.Fatal(err)
			}
			return wide
		}
		d.others = parts{"word/document.xml": encoded(head + body),
			"word/comments.xml": encoded(head + `<w:comments ` + spaces + `></w:comments>`),
			"word/_rels/document.xml.rels": encoded(head + relsHead + `<Relationship Id="r1" Type="` + relsTypes +
				`comments" Target="comments.xml"/></Relationships>`)}
		doc, out, written, _ := annotated(t, d.file(t))
		again, err := docx.Read(out)
		if err != nil || again.Text != doc.Text || written.Links != 2 || written.Comments != 1 || written.Unplaced != 0 {
			t.Errorf("%s: %+v, %v", name, written, err)
			continue
		}
		all := testzip.Unpack(t, out)
		for part, want := range map[string]string{"word/document.xml": "<w:hyperlink", "word/comments.xml": comment,
			"word/_rels/document.xml.rels": "/hyperlink"} {
			if !strings.Contains(all[part], encoded(want)[len(encoded("")):]) || !strings.HasPrefix(all[part], encoded(head)) {
				t.Errorf("%s: %s is %q", name, part, all[part])
			}
		}
	}
	half := "\xFF\xFE<\x00w" // half a character
	d.others = parts{"word/comments.xml": half, "word/_rels/document.xml.rels": relsHead + `<Relationship Id="r1" Type="` + relsTypes +
		`comments" Target="comments.xml"/></Relationships>`}
	d.body = para("依照第三条。")
	data := d.file(t)
	doc, err := docx.ReadPlaced(data)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := Annotate(t.Context(), data, doc, marksOf(doc.Text), writer); !errors.Is(err, ErrDamaged) {
		t.Errorf("half a character: %v", err)
	}
	chinese, err := simplifiedchinese.GBK.NewEncoder().String(`<?xml version="1.0" encoding="GBK"?>` + body)
	if err != nil {
		t.Fatal(err)
	}
	d.others = parts{"word/document.xml": chinese}
	if _, out, written, _ := annotated(t, d.file(t)); written.Links != 0 || written.Comments != 0 || written.Unplaced != 1 ||
		testzip.Unpack(t, out)["word/document.xml"] != chinese {
		t.Errorf("GBK: %+v", written)
	}
}

// Text that is not escaped is split as it stands.
func TestCDATA(t *testing.T) {
	for _, c := range [...][2]string{
		{`<w:t><![CDATA[依照第三条]]>和<![CDATA[第四条 & 第五条。]]></w:t>`, "依照第三条和第四条 & 第五条。\n"},
		{`<w:t>甲 &amp; <![CDATA[<乙>依照第]]>七<![CDATA[条]]></w:t>`, "甲 & <乙>依照第七条\n"},
	} {
		d := draft{"", `<w:p><w:r>` + c[0] + `</w:r></w:p>`, nil}
		doc, out, written, marks := annotated(t, d.file(t))
		again, err := docx.Read(out)
		if err != nil || doc.Text != c[1] || again.Text != c[1] || written.Links != len(marks) || written.Unplaced != 0 {
			t.Errorf("%s: read as %q, again %q, %+v of %d, %v", c[0], doc.Text, again.Text, written, len(marks), err)
		}
	}
}

// Memory is bounded by the text and the parts that are edited, not by what the file says of itself.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("a long draft")
	}
	data := longDraft(25_000).file(t)
	doc, err := docx.ReadPlaced(data)
	if err != nil {
		t.Fatal(err)
	}
	marks := marksOf(doc.Text)[:5000]
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	runtime.GC()
	heap := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(heap)
	before, most := heap[0].Value.Uint64(), uint64(0)
	done := make(chan error)
	go func() {
		_, _, err := Annotate(t.Context(), data, doc, marks, writer)
		done <- err
	}()
	for {
		metrics.Read(heap)
		most = max(most, heap[0].Value.Uint64())
		select {
		case err := <-done:
			if t.Logf("%d MB of text, %d MB at most", len(doc.Text)>>20, (most-min(before, most))>>20); err != nil ||
				most-min(before, most) > 250<<20 {
				t.Errorf("%v", err)
			}
			return
		default:
			runtime.Gosched()
		}
	}
}

// pieces are what FuzzAnnotate builds bodies of.
var pieces = []string{"第三条", "依照", "第", "五", "条 ", "&amp;", "<w:tab/>", "<w:br/>", "</w:t><w:t>", "</w:t></w:r><w:r><w:t>",
	"</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">", "</w:t></w:r></w:p><w:p><w:r><w:t>",
	"</w:t></w:r><w:ins w:id=\"1\"><w:r><w:t>", "</w:t></w:r></w:ins><w:r><w:t>", "</w:t></w:r><w:hyperlink><w:r><w:t>",
	"</w:t></w:r></w:hyperlink><w:r><w:t>", "</w:t></w:r><w:del w:id=\"2\"><w:r><w:delText>x</w:delText></w:r></w:del><w:r><w:t>",
	"</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t>", "</w:t></w:r><w:smartTag><w:r><w:t>",
	"</w:t></w:r></w:smartTag><w:r><w:t>", "<![CDATA[", "]]>"}

// FuzzAnnotate annotates documents that are put together in any way: what comes out is a document
// with the same text and the same meaning.
func FuzzAnnotate(f *testing.F) {
	f.Add([]byte{0, 9, 2, 10, 3, 16, 4, 0, 17, 0})
	f.Add([]byte{12, 2, 3, 13, 4, 18, 0, 19, 14, 0, 15, 2, 8, 3, 6, 4})
	f.Add([]byte{1, 20, 0, 5, 2, 21, 3, 20, 4, 0, 21, 9, 20, 0, 21})
	f.Fuzz(func(t *testing.T, picks []byte) {
		var b strings.Builder
		for _, c := range picks[:min(len(picks), 200)] {
			b.WriteString(pieces[int(c)%len(pieces)])
		}
		body := "<w:p><w:r><w:t>" + b.String() + "</w:t></w:r></w:p>"
		if !isWellFormed(body) {
			t.Skip()
		}
		data := draft{"", body, parts{"footnotes": `<w:footnote w:id="2">` + para("见第七条。") + `</w:footnote>`}}.file(t)
		doc, out, _, _ := annotated(t, data)
		again, err := docx.Read(out)
		if err != nil || again.Text != doc.Text {
			t.Fatalf("%s: %v\n%q\n%q", body, err, doc.Text, again.Text)
		}
		before, after := testzip.Unpack(t, data), testzip.Unpack(t, out)
		for _, name := range mayDiffer[:2] {
			if !isWithin(before[name], after[name]) || meaning(t, before[name]) != meaning(t, after[name]) {
				t.Fatalf("%s\n%s", before[name], after[name])
			}
		}
	})
}

func isWellFormed(body string) bool {
	d := xml.NewDecoder(bytes.NewReader([]byte(`<w:body ` + spaces + `>` + body + `</w:body>`)))
	for {
		if _, err := d.Token(); err != nil {
			return errors.Is(err, io.EOF)
		}
	}
}
