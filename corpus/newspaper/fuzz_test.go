package newspaper

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzSplit: every character of a page is in one report, and what was mended is said
// of a stretch of it.
func FuzzSplit(f *testing.F) {
	f.Add("牵绳遛狗成新规\n□ 本报记者 甲乙\n　　本市今起要求牵绳遛狗，\n违者罚款。\n公园里人狗分道\n□ 本报记者 丙丁\n　　公园划出一角给狗。\n戊己 摄")
	f.Add("本报讯 狗丢了。\n本报讯 狗找到了，\n在桥下")
	f.Add("# 甲\n□本报记者乙\n□本报记者丙\n\n摄\n本报讯")
	f.Fuzz(func(t *testing.T, page string) {
		if !utf8.ValidString(page) {
			return // texts are decoded before they come here
		}
		reports, ok := Split(page)
		if !ok {
			return
		}
		var all strings.Builder
		for _, r := range reports {
			all.WriteString(r.Text)
			for _, d := range r.Diagnostics {
				if d.Span.Start < 0 || d.Span.End < d.Span.Start || d.Span.End > len(r.Text) {
					t.Fatalf("%+v lies outside the %d bytes of %q", d, len(r.Text), r.Text)
				}
			}
		}
		if got, want := characters(all.String()), characters(page); got != want {
			t.Fatalf("reports have %q, the page %q", got, want)
		}
	})
}
