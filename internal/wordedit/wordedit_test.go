package wordedit

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/corpus/docx"
	"github.com/fatiao/fatiao/internal/testzip"
)

var (
	citations = regexp.MustCompile(`(《仓库管理办法》)?第[一二三四五六七八九十]+条(第[一二三四五六七八九十]+款)?(第（[一二三四五六七八九十]+）项)?`)
	writer    = Author{Name: "核查", Initials: "核", Day: time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC)}
)

// marksOf marks each citation of a text with a link, and every second one with a comment.
func marksOf(text string) []Mark {
	var list []Mark
	for i, m := range citations.FindAllStringIndex(text, -1) {
		one := Mark{Start: m[0], End: m[1], URL: "http://127.0.0.1:8080/law/" + text[m[0]:m[1]] + "?a=1&b=2", Tip: `<"提示">`}
		if i%2 == 0 {
			one.Comment = []string{"没有这一条：" + text[m[0]:m[1]], "第二段 <&>"}
		}
		list = append(list, one)
	}
	return list
}

func annotated(t testing.TB, data []byte) (*docx.Placed, []byte, Written, []Mark) {
	t.Helper()
	doc, err := docx.ReadPlaced(data)
	if err != nil {
		t.Fatal(err)
	}
	marks := marksOf(doc.Text)
	out, written, err := Annotate(t.Context(), data, doc, marks, writer)
	if err != nil {
		t.Fatal(err)
	}
	return doc, out, written, marks
}

// mayDiffer are the parts that an annotation changes or adds.
var mayDiffer = []string{"word/document.xml", "word/footnotes.xml", "word/comments.xml", "[Content_Types].xml",
	"word/_rels/document.xml.rels", "word/_rels/footnotes.xml.rels"}

// The file is the same but for links and comments.
func TestDrafts(t *testing.T) {
	all := drafts()
	if len(all) != 20 {
		t.Fatalf("%d drafts", len(all))
	}
	for _, d := range all {
		t.Run(d.name, func(t *testing.T) {
			data := d.file(t)
			doc, out, written, marks := annotated(t, data)
			before, after := testzip.Unpack(t, data), testzip.Unpack(t, out)
			for name, content := range before {
				switch got, ok := after[name]; {
				case !ok:
					t.Errorf("%s is gone", name)
				case got != content && !slices.Contains(mayDiffer, name):
					t.Errorf("%s is another", name)
				case !isWithin(content, got):
					t.Errorf("%s lost something:\n%s\n%s", name, content, got)
				}
			}
			for name := range after {
				if _, ok := before[name]; !ok && !slices.Contains(mayDiffer, name) {
					t.Errorf("%s was added", name)
				}
			}
			for _, name := range mayDiffer[:2] {
				if want, got := meaning(t, before[name]), meaning(t, after[name]); want != got {
					t.Errorf("%s means something else:\n%s\n%s", name, want, got)
				}
			}
			again, err := docx.Read(out)
			if err != nil || again.Text != doc.Text {
				t.Errorf("read again: %v\n%s\n%s", err, doc.Text, again.Text)
			}
			wanted := 0
			for _, m := range marks {
				if len(m.Comment) > 0 {
					wanted++
				}
			}
			ranges := strings.Count(after["word/document.xml"], "<w:commentReference") - strings.Count(before["word/document.xml"],
				"<w:commentReference")
			if written.Comments != wanted || ranges != wanted || written.Unplaced != 0 || len(marks) == 0 {
				t.Errorf("%d of %d comments, %d references, %+v:\n%s", written.Comments, wanted, ranges, written,
					after["word/document.xml"])
			}
		})
	}
}

// isWithin reports whether all bytes of a text stand in another in the same order.
func isWithin(inner, outer string) bool {
	for i := range len(inner) {
		at := strings.IndexByte(outer, inner[i])
		if at < 0 {
			return false
		}
		outer = outer[at+1:]
	}
	return true
}

// meaning is what a part says without what was added: each character with the format of its run and
// the changes and links around it, and the other elements in order. Runs may be divided anywhere.
func meaning(t testing.TB, part string) string {
	t.Helper()
	if part == "" {
		return ""
	}
	var b strings.Builder
	d := xml.NewDecoder(strings.NewReader(part))
	var around []string // changes and links
	var format string   // of the run
	var inFormat, inText, ours int
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatalf("%v in %s", err, part)
		}
		switch x := token.(type) {
		case xml.StartElement:
			tag := fmt.Sprint(x.Name.Local, x.Attr)
			switch name := x.Name.Local; {
			case strings.Contains(tag, "rFatiao"):
				ours++
			case inFormat > 0 || name == "rPr":
				inFormat++
				format += "<" + tag
			case name == "r":
				format = ""
			case name == "t":
				inText++
			case name == "ins" || name == "moveTo" || name == "hyperlink":
				around = append(around, tag)
			case strings.HasPrefix(name, "comment") && !strings.Contains(tag, " 7000}"):
			default:
				b.WriteString("<" + tag + strings.Join(around, "") + ">")
			}
		case xml.EndElement:
			switch name := x.Name.Local; {
			case inFormat > 0:
				inFormat--
				format += ">"
			case name == "hyperlink" && ours > 0:
				ours--
			case name == "t":
				inText--
			case name == "ins" || name == "moveTo" || name == "hyperlink":
				around = around[:len(around)-1]
			case name == "r" || strings.HasPrefix(name, "comment"):
			default:
				b.WriteString("</" + name + ">")
			}
		case xml.CharData:
			if inText == 0 {
				continue // white space between elements
			}
			for _, c := range string(x) {
				b.WriteString(string(c) + "{" + format + strings.Join(around, "") + "}")
			}
		}
	}
}

// What was inserted can be taken out again, byte for byte.
func TestTakenOut(t *testing.T) {
	for _, d := range drafts() {
		data := d.file(t)
		doc, err := docx.ReadPlaced(data)
		if err != nil {
			t.Fatal(err)
		}
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		e := &editor{ctx: t.Context(), file: newPackageFile(z), doc: doc, author: writer, parts: map[string]*part{}}
		if err := e.edit(marksOf(doc.Text)); err != nil {
			t.Fatal(err)
		}
		for _, p := range e.order {
			out := string(e.file.replaced[p.name])
			if out == "" {
				continue
			}
			var b strings.Builder
			at := 0
			for next, x := range p.ordered() {
				b.WriteString(out[:next-at])
				out = strings.TrimPrefix(out[next-at:], x)
				at = next
			}
			if b.WriteString(out); b.String() != string(p.content) {
				t.Errorf("%s, %s: what was inserted does not come out", d.name, p.name)
			}
		}
	}
}

// Links stand where the format allows them.
func TestLinks(t *testing.T) {
	for _, d := range drafts() {
		_, out, written, marks := annotated(t, d.file(t))
		without := map[string]int{"已有链接的网页摘录": 1, "交叉引用的域": 2, "内容控件": 1, "有注音": 1}[d.name]
		if written.Links != len(marks)-without {
			t.Errorf("%s: %d links for %d citations, %d of which cannot have one", d.name, written.Links, len(marks), without)
		}
		all := testzip.Unpack(t, out)
		for _, name := range mayDiffer[:2] {
			checkLinks(t, d.name, all[name], all["word/_rels/"+strings.TrimPrefix(name, "word/")+".rels"])
		}
	}
}

// checkLinks holds the links of a part against its relations, and against where links may stand.
func checkLinks(t *testing.T, draft, part, relations string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(part))
	var open []string
	for {
		token, err := d.Token()
		if err != nil {
			break
		}
		switch x := token.(type) {
		case xml.StartElement:
			if x.Name.Local == "hyperlink" {
				if slices.Contains(open, "hyperlink") || !slices.Contains([]string{"p", "smartTag"}, open[len(open)-1]) {
					t.Errorf("%s: a link stands in %v", draft, open)
				}
				if id := attr(x, "id"); !strings.Contains(relations, `Id="`+id+`"`) {
					t.Errorf("%s: no relation %s in %s", draft, id, relations)
				}
			}
			open = append(open, x.Name.Local)
		case xml.EndElement:
			open = open[:len(open)-1]
		}
	}
}

// Comments keep the numbers of those that are there, and say who wrote them.
func TestComments(t *testing.T) {
	for _, d := range drafts() {
		_, out, _, _ := annotated(t, d.file(t))
		all := testzip.Unpack(t, out)
		ids := regexp.MustCompile(`<w:comment w:id="(\d+)"`).FindAllStringSubmatch(all["word/comments.xml"], -1)
		seen := map[string]bool{}
		for _, id := range ids {
			if seen[id[1]] {
				t.Errorf("%s: two comments %s", d.name, id[1])
			}
			seen[id[1]] = true
			for _, tag := range []string{"RangeStart", "RangeEnd", "Reference"} {
				if n := strings.Count(all["word/document.xml"], `<w:comment`+tag+` w:id="`+id[1]+`"/>`); n != 1 {
					t.Errorf("%s: comment %s has %d %s", d.name, id[1], n, tag)
				}
			}
		}
		if !strings.Contains(all["word/comments.xml"], `w:author="核查"`) || !strings.Contains(all["word/comments.xml"],
			"第二段 &lt;&amp;&gt;") {
			t.Errorf("%s: %s", d.name, all["word/comments.xml"])
		}
		if n := strings.Count(all["word/_rels/document.xml.rels"], `relationships/comments"`); n != 1 {
			t.Errorf("%s: %d relations to comments", d.name, n)
		}
	}
}

// A document that was annotated can be annotated again.
func TestTwice(t *testing.T) {
	_, once, first, _ := annotated(t, drafts()[0].file(t))
	doc, twice, second, _ := annotated(t, once)
	if second.Links != 0 || second.Comments != first.Comments {
		t.Errorf("%+v, then %+v", first, second)
	}
	if again, err := docx.Read(twice); err != nil || again.Text != doc.Text {
		t.Errorf("%v: %s", err, again.Text)
	}
}
