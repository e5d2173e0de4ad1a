package statute

import (
	"regexp"
	"strings"
)

// draftMark is what stands in brackets behind the title of a draft.
var draftMark = regexp.MustCompile(`^(?:.{0,12}草案.{0,16}|.{0,12}征求意见稿.{0,6}|.{0,6}送审稿.{0,6}|.{0,6}讨论稿|.{0,4}建议稿|.{0,6}审议稿|公开征求意见稿)$`)

// IsDraft reports whether a title says that the text is a draft, which was never in force:
// 渡口法（草案）, 渡口办法（征求意见稿）.
func IsDraft(title string) bool {
	t := strings.Join(strings.Fields(title), "")
	for strings.HasSuffix(t, "）") || strings.HasSuffix(t, ")") {
		i := max(strings.LastIndex(t, "（"), strings.LastIndex(t, "("))
		if i <= 0 {
			return false
		}
		if draftMark.MatchString(strings.Trim(t[i:], "（）()")) {
			return true
		}
		t = t[:i]
	}
	for _, e := range [...]string{"草案", "征求意见稿", "送审稿", "建议稿", "审议稿", "讨论稿"} {
		if strings.HasSuffix(t, e) {
			return true
		}
	}
	return false
}
