package corpus

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// scannedPDF has a page for each program; a page with the program "" is a scan.
func scannedPDF(programs ...string) []byte {
	objects := []string{"<< /Type /Catalog /Pages 2 0 R >>", ""}
	var kids []string
	for _, p := range programs {
		page := len(objects) + 1
		kids = append(kids, fmt.Sprintf("%d 0 R", page))
		objects = append(objects, fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R "+
			"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>", page+1),
			fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(p), p))
	}
	objects[1] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(kids))
	return brokenPDF(objects...)
}

// A picture of a text is refused as one; a page that is one among others is named.
func TestScans(t *testing.T) {
	const text = "BT /F1 12 Tf 72 700 Td (The owner shall register the warehouse.) Tj ET"
	for name, data := range map[string][]byte{"甲.pdf": scannedPDF("", ""), "甲.jpg": []byte("\xFF\xD8\xFF 甲")} {
		_, err := (&Reader{}).Read(t.Context(), Memory(name, data), nil, nil)
		var problem *Problem
		if !errors.As(err, &problem) || !problem.Scan || !strings.Contains(err.Error(), "文字识别") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := (&Reader{}).Read(t.Context(), Memory("乙.txt", []byte(" ")), nil, nil); err == nil || err.(*Problem).Scan {
		t.Errorf("a blank text: %v", err)
	}
	_, notes, err := pdfText(t.Context(), scannedPDF(text, "", text, ""))
	if err != nil || len(notes) != 1 || notes[0].Code != "pdf_pages_without_text" ||
		!strings.Contains(notes[0].Message, "2 页没有文字（第 2、4 页）") {
		t.Errorf("pages among others: %v, %v", notes, err)
	}
}
