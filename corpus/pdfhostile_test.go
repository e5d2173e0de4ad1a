package corpus

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"
)

// packed is a compressed stream with a head.
func packed(t *testing.T, head string, content []byte) string {
	t.Helper()
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	if _, err := z.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream", head, b.Len(), b.String())
}

// withXref is a file whose table of objects is the given text, or object.
func withXref(table string) []byte {
	const head = "%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
	return fmt.Appendf(nil, "%s%s\nstartxref\n%d\n%%%%EOF", head, table, len(head))
}

// onePage is a file with a page; more are its further objects, from the fourth.
func onePage(page string, more ...string) []byte {
	return brokenPDF(append([]string{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page " + page + " >>"}, more...)...)
}

// Small files that would take all memory or never come to an end are refused or read as
// far as they can be, in some seconds and within the memory that a large file needs; and
// the next file is read as if nothing had happened.
func TestHostilePDF(t *testing.T) {
	if testing.Short() {
		t.Skip("waits until PDFium is stopped, twice")
	}
	const font = "/Resources << /Font << /F1 << /Type /Font /ToUnicode 5 0 R >> >> >> /Contents 4 0 R"
	text := packed(t, "", []byte("BT /F1 12 Tf (A) Tj ET"))
	ranges := strings.Repeat("1 beginbfrange <0000> <ffff> <4e00> endbfrange ", 20_000)
	fans := bytes.Repeat([]byte("/X Do "), 60)
	for name, data := range map[string][]byte{
		"ten thousand million objects": withXref("9 0 obj\n<< /Type /XRef /Size 10000000000 /W [1 2 1] /Length 4 >>\nstream\n0000\n" +
			"endstream\nendobj"),
		"an escaped name": withXref("9 0 obj\n<< /Type /XRef /#53#69ze 10000000000 /W [1 2 1] /Length 4 >>\nstream\n0000\n" +
			"endstream\nendobj"),
		"a key without a value": withXref("9 0 obj\n<< /Type /XRef /Root 1 0 R /Size 3 /W [1 2 1] /Length 12 /Typ >>\nstream\n" +
			"\x00\x00\x00\x00\x01\x00\x09\x00\x02\x00\x02\x00\nendstream\nendobj"),
		"a string without end": onePage("/Contents 4 0 R", packed(t, "", []byte("BT (a<b) Tj <41"))),
		"objects without end":  bytes.Replace(hostileObjects("/N 1 /First 4"), []byte("9 0 null"), []byte("2 0 <411"), 1),
		"a long number": withXref("xref\n" + strings.Repeat("0", 200) +
			"8000000000 1\n0000000009 00000 n \ntrailer\n<< /Size 9 /Root 1 0 R >>"),
		"behind a remark": withXref("9 0 obj\n<< /Type /XRef /Size % 1\n10000000000 /W [1 2 1] /Length 4 >>\nstream\n0000\n" +
			"endstream\nendobj"),
		"wide rows": withXref("9 0 obj\n<< /Type /XRef /Size 3 /W [30000000000 2 1] /Length 4 >>\nstream\n0000\n" +
			"endstream\nendobj"),
		"rows far away": withXref("9 0 obj\n<< /Type /XRef /Size 3 /Index [9000000000 1] /W [1 2 1] /Length 4 >>\nstream\n" +
			"0000\nendstream\nendobj"),
		"a table that begins late": withXref("xref\n8000000000 1\n0000000009 00000 n \ntrailer\n<< /Size 9 /Root 1 0 R >>"),
		"a second table begins late": withXref("xref\n0 1\n0000000000 65535 f \n8000000000 1\n0000000009 00000 n \ntrailer\n" +
			"<< /Size 9 /Root 1 0 R >>"),
		"a table before itself": withXref("xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 9 /Root 1 0 R /Prev 59 >>"),
		"forms within forms": onePage("/Resources 5 0 R /Contents 4 0 R", packed(t, "/Subtype /Form", fans),
			"<< /XObject << /X 4 0 R >> >>"),
		"a program without end": onePage("/Contents 4 0 R", packed(t, "", bytes.Repeat([]byte("1 "), 60<<20))),
		"one program for all": onePage("/Contents ["+strings.Repeat("4 0 R ", 20_000)+"]",
			packed(t, "", bytes.Repeat([]byte("q "), 2<<20))),
		"all characters many times": onePage(font, text, packed(t, "", []byte(ranges))),
		"a count of characters": onePage(font, text,
			packed(t, "", []byte("1 begincodespacerange <00> <ff> endcodespacerange 9000000000000 beginbfchar endbfchar"))),
		"columns": onePage("/Contents 4 0 R", packed(t, "/DecodeParms << /Predictor 12 /Columns 90000000000 >>",
			[]byte("q"))),
		"columns elsewhere": onePage("/Contents 4 0 R", packed(t, "/DecodeParms 5 0 R", []byte("q")),
			"<< /Predictor 12 /Columns 90000000000 >>"),
		"a length of itself":    onePage("/Contents 4 0 R", "<< /Length 4 0 R >>\nstream\nq\nendstream"),
		"arrays in arrays":      onePage("/Contents 4 0 R", packed(t, "", bytes.Repeat([]byte("["), 4<<20))),
		"objects that count":    hostileObjects("/N 9000000000000000 /First 1"),
		"objects that go on":    hostileObjects("/N 0 /First 1 /Extends 5 0 R"),
		"objects in themselves": hostileObjects("/N 1 /First 4 /Extends 7 0 R", 7),
		"objects in each other": hostileObjects("/N 1 /First 4 /Extends 6 0 R", 7, 6),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		done := make(chan error, 1)
		go func() {
			_, _, err := pdfText(t.Context(), data)
			done <- err
		}()
		select {
		case err := <-done:
			if err != nil {
				inWords(t, err)
			}
		case <-time.After(30 * time.Second):
			t.Fatalf("%s goes on", name)
		}
		runtime.ReadMemStats(&after)
		took, taken := time.Since(start), int64(after.Sys)-int64(before.Sys)
		t.Logf("%s: %d bytes, %s, %d MB", name, len(data), took.Round(time.Millisecond), taken>>20)
		if took > 25*time.Second || taken > 2<<30 {
			t.Errorf("%s: %d bytes took %s and %d MB", name, len(data), took, taken>>20)
		}
	}
	good, err := os.ReadFile("testdata/law.pdf")
	if err != nil {
		t.Fatal(err)
	}
	if text, _, err := pdfText(t.Context(), good); err != nil || !strings.Contains(text, "第二条 本解释") {
		t.Errorf("after them a good file reads %q, %v", text, err)
	}
}

// Who asked for a PDF and does not wait any longer does not leave it to be read to the
// end, and is not told that the file is at fault.
func TestPDFIsLeftWithItsContext(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles PDFium where it is not in the user's cache")
	}
	if _, _, err := pdfText(t.Context(), brokenPDF("<< /Type /Catalog >>")); err == nil { // PDFium is ready now
		t.Fatal("a file without pages is read")
	}
	endless := onePage("/Resources 5 0 R /Contents 4 0 R", packed(t, "/Subtype /Form", bytes.Repeat([]byte("/X Do "), 60)),
		"<< /XObject << /X 4 0 R >> >>")
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	start := time.Now()
	_, _, err := pdfText(ctx, endless)
	var problem *Problem
	if !errors.Is(err, context.DeadlineExceeded) || errors.As(err, &problem) {
		t.Errorf("past the deadline the error is %v", err)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("it is read for %s", took)
	}
}

// hostileObjects is a file whose pages lie in a stream of objects with a head of its own,
// or in a circle of streams that are packed in each other.
func hostileObjects(head string, circle ...byte) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n")
	at := b.Len()
	fmt.Fprintf(&b, "5 0 obj\n<< /Type /ObjStm %s /Length 8 >>\nstream\n9 0 null\nendstream\nendobj\n", head)
	rows := []byte{0, 0, 0, 0, 1, 0, 9, 0, 2, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, byte(at >> 8), byte(at), 0, 0, 0, 0, 0, 0, 0, 0, 0}
	for i, c := range circle {
		next := circle[(i+1)%len(circle)]
		copy(rows[4*c:], []byte{2, 0, next, 0})
		copy(rows[4*2:], []byte{2, 0, next, 0})
	}
	start := b.Len()
	fmt.Fprintf(&b, "9 0 obj\n<< /Type /XRef /Root 1 0 R /Size 8 /W [1 2 1] /Length %d >>\nstream\n%s\nendstream\nendobj\nstartxref\n"+
		"%d\n%%%%EOF", len(rows), rows, start)
	return b.Bytes()
}
