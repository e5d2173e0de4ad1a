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
	"time"
	"unicode"
	"unicode/utf8"
)

// fuzzLimits are small, so that what goes over them is small too.
var fuzzLimits = Limits{FileBytes: 1 << 20, LineBytes: 1 << 16, ArchiveBytes: 1 << 21, ArchiveFiles: 20, Ratio: 50}

// tooLong is when reading a file of the size that fuzzing makes is not bounded by its
// size any more, also where other processes have the cores.
const tooLong = 5 * time.Second

// inWords fails for an error that is not in the user's words.
func inWords(t *testing.T, err error) {
	t.Helper()
	var problem *Problem
	if !errors.As(err, &problem) && !errors.Is(err, ErrSkip) ||
		!strings.ContainsFunc(err.Error(), func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		t.Fatalf("an error that the user cannot read: %v", err)
	}
}

// readWhole reads a file and holds what comes of it against what readers promise.
func readWhole(t *testing.T, f *File) {
	t.Helper()
	start := time.Now()
	documents := 0
	r := &Reader{Limits: fuzzLimits}
	// PDFium is stopped here: it may take ten seconds, after which go ends a fuzzing
	// process.
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
	defer cancel()
	_, err := r.Read(ctx, f, func(d *Document) error {
		documents++
		if !utf8.ValidString(d.Text) || strings.TrimSpace(d.Text) == "" {
			t.Fatalf("a document with the text %q", d.Text)
		}
		if !utf8.ValidString(d.Shown()) {
			t.Fatalf("shown as %q", d.Shown())
		}
		for _, g := range d.Diagnostics {
			if g.Span.Start < 0 || g.Span.End < g.Span.Start || g.Span.End > len(d.Text) {
				t.Fatalf("%+v lies outside the %d bytes of the text", g, len(d.Text))
			}
		}
		return nil
	}, func(_ string, why error) { inWords(t, why) })
	limit, isPDF := tooLong, bytes.HasPrefix(head(t, f), []byte("%PDF-"))
	if isPDF {
		limit += 15 * time.Second // the first one compiles PDFium where it is not in the user's cache
	}
	switch {
	case isPDF && errors.Is(err, context.DeadlineExceeded): // it was stopped
	case err != nil:
		inWords(t, err)
	case err == nil && documents == 0:
		t.Fatal("neither a document nor a reason")
	}
	if took := time.Since(start); took > limit {
		t.Fatalf("%d bytes took %s", f.Size, took)
	}
}

func head(t *testing.T, f *File) []byte {
	t.Helper()
	head, err := readHead(f)
	if err != nil {
		t.Fatal(err)
	}
	return head
}

// FuzzRead reads any bytes under any name, as every kind of text.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"甲.txt", "甲.md", "甲.html", "甲.jsonl", "常见问题.txt", "甲（2020-01-02）.txt", "甲.docx", "甲.pdf", "甲.png", ""} {
		f.Add(name, []byte(law))
	}
	f.Add("甲.html", []byte("<html><head><title>养犬法 - 某网</title></head><body><nav>首页</nav><h1>养犬法</h1><table><tr><td>第一条</td><td>牵狗</td><"+
		"/tr></table><p>第二条<br>狗</p></body></html>"))
	f.Add("甲.html", []byte("<!DOCTYPE html [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><p>&x;"+strings.Repeat("<div><b>", 600)))
	f.Add("甲.jsonl", []byte("{\"id\":7,\"text\":\"狗<p>咬人</p>\",\"date\":\"2020-01-01\"}\n{\"query\":\"狗咬人？\",\"gold\":[[\"养犬法/3\"]]}\n"+
		"[[[[\n{\"text\":\"\\u0000\"}"))
	f.Add("问答.md", []byte("---\nbookHidden: false\n---\n问：狗咬人？\n答：赔。\n问题二、谁赔？\n答：主人。"))
	f.Add("报.txt", []byte("新规\n□ 本报记者 甲乙\n遛狗，\n牵绳。\n又一条\n□ 本报记者 丙丁\n公园。"))
	f.Add("甲.txt", []byte("\xFF\xFE\x2c\x7b\x00\x4e\x61\x67"))
	f.Fuzz(func(t *testing.T, name string, data []byte) { readWhole(t, Memory(name, data)) })
}

// FuzzDOCX reads Word documents with any main part.
func FuzzDOCX(f *testing.F) {
	const around = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>`
	f.Add(fmt.Sprintf(around, "<w:p><w:r><w:t>第一条 牵狗。</w:t><w:tab/><w:br/></w:r></w:p>"), "")
	f.Add(fmt.Sprintf(around, "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>狗</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"),
		`<Relationships><Relationship Id="rId1" Target="file:///etc/passwd"/></Relationships>`)
	f.Add(`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "狗狗狗狗"><!ENTITY b SYSTEM "file:///etc/passwd">]>`+
		fmt.Sprintf(around, "<w:p><w:r><w:t>&a;&b;</w:t></w:r></w:p>"), "")
	f.Add(fmt.Sprintf(around,
		`<w:p><w:hyperlink r:id="x"><w:r><w:t>链</w:t></w:r></w:hyperlink><w:r><w:drawing><wp:inline/></w:drawing></w:r></w:p>`), "<a/>")
	f.Add(fmt.Sprintf(around, strings.Repeat("<w:tbl><w:tr><w:tc>", 50)), "")
	f.Fuzz(func(t *testing.T, document, relations string) {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for name, part := range map[string]string{"word/document.xml": document, "word/_rels/document.xml.rels": relations} {
			if part == "" {
				continue
			}
			w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write([]byte(part)); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		readWhole(t, Memory("甲.docx", b.Bytes()))
	})
}

// FuzzPDF reads PDFs: a good one changed in one place, one with any page program, table
// of a font and dictionary of its own, and one with any table of objects.
func FuzzPDF(f *testing.F) {
	const table = "1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <20> <7e> <72D7> endbfrange 1 beginbfchar <41> " +
		"<6CD5> endbfchar"
	good := fuzzPDF("BT /F1 12 Tf 72 700 Td (Abc) Tj 0 -20 Td [(d) 5 (e)] TJ T* (x) ' ET q 1 0 0 1 0 0 cm /X Do Q", table, "")
	f.Add(uint16(1), []byte{}, "BT /F1 12 Tf (Abc) Tj ET", table, "",
		"xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<< /Size 2 /Root 1 0 R /Prev 59 >>")
	f.Add(uint16(2), []byte("["), "[[[[<<<<((((", "1 beginbfrange <0000> <ffff> [ <4e00> ] endbfrange", "/Kids [3 0 R]",
		"9 0 obj\n<< /Type /XRef /Root 1 0 R /Size 3 /W [1 2 1] /Length 12 >>\nstream\n"+
			"\x00\x00\x00\x00\x01\x00\x09\x00\x02\x00\x02\x00\nendstream\nendobj")
	f.Add(uint16(3*(len(good)-40)), []byte("99999999999"), "/X Do /X Do", "]", "/Length 5 0 R",
		"9 0 obj << /Type /XRef /Size 99 /W [1 1 1 []] /Index [(a) <<>> 1] /Filter [/FlateDecode] /DecodeParms [<< /Predictor 12 "+
			"/Columns 4 >>] >> stream")
	f.Add(uint16(4), []byte{}, "BT ET", "<", "/Rotate 90 /Contents [4 0 R 4 0 R]", "9 0 obj << (\\) )")
	f.Fuzz(func(t *testing.T, at uint16, patch []byte, program, table, dictionary, objects string) {
		// One of them at a time: each may take the seconds after which work on it ends, and
		// go ends a fuzzing process after ten.
		var data []byte
		switch place := int(at / 3); at % 3 {
		case 0:
			data = append([]byte(nil), good...)
			if place < len(data) {
				copy(data[place:], patch)
			}
		case 1:
			data = fuzzPDF(program, table, dictionary)
		case 2:
			data = withXref(objects)
		}
		readWhole(t, Memory("甲.pdf", data))
	})
}

// fuzzPDF is a page with a program that draws itself as a form, too.
func fuzzPDF(program, table, dictionary string) []byte {
	stream := func(head, body string) string {
		return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", head, len(body), body)
	}
	return brokenPDF("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /Resources 6 0 R /Contents 4 0 R "+dictionary+" >>",
		stream("/Subtype /Form /Resources 6 0 R", program), stream("", table),
		"<< /Font << /F1 << /Type /Font /ToUnicode 5 0 R >> /F2 << /Encoding << /Differences [65 /A] >> >> >> /XObject << /X 4 0 R >> >>")
}

// FuzzWalk unpacks archives: any bytes, and good archives with any names and contents.
// Nothing that is read lies outside the archive or is over the limits.
func FuzzWalk(f *testing.F) {
	f.Add([]byte("PK\x03\x04"), "../../甲.txt", []byte(law), uint16(1), byte('0'))
	f.Add([]byte("\x1f\x8b\x08"), "/etc/甲.txt", []byte(law), uint16(1), byte('2'))
	f.Add([]byte("PK\x05\x06"+strings.Repeat("\x00", 18)), `C:\甲.txt`, []byte("a"), uint16(60000), byte('0'))
	f.Add([]byte{}, "a/./b/../甲.docx", []byte("PK\x03\x04"), uint16(40), byte('x'))
	f.Add([]byte{}, "\xb9\xb7.txt", []byte{0}, uint16(3), byte('5'))
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, raw []byte, name string, content []byte, times uint16, kind byte) {
		content = bytes.Repeat(content, min(int(times), 1+(4<<20)/(len(content)+1)))
		for file, data := range map[string][]byte{"raw.zip": raw, "甲.zip": fuzzZip(t, name, content),
			"甲.tar.gz": fuzzTar(t, name, content, kind)} {
			walkArchive(t, filepath.Join(dir, file), data)
		}
	})
}

func walkArchive(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	start, total, files := time.Now(), int64(0), 0
	err := Walk(context.Background(), []string{path}, fuzzLimits, func(x *File) error {
		switch {
		case x.Rejected != nil:
			inWords(t, x.Rejected)
			return nil
		case x.Skipped != "":
			return nil
		}
		if _, inside, ok := strings.Cut(x.Path, path+"!"); ok {
			total += x.Size
			files++
			if strings.HasPrefix(inside, "/") ||
				slices.Contains(strings.FieldsFunc(inside, func(r rune) bool { return r == '/' || r == '\\' }), "..") {
				t.Fatalf("%q is read", x.Path)
			}
		}
		if x.Size > fuzzLimits.FileBytes && filepath.Ext(x.Path) != ".jsonl" {
			t.Fatalf("%s has %d bytes", x.Path, x.Size)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if total > fuzzLimits.ArchiveBytes+fuzzLimits.FileBytes || files > fuzzLimits.ArchiveFiles {
		t.Fatalf("%d files with %d bytes came out of %d", files, total, len(data))
	}
	if took := time.Since(start); took > tooLong {
		t.Fatalf("%d bytes took %s", len(data), took)
	}
}

func fuzzZip(t *testing.T, name string, content []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := range 3 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: strings.Repeat("x", i) + name, Method: zip.Deflate, NonUTF8: i == 1})
		if err != nil {
			return nil // no name of a file
		}
		if _, err := w.Write(content); err != nil {
			return nil // a folder
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func fuzzTar(t *testing.T, name string, content []byte, kind byte) []byte {
	t.Helper()
	var b bytes.Buffer
	g := gzip.NewWriter(&b)
	w := tar.NewWriter(g)
	for range 3 {
		h := &tar.Header{Name: name, Linkname: "/etc/passwd", Typeflag: kind}
		if kind == tar.TypeReg {
			h.Size, h.Linkname = int64(len(content)), ""
		}
		if w.WriteHeader(h) != nil {
			break // no name of a file
		}
		if kind == tar.TypeReg {
			if _, err := w.Write(content); err != nil {
				break
			}
		}
	}
	if err := g.Close(); err != nil { // without the end of the archive
		t.Fatal(err)
	}
	return b.Bytes()
}
