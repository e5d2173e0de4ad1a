package corpus

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/fatiao/fatiao/corpus/pdftext"
	"github.com/fatiao/fatiao/internal/joinline"
	"github.com/fatiao/fatiao/internal/statute"
)

// pdfText gets the text layer of a PDF. Lines that a page broke in the middle
// of a sentence are joined. The diagnostics name pages without text.
func pdfText(ctx context.Context, data []byte) (string, []statute.Diagnostic, error) {
	pages, err := pdftext.Pages(ctx, data)
	switch {
	case ctx.Err() != nil: // which says nothing of the file
		return "", nil, fmt.Errorf("reading a PDF: %w", ctx.Err())
	case errors.Is(err, pdftext.ErrPassword):
		return "", nil, problemf("PDF 有密码，读不出来")
	case errors.Is(err, pdftext.ErrTooMuch):
		return "", nil, problemf("PDF 的内部结构过于庞大或循环引用，读不出来；请另存或打印为新的 PDF 后再导入")
	case errors.Is(err, pdftext.ErrDamaged):
		return "", nil, problemf("PDF 已损坏，读不出来")
	case err != nil:
		return "", nil, err
	}
	var lines []string
	var empty []int
	for i, page := range pages {
		if strings.TrimSpace(page) == "" {
			empty = append(empty, i+1)
		}
		for line := range strings.Lines(page) {
			line = foldRadicals(strings.TrimSpace(strings.Map(printable, line)))
			if line != "" && !isPageNumber(line, i+1) {
				lines = append(lines, line)
			}
		}
	}
	text := joinline.JoinPage(strings.Join(withoutRunning(lines), "\n")).Joined
	switch {
	case strings.TrimSpace(text) == "":
		return "", nil, scanned("PDF 没有文字层（可能是扫描件），请先做文字识别")
	case isBinary(text) || strings.ContainsRune(text, '\uFFFD') || mostlyPrivate(text):
		return "", nil, problemf("PDF 的字体没有说明文字编码，读不出来，请换成 Word 或文本")
	}
	return text, pagesWithoutText(empty), nil
}

// listedPages is how many pages without text are named.
const listedPages = 20

// pagesWithoutText tells of pages that may be scans among others that are not.
func pagesWithoutText(pages []int) []statute.Diagnostic {
	if len(pages) == 0 {
		return nil
	}
	named := make([]string, 0, listedPages)
	for _, n := range pages[:min(len(pages), listedPages)] {
		named = append(named, strconv.Itoa(n))
	}
	list := strings.Join(named, "、")
	if len(pages) > listedPages {
		list += "……"
	}
	return []statute.Diagnostic{{Code: "pdf_pages_without_text",
		Message: fmt.Sprintf("PDF 有 %d 页没有文字（第 %s 页），可能是扫描页或空白页，没有读入", len(pages), list)}}
}

// printable drops the marks that PDFium puts where a page breaks a word.
func printable(r rune) rune {
	if r == '\uFFFE' || r < ' ' && r != '\t' {
		return -1
	}
	return r
}

// mostlyPrivate reports whether a text has many characters that mean nothing outside its
// font.
func mostlyPrivate(text string) bool {
	private, all := 0, 0
	for _, r := range text {
		all++
		if unicode.Is(unicode.Co, r) {
			private++
		}
	}
	return private*10 > all
}

// withoutRunning drops the lines that stand on every other page or more often:
// running heads and feet.
func withoutRunning(lines []string) []string {
	count := map[string]int{}
	for _, l := range lines {
		count[l]++
	}
	var kept []string
	for _, l := range lines {
		if count[l] < minRunning {
			kept = append(kept, l)
		}
	}
	return kept
}

// minRunning is how often a line must stand to count as running: no line of a
// law comes so often to the letter.
const minRunning = 4

func isPageNumber(line string, page int) bool {
	n := strconv.Itoa(page)
	return line == n || line == "- "+n+" -" || line == "—"+n+"—" || line == "— "+n+" —" || line == "第"+n+"页"
}
